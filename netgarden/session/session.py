"""The session: the only holder of state. Garden, history, file and what is computed from them.

Data flows one way: a verb makes a `Change`, `do` applies it to the garden in memory, queues it for the file,
puts it on the undo stack and announces it once; whoever shows something asks anew.
"""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec
from msgspec.structs import replace

from netgarden.change.by_contact import ByContact
from netgarden.change.change import Change, Patch, value_at
from netgarden.change.garden import Garden
from netgarden.change.history import History, Inverse
from netgarden.due.board import Board
from netgarden.due.forecasts import Forecasts
from netgarden.due.outlook import Outlook
from netgarden.due.queue import Queue, Row
from netgarden.due.rules import Rules
from netgarden.errors import GardenFileError
from netgarden.paths import Paths, default_paths
from netgarden.people.groves import regroups
from netgarden.people.ties import Ties
from netgarden.records.contact import Contact
from netgarden.records.interaction import Interaction
from netgarden.records.name_order import by_name
from netgarden.session.derived import Derived
from netgarden.session.next_start import NextStart
from netgarden.session.ui_state import read_window, window_file, write_window
from netgarden.storage.database import GardenDatabase, open_garden
from netgarden.storage.notices import Notice
from netgarden.storage.records import Conflict, Problem
from netgarden.storage.store import ChangeDraft, Incoming, StoreEvent

# What reads entries and what searches is imported when first asked for: neither is needed for the first screen.
if TYPE_CHECKING:
    from netgarden.composer.known_names import NameIndex
    from netgarden.composer.preview import Piece
    from netgarden.due.suggest import Suggestion
    from netgarden.importing.attendees import Attendee
    from netgarden.messages.drafts import Draft
    from netgarden.people.brief import Brief
    from netgarden.people.forest import Standing
    from netgarden.search import Completion, Match, SearchIndex
    from netgarden.verbs.entries import Logged

Cause = Literal["do", "undo", "redo", "elsewhere", "day"]


class Changed(msgspec.Struct, frozen=True):
    """The announcement of a change, for whatever shows the garden."""

    label: str
    touched: frozenset[str]
    """The uids of the contacts whose own record, or any about them, changed."""
    cause: Cause
    """`elsewhere`: another window, program or device; `day`: only the date has changed, and everyone is touched."""
    regroups: bool
    """Whether the groves of the forest may have changed."""


class Session:
    """One garden, open.

    `database` is None for a garden that lives in memory only; `kept` is what an earlier run kept
    (`due.forecasts`). `today` is the local date that all rules go by; `turn_to` sets it when the day changes. `now`
    tells the UTC instant, for the time of day at which an entry was written down and for the local time of others;
    no rule reads it.
    """

    def __init__(
        self,
        garden: Garden,
        today: date,
        *,
        rules: Rules | None = None,
        database: GardenDatabase | None = None,
        problems: tuple[Problem, ...] = (),
        notices: tuple[Notice, ...] = (),
        window_file: Path | None = None,
        kept: bytes = b"",
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.garden = garden
        self.rules = rules or Rules()
        self.today = today
        self.database = database
        """The file as a TinyDB database; what it holds is changed with `do`."""
        self.store = store = database.store if database is not None else None
        """Its storage: the queue of changes, and how the file stands to them."""
        self.problems = problems
        """Records of the file that do not fit; they are left out, and their lines are kept."""
        self.notices = list(notices)
        """Notices about the file that nobody has looked at yet."""
        self.history = History()
        self.now = now
        self._window_file = window_file
        self.window = read_window(window_file)
        """What this window remembers from one run to the next."""
        if self.rules.last_opened is None:
            self.rules = replace(self.rules, last_opened=self.window.last_opened(today))
        self.suggested: tuple[str, Suggestion] | None = None
        """The person whose touches no longer fit the cadence since the last change, and what would fit better."""
        self.drafts: dict[str, Draft] = {}
        """Messages that were begun and neither logged nor given up, by the uid of whom they are to."""
        self._forecasts = Forecasts(garden, self.rules, today, kept)
        self._board = Derived(lambda: Board(garden, self.rules, self.today, self._forecasts), Board.follow)
        self._standings = Derived(self._make_standings, lambda index, touched: index.follow(touched))
        self._ties = Derived(lambda: Ties(garden), Ties.follow)
        self._names = Derived(self._index_names, lambda index, touched: index.follow(garden, touched))
        self._search = Derived(self._index_for_search, lambda index, touched: index.update(touched))
        self.next_start = NextStart(garden, self._forecasts, None if problems else store)
        self._listeners: list[Callable[[Changed], None]] = []
        # Filled on the writer thread, emptied by `look_about` on the caller's.
        self._incoming: deque[Change | Notice] = deque()
        self._conflicts: tuple[Conflict, ...] | None = None
        if store is not None:
            store.subscribe(self._heard)

    @classmethod
    def open(cls, paths: Paths, today: date, *, rules: Rules | None = None, create: bool = True) -> "Session":
        """Open the garden file. Raises GardenFileError for one that cannot be read, and writes nothing."""
        opened = open_garden(paths.garden, paths.state, create=create)
        session = cls(
            Garden(opened.tables, unread=opened.unread),
            today,
            rules=rules,
            database=opened.database,
            problems=opened.problems,
            notices=opened.notices,
            window_file=window_file(paths),
            kept=opened.aside,
        )
        if any(waiting := opened.store.unsaved()):
            from netgarden.session.unsaved import notices_of_unsaved

            session.notices += notices_of_unsaved(session.garden, opened.store, waiting)
        return session

    # ── changing ─────────────────────────────────────────────────────────────

    def subscribe(self, listener: Callable[[Changed], None]) -> None:
        """Call `listener` after every change, on the thread that made it."""
        self._listeners.append(listener)

    def unsubscribe(self, listener: Callable[[Changed], None]) -> None:
        """Stop calling a listener."""
        if listener in self._listeners:
            self._listeners.remove(listener)

    def do(self, change: Change, drafts: Sequence[ChangeDraft] = ()) -> bool:
        """Carry out a change; return whether there was anything to do. Raises GardenFileError for a read-only garden.

        `drafts` are those of earlier runs that the change brings in, see `session.unsaved`.
        """
        self._refuse_if_read_only()
        if not change:
            return False
        from netgarden.session.suggestions import first_new, suggestions, touched_or_put_off

        self.suggested = None
        people = touched_or_put_off(change)
        before = suggestions(self.garden, self.rules, people, self.today)
        self._carry_out(change, "do", drafts)
        self.history.record(change)
        after = suggestions(self.garden, self.rules, people, self.today)
        self.suggested = first_new(before, after)
        return True

    def undo(self) -> Inverse | None:
        """Take back the last change and return the inverse; None if there is none. `stayed` says what had to stay."""
        self._refuse_if_read_only()
        return self._take_back(self.history.undo(self.garden), "undo")

    def redo(self) -> Inverse | None:
        """Carry out again what was undone last; None if there is nothing."""
        self._refuse_if_read_only()
        return self._take_back(self.history.redo(self.garden), "redo")

    def turn_to(self, today: date) -> None:
        """Take another date, and compute anew everything that depends on it."""
        if today != self.today:
            self.rules = replace(self.rules, last_opened=self.today)
            self.today = today
            self._forecasts.turn_to(self.rules, today)
            self._board.forget()
            self._standings.forget()
            self._tell(Changed("", frozenset(self.garden.contacts), "day", True))

    def _refuse_if_read_only(self) -> None:
        if self.store is not None and self.store.read_only:
            raise GardenFileError(f"{self.store.path.name} is open read-only: {self.store.status.reason}.")

    def _take_back(self, inverse: Inverse | None, cause: Cause) -> Inverse | None:
        if inverse is not None and inverse.change:
            self._carry_out(inverse.change, cause)
        return inverse

    def _carry_out(self, change: Change, cause: Cause, drafts: Sequence[ChangeDraft] = ()) -> None:
        touched = self._apply(change)
        if self.store is not None:
            self.store.put(change, drafts)
        # Told last: whoever shows the change must not show that all is saved.
        self._tell(Changed(change.label, touched, cause, regroups(change)))

    def _apply(self, change: Change) -> frozenset[str]:
        """Change the garden in memory and all that is derived from it; return the uids of the contacts touched."""
        touched = self.garden.apply(change)
        self._forecasts.follow(touched)  # before the board, which is made of them
        for derived in (self._board, self._standings, self._ties, self._names, self._search):
            derived.follow(touched)
        return touched

    def _tell(self, changed: Changed) -> None:
        for listener in tuple(self._listeners):
            listener(changed)

    # ── the file ─────────────────────────────────────────────────────────────

    def look_about(self) -> None:
        """Check whether another program wrote the file, and take in what it wrote."""
        if self.store is not None:
            self.store.look()
            self.take_in()

    def take_in(self) -> None:
        """Apply what other windows, programs and devices wrote: not for the file, and never on the undo stack.

        A value that was changed here since stays as it is here: that change is on its way to the file.
        """
        while self._incoming:
            self._conflicts = None
            news = self._incoming.popleft()
            if isinstance(news, Notice):
                self.notices.append(news)
                news = Change(news.message)
            current = tuple(patch for patch in news.patches if self._is_current(patch))
            change = Change(news.label, current)
            self._tell(Changed(change.label, self._apply(change), "elsewhere", regroups(change)))

    def _is_current(self, patch: Patch) -> bool:
        return bool(value_at(self.garden.find(patch.table, patch.uid), patch.path) == patch.before)

    def _heard(self, event: StoreEvent) -> None:
        if isinstance(event, Incoming):
            self._incoming.append(event.change)
        elif isinstance(event, Notice):
            self._incoming.append(event)

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The values that two writers set without knowing of each other, as of the last that came from elsewhere."""
        if self._conflicts is None:
            self._conflicts = self.store.conflicts() if self.store is not None else ()
        return self._conflicts

    def settle(self, conflict: Conflict, value: object, label: str) -> None:
        """Make one of the values of a conflict the only one."""
        self._refuse_if_read_only()
        # First, for whoever is told of the change.
        self._conflicts = tuple(one for one in self.conflicts if one != conflict)
        self.do(conflict.settled(value, label))

    def save(self, timeout: float = 10.0) -> None:
        """Wait until everything is on the disk, seconds at most. Raises GardenFileError if it could not be saved."""
        if self.store is not None and not self.store.flush(timeout):
            reason = self.store.status.reason or f"the disk took longer than {timeout:.0f} seconds"
            raise GardenFileError(f"Not saved to {self.store.path}: {reason.rstrip('.')}.")

    def close(self) -> tuple[Change, ...]:
        """Save, five seconds at most, and let go of the file; return what could not be saved."""
        unsaved = self.store.stop() if self.store is not None else ()
        if not unsaved:
            self.take_in()
            if self.garden.is_whole and self.board.is_begun:
                self.next_start.keep()  # it was to be seen who is due: what is left to do is less
        return unsaved

    @property
    def name(self) -> str:
        """The name of the garden: that of its file."""
        return self.store.path.name if self.store is not None else "sample garden"

    @property
    def saved_words(self) -> tuple[str, bool]:
        """The state of the file in words, for the status line, and whether that is something to worry about."""
        if self.store is None:
            return "in memory only", False
        status = self.store.status
        if status.state == "failed":
            return f"NOT SAVED: {status.reason}", True
        if status.state == "read-only":
            return f"read-only: {status.reason}", True
        return (f"saved ({status.reason})" if status.reason else status.state), False

    def report(self, error: BaseException) -> Path | None:
        """Write a report of an unexpected error; return its path, or None where it cannot be written.

        A garden without a state directory of its own, the demo's, leaves it in that of the user.
        """
        from netgarden.session.error_reports import write_report

        return write_report(error, self._window_file.parent if self._window_file else default_paths().state)

    def remember(self, **choices: object) -> None:
        """Keep choices of the window, fields of `Window`, for the next run."""
        self.window = replace(self.window, **choices)
        write_window(self._window_file, self.window)

    def note_opened(self) -> bool:
        """Note that the app is open today; return whether that is the first time today."""
        if self.window.opened_on == self.today:
            return False
        self.remember(opened_on=self.today, opened_before=self.window.last_opened(self.today))
        return True

    def look_up(self, uid: str) -> None:
        """Note that a person was looked up just now."""
        self.remember(looked_up=self.window.with_look_up(uid).looked_up)

    # ── what is due ──────────────────────────────────────────────────────────

    @property
    def board(self) -> Board:
        """The board of today; made anew on another day."""
        return self._board.index

    def outlook(self, uid: str) -> Outlook:
        """Return where one person stands, and what comes next."""
        return self.board.outlook(uid)

    def row(self, uid: str) -> Row | None:
        """Return a person's row in the queue, whether it fits today or not; None for one who is not due."""
        return self.outlook(uid).row

    @property
    def knows_who_is_due(self) -> bool:
        """Whether the queue is at hand: at the first start of a large garden it takes a while (`look_on`)."""
        return self.board.is_at_hand

    def look_on(self, people: int) -> bool:
        """Look at so many more people; return whether it is known who is due."""
        return self.board.look_on(people)

    def queue(self, minutes: int | None = None) -> Queue:
        """Return today's list in order; `minutes` replace the budget of the rules."""
        return self.board.queue(minutes)

    def coming_within(self, days: int) -> int:
        """Return how many people who are not due now will be within so many days."""
        return self.board.coming_within(days)

    @property
    def standings(self) -> "ByContact[Standing]":
        """The stage and health of each contact, by uid; made anew on another day."""
        return self._standings.index

    def _make_standings(self) -> "ByContact[Standing]":
        from netgarden.people.forest import standing_of

        return ByContact(self.garden, lambda uid: standing_of(self.garden, self.rules, uid, self.today))

    @property
    def ties(self) -> Ties:
        """The ties of the garden."""
        return self._ties.index

    # ── writing ──

    @property
    def names(self) -> "NameIndex":
        """By what names people are called."""
        return self._names.index

    def _index_names(self) -> "NameIndex":
        from netgarden.composer.known_names import NameIndex

        return NameIndex.of(self.garden)

    def index_people(self) -> Callable[[], None]:
        """Index names and ties on any thread; calling what is returned, on the session's own, puts both to use."""
        uses = (self._names.prepare(), self._ties.prepare())

        def use() -> None:
            for one in uses:
                one()

        return use

    def understand(
        self,
        text: str,
        *,
        selected: str | None = None,
        choices: Mapping[str, int] | None = None,
        editing: Interaction | None = None,
    ) -> "Logged":
        """Return what an entry means and would change; `selected` is the person it is about if it names nobody.

        `choices` are the answers to doubts, see `composer.parse`; `editing` is the entry that is written anew. The
        change is to be done, or only to be shown. Raises UsageError if the entry edited is gone.
        """
        from netgarden.composer.parse import parse
        from netgarden.verbs.entries import plan_log, plan_relog

        style = self.rules.date_style
        if editing is not None:
            from netgarden.composer.reopening import reopen

            _, day, people = reopen(self.garden, self.names, editing)
            entries = parse(text, self.names, day, selected=people, choices=choices, style=style)
            return plan_relog(self.garden, editing, entries, self.today, self.now_text())
        entries = parse(text, self.names, self.today, selected=selected, choices=choices, style=style)
        return plan_log(self.garden, entries, self.today, self.now_text())

    def preview(self, logged: "Logged") -> "tuple[tuple[Piece, ...], ...]":
        """Say in words what saving would do, for each entry."""
        from netgarden.composer.preview import preview

        return preview(self.garden, self.rules, logged.effects, self.today)

    # ── finding ──────────────────────────────────────────────────────────────

    @property
    def index(self) -> "SearchIndex":
        """The search index."""
        return self._search.index

    def _index_for_search(self) -> "SearchIndex":
        from netgarden.search import SearchIndex

        return SearchIndex(self.garden, self._closeness, lambda state, today: self.board.in_state(state))

    def find(self, query: str, *, limit: int = 20) -> "list[Match]":
        """Return the people whom a query means, best first. Raises UsageError for an unknown filter or value."""
        return self.index.search(query, limit=limit, today=self.today, rules=self.rules)

    def complete_query(self, text: str, cursor: int) -> "list[Completion]":
        """Return how the filter at the cursor may go on."""
        return self.index.complete(text, cursor, self.rules)

    def passing(self, query: str) -> list[Contact]:
        """Return the contacts that words and filters let through; all but the archived for an empty query.

        Raises UsageError for an unknown filter or value.
        """
        contacts = self.garden.contacts.values()
        if not query.strip():
            return [contact for contact in contacts if not contact.archived]
        passes = self.index.predicate(query, today=self.today, rules=self.rules)
        return [contact for contact in contacts if passes(contact)]

    def everybody(self) -> list[Contact]:
        """Return all who are not archived, by name."""
        contacts = self.garden.contacts
        if self._forecasts.names:
            return [contact for uid in self._forecasts.names if not (contact := contacts[uid]).archived]
        return by_name(self.passing(""))

    def match_list(self, name: str) -> "list[Attendee]":
        """Return which attendees of a list one knows; `name` is a file. Raises NetgardenError if it cannot be read."""
        from netgarden.importing.attendees import match_file

        return match_file(self.index, self.garden, name, today=self.today, rules=self.rules)

    def brief(self, uid: str) -> "Brief":
        """Return everything to know before meeting a person. Raises KeyError for a uid that is no contact's."""
        from netgarden.people.brief import make_brief  # not for due and find

        return make_brief(self.garden, self.rules, uid, self.today, self.now())

    def now_text(self) -> str:
        """Return the UTC instant as an interaction keeps it."""
        return self.now().strftime("%Y-%m-%dT%H:%M:%SZ")

    def _closeness(self, uid: str) -> float:
        entries = len(self.garden.interactions_of(uid))
        return entries / (entries + 5)
