"""`netgarden export`: the garden, or some of its people, as a file for other programs."""

import os

import click

from netgarden.cli.context import Command, open_session, paths
from netgarden.cli.files import STDIN, write_output
from netgarden.cli.names import complete_name
from netgarden.cli.output import say
from netgarden.domain.text import clean, plural
from netgarden.errors import NothingMatchedError, UsageError
from netgarden.services import exporting

EXAMPLES = (
    "netgarden export people.json",
    "netgarden export board.json --who '#board'",
    "netgarden export - --format json | jq .",
)


@click.command("export", cls=Command, examples=EXAMPLES)
@click.argument("file", type=click.Path())
@click.option(
    "--format",
    "format_name",
    metavar="F",
    help=f"Instead of what the name of the file says: {', '.join(exporting.FORMATS)}.",
)
@click.option(
    "--who", metavar="QUERY", help="Only these people, as find understands it.", shell_complete=complete_name
)
def export_command(file: str, format_name: str | None, who: str | None) -> None:
    """Write the garden to a file, or to standard output (-).

    The format follows from the name of the file. A file that is there is replaced.
    """
    session = open_session()
    if file != STDIN and os.path.realpath(os.path.expanduser(file)) == os.path.realpath(paths().garden):
        raise UsageError("This is the garden itself: choose another file to export to.")
    if file == STDIN and format_name is None:
        raise UsageError("Standard output has no name that says the format: add --format.")
    people = None
    if who is not None:
        people = {match.uid for match in session.find(who, limit=max(1, len(session.garden.contacts)))}
        if not people:
            raise NothingMatchedError(f"Nobody fits “{clean(who)}”.")
    data = exporting.export(session.garden, "" if file == STDIN else file, format=format_name, people=people)
    write_output(file, data)
    if file != STDIN:
        count = len(session.garden.contacts) if people is None else len(people)
        say(f"Exported {plural(count, 'person', 'people')} to {clean(file)}.")
