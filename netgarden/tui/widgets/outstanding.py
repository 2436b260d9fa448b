"""The list of what is outstanding with somebody, a row an item."""

from collections.abc import Hashable, Sequence

from textual.content import Content

from netgarden.people.outstanding import Item
from netgarden.tui.look.content import MUTED, Cell, row
from netgarden.tui.widgets.line_list import LineList


class Outstanding(LineList):
    """The items: kind, text, when. The key of a row is table and uid."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.items: Sequence[Item] = ()

    def show(self, items: Sequence[Item]) -> None:
        """Show these. The cursor stays on its item, or at its place where that was closed: the next slides up."""
        before = self.item
        self.items = items
        closed = before and before.is_open and any(one[:2] == before[:2] and not one.is_open for one in items)
        self.rows_changed(before[:2] if before and not closed else None)

    @property
    def row_count(self) -> int:
        """The number of items."""
        return len(self.items)

    def row_key(self, index: int) -> Hashable:
        """Table and uid."""
        return self.items[index][:2]

    @property
    def item(self) -> Item | None:
        """The one under the cursor."""
        return self.items[self.cursor] if self.items else None

    def render_row(self, index: int, width: int) -> Content:
        """Three columns; what is closed is dimmed and has a tick."""
        item = self.items[index]
        when_width = min(max((len(one.when) for one in self.items), default=0), width * 2 // 5)
        style = "" if item.is_open else MUTED
        return row(
            width,
            Cell(" " if item.is_open else "✓", 2, MUTED),
            Cell(item.label, 13, "$accent" if item.is_open else MUTED),
            Cell(item.text, None, style),
            Cell("", 1),
            Cell(item.when, when_width, MUTED),
        )
