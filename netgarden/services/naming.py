"""The index of names of a garden that changes: made late, on any thread, and kept up with every change."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from netgarden.domain.garden import Garden

# Reading entries is no part of the first screen: it is imported when first asked for.
if TYPE_CHECKING:
    from netgarden.capture.names import NameIndex


class Names:
    """By what names the people of a garden are called. What changes before there is an index is kept in mind."""

    def __init__(self, garden: Garden) -> None:
        self._garden = garden
        self._index: NameIndex | None = None
        self._missed: set[str] = set()
        """The uids that changed while there was no index."""

    @property
    def index(self) -> "NameIndex":
        """The index; made when first asked for."""
        if self._index is None:
            from netgarden.capture.names import NameIndex

            self._index = NameIndex.of(self._garden)
        return self._index

    def prepare(self) -> Callable[[], None]:
        """Make the index on any thread; calling what is returned, on the garden's own, puts it to use."""
        from netgarden.capture.names import NameIndex

        index = NameIndex.of(self._garden)

        def use() -> None:
            if self._index is None:
                index.follow(self._garden, frozenset(self._missed))
                self._index = index

        return use

    def follow(self, touched: frozenset[str]) -> None:
        """Take in a change, by the uids that `Garden.apply` named."""
        if self._index is not None:
            self._index.follow(self._garden, touched)
        else:
            self._missed |= touched
