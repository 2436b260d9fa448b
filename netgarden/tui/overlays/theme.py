"""The theme chooser: a list beside the screen, which wears the theme under the cursor at once."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from netgarden.tui.keys import keys_of
from netgarden.tui.look.content import MUTED
from netgarden.tui.look.themes import THEMES
from netgarden.tui.overlays.overlay import OverlayScreen
from netgarden.tui.widgets.line_list import LineList
from netgarden.tui.widgets.text_list import TextList, TextRow


class ThemeScreen(OverlayScreen[None]):
    """All themes, our own first. What is chosen is kept; leaving puts back what was."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,T", "leave", "Back", id="theme.back")]

    DEFAULT_CSS = """
    ThemeScreen { align: right middle; background: transparent; }
    ThemeScreen > TextList {
        width: 34; max-width: 100%; height: 80%; border: round $border; background: $surface; padding: 0 1;
    }
    """

    def compose(self) -> ComposeResult:
        """The list."""
        themes = TextList()
        themes.border_title = Content("Theme")
        themes.border_subtitle = Content(keys_of(self.app).fill("{list.open} keeps it · {theme.back} back"))
        yield themes

    def on_mount(self) -> None:
        """Begin with the theme that is worn."""
        self._before = self.app.theme
        own = [theme.name for theme in THEMES]
        names = [*own, *sorted(self.app.available_themes.keys() - own)]
        known = self.app.available_themes
        themes = self.query_one(TextList)
        themes.show([TextRow(name, _row(name, dark=known[name].dark)) for name in names])
        themes.cursor = names.index(self._before)
        themes.focus()

    @on(LineList.Moved)
    def _moved(self) -> None:
        self.app.theme = str(self.query_one(TextList).current_key)

    @on(LineList.Chosen)
    def _chosen(self) -> None:
        self.session.remember(theme=self.app.theme)
        self.dismiss()

    def action_leave(self) -> None:
        """Put back what was worn before."""
        self.app.theme = self._before
        self.dismiss()


def _row(name: str, *, dark: bool) -> Content:
    return Content.assemble(f"{name:<22}", ("dark" if dark else "light", MUTED))
