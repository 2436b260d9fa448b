"""Interactions: what happened with people, and how much it counts."""

from datetime import date
from typing import Annotated, Literal

import msgspec

from netgarden.records.metadata import Field
from netgarden.records.record import Record

Weight = Literal["talk", "word", "light", "none"]
Direction = Literal["out", "in", "both"]
Turn = Literal["in", "out", "both", "opened", "closed", ""]
"""Of an entry its direction; of what else a timeline tells, whether something was opened or closed by it."""

CROWD = 8
"""An entry with more people than this is light for those without a line of their own."""

SKIPPED = "skipped"
"""The summary of the note that a skip leaves in the history."""


class Kind(msgspec.Struct, frozen=True):
    """What a kind of interaction counts for, unless the entry says otherwise."""

    weight: Weight
    direction: Direction
    in_person: bool = False


KINDS: dict[str, Kind] = {
    "met": Kind("talk", "both", in_person=True),
    "call": Kind("talk", "both"),
    "video": Kind("talk", "both"),
    "email": Kind("word", "out"),
    "message": Kind("word", "out"),
    "letter": Kind("word", "out"),
    "intro": Kind("word", "out"),
    "touch": Kind("word", "out"),
    "support": Kind("light", "out"),
    "event": Kind("light", "both"),
    "tried": Kind("none", "out"),
    "note": Kind("none", "out"),
}
"""All kinds by name. A kind that a newer version wrote is taken for a note."""


class Interaction(Record, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Something that happened with one or more contacts on a date."""

    on: date
    """The local calendar date it happened on."""
    at: str = ""
    """The UTC instant it was written down, as `2026-11-22T09:30:00Z`; orders the entries of a day."""
    kind: str = "note"
    direction: Direction = "out"
    weight: Weight = "none"
    people: tuple[str, ...] = ()
    """Uids of contacts."""
    own_lines: tuple[str, ...] = ()
    """Of `people`, those with a line of their own in an entry of a crowd: it counts in full for them."""
    summary: Annotated[str, Field(multiline=True)] = ""
    """One line where it was typed here; what an import brought may have more."""
    raw: Annotated[str, Field(multiline=True)] = ""
    """The text as typed."""
    topics: tuple[str, ...] = ()
    event: str = ""
    gave: str = ""
    got: str = ""
    part_of: str = ""
    """Of what passed with only some of an entry's people: the uid of the entry it was told in."""

    def mentions(self) -> tuple[str, ...]:
        """The people it happened with."""
        return self.people

    def weight_for(self, uid: str) -> Weight:
        """How much it counts for one of its people."""
        if len(self.people) > CROWD and self.weight in ("talk", "word") and uid not in self.own_lines:
            return "light"
        return self.weight

    @property
    def in_person(self) -> bool:
        """Whether it was a meeting in person."""
        return (kind := KINDS.get(self.kind)) is not None and kind.in_person
