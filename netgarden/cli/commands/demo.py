"""`netgarden demo`: the app on a garden of invented people."""

import click

from netgarden.cli.app import run_app
from netgarden.cli.context import Command, clock, config
from netgarden.session.session import Session


@click.command("demo", cls=Command)
def demo_command() -> int:
    """Open the app on a sample garden of invented people. It lives in memory; nothing is written."""
    from netgarden.demo.sample_garden import sample_garden

    today = clock()
    return run_app(Session(sample_garden(today()), today(), rules=config().rules), today, config())
