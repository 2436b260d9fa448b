"""What the next start needs of a garden, kept once all of it is known (`storage.snapshot`, `services.forecasts`)."""

from collections.abc import Callable
from datetime import date

from netgarden.change.garden import Garden
from netgarden.due.forecasts import encode
from netgarden.due.outlooks import Outlooks
from netgarden.due.rules import Rules
from netgarden.storage.store import Store


class NextStart:
    """Prepares the next start of a garden whose every record fits; without a `store` there is none."""

    def __init__(self, garden: Garden, outlooks: Outlooks, store: Store | None, kept_on: date | None) -> None:
        """`kept_on` is the day of what is kept already, None where that is nothing, or no good."""
        self._garden = garden
        self._outlooks = outlooks
        self._store = store
        self._kept_on = kept_on

    def outdate(self) -> None:
        """What is kept is of a garden that was."""
        self._kept_on = None

    def prepare(self, rules: Rules, today: date, people: int = 100) -> Callable[[], None] | None:
        """Look at so many people more; once all are known, what keeps them on any thread, else None.

        To be called again and again, on the garden's own thread, until it returns something.
        """
        if self._store is None or self._kept_on == today:
            return lambda: None
        if not self._outlooks.foretell(people):
            return None
        garden, told = self._garden, dict(self._outlooks.forecasts)
        self._kept_on = today
        contacts, entries = list(garden.contacts.values()), garden.interactions_by_contact()
        store = self._store
        return lambda: store.keep_snapshot(entries, encode(contacts, rules, today, told))

    def keep_if_begun(self, rules: Rules, today: date) -> None:
        """Keep it, where the garden is read and it was to be seen who is due: what is left to do is less."""
        if self._garden.is_whole and self._outlooks.are_begun:
            while (keep := self.prepare(rules, today, 1_000)) is None:
                pass
            keep()
