"""A handful of screens as text grids, with what is bold, reverse or underlined.

`NETGARDEN_GOLDENS=write pytest tests/tui/test_goldens.py` writes them anew; the difference is to be read.
"""

import os
from pathlib import Path

import pytest

from netgarden.demo.sample_garden import sample_garden
from netgarden.session.session import Session
from netgarden.tui.app import NetgardenApp
from tests.support.gardens import NOW, TODAY
from tests.tui.grid import grid, runs

GOLDENS = Path(__file__).parent / "goldens"

SCREENS = [
    ("main-120x36", (120, 36), ()),
    ("main-80x24", (80, 24), ()),
    ("main-60x20", (60, 20), ()),
    (
        "forest-120x36",
        (120, 36),
        ("1", "v", "0", "b", "3", "space", "j", "space", "f", *"tier:steady", "enter"),
    ),
    ("find-120x36", (120, 36), ("slash", *"lukaz")),
    ("card-120x36", (120, 36), ("enter",)),
    ("card-80x24", (80, 24), ("enter",)),
    ("timeline-80x24", (80, 24), ("enter", "tab", "tab", "j")),
    ("field-80x24", (80, 24), ("enter", *"jjjjj", "enter", "x", "enter")),
    ("review-80x24", (80, 24), ("r", "t")),
    ("summary-80x24", (80, 24), ("r", "t", "s", "w", *"jjjjj")),
    ("triage-80x24", (80, 24), ("R", "3")),
    ("composer-80x24", (80, 24), ("l", *"call", "colon", "space", *"hi")),
]


@pytest.mark.parametrize(("name", "size", "keys"), SCREENS, ids=[name for name, *_ in SCREENS])
async def test_the_screen_is_as_it_was_looked_at(
    name: str, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    app = NetgardenApp(Session(sample_garden(TODAY), TODAY, now=lambda: NOW), lambda: TODAY)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        shown = "\n".join([grid(app), "", *runs(app), ""])
    file = GOLDENS / f"{name}.txt"
    if os.environ.get("NETGARDEN_GOLDENS") == "write":
        GOLDENS.mkdir(exist_ok=True)
        file.write_text(shown, encoding="utf-8")
    assert shown == file.read_text(encoding="utf-8")
