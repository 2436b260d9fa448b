"""The store: the garden file as the app and the command line use it (DESIGN 3).

The caller owns frozen records, the writer thread owns the lines of the file; a queue of changes joins them,
and nothing else is shared.
"""

import re
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

import msgspec

from netgarden.domain.change import Change, Patch, difference, patched
from netgarden.domain.ids import encode
from netgarden.domain.record import Record
from netgarden.domain.tables import TABLES
from netgarden.domain.text import clean
from netgarden.errors import GardenFileError
from netgarden.storage import lines
from netgarden.storage.edits import fold
from netgarden.storage.garden_file import Commit, GardenFile
from netgarden.storage.lines import Copy

_RETRY_AFTER = 5.0
"""Seconds until a save that failed is tried again by itself."""


class Problem(NamedTuple):
    """A record that does not fit its type: it is not shown, and its line stays in the file as it is."""

    table: str
    uid: str
    line: int
    """Its line in the file, counted from 1."""
    field: str
    """The field at fault, empty if it is the whole record."""
    message: str
    """What is wrong, for people."""


class SaveStatus(NamedTuple):
    """How the file stands to the changes made."""

    state: Literal["saved", "saving", "failed", "read-only"]
    reason: str = ""
    """Why it failed, is read-only, or what is to be known of a save that worked; for people."""


class Saved(NamedTuple):
    """Everything put so far is on the disk."""

    warning: str = ""
    """What could not be done besides, for people."""


class SaveFailed(NamedTuple):
    """The changes could not be saved; they are kept and tried again."""

    reason: str


class Incoming(NamedTuple):
    """Another writer changed the file: `change` brings the garden in memory up to date.

    A patch is to be applied only where the value in memory still is its `before`.
    """

    change: Change


StoreEvent: TypeAlias = Saved | SaveFailed | Incoming


class Opened(NamedTuple):
    """A garden as read from its file."""

    store: "Store"
    tables: dict[str, list[Record]]
    problems: tuple[Problem, ...]


def open_store(garden_file: Path, state: Path, *, create: bool = True) -> Opened:
    """Open the garden; a missing file is a new, empty one, and nothing is written before the first change.

    `state` is the state directory. Raises GardenFileError (exit status 3) for a file that is damaged, cut,
    empty though it was not before, or cannot be read, and for a missing one unless `create`. It never writes.
    """
    file = GardenFile(garden_file, state)
    if file.is_new and not create:
        raise GardenFileError(f"There is no garden at {garden_file}.")
    tables, problems = _records(file.copy)
    return Opened(Store(file), tables, problems)


class Store:
    """Saves changes on a thread of its own, several at once if they come quickly.

    All methods are for one thread, the caller's; callbacks are called on the writer thread.
    """

    def __init__(self, file: GardenFile) -> None:
        self.path = file.path
        self.garden_id = file.copy.garden
        self.read_only = file.is_newer
        self._file = file
        self._changed = threading.Condition()
        self._pending: list[Change] = []
        self._wants_run = False
        self._is_running = False
        self._is_closing = False
        self._failed_at = 0.0
        self._thread: threading.Thread | None = None
        self._callbacks: list[Callable[[StoreEvent], None]] = []
        self._status = SaveStatus("saved")
        if self.read_only:
            self._status = SaveStatus("read-only", "a newer netgarden wrote this file")

    @property
    def status(self) -> SaveStatus:
        """How the file stands to the changes made."""
        return self._status

    def subscribe(self, callback: Callable[[StoreEvent], None]) -> None:
        """Have `callback` told of every event, on the writer thread; it must not wait for the caller's."""
        self._callbacks.append(callback)

    def put(self, change: Change) -> None:
        """Queue a change for the file; returns at once. Raises GardenFileError if the store is read-only."""
        if self.read_only:
            raise GardenFileError(f"{self.path} is open read-only: {self._status.reason}.")
        if not change:
            return
        with self._changed:
            self._pending.append(change)
            self._status = SaveStatus("saving")
            self._run_soon()

    def retry(self) -> None:
        """Try again to save what could not be saved."""
        with self._changed:
            if self._pending:
                self._status = SaveStatus("saving")
                self._run_soon()

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
        """Wait until every change put is on the disk; False if it failed or took longer (seconds)."""
        with self._changed:
            self._changed.wait_for(lambda: not (self._is_running or self._wants_run), timeout)
            return not self._pending and self._status.state != "failed"

    def close(self, timeout: float = 5.0) -> tuple[Change, ...]:
        """Save what is left and stop; returns the changes that could not be saved within `timeout` seconds."""
        with self._changed:
            if self._pending:
                self._run_soon()
            self._is_closing = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(timeout)
        with self._changed:
            return tuple(self._pending)

    # ── the writer thread ────────────────────────────────────────────────────

    def _run_soon(self) -> None:
        self._wants_run = True
        if self._thread is None:
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
                batch = list(self._pending)
                was_saved = self._status.state == "saved" and not batch
            event, incoming = self._save(batch)
            with self._changed:
                if isinstance(event, SaveFailed):
                    self._failed_at = time.monotonic()
                    self._status = SaveStatus("failed", event.reason)
                else:
                    del self._pending[: len(batch)]
                    self._failed_at = 0.0
                    self._status = SaveStatus("saving" if self._pending else "saved", event.warning)
                    self.garden_id = self._file.copy.garden
            if incoming:
                self._tell(Incoming(incoming))
            if incoming or not (was_saved and isinstance(event, Saved)):
                self._tell(event)
            with self._changed:
                self._is_running = False
                self._changed.notify_all()

    def _save(self, batch: list[Change]) -> tuple[Saved | SaveFailed, Change]:
        patches = [patch for change in batch for patch in change.patches]
        try:
            commit = self._file.commit(fold(patches))
        except GardenFileError as error:
            return SaveFailed(str(error)), Change("")
        except Exception as error:  # whatever it is, the changes must stay and the person must hear of it
            return SaveFailed(f"{self.path}: {type(error).__name__}: {error}"), Change("")
        return Saved(self._file.warning), _incoming(commit, self._file.copy, patches)

    def _tell(self, event: StoreEvent) -> None:
        for callback in self._callbacks:
            callback(event)


def _incoming(commit: Commit, after: Copy, batch: list[Patch]) -> Change:
    """The patches that bring a garden which knew `commit.before` and `batch` to `after`."""
    own: dict[tuple[str, str], list[Patch]] = {}
    for patch in batch:
        own.setdefault((patch.table, patch.uid), []).append(patch)
    patches: list[Patch] = []
    for table, number in sorted(commit.joined):
        if table not in TABLES:
            continue
        record = _visible(table, commit.before.line(table, number))
        for patch in own.get((table, encode(number)), ()):
            record = patched(record, patch)
        there = _visible(table, after.line(table, number))
        if record is not None or there is not None:
            patches.extend(difference(record, there))
    return Change("changed elsewhere", tuple(patches))


def _visible(table: str, line: bytes | None) -> Record | None:
    if line is None or lines.is_trash(line):
        return None
    try:
        return lines.typed(table, line)
    except msgspec.MsgspecError:
        return None


def _records(copy: Copy) -> tuple[dict[str, list[Record]], tuple[Problem, ...]]:
    tables: dict[str, list[Record]] = {}
    problems: list[Problem] = []
    for table in TABLES:
        tables[table], failures = lines.typed_table(table, copy.tables.get(table, {}))
        problems += [_problem(copy, table, number, error) for number, error in failures.items()]
    return tables, tuple(problems)


_FIELD = re.compile(r"(.*) - at `\$\.?(\w*)")


def _problem(copy: Copy, table: str, number: int, error: msgspec.MsgspecError) -> Problem:
    match = _FIELD.match(str(error))
    what, field = (match[1], match[2]) if match else (str(error), "")
    if not field and (missing := re.search(r"required field `(\w+)`", what)):
        field = missing[1]
    line = lines.line_number(copy, table, number)
    uid = encode(number)
    place = f"line {line}: {field} of {uid} in {table}" if field else f"line {line}: {uid} in {table}"
    return Problem(table, uid, line, field, clean(f"{place}: {what[:1].lower()}{what[1:]}"))
