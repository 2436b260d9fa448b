"""The filters that may stand between the words of a query: `#tag`, `org:acme`, `last:>3m`, `is:due`."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import NamedTuple

import msgspec

from netgarden.change.garden import Garden, last_touch
from netgarden.due.rules import Rules
from netgarden.errors import UsageError
from netgarden.people.interests import shared_interests
from netgarden.records.contact import Contact
from netgarden.text.cadence import Cadence, parse_cadence
from netgarden.text.plain import clean, fold

FILTERS: Mapping[str, str] = {
    "#": "a tag or an interest: #board, #climate",
    "org": 'where they work: org:acme, org:"acme labs"',
    "interest": "an interest: interest:climate",
    "place": "where they are: place:lisbon",
    "tier": "how near: tier:{tier}",
    "met": "how, where or when met: met:event, met:pycon, met:2024",
    "last": "the last touch: last:>3m longer ago, last:<2w since then",
    "seen": "seen:never, nobody you ever had a touch with",
    "is": "is:due, drifting, owed, waiting, unplaced, archived",
    "with": "with:me, who shares interests with your profile, most first",
}
"""Filter to what it takes, in one line for help and completion; `{tier}` stands for the nearest tier configured."""

STATES = ("due", "drifting", "owed", "waiting", "unplaced", "archived")
"""The values of `is:`; owed is what I owe them, waiting what they owe me."""

MAX_QUERY = 400
"""Characters of a query that are read."""

States = Callable[[str, date], Collection[str]]
"""Gives the uids of everyone who is `due`, `drifting`, `owed` or `waiting` on a day."""

Test = Callable[[Contact], bool]

_PIECES = re.compile(r'(?:(?!mailto:)([A-Za-z]+):(?!//)|(#))(?:"([^"]*)"?|(\S*))|"([^"]*)"?|(\S+)')


class Filter(NamedTuple):
    """One filter of a query."""

    key: str
    """A key of `FILTERS`."""
    value: str
    """The value as typed, without quotes; never empty."""


class Query(NamedTuple):
    """A query taken apart."""

    words: tuple[str, ...]
    """The words that are no filter, as typed."""
    filters: tuple[Filter, ...]


class Completion(msgspec.Struct, frozen=True):
    """One way to go on at the cursor: `text[start:end]` becomes `insert`."""

    start: int
    end: int
    insert: str
    note: str
    """A note shown behind it: `12 people`, or what the filter takes."""


def parse_query(text: str) -> Query:
    """The words and filters of a query. A filter whose value is not typed yet is left out.

    Raises UsageError for a filter that does not exist.
    """
    words: list[str] = []
    filters: list[Filter] = []
    for piece in _PIECES.finditer(clean(text[:MAX_QUERY])):
        key, hash_sign, quoted, bare, quoted_words, word = piece.groups()
        if key is None and hash_sign is None:
            words.append(quoted_words if word is None else word)
            continue
        name = hash_sign or key.lower()
        if name not in FILTERS:
            if not piece[0].removeprefix(f"{key}:"):
                words.append(key)  # “zodb: the database”: a colon at a word's end is only a colon
                continue
            raise UsageError(
                f"“{key}:” is not a filter; there are {_names()}. For a plain word leave out the colon."
            )
        if value := (bare if quoted is None else quoted).strip():
            filters.append(Filter(name, value))
    return Query(tuple(words), tuple(filters))


def _names() -> str:
    return " ".join("#tag" if key == "#" else f"{key}:" for key in FILTERS)


class Values:
    """The tags, orgs, interests and places that occur, with how many people have each."""

    def __init__(self, contacts: Iterable[Contact]) -> None:
        self.counts: dict[str, dict[str, int]] = {key: {} for key in ("#", "org", "interest", "place", "met")}
        for contact in contacts:
            if not contact.archived:
                for key, counts in self.counts.items():
                    for value in values_of(contact, key):
                        counts[value] = counts.get(value, 0) + 1

    def fitting(self, key: str, typed: str) -> frozenset[str]:
        """The values of a filter that `typed` means: those that have its words or words beginning so, in any
        order; if there are none, those spelt nearly so.
        """
        wanted = fold(typed).split()
        if not wanted:
            return frozenset()
        folded = [(value, fold(value).split()) for value in self.counts[key]]
        exactly = frozenset(value for value, words in folded if _has_all(words, wanted, str.startswith))
        if exactly:
            return exactly
        from rapidfuzz.distance import OSA  # slow to import, and few queries are misspelt

        def nearly(word: str, typed: str) -> bool:
            slips = 0 if len(typed) < 4 else 1 if len(typed) < 7 else 2
            return OSA.distance(word, typed, score_cutoff=slips) <= slips

        return frozenset(value for value, words in folded if _has_all(words, wanted, nearly))


def values_of(contact: Contact, key: str) -> tuple[str, ...]:
    """Return the values of a contact for one of the filters whose values are free text."""
    match key:
        case "#":
            return (*contact.tags, *contact.interests)
        case "interest":
            return contact.interests
        case "org":
            return (contact.org,) if contact.org else ()
        case "place":
            return (contact.place,) if contact.place else ()
        case _:
            return tuple(value for value in (contact.met_how, contact.met_where, contact.met_on) if value)


def _has_all(words: list[str], wanted: list[str], fits: Callable[[str, str], bool]) -> bool:
    return all(any(fits(word, one) for word in words) for one in wanted)


def compile_filter(
    one: Filter, garden: Garden, values: Values, states: States | None, today: date, rules: Rules
) -> Test:
    """Return the test of a filter for a contact. Raises UsageError where its value says nothing."""
    match one.key:
        case "tier":
            tier = _choice(one, rules.tiers)
            return lambda contact: contact.tier == tier
        case "seen":
            _choice(one, ("never",))
            return lambda contact: last_touch(garden, contact.uid, today) is None
        case "with":
            _choice(one, ("me",))
            mine = garden.profile.interests
            return lambda contact: bool(shared_interests(mine, contact.interests))
        case "last":
            return _last(one, garden, today)
        case "is":
            return _state(_choice(one, STATES), garden, states, today, rules)
        case key:
            fitting = values.fitting(key, one.value)
            return lambda contact: any(value in fitting for value in values_of(contact, key))


def _state(state: str, garden: Garden, states: States | None, today: date, rules: Rules) -> Test:
    if state == "archived":
        return lambda contact: contact.archived
    if state == "unplaced":
        return lambda contact: not rules.is_placed(contact)
    if states is None:
        raise UsageError(f"is:{state} cannot be asked here.")
    uids = states(state, today)
    return lambda contact: contact.uid in uids


def _last(one: Filter, garden: Garden, today: date) -> Test:
    sign, length = (one.value[0], one.value[1:]) if one.value[0] in "<>" else (">", one.value)
    try:
        cadence = parse_cadence(length)
    except ValueError:
        cadence = None
    if cadence is None:
        raise UsageError(
            f"“last:{one.value}” says no time: write last:>3m (longer ago) or last:<2w (since then)."
        )
    since = _before(today, cadence)

    def test(contact: Contact) -> bool:
        touch = last_touch(garden, contact.uid, today)
        return touch is not None and (touch.on < since if sign == ">" else touch.on >= since)

    return test


def _before(today: date, cadence: Cadence) -> date:
    return cadence.after(today, -1)


def _choice(one: Filter, choices: Iterable[str]) -> str:
    """The one of `choices` that the value is or begins."""
    typed = fold(one.value)
    possible = [choice for choice in choices if fold(choice) == typed] or [
        choice for choice in choices if typed and fold(choice).startswith(typed)
    ]
    if len(possible) == 1:
        return possible[0]
    if possible:
        raise UsageError(f"“{one.key}:{one.value}” may be {' or '.join(possible)}.")
    raise UsageError(f"“{one.key}:{one.value}” is unknown: {one.key}: takes {', '.join(choices)}.")


_AT_CURSOR = r'(?:([A-Za-z]+):|(#))("?)([^"\s]*|(?<=")[^"]*)$|(?:^|(?<=\s))([A-Za-z]{2,})$'


def complete(text: str, cursor: int, values: Values, rules: Rules, *, limit: int = 8) -> list[Completion]:
    """Return completions of the filter at the cursor, the most frequent first; none where no filter is begun.

    A plain word is taken for the beginning of a filter's name from two letters on.
    """
    cursor = max(0, min(cursor, len(text)))
    here = re.search(_AT_CURSOR, text[:cursor])
    if here is None:
        return []
    key, hash_sign, _, typed, word = here.groups()
    if word is not None:
        start = here.start(5)
        return [
            Completion(start, cursor, f"{name}:", rules.name_tiers(note))
            for name, note in FILTERS.items()
            if name.startswith(word.lower())
        ]
    name = hash_sign or key.lower()
    start = here.start()
    choices: Iterable[str]
    match name:
        case "is":
            choices = STATES
        case "seen":
            choices = ("never",)
        case "with":
            choices = ("me",)
        case "tier":
            choices = rules.tiers
        case "last":
            choices = (">1m", ">3m", ">6m", ">1y", "<1w", "<1m")
        case _ if name in values.counts:
            return _from_values(name, typed, start, cursor, values, limit)
        case _:
            return []
    fitting = [choice for choice in choices if choice.startswith(typed.lower())]
    note = rules.name_tiers(FILTERS[name])
    return [Completion(start, cursor, f"{name}:{choice} ", note) for choice in fitting][:limit]


def _from_values(name: str, typed: str, start: int, end: int, values: Values, limit: int) -> list[Completion]:
    counts = values.counts[name]
    fitting = values.fitting(name, typed) if typed else counts
    best = sorted(fitting, key=lambda value: (-counts[value], value.casefold()))[:limit]
    lead = "#" if name == "#" else f"{name}:"
    return [
        Completion(
            start,
            end,
            lead + _quoted(value),
            f"{counts[value]:,} {'person' if counts[value] == 1 else 'people'}",
        )
        for value in best
    ]


def _quoted(value: str) -> str:
    """A value as one types it after a filter, and a blank; quotes within it make no difference to what it finds."""
    plain = " ".join(value.replace('"', " ").split())
    return f'"{plain}" ' if " " in plain else f"{plain} "
