"""The main screen: forest, today's queue, the card and the composer, working together."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from netgarden.session.session import Changed, Session
from netgarden.text.plain import plural
from netgarden.tui.action_signal import ActionSignalApp
from netgarden.tui.commands import bindings
from netgarden.tui.keys import keys_of
from netgarden.tui.screens.composing import ComposingScreen
from netgarden.tui.views.forest import ForestPane
from netgarden.tui.views.main import person_lines
from netgarden.tui.views.marks import Marks
from netgarden.tui.views.panes import HORIZONTAL, VERTICAL, Panes
from netgarden.tui.views.queue import QueuePane
from netgarden.tui.widgets.card import Card, CardLine
from netgarden.tui.widgets.composer import Composer
from netgarden.tui.widgets.forest import Forest
from netgarden.tui.widgets.key_bar import KeyBar
from netgarden.tui.widgets.line_list import LineList
from netgarden.tui.widgets.queue import Queue
from netgarden.tui.widgets.status import StatusLine
from netgarden.tui.writing import Writing

if TYPE_CHECKING:
    from netgarden.tui.tour import Tour

TOUR_OVER = (
    "That was the tour · {undo} takes back, {review} goes through who is due, {palette} finds any command"
)
"""What is said once every key of the tour was tried."""


class MainScreen(ComposingScreen):
    """The four panes. It alone knows them all: they send messages up, it hands data down."""

    AUTO_FOCUS = ""

    HORIZONTAL_BREAKPOINTS = HORIZONTAL
    VERTICAL_BREAKPOINTS = VERTICAL

    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "help", "find", "log", "tried", "snooze", "review", "undo",
        "note", "close_loop", "why", "skip", "pause", "cadence", "draft", "loops", "edit", "interests",
        "open_link", "copy", "archive", "delete", "mark", "card", "add", "new_entry", "redo",
        "import", "duplicates", "attendees", "decide", "theme", "tour", "palette", "quit", "back",
        "pane_forest", "pane_today", "pane_card", "pane_composer", "next_pane", "previous_pane",
        "go_top", "grouping", "next_grouping", "sort", "next_sort", "filter", "minutes", "triage", "zoom",
    )  # fmt: skip

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._minutes: int | None = None
        self._was_shown = self._is_stale = self._regroups = False
        self._touched: frozenset[str] = frozenset()
        self.panes = Panes(self)
        """Which panes are to be seen, and which is used."""
        self.marks = Marks(self._marks_changed)
        """Who is marked for the next verb."""
        self._shown: str | None = None
        self._list = "today"

    def compose(self) -> ComposeResult:
        """Status line, panes and footer."""
        yield StatusLine()
        for pane in (Forest(id="forest"), Queue(id="today"), Card(id="card"), Composer(id="composer")):
            yield pane.add_class("pane", update=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Fill the panes; begin with today's queue, or with the forest where nobody is due."""
        composer = f"{keys_of(self.app)['pane_composer']} Composer"
        self.writing = Writing(self.session, self.query_one(Composer), composer)
        self.writing.restore()
        self.forest = ForestPane(self.session, self.query_one(Forest))
        self.marks.show_in(self.forest, self.query_one(Forest), self.query_one(Queue))
        self.parts = (self.panes, self.forest, self.marks)
        self.queue = QueuePane(self.session, self.query_one(Queue), self._looked)
        self.session.subscribe(self._changed)
        self.forest.show()
        self.call_after_refresh(self.forest.count)
        self.queue.show(self._minutes)
        self.show_status()
        self.writing.show()
        self._list = "today" if not self.session.knows_who_is_due or self.session.queue().rows else "forest"
        self._show_card()
        self.writing.follow(self.person)
        self.panes.focus(self._list)
        if self.session.window.wants_tour(is_empty=not self.session.garden.contacts):
            self.tour.greet()
        if isinstance(self.app, ActionSignalApp):
            self.app.action_done.subscribe(self, self._action_done)
        for notice in self.session.notices:
            self.say(f"{notice.message} · {keys_of(self.app)['decide']} to decide")
        if problems := self.session.problems:
            count = plural(len(problems), "record of the file does", "records of the file do")
            self.say(
                f"{count} not fit and are kept aside: {problems[0].message} · netgarden doctor", problem=True
            )

    # ── data down ────────────────────────────────────────────────────────────

    def _looked(self) -> None:
        """Show who is due, now that everybody was looked at; where nobody is, go to the forest."""
        self._is_stale = True
        if self.is_current:
            self._refresh_panes()
            if self.panes.used == "today" and not self.session.queue(self._minutes).rows:
                self.panes.focus("forest")

    def _show_card(self, *, from_top: bool = True) -> None:
        card, uid, keys = self.query_one(Card), self.person, keys_of(self.app)
        self._shown = uid
        if uid is None:
            card.border_title = Content(f"{keys['pane_card']} Card")
            card.show(self._hints())
            return
        card.border_title = Content(f"{keys['pane_card']} {self.garden.contacts[uid].name}")
        card.show(person_lines(self.session, uid, keys), from_top=from_top)

    @cached_property
    def tour(self) -> "Tour":
        """The tour of five keys, with a line of its own."""
        from netgarden.tui.tour import Tour, TourLine

        line = TourLine()
        self.mount(line)
        return Tour(self.session, line)

    def _action_done(self, action: str) -> None:
        if self.session.window.tour is not None and self.tour.learn(action):
            self.say(keys_of(self.app).fill(TOUR_OVER))

    def action_tour(self) -> None:
        """Begin the tour, or end it for good."""
        if self.tour.is_on:
            self.tour.end()
            self.say(f"The tour is over · {keys_of(self.app)['tour']} begins it again")
        else:
            self.tour.begin()

    def _hints(self) -> Sequence[CardLine]:
        """What stands on an empty card: how to begin, or what the grove is."""
        if self.session.garden.contacts:
            grove = self.query_one(Forest).grove if self._list == "forest" else None
            if grove is None:
                return [CardLine("", "Nobody is chosen.", "$foreground-muted")]
            return self.forest.grove_lines(grove)
        from netgarden.tui.tour import empty_garden

        return empty_garden(keys_of(self.app))

    @property
    def minutes(self) -> int | None:
        """Those of today, where they were set."""
        return self._minutes

    @property
    def marked_words(self) -> str:
        """How many are marked."""
        return self.marks.words

    def _changed(self, changed: Changed) -> None:
        """Take in a change: at once where it is seen, else when this screen is seen again."""
        self._is_stale = True
        self._regroups |= self.forest.follow(changed)
        if changed.cause == "do":
            self._touched |= changed.touched
        if self.is_current:
            self._refresh_panes()

    @on(events.ScreenResume)
    def _resumed(self, event: events.ScreenResume) -> None:
        """Catch up with what was changed while another screen was shown.

        The first time nothing is to be styled anew: every pane was when it was mounted.
        """
        event.refresh_styles &= self._was_shown
        self._was_shown = True
        if self._is_stale:
            self._refresh_panes()

    def _refresh_panes(self) -> None:
        if self._regroups:
            self.forest.show(slide=self.person in self._touched)
        else:
            self.query_one(Forest).refresh()
        self._is_stale = self._regroups = False
        self._touched = frozenset()
        self.queue.show(self._minutes)
        self._show_card(from_top=False)
        self.marks.keep(self.garden)
        self.writing.show()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to go back where there is something to go back from, to unmark or to show again."""
        if action == "mark" and self._list == "forest" and self.query_one(Forest).grove:
            return True
        if action == "back":
            return self._is_away or bool(self.marks.people or self.forest.filter)
        return super().check_action(action, parameters)

    # ── who is meant ─────────────────────────────────────────────────────────

    @property
    def person(self) -> str | None:
        """The one under the cursor of the pane used last."""
        pane = self.query_one(Forest) if self._list == "forest" else self.query_one(Queue)
        return pane.person

    @property
    def people(self) -> tuple[str, ...]:
        """Those marked, else the one under the cursor."""
        return tuple(sorted(self.marks.people)) if self.marks.people else super().people

    def after_verb(self) -> None:
        """Marks have done their work."""
        if self.marks.people:
            self.marks.clear()

    def _marks_changed(self) -> None:
        self.show_status()
        self.refresh_bindings()

    def _show_everybody(self) -> None:
        """Take the filter of the forest away, and count who of those marked is to be seen."""
        self.forest.show_only("")
        self.marks.count()

    def go_to(self, uid: str) -> None:
        """Put the cursor of the forest on somebody."""
        self.panes.focus("forest")
        if not self.query_one(Forest).go_to(uid):
            self._show_everybody()
            self.query_one(Forest).go_to(uid)

    @property
    def listed(self) -> Sequence[str]:
        """The people of the list used last."""
        pane = self.query_one(Forest) if self._list == "forest" else self.query_one(Queue)
        return pane.people

    def come_back(self, uid: str) -> None:
        """Put the cursor of the list used last on somebody."""
        queue = self.query_one(Queue)
        if self._list == "forest":
            self.query_one(Forest).go_to(uid)
        else:
            queue.cursor = queue.find_row(uid, queue.cursor)

    @on(LineList.Moved)
    def _moved(self, event: LineList.Moved) -> None:
        if event.list.id == self._list:
            if self.person != self._shown or self.person is None:
                self._show_card()
            self.writing.follow(self.person)
            self.refresh_bindings()

    @on(LineList.Chosen)
    def _chosen(self) -> None:
        if self.person:
            self.open_card(self.person)

    def on_resize(self) -> None:
        """Another width may mean another layout."""
        self.call_after_refresh(lambda: self.panes.lay_out(self.panes.used))

    def on_descendant_focus(self) -> None:
        """Note which pane is used."""
        if (pane := self.panes.note_focus()) is None:
            return
        if pane in ("forest", "today") and pane != self._list:
            self._list = pane
            self._show_card()
            self.writing.follow(self.person)
        self.refresh_bindings()

    def saved(self) -> None:
        """Back to the list."""
        self.action_back()

    @property
    def _is_away(self) -> bool:
        """Whether another pane than the lists is used, or one is zoomed."""
        return self.panes.used != self._list or self.panes.is_zoomed

    def action_back(self) -> None:
        """Back to the list used last: from the composer (its draft stays), from the card, from a zoom. Once there,
        everybody is shown again, then nobody is marked any more.
        """
        if self._is_away:
            self.remove_class("-zoom")
            self.panes.focus(self._list)
            self.put_down()
            self.writing.follow(self.person)
        elif self.forest.filter:
            self._show_everybody()
        else:
            self.marks.clear()

    # ── the lists ────────────────────────────────────────────────────────────

    def action_mark(self) -> None:
        """Mark or unmark, and go on to the next row; on a grove's line everybody in it."""
        forest = self.query_one(Forest)
        if self.person:
            self.marks.toggle(frozenset({self.person}))
        elif self._list == "forest" and forest.grove:
            self.marks.toggle(frozenset(forest.grove.people))
        if isinstance(self.focused, LineList):
            self.focused.action_move(1)

    def action_minutes(self) -> None:
        """Ask for today's minutes."""

        def chosen(minutes: int) -> None:
            self._minutes = minutes
            self.queue.show(self._minutes)
            self.show_status()

        self.ask_minutes(self._minutes, chosen)
