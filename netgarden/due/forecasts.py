"""The forecasts of all contacts, kept with the order of names from one start to the next.

A start then looks only at the people whose forecast has ended, and reads nobody else's history.
"""

import zlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from netgarden.change.by_contact import ByContact
from netgarden.change.garden import Garden
from netgarden.due.drift import Habit, is_drift
from netgarden.due.forecast import Forecast, forecast
from netgarden.due.rules import Rules
from netgarden.records.contact import Contact
from netgarden.records.name_order import by_name

_NEVER = date.max.toordinal()

_NONE = 0
"""The ordinal of `until` of somebody for whom there is no forecast."""


class _Kept(msgspec.Struct, array_like=True, frozen=True, tag=2):
    """The forecasts of all contacts in the order of their uids, and what they were made by.

    Raise the tag with every change of the fields: what another version kept is of no use.
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


class _Day(NamedTuple):
    """Answers of the kept forecasts about everybody on one day, by uid."""

    ended: list[str]
    """The people who must be looked at."""
    showing: dict[str, Forecast]
    """The people who are due."""
    unplaced: set[str]
    """The people of whom it is asked who they are, and nothing else."""
    coming: dict[str, int]
    """The others for whom something is to come, with its first day as an ordinal."""


class Forecasts:
    """Forecasts of all contacts: kept from an earlier start, else made some people at a time.

    They hold while the rules stay as they are but for `last_opened`; a change touches those it names only.
    """

    def __init__(self, garden: Garden, rules: Rules, today: date, kept: bytes = b"") -> None:
        """`kept` is what `encoder` made; it is not used where other rules made it, or a later day."""
        self._garden = garden
        self._rules = rules
        self.today = today
        """The day they are asked about."""
        self._forecasts: ByContact[Forecast | None] = ByContact(garden, self._make)
        self._columns: _Columns | None = None
        """Those that were kept, until they are wanted one by one."""
        self.kept_on: date | None = None
        """The day on which what is kept of the garden as it is was made; None where nothing is."""
        self.names: Sequence[str] = ()
        """The uids of all contacts by name; empty where that is not known without sorting them."""
        if kept:
            self._read(kept)

    @property
    def are_kept(self) -> bool:
        """Whether all are at hand as they were kept, so that `on` answers in next to no time."""
        return self._columns is not None

    def on_today(self) -> _Day | None:
        """Return what the kept forecasts say of today; None where they are not at hand."""
        return self._columns.on(self.today) if self._columns else None

    def of(self, uid: str) -> Forecast | None:
        """Return the forecast that holds today; None for a person who must be looked at."""
        return self._forecasts.get(uid)

    def look_on(self, people: int) -> bool:
        """Make the forecasts of so many more people; return whether all are made."""
        self._spread_out()
        return self._forecasts.look_on(people)

    def follow(self, touched: Iterable[str]) -> None:
        """Drop the forecasts of the contacts that a change touched, as `Garden.apply` named them."""
        self._spread_out()
        self.kept_on = None
        self.names = ()
        self._forecasts.follow(touched)

    def turn_to(self, rules: Rules, today: date) -> None:
        """Go by another day, and by rules that differ in `last_opened` only; drop what has ended by then."""
        self._spread_out()
        # A forecast says nothing of the days before it was made.
        holding = {} if today < self.today else self._forecasts
        found = {uid: one for uid, one in holding.items() if one and today < one.until}
        self._rules, self.today = rules, today
        self._forecasts = ByContact(self._garden, self._make)
        self._forecasts.update(found)

    def encoder(self) -> Callable[[], bytes]:
        """Return what encodes all forecasts as they are now; it may be called on any thread."""
        self._spread_out()
        self.kept_on = self.today
        contacts, forecasts = list(self._garden.contacts.values()), dict(self._forecasts)
        rules, today = self._rules, self.today
        return lambda: _encode(contacts, rules, today, forecasts)

    def _make(self, uid: str) -> Forecast | None:
        return forecast(self._garden, self._rules, uid, self.today)

    def _spread_out(self) -> None:
        """Turn the columns that were kept into forecasts by uid."""
        if self._columns is not None:
            self._forecasts.update(self._columns.holding(self.today))
            self._columns = None

    def _read(self, data: bytes) -> None:
        try:
            kept = msgspec.msgpack.decode(data, type=_Kept)
        except msgspec.MsgspecError:
            return
        rules, today = self._rules, self.today
        if kept.rules != _sum(rules) or kept.today > today.toordinal() or kept.last_opened > _opened(rules):
            return
        uids = tuple(self._garden.contacts)
        try:
            columns = _Columns(uids, kept)
            self.names = [uids[place] for place in _numbers(kept.names)]
        except (ValueError, IndexError):
            return
        self._columns, self.kept_on = columns, date.fromordinal(kept.today)


class _Columns:
    """Forecasts as they were kept, in columns: on a start all of them are asked about at once."""

    def __init__(self, uids: Sequence[str], kept: _Kept) -> None:
        """`uids` are those of all contacts, in order. Raises ValueError where there are more or fewer columns."""
        days = (kept.due, kept.other, kept.until, kept.last, kept.gap)
        self._columns = [_numbers(data) for data in days]
        if {len(uids), len(kept.asks)} != set(map(len, self._columns)):
            raise ValueError("Not of these contacts.")
        self._uids, self._asks = uids, kept.asks

    def on(self, today: date) -> _Day:
        """Return what they say of a day."""
        day, first = _Day([], {}, set(), {}), today.toordinal()
        ended, showing, unplaced, coming = day
        for uid, due, other, until, last, gap, asks in self._rows():
            if until <= first:
                ended.append(uid)
            elif is_drift(first - last, gap) if gap else due <= first:
                showing[uid] = _forecast(due, other, until, last, gap, asks)
            elif asks:
                unplaced.add(uid)
            elif (soonest := min(due, other if other > first else _NEVER)) < _NEVER:
                coming[uid] = soonest
        return day

    def holding(self, today: date) -> dict[str, Forecast | None]:
        """Return the forecasts that hold on a day, by uid."""
        first = today.toordinal()
        return {uid: _forecast(*days) for uid, *days in self._rows() if days[2] > first}

    def _rows(self) -> Iterator[tuple[str, int, int, int, int, int, int]]:
        return zip(self._uids, *self._columns, self._asks, strict=True)


def _forecast(due: int, other: int, until: int, last: int, gap: int, asks: int) -> Forecast:
    day = date.fromordinal
    return Forecast(day(due), day(other), day(until), Habit(day(last), gap) if gap else None, asks == 1)


def _encode(
    contacts: Iterable[Contact], rules: Rules, today: date, forecasts: Mapping[str, Forecast | None]
) -> bytes:
    columns = [array("I") for _ in range(6)]
    by_uid = sorted(contacts, key=lambda contact: contact.uid)
    place = {contact.uid: number for number, contact in enumerate(by_uid)}
    columns[-1].extend(place[contact.uid] for contact in by_name(by_uid))
    for uid in place:
        one = forecasts[uid]
        days = (one.due, one.other, one.until, one.habit and one.habit.last) if one else (None,) * 4
        numbers = [day.toordinal() if day else _NONE for day in days]
        numbers.append(one.habit.gap if one and one.habit else 0)
        for column, number in zip(columns, numbers, strict=False):
            column.append(number)
    due, other, until, last, gap, names = (column.tobytes() for column in columns)
    asks = bytes(bool(one and one.asks) for one in map(forecasts.__getitem__, place))
    kept = _Kept(_sum(rules), today.toordinal(), _opened(rules), due, other, until, last, gap, asks, names)
    return msgspec.msgpack.encode(kept)


def _numbers(data: bytes) -> "array[int]":
    numbers = array("I")
    numbers.frombytes(data)
    return numbers


def _opened(rules: Rules) -> int:
    return rules.last_opened.toordinal() if rules.last_opened else 0


def _sum(rules: Rules) -> int:
    """Return a sum that tells rules apart, but for the day of the last opening: forecasts hold for later ones."""
    return zlib.crc32(msgspec.msgpack.encode(replace(rules, last_opened=None)))
