"""Initials of people and organisations: `mlk`, `MIT`, `U.N.`."""

import re
from collections.abc import Sequence

from netgarden.text.plain import word_set

NAME = 0.8
"""The cost of initials that stand for a whole name."""

ORG = 0.45
"""The cost of an organisation's initials: less, since people call it so, but more than a name being typed."""

CAPITALS = 0.35
"""The discount for initials that were typed in capitals."""

LONGEST = 6

_DOTTED = re.compile(r"(?:[^\W\d_]\.){2,}[^\W\d_]?\.?")
_SMALL = word_set("of the and for de la le les des du der die das und fur en et di del e y in at on a")
"""Words that initials leave out."""


def of_name(words: Sequence[str]) -> tuple[str, ...]:
    """Return the initials of the folded words of a name: all of them, and the first with the last."""
    if not 2 <= len(words) <= LONGEST:
        return ()
    every = "".join(word[0] for word in words)
    return (every,) if len(words) == 2 else (every, words[0][0] + words[-1][0])


def of_org(words: Sequence[str]) -> tuple[str, ...]:
    """Return the initials of an organisation's folded words, with and without its small words."""
    telling = [word for word in words if word not in _SMALL]
    made = dict.fromkeys("".join(word[0] for word in some) for some in (telling, words))
    return tuple(one for one in made if 2 <= len(one) <= LONGEST)


def undotted(word: str) -> str:
    """Return `UN` for `U.N.`; any other word as it is."""
    return word.replace(".", "") if _DOTTED.fullmatch(word) else word


def places(words: Sequence[str], initials: str) -> list[int]:
    """Return which words of an organisation its initials stand for; empty where they are not its initials."""
    if initials == "".join(word[0] for word in words):
        return list(range(len(words)))
    telling = [place for place, word in enumerate(words) if word not in _SMALL]
    return telling if initials == "".join(words[place][0] for place in telling) else []
