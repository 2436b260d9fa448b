"""LinkedIn's `Connections.csv`: any preamble, then one connection a row."""

from collections.abc import Mapping

import msgspec

from netgarden.formats.candidate import Candidate, Reading
from netgarden.formats.readers.columns import columns_of, read_rows
from netgarden.formats.readers.header_words import Column
from netgarden.formats.readers.tables import Table
from netgarden.text.plain import fold

NAME = "linkedin"


def recognises(header: list[str]) -> bool:
    """Return whether a table's header is LinkedIn's: it alone tells since when one is connected."""
    folded = {fold(name) for name in header}
    return bool(folded & {"connected on", "vernetzt am"}) and bool(folded & {"first name", "vorname"})


def read(table: Table, mapping: Mapping[str, str]) -> Reading:
    """Everybody one is connected with: met online, on the day of connecting, known by the profile address.

    Raises UsageError if `mapping` names a column or field that is none.
    """
    columns = [
        Column("link", "linkedin") if fold(header) == "url" else column
        for header, column in zip(table.header, columns_of(table, mapping), strict=False)
    ]
    reading = read_rows(table, columns, NAME)
    reading.candidates = [_connection(candidate) for candidate in reading.candidates]
    return reading


def _connection(candidate: Candidate) -> Candidate:
    contact = candidate.contact
    profile = next((link for link, label in contact.links.items() if label == "linkedin"), "")
    return msgspec.structs.replace(
        candidate, contact=msgspec.structs.replace(contact, met_how="online"), ref=profile or candidate.ref
    )
