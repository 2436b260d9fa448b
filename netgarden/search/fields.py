"""What of a person can be found, and how much each field weighs."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from sys import intern
from typing import Literal, NamedTuple

from netgarden.change.garden import Garden
from netgarden.records.contact import Contact
from netgarden.search.addresses import digits_of
from netgarden.search.tokens import latin, split_words

MAX_TEXT = 20_000
"""Characters of a long text that are indexed."""


ALIAS = 0.05
"""What finding a word in an alias costs."""

LONG = 0.9
"""What finding a word in a long text costs."""


class Field(NamedTuple):
    """A field that is searched."""

    name: str
    cost: float
    """What finding a word here costs more than in the name."""
    kind: Literal["near", "plain", "long"]
    """Near: slips of the finger are forgiven. Plain and long: only words and their beginnings count; see `texts`."""
    values: Callable[[Garden, Contact], Iterable[str]]


FIELDS: tuple[Field, ...] = (
    Field("name", 0.0, "near", lambda _, c: (c.name,)),
    Field("aliases", ALIAS, "near", lambda _, c: c.aliases),
    Field("org", 0.45, "near", lambda _, c: (c.org,)),
    Field("interests", 0.5, "near", lambda _, c: c.interests),
    Field("tags", 0.5, "near", lambda _, c: c.tags),
    Field("role", 0.5, "near", lambda _, c: (c.role,)),
    Field("place", 0.5, "near", lambda _, c: (c.place,)),
    Field("industry", 0.55, "near", lambda _, c: (c.industry,)),
    Field("emails", 0.45, "plain", lambda _, c: (_local_part(address) for address in c.emails)),
    Field("links", 0.5, "plain", lambda _, c: (_handle(link) for link in c.links)),
    Field("met_where", 0.6, "plain", lambda _, c: (c.met_where,)),
    Field("wants", 0.7, "plain", lambda g, c: (w.text for w in g.wants_of(c.uid) if w.closed_on is None)),
    Field("offers", 0.7, "plain", lambda g, c: (o.text for o in g.offers_of(c.uid) if o.closed_on is None)),
    Field("background", LONG, "long", lambda _, c: (c.background,)),
    Field("met_story", LONG, "long", lambda _, c: (c.met_story,)),
    Field("notes", LONG, "long", lambda _, c: (c.notes,)),
)
"""In order of weight; a word that stands in several fields counts where it costs least."""


_NEAR = tuple(field for field in FIELDS if field.kind == "near" and field.name not in ("name", "aliases"))
_PLAIN = tuple(field for field in FIELDS if field.kind == "plain")


class Words(NamedTuple):
    """The words by which a person is found, but for those of long texts."""

    uid: str
    name: tuple[str, ...]
    """Those of the name, in order."""
    near: dict[str, float]
    """Word to cost, for the fields in which slips are forgiven."""
    plain: dict[str, float]
    """Word to cost, for short fields in which they are not."""
    initials: tuple[str, ...]
    emails: tuple[str, ...]
    """Whole addresses, in lower case."""
    phones: tuple[str, ...]
    """The digits of each number."""


def words_of(garden: Garden, contact: Contact) -> Words:
    """The words of a person."""
    near: dict[str, float] = {}
    plain: dict[str, float] = {}
    name = split_words(contact.name)
    for word, more in _spelled(name + joined_forms(contact.name, name)):
        near.setdefault(word, more)
    for alias in contact.aliases:
        words = split_words(alias)
        for word, more in _spelled(words + joined_forms(alias, words)):
            near.setdefault(word, ALIAS + more)
    for found, fields in ((near, _NEAR), (plain, _PLAIN)):
        for field in fields:
            cost = field.cost
            for value in field.values(garden, contact):
                if value:
                    for word, more in _words_in(value):
                        found.setdefault(word, cost + more)
    emails = tuple([address.lower() for address in contact.emails])
    phones = tuple([digits_of(number) for number in contact.phones])
    return Words(contact.uid, tuple(name), near, plain, _initials(tuple(name)), emails, phones)


@lru_cache(maxsize=1 << 13)
def _words_in(value: str) -> tuple[tuple[str, float], ...]:
    """As `_spelled`, for a value of a field that many people share: an org, a place, an interest."""
    return tuple(_spelled(split_words(value)))


def _spelled(words: Iterable[str]) -> Iterator[tuple[str, float]]:
    """The words, each with what it costs more: nothing, a little for the Latin spelling of one in other letters."""
    for word in words:
        yield intern(word), 0.0
        if not word.isascii() and (spelling := latin(word)):
            yield spelling, 0.05


def long_words(garden: Garden, contact: Contact) -> set[str]:
    """The words of a person's long texts."""
    return {
        word
        for field in FIELDS
        if field.kind == "long"
        for value in field.values(garden, contact)
        if value
        for word in split_words(value[:MAX_TEXT])
    }


_PARTICLES = frozenset(
    {
        "van", "von", "der", "den", "de", "del", "della", "di", "da", "do", "dos", "das", "la", "le", "el",
        "al", "bin", "ibn", "ben", "mc", "mac", "o", "st", "saint", "ter", "ten", "te", "zu", "zum", "zur",
        "du", "des", "abu", "ap",
    }
)  # fmt: skip


def joined_forms(name: str, words: Iterable[str]) -> list[str]:
    """How the parts of a name, which are its `words`, may be written together: `vandenberg` of van den Berg,
    `jeanluc` of Jean-Luc.
    """
    forms = ["".join(split_words(part)) for part in name.split() if "-" in part[1:-1]] if "-" in name else []
    run: list[str] = []
    for word in words:
        if word in _PARTICLES:
            run.append(word)
        elif run:
            forms.extend("".join(run[start:]) + word for start in range(len(run)))
            run = []
    return forms


def _initials(name: tuple[str, ...]) -> tuple[str, ...]:
    if not 2 <= len(name) <= 6:
        return ()
    every = "".join(word[0] for word in name)
    return (every,) if len(name) == 2 else (every, name[0][0] + name[-1][0])


def _local_part(address: str) -> str:
    return address.partition("@")[0]


def _handle(link: str) -> str:
    return link.rstrip("/").rpartition("/")[2]


def in_order(name: tuple[str, ...], found: list[str]) -> bool:
    """Whether the words found stand in the name in the order in which they were typed."""
    places = [name.index(word) for word in found if word in name]
    return all(before <= after for before, after in pairwise(places))
