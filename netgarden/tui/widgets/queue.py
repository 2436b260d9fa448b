"""The queue: who is due today, and why, in words."""

from collections.abc import Hashable, Sequence

import msgspec
from textual.content import Content

from netgarden.tui.look.content import MUTED, Cell, row
from netgarden.tui.widgets.line_list import LineList


class QueueLine(msgspec.Struct, frozen=True):
    """One person who is due."""

    uid: str
    name: str
    reason: str
    """In words, `thanks owed · 2 d`."""
    style: str
    """How the reason is coloured; the words carry the meaning."""


class Queue(LineList):
    """Today's people in order. The key of a row is the uid."""

    HELP = (
        "Who is due today and why, the most urgent first. Do what the row says and write it down, or let it wait,"
        " pass or be closed: the next one slides up."
    )

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: Sequence[QueueLine] = ()
        self._reason_width = self._name_width = 0
        self.marked: frozenset[str] = frozenset()
        """The uids that verbs act on together."""

    def show(self, lines: Sequence[QueueLine]) -> None:
        """Show these people. The cursor stays on its person, or at its place if they are done."""
        key = self.current_key
        self._lines = lines
        self._reason_width = max((Content(line.reason).cell_length for line in lines), default=0)
        self._name_width = max((Content(line.name).cell_length for line in lines), default=0)
        self.rows_changed(key)

    @property
    def row_count(self) -> int:
        """The number of people who are due."""
        return len(self._lines)

    def row_key(self, index: int) -> Hashable:
        """The uid."""
        return self._lines[index].uid

    @property
    def people(self) -> tuple[str, ...]:
        """The uids of all who are due, in order."""
        return tuple(line.uid for line in self._lines)

    @property
    def person(self) -> str | None:
        """The uid under the cursor, None if nobody is due."""
        return self._lines[self.cursor].uid if self._lines else None

    def render_row(self, index: int, width: int) -> Content:
        """Name and reason; the reason gets what it needs, up to three fifths, and stands close to the names."""
        line = self._lines[index]
        reason_width = min(max(self._reason_width, 12), max(width * 3 // 5, width - self._name_width - 2))
        return row(
            width,
            Cell("*" if line.uid in self.marked else " ", 1, "$accent"),
            Cell(line.name, min(self._name_width + 2, width - 2 - reason_width)),
            Cell("", 1),
            Cell(line.reason, None, line.style or MUTED),
        )
