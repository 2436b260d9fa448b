"""Triage: placing people whom nobody has placed yet, one at a time or an organisation at once."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from statistics import median
from typing import Literal, NamedTuple

from netgarden.change.change import Change
from netgarden.change.garden import Garden
from netgarden.due.capacity import Capacity, capacity
from netgarden.due.drift import EPISODE_DAYS
from netgarden.due.holds import holds_of
from netgarden.due.rhythm import own_cadence
from netgarden.due.rules import Rules
from netgarden.due.touches import touches_of
from netgarden.importing.duplicates import THRESHOLD, merge, score_of
from netgarden.importing.same_person import Index, compare, org_key
from netgarden.session.session import Session
from netgarden.session.walk import Walk
from netgarden.text.dates_in_words import ago_words, span_words
from netgarden.text.plain import fold, plural
from netgarden.verbs.people import archive, set_cadence, set_tier

SPARSE_RHYTHM = 90
"""One or two talks or words do not make a rhythm: it is taken for at least this many days."""
MIN_PEERS = 2
"""The number of people of an organisation who must stand in a tier before it is suggested for another."""


class Decision(NamedTuple):
    """A decision about a person."""

    kind: Literal["tier", "cadence", "archive"]
    value: str = ""
    """The name of the tier, or the cadence as typed."""

    @property
    def words(self) -> str:
        """`steady`, `10d`, `archived`."""
        return self.value or "archived"


class Hint(NamedTuple):
    """A tier that may fit, and why."""

    tier: str
    why: str
    """`in touch 6 times, about every 7 weeks`."""


class Twin(NamedTuple):
    """Somebody in the garden who may be the same person."""

    uid: str
    words: str
    """The evidence: `same email ada@x.org, similar name`."""


class Tally(NamedTuple):
    """The progress of triage, counted over everybody who is not archived."""

    placed: int
    left: int
    by_tier: Counter[str]
    """The number of people in each tier, without those who have a cadence of their own."""
    by_org: dict[str, Counter[str]]
    """The same for each organisation, as compared; those in no tier are counted under the empty name."""
    capacity: Capacity

    @property
    def words(self) -> str:
        """`38 placed · 762 left · 2.1 of your 3.7 a day`."""
        return f"{self.placed:,} placed · {self.left:,} left · {self.capacity.words}"


class Triage:
    """The unplaced in an order that makes it short: whom one was in touch with most, then the largest
    organisations together.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self.last: Decision | None = None
        """The last decision."""
        self._tally: Tally | None = None
        self._index = Index(session.garden.contacts.values())
        unplaced = [uid for uid in session.garden.contacts if self.is_open(uid)]
        self.walk = Walk(self._in_order(unplaced), session.garden.contacts, self.is_open)

    def _in_order(self, uids: list[str]) -> list[str]:
        garden, today = self.session.garden, self.session.today
        orgs = {uid: org_key(garden.contacts[uid].org) for uid in uids}
        sizes = Counter(orgs.values())
        sizes[""] = 0

        def place(uid: str) -> tuple[int, int, str, str, str]:
            touches = touches_of(garden, uid, today).total
            return -touches, -sizes[orgs[uid]], orgs[uid], fold(garden.contacts[uid].name), uid

        return sorted(uids, key=place)

    def is_open(self, uid: str) -> bool:
        """Return whether somebody waits to be placed: neither archived nor put off."""
        garden, rules, today = self.session.garden, self.session.rules, self.session.today
        contact = garden.contacts[uid]
        if contact.archived or rules.is_placed(contact):
            return False
        return not holds_of(contact, rules, touches_of(garden, uid, today)).hides(today)

    # ── deciding ─────────────────────────────────────────────────────────────

    def decide(self, decision: Decision, uids: tuple[str, ...]) -> Change:
        """The change that carries a decision out. Raises UsageError for a cadence that is none."""
        session = self.session
        if decision.kind == "archive":
            return archive(session.garden, uids)
        verb = set_tier if decision.kind == "tier" else set_cadence
        return verb(session.garden, session.rules, uids, decision.value, session.today)

    def decided(self, uid: str) -> Decision | None:
        """Return what was decided about somebody already."""
        contact = self.session.garden.contacts[uid]
        if contact.archived:
            return Decision("archive")
        if contact.cadence:
            return Decision("cadence", contact.cadence)
        return Decision("tier", contact.tier) if contact.tier in self.session.rules.tiers else None

    def colleagues(self, uid: str) -> tuple[str, ...]:
        """The unplaced of somebody's organisation, this one with them; nobody where no organisation is known."""
        contacts = self.session.garden.contacts
        org = org_key(contacts[uid].org)
        if not org:
            return ()
        others = (one.uid for one in contacts.values() if one.org and org_key(one.org) == org)
        return tuple(one for one in others if one == uid or self.is_open(one))

    # ── what helps to decide ─────────────────────────────────────────────────

    def hint(self, uid: str) -> Hint | None:
        """The tier that history or colleagues suggest; None where there is nothing to go by."""
        garden, rules, today = self.session.garden, self.session.rules, self.session.today
        return hint_of_history(garden, rules, uid, today) or self._hint_of_colleagues(uid)

    def _hint_of_colleagues(self, uid: str) -> Hint | None:
        org = self.session.garden.contacts[uid].org
        tiers = self.tally.by_org.get(org_key(org)) if org else None
        if not tiers:
            return None
        tier, count = max(tiers.items(), key=lambda item: (item[1], item[0]))
        placed = tiers.total()
        if not tier or count < MIN_PEERS or 2 * count < placed:
            return None
        return Hint(tier, f"{count} of the {placed} you placed at {org} are {tier}")

    @property
    def tally(self) -> Tally:
        """The progress of triage, counted when asked for."""
        if self._tally is None:
            self._tally = count(self.session.garden, self.session.rules, self.session.today)
        return self._tally

    def twins(self, uid: str) -> list[Twin]:
        """Return the people who may be the same person, the likeliest first; without those known to be another."""
        garden = self.session.garden
        contact, apart = garden.contacts[uid], garden.distinct_from(uid)
        found: list[tuple[int, Twin]] = []
        for other in self._index.alike(contact):
            if other == uid or other in apart or other not in garden.contacts:
                continue
            evidence = compare(contact, garden.contacts[other])
            score = score_of(evidence, self._index)
            if score >= THRESHOLD:
                found.append((score, Twin(other, evidence.words)))
        return [twin for _, twin in sorted(found, key=lambda one: -one[0])]

    def merge(self, uid: str, into: str) -> Change:
        """Make one contact of somebody and another who is in the garden already and stays."""
        return merge(self.session.garden, into, uid)

    def follow(self, touched: Iterable[str]) -> None:
        """Take in what has changed about some contacts."""
        self._tally = None
        contacts = self.session.garden.contacts
        for uid in touched:
            if uid in contacts:
                self._index.add(contacts[uid])


def count(garden: Garden, rules: Rules, today: date) -> Tally:
    """Count who is placed and where."""
    placed = left = 0
    by_tier: Counter[str] = Counter()
    by_org: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for contact in garden.contacts.values():
        if contact.archived:
            continue
        if not rules.is_placed(contact):
            left += 1
            continue
        placed += 1
        tier = "" if contact.cadence else contact.tier
        if tier:
            by_tier[tier] += 1
        if contact.org:
            by_org[org_key(contact.org)][tier] += 1
    return Tally(placed, left, by_tier, dict(by_org), capacity(garden.contacts.values(), rules, today))


def hint_of_history(garden: Garden, rules: Rules, uid: str, today: date) -> Hint | None:
    """The tier whose cadence is nearest to how often one was in touch so far; None without any talk or word."""
    days = sorted(
        {
            entry.on
            for entry in garden.interactions_of(uid)
            if entry.on <= today and entry.weight_for(uid) in ("talk", "word")
        }
    )
    if not days:
        return None
    silence = (today - days[-1]).days
    gaps = [gap for before, after in pairwise(days) if (gap := (after - before).days) > EPISODE_DAYS]
    times = f"in touch {plural(len(days), 'time')}" if len(days) > 1 else "in touch once"
    last = ago_words(silence) if silence < 21 else f"{span_words(silence)} ago"
    if len(gaps) > 1:
        gap = round(median(gaps))
        rhythm = max(gap, silence // 2)
        why = f"{times}, about every {span_words(gap)}, the last {last}"
    else:
        rhythm = max(SPARSE_RHYTHM, silence)
        why = f"{times}, {'the last ' if len(days) > 1 else ''}{last}"
    tier = _nearest_tier(rules, rhythm)
    return Hint(tier, why) if tier else None


def _nearest_tier(rules: Rules, days: int) -> str:
    """The tier whose cadence is nearest by ratio; empty where no tier has one."""
    cadences = {name: cadence for name, tier in rules.tiers.items() if (cadence := own_cadence(tier.cadence))}
    return min(cadences, key=lambda name: abs(math.log(cadences[name].days / max(1, days))), default="")
