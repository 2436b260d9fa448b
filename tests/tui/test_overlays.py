"""What stands on another screen: it alone says which keys work and what was done."""

from pathlib import Path

import pytest
from textual.color import Color
from textual.widgets import Input

from netgarden.session.session import Session
from netgarden.tui.app import NetgardenApp
from netgarden.tui.keys import Keys
from netgarden.tui.overlays.duplicates import DuplicateScreen
from netgarden.tui.overlays.import_screen import ImportScreen
from netgarden.tui.screens.main import MainScreen
from netgarden.tui.widgets.card import CardBody
from netgarden.tui.widgets.key_bar import KeyBar
from netgarden.verbs import people as actions
from tests.tui.grid import grid


@pytest.mark.parametrize("key", ["slash", "e", "question_mark", "d", "s", "colon"])
async def test_beneath_another_screen_no_keys_are_shown_that_do_not_work(app: NetgardenApp, key: str) -> None:
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        beneath = app.screen.query_one(KeyBar)
        assert beneath.hints
        await pilot.press(key)
        await pilot.pause()
        assert not beneath.hints
        await pilot.press("escape")
        await pilot.pause()
        assert beneath.hints


async def test_what_was_done_is_said_once(app: NetgardenApp) -> None:
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.press("t")
        await pilot.pause()
        await pilot.press("slash")
        await pilot.pause()
        seen = [toast for screen in app.screen_stack for toast in screen.query("Toast") if toast.is_on_screen]
        shown = [toast for toast in seen if all(one.display for one in toast.ancestors_with_self)]
        assert len(shown) == 1
        await pilot.press("escape")
        await pilot.pause()
        assert all(one.display for one in app.screen.query("ToastRack"))


@pytest.mark.parametrize(
    ("words", "says"), [("m month", "until Tue 22 Dec"), ("esc back", ""), ("Snooze", "")]
)
async def test_a_click_on_a_choice_of_a_strip_is_its_key(app: NetgardenApp, words: str, says: str) -> None:
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("s")
        await pilot.pause()
        line = grid(app).splitlines()[-1]
        await pilot.click(offset=(line.index(words) + 3, 23))
        await pilot.pause()
        assert len(app.screen_stack) == 1
        said = [notification.message for notification in app._notifications]
        assert [says in message for message in said] == ([True] if says else [])


@pytest.mark.parametrize("theme", ["ansi-dark", "netgarden-light"])
async def test_what_is_beneath_is_still_seen(app: NetgardenApp, theme: str) -> None:
    app.theme = theme
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        for key in ("s", "slash", "T"):
            await pilot.press(key)
            await pilot.pause()
            assert "netgarden" in grid(app), key
            await pilot.press("escape")


@pytest.mark.parametrize("width", [40, 60, 80, 120])
async def test_a_sheet_and_find_name_their_keys_whole_at_any_width(
    app: NetgardenApp, session: Session, width: int
) -> None:
    values = {"name": "Ada King", "emails": {"ada@example.org": ""}}
    session.do(actions.add_contact(session.garden, session.rules, values, session.today)[0])
    async with app.run_test(size=(width, 24), notifications=True) as pilot:
        await pilot.press("M")
        await pilot.pause()
        shown = grid(app)
        words = Keys().fill(DuplicateScreen.KEY_WORDS).split(" · ")
        assert all(any(one in line for line in shown.splitlines()) for one in words), shown
        await pilot.press("escape", "slash")
        await pilot.pause()
        (edge,) = (line for line in grid(app).splitlines() if "enter card" in line)
        assert "…" not in edge
        assert "esc back" in edge


async def test_a_click_beside_a_text_to_be_read_closes_it(app: NetgardenApp) -> None:
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        for key in ("question_mark", "w"):
            await pilot.press(key)
            await pilot.pause()
            await pilot.click(offset=(60, 18))
            assert len(app.screen_stack) == 2, "a click on it does not"
            await pilot.click(offset=(3, 18))
            await pilot.pause()
            assert len(app.screen_stack) == 1


@pytest.mark.parametrize("key", ["slash", "T", "M"])
async def test_a_click_beside_what_is_to_be_chosen_from_closes_it(
    app: NetgardenApp, session: Session, key: str
) -> None:
    twin = {"name": "Ada Lovelace", "emails": {"ada@example.org": "work"}}
    session.do(actions.add_contact(session.garden, session.rules, twin, session.today)[0])
    async with app.run_test(size=(130, 36), notifications=True) as pilot:
        before = app.theme
        await pilot.press(key)
        await pilot.pause()
        if key == "T":
            await pilot.press("j")
        await pilot.click(offset=(112, 18))
        await pilot.pause()
        assert len(app.screen_stack) == 2, "a click on it does not"
        await pilot.click(offset=(1, 35))
        await pilot.pause()
        assert len(app.screen_stack) == 1
        assert app.theme == before


async def test_a_click_beside_an_import_or_a_form_loses_nothing(app: NetgardenApp, tmp_path: Path) -> None:
    file = tmp_path / "one.vcf"
    file.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Kim Park\nEND:VCARD\n")
    async with app.run_test(size=(130, 36), notifications=True) as pilot:
        await pilot.press("a", *"Kim")
        await pilot.click(offset=(1, 35))
        await pilot.pause()
        assert len(app.screen_stack) == 2
        await pilot.press("escape", "escape")
        await pilot.press("I")
        app.screen.query_one(Input).value = str(file)
        await pilot.press("enter")
        await pilot.pause(0.2)
        assert isinstance(app.screen, ImportScreen)
        await pilot.click(offset=(1, 35))
        await pilot.pause()
        assert isinstance(app.screen, ImportScreen)


async def test_the_keys_of_the_help_are_lit_as_in_the_footer(app: NetgardenApp) -> None:
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        amber = app.theme_variables["footer-key-foreground"]
        lit = [
            segment.text
            for strip in (body.render_line(0) for body in app.screen.query(CardBody))
            for segment in strip
            if segment.style
            and segment.style.color
            and Color.from_rich_color(segment.style.color).hex == amber.upper()
        ]
        assert {"l", "/ ^f"} <= set(lit)


@pytest.mark.parametrize(("keys", "is_veiled"), [("s", False), ("T", False), ("sd", False), ("slash", True)])
async def test_only_what_covers_the_screen_darkens_it(app: NetgardenApp, keys: str, is_veiled: bool) -> None:
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press(*(["slash"] if keys == "slash" else keys))
        await pilot.pause()
        assert (app.screen.styles.background.a > 0) is is_veiled


@pytest.mark.parametrize("width", [40, 60, 80])
async def test_no_word_of_what_is_said_is_lost(app: NetgardenApp, width: int) -> None:
    async with app.run_test(size=(width, 24), notifications=True) as pilot:
        assert isinstance(app.screen, MainScreen)
        for length in range(width - 20, width - 10):
            app.screen.say("x" * 8 + " " + "y" * (length - 18) + " and last")
            await pilot.pause(0.02)
            await pilot.pause()
            assert "last" in grid(app), length
