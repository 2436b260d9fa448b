"""kill -9 at a random moment, over everything the app does; two programs writing while a window is open."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from datetime import date

import msgspec
import pytest

from netgarden.domain.change import Change
from netgarden.domain.contact import Contact
from netgarden.domain.interaction import Interaction
from netgarden.storage import lock
from netgarden.storage.store import Incoming
from tests.unit.window import Window, names_in

pytestmark = pytest.mark.fault


def state_of(garden):
    """All there is in a garden, as text to compare."""
    return msgspec.json.encode(
        [sorted(garden.records(table).items()) for table in ("contacts", "interactions")]
    ).decode()


class Person:
    """Somebody who works in a window: logs, edits, deletes, imports, merges, undoes."""

    def __init__(self, window, chance):
        self.window, self.chance, self.last = window, chance, None

    def next_change(self):
        builder, garden = self.window.garden.builder(), self.window.garden
        people = sorted(garden.contacts.values(), key=lambda contact: contact.uid)
        action = self.chance.choice(["log", "edit", "delete", "import", "merge", "undo"])
        if action == "undo" and self.last:
            back = Change("undo", tuple(patch.inverse for patch in reversed(self.last.patches)))
            self.last = None
            return back
        if action == "import" or len(people) < 5:
            for _ in range(20):
                builder.put(Contact(uid=garden.new_uid(), name="Imported", notes="n" * 500))
        elif action == "log":
            one = self.chance.choice(people).uid
            builder.put(
                Interaction(uid=garden.new_uid(), on=date(2026, 11, 22), people=(one,), summary="x" * 300)
            )
        elif action == "edit":
            tags = tuple(sorted(self.chance.sample("abc", 2)))
            builder.put(msgspec.structs.replace(self.chance.choice(people), org="y" * 90, tags=tags))
        elif action == "delete":
            builder.remove(self.chance.choice(people))
        else:
            one, other = self.chance.sample(people, 2)
            builder.put(msgspec.structs.replace(one, aliases=(other.name,)))
            builder.remove(other)
        self.last = builder.build(action)
        return self.last

    def work(self, tell):
        """Work until killed; say what is about to be saved, and when it was."""
        while True:
            change = self.next_change()
            self.window.garden.apply(change)
            tell("about", state_of(self.window.garden))
            self.window.store.put(change)
            assert self.window.store.flush(30), self.window.store.status
            tell("saved", "")


def work_and_die(directory, seed, seconds):
    """A process that works until it is killed; what it said."""
    source, target = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(source)
        try:
            with os.fdopen(target, "w") as out:

                def tell(what, state):
                    out.write(json.dumps([what, state]) + "\n")
                    out.flush()

                Person(Window(directory), random.Random(seed)).work(tell)
        finally:
            os._exit(1)
    os.close(target)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    with os.fdopen(source) as said:
        rows = said.read().split("\n")[:-1]
    assert os.WIFSIGNALED(os.waitpid(child, 0)[1]), "it ended before it was killed"
    return [json.loads(row) for row in rows]


def kill_often(directory, times, seed):
    chance = random.Random(seed)
    known, saved_count = state_of(Window(directory).garden), 0
    for number in range(times):
        about = known
        for what, state in work_and_die(directory, seed * 10_000 + number, chance.uniform(0, 0.12)):
            if what == "about":
                about = state
            else:
                known, saved_count = about, saved_count + 1
        found = state_of(Window(directory).garden)
        assert found in (known, about), f"kill {number}: neither what was saved nor what was about to be"
        known = found
    return saved_count


def test_kill_9_leaves_what_was_saved(tmp_path):
    assert kill_often(tmp_path, 25, 1) > 10


@pytest.mark.long
@pytest.mark.parametrize("seed", range(10))
def test_kill_9_a_thousand_times(tmp_path, seed):
    assert kill_often(tmp_path, 100, 100 + seed) > 50


_LOG = """
import sys
from pathlib import Path
from datetime import date
from netgarden.domain.garden import Garden
from netgarden.domain.interaction import Interaction
from netgarden.storage.store import open_store
directory, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
for number in range(count):
    opened = open_store(directory / "garden.json", directory / "state")
    garden = Garden(opened.tables)
    builder = garden.builder()
    builder.put(Interaction(uid=garden.new_uid(), on=date(2026, 11, 22), summary=f"{name}{number}"))
    opened.store.put(builder.build("log"))
    if not opened.store.flush(30):
        sys.exit(opened.store.status.reason)
    opened.store.close()
"""


def log_beside_a_window(directory, count):
    """Two shells log while a window is open and edits; all is there at the end, in the window too."""
    window = Window(directory)
    ada = window.add("Ada")
    shells = [
        subprocess.Popen(
            [sys.executable, "-c", _LOG, str(directory), name, str(count)], stderr=subprocess.PIPE
        )
        for name in "ab"
    ]
    edits = 0
    while any(shell.poll() is None for shell in shells):
        edits += 1
        window.edit(ada, org=f"Org {edits}")
        window.look()
        time.sleep(0.01)
    assert [(shell.wait(), shell.stderr.read()) for shell in shells] == [(0, b""), (0, b"")]
    for shell in shells:
        shell.stderr.close()
    window.look()
    expected = sorted(f"{name}{number}" for name in "ab" for number in range(count))
    assert sorted(entry.summary for entry in window.garden.interactions.values()) == expected
    fresh = Window(directory)
    assert fresh.garden.interactions == window.garden.interactions
    assert fresh.garden.contacts[ada.uid].org == f"Org {edits}"
    assert any(isinstance(event, Incoming) for event in window.events)
    window.store.close()


def test_two_shells_log_beside_an_open_window(tmp_path):
    log_beside_a_window(tmp_path, 15)


@pytest.mark.long
def test_two_shells_log_200_times_each_beside_an_open_window(tmp_path):
    log_beside_a_window(tmp_path, 200)


def holder(directory):
    """A process that takes the garden's lock and keeps it."""
    (file,) = (directory / "state" / "locks").glob("garden-*.lock")
    code = "import fcntl, sys, time; f = open(sys.argv[1], 'r+'); fcntl.flock(f, fcntl.LOCK_EX)\n"
    code += "print('held', flush=True); time.sleep(600)"
    process = subprocess.Popen([sys.executable, "-c", code, str(file)], stdout=subprocess.PIPE)
    assert process.stdout.readline() == b"held\n"
    return process


def test_a_killed_lock_holder_frees_the_lock_and_a_stopped_one_is_waited_for(tmp_path, monkeypatch):
    monkeypatch.setattr(lock, "WAIT", 0.3)
    window = Window(tmp_path)
    window.add("Ada")
    process = holder(tmp_path)
    process.send_signal(signal.SIGSTOP)
    window.add("Zoë", wait=False)
    assert not window.store.flush(10)
    assert "another netgarden is busy" in window.store.status.reason
    assert window.names() == ["Ada", "Zoë"]
    process.kill()
    process.wait()
    process.stdout.close()
    window.store.retry()
    assert window.store.flush(10)
    assert names_in(window.path) == ["Ada", "Zoë"]
