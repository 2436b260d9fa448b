"""Makes the pictures of `screenshots/` from the sample garden at a fixed date.

    python -m tests.screenshots [DIRECTORY]

Each picture is a state of the app that is reached by keys, at a size of the terminal.
"""

import asyncio
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from netgarden.change.garden import Garden
from netgarden.demo.sample_garden import sample_garden
from netgarden.session.session import Session
from netgarden.tui.app import NetgardenApp
from tests.support.gardens import TODAY

NOW = datetime(2026, 11, 22, 14, 20, tzinfo=UTC)


class Picture(NamedTuple):
    """A state of the app and the size at which it is shown, in cells."""

    name: str
    width: int
    height: int
    keys: tuple[str, ...] = ()
    theme: str = ""
    empty: bool = False


ENTRY = "call @grace today: the archive move is done; owe: intro to Chidi by fri; wants: a second reviewer"
PICTURES = (
    Picture("main-120x36", 120, 36),
    Picture("main-80x24", 80, 24),
    Picture("main-60x20", 60, 20),
    Picture("forest-60x20", 60, 20, ("1",)),
    Picture("light-120x36", 120, 36, theme="netgarden-light"),
    Picture("ansi-80x24", 80, 24, theme="ansi-dark"),
    Picture("empty-120x36", 120, 36, empty=True),
    Picture("find-120x36", 120, 36, ("slash", *"qinn")),
    Picture("find-80x24", 80, 24, ("slash", *"qinn")),
    Picture("composer-120x36", 120, 36, ("L", *ENTRY)),
    Picture("composer-80x24", 80, 24, ("L", *ENTRY)),
    Picture("card-120x36", 120, 36, ("enter",)),
    Picture("card-80x24", 80, 24, ("enter",)),
    Picture("timeline-80x24", 80, 24, ("enter", "tab", "tab", "j")),
    Picture("field-80x24", 80, 24, ("enter", *"jjjjj", "enter", "x", "enter")),
    Picture("review-120x36", 120, 36, ("r",)),
    Picture("review-80x24", 80, 24, ("r",)),
    Picture("triage-120x36", 120, 36, ("R",)),
    Picture("draft-120x36", 120, 36, ("d",)),
    Picture("help-120x36", 120, 36, ("question_mark",)),
    Picture("help-80x24", 80, 24, ("question_mark",)),
    Picture("palette-120x36", 120, 36, ("colon",)),
    Picture("snooze-80x24", 80, 24, ("s",)),
    Picture("edit-120x36", 120, 36, ("e",)),
    Picture("why-80x24", 80, 24, ("w",)),
)


async def take(picture: Picture) -> str:
    """The picture as SVG, without the addresses of web fonts."""
    garden = Garden() if picture.empty else sample_garden(TODAY)
    app = NetgardenApp(Session(garden, TODAY, now=lambda: NOW), lambda: TODAY)
    async with app.run_test(size=(picture.width, picture.height), notifications=True) as pilot:
        if picture.theme:
            app.theme = picture.theme
        for key in picture.keys:
            await pilot.press({" ": "space", ":": "colon", ";": "semicolon", "@": "at"}.get(key, key))
        await pilot.pause()
        svg = app.export_screenshot(title="netgarden")
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)


def main() -> None:
    """Make all pictures, or those whose names are given after the directory."""
    directory = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[1] / "screenshots")
    directory.mkdir(exist_ok=True)
    for picture in PICTURES:
        if not sys.argv[2:] or picture.name in sys.argv[2:]:
            (directory / f"{picture.name}.svg").write_text(asyncio.run(take(picture)), encoding="utf-8")


if __name__ == "__main__":
    main()
