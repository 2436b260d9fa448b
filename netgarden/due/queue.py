"""The queue of a day: what comes first, and what fits the minutes (`rules.md`)."""

import heapq
from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

import msgspec

from netgarden.due.reasons import Reason
from netgarden.due.rules import Rules
from netgarden.records.reason_kinds import REASONS, Band, ReasonName


class Row(msgspec.Struct, eq=False):
    """One person in the queue.

    Its reasons may be put into words when they are asked for: of thousands who are due a day's list shows a few.
    """

    uid: str
    band: Band
    urgency: float
    """Its place within the band, greater first."""
    kind: ReasonName
    """That of the leading reason."""
    minutes: int
    """The largest of its reasons: one touch settles them all."""
    told: tuple[Reason, ...] | Callable[[], tuple[Reason, ...]]
    """The reasons, or what tells them; see `reasons`."""
    only_today: bool = False
    """True if one of its reasons is lost or late unless it shows today."""
    is_near: bool = False
    """True if the person is of one of the nearest tiers, see `Rules.is_near`."""

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """All that is due, the leading one first; never empty."""
        if not isinstance(self.told, tuple):
            self.told = self.told()
        return self.told

    @property
    def lead(self) -> Reason:
        """The reason that gives the row its place."""
        return self.reasons[0]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Row):
            return NotImplemented
        return (self.uid, self.minutes, self.reasons) == (other.uid, other.minutes, other.reasons)

    __hash__ = None  # type: ignore[assignment]


class Spent(NamedTuple):
    """The part of the day's measure that is used up already."""

    minutes: int = 0
    placed: int = 0
    """How many unplaced people were placed today."""
    follow_ups: int = 0
    """How many people were followed up today."""
    reconnects: int = 0
    """How many people were written to after a long silence."""

    def plus(self, other: "Spent") -> "Spent":
        """Both together."""
        return Spent(*map(sum, zip(self, other, strict=True)))


NOTHING_SPENT = Spent()


class Queue(msgspec.Struct, frozen=True):
    """The queue of a day."""

    today: date
    rows: tuple[Row, ...]
    """What fits the minutes, in order."""
    waiting: tuple[Row, ...]
    """What is due too and keeps its place tomorrow, in order."""
    minutes: int
    """The sum over `rows`."""
    budget: int
    """The minutes of the day, 0 where there is no limit."""
    spent: int
    """The minutes already used today."""
    unplaced: int
    """How many people nobody has placed, whether offered today or not."""

    @property
    def nobody_words(self) -> str:
        """The words of an empty list: that nobody is due, or that the minutes are used while somebody waits."""
        if not self.waiting:
            return "nobody is due today"
        return f"{self.spent} of {self.budget} min used" if self.budget else "the rest can wait"


def row_of(uid: str, reasons: Iterable[Reason], *, is_near: bool = False) -> Row | None:
    """The row of a person with these due reasons, the most urgent of the first band leading; None without."""
    ordered = tuple(reasons)
    if not ordered:
        return None
    if len(ordered) > 1:
        ordered = tuple(sorted(ordered, key=_weight))
    lead = ordered[0]
    has_talk = any(reason.kind == "planned" for reason in ordered)
    costs = [one.minutes for one in ordered if not (has_talk and REASONS[one.kind].rhythm)]
    only_today = any(reason.only_today for reason in ordered)
    return Row(uid, lead.band, lead.urgency, lead.kind, max(costs), ordered, only_today, is_near)


def _weight(reason: Reason) -> tuple[str, float, str, str]:
    return reason.band, -reason.urgency, reason.kind, reason.subject


def assemble(
    rows: Iterable[Row],
    rules: Rules,
    today: date,
    *,
    minutes: int | None = None,
    spent: Spent = NOTHING_SPENT,
    more_unplaced: int = 0,
) -> Queue:
    """Put the rows of all due people in order and take what fits.

    `minutes` is the day's measure: None takes the one of the rules, 0 sets no limit. What exists only today is
    taken whatever it costs. Of the rest A and B take at most two thirds, one of each kind that waits before a
    second of any; then come the nearest person of C, one reconnect, C and D, and what is left over goes to A and B
    again. What does not fit is passed over. The first row is taken even where it alone exceeds the measure: else
    it would never come. Follow-ups, reconnects and unplaced people are capped by number as well, and unplaced
    people are taken only where nobody else waits; `more_unplaced` is how many have no row among these, as others
    are asked about first.
    """
    unplaced: list[Row] = []
    due: list[Row] = []
    for row in rows:
        (unplaced if row.kind == "unplaced" else due).append(row)
    due.sort(key=_place)
    offered = heapq.nsmallest(max(0, rules.unplaced_per_day - spent.placed), unplaced, key=_place)
    budget = rules.budget if minutes is None else max(0, minutes)

    taken: set[str] = set()
    used = spent.minutes
    counts: dict[str, int] = {}
    caps = {
        "follow-up": rules.follow_ups_per_day - spent.follow_ups,
        "D": rules.reconnects_per_day - spent.reconnects,
        "unplaced": len(offered),
    }

    least = min((row.minutes for row in (*due, *offered)), default=0)

    def cap_of(row: Row) -> str:
        return row.kind if row.kind in caps else row.band

    def take(candidates: Iterable[Row], limit: float) -> None:
        nonlocal used
        for row in candidates:
            if budget and used and used + least > limit:
                break
            if row.uid in taken:
                continue
            cap = cap_of(row)
            if counts.get(cap, 0) >= caps.get(cap, len(due)):
                continue
            if budget and used + row.minutes > limit and used:
                continue
            put(row)

    def put(row: Row) -> None:
        nonlocal used
        used += row.minutes
        cap = cap_of(row)
        counts[cap] = counts.get(cap, 0) + 1
        taken.add(row.uid)

    for row in due:
        if row.only_today:
            put(row)
    owed = [row for row in due if row.band < "C"]
    rest = [row for row in due if row.band >= "C"]
    take(_one_of_each(owed), budget * 2 / 3)
    take(owed, budget * 2 / 3)
    take((row for row in rest[:1] if row.is_near), budget)
    if not spent.reconnects:
        take([row for row in rest if row.kind == "reconnect"][:1], budget)
    take(rest, budget)
    take(owed, budget)
    if len(taken) == len(due):
        take(offered, budget)

    fitting = tuple(row for row in (*due, *offered) if row.uid in taken)
    waiting = tuple(row for row in due if row.uid not in taken)
    return Queue(
        today, fitting, waiting, used - spent.minutes, budget, spent.minutes, len(unplaced) + more_unplaced
    )


def _one_of_each(rows: Iterable[Row]) -> list[Row]:
    """The first row of each kind that waits, in order: none is crowded out by many of another."""
    first: dict[str, Row] = {}
    for row in rows:
        if place := REASONS[row.kind].place:
            first.setdefault(place, row)
    return list(first.values())


def _place(row: Row) -> tuple[str, float, int, str]:
    return row.band, -row.urgency, row.minutes, row.uid
