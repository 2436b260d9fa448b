"""The timeline: what happened with somebody, a row an event."""

from collections.abc import Callable, Hashable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from netgarden.people.timeline import Event
from netgarden.records.kinds import Group
from netgarden.text.dates_in_words import day_month
from netgarden.tui.look.content import MUTED, Cell, row
from netgarden.tui.look.glyphs import glyphs_of
from netgarden.tui.widgets.line_list import LineList

STYLES: dict[Group, str] = {
    "loops": "$accent",
    "wants": "$accent",
    "milestones": "$success",
    "work": "$success",
    "intros": "$success",
    "garden": MUTED,
    "tries": MUTED,
}
"""How the word of an event is coloured; it says the same."""


class Timeline(LineList):
    """Events, newest first. What a row says is asked of `describe` when it is drawn."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Edit", tooltip="Edit what the event is about.", id="list.open"),
    ]
    """
    | Key(s) | Description |
    | :- | :- |
    | enter | Edit what the event is about. |
    """

    def __init__(self, describe: Callable[[Event], str], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._describe = describe
        self._events: Sequence[Event] = ()

    def show(self, events: Sequence[Event]) -> None:
        """Show these; the cursor stays on its event, or at its place where that is gone."""
        key = self.current_key
        self._events = events
        self.rows_changed(key)

    @property
    def event(self) -> Event | None:
        """The one under the cursor."""
        return self._events[self.cursor] if self._events else None

    @property
    def row_count(self) -> int:
        """The number of events."""
        return len(self._events)

    def row_key(self, index: int) -> Hashable:
        """Return the key that tells the event from others."""
        return self._events[index].key

    def render_row(self, index: int, width: int) -> Content:
        """Day, sign, word and what it says; the year where it is not that of the event above."""
        event = self._events[index]
        newer = self._events[index - 1].on.year if index else None
        year = f" {event.on.year % 100:02}" if event.on.year != newer else ""
        style = STYLES.get(event.group, "")
        return row(
            width,
            Cell(f"{day_month(event.on):>6}{year}", 10, MUTED),
            Cell(glyphs_of(self.app).turns[event.turn], 2, style),
            Cell(event.word, 12 if width > 50 else 10, style),
            Cell("", 1),
            # A text may be a megabyte; what cannot be seen is not measured.
            Cell(
                self._describe(event)[: 4 * width],
                None,
                MUTED if style == MUTED or event.turn == "closed" else "",
            ),
        )
