"""The review: today's people one at a time, what is known at the left, what is written at the right."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content

from netgarden.due.suggest import suggest_cadence
from netgarden.session.review import Review
from netgarden.session.session import Changed, Session
from netgarden.session.walk import Walk
from netgarden.tui.commands import bindings
from netgarden.tui.keys import keys_of
from netgarden.tui.screens.composing import ComposingScreen
from netgarden.tui.screens.next_step import NextStep
from netgarden.tui.screens.summary import OUTCOMES, SummaryScreen
from netgarden.tui.screens.walk import NARROW, WalkScreen
from netgarden.tui.views.main import BAND_STYLES, person_lines, queue_lines
from netgarden.tui.widgets.card import Card, CardLine
from netgarden.tui.widgets.composer import Composer
from netgarden.tui.widgets.key_bar import KeyBar
from netgarden.tui.widgets.line_list import LineList
from netgarden.tui.widgets.progress_line import Progress, ProgressLine
from netgarden.tui.widgets.queue import Queue, QueueLine
from netgarden.tui.widgets.status import StatusLine
from netgarden.tui.writing import Writing


class ReviewScreen(WalkScreen, ComposingScreen):
    """The people of today's queue, in a list that stays as it was at the start. Leaving keeps the place."""

    HELP = "Today's people, one at a time. Whatever you do goes on to the next; leaving keeps the place."

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("help", "next_person", "log", "tried", "snooze", "undo", "back", "previous_person", "note",
                  "close_loop", "why", "skip", "pause", "cadence", "draft", "loops", "edit", "interests",
                  "open_link", "copy", "archive", "delete", "card", "minutes", "find", "add", "new_entry", "redo",
                  "palette"),
        Binding("tab", "log", "Composer", show=False, id="review.composer"),
    ]  # fmt: skip

    DEFAULT_CSS = """
    ReviewScreen #sides > * { width: 2fr; height: 100%; }
    ReviewScreen #sides > Vertical { width: 3fr; }
    ReviewScreen Card, ReviewScreen Composer, ReviewScreen Queue {
        border: round $border-blurred; border-title-color: $text-muted; border-subtitle-color: $text-muted;
    }
    ReviewScreen Card { border-title-color: $foreground; border-title-style: bold; }
    ReviewScreen Composer { height: 3fr; }
    ReviewScreen Queue { height: 2fr; }
    ReviewScreen Composer:focus-within {
        border: round $border; border-title-color: $foreground; border-title-style: bold;
    }
    ReviewScreen.-stacked #sides { layout: vertical; }
    ReviewScreen.-stacked #sides > * { width: 100%; height: 2fr; }
    ReviewScreen.-stacked #sides > Vertical { height: 3fr; }
    """

    def __init__(self, session: Session, minutes: int | None = None) -> None:
        """`minutes` are those of today, None for those of the rules."""
        super().__init__(session)
        self.review = Review.open(session, minutes)

    def compose(self) -> ComposeResult:
        """Brief, composer and list."""
        yield StatusLine()
        yield ProgressLine()
        with Horizontal(id="sides"):
            yield Card(id="brief")
            with Vertical(id="right"):
                yield Composer()
                yield Queue(id="list")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin outside the composer, where the review stopped."""
        self.writing = Writing(self.session, self.query_one(Composer), "Composer")
        self.query_one("#brief").can_focus = False
        self.query_one("#list").can_focus = False
        self.writing.show()
        self.arrive()

    def on_resize(self) -> None:
        """Another width may mean another layout."""
        self._lay_out(writing=self._is_writing)

    @property
    def _is_writing(self) -> bool:
        return self.focused is not None and self.focused is self.writing.composer.area

    def _lay_out(self, *, writing: bool) -> None:
        """On a narrow screen, show the composer under the brief only while something is written."""
        narrow = self.size.width < NARROW
        self.query_one("#right").display = writing or not narrow
        self.query_one("#list").display = not narrow

    # ── what is shown ────────────────────────────────────────────────────────

    @property
    def walk(self) -> Walk:
        """The list of the review."""
        return self.review.walk

    @property
    def listed(self) -> Sequence[str]:
        """The people of the review."""
        return self.walk.uids

    def come_back(self, uid: str) -> None:
        """Go on with the one whose card was left last."""
        self.walk.go_to(uid)
        self.arrive()

    def show(self, *, from_top: bool = True) -> None:
        """Show the person, the list and how far one is."""
        review, uid, brief = self.review, self.person, self.query_one("#brief", Card)
        keys = keys_of(self.app)
        if uid is not None:
            brief.border_title = Content(self.garden.contacts[uid].name)
            brief.show(
                [*self._reasons(uid), CardLine("", ""), *person_lines(self.session, uid, keys)],
                from_top=from_top,
            )
        self._show_list()
        total = len(self.walk.uids)
        words = f"{min(self.walk.place, total)} of {total} · ~{review.minutes_left} min left"
        done = total - len(self.walk.left)
        self.query_one(ProgressLine).progress = Progress(words, done, total)
        self.show_status()
        self.writing.follow(uid)
        self.writing.show()
        review.keep()

    def _reasons(self, uid: str) -> list[CardLine]:
        """Why they are here, or what became of them, and whether another rhythm would fit better."""
        row, keys = self.session.row(uid), keys_of(self.app)
        lines: list[CardLine] = []
        if (outcome := self.review.outcome(uid)) != "left":
            lines.append(CardLine("", f"✓ {OUTCOMES[outcome].casefold()}", "$success bold"))
        lines += [
            CardLine("", reason.text, f"{BAND_STYLES[reason.band]} bold".strip())
            for reason in (row.reasons if row else ())
        ]
        if suggestion := suggest_cadence(self.garden, self.rules, uid, self.today):
            lines.append(CardLine("", f"{suggestion.words} · {keys['cadence']}", "italic"))
        return lines

    def _show_list(self) -> None:
        pane, lines = self.query_one("#list", Queue), []
        for uid in self.walk.uids:
            row = self.session.row(uid)
            if self.walk.is_open(uid) and row:
                lines += queue_lines([row], self.garden)
            elif uid in self.garden.contacts:
                outcome = OUTCOMES[self.review.outcome(uid)].casefold()
                lines.append(QueueLine(uid, self.garden.contacts[uid].name, f"✓ {outcome}", "$success"))
        pane.border_title = Content("This review")
        pane.show(lines)
        if self.person:
            pane.cursor = pane.find_row(self.person, 0)

    # ── going on ─────────────────────────────────────────────────────────────

    def ended(self) -> None:
        """Sum up; then leave, or go on with those who are left."""
        self.show()

        def answered(found: NextStep | None) -> None:
            if found:
                self.walk.restart()
                self.arrive()
            else:
                self.dismiss(None)

        self.app.push_screen(SummaryScreen(self.session, self.review), answered)

    def changed(self, changed: Changed) -> None:
        """Show what has changed; on another day begin with that day's people."""
        if changed.cause == "day":
            self.review = Review.open(self.session)
            self.arrive()
        else:
            super().changed(changed)

    def go_to(self, uid: str) -> None:
        """Go to somebody; who was found or added joins the list."""
        self.review.join(uid)
        self.arrive()

    @on(LineList.Moved)
    def _picked(self) -> None:
        """A click on somebody in the list goes there."""
        picked = self.query_one("#list", Queue).person
        if picked and self.person and picked != self.person:
            self.go_to(picked)

    @property
    def minutes(self) -> int | None:
        """Those of the review."""
        return self.review.minutes

    def action_minutes(self) -> None:
        """Ask for today's minutes, and fit the list to them."""

        def chosen(minutes: int) -> None:
            self.review.plan(minutes)
            self.arrive()

        self.ask_minutes(self.review.minutes, chosen)

    # ── the composer ─────────────────────────────────────────────────────────

    def write(self, uid: str, start: str = "") -> None:
        """Open the composer for a person."""
        # A hidden widget cannot take the focus, so the room is made first.
        self._lay_out(writing=True)
        super().write(uid, start)

    def action_new_entry(self) -> None:
        """Write about anybody."""
        self._lay_out(writing=True)
        super().action_new_entry()

    def saved(self) -> None:
        """Out of the composer, and on to the next unless it said nothing of being in touch with this one."""
        self._stop_writing()
        if self.person and not self.walk.is_open(self.person):
            self.go_on()

    def _stop_writing(self) -> None:
        self.set_focus(None)
        self._lay_out(writing=False)

    def action_back(self) -> None:
        """Out of the composer, where the draft stays; else out of the review, which keeps its place."""
        if self._is_writing:
            self._stop_writing()
            self.put_down()
            self.writing.follow(self.person)
        else:
            self.action_leave()
