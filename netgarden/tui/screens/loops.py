"""What is outstanding with somebody: promises, requests, wants, offers, milestones; added, edited, closed by keys."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from netgarden.change.change import Change
from netgarden.composer.loop_input import add, noted, redated, removed, reopened, reworded, want_of
from netgarden.people.outstanding import outstanding
from netgarden.records.kinds import OPEN_KINDS, Result, loop_kind, open_kind
from netgarden.records.loop import Loop
from netgarden.session.session import Changed, Session
from netgarden.text.plain import clean
from netgarden.tui.commands import bindings
from netgarden.tui.keys import keys_of
from netgarden.tui.look.content import MUTED
from netgarden.tui.overlays.strip import Choice
from netgarden.tui.screens.base import BaseScreen, leave_with_all_above
from netgarden.tui.screens.next_step import NextStep
from netgarden.tui.widgets.key_bar import KeyBar
from netgarden.tui.widgets.line_list import LineList
from netgarden.tui.widgets.outstanding import Outstanding
from netgarden.tui.widgets.status import StatusLine
from netgarden.verbs import loops as actions_loops

ADD = {kind.key: name for name, kind in OPEN_KINDS.items() if kind.key}
"""The kinds that are added by hand, by their keys."""

RESULTS: dict[str, Result] = {"d": "done", "y": "yes", "n": "no", "r": "no answer", "x": "dropped"}
"""By which key a loop ends how."""


class LoopsScreen(BaseScreen[NextStep | None]):
    """Everything outstanding with one person. Each change is one undo."""

    HELP = "What is open between you and this person: who owes, asked, wants or offers what, and what comes."

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("help"),
        Binding("a", "add_item", "Add", tooltip="Add a promise, request, want, offer or milestone.", id="loops.add"),
        Binding("e", "text", "Text", tooltip="Say it in other words.", id="loops.text"),
        Binding("d", "date", "Date", tooltip="Say for when.", id="loops.date"),
        Binding("x", "close", "Close", tooltip="Close it, with what came of it.", id="loops.close"),
        Binding("r", "reopen", "Reopen", tooltip="Open it again; a want or offer still stands.", id="loops.reopen"),
        Binding("D", "remove", "Delete", tooltip="Remove it as if it had never been.", id="loops.remove"),
        *bindings("undo", "redo", "palette"),
        Binding("escape,q,O", "leave", "Back", id="loops.leave"),
    ]  # fmt: skip

    DEFAULT_CSS = """
    LoopsScreen #sheet { border: round $border; padding: 0 1; height: 1fr; }
    LoopsScreen #whole {
        height: auto; max-height: 50%; min-height: 2; padding: 0 1; border-top: solid $border-blurred;
    }
    """

    def __init__(self, session: Session, uid: str, at: tuple[str, str] | None = None) -> None:
        """`at` is the table and uid of the item under the cursor at first."""
        super().__init__(session)
        self._uid = uid
        self._at = at

    def compose(self) -> ComposeResult:
        """The list, and the one under the cursor in full."""
        yield StatusLine()
        with Vertical(id="sheet"):
            yield Outstanding(id="items")
            yield Static(id="whole", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Fill the list."""
        self.session.subscribe(self._changed)
        self._show()
        self._list.rows_changed(self._at)
        self._list.focus()

    def on_unmount(self) -> None:
        """Listen no more."""
        self.session.unsubscribe(self._changed)

    def _changed(self, changed: Changed) -> None:
        if self._uid not in self.garden.contacts:
            leave_with_all_above(self)
        else:
            self._show()

    # ── what is shown ────────────────────────────────────────────────────────

    @property
    def _list(self) -> Outstanding:
        return self.query_one(Outstanding)

    @property
    def person(self) -> str | None:
        """The person whose list it is."""
        return self._uid if self._uid in self.garden.contacts else None

    def _show(self) -> None:
        items = outstanding(self.garden, self._uid, self.today)
        opened = sum(item.is_open for item in items)
        sheet = self.query_one("#sheet", Vertical)
        sheet.border_title = Content(
            f"Open loops · {self.garden.contacts[self._uid].name} · {opened} open · {len(items) - opened} closed"
        )
        self._list.show(items)
        self._show_whole()
        self.show_status()
        self.refresh_bindings()

    @on(LineList.Moved)
    def _show_whole(self) -> None:
        item = self._list.item
        nothing = keys_of(self.app).fill("Nothing is outstanding. {loops.add} adds something.")
        whole = Content.assemble(
            (item.label, "bold"), f"  {item.text}\n", (item.when, MUTED)
        ) if item else Content.styled(nothing, MUTED)  # fmt: skip
        self.query_one("#whole", Static).update(whole)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim what does not apply to the item under the cursor."""
        item = self._list.item if self.is_mounted else None
        if action in ("text", "date", "close", "reopen", "remove"):
            if item is None or (
                action == "reopen" and item.is_open and item.table not in ("wants", "offers")
            ):
                return None
            if action == "date" and item.table in ("wants", "offers"):
                return None
            return True
        return super().check_action(action, parameters)

    def action_leave(self) -> None:
        """Back to where one was."""
        self.dismiss(None)

    # ── what can be done ─────────────────────────────────────────────────────

    def action_add_item(self) -> None:
        """Ask what kind, then the words and the day."""

        def chosen(key: str) -> None:
            name = ADD[key]
            kind = OPEN_KINDS[name]
            style = self.rules.date_style

            def add_it(text: str) -> None:
                self.do(lambda _: add(self.garden, self._uid, name, text, self.today, style))

            self.ask_text(
                kind.prompt,
                lambda text: noted(name, text, self.today, style).words(self.today),
                add_it,
                placeholder=kind.hint,
            )

        self.ask("Add", [Choice(key, OPEN_KINDS[name].label) for key, name in ADD.items()], chosen)

    @on(LineList.Chosen)
    def action_text(self) -> None:
        """Ask for other words."""
        if (item := self._list.item) is None:
            return

        def reword(text: str) -> None:
            self.do(lambda _: reworded(self.garden, item, text))

        self.ask_text(
            item.label,
            lambda text: reworded(self.garden, item, text).label,
            reword,
            value=item.text,
        )

    def action_date(self) -> None:
        """Ask for another day."""
        if (item := self._list.item) is None:
            return

        def redate(text: str) -> None:
            self.do(lambda _: redated(self.garden, item, text, self.today, self.rules.date_style)[0])

        hint = "12 mar · fri" if item.table == "milestones" else "fri · in 3w · 12 dec; empty: no day"
        self.ask_text(
            f"When? {item.label}: {item.text}",
            lambda text: redated(self.garden, item, text, self.today, self.rules.date_style)[1],
            redate,
            placeholder=f"{hint}; nudge fri" if open_kind(item.kind).is_nudged else hint,
        )

    def action_close(self) -> None:
        """Close it with what came of it; of a loop that is closed, say anew what came of it."""
        item, garden, today = self._list.item, self.garden, self.today
        if item is None:
            return
        if item.table == "loops":
            self._close_loop(garden.loops[item.uid])
        elif item.is_open and item.table == "milestones":
            self.do(lambda _: actions_loops.mark_milestone(garden, item.uid, today))
        elif item.is_open:
            self.do(lambda _: actions_loops.close_want(garden, want_of(garden, item), today))

    def _close_loop(self, loop: Loop) -> None:
        garden, today = self.garden, self.today

        def came_to(change: Callable[[str], Change]) -> None:
            def close(outcome: str) -> None:
                self.do(lambda _: change(outcome))

            self.ask_text(
                "What came of it?",
                lambda text: clean(text) or "nothing to say",
                close,
                value=loop.outcome,
                placeholder="in a few words, or nothing",
            )

        def ended(key: str) -> None:
            if key == "h":
                came_to(lambda words: actions_loops.confirm_planned(garden, loop.uid, today, summary=words))
            else:
                result = RESULTS[key]
                came_to(
                    lambda words: actions_loops.close_loop(
                        garden, loop.uid, today, result=result, outcome=words
                    )
                )

        if not loop.is_open:
            came_to(lambda words: actions_loops.edit_loop(garden, loop.uid, {"outcome": words}))
            return
        choices = [
            Choice(key, result) for key, result in RESULTS.items() if result in loop_kind(loop.kind).ends
        ]
        if loop.kind == "planned" and loop.due_on and loop.due_on <= today:
            choices.insert(0, Choice("h", "it happened: log it"))
        self.ask("How did it end?", choices, ended)

    def action_reopen(self) -> None:
        """Open it again."""
        if item := self._list.item:
            self.do(lambda _: reopened(self.garden, item, self.today))

    def action_remove(self) -> None:
        """Remove it."""
        if item := self._list.item:
            self.do(lambda _: removed(self.garden, item))
