"""The garden file as a TinyDB database that any number of programs may use at once (DESIGN 4).

`GardenStorage` is a `tinydb.Storage`: a script that opens the garden with it cannot damage or overwrite what
the app or another script does at the same time.
"""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document, Table

from netgarden.paths import default_paths
from netgarden.records.ids import UidSource, decode, encode
from netgarden.records.tables import TABLES, from_plain
from netgarden.storage import lines
from netgarden.storage.edits import differences
from netgarden.storage.foreign import normal_record
from netgarden.storage.garden_file import GardenFile

_new_uid = UidSource()


class GardenStorage(Storage):
    """Reads and writes a garden file, safe beside other writers.

    `state` is the state directory; the user's own by default. Deleted records and what the join needs are not
    shown. Raises GardenFileError where the file is damaged or cannot be written; it is untouched then.
    """

    def __init__(self, path: str | os.PathLike[str], state: str | os.PathLike[str] | None = None) -> None:
        self._file = GardenFile(Path(path), Path(state) if state is not None else default_paths().state)

    def read(self) -> dict[str, dict[str, Any]] | None:
        """All tables as they are on the disk now; None for a garden without records."""
        self._file.reload()
        tables = lines.visible(self._file.copy)
        return {
            table: {str(number): record for number, record in sorted(records.items())}
            for table, records in tables.items()
        } or None

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Save what differs from the last read, beside what others have written since.

        Raises ValueError for a record that does not fit its table or that JSON cannot hold.
        """
        there = {
            table: {int(key): normal_record(table, int(key), dict(record)) for key, record in records.items()}
            for table, records in data.items()
        }
        edits = differences(lines.visible(self._file.copy), there)
        for table, number in edits:
            if table in TABLES and number in there.get(table, {}):
                from_plain(table, there[table][number])
        if edits:
            self._file.commit(edits)
            self._file.tidy()


class GardenTable(Table):
    """A table whose new records take ids that no other writer takes; those of netgarden's own get a `uid`."""

    def insert(self, document: Mapping[str, Any]) -> int:
        """Insert a record; returns its document id. A `uid` that it brings is kept."""
        return super().insert(self._identified(document))

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        """Insert records; returns their document ids."""
        return super().insert_multiple(self._identified(document) for document in documents)

    def _identified(self, document: Mapping[str, Any]) -> Mapping[str, Any]:
        if isinstance(document, Document) or not isinstance(document, Mapping):
            return document
        uid = document.get("uid") if self.name in TABLES else None
        number = decode(uid if isinstance(uid, str) else _new_uid())
        own = {"uid": encode(number)} if self.name in TABLES else {}
        return Document({**own, **document}, number)


class GardenDB(TinyDB):
    """A TinyDB on a garden file."""

    table_class = GardenTable


def open_database(path: str | os.PathLike[str], state: str | os.PathLike[str] | None = None) -> TinyDB:
    """The garden at `path` as a TinyDB. Raises GardenFileError if it is damaged or cannot be read."""
    return GardenDB(path, state, storage=GardenStorage)
