"""Drift: silence well past a person's own rhythm, for people without a cadence (`rules.md`, Drift)."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

import msgspec

from netgarden.change.garden import Garden

EPISODE_DAYS = 7
"""Touches this close together are one episode."""
MIN_GAPS = 3
MIN_SPAN = 60
"""A rhythm shows in at least three gaps over this many days."""


class Silence(msgspec.Struct, frozen=True):
    """A silence that is longer than usual. All in days."""

    days: int
    """Since the last touch."""
    gap: int
    """The median gap between episodes: their usual rhythm."""
    allowed: int
    """The silence beyond which they drift."""


class Habit(msgspec.Struct, frozen=True):
    """The usual rhythm of somebody without a cadence."""

    last: date
    """The last touch."""
    gap: int
    """The median gap between episodes, in days."""

    @property
    def allowed(self) -> int:
        """The silence beyond which they drift, in days."""
        return silences(self.gap)[0]

    def silence(self, today: date) -> Silence | None:
        """The silence of a day on which they drift."""
        days = (today - self.last).days
        return Silence(days, self.gap, self.allowed) if is_drift(days, self.gap) else None


def silences(gap: int) -> tuple[int, int]:
    """The silence beyond which somebody with this median gap drifts, and the one beyond which that is past; days."""
    return max(2 * gap, gap + 14), max(12 * gap, gap + 90)


def is_drift(days: int, gap: int) -> bool:
    """Return whether somebody with this median gap drifts after so many days of silence."""
    allowed, past = silences(gap)
    return allowed < days <= past


def drifting(garden: Garden, uid: str, today: date) -> Silence | None:
    """The silence of somebody who drifts; None for who does not, or has too little history to tell."""
    habit = habit_of(garden, uid, today)
    return habit.silence(today) if habit else None


def habit_of(garden: Garden, uid: str, today: date) -> Habit | None:
    """The habit up to a day; None for who has too little history to tell."""
    entries = garden.interactions_of(uid)
    if len(entries) <= MIN_GAPS:
        return None
    days = {entry.on for entry in entries if entry.on <= today and entry.weight_for(uid) in ("talk", "word")}
    gap = usual_gap(days)
    return None if gap is None else Habit(max(days), gap)


def usual_gap(days: Iterable[date]) -> int | None:
    """The median gap in days between the episodes of some touches; None where they are too few to tell."""
    ordered = sorted(days)
    gaps = [gap for before, after in pairwise(ordered) if (gap := (after - before).days) > EPISODE_DAYS]
    if len(gaps) < MIN_GAPS or (ordered[-1] - ordered[0]).days < MIN_SPAN:
        return None
    return _median(gaps)


def _median(gaps: list[int]) -> int:
    """The middle of some days, rounded (`statistics` takes longer to import than to ask about everybody)."""
    ordered, half = sorted(gaps), len(gaps) // 2
    return ordered[half] if len(gaps) % 2 else round((ordered[half - 1] + ordered[half]) / 2)
