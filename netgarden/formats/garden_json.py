"""netgarden's own JSON: the whole garden as plain records, stable and readable, for scripts and for moving."""

import json
from collections.abc import Iterable, Mapping

import msgspec

from netgarden.errors import NetgardenError
from netgarden.formats.candidate import OWN_REF, Candidate, Reading, Skipped
from netgarden.formats.own_words import cleaned
from netgarden.records.contact import Contact
from netgarden.records.ids import decode
from netgarden.records.record import Record
from netgarden.records.tables import TABLES, from_plain, to_plain
from netgarden.text.plain import clean

NAME = "json"
VERSION = 1
"""The version of the format; a reader of an older version says so when it meets a newer one."""


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


def recognises(data: bytes) -> bool:
    """Return whether the bytes are netgarden's: an export, or a garden file."""
    start = data[:200].lstrip(b"\xef\xbb\xbf \r\n\t")
    return start.startswith(b"{") and (b'"netgarden"' in start or b'"_meta"' in start)


def read(data: bytes, encoding: str | None = None) -> Reading:
    """The people of an export or of another garden's file, and what is about them; `encoding` says nothing here.

    Raises NetgardenError if it is damaged or of a newer version.
    """
    try:
        plain = json.loads(data.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError) as error:
        raise NetgardenError(f"this netgarden file is damaged: {clean(str(error))}") from error
    if not isinstance(plain, dict):
        raise NetgardenError("this is no netgarden file: it holds no tables")
    version = plain.get("netgarden", VERSION)
    if not isinstance(version, int) or version > VERSION:
        raise NetgardenError("this file was written by a newer netgarden: update this one to read it")
    reading = Reading(format=NAME, candidates=[], records=[], skipped=[], warnings=[])
    for table in TABLES:
        found = plain.get(table, [])
        rows = list(found.values()) if isinstance(found, dict) else found if isinstance(found, list) else []
        for number, row in enumerate(rows, 1):
            where = f"{table} {number}"
            if isinstance(row, dict):
                if "_gone" in row:
                    continue
                # Marks of versions and conflicts belong to the file, not to the record.
                row = {field: value for field, value in row.items() if not field.startswith("_")}
            try:
                record = from_plain(table, cleaned(table, row))
                decode(record.uid)
            except (msgspec.ValidationError, ValueError) as error:
                reading.skipped.append(Skipped(where, f"damaged: {clean(str(error))}"))
                continue
            if isinstance(record, Contact):
                if not record.name:
                    reading.skipped.append(Skipped(where, "a contact without a name"))
                    continue
                given = msgspec.structs.replace(record, uid="")
                reading.candidates.append(Candidate(contact=given, where=where, ref=f"{OWN_REF}{record.uid}"))
            else:
                reading.records.append(record)
    return reading
