"""`netgarden` and `netgarden demo`: the app. The only module here that imports the TUI, and only to run it."""

import sys

import click

from netgarden.cli.context import Command, clock, config, open_session
from netgarden.errors import NetgardenError
from netgarden.services.session import Session


def open_app() -> int:
    """The app on the garden of this run; its exit status."""
    return _run(open_session())


@click.command("demo", cls=Command)
def demo_command() -> int:
    """Open the app on a sample garden of invented people. It lives in memory; nothing is written."""
    from netgarden.services.demo import sample_garden

    today = clock()()
    return _run(Session(sample_garden(today), today, rules=config().rules))


def _run(session: Session) -> int:
    _check_terminal()
    from netgarden.tui.app import run

    return run(session, clock(), config())


def _check_terminal() -> None:
    if not (sys.stdin and sys.stdout and sys.stdin.isatty() and sys.stdout.isatty()):
        raise NetgardenError(
            "The app needs a terminal. For scripts there are netgarden due, find, brief and log."
        )
