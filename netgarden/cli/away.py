"""`netgarden away`: plan an absence, or spread what waited while you were away (DESIGN 2.21)."""

import re
from datetime import date

import click

from netgarden.capture.dates import DateOrder
from netgarden.cli.context import Command, carry_out, open_session
from netgarden.domain import away
from netgarden.domain.text import clean
from netgarden.errors import UsageError
from netgarden.services.days import future_day

_BETWEEN = re.compile(r"\s*(?:–|—|\.\.\.?|\bto\b|\buntil\b|\btill\b|-)\s*")


@click.command(
    "away",
    cls=Command,
    examples=(
        "netgarden away 1-21 aug",
        "netgarden away fri to 12 dec",
        "netgarden away        # welcome back",
    ),
)
@click.argument("days", nargs=-1, metavar="[FROM to UNTIL]")
def away_command(days: tuple[str, ...]) -> None:
    """Plan an absence: routine that falls due in it comes after it, spread over six weeks.

    Promises, thanks and plans keep their dates. Without days, what waits now is spread from today.
    """
    session = open_session()
    garden, rules, today = session.garden, session.rules, session.today
    if not days:
        carry_out(session, away.spread_routine(garden, rules, today))
        return
    start, end = span(" ".join(days), today, rules.date_order)
    carry_out(session, away.away(garden, rules, start, end, today))


def span(text: str, today: date, order: DateOrder = "dmy") -> tuple[date, date]:
    """The first and last day that a text like `1-21 aug`, `fri to 12 dec` or `until 12 dec` names.

    Raises UsageError for anything else.
    """
    words = clean(text)
    for between in _BETWEEN.finditer(words):
        before, after = words[: between.start()], words[between.end() :]
        # `1-21 aug`: the month stands once, behind the second day.
        borrowed = f"{before}{after.lstrip('0123456789')}"
        for first in (before, borrowed) if before else ("today",):
            try:
                start, end = future_day(first, today, order), future_day(after, today, order)
            except UsageError:
                continue
            # A first day that is past would be read as next year's.
            return (start if start <= end else today), end
    raise UsageError(f"“{words}” names no first and last day: write 1-21 aug, fri to 12 dec or until 12 dec.")
