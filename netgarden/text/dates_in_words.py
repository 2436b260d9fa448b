"""Dates in words, short enough for a row: `Fri`, `27 Nov`, `Fri 27 Nov`.

In English and independent of the locale, like all other words on screen.
"""

from datetime import date

from netgarden.text.plain import plural

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def short_day(day: date, today: date) -> str:
    """`today`, the weekday alone within six days, else `27 Nov`, with the year where it is another one."""
    apart = (day - today).days
    if apart == 0:
        return "today"
    if -7 < apart < 7:
        return _DAYS[day.weekday()]
    return day_month(day) + (f" {day.year}" if day.year != today.year else "")


def long_day(day: date, today: date) -> str:
    """`Fri 27 Nov`, with the year where it is another one."""
    year = f" {day.year}" if day.year != today.year else ""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}{year}"


def day_month(day: date) -> str:
    """`16 Nov`, whatever the year."""
    return f"{day.day} {_MONTHS[day.month - 1]}"


def late_words(late: int) -> str:
    """Return how late a thing is, in days: `today`, `6 d late`, `in 3 d`."""
    if late == 0:
        return "today"
    return f"{late} d late" if late > 0 else f"in {-late} d"


def ago_words(days: int) -> str:
    """Return how long ago it was: `today`, `3 d ago`; `in 3 d` for what is to come."""
    if days == 0:
        return "today"
    return f"{days} d ago" if days > 0 else f"in {-days} d"


def span_words(days: int) -> str:
    """A length of time, rounded down to what one would say: `9 days`, `7 weeks`, `8 months`, `2 years`."""
    if days < 21:
        return plural(days, "day")
    if days < 61:
        return plural(days // 7, "week")
    if days <= 730:
        return plural(round(days / 30.4375), "month")
    return plural(int(days // 365.25), "year")
