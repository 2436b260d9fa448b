"""Capacity: what the tiers ask for a day against the minutes there are (`rules.md`, Capacity)."""

import itertools
import math
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from netgarden.due.reasons import cost
from netgarden.due.rhythm import own_cadence
from netgarden.due.rules import Rules
from netgarden.records.contact import Contact
from netgarden.text.cadence import Cadence


class Capacity(NamedTuple):
    """Touches a day, asked for and possible."""

    asked: float
    """Σ 1/cadence over everybody who has one."""
    able: float
    """How many fit the minutes of the review days, spread over the week."""
    widen: str
    """The tier whose widening to the next helps with the least change; empty where all fits."""
    saved: float
    """How many touches a day that would save."""

    @property
    def fits(self) -> bool:
        """Whether the minutes suffice."""
        return self.asked <= self.able

    @property
    def words(self) -> str:
        """`2.1 of your 3.7 a day`."""
        return f"{self.asked:.1f} of your {_tenths(self.able)} a day"

    @property
    def advice(self) -> str:
        """Advice that would make it fit; empty where it does."""
        if self.fits:
            return ""
        if not self.widen:
            return "more than your minutes allow: add minutes or review days, or widen a few cadences"
        return f"more than your minutes allow: widening {self.widen} saves {_tenths(self.saved)} a day"


def capacity(contacts: Iterable[Contact], rules: Rules, today: date) -> Capacity:
    """Return how many touches a day these contacts ask for. Archived and paused ones ask for nothing."""
    asked = 0.0
    by_tier: dict[str, list[float]] = {}
    for contact in contacts:
        if contact.archived or _rests(contact, today):
            continue
        cadence = rules.cadence_of(contact)
        if cadence:
            asked += 1 / cadence.days
            if not contact.cadence:
                by_tier.setdefault(contact.tier, []).append(cadence.days)
        for text in (contact.talk_cadence, contact.meet_cadence):
            # A talk is a touch as well: it asks for more only where it is wanted more often than any touch.
            if text and (talk := own_cadence(text)) and (cadence is None or talk.days < cadence.days):
                asked += 1 / talk.days - (1 / cadence.days if cadence else 0)
                cadence = talk
    minutes = rules.budget * len(set(rules.review_days)) / 7
    able = minutes / cost(rules, "email")
    widen, saved = _to_widen(rules, by_tier, asked - able) if asked > able else ("", 0.0)
    return Capacity(asked, able, widen, saved)


def _to_widen(rules: Rules, by_tier: dict[str, list[float]], excess: float) -> tuple[str, float]:
    """The widest tier that saves enough when it is widened to the next; else the one that saves most."""
    cadences = [
        (tier, cadence)
        for tier, settings in rules.tiers.items()
        if (cadence := own_cadence(settings.cadence))
    ]
    savings: list[tuple[str, float]] = []
    for (tier, cadence), (_, wider) in itertools.pairwise(cadences):
        if members := by_tier.get(tier):
            savings.append((tier, len(members) * (1 / cadence.days - 1 / wider.days)))
    enough = [(tier, saved) for tier, saved in savings if saved >= excess]
    if enough:
        return enough[-1]
    return max(savings, key=lambda saving: saving[1], default=("", 0.0))


def _rests(contact: Contact, today: date) -> bool:
    return contact.paused_on is not None and (contact.paused_until is None or today < contact.paused_until)


def _tenths(number: float) -> str:
    """One decimal, rounded down: nobody has time for a rounding."""
    return f"{math.floor(number * 10 + 1e-9) / 10:.1f}"


def wider_cadence(rules: Rules, cadence: Cadence) -> Cadence | None:
    """The cadence of the next wider tier; None beyond the widest."""
    wider = [one for one in _tier_cadences(rules) if one.days > cadence.days]
    return min(wider, key=lambda one: one.days, default=None)


def closer_cadence(rules: Rules, cadence: Cadence) -> Cadence | None:
    """The cadence of the next closer tier; None beyond the closest."""
    closer = [one for one in _tier_cadences(rules) if one.days < cadence.days]
    return max(closer, key=lambda one: one.days, default=None)


def _tier_cadences(rules: Rules) -> list[Cadence]:
    return [cadence for tier in rules.tiers.values() if (cadence := own_cadence(tier.cadence))]
