"""kill -9 at a random moment, over everything the app does; two programs writing while a window is open."""

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter

import msgspec
import pytest

from netgarden.formats.registry import read
from netgarden.importing.duplicates import merge
from netgarden.importing.plan import plan_import
from netgarden.records.ids import encode
from netgarden.records.tables import TABLES
from netgarden.storage import lock
from netgarden.storage.store import Incoming
from netgarden.verbs import people as actions
from tests.support.gardens import TODAY, session_in
from tests.support.patience import PATIENCE
from tests.support.window import Window, names_in

pytestmark = pytest.mark.fault


OPERATIONS = frozenset({"log", "edit", "delete", "import", "merge", "fold in", "undo"})


def state_of(records):
    """All that these records by table and uid come to, as a digest: a pipe that is full would hold the writer."""
    rows = [sorted(records[table].items()) for table in TABLES]
    return hashlib.blake2b(msgspec.json.encode(rows, order="deterministic"), digest_size=16).hexdigest()


def state_in(garden):
    return state_of({table: garden.records(table) for table in TABLES})


class Person:
    """Somebody who works in a session: logs, edits, deletes, imports, merges, folds copies in, undoes."""

    def __init__(self, directory, chance, tell):
        self.directory, self.chance, self.tell = directory, chance, tell
        self.session = session_in(directory)
        self.operation = ""
        put = self.session.store.put

        def tell_and_put(change, drafts=()):
            # Made in memory it is; once the file is told of it, it may be saved before anybody can say so.
            self._about(state_in(self.session.garden))
            put(change, drafts)

        self.session.store.put = tell_and_put

    def _about(self, state):
        self.tell("about " + self.operation, state)

    def work(self):
        """Work until killed; say what is about to be saved, and when it was."""
        while True:
            people = sorted(self.session.garden.contacts)
            self.operation = self.chance.choice(sorted(OPERATIONS)) if len(people) >= 5 else "import"
            if self.operation == "undo" and not self.session.history.done:
                continue
            self._carry_out(people)
            self.session.save(30)
            self.tell("saved " + self.operation, "")

    def _carry_out(self, people):
        session, garden, one = self.session, self.session.garden, self.chance.choice(people or [""])
        other = next((uid for uid in people if uid != one), one)
        match self.operation:
            case "log":
                text = f"call: {'x' * 300}\nowe: a letter by fri\nwants: a boat #sailing"
                session.do(session.understand(text, selected=one).change)
            case "edit":
                values = {"org": "y" * self.chance.randrange(1, 200), "tags": self.chance.sample("abc", 2)}
                session.do(actions.edit_contact(garden, session.rules, one, values, TODAY))
            case "delete":
                session.do(actions.delete_contact(garden, [one]))
            case "import":
                cards = "".join(
                    f"BEGIN:VCARD\nVERSION:4.0\nFN:{name}\nEMAIL:{name}@x.org\nNOTE:{'n' * 500}\nEND:VCARD\n"
                    for name in (encode(self.chance.getrandbits(60)) for _ in range(20))
                )
                session.do(plan_import(garden, [read(cards.encode(), format="vcard")], TODAY).change(garden))
            case "merge":
                session.do(merge(garden, one, other))
            case "fold in":
                self._fold_in()
            case "undo":
                session.undo()

    def _fold_in(self):
        """A copy of the file comes back from another device, with somebody new in it."""
        place = self.directory / "elsewhere"
        place.mkdir(exist_ok=True)
        (place / "garden.json").write_bytes((self.directory / "garden.json").read_bytes())
        there = session_in(place)
        change, uid = actions.add_contact(there.garden, there.rules, {"name": "From elsewhere"}, TODAY)
        there.do(change)
        assert not there.close()
        records = {table: dict(self.session.garden.records(table)) for table in TABLES}
        records["contacts"][uid] = there.garden.contacts[uid]
        self._about(state_of(records))
        self.session.store.merge_file(place / "garden.json")
        self.session.save(30)
        self.session.take_in()


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

                Person(directory, random.Random(seed), tell).work()
        finally:
            os._exit(1)
    os.close(target)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    with os.fdopen(source) as said:
        rows = said.read().split("\n")[:-1]
    assert os.WIFSIGNALED(os.waitpid(child, 0)[1]), "it ended before it was killed"
    return [json.loads(row) for row in rows]


def kill_often(directory, times, seed, seconds):
    """How often each operation was called saved, and how often one was cut off, over so many kills."""
    chance = random.Random(seed)
    known, saved, cut_off = state_in(session_in(directory).garden), Counter(), Counter()
    for number in range(times):
        about = known
        rows = work_and_die(directory, seed * 10_000 + number, chance.uniform(0, seconds))
        for what, state in rows:
            what, _, operation = what.partition(" ")
            if what == "about":
                about = state
            else:
                known = about
                saved[operation] += 1
        found = state_in(session_in(directory).garden)
        assert found in (known, about), f"kill {number}: neither what was saved nor what was about to be"
        json.loads((directory / "garden.json").read_bytes() if (directory / "garden.json").exists() else "{}")
        if about != known:
            cut_off[operation] += 1
        known = found
    return saved, cut_off


def test_kill_9_leaves_what_was_saved(tmp_path):
    saved, cut_off = Counter(), Counter()
    for seed in range(1, 9):  # a busy machine saves less before it is killed: more kills, then
        called_saved, begun = kill_often(tmp_path, 25, seed, 0.15)
        saved, cut_off = saved + called_saved, cut_off + begun
        if len(saved) >= 3 and cut_off.total() >= 3:
            break
    assert len(saved) >= 3
    assert cut_off.total() >= 3


@pytest.mark.long
@pytest.mark.parametrize("seed", range(10))
def test_kill_9_a_thousand_times(tmp_path, seed):
    saved, cut_off = kill_often(tmp_path, 100, 100 + seed, 0.35)
    assert set(saved) == OPERATIONS
    # Of a hundred kills twenty to forty fall into a save, by how long the disk takes for one.
    assert cut_off.total() > 10


_LOG = """
import sys
from pathlib import Path
from datetime import date
from netgarden.change.garden import Garden
from netgarden.records.interaction import Interaction
from netgarden.storage.database import open_garden
directory, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
for number in range(count):
    opened = open_garden(directory / "garden.json", directory / "state")
    garden = Garden(opened.tables)
    builder = garden.builder()
    builder.put(Interaction(uid=garden.new_uid(), on=date(2026, 11, 22), summary=f"{name}{number}"))
    opened.store.put(builder.build("log"))
    if not opened.store.flush(60):
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
    assert not window.store.flush(PATIENCE)
    assert "another netgarden is busy" in window.store.status.reason
    assert window.names() == ["Ada", "Zoë"]
    process.kill()
    process.wait()
    process.stdout.close()
    assert window.store.flush(PATIENCE)
    assert names_in(window.path) == ["Ada", "Zoë"]
