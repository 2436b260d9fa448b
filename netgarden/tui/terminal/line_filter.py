"""The wall at the exit: nothing that data holds reaches the terminal as a command, or moves what stands beside it.

Text is cleaned where it enters; this filter is the second wall, for whatever found another way.
"""

import re
from collections.abc import Iterator

from rich.cells import cell_len, set_cell_size, split_graphemes
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]"
)
_JOINING = re.compile("[\u200d\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
"""Joiners, variation selectors and skin tones: what makes one sign of several, in some terminals."""

_GAP = re.compile("(?<= ) +")


class ControlFilter(LineFilter):
    """Takes control, bidi and tag characters out of what is drawn, and makes every sign as wide as it was taken for.

    A family of emoji is two cells in one terminal and six in another; where they differ, all that stands to its
    right is out of line. So what joins signs is left out, and the blanks behind make up for what that adds.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments with nothing in them that a terminal would act on, as wide as before."""
        text = "".join([segment.text for segment in segments])
        if text.isascii() and text.isprintable():
            return segments
        if _JOINING.search(text):
            return _apart(segments)
        if _UNSAFE.search(text):
            return [Segment(_UNSAFE.sub("", segment.text), *segment[1:]) for segment in segments]
        return segments


def _apart(segments: list[Segment]) -> list[Segment]:
    """The segments with joined signs one beside the other; the line stays as wide as it is."""
    drawn: list[Segment] = []
    over = 0
    for segment in segments:
        text = "".join(_signs(segment.text))
        over += cell_len(text) - cell_len(segment.text)

        def shortened(gap: re.Match[str]) -> str:
            nonlocal over
            taken = min(over, len(gap[0]))
            over -= taken
            return " " * (len(gap[0]) - taken)

        drawn.append(Segment(_GAP.sub(shortened, text) if over > 0 else text, *segment[1:]))
    return drawn if over == 0 else [Segment(_in_place(segment.text), *segment[1:]) for segment in segments]


def _in_place(text: str) -> str:
    """The text as wide as it is: where there were not blanks enough, the first sign stands for all joined to it."""
    return set_cell_size("".join(_signs(text, first=True)), cell_len(text))


def _signs(text: str, *, first: bool = False) -> Iterator[str]:
    """The signs of a text, without what joins them or acts, none narrower than Rich takes it for.

    With `first` none is wider either.
    """
    for start, end, width in split_graphemes(text)[0]:
        sign = _UNSAFE.sub("", _JOINING.sub("", text[start:end]))
        while first and cell_len(sign) > width:
            sign = sign[:-1]
        yield sign + " " * (width - cell_len(sign))
