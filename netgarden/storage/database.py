"""The garden as a TinyDB database, for the app, the commands and scripts alike.

`GardenDatabase` is TinyDB with its documented extension points filled: `Store` is its storage, `GardenTable`
its table. TinyDB reads and writes the whole file for each operation; here a table reads the lines that are asked
for, and what it changes becomes one `Change` on the queue of the writer thread.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from pathlib import Path
from typing import Any, cast

import msgspec
from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.table import Document, Table

from netgarden.change.change import Change, Patch
from netgarden.change.join import Plain
from netgarden.errors import GardenFileError
from netgarden.records.ids import UidSource, decode, encode
from netgarden.records.tables import TABLES
from netgarden.storage import snapshot
from netgarden.storage.edits import patches_of
from netgarden.storage.lines import Copy, decode_line, is_trash, shown
from netgarden.storage.notices import Notice
from netgarden.storage.records import Problem, Records, Tables, checked, records_of
from netgarden.storage.snapshot import UnreadInteractions
from netgarden.storage.store import Store

_new_uid = UidSource()


class GardenTable(Table):
    """A table of the garden file, read and written record by record.

    New records take ids that no other writer takes; those of netgarden's own tables get a `uid`. Every write is on
    the disk when it returns. Writes raise ValueError for a record that does not fit its table or that JSON cannot
    hold, reads and writes GardenFileError for a file that is damaged or cannot be written; it is untouched then.
    """

    _searched: Copy | None = None
    """The file as it was when the results in the query cache were found."""

    @property
    def _store(self) -> Store:
        return cast(Store, self.storage)

    def records(self) -> Records:
        """Return the table's records as netgarden has them, of the file as known; only for its own tables."""
        return records_of(self._store.known, self.name)

    def search(self, cond: QueryLike) -> list[Document]:
        """Search for all documents that match a condition; what other writers changed is found too."""
        if (copy := self._store.present()) is not self._searched:
            self.clear_cache()
            self._searched = copy
        return super().search(cond)

    def insert(self, document: Mapping[str, Any]) -> int:
        """Insert a record; returns its document id. A `uid` that it brings is kept."""
        return super().insert(self._identified(document))

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        """Insert records as one change; returns their document ids."""
        return super().insert_multiple(self._identified(document) for document in documents)

    def _identified(self, document: Mapping[str, Any]) -> Mapping[str, Any]:
        if isinstance(document, Document) or not isinstance(document, Mapping):
            return document
        uid = document.get("uid") if self.name in TABLES else None
        number = decode(uid if isinstance(uid, str) else _new_uid())
        own = {"uid": encode(number)} if self.name in TABLES else {}
        return Document({**own, **document}, number)

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        # TinyDB only looks things up in it: it need not be a dict, which would have to hold every record.
        return cast("dict[str, Mapping[str, Any]]", _Documents(self._store.present().table(self.name)))

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        draft = _Draft(self.name, self._store.present().table(self.name))
        updater(cast("dict[int, Mapping[str, Any]]", draft))
        self._store.save(Change(f"edit {self.name} by a script", tuple(draft.patches())))
        self.clear_cache()


class GardenDatabase(TinyDB):
    """A garden file as a TinyDB database: `GardenDatabase(path, state)`, the state directory by default the user's.

    Raises GardenFileError if the file is damaged or cannot be read.
    """

    table_class = GardenTable

    def __init__(self, path: str | os.PathLike[str], state: str | os.PathLike[str] | None = None) -> None:
        super().__init__(path, state, storage=Store)

    @property
    def store(self) -> Store:
        """The storage, with its queue and writer thread."""
        return cast(Store, self.storage)

    def table(self, name: str, **options: Any) -> GardenTable:
        """Return a table; one that has no records is made by its first."""
        return cast(GardenTable, super().table(name, **options))

    def tables(self) -> set[str]:
        """Return the names of all tables that have records."""
        copy = self.store.present()
        return {name for name in copy.tables if len(_Documents(copy.table(name)))}

    def drop_table(self, name: str) -> None:
        """Remove all records of a table."""
        self.table(name).truncate()

    def drop_tables(self) -> None:
        """Remove all records, as one change."""
        self.store.write({})


class Opened(msgspec.Struct, frozen=True):
    """A garden as read from its file."""

    database: GardenDatabase
    tables: Tables
    problems: tuple[Problem, ...]
    notices: tuple[Notice, ...]
    """What people have to know or decide about the file."""
    unread: UnreadInteractions | None = None
    """The interactions, where they are not among the tables."""
    aside: bytes = b""
    """What `Store.keep_snapshot` was given to keep, if it was for this very content of the file."""

    @property
    def store(self) -> Store:
        """The database's storage."""
        return self.database.store


def open_garden(garden_file: Path, state: Path, *, create: bool = True) -> Opened:
    """Open the garden; a missing file is a new, empty one, and nothing is written before the first change.

    `state` is the state directory. Raises GardenFileError (exit status 3) for a file that is damaged, cut,
    empty though it was not before, or cannot be read, and for a missing one unless `create`. It never writes
    the file.
    """
    database = GardenDatabase(garden_file, state)
    store, body = database.store, database.store.known.body
    if store.is_new and not create:
        raise GardenFileError(f"There is no garden at {garden_file}.")
    kept = store.snapshot()
    found = {
        name: database.table(name).records() for name in TABLES if kept is None or name != snapshot.TABLE
    }
    unread = None
    if body and kept:
        unread = UnreadInteractions(body, kept, [record.uid for record in found["contacts"].fitting])
        if not unread.fits:
            found[snapshot.TABLE] = database.table(snapshot.TABLE).records()
            unread, kept = None, None
    if kept:
        store.note_settled()
    return Opened(
        database,
        {name: records.fitting for name, records in found.items()},
        tuple(problem for records in found.values() for problem in records.problems),
        store.take_notices(),
        unread,
        kept.aside if kept else b"",
    )


class _Documents(Mapping[str, Plain]):
    """The records of a table that are not deleted, by document id as text; each is decoded when asked for."""

    def __init__(self, lines: Mapping[int, bytes]) -> None:
        self._lines = lines

    def __getitem__(self, key: str) -> Plain:
        line = self._lines[int(key)]
        if is_trash(line):
            raise KeyError(key)
        return shown(decode_line(line))

    def __iter__(self) -> Iterator[str]:
        return (str(number) for number in sorted(self._lines) if not is_trash(self._lines[number]))

    def __len__(self) -> int:
        return sum(not is_trash(line) for line in self._lines.values())


class _Draft(MutableMapping[int, Plain]):
    """The records of a table while TinyDB changes them: what it looked at or set, over the lines."""

    def __init__(self, table: str, lines: Mapping[int, bytes]) -> None:
        self._table = table
        self._there = _Documents(lines)
        self._touched: dict[int, Plain | None] = {}
        """Document id to the record as it may have been changed, None once it is deleted."""

    def __getitem__(self, number: int) -> Plain:
        if number not in self._touched:
            self._touched[number] = self._there[str(number)]
        if (record := self._touched[number]) is None:
            raise KeyError(number)
        return record

    def __setitem__(self, number: int, record: Plain) -> None:
        self._touched[number] = record

    def __delitem__(self, number: int) -> None:
        if number not in self:
            raise KeyError(number)
        self._touched[number] = None

    def __iter__(self) -> Iterator[int]:
        yield from (number for number in map(int, self._there) if self._touched.get(number, {}) is not None)
        yield from (
            number
            for number, record in self._touched.items()
            if record is not None and str(number) not in self._there
        )

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def clear(self) -> None:
        """Delete all records: what is inherited takes the square of their number."""
        for number in list(self):
            del self[number]

    def patches(self) -> Iterator[Patch]:
        """Return the patches that turn the lines into the records as they are now."""
        for number, record in self._touched.items():
            before = self._there.get(str(number))
            if record != before:
                after = None if record is None else checked(self._table, number, record)
                yield from patches_of(self._table, number, before, after)
