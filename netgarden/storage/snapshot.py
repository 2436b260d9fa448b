"""Snapshots: where whose interactions stand in the file, worked out in the last run for the next start.

A snapshot is a file in the state directory that belongs to one content of the garden file, by its sum; with any
other it is not used. It is kept where every record fits and no values are in conflict, holds nothing that the
garden file does not, and may be deleted at any time.
"""

import contextlib
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path

import msgspec

from netgarden import __version__
from netgarden.records.ids import decode, encode
from netgarden.records.interaction import Interaction
from netgarden.storage import files, lines
from netgarden.storage.lines import Body, Copy

TABLE = "interactions"

_HEAD = 4
"""Bytes of the CRC-32 that a snapshot begins with."""


class Snapshot(msgspec.Struct, array_like=True, frozen=True):
    """The file's content it belongs to, and what is known of it."""

    version: str
    """The netgarden that made it: another may read the same file differently."""
    checksum: int
    size: int
    """The CRC-32 of what follows the line of `_meta`, and the bytes of the whole file."""
    starts: bytes
    """Where each line of the interactions begins, in bytes after the start of the first, as unsigned 32 bits."""
    firsts: bytes
    """For each contact, in the order of the file, the first of their places in `places`; and the end of the last."""
    places: bytes
    """For each contact their interactions, as places in `starts`."""
    aside: bytes
    """What the services keep with it."""


class UnreadInteractions:
    """The interactions of a file, read where a snapshot says that they stand (`change.garden.Unread`)."""

    def __init__(self, body: Body, snapshot: Snapshot, contacts: Iterable[str]) -> None:
        """`contacts` are the uids of those in the file, in its order."""
        self._data = body.data
        self._begin, self._end = body.blocks[TABLE]
        self._starts = _numbers(snapshot.starts)
        self._firsts = _numbers(snapshot.firsts)
        self._places = _numbers(snapshot.places)
        self._contacts = {uid: place for place, uid in enumerate(contacts)}

    @property
    def fits(self) -> bool:
        """Whether it is about these contacts."""
        return len(self._firsts) == len(self._contacts) + 1

    def all(self) -> Iterator[Interaction]:
        """Every interaction, in the order of the file."""
        for place in range(len(self._starts)):
            line = self._line(place)
            if not lines.is_trash(line):
                yield self._read(line)

    def of(self, uid: str) -> list[Interaction]:
        """Those with one contact, in the order of the file."""
        place = self._contacts.get(uid)
        if place is None:
            return []
        return [
            self._read(self._line(one)) for one in self._places[self._firsts[place] : self._firsts[place + 1]]
        ]

    def one(self, uid: str) -> Interaction | None:
        """One of them, None for none: the lines stand in the order of their numbers."""
        try:
            number = decode(uid)
        except ValueError:
            return None
        low, high = 0, len(self._starts)
        while low < high:
            middle = (low + high) // 2
            if self._number(middle) < number:
                low = middle + 1
            else:
                high = middle
        if low == len(self._starts) or self._number(low) != number or lines.is_trash(line := self._line(low)):
            return None
        return self._read(line)

    def _line(self, place: int) -> bytes:
        start = self._begin + self._starts[place]
        is_last = place + 1 == len(self._starts)
        end = self._end if is_last else self._begin + self._starts[place + 1] - len(lines.BETWEEN)
        return self._data[start:end]

    def _number(self, place: int) -> int:
        start = self._begin + self._starts[place] + 1
        return int(self._data[start : self._data.index(b'"', start)])

    @staticmethod
    def _read(line: bytes) -> Interaction:
        record = lines.typed(TABLE, line)
        assert isinstance(record, Interaction)
        return record


def make(
    copy: Copy, checksum: int, size: int, people: Mapping[str, Sequence[str]], aside: bytes
) -> Snapshot | None:
    """The snapshot of a file that holds `copy` and has this checksum and size.

    `people` are the uids of all contacts, each with those of their interactions; None if `copy` lacks one.
    """
    table = copy.table(TABLE)
    numbers = sorted(table)
    lengths = (len(table[number]) + len(lines.BETWEEN) for number in numbers)
    starts = array("I", accumulate(lengths, initial=0))[: len(numbers)]
    place_of = {encode(number): place for place, number in enumerate(numbers)}
    firsts, places = array("I", [0]), array("I")
    for uid in sorted(people):
        try:
            places.extend(sorted(place_of[one] for one in people[uid]))
        except KeyError:
            return None
        firsts.append(len(places))
    return Snapshot(__version__, checksum, size, starts.tobytes(), firsts.tobytes(), places.tobytes(), aside)


def read(path: Path, body: Body) -> Snapshot | None:
    """The snapshot at `path` if there is one and it is that of a file of this content."""
    try:
        content = files.read(path)
        if content is None or int.from_bytes(content.data[:_HEAD], "big") != zlib.crc32(content.data[_HEAD:]):
            return None
        found = msgspec.msgpack.decode(content.data[_HEAD:], type=Snapshot)
    except (OSError, msgspec.MsgspecError):
        return None
    key = (found.version, found.checksum, found.size)
    return found if key == (__version__, body.checksum, len(body.data)) else None


def write(path: Path, snapshot: Snapshot) -> None:
    """Keep a snapshot. That it fails costs only the time of the next start."""
    data = msgspec.msgpack.encode(snapshot)
    with contextlib.suppress(OSError):
        files.make_directory(path.parent)
        files.write_whole(path, zlib.crc32(data).to_bytes(_HEAD, "big") + data, is_durable=False)


def _numbers(data: bytes) -> "array[int]":
    numbers = array("I")
    numbers.frombytes(data)
    return numbers
