"""The garden in memory: all records by uid, with the indexes that the rules need."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Protocol, cast

from netgarden.change.change import Change, ChangeBuilder, patched
from netgarden.records.contact import Contact
from netgarden.records.ids import UidSource
from netgarden.records.interaction import Interaction
from netgarden.records.loop import Loop
from netgarden.records.milestone import Milestone
from netgarden.records.profile import PROFILE_UID, Profile
from netgarden.records.record import Record
from netgarden.records.tables import TABLES
from netgarden.records.tie import Distinct, Tie
from netgarden.records.want import Offer, Want


class Unread(Protocol):
    """Interactions that are not in memory yet: whoever asks for some is given those, read at once."""

    def all(self) -> Iterable[Interaction]:
        """Every interaction."""
        ...

    def of(self, uid: str) -> Iterable[Interaction]:
        """Those with one contact."""
        ...

    def one(self, uid: str) -> Interaction | None:
        """One of them, None for none."""
        ...


class Garden:
    """Records by table and uid. Only `apply` changes it; verbs read it and return changes.

    `tables` gives the records by table name; `new_uid` hands out uids to the verbs. With `unread` the
    interactions are read from there: singly at first, all of them once something needs them all.
    """

    def __init__(
        self,
        tables: Mapping[str, Iterable[Record]] | None = None,
        *,
        new_uid: UidSource | None = None,
        unread: Unread | None = None,
    ) -> None:
        self.new_uid = new_uid or UidSource()
        self._tables: dict[str, dict[str, Record]] = {
            table: {record.uid: record for record in (tables or {}).get(table, ())} for table in TABLES
        }
        # By table.
        self._mentions: dict[str, dict[str, dict[str, None]]] = {table: {} for table in TABLES}
        self._history: dict[str, tuple[Interaction, ...]] = {}
        self._unread = unread
        for table, records in self._tables.items():
            if table not in ("contacts", "profile"):
                self._mentions[table] = _mentions(records.values())

    @property
    def is_whole(self) -> bool:
        """Whether all interactions are in memory."""
        return self._unread is None

    def read_on(self, pause: Callable[[], None] = lambda: None) -> Callable[[], None]:
        """Read all interactions on any thread; calling what is returned, on the garden's own, puts them to use.

        `pause` is called now and then.
        """
        if self._unread is None:
            return lambda: None
        records: dict[str, Record] = {}
        for number, record in enumerate(self._unread.all(), 1):
            records[record.uid] = record
            if number % _AT_ONCE == 0:
                pause()
        mentions = _mentions(records.values(), pause)

        def use() -> None:
            if self._unread is not None:
                self._unread = None
                self._tables["interactions"] = records
                self._mentions["interactions"] = mentions

        return use

    def _table(self, table: str) -> dict[str, Record]:
        if self._unread is not None and table == "interactions":
            self.read_on()()
        return self._tables[table]

    # ── reading ──────────────────────────────────────────────────────────────

    @property
    def contacts(self) -> Mapping[str, Contact]:
        """All contacts by uid, archived ones too."""
        return cast("dict[str, Contact]", self._tables["contacts"])

    @property
    def interactions(self) -> Mapping[str, Interaction]:
        """All interactions by uid."""
        return cast("dict[str, Interaction]", self._table("interactions"))

    def interaction(self, uid: str) -> Interaction | None:
        """One interaction, or None."""
        if self._unread is not None:
            return self._unread.one(uid)
        return cast("Interaction | None", self._tables["interactions"].get(uid))

    @property
    def loops(self) -> Mapping[str, Loop]:
        """All loops by uid, closed ones too."""
        return cast("dict[str, Loop]", self._tables["loops"])

    @property
    def profile(self) -> Profile:
        """Me; an empty profile until one is written."""
        return cast("Profile", self._tables["profile"].get(PROFILE_UID) or Profile())

    def records(self, table: str) -> Mapping[str, Record]:
        """All records of a table by uid."""
        return self._table(table)

    def find(self, table: str, uid: str) -> Record | None:
        """One record, or None."""
        return self.interaction(uid) if table == "interactions" else self._tables[table].get(uid)

    def interactions_of(self, uid: str) -> tuple[Interaction, ...]:
        """Everything that happened with a contact, newest first."""
        history = self._history.get(uid)
        if history is None:
            if self._unread is not None:
                found = list(self._unread.of(uid))
            else:
                records = self._tables["interactions"]
                mine = self._mentions["interactions"].get(uid, ())
                found = [cast("Interaction", records[one]) for one in mine]
            found.sort(key=lambda entry: (entry.on, entry.at, entry.uid), reverse=True)
            history = self._history[uid] = tuple(found)
        return history

    def interactions_by_contact(self) -> dict[str, list[str]]:
        """Every contact's uid with the uids of all interactions that they took part in."""
        self._table("interactions")
        mentions = self._mentions["interactions"]
        return {uid: list(mentions.get(uid, ())) for uid in self.contacts}

    def loops_of(self, uid: str) -> list[Loop]:
        """The loops with a contact, closed ones too, oldest first."""
        return cast("list[Loop]", self._mentioning("loops", uid))

    def open_loops_of(self, uid: str) -> list[Loop]:
        """The loops with a contact that still stand, oldest first."""
        return [loop for loop in self.loops_of(uid) if loop.is_open]

    def wants_of(self, uid: str) -> list[Want]:
        """Return the wants of a contact, closed ones too, oldest first."""
        return cast("list[Want]", self._mentioning("wants", uid))

    def offers_of(self, uid: str) -> list[Offer]:
        """Return the offers of a contact, closed ones too, oldest first."""
        return cast("list[Offer]", self._mentioning("offers", uid))

    def milestones_of(self, uid: str) -> list[Milestone]:
        """A contact's milestones, oldest written first."""
        return cast("list[Milestone]", self._mentioning("milestones", uid))

    def ties_of(self, uid: str) -> dict[str, Tie]:
        """Return the noted ties of a contact, by the uid of the other person."""
        ties = cast("list[Tie]", self._mentioning("ties", uid))
        return {other: tie for tie in ties for other in tie.people if other != uid}

    def distinct_from(self, uid: str) -> set[str]:
        """The contacts that are known not to be the same person."""
        pairs = cast("list[Distinct]", self._mentioning("distinct", uid))
        return {other for pair in pairs for other in pair.people if other != uid}

    def mentioning(self, uid: str) -> Iterator[Record]:
        """All records that are about a contact, of every table."""
        for table in TABLES:
            yield from self._mentioning(table, uid)

    def _mentioning(self, table: str, uid: str) -> list[Record]:
        records = self._table(table)
        return [records[one] for one in sorted(self._mentions[table].get(uid, ()))]

    # ── changing ─────────────────────────────────────────────────────────────

    def builder(self) -> ChangeBuilder:
        """A builder of a change to this garden."""
        return ChangeBuilder(self.find)

    def apply(self, change: Change) -> frozenset[str]:
        """Carry out a change; return the uids of the contacts it touches.

        A contact is touched when its own record changes or any record that mentions it does.
        """
        touched: set[str] = set()
        for patch in change.patches:
            records = self._table(patch.table)
            before = records.get(patch.uid)
            after = patched(before, patch)
            if after is None:
                records.pop(patch.uid, None)
            else:
                records[patch.uid] = after
            if patch.table == "contacts":
                touched.add(patch.uid)
            elif patch.table != "profile":
                touched |= self._reindex(patch.table, patch.uid, before, after)
        for uid in touched:
            self._history.pop(uid, None)
        return frozenset(touched)

    def _reindex(self, table: str, uid: str, before: Record | None, after: Record | None) -> set[str]:
        was = set(before.mentions()) if before else set()
        now = set(after.mentions()) if after else set()
        index = self._mentions[table]
        for contact in was - now:
            index[contact].pop(uid, None)
        for contact in now - was:
            index.setdefault(contact, {})[uid] = None
        return was | now


_AT_ONCE = 200
"""How many interactions are read between two pauses."""


def _mentions(
    records: Iterable[Record], pause: Callable[[], None] = lambda: None
) -> dict[str, dict[str, None]]:
    """Contact uid to the uids of the records that mention it (a dict as ordered set)."""
    mentions: dict[str, dict[str, None]] = {}
    for number, record in enumerate(records, 1):
        for contact in record.mentions():
            mentions.setdefault(contact, {})[record.uid] = None
        if number % _AT_ONCE == 0:
            pause()
    return mentions


def last_touch(garden: Garden, uid: str, today: date) -> Interaction | None:
    """The latest talk or word with a contact up to today, or None."""
    for entry in garden.interactions_of(uid):
        if entry.on <= today and entry.weight_for(uid) in ("talk", "word"):
            return entry
    return None
