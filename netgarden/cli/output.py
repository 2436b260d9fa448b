"""Printing: cleaned, in columns, and either words for people or JSON for programs."""

import contextlib
import io
import os
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import Any, Literal, Protocol, TypeAlias

import click

from netgarden.text.plain import clean

GAP = "  "
MAX_COLUMN = 40
"""Widest that a column but the last gets, in cells; longer text is cut and ends in `…`."""

ENDS = (".", "!", "?", "…", ":")
"""Characters that end a sentence."""

Style: TypeAlias = Literal["", "bold", "dim"]
PLAIN: Style = ""
Line: TypeAlias = str | Sequence[tuple[str, Style]]
"""A line to print: plain text, or pieces of text with the style that a terminal shows them in."""


class View(Protocol):
    """The answer of a command, in both forms."""

    def lines(self) -> Iterable[Line]:
        """For people."""

    def plain(self) -> Any:
        """For programs: what JSON can hold, as `command-line.md` has it."""


def show(view: View, as_json: bool) -> None:
    """Print one of the two forms of a view."""
    if as_json:
        say_json(view.plain())
    else:
        for line in view.lines():
            say(line)


def say(line: Line = "") -> None:
    """Print one line, its blanks as they are; styles only where the terminal and the person want them."""
    pieces: Sequence[tuple[str, Style]] = [(line, "")] if isinstance(line, str) else line
    click.echo("".join(_styled(_safe(text), style) for text, style in pieces))


def _styled(text: str, style: Style) -> str:
    return click.style(text, **{style: True}) if style and text else text


def _safe(text: str) -> str:
    """Without controls, and on one line; blanks at the end are kept, they align what follows."""
    cleaned = clean(text, multiline=True).replace("\n", " ")
    return cleaned + " " * (len(text) - len(text.rstrip(" ")))


def say_json(value: Any) -> None:
    """Print one line of JSON.

    In ASCII: whatever data may hold, a terminal gets nothing but letters, and the text is whole in any locale.
    """
    import json

    click.echo(json.dumps(value))


def warn(line: str) -> None:
    """Print one line on standard error, with a full stop at its end where it has none."""
    text = clean(line)
    click.echo(f"netgarden: {text}{'' if text.endswith(ENDS) else '.'}", err=True)


def safe_streams() -> None:
    """Print `?` for what the locale cannot write, rather than fail; a closed standard input is an empty one."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            with contextlib.suppress(ValueError):
                stream.reconfigure(errors="replace")
    if sys.stdin is None:
        sys.stdin = open(os.devnull)  # noqa: SIM115  (for as long as the process lives)


def columns(rows: Iterable[Sequence[str]], styles: Sequence[Style] = ()) -> list[Line]:
    """The rows as lines with their cells aligned, each column in its style; the last is as wide as it likes.

    On a terminal lines are cut at its width; into files and pipes they go whole.
    """
    cleaned = [[clean(cell) for cell in row] for row in rows]
    if not cleaned:
        return []
    last = len(cleaned[0]) - 1
    widths = [min(MAX_COLUMN, max(cells(row[place]) for row in cleaned)) for place in range(last)]
    room = _terminal_width()
    lines: list[Line] = []
    for row in cleaned:
        while len(row) > 1 and not row[-1]:
            row.pop()
        texts = [f"{fit(cell, width)}{GAP}" for cell, width in zip(row[:-1], widths, strict=False)]
        texts.append(row[-1] if len(row) > last else cut(row[-1], MAX_COLUMN))
        pieces = _within([*zip_longest(texts, styles, fillvalue=PLAIN)][: len(texts)], room)
        lines.append(pieces if styles else "".join(text for text, _ in pieces))
    return lines


def _terminal_width() -> int:
    """Return how many cells fit a line of the terminal, 0 for none; as `shutil` does, which is slow to import."""
    if sys.stdout is None or not sys.stdout.isatty():
        return 0
    with contextlib.suppress(ValueError):
        if (width := int(os.environ.get("COLUMNS", ""))) > 0:
            return width
    with contextlib.suppress(OSError):
        return os.get_terminal_size(sys.stdout.fileno()).columns or 80
    return 80


def _within(pieces: Sequence[tuple[str, Style]], room: int) -> Sequence[tuple[str, Style]]:
    """The pieces cut to so many cells, 0 for no limit."""
    fitted: list[tuple[str, Style]] = []
    used = 0
    for text, style in pieces:
        if room and used + cells(text) > room:
            fitted.append((cut(text, room - used), style))
            break
        used += cells(text)
        fitted.append((text, style))
    return fitted


def cells(text: str) -> int:
    """Return how many cells of a terminal a text takes: two for wide letters, none for combining marks."""
    return len(text) if text.isascii() else sum(map(_cell, text))


def _cell(letter: str) -> int:
    if unicodedata.combining(letter) or letter in "\u200c\u200d\ufe0f":
        return 0
    return 1 + (unicodedata.east_asian_width(letter) in "WF")


def cut(text: str, width: int) -> str:
    """The text in at most `width` cells, with `…` where something is left out."""
    if cells(text) <= width:
        return text
    used = 0
    for place, letter in enumerate(text):
        used += _cell(letter)
        if used >= width:
            return text[:place].rstrip() + "…"[: max(0, width)]
    return text


def fit(text: str, width: int) -> str:
    """The text in exactly `width` cells."""
    text = cut(text, width)
    return text + " " * (width - cells(text))
