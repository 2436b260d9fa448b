"""What review and triage share: one person at a time, and on to the next when they are dealt with."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from netgarden.session.session import Changed
from netgarden.session.walk import Walk
from netgarden.tui.screens.base import Act, BaseScreen
from netgarden.tui.screens.next_step import NextStep
from netgarden.tui.widgets.card import Card

NARROW = 70
"""Columns from which there is room for two sides."""


class WalkScreen(BaseScreen[NextStep | None], is_shown=False):
    """A screen with one person of a list. A verb that settles them leads on to the next; undo leads back."""

    AUTO_FOCUS = ""

    HORIZONTAL_BREAKPOINTS = [(0, "-stacked"), (NARROW, "-beside")]

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+d,pagedown", "scroll_brief(1)", "Scroll the brief", show=False, id="walk.page_down"),
        Binding("ctrl+u,pageup", "scroll_brief(-1)", "Scroll it back", show=False, id="walk.page_up"),
        Binding("q", "leave", "Leave", show=False, id="walk.leave"),
    ]

    # ── what a screen gives ──────────────────────────────────────────────────

    @property
    def walk(self) -> Walk:
        """The people, and where one is among them."""
        raise NotImplementedError

    def show(self, *, from_top: bool = True) -> None:
        """Show the person one is at; `from_top` for another person than before."""
        raise NotImplementedError

    def ended(self) -> None:
        """Called when the last person lies behind."""
        raise NotImplementedError

    # ── going on ─────────────────────────────────────────────────────────────

    @property
    def person(self) -> str | None:
        """The one shown."""
        return self.walk.person

    def go_on(self) -> None:
        """Go on to the next open person."""
        self.walk.advance()
        self.arrive()

    def arrive(self) -> None:
        """Show where one has come to."""
        if self.walk.ended:
            self.ended()
        else:
            self.show()
        self.refresh_bindings()

    def do(self, act: Act) -> bool:
        """Carry out a change; where it settles the person, go on to the next."""
        uid = self.person
        was_open = uid is not None and self.walk.is_open(uid)
        done = super().do(act)
        if was_open and uid is not None and self.person == uid and not self.walk.is_open(uid):
            self.go_on()
        return done

    def on_mount(self) -> None:
        """Listen to changes."""
        self.session.subscribe(self.changed)

    def on_unmount(self) -> None:
        """Listen no more."""
        self.session.unsubscribe(self.changed)

    def changed(self, changed: Changed) -> None:
        """Show what has changed: after an undo whom it was about."""
        walk = self.walk
        if changed.cause == "undo":
            undone = [uid for uid in walk.uids if uid in changed.touched and walk.is_open(uid)]
            if undone and walk.person not in undone:
                walk.go_to(undone[0])
        self.show(from_top=False)
        self.refresh_bindings()
        if self.is_current:
            self.on_screen_resume()

    def on_screen_resume(self) -> None:
        """Go on from somebody who was deleted, here or elsewhere."""
        if self.person is None and not self.walk.ended:
            self.go_on()

    def action_next_person(self) -> None:
        """Go on; this one stays."""
        self.go_on()

    def action_previous_person(self) -> None:
        """Go back to the person before."""
        self.walk.go_back()
        self.arrive()

    def action_scroll_brief(self, pages: int) -> None:
        """Scroll the brief by half pages."""
        brief = self.query_one("#brief", Card)
        brief.scroll_relative(y=pages * max(1, brief.size.height // 2), animate=False)

    def action_leave(self) -> None:
        """Back to where one was."""
        self.dismiss(None)
