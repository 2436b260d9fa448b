"""The form of the garden file: JSON that TinyDB reads, one record a line (`file-format.md`, Form).

    {"_meta":{
    "1":{"schema":1,"garden":"3f9k2m","seen":{"k7qd":512},"sum":"9c3e12ab"}
    },
    "contacts":{
    "1782579200000414002":{"uid":"1hpz0c8e4k2q","name":"Ada Lovelace",…,"_v":"k7qd.3"}
    ,"1782579201049153814":{…}
    },
    "interactions":{
    …
    }}

The comma starts the line, so that adding a record adds one line. Tables stand in the order of
`records.tables.TABLES`, then those unknown to this version by name; empty tables are left out. Records stand
by document id; their fields in the order of `records.tables.FIELDS`, then unknown ones by name, then `_v`,
`_also` and `_gone`. `sum` is the CRC-32 of all bytes after the line of `_meta`: it tells whether the file is
as netgarden wrote it. UTF-8, no blanks, a newline at the end.

A *line* in memory is a record with its key, without comma and newline: `"178…":{…}`.
"""

import contextlib
import zlib
from collections.abc import Iterator
from itertools import islice
from typing import Any

import msgspec

from netgarden.change.join import RESERVED, Plain, is_deleted, is_sound, join_records, join_seen
from netgarden.errors import GardenFileError
from netgarden.records.record import Record
from netgarden.records.tables import FIELDS, TABLES

SCHEMA = 1
"""The version of the file's form that this netgarden writes."""

_HEAD = b'{"_meta":{\n"1":'
BETWEEN = b"\n,"
"""What stands between two lines of a table."""
_NEXT = b"\n},\n"
"""What stands between two tables."""
_END = b"\n}}\n"
_CHUNK_LINES = 512
_CHUNK_NUMBERS = 4096

Tables = dict[str, dict[int, bytes]]
"""Table name to document id to line."""


Sums = dict[tuple[str, int], tuple[int, int, list[bytes]]]
"""Table name and place of some lines to the CRC-32 of what stands before them, that with them, and the lines."""


class Meta(msgspec.Struct, kw_only=True):
    """The one record of `_meta`."""

    schema: int = 0
    garden: str
    """Six letters that tell gardens apart: different ones are never joined."""
    seen: dict[str, int]
    sum: str = ""
    """CRC-32 of what follows the line of `_meta`, as eight hexadecimal digits."""


class Body(msgspec.Struct, frozen=True):
    """The lines of a file that netgarden wrote, before they are cut."""

    data: bytes
    """The whole file."""
    blocks: dict[str, tuple[int, int]]
    """Table name to where its lines begin and end in `data`; each line after the first begins with a comma."""
    start: int
    """Where the line of `_meta` has ended."""
    checksum: int
    """CRC-32 of what follows it."""


class Copy:
    """One copy of a garden: everything its file says, as lines."""

    __slots__ = ("_tables", "_uncut", "body", "garden", "schema", "seen")

    def __init__(
        self,
        garden: str,
        seen: dict[str, int] | None = None,
        tables: Tables | None = None,
        schema: int = SCHEMA,
        *,
        body: Body | None = None,
    ) -> None:
        """`body`, in place of `tables`, is cut into lines when they are first asked for."""
        self.garden = garden
        self.seen = seen or {}
        self.schema = schema
        self.body = body
        """The file it was read from, if netgarden wrote it; None once all lines are cut."""
        self._tables: Tables = tables if tables is not None else {}
        self._uncut = dict.fromkeys(body.blocks, body) if body else {}

    @property
    def tables(self) -> Tables:
        """All lines."""
        for name in tuple(self._uncut):
            self.table(name)
        return self._tables

    def table(self, name: str) -> dict[int, bytes]:
        """The lines of one table; the others stay uncut."""
        if (body := self._uncut.get(name)) is not None:
            # Two threads may both cut it; the first result is everybody's.
            start, end = body.blocks[name]
            self._tables.setdefault(name, _cut(body.data[start:end]))
            self._uncut.pop(name, None)
            if not self._uncut:
                self.body = None
        return self._tables.get(name, {})

    def uncut(self, name: str) -> bytes | None:
        """The lines of a table as they stand in its file; None once they are cut."""
        if (body := self._uncut.get(name)) is None:
            return None
        start, end = body.blocks[name]
        return body.data[start:end]

    def line(self, table: str, number: int) -> bytes | None:
        """The line of a record, None for none."""
        return self.table(table).get(number)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Copy) and (self.garden, self.seen, self.tables, self.schema) == (
            other.garden,
            other.seen,
            other.tables,
            other.schema,
        )

    __hash__ = None  # type: ignore[assignment]


def parse(data: bytes) -> Copy | None:
    """The copy that `data` holds, or None unless it is a file as netgarden wrote it, to the byte."""
    if not data.startswith(_HEAD) or not data.endswith(_END):
        return None
    end = data.index(b"\n", len(_HEAD))
    try:
        meta = msgspec.json.decode(data[len(_HEAD) : end], type=Meta)
    except (*_UNREADABLE, UnicodeDecodeError):
        return None
    checksum = zlib.crc32(memoryview(data)[end + 1 :])
    if meta.sum != f"{checksum:08x}":
        return None
    first = end + 1
    blocks: dict[str, tuple[int, int]] = {}
    # The body is `},` and a table, that again and again, and `}}` at last.
    last = len(data) - len(_END)
    try:
        while end < last:
            start = data.index(b":{\n", end + len(_NEXT))
            name = msgspec.json.decode(data[end + len(_NEXT) : start], type=str)
            end = found if (found := data.find(_NEXT, start, last)) >= 0 else last
            blocks[name] = (start + 3, end)
    except (*_UNREADABLE, ValueError):
        return None
    return Copy(meta.garden, meta.seen, schema=meta.schema, body=Body(data, blocks, first, checksum))


def _cut(block: bytes) -> dict[int, bytes]:
    try:
        found = {int(line[1 : line.index(b'"', 1)]): line for line in block.split(BETWEEN)}
    except ValueError:
        raise _made_by_hand() from None
    if min(found) < 0 or max(found) >> 60:
        raise _made_by_hand()
    return found


_UNREADABLE = (msgspec.MsgspecError, RecursionError)
"""What msgspec raises for what is no JSON, is not of the type wanted, or is nested too deeply."""


def _made_by_hand() -> GardenFileError:
    return GardenFileError(
        "A line of the file is not as netgarden writes it, though the file's sum says so: it was made by hand."
    )


class Encoding:
    """The bytes of the file that holds `copy`, made piece by piece while they are written.

    The sum in the head is known only when the last piece is made, so the first has zeros in its place. What
    stands before the first line that changed since the encoding with the sums `known` is not summed again.
    """

    def __init__(self, copy: Copy, known: Sums | None = None) -> None:
        self._copy = copy
        self._known = known or {}
        self.sums: Sums = {}
        """For the next encoding, when all pieces were made."""
        self.checksum = 0
        """CRC-32 of the body, when all pieces were made."""

    @property
    def head(self) -> bytes:
        """Up to the line of `_meta`; to take the place of the first piece, which is as long."""
        seen = dict(sorted(self._copy.seen.items()))
        meta = Meta(schema=self._copy.schema, garden=self._copy.garden, seen=seen, sum=f"{self.checksum:08x}")
        return _HEAD + msgspec.json.encode(meta) + b"\n"

    def pieces(self) -> Iterator[bytes]:
        """The head with a sum of zero, then the body."""
        self.checksum = 0
        yield self.head
        between = _NEXT[1:]
        for name in _ordered(self._copy.tables):
            yield self._summed(between + msgspec.json.encode(name) + b":{\n")
            yield from self._table(name)
            between = _NEXT
        yield self._summed(_END if between is _NEXT else _END[1:])

    def _summed(self, piece: bytes) -> bytes:
        self.checksum = zlib.crc32(piece, self.checksum)
        return piece

    def _table(self, name: str) -> Iterator[bytes]:
        table = self._copy.tables[name]
        # As a rule they are in order: new records have higher numbers.
        lines = list(table.values()) if _is_in_order(table) else [table[number] for number in sorted(table)]
        for start in range(0, len(lines), _CHUNK_LINES):
            chunk = lines[start : start + _CHUNK_LINES]
            if start + _CHUNK_LINES < len(lines):
                chunk.append(b"")  # and so it ends with what stands before the next
            before, piece = self.checksum, BETWEEN.join(chunk)
            known = self._known.get((name, start))
            if known is not None and known[0] == before and known[2] == chunk:
                self.checksum = known[1]
            else:
                self._summed(piece)
            self.sums[name, start] = (before, self.checksum, chunk)
            yield piece


def _is_in_order(table: dict[int, bytes]) -> bool:
    """Return whether the numbers rise, looked at some at a time: sorting all of them would hold every other thread."""
    numbers, last = iter(table), -1
    while some := list(islice(numbers, _CHUNK_NUMBERS)):
        if some[0] <= last or some != sorted(some):
            return False
        last = some[-1]
    return True


def encode(copy: Copy) -> bytes:
    """The whole file that holds `copy`."""
    encoding = Encoding(copy)
    _, *body = encoding.pieces()
    return b"".join([encoding.head, *body])


def line_number(copy: Copy, table: str, number: int) -> int:
    """The line, counted from 1, on which the file that `encode` makes has a record."""
    line = 3
    for name in _ordered(copy.tables):
        if name == table:
            return line + 2 + sorted(copy.tables[name]).index(number)
        line += 2 + len(copy.tables[name])
    raise KeyError(table)


def _ordered(tables: Tables) -> Iterator[str]:
    yield from (name for name in TABLES if tables.get(name))
    yield from sorted(name for name in tables if name not in TABLES and tables[name])


def encode_line(table: str, number: int, record: Plain) -> bytes:
    """The line of a record, its fields in the order of the file."""
    known = FIELDS.get(table, {})
    ordered = {field: record[field] for field in known if field in record}
    ordered.update((field, record[field]) for field in sorted(record) if field not in known | _LAST)
    ordered.update((field, record[field]) for field in _LAST if field in record)
    return b'"%d":%b' % (number, msgspec.json.encode(ordered))


_GONE_MARK = b'"_gone":'
_LAST = dict.fromkeys(("_v", "_also", "_gone"))


def decode_line(line: bytes) -> Plain:
    """The record of a line, with what the join needs. Raises GardenFileError for a line that somebody has forged."""
    try:
        record: Plain = msgspec.json.decode(_body(line))
    except _UNREADABLE:
        raise _made_by_hand() from None
    if not (isinstance(record, dict) and all(is_sound(one, record[one]) for one in RESERVED & record.keys())):
        raise _made_by_hand()
    return record


def shown(record: Plain) -> dict[str, Any]:
    """The record without what the join needs."""
    return {field: value for field, value in record.items() if field not in RESERVED}


_DECODERS = {table: msgspec.json.Decoder(record) for table, record in TABLES.items()}
_BATCH_DECODERS = {table: msgspec.json.Decoder(list[record]) for table, record in TABLES.items()}  # type: ignore[valid-type]
_BLOCK_DECODERS = {table: msgspec.json.Decoder(dict[str, record]) for table, record in TABLES.items()}  # type: ignore[valid-type]
_BATCH = 200


def typed(table: str, line: bytes) -> Record:
    """The record of a line of a known table. Raises msgspec.MsgspecError naming the field at fault."""
    try:
        return _DECODERS[table].decode(_body(line))
    except RecursionError:
        raise msgspec.DecodeError("it is nested too deeply") from None


def typed_block(table: str, block: bytes) -> list[Record] | None:
    """The records of all lines of a known table, uncut; None where one is deleted or does not fit its type.

    The lines are members of a JSON object as they stand, and one object costs two thirds of its lines one by one.
    """
    if _GONE_MARK not in block:
        with contextlib.suppress(*_UNREADABLE):
            return list(_BLOCK_DECODERS[table].decode(b"".join((b"{", block, b"}"))).values())
    return None


def typed_table(table: str, lines: dict[int, bytes]) -> tuple[list[Record], dict[int, Exception]]:
    """The records of a known table that are not deleted, and by document id what does not fit its type."""
    records: list[Record] = []
    failures: dict[int, Exception] = {}
    numbers = list(lines)
    for start in range(0, len(numbers), _BATCH):
        batch = numbers[start : start + _BATCH]
        together = b"[" + b",".join([_body(lines[number]) for number in batch]) + b"]"
        # Many at once cost a third; where one is deleted or does not fit, the batch is read one by one.
        if _GONE_MARK not in together:
            with contextlib.suppress(*_UNREADABLE):
                records.extend(_BATCH_DECODERS[table].decode(together))
                continue
        for number in batch:
            try:
                if not is_trash(lines[number]):
                    records.append(typed(table, lines[number]))
            except (msgspec.MsgspecError, GardenFileError) as error:
                failures[number] = error
    return records, failures


def is_trash(line: bytes) -> bool:
    """Return whether the line holds a deleted record."""
    return _GONE_MARK in line and is_deleted(decode_line(line))


def join_copies(mine: Copy, theirs: Copy) -> Copy:
    """The join of two copies of one garden; lines that both hold alike are not even decoded."""
    tables: Tables = {}
    for name in {*mine.tables, *theirs.tables}:
        here, there = mine.tables.get(name, {}), theirs.tables.get(name, {})
        joined = tables[name] = {}
        for number in {**here, **there}:
            one, other = here.get(number), there.get(number)
            if one is not None and one == other:
                joined[number] = one
                continue
            record = join_records(
                decode_line(one) if one else None,
                decode_line(other) if other else None,
                mine.seen,
                theirs.seen,
            )
            if record is not None:
                joined[number] = encode_line(name, number, record)
    seen = join_seen(mine.seen, theirs.seen)
    return Copy(mine.garden, seen, tables, max(mine.schema, theirs.schema))


def visible(copy: Copy) -> dict[str, dict[int, Plain]]:
    """The records that are not deleted, without what the join needs, by table and document id."""
    return {
        table: {number: shown(decode_line(line)) for number, line in lines.items() if not is_trash(line)}
        for table, lines in copy.tables.items()
    }


def _body(line: bytes) -> bytes:
    return line[line.index(b":") + 1 :]
