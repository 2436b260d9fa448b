"""Lines that depend on the width there is for them, laid out once for each width."""

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget


class LaidOut(Widget):
    """A widget of such lines. Textual asks for their number first, then for them."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.layout_made: tuple[int, list[Content]] | None = None
        """The width in cells and the lines for it; to be set to None where they change."""

    def lay_out(self, width: int) -> list[Content]:
        """The lines for a width in cells, 1 at least."""
        raise NotImplementedError

    def laid_out(self, width: int) -> list[Content]:
        """The same, made once."""
        width = max(1, width)  # while a terminal is made smaller there may be none
        if self.layout_made is None or self.layout_made[0] != width:
            self.layout_made = width, self.lay_out(width)
        return self.layout_made[1]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many as there are lines, 1 at least."""
        return max(1, len(self.laid_out(width)))

    def render(self) -> Content:
        """The lines for the width at hand."""
        return Content("\n").join(self.laid_out(self.content_size.width))
