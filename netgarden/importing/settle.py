"""One pass over what files give: each candidate against the contacts as they are by then.

A candidate is added, updates somebody, changes nothing, may be somebody already there, or is me.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Literal

import msgspec

from netgarden.formats.candidate import OWN_REF, Candidate, Reading
from netgarden.importing.field_merge import FieldChange, first_memo, merged, recalled
from netgarden.importing.same_person import Evidence, Index, compare, email_key, is_shared_address
from netgarden.records.contact import Contact
from netgarden.records.ids import derived_uid
from netgarden.records.tie import Distinct

Decision = Literal["same", "separate", "leave"]
"""An answer about a possible duplicate: it is that person, it is somebody else, or leave it out."""

Kind = Literal["added", "updated", "unchanged", "duplicate", "skipped"]
KINDS: tuple[Kind, ...] = ("added", "updated", "unchanged", "duplicate", "skipped")
"""In the order in which they are reported."""


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """The outcome of one card or row."""

    kind: Kind
    name: str
    file: str
    where: str
    """The place in the file, for people: `card 3, line 12`."""
    uid: str = ""
    """The contact that was added, updated or found; for a duplicate the one it may be."""
    reason: str = ""
    """In words, why it was skipped or may be a duplicate; for somebody added, whom they resemble."""
    to_decide: bool = False
    """True if it waits for a decision and was left out for now."""
    fields: tuple[FieldChange, ...] = ()
    """The changes to fields."""
    kept: tuple[FieldChange, ...] = ()
    """Fields for which the source has another value; the value here stays."""
    contact: Contact | None = None
    """The contact as the file gives it, to show both side by side."""

    @property
    def key(self) -> str:
        """The key under which a decision about it is given."""
        return f"{self.file}\n{self.where}"


class Settler:
    """Settles candidates one after the other; `changed` holds the contacts that it added or updated."""

    def __init__(
        self,
        before: Mapping[str, Contact],
        garden: Mapping[str, Contact],
        new_uid: Callable[[], str],
        today: date,
        decisions: Mapping[str, Decision],
        undecided: Decision,
    ) -> None:
        self.changed: dict[str, Contact] = {}
        self.apart: list[Distinct] = []
        """Pairs that a decision says are two people."""
        self._before = before
        self._garden = garden
        self._new_uid = new_uid
        self._today = today
        self._decisions = decisions
        self._undecided = undecided
        self._known: Index | None = None
        self._by_memo: dict[tuple[str, str], str] = {}
        self._by_origin: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for uid, contact in before.items():
            for origin, memo in contact.source.items():
                self._remember(uid, origin, memo)
        self._said: set[tuple[str, str]] = set()
        self._places: dict[str, str] = {}

    def settle(self, candidate: Candidate, reading: Reading) -> Outcome:
        """Decide what becomes of a candidate, and change the contacts accordingly."""
        given = candidate.contact
        origin = f"{reading.format}:{derived_uid(candidate.ref)[:8]}" if candidate.ref else reading.format
        memo = first_memo(given)
        about: dict[str, Any] = {
            "name": given.name,
            "file": reading.file,
            "where": candidate.where,
            "contact": given,
        }
        seen = self._by_memo.get((origin, memo))
        if seen is not None and self._still(seen):
            if (seen, origin) in self._said:
                return Outcome(
                    kind="duplicate", uid=seen, reason=f"the same as {self._places[seen]}", **about
                )
            self._said.add((seen, origin))
            self._places[seen] = candidate.where
            return Outcome(kind="unchanged", uid=seen, **about)
        decision = self._decisions.get(f"{reading.file}\n{candidate.where}")
        match = self._match(candidate, origin)
        if match.verdict == "ask":
            decision = decision or self._undecided
            if decision == "leave":
                return Outcome(kind="duplicate", uid=match.uid, reason=match.reason, to_decide=True, **about)
            match = match._replace(verdict="same" if decision == "same" else "other")
        elif decision == "separate" and match.verdict == "same":
            match = match._replace(verdict="other")
        if match.verdict == "same":
            return self._update(candidate, match.uid, origin, about)
        outcome = self._add(candidate, origin, memo, match.reason, about)
        if decision == "separate" and match.uid:
            # Remembered, so that the search for duplicates does not ask again.
            pair = tuple(sorted((outcome.uid, match.uid)))
            apart = Distinct(uid=derived_uid("distinct", *pair), people=pair, why="not the same person")
            self.apart.append(apart)
        return outcome

    @property
    def _index(self) -> Index:
        """The index of contacts; built when the first candidate is not known from before."""
        if self._known is None:
            self._known = Index(self._before.values())
        return self._known

    def _still(self, uid: str) -> bool:
        return uid in self.changed or uid in self._before

    def _person(self, uid: str) -> Contact:
        return self.changed.get(uid) or self._before[uid]

    def _match(self, candidate: Candidate, origin: str) -> "_Match":
        given = candidate.contact
        own = candidate.ref.removeprefix(OWN_REF)
        if own != candidate.ref and self._still(own):
            return _Match("same", own)
        # One id may stand on the cards of several people, once somebody has said that they are.
        known = list(self._by_origin.get(origin, ())) if candidate.ref else []
        for uid in known:
            if compare(given, self._person(uid)).names != "none":
                return _Match("same", uid)
        if known:
            reason = f"the same id as {self._person(known[0]).name}, but another name"
            return _Match("ask", known[0], reason)
        asked = noted = None
        for uid in self._index.alike(given):
            other = self._person(uid)
            evidence = compare(given, other)
            verdict = self._verdict(evidence)
            if verdict == "same":
                return _Match("same", uid)
            found = _Match(verdict, uid, f"{other.name}{self._placed(uid)}: {evidence.words}")
            if verdict == "ask":
                asked = asked or found
            else:
                noted = noted or found
        return asked or noted or _Match("other")

    def _placed(self, uid: str) -> str:
        return f" ({self._places[uid]})" if uid in self._places else ""

    def _verdict(self, evidence: Evidence) -> Literal["same", "ask", "other"]:
        """Same person, a question, or somebody else who happens to share something."""
        names = evidence.names
        if evidence.personal_link:
            return "ask" if names == "none" else "same"
        if evidence.links and names != "none":
            return "same" if names == "same" else "ask"
        if evidence.emails:
            if names == "same":
                return "same"
            keys = [email_key(address) for address in evidence.emails]
            shared = all(is_shared_address(key) or self._index.holders(f"email:{key}") > 2 for key in keys)
            return "other" if shared and names in ("some", "none") else "ask"
        if evidence.phones:
            return {"same": "same", "likely": "ask", "some": "other", "none": "other"}[names]  # type: ignore[return-value]
        if names != "same":
            return "other"
        if evidence.same_org and "birthday" not in evidence.differs and "profile" not in evidence.differs:
            return "same"
        return "other" if evidence.differs else "ask"

    # ── the two ways of taking it in ─────────────────────────────────────────

    def _add(self, candidate: Candidate, origin: str, memo: str, like: str, about: dict[str, Any]) -> Outcome:
        uid = self._new_uid()
        given = candidate.contact
        contact = msgspec.structs.replace(
            given,
            uid=uid,
            added_on=given.added_on or self._today,
            cadence_set_on=given.cadence_set_on or (self._today if given.cadence or given.tier else None),
            source={origin: memo},
        )
        self._put(contact, origin, memo, candidate.where)
        return Outcome(kind="added", uid=uid, reason=f"resembles {like}" if like else "", **about)

    def _update(self, candidate: Candidate, uid: str, origin: str, about: dict[str, Any]) -> Outcome:
        before = self._person(uid)
        said_before = (uid, origin) in self._said
        result = merged(before, candidate.contact, recalled(before.source.get(origin)), again=said_before)
        after = msgspec.structs.replace(result.contact, source={**before.source, origin: result.memo})
        if after.cadence != before.cadence or after.tier != before.tier:
            after = msgspec.structs.replace(after, cadence_set_on=self._today)
        place = self._places.get(uid)
        self._put(after, origin, result.memo, candidate.where)
        about |= {"uid": uid, "fields": result.fields, "kept": result.kept}
        if uid not in self._garden or (said_before and not result.fields):
            return Outcome(
                kind="duplicate", reason=f"the same person as {place or 'an earlier one'}", **about
            )
        return Outcome(kind="updated" if result.fields else "unchanged", **about)

    def _put(self, contact: Contact, origin: str, memo: str, where: str) -> None:
        self.changed[contact.uid] = contact
        self._index.add(contact)
        self._said.add((contact.uid, origin))
        self._places.setdefault(contact.uid, where)
        self._remember(contact.uid, origin, memo)

    def _remember(self, uid: str, origin: str, memo: str) -> None:
        self._by_memo[origin, memo] = uid
        if ":" in origin:
            self._by_origin[origin][uid] = None


class _Match(msgspec.Struct, frozen=True):
    verdict: Literal["same", "ask", "other"]
    uid: str = ""
    reason: str = ""

    def _replace(self, verdict: Literal["same", "ask", "other"]) -> "_Match":
        return _Match(verdict, self.uid, self.reason)
