"""What others do to the file while it is open: replace it unseen, write it slowly, hold its lock, unmount it."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import msgspec
import pytest

from netgarden.storage import files, lock, store
from tests.faults.mounts import run_mounted
from tests.support.patience import PATIENCE
from tests.support.window import Window, names_in

pytestmark = pytest.mark.fault


@pytest.mark.parametrize("way", ["renamed over it", "written in place"])
def test_a_file_of_the_same_size_and_time_is_seen_to_be_another(tmp_path: Path, way: str) -> None:
    window = Window(tmp_path)
    window.add("Ada", org="Old")
    window.look()
    before = window.path.stat()
    data = window.path.read_bytes().replace(b"Old", b"New")
    if way == "renamed over it":
        (tmp_path / "fresh").write_bytes(data)
        os.replace(tmp_path / "fresh", window.path)
    else:
        with window.path.open("r+b") as file:
            file.write(data)
    os.utime(window.path, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = window.path.stat()
    assert (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    window.look()
    assert [one.org for one in window.garden.contacts.values()] == ["New"]
    window.add("Zoë")
    assert [one.org for one in Window(tmp_path).garden.contacts.values()] == ["New", ""]


def test_a_program_that_writes_the_file_slowly_in_place_loses_nothing_and_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It takes longer than anybody waits for it: until it is done the file counts as damaged, and is left alone."""
    monkeypatch.setattr(store, "_RETRY_AFTER", 0.05)
    window = Window(tmp_path)
    ada = window.add("Ada", org="Old")
    content = json.loads(window.path.read_bytes())
    (record,) = content["contacts"].values()
    record["org"], record["notes"] = "New", "n" * 4000
    data = json.dumps(content).encode()

    def write_slowly() -> None:
        with window.path.open("wb", buffering=0) as file:
            for start in range(0, len(data), 200):
                file.write(data[start : start + 200])
                time.sleep(0.05)

    writer = threading.Thread(target=write_slowly)
    writer.start()
    time.sleep(0.1)
    window.add("Zoë", wait=False)
    said = set()
    while writer.is_alive():
        window.look()
        said.add(window.store.status.state)
        assert window.names() == ["Ada", "Zoë"]
    assert "failed" in said
    deadline = time.monotonic() + PATIENCE
    while window.store.status.state != "saved" and time.monotonic() < deadline:
        window.look()
    fresh = Window(tmp_path)
    assert fresh.names() == names_in(window.path) == ["Ada", "Zoë"]
    assert fresh.garden.contacts == window.garden.contacts
    found = window.garden.contacts[ada.uid]
    assert found == msgspec.structs.replace(ada, org="New", notes="n" * 4000)


@pytest.mark.parametrize("stop", [signal.SIGSTOP, signal.SIGKILL])
def test_a_command_waits_for_a_lock_two_seconds_and_not_for_that_of_a_dead_one(
    tmp_path: Path, stop: signal.Signals
) -> None:
    window = Window(tmp_path)
    window.add("Ada")
    (file,) = (tmp_path / "state" / "locks").glob("garden-*.lock")
    code = "import fcntl, sys, time\nfile = open(sys.argv[1], 'r+')\nfcntl.flock(file, fcntl.LOCK_EX)\n"
    code += "print('held', flush=True)\ntime.sleep(600)"
    with subprocess.Popen([sys.executable, "-c", code, str(file)], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        holder.send_signal(stop)
        places = {"NETGARDEN_GARDEN": str(window.path), "NETGARDEN_STATE": str(tmp_path / "state")}
        start = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-m", "netgarden", "log", "call @ada: hello"],
            env=os.environ | places, capture_output=True, text=True, timeout=PATIENCE,
        )  # fmt: skip
        holder.kill()
    if stop is signal.SIGKILL:
        assert done.returncode == 0, done.stderr
        return
    assert done.returncode == 3
    assert "another netgarden is busy" in done.stderr
    assert "nothing was written" in done.stderr
    assert time.monotonic() - start >= 2
    assert not Window(tmp_path).garden.interactions


def test_what_was_refused_is_not_carried_out_after_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A command that said “nothing was written” closes, and meanwhile the lock is free."""
    monkeypatch.setattr(lock, "WAIT", 0.1)
    window = Window(tmp_path)
    window.add("Ada")
    (file,) = (tmp_path / "state" / "locks").glob("garden-*.lock")
    held = files.open_lock(file)
    assert files.try_lock(held)
    window.add("Zoë", wait=False)
    assert not window.store.flush(PATIENCE)
    files.close(held)
    assert [change.patches[0].after["name"] for change in window.store.stop()] == ["Zoë"]
    assert names_in(window.path) == ["Ada"]


_UNMOUNTED = """
import subprocess, sys
from pathlib import Path
from tests.support.window import Window, names_in
folder = Path(sys.argv[1])
place, disk = folder / "place", folder / "disk"
window = Window(place, "../state")
window.add("Ada")
subprocess.run(["umount", "-l", str(place)], check=True)
window.look()
assert window.store.status.state == "failed", window.store.status
window.add("Zoe", wait=False)
assert not window.store.flush(60)
assert "disk" in window.store.status.reason, window.store.status
assert window.names() == ["Ada", "Zoe"]
assert not list(place.iterdir())
assert names_in(disk / "garden.json") == ["Ada"]
subprocess.run(["mount", "--move", str(folder / "again"), str(place)], check=True)
assert window.store.flush(60), window.store.status
assert names_in(disk / "garden.json") == ["Ada", "Zoe"]
print("done")
"""


def test_a_disk_that_is_unmounted_is_not_written_beneath(tmp_path: Path) -> None:
    """What is written where a disk was mounted is hidden as soon as the disk is back."""
    mounts = """
        mkdir "$1/disk" "$1/place" "$1/again"
        mount -t tmpfs none "$1/disk"; mount --bind "$1/disk" "$1/place"; mount --bind "$1/disk" "$1/again"
    """
    assert run_mounted(mounts, _UNMOUNTED, tmp_path) == "done\n"
