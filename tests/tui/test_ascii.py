"""With the ASCII set nothing but ASCII is drawn, whatever the screen; data in other scripts stay as they are."""

import pytest
from msgspec.structs import replace
from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color

from netgarden.change.garden import Garden
from netgarden.config import Config
from netgarden.demo.sample_garden import sample_garden
from netgarden.records.contact import Contact
from netgarden.records.interaction import Interaction
from netgarden.records.loop import Loop
from netgarden.records.record import Record
from netgarden.session.session import Session
from netgarden.tui.app import NetgardenApp
from netgarden.tui.look.ascii_twins import TWINS, AsciiFilter
from tests.support.gardens import NOW, TODAY
from tests.tui.grid import grid

SCREENS = {
    "main": (),
    "forest by health": ("1", "v", "9", "b", "3", "space", "left"),
    "grove": ("1", "g", "z"),
    "filter": ("f", *"climate", "enter"),
    "strip": ("s",),
    "prompt": ("s", "d"),
    "card": ("enter",),
    "review": ("r", "t"),
    "summary": ("r", "t", "s", "w", *"jjjjjjjj"),
    "find": ("slash", *"ada"),
    "triage": ("R", "3"),
    "help": ("question_mark",),
    "palette": ("colon",),
    "themes": ("T",),
    "composer": ("l", *"call yesterday", "colon", "space", *"hi"),
    "grammar": ("l", "ctrl+g"),
    "loops": ("O",),
    "edit": ("e",),
    "draft": ("d",),
    "why": ("w",),
    "duplicates": ("M",),
    "decisions": ("C",),
    "import": ("I",),
    "attendees": ("W",),
}


def plain(record: Record) -> Record:
    """The record with its texts in ASCII."""
    texts = {
        name: value.encode("ascii", "replace").decode()
        for name in record.__struct_fields__
        if isinstance(value := getattr(record, name), str)
    }
    return replace(record, **texts) if isinstance(record, Contact | Interaction | Loop) else record


def plain_garden() -> Garden:
    """The sample garden with everything of its people in ASCII."""
    sample = sample_garden(TODAY)
    tables = ("contacts", "interactions", "loops", "wants", "offers", "milestones", "ties")
    return Garden({table: [plain(one) for one in sample.records(table).values()] for table in tables})


@pytest.mark.parametrize(("name", "keys"), SCREENS.items(), ids=SCREENS)
async def test_every_screen_is_ascii_to_the_last_sign(name: str, keys: tuple[str, ...]) -> None:
    for size in ((120, 36), (80, 24)):
        session = Session(plain_garden(), TODAY, now=lambda: NOW)
        app = NetgardenApp(session, lambda: TODAY, Config(glyphs="ascii"))
        async with app.run_test(size=size, notifications=True) as pilot:
            await pilot.press(*keys)
            await pilot.pause()
            shown = grid(app)
        found = {sign for sign in shown if not sign.isascii() and not (name == "grammar" and sign.isalpha())}
        assert not found, f"{name}: {found} in\n{shown}"


def test_a_twin_takes_as_many_cells_as_its_sign() -> None:
    for code, twin in TWINS.items():
        assert twin.isascii()
        assert cell_len(chr(code)) == len(twin), chr(code)


def test_letters_of_any_script_stay() -> None:
    segments = [Segment("高橋由紀 · Łódź …"), Segment("plain")]
    drawn = AsciiFilter().apply(segments, Color(0, 0, 0))
    assert "".join(segment.text for segment in drawn) == "高橋由紀 - Łódź ~plain"


@pytest.mark.parametrize(("keys", "shown"), [(("enter",), "enter Edit"), (("question_mark",), "up k ")])
async def test_no_key_is_drawn_like_another_one(keys: tuple[str, ...], shown: str) -> None:
    session = Session(plain_garden(), TODAY, now=lambda: NOW)
    app = NetgardenApp(session, lambda: TODAY, Config(glyphs="ascii"))
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        assert shown in grid(app)
