"""A list of one-line rows that costs the same with fifty rows as with fifty thousand."""

from collections.abc import Hashable
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style


def moving(place: str) -> list[Binding]:
    """The keys that move a cursor among rows; their ids begin with the name of the place."""
    return [
        Binding("j,down", "move(1)", "Down", show=False, id=f"{place}.down"),
        Binding("k,up", "move(-1)", "Up", show=False, id=f"{place}.up"),
        Binding("ctrl+d,pagedown", "page(1)", "Page down", show=False, id=f"{place}.page_down"),
        Binding("ctrl+u,pageup", "page(-1)", "Page up", show=False, id=f"{place}.page_up"),
        Binding("G,end", "bottom", "To the end", show=False, id=f"{place}.bottom"),
        Binding("home", "top", "To the top", show=False, id=f"{place}.top"),
    ]


class LineList(ScrollView, can_focus=True):
    """A scrolling list with a cursor, drawn line by line as Textual's Line API has it.

    A subclass says how many rows there are (`row_count`), what stands in one (`render_row`) and what a row
    is about (`row_key`); only rows in view are ever drawn. The cursor row has a glyph besides its colour.
    """

    COMPONENT_CLASSES = {"line-list--row", "line-list--cursor", "line-list--hover"}
    """
    | Class | Description |
    | :- | :- |
    | `line-list--row` | Any row. |
    | `line-list--cursor` | The row under the cursor. |
    | `line-list--hover` | The row under the mouse. |
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *moving("list"),
        Binding("enter", "choose", "Open", show=False, id="list.open"),
    ]
    """
    | Key(s) | Description |
    | :- | :- |
    | j, down | Next row. |
    | k, up | Previous row. |
    | ctrl+d, pagedown | Half a page down. |
    | ctrl+u, pageup | Half a page up. |
    | home | First row. |
    | G, end | Last row. |
    | enter | Choose the row. |
    """

    DEFAULT_CSS = """
    LineList {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        & > .line-list--cursor { background: $block-cursor-blurred-background; }
        & > .line-list--hover { background: $block-hover-background; }
        &:focus > .line-list--cursor {
            background: $block-cursor-background; color: $block-cursor-foreground;
        }
    }
    """

    cursor: reactive[int] = reactive(0, repaint=False)
    """Index of the row under the cursor; 0 in an empty list."""

    class Moved(Message):
        """Sent when the cursor comes to stand on another row, or the row under it has changed."""

        def __init__(self, control: "LineList") -> None:
            self.list = control
            super().__init__()

        @property
        def control(self) -> "LineList":
            """The list."""
            return self.list

    class Chosen(Moved):
        """Sent when a row is chosen, by enter or a second click."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._hover: int | None = None
        self.hints: tuple[str, ...] = ()
        """What an empty list says, a line each: which key fills it."""

    # ── what a subclass gives ────────────────────────────────────────────────

    @property
    def row_count(self) -> int:
        """The number of rows."""
        raise NotImplementedError

    def render_row(self, index: int, width: int) -> Content:
        """Return the content of a row, up to `width` cells; longer content is cut with an ellipsis."""
        raise NotImplementedError

    def row_key(self, index: int) -> Hashable:
        """Return the key of a row, by which the cursor finds it again."""
        raise NotImplementedError

    # ── rows ─────────────────────────────────────────────────────────────────

    def rows_changed(self, key: Hashable | None = None) -> None:
        """Take in new rows. The cursor goes to the row about `key`, else it stays at its index.

        Staying at the index is what lets the next row slide up under the cursor when one is done.
        """
        count = self.row_count
        self.virtual_size = Size(0, count)
        index = self.cursor
        if key is not None and not (index < count and self.row_key(index) == key):
            index = self.find_row(key, index)
        index = max(0, min(index, count - 1))
        self.set_reactive(LineList.cursor, index)
        self._hover = None
        self.refresh()
        self.call_after_refresh(self._show_cursor)
        self.post_message(self.Moved(self))

    def find_row(self, key: Hashable, default: int) -> int:
        """The index of the row about `key`, else `default`."""
        return next((index for index in range(self.row_count) if self.row_key(index) == key), default)

    @property
    def current_key(self) -> Hashable | None:
        """The key of the row under the cursor, None in an empty list."""
        return self.row_key(self.cursor) if self.row_count else None

    # ── drawing ──────────────────────────────────────────────────────────────

    def render_line(self, y: int) -> Strip:
        """One line of the view."""
        index = self.scroll_offset.y + y
        width = self.scrollable_content_region.width
        names = ["line-list--row"]
        if index == self._hover:
            names.append("line-list--hover")
        if at_cursor := index == self.cursor and index < self.row_count:
            names.append("line-list--cursor")
        style = self.get_visual_style(*names)
        is_hint = not self.row_count and y < len(self.hints)
        if (index >= self.row_count and not is_hint) or width < 2:
            return Strip.blank(width, style.rich_style)
        row = (
            Content.styled(self.hints[y], "$foreground-muted")
            if is_hint
            else self.render_row(index, width - 1)
        )
        if row.cell_length >= width:  # the padding of a column is nothing that is missed
            row = row.rstrip()
        row = row.truncate(width - 1, ellipsis=True, pad=True)
        if at_cursor and self.has_focus:
            # On the cursor's own colours, coloured text is hard to read; weight and underline stay.
            row = Content(row.plain, [span for span in row.spans if not str(span.style).startswith("$")])
        return Strip(self._segments(row, "▌" if at_cursor else " ", style), width)

    def _segments(self, row: Content, mark: str, style: Style) -> list[Segment]:
        """The cells of a row behind its mark, on a style."""
        parse = self.app.stylesheet.parse_style  # it knows the theme's colours, and keeps what it has parsed
        plain, base = row.plain, style.rich_style
        segments = [Segment(mark, base)]
        end = 0
        for span in row.spans:
            if span.start < end:  # one style upon another
                upon = row.render(style, "", parse)
                return [segments[0], *(Segment(text, one.rich_style) for text, one in upon)]
            if span.start > end:
                segments.append(Segment(plain[end : span.start], base))
            segments.append(Segment(plain[span.start : span.end], (style + parse(span.style)).rich_style))
            end = span.end
        if end < len(plain):
            segments.append(Segment(plain[end:], base))
        return segments

    # ── moving ───────────────────────────────────────────────────────────────

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a row."""
        return max(0, min(cursor, self.row_count - 1))

    def watch_cursor(self, before: int, after: int) -> None:
        """Redraw the two rows and tell the screen."""
        if before == after:
            return
        top = self.scroll_offset.y
        self.refresh(*(Region(0, row - top, self.size.width, 1) for row in (before, after)))
        self._show_cursor()
        self.post_message(self.Moved(self))

    def _show_cursor(self) -> None:
        if self.is_attached and self.size.height:
            self.scroll_to_region(Region(0, self.cursor, 1, 1), animate=False, force=True)

    def action_move(self, rows: int) -> None:
        """Move the cursor by rows."""
        self.cursor += rows

    def action_page(self, pages: int) -> None:
        """Move the cursor by half pages."""
        self.cursor += pages * max(1, self.scrollable_content_region.height // 2)

    def action_top(self) -> None:
        """Go to the first row."""
        self.cursor = 0

    def action_bottom(self) -> None:
        """Go to the last row."""
        self.cursor = self.row_count - 1

    def action_choose(self) -> None:
        """Choose the row under the cursor."""
        if self.row_count:
            self.post_message(self.Chosen(self))

    # ── mouse ────────────────────────────────────────────────────────────────

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Mark the row under the mouse."""
        self._hover_over(event.y + self.scroll_offset.y)

    def on_leave(self) -> None:
        """Unmark it."""
        self._hover_over(None)

    def _hover_over(self, row: int | None) -> None:
        if row != self._hover:
            top = self.scroll_offset.y
            changed = [one - top for one in (self._hover, row) if one is not None]
            self._hover = row
            self.refresh(*(Region(0, line, self.size.width, 1) for line in changed))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor there; a click on the cursor, or a second one, chooses the row."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        row = offset.y + self.scroll_offset.y
        if row < self.row_count:
            self.cursor = row
            if event.chain > 1:
                self.action_choose()
            else:
                self.row_clicked(row, offset.x)

    def row_clicked(self, index: int, x: int) -> None:
        """A click on a row at `x` cells; for subclasses with something to click on."""

    def compose(self) -> ComposeResult:
        """Nothing: rows are drawn, not mounted."""
        yield from ()
