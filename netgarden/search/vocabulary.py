"""The words of an index in order, who has them, and which of them a typed word may mean.

Costs: 0 is the word itself, about 1 is one slip of the finger; see `Cost`.
"""

from bisect import bisect_left, insort

from netgarden.search.sounds import consonants, sound_keys

LAST = "\U0010ffff"
"""Sorts after every letter: what begins with `head` lies before `head + LAST`."""

_IDEOGRAPHS = "\u3005"
_FEW = 32
_MOST_HEARD = 40


class Cost:
    """The cost of taking a typed word for another; larger is less likely."""

    PREFIX = 0.25
    """The word goes on after what was typed."""
    PREFIX_LETTER = 0.03
    """Each letter not typed, up to six."""
    EDIT = 1.0
    """One letter wrong, missing, too many, or two swapped."""
    FIRST_LETTER = 0.2
    """The slip is in the first letter, where it is rarer."""
    SWAPPED = 0.1
    """The discount for two swapped letters, the commonest slip."""
    FORM = 0.45
    """Another form of a given name: Bob, Robert."""
    SPELLING = 0.2
    """Another form or spelling of a plain word: organization, organisations."""
    LATIN = 0.1
    """Typed in other letters than written."""
    HEARD = 0.95
    """Spelled otherwise, but said alike: shivawn, Siobhan."""
    HEARD_LETTER = 0.04
    """Each letter by which such a word is longer or shorter."""
    SAME_CONSONANTS = 0.25
    """The discount for a word said alike that has the same consonants, or only they were typed."""
    JOINED = 0.7
    """Joined or split otherwise than written."""


class Vocabulary:
    """Words with their people: for each word the uids of those who have it, with the cost of the field."""

    def __init__(self, *, by_ear: bool = False) -> None:
        self._by_ear = by_ear
        self._sounds: dict[str, list[str]] = {}
        self.people: dict[str, dict[str, float]] = {}
        """Word to uid to the cost of the best field that has it."""
        self._sorted: list[str] = []
        self._fresh: list[str] = []
        self._lengths: dict[int, list[str]] = {}

    def __contains__(self, word: str) -> bool:
        return word in self.people

    def add(self, word: str, uid: str, cost: float) -> None:
        """Note that a person has a word, in a field of that cost."""
        people = self.people.get(word)
        if people is None:
            self.people[word] = {uid: cost}
            self._fresh.append(word)
            self._lengths.setdefault(len(word), []).append(word)
            if self._by_ear:
                for key in sound_keys(word):
                    self._sounds.setdefault(key, []).append(word)
        elif cost < people.get(uid, 9.0):
            people[uid] = cost

    def discard(self, word: str, uid: str) -> None:
        """Forget that a person has a word; a word that nobody has is forgotten too."""
        people = self.people.get(word)
        if people is None or people.pop(uid, None) is None or people:
            return
        del self.people[word]
        self._lengths[len(word)].remove(word)
        if self._by_ear:
            for key in sound_keys(word):
                self._sounds[key].remove(word)
        self._settle()
        del self._sorted[bisect_left(self._sorted, word)]

    def starting(self, prefix: str) -> list[str]:
        """All words that begin with `prefix`, in order."""
        self._settle()
        low = bisect_left(self._sorted, prefix)
        return self._sorted[low : bisect_left(self._sorted, prefix + LAST, low)]

    def meant(self, word: str) -> dict[str, float]:
        """The words that begin with `word`, with their costs; `word` itself at 0."""
        return {found: prefix_cost(word, found) for found in self.starting(word)}

    def near(self, word: str, *, deep: bool = False) -> dict[str, float]:
        """The words one slip away, or that go on after one slip, with their costs.

        `deep` takes a wrong last letter for the beginning of a word, too. Walks the sorted words letter by letter
        and goes only where there are words, so the work hardly grows with their number.
        """
        self._settle()
        words, length = self._sorted, len(word)
        found: dict[str, float] = {}
        low, high = 0, len(words)
        for at in range(length):
            head, tail, rest = word[:at], word[at:], word[at + 1 :]
            low = bisect_left(words, head, low, high)
            high = bisect_left(words, head + LAST, low, high)
            if low == high:
                break
            cost = Cost.EDIT + Cost.FIRST_LETTER * (at == 0)
            self._take(found, head + rest, cost, low, high, whole=length < 5)
            if rest and tail[0] != rest[0]:
                self._take(found, head + rest[0] + tail[0] + rest[1:], cost - Cost.SWAPPED, low, high)
            position = low
            while position < high:
                other = words[position]
                if len(other) == at:
                    position += 1
                    continue
                if other[at] >= _IDEOGRAPHS:
                    break  # each is a word of its own, never a slip of a letter
                stem = head + other[at]
                after = bisect_left(words, stem + LAST, position, high)
                # A wrong last letter would let everything through that begins with the rest: whole words only.
                if other[at] != tail[0]:
                    self._take(found, stem + rest, cost, position, after, whole=not rest)
                self._take(found, stem + tail, cost, position, after)
                position = after
        if deep and length > 3:
            for other in self.starting(word[:-1]):
                found.setdefault(other, Cost.EDIT + Cost.PREFIX + prefix_cost(word, other))
        return found

    def _take(
        self, found: dict[str, float], begin: str, cost: float, low: int, high: int, *, whole: bool = False
    ) -> None:
        """Add the words of a stretch that begin so, or are so; where a word is there already the lower cost stays."""
        words = self._sorted
        position = bisect_left(words, begin, low, high)
        while position < high and (other := words[position]).startswith(begin):
            if whole and len(other) > len(begin):
                return
            total = cost + prefix_cost(begin, other)
            if total < found.get(other, 9.0):
                found[other] = total
            position += 1

    def alike(self, word: str, slips: int) -> dict[str, float]:
        """The words at most `slips` edits away, found by comparing with all words of about that length."""
        from rapidfuzz import process  # slow to import, and a word typed right needs neither
        from rapidfuzz.distance import OSA

        found: dict[str, float] = {}
        for length in range(max(1, len(word) - slips), len(word) + slips + 1):
            words = self._lengths.get(length)
            if words:
                for other, edits, _ in process.extract(
                    word, words, scorer=OSA.distance, score_cutoff=slips, limit=None
                ):
                    found[other] = edits * Cost.EDIT + Cost.FIRST_LETTER * (edits > 0 and other[0] != word[0])
        return found

    def heard(self, word: str) -> dict[str, float]:
        """The words that are said like `word`, with their costs; those that are spelled most like it, if many are."""
        typed = consonants(word)
        found: dict[str, float] = {}
        for key in sound_keys(word):
            for other in self._sounds.get(key, ()):
                if other not in found:
                    same = typed == consonants(other)
                    longer = Cost.HEARD_LETTER * min(abs(len(word) - len(other)), 6) if not same else 0.0
                    found[other] = Cost.HEARD + longer - Cost.SAME_CONSONANTS * same
                    if same and typed == word:
                        found[other] -= Cost.SAME_CONSONANTS
        if len(found) <= _MOST_HEARD:
            return found
        return dict(sorted(found.items(), key=lambda one: one[1])[:_MOST_HEARD])

    def _settle(self) -> None:
        """Bring new words into order."""
        if not self._fresh:
            return
        if len(self._fresh) < _FEW:
            for word in self._fresh:
                insort(self._sorted, word)
        else:
            self._sorted.extend(self._fresh)
            self._sorted.sort()
        self._fresh.clear()


def prefix_cost(typed: str, word: str) -> float:
    """Return the cost of `word` going on after `typed`."""
    more = len(word) - len(typed)
    return Cost.PREFIX + Cost.PREFIX_LETTER * min(more, 6) if more else 0.0
