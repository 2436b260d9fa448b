"""The signs of forest and timeline: one set for most fonts, one for those that lack them."""

from collections.abc import Sequence
from typing import Any

import msgspec
from textual.app import App
from textual.binding import Binding

from netgarden.config import Glyphs
from netgarden.people.forest import Health, Stage
from netgarden.records.interaction import Turn


class GlyphSet(msgspec.Struct, frozen=True):
    """A sign of one cell for each thing."""

    stages: dict[Stage, str]
    """How much history."""
    healths: dict[Health, str]
    """Where it stands against its cadence; a blank where all is well."""
    folded: str
    unfolded: str
    turns: dict[Turn, str]
    """From whom an entry came, and whether something was opened or closed."""
    bars: str
    """From nothing to the most."""
    keys: dict[str, str]
    """The names of keys for which Textual shows a sign that this set has not."""

    def bar_line(self, counts: Sequence[int], full: int) -> str:
        """A small line: a bar for each count, the highest for `full`; whatever is no zero is seen."""
        steps = len(self.bars) - 1
        return "".join(self.bars[-(-min(count, full) * steps // full) if count else 0] for count in counts)


UNICODE = GlyphSet(
    {"seed": "·", "sprout": "↑", "sapling": "♠", "tree": "♣"},
    {"thriving": " ", "thirsty": "~", "wilting": "!", "resting": "z"},
    "▸",
    "▾",
    {"in": "←", "out": "→", "both": "↔", "opened": "+", "closed": "✓", "": "·"},
    "▁▂▃▄▅▆▇█",
    {},
)
ASCII = GlyphSet(
    {"seed": ".", "sprout": "'", "sapling": "t", "tree": "T"},
    {"thriving": " ", "thirsty": "-", "wilting": "!", "resting": "z"},
    "+",
    "-",
    {"in": "<", "out": ">", "both": "=", "opened": "+", "closed": "v", "": "."},
    "_.:+#",
    {"↑": "up", "↓": "down", "←": "left", "→": "right", "⏎": "enter", "⌫": "backspace"},
)

SETS: dict[Glyphs, GlyphSet] = {"unicode": UNICODE, "ascii": ASCII}
"""By what the config calls them."""


class GlyphApp(App[None]):
    """An app that says what its screens draw with."""

    glyphs: GlyphSet = UNICODE
    """The set of the config."""

    def get_key_display(self, binding: Binding) -> str:
        """Return a key as it is shown: by its name where its sign would be drawn like another key, `⏎` like `<`."""
        shown = super().get_key_display(binding)
        for sign, name in self.glyphs.keys.items():
            shown = shown.replace(sign, name)
        return shown


def glyphs_of(app: App[Any]) -> GlyphSet:
    """Return the glyphs of an app."""
    return app.glyphs if isinstance(app, GlyphApp) else UNICODE
