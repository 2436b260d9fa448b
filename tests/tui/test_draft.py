"""Drafting a message: read, changed, copied, opened in mail, logged as sent; never sent by itself."""

from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.widgets import Input, TextArea

from netgarden.change.garden import Garden
from netgarden.session.session import Session
from netgarden.tui.app import NetgardenApp
from netgarden.tui.overlays import draft
from netgarden.tui.overlays.draft import DraftScreen
from netgarden.tui.screens.main import MainScreen
from netgarden.tui.widgets.composer import Composer
from tests.support.gardens import ADA, small_garden
from tests.tui.grid import grid

SIZES = [(120, 36), (80, 24), (60, 20)]


@pytest.mark.parametrize("size", SIZES)
async def test_the_draft_says_its_reason_and_the_check_stands_beside_it(
    app: NetgardenApp, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.press("d")
        shown = grid(app)
        assert "Draft · thanks · Ada Lovelace · ada@example.org" in shown
        assert "Thank you for your help." in shown
        assert "✓ thanks them" in shown or "✓ etiquette: all well" in shown
        assert app.focused is app.screen.query_one(TextArea)
        for key in ("ctrl+s copy", "ctrl+o", "ctrl+l log as sent", "ctrl+t template", "esc back"):
            assert key in shown
        app.screen.query_one(TextArea).text = "Could you help? Would you call me? Please write."
        await pilot.pause()
        shown = grid(app)
        for words in ("! does not thank them", "! asks 3 things", "! offers nothing"):
            assert words in shown


async def test_copying_and_mailing_change_nothing(
    app: NetgardenApp, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[str] = []
    opened: list[str] = []
    monkeypatch.setattr(app, "copy_to_clipboard", copied.append)
    monkeypatch.setattr(app, "open_url", opened.append)
    async with app.run_test(size=SIZES[0], notifications=True) as pilot:
        await pilot.press("d", "X", "ctrl+s")
        assert copied[0].startswith("XHi Ada,\n\nThank you for your help.")
        assert "✓ copied" in grid(app)
        await pilot.press("ctrl+o")
        assert opened[0].startswith(
            "mailto:ada@example.org?subject=Thank%20you&body=XHi%20Ada%2C%0D%0A%0D%0A"
        )
        assert not session.history.undoable
        assert isinstance(app.screen, DraftScreen)


async def test_logging_it_as_sent_is_one_key_and_one_to_save(app: NetgardenApp, session: Session) -> None:
    async with app.run_test(size=SIZES[0], notifications=True) as pilot:
        await pilot.press("d", "ctrl+l")
        assert isinstance(app.screen, MainScreen)
        assert app.screen.query_one(Composer).text == "email: Thank you\nthanks: thanks"
        await pilot.press("ctrl+s")
        assert session.garden.interactions_of(ADA)[0].kind == "email"
        assert not session.garden.open_loops_of(ADA)
        await pilot.press("u")
        assert session.garden.open_loops_of(ADA)


async def test_a_changed_draft_is_there_again_and_an_unchanged_one_is_made_anew(
    app: NetgardenApp, session: Session
) -> None:
    async with app.run_test(size=SIZES[0], notifications=True) as pilot:
        await pilot.press("d", "escape")
        assert session.drafts == {}
        await pilot.press("d", *"Ahoy", "escape", "d")
        assert app.screen.query_one(TextArea).text.startswith("AhoyHi Ada")
        await pilot.press("ctrl+l")
        assert session.drafts == {}


async def test_another_template_by_key_and_what_was_written_comes_back(app: NetgardenApp) -> None:
    async with app.run_test(size=SIZES[1], notifications=True) as pilot:
        await pilot.press("d", *"Ahoy", "ctrl+t")
        shown = " ".join(grid(app).split())
        for words in ("f follow up", "h check in", "c congratulate", "i make an introduction"):
            assert words in shown
        await pilot.press("c")
        screen = app.screen
        assert screen.query_one(Input).value == "Congratulations, Ada!"
        assert "Draft · congratulate · Ada Lovelace" in grid(app)
        await pilot.press("ctrl+z")
        assert screen.query_one(TextArea).text.startswith("AhoyHi Ada")


async def test_a_template_is_edited_outside_and_used_at_once(
    app: NetgardenApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NETGARDEN_CONFIG", str(tmp_path / "c" / "config.toml"))
    monkeypatch.setattr(app, "suspend", nullcontext)
    monkeypatch.setattr(draft, "edited_outside", lambda text: text.replace("Hi {first}", "Ahoy {first}"))
    async with app.run_test(size=SIZES[0], notifications=True) as pilot:
        await pilot.press("d", "ctrl+t", "e")
        assert app.screen.query_one(TextArea).text.startswith("Ahoy Ada,")
        assert (tmp_path / "c" / "templates" / "thanks.txt").read_text(encoding="utf-8").count(
            "Ahoy {first}"
        ) == 1


async def test_where_no_editor_can_be_opened_it_says_where_the_file_goes(app: NetgardenApp) -> None:
    async with app.run_test(size=SIZES[0], notifications=True) as pilot:
        await pilot.press("d", "ctrl+t", "e")
        assert "cannot be lent to an editor" in grid(app)


async def test_from_the_card_the_entry_is_written_in_the_main_screen(app: NetgardenApp) -> None:
    async with app.run_test(size=SIZES[0], notifications=True) as pilot:
        await pilot.press("enter", "d", "ctrl+l")
        await pilot.pause()
        assert isinstance(app.screen, MainScreen)
        assert app.screen.query_one(Composer).text.startswith("email: Thank you")


async def test_a_broken_template_of_ones_own_is_told(
    app: NetgardenApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NETGARDEN_CONFIG", str(tmp_path / "c" / "config.toml"))
    (tmp_path / "c" / "templates").mkdir(parents=True)
    (tmp_path / "c" / "templates" / "thanks.txt").write_text("Hi {frist}", encoding="utf-8")
    async with app.run_test(size=SIZES[0], notifications=True) as pilot:
        await pilot.press("d")
        shown = grid(app)
        assert "Thank you for your help." in shown
        assert "do you mean {first}?" in shown


@pytest.mark.parametrize(
    "text", ["Ann [/] Lee", "[@click=app.quit]x[/]", "x" * 3000, "山田 👩‍👩‍👧 {me}", "a" + "\u0301" * 300]
)
async def test_hostile_text_is_only_text(app_on: Callable[[Garden], NetgardenApp], text: str) -> None:
    garden = small_garden()
    builder = garden.builder()
    ada, owed = garden.contacts[ADA], garden.open_loops_of(ADA)[0]
    builder.put(
        replace(ada, name=text, org=text, role=text, interests=(text,), emails={text: ""}, met_where=text)
    )
    builder.put(replace(owed, text=text))
    garden.apply(builder.build("spoil"))
    app = app_on(garden)
    async with app.run_test(size=SIZES[1], notifications=True) as pilot:
        await pilot.press("d", "ctrl+t", "c", "ctrl+s", "ctrl+l", "ctrl+s")
        await pilot.pause()
        assert app.is_running
        assert isinstance(app.screen, MainScreen)
