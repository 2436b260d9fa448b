"""A line to type in."""

from typing import Any

from textual.content import Content
from textual.widgets import Input


class LineInput(Input):
    """An input whose placeholder ends in an ellipsis where it does not fit; Textual's is cut without a word."""

    def __init__(self, value: str = "", *, placeholder: str = "", **more: Any) -> None:
        """`more` is for `Input`."""
        super().__init__(value, placeholder=placeholder, **more)
        self._whole = placeholder

    def on_resize(self) -> None:
        """Cut the placeholder anew."""
        width = self.content_size.width
        self.placeholder = Content(self._whole).truncate(width, ellipsis=True).plain.rstrip()
