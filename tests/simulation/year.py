"""A year with the real rules: who is due each day, what a person would do about it, and what comes of that.

Everything is drawn from one seed. Run `python -m tests.simulation.year` for the table of a year.
"""

import sys
from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from msgspec.structs import replace

from netgarden.change.change import Change
from netgarden.change.garden import Garden
from netgarden.due.away import spread_routine
from netgarden.due.capacity import capacity
from netgarden.due.outlook import Outlook, look
from netgarden.due.queue import Queue, Row, assemble
from netgarden.due.rules import Rules
from netgarden.due.touches import touches_of
from netgarden.records.contact import Contact
from netgarden.records.ids import UidSource
from netgarden.records.interaction import Interaction
from netgarden.records.kinds import INTERACTIONS
from netgarden.records.loop import Loop
from netgarden.records.milestone import Milestone
from netgarden.verbs import loops as actions_loops
from netgarden.verbs import people as actions

START = date(2027, 1, 4)
DAYS = 365
TIERS = {"inner": 5, "close": 14, "steady": 45, "wide": 110, "yearly": 90, "none": 536}
"""800 people, sized to fifteen minutes on five days a week."""
AWAY = (date(2027, 7, 19), date(2027, 8, 8))
CONFERENCE = date(2027, 4, 15)
NEW_PEOPLE = 25
HUNT = (date(2027, 2, 1), date(2027, 3, 14))
ASKS = 60
ANSWERS = {"inner": 0.97, "close": 0.95, "steady": 0.8, "wide": 0.65, "yearly": 0.6, "none": 0.5, "": 0.5}
"""How likely somebody of a tier answers."""


class Day(NamedTuple):
    """One review."""

    today: date
    queue: Queue
    waits: dict[str, float]
    """Of the two inner tiers: the longest wait for a touch before this review, in cadences, days away left out."""


class Year:
    """The garden and the person who tends it."""

    def __init__(self, seed: int, rules: Rules | None = None) -> None:
        self.random = Random(seed)
        self.rules = rules or Rules(review_days=(0, 1, 2, 3, 4))
        self._ticks = 0
        self.new_uid = UidSource(self._tick, self.random.getrandbits)
        self.garden = Garden({"contacts": self._people()}, new_uid=self.new_uid)
        self.outlooks: dict[str, Outlook] = {}
        self.stale: set[str] = set()
        self.mail: dict[date, list[Callable[[date], None]]] = defaultdict(list)
        self.days: list[Day] = []
        self.met: list[str] = []
        self.followed_up: dict[str, date] = {}

    def _tick(self) -> int:
        self._ticks += 1
        return self._ticks

    def _people(self) -> list[Contact]:
        people = []
        for tier, count in TIERS.items():
            for number in range(count):
                birthday = START + timedelta(self.random.randrange(DAYS))
                people.append(
                    Contact(
                        uid=self.new_uid(),
                        name=f"{tier.title()} {number}",
                        tier=tier,
                        cadence_set_on=START,
                        added_on=START,
                        birthday=f"--{birthday:%m-%d}" if self.random.random() < 0.25 else "",
                    )
                )
        return people

    # ── what happens ─────────────────────────────────────────────────────────

    def do(self, change: Change) -> None:
        self.stale |= self.garden.apply(change)

    def put(self, *records: Interaction | Loop | Contact | Milestone) -> None:
        builder = self.garden.builder()
        for record in records:
            builder.put(record)
        self.do(builder.build("simulated"))

    def touch(
        self, uid: str, today: date, kind: str, direction: str | None = None, **fields: str
    ) -> Interaction:
        known = INTERACTIONS[kind]
        entry = Interaction(
            uid=self.new_uid(),
            on=today,
            kind=kind,
            direction=direction or known.direction,
            weight=known.weight,
            people=(uid,),
            **fields,
        )
        self.put(entry)
        return entry

    def open(self, kind: str, uid: str, today: date, due_in: int | None = None, **fields: str) -> None:
        due = today + timedelta(due_in) if due_in is not None else None
        self.put(Loop(uid=self.new_uid(), kind=kind, people=(uid,), opened_on=today, due_on=due, **fields))

    def close_all(self, uid: str, kinds: tuple[str, ...], today: date, result: str = "done") -> None:
        for loop in self.garden.open_loops_of(uid):
            if loop.kind in kinds:
                self.do(actions_loops.close_loop(self.garden, loop.uid, today, result=result))

    def write(self, uid: str, today: date) -> None:
        """Write to somebody, who may answer in the next days, give something, or be promised something."""
        self.touch(uid, today, self.random.choice(("email", "message")))
        if self.random.random() < ANSWERS[self.garden.contacts[uid].tier]:
            self.mail[today + timedelta(self.random.randint(1, 5))].append(lambda day: self.answer(uid, day))

    def answer(self, uid: str, today: date) -> None:
        self.touch(uid, today, "message", "in")
        chance = self.random.random()
        if chance < 0.06:
            self.open("owe", uid, today, self.random.randint(3, 14), text="a thing")
        elif chance < 0.12:
            self.open("thanks", uid, today, 1)
        elif chance < 0.16:
            self.open("planned", uid, today, self.random.randint(3, 10), channel="call")
        elif chance < 0.17:
            self.put(
                Milestone(
                    uid=self.new_uid(), contact=uid, what="new job", on=(today + timedelta(2)).isoformat()
                )
            )

    def conference(self, today: date) -> None:
        for number in range(NEW_PEOPLE):
            uid = self.new_uid()
            self.met.append(uid)
            self.put(Contact(uid=uid, name=f"Guest {number}", met_how="event", added_on=today))
            entry = self.touch(uid, today, "met", event="Conference")
            self.put(
                Loop(
                    uid=self.new_uid(),
                    kind="follow-up",
                    people=(uid,),
                    opened_on=today,
                    due_on=today + timedelta(1),
                    interaction=entry.uid,
                )
            )

    def ask_somebody(self, today: date) -> None:
        uid = self.random.choice(self.askable)
        self.touch(uid, today, "email")
        self.open("ask", uid, today, text="an introduction")
        if self.random.random() < ANSWERS[self.garden.contacts[uid].tier]:
            self.mail[today + timedelta(self.random.randint(1, 25))].append(
                lambda day: self.touch(uid, day, "email", "in")
            )

    @property
    def askable(self) -> list[str]:
        return [
            uid
            for uid, contact in self.garden.contacts.items()
            if contact.tier in ("steady", "wide", "yearly")
        ]

    # ── a day ────────────────────────────────────────────────────────────────

    def run(self, days: int = DAYS) -> "Year":
        last_review = START - timedelta(1)
        asks = 0
        for number in range(days):
            today = START + timedelta(number)
            for happens in self.mail.pop(today, ()):
                happens(today)
            if today == CONFERENCE:
                self.conference(today)
            if HUNT[0] <= today <= HUNT[1]:
                wanted = ASKS * ((today - HUNT[0]).days + 1) // ((HUNT[1] - HUNT[0]).days + 1)
                while asks < wanted:
                    self.ask_somebody(today)
                    asks += 1
            if AWAY[0] <= today <= AWAY[1] or today.weekday() not in self.rules.review_days:
                continue
            self.rules = replace(self.rules, last_opened=last_review)
            if (today - last_review).days > 7:
                self.do(spread_routine(self.garden, self.rules, today))
            self.review(today)
            last_review = today
        return self

    def queue(self, today: date) -> Queue:
        """Today's queue. Only who was touched, stands in it or was announced for today is looked at anew."""
        rows = []
        for uid in self.garden.contacts:
            known = self.outlooks.get(uid)
            if (
                known is None
                or uid in self.stale
                or known.row is not None
                or (known.next is not None and known.next.on <= today)
            ):
                known = self.outlooks[uid] = look(self.garden, self.rules, uid, today)
            if known.row is not None:
                rows.append(known.row)
        self.stale.clear()
        return assemble(rows, self.rules, today)

    def review(self, today: date) -> None:
        queue = self.queue(today)
        self.days.append(Day(today, queue, self._waits(today)))
        for row in queue.rows:
            self.act(row, today)

    def act(self, row: Row, today: date) -> None:
        uid, lead = row.uid, row.lead
        if lead.kind == "unplaced":
            self.do(
                actions.set_tier(
                    self.garden, self.rules, [uid], self.random.choice(("wide", "none", "none")), today
                )
            )
        elif lead.kind == "planned":
            self.touch(uid, today, "call")
            self.close_all(uid, ("planned",), today)
        elif lead.kind == "happened":
            self.do(actions_loops.confirm_planned(self.garden, lead.subject, today))
        elif lead.kind == "nudge":
            self.do(actions_loops.nudge(self.garden, lead.subject, today))
        elif lead.kind == "rest":
            self.do(actions_loops.close_loop(self.garden, lead.subject, today, result="no answer"))
        elif lead.kind == "answered":
            result = self.random.choice(("yes", "no"))
            self.do(actions_loops.close_loop(self.garden, lead.subject, today, result=result))
        elif lead.kind == "routine" and self.random.random() < 0.05:
            self.do(
                actions.snooze(
                    self.garden, self.rules, [uid], today + timedelta(self.random.randint(1, 5)), today
                )
            )
        elif lead.kind == "season":
            self.open("planned", uid, today, 4, channel="call")
        else:
            if lead.kind == "follow-up":
                self.followed_up[uid] = today
            self.close_all(uid, ("owe", "thanks", "report-back", "follow-up"), today)
            self.write(uid, today)

    def _waits(self, today: date) -> dict[str, float]:
        worst = {"inner": 0.0, "close": 0.0}
        for uid, contact in self.garden.contacts.items():
            if contact.tier in worst:
                cadence = self.rules.cadence_of(contact)
                assert cadence
                last = touches_of(self.garden, uid, today).last or START
                away = max(0, (min(today, AWAY[1]) - max(last, AWAY[0])).days + 1)
                worst[contact.tier] = max(worst[contact.tier], ((today - last).days - away) / cadence.days)
        return worst


def table(year: Year) -> str:
    """The year by months, for people."""
    asked = capacity(year.garden.contacts.values(), year.rules, START)
    lines = [
        f"{len(year.garden.contacts)} people, {asked.words}, {year.rules.budget} minutes a review",
        "month     reviews  rows  minutes  most   A   B   C   D  waiting  most  inner  close",
    ]
    months: dict[str, list[Day]] = defaultdict(list)
    for day in year.days:
        months[f"{day.today:%Y-%m}"].append(day)
    for month, days in months.items():
        rows = [row for day in days for row in day.queue.rows]
        bands = "".join(f"{sum(row.band == band for row in rows):4}" for band in "ABCD")
        waiting = [len(day.queue.waiting) for day in days]
        minutes = [day.queue.minutes for day in days]
        lines.append(
            f"{month}  {len(days):8}{len(rows) / len(days):6.1f}{sum(minutes) / len(days):9.1f}{max(minutes):6}{bands}"
            f"{sum(waiting) / len(days):9.1f}{max(waiting):6}"
            f"{max(day.waits['inner'] for day in days):7.2f}{max(day.waits['close'] for day in days):7.2f}"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    print(table(Year(int(sys.argv[1]) if len(sys.argv) > 1 else 1).run()))
