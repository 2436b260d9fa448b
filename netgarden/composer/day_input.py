"""Days as people write them where only a day is asked for: in a prompt, on the command line."""

from datetime import date

from netgarden.due.rules import DEFAULT_DATES, DateStyle
from netgarden.errors import UsageError
from netgarden.text.cadence import parse_cadence
from netgarden.text.plain import clean


def future_day(text: str, today: date, style: DateStyle = DEFAULT_DATES) -> date:
    """The day that `fri`, `in 3w`, `2w`, `12 dec` or `2026-12-12` means, the earliest such day not before today.

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
    raise UsageError(f"“{words}” is not a day: write fri, in 3w, 12 dec or 2026-12-12.")
