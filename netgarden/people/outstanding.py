"""Everything outstanding with somebody, on one list: loops, wants, offers and milestones, open ones first."""

from datetime import date
from typing import Literal, NamedTuple

from netgarden.change.garden import Garden
from netgarden.due.celebrations import news_day
from netgarden.due.reasons import next_nudge
from netgarden.people.want_age import want_age
from netgarden.records.kinds import open_kind
from netgarden.records.loop import Loop
from netgarden.records.milestone import Milestone
from netgarden.records.want import Offer, Want
from netgarden.text.dates_in_words import ago_words, late_words, short_day
from netgarden.text.partial_date import parse_partial_date


class Item(NamedTuple):
    """One thing that is outstanding, or was."""

    table: Literal["loops", "wants", "offers", "milestones"]
    uid: str
    kind: str
    """A name of `kinds.OPEN_KINDS`, or what a newer version wrote."""
    text: str
    when: str
    """`due Fri`, `3 d late`, `said 9 d ago`; of a closed one how it ended: `yes · 12 Nov · she knew somebody`."""
    is_open: bool

    @property
    def label(self) -> str:
        """The label of its kind: `I promise`."""
        return open_kind(self.kind).label


def outstanding(garden: Garden, uid: str, today: date) -> tuple[Item, ...]:
    """Everything with a contact: what is open, promises first and by day; then what is closed, the latest first."""
    found: list[tuple[bool, int, date, Item]] = []

    def add(item: Item, opens: date, closed: date | None) -> None:
        if closed is None:
            found.append((False, open_kind(item.kind).rank, opens, item))
        else:
            found.append((True, -closed.toordinal(), opens, item))

    for loop in garden.loops_of(uid):
        when = _ended(loop, today) if loop.closed_on else _asks_for(loop, today)
        item = Item("loops", loop.uid, loop.kind, loop.text or loop.channel, when, loop.is_open)
        add(item, loop.due_on or date.max, loop.closed_on)
    for want in (*garden.wants_of(uid), *garden.offers_of(uid)):
        table: Literal["wants", "offers"] = "offers" if isinstance(want, Offer) else "wants"
        item = Item(table, want.uid, table, want.text, _said(want, today), want.closed_on is None)
        add(item, want.said_on, want.closed_on)
    for one in garden.milestones_of(uid):
        item = Item(
            "milestones", one.uid, one.kind, one.what, _dated(garden, one, today), one.marked_on is None
        )
        add(item, news_day(garden, one, today) or date.max, one.marked_on)
    return tuple(item for *_, item in sorted(found, key=lambda one: (one[:3], one[3].uid)))


def _asks_for(loop: Loop, today: date) -> str:
    since = f"since {short_day(loop.opened_on, today)}"
    if loop.kind == "ask":
        nudge = next_nudge(loop)
        due = f"by {short_day(loop.due_on, today)} · " if loop.due_on else ""
        return f"{due}{'nudge' if nudge <= today else f'nudge {short_day(nudge, today)}'} · {since}"
    if loop.due_on is None:
        return since
    late = (today - loop.due_on).days
    if loop.kind == "planned":
        return f"{short_day(loop.due_on, today)}{' · did it happen?' if late > 0 else ''}"
    return f"{late_words(late) if late > 0 else f'due {short_day(loop.due_on, today)}'} · {since}"


def _ended(loop: Loop, today: date) -> str:
    day = short_day(loop.closed_on, today) if loop.closed_on else ""
    return " · ".join(part for part in (loop.result or "done", day, loop.outcome) if part)


def _said(want: Want, today: date) -> str:
    if want.closed_on is not None:
        return f"closed · {short_day(want.closed_on, today)}"
    age = want_age(want, today)
    return f"said {ago_words((today - want.said_on).days)}{'' if age == 'fresh' else f' · {age}'}"


def _dated(garden: Garden, milestone: Milestone, today: date) -> str:
    if milestone.marked_on is not None:
        return f"answered · {short_day(milestone.marked_on, today)}"
    written = parse_partial_date(milestone.on)
    return written.words if written else milestone.on
