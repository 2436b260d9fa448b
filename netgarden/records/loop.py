"""Open loops: what is outstanding between me and others."""

from datetime import date
from typing import Annotated

from netgarden.records.metadata import Field
from netgarden.records.record import Record


class Loop(Record, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Something outstanding with one or more contacts, until closed."""

    kind: str
    """A `kinds.LoopName`, or what a newer version wrote."""
    people: tuple[str, ...] = ()
    """Uids of contacts."""
    text: str = ""
    opened_on: date
    due_on: date | None = None
    """When it is promised for, wanted by, or planned on."""
    not_before: date | None = None
    """The first day on which to nudge."""
    nudged_on: tuple[str, ...] = ()
    """The dates (ISO) on which it was nudged: a set, so that nudges on two devices both stay."""
    channel: str = ""
    """For a planned talk: the kind of interaction (`call`, `met`)."""
    closed_on: date | None = None
    result: str = ""
    """How it ended: `done`, `yes`, `no`, `no answer` or `dropped`; empty while open."""
    outcome: Annotated[str, Field(multiline=True)] = ""
    """What came of it, in free words."""
    interaction: str = ""
    """The uid of the entry that opened it; empty if opened by hand."""
    snooze_until: date | None = None
    snooze_set_on: date | None = None

    def mentions(self) -> tuple[str, ...]:
        """The people it is outstanding with."""
        return self.people

    @property
    def planned(self) -> str:
        """The name of a planned talk: its kind, but what was written (`lunch`) where the kind is `met`."""
        if self.channel == "met" or not self.channel:
            return self.text or ("meeting" if self.channel else "talk")
        return self.channel

    @property
    def is_open(self) -> bool:
        """Whether it still stands."""
        return self.closed_on is None
