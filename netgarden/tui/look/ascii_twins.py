"""The twins in plain ASCII of all that netgarden and Textual draw with, for terminals and fonts that lack the signs.

What a sign means on the screen, a stage or the turn of an entry, is chosen in `glyphs`; the rest, borders, dots,
quotes and arrows in sentences, is replaced here at the exit, one cell for one cell. Letters of any script stay.
"""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_HORIZONTAL = "─━┄┅┈┉╌╍═╴╶╸╺╼╾▔▀"
_VERTICAL = "│┃┆┇┊┋╎╏║╵╷╹╻╽╿▏▎▍▐▊▋▉▕"
_LOW = "▁▂▃▄▅▆▇"
_FULL = "█▓▒░■"

TWINS = (
    dict.fromkeys(range(0x2500, 0x2580), "+")
    | dict.fromkeys(map(ord, _HORIZONTAL), "-")
    | dict.fromkeys(map(ord, _VERTICAL), "|")
    | dict.fromkeys(map(ord, _LOW), "_")
    | dict.fromkeys(map(ord, _FULL), "#")
    | {
        ord(sign): twin
        for sign, twin in {
            "▌": ">", "·": "-", "•": "*", "…": "~", "–": "-", "—": "-", "−": "-", "“": '"', "”": '"',
            "„": '"', "‘": "'", "’": "'", "‹": "<", "›": ">", "«": "<", "»": ">", "×": "x", "✓": "v", "→": ">",
            "←": "<", "↔": "=", "↑": "^", "↓": "v", "⏎": "<", "⌫": "<", "🔎": "/ ",
        }.items()
    }
)  # fmt: skip
"""By code point; a twin takes as many cells as its sign. What continues is `~`."""


class AsciiFilter(LineFilter):
    """Draws every sign that is no letter as its twin."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments, as wide as before, without the signs that have a twin."""
        if all(segment.text.isascii() for segment in segments):
            return segments
        return [Segment(segment.text.translate(TWINS), *segment[1:]) for segment in segments]
