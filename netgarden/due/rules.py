"""The settings of the rules: what the config may change, with their defaults."""

from datetime import date
from typing import Literal, NamedTuple

import msgspec

from netgarden.records.contact import Contact
from netgarden.text.cadence import Cadence, parse_cadence


class Tier(NamedTuple):
    """A circle of contacts with one cadence; `weight` multiplies how urgent its members are."""

    cadence: str
    weight: float


DEFAULT_TIERS = {
    "inner": Tier("2w", 1.3),
    "close": Tier("1m", 1.15),
    "steady": Tier("3m", 1.0),
    "wide": Tier("6m", 0.9),
    "yearly": Tier("1y", 0.85),
    "none": Tier("none", 1.0),
}

DEFAULT_MINUTES = {
    "met": 10,
    "call": 10,
    "video": 10,
    "email": 4,
    "message": 2,
    "letter": 15,
    "intro": 6,
    "plan": 2,
    "triage": 1,
}


class DateStyle(msgspec.Struct, frozen=True):
    """How dates and weeks are meant."""

    order: Literal["dmy", "mdy"] = "dmy"
    """What `3/4` means: 3 April or March 4."""
    first_weekday: int = 0
    """The day on which a week begins, Monday is 0."""


DEFAULT_DATES = DateStyle()


class Rules(msgspec.Struct, frozen=True, kw_only=True):
    """What the rules go by."""

    tiers: dict[str, Tier] = msgspec.field(default_factory=lambda: dict(DEFAULT_TIERS))
    """Tier name to cadence and weight, nearest first; keys 1–5 place a person in the first five."""
    minutes: dict[str, int] = msgspec.field(default_factory=lambda: dict(DEFAULT_MINUTES))
    """Minutes that acting costs, by kind of interaction; `plan` is arranging a talk."""
    budget: int = 15
    """Minutes a day for the review."""
    review_days: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)
    """Weekdays on which one reviews, Monday is 0."""
    unplaced_per_day: int = 2
    """How many people without tier or cadence are offered a day."""
    reconnects_per_day: int = 2
    """How many rows of band D (reconnect, drift) are offered a day."""
    follow_ups_per_day: int = 5
    """How many follow-ups are offered a day, strongest first."""
    first_weekday: int = 0
    """The day on which a week begins, Monday is 0."""
    date_order: Literal["dmy", "mdy"] = "dmy"
    """What `3/4` means: 3 April or March 4."""
    last_opened: date | None = None
    """The last day before today on which the garden was opened: what came since then was not reviewed yet.
    The session knows it; None where nobody does."""

    @property
    def date_style(self) -> DateStyle:
        """How the dates that people write are meant."""
        return DateStyle(self.date_order, self.first_weekday)

    def cadence_of(self, contact: Contact) -> Cadence | None:
        """The contact's own cadence, else its tier's; None for who is never due.

        A cadence or tier that a hand-edited file holds and nobody understands counts as none.
        """
        try:
            if contact.cadence:
                return parse_cadence(contact.cadence)
            tier = self.tiers.get(contact.tier)
            return parse_cadence(tier.cadence) if tier else None
        except ValueError:
            return None

    def weight_of(self, contact: Contact) -> float:
        """How much its lateness weighs: the tier's weight, 1 without a tier."""
        tier = self.tiers.get(contact.tier)
        return tier.weight if tier else 1.0

    def is_placed(self, contact: Contact) -> bool:
        """Whether somebody has said how often to be in touch, if only `none`."""
        own = contact.cadence or contact.talk_cadence or contact.meet_cadence
        return bool(own) or contact.tier in self.tiers
