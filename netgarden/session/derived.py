"""Indexes of a garden that changes: made late, on any thread, and kept up with every change."""

from collections.abc import Callable
from typing import Generic, TypeVar

Index = TypeVar("Index")


class Late(Generic[Index]):
    """An index that is made when first asked for. What changes before there is one is kept in mind.

    `make` makes it of the garden as it is; `follow` takes in a change, by the uids that `Garden.apply` named.
    """

    def __init__(self, make: Callable[[], Index], follow: Callable[[Index, frozenset[str]], None]) -> None:
        self._make = make
        self._follow = follow
        self._index: Index | None = None
        self._missed: set[str] = set()
        """The uids that changed while there was no index."""

    @property
    def index(self) -> Index:
        """The index; made when first asked for."""
        if self._index is None:
            self._index = self._make()
        return self._index

    def prepare(self) -> Callable[[], None]:
        """Make the index on any thread; calling what is returned, on the garden's own, puts it to use."""
        index: Index | None = None
        while index is None:
            try:
                index = self._make()
            except (KeyError, RuntimeError):  # the garden was changed while it was read
                continue
        made = index

        def use() -> None:
            if self._index is None:
                self._follow(made, frozenset(self._missed))
                self._index = made

        return use

    def follow(self, touched: frozenset[str]) -> None:
        """Take in a change, by the uids that `Garden.apply` named."""
        if self._index is not None:
            self._follow(self._index, touched)
        else:
            self._missed |= touched
