"""Entries: what one piece of composer text means (`grammar.md`), before anything of it is saved.

`composer.parse` makes them from text, `log` turns them into a change. Positions are offsets into the text that
was parsed, end exclusive.
"""

from datetime import date
from typing import NamedTuple

from netgarden.records.kinds import Direction, Weight
from netgarden.text.plain import fold


class Span(NamedTuple):
    """A part of the text that was understood, for highlighting."""

    start: int
    end: int
    role: str
    """`kind`, `person`, `new`, `facts`, `date`, `event`, `word` (the word of a detail and its colon) or `topic`."""


class Facts(NamedTuple):
    """Facts about a person, from brackets."""

    org: str = ""
    role: str = ""
    place: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    links: tuple[str, ...] = ()

    def joined(self, other: "Facts") -> "Facts":
        """These facts, and over them the other ones."""
        return Facts(
            other.org or self.org,
            other.role or self.role,
            other.place or self.place,
            tuple(dict.fromkeys(self.emails + other.emails)),
            tuple(dict.fromkeys(self.phones + other.phones)),
            tuple(dict.fromkeys(self.links + other.links)),
        )


class PersonRef(NamedTuple):
    """Somebody whom an entry names: a contact, or a new person."""

    name: str
    """As the contact is named, or as the new person will be."""
    uid: str = ""
    """Of the contact; empty for a new person, who is the same wherever the folded name is."""
    facts: Facts = Facts()
    start: int = -1
    """Where the name stands; -1 for the person the composer was opened for."""
    end: int = -1

    @property
    def key(self) -> str:
        """The same for all references to one person."""
        return self.uid or f"new:{fold(self.name) or self.name}"


class Doubt(NamedTuple):
    """A question that the preview asks; the answer so far is `options[chosen]`."""

    key: str
    """Names the question in the `choices` given to `parse`: `choices[key]` is the index of the answer."""
    kind: str
    """`ambiguous` (several of this name), `near` (a new name like a known one), `unknown` (a name that is
    only text), `whose`, `done` (which open loop) or `when` (a `next:` without a day)."""
    text: str
    """What it is about: the name or the words."""
    options: tuple[str, ...]
    """The answers, in words, the one that is taken unasked first."""
    chosen: int = 0
    start: int = -1
    end: int = -1


class Detail(NamedTuple):
    """One `word: text` of an entry, or one `#interest`."""

    kind: str
    """The word before the colon, as `grammar.md` lists them, in its first spelling; or `interest`."""
    people: tuple[PersonRef, ...]
    """Whose it is; several share it."""
    text: str
    by: date | None = None
    """The day it is promised for, wanted by, planned on; the day of news."""
    nudge: date | None = None
    """The first day on which to nudge."""
    on: str = ""
    """For news: the partial date (`partial_date`) it names; of a birthday mostly without a year."""
    channel: str = ""
    """For a planned talk: the kind of interaction."""
    asked: str = ""
    """For `done`: the key of the doubt which open loop it is."""
    choice: int = 0
    """For `done`: which of the open loops that fit, best first, counted from 1; 0 is only text."""


class Entry(NamedTuple):
    """The meaning of one entry: what happened, with whom, and what follows from it."""

    on: date
    """A later day than today makes it a plan."""
    kind: str
    """One of `kinds.INTERACTIONS`."""
    explicit: bool
    """Whether a word of the text says the kind."""
    direction: Direction
    weight: Weight
    people: tuple[PersonRef, ...]
    """Who took part."""
    mentioned: tuple[PersonRef, ...]
    """Who is only spoken of: in a promise, by `via`. Those who are new are created all the same."""
    own_lines: tuple[PersonRef, ...]
    """Of `people`, those who have a line of their own."""
    via: PersonRef | None
    """Through whom the new people were met; a name in plain words if without a uid and not in `mentioned`."""
    event: str
    summary: str
    raw: str
    """The text as typed, cleaned."""
    topics: tuple[str, ...]
    details: tuple[Detail, ...]
    doubts: tuple[Doubt, ...]
    spans: tuple[Span, ...]

    def of_kind(self, *kinds: str) -> tuple[Detail, ...]:
        """The details of these kinds."""
        return tuple(detail for detail in self.details if detail.kind in kinds)
