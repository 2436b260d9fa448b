"""Tempo: how often there was a real touch with somebody, by month and in words beside the cadence."""

from datetime import date
from typing import NamedTuple

from netgarden.change.garden import Garden
from netgarden.due.drift import usual_gap
from netgarden.due.rules import Rules

MONTHS = 24
"""How far back a tempo looks, this month with it."""


class Tempo(NamedTuple):
    """The touches of one contact over the last two years."""

    months: tuple[int, ...]
    """On how many days of each calendar month there was a talk or word, the oldest month first, this one last."""
    gap: int | None
    """The usual gap between touches in days, over all history; None where there is too little of it."""
    cadence: str
    """As the record has it, `1m`; empty for who is never due."""

    @property
    def words(self) -> str:
        """`every ~34 d · cadence 1m`."""
        usual = f"every ~{self.gap} d" if self.gap else "no rhythm yet"
        return f"{usual} · {f'cadence {self.cadence}' if self.cadence else 'no cadence'}"

    @property
    def peak(self) -> int:
        """The most days in one month."""
        return max(self.months)


def tempo_of(garden: Garden, rules: Rules, uid: str, today: date) -> Tempo:
    """The tempo of a contact. Raises KeyError for a uid that is no contact's."""
    this = _month(today)
    days = {
        entry.on
        for entry in garden.interactions_of(uid)
        if entry.on <= today and entry.weight_for(uid) in ("talk", "word")
    }
    months = [0] * MONTHS
    for day in days:
        if 0 <= (back := this - _month(day)) < MONTHS:
            months[-1 - back] += 1
    cadence = rules.cadence_of(garden.contacts[uid])
    return Tempo(tuple(months), usual_gap(days), str(cadence or ""))


def _month(day: date) -> int:
    """Months since the year 0."""
    return day.year * 12 + day.month - 1
