"""Imports of more than people: entries, ties, and the records of another garden.

Each gets a uid that follows from its content, so that a second import knows it again.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import msgspec

from netgarden.change.garden import Garden
from netgarden.formats.candidate import OWN_REF, Entry, Reading
from netgarden.importing.same_person import email_key, link_key, name_key, name_words
from netgarden.records.contact import Contact
from netgarden.records.ids import derived_uid
from netgarden.records.interaction import Interaction
from netgarden.records.kinds import Direction, interaction_kind
from netgarden.records.profile import PROFILE_UID, Profile
from netgarden.records.record import Record
from netgarden.records.tables import TABLE_OF
from netgarden.records.tie import Tie


class People:
    """Contacts by what a file calls them. Built once for an import, and added to as it goes."""

    def __init__(self, garden: Garden) -> None:
        self._by_key: dict[str, set[str]] = {}
        self._waiting: list[Contact] = list(garden.contacts.values())
        self._refs: dict[str, str] = {}
        profile = garden.profile
        self._me = name_key(profile.name) if len(name_words(profile.name)) > 1 else ""

    def add(self, contact: Contact) -> None:
        """Take a contact in, or what is new about it; most imports never ask, so it waits until one does."""
        self._waiting.append(contact)

    def _learn(self, contact: Contact) -> None:
        for key in (
            *(email_key(address) for address in contact.emails),
            *(link_key(link) for link in contact.links),
            *(name_key(name) for name in (contact.name, *contact.aliases)),
        ):
            self._by_key.setdefault(key, set()).add(contact.uid)

    def start(self) -> None:
        """A new file begins: what the last one called its people says nothing any more."""
        self._refs = {}

    def call(self, ref: str, uid: str) -> None:
        """In this file a contact is called `ref`."""
        self._refs[ref] = uid

    def who(self, called: str) -> str | None:
        """The uid of whom a file calls so, None where it is nobody in the garden, or one of several."""
        if called in self._refs:
            return self._refs[called]
        while self._waiting:
            self._learn(self._waiting.pop())
        for key in (email_key(called), link_key(called), name_key(called)):
            found = self._by_key.get(key, ())
            if len(found) == 1:
                return next(iter(found))
        return None

    def is_me(self, name: str, emails: Iterable[str], reading: Reading) -> bool:
        """Return whether a file's person is the user: by the addresses the file tells, or the name in the profile."""
        if any(email_key(address) in reading.mine for address in emails):
            return True
        return bool(self._me) and name_key(name) == self._me


def entry_records(
    reading: Reading, people: People, garden: Garden, today: date, skip: Callable[[str, str, str], None]
) -> Iterator[Record]:
    """The new interactions of a file; `skip` is told what, where and why one was left out."""
    for entry in reading.entries:
        people_here, direction = _taking_part(entry, reading, people)
        if entry.on > today:
            skip(entry.summary, entry.where, "it lies in the future")
            continue
        if not people_here:
            skip(entry.summary, entry.where, "nobody in it is in the garden")
            continue
        kind = interaction_kind(entry.kind)
        written_on = (entry.written_on or entry.on).isoformat()
        uid = derived_uid("import", reading.format, entry.ref, written_on, entry.kind, entry.summary)
        if garden.find("interactions", uid) is None:
            yield Interaction(
                uid=uid,
                on=entry.on,
                at=entry.at,
                kind=entry.kind,
                direction=direction or kind.direction,
                weight=kind.weight,
                people=people_here,
                summary=entry.summary,
                raw=entry.raw,
                topics=tuple(sorted(entry.topics)),
                event=entry.event,
            )


def _taking_part(entry: Entry, reading: Reading, people: People) -> tuple[tuple[str, ...], Direction | None]:
    """Return who of the garden takes part, and in which direction it went."""
    called: tuple[str, ...] = entry.people
    direction = entry.direction
    if entry.sender:
        sender = people.who(entry.sender)
        if email_key(entry.sender) in reading.mine or sender is None:
            direction = "out"
        else:
            called, direction = (entry.sender,), "in"
    found = (people.who(one) for one in called)
    return tuple(sorted({uid for uid in found if uid is not None})), direction


def tie_records(reading: Reading, people: People, garden: Garden) -> Iterator[Record]:
    """The new ties of a file, between people who are both in the garden."""
    for bond in reading.bonds:
        one, other = (people.who(called) for called in bond.people)
        if one is None or other is None or one == other:
            continue
        pair = tuple(sorted((one, other)))
        uid = derived_uid("tie", *pair)
        if garden.find("ties", uid) is None:
            yield Tie(uid=uid, people=pair, why=bond.why)


def own_records(
    reading: Reading, people: People, garden: Garden, skip: Callable[[str, str, str], None]
) -> Iterator[Record]:
    """The records of another garden, about the same people here; what is here already stays as it is."""
    for record in reading.records:
        table = TABLE_OF[type(record)]
        if isinstance(record, Profile):
            if garden.find("profile", PROFILE_UID) is None:
                yield msgspec.structs.replace(record, uid=PROFILE_UID)
            continue
        if garden.find(table, record.uid) is not None:
            continue
        about = {uid: people.who(f"{OWN_REF}{uid}") for uid in record.mentions()}
        known = {uid: here for uid, here in about.items() if here is not None}
        if about and (not known or (isinstance(record, Tie) and len(set(known.values())) < 2)):
            skip("", f"{table} {record.uid}", "it is about people who were left out")
            continue
        yield _moved(record, known)


def _moved(record: Record, known: Mapping[str, str]) -> Record:
    """The record with the uids of other gardens' contacts replaced by those here."""
    values: dict[str, Any] = {}
    for field in ("people", "own_lines"):
        uids = getattr(record, field, None)
        if uids:
            values[field] = tuple(sorted({known[uid] for uid in uids if uid in known}))
    contact = getattr(record, "contact", None)
    if contact is not None:
        values["contact"] = known[contact]
    if isinstance(record, Tie) and values["people"] != record.people:
        kind = "tie" if type(record) is Tie else "distinct"
        values["uid"] = derived_uid(kind, *values["people"])
    return msgspec.structs.replace(record, **values) if values else record
