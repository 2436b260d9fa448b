"""Export: the garden, or part of it, as a file for other programs."""

from collections.abc import Collection
from pathlib import PurePath

from netgarden.domain.garden import Garden
from netgarden.domain.record import Record
from netgarden.domain.tables import TABLES
from netgarden.errors import UsageError
from netgarden.formats import garden_json

FORMATS = {"json": "netgarden's own JSON: everything"}
"""Names for `--format` and what they are; each is also the file's suffix."""


def export(
    garden: Garden, filename: str, *, format: str | None = None, people: Collection[str] | None = None
) -> bytes:
    """The bytes of an export file: of the whole garden, or of the contacts with the uids `people`.

    The format follows from the suffix of `filename` unless given. Raises UsageError for one that is none.
    """
    name = format or PurePath(filename).suffix.removeprefix(".").lower()
    if name not in FORMATS:
        raise UsageError(
            f"“{name or filename}” is not a format to export to: choose from {', '.join(FORMATS)}"
        )
    return garden_json.write(tables_of(garden, people))


def tables_of(garden: Garden, people: Collection[str] | None = None) -> dict[str, list[Record]]:
    """The records by table; with `people` only those contacts and what is about them alone."""
    tables = {table: list(garden.records(table).values()) for table in TABLES}
    if people is None:
        return tables
    chosen = set(people)
    return {
        table: [
            record
            for record in records
            if (
                record.uid in chosen
                if table == "contacts"
                else record.mentions() and chosen.issuperset(record.mentions())
            )
        ]
        for table, records in tables.items()
    }
