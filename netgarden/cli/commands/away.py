"""`netgarden away`: plan an absence, or spread what waited while you were away (`rules.md`, Away)."""

import contextlib
import re
from datetime import date, timedelta

import click

from netgarden.change.change import Change
from netgarden.cli.context import Command, carry_out, open_session
from netgarden.cli.output import say
from netgarden.composer.day_input import future_day, iso_day
from netgarden.due import away
from netgarden.due.rules import DEFAULT_DATES, DateStyle
from netgarden.errors import UsageError
from netgarden.session.session import Session
from netgarden.text.plain import clean

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
        _spread(session, away.spread_routine(garden, rules, today), "what is due today fits today")
        return
    start, end = span(" ".join(days), today, rules.date_style)
    _spread(session, away.away(garden, rules, start, end, today), "nobody's routine falls due in these days")


def _spread(session: Session, change: Change, otherwise: str) -> None:
    """Save it, or say why there is nothing to spread."""
    if change:
        carry_out(session, change)
    else:
        say(f"There is nothing to spread: {otherwise}.")


def _iso_interval(text: str) -> tuple[date, date] | None:
    """Return the first and last day of `2026-12-20/2027-01-06` or `2026-12-20/P2W`, None for another text."""
    first, _, last = text.partition("/")
    with contextlib.suppress(ValueError):
        start = date.fromisoformat(first)
        if last[:1] in ("P", "p"):
            after = iso_day(last, start)
            end = after - timedelta(1) if after else None
        else:
            end = date.fromisoformat(last)
        return (start, end) if end and start <= end else None
    return None


def span(text: str, today: date, style: DateStyle = DEFAULT_DATES) -> tuple[date, date]:
    """Return the first and last day that a text like `1-21 aug`, `fri to 12 dec` or `until 12 dec` names.

    An interval of ISO 8601 does too: `2026-12-20/2027-01-06`, `2026-12-20/P2W`. Raises UsageError for anything else.
    """
    words = clean(text)
    if interval := _iso_interval(words):
        return interval
    for between in _BETWEEN.finditer(words):
        before, after = words[: between.start()], words[between.end() :]
        # `1-21 aug`: the month stands once, behind the second day.
        borrowed = f"{before}{after.lstrip('0123456789')}"
        for first in (before, borrowed) if before else ("today",):
            try:
                start, end = future_day(first, today, style), future_day(after, today, style)
            except UsageError:
                continue
            # A first day that is past would be read as next year's.
            return (start if start <= end else today), end
    raise UsageError(f"“{words}” names no first and last day: write 1-21 aug, fri to 12 dec or until 12 dec.")
