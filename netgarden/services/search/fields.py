"""What of a person can be found, and how much each field weighs."""

from collections.abc import Callable, Iterable
from itertools import pairwise
from sys import intern
from typing import Literal, NamedTuple

from netgarden.domain.contact import Contact
from netgarden.domain.garden import Garden
from netgarden.services.search.letters import latin, split_words
from netgarden.services.search.reach import digits_of

MAX_TEXT = 20_000
"""Characters of a long text that are indexed."""


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
    Field("aliases", 0.05, "near", lambda _, c: c.aliases),
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
    for field in FIELDS:
        if field.kind == "long":
            continue
        words, cost = (near if field.kind == "near" else plain), field.cost
        for value in field.values(garden, contact):
            if not value:
                continue
            found = split_words(value)
            if cost < 0.2:
                found += joined_forms(value)
            for word in found:
                words.setdefault(intern(word), cost)
                if not word.isascii() and (spelling := latin(word)):
                    words.setdefault(spelling, cost + 0.05)
    name = tuple(split_words(contact.name))
    emails = tuple(address.lower() for address in contact.emails)
    phones = tuple(digits_of(number) for number in contact.phones)
    return Words(contact.uid, name, near, plain, _initials(name), emails, phones)


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


def joined_forms(name: str) -> list[str]:
    """How the parts of a name may be written together: `vandenberg` of van den Berg, `jeanluc` of Jean-Luc."""
    forms = ["".join(split_words(part)) for part in name.split() if "-" in part[1:-1]]
    run: list[str] = []
    for word in split_words(name):
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
