"""The composer: where an entry is typed, with what it will become beneath it."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static, TextArea

from netgarden.tui.commands import bindings

LONGEST = 1000
"""Letters of a piece that are laid out at each key: more than the lines of the preview hold on a wide screen."""


class PreviewPiece(NamedTuple):
    """One thing that saving will do, in words, and how it is coloured."""

    text: str
    style: str = ""
    joined: bool = False
    """Whether it belongs to the head, whose pieces are joined by dots."""


class EntryArea(TextArea):
    """The text of an entry. Tab is a command here and never moves the focus."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("save", "accept", "save_another", "editor", "grammar")

    class Command(Message):
        """Sent when a command of the composer is called; the pane knows what it means."""

        def __init__(self, name: str) -> None:
            self.name = name
            super().__init__()

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


class Composer(Vertical):
    """The entry being written and its live preview."""

    DEFAULT_CSS = """
    Composer { height: auto; }
    Composer > EntryArea { height: 1fr; min-height: 1; border: none; padding: 0 1; background: transparent; }
    Composer > EntryArea:focus { border: none; }
    Composer > #offers {
        height: 1; padding: 0 1; color: $foreground-muted; text-wrap: nowrap; display: none;
    }
    Composer > #preview { height: auto; max-height: 6; padding: 0 1; color: $foreground-muted; }
    """

    class Typed(Message):
        """Sent when the text or the caret has changed."""

    class Called(Message):
        """Sent when a command of the composer is called: save, save_another, accept, editor or grammar."""

        def __init__(self, command: str) -> None:
            self.command = command
            super().__init__()

    def compose(self) -> ComposeResult:
        """The text and the preview."""
        area = EntryArea(
            id="entry",
            soft_wrap=True,
            show_line_numbers=False,
            highlight_cursor_line=False,
            placeholder=Content("call @ada yesterday: what was said"),
        )
        area.cursor_blink = False
        yield area
        yield Static(id="offers", markup=False)
        yield Static(id="preview", markup=False)

    @property
    def area(self) -> EntryArea:
        """The text area."""
        return self.query_one(EntryArea)

    @property
    def text(self) -> str:
        """The entry as typed."""
        return self.area.text

    @property
    def caret(self) -> int:
        """Where the caret stands, as an offset into the text."""
        row, column = self.area.cursor_location
        lines = self.text.split("\n")
        return sum(len(line) + 1 for line in lines[:row]) + column

    def put(self, text: str, caret: int | None = None) -> None:
        """Replace the text; the caret goes to an offset, else to the end."""
        self.area.load_text(text)
        before = text if caret is None else text[:caret]
        row = before.count("\n")
        self.area.move_cursor((row, len(before) - (before.rfind("\n") + 1)))

    def show_preview(self, lines: Sequence[Sequence[PreviewPiece]], hint: str = "") -> None:
        """Show what saving will do, a line an entry; `hint` where there is nothing yet."""
        content = Content("\n").join(map(_line, lines)) if lines else Content(hint)
        self.query_one("#preview", Static).update(content)

    def show_offers(self, offers: Sequence[str], ghost: str) -> None:
        """Show how the word at the caret may go on, what tab takes first; or a ghost of what may follow."""
        texts = [offer[:LONGEST] for offer in offers]
        shown = [Content.styled(f"tab {texts[0]}", "bold"), *map(Content, texts[1:])] if texts else []
        line = self.query_one("#offers", Static)
        line.display = bool(offers)
        line.update(Content("   ").join(shown))
        self.area.suggestion = ghost

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """The text has changed."""
        event.stop()
        self.post_message(self.Typed())

    def on_text_area_selection_changed(self, event: TextArea.SelectionChanged) -> None:
        """The caret has moved; what could be completed there may be another thing."""
        event.stop()
        self.post_message(self.Typed())

    def on_entry_area_command(self, event: EntryArea.Command) -> None:
        """Pass a command on."""
        event.stop()
        self.post_message(self.Called(event.name))


def _line(pieces: Sequence[PreviewPiece]) -> Content:
    line = Content("")
    for place, piece in enumerate(pieces):
        gap = "" if place == 0 else " · " if piece.joined else "   "
        line = Content.assemble(line, gap, (piece.text[:LONGEST], piece.style))
    return line
