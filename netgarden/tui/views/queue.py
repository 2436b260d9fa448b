"""What today's queue shows: who is due, in how many minutes, and what is said while nobody is."""

import asyncio
from collections.abc import Callable

from textual.content import Content

from netgarden.session.session import Session
from netgarden.text.plain import plural
from netgarden.tui.keys import keys_of
from netgarden.tui.views.main import queue_lines
from netgarden.tui.widgets.queue import Queue

FROM_HERE = (
    "{cadence} says how often to be in touch",
    "{new_entry} writes down what happened",
    "{find} finds anyone",
)
"""What an empty queue says, after how many may be placed."""

LOOKING = ("Checking who is due …",)
"""What it says while that is found out."""

BETWEEN_KEYS = 200
"""So many people are looked at between two keys."""

OF_NOBODY = ("With whom it is time to be in touch,", "and why, will stand here.")
"""What it says while the garden is empty."""


class QueuePane:
    """The queue of a session; `found` is called when it was found out who is due."""

    def __init__(self, session: Session, queue: Queue, found: Callable[[], None]) -> None:
        self._session = session
        self._queue = queue
        self._found = found

    async def _look_at_everybody(self) -> None:
        """See who is due, some people between two keys."""
        while not self._session.look_on(BETWEEN_KEYS):
            await asyncio.sleep(0)
        self._found()

    def show(self, minutes: int | None) -> None:
        """Show who is due in the minutes of the day, None for those of the rules; find it out first if need be."""
        session, pane, keys = self._session, self._queue, keys_of(self._queue.app)
        if not session.knows_who_is_due:
            pane.hints = LOOKING
            pane.show(())
            pane.border_title = Content(f"{keys['pane_today']} Today")
            pane.border_subtitle = ""
            look = self._look_at_everybody
            pane.call_after_refresh(pane.run_worker, look, name="look", group="look", exclusive=True)
            return
        queue = session.queue(minutes)
        unplaced = plural(queue.unplaced, "person", "people")
        places = f"{keys['triage']} places {unplaced}" if queue.unplaced else ""
        told = [keys.fill(line) for line in FROM_HERE] if session.garden.contacts else OF_NOBODY
        nobody = "Nobody is due." if not queue.waiting else f"{queue.nobody_words.capitalize()}."
        pane.hints = tuple(line for line in (nobody, " ", places, *told) if line)
        pane.show(queue_lines(queue.rows, session.garden))
        spent = f" · ~{queue.minutes} of {queue.budget} min" if queue.budget else f" · ~{queue.minutes} min"
        pane.border_title = Content(
            f"{keys['pane_today']} Today · {len(queue.rows)}{spent if queue.rows else ''}"
        )
        week = session.coming_within(7)
        waiting = [f"{len(queue.waiting):,} can wait"] if queue.waiting else []
        coming = [f"{week:,} more this week"] if week else []
        pane.border_subtitle = Content(" · ".join([*waiting, *coming]))
