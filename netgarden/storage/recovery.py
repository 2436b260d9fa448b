"""Looking at a damaged garden file, bringing it back, and the earlier versions of it.

Every function takes the path of the garden file and the state directory. Nothing is ever thrown away: before
a damaged file is replaced its bytes are kept in the state directory.
"""

import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from netgarden.change.change import Change, Patch, difference
from netgarden.errors import GardenFileError, NotAGardenError
from netgarden.records.hashing import blake2b
from netgarden.records.record import Record
from netgarden.records.tables import TABLES
from netgarden.storage import files, lines
from netgarden.storage.backups import Backups, read_backup
from netgarden.storage.device import Device
from netgarden.storage.garden_file import GardenFile
from netgarden.storage.lines import SCHEMA, Copy
from netgarden.storage.lock import locked, path_key
from netgarden.storage.reading import Reader
from netgarden.storage.records import Conflict, Problem, Tables, all_records_of, conflicts_of
from netgarden.storage.salvage import Salvage, salvage
from netgarden.storage.system_errors import for_people, newer


class Version(NamedTuple):
    """An earlier version of a garden."""

    path: Path
    made_at: datetime
    """When it was saved, UTC."""
    is_daily: bool
    is_for_good: bool
    """Whether it was of an older form, and never goes."""
    people: int
    interactions: int


class Diagnosis(NamedTuple):
    """The diagnosis of a garden file."""

    damage: str
    """Why it cannot be opened, for people; empty if it can."""
    problems: tuple[Problem, ...]
    """Records that do not fit their type; they stay in the file and are not shown."""
    conflicts: tuple[Conflict, ...]
    salvage: Salvage | None
    """What could be saved of a damaged file."""
    versions: tuple[Version, ...]
    """The earlier versions that are whole, newest first."""


class Repaired(NamedTuple):
    """The outcome of a repair."""

    damaged: Path
    """Where the bytes of the damaged file are kept."""
    people: int
    """How many are in the garden now."""


def diagnose(garden_file: Path, state: Path) -> Diagnosis:
    """Look at the file; nothing is written. Raises GardenFileError if it is missing or cannot be read at all."""
    versions = versions_of(garden_file, state)
    try:
        file = GardenFile(garden_file, state)
    except NotAGardenError as error:
        data = _bytes_of(garden_file)
        return Diagnosis(str(error), (), (), _salvaged(data, garden_file, state), versions)
    if file.is_new and not _exists(garden_file):
        raise GardenFileError(f"There is no garden at {garden_file}.")
    return Diagnosis("", all_records_of(file.copy)[1], conflicts_of(file.copy), None, versions)


def repair(garden_file: Path, state: Path) -> Repaired:
    """Put what can be saved of a damaged file in its place, its bytes kept.

    Can be done again if it was interrupted. Raises GardenFileError if the file is not damaged, or nothing can
    be saved of it.
    """
    if not diagnose(garden_file, state).damage:
        raise GardenFileError(f"{garden_file} is not damaged; nothing was changed.")
    saved = _salvaged(_bytes_of(garden_file), garden_file, state)
    if saved is None:
        raise GardenFileError(f"Nothing in {garden_file} can be read, and no earlier version of it is kept.")
    return _put_in_place(garden_file, state, saved.copy, starts_anew=not saved.is_whole)


def versions_of(garden_file: Path, state: Path) -> tuple[Version, ...]:
    """The earlier versions that are whole, newest first."""
    found = []
    with for_people(state):
        for backup in _backups(garden_file, state).all():
            copy = read_backup(backup.path)
            if copy is not None:
                people, interactions = (_alive(copy, table) for table in ("contacts", "interactions"))
                found.append(
                    Version(
                        backup.path, backup.made_at, backup.is_daily, backup.is_for_good, people, interactions
                    )
                )
    return tuple(found)


def read_version(version: Version) -> Tables:
    """The records of an earlier version. Raises GardenFileError if it is no longer whole."""
    return all_records_of(_copy_of(version))[0]


def restoring(records: Mapping[str, Mapping[str, Record]], version: Tables, label: str) -> Change:
    """The change that brings the garden with `records` (by table and uid) back to an earlier version.

    It is a change like any other: it can be looked at before, and undone. It goes to the other devices too.
    """
    patches: list[Patch] = []
    for table in TABLES:
        then = {record.uid: record for record in version.get(table, ())}
        now = records.get(table, {})
        for uid in sorted({*then, *now}):
            patches += difference(now.get(uid), then.get(uid))
    return Change(label, tuple(patches))


def put_back(garden_file: Path, state: Path, version: Version) -> Repaired:
    """Put an earlier version in the place of a damaged or missing file, its bytes kept.

    Raises GardenFileError if the version is not whole, or the file is sound: then use `restoring`.
    """
    if _exists(garden_file) and not diagnose(garden_file, state).damage:
        raise GardenFileError(f"{garden_file} is not damaged; nothing was changed.")
    return _put_in_place(garden_file, state, _copy_of(version), starts_anew=True)


def merge_driver(ancestor: Path, ours: Path, theirs: Path, state: Path) -> None:
    """Join two copies of a garden for git: the result goes to `ours`, as git's merge drivers do.

    Raises GardenFileError if one cannot be read, or they are different gardens; `ours` is untouched then.
    """
    known = lines.parse(_bytes_of(ancestor))
    one, other = (
        Reader(path, Backups(state / "backups" / "none"), Device(state, path_key(path)))
        .read_whole(_bytes_of(path), known)
        .copy
        for path in (ours, theirs)
    )
    if one.garden != other.garden:
        raise GardenFileError(f"{ours} and {theirs} are different gardens; nothing was changed.")
    joined = lines.join_copies(one, other)
    if joined.schema > SCHEMA:
        raise GardenFileError(newer(ours))
    with for_people(ours):
        found = files.read(ours)
        files.write_whole(ours, lines.encode(joined), found.mode if found else 0o600)


def _put_in_place(garden_file: Path, state: Path, copy: Copy, *, starts_anew: bool) -> Repaired:
    real = Path(os.path.realpath(garden_file))
    key = path_key(real)
    with for_people(garden_file), locked(state / "locks", key):
        content = files.read(real)
        data = content.data if content else b""
        kept = state / "damaged" / f"{key}-{blake2b(data, digest_size=6).hexdigest()}.json"
        if content is not None:
            files.make_directory(kept.parent)
            files.write_whole(kept, data)
        if starts_anew:
            # The numbers of this device that the copy has not seen were seen elsewhere, and must stay unseen.
            Device(state, key).be_new()
        files.make_directory(real.parent)
        files.write_whole(real, lines.encode(copy), content.mode if content else 0o600)
    return Repaired(kept, _alive(copy, "contacts"))


def _salvaged(data: bytes, garden_file: Path, state: Path) -> Salvage | None:
    """Return what can be saved, with the last good version; None if that is nothing."""
    with for_people(state):
        found = salvage(data, _backups(garden_file, state).newest_good())
    return found if any(found.copy.tables.values()) else None


def _copy_of(version: Version) -> Copy:
    with for_people(version.path):
        copy = read_backup(version.path)
    if copy is None:
        raise GardenFileError(f"{version.path} is damaged; nothing was changed. Choose another version.")
    return copy


def _backups(garden_file: Path, state: Path) -> Backups:
    return Backups(state / "backups" / path_key(Path(os.path.realpath(garden_file))))


def _bytes_of(path: Path) -> bytes:
    with for_people(path):
        content = files.read(path)
    return content.data if content else b""


def _exists(path: Path) -> bool:
    with for_people(path):
        return files.identity(path) is not None


def _alive(copy: Copy, table: str) -> int:
    return sum(not lines.is_trash(line) for line in copy.tables.get(table, {}).values())
