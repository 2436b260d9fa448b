"""The wall at the exit: nothing that data holds reaches the terminal as a command.

Text is cleaned where it enters; this filter is the second wall, for whatever found another way.
"""

import re

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]"
)


class ControlFilter(LineFilter):
    """Takes control, bidi and tag characters out of what is drawn; none of them takes a cell."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments with nothing in them that a terminal would act on."""
        if not any(_UNSAFE.search(segment.text) for segment in segments):
            return segments
        return [Segment(_UNSAFE.sub("", segment.text), *segment[1:]) for segment in segments]
