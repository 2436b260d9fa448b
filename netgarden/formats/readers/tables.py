"""Tables of text: from bytes to rows of cells, whatever the separator, quotes and preamble."""

import csv
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from netgarden.formats.encoding import decode
from netgarden.text.plain import fold

MAX_CELL = 4_000_000
"""Longest cell, in characters."""

MAX_COLUMNS = 2_000

_SEPARATORS = (",", ";", "\t", "|")
_MAX_LINES = 50_000
"""Most lines that one row may span; beyond that a quote was left open."""
_MANY_DAMAGED = 50
"""After so many damaged rows of a file, a row may span only a hundred lines: damage must not cost hours."""
_PREAMBLE = 40
"""Rows among which the header is looked for."""


class Row(NamedTuple):
    """One row: the line of the file it starts on, counted from 1, and its cells."""

    line: int
    cells: list[str]


class Table(NamedTuple):
    """A file of rows. `header` holds the column names as written; `rows` what stands below it."""

    header: list[str]
    rows: list[Row]
    separator: str
    encoding: str
    warnings: list[str]


def read_table(data: bytes, encoding: str | None, knows: Callable[[str], bool]) -> Table:
    """Read a table; the header is the row among the first forty in which `knows` recognises most names.

    A file without such a row has an empty header, and all its rows are data. `knows` is asked with folded names.
    """
    text, name, guessed = decode(data, encoding)
    warnings = [f"read as {name}: --encoding overrides"] if guessed else []
    lines = _physical_lines(text)
    best: tuple[int, int, str] = (0, -1, _likeliest_separator(lines))
    for separator in _SEPARATORS:
        for index, row in enumerate(_rows(lines, separator, [], limit=_PREAMBLE)):
            known = sum(map(knows, {fold(cell) for cell in row.cells[:MAX_COLUMNS] if len(cell) < 60}))
            # A row of data may hold a known word by chance; a header holds many, and no address.
            filled = sum(bool(cell.strip()) for cell in row.cells)
            if known > best[0] and known * 5 >= filled and not any("@" in cell for cell in row.cells):
                best = (known, index, separator)
    known, index, separator = best
    rows = list(_rows(lines, separator, warnings))
    if known == 0:
        return Table([], rows, separator, name, warnings)
    header = [cell.strip().lstrip("\ufeff") for cell in rows[index].cells[:MAX_COLUMNS]]
    return Table(header, rows[index + 1 :], separator, name, warnings)


def _physical_lines(text: str) -> list[str]:
    text = text.replace("\r\n", "\n").replace("\0", "")
    # A lone CR inside a cell is a line break there, but must not end the row: `clean` takes U+0085 for a break.
    text = text.replace("\r", "\n") if "\n" not in text else text.replace("\r", "\x85")
    return [line + "\n" for line in text.split("\n")]


def _likeliest_separator(lines: list[str]) -> str:
    sample = "".join(lines[:20])
    return max(_SEPARATORS, key=sample.count)


def _rows(lines: list[str], separator: str, warnings: list[str], limit: int | None = None) -> Iterator[Row]:
    """All rows but blank lines. An open quote costs one row, not the rest of the file."""
    csv.field_size_limit(MAX_CELL)
    at, given = 0, 0
    while at < len(lines) and (limit is None or given < limit):
        start = at
        if '"' not in lines[at]:
            cells, at = lines[at][:-1].split(separator), at + 1
        else:
            most = _MAX_LINES if len(warnings) < _MANY_DAMAGED else 100
            cells, at, damage = _quoted_row(lines, at, separator, most)
            if damage:
                warnings.append(f"line {start + 1}: {damage}")
        if len(cells) > 1 or (cells and cells[0].strip()):
            given += 1
            yield Row(start + 1, cells)


def _quoted_row(lines: list[str], at: int, separator: str, most: int) -> tuple[list[str], int, str]:
    """Cells, the next line, and what was wrong with it, or empty."""
    end = min(at + most, len(lines))
    reader = csv.reader((lines[number] for number in range(at, end)), delimiter=separator)
    try:
        cells = next(reader)
    except (csv.Error, StopIteration):
        return (
            _unquoted(lines[at], separator),
            at + 1,
            "a row that could not be read as written, taken cell by cell",
        )
    taken = reader.line_num
    if taken > 1 and at + taken >= end:
        chunk = "".join(lines[at : at + taken])
        if chunk.count('"') % 2:
            return _unquoted(lines[at], separator), at + 1, "a quote is left open"
    return cells, at + taken, ""


def _unquoted(line: str, separator: str) -> list[str]:
    return [cell.strip().strip('"') for cell in line[:-1].split(separator)]


_FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠]")
_GUARDED = re.compile(r"'+[=+\-@\t\r＝＋－＠]")


def unguard(cell: str) -> str:
    """Take off the apostrophe that an export put before what a spreadsheet would take for a formula."""
    return cell[1:] if _GUARDED.match(cell) else cell


def guard(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula; `unguard` takes it off."""
    return f"'{cell}" if _FORMULA.match(cell) or _GUARDED.match(cell) else cell
