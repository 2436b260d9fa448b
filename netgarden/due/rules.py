"""The settings of the rules: what the config may change, with their defaults."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Annotated, Literal, NamedTuple, get_args

import msgspec

from netgarden import settings
from netgarden.records.contact import Contact
from netgarden.records.kinds import INTERACTIONS
from netgarden.settings import WEEKDAYS, Setting, UnfitError
from netgarden.text.cadence import Cadence, parse_cadence
from netgarden.text.plain import clean


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

NEAR_TIERS = 2
"""So many tiers, nearest first, never leave routine however late they are."""

DEFAULT_MINUTES = {
    **{name: kind.minutes for name, kind in INTERACTIONS.items() if kind.minutes is not None},
    "plan": 2,
    "triage": 1,
}


DateOrder = Literal["dmy", "mdy"]


class DateStyle(msgspec.Struct, frozen=True):
    """How dates and weeks are meant."""

    order: DateOrder = "dmy"
    """What `3/4` means: 3 April or March 4."""
    first_weekday: int = 0
    """The day on which a week begins, Monday is 0."""


DEFAULT_DATES = DateStyle()


# ── reading the config ───────────────────────────────────────────────────────


def _tiers(value: object) -> dict[str, Tier]:
    tiers: dict[str, Tier] = {}
    for name, tier in settings.table(value, 'a table of tiers, such as inner = "2w"').items():
        usual = DEFAULT_TIERS.get(name)
        given = tier if isinstance(tier, dict) else {"cadence": tier}
        for key in given:
            if key not in Tier._fields:
                raise UnfitError(key, "cadence or weight", f"{name}.{key}")
        cadence = given.get("cadence", usual.cadence if usual else None)
        try:
            if parse_cadence(cadence if isinstance(cadence, str) else "") is None and cadence != "none":
                raise ValueError
        except ValueError:
            raise UnfitError(cadence, "a cadence: 10d, 2w, 1m, 3m, 1y or none", f"{name}.cadence") from None
        weight = given.get("weight", usual.weight if usual else 1.0)
        if isinstance(weight, bool) or not isinstance(weight, int | float) or not 0 < weight <= 10:
            raise UnfitError(weight, "a number above 0, up to 10", f"{name}.weight")
        tiers[clean(name)] = Tier(str(cadence), float(weight))
    return tiers | {"none": DEFAULT_TIERS["none"]}


def _written_tiers(tiers: dict[str, Tier]) -> dict[str, object]:
    return {name: tier._asdict() for name, tier in tiers.items()}


def _minutes(value: object) -> dict[str, int]:
    read, minutes = settings.whole(0, 480), dict(DEFAULT_MINUTES)
    for kind, cost in settings.table(value, "a table of minutes, such as call = 10").items():
        if kind not in minutes:
            raise UnfitError(kind, f"one of {', '.join(minutes)}", kind)
        try:
            minutes[kind] = read(cost)
        except UnfitError as unfit:
            raise UnfitError(cost, unfit.wanted, kind) from None
    return minutes


# ── the rules ────────────────────────────────────────────────────────────────


class Rules(msgspec.Struct, frozen=True, kw_only=True):
    """What the rules go by. What the config may change says so at its field."""

    tiers: Annotated[
        dict[str, Tier],
        Setting(
            "name = cadence, or { cadence, weight }",
            "The circles, nearest first, in place of the usual ones; weight says how much lateness counts.",
            _tiers,
            _written_tiers,
        ),
    ] = msgspec.field(default_factory=lambda: dict(DEFAULT_TIERS))
    """Tier name to cadence and weight, nearest first; keys 1–5 place a person in the first five."""
    minutes: Annotated[
        dict[str, int],
        Setting("kind = minutes", "What acting costs, by kind; plan is arranging a talk.", _minutes),
    ] = msgspec.field(default_factory=lambda: dict(DEFAULT_MINUTES))
    """Minutes that acting costs, by kind of interaction; `plan` is arranging a talk."""
    budget: Annotated[
        int, Setting("minutes, 0 for no limit", "Minutes a day for the review.", settings.whole(0, 1440))
    ] = 15
    review_days: Annotated[
        tuple[int, ...],
        Setting(
            "a list of weekdays",
            "The days on which you review.",
            settings.weekdays,
            lambda days: [WEEKDAYS[day] for day in days],
        ),
    ] = (0, 1, 2, 3, 4, 5, 6)
    """Monday is 0."""
    unplaced_per_day: Annotated[
        int,
        Setting(
            "a whole number",
            "How many people without tier or cadence are offered a day.",
            settings.whole(0, 1000),
        ),
    ] = 2
    reconnects_per_day: Annotated[
        int,
        Setting(
            "a whole number",
            "How many people long out of touch are offered a day.",
            settings.whole(0, 1000),
        ),
    ] = 2
    """How many rows of band D (reconnect, drift) are offered a day."""
    follow_ups_per_day: Annotated[
        int,
        Setting("a whole number", "How many follow-ups are offered a day.", settings.whole(0, 1000)),
    ] = 5
    """The strongest come first."""
    first_weekday: Annotated[
        int,
        Setting("a weekday", "The day on which a week begins.", settings.weekday, lambda day: WEEKDAYS[day]),
    ] = 0
    """Monday is 0."""
    date_order: Annotated[
        DateOrder,
        Setting(
            '"dmy" or "mdy"',
            "What 3/4 means: 3 April (dmy) or March 4 (mdy).",
            settings.one_of(*get_args(DateOrder)),
        ),
    ] = "dmy"
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
        """Return how much its lateness weighs: the tier's weight, 1 without a tier."""
        tier = self.tiers.get(contact.tier)
        return tier.weight if tier else 1.0

    def is_near(self, contact: Contact) -> bool:
        """Return whether its tier is one of the two nearest: their routine never becomes a reconnect."""
        return contact.tier in islice(self._placed_tiers(), NEAR_TIERS)

    def _placed_tiers(self) -> Iterator[str]:
        """The tiers that place somebody, nearest first."""
        return (name for name in self.tiers if name != "none")

    def name_tiers(self, sentence: str) -> str:
        """Put the names of the tiers into a sentence: all of them for `{tiers}`, the nearest for `{tier}`."""
        names = list(self._placed_tiers())
        every = " or ".join(filter(None, (", ".join(names), "none")))
        return sentence.replace("{tiers}", every).replace("{tier}", names[0] if names else "none")

    def is_placed(self, contact: Contact) -> bool:
        """Return whether somebody has said how often to be in touch, if only `none`."""
        own = contact.cadence or contact.talk_cadence or contact.meet_cadence
        return bool(own) or contact.tier in self.tiers
