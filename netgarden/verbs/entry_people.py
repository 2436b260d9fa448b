"""The people of entries being worked out: the new ones created, known ones brought up to date (`grammar.md`)."""

from collections.abc import Iterable
from datetime import date

from msgspec.structs import replace

from netgarden.change.change import ChangeBuilder
from netgarden.change.garden import Garden
from netgarden.records.contact import Contact
from netgarden.records.entry import Entry, Facts, PersonRef
from netgarden.records.ids import derived_uid
from netgarden.records.kinds import interaction_kind
from netgarden.records.record import sorted_set
from netgarden.text.partial_date import parse_partial_date
from netgarden.text.plain import fold

MET_DAYS = 7
"""Whom one met within so many days before an entry is followed up."""


class EntryPeople:
    """The contacts as the entries so far leave them, and what the present entry does to them."""

    def __init__(self, garden: Garden, builder: ChangeBuilder, today: date) -> None:
        self._garden = garden
        self._builder = builder
        self._today = today
        self._new: dict[str, str] = {}
        self._logged: set[str] = set()
        self._before: dict[str, Contact | None] = {}

    def begin(self, entry: Entry) -> None:
        """Take in everybody whom an entry names."""
        self._before = {}
        details = (person for detail in entry.details for person in detail.people)
        for person in (*entry.people, *entry.mentioned, *details):
            if uid := self.uid_of(person):
                contact = self.get(uid) or self._created(uid, person, entry)
                self.put(with_facts(contact, person.facts))

    # ── asking ───────────────────────────────────────────────────────────────

    def uid_of(self, person: PersonRef) -> str:
        """The uid of a person; new ones get theirs when first named. Empty if the contact is gone."""
        if person.uid:
            return person.uid if self.get(person.uid) else ""
        if person.key not in self._new:
            self._new[person.key] = self._garden.new_uid()
        return self._new[person.key]

    def uids(self, people: Iterable[PersonRef]) -> tuple[str, ...]:
        """The uids of people who are there, once each."""
        return tuple(dict.fromkeys(uid for person in people if (uid := self.uid_of(person))))

    def get(self, uid: str) -> Contact | None:
        """The contact as the entries so far leave it."""
        return self._builder.get(Contact, uid)

    def name_of(self, uid: str) -> str:
        """The name of a contact; empty if it is gone."""
        contact = self.get(uid)
        return contact.name if contact else ""

    @property
    def added(self) -> tuple[Contact, ...]:
        """The people whom the present entry creates."""
        return tuple(
            after for uid, before in self._before.items() if before is None and (after := self.get(uid))
        )

    @property
    def changed(self) -> tuple[tuple[Contact, Contact], ...]:
        """The people whom the present entry changes, before and after."""
        pairs = ((before, self.get(uid)) for uid, before in self._before.items() if before is not None)
        return tuple((before, after) for before, after in pairs if after is not None and after != before)

    def fresh(self, people: Iterable[str], interaction: str, on: date) -> list[str]:
        """Return whom to follow up: created by the present entry, or met within seven days and never
        logged since. `interaction` is the uid of the entry, which may be an old one written again.
        """
        fresh = [uid for uid in people if uid not in self._logged and self._is_fresh(uid, interaction, on)]
        self._logged.update(people)
        return fresh

    def _is_fresh(self, uid: str, interaction: str, on: date) -> bool:
        if self._before.get(uid, self) is None:
            return True
        if derived_uid(interaction, "follow-up", uid) in self._garden.loops:
            return True
        contact = self.get(uid)
        met = parse_partial_date(contact.met_on) if contact else None
        if met is None or met.year is None or met.month is None or met.day is None:
            return False
        logged = any(interaction not in (one.uid, one.part_of) for one in self._garden.interactions_of(uid))
        followed = any(loop.kind == "follow-up" for loop in self._garden.loops_of(uid))
        days = (on - date(met.year, met.month, met.day)).days
        return 0 <= days <= MET_DAYS and not logged and not followed

    # ── changing ─────────────────────────────────────────────────────────────

    def put(self, contact: Contact) -> None:
        """Set a contact, remembering how it was before the present entry."""
        self._before.setdefault(contact.uid, self.get(contact.uid))
        self._builder.put(contact)

    def add_member(self, uid: str, field: str, text: str) -> None:
        """Add an interest or tag that the contact does not have in any spelling."""
        contact = self.get(uid)
        if contact is None:
            return
        members: tuple[str, ...] = getattr(contact, field)
        if fold(text) not in {fold(member) for member in members}:
            self.put(replace(contact, **{field: sorted_set(*members, text)}))

    def _created(self, uid: str, person: PersonRef, entry: Entry) -> Contact:
        """A new contact; if they took part in the entry, with how we met as far as it says so."""
        contact = Contact(uid=uid, name=person.name, added_on=self._today)
        self._before[uid] = None
        if person.key not in {one.key for one in entry.people}:
            return contact
        via = ""
        if entry.via is not None:
            is_person = entry.via.uid or entry.via.key in {one.key for one in entry.mentioned}
            via = self.uid_of(entry.via) if is_person else entry.via.name
        was_there = entry.on <= self._today and interaction_kind(entry.kind).weight != "none"
        return replace(
            contact,
            met_how="introduced" if via or entry.kind == "intro" else "event" if entry.event else "",
            met_via=via,
            met_where=entry.event,
            met_on=entry.on.isoformat() if was_there else "",
        )


def with_facts(contact: Contact, facts: Facts) -> Contact:
    """The contact brought up to what brackets say: texts replace, addresses, numbers and links are added."""
    emails = {address.casefold() for address in contact.emails}
    phones = {_digits(number) for number in contact.phones}
    links = {_bare_link(link) for link in contact.links}
    return replace(
        contact,
        org=facts.org or contact.org,
        role=facts.role or contact.role,
        place=facts.place or contact.place,
        emails=contact.emails | {one: "" for one in facts.emails if one.casefold() not in emails},
        phones=contact.phones | {one: "" for one in facts.phones if _digits(one) not in phones},
        links=contact.links | {one: "" for one in facts.links if _bare_link(one) not in links},
    )


def _digits(number: str) -> str:
    return "".join(filter(str.isdigit, number))


def _bare_link(link: str) -> str:
    return link.casefold().removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
