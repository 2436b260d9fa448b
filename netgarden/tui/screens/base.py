"""The base of all screens: it carries out commands, says and asks, and has the keys that work everywhere."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import events
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets._toast import ToastRack

from netgarden.change.change import Change
from netgarden.due.rules import Rules
from netgarden.errors import NetgardenError
from netgarden.session.session import Session
from netgarden.tui import screens
from netgarden.tui.commands import COMMANDS, EVERYWHERE, PEOPLE, bindings
from netgarden.tui.keys import keys_of
from netgarden.tui.screens.next_step import NextStep
from netgarden.tui.verbs import CONDITIONAL, verb_of
from netgarden.tui.verbs.context import Context
from netgarden.tui.verbs.verb import NOBODY_CHOSEN
from netgarden.tui.views.main import session_status
from netgarden.tui.widgets.key_bar import KeyBar
from netgarden.tui.widgets.status import StatusLine

if TYPE_CHECKING:
    from netgarden.due.suggest import Suggestion

Result = TypeVar("Result")

Act = Callable[[tuple[str, ...]], Change]
"""From the people to the change."""

OFFER_SECONDS = 8.0
"""How long another rhythm is offered in a toast."""

NEEDS_SOMEBODY = frozenset(command.id for command in COMMANDS.values() if command.section == PEOPLE)
"""Commands that are dimmed while nobody is under the cursor."""


class BaseScreen(Screen[Result]):
    """A screen that offers commands, perhaps with somebody under the cursor.

    It offers what its `BINDINGS` name, and what works everywhere. A command is carried out by its verb, unless the
    screen has an action of its own for it.
    """

    TAKES_TEXT: ClassVar[bool] = False
    """Whether one types on it all the time, so that the keys which work everywhere are letters there."""

    HAS_COMPOSER: ClassVar[bool] = False
    """Whether entries are written on it."""

    def __init_subclass__(cls, *, is_shown: bool = True, **kwargs: Any) -> None:
        """Complete the bindings and actions of a screen; `is_shown` is False for a base of others."""
        if is_shown:
            listed = [
                binding
                for one in cls.__mro__
                for binding in vars(one).get("BINDINGS", ())
                if isinstance(binding, Binding)
            ]
            missing = [] if cls.TAKES_TEXT else _missing_everywhere(listed)
            cls.BINDINGS = [*vars(cls).get("BINDINGS", ()), *missing]
            for command in (*(binding.id for binding in listed), *EVERYWHERE):
                if command in COMMANDS and not hasattr(cls, f"action_{command}"):
                    setattr(cls, f"action_{command}", _runner(command))
        super().__init_subclass__(**kwargs)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.garden = session.garden
        self.offer: tuple[str, Suggestion] | None = None
        """The rhythm that was suggested a moment ago, and for whom."""
        self.parts: tuple[object, ...] = ()
        """What verbs of this screen may ask for besides: its forest, its panes …"""

    @property
    def rules(self) -> Rules:
        """What the rules go by."""
        return self.session.rules

    @property
    def today(self) -> date:
        """The local date."""
        return self.session.today

    # ── what a screen gives ──────────────────────────────────────────────────

    @property
    def person(self) -> str | None:
        """The uid under the cursor, or None."""
        return None

    @property
    def people(self) -> tuple[str, ...]:
        """The uids that verbs act on: those marked, else the one under the cursor."""
        return (self.person,) if self.person else ()

    def go_to(self, uid: str) -> None:
        """Put the cursor on somebody, where the screen has one."""

    def may_close(self) -> bool:
        """Return whether nothing would be lost; else go back to what is half written, and say so."""
        return True

    @property
    def minutes(self) -> int | None:
        """The minutes of the day that this screen goes by; None for those of the rules."""
        return None

    @property
    def marked_words(self) -> str:
        """How many are marked for the next verb, on a screen where one can mark; empty where nobody is."""
        return ""

    # ── the lines above and below ────────────────────────────────────────────

    def show_status(self) -> None:
        """Bring the status line up to date; the app calls it a few times a second."""
        for line in self.query(StatusLine):
            line.status = session_status(self.session, keys_of(self.app), self.minutes, self.marked_words)

    def on_screen_suspend(self) -> None:
        """Under another screen the keys of this one do not work, and are not shown; what was said is said there."""
        for bar in self.query(KeyBar):
            bar.hints = ()
        for rack in self.children:
            if isinstance(rack, ToastRack) and rack.display:
                rack.display = False

    def on_screen_resume(self) -> None:
        """They work again."""
        self.refresh_bindings()

    def on_key(self, event: events.Key) -> None:
        """Say why a key does nothing just now."""
        active = self.active_bindings.get(event.key)
        if active is not None and not active.enabled and (why := self.why_not(active.binding.action)):
            event.stop()
            self.say(why)

    def why_not(self, action: str) -> str:
        """Return what is said when the key of a command is pressed that does not apply; empty for nothing."""
        found = verb_of(action)
        nobody = NOBODY_CHOSEN if action in NEEDS_SOMEBODY else ""
        words = nobody if found is None else found.why_not(self.context)
        return keys_of(self.app).fill(words)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim a command that does not apply just now, and one about people where there is nobody."""
        if action in CONDITIONAL and (found := verb_of(action)) is not None:
            return True if found.when(self.context) else None
        return None if action in NEEDS_SOMEBODY and self.person is None else True

    @property
    def context(self) -> Context:
        """This screen as its verbs see it."""
        return Context(self)

    def run_verb(self, command: str) -> None:
        """Carry out the verb of a command."""
        if (found := verb_of(command)) is not None:
            found.run(self.context)

    # ── doing ────────────────────────────────────────────────────────────────

    def say(self, text: str, *, problem: bool = False, seconds: float = 4) -> None:
        """Say something in a toast; text from data is only text there."""
        self.offer = None
        # What was said before is over: toasts would pile up over the rows.
        self.app.clear_notifications()
        self.app.notify(text, severity="error" if problem else "information", markup=False, timeout=seconds)

    def say_done(self, label: str) -> None:
        """Say what was done and how to undo it; and once, where it asks for it, which rhythm would fit better.

        While that is said, the cadence key is about it.
        """
        from netgarden.tui.views.done_words import done_words

        keys = keys_of(self.app)
        said, offer = f"✓ {done_words(label)} · {keys['undo']} undoes", self.session.suggested
        if offer is None:
            self.say(said)
            return
        uid, suggestion = offer
        name = self.garden.contacts[uid].name
        self.say(f"{said}\n{name}: {suggestion.words} · {keys['cadence']} changes it", seconds=OFFER_SECONDS)
        self.offer = offer
        self.set_timer(OFFER_SECONDS, lambda: self._withdraw(offer))

    def _hush(self) -> None:
        """Take away what was said: it stands where a strip or a prompt is going to ask."""
        self.offer = None
        self.app.clear_notifications()

    def _withdraw(self, offer: "tuple[str, Suggestion]") -> None:
        if self.offer is offer:
            self.offer = None

    def do(self, act: Act) -> bool:
        """Make a change of the people meant, and say what was done and how to undo it."""
        try:
            change = act(self.people)
            done = self.session.do(change)
        except NetgardenError as error:
            self.say(str(error), problem=True)
            return False
        if done:
            self.say_done(change.label)
        else:
            self.say(f"Nothing to do: {change.label}")
        self.after_verb()
        return done

    def after_verb(self) -> None:
        """Called when a verb was carried out; a screen with marks clears them."""

    def ask(
        self, title: str, choices: list["screens.Choice"], then: Callable[[str], None], *, digits: str = ""
    ) -> None:
        """Ask for one key, then go on with it."""

        def answered(key: str | None) -> None:
            if key is not None:
                then(key)

        self._hush()
        self.app.push_screen(screens.Strip(title, choices, digits=digits), answered)

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

        def answered(text: str | None) -> None:
            if text is not None:
                then(text)

        self._hush()
        prompt = screens.Prompt(title, value, check, placeholder=placeholder, complete=complete)
        self.app.push_screen(prompt, answered)

    # ── going elsewhere ──────────────────────────────────────────────────────

    def find(self) -> None:
        """Open find, and take the step that it ends with."""
        self.app.push_screen(screens.FindScreen(self.session), self.found)

    def found(self, step: NextStep | None) -> None:
        """Do what find ended with: open a card, add somebody, or carry out a verb on the person found."""
        if step is None:
            return
        if step.action == "add":
            from netgarden.tui.verbs.people import add

            add(self.context, step.words)
        elif (one := verb_of(step.action)) is not None:
            one.run(Context(self, step.uid))

    def open_card(self, uid: str) -> None:
        """Open the whole card of somebody, on top of this screen."""
        self.app.push_screen(screens.CardScreen(self.session, uid), self.take)

    def take(self, step: NextStep | None) -> None:
        """Take the step that another screen ended with: hand it on to a screen that can write."""
        if step is not None and step.action != "seen":
            self.hand_on(step)

    def write(self, uid: str, start: str = "") -> None:
        """Open the composer for a person, with `start` typed already; that is done in a screen below."""
        self.hand_on(NextStep("write", uid, start))

    def hand_on(self, step: NextStep) -> None:
        """Close this screen and those below until one has a composer, which takes the step."""
        for screen in reversed(self.app.screen_stack):
            if isinstance(screen, BaseScreen):
                if screen.HAS_COMPOSER:
                    screen.call_next(screen.take, step)
                    return
                if not screen.may_close():
                    return
            self.app.pop_screen()


def _missing_everywhere(listed: Sequence[Binding]) -> "list[BindingType]":
    """The bindings of what works everywhere, without those whose keys are taken already."""
    taken = {key for binding in listed for key in binding.key.split(",")}
    missing = [command for command in EVERYWHERE if taken.isdisjoint(COMMANDS[command].key.split(","))]
    return bindings(*missing, show=False)


def _runner(command: str) -> Callable[[BaseScreen[Any]], None]:
    """The action of a screen that carries out the verb of a command."""

    def run(screen: BaseScreen[Any]) -> None:
        screen.run_verb(command)

    run.__doc__ = COMMANDS[command].help
    return run


def leave_with_all_above(screen: Screen[Any]) -> None:
    """Leave a screen whose person is gone, with the strips and prompts that stand on it."""
    if screen in screen.app.screen_stack:
        # Textual's own way puts it off, and by then another screen may have left as well.
        while screen.app.screen is not screen:
            screen.app.pop_screen()
        screen.dismiss(None)
