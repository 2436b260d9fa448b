"""Zones by name and the instants that files write, read with `pendulum`.

pendulum is slow to import: import this module where it is needed, never on the way to the first screen.
"""

import re
from datetime import UTC, date, datetime
from functools import cache
from typing import NamedTuple

import pendulum

_STAMP = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)[T ](\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?\s*(Z|UTC|[+-]\d\d:?(?:\d\d)?)?\Z",
    re.IGNORECASE,
)


class Moment(NamedTuple):
    """A date and time as a file writes it."""

    written: date
    """The date as it is written, where it was written."""
    instant: datetime | None
    """The UTC instant, None where the text and its zone do not tell."""

    def day(self, zone: str = "") -> date:
        """Return the date in a zone, by default the one the computer is in; as written where no instant is known."""
        if self.instant is None:
            return self.written
        there = self.instant.astimezone(_zone(zone) if zone else None)
        return there.date()

    @property
    def at(self) -> str:
        """The UTC instant as an interaction keeps it (`2026-11-22T09:30:00Z`), empty where it is not known."""
        return f"{self.instant:%Y-%m-%dT%H:%M:%SZ}" if self.instant else ""


def age_words(instant: datetime, now: datetime) -> str:
    """Return how long ago an instant was, in the largest unit: `3 hours ago`, `1 week ago`; empty if it is to come."""
    if instant > now:
        return ""
    return f"{pendulum.instance(instant).diff_for_humans(pendulum.instance(now), absolute=True, locale='en')} ago"


def zone_named(text: str) -> str:
    """Return the IANA name of the zone that a text names, empty for none.

    A name is read in any case, its last part alone where only one zone ends in it: `lisbon` is `Europe/Lisbon`.
    """
    name = "_".join(text.split()).casefold()
    if found := _zones().get(name, ""):
        return found
    return text if _zone(text) is not None else ""


@cache
def _zones() -> dict[str, str]:
    """Names in lower case to the zone; a last part that several zones have is left out."""
    by_city: dict[str, set[str]] = {}
    for name in pendulum.timezones():
        region, slash, city = name.rpartition("/")
        if slash and not region.startswith("Etc"):
            by_city.setdefault(city.casefold(), set()).add(name)
    cities = {city: min(names) for city, names in by_city.items() if len(names) == 1}
    return cities | {name.casefold(): name for name in pendulum.timezones()}


def _zone(name: str) -> pendulum.Timezone | None:
    try:
        zone = pendulum.timezone(name)
    except (KeyError, ValueError, OSError):  # no such zone, or no name of one
        return None
    return zone if isinstance(zone, pendulum.Timezone) else None


def moment_of(text: str, zone: str = "") -> Moment | None:
    """Return the date and time that a text writes as `20260308T023000`, `2026-03-08 02:30:00 UTC` or the like.

    `zone` is the IANA name of the zone meant where the text tells none. An hour that a change of the clocks left out
    is taken for the one after it, the first of two for an hour that came twice. None for what is no such text.
    """
    match = _STAMP.match(text.strip())
    if match is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    offset = (match[7] or "").upper()
    try:
        written = date(year, month, day)
        if offset in ("Z", "UTC"):
            meant: pendulum.Timezone | pendulum.FixedTimezone | None = pendulum.UTC
        elif offset:
            minutes = int(offset[1:3]) * 60 + int(offset[3:].strip(":") or 0)
            meant = pendulum.FixedTimezone((-60 if offset[0] == "-" else 60) * minutes)
        else:
            meant = _zone(zone) if zone else None
        if meant is None:
            return Moment(written, None)
        wall = datetime(year, month, day, hour, minute, min(second, 59))
        first = pendulum.instance(wall.replace(fold=0), meant)
        there = first if first.naive() == wall else pendulum.instance(wall.replace(fold=1), meant)
        return Moment(written, datetime.fromtimestamp(there.timestamp(), UTC))
    except (ValueError, OverflowError, OSError):
        return None
