"""The base of overlays, which cover a part of the screen: a click outside closes them."""

from typing import TypeVar

from textual import events
from textual.screen import ModalScreen

Result = TypeVar("Result")


class OverlayScreen(ModalScreen[Result]):
    """A modal screen that a click outside closes. Forms are not of this kind: what was typed could be lost."""

    LEFT_BY_CLICK = True
    """False where a click could lose what was decided."""

    def on_click(self, event: events.Click) -> None:
        """Close it, unless the click was on it."""
        if self.LEFT_BY_CLICK and self.get_widget_at(event.screen_x, event.screen_y)[0] is self:
            self.action_leave()

    def action_leave(self) -> None:
        """Close it without a result."""
        self.dismiss(None)
