"""From lines to records: what a copy holds for the rest of netgarden, and how two copies differ for it."""

import contextlib
import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import msgspec

from netgarden.change.change import Change, Patch, difference, patched
from netgarden.change.join import ALSO, Plain, split_path, values
from netgarden.errors import GardenFileError
from netgarden.records.ids import encode
from netgarden.records.record import Record
from netgarden.records.tables import FIELDS, TABLES, from_plain
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


class Records(NamedTuple):
    """The records of one table that are not deleted, and what does not fit its type."""

    fitting: list[Record]
    problems: tuple[Problem, ...]


def records_of(copy: Copy, table: str) -> Records:
    """Return the records of one of netgarden's tables, and what does not fit its type."""
    block = copy.uncut(table)
    if block is not None and (records := lines.typed_block(table, block)) is not None:
        return Records(records, ())
    records, failures = lines.typed_table(table, copy.table(table))
    return Records(records, tuple(_problem(copy, table, number, error) for number, error in failures.items()))


def all_records_of(copy: Copy) -> tuple[Tables, tuple[Problem, ...]]:
    """Return all records of netgarden's tables that are not deleted, and what does not fit its type."""
    found = {table: records_of(copy, table) for table in TABLES}
    tables = {table: records.fitting for table, records in found.items()}
    return tables, tuple(problem for records in found.values() for problem in records.problems)


def checked(table: str, number: int, record: Mapping[str, Any]) -> Plain:
    """Return a record that a script wrote in the form of the file.

    Raises ValueError if it does not fit its table or holds a number that JSON does not have.
    """
    from netgarden.storage.foreign import normal_record  # for scripts, and files of other programs

    normal = normal_record(table, number, dict(record))
    if table in TABLES:
        from_plain(table, normal)
    return normal


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
            # A script may have set fields that netgarden does not know.
            if split_path(patch.path)[0] in ("", *FIELDS[table]):
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
