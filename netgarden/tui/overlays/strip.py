"""A strip: one line that asks for one key."""

from collections.abc import Sequence
from typing import NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import ModalScreen
from textual.style import Style
from textual.widgets import Static

from netgarden.tui.keys import keys_of
from netgarden.tui.look.content import unbroken


class Choice(NamedTuple):
    """A key and what it stands for."""

    key: str
    """As Textual names it: `1`, `w`, `enter`."""
    label: str


class Strip(ModalScreen[str | None]):
    """Asks for one key at the bottom of the screen; the result is the key, or None.

    A click on a choice is its key. Any other key, and a click elsewhere, closes it and does nothing.
    """

    DEFAULT_CSS = """
    Strip { align: left bottom; background: transparent; }
    Strip > Static { dock: bottom; height: auto; background: $panel; color: $foreground; padding: 0 1;
                     border-top: solid $primary; }
    """

    def __init__(self, title: str, choices: Sequence[Choice], *, digits: str = "") -> None:
        """`digits` says what the keys 1 to 9 stand for, where they are choices too."""
        super().__init__()
        self._title = title
        self._choices = choices
        self._digits = digits

    def compose(self) -> ComposeResult:
        """The line."""
        yield Static(self._line(self.app.size.width), markup=False)

    def on_resize(self, event: events.Resize) -> None:
        """Break it anew between two choices."""
        self.query_one(Static).update(self._line(event.size.width))

    def _line(self, width: int) -> Content:
        shown = [Choice("1–9", self._digits)] if self._digits else []
        parts = [
            Content.assemble((choice.key, "$footer-key-foreground bold"), " ", choice.label).stylize(
                Style.from_meta({"key": choice.key})
            )
            for choice in (*shown, *self._choices, Choice(keys_of(self.app)["back"], "back"))
        ]
        return unbroken([Content.styled(f"{self._title} ", "bold"), *parts], width - 2)

    def on_key(self, event: events.Key) -> None:
        """Any key closes the strip; one of the choices is its result."""
        event.stop()
        self._take(event.character if event.character and event.character.isprintable() else event.key)

    def on_click(self, event: events.Click) -> None:
        """A click closes the strip; one on a choice takes it."""
        event.stop()
        self._take(event.style.meta.get("key", ""))

    def _take(self, key: str) -> None:
        known = {choice.key for choice in self._choices} | (set("123456789") if self._digits else set())
        self.dismiss(key if key in known else None)
