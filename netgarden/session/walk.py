"""A walk: a fixed list of people, gone through one at a time. Review and triage are walks."""

from collections.abc import Callable, Container, Iterable


class Walk:
    """People in an order that does not change while one goes through them.

    Forward it leads to whoever is still open, so that those whom another device settled meanwhile are passed
    over; backward it leads to everybody, to see or add to what was done.
    """

    def __init__(
        self, uids: Iterable[str], there: Container[str], is_open: Callable[[str], bool], *, at: str = ""
    ) -> None:
        """`there` holds the uids of those who still exist. The walk begins at `at`, or at the first open one
        after it, or at the first of all.
        """
        self.uids = list(uids)
        self._there = there
        self._is_open = is_open
        self._index = self.uids.index(at) if at in self.uids else -1
        if self._index < 0 or not self.is_open(at):
            self.advance()

    @property
    def person(self) -> str | None:
        """The uid one stands at; None at the end, and where somebody was deleted meanwhile."""
        uid = self.uids[self._index] if self._index < len(self.uids) else None
        return uid if uid in self._there else None

    @property
    def place(self) -> int:
        """The place in the walk: 1 at the first person, one more than there are at the end."""
        return self._index + 1

    @property
    def ended(self) -> bool:
        """True once the last person was passed."""
        return self._index >= len(self.uids)

    @property
    def ahead(self) -> list[str]:
        """The open people from here on, this one with them."""
        return [uid for uid in self.uids[self._index :] if self.is_open(uid)]

    @property
    def left(self) -> list[str]:
        """All open people, those passed by with them."""
        return [uid for uid in self.uids if self.is_open(uid)]

    def is_open(self, uid: str) -> bool:
        """Return whether somebody exists and is still to be dealt with."""
        return uid in self._there and self._is_open(uid)

    def advance(self) -> None:
        """Go to the next open person, or to the end."""
        later = range(self._index + 1, len(self.uids))
        self._index = next((at for at in later if self.is_open(self.uids[at])), len(self.uids))

    def go_back(self) -> None:
        """Go to the person before, open or not; at the first, stay."""
        earlier = range(self._index - 1, -1, -1)
        self._index = next((at for at in earlier if self.uids[at] in self._there), self._index)

    def restart(self) -> None:
        """Go to the first open person, or to the end."""
        self._index = -1
        self.advance()

    def go_to(self, uid: str) -> None:
        """Go to somebody; who is not in the list joins it here."""
        if uid not in self.uids:
            self.uids.insert(self._index, uid)
        self._index = self.uids.index(uid)
