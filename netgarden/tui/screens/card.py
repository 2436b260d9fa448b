"""The whole card: the brief at the left, everything that happened at the right."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.content import Content

from netgarden.domain.log import delete_interaction
from netgarden.services.session import Changed, Session
from netgarden.tui.commands import bindings
from netgarden.tui.screens.acting import leave_with_all_above
from netgarden.tui.screens.found import Found
from netgarden.tui.screens.people import PeopleScreen
from netgarden.tui.views import card_lines, entry_lines, record_lines, timeline_row
from netgarden.tui.widgets.card import Card
from netgarden.tui.widgets.key_bar import KeyBar
from netgarden.tui.widgets.line_list import LineList
from netgarden.tui.widgets.status import StatusLine
from netgarden.tui.widgets.text_list import TextList, TextRow


class CardScreen(PeopleScreen):
    """One person on the whole screen. It ends with what is to be done in the main screen, such as writing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("help", "log", "tried", "snooze", "undo", "edit", "draft", "loops", "note", "close_loop",
                  "why", "skip", "pause", "cadence",
                  "interests", "open_link", "copy", "archive", "delete", "redo", "palette"),
        Binding("escape,q", "leave", "Back", id="card.leave"),
        Binding("delete,backspace", "delete_entry", "Delete the entry", show=False, id="card.delete_entry",
                tooltip="In the timeline: delete the entry, with what it opened; enter edits it."),
        Binding("tab,shift+tab", "other_side", "Other side", show=False, id="card.side"),
    ]  # fmt: skip

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (70, "-wide")]

    DEFAULT_CSS = """
    CardScreen #sides { layout: grid; grid-size: 2 1; grid-columns: 1fr 1fr; }
    CardScreen.-narrow #sides { grid-size: 1 2; grid-columns: 1fr; }
    CardScreen Card, CardScreen TextList { border: round $border-blurred; border-title-color: $foreground-muted; }
    CardScreen Card:focus, CardScreen TextList:focus {
        border: round $border; border-title-color: $foreground; border-title-style: bold;
    }
    CardScreen #brief { height: 100%; }
    CardScreen #history { height: 100%; }
    CardScreen #timeline { height: 3fr; }
    CardScreen #entry { height: 2fr; }
    """

    def __init__(self, session: Session, uid: str) -> None:
        super().__init__(session)
        self._uid = uid

    def compose(self) -> ComposeResult:
        """The card, the timeline with the entry under its cursor, a status line and a footer."""
        yield StatusLine()
        with Container(id="sides"):
            yield Card(id="brief")
            with Vertical(id="history"):
                yield TextList(id="timeline")
                yield Card(id="entry")
        yield KeyBar()

    def on_mount(self) -> None:
        """Fill both sides."""
        self.session.subscribe(self._changed)
        self._show()
        self.query_one("#brief").focus()

    def on_unmount(self) -> None:
        """Listen no more."""
        self.session.unsubscribe(self._changed)

    def _changed(self, changed: Changed) -> None:
        if self._uid not in self.session.garden.contacts:
            leave_with_all_above(self)
        elif self._uid in changed.touched:
            self._show(from_top=False)
        self.refresh_bindings()

    def _show(self, *, from_top: bool = True) -> None:
        session, brief = self.session, self.query_one("#brief", Card)
        timeline = self.query_one(TextList)
        contact = session.garden.contacts[self._uid]
        brief.border_title = Content(contact.name + (" · archived" if contact.archived else ""))
        brief.show([*card_lines(session.brief(self._uid)), *record_lines(contact)], from_top=from_top)
        entries = [one for one in session.garden.interactions_of(self._uid) if not one.part_of]
        timeline.border_title = Content(f"Timeline · {len(entries):,}")
        timeline.hints = ("Nothing yet.", "", "l writes the first entry")
        timeline.show([TextRow(one.uid, timeline_row(one, session.today)) for one in entries])
        self.show_status()

    @property
    def person(self) -> str | None:
        """The person of the card."""
        return self._uid if self._uid in self.session.garden.contacts else None

    def write(self, uid: str, start: str = "") -> None:
        """Writing is done in the main screen."""
        self.dismiss(Found("write", uid, start))

    @on(LineList.Moved)
    def _moved(self) -> None:
        self._show_entry()

    @on(LineList.Chosen)
    def _chosen(self) -> None:
        self.dismiss(Found("entry", self._uid, self._entry))

    @property
    def _entry(self) -> str:
        """The uid of the entry under the cursor, empty if there is none."""
        return str(self.query_one(TextList).current_key or "")

    def _show_entry(self) -> None:
        entry = self.garden.interaction(self._entry)
        lines = entry_lines(self.garden, entry, self.today) if entry else []
        self.query_one("#entry", Card).show(lines)

    def action_delete_entry(self) -> None:
        """Delete the entry under the cursor, with what it opened."""
        if self._entry and self.query_one(TextList).has_focus:
            entry = self._entry
            self.do(lambda _: delete_interaction(self.garden, entry))

    def action_other_side(self) -> None:
        """Go to the other side."""
        self.query_one("#timeline" if self.query_one("#brief").has_focus else "#brief").focus()

    def action_leave(self) -> None:
        """Back to where one was."""
        self.dismiss(None)
