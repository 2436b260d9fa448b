"""A note: some sentences to read."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from netgarden.tui.screens.reading import ReadingScreen


class NoteScreen(ReadingScreen):
    """Sentences on a sheet; any of the usual keys closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q,w", "dismiss", "Back", id="note.back"),
    ]

    DEFAULT_CSS = """
    NoteScreen { align: center middle; }
    NoteScreen > VerticalScroll {
        width: 76; max-width: 100%; height: auto; max-height: 90%;
        border: round $border; background: $surface; padding: 0 2;
    }
    NoteScreen Static { height: auto; margin: 1 0; }
    """

    def __init__(self, title: str, lines: Sequence[str], *, apart: bool = True) -> None:
        """`apart` sets an empty line between two sentences."""
        super().__init__()
        self._title = title
        self._text = ("\n\n" if apart else "\n").join(lines)

    def compose(self) -> ComposeResult:
        """The sheet."""
        with VerticalScroll() as sheet:
            sheet.border_title = Content(self._title)
            sheet.border_subtitle = Content("esc back")
            yield Static(Content(self._text))
