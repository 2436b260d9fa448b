"""The legend of the help: what the signs of the forest, the timeline and the footers mean."""

from collections.abc import Iterator
from typing import NamedTuple

from netgarden.docs import document, section, terms
from netgarden.tui.look.glyphs import GlyphSet


class Sign(NamedTuple):
    """A sign or a word on the screen."""

    sign: str
    word: str
    meaning: str


TURNS = {
    "in": "from them",
    "out": "from you",
    "both": "between you",
    "opened": "something was opened",
    "closed": "something was closed",
}


def legend(glyphs: GlyphSet) -> Iterator[Sign]:
    """Yield every sign of a set, in the order in which it stands on a row; `rules.md` explains stages and healths."""
    rules = document("rules")
    stages, healths = terms(section(rules, "Stage")), terms(section(rules, "Health"))
    yield Sign("*", "marked", "verbs act on all who are marked")
    for stage, sign in glyphs.stages.items():
        yield Sign(sign, stage, stages[stage])
    for health, sign in glyphs.healths.items():
        yield Sign(sign, health, healths[health])
    for turn, sign in glyphs.turns.items():
        if turn:
            yield Sign(sign, TURNS[turn], "in the timeline")
    yield Sign("", "density", "ties that each person has here: sparse below 1, dense from 4")
    yield Sign("", "diversity", "of how met, industry and place: 0 all alike, 1 evenly spread")
