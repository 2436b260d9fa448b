"""The tour of a first run: five keys, one after another, each told until it has been pressed."""

from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from netgarden.session.session import Session
from netgarden.tui.keys import Keys, keys_of
from netgarden.tui.look.content import first_fitting
from netgarden.tui.widgets.card import CardLine

STEPS = {
    "add": "plants a person",
    "log": "writes down what happened, in plain words",
    "cadence": "says how often to be in touch: who is due comes from that",
    "find": "finds anyone by name, org, interest or place, misspelt too",
    "help": "shows every key there is",
}
"""The commands of the tour in order, and what is said of each."""


EMPTY_GARDEN = (
    ("add", "plants the first person"),
    ("new_entry", 'writes down what happened, and plants whoever is new: call @"Ada Lovelace": …'),
    ("import", "brings people in from a file: LinkedIn, Google, Outlook, vCards …"),
    ("help", "shows all keys"),
)
"""The commands to begin an empty garden with, and what its card says of each."""


def empty_garden(keys: Keys) -> list[CardLine]:
    """Return the card of an empty garden: how to begin."""
    shell = "netgarden demo, in a shell, opens a sample garden of invented people."
    return [
        CardLine("", "An empty garden", "bold"),
        CardLine("", ""),
        *(CardLine(keys[command], words, keys=len(keys[command])) for command, words in EMPTY_GARDEN),
        CardLine("", ""),
        CardLine("", shell, "$foreground-muted"),
    ]


class TourLine(Widget):
    """One line above the footer: the key to be tried next, what it does, and how the tour is ended.

    It stands there while its screen has the class `-touring`, and not while one writes: the keys are letters then.
    Under another screen they do not work either, and the line is blank.
    """

    DEFAULT_CSS = """
    TourLine {
        dock: bottom; height: 1; margin-bottom: 1; padding: 0 1; background: $panel; color: $foreground; display: none;
    }
    """

    step: reactive[tuple[int, str, str, str] | None] = reactive(None)
    """Which of the five, its command, its key, and the key that ends the tour; None where there is no tour."""

    def on_mount(self) -> None:
        """Follow which screen is used."""
        self.app.screen_change_signal.subscribe(self, lambda _: self.refresh())

    def render(self) -> Content:
        """The line; what the key does gives way to how to end it."""
        if self.step is None or not self.screen.is_active:
            return Content("")
        place, command, key, end = self.step
        words = STEPS[command]
        start = Content.assemble(
            (f"Tour {place} of {len(STEPS)}", "$primary bold"),
            "  ",
            (key, "$footer-key-foreground bold"),
            " ",
        )
        leave = Content.assemble("  ", (end, "$footer-key-foreground bold"), " ends it")
        room = self.content_size.width - start.cell_length - leave.cell_length
        told = Content(first_fitting((words, words.partition(":")[0], words.partition(",")[0]), room))
        told = told.truncate(max(room, 0), ellipsis=True)
        told = Content.assemble(start, told.pad_right(max(0, room - told.cell_length)))
        return Content.assemble(
            told.stylize(Style.from_meta({"command": command})),
            leave.stylize(Style.from_meta({"command": "tour"})),
        )

    async def on_click(self, event: events.Click) -> None:
        """A click on the line is the key that it tells, as in the footer."""
        if command := event.style.meta.get("command"):
            await self.screen.run_action(command)


class Tour:
    """The tour on a screen. How far it went, and that it was ended, is kept from run to run."""

    def __init__(self, session: Session, line: TourLine) -> None:
        self._session = session
        self._line = line

    @property
    def is_on(self) -> bool:
        """Whether it is under way."""
        return self._session.window.tour is not None

    def greet(self) -> None:
        """Begin, or go on where it stopped."""
        if not self.is_on:
            self.begin()
        self.show()

    def begin(self) -> None:
        """Begin with the first key."""
        self._session.remember(tour=())
        self.show()

    def end(self) -> None:
        """End it for good; only the command begins it again."""
        self._session.remember(tour=None, toured=True)
        self.show()

    def learn(self, action: str) -> bool:
        """A command was carried out; whether it was the last that the tour was to show."""
        tried = self._session.window.tour
        if tried is None or action not in STEPS or action in tried:
            return False
        self._session.remember(tour=(*tried, action))
        is_last = len(tried) + 1 == len(STEPS)
        if is_last:
            self.end()
        self.show()
        return is_last

    def show(self) -> None:
        """Show the first key not tried yet."""
        tried = self._session.window.tour
        left = [id_ for id_ in STEPS if id_ not in tried] if tried is not None else []
        screen = self._line.screen
        screen.set_class(bool(left), "-touring")
        if not left:
            self._line.step = None
            return
        place, keys = len(STEPS) - len(left) + 1, keys_of(screen.app)
        self._line.step = (place, left[0], keys[left[0]], keys["tour"])
