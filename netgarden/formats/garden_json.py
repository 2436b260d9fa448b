"""netgarden's own JSON: the whole garden as plain records, stable and readable, for scripts and for moving."""

import json
from collections.abc import Iterable, Mapping

from netgarden.domain.record import Record
from netgarden.domain.tables import TABLES, to_plain

NAME = "json"
VERSION = 1
"""Of the form; a reader of an older version says so when it meets a newer one."""


def write(tables: Mapping[str, Iterable[Record]]) -> bytes:
    """All records by table, each a list in the order of their uids, in UTF-8.

    The same records give the same bytes, whenever and wherever they are written.
    """
    plain: dict[str, object] = {"netgarden": VERSION}
    for table in TABLES:
        records = sorted(tables.get(table, ()), key=lambda record: record.uid)
        if records:
            plain[table] = [_sorted(to_plain(record)) for record in records]
    return (json.dumps(plain, ensure_ascii=False, indent=1) + "\n").encode()


def _sorted(record: dict[str, object]) -> dict[str, object]:
    """The record with its maps in the order of their keys."""
    return {
        field: dict(sorted(value.items())) if isinstance(value, dict) else value
        for field, value in record.items()
    }
