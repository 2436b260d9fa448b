"""The footer: the keys that matter most here, as many as fit, `? Help` always among them."""

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget


class KeyBar(Widget):
    """One line of keys and labels, made from the screen's live bindings.

    Textual's footer cuts what does not fit without a word; this one leaves out whole entries from the right.
    """

    DEFAULT_CSS = """
    KeyBar {
        dock: bottom; height: 1; background: $footer-background; color: $footer-foreground; padding: 0 1;
    }
    """

    entries: reactive[tuple[Binding, ...]] = reactive(())
    """The bindings shown, most important first."""

    def on_mount(self) -> None:
        """Follow the screen's bindings."""
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_updated)

    def _bindings_updated(self, screen: Screen[object]) -> None:
        if screen is self.screen:
            active = screen.active_bindings.values()
            seen: dict[str, Binding] = {}
            for _, binding, enabled, _ in active:
                if binding.show and enabled:
                    seen.setdefault(binding.action, binding)
            self.entries = tuple(seen.values())

    def fitting(self, width: int) -> list[tuple[str, str, Binding]]:
        """Key, label and binding of the entries that fit `width` cells."""
        fitted: list[tuple[str, str, Binding]] = []
        for binding in self.entries:
            key = self.app.get_key_display(binding)
            needed = Content(key).cell_length + 1 + len(binding.description) + (2 if fitted else 0)
            if needed > width:
                break
            width -= needed
            fitted.append((key, binding.description, binding))
        return fitted

    def render(self) -> Content:
        """The line."""
        parts = [
            Content.assemble((key, "$footer-key-foreground bold"), " ", label)
            for key, label, _ in self.fitting(self.content_size.width)
        ]
        return Content("  ").join(parts)

    async def on_click(self, event: events.Click) -> None:
        """A click on an entry is its key."""
        offset = event.get_content_offset(self)
        x = 0
        for key, label, binding in self.fitting(self.content_size.width):
            end = x + Content(key).cell_length + 1 + len(label)
            if offset is not None and x <= offset.x < end:
                await self.screen.run_action(binding.action)
                return
            x = end + 2
