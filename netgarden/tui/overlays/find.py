"""Find: type a few letters, misspelt, and the right person's brief stands beside them."""

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from netgarden.change.garden import last_touch
from netgarden.errors import UsageError
from netgarden.text.dates_in_words import span_words
from netgarden.text.plain import fold, plural
from netgarden.tui.commands import COMMANDS, PEOPLE
from netgarden.tui.keys import keys_of
from netgarden.tui.look.content import first_fitting
from netgarden.tui.overlays.overlay import OverlayScreen
from netgarden.tui.screens.next_step import NextStep
from netgarden.tui.views.main import card_lines
from netgarden.tui.widgets.card import Card
from netgarden.tui.widgets.line_input import LineInput
from netgarden.tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from netgarden.search.match import Match

KEY_WORDS = (
    "{find.card} card · {find.log} log · {find.complete} to the list · {find.leave} back",
    "{find.card} card · {find.complete} to the list · {find.leave} back",
    "{find.card} card · {find.leave} back",
)
"""The keys that matter, in as many words as there is room for."""

LIMIT = 50
"""How many people are listed at most."""


class Result(NamedTuple):
    """A row of the list."""

    uid: str
    name: Content
    """The name with the matched letters marked."""
    note: Content
    """The field that matched, or why the person is offered."""


class Results(LineList):
    """The people found."""

    def __init__(self) -> None:
        super().__init__(id="results")
        self.results: Sequence[Result] = ()

    def show(self, results: Sequence[Result]) -> None:
        """Show these; the best is under the cursor."""
        self.results = results
        self.set_reactive(LineList.cursor, 0)
        self.rows_changed()

    @property
    def row_count(self) -> int:
        """How many there are."""
        return len(self.results)

    def row_key(self, index: int) -> Hashable:
        """The uid."""
        return self.results[index].uid

    def render_row(self, index: int, width: int) -> Content:
        """Name, and what matched."""
        result = self.results[index]
        name_width = min(max(16, width * 2 // 5), width)
        name = result.name.truncate(name_width - 1, ellipsis=True)
        return name.pad_right(name_width - name.cell_length) + result.note


class FindScreen(OverlayScreen[NextStep | None]):
    """The overlay. It ends with what to do and for whom; the screen beneath does it."""

    TAKES_TEXT = True

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", id="find.leave"),
        Binding("down", "move(1)", "Next", show=False, id="find.down"),
        Binding("up", "move(-1)", "Previous", show=False, id="find.up"),
        Binding("enter", "take('card')", "Card", id="find.card"),
        Binding("tab", "complete", "Complete, or to the list", id="find.complete"),
        Binding("ctrl+l", "take('log')", "Log", id="find.log"),
        Binding("ctrl+t", "take('tried')", "Tried", id="find.tried"),
        Binding("ctrl+y", "take('copy')", "Copy", priority=True, id="find.copy"),
        Binding("ctrl+o", "take('open_link')", "Open", id="find.open"),
        Binding("ctrl+n", "add", "Add this person", id="find.add"),
        # In the list the verbs are those of everywhere; while one types they are letters.
        *(
            Binding(
                verb.key,
                f"take('{verb.id}')",
                verb.label,
                show=False,
                tooltip=verb.help,
                id=f"find.list.{verb.id}",
            )
            for verb in COMMANDS.values()
            if verb.section == PEOPLE and verb.id not in ("card", "mark")
        ),
    ]

    DEFAULT_CSS = """
    FindScreen { align: center top; }
    FindScreen > Vertical {
        width: 112; max-width: 100%; height: 85%; margin-top: 1;
        border: round $border; background: $surface; padding: 0 1;
    }
    FindScreen Input { height: 1; border: none; padding: 0; background: $surface; }
    FindScreen Input:focus { border: none; }
    FindScreen #said { height: 1; color: $foreground-muted; }
    FindScreen Results { width: 1fr; background: $surface; }
    FindScreen Card { width: 42%; border-left: solid $border-blurred; }
    FindScreen.-narrow Card { display: none; }
    """

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (70, "-wide")]

    def compose(self) -> ComposeResult:
        """The words, what came of them, the people and the brief."""
        with Vertical() as sheet:
            sheet.border_title = Content("Find")
            yield LineInput(placeholder="a name, misspelt · org · interest · #tag · last:>3m · is:due")
            yield Static(id="said", markup=False)
            with Horizontal():
                yield Results()
                yield Card()

    def on_resize(self) -> None:
        """Name as many keys as there is room for."""
        sheet, words = self.query_one(Vertical), tuple(map(keys_of(self.app).fill, KEY_WORDS))
        sheet.border_subtitle = Content(first_fitting(words, sheet.content_size.width - 2))

    def on_mount(self) -> None:
        """Begin with what is at hand."""
        self.query_one(Input).focus()
        self._search("")

    @property
    def _results(self) -> Results:
        return self.query_one(Results)

    # ── searching ────────────────────────────────────────────────────────────

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._search(event.value)

    def _search(self, query: str) -> None:
        said = self.query_one("#said", Static)
        if not query.strip():
            at_hand = self._at_hand()
            self._results.show(at_hand)
            needs = "What needs doing" if at_hand else "What needs doing will stand here"
            said.update(Content(f"{needs}, and whom you looked up last"))
            return
        try:
            matches = self.session.find(query, limit=LIMIT)
        except UsageError as error:
            said.update(Content.styled(str(error), "$error"))
            return
        names = Counter(fold(match.name) for match in matches)
        self._results.show([self._result(match, names[fold(match.name)] > 1) for match in matches])
        count = (
            keys_of(self.app).fill("Nobody fits · {find.add} adds this person")
            if not matches
            else plural(len(matches), "person", "people")
        )
        said.update(Content(f"{count}{'' if len(matches) < LIMIT else ' or more'}"))
        if not matches:
            self.query_one(Card).show(())

    def _at_hand(self) -> list[Result]:
        people = self.session.garden.contacts
        rows = [
            Result(row.uid, Content(people[row.uid].name), Content.styled(row.lead.text, "$accent"))
            for row in (self.session.queue().rows if self.session.knows_who_is_due else ())
        ]
        due = {row.uid for row in rows}
        looked_up = [
            Result(uid, Content(people[uid].name), Content.styled("looked up", "$foreground-muted"))
            for uid in self.session.window.looked_up
            if uid in people and uid not in due
        ]
        return rows + looked_up

    def _result(self, match: "Match", has_namesake: bool) -> Result:
        name, notes = Content(match.name), []
        for field in match.matched:
            if field.field == "name":
                name = marked(field.text, field.spans)
            else:
                notes.append(
                    Content.assemble(
                        (f"{field.field.removesuffix('s')} ", "$foreground-muted"),
                        marked(field.text, field.spans),
                    )
                )
        shown_org = any(field.field == "org" for field in match.matched)
        org = [Content.styled(match.org, "$foreground-muted")] if match.org and not shown_org else []
        apart = [Content.styled(self._told_apart(match.uid), "$foreground-muted")] if has_namesake else []
        parts = [part for part in (*org, *apart, *notes) if part]
        return Result(match.uid, name, Content.styled(" · ", "$foreground-muted").join(parts))

    def _told_apart(self, uid: str) -> str:
        """What tells somebody from a namesake: the place, and when you were last in touch."""
        touch = last_touch(self.session.garden, uid, self.session.today)
        last = f"last {span_words((self.session.today - touch.on).days)} ago" if touch else "never in touch"
        return " · ".join(part for part in (self.session.garden.contacts[uid].place, last) if part)

    @on(LineList.Moved)
    def _moved(self) -> None:
        if self._results.row_count:
            uid = str(self._results.current_key)
            self.query_one(Card).show(card_lines(self.session.brief(uid)))

    # ── leaving ──────────────────────────────────────────────────────────────

    def action_move(self, rows: int) -> None:
        """Move in the list while typing."""
        self._results.action_move(rows)

    @on(Input.Submitted)
    @on(LineList.Chosen)
    def _chosen(self) -> None:
        self.action_take("card")

    def action_take(self, action: str) -> None:
        """End with the person under the cursor."""
        if self._results.row_count:
            uid = str(self._results.current_key)
            self.session.look_up(uid)
            self.dismiss(NextStep(action, uid))

    def action_add(self) -> None:
        """End with the words as a new person."""
        self.dismiss(NextStep("add", "", self.query_one(Input).value))

    def action_complete(self) -> None:
        """Complete the filter at the cursor; where there is none, go to the list."""
        words = self.query_one(Input)
        if not words.has_focus:
            words.focus()
            return
        completions = self.session.complete_query(words.value, words.cursor_position)
        if not completions:
            self._results.focus()
            return
        first = completions[0]
        words.value = words.value[: first.start] + first.insert + words.value[first.end :]
        words.cursor_position = first.start + len(first.insert)
        self.query_one("#said", Static).update(
            Content(" · ").join(Content(f"{one.insert.strip()}  {one.note}") for one in completions[1:])
        )


def marked(text: str, spans: Sequence[tuple[int, int]]) -> Content:
    """The text with its matched letters underlined."""
    content = Content(text)
    for start, end in spans:
        content = content.stylize("bold underline", start, end)
    return content
