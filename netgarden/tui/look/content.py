"""Turning data into what is drawn. User text becomes `Content` here, and never markup."""

from collections.abc import Sequence

import msgspec
from rich.cells import cell_len, set_cell_size
from textual.content import Content, Span

MUTED = "$foreground-muted"
STRONG = "bold"


class Cell(msgspec.Struct, frozen=True):
    """A column of a row: text, its width in cells (None takes what is left), and a style."""

    text: str
    width: int | None = None
    style: str = ""
    right: bool = False
    """Whether the text stands at the right of its column."""


def row(width: int, *cells: Cell) -> Content:
    """One line of `width` cells; each text is cut with an ellipsis or padded to its column.

    Made of one text at once: a list draws forty of these at each step of a scroll.
    """
    fixed = sum(cell.width for cell in cells if cell.width is not None)
    flexible = [cell for cell in cells if cell.width is None]
    share, spare = divmod(max(0, width - fixed), len(flexible)) if flexible else (0, 0)
    parts: list[str] = []
    spans: list[Span] = []
    place = filled = 0
    for cell in cells:
        cell_width = cell.width
        if cell_width is None:
            cell_width, spare = (share + 1, spare - 1) if spare else (share, 0)
        if cell_width <= 0:
            continue
        text = cell.text if cell.text.isprintable() else Content(cell.text).plain
        shown = len(text) if text.isascii() and text.isprintable() else cell_len(text)
        if shown > cell_width:
            text, shown = f"{set_cell_size(text, cell_width - 1)}…", cell_width
        gap = " " * (cell_width - shown)
        parts += (gap, text) if cell.right else (text, gap)
        if cell.style and text:
            start = place + len(gap) if cell.right else place
            spans.append(Span(start, start + len(text), cell.style))
        place += len(text) + len(gap)
        filled += cell_width
    return Content("".join(parts), spans, filled, strip_control_codes=False)


def first_fitting(texts: Sequence[str], width: int) -> str:
    """The first of some ways to say a thing that fits `width` cells, else the last."""
    return next((text for text in texts if cell_len(text) <= width), texts[-1] if texts else "")


def unbroken(parts: Sequence[Content], width: int) -> Content:
    """The parts beside one another, in lines of at most `width` cells that break between two of them."""
    lines: list[Content] = []
    for part in parts:
        if lines and lines[-1].cell_length + 2 + part.cell_length <= width:
            lines[-1] = Content.assemble(lines[-1], "  ", part)
        else:
            lines.append(part)
    return Content("\n").join(lines)
