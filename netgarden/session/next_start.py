"""Facts for the next start, kept in the state directory once all of them are known."""

from collections.abc import Callable

from netgarden.change.garden import Garden
from netgarden.due.forecasts import Forecasts
from netgarden.storage.store import Store


class NextStart:
    """Prepares the next start of a garden whose every record fits; without a `store` there is none."""

    def __init__(self, garden: Garden, forecasts: Forecasts, store: Store | None) -> None:
        self._garden = garden
        self._forecasts = forecasts
        self._store = store

    def prepare(self, people: int = 100) -> Callable[[], None] | None:
        """Look at so many people more. Once all are known, return what keeps them on any thread, else None.

        Call it again and again, on the garden's own thread, until it returns something.
        """
        store, forecasts = self._store, self._forecasts
        if store is None or forecasts.kept_on == forecasts.today:
            return lambda: None
        if not forecasts.look_on(people):
            return None
        entries, encode = self._garden.interactions_by_contact(), forecasts.encoder()
        return lambda: store.keep_snapshot(entries, encode())

    def keep(self) -> None:
        """Keep it now, whatever is left to look at."""
        while (keep := self.prepare(1_000)) is None:
            pass
        keep()
