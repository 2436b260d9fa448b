"""Ranking: what each typed word may mean, who fits, and how well over all words.

Each word a person has none of costs its `worth`; each word found costs what `Vocabulary` says, more in a lesser
field. People are gathered from the rarest words first, so a common word never makes a query slow.
"""

from collections.abc import Collection, Iterable, Iterator
from itertools import combinations
from math import log
from typing import NamedTuple

from netgarden.search import initials
from netgarden.search.fields import LONG, Words, in_order
from netgarden.search.given_names import variants
from netgarden.search.long_texts import Texts
from netgarden.search.scripts import needs_spelling, spellings
from netgarden.search.tokens import latin
from netgarden.search.vocabulary import Cost, Vocabulary, prefix_cost
from netgarden.search.word_forms import word_forms

MAX_WORDS = 12
"""Words of a query that are looked up."""

MAX_CUTS = 20
"""Ways of cutting one word that are tried."""

MOST_TOLD = 5000
"""People whom one typed word finds in long texts."""

ENOUGH = 1500
"""People gathered, counted once a word, after which the commoner words are only checked against them."""


class Sense(NamedTuple):
    """The known words that one typed word, or several taken as one, may mean."""

    first: int
    """The place of its first word in the query."""
    last: int
    """The place after its last word."""
    worth: float
    near: dict[str, float]
    """Word of the near vocabulary to cost."""
    plain: dict[str, float]
    """Word of the plain vocabulary to cost."""
    long: dict[str, tuple[str, float]]
    """Uid to the word found in a long text of theirs, and its cost."""
    initials: str
    """The word if it may be initials, else empty."""
    parts: tuple[str, ...] = ()
    """For a word that is several written together: those, all of which a person must have; a part of one letter is
    the beginning of a name.
    """
    capitals: bool = False
    """True if it was typed in capitals, as initials are."""

    def initials_cost(self, person: Words) -> float:
        """The cost of taking the word for initials of a person who has them."""
        return person.initials[self.initials] - initials.CAPITALS * self.capitals


class Found(NamedTuple):
    """The finding of one sense in one person."""

    sense: Sense
    word: str
    """The person's word; empty for initials and for words written together."""
    cost: float


class Store(NamedTuple):
    """The data of the ranking: the vocabularies and the people."""

    near: Vocabulary
    plain: Vocabulary
    texts: Texts
    initials: dict[str, dict[str, None]]
    """Initials to the uids of those who are called so."""
    people: dict[str, Words]


def worth(word: str, people: int, everyone: int) -> float:
    """Return the cost of leaving a word unmatched: the rarer it is and the longer, the more it says.

    `people` is how many of `everyone` have it, or a word that begins so.
    """
    rarity = 4.0 if not people else 0.6 + 0.37 * log(max(everyone / people, 1.0))
    return min(max(rarity, 0.8), 1.2 + 0.4 * len(word), 4.0)


def sense(store: Store, word: str, place: int, *, deep: bool) -> Sense:
    """Return what a word may mean; `deep` looks for more slips, and at every word of about its length."""
    near = store.near.meant(word)
    plain = store.plain.meant(word) if len(word) > 2 else {}
    texts = store.texts.having(word, MOST_TOLD) if len(word) > 2 or not word.isascii() else {}
    long = {uid: (found, LONG + prefix_cost(word, found)) for uid, found in texts.items()}
    if len(word) > 3 or (deep and len(word) == 3):
        _lower(near, store.near.near(word, deep=deep))
    if deep and len(word) != 3:
        _lower(near, store.near.alike(word, 1 if len(word) < 4 else 2 if len(word) < 9 else 3))
    if len(word) > 2:
        _lower(near, store.near.heard(word))
    for form in variants(word):
        if form in store.near:
            _lower(near, {form: Cost.FORM})
    for form in word_forms(word):
        for costs, vocabulary in ((near, store.near), (plain, store.plain)):
            if form in vocabulary:
                _lower(costs, {form: Cost.SPELLING})
    for spelling in _latin_spellings(word):
        _lower(near, _by_spelling(store, spelling))
    called = word if 2 <= len(word) <= initials.LONGEST and word in store.initials else ""
    having = sum(len(store.near.people[found]) for found, cost in near.items() if cost < Cost.FORM)
    return Sense(place, place + 1, worth(word, having, len(store.people)), near, plain, long, called)


def _latin_spellings(word: str) -> tuple[str, ...]:
    if word.isascii():
        return ()
    if spelling := latin(word):
        return (spelling,)
    return tuple(one.word for one in spellings(word, name=True))


def _by_spelling(store: Store, spelling: str) -> dict[str, float]:
    """The known words that a Latin spelling of a typed word may mean."""
    found = store.near.meant(spelling)
    if len(spelling) > 3:
        _lower(found, store.near.near(spelling))
    _lower(found, store.near.heard(spelling))
    return {word: cost + Cost.LATIN for word, cost in found.items()}


def senses_together(store: Store, words: tuple[str, ...], senses: list[Sense], *, deep: bool) -> list[Sense]:
    """Neighbouring words taken as one (`van den berg`), with slips if `deep`; and words taken apart
    (`adalovelace`).
    """
    found: list[Sense] = []
    for first, last in combinations(range(len(words) + 1), 2):
        if 2 <= last - first <= 3:
            joined = "".join(words[first:last])
            if len(joined) > 3 and joined.isascii():
                near = store.near.meant(joined)
                if deep:
                    _lower(near, store.near.near(joined))
                if near:
                    price = {word: cost + Cost.JOINED for word, cost in near.items()}
                    found.append(
                        Sense(first, last, sum(one.worth for one in senses[first:last]), price, {}, {}, "")
                    )
    found.extend(_of_characters(store, words, senses))
    for place, word in enumerate(words):
        found.extend(
            senses[place]._replace(near={}, plain={}, long={}, initials="", parts=parts)
            for parts in (*_parts(store, word), *_handle_parts(store, word))
        )
    return found


def _of_characters(store: Store, words: tuple[str, ...], senses: list[Sense]) -> Iterator[Sense]:
    """Chinese characters and the like, each of which is a word of its own, read together by their Latin spellings."""
    first = 0
    while first < len(words):
        last = first
        while last < len(words) and len(words[last]) == 1 and needs_spelling(words[last]):
            last += 1
        if last - first > 1:
            spelled: dict[tuple[int, int], dict[str, float]] = {}
            for one in spellings("".join(words[first:last]), name=True):
                if len(one.word) > 1:
                    _lower(spelled.setdefault((one.start, one.end), {}), _by_spelling(store, one.word))
            for (start, end), near in spelled.items():
                worths = sum(sense.worth for sense in senses[first + start : first + end])
                yield Sense(first + start, first + end, worths, near, {}, {}, "")
        first = max(last, first + 1)


def _handle_parts(store: Store, word: str) -> Iterator[tuple[str, ...]]:
    """The ways in which a word may be a letter of one name with the whole of another: jdoe, john.d without the dot."""
    if len(word) > 3 and word.isascii() and word.isalpha():
        for letter, rest in ((word[0], word[1:]), (word[-1], word[:-1])):
            if rest in store.near:
                yield letter, rest


def _parts(store: Store, word: str) -> list[tuple[str, ...]]:
    """The ways to cut a word into two to five known ones, of which two letters are the least."""
    found: list[tuple[str, ...]] = []
    if not 5 <= len(word) <= 40:
        return found
    begun: list[tuple[tuple[str, ...], str]] = [((), word)]
    while begun and len(found) < MAX_CUTS:
        heads, rest = begun.pop()
        if heads and rest in store.near:
            found.append((*heads, rest))
        if len(heads) < 4:
            begun.extend(
                ((*heads, rest[:cut]), rest[cut:])
                for cut in range(2, len(rest) - 1)
                if rest[:cut] in store.near
            )
    return found


def _lower(costs: dict[str, float], others: dict[str, float]) -> None:
    """Take over the costs of `others` that are lower."""
    for word, cost in others.items():
        if cost < costs.get(word, 9.0):
            costs[word] = cost


def gather(store: Store, senses: Iterable[Sense], together: Iterable[Sense]) -> dict[str, float]:
    """Return who may be meant: uid to what the words found save; a word found as typed saves its whole worth."""
    by_mass = sorted(((_mass(store, one), one) for one in senses), key=lambda pair: pair[0])
    single: dict[int, dict[str, float]] = {}
    total: dict[str, float] = {}
    gathered = 0
    for mass, one in by_mass:
        if not mass:
            continue
        few = None if not total or gathered + mass <= ENOUGH else total.keys()
        gains = _gains(store, one, few)
        if few is None:
            gathered += mass
        single[one.first] = gains
        for uid, gain in gains.items():
            total[uid] = total.get(uid, 0.0) + gain
    for one in together:
        for uid, gain in _gains(store, one, None).items():
            apart = sum(single.get(place, {}).get(uid, 0.0) for place in range(one.first, one.last))
            if gain > apart:
                total[uid] = total.get(uid, 0.0) + gain - apart
                for place in range(one.first, one.last):
                    single.setdefault(place, {})[uid] = gain / (one.last - one.first)
    return total


def _mass(store: Store, one: Sense) -> int:
    near, plain = store.near.people, store.plain.people
    return (
        sum(len(near[word]) for word in one.near)
        + sum(len(plain[word]) for word in one.plain)
        + len(one.long)
        + (len(store.initials[one.initials]) if one.initials else 0)
    )


def _gains(store: Store, one: Sense, only: Collection[str] | None) -> dict[str, float]:
    """Return what one sense saves, for each person it fits; checked for the people of `only` if given."""
    if one.parts:
        rarest = min((store.near.people[part] for part in one.parts if len(part) > 1), key=len)
        return {
            uid: one.worth - found.cost
            for uid in rarest
            if (found := best(store.people[uid], one)) and found.cost < one.worth
        }
    gains: dict[str, float] = {}
    if only is not None:
        for uid in only:
            if (found := best(store.people[uid], one)) and found.cost < one.worth:
                gains[uid] = one.worth - found.cost
        return gains
    for costs, people in ((one.near, store.near.people), (one.plain, store.plain.people)):
        for word, cost in costs.items():
            room = one.worth - cost
            if room > 0:
                for uid, field_cost in people[word].items():
                    gain = room - field_cost
                    if gain > gains.get(uid, 0.0):
                        gains[uid] = gain
    for uid, (_, cost) in one.long.items():
        if one.worth - cost > gains.get(uid, 0.0):
            gains[uid] = one.worth - cost
    if one.initials:
        for uid in store.initials[one.initials]:
            gain = one.worth - one.initials_cost(store.people[uid])
            if gain > gains.get(uid, 0.0):
                gains[uid] = gain
    return gains


def best(person: Words, one: Sense, used: Collection[str] = ()) -> Found | None:
    """The best of a person's words for a sense, those in `used` only where there is no other."""
    choice: Found | None = None
    if one.parts:
        if all(_has_part(person, part, one.parts) for part in one.parts):
            return Found(one, "", Cost.JOINED + sum(person.near.get(part, 0.0) for part in one.parts))
        return None
    if one.initials in person.initials:
        choice = Found(one, "", one.initials_cost(person))
    for meant, words in ((one.near, person.near), (one.plain, person.plain)):
        if not meant:
            continue
        for word, field_cost in words.items():
            cost = meant.get(word)
            if cost is not None:
                cost += field_cost + TWICE * (word in used)
                if choice is None or cost < choice.cost:
                    choice = Found(one, word, cost)
    if one.long and (told := one.long.get(person.uid)) and (choice is None or told[1] < choice.cost):
        choice = Found(one, *told)
    return choice


def _has_part(person: Words, part: str, parts: tuple[str, ...]) -> bool:
    """Return whether a person has a part of a word; one letter is the beginning of a name that is none of `parts`."""
    if len(part) > 1:
        return part in person.near
    return any(word[0] == part and word not in parts for word in person.name)


TWICE = 1.0
"""The cost of two typed words that match the same word of a person."""

NOT_TYPED = 0.2
"""The cost of each word of the name that was not typed, up to three."""

OUT_OF_ORDER = 0.3


def _unwritten(name: tuple[str, ...], found: list[Found]) -> int:
    """Count the words of a name that were not typed."""
    if any(not one.word and one.sense.initials in initials.of_name(name) for one in found):
        return 0  # they stand for all of it
    typed = {word for one in found for word in (one.word, *one.sense.parts)}
    return sum(word not in typed for word in name)


def explain(person: Words, senses: list[Sense], together: list[Sense]) -> tuple[float, list[Found]]:
    """Return what all words together cost for one person, and what was found of each."""
    used: list[str] = []
    found: list[Found] = []
    for one in senses:
        choice = best(person, one, used)
        if choice and choice.cost < one.worth:
            used.append(choice.word)
            found.append(choice)
    costs = {one.sense.first: one.cost for one in found}
    for one in together:
        choice = best(person, one)
        apart = sum(costs.get(place, senses[place].worth) for place in range(one.first, one.last))
        if choice and choice.cost < apart:
            found = [other for other in found if not one.first <= other.sense.first < one.last] + [choice]
            for place in range(one.first, one.last):
                costs[place] = choice.cost / (one.last - one.first)
    found.sort(key=lambda one: one.sense.first)
    hit = [one.word for one in found]
    cost = sum(costs.get(one.first, one.worth) for one in senses)
    cost += NOT_TYPED * min(_unwritten(person.name, found), 3)
    return cost + (0.0 if in_order(person.name, hit) else OUT_OF_ORDER), found
