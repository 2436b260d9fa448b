"""The sample garden: what `netgarden demo` opens. It is built in memory and nothing is written.

Its history goes through the same grammar and the same verbs as a user's, so that the text of every entry can be
edited again, and the rules find in it what they would find in a garden that grew.
"""

import re
from collections.abc import Callable
from datetime import date
from functools import partial
from random import Random

from netgarden.change.change import Change
from netgarden.change.garden import Garden
from netgarden.composer.known_names import NameIndex
from netgarden.composer.parse import parse
from netgarden.demo.diary import DIARY
from netgarden.demo.people import people
from netgarden.demo.profile import ME, PITCHES
from netgarden.demo.ties import TIES, ZONES
from netgarden.due.rules import Rules
from netgarden.records.fields import parse_field
from netgarden.records.ids import UidSource
from netgarden.text.cadence import plus_days
from netgarden.text.plain import fold
from netgarden.verbs.entries import log_entries
from netgarden.verbs.loops import add_loop, add_tie, close_loop, edit_loop, nudge
from netgarden.verbs.people import (
    add_contact,
    archive,
    edit_contact,
    edit_profile,
    pause,
    skip,
    snooze_loop,
    snooze_routine,
)

_SEED = 20
_EPOCH = date(1970, 1, 1)
_DAY_MS = 86_400_000
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = re.compile(r"\{(-?\d+)\}")


def sample_garden(today: date) -> Garden:
    """The sample garden as it stands on `today`: the same garden, uids and all, for the same day.

    Some sixty invented people with two years of history, in which every reason to be due, every stage, health
    and kind of open loop appears.
    """
    return _Gardener(today).garden


class _Gardener:
    """Builds the garden day by day, as somebody would have who began two years ago."""

    def __init__(self, today: date) -> None:
        self.today = self.day = today
        self.rules = Rules()
        self.garden = Garden(new_uid=UidSource(self._milliseconds, Random(_SEED).getrandbits))
        self.names = NameIndex.of(self.garden)
        for days_ago, step in self._steps():
            self.day = plus_days(today, -days_ago)
            step()
        self._do(edit_profile(self.garden, self.rules, {**ME, "pitches": PITCHES}))

    def _milliseconds(self) -> int:
        return (self.day - _EPOCH).days * _DAY_MS

    def _steps(self) -> list[tuple[int, Callable[[], None]]]:
        """Yield each change with how many days ago it was made, the oldest first; of one day people before entries."""
        steps = [(sketch.since, partial(self._add, sketch.values)) for sketch in people(self.today)]
        steps += [(days_ago, partial(self._log, text)) for days_ago, text in diary_entries()]
        steps += [(days_ago, partial(self._do_by_hand, change)) for days_ago, change in self._by_hand()]
        return sorted(steps, key=lambda step: -step[0])

    def _do(self, change: Change) -> None:
        self.names.follow(self.garden, self.garden.apply(change))

    def _add(self, values: dict[str, str]) -> None:
        fields = {name: parse_field(name, text) for name, text in values.items()}
        if "place" in fields:
            fields["timezone"] = ZONES[fields["place"]]
        if "met_via" in fields:
            fields["met_via"] = self._who(fields["met_via"])
        change, _ = add_contact(self.garden, self.rules, fields, self.day)
        self._do(change)

    def _log(self, text: str) -> None:
        written = _DAY.sub(lambda found: day_words(plus_days(self.today, int(found[1])), self.day), text)
        entries = parse(written, self.names, self.day)
        self._do(log_entries(self.garden, entries, self.day, f"{self.day}T18:00:00Z"))

    def _do_by_hand(self, change: Callable[[], Change]) -> None:
        self._do(change())

    def _by_hand(self) -> list[tuple[int, Callable[[], Change]]]:
        """Yield the changes made by keys rather than words, and how many days ago."""
        garden, rules, who, loop = self.garden, self.rules, self._who, self._loop

        def in_days(days: int) -> date:
            return plus_days(self.today, days)

        def place(name: str, tier: str, place: str) -> Change:
            values = {"tier": tier, "timezone": ZONES[place]}
            return edit_contact(garden, rules, who(name), values, self.day)

        return [
            (590, lambda: archive(garden, [who("Derek Sloan")])),
            (52, lambda: nudge(garden, loop("Hannah Goldberg", "ask"), self.day)),
            (
                45,
                lambda: pause(
                    garden, [who("Lena Fischer")], self.day, until=in_days(110), why="parental leave"
                ),
            ),
            (30, lambda: nudge(garden, loop("Hannah Goldberg", "ask"), self.day)),
            (30, lambda: nudge(garden, loop("Nadia Benali", "ask"), self.day)),
            (20, lambda: skip(garden, [who("Diego Fuentes")], self.day)),
            (16, lambda: close_loop(garden, loop("Rafael Souza", "ask"), self.day, result="yes")),
            (
                16,
                lambda: edit_loop(
                    garden, loop("Rafael Souza", "report-back"), {"text": "how the claims team took it"}
                ),
            ),
            (5, lambda: snooze_routine(garden, [who("Gareth Pugh-Williams")], in_days(12), self.day)),
            (
                2,
                lambda: add_loop(
                    garden, "thanks", [who("Ada Lovelace")], "the word with her partners", self.day
                ),
            ),
            (2, lambda: place("Łukasz Nowak", "steady", "Warsaw")),
            (1, lambda: snooze_loop(garden, loop("Marcus Lindqvist", "owe"), in_days(2), self.day)),
            # Who was met on a Friday is followed up on Monday; the sample shows it on the Sunday too.
            (0, lambda: edit_loop(garden, loop("Łukasz Nowak", "follow-up"), {"due_on": self.today})),
            (0, lambda: place("Fatima Zahra El Idrissi", "wide", "Casablanca")),
            *((0, partial(self._tie, *pair)) for pair in TIES),
        ]

    def _tie(self, one: str, other: str, why: str) -> Change:
        return add_tie(self.garden, self._who(one), self._who(other), why)

    def _who(self, name: str) -> str:
        """The uid of somebody."""
        return self.names.called(fold(name))[0]

    def _loop(self, name: str, kind: str) -> str:
        """The uid of the one open loop of a kind with somebody."""
        (loop,) = (loop for loop in self.garden.open_loops_of(self._who(name)) if loop.kind == kind)
        return loop.uid


def diary_entries() -> list[tuple[int, str]]:
    """The entries of the diary as they stand there: how many days ago, and the text with its `{days}`."""
    entries: list[tuple[int, str]] = []
    for line in DIARY.splitlines():
        if line.startswith(" "):
            days_ago, text = entries[-1]
            entries[-1] = days_ago, f"{text}\n{line.strip()}"
        else:
            number, _, text = line.partition(" ")
            entries.append((int(number), text))
    return entries


def day_words(day: date, written: date) -> str:
    """A day as one writes it on the day `written`: the weekday within six days, else `27 nov`."""
    ahead = (day - written).days
    if ahead == 0:
        return "today"
    if 0 < ahead < 7:
        return _WEEKDAYS[day.weekday()]
    return f"{day.day} {_MONTHS[day.month - 1]}"
