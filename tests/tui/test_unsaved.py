"""Quitting with a full disk, and starting again: what could not be saved is said, kept, and offered."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from netgarden.paths import Paths
from netgarden.session.session import Session
from netgarden.session.unsaved import parting_words
from netgarden.storage import files
from netgarden.tui import app as tui
from netgarden.tui.app import NetgardenApp
from netgarden.verbs import people as actions
from tests.support.cli_shell import Shell
from tests.support.gardens import TODAY, paths_in
from tests.tui.grid import grid

perform = files.perform


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    """A garden with Ada in it."""
    monkeypatch.setenv("NETGARDEN_STATE", str(tmp_path / "state"))
    paths = paths_in(tmp_path)
    session = Session.open(paths, TODAY)
    session.do(actions.add_contact(session.garden, session.rules, {"name": "Ada Lovelace"}, TODAY)[0])
    session.save()
    session.close()
    return paths


@pytest.fixture
def fill(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Path], bool]], None]:
    """Lets nothing new be written at the paths for which what is given says so."""

    def fill(is_full: Callable[[Path], bool]) -> None:
        def full(call: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
            if call is os.open and args[1] & os.O_CREAT and args[1] & os.O_EXCL and is_full(Path(args[0])):
                raise OSError(errno.ENOSPC, "No space left on device")
            return perform(call, *args, **kwargs)

        monkeypatch.setattr(files, "perform", full)

    return fill


async def quit_with_unsaved(paths: Paths) -> Session:
    """Log a call, which cannot be saved, and quit."""
    app = NetgardenApp(Session.open(paths, TODAY), lambda: TODAY)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.press("1", "j", "l")
        await pilot.press(*"call", "colon", "space", *"hello", "ctrl+s")
        await pilot.pause(0.3)
        assert "NOT SAVED: the disk is full" in grid(app)
        await pilot.press("escape", "q")
    return app.session


async def test_what_could_not_be_saved_is_offered_at_the_next_start(
    paths: Paths, fill: Callable[[Callable[[Path], bool]], None]
) -> None:
    fill(lambda path: path.parent == paths.garden.parent)
    session = await quit_with_unsaved(paths)
    unsaved = session.close()
    assert session.store is not None
    assert list(parting_words(session.store, unsaved)) == [
        "NOT SAVED (the disk is full): log call with Ada.",
        "1 change is kept, and offered at the next start.",
    ]
    fill(lambda path: False)

    shell = Shell(paths.garden.parent)
    line = shell.run("due").stderr
    assert line.startswith("netgarden: garden.json: 1 unsaved change of ")
    assert f"“netgarden --garden {paths.garden} unsaved --save” brings that in." in line
    assert line.count("\n") == 1

    app = NetgardenApp(Session.open(paths, TODAY), lambda: TODAY)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        assert "1 to decide (C)" in grid(app)
        await pilot.press("C")
        shown = grid(app)
        assert "log call with Ada" in shown
        assert "bring it in" in shown
        assert "throw it away" in shown
        await pilot.press("enter", "2")
        app.session.save()
        await pilot.press("escape")
        await pilot.pause(0.3)
        assert "to decide" not in grid(app)
        assert [entry.summary for entry in app.session.garden.interactions.values()] == ["hello"]
        await pilot.press("u")
        app.session.save()
        assert not app.session.garden.interactions
        await pilot.press("ctrl+r")
        app.session.save()
    app.session.close()
    assert not Session.open(paths, TODAY).notices


async def test_where_nothing_can_be_kept_what_is_lost_is_said_in_words(
    paths: Paths,
    fill: Callable[[Callable[[Path], bool]], None],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    fill(lambda path: True)
    session = await quit_with_unsaved(paths)
    monkeypatch.setattr(tui.NetgardenApp, "run", lambda self: None)
    assert tui.run(session, lambda: TODAY) == 3
    assert capsys.readouterr().err.splitlines() == [
        "NOT SAVED (the disk is full): log call with Ada.",
        "1 change could not be kept either (the disk is full), and would have to be made again:",
        "  log call with Ada",
        "    interaction: call: hello",
    ]


def test_from_the_shell_it_is_shown_brought_in_or_thrown_away(
    paths: Paths, fill: Callable[[Callable[[Path], bool]], None]
) -> None:
    shell = Shell(paths.garden.parent)
    assert shell.out("unsaved") == "Nothing waits: everything was saved.\n"
    assert shell.json("unsaved") == []
    shell.error("unsaved", "--save", status=4)

    def leave(**values: str) -> None:
        session = Session.open(paths, TODAY)
        assert session.store is not None
        session.store.keep_drafts()
        fill(lambda path: path.parent == paths.garden.parent)
        (uid,) = session.garden.contacts
        session.do(actions.edit_contact(session.garden, session.rules, uid, values, TODAY))
        assert session.close()
        fill(lambda path: False)

    leave(role="Countess", org="Northwind")
    shell.run("edit", "Ada", "--role", "Queen")
    text = shell.out("unsaved")
    assert "edit Ada Lovelace" in text
    assert "  Ada Lovelace · org: Northwind\n" in text
    assert "Ada Lovelace · role: Countess, but it was changed since and stays as it is" in text
    (change,) = shell.json("unsaved")
    assert {value["path"]: value["after"] for value in change["values"]} == {
        "role": "Countess",
        "org": "Northwind",
    }
    shell.error("unsaved", "--save", "--throw-away", status=2)
    done = shell.out("unsaved", "--save")
    assert done.startswith("Saved: bring in 1 unsaved change; 1 value changed since")
    assert "role: Countess, but" in done
    (ada,) = Session.open(paths, TODAY).garden.contacts.values()
    assert (ada.org, ada.role) == ("Northwind", "Queen")
    assert shell.run("due").stderr == ""

    leave(org="Alder")
    assert "Done: throw away 1 unsaved change." in shell.out("unsaved", "--throw-away")
    assert shell.out("unsaved") == "Nothing waits: everything was saved.\n"
