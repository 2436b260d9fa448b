"""Keys one at a time: each is done with before the next is looked at.

Textual hands every key that is waiting to the widget that has the focus when it arrives. A key that moves the
focus (`l` opens the composer) takes effect a moment later, so that letters typed quickly after it, or sent in one
burst by a slow line, would act as commands on the list: `D` would delete somebody. Here they wait their turn.
"""

import asyncio
import contextlib
from collections import deque
from collections.abc import Iterable

from textual import events
from textual.app import App
from textual.message_pump import MessagePump

PATIENCE = 0.5
"""Seconds after which the next key is taken even if the one before is still at work."""


class KeysInOrder(App[None]):
    """An app that takes keys and pastes in order."""

    def __init__(self) -> None:
        super().__init__()
        self._held: deque[events.Key | events.Paste] = deque()
        self._feeding: asyncio.Task[None] | None = None

    async def on_event(self, event: events.Event) -> None:
        """Hold keys and pastes in a line; everything else goes its way."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._held.append(event)
            if self._feeding is None or self._feeding.done():
                self._feeding = asyncio.create_task(self._feed(), name="keys in order")
            return
        await super().on_event(event)

    async def _feed(self) -> None:
        while self._held and self.is_running:
            try:
                await super().on_event(self._held.popleft())
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(PATIENCE):
                        # Once for the key's own way up, once for the focus or screen that it asked for.
                        await _idle(self._path())
                        await _idle(self._path())
            except Exception as error:  # as the message pump does, which this stands in for
                self._handle_exception(error)
                return

    def _path(self) -> list[MessagePump]:
        return list((self.focused or self.screen).ancestors_with_self)


async def _idle(pumps: Iterable[MessagePump]) -> None:
    """Wait until each has dealt with what waited for it."""
    for pump in pumps:
        done = asyncio.Event()
        if pump.is_running and pump.call_later(done.set):
            await done.wait()
