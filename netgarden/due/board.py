"""The board of a day: who is due and in what order, where a person stands, and what a change makes of it."""

from collections.abc import Collection, Iterable
from datetime import date

from netgarden.change.garden import Garden
from netgarden.due.forecast import Forecast
from netgarden.due.forecasts import Forecasts
from netgarden.due.outlook import Outlook, look, spent_on, unplaced_rows
from netgarden.due.queue import NOTHING_SPENT, Queue, Row, Spent, assemble
from netgarden.due.rules import Rules
from netgarden.records.kinds import loop_kind
from netgarden.text.cadence import plus_days

AT_ONCE = 2_000
"""So many people are looked at in about 50 ms: before the first screen."""


class Board:
    """The people due on one day by one set of rules, whether foretold or looked up.

    A person of whom something is foretold is not looked at before the forecast ends. Everybody else is looked at
    when the queue is first asked for, or before that some people at a time (`look_on`).
    """

    def __init__(self, garden: Garden, rules: Rules, today: date, forecasts: Forecasts | None = None) -> None:
        """`forecasts` are those of this garden for today; where they are kept they follow a change first."""
        self._garden = garden
        self._rules = rules
        self._today = today
        self._forecasts = forecasts or Forecasts(garden, rules, today)
        # The people still to look at; None before that is begun.
        self._left: list[str] | None = None
        # Everybody else stands in one of these, or in none where nothing is due or to come.
        self._due: dict[str, Row] = {}
        self._unplaced: set[str] = set()
        self._coming: dict[str, int] = {}
        # What was done with people today.
        self._spent: dict[str, Spent] = {}
        self._queues: dict[int | None, Queue] = {}

    # ── asking ───────────────────────────────────────────────────────────────

    def outlook(self, uid: str) -> Outlook:
        """Return where one person stands, and what comes next; `NOTHING` for a uid that is no contact's."""
        return look(self._garden, self._rules, uid, self._today)

    def queue(self, minutes: int | None = None) -> Queue:
        """Return the list of the day in order; `minutes` replace the budget of the rules."""
        if minutes not in self._queues:
            self._look_at_all()
            rules, today = self._rules, self._today
            spent = NOTHING_SPENT
            for one in self._spent.values():
                spent = spent.plus(one)
            asked = unplaced_rows(
                self._garden, rules, self._unplaced, today, max(0, rules.unplaced_per_day - spent.placed)
            )
            self._queues[minutes] = assemble(
                [*self._due.values(), *asked],
                rules,
                today,
                minutes=minutes,
                spent=spent,
                more_unplaced=len(self._unplaced) - len(asked),
            )
        return self._queues[minutes]

    def coming_within(self, days: int) -> int:
        """Return how many people who are not due now will be within so many days."""
        self._look_at_all()
        last = plus_days(self._today, days).toordinal()
        return sum(1 for day in self._coming.values() if day <= last)

    def in_state(self, state: str) -> Collection[str]:
        """Return everybody who is `due`, `drifting`, `owed` something by me, or `waiting`: owing me an answer."""
        if state in ("owed", "waiting"):
            side = "me" if state == "owed" else "them"
            loops = (loop for loop in self._garden.loops.values() if loop.is_open)
            return {uid for loop in loops if loop_kind(loop.kind).owed_by == side for uid in loop.people}
        self._look_at_all()
        if state == "drifting":
            rows = self._due.values()
            return {row.uid for row in rows if any(reason.kind == "drift" for reason in row.reasons)}
        return set(self._due)

    # ── looking ──────────────────────────────────────────────────────────────

    @property
    def is_begun(self) -> bool:
        """Whether everybody was looked at, or is being looked at."""
        return self._left is not None

    @property
    def is_at_hand(self) -> bool:
        """Whether everybody was looked at, or that takes next to no time."""
        return self._left == [] or self._forecasts.are_kept or len(self._garden.contacts) <= AT_ONCE

    def look_on(self, people: int) -> bool:
        """Look at so many more people; return whether all were looked at."""
        if self._left is None:
            self._left = self._begin()
        self._look(self._left[-people:])
        del self._left[-people:]
        return not self._left

    def follow(self, touched: Iterable[str]) -> None:
        """Look anew at the contacts that a change touched, as `Garden.apply` named them: nobody else depends on it."""
        self._queues.clear()
        if self._left is None:
            return
        for uid in touched:
            self._due.pop(uid, None)
            self._unplaced.discard(uid)
            self._coming.pop(uid, None)
            self._spent.pop(uid, None)
        self._look(touched)

    def _look_at_all(self) -> None:
        while self._left != []:
            self.look_on(max(1, len(self._garden.contacts)))

    def _begin(self) -> list[str]:
        """Take in what the kept forecasts say; return the people who must be looked at."""
        day = self._forecasts.on_today()
        if day is None:
            return list(self._garden.contacts)
        for uid, told in day.showing.items():
            self._put_foretold(uid, told)
        self._unplaced, self._coming = day.unplaced, day.coming
        return day.ended

    def _look(self, uids: Iterable[str]) -> None:
        contacts, forecasts = self._garden.contacts, self._forecasts
        for uid in uids:
            if uid not in contacts:
                continue
            if (told := forecasts.of(uid)) is not None:
                self._put_foretold(uid, told)
            else:
                self._put_seen(uid)

    def _put_foretold(self, uid: str, told: Forecast) -> None:
        if row := told.row(self._rules, self._garden.contacts[uid], self._today):
            self._due[uid] = row
        elif told.asks:
            self._unplaced.add(uid)
        elif coming := told.next_on(self._today):
            self._coming[uid] = coming.toordinal()

    def _put_seen(self, uid: str) -> None:
        outlook = look(self._garden, self._rules, uid, self._today)
        if outlook.row is not None:
            if outlook.row.kind == "unplaced":
                self._unplaced.add(uid)
            else:
                self._due[uid] = outlook.row
        elif outlook.next is not None:
            self._coming[uid] = outlook.next.on.toordinal()
        spent = spent_on(self._garden, self._rules, uid, self._today)
        if spent is not NOTHING_SPENT:
            self._spent[uid] = spent
