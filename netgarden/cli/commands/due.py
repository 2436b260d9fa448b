"""`netgarden due`: who is due today, and why."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

import click

from netgarden.change.garden import Garden
from netgarden.cli.context import Command, open_session
from netgarden.cli.names import complete_name, person
from netgarden.cli.output import Line, columns, show
from netgarden.cli.parameters import WholeNumber
from netgarden.due.outlook import Upcoming
from netgarden.due.queue import Queue, Row
from netgarden.due.reasons import Reason
from netgarden.records.contact import Contact
from netgarden.records.loop import Loop
from netgarden.session.session import Session
from netgarden.text.dates_in_words import long_day
from netgarden.text.plain import plural, shortened

WORDS = 60
"""Characters that are shown of what a promise or request says."""

EXAMPLES = (
    "netgarden due --minutes 15",
    "netgarden due --all",
    "netgarden due --explain 'Ada Lovelace'",
    "netgarden due --quiet          # in a crontab: mail only when somebody is due",
)


@click.command("due", cls=Command, examples=EXAMPLES)
@click.option("--minutes", type=WholeNumber(0), metavar="N", help="Minutes you have; 0 for no limit.")
@click.option("--all", "everything", is_flag=True, help="What can wait, and what comes later, too.")
@click.option(
    "--explain",
    metavar="NAME",
    help="Why this person is, or is not, where they are.",
    shell_complete=complete_name,
)
@click.option("--quiet", "-q", is_flag=True, help="Say nothing when nobody is due.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def due_command(
    minutes: int | None, everything: bool, explain: str | None, quiet: bool, as_json: bool
) -> None:
    """Who is due today, in order, and why."""
    session = open_session()
    if explain is not None:
        show(ExplainView(session, person(session, explain)), as_json)
        return
    queue = session.queue(minutes)
    if quiet and not queue.rows and not as_json:
        return
    later: list[Upcoming] = []
    if everything:
        outlooks = map(session.outlook, session.garden.contacts)
        later = [outlook.next for outlook in outlooks if outlook.next]
        later.sort(key=lambda one: (one.on, one.reason.band, one.uid))
    show(DueView(session.garden, queue, session.coming_within(7), everything, later), as_json)


class DueView(NamedTuple):
    """The queue of a day."""

    garden: Garden
    queue: Queue
    coming: int
    """The number of further people due within a week."""
    everything: bool
    """True to show those who can wait, and `later`."""
    later: list[Upcoming]

    def lines(self) -> Iterator[Line]:
        """A line of counts, then a line for each person."""
        today = self.queue.today
        yield [(" · ".join(self._heading()), "dim")]
        yield from self._rows(self.queue.rows)
        if self.everything and self.queue.waiting:
            yield ""
            yield [("Can wait", "dim")]
            yield from self._rows(self.queue.waiting)
        if self.later:
            yield ""
            yield [("Later", "dim")]
            yield from columns(
                (
                    (long_day(one.on, today), self._name(one.uid), self._words(one.reason))
                    for one in self.later
                ),
                ("dim", "bold"),
            )

    def _rows(self, rows: Iterable[Row]) -> list[Line]:
        contacts = self.garden.contacts
        told = (
            (contacts[row.uid].name, contacts[row.uid].org, "; ".join(map(self._words, row.reasons)))
            for row in rows
        )
        return columns(told, ("bold", "dim"))

    def _heading(self) -> Iterator[str]:
        queue = self.queue
        yield long_day(queue.today, queue.today)
        if not self.garden.contacts:
            yield "the garden is empty: plant someone with netgarden add NAME or netgarden import FILE"
            return
        if queue.rows:
            yield f"{len(queue.rows):,} today"
            yield f"~{queue.minutes} of {queue.budget} min" if queue.budget else f"~{queue.minutes} min"
        else:
            yield queue.nobody_words
        if queue.waiting:
            yield f"{len(queue.waiting):,} can wait"
        if self.coming:
            yield f"{self.coming:,} more this week"
        if queue.unplaced:
            yield f"{plural(queue.unplaced, 'person', 'people')} unplaced"

    def plain(self) -> dict[str, Any]:
        """For programs, as `command-line.md` has it. With `--all` those who can wait follow, then what comes later."""
        rows = (*self.queue.rows, *self.queue.waiting) if self.everything else self.queue.rows
        items = [self._item(row.uid, row.reasons, row.urgency, row.minutes) for row in rows]
        items += [
            self._item(one.uid, (one.reason,), one.reason.urgency, one.reason.minutes) for one in self.later
        ]
        return {
            "today": self.queue.today.isoformat(),
            "items": items,
            "left_for_later": len(self.queue.waiting),
        }

    def _item(self, uid: str, reasons: tuple[Reason, ...], urgency: float, minutes: int) -> dict[str, Any]:
        return {
            "uid": uid,
            "name": self._name(uid),
            "reasons": [
                {"kind": reason.kind, "text": self._words(reason), "due_on": _iso(reason.due_on)}
                for reason in reasons
            ],
            "urgency": round(urgency, 3),
            "minutes": minutes,
        }

    def _name(self, uid: str) -> str:
        return self.garden.contacts[uid].name

    def _words(self, reason: Reason) -> str:
        """The reason as on screen, with what the promise or request says."""
        loop = self.garden.find("loops", reason.subject) if reason.subject else None
        if not isinstance(loop, Loop) or not loop.text or loop.text in reason.text:
            return reason.text
        return f"{reason.text}: {shortened(loop.text, WORDS)}"


class ExplainView(NamedTuple):
    """The reasons why one person is, or is not, in the queue."""

    session: Session
    contact: Contact

    def lines(self) -> list[str]:
        """One sentence a fact, the answer first."""
        from netgarden.due.explain import explain

        session = self.session
        return explain(session.garden, session.rules, self.contact.uid, session.today)

    def plain(self) -> dict[str, Any]:
        """The same sentences."""
        return {"uid": self.contact.uid, "name": self.contact.name, "why": self.lines()}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
