"""The form of the garden file: JSON that TinyDB reads, one record a line (DESIGN 4).

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
`domain.tables.TABLES`, then those unknown to this version by name; empty tables are left out. Records stand
by document id; their fields in the order of `domain.tables.FIELDS`, then unknown ones by name, then `_v`,
`_also` and `_gone`. `sum` is the CRC-32 of all bytes after the line of `_meta`: it tells whether the file is
as netgarden wrote it. UTF-8, no blanks, a newline at the end.

A *line* in memory is a record with its key, without comma and newline: `"178…":{…}`.
"""

import zlib
from collections.abc import Iterator
from typing import Any

import msgspec

from netgarden.domain.join import RESERVED, Plain, is_deleted, join_records, join_seen
from netgarden.domain.record import Record
from netgarden.domain.tables import FIELDS, TABLES

SCHEMA = 1
"""The version of the file's form that this netgarden writes."""

_HEAD = b'{"_meta":{\n"1":'
_CHUNK_LINES = 512

Tables = dict[str, dict[int, bytes]]
"""Table name to document id to line."""


class Meta(msgspec.Struct, kw_only=True):
    """The one record of `_meta`."""

    schema: int
    garden: str
    """Six letters that tell gardens apart: different ones are never joined."""
    seen: dict[str, int]
    sum: str = ""
    """CRC-32 of what follows the line of `_meta`, as eight hexadecimal digits."""


class Copy(msgspec.Struct):
    """One copy of a garden: everything its file says, as lines."""

    garden: str
    seen: dict[str, int] = {}
    tables: Tables = {}
    schema: int = SCHEMA

    def line(self, table: str, number: int) -> bytes | None:
        """The line of a record, None for none."""
        return self.tables.get(table, {}).get(number)


def parse(data: bytes) -> Copy | None:
    """The copy that `data` holds, or None unless it is a file as netgarden wrote it, to the byte."""
    if not data.startswith(_HEAD) or not data.endswith(b"\n}}\n"):
        return None
    end = data.index(b"\n", len(_HEAD))
    try:
        meta = msgspec.json.decode(data[len(_HEAD) : end], type=Meta)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    if meta.sum != f"{zlib.crc32(memoryview(data)[end + 1 :]):08x}":
        return None
    tables: Tables = {}
    table: dict[int, bytes] = {}
    try:
        for line in data[end + 1 : -4].split(b"\n"):
            start = line[:1]
            if start == b",":
                table[int(line[2 : line.index(b'"', 2)])] = line[1:]
            elif start == b'"' and line.endswith(b'":{'):
                table = tables[msgspec.json.decode(line[:-2])] = {}
            elif start == b'"':
                table[int(line[1 : line.index(b'"', 1)])] = line
            elif line not in (b"", b"},"):
                return None
    except (ValueError, msgspec.MsgspecError):
        return None
    return Copy(garden=meta.garden, seen=meta.seen, tables=tables, schema=meta.schema)


def chunks(copy: Copy) -> list[bytes]:
    """The bytes of the file that holds `copy`, in pieces that are quick to make and to write."""
    body: list[bytes] = []
    for name in _ordered(copy.tables):
        lines = [copy.tables[name][number] for number in sorted(copy.tables[name])]
        body.append(b"},\n" + msgspec.json.encode(name) + b":{\n")
        body.extend(
            (b"," if start else b"") + b"\n,".join(lines[start : start + _CHUNK_LINES]) + b"\n"
            for start in range(0, len(lines), _CHUNK_LINES)
        )
    body.append(b"}}\n")
    checksum = 0
    for piece in body:
        checksum = zlib.crc32(piece, checksum)
    seen = dict(sorted(copy.seen.items()))
    meta = Meta(schema=copy.schema, garden=copy.garden, seen=seen, sum=f"{checksum:08x}")
    return [_HEAD + msgspec.json.encode(meta) + b"\n", *body]


def line_number(copy: Copy, table: str, number: int) -> int:
    """The line, counted from 1, on which the file that `chunks` makes has a record."""
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


_LAST = dict.fromkeys(("_v", "_also", "_gone"))


def decode_line(line: bytes) -> Plain:
    """The record of a line, with what the join needs."""
    record: Plain = msgspec.json.decode(_body(line))
    return record


def shown(record: Plain) -> dict[str, Any]:
    """The record without what the join needs."""
    return {field: value for field, value in record.items() if field not in RESERVED}


_DECODERS = {table: msgspec.json.Decoder(record) for table, record in TABLES.items()}


def typed(table: str, line: bytes) -> Record:
    """The record of a line of a known table. Raises msgspec.ValidationError naming the field at fault."""
    return _DECODERS[table].decode(_body(line))


def is_trash(line: bytes) -> bool:
    """Whether the line holds a deleted record."""
    return b'"_gone":' in line and is_deleted(decode_line(line))


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
