"""Why a person may stand in the queue, and what each open loop asks for (`rules.md`)."""

from datetime import date
from typing import NamedTuple

from netgarden.change.garden import Garden
from netgarden.due.rules import DEFAULT_MINUTES, Rules
from netgarden.due.touches import Touches
from netgarden.records.kinds import interaction_kind, loop_kind
from netgarden.records.loop import Loop
from netgarden.records.reason_kinds import FOLLOW_UP_DAYS, REASONS, Band, ReasonName
from netgarden.text.cadence import plus_days
from netgarden.text.dates_in_words import ago_words, short_day
from netgarden.text.plain import shortened

PROMISE_AHEAD = 2
"""A promise shows this many days before it is due."""
PROMISE_LOST = 3
"""Beyond so many days late a promise is owed, no more a matter of today."""
UNDATED_PROMISE = 7
"""A promise without a date is owed after this many days."""
PATIENCE = 14
"""Days before the first nudge of a request that says nothing else."""
MAX_NUDGES = 2
"""After this many nudges one is asked to let a request rest."""
FIXED = 100.0
"""Urgency of what cannot be moved within its band: a talk planned for today."""


class Reason(NamedTuple):
    """One reason for a person to be in the queue, today or later."""

    kind: ReasonName
    text: str
    """In words, short enough for a row: `monthly · 6 d late`."""
    due_on: date | None
    """The day it is due, which may lie before or after the day it shows."""
    late_days: int
    """Days since `due_on`; negative before it."""
    subject: str
    """The uid of the loop or milestone it is about, or empty."""
    minutes: int
    """What acting on it costs."""
    band: Band
    """A today or lost, B owed, C routine, D reconnect, drifting, unplaced."""
    urgency: float
    """Its place within the band, greater first."""
    shows_on: date
    """The first day on which it stands in the queue."""
    only_today: bool = False
    """True if it is lost or late unless it shows today: it is shown beyond the minutes if need be."""


def cost(rules: Rules, kind: str) -> int:
    """Minutes that an interaction of this kind costs; those of an email for a kind nobody set."""
    return rules.minutes.get(kind, DEFAULT_MINUTES.get(kind, DEFAULT_MINUTES["email"]))


def reason_of(
    rules: Rules,
    kind: ReasonName,
    text: str,
    due_on: date,
    today: date,
    urgency: float,
    *,
    subject: str = "",
    costs: str = "",
    band: Band | None = None,
    shows_on: date | None = None,
    only_today: bool = False,
) -> Reason:
    """Return a reason that is due on a day, and shows from then on.

    What is not said follows from its kind: the band, and what it costs (`costs` is a key of the minutes).
    """
    usual = REASONS[kind]
    costs = costs or usual.costs
    return Reason(
        kind,
        text,
        due_on,
        (today - due_on).days,
        subject,
        cost(rules, costs) if costs else 1,
        band or usual.band,
        urgency,
        due_on if shows_on is None else shows_on,
        only_today,
    )


def first_nudge(loop: Loop) -> date:
    """The first day on which to nudge: the date given, else the earlier of 14 days and half-way to its `by`."""
    if loop.not_before:
        return loop.not_before
    patience = plus_days(loop.opened_on, PATIENCE)
    if loop.due_on is None:
        return patience
    return min(patience, plus_days(loop.opened_on, max(0, (loop.due_on - loop.opened_on).days) // 2))


def next_nudge(loop: Loop) -> date:
    """The day of the next nudge; each wait is twice the one before it."""
    nudges = nudge_dates(loop)
    if not nudges:
        return first_nudge(loop)
    wait = max(1, (first_nudge(loop) - loop.opened_on).days)
    return plus_days(nudges[-1], wait * 2 ** len(nudges))


def nudge_dates(loop: Loop) -> list[date]:
    """The days on which a request was nudged, oldest first; what is no date (a hand-edited file) is ignored."""
    dates: list[date] = []
    for text in loop.nudged_on:
        try:
            dates.append(date.fromisoformat(text))
        except ValueError:
            continue
    return sorted(dates)


def is_planned_from(loop: Loop, today: date) -> bool:
    """Return whether the loop is a talk planned for today or later, which holds routine."""
    return loop.kind == "planned" and loop.due_on is not None and loop.due_on >= today


def loop_reason(garden: Garden, rules: Rules, loop: Loop, touches: Touches, today: date) -> Reason | None:
    """Return the reason that an open loop gives, today or later; None where it asks for nothing (any more)."""
    reason = _BUILDERS.get(loop.kind, _waiting)(garden, rules, loop, touches, today)
    if reason is None or loop.snooze_until is None or reason.kind == "answered":
        return reason
    return reason._replace(shows_on=max(reason.shows_on, loop.snooze_until))


def _promise(garden: Garden, rules: Rules, loop: Loop, touches: Touches, today: date) -> Reason:
    due = loop.due_on or plus_days(loop.opened_on, UNDATED_PROMISE)
    late = (today - due).days
    if loop.due_on is None:
        text, shows = f"promised {ago_words((today - loop.opened_on).days)}", due
    else:
        text = f"promised for {short_day(due, today)}" + (f" · {late} d late" if late > 0 else "")
        shows = plus_days(due, -PROMISE_AHEAD)
    return reason_of(
        rules,
        "promise",
        text,
        due,
        today,
        _waited(loop.opened_on, due, today),
        subject=loop.uid,
        costs="intro" if loop.text.casefold().startswith(("intro", "connect")) else "",
        band="A" if 0 <= late <= PROMISE_LOST and loop.due_on else None,
        shows_on=shows,
        only_today=late == 0 and loop.due_on is not None,
    )


def _waiting(garden: Garden, rules: Rules, loop: Loop, touches: Touches, today: date) -> Reason | None:
    """Return the reason of a loop that only wants to be done: from its day on, or the day after it was opened."""
    kind = loop_kind(loop.kind)
    if kind.owed_by != "me":
        return None
    due = loop.due_on or plus_days(loop.opened_on, 1)
    waited = (today - loop.opened_on).days
    words = kind.waits or kind.noun
    text = f"{words} · {waited} d" if waited > 0 else words
    urgency = _waited(loop.opened_on, due, today)
    return reason_of(rules, kind.reason, text, due, today, urgency, subject=loop.uid)


def _follow_up(garden: Garden, rules: Rules, loop: Loop, touches: Touches, today: date) -> Reason | None:
    if touches.last_out is not None and touches.last_out > loop.opened_on:
        return None
    if (today - loop.opened_on).days > FOLLOW_UP_DAYS:
        return None
    due = loop.due_on or plus_days(loop.opened_on, 1)
    entry = garden.interaction(loop.interaction)
    on = entry.on if entry else loop.opened_on
    how = (entry.event or interaction_kind(entry.kind).past) if entry else "met"
    strength = (1.0 if entry and entry.weight == "talk" else 0.0) + (
        0.5 if entry and len(entry.people) <= 2 else 0.0
    )
    text = f"follow up · {how} {short_day(on, today)}"
    urgency = _waited(loop.opened_on, due, today) + strength
    return reason_of(rules, "follow-up", text, due, today, urgency, subject=loop.uid)


def _ask(garden: Garden, rules: Rules, loop: Loop, touches: Touches, today: date) -> Reason:
    nudges = nudge_dates(loop)
    asked = nudges[-1] if nudges else loop.opened_on
    looked = max(asked, loop.snooze_set_on or asked)
    heard = touches.last_heard
    if heard is not None and (heard > looked or (heard == looked and _answered_at_once(garden, loop, heard))):
        text = f"answered? · heard {short_day(heard, today)}"
        urgency = 1 + (today - heard).days / 7
        return reason_of(rules, "answered", text, heard, today, urgency, subject=loop.uid)
    due = next_nudge(loop)
    waited = (today - loop.opened_on).days
    urgency = _waited(asked, due, today)
    if len(nudges) >= MAX_NUDGES:
        return reason_of(
            rules, "rest", f"rest it? · asked {waited} d ago", due, today, urgency, subject=loop.uid
        )
    return reason_of(rules, "nudge", f"nudge · asked {waited} d", due, today, urgency, subject=loop.uid)


def _answered_at_once(garden: Garden, loop: Loop, heard: date) -> bool:
    """Return whether they were heard on the very day of the request, after it was written down."""
    if heard != loop.opened_on or loop.snooze_set_on == heard or heard.isoformat() in loop.nudged_on:
        return False
    asked = garden.interaction(loop.interaction)
    return any(
        entry.on == heard
        and entry.direction != "out"
        and entry.weight_for(uid) != "none"
        and ((entry.at, entry.uid) > (asked.at, asked.uid) if asked else entry.uid > loop.uid)
        for uid in loop.people
        for entry in garden.interactions_of(uid)
    )


def _planned(garden: Garden, rules: Rules, loop: Loop, touches: Touches, today: date) -> Reason | None:
    due = loop.due_on
    if due is None:
        return None
    what = shortened(loop.planned, 24)
    late = (today - due).days
    if late <= 0:
        text = f"{what} {short_day(due, today)}"
        planned = reason_of(
            rules,
            "planned",
            text,
            due,
            today,
            FIXED,
            subject=loop.uid,
            costs=loop.channel,
            only_today=late == 0,
        )
        # An appointment is kept, not fitted into the review; a planned message is written in it.
        is_talk = not loop.channel or interaction_kind(loop.channel).weight == "talk"
        return planned._replace(minutes=0) if is_talk else planned
    if touches.last is not None and touches.last >= due:
        return None
    text = f"did it happen? · {what} {short_day(due, today)}"
    return reason_of(
        rules, "happened", text, due, today, float(late), subject=loop.uid, shows_on=plus_days(due, 1)
    )


def _waited(start: date, due: date, today: date) -> float:
    """Days waited over days allowed."""
    return (today - start).days / max(1, (due - start).days)


_BUILDERS = {
    "owe": _promise,
    "ask": _ask,
    "follow-up": _follow_up,
    "planned": _planned,
}
"""The loops with a rule of their own."""
