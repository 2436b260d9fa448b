"""Interactions: what happened with people, and how much it counts."""

from datetime import date
from typing import Annotated, Literal

from netgarden.records.kinds import INTERACTIONS, Direction, Weight
from netgarden.records.metadata import Field
from netgarden.records.record import Record

Turn = Literal["in", "out", "both", "opened", "closed", ""]
"""Of an entry its direction; of what else a timeline tells, whether something was opened or closed by it."""

CROWD = 8
"""An entry with more people than this is light for those without a line of their own."""

OLD_SKIP = "skipped"
"""The text of the note that a skip was before version 0.2."""


class Interaction(Record, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Something that happened with one or more contacts on a date."""

    on: date
    """The local calendar date it happened on."""
    at: str = ""
    """The UTC instant it was written down, as `2026-11-22T09:30:00Z`; orders the entries of a day."""
    kind: str = "note"
    """A `kinds.InteractionName`, or what a newer version wrote."""
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
        """Return how much it counts for one of its people."""
        if len(self.people) > CROWD and self.weight in ("talk", "word") and uid not in self.own_lines:
            return "light"
        return self.weight

    @property
    def in_person(self) -> bool:
        """Whether it was a meeting in person."""
        return (kind := INTERACTIONS.get(self.kind)) is not None and kind.in_person

    def is_skip(self, skipped_on: date | None) -> bool:
        """Return whether it is the trace of a skip; `skipped_on` is the day of the contact's last one.

        Older versions wrote a note with the text “skipped”. Unlike a note of one's own it has no instant.
        """
        if self.kind == "skip":
            return True
        if self.summary != OLD_SKIP or skipped_on is None or self.on > skipped_on:
            return False
        return self.kind == "note" and self.raw == OLD_SKIP and not self.at and len(self.people) == 1
