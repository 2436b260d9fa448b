"""The card: who somebody is and how things stand between you, on one pane."""

from collections.abc import Sequence
from typing import ClassVar

import msgspec
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from netgarden.tui.widgets.laid_out import LaidOut


class CardLine(msgspec.Struct, frozen=True):
    """A label and what it says. Without a label the text takes the whole width; without both it is a gap."""

    label: str
    text: str
    style: str = ""
    keys: int = 0
    """So many letters of the label are keys, and are lit as in the footer."""


class CardBody(LaidOut):
    """The lines of a card: labels in a narrow column, texts wrapped beside them."""

    DEFAULT_CSS = """
    CardBody { height: auto; padding: 0 1; text-wrap: nowrap; }
    """

    def __init__(self, lines: Sequence[CardLine] = ()) -> None:
        super().__init__()
        self._lines = lines

    def show(self, lines: Sequence[CardLine]) -> None:
        """Show these lines."""
        self._lines = lines
        self.layout_made = None
        self.refresh(layout=True)

    def lay_out(self, width: int) -> list[Content]:
        """Labels in a column as wide as the longest, texts wrapped beside it."""
        laid_out: list[Content] = []
        indent = max((len(line.label) for line in self._lines), default=0) + 2
        for line in self._lines:
            text = Content.styled(line.text, line.style) if line.style else Content(line.text)
            if not line.label:
                laid_out.extend(text.wrap(width) if text else [Content("")])
                continue
            label = Content.styled(line.label, "$foreground-muted")
            if line.keys:
                label = label.stylize("$footer-key-foreground bold", 0, line.keys)
            for wrapped in text.wrap(max(8, width - indent)) if text else [Content("")]:
                laid_out.append(label.pad_right(indent - label.cell_length) + wrapped)
                label = Content("")
        return laid_out


class Card(VerticalScroll, can_focus=True):
    """A scrolling card. It shows what it is given and knows nobody."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "scroll_down", "Down", show=False, id="card.down"),
        Binding("k,up", "scroll_up", "Up", show=False, id="card.up"),
        Binding("ctrl+d", "page_down", "Page down", show=False, id="card.page_down"),
        Binding("ctrl+u", "page_up", "Page up", show=False, id="card.page_up"),
        Binding("G", "scroll_end", "To the end", show=False, id="card.bottom"),
    ]
    """
    | Key(s) | Description |
    | :- | :- |
    | j, k | Scroll by a line. |
    | ctrl+d, ctrl+u | Scroll by a page. |
    | G | To the end. |
    """

    DEFAULT_CSS = """
    Card { height: 1fr; scrollbar-size-vertical: 1; }
    """

    def compose(self) -> ComposeResult:
        """The body."""
        yield CardBody()

    def show(self, lines: Sequence[CardLine], *, from_top: bool = True) -> None:
        """Show these lines, scrolled to the top unless the same person's card only changed."""
        self.query_one(CardBody).show(lines)
        if from_top:
            self.scroll_home(animate=False)
