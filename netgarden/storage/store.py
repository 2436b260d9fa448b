"""The store: TinyDB's storage of a garden file, for the app, the commands and scripts alike.

The caller owns records, the writer thread owns the lines of the file; one queue of changes joins them, and
nothing else is shared.
"""

import os
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, TypeAlias

import msgspec
from tinydb.storages import Storage

from netgarden.change.change import Change, Patch
from netgarden.errors import GardenFileError
from netgarden.paths import default_paths
from netgarden.storage import lines, snapshot
from netgarden.storage.edits import fold, patches_of
from netgarden.storage.garden_file import GardenFile
from netgarden.storage.lines import Copy
from netgarden.storage.notices import Notice, of_commit, of_loading
from netgarden.storage.outcomes import Loading
from netgarden.storage.records import Conflict, Problem, change_between, checked, conflicts_of
from netgarden.storage.snapshot import Snapshot
from netgarden.storage.system_errors import reason_of
from netgarden.storage.unsaved import ChangeDraft, Waiting

__all__ = [
    "ChangeDraft",
    "Conflict",
    "Incoming",
    "Notice",
    "Problem",
    "SaveFailed",
    "SaveStatus",
    "Saved",
    "Store",
    "StoreEvent",
    "Waiting",
]

_RETRY_AFTER = 5.0
"""Seconds until a save that failed is tried again by itself."""

OUTSIDE = "edited outside netgarden"
"""The label of a change that a foreign program made."""


class SaveStatus(msgspec.Struct, frozen=True):
    """The state of the file towards the changes made."""

    state: Literal["saved", "saving", "failed", "read-only"]
    reason: str = ""
    """Why it failed, is read-only, or what is to be known of a save that worked; for people."""


class Saved(msgspec.Struct, frozen=True):
    """Everything put so far is on the disk."""

    warning: str = ""
    """What could not be done besides, for people."""


class SaveFailed(msgspec.Struct, frozen=True):
    """The changes could not be saved; they are kept and tried again."""

    reason: str


class Incoming(msgspec.Struct, frozen=True):
    """Another writer changed the file: `change` brings the garden in memory up to date.

    A patch is to be applied only where the value in memory still is its `before`. The change may be empty
    where only values in conflict came in: `Store.conflicts` has them.
    """

    change: Change


StoreEvent: TypeAlias = Saved | SaveFailed | Incoming | Notice


class Store(Storage):
    """Keeps a garden file, and saves changes on a thread of its own, several at once if they come quickly.

    `path` is the file, a missing one is a new garden; `state` the state directory, by default the user's own.
    Raises GardenFileError for a file that is damaged, cut, empty though it was not before, or cannot be read;
    nothing is written before the first change.

    All methods are for one thread, the caller's; callbacks are called on the writer thread.
    """

    def __init__(self, path: str | os.PathLike[str], state: str | os.PathLike[str] | None = None) -> None:
        self._file = file = GardenFile(
            Path(path), Path(state) if state is not None else default_paths().state
        )
        self.path = file.path
        self.read_only = file.is_newer
        self._changed = threading.Condition()
        self._pending: list[Change] = []
        self._others: list[Copy] = []
        self._wants_run = False
        self._is_running = False
        self._is_tidying = False
        self._is_closing = False
        self._failed_at = 0.0
        self._thread: threading.Thread | None = None
        self._callbacks: list[Callable[[StoreEvent], None]] = []
        self._status = SaveStatus("saved")
        if self.read_only:
            self._status = SaveStatus("read-only", "a newer netgarden wrote this file")
        self._conflicts: tuple[Copy | None, tuple[Conflict, ...]] = (None, ())
        self._drafts = file.drafts()
        # The draft of what is pending, and all drafts that the next save brings in.
        self._draft: ChangeDraft | None = None
        self._to_settle: list[ChangeDraft] = []
        self._keeps_drafts = False
        # How many of what is pending are surely in it.
        self._kept = 0
        self._keeping = threading.Lock()
        self.not_kept = ""
        """Why what is not saved could not be kept for the next start either, for people."""

    # ── reading ──────────────────────────────────────────────────────────────

    @property
    def is_new(self) -> bool:
        """Whether there is no file yet."""
        return self._file.is_new

    @property
    def known(self) -> Copy:
        """The file as it was read, looked at or saved last."""
        return self._file.copy

    def present(self) -> Copy:
        """Return the file as it is on the disk now, once everything put is saved.

        Where somebody subscribed, what other writers change comes as `Incoming` with `look`, and not before.
        Raises GardenFileError if the file is damaged or gone.
        """
        with self._changed:
            if not self._callbacks:
                self._changed.wait_for(lambda: not self._is_busy)
                self._file.reload()
            return self._file.copy

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Return all records as TinyDB wants them, None for none. Raises GardenFileError as `present` does."""
        return {
            table: {str(number): record for number, record in sorted(records.items())}
            for table, records in lines.visible(self.present()).items()
        } or None

    def take_notices(self) -> tuple[Notice, ...]:
        """Return what people have to know of the file as it was opened; to be asked once."""
        notices = of_loading(self._file)
        self._file.loading = Loading()  # it may hold two more copies of the garden
        return notices

    def snapshot(self) -> Snapshot | None:
        """Return what was kept for this very content of the file, see `keep_snapshot`."""
        body = self._file.copy.body
        return (
            snapshot.read(self._file.snapshot_path, body) if body and snapshot.TABLE in body.blocks else None
        )

    def note_settled(self) -> None:
        """Note that no values are in conflict in what was read, so that nobody has to look."""
        self._conflicts = (self._file.copy, ())

    # ── saving ───────────────────────────────────────────────────────────────

    @property
    def status(self) -> SaveStatus:
        """The state of the file towards the changes made."""
        return self._status

    def subscribe(self, callback: Callable[[StoreEvent], None]) -> None:
        """Have `callback` told of every event, on the writer thread; it must not wait for the caller's."""
        self._callbacks.append(callback)

    def put(self, change: Change, drafts: Sequence[ChangeDraft] = ()) -> None:
        """Queue a change for the file; returns at once. Raises GardenFileError if the store is read-only.

        `drafts` are those that the change brings in: they are gone once it is saved, and stay until then.
        """
        self._refuse_if_read_only()
        if not change:
            return
        with self._changed:
            self._pending.append(change)
            self._to_settle += drafts
            self._status = SaveStatus("saving")
            self._run_soon()

    def save(self, change: Change) -> None:
        """Put a change and wait until it is on the disk.

        Raises GardenFileError if it could not be saved: it is given up then, and the file is as it was.
        """
        if self._is_closing:
            raise ValueError(f"{self.path} is closed.")
        self.put(change)
        is_saved = self.flush()
        with self._changed:
            self._changed.wait_for(lambda: not self._is_busy)
            if not is_saved and change in self._pending:
                self._pending.remove(change)
                reason, self._failed_at, self._status = self._status.reason, 0.0, SaveStatus("saved")
                raise GardenFileError(f"{self.path}: {reason}")

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Save what differs from the file as known, as one change; records that are not in `data` are removed.

        Raises ValueError for a record that does not fit its table or that JSON cannot hold, and GardenFileError
        as `save` does.
        """
        there = lines.visible(self.known)
        patches: list[Patch] = []
        for table in sorted({*there, *data}):
            before = there.get(table, {})
            after = {int(key): record for key, record in data.get(table, {}).items()}
            for number in sorted({*before, *after}):
                record = checked(table, number, after[number]) if number in after else None
                patches += patches_of(table, number, before.get(number), record)
        self.save(Change("edit by a script", tuple(patches)))

    def merge_file(self, path: Path) -> None:
        """Fold another copy of this garden in (a conflict copy, one from another device); then `flush`.

        What it changes comes as `Incoming`. Raises GardenFileError if it is damaged, missing, or of another
        garden; nothing is changed then.
        """
        self._refuse_if_read_only()
        other = self._file.read_other(path)
        with self._changed:
            self._others.append(other)
            self._status = SaveStatus("saving")
            self._run_soon()

    def keep_drafts(self) -> None:
        """From now on, keep what cannot be saved in the state directory, for the next start."""
        self._keeps_drafts = True

    def unsaved(self) -> Waiting:
        """Return the drafts of earlier runs that nobody has open any more."""
        return self._drafts.waiting(self._file.copy.garden, self._file.copy.seen)

    def is_waiting(self, draft: ChangeDraft) -> bool:
        """Return whether nobody has brought a draft in or thrown it away since it was read."""
        return self._drafts.is_there(draft) and draft.uid not in self._file.copy.seen

    @property
    def lost(self) -> tuple[Change, ...]:
        """The changes that are neither saved nor in a draft; `not_kept` says why."""
        with self._changed:
            return tuple(self._pending[self._kept :])

    def throw_away(self, drafts: Sequence[ChangeDraft]) -> None:
        """Remove drafts for good."""
        for draft in drafts:
            self._drafts.drop(draft)

    def keep_snapshot(self, people: Mapping[str, Sequence[str]], aside: bytes) -> None:
        """Keep what the next start needs of the garden as it is now, all saved: see `snapshot.make`.

        May be called on any thread. Does nothing where something is not saved, or in conflict.
        """
        with self._changed:
            is_quiet = not (self._pending or self._others or self._is_running or self._wants_run)
            copy, content = self._file.copy, self._file.known_content
        if not is_quiet or content is None or self.read_only or conflicts_of(copy):
            return
        made = snapshot.make(copy, *content, people, aside)
        if made is not None and self._file.copy is copy:
            snapshot.write(self._file.snapshot_path, made)

    def conflicts(self) -> tuple[Conflict, ...]:
        """The values in conflict, as of the last save or look; `put` the change `settled` to resolve one."""
        copy = self._file.copy
        if self._conflicts[0] is not copy:
            self._conflicts = (copy, conflicts_of(copy))
        return self._conflicts[1]

    def look(self) -> None:
        """See whether another program changed the file, and take it in if so; call it about once a second.

        Costs one `stat` if not. What failed to be saved is tried again now and then.
        """
        with self._changed:
            if self._is_running or self._wants_run or self.read_only:
                return
            if self._failed_at and time.monotonic() - self._failed_at < _RETRY_AFTER:
                return
            try:
                if self._failed_at or self._file.may_have_changed():
                    self._run_soon()
            except GardenFileError:
                self._run_soon()

    def flush(self, timeout: float | None = None) -> bool:
        """Wait until every change put is on the disk; False if it failed or took longer (seconds).

        What failed before is tried again at once.
        """
        with self._changed:
            if self._failed_at and not self._is_closing and (self._pending or self._others):
                self._run_soon()
            self._changed.wait_for(lambda: not (self._is_running or self._wants_run), timeout)
            return not self._pending and not self._others and self._status.state != "failed"

    def close(self) -> None:
        """Save what is left and stop, within five seconds."""
        self.stop()

    def stop(self, timeout: float = 5.0) -> tuple[Change, ...]:
        """Save what is left and stop; returns the changes that could not be saved within `timeout` seconds.

        With `keep_drafts` they are in a draft then, but for those that are `lost`. Without it what failed is not
        tried again: a command that was refused must not be carried out after all.
        """
        with self._changed:
            if (self._pending or self._others) and (self._keeps_drafts or not self._failed_at):
                self._run_soon()
            self._is_closing = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(timeout)
            if self._thread.is_alive():
                # A disk that does not answer may not take the draft either. What is saved after all is found
                # in the garden at the next start, and not offered.
                keeper = threading.Thread(target=self._keep_draft, name="netgarden-draft", daemon=True)
                self.not_kept = "the disk does not answer"
                keeper.start()
                keeper.join(timeout)
        self._drafts.release()
        with self._changed:
            return tuple(self._pending)

    def _refuse_if_read_only(self) -> None:
        if self.read_only:
            raise GardenFileError(f"{self.path} is open read-only: {self._status.reason}.")

    @property
    def _is_busy(self) -> bool:
        return self._is_running or self._wants_run or self._is_tidying

    # ── the writer thread ────────────────────────────────────────────────────

    def _run_soon(self) -> None:
        self._wants_run = True
        if self._thread is None or not (self._thread.is_alive() or self._is_closing):  # a fork has no threads
            self._thread = threading.Thread(target=self._serve, name="netgarden-writer", daemon=True)
            self._thread.start()
        self._changed.notify_all()

    def _serve(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._wants_run or self._is_closing)
                if not self._wants_run:
                    return
                self._wants_run, self._is_running = False, True
                batch, others, drafts = list(self._pending), list(self._others), list(self._to_settle)
                was_saved = self._status.state == "saved" and not batch
            marks = [draft.mark(self._file.copy.garden) for draft in drafts]
            events = self._save(batch, [*others, *marks])
            result = events[-1]
            with self._changed:
                if isinstance(result, SaveFailed):
                    self._failed_at = time.monotonic()
                    self._status = SaveStatus("failed", result.reason)
                else:
                    del self._pending[: len(batch)], self._others[: len(others)]
                    del self._to_settle[: len(drafts)]
                    self._failed_at = 0.0
                    warning = result.warning if isinstance(result, Saved) else ""
                    self._status = SaveStatus("saving" if self._pending else "saved", warning)
            if isinstance(result, SaveFailed):
                self._keep_draft()
            else:
                self._drop_drafts(drafts)
            if events[:-1] or not was_saved or isinstance(result, SaveFailed):
                for event in events:
                    for callback in self._callbacks:
                        callback(event)
            with self._changed:
                self._is_running = False
                self._is_tidying = not isinstance(result, SaveFailed)
                self._changed.notify_all()
            if self._is_tidying:
                self._file.tidy()
                with self._changed:
                    self._is_tidying = False
                    self._changed.notify_all()

    def _save(self, batch: list[Change], others: list[Copy]) -> list[StoreEvent]:
        """Save; what happened, in order, Saved or SaveFailed last."""
        patches = [patch for change in batch for patch in change.patches]
        try:
            commit = self._file.commit(fold(patches), others)
        except GardenFileError as error:
            return [
                SaveFailed(str(error).removeprefix(f"{self.path}: "))
            ]  # the sentence around it names the file
        except Exception as error:  # whatever it is, the changes must stay and the person must hear of it
            return [SaveFailed(f"{type(error).__name__}: {error}")]
        events: list[StoreEvent] = []
        if commit.joined:
            label = OUTSIDE if commit.is_foreign else "changed elsewhere"
            after = self._file.copy
            events.append(Incoming(change_between(label, commit.before, after, commit.joined, patches)))
        return [*events, *of_commit(self._file, commit), Saved(self._file.warning)]

    def _keep_draft(self) -> None:
        """Keep all that is pending as a draft; it takes the place of those that were to be brought in with it."""
        with self._keeping:
            with self._changed:
                changes, known = tuple(self._pending), self._draft
                if not self._keeps_drafts or not changes or len(changes) == self._kept:
                    return
                draft = self._drafts.new(self._file.known_as, changes, known)
                replaced = [one for one in self._to_settle if one is not known]
                # From now on the file may be there, and the save of these changes must settle it.
                self._draft, self._to_settle = draft, [draft, *replaced]
            try:
                self._drafts.keep(draft)
            except OSError as error:
                self.not_kept = reason_of(error)
                return
            self.not_kept = ""
            with self._changed:
                self._kept = len(changes)
                self._to_settle = [one for one in self._to_settle if one not in replaced]
            for one in replaced:
                self._drafts.drop(one)

    def _drop_drafts(self, drafts: Sequence[ChangeDraft]) -> None:
        for draft in drafts:
            self._drafts.drop(draft)
            if draft is self._draft:
                self._draft, self._kept = None, 0
