"""What is printed: cleaned, in columns, and either words for people or JSON for programs."""

import contextlib
import io
import json
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, Protocol

import click

from netgarden.domain.text import clean

GAP = "  "
MAX_COLUMN = 40
"""Widest that a column but the last gets, in cells; longer text is cut and ends in `…`."""


class View(Protocol):
    """What a command has to say, in both forms."""

    def lines(self) -> Iterable[str]:
        """For people."""

    def plain(self) -> Any:
        """For programs: what JSON can hold, as DESIGN 6 has it."""


def show(view: View, as_json: bool) -> None:
    """Print one of the two forms of a view."""
    if as_json:
        say_json(view.plain())
    else:
        for line in view.lines():
            say(line)


def say(line: str = "") -> None:
    """Print one line, its blanks as they are."""
    click.echo(clean(line, multiline=True).replace("\n", " "))


def say_json(value: Any) -> None:
    """Print one line of JSON.

    In ASCII: whatever data may hold, a terminal gets nothing but letters, and the text is whole in any locale.
    """
    click.echo(json.dumps(value))


def warn(line: str) -> None:
    """Print one line on standard error."""
    click.echo(f"netgarden: {clean(line)}", err=True)


def safe_streams() -> None:
    """Print `?` for what the locale cannot write, rather than fail."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            with contextlib.suppress(ValueError):
                stream.reconfigure(errors="replace")


def columns(rows: Iterable[Sequence[str]]) -> list[str]:
    """The rows as lines with their cells aligned; the last column is as wide as it likes.

    On a terminal lines are cut at its width; into files and pipes they go whole.
    """
    cleaned = [[clean(cell) for cell in row] for row in rows]
    if not cleaned:
        return []
    widths = [
        min(MAX_COLUMN, max(cells(row[place]) for row in cleaned)) for place in range(len(cleaned[0]) - 1)
    ]
    width = shutil.get_terminal_size().columns if sys.stdout is not None and sys.stdout.isatty() else 0
    lines = []
    for row in cleaned:
        fitted = [fit(cell, width_of) for cell, width_of in zip(row, widths, strict=False)]
        line = GAP.join([*fitted, row[-1]]).rstrip()
        lines.append(cut(line, width) if width else line)
    return lines


def cells(text: str) -> int:
    """How many cells of a terminal a text takes: two for wide letters, none for combining marks."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.combining(c) or c in "\u200c\u200d\ufe0f"
        else 1 + (unicodedata.east_asian_width(c) in "WF")
        for c in text
    )


def cut(text: str, width: int) -> str:
    """The text in at most `width` cells, with `…` where something is left out."""
    if cells(text) <= width:
        return text
    while text and cells(text) >= width:
        text = text[:-1]
    return text.rstrip() + "…"


def fit(text: str, width: int) -> str:
    """The text in exactly `width` cells."""
    text = cut(text, width)
    return text + " " * (width - cells(text))
