"""What every screen on which something is done has: saying it, asking for what it needs, taking it back."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from textual import events
from textual.screen import Screen
from textual.widgets._toast import ToastRack

from netgarden.change.change import Change
from netgarden.change.history import Inverse
from netgarden.due.rules import Rules
from netgarden.errors import NetgardenError
from netgarden.session.session import Session
from netgarden.tui import screens
from netgarden.tui.commands import COMMANDS, PEOPLE
from netgarden.tui.keys import keys_of
from netgarden.tui.screens.next_step import NextStep
from netgarden.tui.views.main import session_status
from netgarden.tui.widgets.key_bar import KeyBar
from netgarden.tui.widgets.status import StatusLine
from netgarden.verbs import people as actions

if TYPE_CHECKING:
    from netgarden.due.suggest import Suggestion

Verb = Callable[[tuple[str, ...]], Change]
"""From the people to the change."""

OFFER_SECONDS = 8.0
"""How long another rhythm is offered in a toast."""

NEEDS_SOMEBODY = frozenset(command.id for command in COMMANDS.values() if command.section == PEOPLE)
"""Commands that are dimmed while nobody is under the cursor."""

WHY_NOT = {
    "undo": "Nothing to undo yet.",
    "redo": "Nothing to bring back.",
    "review": "Nobody is due today.",
    **dict.fromkeys(
        NEEDS_SOMEBODY, "Nobody is chosen here · {list.down} {list.up} move, {find} finds, {add} adds"
    ),
}
"""Command to the sentence for when its key is pressed and it does not apply; keys are filled in."""


class BaseScreen(Screen[NextStep | None]):
    """A screen with somebody under the cursor, on which things are done, said, asked and taken back."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.garden = session.garden
        self._offer: tuple[str, Suggestion] | None = None

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
        raise NotImplementedError

    @property
    def people(self) -> tuple[str, ...]:
        """The uids that verbs act on: those marked, else the one under the cursor."""
        return (self.person,) if self.person else ()

    def write(self, uid: str, start: str = "") -> None:
        """Open the composer for a person, with `start` typed already."""
        raise NotImplementedError

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
        """What is said when the key of a command is pressed that does not apply; empty for nothing."""
        return keys_of(self.app).fill(WHY_NOT.get(action, ""))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim what needs somebody where there is nobody, and undo and redo where there is nothing."""
        if action in NEEDS_SOMEBODY and self.person is None:
            return True if action == "cadence" and self._offer else None
        if action == "undo":
            return True if self.session.history.undoable else None
        if action == "redo":
            return True if self.session.history.redoable else None
        return True

    # ── doing ────────────────────────────────────────────────────────────────

    def say(self, text: str, *, problem: bool = False, seconds: float = 4) -> None:
        """Say something in a toast; text from data is only text there."""
        self._offer = None
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
        self._offer = offer
        self.set_timer(OFFER_SECONDS, lambda: self._withdraw(offer))

    def _hush(self) -> None:
        """Take away what was said: it stands where a strip or a prompt is going to ask."""
        self._offer = None
        self.app.clear_notifications()

    def _withdraw(self, offer: "tuple[str, Suggestion]") -> None:
        if self._offer is offer:
            self._offer = None

    def do(self, verb: Verb) -> bool:
        """Carry out a verb on the people meant, and say what was done and how to undo it."""
        try:
            change = verb(self.people)
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

    @property
    def _who(self) -> str:
        return actions.who(self.garden, self.people)

    # ── everywhere ───────────────────────────────────────────────────────────

    def action_undo(self) -> None:
        """Take back the last change."""
        self._take_back(self.session.undo, "undone", "{redo} brings it back")

    def action_redo(self) -> None:
        """Bring back what was undone."""
        self._take_back(self.session.redo, "back again", "{undo} undoes")

    def _take_back(self, take_back: Callable[[], Inverse | None], done: str, how: str) -> None:
        try:
            inverse = take_back()
        except NetgardenError as error:
            self.say(str(error), problem=True)
            return
        if inverse is None:
            self.say("Nothing to take back.")
            return
        stayed = f" · {len(inverse.stayed)} changed since and left as they are" if inverse.stayed else ""
        self.say(f"✓ {done}: {inverse.change.label} · {keys_of(self.app).fill(how)}{stayed}")

    def action_help(self) -> None:
        """All keys that work here."""
        self.app.push_screen(screens.HelpScreen(self))

    def action_theme(self) -> None:
        """Choose other colours."""
        self.app.push_screen(screens.ThemeScreen(self.session))

    def action_palette(self) -> None:
        """All commands."""
        self.app.action_command_palette()

    def action_quit(self) -> None:
        """Leave."""
        self.app.exit()


def leave_with_all_above(screen: Screen[Any]) -> None:
    """Leave a screen whose person is gone, with the strips and prompts that stand on it."""
    if screen in screen.app.screen_stack:
        # Textual's own way puts it off, and by then another screen may have left as well.
        while screen.app.screen is not screen:
            screen.app.pop_screen()
        screen.dismiss(None)
