"""`netgarden export`: the garden, or some of its people, as a file for other programs."""

import os
from pathlib import Path

import click

from netgarden.cli.context import Command, open_session, paths
from netgarden.cli.files import write_output
from netgarden.cli.names import complete_name, nobody_fits
from netgarden.cli.output import say
from netgarden.errors import UsageError
from netgarden.formats import export as exporting
from netgarden.importing.input_files import STDIO
from netgarden.session.session import Session
from netgarden.text.plain import clean, plural

EXAMPLES = (
    "netgarden export people.vcf",
    "netgarden export board.csv --who '#board'",
    "netgarden export - --format json | jq .",
    "netgarden export notes/ --format md      # a page a person, into a folder that is there",
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
    if file != STDIO and os.path.realpath(os.path.expanduser(file)) == os.path.realpath(paths().garden):
        raise UsageError("This is the garden itself: choose another file to export to.")
    if file == STDIO and format_name is None:
        raise UsageError("Standard output has no name that says the format: add --format.")
    people = _chosen(session, who)
    folder = Path(file).expanduser()
    if format_name == "md" and folder.is_dir():
        for name, page in exporting.pages(session.garden, session.rules, session.today, people):
            write_output(str(folder / name), page.encode("utf-8", "replace"))
    else:
        data = exporting.export(
            session.garden,
            "" if file == STDIO else file,
            today=session.today,
            rules=session.rules,
            format=format_name,
            people=people,
        )
        write_output(file, data)
    if file != STDIO:
        count = len(session.garden.contacts) if people is None else len(people)
        say(f"Exported {plural(count, 'person', 'people')} to {clean(file)}.")


def _chosen(session: Session, query: str | None) -> set[str] | None:
    """The uids of those whom the query means; None for everybody. Raises NothingMatchedError."""
    if query is None:
        return None
    people = {match.uid for match in session.find(query, limit=max(1, len(session.garden.contacts)))}
    if not people:
        raise nobody_fits(session, query)
    return people
