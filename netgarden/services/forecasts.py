"""Forecasts and the order of names, kept from one start to the next: a start need not look at everybody."""

import zlib
from array import array
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from netgarden.domain.contact import Contact
from netgarden.domain.drift import Habit
from netgarden.domain.forecast import Forecast
from netgarden.domain.groves import by_name
from netgarden.domain.rules import Rules

NONE = 0
"""The ordinal of `until` of somebody for whom there is no forecast."""


class Known(NamedTuple):
    """What is known of a garden when it is opened."""

    made_on: date | None = None
    """The day on which it was made; None if nothing is known."""
    forecasts: Mapping[str, Forecast] = {}
    """Those that hold today, by uid."""
    names: Sequence[str] = ()
    """The uids of all contacts by name."""


class Kept(msgspec.Struct, array_like=True, frozen=True):
    """The forecasts of all contacts in the order of their uids, and what they were made by."""

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
    names: bytes
    """The places of the contacts, by name."""


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
    kept = Kept(_sum(rules), today.toordinal(), opened, *(column.tobytes() for column in columns))
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
    columns = [_numbers(data) for data in (kept.due, kept.other, kept.until, kept.last, kept.gap)]
    # Few different days serve many people.
    days = {one: date.fromordinal(one) for column in columns[:4] for one in set(column) if one}
    first = today.toordinal()
    forecasts = {
        uid: Forecast(days[due], days[other], days[until], Habit(days[last], gap) if gap else None)
        for uid, due, other, until, last, gap in zip(contacts, *columns, strict=True)
        if until > first
    }
    names = [contacts[place] for place in _numbers(kept.names)]
    return Known(date.fromordinal(kept.today), forecasts, names)


def _numbers(data: bytes) -> "array[int]":
    numbers = array("I")
    numbers.frombytes(data)
    return numbers


def _sum(rules: Rules) -> int:
    """What tells rules apart, but for the day the garden was opened last: forecasts hold for later ones."""
    return zlib.crc32(msgspec.msgpack.encode(replace(rules, last_opened=None)))
