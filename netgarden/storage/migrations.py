"""Older forms of the garden file, brought to the present one (`file-format.md`, Reading).

A step is a pure function on decoded tables, so that every device makes the same of the same file. It leaves
alone what it does not know. Before a file of an older form is replaced, it is kept for good (`Backups`).
"""

from collections.abc import Callable, Mapping
from typing import Any

from netgarden.change.join import Plain
from netgarden.records.tables import FIELDS
from netgarden.storage.lines import SCHEMA, Copy, decode_line, encode_line

Decoded = Mapping[str, Mapping[int, Plain]]
"""Table name to document id to record, with what the join needs."""


def _from_0(tables: Decoded) -> Decoded:
    """A file that plain TinyDB began, or a script: one text where netgarden has a set, a list where it has a map."""
    return {
        table: {
            number: {field: _in_form(FIELDS.get(table, {}).get(field), record[field]) for field in record}
            for number, record in records.items()
        }
        for table, records in tables.items()
    }


def _in_form(kind: str | None, value: Any) -> Any:
    members = [value] if isinstance(value, str) and kind in ("set", "map") else value
    if not isinstance(members, list) or not all(isinstance(member, str) for member in members):
        return value
    if kind == "map":
        return dict.fromkeys(filter(None, members), "")
    return sorted({member for member in members if member}) if kind == "set" else value


STEPS: dict[int, Callable[[Decoded], Decoded]] = {0: _from_0}
"""From each form to the next."""


def migrated(tables: Decoded, schema: int) -> dict[str, dict[int, Plain]]:
    """The tables of a file of the form `schema`, in the form of this netgarden."""
    for version in range(schema, SCHEMA):
        tables = STEPS[version](tables)
    return {table: dict(records) for table, records in tables.items()}


def brought_up(copy: Copy) -> Copy:
    """A copy that netgarden wrote, in the form of this netgarden; itself if it is of that form or a newer one."""
    if copy.schema >= SCHEMA:
        return copy
    decoded = {
        table: {number: decode_line(line) for number, line in lines.items()}
        for table, lines in copy.tables.items()
    }
    tables = {
        table: {number: encode_line(table, number, record) for number, record in records.items()}
        for table, records in migrated(decoded, copy.schema).items()
    }
    return Copy(copy.garden, copy.seen, tables)
