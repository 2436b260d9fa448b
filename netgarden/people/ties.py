"""Ties: who knows whom, worked out from introductions, from entries of at most eight people, and from what was noted by
hand. Only the last is stored, so that an entry that is edited or deleted takes its ties along.
"""

from collections.abc import Iterable
from datetime import date
from itertools import combinations
from typing import NamedTuple

from netgarden.change.garden import Garden
from netgarden.records.contact import Contact
from netgarden.records.interaction import CROWD, Interaction
from netgarden.records.tie import Tie
from netgarden.text.dates_in_words import long_day
from netgarden.text.plain import plural


class Evidence(NamedTuple):
    """Why two people are taken to know each other."""

    noted: Tie | None = None
    """What was noted by hand."""
    by_other: bool = False
    """The other one introduced this one to me."""
    by_this: bool = False
    """This one introduced the other one to me."""
    introduced_on: date | None = None
    """When I last introduced them, or wrote of an introduction."""
    together: int = 0
    """How many entries of a few people they share, introductions left out."""
    last_on: date | None = None
    """The latest of these entries."""

    def words(self, name: str, today: date) -> str:
        """Why, the most telling first: `introduced you · 3 entries together, last Mon 16 Nov`.

        `name` is what the one is called about whom it is told.
        """
        parts = [
            (self.noted.why or "noted by hand") if self.noted else "",
            "introduced you" if self.by_other else "",
            f"you met through {name}" if self.by_this else "",
            f"you introduced them, {long_day(self.introduced_on, today)}" if self.introduced_on else "",
        ]
        if self.last_on:
            parts.append(
                f"{plural(self.together, 'entry', 'entries')} together, last {long_day(self.last_on, today)}"
            )
        return " · ".join(part for part in parts if part)


def known_to(garden: Garden, uid: str) -> dict[str, Evidence]:
    """Return the people a contact is taken to know, by uid, and why; noted ones first, then by the latest entry."""
    found = {other: Evidence(noted=tie) for other, tie in garden.ties_of(uid).items()}
    contact = garden.contacts.get(uid)
    if contact is not None and contact.met_via in garden.contacts:
        found[contact.met_via] = found.get(contact.met_via, Evidence())._replace(by_other=True)
    for other in introduced_by(garden, uid):
        found[other.uid] = found.get(other.uid, Evidence())._replace(by_this=True)
    for entry in garden.interactions_of(uid):
        for one in entry.people if _ties_its_people(entry) else ():
            before = found.get(one, Evidence())
            if entry.kind == "intro":
                found[one] = before._replace(introduced_on=before.introduced_on or entry.on)
            else:
                found[one] = before._replace(together=before.together + 1, last_on=before.last_on or entry.on)
    found.pop(uid, None)
    return {one: evidence for one, evidence in found.items() if one in garden.contacts}


def introduced_by(garden: Garden, uid: str) -> list[Contact]:
    """The contacts whom somebody introduced to me."""
    return [contact for contact in garden.contacts.values() if contact.met_via == uid]


def _ties_its_people(entry: Interaction) -> bool:
    """Return whether those in an entry are taken to know each other: two to eight, in the entry itself."""
    return 1 < len(entry.people) <= CROWD and not entry.part_of


class Ties:
    """The ties between all contacts: indexed once, then kept up with every change."""

    def __init__(self, garden: Garden) -> None:
        self._garden = garden
        self._known: dict[str, set[str]] = {}
        self._via: dict[str, str] = {}
        self._introduced: dict[str, set[str]] = {}
        contacts = garden.contacts
        for tie in garden.records("ties").values():
            self._join(tie.mentions())
        for entry in garden.interactions.values():
            if _ties_its_people(entry):
                self._join(entry.people)
        for contact in contacts.values():
            if contact.met_via in contacts:
                self._follow_via(contact.uid)
                self._join((contact.uid, contact.met_via))

    def of(self, uid: str) -> frozenset[str]:
        """The uids of those whom a contact is taken to know."""
        return frozenset(self._known.get(uid, ()))

    def count(self, living: Iterable[str]) -> int:
        """Count the pairs of these contacts who know each other."""
        people = frozenset(living)
        return sum(len(self._known[uid] & people) for uid in people if uid in self._known) // 2

    def follow(self, touched: Iterable[str]) -> None:
        """Take in a change, by the uids that `Garden.apply` named."""
        for uid in touched:
            self._follow_via(uid)
        for uid in touched:
            before, after = self._known.get(uid, set()), self._derived(uid)
            for other in before - after:
                self._known[other].discard(uid)
            for other in after - before:
                self._known.setdefault(other, set()).add(uid)
            self._known[uid] = after

    def _derived(self, uid: str) -> set[str]:
        garden = self._garden
        found = set(garden.ties_of(uid)) | self._introduced.get(uid, set())
        if uid in self._via:
            found.add(self._via[uid])
        for entry in garden.interactions_of(uid):
            if _ties_its_people(entry):
                found.update(entry.people)
        found.discard(uid)
        return found & garden.contacts.keys()

    def _follow_via(self, uid: str) -> None:
        """Note through whom somebody was met now."""
        if before := self._via.pop(uid, ""):
            self._introduced[before].discard(uid)
        contact = self._garden.contacts.get(uid)
        if contact is not None and contact.met_via in self._garden.contacts:
            self._via[uid] = contact.met_via
            self._introduced.setdefault(contact.met_via, set()).add(uid)

    def _join(self, people: Iterable[str]) -> None:
        contacts = self._garden.contacts
        for one, other in combinations((uid for uid in dict.fromkeys(people) if uid in contacts), 2):
            self._known.setdefault(one, set()).add(other)
            self._known.setdefault(other, set()).add(one)
