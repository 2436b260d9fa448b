"""A sheet of sentences, or of a table, to read."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from netgarden.session.session import Session
from netgarden.tui.keys import keys_of
from netgarden.tui.overlays.reading_sheet import ReadingSheet
from netgarden.tui.widgets.card import CardBody, CardLine


class TextSheet(ReadingSheet):
    """Sentences or a table on a sheet; any of the usual keys closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q,w", "dismiss", "Back", id="note.back"),
    ]

    DEFAULT_CSS = """
    TextSheet { align: center middle; }
    TextSheet > VerticalScroll {
        width: 76; max-width: 100%; height: auto; max-height: 90%;
        border: round $border; background: $surface; padding: 0 2;
    }
    TextSheet > .-table { width: 94; }
    TextSheet Static { height: auto; margin: 1 0; }
    TextSheet CardBody { margin: 1 0; padding: 0; }
    """

    def __init__(self, session: Session, title: str, lines: Sequence[str], *, labels: int = 0) -> None:
        """The lines are sentences with a gap between two; with `labels` they are a table whose labels take so many
        cells, and what is longer than its line goes on under its text.
        """
        super().__init__(session)
        self._title = title
        self._lines = lines
        self._labels = labels

    def compose(self) -> ComposeResult:
        """The sheet."""
        with VerticalScroll() as sheet:
            sheet.border_title = Content(self._title)
            sheet.border_subtitle = Content(keys_of(self.app).fill("{note.back} back"))
            if self._labels:
                sheet.add_class("-table")
                yield CardBody([_labelled(line, self._labels) for line in self._lines])
            else:
                yield Static(Content("\n\n".join(self._lines)))


def _labelled(line: str, width: int) -> CardLine:
    label, text = line[:width], line[width:]
    if label and not label.endswith(" "):  # a sentence among the rows
        return CardLine("", line)
    return CardLine(label.strip() or (" " if text else ""), text)
