"""`netgarden find`: whom the words mean."""

import sys
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import click
import msgspec

from netgarden.change.garden import Garden
from netgarden.cli.context import Command, open_session
from netgarden.cli.names import nobody_fits
from netgarden.cli.output import Line, columns, say, say_json, show, warn
from netgarden.cli.parameters import WholeNumber
from netgarden.errors import NothingMatchedError, UsageError
from netgarden.importing.input_files import STDIO
from netgarden.people.namesakes import told_apart
from netgarden.search import Match
from netgarden.session.session import Session
from netgarden.text.plain import clean, fold

LIMIT = 20
FAR_FETCHED = 10.0
"""The lowest score of a person in an answer to a program, unless a word is just as asked for."""

SHOWN_FIELDS = 3
"""The most matched fields shown behind a name."""

EXAMPLES = (
    "netgarden find zoe climate",
    "netgarden find 'org:northwind last:>3m'",
    "printf 'ada\\nhopper navy\\n' | netgarden find - --json",
)


@click.command("find", cls=Command, examples=EXAMPLES)
@click.argument("query", nargs=-1, required=True)
@click.option(
    "--limit",
    type=WholeNumber(1),
    default=LIMIT,
    show_default=True,
    metavar="N",
    help="The most people to list.",
)
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def find_command(query: tuple[str, ...], limit: int, as_json: bool) -> int:
    """Find people by whatever you remember: name, org, interest, place, in any order, misspelt.

    Filters narrow it down: #tag org: interest: place: tier: met: last:>3m seen:never with:me
    is:due|drifting|owed|waiting|unplaced|archived; more of them with netgarden help filters.

    With - it reads one query per line from standard input and answers each with one line.
    """
    session = open_session()
    if query == (STDIO,):
        return _answer_each(session, limit, as_json)
    words = clean(" ".join(query))
    if not words:
        raise UsageError("There is nothing to find: the query is empty.")
    found = session.find(words, limit=limit)
    if not found:
        if as_json:
            say_json([])
        raise nobody_fits(session, words)
    show(FindView(session.garden, found), as_json)
    return 0


def _answer_each(session: Session, limit: int, as_json: bool) -> int:
    """Answer the lines of standard input as they come, one line each; a query that is none gets an empty answer.

    The exit status is 2 if one was none, 4 if queries came and nobody was found at all.
    """
    status, asked, answered = 0, 0, 0
    for line in sys.stdin.buffer:
        words = clean(line.decode("utf-8", "replace"))
        asked += bool(words)
        found: list[Match] = []
        try:
            found = [one for one in session.find(words, limit=limit) if not _is_far_fetched(one, words)]
        except UsageError as error:
            warn(str(error))
            status = error.exit_status
        answered += bool(found)
        view = FindView(session.garden, found)
        if as_json:
            say_json(view.plain())
        else:
            say(view.line())
    return status or (NothingMatchedError.exit_status if asked and not answered else 0)


def _is_far_fetched(match: Match, query: str) -> bool:
    """Return whether a person was found by chance: with a poor score, and no word of the query found as it stands."""
    found = (fold(one.text[start:end]) for one in match.matched for start, end in one.spans)
    asked = {word for word in fold(query).split() if len(word) > 1}
    return match.score < FAR_FETCHED and asked.isdisjoint(found)


class FindView(NamedTuple):
    """People found, best first."""

    garden: Garden
    found: Sequence[Match]

    def lines(self) -> Iterator[Line]:
        """A line for each: name, role and org, place, what matched besides these."""
        yield from columns((self._row(match) for match in self.found), ("bold", "", "dim", "dim"))

    def line(self) -> str:
        """All of them in one line."""
        people = [self.garden.contacts[match.uid] for match in self.found]
        told = zip(people, told_apart(people), strict=True)
        return "; ".join(f"{contact.name} · {beside}" if beside else contact.name for contact, beside in told)

    def plain(self) -> Any:
        """For programs, as `command-line.md` has it."""
        return msgspec.to_builtins(self.found)

    def _row(self, match: Match) -> tuple[str, ...]:
        contact = self.garden.contacts[match.uid]
        work = ", ".join(part for part in (contact.role, contact.org) if part)
        shown = {contact.name, contact.org, contact.role, contact.place}
        why = [f"{one.field}: {one.text}" for one in match.matched if one.text not in shown]
        return contact.name, work, contact.place, "; ".join(why[:SHOWN_FIELDS])
