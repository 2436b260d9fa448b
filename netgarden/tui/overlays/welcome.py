"""Welcome back: after days away, one calm question about what has piled up (`rules.md`, Away)."""

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from netgarden.due.away import Welcome, spread_routine, welcome_back
from netgarden.session.session import Session
from netgarden.text.dates_in_words import span_words
from netgarden.tui.keys import keys_of
from netgarden.tui.overlays.overlay import OverlayScreen
from netgarden.tui.screens.base import BaseScreen


class WelcomeScreen(OverlayScreen[bool]):
    """Asks whether to spread the routine; the result is the answer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y", "answer(True)", "Spread it", id="welcome.spread"),
        Binding("escape,n,q", "answer(False)", "Leave it as it is", id="welcome.leave"),
    ]

    CLOSED_BY_CLICK = False

    DEFAULT_CSS = """
    WelcomeScreen { align: center middle; }
    WelcomeScreen > Vertical {
        width: 64; max-width: 100%; height: auto; border: round $border; background: $surface; padding: 1 2;
    }
    WelcomeScreen Static { height: auto; }
    WelcomeScreen #rest { color: $foreground-muted; margin: 1 0; }
    """

    def __init__(self, session: Session, welcome: Welcome) -> None:
        super().__init__(session)
        self._welcome = welcome

    def compose(self) -> ComposeResult:
        """The question, what it leaves alone, and the two keys."""
        keys = keys_of(self.app)
        with Vertical():
            yield Static(Content.styled(self._welcome.words, "bold"))
            yield Static(
                f"You were away for {span_words(self._welcome.days)}. Promises, thanks and plans keep their dates; "
                "whoever matters most comes first. One undo takes it back.",
                id="rest",
                markup=False,
            )
            yield Static(
                Content.assemble(
                    (keys["welcome.spread"], "$footer-key-foreground bold"), " spread it   ",
                    (keys["welcome.leave"], "$footer-key-foreground bold"), " leave it as it is",
                )
            )  # fmt: skip

    def action_answer(self, spread: bool) -> None:
        """End with the answer."""
        self.dismiss(spread)


def greet(screen: BaseScreen[Any]) -> None:
    """On the first look of a day: ask, where days away have left a pile, and spread it if that is wished."""
    session = screen.session
    if not session.note_opened() or (session.store is not None and session.store.read_only):
        return
    welcome = welcome_back(session.garden, session.rules, session.today)
    if welcome is None:
        return

    def answered(spread: bool | None) -> None:
        if spread:
            screen.do(lambda _: spread_routine(session.garden, session.rules, session.today))

    screen.app.push_screen(WelcomeScreen(session, welcome), answered)
