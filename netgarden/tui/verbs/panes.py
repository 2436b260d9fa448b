"""Going from pane to pane, and giving one the whole screen."""

from netgarden.tui.verbs.context import Context
from netgarden.tui.verbs.verb import Verb
from netgarden.tui.views.panes import PANES, Panes


class GoTo(Verb):
    """Go to a pane."""

    def __init__(self, pane: str) -> None:
        self._pane = pane

    def run(self, context: Context) -> None:
        """Give it the focus."""
        context.part(Panes).focus(self._pane)


class GoOn(Verb):
    """Go to the pane some steps further."""

    def __init__(self, step: int) -> None:
        self._step = step

    def run(self, context: Context) -> None:
        """Give it the focus; after the last comes the first."""
        context.part(Panes).go_on(self._step)


class Zoom(Verb):
    """Give the pane the whole screen, or put it back."""

    def run(self, context: Context) -> None:
        """Change between the two."""
        context.part(Panes).zoom()


class GoTop(Verb):
    """Go to the first row."""

    def run(self, context: Context) -> None:
        """Go there in the pane that has the focus."""
        context.part(Panes).go_top()


VERBS: dict[str, Verb] = {
    **{f"pane_{pane}": GoTo(pane) for pane in PANES},
    "next_pane": GoOn(1),
    "previous_pane": GoOn(-1),
    "zoom": Zoom(),
    "go_top": GoTop(),
}
