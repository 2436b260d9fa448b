"""Import: what files give, held against the garden, as one change that can be looked at first.

Each candidate is added, updates somebody, changes nothing, is a possible duplicate that waits for a decision,
or is skipped. `Contact.source` remembers what each source said last, so that a second import adds nobody,
brings over only what changed at the source, and never overwrites what was edited here since.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

import msgspec

from netgarden.change.change import Change
from netgarden.change.garden import Garden
from netgarden.formats.candidate import Candidate, Reading
from netgarden.importing.entries import People, entry_records, own_records, tie_records
from netgarden.importing.settle import KINDS, Decision, Kind, Outcome, Settler
from netgarden.records.contact import Contact
from netgarden.records.record import Record
from netgarden.records.tables import TABLE_OF
from netgarden.text.plain import plural

__all__ = ["KINDS", "Decision", "ImportPlan", "Kind", "Outcome", "plan_import"]

_PROGRESS_EVERY = 200
_MOST_PASSES = 6
"""Passes after which a file that contradicts itself is left as it is."""


class ImportPlan:
    """The plan of an import, to be looked at first."""

    def __init__(self, label_source: str) -> None:
        self.outcomes: list[Outcome] = []
        """One for each card, row or entry, in the order of the files."""
        self.warnings: list[str] = []
        """Remarks of the readers, in words."""
        self.mapping: dict[str, str] = {}
        """For tables: column to field."""
        self.formats: list[str] = []
        self.others: dict[str, int] = {}
        """The records that come in besides people, by table: interactions, ties and so on."""
        self._source = label_source
        self._contacts: dict[str, Contact] = {}
        self._others: dict[tuple[str, str], Record] = {}

    @property
    def counts(self) -> dict[str, int]:
        """The numbers of added, updated, unchanged, duplicate and skipped ones."""
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
        """The label of the change: `import 500 people from Connections.csv`."""
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
    Imported people get no tier and no cadence unless the file has one, and no follow-up.
    """
    readings = list(readings)
    names = list(dict.fromkeys(reading.file or reading.format for reading in readings))
    plan = ImportPlan(names[0] if len(names) == 1 else plural(len(names), "file"))
    people = People(garden)
    rows = [(candidate, reading) for reading in readings for candidate in reading.candidates]

    def passed(before: Mapping[str, Contact]) -> tuple[Settler, list[Outcome]]:
        settler = Settler(before, garden.contacts, garden.new_uid, today, decisions or {}, undecided)
        return settler, list(_settled(settler, rows, people, progress))

    settler, outcomes = passed(garden.contacts)
    contacts, apart = settler.changed, settler.apart
    for _ in range(_MOST_PASSES):
        # What stands further down may tell who somebody further up is: the import is carried on until going
        # through the files again would change nothing. So a second import never does.
        if not any(outcome.kind in ("duplicate", "updated") or outcome.reason for outcome in outcomes):
            break
        before = {**garden.contacts, **contacts}
        settler, later = passed(before)
        if all(before.get(uid) == contact for uid, contact in settler.changed.items()):
            break
        contacts, apart = {**contacts, **settler.changed}, [*apart, *settler.apart]
        outcomes = [_carried_on(one, other) for one, other in zip(outcomes, later, strict=True)]
    outcomes = list(_all_added(outcomes, contacts.keys() - garden.contacts.keys()))
    outcomes = [_if_it_stands(outcome, contacts, garden.contacts) for outcome in outcomes]
    plan._contacts = contacts
    plan._others = {("distinct", one.uid): one for one in apart}
    for contact in contacts.values():
        people.add(contact)
    _finish(plan, readings, outcomes, people, garden, today)
    return plan


def _settled(
    settler: Settler,
    rows: Sequence[tuple[Candidate, Reading]],
    people: People,
    progress: Callable[[int, int], None] | None,
) -> Iterator[Outcome]:
    for done, (candidate, reading) in enumerate(rows, 1):
        given = candidate.contact
        if people.is_me(given.name, given.emails, reading):
            yield Outcome(
                kind="skipped",
                name=given.name,
                file=reading.file,
                where=candidate.where,
                reason="that is you",
            )
        else:
            yield settler.settle(candidate, reading)
        if progress is not None and done % _PROGRESS_EVERY == 0:
            progress(done, len(rows))


def _carried_on(outcome: Outcome, later: Outcome) -> Outcome:
    """Return an outcome as a further pass makes it: what is settled by now, and what changes besides."""
    if later.kind == "added" or (outcome.to_decide and not later.to_decide):
        return later
    if later.fields:
        kind: Kind = "updated" if outcome.kind == "unchanged" else outcome.kind
        return msgspec.structs.replace(outcome, kind=kind, fields=(*outcome.fields, *later.fields))
    return outcome


def _all_added(outcomes: Sequence[Outcome], new: Collection[str]) -> Iterator[Outcome]:
    """The outcomes, with one that says `added` for everybody who is new.

    A further pass may make somebody else of the card that first brought a person; then another card of theirs
    stands for them.
    """
    told = {outcome.uid for outcome in outcomes if outcome.kind == "added"}
    for outcome in outcomes:
        if outcome.uid in new and outcome.uid not in told:
            told.add(outcome.uid)
            yield msgspec.structs.replace(outcome, kind="added", to_decide=False)
        else:
            yield outcome


def _if_it_stands(
    outcome: Outcome, contacts: Mapping[str, Contact], garden: Mapping[str, Contact]
) -> Outcome:
    """The outcome, or `unchanged` where what one card changes another changes back."""
    if outcome.kind == "updated" and contacts.get(outcome.uid) == garden.get(outcome.uid):
        return msgspec.structs.replace(outcome, kind="unchanged", fields=())
    return outcome


def _finish(
    plan: ImportPlan,
    readings: Sequence[Reading],
    outcomes: Sequence[Outcome],
    people: People,
    garden: Garden,
    today: date,
) -> None:
    """Put the outcomes of each file into the plan, and what the file brings besides people."""
    at = 0
    for reading in readings:
        plan.warnings.extend(f"{reading.file}: {text}" if reading.file else text for text in reading.warnings)
        plan.mapping.update(reading.mapping)
        if reading.format not in plan.formats:
            plan.formats.append(reading.format)
        here = outcomes[at : at + len(reading.candidates)]
        at += len(reading.candidates)
        plan.outcomes.extend(here)
        people.start()
        for candidate, outcome in zip(reading.candidates, here, strict=True):
            if candidate.ref and outcome.uid and not outcome.to_decide:
                people.call(candidate.ref, outcome.uid)

        def skip(name: str, where: str, reason: str, file: str = reading.file) -> None:
            plan.outcomes.append(Outcome(kind="skipped", name=name, file=file, where=where, reason=reason))

        for skipped in reading.skipped:
            skip("", skipped.where, skipped.reason)
        for record in (
            *entry_records(reading, people, garden, today, skip),
            *tie_records(reading, people, garden),
            *own_records(reading, people, garden, skip),
        ):
            key = (TABLE_OF[type(record)], record.uid)
            if key not in plan._others:
                plan._others[key] = record
                plan.others[key[0]] = plan.others.get(key[0], 0) + 1
