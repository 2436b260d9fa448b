"""From lines to records: what a copy holds for the rest of netgarden, and how two copies differ for it."""

import contextlib
import re
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from netgarden.change.change import Change, Patch, difference, patched
from netgarden.change.join import ALSO, Plain, split_path, values
from netgarden.errors import GardenFileError
from netgarden.records.ids import encode
from netgarden.records.record import Record
from netgarden.records.tables import TABLES
from netgarden.storage import lines
from netgarden.storage.lines import Copy
from netgarden.text.plain import clean

Tables = dict[str, list[Record]]
"""Table name to its records."""


class Problem(NamedTuple):
    """A record that does not fit its type: it is not shown, and its line stays in the file as it is."""

    table: str
    uid: str
    line: int
    """Its line in the file, counted from 1."""
    field: str
    """The field at fault, empty if it is the whole record."""
    message: str
    """What is wrong, for people."""


class Conflict(msgspec.Struct, frozen=True):
    """A value that two writers set without knowing of each other: one is shown, the others wait."""

    table: str
    uid: str
    path: str
    """As in a `Patch`: a field, or a field and member."""
    shown: object
    """The plain value shown, None where none is."""
    others: tuple[object, ...]
    """The plain values that are not shown."""

    def settled(self, value: object, label: str) -> Change:
        """The change that makes `value` the only one; `value` is the one shown or one of the others."""
        return Change(label, (Patch(self.table, self.uid, self.path, self.shown, value),))


def records_of(copy: Copy, but: str = "") -> tuple[Tables, tuple[Problem, ...]]:
    """All records that are not deleted, `but` those of one table, and what does not fit its type."""
    tables: Tables = {}
    problems: list[Problem] = []
    for table in TABLES:
        if table == but:
            continue
        block = copy.uncut(table)
        if block is not None and (records := lines.typed_block(table, block)) is not None:
            tables[table] = records
            continue
        tables[table], failures = lines.typed_table(table, copy.table(table))
        problems += [_problem(copy, table, number, error) for number, error in failures.items()]
    return tables, tuple(problems)


def change_between(
    label: str, before: Copy, after: Copy, keys: Iterable[tuple[str, int]], made: Iterable[Patch] = ()
) -> Change:
    """The change that turns the records `keys` of `before`, with the patches `made`, into those of `after`."""
    own: dict[tuple[str, str], list[Patch]] = {}
    for patch in made:
        own.setdefault((patch.table, patch.uid), []).append(patch)
    patches: list[Patch] = []
    for table, number in sorted(keys):
        if table not in TABLES:
            continue
        record = _record(table, before.line(table, number))
        for patch in own.get((table, encode(number)), ()):
            record = patched(record, patch)
        there = _record(table, after.line(table, number))
        if record is not None or there is not None:
            patches.extend(difference(record, there))
    return Change(label, tuple(patches))


def conflicts_of(copy: Copy) -> tuple[Conflict, ...]:
    """Every value in conflict, in the order of tables and records."""
    found: list[Conflict] = []
    for table in TABLES:
        for number, line in sorted(copy.table(table).items()):
            if b'"_also":' in line:
                with contextlib.suppress(GardenFileError):  # a forged line is told as a problem
                    if not lines.is_trash(line):
                        found += _conflicts(table, encode(number), lines.decode_line(line))
    return tuple(found)


def _conflicts(table: str, uid: str, record: Plain) -> Iterable[Conflict]:
    shown = values(record)
    for path, siblings in record.get(ALSO, {}).items():
        field, member = split_path(path)
        own = msgspec.json.decode(shown[path]) if path in shown else None
        others = tuple(value for value, _ in siblings)
        yield Conflict(table, uid, field if member is None else f"{field}/{member}", own, others)


def _record(table: str, line: bytes | None) -> Record | None:
    if line is None or lines.is_trash(line):
        return None
    try:
        return lines.typed(table, line)
    except msgspec.MsgspecError:
        return None


_FIELD = re.compile(r"(.*) - at `\$\.?(\w*)")
_MISSING = re.compile(r"required field `(\w+)`")


def _problem(copy: Copy, table: str, number: int, error: Exception) -> Problem:
    match = _FIELD.match(str(error))
    what, field = (match[1], match[2]) if match else (str(error), "")
    if not field and (missing := _MISSING.search(what)):
        field = missing[1]
    line, uid = lines.line_number(copy, table, number), encode(number)
    place = f"line {line}: {field} of {uid} in {table}" if field else f"line {line}: {uid} in {table}"
    return Problem(table, uid, line, field, clean(f"{place}: {what[:1].lower()}{what[1:]}"))
