"""Coming back after days away, and rhythms that are offered in the toast."""

from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from netgarden.change.garden import Garden
from netgarden.demo.sample_garden import sample_garden
from netgarden.session.session import Session
from netgarden.session.ui_state import Window, write_window
from netgarden.tui.app import NetgardenApp
from netgarden.tui.overlays.welcome import WelcomeScreen
from netgarden.tui.screens.main import MainScreen
from tests.support.gardens import GRACE, SAM, TODAY, small_garden
from tests.tui.grid import grid

SIZES = [(120, 36), (80, 24), (60, 20)]


def app_after(days: int, folder: Path, garden: Garden | None = None) -> NetgardenApp:
    """The app, last opened so many days ago."""
    file = folder / "window.json"
    write_window(file, Window(opened_on=TODAY - timedelta(days)))
    session = Session(garden or sample_garden(TODAY), TODAY, window_file=file)
    return NetgardenApp(session, lambda: TODAY)


@pytest.mark.parametrize("size", SIZES)
async def test_after_days_away_it_asks_once_and_one_undo_takes_it_back(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = app_after(23, tmp_path)
    before = dict(app.session.garden.contacts)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, WelcomeScreen)
        shown = " ".join(grid(app).split())
        assert "Welcome back: " in shown
        assert "You were away for 3 weeks." in shown
        assert "enter spread it esc leave it as it is" in shown
        waiting = len(app.session.queue().waiting)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, MainScreen)
        assert len(app.session.queue().waiting) < waiting
        assert "· u undoes" in grid(app)
        await pilot.press("u")
        assert dict(app.session.garden.contacts) == before
        app.on_app_focus()
        await pilot.pause()
        assert isinstance(app.screen, MainScreen), "it is asked once a day"


async def test_it_can_be_left_as_it_is(tmp_path: Path) -> None:
    app = app_after(23, tmp_path)
    async with app.run_test(size=SIZES[1], notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("escape")
        assert isinstance(app.screen, MainScreen)
        assert not app.session.history.undoable
    assert Session(Garden(), TODAY, window_file=tmp_path / "window.json").window.opened_on == TODAY


@pytest.mark.parametrize(("days", "garden"), [(5, None), (23, "small"), (-3, None)])
async def test_after_a_few_days_or_without_a_pile_nothing_is_asked(
    tmp_path: Path, days: int, garden: str | None
) -> None:
    app = app_after(days, tmp_path, small_garden() if garden else None)
    async with app.run_test(size=SIZES[1], notifications=True) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, MainScreen)


async def test_a_laptop_that_slept_for_a_week_is_welcomed_too(tmp_path: Path) -> None:
    day = [TODAY]
    session = Session(sample_garden(TODAY), TODAY, window_file=tmp_path / "window.json")
    app = NetgardenApp(session, lambda: day[0])
    async with app.run_test(size=SIZES[1], notifications=True) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, MainScreen)
        day[0] = TODAY + timedelta(9)
        app.on_app_focus()
        await pilot.pause()
        assert isinstance(app.screen, WelcomeScreen)


def put_off_twice() -> Garden:
    """Grace was snoozed twice in a row already."""
    garden = small_garden()
    builder = garden.builder()
    builder.put(replace(garden.contacts[GRACE], put_off_on=("2026-11-18", "2026-11-20")))
    garden.apply(builder.build("put off"))
    return garden


async def test_the_third_snooze_offers_a_slower_rhythm_in_the_toast_and_c_takes_it() -> None:
    session = Session(put_off_twice(), TODAY)
    app = NetgardenApp(session, lambda: TODAY)
    async with app.run_test(size=SIZES[0], notifications=True) as pilot:
        await pilot.press("j", "s", "w")
        shown = grid(app)
        assert "Grace Hopper: slower? put off 3 times in a row: quarterly instead · c changes it" in shown
        assert isinstance(app.screen, MainScreen), "a line, not a dialogue"
        await pilot.press("c")
        assert "How close is Grace Hopper?" in grid(app)
        assert "quarterly, as suggested" in grid(app)
        await pilot.press("c")
        assert session.garden.contacts[GRACE].cadence == "3m"
        await pilot.press("u")
        assert session.garden.contacts[GRACE].cadence == ""


async def test_another_verb_ends_the_offer() -> None:
    session = Session(put_off_twice(), TODAY)
    app = NetgardenApp(session, lambda: TODAY)
    async with app.run_test(size=SIZES[0], notifications=True) as pilot:
        await pilot.press("j", "s", "w", "t", "c")
        assert "How close is Grace Hopper?" not in grid(app)
        assert "as suggested" not in grid(app)
        assert session.garden.interactions_of(SAM)[0].kind == "tried"


async def test_an_entry_offers_a_closer_rhythm() -> None:
    garden = small_garden()
    session = Session(garden, TODAY)
    for days in (80, 65, 50, 35):
        day = (TODAY - timedelta(days)).isoformat()
        session.do(session.understand(f"call {day}: hello", selected=GRACE).change)
    app = NetgardenApp(session, lambda: TODAY)
    async with app.run_test(size=SIZES[0], notifications=True) as pilot:
        app.screen.go_to(GRACE)  # type: ignore[attr-defined]
        await pilot.press("l", *"call", "ctrl+s")
        assert "closer? in touch 6 times in 90 days" in grid(app)
