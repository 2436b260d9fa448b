"""Away: routine that fell due in an absence is spread over six weeks, with one undo (`rules.md`, Away)."""

from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from netgarden.change.change import Change
from netgarden.change.garden import Garden
from netgarden.due.outlook import reasons_of
from netgarden.due.rules import Rules
from netgarden.errors import UsageError
from netgarden.records.reason_kinds import REASONS
from netgarden.text.cadence import plus_days
from netgarden.text.dates_in_words import long_day
from netgarden.text.plain import plural

UNOPENED = 5
"""After this many days unopened one is welcomed back."""
SPREAD_DAYS = 42
"""Over how many days routine is spread."""


class Welcome(NamedTuple):
    """Coming back after days away."""

    days: int
    """How long the garden was not opened."""
    waiting: int
    """How many people wait with routine."""

    @property
    def words(self) -> str:
        """The question it asks."""
        return f"Welcome back: {self.waiting}. Spread the routine over six weeks?"


def welcome_back(garden: Garden, rules: Rules, today: date) -> Welcome | None:
    """Return what waits after an absence; None without one, or where nothing would be gained by spreading.

    `rules.last_opened` tells when the garden was last opened.
    """
    if rules.last_opened is None:
        return None
    days = (today - rules.last_opened).days
    if days <= UNOPENED:
        return None
    waiting = len(_routine(garden, rules, today, date.min, today))
    return Welcome(days, waiting) if waiting * 4 > rules.budget else None


def spread_routine(garden: Garden, rules: Rules, today: date, *, days: int = SPREAD_DAYS) -> Change:
    """Spread all routine that is due today over the review days of `days` days, the most urgent first.

    Those spread are snoozed, so a touch clears it and one undo takes all back; what is owed keeps its date.
    """
    waiting = _routine(garden, rules, today, date.min, today)
    label = f"spread the routine of {plural(len(waiting), 'person', 'people')} over six weeks"
    return _spread(garden, rules, today, waiting, today, days, label)


def away(garden: Garden, rules: Rules, start: date, end: date, today: date) -> Change:
    """Plan an absence: routine that falls due from `start` to `end` comes after it, spread over six weeks.

    What is due before `start` stays. Raises UsageError for days that are past or in the wrong order.
    """
    if end < start:
        raise UsageError(f"The absence ends on {long_day(end, today)}, before it starts.")
    if end < today:
        raise UsageError(f"The absence ends on {long_day(end, today)}, which is past.")
    waiting = _routine(garden, rules, today, start if start > today else date.min, end)
    label = (
        f"away {long_day(start, today)} to {long_day(end, today)}: "
        f"spread {plural(len(waiting), 'person', 'people')} over the six weeks after"
    )
    return _spread(garden, rules, today, waiting, plus_days(end, 1), SPREAD_DAYS, label)


def _spread(
    garden: Garden, rules: Rules, today: date, waiting: list[str], start: date, days: int, label: str
) -> Change:
    span = [plus_days(start, offset) for offset in range(days)]
    reviewed = [day for day in span if day.weekday() in rules.review_days] or span
    builder = garden.builder()
    for place, uid in enumerate(waiting):
        day = reviewed[place * len(reviewed) // len(waiting)]
        if day > today:
            builder.put(replace(garden.contacts[uid], snooze_until=day, snooze_set_on=today))
    return builder.build(label)


def _routine(garden: Garden, rules: Rules, today: date, since: date, until: date) -> list[str]:
    """The people whose routine first shows in these days, the most urgent on the last of them first."""
    found: list[tuple[float, str]] = []
    for uid in garden.contacts:
        routine = [
            reason
            for reason in reasons_of(garden, rules, uid, today)
            if REASONS[reason.kind].rhythm and since <= reason.shows_on <= until
        ]
        if routine:
            found.append((-max(reason.urgency for reason in routine), uid))
    return [uid for _, uid in sorted(found)]
