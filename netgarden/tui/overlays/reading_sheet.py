"""The base of sheets with one text to read, which scrolls."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from netgarden.tui.overlays.overlay import OverlayScreen


class ReadingSheet(OverlayScreen[None], is_shown=False):
    """A modal screen with one scrolling text; j and k scroll it as they move everywhere."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll(1)", "Down", show=False, id="reading.down"),
        Binding("k", "scroll(-1)", "Up", show=False, id="reading.up"),
    ]

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)
