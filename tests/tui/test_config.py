"""What the config and the window change in the app: keys, glyphs, colours."""

from collections.abc import Callable
from pathlib import Path

import pytest

from netgarden.config import Config, load_config
from netgarden.due.rules import Rules
from netgarden.errors import UsageError
from netgarden.session.session import Session
from netgarden.tui.app import NetgardenApp
from netgarden.tui.look.themes import DARK, LIGHT
from netgarden.tui.overlays.strip import Strip
from netgarden.tui.overlays.text_sheet import TextSheet
from netgarden.tui.widgets.key_bar import KeyBar
from netgarden.tui.widgets.queue import Queue
from tests.support.gardens import NOW, TODAY, small_garden
from tests.tui.grid import grid


@pytest.fixture
def app_with(tmp_path: Path) -> Callable[..., NetgardenApp]:
    """Makes the app with a config, its window remembered from one to the next."""

    def make(config: Config | None = None) -> NetgardenApp:
        rules = config.rules if config else None
        window = tmp_path / "window.json"
        session = Session(small_garden(), TODAY, rules=rules, window_file=window, now=lambda: NOW)
        return NetgardenApp(session, lambda: TODAY, config)

    return make


async def test_a_command_has_the_key_of_the_keymap_and_no_other(app_with) -> None:
    app = app_with(Config(keymap={"why": "f2"}))
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.press("w")
        assert not isinstance(app.screen, TextSheet)
        await pilot.press("f2")
        assert isinstance(app.screen, TextSheet)


async def test_what_one_place_does_may_have_other_keys_too(app_with, tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('[keymap]\nlist.down = "n"\nfind.log = "f5"\nnote = "N"\n')
    app = app_with(load_config(file))
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.press("n")
        assert app.screen.query_one(Queue).cursor == 1
        await pilot.press("slash", *"grace", "f5")
        await pilot.pause()
        assert app.screen.has_class("-writing")


async def test_the_footer_shows_the_key_of_the_keymap(app_with) -> None:
    app = app_with(Config(keymap={"log": "f6"}))
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.pause()
        hints = {hint.action: hint.key for hint in app.screen.query_one(KeyBar).hints}
    assert hints["log"] == "f6"


@pytest.mark.parametrize(
    ("config", "told"),
    [(Config(keymap={"lgo": "x"}), "do you mean log"), (Config(theme="mauve"), "there is no “mauve”")],
)
def test_what_is_off_is_told_before_the_app_opens(app_with, config: Config, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        app_with(config)


async def test_ascii_draws_the_forest_with_ascii_alone(app_with) -> None:
    app = app_with(Config(glyphs="ascii"))
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.pause()
        shown = grid(app)
        assert "- climate" in shown
        assert "' Ada Lovelace" in shown
        assert not set("▾▸♣♠↑") & set(shown)


async def test_colours_chosen_in_the_app_are_there_again(app_with) -> None:
    app = app_with(Config(theme="nord"))
    async with app.run_test(notifications=True) as pilot:
        assert app.theme == "nord"
        await pilot.press("T", "home")
        assert app.theme == DARK.name
        await pilot.press("j", "enter")
    again = app_with(Config(theme="nord"))
    async with again.run_test(notifications=True):
        assert again.theme == LIGHT.name


async def test_colours_that_nobody_chose_are_not_remembered(app_with) -> None:
    app = app_with(Config(theme="nord"))
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("T", "k", "k")
        assert app.theme != "nord"
        await pilot.press("escape")
        assert app.theme == "nord"
        assert app.session.window.theme == ""


async def test_a_remembered_theme_that_is_gone_gives_way(app_with) -> None:
    app_with().session.remember(theme="mauve")
    assert app_with(Config(theme="nord")).theme == "nord"


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light", "textual-light", "netgarden-light"])
async def test_the_app_opens_in_every_kind_of_theme(app_with, theme: str) -> None:
    app = app_with(Config(theme=theme))
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.pause()
        assert any("▌" in line and "Ada Lovelace" in line for line in grid(app).splitlines())


async def test_without_colours_the_cursor_is_a_glyph(app_with, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = app_with()
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.pause()
        assert app.no_color
        assert any("▌" in line and "Ada Lovelace" in line for line in grid(app).splitlines())


async def test_a_week_begins_where_the_config_says(app_with) -> None:
    app = app_with(Config(rules=Rules(first_weekday=6)))
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.press("s")
        assert isinstance(app.screen, Strip)
        assert "n Sunday" in grid(app)
