"""Import, duplicates and attendees: looked at first, decided by keys, taken back in one undo."""

import threading
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from netgarden.importing.plan import ImportPlan
from netgarden.session.session import Session
from netgarden.tui.app import NetgardenApp
from netgarden.tui.overlays import import_screen
from netgarden.tui.screens.main import MainScreen
from netgarden.verbs import people as actions
from tests.support.gardens import ADA, GRACE
from tests.tui.grid import grid

VCARDS = """BEGIN:VCARD
VERSION:3.0
FN:Mae Jemison
ORG:Endeavour
EMAIL:mae@example.org
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Ada Lovelace
EMAIL:ADA@example.org
TEL:+351 912 345 678
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Grace Hopper
END:VCARD
"""


@pytest.fixture
def vcards(tmp_path: Path) -> Path:
    file = tmp_path / "people.vcf"
    file.write_text(VCARDS, encoding="utf-8")
    return file


async def until(app: NetgardenApp, pilot: object, words: str) -> None:
    for _ in range(50):
        await pilot.pause(0.05)  # type: ignore[attr-defined]
        if words in grid(app):
            return
    raise AssertionError(f"{words!r} does not appear in:\n{grid(app)}")


async def test_an_import_is_looked_at_first_and_is_one_undo(
    app: NetgardenApp, session: Session, vcards: Path
) -> None:
    before = dict(session.garden.contacts)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.press("I")
        app.screen.query_one("Input").value = str(vcards)  # type: ignore[attr-defined]
        await pilot.press("enter")
        await until(app, pilot, "1 to add")
        shown = grid(app)
        for words in ("vcard", "1 to update", "Mae Jemison", "Ada Lovelace"):
            assert words in shown.lower() or words in shown
        await pilot.press("j")
        await pilot.pause()
        assert "phones  +351 912 345 678" in grid(app)
        await pilot.press("j")
        await pilot.pause()
        assert "mae@example.org" in grid(app), "of whom is to be added all is shown that the file says"
        assert session.garden.contacts == before
        await pilot.press("ctrl+s")
        assert isinstance(app.screen, MainScreen)
        assert any(one.name == "Mae Jemison" for one in session.garden.contacts.values())
        assert "+351 912 345 678" in session.garden.contacts[ADA].phones
        await pilot.press("u")
        assert session.garden.contacts == before


async def test_tab_completes_the_name_of_a_file(app: NetgardenApp, vcards: Path) -> None:
    (vcards.parent / "peer.csv").touch()
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.press("I")
        editor = app.screen.query_one(Input)
        editor.value = f"{vcards.parent}/p"
        await pilot.press("tab")
        await pilot.pause()
        assert editor.value == f"{vcards.parent}/pe"
        assert "peer.csv  people.vcf" in grid(app)
        await pilot.press("o", "tab")
        await pilot.pause()
        assert editor.value == str(vcards)
        for number in range(7):
            (vcards.parent / "folder").mkdir(exist_ok=True)
            (vcards.parent / "folder" / f"{number}.vcf").touch()
        editor.value = f"{vcards.parent}/folder"
        await pilot.pause()
        assert "0.vcf, 1.vcf, 2.vcf, 3.vcf, 4.vcf and 2 more" in grid(app)
        editor.value = str(vcards)
        assert "peer.csv" not in grid(app)
        await pilot.press("enter")
        await until(app, pilot, "1 to add")


async def test_an_import_says_what_is_to_decide_and_that_it_is_left_out_until_then(
    app: NetgardenApp, session: Session, tmp_path: Path
) -> None:
    file = tmp_path / "people.csv"
    file.write_text("Name,Role\nGrace Hopper,Admiral\nMae Jemison,Doctor\n", encoding="utf-8")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("I")
        app.screen.query_one("Input").value = str(file)  # type: ignore[attr-defined]
        await pilot.press("enter")
        await until(app, pilot, "csv: 1 to decide · 1 to add")
        shown = grid(app)
        assert "What is not decided is left out." in shown
        assert "…" not in shown, "nothing of a short name is missing"
        await pilot.press("ctrl+s")
        await until(app, pilot, "✓ imported 1 person")
        assert [one.org for one in session.garden.contacts.values() if one.name == "Grace Hopper"] == [
            "Juniper"
        ]


async def test_an_import_is_planned_anew_only_where_something_is_decided_or_changed_and_never_on_the_ui_thread(
    app: NetgardenApp, session: Session, vcards: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan_import, planned_on = import_screen.plan_import, []

    def planned(*args: Any, **kwargs: Any) -> ImportPlan:
        planned_on.append(threading.current_thread())
        return plan_import(*args, **kwargs)

    monkeypatch.setattr(import_screen, "plan_import", planned)
    add = partial(actions.add_contact, session.garden, session.rules, today=session.today)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:

        async def imported(*keys: str) -> int:
            """How often it was planned until it was imported."""
            planned_on.clear()
            await pilot.press("I")
            app.screen.query_one("Input").value = str(vcards)  # type: ignore[attr-defined]
            await pilot.press("enter")
            await until(app, pilot, "1 to add")
            if not keys:
                session.do(add({"name": f"Somebody {len(session.garden.contacts)}"})[0])
            await pilot.press(*keys or ("ctrl+s",))
            await until(app, pilot, "✓ imported")
            assert isinstance(app.screen, MainScreen)
            assert threading.main_thread() not in planned_on
            times = len(planned_on)
            await pilot.press("u")
            return times

        assert await imported("ctrl+s") == 1
        assert await imported("d", "ctrl+s") == 2
        assert await imported() == 2
        await pilot.press("ctrl+r")
        names = [one.name for one in session.garden.contacts.values()]
        assert names.count("Mae Jemison") == 1


async def test_a_file_that_is_not_there_is_said(app: NetgardenApp) -> None:
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.press("I", *"nowhere", "enter")
        assert "cannot be read" in grid(app)
        await pilot.press("escape")
        assert isinstance(app.screen, MainScreen)


async def test_duplicates_are_merged_or_kept_apart_and_both_can_be_undone(
    app: NetgardenApp, session: Session
) -> None:
    from netgarden.verbs import people as actions

    values = {"name": "Ada King", "emails": {"ada@example.org": ""}, "org": "Analytical"}
    session.do(actions.add_contact(session.garden, session.rules, values, session.today)[0])
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.press("M")
        shown = grid(app)
        assert "1 pair" in shown
        assert "same email ada@example.org" in shown
        assert "…" not in shown, "nothing of a short name is missing"
        await pilot.press("m")
        assert "Ada King" not in {one.name for one in session.garden.contacts.values()}
        assert "Nothing waits here." in grid(app)
        await pilot.press("u")
        assert "Ada King" in {one.name for one in session.garden.contacts.values()}
        await pilot.press("n")
        assert "No pair is left." in grid(app)
        await pilot.press("escape", "M")
        assert "No two people here look like one." in grid(app)
        await pilot.press("C")
        assert "Nothing waits for a decision." in grid(app)
        assert isinstance(app.screen, MainScreen)


async def test_of_a_list_of_attendees_one_sees_whom_one_knows(
    app: NetgardenApp, session: Session, tmp_path: Path
) -> None:
    file = tmp_path / "attendees.txt"
    file.write_text("Grace Hoper\nNobody Known\nada@example.org\n", encoding="utf-8")
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.press("W")
        app.screen.query_one("Input").value = str(file)  # type: ignore[attr-defined]
        await pilot.press("enter")
        shown = grid(app)
        assert "1 certain · 1 likely · 1 unknown" in shown
        assert "Partner, Northwind" in shown
        await pilot.press("j")
        assert "Grace Hopper" in grid(app)
        await pilot.press("enter")
        assert "Timeline · 2" in grid(app)
        assert app.screen.person == GRACE  # type: ignore[attr-defined]
