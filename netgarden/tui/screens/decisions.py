"""What waits for a decision: values that two devices set apart, and news of the file."""

from collections.abc import Callable, Hashable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from netgarden.errors import NetgardenError
from netgarden.services.decisions import Decision, decisions
from netgarden.services.session import Changed, Session
from netgarden.tui.screens.strip import Choice, Strip
from netgarden.tui.widgets.line_list import LineList


class DecisionList(LineList):
    """The decisions, a line each."""

    def __init__(self) -> None:
        super().__init__()
        self.decisions: Sequence[Decision] = ()

    def show(self, found: Sequence[Decision]) -> None:
        """Show these; the cursor stays at its place."""
        self.decisions = found
        self.rows_changed()

    @property
    def row_count(self) -> int:
        """How many there are."""
        return len(self.decisions)

    def row_key(self, index: int) -> Hashable:
        """What it is about."""
        return self.decisions[index].title

    def render_row(self, index: int, width: int) -> Content:
        """What it is about, in words."""
        return Content(self.decisions[index].title)


class DecisionScreen(ModalScreen[None]):
    """A list of what waits; enter asks for one key on each. Until then what netgarden holds is kept."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,C", "dismiss", "Back", id="decisions.back"),
    ]

    DEFAULT_CSS = """
    DecisionScreen { align: center middle; }
    DecisionScreen > Vertical {
        width: 100; max-width: 100%; height: 70%; border: round $border; background: $surface; padding: 0 1;
    }
    DecisionScreen Static { height: auto; margin: 1 0; }
    DecisionScreen DecisionList { background: $surface; }
    """

    def __init__(self, session: Session, say: Callable[[str], None]) -> None:
        """`say` tells what was done."""
        super().__init__()
        self._session = session
        self._say = say

    def compose(self) -> ComposeResult:
        """The list, and the whole text of the one under the cursor."""
        with Vertical() as sheet:
            sheet.border_title = Content("To decide")
            sheet.border_subtitle = Content("enter decides · esc later")
            yield DecisionList()
            yield Static(id="detail", markup=False)

    def on_mount(self) -> None:
        """Fill the list, and keep up with the garden."""
        self._session.subscribe(self._changed)
        self._show()
        self.query_one(DecisionList).focus()

    def on_unmount(self) -> None:
        """Listen no more."""
        self._session.unsubscribe(self._changed)

    def _changed(self, changed: Changed) -> None:
        self._show()

    def _show(self) -> None:
        self.query_one(DecisionList).show(decisions(self._session))

    @on(LineList.Moved)
    def _moved(self) -> None:
        found = self.query_one(DecisionList)
        text = found.decisions[found.cursor].detail if found.row_count else "Nothing waits for you."
        self.query_one("#detail", Static).update(Content(text))

    @on(LineList.Chosen)
    def _chosen(self) -> None:
        found = self.query_one(DecisionList)
        decision = found.decisions[found.cursor]

        def decided(key: str | None) -> None:
            if key is None:
                return
            try:
                done = decision.options[int(key) - 1].take()
            except NetgardenError as error:
                self._say(str(error))
                return
            self._say(f"✓ {done}" if done else "Kept as it is")
            self._show()

        choices = [Choice(str(place), option.label) for place, option in enumerate(decision.options, 1)]
        self.app.push_screen(Strip(decision.title, choices), decided)
