"""The screen as text: what a person sees, without colours, for goldens and assertions."""

from itertools import groupby
from typing import Any

from textual.app import App

ATTRIBUTES = ("bold", "reverse", "underline")


def grid(app: App[Any]) -> str:
    """The lines of the screen; blanks at the end of a line are cut."""
    strips = app.screen._compositor.render_strips(app.size)
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


def runs(app: App[Any]) -> list[str]:
    """Where the screen is bold, reverse or underlined: `4 bold: Ada Lovelace`."""
    found = []
    for number, strip in enumerate(app.screen._compositor.render_strips(app.size), 1):
        for marks, segments in groupby(strip, key=lambda one: _marks(one.style)):
            text = "".join(segment.text for segment in segments).strip()
            if marks and text:
                found.append(f"{number} {marks}: {text}")
    return found


def _marks(style: Any) -> str:
    return " ".join(one for one in ATTRIBUTES if style is not None and getattr(style, one))
