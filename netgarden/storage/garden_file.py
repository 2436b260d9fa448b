"""One garden file: reading it, joining what others wrote, saving it whole (file-format.md).

Everything here is synchronous; `store` puts it on a thread and gives it to TinyDB.
"""

import contextlib
import os
import time
import zlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from netgarden.errors import GardenFileError
from netgarden.storage import files, lines
from netgarden.storage.backups import Backups
from netgarden.storage.device import Device, new_letters
from netgarden.storage.edits import Edits, edited
from netgarden.storage.files import Content, Identity
from netgarden.storage.guards import Keys, are_many, differing, is_older, revived, taken_away
from netgarden.storage.lines import SCHEMA, Copy, decode_line, encode_line
from netgarden.storage.lock import LockedError, locked, path_key
from netgarden.storage.outcomes import Commit, Loading
from netgarden.storage.reading import Reader, Reading
from netgarden.storage.system_errors import for_people, newer, reason_of
from netgarden.storage.unsaved import ChangeDrafts

_ROUNDS = 5
"""How often a save starts anew because the file changed under it."""


class ReplacedError(GardenFileError):
    """Another garden lies at the path now."""


class GardenFile:
    """The garden file at `path` as last known: `copy` is its content.

    Raises GardenFileError if there is a file and it cannot be read or is damaged; nothing is written then.
    """

    def __init__(self, path: Path, state: Path) -> None:
        self.path = path
        self._real = Path(os.path.realpath(path))
        self._state = Path(os.path.abspath(state))
        self._key = path_key(self._real)
        self._device = Device(self._state, self._key)
        self.backups = Backups(self._state / "backups" / self._key)
        self._reader = Reader(path, self.backups, self._device)
        self.warning = ""
        """What could not be done besides saving, for people: a previous version that could not be kept."""
        self._identity: Identity | None = None
        # What was read or written last: its first bytes, and the CRC-32 of the rest.
        self._content: tuple[bytes, int] = (b"", 0)
        self._sums: lines.Sums = {}
        self._is_racy = False
        self._mode = 0o600
        # The form of the file on the disk; what is known of it is in the present one.
        self._schema = SCHEMA
        # The disk that the folder was on when the file was there last.
        self._disk: int | None = None
        # False while what a foreign program wrote is known with stamps that the file does not have.
        self._is_written = True
        self.copy = Copy(new_letters(6), {})
        self.loading = self._load(None)

    @property
    def is_newer(self) -> bool:
        """Whether a newer netgarden wrote the file: it is not written to."""
        return self.copy.schema > SCHEMA

    @property
    def is_new(self) -> bool:
        """Whether there is no file yet."""
        return self._identity is None

    @property
    def snapshot_path(self) -> Path:
        """The file in which what the next start needs is kept."""
        return self._state / f"snapshot-{self._key}"

    @property
    def known_content(self) -> tuple[int, int] | None:
        """The checksum of the file's body and its size in bytes, as `snapshot` wants them; None for one that
        netgarden did not write.
        """
        head, checksum = self._content
        return (checksum, self._identity.size) if head and self._identity else None

    @property
    def known_as(self) -> str:
        """The garden's six letters; empty while it was never saved, for then nobody knows them."""
        return "" if self.is_new and not self.copy.seen else self.copy.garden

    def drafts(self) -> ChangeDrafts:
        """Return the drafts of what could not be saved to this file."""
        return ChangeDrafts(self._state, self._real)

    def has_changed(self) -> bool:
        """Return whether the file is no longer what we know; it is read only where its times cannot tell.

        Raises GardenFileError if it cannot be looked at.
        """
        with for_people(self.path):
            found = files.identity(self._real)
            if found != self._identity:
                return True
            if found is None or not self._is_racy:
                return False
            content = files.read(self._real)
            if content is None or not self._is_known(content.data):
                return True
            self._is_racy = files.is_racy(content.identity)
            return False

    def may_have_changed(self) -> bool:
        """Return whether `commit` may have something to do, from one `stat`: it never misses a change.

        Raises GardenFileError as `has_changed` does.
        """
        with for_people(self.path):
            found = files.identity(self._real)
            is_racy = found is not None and self._is_racy and not files.is_racy(found)
            return found != self._identity or is_racy or not self._is_written

    def _is_known(self, data: bytes) -> bool:
        head, checksum = self._content
        return data.startswith(head) and zlib.crc32(memoryview(data)[len(head) :]) == checksum

    def reload(self) -> None:
        """Take over what lies on the disk now. Raises GardenFileError if it is damaged or gone."""
        if self.has_changed():
            self._load(None if self.is_new else self.copy)

    def read_other(self, path: Path) -> Copy:
        """Another copy of this garden, from a file somewhere else.

        Raises GardenFileError if it is damaged, missing, or of another garden.
        """
        with for_people(path):
            content = files.read(path)
            if content is None:
                raise GardenFileError(f"There is no file at {path}.")
            copy = Reader(path, self.backups, self._device).read_whole(content.data, self.copy).copy
        if copy.schema > SCHEMA:
            raise GardenFileError(newer(path))
        if copy.garden != self.copy.garden:
            raise ReplacedError(
                f"{path} is no copy of {self.path} but another garden: import it to take its people over."
            )
        return copy

    def commit(self, edits: Edits, others: Sequence[Copy] = ()) -> Commit:
        """Join what others wrote, apply `edits` as one save, and bring it to the disk.

        `others` are more copies to be joined. Returns when it is there. Raises GardenFileError if that cannot
        be done: nothing known is changed then, the file on disk is whole, and the same can be committed again.
        """
        if self.is_newer:
            raise GardenFileError(newer(self.path))
        with for_people(self.path), self._locked() as is_locked:
            if not is_locked:
                # Two writers of one device would each claim to have seen the other's numbers.
                self._device.be_alone()
            files.sweep(self._real)
            for _ in range(_ROUNDS):
                if (done := self._attempt(edits, others)) is not None:
                    if not is_locked and not self.warning:
                        self.warning = "this folder has no locks: change the garden in one window at a time"
                    return done
        raise GardenFileError(
            f"{self.path} is changed again and again by another program; it was left alone. Your changes are "
            "kept and tried again."
        )

    @contextlib.contextmanager
    def _locked(self) -> Iterator[bool]:
        try:
            with locked(self._state / "locks", self._key) as is_locked:
                yield is_locked
        except LockedError as error:
            raise LockedError(f"{self.path}: {error}") from None

    def _attempt(self, edits: Edits, others: Sequence[Copy]) -> Commit | None:
        """One round of `commit`; None if the file changed while it was being written."""
        before = merged = self.copy
        identity, mode = self._identity, self._mode
        must_write = bool(edits) or not self._is_written
        found = Commit(before)
        if self.has_changed():
            content = files.read(self._real)
            if content is not None:
                identity, mode = content.identity, content.mode
                theirs, is_ours, _, self._schema = self._read(content, None if self.is_new else before)
                before = self._same_garden(before, theirs)
                merged = lines.join_copies(before, theirs)
                older = theirs if is_ours and is_older(theirs.seen, before.seen) else None
                found = Commit(before, is_foreign=not is_ours, older=older)
                is_the_file = (
                    is_ours
                    and self._schema >= SCHEMA
                    and merged.seen == theirs.seen
                    and not differing(merged, theirs)
                )
                if is_the_file and not edits and not others and not self._is_too_much(before, merged):
                    self._take_over(merged, content, is_written=True)
                    return found._replace(joined=differing(before, merged))
                must_write = True
            elif edits or others:
                self._check_disk()
                identity = None
            else:
                raise GardenFileError(
                    f"{self.path} is gone. The garden is still open here, and the next change writes it anew."
                )
        for other in others:
            joined = lines.join_copies(merged, other)
            must_write = must_write or joined.seen != merged.seen or bool(differing(joined, merged))
            merged = joined
        if merged is not before and (gone := self._is_too_much(before, merged)):
            merged = revived(before, merged, gone, self._device)
            found = found._replace(kept=gone)
        found = found._replace(joined=differing(before, merged))
        if must_write:
            if edits:
                merged = self._edited(merged, before, edits)
            if not self._write(merged, identity, mode):
                return None
        return found

    @staticmethod
    def _is_too_much(before: Copy, after: Copy) -> Keys:
        """The records that are gone, if they are too many to go unasked."""
        gone = taken_away(before, after)
        return gone if are_many(before, gone) else frozenset()

    def _same_garden(self, mine: Copy, theirs: Copy) -> Copy:
        """`mine`, or an empty copy of their garden if mine was never saved."""
        if theirs.schema > SCHEMA:
            raise GardenFileError(newer(self.path))
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
        if not mode & 0o222:
            raise GardenFileError(f"{self.path}: it is write-protected, and was left alone.")
        if self._schema < SCHEMA:
            self._keep_for_good(copy.garden)
        beside = files.temporary(self._real)
        encoding = lines.Encoding(copy, self._sums)
        # A time that no other write can give it by chance: the system's clock of file times goes in steps.
        stamp = time.time_ns() | 1
        written = files.write_new(beside, encoding.pieces(), mode, lambda: encoding.head, stamp=stamp)
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
        self._is_racy = self._identity.mtime_ns != stamp and files.is_racy(self._identity)
        self._content, self._sums = (encoding.head, encoding.checksum), encoding.sums
        self._mode = mode
        self._is_written = True
        self._schema = SCHEMA
        self._note_disk()
        self.copy = copy
        self._remember()
        return True

    def _note_disk(self) -> None:
        with contextlib.suppress(OSError):
            folder = files.identity(self._real.parent)
            self._disk = folder and folder.device

    def _check_disk(self) -> None:
        """Do not write beneath a mount: the new file would be hidden as soon as the disk is back."""
        folder = files.identity(self._real.parent)
        if folder is not None and self._disk not in (None, folder.device):
            raise GardenFileError(f"{self.path}: the disk it was on is not there.")

    def _is_still(self, expected: Identity | None) -> bool:
        return files.identity(self._real) == expected

    def _keep_previous(self, garden: str) -> None:
        """Keep the file as it is now. That it fails does not stop the save, which is the newer good version."""
        self.warning = ""
        try:
            self.backups.keep(self._real, garden)
        except OSError as error:
            self.warning = f"saved, but the version before could not be kept: {reason_of(error)}"

    def _keep_for_good(self, garden: str) -> None:
        """Keep the file of an older form as it is now: without that it is not replaced."""
        try:
            self.backups.keep_for_good(self._real, garden, self._schema)
        except OSError as error:
            raise GardenFileError(
                f"{self.path}: it has the form of an older netgarden and was left alone, for it could not be kept "
                f"as it is: {reason_of(error)}."
            ) from error

    def _remember(self) -> None:
        """Note what the save had seen."""
        try:
            self.backups.remember(self.copy.garden, self.copy.seen)
        except OSError as error:
            self.warning = self.warning or f"saved, but not noted in the state folder: {reason_of(error)}"

    def tidy(self) -> None:
        """Do what can wait until a save is done: move the backups on, and keep one a day.

        That it fails harms nothing but the backups; the next save tries again.
        """
        try:
            self.backups.tidy(self.copy.garden, datetime.now(UTC).date())
        except OSError as error:
            self.warning = f"saved, but the backup of the day failed: {reason_of(error)}"

    def _load(self, base: Copy | None) -> Loading:
        with for_people(self.path):
            content = files.read(self._real)
            if content is None:
                if not self.is_new:
                    raise GardenFileError(f"{self.path} is gone; nothing was written.")
                return Loading(was_here=bool(self.backups.all()))
            if content.is_blank and base is None and not self.backups.all():
                # Somebody made an empty file for a garden that never was.
                self._take_over(self.copy, content, is_written=True)
                return Loading()
            copy, is_ours, compared, self._schema = self._read(content, base)
            found = Loading(compared)
            if compared is not None and (gone := self._is_too_much(compared, copy)):
                copy = revived(compared, copy, gone, self._device)
                found = found._replace(kept=gone)
            self._take_over(copy, content, is_written=is_ours and self._schema >= SCHEMA)
            remembered = self.backups.remembered(copy.garden)
            if base is None and is_older(copy.seen, remembered):
                last = self.backups.newest_good(copy.garden)
                is_later = last is not None and not is_older(last.seen, copy.seen) and last.seen != copy.seen
                found = found._replace(is_older=True, newer=last if is_later else None)
            return found

    def _read(self, content: Content, base: Copy | None) -> Reading:
        def again() -> bytes | None:
            found = files.read(self._real)
            return found.data if found else None

        return self._reader.read(content.data, base, again)

    def _take_over(self, copy: Copy, content: Content, *, is_written: bool) -> None:
        self.copy = copy
        self._is_written = is_written
        self._identity, self._mode = content.identity, content.mode
        body = copy.body if is_written else None
        self._content = (body.data[: body.start], body.checksum) if body else (b"", zlib.crc32(content.data))
        self._is_racy = files.is_racy(content.identity)
        self._note_disk()
