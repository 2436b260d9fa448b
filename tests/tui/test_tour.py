"""A first run: nothing is asked, an empty garden says how to begin, and a tour of five keys goes along."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from netgarden.change.garden import Garden
from netgarden.config import Config
from netgarden.session.session import Session
from netgarden.tui.app import NetgardenApp
from netgarden.tui.overlays.edit import EditScreen
from tests.support.gardens import NOW, TODAY, small_garden
from tests.tui.grid import grid


def app_in(folder: Path, garden: Garden | None = None, config: Config | None = None) -> NetgardenApp:
    """The app on a garden that is empty, with what was kept in the folder."""
    file = folder / "window.json"
    session = Session(Garden() if garden is None else garden, TODAY, window_file=file, now=lambda: NOW)
    return NetgardenApp(session, lambda: TODAY, config)


async def plant(pilot: Pilot[None], name: str) -> None:
    await pilot.press("a", *name.replace(" ", ""), "ctrl+s")
    await pilot.pause()


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 20)])
async def test_each_key_is_told_until_it_is_pressed_and_then_the_next(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = app_in(tmp_path)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        line = grid(app).splitlines()[-2]
        assert "Tour 1 of 5  a plants a person" in line
        assert line.endswith("X ends it")
        assert size[0] < 70 or "and why, will stand here." in grid(app), (
            "no key of people where there is nobody"
        )
        assert "? Help" in grid(app).splitlines()[-1]
        await pilot.press("slash", "escape")
        assert "Tour 2 of 5  a plants a person" in grid(app), "what is tried already is not told again"
        await pilot.press("a")
        await pilot.pause()
        assert "Tour" not in grid(app), "nor is one that is a letter of a form"
        await pilot.press("escape")
        await pilot.pause()
        await plant(pilot, "Ada")
        assert "Tour 3 of 5  l writes down what happened" in grid(app)
        await pilot.press("l", *"call")
        assert "Tour" not in grid(app), "keys are letters here"
        await pilot.press("ctrl+s")
        assert "Tour 4 of 5  c says how often to be in touch" in grid(app)
        await pilot.press("c", "2")
        assert "Tour 5 of 5  ? shows every key there is" in grid(app)
        await pilot.press("question_mark", "escape")
        await pilot.pause()
        assert "Tour 5" not in grid(app)
        assert "That was the tour" in grid(app)
    async with app_in(tmp_path).run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        assert "Tour" not in grid(pilot.app), "it is over for good"


async def test_it_goes_on_in_the_next_run_and_one_key_ends_it_for_good(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await plant(pilot, "Ada")
    app = app_in(tmp_path, small_garden())
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert "Tour 2 of 5  l writes" in grid(app)
        await pilot.press("X")
        assert "Tour 2" not in grid(app)
        assert "The tour is over" in grid(app)
    app = app_in(tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert "Tour" not in grid(app)
        await pilot.press("colon", *"tour", "enter")
        await pilot.pause()
        assert "Tour 1 of 5  a plants a person" in grid(app), "the palette begins it again"


async def test_a_click_on_its_line_is_the_key_it_tells(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        line = grid(app).splitlines()[-2]
        await pilot.click(offset=(line.index("plants"), 22))
        await pilot.pause()
        assert isinstance(app.screen, EditScreen)
        await pilot.press("escape")
        await pilot.pause()
        await pilot.click(offset=(line.index("ends it"), 22))
        await pilot.pause()
        assert "The tour is over" in grid(app)


async def test_who_has_a_garden_is_told_nothing(tmp_path: Path) -> None:
    app = app_in(tmp_path, small_garden())
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert "Tour" not in grid(app)


async def test_it_tells_the_keys_of_the_keymap(tmp_path: Path) -> None:
    app = app_in(tmp_path, config=Config(keymap={"add": "ctrl+a", "tour": "f9"}))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert "Tour 1 of 5  ctrl+a plants a person" in grid(app)
        assert "f9 ends it" in grid(app)


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 20)])
async def test_an_empty_garden_says_how_to_plant_import_or_look_at_the_sample(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = app_in(tmp_path)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        shown = " ".join(grid(app).split())
        for words in ("a adds a person", "I imports a file", "L writes down what happened", "netgarden demo"):
            assert words in shown
        assert size[0] < 70 or "a plants the first person" in shown
