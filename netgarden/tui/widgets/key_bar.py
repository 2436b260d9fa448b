"""The footer: the keys that matter most here, as many as fit, `? Help` always among them."""

from typing import Any

import msgspec
from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget


class KeyHint(msgspec.Struct, frozen=True):
    """A key of the footer."""

    key: str
    """As it is shown."""
    label: str
    action: str
    enabled: bool
    """Whether it applies just now; else it is dimmed."""

    @property
    def width(self) -> int:
        """Cells that it takes."""
        return Content(self.key).cell_length + 1 + len(self.label)


class KeyBar(Widget):
    """One line of keys and labels, made from the screen's live bindings.

    Textual's footer cuts what does not fit without a word; this one leaves out whole entries from the right.
    """

    DEFAULT_CSS = """
    KeyBar {
        dock: bottom; height: 1; background: $footer-background; color: $footer-foreground; padding: 0 1;
    }
    """

    hints: reactive[tuple[KeyHint, ...]] = reactive(())
    """The keys shown, help first, then as the focused widget and the screen have them."""

    def on_mount(self) -> None:
        """Follow the screen's bindings."""
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_updated)

    def _bindings_updated(self, screen: Screen[Any]) -> None:
        if screen is not self.screen or not self.is_attached:
            return
        if not screen.is_active:  # under another screen its keys do not work
            self.hints = ()
            return
        found: dict[str, KeyHint] = {}
        for _, binding, enabled, _ in screen.active_bindings.values():
            key = self.app.get_key_display(binding)
            if binding.show and not is_typed(screen, binding, key):
                found.setdefault(binding.action, KeyHint(key, binding.description, binding.action, enabled))
        self.hints = tuple(sorted(found.values(), key=lambda hint: hint.action != "help"))

    def fitting(self, width: int) -> list[tuple[int, KeyHint]]:
        """The hints that fit `width` cells, each with the cell at which it begins."""
        fitted: list[tuple[int, KeyHint]] = []
        x = 0
        for hint in self.hints:
            if x + hint.width > width:
                break
            fitted.append((x, hint))
            x += hint.width + 2
        return fitted

    def render(self) -> Content:
        """The line."""
        parts = [
            Content.assemble((hint.key, "$footer-key-foreground bold"), " ", hint.label)
            if hint.enabled
            else Content.styled(f"{hint.key} {hint.label}", "$foreground-disabled")
            for _, hint in self.fitting(self.content_size.width)
        ]
        return Content("  ").join(parts)

    async def on_click(self, event: events.Click) -> None:
        """A click on a hint is its key."""
        offset = event.get_content_offset(self)
        for x, hint in self.fitting(self.content_size.width):
            if offset is not None and x <= offset.x < x + hint.width and hint.enabled:
                # A command may be that of the widget that has the focus, as saving is that of the text area.
                bound = self.screen.active_bindings.values()
                node = next((one.node for one in bound if one.binding.action == hint.action), self.screen)
                await self.app.run_action(hint.action, node)


def is_typed(screen: Screen[Any], binding: Binding, shown: str) -> bool:
    """Return whether a key, shown like this, is a letter in the text that is being written: no command then.

    Textual knows `/` only as `slash`, and so does not see that a text area takes it.
    """
    focused = screen.focused
    return len(shown) == 1 and focused is not None and focused.check_consume_key(binding.key, shown)
