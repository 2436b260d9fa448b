"""`netgarden brief`: what to know before you meet someone."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import click

from netgarden.cli.context import Command, open_session
from netgarden.cli.names import complete_name, person
from netgarden.cli.output import Line, show
from netgarden.people.brief import Brief, plain_brief
from netgarden.people.brief_lines import LABEL_WIDTH, brief_lines

EXAMPLES = ("netgarden brief ada lovelace", "netgarden brief ada@northwind.org --json")


@click.command("brief", cls=Command, examples=EXAMPLES)
@click.argument("name", nargs=-1, required=True, shell_complete=complete_name)
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def brief_command(name: tuple[str, ...], as_json: bool) -> None:
    """What to know before you meet someone: how you met, what is open, what to say first."""
    session = open_session()
    show(BriefView(session.brief(person(session, " ".join(name)).uid)), as_json)


class BriefView(NamedTuple):
    """The brief of one person."""

    brief: Brief

    def lines(self) -> Iterator[Line]:
        """The name, then labels and texts."""
        yield [(self.brief.name, "bold")]
        for label, text in brief_lines(self.brief):
            yield [(f"{label:<{LABEL_WIDTH}}", "dim"), (text, "")]

    def plain(self) -> Any:
        """The brief, field by field."""
        return plain_brief(self.brief)
