"""Touches of a contact up to a day, as the rules count them (`rules.md`)."""

from datetime import date
from typing import NamedTuple

from netgarden.change.garden import Garden

RECENT_DAYS = 90
"""How far back `Touches.recent` counts."""


class Touches(NamedTuple):
    """The touches of one contact up to `today`. All dates are local; None where there never was one.

    A *real* touch is a talk or a word. Entries dated after today are plans and count for nothing else.
    """

    last: date | None = None
    """The last real touch."""
    last_talk: date | None = None
    """The last talk: met, call or video."""
    last_met: date | None = None
    """The last talk in person."""
    last_from: date | None = None
    """The last touch *from* them: direction in, of any weight but none."""
    last_heard: date | None = None
    """The last touch in or both, of any weight but none."""
    last_out: date | None = None
    """The last touch out or both, of any weight but none."""
    lights: tuple[date, ...] = ()
    """The light touches since the last real one, oldest first."""
    unanswered: tuple[date, ...] = ()
    """Words and tries from me since they were last heard, newest first."""
    planned: date | None = None
    """The nearest touch dated after today."""
    total: int = 0
    """How many real touches there were."""
    recent: int = 0
    """On how many of the last 90 days there was one: ten messages in an afternoon are one conversation."""
    heard: int = 0
    """On how many of those days they took part: what only I said is no conversation."""
    first: date | None = None
    """The first real touch."""


NO_TOUCHES = Touches()


def touches_of(garden: Garden, uid: str, today: date) -> Touches:
    """Count the touches of a contact up to `today`."""
    entries = garden.interactions_of(uid)
    if not entries:
        return NO_TOUCHES
    last = last_talk = last_met = last_from = last_heard = last_out = planned = first = None
    counted = counted_heard = None
    lights: list[date] = []
    unanswered: list[date] = []
    total = recent = heard = 0
    for entry in entries:
        on = entry.on
        weight, direction = entry.weight_for(uid), entry.direction
        if on > today:
            planned = planned if weight == "none" else on
            continue
        if weight == "none":
            if entry.kind == "tried" and direction == "out" and last_heard is None:
                unanswered.append(on)
            continue
        if direction != "in" and last_out is None:
            last_out = on
        if direction != "out":
            last_heard = last_heard or on
            if direction == "in":
                last_from = last_from or on
        if weight == "light":
            if last is None:
                lights.append(on)
            continue
        if direction == "out" and last_heard is None:
            unanswered.append(on)
        total += 1
        last = last or on
        first = on
        if (today - on).days <= RECENT_DAYS:
            recent += on != counted
            counted = on
            if direction != "out":
                heard += on != counted_heard
                counted_heard = on
        if weight == "talk":
            last_talk = last_talk or on
            if last_met is None and entry.in_person:
                last_met = on
    return Touches(
        last,
        last_talk,
        last_met,
        last_from,
        last_heard,
        last_out,
        tuple(reversed(lights)),
        tuple(unanswered),
        planned,
        total,
        recent,
        heard,
        first,
    )
