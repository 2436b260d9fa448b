"""The words of long texts: notes, stories, background.

They are many and weigh least, so they are kept as one number for each person and word, and only the words
themselves and their beginnings are found.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from math import inf

from netgarden.search.vocabulary import LAST


class Texts:
    """The people by the words of their texts. A changed person gets a new number; the old one stands for nobody."""

    def __init__(self) -> None:
        self._having: dict[str, array[int]] = {}
        self._people: list[str | None] = []
        self._number: dict[str, int] = {}
        self._sorted: list[str] = []

    def put(self, uid: str, words: Iterable[str]) -> None:
        """Note the words of a person, instead of what was noted before."""
        self.drop(uid)
        number = len(self._people)
        for word in set(words):
            numbers = self._having.get(word)
            if numbers is None:
                self._having[word] = array("I", (number,))
            else:
                numbers.append(number)
            self._number[uid] = number
        if uid in self._number:
            self._people.append(uid)

    def drop(self, uid: str) -> None:
        """Forget a person."""
        number = self._number.pop(uid, None)
        if number is not None:
            self._people[number] = None

    def having(self, beginning: str, most: float = inf) -> dict[str, str]:
        """Return the people with a word that begins so: uid to that word, or to the beginning where it is a word.

        About `most` people are found, those with the word itself before those with a longer one.
        """
        if len(self._sorted) < len(self._having):
            self._sorted = sorted(self._having)
        found: dict[str, str] = {}
        low = bisect_left(self._sorted, beginning)
        for word in self._sorted[low : bisect_left(self._sorted, beginning + LAST, low)]:
            for number in self._having[word]:
                uid = self._people[number]
                if uid is not None:
                    found.setdefault(uid, word)
            if len(found) >= most:
                break
        return found
