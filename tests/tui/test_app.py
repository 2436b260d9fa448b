"""The app around the screens: drafts that survive, errors that tell nothing of anybody, a clean way out."""

import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from netgarden.change.garden import Garden
from netgarden.paths import Paths
from netgarden.session.error_reports import report_text
from netgarden.session.session import Session
from netgarden.tui.app import NetgardenApp
from netgarden.tui.widgets.composer import Composer
from netgarden.verbs import people as actions
from tests.support.gardens import ADA, PLACED, TODAY, paths_in, plant, small_garden
from tests.tui.grid import grid


async def test_a_draft_stands_in_the_composer_of_the_next_run(tmp_path: Path) -> None:
    window = tmp_path / "window.json"
    app = NetgardenApp(Session(small_garden(), TODAY, window_file=window), lambda: TODAY)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.press("l")
        app.screen.query_one(Composer).area.insert("call: half a thought")
        await pilot.pause(0.6)
        assert b"half a thought" in window.read_bytes(), "kept while the app still runs"
    again = NetgardenApp(Session(small_garden(), TODAY, window_file=window), lambda: TODAY)
    async with again.run_test(size=(120, 36), notifications=True) as pilot:
        assert again.screen.query_one(Composer).text == "call: half a thought"
        await pilot.press("j", "4", "ctrl+s")
        assert again.session.garden.interactions_of(ADA)[0].summary == "half a thought"
        await pilot.pause(0.6)
    assert b"half a thought" not in window.read_bytes()


async def test_what_was_changed_of_an_entry_stands_there_in_the_next_run_and_replaces_it(
    tmp_path: Path,
) -> None:
    window = tmp_path / "window.json"
    app = NetgardenApp(Session(small_garden(), TODAY, window_file=window), lambda: TODAY)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.press("enter", "tab", "tab", "j", "enter")
        await pilot.pause(0.6)
        assert not app.session.window.entry, "what was not changed is in the garden already"
        await pilot.press("X")
    again = NetgardenApp(Session(small_garden(), TODAY, window_file=window), lambda: TODAY)
    async with again.run_test(size=(120, 36), notifications=True) as pilot:
        assert "editing call of Mon 2 Nov" in grid(again)
        await pilot.press("j", "4", "ctrl+s")
        (entry,) = again.session.garden.interactions_of(ADA)
        assert entry.summary == "settling in at NorthwindX"
    assert not again.session.window.entry_of


async def test_an_unexpected_error_says_one_sentence_and_nothing_of_anybody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    app = NetgardenApp(Session(small_garden(), TODAY, window_file=tmp_path / "window.json"), lambda: TODAY)

    def fail() -> None:
        name = "Ada Lovelace"
        raise RuntimeError(f"secret of {name}")

    with pytest.raises(RuntimeError, match="secret"):  # noqa: PT012
        async with app.run_test(size=(120, 36), notifications=True) as pilot:
            app.call_later(fail)
            await pilot.pause()
    printed = "".join(capsys.readouterr())
    (report,) = (tmp_path / "reports").iterdir()
    for text in (printed, report.read_text()):
        assert "Ada" not in text
        assert "secret" not in text
    assert "test_app.py" in report.read_text()
    assert "RuntimeError" in report.read_text()


def test_a_report_names_causes_and_ends() -> None:
    try:
        try:
            raise KeyError("Ada")
        except KeyError as error:
            raise ValueError("Ada") from error
    except ValueError as error:
        text = report_text(error)
    assert "builtins.ValueError" in text
    assert "builtins.KeyError" in text
    assert "Ada" not in text


def in_a_terminal(
    arguments: list[str], keys: list[tuple[float, bytes | int]], tmp_path: Path
) -> tuple[int, bytes]:
    """Run netgarden in a pseudo-terminal; after each delay (seconds) send bytes, or a signal. Status and output."""
    master, slave = pty.openpty()
    environment = os.environ | {
        "NETGARDEN_STATE": str(tmp_path / "state"), "TERM": "xterm-256color", "COLUMNS": "100", "LINES": "30",
    }  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, "-m", "netgarden", *arguments],
        stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True,
    )  # fmt: skip
    os.close(slave)
    output = b""

    def read_for(seconds: float) -> None:
        nonlocal output
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if select.select([master], [], [], left)[0]:
                try:
                    output += os.read(master, 65536)
                except OSError:
                    return

    deadline = time.monotonic() + 20
    while b"2 Today" not in output and time.monotonic() < deadline:
        read_for(0.2)
    for delay, key in keys:
        if isinstance(key, int):
            process.send_signal(key)
        else:
            os.write(master, key)
        read_for(delay)
    deadline = time.monotonic() + 15
    while process.poll() is None and time.monotonic() < deadline:
        read_for(0.1)
    read_for(0.2)
    os.close(master)
    return process.wait(5), output


def test_the_app_is_left_by_q_with_everything_saved(tmp_path: Path) -> None:
    file = tmp_path / "g.json"
    keys: list[tuple[float, bytes | int]] = [
        (0.5, b"L"),
        (0.5, b'met @"Zo Quinn": hi'),
        (0.1, b"\x13"),
        (0.1, b"q"),
    ]
    status, _ = in_a_terminal(["--garden", str(file)], keys, tmp_path)
    assert status == 0
    assert b'"Zo Quinn"' in file.read_bytes()


async def test_an_empty_garden_writes_nothing(tmp_path: Path) -> None:
    session = Session.open(Paths(tmp_path / "g.json", tmp_path / "state", tmp_path / "c.toml"), TODAY)
    app = NetgardenApp(session, lambda: TODAY)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("j", "k", "slash", "escape", "1", "2")
        assert "An empty garden" in grid(app)
    assert not session.close()
    assert not (tmp_path / "g.json").exists()
    assert session.garden.contacts == Garden().contacts


def test_letters_typed_in_one_burst_are_text_and_never_commands(tmp_path: Path) -> None:
    file = tmp_path / "g.json"
    session = Session.open(Paths(file, tmp_path / "state", tmp_path / "c.toml"), TODAY)
    for name in ("Ada Lovelace", "Grace Hopper"):
        values = {"name": name, "tier": "close", "cadence_set_on": PLACED}
        session.do(actions.add_contact(session.garden, session.rules, values, TODAY)[0])
    session.save()
    session.close()
    keys: list[tuple[float, bytes | int]] = [
        (1.5, b"lDADA hello"),
        (1.0, b"\x13"),
        (0.5, b"aZoe DA\x13"),
        (1.0, b"q"),
    ]
    status, _ = in_a_terminal(["--garden", str(file)], keys, tmp_path)
    again = Session.open(Paths(file, tmp_path / "state", tmp_path / "c.toml"), TODAY)
    assert status == 0
    names = sorted(one.name for one in again.garden.contacts.values() if not one.archived)
    assert names == ["Ada Lovelace", "Grace Hopper", "Zoe DA"]
    assert [one.summary for one in again.garden.interactions.values()] == ["DADA hello"]


def test_two_gardens_of_one_person_keep_their_drafts_apart(tmp_path: Path) -> None:
    def opened(name: str) -> Session:
        return Session.open(Paths(tmp_path / name, tmp_path / "state", tmp_path / "c.toml"), TODAY)

    opened("work.json").remember(entry="call: the budget")
    assert opened("work.json").window.entry == "call: the budget"
    assert opened("private.json").window.entry == ""


async def test_the_next_start_is_prepared_while_the_app_is_open(tmp_path: Path) -> None:
    paths = paths_in(tmp_path)
    session = Session.open(paths, TODAY)
    plant(session, *small_garden().contacts.values(), *small_garden().interactions.values())
    session.save()
    app = NetgardenApp(session, lambda: TODAY)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
    assert not list(paths.state.glob("reports/*"))
    again = Session.open(paths, TODAY)
    assert not again.garden.is_whole, "it begins with what was kept"
    app = NetgardenApp(again, lambda: TODAY)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        shown = grid(app)
        await pilot.pause()
        await app.workers.wait_for_complete()
        assert again.garden.is_whole, "all is read beside the screen"
    assert "Ada Lovelace" in shown
