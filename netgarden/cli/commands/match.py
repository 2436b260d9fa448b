"""`netgarden match`: the people on a list of attendees whom I know."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import click
import msgspec

from netgarden.change.garden import Garden
from netgarden.cli.context import Command, open_session
from netgarden.cli.output import Line, columns, show
from netgarden.errors import NetgardenError, NothingMatchedError
from netgarden.formats.registry import MAX_BYTES
from netgarden.importing.attendees import Attendee, match_attendees
from netgarden.importing.input_files import read_inputs
from netgarden.text.plain import clean, plural


@click.command(
    "match",
    cls=Command,
    examples=(
        "netgarden match attendees.txt",
        "netgarden match invite.ics --known",
        "pbpaste | netgarden match -",
    ),
)
@click.argument("file", type=click.Path())
@click.option("--known", is_flag=True, help="Only those I know.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def match_command(file: str, known: bool, as_json: bool) -> None:
    """Who of this list do I know: one name or address a line, a table, vCards or a calendar file.

    Each is certain, likely or unknown, with the reason.
    """
    inputs = read_inputs([file])
    if len(inputs) != 1:
        raise NetgardenError(f"{clean(file)} is a folder: name one list in it.")
    session = open_session()
    found = match_attendees(
        session.index,
        session.garden,
        inputs[0].read(MAX_BYTES),
        today=session.today,
        rules=session.rules,
        filename=inputs[0].name,
    )
    if not found:
        raise NothingMatchedError(f"There is nobody on the list {inputs[0].name}.")
    shown = [one for one in found if one.verdict != "unknown"] if known else found
    show(MatchView(session.garden, found, shown), as_json)


class MatchView(NamedTuple):
    """The attendees, each with the contact they are taken for."""

    garden: Garden
    found: Sequence[Attendee]
    shown: Sequence[Attendee]

    def lines(self) -> Iterator[Line]:
        """The counts, then a line for each."""
        counts = [
            f"{count:,} {verdict}"
            for verdict in ("certain", "likely", "unknown")
            if (count := sum(one.verdict == verdict for one in self.found))
        ]
        yield f"{plural(len(self.found), 'person', 'people')}: {' · '.join(counts)}"
        rows = ((one.verdict, one.text, one.name, self._reason(one)) for one in self.shown)
        yield from columns(rows, ("dim", "", "bold", "dim"))

    def _reason(self, one: Attendee) -> str:
        others = [self.garden.contacts[uid] for uid in one.others if uid in self.garden.contacts]
        names = ", ".join(f"{other.name} ({other.org})" if other.org else other.name for other in others)
        return f"{one.reason}; or {names}" if names else one.reason

    def plain(self) -> Any:
        """A list of where, text, verdict, uid, name, reason and the uids of others it may be."""
        return msgspec.to_builtins(self.shown)
