"""The composer: where an entry is typed, with what it will become beneath it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

if TYPE_CHECKING:
    from netgarden.tui.widgets.entry_area import EntryArea

PLACEHOLDER = "call @ada yesterday: what was said"

LONGEST = 1000
"""Letters of a piece that are laid out at each key: more than the lines of the preview hold on a wide screen."""


class PreviewPiece(NamedTuple):
    """One thing that saving will do, in words, and how it is coloured."""

    text: str
    style: str = ""
    joined: bool = False
    """Whether it belongs to the head, whose pieces are joined by dots."""


class Composer(Vertical):
    """The entry being written and its live preview.

    What one writes in is made after the first screen, or when it is asked for; until then its placeholder stands
    there.
    """

    DEFAULT_CSS = """
    Composer { height: auto; }
    Composer > EntryArea { height: 1fr; min-height: 1; border: none; padding: 0 1; background: transparent; }
    Composer > EntryArea:focus { border: none; }
    Composer > #unwritten { height: 1fr; min-height: 1; padding: 0 1; color: $text 40%; }
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

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._area: EntryArea | None = None

    def compose(self) -> ComposeResult:
        """The text and the preview."""
        yield Static(PLACEHOLDER, id="unwritten", markup=False)
        yield Static(id="offers", markup=False)
        yield Static(id="preview", markup=False)

    def on_mount(self) -> None:
        """Make the text area beside the first screen."""
        self.call_after_refresh(lambda: self.area)

    @property
    def area(self) -> "EntryArea":
        """The text area."""
        if self._area is None:
            from netgarden.tui.widgets.entry_area import EntryArea

            self._area = EntryArea(PLACEHOLDER)
            unwritten = self.query_one("#unwritten")
            self.mount(self._area, before=unwritten)
            unwritten.remove()
        return self._area

    @property
    def text(self) -> str:
        """The entry as typed."""
        return self._area.text if self._area else ""

    @property
    def caret(self) -> int:
        """Where the caret stands, as an offset into the text."""
        row, column = self.area.cursor_location
        lines = self.text.split("\n")
        return sum(len(line) + 1 for line in lines[:row]) + column

    def put(self, text: str, caret: int | None = None) -> None:
        """Replace the text; the caret goes to an offset, else to the end."""
        if not (self._area or text):
            return
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
        if self._area or ghost:
            self.area.suggestion = ghost

    def on_text_area_changed(self, event: "EntryArea.Changed") -> None:
        """The text has changed."""
        event.stop()
        self.post_message(self.Typed())

    def on_text_area_selection_changed(self, event: "EntryArea.SelectionChanged") -> None:
        """The caret has moved; what could be completed there may be another thing."""
        event.stop()
        self.post_message(self.Typed())

    def on_entry_area_command(self, event: "EntryArea.Command") -> None:
        """Pass a command on."""
        event.stop()
        self.post_message(self.Called(event.name))


def _line(pieces: Sequence[PreviewPiece]) -> Content:
    line = Content("")
    for place, piece in enumerate(pieces):
        gap = "" if place == 0 else " · " if piece.joined else "   "
        line = Content.assemble(line, gap, (piece.text[:LONGEST], piece.style))
    return line
