"""Partial dates: birthdays and the like, of which year or day may be unknown.

Written as vCard 4.0 truncates them (RFC 6350, 4.3.1), with hyphens: `1985-04-12`, `--04-12` (no year), `--04`
(a month), `1985-04`, `1985`.
"""

import re
from datetime import date
from typing import NamedTuple

from netgarden.text.cadence import add_months

_FORM = re.compile(r"(\d{4}|-)(?:-(\d\d)(?:-(\d\d))?)?\Z")
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


class PartialDate(NamedTuple):
    """A year, month and day of which some may be unknown (None)."""

    year: int | None
    month: int | None
    day: int | None

    def __str__(self) -> str:
        if self.month is None:
            return "" if self.year is None else f"{self.year:04}"
        start = "-" if self.year is None else f"{self.year:04}"
        return f"{start}-{self.month:02}" + (f"-{self.day:02}" if self.day else "")

    @property
    def words(self) -> str:
        """For people: `12 Apr 1985`, `12 Apr`, `Apr 1985`, `Apr`, `1985`."""
        month = _MONTHS[self.month - 1] if self.month else ""
        parts = (str(self.day) if self.day else "", month, str(self.year) if self.year else "")
        return " ".join(part for part in parts if part)

    def in_year(self, year: int) -> date | None:
        """The day it falls on in `year`: the first of the month where no day is known, 28 Feb for 29 Feb in a
        common year; None without a month.
        """
        if self.month is None:
            return None
        return add_months(date(year, 1, 1), self.month - 1).replace(
            day=min(self.day or 1, 28 if self.month == 2 and not _leap(year) else 31)
        )


def parse_partial_date(text: str) -> PartialDate | None:
    """The partial date that `text` writes, or None where it writes none or an impossible one."""
    match = _FORM.match(text.strip())
    if not match:
        return None
    year = None if match[1] == "-" else int(match[1])
    month = int(match[2]) if match[2] else None
    day = int(match[3]) if match[3] else None
    if year is None and month is None:
        return None
    try:
        date(2000 if year is None else year, month or 1, day or 1)
    except ValueError:
        return None
    return PartialDate(year, month, day)


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
