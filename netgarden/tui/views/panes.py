"""The four panes of the main screen: which of them are to be seen at which size, and which is used."""

from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget

from netgarden.tui.screens.next_step import NextStep
from netgarden.tui.widgets.card import Card
from netgarden.tui.widgets.composer import Composer
from netgarden.tui.widgets.line_list import LineList

PANES = ("forest", "today", "card", "composer")
"""The panes by id, in the order of their keys."""

NARROW, WIDE = 70, 110
"""Columns from which there is room for two panes side by side, and for three."""

HORIZONTAL = [(0, "-narrow"), (NARROW, "-medium"), (WIDE, "-wide")]
"""The class of the screen from so many columns."""

VERTICAL = [(0, "-short"), (30, "-tall")]
"""The class of the screen from so many lines."""


class Panes:
    """The panes of a screen; the style sheet says where each stands."""

    def __init__(self, screen: Screen[NextStep | None]) -> None:
        self._screen = screen
        self.used = "today"
        """The id of the one that is used."""

    def fit(self, size: Size) -> None:
        """Take on the layout for a terminal of `size` cells before the screen is mounted."""
        for extent, breakpoints in ((size.width, HORIZONTAL), (size.height, VERTICAL)):
            self._screen.add_class(max(one for one in breakpoints if one[0] <= extent)[1], update=False)

    def lay_out(self, pane: str) -> None:
        """Show the panes that there is room for while `pane` is used."""
        screen = self._screen
        self.used = pane
        screen.set_class(pane == "composer", "-writing")
        if screen.size.width < NARROW or self.is_zoomed:
            shown = {pane}
        elif screen.size.width < WIDE and pane == "composer":
            shown = {"card", "composer"}
        else:
            shown = set(PANES)
        for one in PANES:
            screen.query_one(f"#{one}").display = one in shown

    def focus(self, pane: str) -> None:
        """Go to a pane."""
        # A hidden widget cannot take the focus, and hiding the one that has it would move it elsewhere: so the
        # pane is shown, takes the focus, and only then do others make room.
        screen = self._screen
        screen.query_one(f"#{pane}").display = True
        target: Widget = screen.query_one(f"#{pane}")
        screen.set_focus(target.area if isinstance(target, Composer) else target)
        self.lay_out(pane)

    def note_focus(self) -> str | None:
        """Make room for the pane that has the focus, and return its id; None where no pane has it."""
        focused = self._screen.focused
        nodes = focused.ancestors_with_self if focused else ()
        pane = next((node.id for node in nodes if node.id in PANES), None)
        if pane is not None:
            self.lay_out(pane)
        return pane

    def go_on(self, step: int) -> None:
        """Go to the pane some steps further, after the last to the first."""
        self.focus(PANES[(PANES.index(self.used) + step) % len(PANES)])

    @property
    def is_zoomed(self) -> bool:
        """Whether one pane has the whole screen."""
        return self._screen.has_class("-zoom")

    def zoom(self) -> None:
        """Give the pane the whole screen, or put it back."""
        self._screen.toggle_class("-zoom")
        self.lay_out(self.used)

    def go_top(self) -> None:
        """Go to the first row of the pane that has the focus."""
        focused = self._screen.focused
        if isinstance(focused, LineList):
            focused.action_top()
        elif isinstance(focused, Card):
            focused.scroll_home(animate=False)
