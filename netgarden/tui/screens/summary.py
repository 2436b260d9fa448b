"""The end of a review: what became of whom, what comes next, and the way back from any step."""

from collections.abc import Hashable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from netgarden.change.change import Change
from netgarden.due.holds import snoozed_until
from netgarden.due.touches import touches_of
from netgarden.errors import NetgardenError
from netgarden.session.review import Outcome, Review, coming
from netgarden.session.session import Changed, Session
from netgarden.text.dates_in_words import long_day, short_day
from netgarden.text.plain import plural
from netgarden.tui.commands import bindings
from netgarden.tui.keys import keys_of
from netgarden.tui.screens.base import BaseScreen
from netgarden.tui.screens.next_step import NextStep
from netgarden.tui.views.done_words import done_words
from netgarden.tui.widgets.card import Card, CardLine
from netgarden.tui.widgets.key_bar import KeyBar
from netgarden.tui.widgets.line_list import LineList
from netgarden.tui.widgets.status import StatusLine

OUTCOMES: dict[Outcome, str] = {
    "reached": "Reached",
    "tried": "Tried",
    "snoozed": "Snoozed",
    "skipped": "Skipped",
    "resting": "Resting",
    "placed": "Placed",
    "settled": "Settled",
    "archived": "Archived",
    "gone": "Gone",
    "left": "Left",
}
"""What became of somebody, in a word, in the order of the summary."""

MAX_NAMES = 8
"""So many of tomorrow's people are named before the rest is counted."""


class Steps(LineList):
    """What was done, the last first. The key of a row is its place."""

    def __init__(self) -> None:
        super().__init__(id="steps")
        self.steps: Sequence[Change] = ()

    def show(self, steps: Sequence[Change]) -> None:
        """Show these."""
        self.steps = steps
        self.rows_changed()

    @property
    def row_count(self) -> int:
        """How many there are."""
        return len(self.steps)

    def row_key(self, index: int) -> Hashable:
        """The place."""
        return index

    def render_row(self, index: int, width: int) -> Content:
        """What it did."""
        return Content(f" ✓ {done_words(self.steps[index].label)}")

    def action_choose(self) -> None:
        """Say that enter was pressed, where there are no steps too."""
        self.post_message(self.Chosen(self))


class SummaryScreen(BaseScreen[NextStep | None]):
    """The summary of a review. It ends with `again` to go on with those who are left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("help", "undo", "redo", "palette"),
        Binding("x", "take_back", "Take back", tooltip="Take this step back.", id="summary.take_back"),
        Binding("r", "again", "Go on with those left", id="summary.again"),
        Binding("escape,q", "leave", "Done", id="summary.leave"),
    ]

    DEFAULT_CSS = """
    SummaryScreen Card, SummaryScreen Steps {
        border: round $border-blurred; border-title-color: $foreground; border-title-style: bold;
        border-subtitle-color: $text-muted;
    }
    SummaryScreen Card { height: auto; max-height: 60%; }
    SummaryScreen Steps { height: 1fr; }
    SummaryScreen Steps:focus { border: round $border; }
    """

    def __init__(self, session: Session, review: Review) -> None:
        super().__init__(session)
        self._review = review

    def compose(self) -> ComposeResult:
        """Summary and steps."""
        yield StatusLine()
        yield Card(id="summary")
        yield Steps()
        yield KeyBar()

    def on_mount(self) -> None:
        """Show how it went."""
        self.session.subscribe(self._changed)
        self.query_one("#summary").can_focus = False
        self.query_one(Steps).focus()
        self._show()

    def on_unmount(self) -> None:
        """Listen no more."""
        self.session.unsubscribe(self._changed)

    def _changed(self, changed: Changed) -> None:
        self._show()
        self.refresh_bindings()

    # ── what is shown ────────────────────────────────────────────────────────

    def _show(self) -> None:
        review, card, steps = self._review, self.query_one("#summary", Card), self.query_one(Steps)
        keys = keys_of(self.app)
        card.border_title = Content(f"Review of {long_day(self.today, self.today)}")
        card.show(self._lines())
        steps.show(review.steps())
        steps.border_title = Content(
            "What was done" if steps.steps else "Nothing was done that could be taken back"
        )
        steps.border_subtitle = Content(
            keys.fill("{summary.take_back} takes one back · {undo} the last") if steps.steps else ""
        )
        self.show_status()

    def _lines(self) -> list[CardLine]:
        review, people = self._review, self._review.walk.uids
        lines: list[CardLine] = []
        for outcome, word in OUTCOMES.items():
            group = [uid for uid in people if review.outcome(uid) == outcome]
            if group:
                names = ", ".join(self._named(uid, outcome) for uid in group)
                lines.append(CardLine(f"{word} {len(group)}", names, "$accent" if outcome == "left" else ""))
        minutes = f"~{review.minutes_done} of ~{review.minutes_planned} min"
        return [*lines, CardLine("Minutes", minutes), CardLine("", ""), self._next()]

    def _named(self, uid: str, outcome: Outcome) -> str:
        contact = self.garden.contacts.get(uid)
        if contact is None:
            return self._review.name(uid)
        note = contact.tier or contact.cadence if outcome == "placed" else ""
        if outcome == "snoozed":
            until = [snoozed_until(contact, touches_of(self.garden, uid, self.today))]
            until += [loop.snooze_until for loop in self.garden.open_loops_of(uid)]
            days = [day for day in until if day and day > self.today]
            note = f"until {short_day(min(days), self.today)}" if days else ""
        if outcome == "reached" and (row := self.session.row(uid)):
            note = f"still {row.lead.text}"
        return f"{contact.name} ({note})" if note else contact.name

    def _next(self) -> CardLine:
        day, queue = coming(self.session)
        label = "Tomorrow" if (day - self.today).days == 1 else short_day(day, self.today)
        if not queue.rows:
            return CardLine(label, "nobody")
        names = [self.garden.contacts[row.uid].name for row in queue.rows]
        more = f" and {len(names) - MAX_NAMES} more" if len(names) > MAX_NAMES else ""
        people = plural(len(names), "person", "people")
        return CardLine(label, f"{people} · ~{queue.minutes} min: {', '.join(names[:MAX_NAMES])}{more}")

    # ── keys ─────────────────────────────────────────────────────────────────

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim what there is nothing for."""
        if action == "again":
            return True if self._review.walk.left else None
        if action == "take_back":
            return True if self.query_one(Steps).steps else None
        return super().check_action(action, parameters)

    def on_line_list_chosen(self) -> None:
        """Enter ends it: it is what one presses when all is done."""
        self.action_leave()

    def action_take_back(self) -> None:
        """Take the step under the cursor back, whichever it is."""
        steps = self.query_one(Steps)
        if not steps.steps:
            return
        try:
            inverse = self._review.take_back(steps.steps[steps.cursor])
        except NetgardenError as error:
            self.say(str(error), problem=True)
            return
        stayed = f" · {len(inverse.stayed)} changed since and left as they are" if inverse.stayed else ""
        self.say(f"✓ {done_words(inverse.change.label)} · {keys_of(self.app)['undo']} undoes{stayed}")

    def action_again(self) -> None:
        """Go on with those who are left."""
        self.dismiss(NextStep("again", ""))

    def action_leave(self) -> None:
        """Done for today."""
        self.dismiss(None)
