"""Where everybody stands today: looked at once, and anew only for those whom a change touches."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date

import msgspec

from netgarden.change.garden import Garden
from netgarden.due.forecast import Forecast, forecast
from netgarden.due.forecasts import Foretold
from netgarden.due.outlook import NOTHING, Outlook, look, spent_on, unplaced_rows
from netgarden.due.queue import NOTHING_SPENT, Queue, Row, Spent, assemble
from netgarden.due.rules import Rules
from netgarden.text.cadence import plus_days


class Seen(msgspec.Struct, frozen=True):
    """What the queue needs to know of one person."""

    row: Row | None = None
    is_unplaced: bool = False
    """Whether nothing is due but the question who they are; there is no row for it then."""
    next_on: date | None = None
    """The day on which the next reason to come shows; known of those without a row only."""
    spent: Spent = NOTHING_SPENT


GONE = Seen()

AT_ONCE = 2_000
"""So many people are looked at in about 50 ms: before the first screen."""


class Outlooks:
    """What is due with the contacts of a garden, and the queues made of it; computed when first asked for.

    `basis` tells the rules and the local date that all is computed by; once either changes, `forget` is due.
    Who has a forecast is not looked at before it ends; `foretold` are those that were kept.
    """

    def __init__(
        self,
        garden: Garden,
        basis: Callable[[], tuple[Rules, date]],
        foretold: Foretold | None = None,
    ) -> None:
        self._garden = garden
        self._basis = basis
        # Those that were kept, until they are wanted one by one.
        self._foretold = foretold
        # None for people who are not simple enough.
        self._forecasts: dict[str, Forecast | None] = {}
        self._untold: list[str] | None = None
        self._made_on = basis()[1]
        self._seen: dict[str, Seen] = {}
        # Who is not looked at yet; None before that is begun.
        self._left: list[str] | None = None
        # What is foretold of those who are not in `_seen`.
        self._unplaced: Sequence[str] = ()
        self._coming: Sequence[tuple[str, int]] = ()
        self._queues: dict[int | None, Queue] = {}

    @property
    def forecasts(self) -> dict[str, Forecast | None]:
        """What is foretold, and of whom nothing can be."""
        if self._foretold is not None:
            self._forecasts = self._foretold.holding(self._basis()[1])
            self._foretold = None
        return self._forecasts

    @property
    def are_begun(self) -> bool:
        """Whether everybody was looked at, or is being."""
        return self._left is not None

    @property
    def are_at_hand(self) -> bool:
        """Whether everybody was looked at, or that takes next to no time."""
        return self._left == [] or self._foretold is not None or len(self._garden.contacts) <= AT_ONCE

    def look_on(self, people: int) -> bool:
        """Look at so many more people; whether all were looked at."""
        if self._left is None:
            self._left = list(self._garden.contacts)
        self._look(self._left[-people:])
        del self._left[-people:]
        return not self._left

    def foretell(self, people: int) -> bool:
        """Make the forecasts of so many more people; whether all are made."""
        rules, today = self._basis()
        contacts = self._garden.contacts
        told = self.forecasts
        if self._untold is None:
            self._untold = [uid for uid in contacts if uid not in told]
        for uid in self._untold[-people:]:
            if uid in contacts and uid not in told:
                told[uid] = forecast(self._garden, rules, uid, today)
        del self._untold[-people:]
        return not self._untold

    def forget(self) -> None:
        """Drop everything, to be computed anew."""
        told, today = self.forecasts, self._basis()[1]
        if today < self._made_on:
            told.clear()
        self._forecasts = {uid: one for uid, one in told.items() if one and today < one.until}
        self._untold = self._left = None
        self._seen = {}
        self._unplaced = self._coming = ()
        self._queues.clear()

    def follow(self, touched: Iterable[str]) -> None:
        """Look anew at those whom a change touches (`Garden.apply` names them); nobody else depends on it."""
        self._queues.clear()
        told = self.forecasts
        for uid in touched:
            told.pop(uid, None)
        if self._untold is not None:
            self._untold.extend(touched)
        if self._left is not None:
            self._look(touched)

    def of(self, uid: str) -> Outlook:
        """Where one person stands, and what comes next; nothing for a uid that is no contact's."""
        if uid not in self._garden.contacts:
            return NOTHING
        rules, today = self._basis()
        return look(self._garden, rules, uid, today)

    def queue(self, minutes: int | None = None) -> Queue:
        """Today's list in order; `minutes` in place of the budget of the rules."""
        if minutes not in self._queues:
            seen = self._all()
            rows = [one.row for one in seen.values() if one.row]
            spent = NOTHING_SPENT
            for one in seen.values():
                if one.spent is not NOTHING_SPENT:
                    spent = spent.plus(one.spent)
            rules, today = self._basis()
            unplaced = [uid for uid, one in seen.items() if one.is_unplaced]
            unplaced += [uid for uid in self._unplaced if uid not in seen]
            asked = unplaced_rows(rules, unplaced, today, max(0, rules.unplaced_per_day - spent.placed))
            self._queues[minutes] = assemble(
                [*rows, *asked],
                rules,
                today,
                minutes=minutes,
                spent=spent,
                more_unplaced=len(unplaced) - len(asked),
            )
        return self._queues[minutes]

    def coming_within(self, days: int) -> int:
        """How many people who are not due now will be within so many days."""
        end = plus_days(self._basis()[1], days)
        seen, last = self._all(), end.toordinal()
        return sum(1 for one in seen.values() if one.next_on and one.next_on <= end) + sum(
            1 for uid, day in self._coming if day <= last and uid not in seen
        )

    def in_state(self, state: str) -> Collection[str]:
        """Everyone who is due, drifting, owed something by me, or owes me an answer."""
        if state in ("owed", "waiting"):
            mine = state == "owed"
            loops = (loop for loop in self._garden.loops.values() if loop.is_open and loop.kind != "planned")
            return {uid for loop in loops if (loop.kind != "ask") is mine for uid in loop.people}
        rows = [one.row for one in self._all().values() if one.row]
        if state == "drifting":
            return {row.uid for row in rows if any(reason.kind == "drift" for reason in row.reasons)}
        return {row.uid for row in rows}

    def _all(self) -> dict[str, Seen]:
        if self._left is None and self._foretold is not None:
            self._look_at_foretold(self._foretold)
        while self._left != []:
            self.look_on(len(self._garden.contacts))
        return self._seen

    def _look_at_foretold(self, foretold: Foretold) -> None:
        """Look at those only of whom something shows today, or nothing is foretold."""
        rules, today = self._basis()
        day = foretold.on(today)
        for uid, told in day.showing.items():
            self._seen[uid] = Seen(told.row(rules, self._garden.contacts[uid], today))
        self._unplaced, self._coming = day.unplaced, day.coming
        self._look(day.ended)
        self._left = []

    def _look(self, uids: Iterable[str]) -> None:
        rules, today = self._basis()
        seen = self._seen
        contacts, forecasts = self._garden.contacts, self._forecasts
        for uid in uids:
            contact = contacts.get(uid)
            if contact is None:
                seen[uid] = GONE
                continue
            told = forecasts.get(uid)
            if told is not None and today < told.until:
                row = told.row(rules, contact, today)
                is_unplaced = row is None and told.asks
                seen[uid] = Seen(row, is_unplaced, None if row or is_unplaced else told.next_on(today))
                continue
            outlook = look(self._garden, rules, uid, today)
            spent = spent_on(self._garden, rules, uid, today)
            if outlook.row and outlook.row.kind == "unplaced":
                seen[uid] = Seen(is_unplaced=True, spent=spent)
            elif outlook.row:
                seen[uid] = Seen(outlook.row, spent=spent)
            else:
                seen[uid] = Seen(next_on=outlook.next.on if outlook.next else None, spent=spent)
