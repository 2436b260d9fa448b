"""Open loops on one screen: every change is a few keys and one undo."""

from collections.abc import Callable

import pytest

from netgarden.change.garden import Garden
from netgarden.session.session import Session
from netgarden.tui.app import NetgardenApp
from netgarden.tui.screens.loops import LoopsScreen
from netgarden.tui.screens.main import MainScreen
from netgarden.verbs.people import delete_contact
from tests.support.gardens import ADA
from tests.tui.grid import grid
from tests.tui.test_hostile import HOSTILE, UNSAFE, garden_of

SIZES = [(120, 36), (80, 24), (60, 20)]


@pytest.mark.parametrize("size", SIZES)
async def test_it_lists_what_is_open_and_names_its_keys(app: NetgardenApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.press("O")
        shown = grid(app)
        for words in (
            "Open loops · Ada Lovelace",
            "Thanks owed",
            "1 d late",
            "Lovelace · 1 open · 0 closed",
            "a Add",
            "x Close",
        ):
            assert words in shown
        await pilot.press("escape")
        assert isinstance(app.screen, MainScreen)


async def test_a_promise_is_added_changed_closed_reopened_and_deleted_each_one_undo(
    app: NetgardenApp, session: Session
) -> None:
    async with app.run_test(size=SIZES[1], notifications=True) as pilot:

        def promise() -> tuple[str, str, str, str]:
            (loop,) = [loop for loop in session.garden.loops_of(ADA) if loop.kind == "owe"]
            return loop.text, str(loop.due_on), loop.result, loop.outcome

        await pilot.press("O", "a", "p")
        await pilot.press(*"deck", "space", *"by", "space", *"fri")
        assert "deck · Fri 27 Nov" in grid(app)
        await pilot.press("enter")
        assert promise() == ("deck", "2026-11-27", "", "")
        await pilot.press("home", "e", *"slides", "enter")
        assert promise()[0] == "slides"
        await pilot.press("d", *"in", "space", *"3w", "enter")
        assert promise()[1] == "2026-12-13"
        await pilot.press("x", "d", *"liked", "enter")
        assert promise()[2:] == ("done", "liked")
        assert "done · today · liked" in grid(app)
        await pilot.press("G", "r")
        assert promise()[2:] == ("", "")
        await pilot.press("home", "D")
        assert not [loop for loop in session.garden.loops_of(ADA) if loop.kind == "owe"]
        await pilot.press("u", "u", "u")
        assert promise() == ("slides", "2026-12-13", "", "")
        await pilot.press("u", "u", "u")
        assert not [loop for loop in session.garden.loops_of(ADA) if loop.kind == "owe"]


async def test_a_request_is_answered_and_a_report_back_opens(app: NetgardenApp, session: Session) -> None:
    async with app.run_test(size=SIZES[0], notifications=True) as pilot:
        await pilot.press("O", "a", "r", *"rate", "enter", "G", "x", "y", "enter")
        assert "Report back" in grid(app)
        assert {loop.kind for loop in session.garden.open_loops_of(ADA)} == {"thanks", "report-back"}


async def test_wants_and_milestones_are_noted_and_closed(app: NetgardenApp, session: Session) -> None:
    async with app.run_test(size=SIZES[0], notifications=True) as pilot:
        await pilot.press("O", "a", "w", *"boat", "enter", "a", "m", *"award", "enter")
        shown = grid(app)
        assert "They want" in shown
        assert "22 Nov 2026" in shown
        await pilot.press("home", "j", "x")
        assert "closed · today" in grid(app)
        await pilot.press("x")
        assert "answered · today" in grid(app)
        await pilot.press("u", "u")
        assert "Lovelace · 3 open · 0 closed" in grid(app)


async def test_what_does_not_fit_is_said_and_nothing_changes(app: NetgardenApp, session: Session) -> None:
    async with app.run_test(size=SIZES[1], notifications=True) as pilot:
        await pilot.press("O", "a", "n", *"someday", "enter")
        assert "A planned talk needs its day" in grid(app)
        await pilot.press("escape", "escape")
        assert not session.history.undoable


async def test_from_the_card_it_opens_too_and_leads_back(app: NetgardenApp) -> None:
    async with app.run_test(size=SIZES[0], notifications=True) as pilot:
        await pilot.press("enter", "O")
        assert isinstance(app.screen, LoopsScreen)
        await pilot.press("q")
        assert not isinstance(app.screen, LoopsScreen | MainScreen)


@pytest.mark.parametrize(
    "keys",
    [
        ("O",),
        ("O", "a"),
        ("O", "a", "p"),
        ("d",),
        ("d", "ctrl+t"),
        ("enter",),
        ("enter", "s"),
        ("enter", "O", "a", "p"),
        ("enter", "d", "ctrl+t"),
    ],
)
async def test_who_is_deleted_elsewhere_takes_all_their_screens_along(
    app: NetgardenApp, session: Session, keys: tuple[str, ...]
) -> None:
    async with app.run_test(size=SIZES[0], notifications=True) as pilot:
        await pilot.press(*keys)
        session.do(delete_contact(session.garden, (ADA,)))
        await pilot.pause()
        assert isinstance(app.screen, MainScreen)
        await pilot.press("j", "u")
        assert ADA in session.garden.contacts


@pytest.mark.parametrize("text", HOSTILE[::3], ids=range(len(HOSTILE[::3])))
async def test_hostile_text_is_only_text(app_on: Callable[[Garden], NetgardenApp], text: str) -> None:
    app = app_on(garden_of(text))
    async with app.run_test(size=SIZES[1], notifications=True) as pilot:
        for keys in (("O",), ("j", "e"), ("escape", "d"), ("escape", "x"), ("escape", "D"), ("u",)):
            await pilot.press(*keys)
            assert app.is_running
            assert not UNSAFE.search(grid(app).replace("\n", "")), keys
