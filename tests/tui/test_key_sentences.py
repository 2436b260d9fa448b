"""Sentences ask the keymap for keys: where every command has another key, no old key is named anywhere."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

import netgarden.tui
from netgarden.change.garden import Garden
from netgarden.config import Config
from netgarden.session.session import Session
from netgarden.tui import screens
from netgarden.tui.app import NetgardenApp
from netgarden.tui.commands import COMMANDS
from netgarden.tui.keymap import IN_COMPOSER, WRITTEN_IN, keys_of_places
from netgarden.tui.keys import Keys, key_name
from netgarden.tui.overlays.strip import Strip
from netgarden.tui.tour import EMPTY_GARDEN, STEPS
from tests.support.gardens import NOW, TODAY, small_garden
from tests.tui.grid import grid

UNUSED = [chr(code) for first, last in ((0x430, 0x44F), (0x3B1, 0x3C9), (0x561, 0x586), (0x410, 0x42F), (0x531, 0x556),
          (0x10D0, 0x10F0)) for code in range(first, last + 1)]  # fmt: skip
"""Letters that no command has: Cyrillic, Greek, Armenian, Georgian."""

KEPT = "triage.place"
"""The digits of the triage: each stands for a tier, so no one key can take their place."""

SOURCES = sorted(Path(netgarden.tui.__file__).parent.rglob("*.py"))

IN_BRACES = re.compile(r"\{([a-z_.]+)\}(?: (\w+))?")
"""A command that a sentence names, and the word after it."""


def sentences(path: Path) -> list[str]:
    """The texts of a module."""
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]


def words_after_keys() -> set[str]:
    """The words that stand behind a key: in sentences, in footers and in the help."""
    labels = [command.label for command in COMMANDS.values()]
    hints = {found[2] for path in SOURCES for text in sentences(path) for found in IN_BRACES.finditer(text)}
    firsts = {text.split()[0] for text in (*labels, *STEPS.values(), *dict(EMPTY_GARDEN).values()) if text}
    return {*hints, *firsts, "Forest", "Today", "by", "undoes", "changes", "saves", "shows", "begins"} - {
        None,
        "the",
    }


def every_other_key() -> dict[str, str]:
    """A keymap in which each command, and each thing that one place does, has a key that nothing has today."""
    screens.load()
    keymap: dict[str, str] = {}
    letters = iter(UNUSED)
    free: dict[str, Iterator[str]] = {}
    for id_ in sorted({*COMMANDS, *keys_of_places()} - {KEPT}):
        place = "composer" if id_ in IN_COMPOSER else id_.partition(".")[0]
        keys = letters
        if id_ == "back" or (place in WRITTEN_IN and id_ not in COMMANDS) or id_ in IN_COMPOSER:
            keys = free.setdefault(place, (f"f{number}" for number in range(9, 25)))
        if id_.startswith("find.list."):
            keys = letters
        keymap[id_] = next(keys)
    return keymap


KEYMAP = every_other_key()

OLD = {key_name(key) for id_ in (*COMMANDS, *keys_of_places()) if id_ != KEPT for key in Keys().names_of(id_)}
"""The usual keys as they are shown."""

OLD -= {"up", "down", "left", "right"}  # words too, and never what a sentence names
OLD |= {f"^{key[-1]}" for key in OLD if key.startswith("ctrl+")} | {"⏎"}


AFTER = "|".join(map(re.escape, sorted(words_after_keys())))


class Hand:
    """Works the app by commands, and notes each old key that it sees named."""

    def __init__(self, app: NetgardenApp, pilot: Pilot[None]) -> None:
        self.app = app
        self._pilot = pilot
        self.found: list[str] = []
        self.seen = ""

    async def press(self, *commands: str) -> None:
        """Press the keys of commands, one after another, and look."""
        for command in commands:
            await self.type(KEYMAP[command])

    async def type(self, *keys: str) -> None:
        """Press keys as they are, and look."""
        await self._pilot.press(*keys)
        await self._pilot.pause()
        self.look()

    def look(self) -> None:
        """Note what is to be seen."""
        shown = "\n".join(re.split(r"[│╭╮╰╯─▌]+", grid(self.app)))
        self.seen += shown
        strip = self.app.screen
        answers = {choice.key for choice in strip._choices} if isinstance(strip, Strip) else set()
        for key in OLD - answers:
            if found := re.search(
                rf"(?:^|[\s(]){re.escape(key)}(?:\)|[ ]+(?:{AFTER})\b).*", shown, re.MULTILINE
            ):
                self.found.append(f"{key}: {found[0].strip()}")


@pytest.fixture
def app_of() -> Callable[[Garden], NetgardenApp]:
    """Makes the app on a garden, with other keys."""

    def make(garden: Garden) -> NetgardenApp:
        return NetgardenApp(Session(garden, TODAY, now=lambda: NOW), lambda: TODAY, Config(keymap=KEYMAP))

    return make


async def test_an_empty_garden_and_its_tour_name_no_old_key(app_of) -> None:
    app = app_of(Garden())
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        hand = Hand(app, pilot)
        await pilot.pause()
        hand.look()
        await hand.press("tour", "tour", "log", "find", "find.leave")
        await hand.press("add")
        await hand.type(*"Ada")
        await hand.press("edit.cancel", "edit.save")
        await hand.press("log", "back", "help", "help.back", "cadence", "back", "zoom", "back")
        assert "Tour" in hand.seen
    assert not hand.found


async def test_the_main_screen_names_no_old_key(app_of) -> None:
    app = app_of(small_garden())
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        hand = Hand(app, pilot)
        await pilot.pause()
        hand.look()
        await hand.press("tried", "undo", "redo", "why", "note.back", "help", "help.back")
        await hand.press("snooze", "back", "pause", "prompt.cancel", "decide", "minutes", "prompt.cancel")
        await hand.press("log")
        await hand.type(*"call: well")
        await hand.press("grammar", "note.back", "new_entry", "save", "palette")
        await hand.type("escape")
        await hand.press("pane_forest", "filter")
        await hand.type(*"xyzzy")
        await hand.press("prompt.cancel", "pane_forest", "go_top", "back", "grouping", "back", "sort", "back")
        await hand.press("mark", "open_link", "draft", "draft.copy", "draft.leave", "theme", "theme.back")
        await hand.press("import")
        await hand.type("enter")
        await hand.press("prompt.cancel")
        assert f"{KEYMAP['undo']} undoes" in hand.seen
        assert f"{KEYMAP['redo']} brings it back" in hand.seen
    assert not hand.found


async def test_cards_lists_and_sheets_name_no_old_key(app_of) -> None:
    app = app_of(small_garden())
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        hand = Hand(app, pilot)
        await pilot.pause()
        await hand.press("card", "card.section", "card.section", "card.section", "help", "help.back")
        await hand.press("edit")
        await hand.press("field.leave", "card.leave")
        await hand.press("loops", "loops.leave", "find")
        await hand.type(*"qqqq")
        await hand.press("find.leave", "edit")
        await hand.type(*"New")
        await hand.press("edit.cancel", "edit.cancel", "review", "help", "help.back")
        await hand.press("tried", "cadence", "back", "back", "triage", "next_person", "next_person")
        assert f"{KEYMAP['edit.save']} saves it" in hand.seen
    assert not hand.found


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_what_a_sentence_names_in_braces_is_a_command(path: Path) -> None:
    screens.load()
    known = {*COMMANDS, *keys_of_places()}
    named = {found[1] for text in sentences(path) for found in IN_BRACES.finditer(text)}
    assert named <= known


@pytest.mark.parametrize(
    ("key", "shown"),
    [("question_mark", "?"), ("less_than_sign", "<"), ("ctrl+s", "ctrl+s"), ("escape", "esc"), ("U", "U"),
     ("asterisk", "*"), ("greek_small_letter_alpha", "α"), ("f5", "f5"), ("ctrl+question_mark", "ctrl+?")],
)  # fmt: skip
def test_a_key_is_shown_as_on_a_keyboard(key: str, shown: str) -> None:
    assert key_name(key) == shown
