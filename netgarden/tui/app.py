"""The app: themes, clock, the wall at the exit, and the news from the file. What people see is in the screens."""

import gc
import os
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import BindingType
from textual.events import Resize
from textual.filter import LineFilter

from netgarden.config import Config
from netgarden.errors import GardenFileError, UsageError
from netgarden.session.session import Session
from netgarden.text.plain import clean
from netgarden.tui import SOON, screens
from netgarden.tui.action_signal import ActionSignalApp
from netgarden.tui.keys import Keys
from netgarden.tui.look.glyphs import SETS, GlyphApp
from netgarden.tui.look.themes import DARK, THEMES
from netgarden.tui.screens.base import BaseScreen
from netgarden.tui.screens.main import MainScreen
from netgarden.tui.terminal import pastes
from netgarden.tui.terminal.key_order import KeysInOrder
from netgarden.tui.terminal.line_filter import ControlFilter
from netgarden.tui.terminal.signals import leave_on_signals, take_real_size
from netgarden.tui.widgets.status import StatusLine

if TYPE_CHECKING:
    from netgarden.tui.palette import Commands

LOOK_EVERY = 1.0
"""Seconds between two looks at whether another program wrote the file."""

STATUS_EVERY = 0.2
"""Seconds between two looks at whether everything is saved and what came from elsewhere."""

PAUSE = 0.002
"""Seconds for which what works beside the screen lets it go on, again and again."""

DAY_EVERY = 60.0
"""Seconds between two looks at the date."""


def _commands() -> type["Commands"]:
    from netgarden.tui.palette import Commands

    return Commands


class NetgardenApp(KeysInOrder, ActionSignalApp, GlyphApp):
    """netgarden on a terminal.

    `clock` tells the local date; it is read each minute and whenever the terminal comes back, so midnight, a
    suspended laptop and a flight are ordinary.
    """

    TITLE = "netgarden"
    CSS_PATH = "app.tcss"
    COMMANDS = {_commands}
    COMMAND_PALETTE_BINDING = "ctrl+p"
    BINDINGS: ClassVar[list[BindingType]] = []
    ENABLE_COMMAND_PALETTE = True

    def __init__(self, session: Session, clock: Callable[[], date], config: Config | None = None) -> None:
        """Raises UsageError for a theme or keymap of the config that is none."""
        super().__init__()
        config = config or Config()
        self.session = session
        if session.store is not None:
            session.store.keep_drafts()
        self._clock = clock
        self._wall: list[LineFilter] = [ControlFilter()]
        if config.glyphs == "ascii":
            from netgarden.tui.look.ascii_twins import AsciiFilter

            self._wall.append(AsciiFilter())
        for theme in THEMES:
            self.register_theme(theme)
        self.glyphs = SETS[config.glyphs]
        self.theme = self._first_theme(config.theme)
        self.shown_keys = Keys()
        """The keys that sentences name."""
        if config.keymap:
            from netgarden.tui.keymap import checked_keymap

            keymap = checked_keymap(config.keymap)
            self.set_keymap(keymap)
            self.shown_keys = Keys(keymap)

    def _first_theme(self, configured: str) -> str:
        """The theme chosen in the app last, else that of the config, else of `TEXTUAL_THEME`, else our own."""
        themes = self.available_themes
        if configured and configured not in themes:
            known = ", ".join(themes)
            raise UsageError(f"Config, theme: there is no “{clean(configured)}”; there are {known}.")
        wanted = (self.session.window.theme, configured, os.environ.get("TEXTUAL_THEME", ""))
        return next((name for name in wanted if name in themes), DARK.name)

    def refresh_css(self, animate: bool = True) -> None:
        """Style everything anew. Before there is a screen only the colours of the theme are taken up: nothing was
        read with others, and all rules would be read twice.
        """
        if self.screen_stack:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, and the wall behind them."""
        return [*super().get_line_filters(), *self._wall]

    def copy_to_clipboard(self, text: str) -> None:
        """Copy a text; where it is pasted, a shell perhaps, nothing in it must act either."""
        super().copy_to_clipboard(clean(text, multiline=True))

    def get_default_screen(self) -> MainScreen:
        """The main screen, in the layout of the terminal it is to fill: it is laid out and painted once."""
        self._main = MainScreen(self.session)
        self._main.panes.fit(self.size)
        return self._main

    def on_mount(self) -> None:
        """Begin to look about."""
        self.set_interval(DAY_EVERY, self._look_at_day)
        self.set_interval(LOOK_EVERY, self.session.look_about)
        self.set_interval(STATUS_EVERY, self._show_status)
        self.call_after_refresh(self.set_timer, SOON, self._prepare)
        if not self.is_headless:
            leave_on_signals(self)

    def on_resize(self, event: Resize) -> None:
        """Take the size that the terminal has by now."""
        take_real_size(self, event)

    def _prepare(self) -> None:
        """After the first screen: garbage is collected again, what was loaded is left out of it for good; what is to
        be asked on the first look of a day is asked, and what the other screens need is prepared.
        """
        if not gc.isenabled():
            gc.freeze()
            gc.enable()
        self._greet()
        self.run_worker(self._get_ready, name="prepare", group="prepare", thread=True)

    def _get_ready(self) -> None:
        """Prepare what is better prepared than made when it is asked for: nobody is sent away because it fails."""
        try:
            self._prepare_all()
        except Exception as error:
            if self.is_running:
                self.session.report(error)

    def _prepare_all(self) -> None:
        """Beside the first screen: read the rest of the garden, index names, ties and everybody for search,
        import the other screens, and keep what the next start needs.

        Whatever is asked for meanwhile waits for no more than its own part of it.
        """
        while not self.call_from_thread(lambda: self.session.knows_who_is_due):
            time.sleep(STATUS_EVERY)  # that is waited for
        self.call_from_thread(self.session.garden.read_on(_breathe))
        self.call_from_thread(self.session.index_people())
        screens.load()
        index = self.call_from_thread(lambda: self.session.index)
        index.build(PAUSE)
        while (keep := self.call_from_thread(self._prepare_next_start)) is None:
            _breathe()
        keep()

    def _prepare_next_start(self) -> Callable[[], None] | None:
        return self.session.next_start.prepare()

    def _show_status(self) -> None:
        """Bring the status line up to date that is to be seen, be it beneath an overlay."""
        self.session.take_in()
        for screen in reversed(self.screen_stack):
            if isinstance(screen, BaseScreen) and screen.query(StatusLine):
                screen.show_status()
                return

    def on_app_focus(self) -> None:
        """The terminal is back: it may be another day."""
        self._look_at_day()

    def _look_at_day(self) -> None:
        self.session.turn_to(self._clock())
        self._greet()

    def _greet(self) -> None:
        """Ask what is to be asked on the first look of a day."""
        from netgarden.tui.overlays.welcome import greet

        greet(self._main)

    def _fatal_error(self) -> None:
        """Leave with one sentence after an unexpected error.

        Textual would print the values of variables, which are people's data.
        """
        error = sys.exc_info()[1]
        report = self.session.report(error) if error is not None else None
        where = f" A report without personal data is in {report}." if report else ""
        sentence = "netgarden met an unexpected error and has stopped; everything up to it is kept."
        self.panic(Text(clean(sentence + where)))


def _breathe() -> None:
    time.sleep(PAUSE)


def run(session: Session, clock: Callable[[], date], config: Config | None = None) -> int:
    """Open the app and return its exit status, once it is left and everything is on the disk.

    Raises UsageError for a theme or keymap of the config that is none.
    What could not be saved is said on standard error, and kept for the next start; the status is then 3.
    """
    pastes.install()
    app = NetgardenApp(session, clock, config)
    try:
        app.run()
    finally:
        unsaved = session.close()
    if not unsaved or session.store is None:
        return app.return_code or 0
    from netgarden.session.unsaved import parting_words

    for line in parting_words(session.store, unsaved):
        print(line, file=sys.stderr)
    return GardenFileError.exit_status
