"""Milestones: dated things in a contact's life to congratulate on, or to stand by them in."""

from datetime import date

from netgarden.records.record import Record


class Milestone(Record, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A new job, a launch, an award; a lost job, an illness, a loss. Birthdays are a contact's field."""

    contact: str
    what: str
    kind: str = "good"
    """A `kinds.MilestoneName`, or what a newer version wrote."""
    on: str
    """A partial date, see `partial_date`."""
    marked_on: date | None = None
    """When it was congratulated or answered; None while it waits."""
    interaction: str = ""
    """The uid of the entry it was told in; empty if written down by hand."""

    def mentions(self) -> tuple[str, ...]:
        """The contact whose milestone it is."""
        return (self.contact,)
