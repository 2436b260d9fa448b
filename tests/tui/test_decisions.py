"""What comes from other windows and devices: shown at once, and decided by a key."""

import json
import shutil
from pathlib import Path

from netgarden.paths import Paths
from netgarden.session.session import Session
from netgarden.tui.app import NetgardenApp
from netgarden.verbs import people as actions
from tests.support.gardens import TODAY
from tests.tui.grid import grid


def opened(file: Path, state: str) -> Session:
    return Session.open(Paths(file, file.parent / state, file.parent / "config.toml"), TODAY)


def edit(session: Session, **values: str) -> None:
    (uid,) = session.garden.contacts
    session.do(actions.edit_contact(session.garden, session.rules, uid, values, TODAY))
    session.save()


def planted(file: Path) -> Session:
    session = opened(file, "laptop")
    session.do(actions.add_contact(session.garden, session.rules, {"name": "Ada Lovelace"}, TODAY)[0])
    session.save()
    return session


async def test_two_devices_that_set_the_same_field_are_joined_and_one_key_decides(tmp_path: Path) -> None:
    file, other = tmp_path / "garden.json", tmp_path / "other" / "garden.json"
    laptop = planted(file)
    other.parent.mkdir()
    shutil.copy(file, other)
    desk = opened(other, "desk")
    edit(laptop, role="Partner")
    edit(desk, role="CTO", place="Porto")
    desk.close()
    shutil.copy(other, tmp_path / "garden.sync-conflict-20261122-101500-ABCDEF.json")
    laptop.close()

    app = NetgardenApp(opened(file, "laptop"), lambda: TODAY)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        assert "1 to decide (C)" in grid(app)
        await pilot.press("C")
        await pilot.pause()
        assert "1 question: until you decide" in grid(app)
        assert "conflict copy" in grid(app)
        assert not app.screen.query("Toast"), "nothing stands over the keys"
        app.notify("what was done last")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert not app.screen.query("Toast"), "nor over the question"
        await pilot.press("2")
        app.session.save()
        await pilot.pause(0.5)
        (contact,) = app.session.garden.contacts.values()
        assert contact.place == "Porto"
        assert {contact.role, *app.session.conflicts[0].others} == {"Partner", "CTO"}
        assert "role: " in grid(app)
        await pilot.press("enter", "2")
        await pilot.press("escape")
        app.session.save()
        assert not app.session.conflicts
        assert "to decide (C)" not in grid(app)
        assert next(iter(app.session.garden.contacts.values())).role != contact.role
    app.session.close()
    assert b"_also" not in file.read_bytes()


async def test_an_edit_by_another_program_is_shown_within_two_seconds_and_can_be_taken_back(
    tmp_path: Path,
) -> None:
    file = tmp_path / "garden.json"
    planted(file).close()
    app = NetgardenApp(opened(file, "laptop"), lambda: TODAY)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        data = json.loads(file.read_text())
        next(iter(data["contacts"].values()))["role"] = "Countess"
        file.write_text(json.dumps(data))
        for _ in range(20):
            await pilot.pause(0.1)
            if "Countess" in grid(app):
                break
        assert "Countess" in grid(app)
    app.session.close()


async def test_a_record_that_does_not_fit_is_said_and_kept(tmp_path: Path) -> None:
    file = tmp_path / "garden.json"
    planted(file).close()
    file.write_text(file.read_text().replace('"name":"Ada Lovelace"', '"name":7'))
    app = NetgardenApp(opened(file, "laptop"), lambda: TODAY)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.pause(0.2)
        assert "1 record of the file does not fit" in " ".join(grid(app).split())
    app.session.close()
    assert '"name":7' in file.read_text()
