"""Wants and offers: what contacts said they need, and what they can help with."""

from datetime import date

from netgarden.records.record import Record


class Want(Record, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A want: something a contact said they need."""

    contact: str
    text: str
    said_on: date
    closed_on: date | None = None
    interaction: str = ""
    """The uid of the entry it was said in; empty if written down by hand."""

    def mentions(self) -> tuple[str, ...]:
        """The contact who said it."""
        return (self.contact,)


class Offer(Want, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """An offer: something a contact can help with. It has the fields of a want."""
