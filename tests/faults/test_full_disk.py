"""A disk that is really full: the save is refused in words, all else goes on, and later everything is saved."""

import contextlib
import resource
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from netgarden.session.session import Session
from netgarden.storage import store
from netgarden.tui.app import NetgardenApp
from netgarden.verbs import people as actions
from tests.faults.mounts import run_mounted
from tests.support.gardens import TODAY, session_in
from tests.support.patience import PATIENCE
from tests.support.window import Window, names_in
from tests.tui.grid import grid

pytestmark = pytest.mark.fault


@contextlib.contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """The system refuses every write beyond so many bytes of a file."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def planted(folder: Path) -> Session:
    """A garden of 40 kB on the disk, open."""
    session = session_in(folder)
    for name in ("Ada Lovelace", "Grace Hopper"):
        values = {"name": name, "notes": "n" * 20_000}
        session.do(actions.add_contact(session.garden, session.rules, values, TODAY)[0])
    session.save()
    return session


async def until(pilot: Pilot[int], words: str, *, there: bool = True) -> None:
    """Wait until words stand on the screen, or no longer."""
    for _ in range(100):
        if (words in grid(pilot.app)) == there:
            return
        await pilot.pause(0.05)
    pytest.fail(f"“{words}”, wanted: {there}\n{grid(pilot.app)}")


async def test_the_app_goes_on_while_nothing_can_be_written_and_saves_when_it_can(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_RETRY_AFTER", 0.1)
    session = planted(tmp_path)
    data = (tmp_path / "garden.json").read_bytes()
    app = NetgardenApp(session, lambda: TODAY)
    async with app.run_test(size=(140, 36), notifications=True) as pilot:
        with files_of_at_most(16_000):
            await pilot.press("L")
            await pilot.press(*"call @ada: sails", "ctrl+s")
            await until(pilot, "NOT SAVED")
            assert "not allowed" in grid(app)
            await pilot.press("slash", *"hopper")
            await until(pilot, "Grace Hopper")
            await pilot.press("escape", "1", "j", "enter")
            await until(pilot, "sails")
            assert (tmp_path / "garden.json").read_bytes() == data
            assert not list(tmp_path.glob(".garden*"))
        await pilot.press("escape")
        await until(pilot, "NOT SAVED", there=False)
    assert not session.close()
    assert [one.summary for one in session_in(tmp_path).garden.interactions.values()] == ["sails"]


_ON_ONE_MEGABYTE = """
import os, subprocess, sys
from pathlib import Path
from tests.support.window import Window, names_in
folder = Path(sys.argv[1])

def netgarden(*words):
    places = {"NETGARDEN_GARDEN": str(folder / "garden.json"), "NETGARDEN_STATE": str(folder / "state")}
    command = [sys.executable, "-m", "netgarden", *words]
    return subprocess.run(command, env=os.environ | places, capture_output=True, text=True)

window = Window(folder)
window.add("Ada", notes="n" * 200_000)
data = window.path.read_bytes()
with open(folder / "filler", "wb", buffering=0) as filler:
    try:
        while filler.write(b"x" * 4096):
            pass
    except OSError as error:
        assert error.errno == __import__("errno").ENOSPC
window.add("Grace", wait=False)
assert not window.store.flush(60)
assert "disk is full" in window.store.status.reason, window.store.status
refused = netgarden("log", "call @ada: hello")
assert refused.returncode == 3, refused
assert "disk is full" in refused.stderr and "Traceback" not in refused.stderr
assert "Ada" in netgarden("find", "ada").stdout
assert window.path.read_bytes() == data
assert not [one for one in folder.rglob("*.tmp")]
(folder / "filler").unlink()
assert window.store.flush(60), window.store.status
assert names_in(window.path) == ["Ada", "Grace"]
assert netgarden("log", "call @ada: hello").returncode == 0
assert [entry.summary for entry in Window(folder).garden.interactions.values()] == ["hello"]
print("done")
"""


def test_a_disk_of_one_megabyte_fills_up_and_is_emptied(tmp_path: Path) -> None:
    assert run_mounted('mount -t tmpfs -o size=1m none "$1"', _ON_ONE_MEGABYTE, tmp_path) == "done\n"


def test_a_limit_on_the_size_of_files_keeps_the_change(tmp_path: Path) -> None:
    window = Window(tmp_path)
    window.add("Ada", notes="n" * 20_000)
    data = window.path.read_bytes()
    with files_of_at_most(10_000):
        window.add("Grace", wait=False)
        assert not window.store.flush(PATIENCE)
        assert "a file as large is not allowed" in window.store.status.reason
        assert window.path.read_bytes() == data
    assert window.store.flush(PATIENCE)
    assert names_in(window.path) == ["Ada", "Grace"]
