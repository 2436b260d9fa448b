"""Changes that could not be saved, kept in the state directory for the next start (`architecture.md`).

A draft is a file for itself, whole or not there. The save that brings it in adds its mark to what the garden
has seen, in the same write, as if a device of the draft's own had made one save: so a draft is never brought in
twice, wherever the process ended, and it is still offered where an earlier version of the garden came back.
Whoever may still save a draft's changes by themselves holds its lock, and nobody else is offered it.
"""

import contextlib
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple, cast

import msgspec

from netgarden.change.change import Change, Patch
from netgarden.change.join import Seen
from netgarden.records.ids import UidSource, decode
from netgarden.records.tables import FIELD_TYPES, FIELDS, from_plain
from netgarden.storage import files
from netgarden.storage.lines import Copy

_new_uid = UidSource()


class ChangeDraft(msgspec.Struct, frozen=True):
    """Changes that could not be saved, in the order in which they were made."""

    uid: str
    """Its name, and the device of its mark."""
    garden: str
    """The garden they belong to; empty for one that was never saved: then they belong to the path."""
    path: str
    """Where its file was to be, resolved."""
    changes: tuple[Change, ...]

    @property
    def made_at(self) -> datetime:
        """The instant at which the first of them failed to be saved, UTC."""
        return datetime.fromtimestamp((decode(self.uid) >> 18) / 1000, UTC)

    def mark(self, garden: str) -> Copy:
        """Return the mark that a save joins to say that it brings the draft in."""
        return Copy(garden, {self.uid: 1})


class Waiting(NamedTuple):
    """A draft that waits to be brought in."""

    drafts: tuple[ChangeDraft, ...]
    """The oldest first."""
    unreadable: tuple[Path, ...]
    """Files that hold no draft any more; they are left alone."""


class ChangeDrafts:
    """The drafts of the garden file at `path`, which is resolved; `state` is the state directory."""

    def __init__(self, state: Path, path: Path) -> None:
        self._folder = state / "unsaved"
        self._path = path
        self._locks: dict[str, int] = {}

    def new(self, garden: str, changes: tuple[Change, ...], known: ChangeDraft | None = None) -> ChangeDraft:
        """A draft of `changes`, in the place of `known` if that is one. Nothing is written yet."""
        return ChangeDraft(known.uid if known else _new_uid(), garden, _text(self._path), changes)

    def keep(self, draft: ChangeDraft) -> None:
        """Bring a draft to the disk, and hold it until `drop` or `release`. Raises OSError."""
        files.make_directory(self._folder)
        data = msgspec.json.encode(draft)
        if draft.uid not in self._locks:
            self._locks[draft.uid] = fd = files.open_lock(self._lock_file(draft.uid))
            with contextlib.suppress(OSError):  # a file system without locks
                files.try_lock(fd)
        try:
            files.write_whole(self._file(draft.uid), data)
        except BaseException:
            if files.identity(self._file(draft.uid)) is None:
                self.drop(draft)
            raise

    def drop(self, draft: ChangeDraft) -> None:
        """Remove a draft that is saved, or not wanted."""
        files.remove(self._file(draft.uid))
        if (fd := self._locks.pop(draft.uid, None)) is not None:
            files.close(fd)
        files.remove(self._lock_file(draft.uid))

    def is_there(self, draft: ChangeDraft) -> bool:
        """Return whether its file is where it was, as far as can be told."""
        try:
            return files.identity(self._file(draft.uid)) is not None
        except OSError:
            return True

    def release(self) -> None:
        """Let go of all drafts, for the next start."""
        for fd in self._locks.values():
            files.close(fd)
        self._locks.clear()

    def waiting(self, garden: str, seen: Seen) -> Waiting:
        """The drafts of this garden that nobody holds; those that are in it already are removed.

        A garden that was moved takes its drafts along: they are keyed to its path only while a file is there.
        """
        drafts, unreadable = [], []
        for file in files.siblings(self._folder / "*", "", ".json"):
            with self._free(file.stem) as is_free:
                if not is_free:
                    continue
                try:
                    draft = _read(file)
                except (OSError, ValueError, msgspec.MsgspecError):
                    unreadable.append(file)
                    continue
                if draft is None or not self._is_of(draft, garden):
                    continue
                if draft.uid in seen:
                    self.drop(draft)
                else:
                    drafts.append(draft)
        return Waiting(tuple(drafts), tuple(unreadable))

    def _is_of(self, draft: ChangeDraft, garden: str) -> bool:
        if draft.path == _text(self._path):
            return draft.garden in ("", garden)
        try:
            return draft.garden == garden and files.identity(Path(draft.path)) is None
        except (OSError, ValueError):
            return False

    @contextlib.contextmanager
    def _free(self, uid: str) -> Iterator[bool]:
        """Return whether nobody holds the draft, neither another process nor this one."""
        try:
            fd = files.open_lock(self._lock_file(uid))
        except OSError:
            yield True
            return
        try:
            try:
                is_free = files.try_lock(fd)
            except OSError:
                is_free = True
            yield is_free
        finally:
            files.close(fd)

    def _file(self, uid: str) -> Path:
        return self._folder / f"{uid}.json"

    def _lock_file(self, uid: str) -> Path:
        return self._folder / f"{uid}.lock"


def _read(file: Path) -> ChangeDraft | None:
    """The draft in a file, None where it is gone. Raises ValueError or MsgspecError if it is none, OSError."""
    content = files.read(file)
    if content is None:
        return None
    draft = msgspec.json.decode(content.data, type=ChangeDraft)
    if draft.uid != file.stem:
        raise ValueError("it is the draft of another name")
    decode(draft.uid)
    for patch in (patch for change in draft.changes for patch in change.patches):
        _check(patch)
    return draft


def _check(patch: Patch) -> None:
    """Raise ValueError or MsgspecError for a patch that fits no field of netgarden."""
    decode(patch.uid)
    fields = FIELDS.get(patch.table, {})
    field, slash, _ = patch.path.partition("/")
    kind = fields.get(field, "scalar")
    if not fields or (patch.path and (field not in fields or bool(slash) != (kind != "scalar"))):
        raise ValueError(f"{patch.table} has no {patch.path}")
    for value in (patch.before, patch.after):
        if value is None:
            continue
        if not patch.path:
            from_plain(patch.table, value)
        elif kind == "scalar":
            msgspec.convert(value, cast(Any, FIELD_TYPES[patch.table][field]))
        else:
            msgspec.convert(value, bool if kind == "set" else str)


def _text(path: Path) -> str:
    return os.fsencode(path).decode("utf-8", "backslashreplace")
