"""The signs that stages and folds are drawn with: one set for most fonts, one for those that lack them."""

from typing import Any, NamedTuple

from textual.app import App

from netgarden.config import Glyphs
from netgarden.domain.forest import Stage


class GlyphSet(NamedTuple):
    """A sign of one cell for each thing."""

    stages: dict[Stage, str]
    """How much history."""
    folded: str
    unfolded: str


UNICODE = GlyphSet({"seed": "·", "sprout": "↑", "sapling": "♠", "tree": "♣"}, "▸", "▾")
ASCII = GlyphSet({"seed": ".", "sprout": "'", "sapling": "t", "tree": "T"}, "+", "-")

SETS: dict[Glyphs, GlyphSet] = {"unicode": UNICODE, "ascii": ASCII}
"""By what the config calls them."""


class GlyphApp(App[None]):
    """An app that says what its screens draw with."""

    glyphs: GlyphSet = UNICODE
    """The set of the config."""


def glyphs_of(app: App[Any]) -> GlyphSet:
    """What this app draws with."""
    return app.glyphs if isinstance(app, GlyphApp) else UNICODE
