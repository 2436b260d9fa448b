"""The index of a garden's people, kept up with its changes, and the search over it."""

import time
from collections.abc import Callable, Collection, Iterable
from datetime import date
from heapq import nlargest
from itertools import islice
from operator import itemgetter
from threading import RLock
from typing import NamedTuple

from netgarden.change.garden import Garden, last_touch
from netgarden.due.rules import Rules
from netgarden.people.interests import shared_interests
from netgarden.records.contact import Contact
from netgarden.search import filters, ranking
from netgarden.search.addresses import (
    ENDING,
    LAST_DIGITS,
    LEAST_DIGITS,
    bare_address,
    nearest_addresses,
    reach_matches,
    reach_words,
    reaches,
)
from netgarden.search.fields import Words, long_words, words_of
from netgarden.search.filters import Completion, Query, States, Test, Values, parse_query
from netgarden.search.highlight import highlight
from netgarden.search.initials import undotted
from netgarden.search.long_texts import Texts
from netgarden.search.match import Match
from netgarden.search.ranking import Found, Sense, Store
from netgarden.search.tokens import split_words
from netgarden.search.vocabulary import Vocabulary

POOL = 64
"""The number of people gathered who are compared closely, besides those who fit as well as the last of them."""

MAX_POOL = 200
"""The most people compared closely: those you know best."""

ONE_SLIP = 1.25
"""The highest cost of a word at which the search stops at the people found quickly."""

SLICE = 100
"""People indexed in one go by `build`."""

REMEMBERED = 256
"""Words whose senses are kept while somebody types."""

KNOWN = 0.2
"""How much cost knowing someone best makes up for; seeing them today, a fifth of it. Both together are less than
the least that it costs a word to go on after what was typed: a name typed in full comes first.
"""

ADDRESS = 4.0
"""The discount for an email address or phone number that fits."""

SLIP_IN_ADDRESS = 0.75
"""The part of the discount that is lost for each slip in an address."""

PARTIAL = 0.5
"""The part of the best person's savings below which nobody is shown."""


class Typed(NamedTuple):
    """The parts of a query that are no filters."""

    words: tuple[str, ...]
    """The folded words, at most `ranking.MAX_WORDS`."""
    capitals: frozenset[str]
    """The words that were typed in capitals only."""
    addresses: tuple[str, ...]
    """Addresses and the digits of numbers, or of their ends, as `addresses` compares them."""


class SearchIndex:
    """Finds people by words and filters.

    `closeness` says how well one knows a contact, 0 to 1; `states` gives the uids for `is:due` and the like.
    People wait in a line until `build` or the next search indexes them, so nothing is late and nothing is done
    twice. All methods may be called from any thread.
    """

    def __init__(
        self,
        garden: Garden,
        closeness: Callable[[str], float] | None = None,
        states: States | None = None,
    ) -> None:
        self._garden = garden
        self._closeness = closeness
        self._states = states
        self._store = Store(Vocabulary(by_ear=True), Vocabulary(), Texts(), {}, {})
        self._archived: set[str] = set()
        self._endings: dict[str, dict[str, None]] = {}
        """The last three digits of a number to the uids of those who have it."""
        self._waiting: dict[str, None] = dict.fromkeys(garden.contacts)
        self._senses: dict[tuple[str, bool], Sense] = {}
        self._values: Values | None = None
        self._lock = RLock()

    # ── keeping up ───────────────────────────────────────────────────────────

    def update(self, uids: Iterable[str]) -> None:
        """Note that these contacts were added, changed or removed; the next search knows."""
        with self._lock:
            self._waiting.update(dict.fromkeys(uids))
            self._values = None

    def build(self, pause: float = 0.0) -> None:
        """Index everyone who waits, in slices of a few milliseconds with `pause` seconds between them."""
        while True:
            with self._lock:
                if not self._waiting:
                    return
                self._index_some()
            if pause:
                time.sleep(pause)

    def _index_some(self) -> None:
        self._senses.clear()
        for uid in list(islice(self._waiting, SLICE)):
            del self._waiting[uid]
            self._forget(uid)
            try:
                contact = self._garden.contacts.get(uid)
                words = contact and words_of(self._garden, contact)
                told = long_words(self._garden, contact) if contact else ()
            except (KeyError, RuntimeError):
                continue  # changed while another thread reads it: whoever changes it calls `update` next
            if contact and words:
                self._learn(contact, words)
                self._store.texts.put(uid, told)

    def _learn(self, contact: Contact, words: Words) -> None:
        uid = contact.uid
        for word, cost in words.near.items():
            self._store.near.add(word, uid, cost)
        for word, cost in words.plain.items():
            self._store.plain.add(word, uid, cost)
        for called in words.initials:
            self._store.initials.setdefault(called, {})[uid] = None
        for number in words.phones:
            if len(number) >= LEAST_DIGITS:
                self._endings.setdefault(number[-LAST_DIGITS:], {})[uid] = None
        if contact.archived:
            self._archived.add(uid)
        self._store.people[uid] = words

    def _forget(self, uid: str) -> None:
        words = self._store.people.pop(uid, None)
        self._archived.discard(uid)
        if words is None:
            return
        for word in words.near:
            self._store.near.discard(word, uid)
        for word in words.plain:
            self._store.plain.discard(word, uid)
        self._store.texts.drop(uid)
        for called in words.initials:
            _drop(self._store.initials, called, uid)
        for number in words.phones:
            _drop(self._endings, number[-LAST_DIGITS:], uid)

    # ── asking ───────────────────────────────────────────────────────────────

    def search(self, query: str, *, limit: int = 20, today: date, rules: Rules) -> list[Match]:
        """The people whom the words and filters of `query` mean, best first; none for an empty query.

        Archived people are left out unless it asks `is:archived`. Raises UsageError for a filter or a value of
        one that is unknown.
        """
        parsed = parse_query(query)
        with self._lock:
            self.build()
            test = self._test(parsed, today, rules)
            typed = self._read(parsed.words)
            if typed.words or typed.addresses:
                return self._by_words(typed, test if parsed.filters else None, limit, today)
            if parsed.filters:
                return self._by_filters(parsed, test, limit, today)
            return []

    def _read(self, raw: tuple[str, ...]) -> Typed:
        """Tell the words of a query from the addresses, numbers and ends of numbers in it."""
        addresses = reach_words(raw)
        words: list[str] = []
        capitals: set[str] = set()
        ends: list[str] = []
        for word in raw:
            if bare_address(word) in addresses:
                continue
            if ENDING.fullmatch(word) and word not in self._store.plain and self._ending_so(word):
                ends.append(word)
                continue
            parts = split_words(self._undotted(word))
            if word.isupper() and len(parts) == 1:
                capitals.update(parts)
            words.extend(parts)
        return Typed(tuple(words[: ranking.MAX_WORDS]), frozenset(capitals), (*addresses, *ends))

    def _undotted(self, word: str) -> str:
        """`UN` for `U.N.` where somebody is called so, or works there."""
        bare = undotted(word)
        return bare if bare == word or bare.lower() in self._store.initials else word

    def _ending_so(self, digits: str) -> list[str]:
        """The uids of those with a number that ends so."""
        return [
            uid
            for uid in self._endings.get(digits[-LAST_DIGITS:], ())
            if any(number.endswith(digits) for number in self._store.people[uid].phones)
        ]

    def predicate(self, query: str, *, today: date, rules: Rules) -> Test:
        """Return whether a contact passes the filters of `query` and has all its words, or words that begin so.

        Raises UsageError as `search` does.
        """
        parsed = parse_query(query)
        with self._lock:
            self.build()
            test = self._test(parsed, today, rules)
            having = [self._having(part) for word in parsed.words for part in split_words(word)]
        named = set.intersection(*having) if having else None
        return lambda contact: (named is None or contact.uid in named) and test(contact)

    def _having(self, beginning: str) -> set[str]:
        """The uids of everyone who has a word that begins so."""
        return self._store.texts.having(beginning).keys() | {
            uid
            for vocabulary in (self._store.near, self._store.plain)
            for word in vocabulary.starting(beginning)
            for uid in vocabulary.people[word]
        }

    def complete(self, text: str, cursor: int, rules: Rules) -> list[Completion]:
        """Return completions of the filter at the cursor; none where `tab` should go to the list instead.

        The beginning of a filter's name is completed only where no word of anybody begins so.
        """
        with self._lock:
            self.build()
            found = filters.complete(text, cursor, self._known_values(), rules)
            if found and found[0].insert.endswith(":"):
                typed = text[found[0].start : found[0].end].lower()
                if any(self._store.near.starting(typed)):
                    return []
            return found

    def _known_values(self) -> Values:
        if self._values is None:
            self._values = Values(self._garden.contacts.values())
        return self._values

    def _test(self, query: Query, today: date, rules: Rules) -> Test:
        """All filters of a query as one test."""
        tests = [
            filters.compile_filter(one, self._garden, self._known_values(), self._states, today, rules)
            for one in query.filters
        ]
        if not any(one.key == "is" and "archived".startswith(one.value.lower()) for one in query.filters):
            tests.append(lambda contact: not contact.archived)
        return lambda contact: all(test(contact) for test in tests)

    def _by_words(self, typed: Typed, test: Test | None, limit: int, today: date) -> list[Match]:
        contacts = self._garden.contacts
        words, addresses = typed.words, typed.addresses
        addressed = self._reached(addresses)
        ranked: list[tuple[float, str, list[Found]]] = []
        senses = self._senses_of(typed, ())
        full = sum(one.worth for one in senses) + ADDRESS * len(addresses)
        # A known word of four letters and more was looked at closely enough the first time.
        unknown = {
            word for word in words if len(word) in (2, 3) or (len(word) > 3 and word not in self._store.near)
        }
        for deep in (False, True):
            if deep:
                senses = self._senses_of(typed, unknown)
            together = ranking.senses_together(self._store, words, senses, deep=deep)
            gains = ranking.gather(self._store, senses, together)
            for uid, gain in addressed.items():
                gains[uid] = gains.get(uid, 0.0) + gain
            ranked = self._rank(gains, senses, together, addressed, test, today)
            if not unknown or (ranked and well_found(ranked[0][2], len(words))):
                break
        matches = []
        for cost, uid, found in ranked[:limit]:
            score = 100 * (1 - (cost + ADDRESS * len(addresses)) / full)
            if contact := contacts.get(uid):
                matches.append(self._match(contact, score, found, words, addresses))
        return matches

    def _reached(self, addresses: tuple[str, ...]) -> dict[str, float]:
        """Return the people whose address or number is as typed, or nearly: uid to what that saves."""
        saved: dict[str, float] = {}
        for one in addresses:
            for uid, fitting in self._reached_by(one).items():
                saved[uid] = saved.get(uid, 0.0) + fitting
        return saved

    def _reached_by(self, address: str) -> dict[str, float]:
        people = self._store.people
        if ENDING.fullmatch(address):
            return dict.fromkeys(self._ending_so(address), ADDRESS)
        exactly = [uid for uid, words in people.items() if reaches(address, words.emails, words.phones)]
        if exactly or "@" not in address:
            return dict.fromkeys(exactly, ADDRESS)
        slips = nearest_addresses(address, (email for words in people.values() for email in words.emails))
        if not slips:
            return {}
        saved = ADDRESS - SLIP_IN_ADDRESS * min(slips.values())
        return {uid: saved for uid, words in people.items() if not slips.keys().isdisjoint(words.emails)}

    def _senses_of(self, typed: Typed, deep: Collection[str]) -> list[Sense]:
        """Return the senses of the typed words, those of `deep` looked at more closely."""
        senses = [self._sense(word, place, word in deep) for place, word in enumerate(typed.words)]
        return [
            one._replace(capitals=True) if word in typed.capitals and one.initials else one
            for word, one in zip(typed.words, senses, strict=True)
        ]

    def _sense(self, word: str, place: int, deep: bool) -> Sense:
        known = self._senses.get((word, deep))
        if known is None:
            if len(self._senses) >= REMEMBERED:
                self._senses.clear()
            known = self._senses[word, deep] = ranking.sense(self._store, word, place, deep=deep)
        return known if known.first == place else known._replace(first=place, last=place + 1)

    def _rank(
        self,
        gains: dict[str, float],
        senses: list[Sense],
        together: list[Sense],
        addressed: dict[str, float],
        test: Test | None,
        today: date,
    ) -> list[tuple[float, str, list[Found]]]:
        if not (fitting := self._fitting(gains, test)):
            return []
        least = max(fitting.values()) * PARTIAL
        top = [one for one in fitting.items() if one[1] >= least]
        if len(top) > POOL:
            last = nlargest(POOL, top, key=itemgetter(1))[-1][1] - 1e-9
            as_good = [one for one in top if one[1] >= last]
            top = nlargest(MAX_POOL, as_good, key=lambda one: one[1] + self._known(one[0]))
        ranked = [
            (cost - addressed.get(uid, 0.0), uid, found)
            for uid, _ in top
            for cost, found in [ranking.explain(self._store.people[uid], senses, together)]
        ]
        ranked.sort(key=lambda one: (one[0] - self._known(one[1]) - self._recent(one[1], today), one[1]))
        return ranked

    def _fitting(self, gains: dict[str, float], test: Test | None) -> dict[str, float]:
        """Return the people gathered who pass the test; without a test, all who are not archived."""
        if test is None:
            return (
                {uid: gain for uid, gain in gains.items() if uid not in self._archived}
                if self._archived
                else gains
            )
        contacts = self._garden.contacts
        return {uid: gain for uid, gain in gains.items() if (contact := contacts.get(uid)) and test(contact)}

    def _known(self, uid: str) -> float:
        return KNOWN * min(max(self._closeness(uid), 0.0), 1.0) if self._closeness else 0.0

    def _recent(self, uid: str, today: date) -> float:
        touch = last_touch(self._garden, uid, today)
        return KNOWN / 5 / (1 + (today - touch.on).days / 90) if touch else 0.0

    def _by_filters(self, query: Query, test: Test, limit: int, today: date) -> list[Match]:
        found = [contact for contact in self._garden.contacts.values() if test(contact)]
        with_me = any(one.key == "with" for one in query.filters)
        mine = self._garden.profile.interests

        def order(contact: Contact) -> tuple[float, float, str]:
            shared = len(shared_interests(mine, contact.interests)) if with_me else 0
            known = self._known(contact.uid) + self._recent(contact.uid, today)
            return (-shared, -known, contact.name.casefold())

        return [self._match(contact, 100.0, [], (), ()) for contact in sorted(found, key=order)[:limit]]

    def _match(
        self,
        contact: Contact,
        score: float,
        found: list[Found],
        words: tuple[str, ...],
        addresses: tuple[str, ...],
    ) -> Match:
        score = round(min(max(score, 0.0), 100.0), 1)
        matched = highlight(self._garden, contact, found, words)
        matched += tuple(found for address in addresses for found in reach_matches(address, contact))
        return Match(contact.uid, contact.name, contact.org, score, matched)


def _drop(people_by: dict[str, dict[str, None]], key: str, uid: str) -> None:
    """Take somebody from those whom a key finds; a key that finds nobody goes too."""
    people = people_by.get(key, {})
    people.pop(uid, None)
    if not people:
        people_by.pop(key, None)


def well_found(found: list[Found], words: int) -> bool:
    """Return whether every word of the query was found in a person, with hardly more than one slip each."""
    return sum(one.sense.last - one.sense.first for one in found) == words and all(
        one.cost <= ONE_SLIP for one in found
    )
