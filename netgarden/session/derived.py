"""Indexes derived from a garden that changes: made on first use, kept up with every change, dropped when outdated."""

from collections.abc import Callable
from typing import Generic, TypeVar

Index = TypeVar("Index")


class Derived(Generic[Index]):
    """An index of a garden that is made when it is first asked for, and kept up with every change from then on.

    `make` makes it from the garden as it is; `follow` takes in a change, by the uids that `Garden.apply` named.
    """

    def __init__(self, make: Callable[[], Index], follow: Callable[[Index, frozenset[str]], None]) -> None:
        self._make = make
        self._follow = follow
        self._index: Index | None = None
        # The uids that changed while there was no index: `prepare` may be at work on another thread.
        self._missed: set[str] = set()
        # How often it was forgotten.
        self._age = 0

    @property
    def index(self) -> Index:
        """The index; made when first asked for."""
        if self._index is None:
            self._index = self._make()
        return self._index

    def prepare(self) -> Callable[[], None]:
        """Make the index on any thread. Call what is returned on the garden's own thread to put it to use.

        An index that was made or forgotten in the meantime is left as it is.
        """
        age = self._age
        index: Index | None = None
        while index is None:
            try:
                index = self._make()
            except (KeyError, RuntimeError):  # the garden was changed while it was read
                continue
        made = index

        def use() -> None:
            if self._index is None and self._age == age:
                self._follow(made, frozenset(self._missed))
                self._index = made

        return use

    def follow(self, touched: frozenset[str]) -> None:
        """Take in a change, by the uids that `Garden.apply` named."""
        if self._index is not None:
            self._follow(self._index, touched)
        else:
            self._missed |= touched

    def forget(self) -> None:
        """Drop the index, as on another day; the next use makes it anew."""
        self._index = None
        self._missed.clear()
        self._age += 1
