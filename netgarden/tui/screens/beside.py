"""What covers only a part of the screen: a click beside it leads back, for whoever works with the mouse."""

from typing import TypeVar

from textual import events
from textual.screen import ModalScreen

Result = TypeVar("Result")


class BesideScreen(ModalScreen[Result]):
    """A modal screen that a click beside it leaves. Forms are none: what was typed in them could be lost."""

    LEFT_BY_CLICK = True
    """False where a click could lose what was decided."""

    def on_click(self, event: events.Click) -> None:
        """Leave it, unless the click was on it."""
        if self.LEFT_BY_CLICK and self.get_widget_at(event.screen_x, event.screen_y)[0] is self:
            self.action_leave()

    def action_leave(self) -> None:
        """Back to where one was."""
        self.dismiss(None)
