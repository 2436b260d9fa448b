"""A sheet: a list, and what is to be said of the row under the cursor."""

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from netgarden.errors import NetgardenError
from netgarden.session.session import Changed
from netgarden.tui.keys import keys_of
from netgarden.tui.look.content import unbroken
from netgarden.tui.overlays.overlay import OverlayScreen
from netgarden.tui.screens.base import Result
from netgarden.tui.views.done_words import done_words
from netgarden.tui.widgets.card import Card, CardLine
from netgarden.tui.widgets.line_list import LineList
from netgarden.tui.widgets.text_list import TextList, TextRow


class ListSheet(OverlayScreen[Result], is_shown=False):
    """A list at the left and the detail of its current row at the right.

    A subclass gives the rows and the detail, and is asked anew after every change of the garden.
    """

    DEFAULT_CSS = """
    ListSheet { align: center middle; }
    ListSheet > Vertical {
        width: 116; max-width: 100%; height: 85%; border: round $border; background: $surface; padding: 0 1;
    }
    ListSheet #said { height: auto; color: $foreground-muted; margin-bottom: 1; }
    ListSheet #keys { height: auto; color: $foreground-muted; display: none; }
    ListSheet TextList { width: 1fr; background: $surface; }
    ListSheet Card { width: 46%; border-left: solid $border-blurred; }
    ListSheet.-narrow Horizontal { layout: vertical; }
    ListSheet.-narrow TextList { height: auto; min-height: 2; max-height: 55%; }
    ListSheet.-narrow Card { width: 1fr; height: 1fr; border-left: none; border-top: solid $border-blurred; }
    """

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (70, "-wide")]

    TITLE_WORDS = ""
    """What stands above."""
    KEY_WORDS = ""
    """The keys that matter, by their commands in braces, with dots between. They stand in the border, or above it
    where it is too short.
    """

    # ── what a subclass gives ────────────────────────────────────────────────

    def rows(self) -> list[TextRow]:
        """The rows as they are now."""
        raise NotImplementedError

    def said(self) -> str:
        """What stands above the list."""
        return ""

    def detail(self, key: str) -> list[CardLine]:
        """What is to be said of the row with this key."""
        raise NotImplementedError

    # ── the sheet ────────────────────────────────────────────────────────────

    def compose(self) -> ComposeResult:
        """A line, the list and the detail."""
        with Vertical() as sheet:
            sheet.border_title = Content(self.TITLE_WORDS)
            yield Static(id="said", markup=False)
            with Horizontal():
                yield TextList()
                yield Card()
            yield Static(id="keys", markup=False)

    def on_resize(self) -> None:
        """Say the keys where there is room for them."""
        sheet, keys = self.query_one(Vertical), self.query_one("#keys", Static)
        words = keys_of(self.app).fill(self.KEY_WORDS)
        width = sheet.content_size.width
        keys.display = len(words) + 2 > width
        sheet.border_subtitle = Content("" if keys.display else words)
        named = (one.partition(" ") for one in words.split(" · "))
        parts = [
            Content.assemble((key, "$footer-key-foreground bold"), f" {label}") for key, _, label in named
        ]
        keys.update(unbroken(parts, width))

    def on_mount(self) -> None:
        """Fill the list, and keep up with the garden. What was said before would stand over the keys."""
        self.app.clear_notifications()
        self.session.subscribe(self._changed)
        self.show()
        self.query_one(TextList).focus()

    def on_unmount(self) -> None:
        """Listen no more."""
        self.session.unsubscribe(self._changed)

    def _changed(self, changed: Changed) -> None:
        self.show()

    def show(self) -> None:
        """Show the rows as they are now."""
        if not self.query(TextList):  # a change may come while the sheet is being taken down
            return
        self.query_one(TextList).show(self.rows())
        self.query_one("#said", Static).update(Content(self.said()))

    @property
    def key(self) -> str:
        """The key of the row under the cursor, empty if there is none."""
        return str(self.query_one(TextList).current_key or "")

    @on(LineList.Moved)
    def _moved(self) -> None:
        self.query_one(Card).show(
            self.detail(self.key) if self.key else [CardLine("", "Nothing waits here.")]
        )

    def carry_out(self, act: Callable[[], str]) -> None:
        """Do something and say what was done; what it raises for people is said too."""
        try:
            done = act()
        except NetgardenError as error:
            self.say(str(error))
            return
        self.say(f"✓ {done_words(done)}" if done else "All stays as it is")
        if self.is_attached:
            self.show()
