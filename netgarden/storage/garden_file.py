"""One garden file: reading it, joining what others wrote, saving it whole (DESIGN 3 and 4).

Everything here is synchronous; `store` puts it on a thread, `garden_storage` gives it to TinyDB.
"""

import contextlib
import errno
import os
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from netgarden.errors import GardenFileError
from netgarden.storage import files, lines
from netgarden.storage.backups import Backups
from netgarden.storage.device import Device, new_letters
from netgarden.storage.edits import Edits, edited
from netgarden.storage.files import Content, Identity
from netgarden.storage.foreign import NotAGardenError, adopt, parse_foreign
from netgarden.storage.lines import SCHEMA, Copy, decode_line, encode_line
from netgarden.storage.lock import LockedError, locked, path_key

_TORN_WAITS = (0.05, 0.1, 0.2)
"""Seconds between looks at a file that somebody may be writing in place."""

_TICK = 10_000_000
"""Nanoseconds between two times that a file can get, at most, where times are not coarse."""

_ROUNDS = 5
"""How often a save starts anew because the file changed under it."""


class ReplacedError(GardenFileError):
    """Another garden lies at the path now."""


class Commit(NamedTuple):
    """What a commit did."""

    before: Copy
    """What was known before it."""
    joined: frozenset[tuple[str, int]]
    """Table and document id of the records that another writer changed."""


class GardenFile:
    """The garden file at `path` as last known: `copy` is its content.

    Raises GardenFileError if there is a file and it cannot be read or is damaged; nothing is written then.
    """

    def __init__(self, path: Path, state: Path) -> None:
        self.path = path
        self._real = Path(os.path.realpath(path))
        self._state = state
        self._key = path_key(self._real)
        self._device = Device(state)
        self.backups = Backups(state / "backups" / self._key)
        self.warning = ""
        """What could not be done besides saving, for people: a previous version that could not be kept."""
        self._identity: Identity | None = None
        # What was read or written last: its first bytes, and the CRC-32 of the rest.
        self._content: tuple[bytes, int] = (b"", 0)
        self._is_racy = False
        self._mode = 0o600
        self._is_written = True
        # False while what a foreign program wrote is known with stamps that the file does not have.
        self.copy = Copy(new_letters(6), {})
        self._load()

    @property
    def is_newer(self) -> bool:
        """Whether a newer netgarden wrote the file: it is not written to."""
        return self.copy.schema > SCHEMA

    @property
    def is_new(self) -> bool:
        """Whether there is no file yet."""
        return self._identity is None

    def has_changed(self) -> bool:
        """Whether the file is no longer what we know; it is read only where its times cannot tell.

        Raises GardenFileError if it cannot be looked at.
        """
        with _for_people(self.path):
            found = files.identity(self._real)
            if found != self._identity:
                return True
            if found is None or not self._is_racy:
                return False
            content = files.read(self._real)
            if content is None or not self._is_known(content.data):
                return True
            self._is_racy = _is_racy(content.identity)
            return False

    def _is_known(self, data: bytes) -> bool:
        head, checksum = self._content
        return data.startswith(head) and zlib.crc32(memoryview(data)[len(head) :]) == checksum

    def may_have_changed(self) -> bool:
        """The same from one `stat`, never missing a change. Raises GardenFileError as `has_changed` does."""
        with _for_people(self.path):
            found = files.identity(self._real)
            return found != self._identity or (found is not None and self._is_racy and not _is_racy(found))

    def reload(self) -> None:
        """Take over what lies on the disk now. Raises GardenFileError if it is damaged."""
        if self.has_changed():
            self._load()

    def commit(self, edits: Edits) -> Commit:
        """Join what others wrote, apply `edits` as one save, and bring it to the disk.

        Returns when it is there. Raises GardenFileError if that cannot be done: nothing known is changed
        then, the file on disk is whole, and the same edits can be committed again.
        """
        if self.is_newer:
            raise GardenFileError(_newer(self.path))
        with _for_people(self.path), locked(self._state / "locks", self._key) as is_locked:
            if not is_locked:
                # Two writers of one device would each claim to have seen the other's numbers.
                self._device = Device(None)
            files.sweep(self._real)
            for _ in range(_ROUNDS):
                if (done := self._attempt(edits)) is not None:
                    if not is_locked:
                        self.warning = self.warning or "no locks here: keep to one window at a time"
                    return done
        raise GardenFileError(
            f"{self.path} is changed again and again by another program; it was left alone. Your changes are "
            "kept and tried again."
        )

    def _attempt(self, edits: Edits) -> Commit | None:
        """One round of `commit`; None if the file changed while it was being written."""
        before = merged = self.copy
        identity, mode = self._identity, self._mode
        joined: frozenset[tuple[str, int]] = frozenset()
        must_write = bool(edits)
        if self.has_changed():
            content = files.read(self._real)
            if content is not None:
                identity, mode = content.identity, content.mode
                theirs, is_ours = self._copy_in(content, before)
                before = self._same_garden(before, theirs)
                merged = lines.join_copies(before, theirs)
                joined = _differing(before, merged)
                if not edits and is_ours and merged.seen == theirs.seen and not _differing(merged, theirs):
                    self._take_over(merged, content, is_written=True)
                    return Commit(before, joined)
                must_write = True
            elif edits:
                identity = None
            else:
                raise GardenFileError(
                    f"{self.path} is gone. The garden is still open here, and the next change writes it anew."
                )
        if must_write:
            if edits:
                merged = self._edited(merged, before, edits)
            if not self._write(merged, identity, mode):
                return None
        return Commit(before, joined)

    def _same_garden(self, mine: Copy, theirs: Copy) -> Copy:
        """`mine`, or an empty copy of their garden if mine was never saved."""
        if theirs.schema > SCHEMA:
            raise GardenFileError(_newer(self.path))
        if theirs.garden == mine.garden:
            return mine
        if self.is_new and not mine.seen:
            return Copy(theirs.garden, {})
        raise ReplacedError(
            f"{self.path} holds another garden now ({theirs.garden}, not {mine.garden}); it was left alone. "
            "Put the right file back; your changes are kept."
        )

    def _edited(self, present: Copy, known: Copy, edits: Edits) -> Copy:
        device, number = self._device.dot(present.seen)
        dot = f"{device}.{number}"
        tables = dict(present.tables)
        for table in {table for table, _ in edits}:
            tables[table] = dict(tables.get(table, {}))
        for (table, uid), edit in edits.items():
            line, known_line = present.line(table, uid), known.line(table, uid)
            record = decode_line(line) if line else None
            knew = record if known_line == line else (decode_line(known_line) if known_line else None)
            after = edited(table, edit, record, knew, known.seen, dot)
            if after is not None:
                tables[table][uid] = encode_line(table, uid, after)
        return Copy(present.garden, present.seen | {device: number}, tables, present.schema)

    def _write(self, copy: Copy, expected: Identity | None, mode: int) -> bool:
        """Bring `copy` to the disk unless the file is no longer `expected`; tell whether it was done."""
        if expected is None and self._identity is None:
            files.make_directory(self._real.parent)
        beside = files.temporary(self._real)
        encoding = lines.Encoding(copy)
        written = files.write_new(beside, encoding.pieces(), mode, lambda: encoding.head)
        try:
            if not self._is_still(expected):
                files.remove(beside)
                return False
            self._keep_previous(copy.garden)
            files.replace(beside, self._real)
        except BaseException:
            files.remove(beside)
            raise
        # The rename gave it a new ctime; if another file lies there already, the next look sees it.
        found = files.identity(self._real)
        self._identity = found if found is not None and found[:4] == written[:4] else written
        self._is_racy = _is_racy(self._identity)
        self._content = (encoding.head, encoding.checksum)
        self._mode = mode
        self._is_written = True
        self.copy = copy
        return True

    def _is_still(self, expected: Identity | None) -> bool:
        return files.identity(self._real) == expected

    def _keep_previous(self, garden: str) -> None:
        """Keep the file as it is now. That it fails does not stop the save, which is the newer good version."""
        try:
            self.backups.keep(self._real, garden)
            self.warning = ""
        except OSError as error:
            self.warning = f"saved, but the version before could not be kept: {reason_of(error)}"

    def _load(self) -> None:
        with _for_people(self.path):
            content = files.read(self._real)
            if content is None:
                if self._identity is not None:
                    raise GardenFileError(f"{self.path} is gone; nothing was written.")
                return
            copy, is_ours = self._copy_in(content, self.copy if self._identity else None)
            self._take_over(copy, content, is_written=is_ours)

    def _take_over(self, copy: Copy, content: Content, *, is_written: bool) -> None:
        self.copy = copy
        self._is_written = is_written
        self._identity, self._mode = content.identity, content.mode
        self._content = (b"", zlib.crc32(content.data))
        self._is_racy = _is_racy(content.identity)

    def _copy_in(self, content: Content, base: Copy | None) -> tuple[Copy, bool]:
        """The copy that the file holds, and whether it is so to the byte.

        Looks again if the file may be just being written in place.
        """
        copy = lines.parse(content.data)
        if copy is not None:
            return copy, True
        for wait in (*_TORN_WAITS, None):
            try:
                return self._foreign_copy(content.data, base), False
            except NotAGardenError as error:
                if wait is None:
                    raise NotAGardenError(
                        f"{self.path} is damaged: {error}. Nothing was written, and the file is as it was. "
                        + self._advice()
                    ) from None
            time.sleep(wait)
            again = files.read(self._real)
            if again is not None and again.data != content.data:
                return self._copy_in(again, base)
        raise AssertionError("the last wait is None")

    def _foreign_copy(self, data: bytes, base: Copy | None) -> Copy:
        kept = self.backups.recent()
        if not data.strip():
            if not kept and base is None:
                return self.copy
            raise NotAGardenError("it is empty")
        foreign = parse_foreign(data)
        garden = foreign.meta.garden if foreign.meta else None
        if base is None:
            base = self._backup_of(garden, foreign.meta.seen if foreign.meta else None)
        if not any(foreign.tables.values()) and base is not None and any(base.tables.values()):
            raise NotAGardenError("it holds no records any more")
        if foreign.meta and foreign.meta.schema > SCHEMA:
            raise GardenFileError(_newer(self.path))
        if base is not None and garden not in (None, base.garden):
            base = None
        return adopt(foreign, base, garden or (base.garden if base else self.copy.garden), self._device)

    def _backup_of(self, garden: str | None, seen: dict[str, int] | None) -> Copy | None:
        """The backup to compare a foreign file with: one that has seen the same, else the newest."""
        found = None
        for path in self.backups.recent(garden):
            content = files.read(path)
            copy = lines.parse(content.data) if content else None
            if copy is not None and copy.seen == seen:
                return copy
            found = found or copy
        return found

    def _advice(self) -> str:
        kept = self.backups.recent()
        if kept:
            return (
                f"The last good version is {kept[0]}; “netgarden doctor” says what can be saved of this one."
            )
        return "“netgarden doctor” says what can be saved of it."


def _differing(one: Copy, other: Copy) -> frozenset[tuple[str, int]]:
    return frozenset(
        (table, number)
        for table in {*one.tables, *other.tables}
        for number in {**one.tables.get(table, {}), **other.tables.get(table, {})}
        if one.line(table, number) != other.line(table, number)
    )


def _is_racy(found: Identity) -> bool:
    """Whether the file may change again without a new time: its time is coarse, or that of this very moment."""
    margin = _TICK if found.mtime_ns % 1_000_000 else 2_000_000_000
    return abs(time.time_ns() - found.mtime_ns) < margin


@contextlib.contextmanager
def _for_people(path: Path) -> Iterator[None]:
    """Turn errors of the system into one sentence for people."""
    try:
        yield
    except OSError as error:
        raise GardenFileError(f"{path}: {reason_of(error)}.") from error
    except LockedError as error:
        raise LockedError(f"{path}: {error}") from None


_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your disk quota is used up",
    errno.EIO: "the disk reports an error",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "you are not allowed to read or write here",
    errno.EPERM: "you are not allowed to read or write here",
    errno.ENOENT: "the folder is not there",
    errno.EMFILE: "too many files are open",
    errno.ENFILE: "too many files are open",
    errno.EISDIR: "it is not a file",
    errno.ENOTDIR: "a part of its path is not a folder",
    errno.ENAMETOOLONG: "its name is too long",
    errno.EBUSY: "it cannot be replaced there",
    errno.ELOOP: "its links lead in a circle",
}


def reason_of(error: OSError) -> str:
    """Why the system refused, in words."""
    return _REASONS.get(error.errno or 0) or (error.strerror or str(error)).lower()


def _newer(path: Path) -> str:
    return (
        f"{path} was written by a newer netgarden; this one only reads it, so that nothing is lost. "
        "Update netgarden to change it."
    )
