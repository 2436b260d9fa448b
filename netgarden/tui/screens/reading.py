"""What sheets to be read have: they scroll by the letters that move everywhere."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen


class ReadingScreen(ModalScreen[None]):
    """A modal screen with one scrolling text. A click beside it closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll(1)", "Down", show=False, id="reading.down"),
        Binding("k", "scroll(-1)", "Up", show=False, id="reading.up"),
    ]

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def on_click(self, event: events.Click) -> None:
        """Close it, for whoever works with the mouse."""
        if self.get_widget_at(event.screen_x, event.screen_y)[0] is self:
            self.dismiss(None)
