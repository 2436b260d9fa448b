"""Interests, wants and offers compared: what two people share, and which offer answers which want."""

from collections.abc import Iterable
from functools import lru_cache

from netgarden.text.plain import fold

_COMMON = frozenset(
    {
        "about", "advice", "also", "and", "anyone", "anything", "around", "best", "contact", "contacts",
        "find", "for", "from", "get", "good", "help", "into", "intro", "introduction", "introductions",
        "know", "learn", "like", "look", "looking", "make", "more", "need", "needs", "new", "next",
        "people", "person", "soon", "some", "someone", "something", "that", "the", "their", "them", "they",
        "thing", "things", "this", "time", "want", "wants", "who", "will", "with", "work", "would", "your",
    }
)  # fmt: skip


def shared_interests(mine: Iterable[str], theirs: Iterable[str]) -> tuple[str, ...]:
    """Those of `theirs` that are also in `mine`, in their order: the same words, or one within the other.

    Case, accents, hyphens and a plural s make no difference; “climate” is shared with “climate adaptation”.
    """
    wanted = [words for interest in mine if (words := _stems(interest))]
    if not wanted:
        return ()
    return tuple(
        interest
        for interest in theirs
        if (words := _stems(interest)) and any(words <= one or one <= words for one in wanted)
    )


def answers(offer: str, want: str) -> bool:
    """Return whether an offer may answer a want: they share a word that says something."""
    return not _telling(offer).isdisjoint(_telling(want))


@lru_cache(maxsize=1 << 14)
def _telling(text: str) -> frozenset[str]:
    return frozenset(stem for stem in _stems(text) if len(stem) > 2 and stem not in _COMMON)


@lru_cache(maxsize=1 << 14)
def _stems(text: str) -> frozenset[str]:
    """The folded words without a plural s."""
    return frozenset(
        word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
        for word in fold(text).split()
    )
