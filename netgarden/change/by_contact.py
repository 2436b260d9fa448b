"""Facts worked out of each contact of a garden, one at a time, and kept until a change touches the contact."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from netgarden.change.garden import Garden

Fact = TypeVar("Fact")


class ByContact(dict[str, Fact]):
    """One fact about each contact, by uid; what is missing is worked out when it is asked for by `[uid]`.

    To know it of everybody may take half a second in a large garden: call `look_on` again and again, and do other
    things between.
    """

    def __init__(self, garden: Garden, work_out: Callable[[str], Fact]) -> None:
        """`work_out` gives the fact of a uid; it may raise KeyError for a uid that is no contact's."""
        super().__init__()
        self._garden = garden
        self._work_out = work_out
        # Those still to look at; None before `look_on` is first called.
        self._left: list[str] | None = None

    def __missing__(self, uid: str) -> Fact:
        found = self[uid] = self._work_out(uid)
        return found

    def look_on(self, people: int) -> bool:
        """Look at so many more people; return whether the fact is known of everybody."""
        contacts = self._garden.contacts
        if self._left is None:
            self._left = [uid for uid in contacts if uid not in self]
        for uid in self._left[-people:]:
            if uid in contacts and uid not in self:
                self.__missing__(uid)
        del self._left[-people:]
        return not self._left

    def follow(self, touched: Iterable[str]) -> None:
        """Drop the facts about the contacts that a change touched, as `Garden.apply` named them."""
        for uid in touched:
            self.pop(uid, None)
        if self._left is not None:
            self._left.extend(touched)
