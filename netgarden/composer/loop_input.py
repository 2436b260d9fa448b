"""Something outstanding on one line, as it is written: `the deck by fri`, `a day rate nudge in 3w`, `call on 3 dec`."""

from datetime import date
from typing import NamedTuple

from netgarden.change.change import Change
from netgarden.change.garden import Garden
from netgarden.composer.date_words import Toward, day_in, trailing_date
from netgarden.composer.day_input import future_day
from netgarden.composer.words import KIND_WORDS
from netgarden.due.rules import DEFAULT_DATES, DateStyle
from netgarden.errors import UsageError
from netgarden.people.outstanding import Item
from netgarden.records.kinds import MILESTONES, WISHES, loop_kind, open_kind
from netgarden.records.want import Want
from netgarden.text.dates_in_words import long_day
from netgarden.text.plain import clean
from netgarden.verbs import loops as actions_loops


class Noted(NamedTuple):
    """A line, understood."""

    text: str
    due_on: date | None = None
    not_before: date | None = None
    channel: str = ""

    def words(self, today: date) -> str:
        """Return the line as it was understood: `the deck · Fri 27 Nov`."""
        nudge = f"nudge {long_day(self.not_before, today)}" if self.not_before else ""
        due = long_day(self.due_on, today) if self.due_on else ""
        return " · ".join(part for part in (self.text or self.channel, due, nudge) if part)


def noted(kind: str, line: str, today: date, style: DateStyle = DEFAULT_DATES) -> Noted:
    """Read a line about something outstanding of this kind, a name of `kinds.OPEN_KINDS`.

    Raises UsageError for a line without words where they are needed, and for a planned talk without its day.
    """
    line = clean(line)
    if kind in WISHES:
        return Noted(_some(line))
    toward: Toward = "nearest" if kind in MILESTONES else "future"
    known = open_kind(kind)
    tail = trailing_date(line, today, toward, style=style, bare=known.needs_day, slot=known.needs_day)
    text = line[: tail.start].rstrip(" ,;") if tail else line
    if known.needs_day:
        if tail is None:
            raise UsageError("A planned talk needs its day: call on fri, coffee on 3 dec.")
        channel = KIND_WORDS.get("".join(text.split()[:1]).casefold(), "")
        return Noted(text, due_on=tail.day, channel=channel)
    if known.needs_words:
        _some(text)
    day = tail.day if tail else None
    if known.is_nudged and tail is not None and tail.lead == "nudge":
        return Noted(text, not_before=day)
    return Noted(text, due_on=day)


def add(
    garden: Garden, uid: str, kind: str, line: str, today: date, style: DateStyle = DEFAULT_DATES
) -> Change:
    """Note something outstanding with a contact; see `noted` for the line and what it may raise."""
    said = noted(kind, line, today, style)
    if kind == "wants":
        return actions_loops.add_want(garden, uid, said.text, today)
    if kind == "offers":
        return actions_loops.add_offer(garden, uid, said.text, today)
    if kind in MILESTONES:
        day = (said.due_on or today).isoformat()
        return actions_loops.add_milestone(garden, uid, said.text, day, hard=kind == "hard")
    return actions_loops.add_loop(
        garden,
        kind,
        (uid,),
        said.text,
        today,
        due_on=said.due_on,
        not_before=said.not_before,
        channel=said.channel,
    )


def reworded(garden: Garden, item: Item, text: str) -> Change:
    """Say an item in other words. Raises UsageError where there are none, or the item is gone."""
    if item.table == "loops":
        needs_words = loop_kind(actions_loops.loop_of(garden, item.uid).kind).needs_words
        return actions_loops.edit_loop(
            garden, item.uid, {"text": _some(clean(text)) if needs_words else clean(text)}
        )
    if item.table == "milestones":
        return actions_loops.edit_milestone(garden, item.uid, what=text)
    return actions_loops.edit_want(garden, want_of(garden, item), text)


def redated(
    garden: Garden, item: Item, text: str, today: date, style: DateStyle = DEFAULT_DATES
) -> tuple[Change, str]:
    """Put a loop or a milestone on another day, and that day in words; of a loop, an empty text takes it away.

    Of a request, `nudge fri` says when to nudge. Raises UsageError for what is no day.
    """
    text = clean(text)
    if item.table == "milestones":
        day = day_in(text, today, style)
        change = actions_loops.edit_milestone(garden, item.uid, on=_some(str(day) if day else text))
        return change, day.words if day else text
    if item.table != "loops":
        raise UsageError("What somebody wants or offers has no day.")
    field = "due_on"
    if open_kind(item.kind).is_nudged and text.casefold().startswith("nudge"):
        field, text = "not_before", text[len("nudge") :].strip()
    if open_kind(item.kind).needs_day and not text:
        raise UsageError("A planned talk needs its day.")
    on = future_day(text, today, style) if text else None
    words = long_day(on, today) if on else "no day"
    return actions_loops.edit_loop(garden, item.uid, {field: on}), words


def want_of(garden: Garden, item: Item) -> Want:
    """The want or offer of an item. Raises UsageError if it is gone."""
    want = garden.find(item.table, item.uid)
    if not isinstance(want, Want):
        raise UsageError("It is no longer in the garden.")
    return want


def reopened(garden: Garden, item: Item, today: date) -> Change:
    """Open a closed item again; a want or an offer stands anew from today."""
    if item.table == "loops":
        return actions_loops.reopen_loop(garden, item.uid)
    if item.table == "milestones":
        return actions_loops.unmark_milestone(garden, item.uid)
    return actions_loops.renew_want(garden, want_of(garden, item), today)


def removed(garden: Garden, item: Item) -> Change:
    """Remove an item as if it had never been."""
    if item.table == "loops":
        return actions_loops.delete_loop(garden, item.uid)
    if item.table == "milestones":
        return actions_loops.delete_milestone(garden, item.uid)
    return actions_loops.delete_want(garden, want_of(garden, item))


def _some(text: str) -> str:
    if not text:
        raise UsageError("It needs a few words.")
    return text
