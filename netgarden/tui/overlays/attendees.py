"""The people on a list of attendees whom I know."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from netgarden.importing.attendees import Attendee
from netgarden.session.session import Session
from netgarden.tui.look.content import Cell, row
from netgarden.tui.overlays.list_sheet import ListSheet
from netgarden.tui.views.main import card_lines
from netgarden.tui.widgets.card import CardLine
from netgarden.tui.widgets.line_list import LineList
from netgarden.tui.widgets.text_list import TextRow

MARKS = {"certain": ("✓", "$success"), "likely": ("?", "$warning"), "unknown": ("·", "$foreground-muted")}
"""Glyph and colour of each verdict; the word stands in the detail."""


class AttendeeScreen(ListSheet[str | None]):
    """The list, those known first, with the brief of each; it ends with the uid of whose card is wanted."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "dismiss", "Back", id="attendees.back")]
    TITLE_WORDS = "Who do I know here?"
    KEY_WORDS = "{list.open} card · {attendees.back} back"

    def __init__(self, session: Session, attendees: Sequence[Attendee]) -> None:
        super().__init__(session)
        order = list(MARKS)
        self._attendees = sorted(attendees, key=lambda one: order.index(one.verdict))

    def said(self) -> str:
        """How many of each verdict."""
        counts = {verdict: sum(one.verdict == verdict for one in self._attendees) for verdict in MARKS}
        return " · ".join(f"{count:,} {verdict}" for verdict, count in counts.items() if count)

    def rows(self) -> list[TextRow]:
        """A row an attendee: the verdict's mark, as listed, and who it is."""
        return [
            TextRow(
                str(place), row(60, Cell(MARKS[one.verdict][0], 2, MARKS[one.verdict][1]), Cell(one.text))
            )
            for place, one in enumerate(self._attendees)
        ]

    def detail(self, key: str) -> list[CardLine]:
        """Why, and the brief of who it is."""
        one = self._attendees[int(key)]
        lines = [CardLine("", f"{one.verdict}: {one.name}" if one.uid else one.verdict, "bold")]
        if one.reason:
            lines.append(CardLine("", one.reason, "$foreground-muted"))
        if one.uid in self.session.garden.contacts:
            lines += [CardLine("", ""), *card_lines(self.session.brief(one.uid))]
        return lines

    @on(LineList.Chosen)
    def _chosen(self) -> None:
        if uid := self._attendees[int(self.key)].uid:
            self.dismiss(uid)
