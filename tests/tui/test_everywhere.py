"""Some keys work alike on every screen: find, help, the palette, undo, and two that lead back."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.command import CommandPalette

from netgarden.due.away import Welcome
from netgarden.session.review import Review
from netgarden.session.session import Session
from netgarden.tui import screens
from netgarden.tui.app import NetgardenApp
from netgarden.tui.overlays.find import FindScreen
from netgarden.tui.overlays.help import HelpScreen
from netgarden.tui.overlays.welcome import WelcomeScreen
from netgarden.tui.screens.base import BaseScreen
from netgarden.tui.screens.main import MainScreen
from netgarden.tui.screens.summary import SummaryScreen
from netgarden.verbs import people as actions
from tests.support.gardens import ADA, GRACE

SCREENS: dict[str, Callable[[Session], BaseScreen[Any]]] = {
    "CardScreen": lambda session: screens.CardScreen(session, ADA),
    "LoopsScreen": lambda session: screens.LoopsScreen(session, ADA),
    "ReviewScreen": screens.ReviewScreen,
    "SummaryScreen": lambda session: SummaryScreen(session, Review.open(session)),
    "TriageScreen": screens.TriageScreen,
    "AttendeeScreen": lambda session: screens.AttendeeScreen(session, ()),
    "DecisionScreen": screens.DecisionScreen,
    "DuplicateScreen": screens.DuplicateScreen,
    "HelpScreen": lambda session: screens.HelpScreen(session, screens.ThemeScreen(session)),
    "ImportScreen": lambda session: screens.ImportScreen(session, "."),
    "TextSheet": lambda session: screens.TextSheet(session, "Title", ["A sentence."]),
    "ThemeScreen": screens.ThemeScreen,
    "WelcomeScreen": lambda session: WelcomeScreen(session, Welcome(20, 9)),
}
"""How each screen on which one does not type is made. The main screen is there from the start."""


def below(kind: type[BaseScreen[Any]]) -> set[type[BaseScreen[Any]]]:
    children = set(kind.__subclasses__())
    return children.union(*map(below, children))


def test_the_list_names_every_screen_on_which_one_does_not_type() -> None:
    screens.load()
    kinds = {kind for kind in below(BaseScreen) if not kind.__subclasses__() and not kind.TAKES_TEXT}
    assert {kind.__name__ for kind in kinds} == SCREENS.keys() | {"MainScreen"}


async def opened(app: NetgardenApp, name: str) -> BaseScreen[Any]:
    if name != "MainScreen":
        app.push_screen(SCREENS[name](app.session))
    assert isinstance(app.screen, BaseScreen)
    return app.screen


@pytest.mark.parametrize("name", ["MainScreen", *SCREENS])
async def test_find_help_palette_and_undo_work(app: NetgardenApp, session: Session, name: str) -> None:
    session.do(actions.skip(session.garden, (GRACE,), session.today))
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        here = await opened(app, name)
        await pilot.pause()
        kinds = {"slash": FindScreen, "question_mark": HelpScreen, "colon": CommandPalette}
        if name == "HelpScreen":
            del kinds["question_mark"]  # it closes the help
        for key, kind in kinds.items():
            await pilot.press(key)
            await pilot.pause()
            assert isinstance(app.screen, kind), key
            await pilot.press("escape")
            await pilot.pause()
            assert app.screen is here, key
        assert session.history.undoable
        await pilot.press("u")
        await pilot.pause()
        assert not session.history.undoable
        assert app.screen is here


@pytest.mark.parametrize("key", ["q", "escape"])
@pytest.mark.parametrize("name", SCREENS)
async def test_two_keys_lead_back(app: NetgardenApp, name: str, key: str) -> None:
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        here = await opened(app, name)
        await pilot.pause()
        await pilot.press(key)
        await pilot.pause()
        assert here not in app.screen_stack


async def test_on_the_main_screen_one_of_them_quits_and_the_other_never_does(app: NetgardenApp) -> None:
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.press("escape")
        await pilot.pause()
        assert app.is_running
        assert isinstance(app.screen, MainScreen)
        await pilot.press("q")
        await pilot.pause()
        assert app._exit


@pytest.mark.parametrize("name", ["ThemeScreen", "CardScreen", "LoopsScreen"])
async def test_who_is_found_from_any_screen_can_be_written_about(app: NetgardenApp, name: str) -> None:
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await opened(app, name)
        await pilot.press("slash", *"grace", "ctrl+l")
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, MainScreen)
        assert app.screen.writing.composer.area.has_focus
        assert "Grace" in str(app.screen.writing.composer.border_title)


async def test_a_verb_on_who_is_found_is_done_where_one_is(app: NetgardenApp, session: Session) -> None:
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        here = await opened(app, "CardScreen")
        await pilot.press("slash", *"grace", "ctrl+t")
        await pilot.pause()
        await pilot.pause()
        assert app.screen is here
        assert "Grace" in str(session.history.undoable)
