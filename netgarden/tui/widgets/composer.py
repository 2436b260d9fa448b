"""The composer: where an entry is typed, with what it will become beneath it."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from netgarden.tui import SOON
from netgarden.tui.keys import keys_of
from netgarden.tui.widgets.laid_out import LaidOut

if TYPE_CHECKING:
    from netgarden.tui.widgets.entry_area import EntryArea

PLACEHOLDER = "call @ada yesterday: what was said"

LONGEST = 1000
"""Letters of a piece that are laid out at each key: more than the lines of the preview hold on a wide screen."""


class PreviewPiece(msgspec.Struct, frozen=True):
    """One thing that saving will do, in words, and how it is coloured."""

    text: str
    style: str = ""
    joined: bool = False
    """Whether it belongs to the head, whose pieces are joined by dots."""


class Preview(LaidOut):
    """The preview of saving: a piece is broken over two lines only where it is longer than one; what there is no room
    for is counted.
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._entries: Sequence[Sequence[PreviewPiece]] = ()

    def show(self, entries: Sequence[Sequence[PreviewPiece]]) -> None:
        """Show the pieces of these entries; the screen is laid out anew only where they take more lines, or fewer."""
        if entries == self._entries:
            return
        self._entries = entries
        before, self.layout_made = self.layout_made, None
        self.refresh(layout=before is None or len(self.laid_out(before[0])) != len(before[1]))

    def lay_out(self, width: int) -> list[Content]:
        """The lines of all entries."""
        return [line for pieces in self._entries for line in _lines(pieces, width)]

    def render(self) -> Content:
        """As many lines as there is room for."""
        lines, room = self.laid_out(self.content_size.width), self.content_size.height
        if 0 < room < len(lines):
            lines = [*lines[: room - 1], Content(f"… {len(lines) - room + 1} lines more")]
        return Content("\n").join(lines)


class Composer(Vertical):
    """The entry being written and its live preview.

    What one writes in is made after the first screen, or when it is asked for; until then the pane is drawn as it
    will look.
    """

    DEFAULT_CSS = """
    Composer { height: auto; }
    Composer > #offers {
        height: 1; padding: 0 1; color: $foreground-muted; text-wrap: nowrap; display: none;
    }
    Composer > #preview { height: auto; max-height: 6; padding: 0 1; color: $foreground-muted; }
    """

    class Typed(Message):
        """Sent when the text or the caret has changed."""

        def can_replace(self, message: Message) -> bool:
            """Each key changes both, and to look once is enough."""
            return isinstance(message, Composer.Typed)

    class Called(Message):
        """Sent when a command of the composer is called: save, save_another, accept, editor or grammar."""

        def __init__(self, command: str) -> None:
            self.command = command
            super().__init__()

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._area: EntryArea | None = None
        self._hint = ""

    def render(self) -> Content:
        """Return the text of an empty pane."""
        if self._area:
            return Content("")
        width, height = self.content_size
        hint = [
            line.stylize("$foreground-muted")
            for line in _lines([PreviewPiece(self._hint)], max(1, width - 2))
        ]
        above = [
            Content.styled(PLACEHOLDER, "$foreground-muted"),
            *[Content("")] * (height - 1 - len(hint)),
        ]
        return Content("\n").join(line.pad_left(1) for line in [*above, *hint][:height])

    def on_mount(self) -> None:
        """Make the text area beside the first screen."""
        self.call_after_refresh(self.set_timer, SOON, lambda: self.area)

    @property
    def area(self) -> "EntryArea":
        """The text area."""
        return self._made[0]

    @cached_property
    def _made(self) -> "tuple[EntryArea, Static, Preview]":
        """The text area, the line of offers and the preview."""
        from netgarden.tui.widgets.entry_area import EntryArea

        offers, preview = Static(id="offers", markup=False), Preview(id="preview")
        self._area = EntryArea(PLACEHOLDER)
        self.mount(self._area, offers, preview)
        preview.show([[PreviewPiece(self._hint)]])
        return self._area, offers, preview

    @property
    def text(self) -> str:
        """The entry as typed."""
        return self._area.text if self._area else ""

    @property
    def caret(self) -> int:
        """The place of the caret, as an offset into the text."""
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
        self._hint = hint
        if lines or self._area:
            self._made[2].show(lines or [[PreviewPiece(hint)]])
        else:
            self.refresh()

    def show_offers(self, offers: Sequence[str], ghost: str) -> None:
        """Show how the word at the caret may go on, what tab takes first; or a ghost of what may follow."""
        if not (self._area or offers or ghost):
            return
        texts = [offer[:LONGEST] for offer in offers]
        shown = (
            [Content.styled(f"{keys_of(self.app)['accept']} {texts[0]}", "bold"), *map(Content, texts[1:])]
            if texts
            else []
        )
        area, line, _ = self._made
        line.display = bool(offers)
        line.update(Content("   ").join(shown), layout=False)
        area.suggestion = ghost

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


def _lines(pieces: Sequence[PreviewPiece], width: int) -> list[Content]:
    """The lines of an entry: its head first, then piece after piece, three blanks between two of them."""
    parts: list[Content] = []
    for piece in pieces:
        part = Content.assemble((piece.text[:LONGEST], piece.style))
        if piece.joined and parts:
            parts[-1] = Content.assemble(parts[-1], " · ", part)
        else:
            parts.append(part)
    lines: list[Content] = []
    for part in parts:
        if lines and lines[-1].cell_length + 3 + part.cell_length <= width:
            lines[-1] = Content.assemble(lines[-1], "   ", part)
        else:
            lines += part.wrap(width)
    return lines
