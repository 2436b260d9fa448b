"""What a verb works with: the garden, the people meant, and the ways to ask and to answer."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from textual.app import App
from textual.screen import Screen

from netgarden.change.change import Change
from netgarden.session.session import Session
from netgarden.tui.keys import Keys, keys_of
from netgarden.verbs.people import who

if TYPE_CHECKING:
    from netgarden.due.suggest import Suggestion
    from netgarden.tui.overlays.strip import Choice
    from netgarden.tui.screens.base import BaseScreen

Result = TypeVar("Result")
Part = TypeVar("Part")


class Context:
    """A screen as a verb sees it; with `uid` it is about this person, whoever is under the cursor.

    It looks anew each time it is asked: what is answered later goes by the people as they are then.
    """

    def __init__(self, screen: "BaseScreen[Any]", uid: str = "") -> None:
        self._screen = screen
        self._uid = uid
        self.session: Session = screen.session

    @property
    def app(self) -> App[Any]:
        """The app, for the clipboard and for links."""
        return self._screen.app

    @property
    def keys(self) -> Keys:
        """The keys that sentences name."""
        return keys_of(self._screen.app)

    # ── who is meant ─────────────────────────────────────────────────────────

    @property
    def person(self) -> str | None:
        """The uid under the cursor, or None."""
        return self._uid or self._screen.person

    @property
    def people(self) -> tuple[str, ...]:
        """The uids that are meant: those marked, else the one under the cursor."""
        return (self._uid,) if self._uid else self._screen.people

    @property
    def who(self) -> str:
        """The people meant, in words."""
        return who(self.session.garden, self.people)

    @property
    def offer(self) -> "tuple[str, Suggestion] | None":
        """The rhythm that was suggested a moment ago, and for whom."""
        offer = self._screen.offer
        return offer if offer and offer[0] in self.session.garden.contacts else None

    @property
    def minutes(self) -> int | None:
        """The minutes of the day that the screen goes by; None for those of the rules."""
        return self._screen.minutes

    def part(self, kind: type[Part]) -> Part:
        """Return the part of the screen that a verb is about: its forest, its panes … Raises LookupError without."""
        for part in self._screen.parts:
            if isinstance(part, kind):
                return part
        raise LookupError(kind.__name__)

    # ── asking and answering ─────────────────────────────────────────────────

    def do(self, change: Callable[[tuple[str, ...]], Change]) -> bool:
        """Carry out a change of the people meant, say what was done, and return whether anything was."""
        return self._screen.do(lambda _: change(self.people))

    def say(self, text: str, *, problem: bool = False) -> None:
        """Say something in a toast."""
        self._screen.say(text, problem=problem)

    def ask(
        self, title: str, choices: list["Choice"], then: Callable[[str], None], *, digits: str = ""
    ) -> None:
        """Ask for one key, then go on with it."""
        self._screen.ask(title, choices, then, digits=digits)

    def ask_text(
        self,
        title: str,
        check: Callable[[str], str],
        then: Callable[[str], None],
        *,
        value: str = "",
        placeholder: str = "",
        complete: Callable[[str], tuple[str, Sequence[str]]] = lambda text: (text, ()),
    ) -> None:
        """Ask for a line of text, then go on with it; tab lets it go on as `complete` says."""
        self._screen.ask_text(title, check, then, value=value, placeholder=placeholder, complete=complete)

    # ── going elsewhere ──────────────────────────────────────────────────────

    def find(self) -> None:
        """Open find; what it ends with is done on this screen."""
        self._screen.find()

    def open(self, screen: Screen[Result], then: Callable[[Result | None], None] | None = None) -> None:
        """Show another screen, then go on with its result."""
        self._screen.app.push_screen(screen, then)

    def open_for_step(self, screen: "Screen[Any]") -> None:
        """Show another screen that ends with a next step, which is then taken."""
        self._screen.app.push_screen(screen, self._screen.take)

    def write(self, uid: str, start: str = "") -> None:
        """Open the composer for a person, with `start` typed already."""
        self._screen.write(uid, start)

    def go_to(self, uid: str) -> None:
        """Put the cursor on somebody, where the screen has one."""
        self._screen.go_to(uid)

    def open_card(self, uid: str) -> None:
        """Open the whole card of somebody."""
        self._screen.open_card(uid)
