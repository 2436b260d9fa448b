"""The open loop that `done: intro to Sam, they liked each other` means (`grammar.md`): the best overlap of words."""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from netgarden.records.loop import Loop
from netgarden.text.plain import fold, word_set

MAX_OFFERED = 6
"""How many loops a question offers."""

_SAY_NOTHING = word_set(
    "a an the to her him his my me their them of for and or with in on at by from it that this is was i he she"
    " they you your our"
)
_OUTCOME = re.compile(r"\s*(?:[,;:.]\s+|\s[–—-]+>?\s+|\s->\s*|—)(?P<outcome>\S.*)\Z", re.DOTALL)
_RESULTS = (
    (re.compile(r"no (?:answer|reply)\b", re.IGNORECASE), "no answer"),
    (re.compile(r"(?:dropped|cancell?ed|off)\b", re.IGNORECASE), "dropped"),
    (re.compile(r"(?:no|nope|declined|refused)\b", re.IGNORECASE), "no"),
    (re.compile(r"(?:yes|yep|agreed|granted)\b", re.IGNORECASE), "yes"),
)


class Finished(NamedTuple):
    """The meaning of a `done:`."""

    loop: Loop | None
    """The loop it closes; None while it is in doubt."""
    offered: tuple[Loop, ...]
    """Those it may mean, best first, where it is in doubt; empty where nothing is open."""


class Ending(NamedTuple):
    """The end of a loop, as the text after its words says it."""

    result: str
    """`done`, or for a request `yes`, `no`, `no answer`, `dropped`."""
    outcome: str


def finished(text: str, loops: Iterable[Loop], name_of: Callable[[str], str], choice: int) -> Finished:
    """The loop that the words of `text` fit best.

    It has to share a word with the loop, and with no other loop as many; else `choice` says which of those
    offered it is, counted from 1.
    """
    said = _words(_split(text)[0])
    scored: list[tuple[float, Loop]] = []
    for loop in loops:
        words = _words(loop.text)
        names = _words(" ".join(map(name_of, loop.people)))
        shared = sum(any(_same(one, other) for other in words) for one in said)
        named = sum(any(_same(one, other) for other in names) for one in said)
        scored.append((shared + named / 2 + shared / (len(words) + 1) / 10, loop))
    scored.sort(key=lambda pair: (-pair[0], pair[1].uid))
    best = scored[0][0] if scored else 0
    fits = [loop for score, loop in scored if score > 0]
    if best > 0 and (len(fits) == 1 or scored[1][0] < best):
        return Finished(scored[0][1], ())
    offered = tuple(fits or [loop for _, loop in scored])[:MAX_OFFERED]
    return Finished(offered[choice - 1] if 0 < choice <= len(offered) else None, offered)


def ending(text: str, loop: Loop) -> Ending:
    """Return what the text says after the words of the loop."""
    outcome = _split(text)[1]
    if loop.kind == "ask":
        for pattern, result in _RESULTS:
            if pattern.match(outcome):
                return Ending(result, outcome)
    return Ending("done", outcome)


def _split(text: str) -> tuple[str, str]:
    match = _OUTCOME.search(text)
    return (text[: match.start()], match["outcome"]) if match else (text, "")


def _words(text: str) -> list[str]:
    return [word for word in fold(text).split() if word not in _SAY_NOTHING]


def _same(one: str, other: str) -> bool:
    """Return whether two words are one, or one begins the other: `intro`, `introduce`."""
    return one == other or (
        min(len(one), len(other)) >= 4 and (one.startswith(other) or other.startswith(one))
    )
