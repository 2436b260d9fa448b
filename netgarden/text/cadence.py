"""Cadences: how often to be in touch, and the calendar arithmetic of the start path.

`pendulum` does the same arithmetic, but costs hundreds of times as much for each of ten thousand contacts;
`add_months` is held against it by a property test.
"""

import re
from datetime import date, timedelta
from functools import lru_cache

import msgspec

_FORM = re.compile(r"(\d{1,4})\s*(d|w|m|y)[a-z]*\Z")
_UNIT_DAYS = {"d": 1.0, "w": 7.0, "m": 30.4375, "y": 365.25}
_UNIT_WORDS = {"d": "day", "w": "week", "m": "month", "y": "year"}
_SPECIAL = {
    (1, "d"): "daily",
    (1, "w"): "weekly",
    (2, "w"): "fortnightly",
    (1, "m"): "monthly",
    (3, "m"): "quarterly",
    (1, "y"): "yearly",
}
_NAMES = {name: f"{number}{unit}" for (number, unit), name in _SPECIAL.items()} | {"never": "none", "": ""}


class Cadence(msgspec.Struct, frozen=True):
    """A number of calendar units: `Cadence(3, "m")` is every three months."""

    number: int
    unit: str

    @property
    def days(self) -> float:
        """Its average length in days."""
        return self.number * _UNIT_DAYS[self.unit]

    def after(self, day: date, times: int = 1) -> date:
        """The day `times` cadences after `day`; the last day of a month where the month is too short."""
        if self.unit == "d":
            return plus_days(day, times * self.number)
        if self.unit == "w":
            return plus_days(day, 7 * times * self.number)
        return add_months(day, times * self.number * (12 if self.unit == "y" else 1))

    def __str__(self) -> str:
        return f"{self.number}{self.unit}"

    @property
    def words(self) -> str:
        """In words: `monthly`, `every 6 months`."""
        return _SPECIAL.get((self.number, self.unit)) or f"every {self.number} {_UNIT_WORDS[self.unit]}s"


@lru_cache(maxsize=512)
def parse_cadence(text: str) -> Cadence | None:
    """The cadence written as `10d`, `2w`, `1m`, `3m`, `1y` or `monthly`; None for `none` and empty text.

    Raises ValueError for anything else; the message names the forms that are understood.
    """
    word = text.strip().lower()
    word = _NAMES.get(word, word)
    if word in ("", "none"):
        return None
    if (match := _FORM.match(word)) and 0 < int(match[1]) * _UNIT_DAYS[match[2]] < 36_600:
        return Cadence(int(match[1]), match[2])
    raise ValueError(f"“{text}” is not a cadence: write 10d, 2w, 1m, 3m, 1y or none")


_LAST_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def add_months(day: date, months: int) -> date:
    """The same day `months` later, or the last day of that month; years outside 1–9999 stop at the ends."""
    years, month0 = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if not 1 <= year <= 9999:
        return date.max if year > 9999 else date.min
    if day.day <= 28:
        return date(year, month0 + 1, day.day)
    last = _LAST_DAYS[month0] if month0 != 1 else (date(year, 3, 1) - timedelta(1)).day
    return date(year, month0 + 1, min(day.day, last))


def plus_days(day: date, days: int) -> date:
    """`day` moved by `days`, stopping at the ends of the calendar."""
    try:
        return day + timedelta(days)
    except OverflowError:
        return date.max if days > 0 else date.min
