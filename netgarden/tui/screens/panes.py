"""The four panes of the main screen: which of them are to be seen at which size, and which is used."""

from textual.geometry import Size
from textual.widget import Widget

from netgarden.session.session import Session
from netgarden.tui.screens.foresting import ForestScreen
from netgarden.tui.widgets.card import Card
from netgarden.tui.widgets.line_list import LineList

PANES = ("forest", "today", "card", "composer")
"""The panes by id, in the order of their keys."""

NARROW, WIDE = 70, 110
"""Columns from which there is room for two panes side by side, and for three."""


class PanesScreen(ForestScreen):
    """A screen of these panes; the style sheet says where each stands."""

    AUTO_FOCUS = ""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NARROW, "-medium"), (WIDE, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.pane = "today"
        """The id of the one that is used."""

    def fit(self, size: Size) -> None:
        """Take on the layout for a terminal of `size` cells before the screen is mounted."""
        for extent, breakpoints in (
            (size.width, self.HORIZONTAL_BREAKPOINTS),
            (size.height, self.VERTICAL_BREAKPOINTS),
        ):
            self.add_class(max(one for one in breakpoints if one[0] <= extent)[1], update=False)

    def on_resize(self) -> None:
        """Another width may mean another layout."""
        self.call_after_refresh(lambda: self.lay_out(self.pane))

    def lay_out(self, pane: str) -> None:
        """Show the panes that there is room for while `pane` is used."""
        self.pane = pane
        self.set_class(pane == "composer", "-writing")
        if self.size.width < NARROW or self.has_class("-zoom"):
            shown = {pane}
        elif self.size.width < WIDE and pane == "composer":
            shown = {"card", "composer"}
        else:
            shown = set(PANES)
        for one in PANES:
            self.query_one(f"#{one}").display = one in shown

    def focus_pane(self, pane: str) -> None:
        """Go to a pane."""
        # A hidden widget cannot take the focus, and hiding the one that has it would move it elsewhere: so the
        # pane is shown, takes the focus, and only then do others make room.
        self.query_one(f"#{pane}").display = True
        target: Widget = self.writing.composer.area if pane == "composer" else self.query_one(f"#{pane}")
        self.set_focus(target)
        self.lay_out(pane)

    def action_pane_forest(self) -> None:
        """Go to the forest."""
        self.focus_pane("forest")

    def action_pane_today(self) -> None:
        """Go to the queue."""
        self.focus_pane("today")

    def action_pane_card(self) -> None:
        """Go to the card."""
        self.focus_pane("card")

    def action_pane_composer(self) -> None:
        """Go to the composer."""
        self.focus_pane("composer")

    def _next(self, step: int) -> None:
        self.focus_pane(PANES[(PANES.index(self.pane) + step) % len(PANES)])

    def action_next_pane(self) -> None:
        """Go to the next pane."""
        self._next(1)

    def action_previous_pane(self) -> None:
        """Go to the pane before."""
        self._next(-1)

    def action_zoom(self) -> None:
        """Give the pane the whole screen, or put it back."""
        self.toggle_class("-zoom")
        self.lay_out(self.pane)

    def action_go_top(self) -> None:
        """Go to the first row."""
        focused = self.focused
        if isinstance(focused, LineList):
            focused.action_top()
        elif isinstance(focused, Card):
            focused.scroll_home(animate=False)
