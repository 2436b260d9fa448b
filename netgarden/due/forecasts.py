"""Forecasts and the order of names, kept from one start to the next: a start need not look at everybody."""

import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import msgspec
from msgspec.structs import replace

from netgarden.due.drift import Habit, is_drift
from netgarden.due.forecast import Forecast
from netgarden.due.rules import Rules
from netgarden.records.contact import Contact
from netgarden.records.name_order import by_name

MAX = date.max.toordinal()
"""What is never."""

NONE = 0
"""The ordinal of `until` of somebody for whom there is no forecast."""


class Kept(msgspec.Struct, array_like=True, frozen=True, tag=2):
    """The forecasts of all contacts in the order of their uids, and what they were made by.

    The tag is to be raised with every change of the fields: what another version kept is of no use.
    """

    rules: int
    """CRC-32 of the rules."""
    today: int
    """Their first day; this and all others as ordinals of `date`."""
    last_opened: int
    """That of the rules, 0 for none."""
    due: bytes
    other: bytes
    until: bytes
    last: bytes
    """A forecast's days and those of its habit, 32 bits each."""
    gap: bytes
    """That of the habit, in days; 0 without one."""
    asks: bytes
    """1 for those who are asked about, else 0; a byte each."""
    names: bytes
    """The places of the contacts, by name."""


class Day(msgspec.Struct, frozen=True):
    """What is foretold of everybody for one day, by uid."""

    ended: list[str]
    """Those who must be looked at."""
    showing: dict[str, Forecast]
    """Those of whom something is due."""
    unplaced: list[str]
    """Those of whom it is asked who they are, and nothing else."""
    coming: list[tuple[str, int]]
    """The others, with the day on which the next thing shows, as an ordinal."""


class Foretold:
    """Everybody's forecasts as they were kept, in columns: on a start all of them are asked about at once."""

    def __init__(self, uids: Sequence[str], kept: Kept) -> None:
        """`uids` are those of all contacts, in order. Raises ValueError where there are more or fewer columns."""
        days = (kept.due, kept.other, kept.until, kept.last, kept.gap)
        self._columns = [_numbers(data) for data in days]
        if {len(uids), len(kept.asks)} != set(map(len, self._columns)):
            raise ValueError("Not of these contacts.")
        self._uids, self._asks = uids, kept.asks

    def on(self, today: date) -> Day:
        """What is foretold for a day."""
        day, first = Day([], {}, [], []), today.toordinal()
        for uid, due, other, until, last, gap, asks in self._rows():
            if until <= first:
                day.ended.append(uid)
            elif is_drift(first - last, gap) if gap else due <= first:
                day.showing[uid] = _forecast(due, other, until, last, gap, asks)
            elif asks:
                day.unplaced.append(uid)
            else:
                day.coming.append((uid, min(due, other if other > first else MAX)))
        return day

    def holding(self, today: date) -> dict[str, Forecast | None]:
        """The forecasts that hold on a day, by uid."""
        first = today.toordinal()
        return {uid: _forecast(*days) for uid, *days in self._rows() if days[2] > first}

    def _rows(self) -> Iterator[tuple[str, int, int, int, int, int, int]]:
        return zip(self._uids, *self._columns, self._asks, strict=True)


def _forecast(due: int, other: int, until: int, last: int, gap: int, asks: int) -> Forecast:
    day = date.fromordinal
    return Forecast(day(due), day(other), day(until), Habit(day(last), gap) if gap else None, asks == 1)


class Known(msgspec.Struct, frozen=True):
    """What is known of a garden when it is opened."""

    made_on: date | None = None
    """The day on which it was made; None if nothing is known."""
    foretold: Foretold | None = None
    names: Sequence[str] = ()
    """The uids of all contacts by name."""


def encode(
    contacts: Iterable[Contact], rules: Rules, today: date, told: Mapping[str, Forecast | None]
) -> bytes:
    """The forecasts that were made for everybody, for `decode`."""
    columns = [array("I") for _ in range(6)]
    by_uid = sorted(contacts, key=lambda contact: contact.uid)
    place = {contact.uid: number for number, contact in enumerate(by_uid)}
    columns[-1].extend(place[contact.uid] for contact in by_name(by_uid))
    for uid in place:
        one = told[uid]
        days = (one.due, one.other, one.until, one.habit and one.habit.last) if one else (None,) * 4
        numbers = [day.toordinal() if day else NONE for day in days]
        numbers.append(one.habit.gap if one and one.habit else 0)
        for column, number in zip(columns, numbers, strict=False):
            column.append(number)
    opened = rules.last_opened.toordinal() if rules.last_opened else 0
    due, other, until, last, gap, names = (column.tobytes() for column in columns)
    asks = bytes(bool(one and one.asks) for one in map(told.__getitem__, place))
    kept = Kept(_sum(rules), today.toordinal(), opened, due, other, until, last, gap, asks, names)
    return msgspec.msgpack.encode(kept)


def decode(data: bytes, contacts: Sequence[str], rules: Rules, today: date) -> Known:
    """What was kept; nothing if it was made by other rules, or on a later day.

    `contacts` are the uids of all in their order.
    """
    try:
        kept = msgspec.msgpack.decode(data, type=Kept)
    except msgspec.MsgspecError:
        return Known()
    opened = rules.last_opened.toordinal() if rules.last_opened else 0
    if kept.rules != _sum(rules) or kept.today > today.toordinal() or kept.last_opened > opened:
        return Known()
    try:
        foretold = Foretold(contacts, kept)
        names = [contacts[place] for place in _numbers(kept.names)]
    except (ValueError, IndexError):
        return Known()
    return Known(date.fromordinal(kept.today), foretold, names)


def _numbers(data: bytes) -> "array[int]":
    numbers = array("I")
    numbers.frombytes(data)
    return numbers


def _sum(rules: Rules) -> int:
    """What tells rules apart, but for the day the garden was opened last: forecasts hold for later ones."""
    return zlib.crc32(msgspec.msgpack.encode(replace(rules, last_opened=None)))
