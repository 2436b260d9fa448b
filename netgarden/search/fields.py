"""The fields by which a person is found, and how much each weighs."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from sys import intern
from typing import Literal, NamedTuple

from netgarden.change.garden import Garden
from netgarden.records.contact import Contact
from netgarden.records.fields import CONTACT
from netgarden.records.metadata import Check, Field
from netgarden.search import initials
from netgarden.search.addresses import digits_of, domain_name
from netgarden.search.scripts import spellings
from netgarden.search.tokens import latin, split_words

MAX_TEXT = 20_000
"""Characters of a long text that are indexed."""

SPELLED = 0.05
"""The extra cost of finding a word by its spelling in Latin letters instead of its own."""


class Searched(NamedTuple):
    """Something that is searched: a field of a contact, or their wants or offers."""

    name: str
    cost: float
    """What finding a word here costs more than in the name."""
    sort: Literal["near", "plain", "long"]
    """Near: slips of the finger are forgiven. Plain and long: only words and their beginnings count; see `texts`."""
    values: Callable[[Garden, Contact], Iterable[str]]
    is_single: bool = False
    """Whether it is one text, not several: of two that cost the same the other one is looked at first."""


def _searched(field: Field, cost: float) -> Searched:
    name = field.name
    sort: Literal["near", "plain", "long"] = (
        "long" if field.multiline else "near" if field.shared or name in ("name", "aliases") else "plain"
    )
    if field.kind == "scalar":
        return Searched(name, cost, sort, lambda _, contact: (getattr(contact, name),), True)
    part = _PARTS.get(field.check)
    if part is None:
        return Searched(name, cost, sort, lambda _, contact: getattr(contact, name))
    return Searched(name, cost, sort, lambda _, contact: map(part, getattr(contact, name)))


def _address_words(address: str) -> str:
    """The local part, and the name of the domain where it is not a provider's that anybody may use."""
    local, _, domain = address.partition("@")
    return f"{local} {domain_name(domain)}".strip()


def _handle(link: str) -> str:
    return link.rstrip("/").rpartition("/")[2]


_PARTS: dict[Check, Callable[[str], str]] = {"email": _address_words, "link": _handle}
"""What of an address is searched by its words; the whole of it is found by `addresses`."""


def searched_part(field: str) -> Callable[[str], str] | None:
    """Return what takes the searched words out of a value of a field; None where all of them are."""
    return _PARTS.get(CONTACT[field].check) if field in CONTACT else None


_SORTS = ("near", "plain", "long")

SEARCHED: tuple[Searched, ...] = tuple(
    sorted(
        (
            *(_searched(field, field.find) for field in CONTACT.values() if field.find is not None),
            Searched(
                "wants", 0.7, "plain", lambda g, c: (w.text for w in g.wants_of(c.uid) if w.closed_on is None)
            ),
            Searched(
                "offers",
                0.7,
                "plain",
                lambda g, c: (o.text for o in g.offers_of(c.uid) if o.closed_on is None),
            ),
        ),
        key=lambda one: (_SORTS.index(one.sort), one.cost, one.is_single),
    )
)
"""In order of weight; a word that stands in several of them counts where it costs least."""

ALIAS = CONTACT["aliases"].find or 0.0
"""What finding a word in an alias costs."""

LONG = max(one.cost for one in SEARCHED if one.sort == "long")
"""What finding a word in a long text costs: those of one person are kept together."""


_NEAR = tuple(one for one in SEARCHED if one.sort == "near" and one.name not in ("name", "aliases"))
_PLAIN = tuple(one for one in SEARCHED if one.sort == "plain")


class Words(NamedTuple):
    """The words by which a person is found, but for those of long texts."""

    uid: str
    name: tuple[str, ...]
    """Those of the name, in order."""
    near: dict[str, float]
    """Word to cost, for the fields in which slips are forgiven."""
    plain: dict[str, float]
    """Word to cost, for short fields in which they are not."""
    initials: dict[str, float]
    """Initials of the name and the org, with their cost."""
    emails: tuple[str, ...]
    """Whole addresses, in lower case."""
    phones: tuple[str, ...]
    """The digits of each number."""


def words_of(garden: Garden, contact: Contact) -> Words:
    """The words of a person."""
    near: dict[str, float] = {}
    plain: dict[str, float] = {}
    name = split_words(contact.name)
    for one, cost in ((contact.name, 0.0), *((alias, ALIAS) for alias in contact.aliases)):
        words = split_words(one)
        for word, more in _spelled(words + joined_forms(one, words)):
            near.setdefault(word, cost + more)
        for spelling in spellings(one, name=True):
            near.setdefault(spelling.word, cost + SPELLED)
    for found, fields in ((near, _NEAR), (plain, _PLAIN)):
        for field in fields:
            cost = field.cost
            for value in field.values(garden, contact):
                if value:
                    for word, more in _words_in(value):
                        found.setdefault(word, cost + more)
    emails = tuple([address.lower() for address in contact.emails])
    phones = tuple([digits_of(number) for number in contact.phones])
    called = dict.fromkeys(initials.of_name(name), initials.NAME)
    if contact.org:
        for one in _org_initials(contact.org):
            called.setdefault(one, initials.ORG)
    return Words(contact.uid, tuple(name), near, plain, called, emails, phones)


@lru_cache(maxsize=1 << 12)
def _org_initials(org: str) -> tuple[str, ...]:
    return initials.of_org(split_words(org))


@lru_cache(maxsize=1 << 13)
def _words_in(value: str) -> tuple[tuple[str, float], ...]:
    """As `_spelled`, for a value of a field that many people share: an org, a place, an interest."""
    spelled = ((intern(one.word), SPELLED) for one in spellings(value))
    return (*_spelled(split_words(value)), *spelled)


def _spelled(words: Iterable[str]) -> Iterator[tuple[str, float]]:
    """The words, each with what it costs more: nothing, a little for the Latin spelling of one in other letters."""
    for word in words:
        yield intern(word), 0.0
        if not word.isascii() and (spelling := latin(word)):
            yield spelling, SPELLED


def long_words(garden: Garden, contact: Contact) -> set[str]:
    """The words of a person's long texts."""
    return {
        word
        for one in SEARCHED
        if one.sort == "long"
        for value in one.values(garden, contact)
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
    """Return how the parts of a name, which are its `words`, may be written together: `vandenberg` of van den Berg,
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


def in_order(name: tuple[str, ...], found: list[str]) -> bool:
    """Return whether the words found stand in the name in the order in which they were typed."""
    places = [name.index(word) for word in found if word in name]
    return all(before <= after for before, after in pairwise(places))
