"""Days as people write them where only a day is asked for: in a prompt, on the command line."""

import re
from datetime import date

from netgarden.due.rules import DEFAULT_DATES, DateStyle
from netgarden.errors import UsageError
from netgarden.text.cadence import parse_cadence
from netgarden.text.plain import clean

_ISO = re.compile(
    r"\d{4}-?W\d\d(?:-?[1-7])?|\d{4}-\d{3}|\d{8}"  # a week, a day of a week, a day of the year, a day
    r"|\d{4}-\d\d-\d\d[T ]\d\d:?\d\d(?::?\d\d)?|P(?:\d{1,4}[YMWD]){1,4}"
)
"""The forms that are read as a day: pendulum also reads `now`, `12` and `12:30`."""


def future_day(text: str, today: date, style: DateStyle = DEFAULT_DATES) -> date:
    """Return the day that `fri`, `in 3w`, `2w`, `12 dec` or `2026-12-12` means, the earliest not before today.

    The rest of ISO 8601 is understood too: `2026-W50`, `2026-346`, `20261212`, `P2W`.
    Raises UsageError for what is no day.
    """
    from netgarden.composer.date_words import date_at  # its tables are dear, and most runs ask for no date

    words = clean(text)
    when = date_at(words, 0, today, "future", style=style, slot=True) if words else None
    if when is not None and when.end == len(words):
        return when.day
    try:
        if cadence := parse_cadence(words):
            return cadence.after(today)
    except ValueError:
        pass
    if day := iso_day(words, today):
        return day
    raise UsageError(f"“{words}” is not a day: write fri, in 3w, 12 dec or 2026-12-12.")


def iso_day(text: str, today: date) -> date | None:
    """Return the day that an ISO 8601 text names, None for any other text.

    It may be a date (`20261212`), a week (`2026-W50`, its Monday), a day of a week (`2026-W50-5`) or of the year
    (`2026-346`), a date and time, of which the date counts, or a length of time from today (`P2W`, `P1M`).
    """
    text = text.strip().upper()
    if not _ISO.fullmatch(text):
        return None
    import pendulum  # slow to import, and few write days like that

    try:
        found = pendulum.parse(text, exact=True)
        if isinstance(found, pendulum.Duration):
            moved = pendulum.date(today.year, today.month, today.day).add(
                years=found.years, months=found.months, weeks=found.weeks, days=found.remaining_days
            )
            return date(moved.year, moved.month, moved.day)
    except (ValueError, TypeError, OverflowError):
        return None
    return date(found.year, found.month, found.day) if isinstance(found, date) else None
