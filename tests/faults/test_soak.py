"""A long day: everything that people, other programs and disks do to a garden, in any order, against a model."""

import errno
import json
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

import msgspec
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from tinydb import TinyDB

from netgarden.errors import GardenFileError
from netgarden.records.contact import Contact
from netgarden.storage import files, guards, reading
from netgarden.storage.garden_file import GardenFile
from netgarden.storage.records import all_records_of
from netgarden.storage.recovery import repair
from tests.support.patience import PATIENCE
from tests.support.window import Window

pytestmark = pytest.mark.fault

CODES = ("ENOSPC", "EIO", "EDQUOT", "EACCES", "EROFS", "EMFILE", "EINTR")

perform = files.perform


class Fault:
    """A seam: the n-th call fails, once or from then on; or all reads and writes are short; or the process dies."""

    def __init__(self, kind: str, number: int) -> None:
        self.kind, self.number, self.calls = kind, number, 0

    def __call__(self, call: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        self.calls += 1
        kind, _, lasts = self.kind.partition(" ")
        if kind == "short" and call in (os.write, os.read):
            args = (args[0], args[1][: self.number] if call is os.write else self.number)
        elif kind == "kill" and self.calls == self.number:
            os.kill(os.getpid(), signal.SIGKILL)
        elif kind in CODES and (self.calls == self.number or (lasts and self.calls > self.number)):
            raise OSError(getattr(errno, kind), "injected")
        return perform(call, *args, **kwargs)


faults = st.one_of(
    st.just(Fault("none", 0)),
    st.builds(Fault, st.sampled_from([code + lasts for code in CODES for lasts in ("", " on")]), st.integers(1, 30)),
    st.builds(Fault, st.just("short"), st.sampled_from([1, 100])),
)  # fmt: skip

People = dict[str, Contact]


class LongDay(RuleBasedStateMachine):
    """One window, open for long; beside it other windows, scripts, a sync program, and a disk that fails.

    What is saved is `saved`; the window may hold more, that could not be saved yet. Each writer has a field of
    its own, so that what must come out of a join is plain: the window `org`, others `role`, scripts `place`.
    """

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="netgarden-soak-"))
        self.patches = [
            patch.object(reading, "_TORN_WAITS", (0.0,)),
            patch.object(guards, "FEW", 10**6),
            patch.object(guards, "MANY", 10**6),
        ]
        for one in self.patches:
            one.start()
        self.window = Window(self.folder)
        self.saved: People = {}
        self.versions: list[bytes] = []
        self.count = 0
        # Whom the changes are about that the next save brings to the file: it stamps them, saved before or not.
        self.unsettled: set[str] = set()

    def teardown(self) -> None:
        files.perform = perform
        self.window.store.close()
        for one in self.patches:
            one.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    # ── what is seen ─────────────────────────────────────────────────────────

    @property
    def memory(self) -> People:
        return dict(self.window.garden.contacts)

    def on_disk(self) -> People:
        """The people in the file, as netgarden sees them and as plain JSON does."""
        if not self.window.path.exists():
            return {}
        json.loads(self.window.path.read_bytes())
        copy = GardenFile(self.window.path, self.folder / "elsewhere").copy
        tables, problems = all_records_of(copy)
        assert not problems
        return {one.uid: one for one in tables["contacts"]}  # type: ignore[misc]

    def lines(self) -> dict[int, bytes]:
        if not self.window.path.exists():
            return {}
        return dict(GardenFile(self.window.path, self.folder / "elsewhere").copy.tables.get("contacts", {}))

    @property
    def is_pending(self) -> bool:
        return self.memory != self.saved

    @invariant()
    def the_file_holds_what_was_saved(self) -> None:
        assert self.on_disk() == self.saved

    # ── what people do ───────────────────────────────────────────────────────

    def changed(
        self, window: Window, field: str, what: str, pick: int
    ) -> tuple[list[Contact], list[Contact]]:
        """Records to put and to remove, for one change in a window."""
        self.count += 1
        people = sorted(window.garden.contacts.values(), key=lambda one: one.uid)
        if what == "add" or not people:
            new = Contact(
                uid=window.garden.new_uid(), name=f"P{self.count}", notes="n" * (self.count * 37 % 3000)
            )
            return [new], []
        one = people[pick % len(people)]
        if what == "delete":
            return [], [one]
        return [msgspec.structs.replace(one, **{field: f"{field} {self.count}"})], []

    @initialize()
    def some_people_are_there(self) -> None:
        for _ in range(6):
            self.window.do(*self.changed(self.window, "org", "add", 0)[0])
        self.saved = self.memory

    @rule(what=st.sampled_from(["add", "edit", "delete"]), pick=st.integers(0, 50), fault=faults)
    def change_in_the_window(self, what: str, pick: int, fault: Fault) -> None:
        before, old = self.lines(), self.saved
        put, removed = self.changed(self.window, "org", what, pick)
        fault.calls = 0
        files.perform = fault  # type: ignore[assignment]
        try:
            self.window.do(*put, remove=removed, wait=False)
            is_saved = self.window.store.flush(PATIENCE)
        finally:
            files.perform = perform
        self.window.take_in()
        found = self.on_disk()
        if is_saved:
            self.saved = self.memory
        else:
            assert self.window.store.status.state == "failed"
            assert found in (old, self.memory), "neither the old state nor the new"
            self.saved = found
        self.unsettled |= {one.uid for one in (*put, *removed)}
        touched = set(self.unsettled)
        if is_saved:
            self.unsettled.clear()
        after = self.lines()
        for number, line in before.items():
            if json.loads(b"{" + line + b"}")[str(number)]["uid"] not in touched:
                assert after[number] == line, "a record that nobody touched has changed"

    @rule(
        what=st.sampled_from(["add", "edit", "delete"]),
        picks=st.lists(st.integers(0, 50), max_size=4),
        fault=faults,
    )
    def several_changes_in_the_window(self, what: str, picks: list[int], fault: Fault) -> None:
        for pick in picks:
            self.change_in_the_window(what, pick, fault)

    @rule()
    def try_again(self) -> None:
        """What could not be saved is saved once the disk is well again."""
        assert self.window.store.flush(PATIENCE), self.window.store.status
        self.window.take_in()
        self.saved = self.memory
        self.unsettled.clear()

    @rule()
    def close_and_open(self) -> None:
        self.try_again()
        assert self.window.store.stop() == ()
        self.window = Window(self.folder)
        assert self.memory == self.saved

    # ── what others do ───────────────────────────────────────────────────────

    def look(self) -> None:
        """The window sees what others did; what it could not save yet goes to the file with that."""
        self.window.look()
        assert self.window.store.flush(PATIENCE), self.window.store.status
        self.window.take_in()
        self.saved = self.memory
        self.unsettled.clear()

    @rule(what=st.sampled_from(["add", "edit", "delete"]), pick=st.integers(0, 50))
    def change_in_another_window(self, what: str, pick: int) -> None:
        self.try_again()
        other = Window(self.folder)
        put, removed = self.changed(other, "role", what, pick)
        other.do(*put, remove=removed)
        other.store.close()
        self.saved = dict(other.garden.contacts)
        self.look()
        assert self.memory == other.garden.contacts

    @rule(what=st.sampled_from(["add", "edit", "delete"]), pick=st.integers(0, 50), number=st.integers(1, 35))
    def another_window_is_killed(self, what: str, pick: int, number: int) -> None:
        self.try_again()
        other = Window(self.folder)
        put, removed = self.changed(other, "role", what, pick)
        after = dict(self.saved) | {one.uid: one for one in put}
        for one in removed:
            del after[one.uid]
        child = os.fork()
        if child == 0:
            files.perform = Fault("kill", number)  # type: ignore[assignment]
            try:
                other.do(*put, remove=removed)
            finally:
                os._exit(0)
        is_killed = os.WIFSIGNALED(os.waitpid(child, 0)[1])
        found = self.on_disk()
        assert found == after or (is_killed and found == self.saved)
        self.saved = found
        self.look()
        assert self.memory == found
        assert not list(self.folder.glob(".garden*")) or is_killed

    @rule(pick=st.integers(0, 50))
    def a_script_writes_in_place(self, pick: int) -> None:
        self.try_again()
        if not self.saved:
            return
        self.count += 1
        uid = sorted(self.saved)[pick % len(self.saved)]
        with TinyDB(self.window.path, encoding="utf-8") as database:
            database.table("contacts").update(
                {"place": f"place {self.count}"}, lambda record: record["uid"] == uid
            )
        expected = self.saved | {uid: msgspec.structs.replace(self.saved[uid], place=f"place {self.count}")}
        self.look()
        assert self.memory == expected

    @rule()
    def remember_this_version(self) -> None:
        if self.window.path.exists():
            self.versions.append(self.window.path.read_bytes())

    @rule(pick=st.integers(0, 50))
    def a_sync_puts_an_older_version_in_place(self, pick: int) -> None:
        self.try_again()
        if not self.versions:
            return
        before = self.memory
        (self.folder / "incoming").write_bytes(self.versions[pick % len(self.versions)])
        os.replace(self.folder / "incoming", self.window.path)
        self.look()
        assert self.memory == before

    # ── what becomes of the file ─────────────────────────────────────────────

    @rule(
        how=st.sampled_from(["cut", "emptied", "zeros", "garbage"]),
        share=st.floats(0.05, 0.95),
        heal=st.sampled_from(["put back", "repaired"]),
    )
    def the_file_is_damaged(self, how: str, share: float, heal: str) -> None:
        if not self.saved:
            return
        data = self.window.path.read_bytes()
        at = int(len(data) * share)
        damaged = {
            "cut": data[:at],
            "emptied": b"",
            "zeros": data[:at] + b"\0" * (len(data) - at),
            "garbage": data + b"}}x",
        }[how]
        self.window.path.write_bytes(damaged)
        self.window.look()
        assert self.window.store.status.state == "failed"
        assert self.window.path.read_bytes() == damaged, "a damaged file is never written"
        if heal == "put back":
            self.window.path.write_bytes(data)
        else:
            try:
                repair(self.window.path, self.folder / "state")
            except GardenFileError:
                self.window.path.write_bytes(data)
        before = self.memory
        self._retry_and_look()
        assert self.memory == before
        self.saved = before

    @rule()
    def the_file_is_gone(self) -> None:
        if not self.saved:
            return
        self.window.path.unlink()
        before = self.memory
        new = Contact(uid=self.window.garden.new_uid(), name="After")
        self.window.do(new)
        assert self.memory == before | {new.uid: new}
        self.saved = self.memory

    def _retry_and_look(self) -> None:
        self.window.store._failed_at = 0.0
        self.look()

    @rule(seconds=st.sampled_from([-3600, 3600, 10**8]))
    def the_clock_was_wrong(self, seconds: int) -> None:
        if self.window.path.exists():
            os.utime(self.window.path, (time.time() + seconds,) * 2)

    @rule()
    def something_is_left_over(self) -> None:
        child = os.fork()
        if child == 0:
            os._exit(0)
        os.waitpid(child, 0)
        (self.folder / f".garden.json.{child}.01234567.tmp").write_bytes(b"half")


def run(examples: int, steps: int) -> None:
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        LongDay,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_a_long_day() -> None:
    run(12, 25)


@pytest.mark.long
def test_many_long_days() -> None:
    run(400, 80)
