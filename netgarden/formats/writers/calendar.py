"""The calendar writer: days due, promises, plans and celebrations (RFC 5545), kept up to date by other programs.

UIDs follow from the garden's own, so a calendar that reads the file again updates its events.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from netgarden.text.partial_date import PartialDate

_LEAP_YEAR = 1972
"""Year written for a birthday without one: the first leap year of computing, so that 29 Feb is a day in it."""


class Day(NamedTuple):
    """One all-day event."""

    key: str
    """Kind and uid, such as `due-1hpz0c8e4k2q`; the UID of the event is made from it."""
    on: date
    summary: str
    description: str = ""
    yearly: bool = False


def birthday(uid: str, name: str, born: PartialDate) -> Day | None:
    """The yearly event of a birthday; None where no day is known."""
    if born.month is None or born.day is None:
        return None
    on = date(born.year or _LEAP_YEAR, born.month, born.day)
    return Day(
        f"birthday-{uid}", on, f"{name}: birthday", f"born {born.year}" if born.year else "", yearly=True
    )


def write(days: Iterable[Day], today: date) -> bytes:
    """The calendar; `today` stands as the date of writing in every event, as the format demands one."""
    import icalendar

    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//netgarden//netgarden//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "netgarden")
    stamp = datetime(today.year, today.month, today.day, tzinfo=UTC)
    for day in days:
        event = icalendar.Event()
        event.add("uid", f"{day.key}@netgarden")
        event.add("dtstamp", stamp)
        event.add("summary", day.summary)
        event.add("dtstart", day.on)
        if day.on < date.max:
            event.add("dtend", day.on + timedelta(1))
        event.add("transp", "TRANSPARENT")
        if day.description:
            event.add("description", day.description)
        if day.yearly:
            # In common years 29 Feb is kept on the last day of the month.
            last = {"bymonth": 2, "bymonthday": -1} if (day.on.month, day.on.day) == (2, 29) else {}
            event.add("rrule", {"freq": "yearly", **last})
        calendar.add_component(event)
    data: bytes = calendar.to_ical()
    return data
