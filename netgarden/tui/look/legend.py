"""The legend of the help: what the signs of the forest, the timeline and the footers mean."""

from collections.abc import Iterator
from typing import NamedTuple

from netgarden.people.forest import SAPLING_TO_TREE, SPROUT_TO_SAPLING
from netgarden.tui.look.glyphs import GlyphSet


class Sign(NamedTuple):
    """A sign or a word on the screen."""

    sign: str
    word: str
    meaning: str


STAGES = {
    "seed": "no talk or word yet",
    "sprout": "a talk or word, or two",
    "sapling": f"{SPROUT_TO_SAPLING} or more",
    "tree": f"{SAPLING_TO_TREE} or more, over at least a year",
}

HEALTHS = {
    "thriving": "the next touch is not due yet",
    "thirsty": "it is due",
    "wilting": "it is late by half a cadence or more",
    "resting": "no cadence, laid to rest, or archived",
}

TURNS = {
    "in": "from them",
    "out": "from you",
    "both": "between you",
    "opened": "something was opened",
    "closed": "something was closed",
}


def legend(glyphs: GlyphSet) -> Iterator[Sign]:
    """Every sign of a set, in the order in which it stands on a row."""
    yield Sign("*", "marked", "verbs act on all who are marked")
    for stage, sign in glyphs.stages.items():
        yield Sign(sign, stage, STAGES[stage])
    for health, sign in glyphs.healths.items():
        yield Sign(sign, health, HEALTHS[health])
    for turn, sign in glyphs.turns.items():
        if turn:
            yield Sign(sign, TURNS[turn], "in the timeline")
    yield Sign("", "density", "ties that each person has here: sparse below 1, dense from 4")
    yield Sign("", "diversity", "of how met, industry and place: 0 all alike, 1 evenly spread")
