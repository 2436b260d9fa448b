"""The text of an entry, as the composer has it; imported beside the first screen, not for it."""

from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import TextArea

from netgarden.tui.commands import bindings


class EntryArea(TextArea):
    """The text of an entry. Tab is a command here and never moves the focus."""

    HELP = (
        "What happened, in plain words; beneath stands what saving makes of it. Nothing is refused: what is not"
        " understood stays as text."
    )

    BINDINGS: ClassVar[list[BindingType]] = bindings("save", "accept", "save_another", "editor", "grammar")

    DEFAULT_CSS = """
    EntryArea {
        height: 1fr; min-height: 1; border: none; padding: 0 1; background: transparent;
        &:focus { border: none; }
        & .text-area--placeholder { color: $foreground-muted; }
    }
    """

    class Command(Message):
        """Sent when a command of the composer is called; the pane knows what it means."""

        def __init__(self, name: str) -> None:
            self.name = name
            super().__init__()

    def __init__(self, placeholder: str) -> None:
        super().__init__(
            id="entry",
            soft_wrap=True,
            show_line_numbers=False,
            highlight_cursor_line=False,
            placeholder=Content(placeholder),
        )
        self.cursor_blink = False

    def on_hide(self, event: events.Hide) -> None:
        """Keep the focus when there is no room for a moment: what is typed on must not turn into commands."""
        event.prevent_default()

    def action_save(self) -> None:
        """Save the entry."""
        self.post_message(self.Command("save"))

    def action_accept(self) -> None:
        """Take the completion, or settle the next doubt."""
        self.post_message(self.Command("accept"))

    def action_save_another(self) -> None:
        """Save and begin another."""
        self.post_message(self.Command("save_another"))

    def action_editor(self) -> None:
        """Write in $EDITOR."""
        self.post_message(self.Command("editor"))

    def action_grammar(self) -> None:
        """Show the grammar sheet."""
        self.post_message(self.Command("grammar"))
