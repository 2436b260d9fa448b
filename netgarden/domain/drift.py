"""Drift: silence well past a person's own rhythm, for people without a cadence (DESIGN 2.14)."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from netgarden.domain.cadence import plus_days
from netgarden.domain.garden import Garden

EPISODE_DAYS = 7
"""Touches this close together are one episode."""
MIN_GAPS = 3
MIN_SPAN = 60
"""A rhythm shows in at least three gaps over this many days."""


class Silence(NamedTuple):
    """A silence that is longer than usual. All in days."""

    days: int
    """Since the last touch."""
    gap: int
    """The median gap between episodes: their usual rhythm."""
    allowed: int
    """The silence beyond which they drift."""


def drifting(garden: Garden, uid: str, today: date) -> Silence | None:
    """The silence of somebody who drifts; None for who does not, or has too little history to tell."""
    if (rhythm := _rhythm(garden, uid, today)) is None:
        return None
    last, gap, allowed = rhythm
    silence = (today - last).days
    return Silence(silence, gap, allowed) if allowed < silence <= max(12 * gap, gap + 90) else None


def drifts_from(garden: Garden, uid: str, today: date) -> date | None:
    """The day after `today` from which somebody drifts if nothing happens; None for who does already or never."""
    rhythm = _rhythm(garden, uid, today)
    start = plus_days(rhythm[0], rhythm[2] + 1) if rhythm else None
    return start if start and start > today else None


def _rhythm(garden: Garden, uid: str, today: date) -> tuple[date, int, int] | None:
    """The last touch, the usual gap and the silence that is still usual, in days; None without a rhythm."""
    entries = garden.interactions_of(uid)
    if len(entries) <= MIN_GAPS:
        return None
    days = {entry.on for entry in entries if entry.on <= today and entry.weight_for(uid) in ("talk", "word")}
    gap = usual_gap(days)
    return None if gap is None else (max(days), gap, max(2 * gap, gap + 14))


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
