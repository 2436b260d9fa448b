"""`netgarden`: the app, opened. The only module here that imports the TUI; without click, which it has no use for."""

import sys
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from netgarden.cli.clock import clock_of
from netgarden.errors import NetgardenError
from netgarden.paths import default_paths

if TYPE_CHECKING:
    from netgarden.config import Config
    from netgarden.session.session import Session


def open_app(garden: str | None, today: date | None) -> int:
    """The app on a garden file (None: one's own), on a day (None: the clock's); its exit status.

    Raises GardenFileError for the file, UsageError for the config.
    """
    from netgarden.session.read_ahead import read_ahead

    paths, clock = default_paths(garden), clock_of(today)
    read_ahead(paths.garden)
    from netgarden.config import load_config
    from netgarden.session.session import Session

    config = load_config(paths.config)
    session = Session.open(paths, clock(), rules=config.rules)
    try:
        if session.problems or session.notices:
            from netgarden.cli.context import tell

            tell(session, paths)
        return run_app(session, clock, config)
    finally:
        session.close()


def run_app(session: "Session", clock: Callable[[], date], config: "Config") -> int:
    """The app on a session that is open; its exit status. Raises NetgardenError where there is no terminal."""
    if not (sys.stdin and sys.stdout and sys.stdin.isatty() and sys.stdout.isatty()):
        raise NetgardenError(
            "The app needs a terminal. For scripts there are netgarden due, find, brief and log."
        )
    from netgarden.tui.app import run

    return run(session, clock, config)
