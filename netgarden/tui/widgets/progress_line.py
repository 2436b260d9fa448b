"""The progress line: how far a review or a triage is, in words and as a bar."""

from typing import NamedTuple

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

MIN_BAR = 8
"""Cells below which the bar is left out."""


class Progress(NamedTuple):
    """A line that says how far one is."""

    words: str
    """`4 of 12 · ~9 min left`."""
    done: int
    total: int


class ProgressLine(Widget):
    """One line under the status line; the words first, then a bar in what is left of the width."""

    DEFAULT_CSS = """
    ProgressLine { dock: top; height: 1; margin-top: 1; padding: 0 1; }
    """

    progress: reactive[Progress] = reactive(Progress("", 0, 0))

    def render(self) -> Content:
        """Words and bar."""
        words, done, total = self.progress
        text = Content.styled(words, "bold").truncate(self.content_size.width, ellipsis=True)
        width = self.content_size.width - text.cell_length - 2
        if width < MIN_BAR or total < 1:
            return text
        filled = width * min(done, total) // total
        return Content.assemble(
            text, "  ", ("━" * filled, "$primary"), ("─" * (width - filled), "$border-blurred")
        )
