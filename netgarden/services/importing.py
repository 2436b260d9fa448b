"""Import: what a file gives, held against the garden, as one change that can be looked at first.

Each candidate is added, updates somebody, changes nothing, is a possible duplicate that waits for a decision,
or is skipped. `Contact.source` remembers what each source said last, so that a second import adds nobody,
brings over only what changed at the source, and never overwrites what was edited here since.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Literal

import msgspec

from netgarden.domain.change import Change
from netgarden.domain.contact import Contact
from netgarden.domain.garden import Garden
from netgarden.domain.ids import derived_uid
from netgarden.domain.record import Record
from netgarden.domain.tables import TABLE_OF
from netgarden.domain.text import plural
from netgarden.domain.tie import Distinct
from netgarden.formats.candidate import OWN_REF, Candidate, Reading
from netgarden.services.folding import FieldChange, first_memo, merged, recalled
from netgarden.services.import_entries import People, entry_records, own_records, tie_records
from netgarden.services.matching import Evidence, Index, compare, email_key, is_shared_address

Decision = Literal["same", "separate", "leave"]
"""What to do with a possible duplicate: it is that person, it is somebody else, leave it out."""

Kind = Literal["added", "updated", "unchanged", "duplicate", "skipped"]
KINDS: tuple[Kind, ...] = ("added", "updated", "unchanged", "duplicate", "skipped")
"""In the order in which they are reported."""


_PROGRESS_EVERY = 200


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What becomes of one card or row."""

    kind: Kind
    name: str
    file: str
    where: str
    """The place in the file, for people: `card 3, line 12`."""
    uid: str = ""
    """The contact that was added, updated or found; for a duplicate the one it may be."""
    reason: str = ""
    """Why it was skipped or may be a duplicate; for somebody added, whom they resemble. In words."""
    to_decide: bool = False
    """Whether it waits for a decision: it was left out for now."""
    fields: tuple[FieldChange, ...] = ()
    """What changes."""
    kept: tuple[FieldChange, ...] = ()
    """What the source says differently, and is left as it is here."""
    contact: Contact | None = None
    """As the file gives it, for showing both side by side."""

    @property
    def key(self) -> str:
        """What a decision about it is given under."""
        return f"{self.file}\n{self.where}"


class ImportPlan:
    """What an import would do."""

    def __init__(self, label_source: str) -> None:
        self.outcomes: list[Outcome] = []
        """One for each card, row or entry, in the order of the files."""
        self.warnings: list[str] = []
        """What the readers noticed, in words."""
        self.mapping: dict[str, str] = {}
        """For tables: column to field."""
        self.formats: list[str] = []
        self.others: dict[str, int] = {}
        """What comes in besides people, by table: interactions, ties and so on."""
        self._source = label_source
        self._contacts: dict[str, Contact] = {}
        self._others: dict[tuple[str, str], Record] = {}

    @property
    def counts(self) -> dict[str, int]:
        """How many were added, updated, unchanged, duplicate and skipped."""
        counted = Counter(outcome.kind for outcome in self.outcomes)
        return {kind: counted[kind] for kind in KINDS}

    def of(self, kind: Kind) -> list[Outcome]:
        """The outcomes of one kind."""
        return [outcome for outcome in self.outcomes if outcome.kind == kind]

    @property
    def to_decide(self) -> list[Outcome]:
        """The possible duplicates that wait for a decision."""
        return [outcome for outcome in self.outcomes if outcome.to_decide]

    @property
    def label(self) -> str:
        """What the change is called: `import 500 people from Connections.csv`."""
        counts = self.counts
        if counts["added"]:
            return f"import {plural(counts['added'], 'person', 'people')} from {self._source}"
        if not counts["updated"] and self._others:
            return f"import {plural(len(self._others), 'entry', 'entries')} from {self._source}"
        return f"update {plural(counts['updated'], 'person', 'people')} from {self._source}"

    def change(self, garden: Garden) -> Change:
        """The whole import as one change of the garden it was planned for; empty if nothing differs."""
        builder = garden.builder()
        for record in (*self._contacts.values(), *self._others.values()):
            builder.put(record)
        return builder.build(self.label)


def plan_import(
    garden: Garden,
    readings: Iterable[Reading],
    today: date,
    decisions: Mapping[str, Decision] | None = None,
    undecided: Decision = "leave",
    progress: Callable[[int, int], None] | None = None,
) -> ImportPlan:
    """Hold what was read against the garden. Changes nothing.

    `decisions` settles possible duplicates by `Outcome.key`; `undecided` is what becomes of all others. `progress`
    is told now and then how many candidates are done, of how many; it may be called from another thread than the
    app's, in which a long import is best planned.
    Imported people get no tier and no cadence unless the file has one, and no follow-up (DESIGN 2.7).
    """
    readings = list(readings)
    names = list(dict.fromkeys(reading.file or reading.format for reading in readings))
    plan = ImportPlan(names[0] if len(names) == 1 else plural(len(names), "file"))
    planner = _Planner(garden, today, plan, decisions or {}, undecided)
    total = sum(len(reading.candidates) for reading in readings)
    done = 0
    for reading in readings:
        for _ in planner.take(reading):
            done += 1
            if progress is not None and done % _PROGRESS_EVERY == 0:
                progress(done, total)
    return plan


class _Planner:
    """Holds the state of the contacts as the import proceeds."""

    def __init__(
        self,
        garden: Garden,
        today: date,
        plan: ImportPlan,
        decisions: Mapping[str, Decision],
        undecided: Decision,
    ) -> None:
        self._garden = garden
        self._today = today
        self._plan = plan
        self._decisions = decisions
        self._undecided = undecided
        self._known: Index | None = None
        self._by_memo: dict[tuple[str, str], str] = {}
        self._by_origin: dict[str, str] = {}
        for uid, contact in garden.contacts.items():
            for origin, memo in contact.source.items():
                self._remember(uid, origin, memo)
        self._people = People(garden)
        self._said: set[tuple[str, str]] = set()
        self._places: dict[str, str] = {}

    def take(self, reading: Reading) -> Iterator[None]:
        """Plan one file; a step after each candidate."""
        plan = self._plan
        plan.warnings.extend(f"{reading.file}: {text}" if reading.file else text for text in reading.warnings)
        plan.mapping.update(reading.mapping)
        if reading.format not in plan.formats:
            plan.formats.append(reading.format)
        self._people.start()
        for candidate in reading.candidates:
            outcome = self._settle(candidate, reading)
            plan.outcomes.append(outcome)
            if candidate.ref and outcome.uid and not outcome.to_decide:
                self._people.call(candidate.ref, outcome.uid)
            yield

        def skip(name: str, where: str, reason: str) -> None:
            plan.outcomes.append(
                Outcome(kind="skipped", name=name, file=reading.file, where=where, reason=reason)
            )

        for skipped in reading.skipped:
            skip("", skipped.where, skipped.reason)
        for record in (
            *entry_records(reading, self._people, self._garden, self._today, skip),
            *tie_records(reading, self._people, self._garden),
            *own_records(reading, self._people, self._garden, skip),
        ):
            key = (TABLE_OF[type(record)], record.uid)
            if key not in plan._others:
                plan._others[key] = record
                plan.others[key[0]] = plan.others.get(key[0], 0) + 1

    # ── one candidate ────────────────────────────────────────────────────────

    def _settle(self, candidate: Candidate, reading: Reading) -> Outcome:
        given = candidate.contact
        origin = f"{reading.format}:{derived_uid(candidate.ref)[:8]}" if candidate.ref else reading.format
        memo = first_memo(given)
        about: dict[str, Any] = {
            "name": given.name,
            "file": reading.file,
            "where": candidate.where,
            "contact": given,
        }
        if self._people.is_me(given.name, given.emails, reading):
            return Outcome(kind="skipped", reason="that is you", **about)
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
            # Remembered, so that the search for duplicates does not ask again (DESIGN 2.18).
            pair = tuple(sorted((outcome.uid, match.uid)))
            apart = Distinct(uid=derived_uid("distinct", *pair), people=pair, why="not the same person")
            self._plan._others["distinct", apart.uid] = apart
        return outcome

    @property
    def _index(self) -> Index:
        """Who has what; built when the first candidate is not known from before."""
        if self._known is None:
            self._known = Index(self._garden.contacts.values())
        return self._known

    def _still(self, uid: str) -> bool:
        return uid in self._plan._contacts or uid in self._garden.contacts

    def _person(self, uid: str) -> Contact:
        return self._plan._contacts.get(uid) or self._garden.contacts[uid]

    def _match(self, candidate: Candidate, origin: str) -> "_Match":
        given = candidate.contact
        own = candidate.ref.removeprefix(OWN_REF)
        if own != candidate.ref and self._still(own):
            return _Match("same", own)
        known = self._by_origin.get(origin) if candidate.ref else None
        if known is not None and self._still(known):
            if compare(given, self._person(known)).names != "none":
                return _Match("same", known)
            return _Match("ask", known, f"the same id as {self._person(known).name}, but another name")
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
        """Same person, a question, or somebody else who happens to share something (DESIGN 2.18)."""
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
        uid = self._garden.new_uid()
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
        if uid not in self._garden.contacts or (said_before and not result.fields):
            return Outcome(
                kind="duplicate", reason=f"the same person as {place or 'an earlier one'}", **about
            )
        return Outcome(kind="updated" if result.fields else "unchanged", **about)

    def _put(self, contact: Contact, origin: str, memo: str, where: str) -> None:
        self._plan._contacts[contact.uid] = contact
        self._index.add(contact)
        self._people.add(contact)
        self._said.add((contact.uid, origin))
        self._places.setdefault(contact.uid, where)
        self._remember(contact.uid, origin, memo)

    def _remember(self, uid: str, origin: str, memo: str) -> None:
        self._by_memo[origin, memo] = uid
        if ":" in origin:
            self._by_origin[origin] = uid


class _Match(msgspec.Struct, frozen=True):
    verdict: Literal["same", "ask", "other"]
    uid: str = ""
    reason: str = ""

    def _replace(self, verdict: Literal["same", "ask", "other"]) -> "_Match":
        return _Match(verdict, self.uid, self.reason)
