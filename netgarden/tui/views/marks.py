"""Who is marked for the next verb, in the forest and in today's queue alike."""

from collections.abc import Callable

from netgarden.change.garden import Garden
from netgarden.tui.views.forest import ForestPane
from netgarden.tui.widgets.forest import Forest
from netgarden.tui.widgets.queue import Queue


class Marks:
    """The people marked; `changed` is called when they, or their words, may be others."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self._changed = changed
        self.people: frozenset[str] = frozenset()
        """Their uids."""
        self.words = ""
        """How many they are; empty where nobody is marked."""

    def show_in(self, pane: ForestPane, forest: Forest, queue: Queue) -> None:
        """Show them here from now on, once there are these panes."""
        self._pane, self._forest, self._queue = pane, forest, queue

    def set(self, people: frozenset[str]) -> None:
        """Mark these, and nobody else."""
        self.people = people
        for pane in (self._forest, self._queue):
            pane.marked = people
            pane.refresh()
        self.count()

    def count(self) -> None:
        """Count them anew, and how many of them are not to be seen."""
        unseen = self._pane.hides(self.people.difference(self._queue.people))
        words = f"{len(self.people):,} marked" + (f", {unseen:,} of them not shown" if unseen else "")
        self.words = words if self.people else ""
        self._changed()

    def keep(self, garden: Garden) -> None:
        """Forget those who are no longer in the garden."""
        self.set(frozenset(uid for uid in self.people if uid in garden.contacts))

    def clear(self) -> None:
        """Mark nobody."""
        self.set(frozenset())

    def toggle(self, people: frozenset[str]) -> None:
        """Mark these too; where all of them are marked already, unmark them."""
        self.set(self.people - people if people <= self.people else self.people | people)
