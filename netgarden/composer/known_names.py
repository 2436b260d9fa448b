"""The index of names: contacts by everything they may be called (`grammar.md`).

The index knows each contact by full name, alias, given name, given and family name, and family name, all
folded; and the interests and tags in use, for completion. It follows the garden contact by contact.
"""

import re
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA

from netgarden.change.garden import Garden
from netgarden.records.contact import Contact
from netgarden.text.plain import first_name, fold

MAX_WORDS = 8
"""Longer names are found by their first and last word."""

EXACT, GIVEN, PART, FAMILY = 0, 1, 2, 3
_NEVER = date.min


class NameIndex:
    """Contacts by name. `closeness` tells how well one knows a contact; greater is closer."""

    def __init__(
        self, contacts: Iterable[Contact] = (), closeness: Callable[[str], Any] = lambda uid: 0
    ) -> None:
        self._closeness = closeness
        self._keys: dict[str, dict[str, int]] = {}
        self._contacts: dict[str, Contact] = {}
        self._sorted: list[str] | None = None
        self._words: dict[Literal["interests", "tags"], Counter[str]] = {
            "interests": Counter(),
            "tags": Counter(),
        }
        self._spelling: dict[str, str] = {}
        self._emails: dict[str, str] = {}
        for contact in contacts:
            self.put(contact)

    @classmethod
    def of(cls, garden: Garden) -> "NameIndex":
        """The names of a garden; those with more, and more recent, history are closer, archived ones last."""

        def closeness(uid: str) -> tuple[bool, int, date]:
            contact, entries = garden.contacts.get(uid), garden.interactions_of(uid)
            real = [entry for entry in entries if entry.weight in ("talk", "word")]
            return not (contact and contact.archived), len(real), real[0].on if real else _NEVER

        # At one go: the garden may be changed by another thread than the one that indexes it.
        return cls(tuple(garden.contacts.values()), closeness)

    # ── following the garden ─────────────────────────────────────────────────

    def put(self, contact: Contact) -> None:
        """Add a contact, or take its new state."""
        before = self._contacts.get(contact.uid)
        if before is not None:
            if before.name == contact.name and before.aliases == contact.aliases:
                self._count(before, -1)
                self._count(contact, 1)
                self._contacts[contact.uid] = contact
                return
            self.discard(contact.uid)
        self._contacts[contact.uid] = contact
        self._count(contact, 1)
        for key, rank in name_keys(contact):
            if key not in self._keys:
                self._keys[key] = {}
                if self._sorted is not None:
                    insort(self._sorted, key)
            self._keys[key].setdefault(contact.uid, rank)

    def discard(self, uid: str) -> None:
        """Forget a contact."""
        contact = self._contacts.pop(uid, None)
        if contact is None:
            return
        self._count(contact, -1)
        for key, _ in name_keys(contact):
            if (uids := self._keys.get(key)) is None:
                continue
            uids.pop(uid, None)
            if not uids:
                del self._keys[key]
                if self._sorted is not None:
                    del self._sorted[bisect_left(self._sorted, key)]

    def follow(self, garden: Garden, touched: Iterable[str]) -> None:
        """Take the present state of the contacts that a change touched (`Garden.apply` names them)."""
        for uid in touched:
            contact = garden.contacts.get(uid)
            if contact is None:
                self.discard(uid)
            elif contact is not self._contacts.get(uid):
                self.put(contact)

    def _count(self, contact: Contact, step: int) -> None:
        for interest in contact.interests:
            self._words["interests"][interest] += step
            self._spelling.setdefault(fold(interest), interest)
        for tag in contact.tags:
            self._words["tags"][tag] += step
        for address in contact.emails:
            if step > 0:
                self._emails[address.casefold()] = contact.uid
            else:
                self._emails.pop(address.casefold(), None)

    # ── asking ───────────────────────────────────────────────────────────────

    def __contains__(self, uid: object) -> bool:
        return uid in self._contacts

    def name_of(self, uid: str) -> str:
        """The full name of a contact."""
        return self._contacts[uid].name

    def contact(self, uid: str) -> Contact | None:
        """A contact as the index knows it."""
        return self._contacts.get(uid)

    def by_email(self, address: str) -> str:
        """The uid of the contact with this address, or empty."""
        return self._emails.get(address.casefold(), "")

    def called(self, folded: str, *, family: bool = False, first: Sequence[str] = ()) -> tuple[str, ...]:
        """The uids of those who go by a folded name, most likely first.

        `family` admits family names alone. Those in `first` come first, then whose whole name it is, then
        whom one knows best.
        """
        found = self._keys.get(folded)
        if not found:
            return ()
        uids = [uid for uid, rank in found.items() if family or rank != FAMILY]
        if len(uids) > 1:
            uids.sort(key=lambda uid: self._contacts[uid].name)
            uids.sort(key=self._closeness, reverse=True)
            uids.sort(key=lambda uid: (found[uid], first.index(uid) if uid in first else len(first)))
            uids.sort(key=lambda uid: first.index(uid) if uid in first else len(first))
        return tuple(uids)

    def run(self, words: Sequence[str], *, family: bool = False) -> int:
        """Return how many of the folded words, from the first, make the longest known name; 0 if none do."""
        for count in range(min(len(words), MAX_WORDS), 0, -1):
            found = self._keys.get(" ".join(words[:count]))
            if found and (family or any(rank != FAMILY for rank in found.values())):
                return count
        return 0

    def near(self, folded: str, limit: int = 3) -> tuple[str, ...]:
        """The uids of contacts whose name is nearly this one: a slip or two, or a short form of the given name."""
        if not 3 <= len(folded) <= 40 or not self._keys:
            return ()
        slips = 1 if len(folded) < 7 else 2
        hits = process.extract(
            folded, self._keys.keys(), scorer=OSA.distance, score_cutoff=slips, limit=limit
        )
        uids = [uid for key, _, _ in hits for uid, rank in self._keys[key].items() if rank < PART]
        given, _, family = folded.rpartition(" ")
        for uid, rank in self._keys.get(family, {}).items() if given else ():
            other = fold(first_name(self._contacts[uid].name))
            if rank == FAMILY and (other.startswith(given) or given.startswith(other)):
                uids.append(uid)
        return tuple(dict.fromkeys(uids))[:limit]

    def starting_with(self, folded: str, limit: int = 8) -> tuple[str, ...]:
        """The uids of contacts one of whose names begins so, those one knows best first."""
        if self._sorted is None:
            self._sorted = sorted(self._keys)
        uids: dict[str, None] = {}
        for at in range(bisect_left(self._sorted, folded), len(self._sorted)):
            key = self._sorted[at]
            if not key.startswith(folded) or len(uids) >= 500:
                break
            uids.update(dict.fromkeys(self._keys[key]))
        best = sorted(uids, key=lambda uid: self._contacts[uid].name)
        best.sort(key=self._closeness, reverse=True)
        return tuple(best[:limit])

    def words(self, field: Literal["interests", "tags"], prefix: str, limit: int = 8) -> tuple[str, ...]:
        """The interests or tags in use that begin so (folded), the commonest first."""
        hits = [
            (-n, word) for word, n in self._words[field].items() if n > 0 and fold(word).startswith(prefix)
        ]
        return tuple(word for _, word in sorted(hits)[:limit])

    def interest(self, typed: str) -> str:
        """An interest as the garden already spells it: `climate-adaptation` for `climate adaptation`."""
        known = self._spelling.get(fold(typed))
        return known if known and self._words["interests"][known] > 0 else typed


def name_keys(contact: Contact) -> list[tuple[str, int]]:
    """Return the names of a contact, folded, each with its rank (`EXACT`, `GIVEN`, `PART`, `FAMILY`), best first."""
    keys: dict[str, int] = {}
    for name in (contact.name, *contact.aliases):
        keys.setdefault(fold(name), EXACT)
    words = [word for word in fold(contact.name).split() if word]
    given = fold(first_name(contact.name))
    if len(words) > 1:
        last = words[-1]
        if given and not last.startswith(given):
            keys.setdefault(f"{given} {last}", EXACT)
        keys.setdefault(given, GIVEN)
        keys.setdefault(last, FAMILY)
        for count in range(2, min(len(words), MAX_WORDS + 1)):
            keys.setdefault(" ".join(words[:count]), PART)
        for first in range(max(1, len(words) - MAX_WORDS), len(words) - 1):
            keys.setdefault(" ".join(words[first:]), PART)
        if (characters := unspaced(contact.name)) != contact.name:
            keys.setdefault(fold(characters), EXACT)
    keys.pop("", None)
    return list(keys.items())


def unspaced(name: str) -> str:
    """A name in Chinese characters, Kana or Hangul without the blank that its bearer does not write."""
    return re.sub(
        r"(?<=[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])\s+(?=[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])",
        "",
        name,
    )
