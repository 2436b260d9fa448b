"""Balance: who gave and asked how much, said before an ask, and promises kept (`rules.md`, Balance).

It never forbids: it says the numbers and a better first step.
"""

from datetime import date
from typing import NamedTuple

import msgspec

from netgarden.change.garden import Garden
from netgarden.due.reasons import next_nudge
from netgarden.due.rules import Rules
from netgarden.due.touches import touches_of
from netgarden.people.ties import known_to
from netgarden.text.cadence import add_months
from netgarden.text.dates_in_words import span_words
from netgarden.text.plain import first_name, plural

LEDGER_MONTHS = 12
"""How far back the ledger counts."""
SILENT_DAYS = 180
"""After this many days of silence an ask is better begun with a hello."""
LEAN = 2
"""So many more asked than given is a lean."""


class Ledger(NamedTuple):
    """The account of what passed between me and somebody in the last twelve months."""

    asked: int
    """Requests of mine, however they ended: one without an answer is not counted against them."""
    gave: int
    """Entries in which I gave something, and promises I kept."""
    got: int
    """Entries in which they gave something, and requests they granted."""

    @property
    def words(self) -> str:
        """`asked 3, gave 0 in 12 months`."""
        got = f", got {self.got}" if self.got else ""
        return f"asked {self.asked}, gave {self.gave}{got} in {LEDGER_MONTHS} months"

    @property
    def lean(self) -> str:
        """To which side it leans, in words; empty where nothing passed."""
        if not any(self):
            return ""
        if self.asked - self.gave >= LEAN:
            return "you ask more than you give"
        if abs(self.gave - self.got) < LEAN:
            return "even"
        return "you give more" if self.gave > self.got else "they give more"


class BeforeAsk(msgspec.Struct, frozen=True):
    """A ledger and a first step, to be read before asking somebody for something."""

    ledger: str
    """In one line: `asked 3, gave 0 in 12 months`, `you never spoke; Ada Lovelace knows them`."""
    step: str
    """A better first step; empty where nothing speaks against asking."""


class Kept(msgspec.Struct, frozen=True):
    """My promises of one year that were due or are closed."""

    on_time: int
    all: int
    year: int

    @property
    def words(self) -> str:
        """`9 of 11 promises this year`."""
        return f"{self.on_time} of {plural(self.all, 'promise')} this year"


def ledger_of(garden: Garden, uid: str, today: date) -> Ledger:
    """The ledger with one person up to today."""
    since = add_months(today, -LEDGER_MONTHS)
    asked = gave = got = 0
    for entry in garden.interactions_of(uid):
        if entry.on <= since:
            break
        if entry.on <= today:
            gave += bool(entry.gave)
            got += bool(entry.got)
    for loop in garden.loops_of(uid):
        if loop.kind == "ask":
            asked += since < loop.opened_on <= today
            got += loop.result == "yes" and _within(loop.closed_on, since, today)
        elif loop.kind == "owe":
            gave += loop.result == "done" and _within(loop.closed_on, since, today)
    return Ledger(asked, gave, got)


def before_ask(garden: Garden, rules: Rules, uid: str, today: date) -> BeforeAsk:
    """The ledger in one line and a better first step, for the preview of an ask."""
    contact = garden.contacts[uid]
    name = first_name(contact.name)
    touches = touches_of(garden, uid, today)
    if touches.last is None:
        if helper := _who_knows(garden, uid, today):
            return BeforeAsk(f"you never spoke; {helper} knows them", f"ask {helper} for an introduction")
        return BeforeAsk("you never spoke", "say first how you know of them and why you write")
    ledger = ledger_of(garden, uid, today)
    open_asks = [loop for loop in garden.open_loops_of(uid) if loop.kind == "ask"]
    if any(next_nudge(loop) > today for loop in open_asks):
        waited = (today - min(loop.opened_on for loop in open_asks)).days
        return BeforeAsk(ledger.words, f"you asked {waited} d ago and wait for an answer: one ask at a time")
    if any(loop.kind == "thanks" for loop in garden.open_loops_of(uid)):
        return BeforeAsk(ledger.words, "you still owe them thanks: begin with that")
    if any(loop.kind == "owe" and loop.due_on and loop.due_on < today for loop in garden.open_loops_of(uid)):
        return BeforeAsk(ledger.words, "a promise of yours is late: keep it first")
    if ledger.asked - ledger.gave >= LEAN:
        wants = [want.text for want in garden.wants_of(uid) if want.closed_on is None]
        step = f"{name} wants {wants[-1]}: help with that first" if wants else "offer something first"
        return BeforeAsk(ledger.words, step)
    silence = (today - touches.last).days
    if silence > SILENT_DAYS:
        return BeforeAsk(
            ledger.words, f"silent {span_words(silence)}: say hello first, ask in the next message"
        )
    return BeforeAsk(ledger.words, "")


def promises_kept(garden: Garden, today: date) -> Kept:
    """Count this year's promises, and those kept on time.

    Counted are those due this year up to today and those without a date that were closed this year; one
    dropped before it was due counts for nothing, one that is still open after its day counts as late.
    """
    on_time = all_ = 0
    for loop in garden.loops.values():
        if loop.kind != "owe":
            continue
        day = loop.due_on or loop.closed_on
        if day is None or day.year != today.year:
            continue
        if loop.closed_on is None or loop.closed_on > today:
            all_ += day < today
        elif loop.due_on is None or loop.closed_on <= loop.due_on:
            kept = loop.result != "dropped"
            all_ += kept
            on_time += kept
        else:
            all_ += 1
    return Kept(on_time, all_, today.year)


def _within(day: date | None, since: date, today: date) -> bool:
    return day is not None and since < day <= today


def _who_knows(garden: Garden, uid: str, today: date) -> str:
    """The name of whom I know best of those who know them; empty if nobody does."""
    known = [
        (touches.total, touches.last or date.min, other)
        for other in known_to(garden, uid)
        if (touches := touches_of(garden, other, today)).total
    ]
    return garden.contacts[max(known)[2]].name if known else ""
