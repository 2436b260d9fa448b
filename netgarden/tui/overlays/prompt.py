"""A prompt: one line that asks for a text."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from netgarden.errors import NetgardenError
from netgarden.tui.widgets.line_input import LineInput

MOST_WAYS = 12
"""So many of the ways in which a text may go on are shown."""


class Prompt(ModalScreen[str | None]):
    """Asks for a line of text at the bottom of the screen; the result is the text, or None.

    `check` says what a text would mean, or raises NetgardenError saying what is wrong with it; such a text is not
    taken, and the prompt stays. `complete` says how a text goes on, as far as that is certain, and what may follow.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Back", id="prompt.cancel"),
        Binding("tab", "complete", "Complete", show=False, id="prompt.complete"),
    ]

    DEFAULT_CSS = """
    Prompt { align: left bottom; background: transparent; }
    Prompt > Vertical {
        dock: bottom; height: auto; background: $panel; border-top: solid $primary; padding: 0 1;
    }
    Prompt Static { height: auto; color: $foreground-muted; }
    Prompt #title { color: $foreground; text-style: bold; }
    Prompt Input { height: 1; border: none; padding: 0; background: $panel; }
    Prompt Input:focus { border: none; }
    Prompt .-wrong { color: $error; }
    """

    def __init__(
        self,
        title: str,
        value: str,
        check: Callable[[str], str],
        *,
        placeholder: str = "",
        complete: Callable[[str], tuple[str, Sequence[str]]] = lambda text: (text, ()),
    ) -> None:
        super().__init__()
        self._complete = complete
        self._completed: tuple[str, Sequence[str]] = "", ()
        self._title = title
        self._value = value
        self._check = check
        self._placeholder = placeholder

    def compose(self) -> ComposeResult:
        """Title, line and what it means."""
        with Vertical():
            yield Static(Content(self._title), id="title")
            yield LineInput(self._value, placeholder=self._placeholder, select_on_focus=True)
            yield Static(id="meaning")

    def on_mount(self) -> None:
        """Say what the value given means."""
        self._say(self._value)

    def _say(self, text: str) -> str | None:
        meaning = self.query_one("#meaning", Static)
        try:
            said = self._check(text)
        except NetgardenError as error:
            completed, ways = self._completed
            goes_on = text == completed and len(ways) > 1
            meaning.set_class(bool(text) and not goes_on, "-wrong")
            meaning.update(Content("  ".join(ways[:MOST_WAYS]) if goes_on else str(error)))
            return None
        meaning.remove_class("-wrong")
        meaning.update(Content(said))
        return text

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what the text means."""
        self._say(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the text, if it means something."""
        if self._say(event.value) is not None:
            self.dismiss(event.value)

    def action_complete(self) -> None:
        """Let the text go on as far as that is certain, and show what may follow."""
        editor = self.query_one(Input)
        self._completed = text, _ = self._complete(editor.value)
        editor.value, editor.cursor_position = text, len(text)
        self._say(text)

    def action_cancel(self) -> None:
        """Close without a result."""
        self.dismiss(None)
