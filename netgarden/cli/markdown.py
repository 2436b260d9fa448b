"""The documents on a terminal: paragraphs wrapped, tables aligned, headings in bold, marks left out."""

import re
import shutil
from collections.abc import Iterator
from textwrap import wrap

from netgarden.cli.output import Line, cells

WIDEST = 100
"""Cells of a line of running text, at most."""

_ITEM = re.compile(r"[-*] |\d+\. ")


def rendered(text: str) -> list[Line]:
    """Return a Markdown text as lines to print, without its title."""
    room = min(WIDEST, max(20, shutil.get_terminal_size().columns))
    return [*_lines(re.sub(r"\A# .*\n+", "", text).rstrip(), room)][
        :-1
    ]  # without the blank line that ended it


def _lines(text: str, room: int) -> Iterator[Line]:
    is_code = False
    paragraph: list[str] = []
    table: list[str] = []
    for line in [*text.split("\n"), ""]:
        is_plain = not is_code and not line.startswith(("```", "#", "|")) and line != ""
        if paragraph and (not is_plain or _ITEM.match(line)):
            yield from _wrapped(paragraph, room)
            paragraph = []
        if table and not line.startswith("|"):
            yield from _aligned(table)
            table = []
        if line.startswith("```"):
            is_code = not is_code
        elif is_plain:
            paragraph.append(line)
        elif line.startswith("|") and not is_code:
            table.append(line)
        elif line.startswith("#") and not is_code:
            yield [(line.lstrip("# "), "bold")]
        else:
            yield line


def _wrapped(paragraph: list[str], room: int) -> list[str]:
    text = re.sub(r"\*\*(.+?)\*\*", r"\1", " ".join(line.strip() for line in paragraph))
    item = _ITEM.match(text)
    return wrap(
        text,
        room,
        subsequent_indent=" " * (item.end() if item else 0),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _aligned(table: list[str]) -> Iterator[str]:
    """The rows of a table with their cells aligned; nothing is cut."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table]
    rows = [row for row in rows if not all(set(cell) <= {"-", ":"} for cell in row)]
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(
            cell + " " * (width - cells(cell)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
