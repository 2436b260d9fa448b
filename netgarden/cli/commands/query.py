"""`netgarden query`: the answer that mutt and its kin expect of a `query_command`."""

import click

from netgarden.cli.context import Command, open_session
from netgarden.cli.output import say
from netgarden.errors import NothingMatchedError, UsageError
from netgarden.text.plain import clean, plural

LIMIT = 100
"""The most people in an answer; mail programs show a list."""


@click.command(
    "query",
    cls=Command,
    examples=("set query_command = \"netgarden query '%s'\"      # in a muttrc",),
)
@click.argument("text", nargs=-1, required=True)
def query_command(text: tuple[str, ...]) -> None:
    """Addresses for a mail program: a line that counts them, then address, name and org with tabs between."""
    words = clean(" ".join(text))
    if not words:
        raise UsageError("There is nothing to find: the query is empty.")
    session = open_session()
    found = [session.garden.contacts[match.uid] for match in session.find(words, limit=LIMIT)]
    lines = [(email, contact.name, contact.org) for contact in found for email in contact.emails]
    if not lines:
        raise NothingMatchedError(f"Nobody with an email fits “{words}”.")
    say(plural(len(lines), "address", "addresses"))
    for line in lines:
        click.echo("\t".join(map(clean, line)))
