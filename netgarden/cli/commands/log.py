"""`netgarden log`: write down what happened, in the composer's words (`grammar.md`)."""

import sys
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import click

from netgarden.cli.context import Command, open_session, save
from netgarden.cli.output import say
from netgarden.composer.preview import Piece, plain
from netgarden.errors import UsageError
from netgarden.importing.input_files import STDIO
from netgarden.records.entry import Doubt
from netgarden.session.session import Session
from netgarden.text.plain import MAX_NOTE
from netgarden.verbs.entries import Logged, plan_log

MAX_MAIL = 1 << 20
"""Bytes that are read of a message: its headers stand first."""

EXAMPLES = (
    "netgarden log 'call @ada yesterday: settling in at Northwind #climate'",
    "netgarden log 'coffee with @\"Joana Reis\" (CTO at Acme); owe: intro to Ada by fri'",
    "netgarden log - < notes.txt      # several entries, with -- between them",
    "netgarden log --mail --me me@example.org < message.eml",
)


@click.command("log", cls=Command, examples=EXAMPLES)
@click.argument("text", nargs=-1)
@click.option("--mail", is_flag=True, help="Read one mail message from standard input instead.")
@click.option(
    "--me",
    "mine",
    multiple=True,
    metavar="ADDRESS",
    envvar="NETGARDEN_ME",
    help="With --mail: an address of mine, which tells sent mail from received.",
)
@click.option("--dry-run", is_flag=True, help="Show what would be saved.")
def log_command(text: tuple[str, ...], mail: bool, mine: tuple[str, ...], dry_run: bool) -> None:
    """Write down what happened, in the composer's words. With - the text is read from standard input.

    [kind] [people] [when]: what happened; owe: what I promised by fri; wants: what they need #interest

    The whole grammar: netgarden help grammar.
    """
    if mail == bool(text):
        raise UsageError("Give either a text to log or --mail.")
    session = open_session()
    logged = _understand_mail(session, mine) if mail else session.understand(_text(text))
    if not logged.effects:
        raise UsageError("There is nothing to log: the text is empty.")
    view = LogView(session.preview(logged), [doubt for effect in logged.effects for doubt in effect.doubts])
    if not dry_run:
        save(session, logged.change)
    say(f"{'Would save' if dry_run else 'Saved'}: {logged.change.label}.")
    for line in view.lines():
        say(line)


def _text(words: tuple[str, ...]) -> str:
    if words != (STDIO,):
        return " ".join(words)
    return sys.stdin.buffer.read(4 * MAX_NOTE).decode("utf-8", "replace")


def _understand_mail(session: Session, mine: tuple[str, ...]) -> Logged:
    from netgarden.composer.mail_entry import read_mail

    entries = read_mail(sys.stdin.buffer.read(MAX_MAIL), session.names, session.today, mine)
    return plan_log(session.garden, entries, session.today, session.now_text())


class LogView(NamedTuple):
    """The entries as they were understood."""

    entries: Sequence[Sequence[Piece]]
    doubts: Sequence[Doubt]

    def lines(self) -> Iterator[str]:
        """A line for each entry, then the doubts and how they were settled."""
        for pieces in self.entries:
            yield plain([piece for piece in pieces if piece.role != "doubt"])
        for doubt in self.doubts:
            yield _settled(doubt)


def _settled(doubt: Doubt) -> str:
    """Say how a doubt was settled, and what to write where that is wrong."""
    taken, *others = (
        doubt.options[doubt.chosen],
        *doubt.options[: doubt.chosen],
        *doubt.options[doubt.chosen + 1 :],
    )
    match doubt.kind:
        case "ambiguous":
            return f"Taken for {taken}; it might be {' or '.join(others)}."
        case "near":
            return f"“{doubt.text}” was taken for {taken}; it might be {' or '.join(others)}."
        case "unknown":
            return f"“{doubt.text}” is nobody known: write @ before a name to add a person."
        case "whose":
            return f"“{doubt.text}” was kept as text: write the name before the word to say whose it is."
        case "when":
            return f"“next: {doubt.text}” names no day, and was kept as text."
        case _:
            closed = f"was taken for {taken}" if others else "fits nothing open"
            return f"“done: {doubt.text}” {closed}."
