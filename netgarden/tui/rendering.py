"""Turning data into what is drawn. User text becomes `Content` here, and never markup."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content

MUTED = "$foreground-muted"
STRONG = "bold"


class Cell(NamedTuple):
    """A column of a row: text, its width in cells (None takes what is left), and a style."""

    text: str
    width: int | None = None
    style: str = ""
    right: bool = False
    """Whether the text stands at the right of its column."""


def row(width: int, *cells: Cell) -> Content:
    """One line of `width` cells; each text is cut with an ellipsis or padded to its column."""
    fixed = sum(cell.width for cell in cells if cell.width is not None)
    flexible = [cell for cell in cells if cell.width is None]
    share, spare = divmod(max(0, width - fixed), len(flexible)) if flexible else (0, 0)
    parts: list[Content] = []
    for cell in cells:
        cell_width = cell.width
        if cell_width is None:
            cell_width, spare = (share + 1, spare - 1) if spare else (share, 0)
        if cell_width <= 0:
            continue
        content = Content.styled(cell.text, cell.style) if cell.style else Content(cell.text)
        content = content.truncate(cell_width, ellipsis=True)
        gap = cell_width - content.cell_length
        parts.append(content.pad_left(gap) if cell.right else content.pad_right(gap))
    return Content("").join(parts)


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
