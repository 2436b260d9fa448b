"""Contacts to a table that spreadsheets and other address books read.

Cells are guarded against being taken for formulas. Each row is read back at once, and what the columns could
not say goes into a last column, `netgarden`, which is there only if anybody needs it.
"""

import csv
import io
from collections.abc import Iterable, Sequence

from netgarden.formats.candidate import OWN_REF
from netgarden.formats.own_words import own_words
from netgarden.formats.readers.columns import OWN_COLUMN, columns_of, knows, read_rows
from netgarden.formats.readers.tables import guard, read_table
from netgarden.records.contact import Contact
from netgarden.records.fields import in_order

_COLUMNS = tuple(field for field in in_order("columns") if field.column is not None)
_TEXTS, _SETS, _MAPS = (
    {str(field.column): field.name for field in _COLUMNS if field.kind == kind}
    for kind in ("scalar", "set", "map")
)
"""Header to field."""

_MOST = 10
"""Most columns of emails, phones and links each; further ones go into the last column."""


def write(contacts: Iterable[Contact]) -> bytes:
    """A header row and one row for each contact, in UTF-8 with a byte order mark, so that Excel sees it."""
    people = list(contacts)
    counts = {
        field: min(_MOST, max((len(getattr(one, field)) for one in people), default=0))
        for field in _MAPS.values()
    }
    header = [*_TEXTS, *_SETS]
    for title, field in _MAPS.items():
        for number in range(1, counts[field] + 1):
            header += [f"{title} {number} - Label", f"{title} {number} - Value"]
    rows = [_row(contact, counts) for contact in people]
    words = _words(header, rows, people)
    header.append("UID")
    rows = [[*row, f"{OWN_REF}{contact.uid}"] for row, contact in zip(rows, people, strict=True)]
    if any(words):
        header.append(OWN_COLUMN)
        rows = [[*row, guard(word)] for row, word in zip(rows, words, strict=True)]
    return b"\xef\xbb\xbf" + _text([header, *rows]).encode("utf-8", "replace")


def _row(contact: Contact, counts: dict[str, int]) -> list[str]:
    cells = [str(getattr(contact, field)) for field in _TEXTS.values()]
    cells += [" ::: ".join(getattr(contact, field)) for field in _SETS.values()]
    for field, count in counts.items():
        values = list(getattr(contact, field).items())[:count]
        for value, label in [*values, *[("", "")] * (count - len(values))]:
            cells += [label, value]
    return [guard(cell) for cell in cells]


def _text(rows: Sequence[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def _words(header: list[str], rows: list[list[str]], people: list[Contact]) -> list[str]:
    """Return the values of each contact that the columns do not hold: all rows are read back at once, by number."""
    numbered = [[*header, "UID"], *([*row, f"{number:08}"] for number, row in enumerate(rows))]
    table = read_table(_text(numbered).encode("utf-8", "replace"), "utf-8", knows)
    reading = read_rows(table, columns_of(table, {}), "csv", day_first=False)
    found = {
        int(candidate.ref): candidate.contact for candidate in reading.candidates if candidate.ref.isdigit()
    }
    return [own_words(contact, found.get(number)) for number, contact in enumerate(people)]
