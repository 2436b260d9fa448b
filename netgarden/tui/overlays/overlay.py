"""The base of overlays, which cover a part of the screen: a click outside closes them."""

from textual import events
from textual.screen import ModalScreen

from netgarden.tui.screens.base import BaseScreen, Result


class OverlayScreen(BaseScreen[Result], ModalScreen[Result], is_shown=False):
    """A modal screen that a click outside closes. Forms are not of this kind: what was typed could be lost."""

    # Textual takes styles from the first base alone, so those of its modal screens are said again.
    DEFAULT_CSS = """
    OverlayScreen {
        layout: vertical; overflow-y: auto; background: $background 60%;
        &:ansi { background: transparent; }
    }
    """

    CLOSED_BY_CLICK = True
    """False where a click could lose what was decided."""

    def on_click(self, event: events.Click) -> None:
        """Close it, unless the click was on it."""
        if self.CLOSED_BY_CLICK and self.get_widget_at(event.screen_x, event.screen_y)[0] is self:
            self.action_leave()

    def action_leave(self) -> None:
        """Close it without a result."""
        self.dismiss(None)
