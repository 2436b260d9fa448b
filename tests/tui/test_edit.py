"""The form of a person: nothing typed is lost by one key, and nothing is cut without an ellipsis."""

import pytest
from textual.widgets import Input

from netgarden.session.session import Session
from netgarden.tui.app import NetgardenApp
from netgarden.tui.overlays.edit import EditScreen
from netgarden.tui.screens.main import MainScreen
from tests.tui.grid import grid


async def test_what_was_typed_in_a_form_is_given_up_at_the_second_escape(app: NetgardenApp) -> None:
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("a", *"Eve", "escape")
        assert "not saved yet" in grid(app)
        await pilot.press("a", "escape")
        assert isinstance(app.screen, EditScreen)
        assert app.screen.query_one("#name", Input).value == "Evea"
        await pilot.press("escape")
        assert isinstance(app.screen, MainScreen)
        await pilot.press("e", "escape")
        assert isinstance(app.screen, MainScreen)


@pytest.mark.parametrize(("width", "cadence"), [(80, "none: never due"), (60, "…"), (40, "…")])
async def test_an_example_that_does_not_fit_says_so(app: NetgardenApp, width: int, cadence: str) -> None:
    async with app.run_test(size=(width, 24), notifications=True) as pilot:
        await pilot.press("a")
        await pilot.pause()
        shown = grid(app)
        (line,) = (line for line in shown.splitlines() if "Cadence  " in line)
        assert line.rstrip("│▃▄▅ ").endswith(cadence), shown


async def test_a_click_on_the_words_in_the_border_saves_or_leaves(
    app: NetgardenApp, session: Session
) -> None:
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        for words, known in (("esc leave", False), ("ctrl+s save", True)):
            await pilot.press("a", *"Kim")
            await pilot.pause()
            (place,) = (
                (line.index(words), y) for y, line in enumerate(grid(app).splitlines()) if words in line
            )
            for _ in range(1 if known else 2):
                await pilot.click(offset=(place[0] + 1, place[1]))
                await pilot.pause()
            assert len(app.screen_stack) == 1
            assert any(one.name == "Kim" for one in session.garden.contacts.values()) is known
