"""A list of rows that are given as they are to be drawn."""

from collections.abc import Hashable, Sequence
from typing import NamedTuple

from textual.content import Content

from netgarden.tui.widgets.line_list import LineList


class TextRow(NamedTuple):
    """A row."""

    key: str
    """What it is about."""
    content: Content


class TextList(LineList):
    """Rows of text."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: Sequence[TextRow] = ()

    def show(self, rows: Sequence[TextRow]) -> None:
        """Show these rows; the cursor stays with its row, or at its place where that is gone."""
        key = self.current_key
        self._rows = rows
        self.rows_changed(key)

    @property
    def row_count(self) -> int:
        """The number of lines."""
        return len(self._rows)

    def row_key(self, index: int) -> Hashable:
        """Return the key of a row."""
        return self._rows[index].key

    def render_row(self, index: int, width: int) -> Content:
        """The row."""
        return self._rows[index].content
