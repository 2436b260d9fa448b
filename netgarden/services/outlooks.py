"""Where everybody stands today: looked at once, and anew only for those whom a change touches."""

from collections.abc import Callable, Collection, Iterable
from datetime import date

from netgarden.domain.cadence import plus_days
from netgarden.domain.due import NOTHING, Outlook, look, spent_on
from netgarden.domain.garden import Garden
from netgarden.domain.order import NOTHING_SPENT, Queue, Spent, assemble
from netgarden.domain.rules import Rules


class Outlooks:
    """The outlook of each contact of a garden, and the queues made of them; computed when first asked for.

    `basis` tells the rules and the local date that all is computed by; once either changes, `forget` is due.
    """

    def __init__(self, garden: Garden, basis: Callable[[], tuple[Rules, date]]) -> None:
        self._garden = garden
        self._basis = basis
        self._looked: dict[str, tuple[Outlook, Spent]] | None = None
        self._queues: dict[int | None, Queue] = {}

    def forget(self) -> None:
        """Drop everything, to be computed anew."""
        self._looked = None
        self._queues.clear()

    def follow(self, touched: Iterable[str]) -> None:
        """Look anew at those whom a change touches (`Garden.apply` names them); nobody else depends on it."""
        self._queues.clear()
        if self._looked is not None:
            self._look(self._looked, touched)

    def of(self, uid: str) -> Outlook:
        """Where one person stands, and what comes next; nothing for a uid that is no contact's."""
        return self._all()[uid][0] if uid in self._garden.contacts else NOTHING

    def queue(self, minutes: int | None = None) -> Queue:
        """Today's list in order; `minutes` in place of the budget of the rules."""
        if minutes not in self._queues:
            looked = self._all().values()
            rows = [outlook.row for outlook, _ in looked if outlook.row]
            spent = NOTHING_SPENT
            for _, one in looked:
                if one is not NOTHING_SPENT:
                    spent = spent.plus(one)
            rules, today = self._basis()
            self._queues[minutes] = assemble(rows, rules, today, minutes=minutes, spent=spent)
        return self._queues[minutes]

    def coming_within(self, days: int) -> int:
        """How many people who are not due now will be within so many days."""
        end = plus_days(self._basis()[1], days)
        return sum(
            1
            for outlook, _ in self._all().values()
            if not outlook.row and outlook.next and outlook.next.on <= end
        )

    def in_state(self, state: str) -> Collection[str]:
        """Everyone who is due, drifting, owed something by me, or owes me an answer."""
        if state in ("owed", "waiting"):
            mine = state == "owed"
            loops = (loop for loop in self._garden.loops.values() if loop.is_open and loop.kind != "planned")
            return {uid for loop in loops if (loop.kind != "ask") is mine for uid in loop.people}
        rows = [outlook.row for outlook, _ in self._all().values() if outlook.row]
        if state == "drifting":
            return {row.uid for row in rows if any(reason.kind == "drift" for reason in row.reasons)}
        return {row.uid for row in rows if row.lead.kind != "unplaced"}

    def _all(self) -> dict[str, tuple[Outlook, Spent]]:
        if self._looked is None:
            self._looked = {}
            self._look(self._looked, self._garden.contacts)
        return self._looked

    def _look(self, looked: dict[str, tuple[Outlook, Spent]], uids: Iterable[str]) -> None:
        rules, today = self._basis()
        for uid in uids:
            if uid in self._garden.contacts:
                outlook = look(self._garden, rules, uid, today)
                looked[uid] = (outlook, spent_on(self._garden, rules, uid, today))
            else:
                looked.pop(uid, None)
