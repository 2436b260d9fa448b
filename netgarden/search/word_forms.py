"""Other forms of a plain word: one and several, British and American spelling."""

from collections.abc import Iterator

_ENDINGS = (
    ("ies", "y"), ("es", ""), ("s", ""), ("ise", "ize"), ("yse", "yze"), ("our", "or"), ("tre", "ter"),
    ("ence", "ense"), ("ogue", "og"), ("lling", "ling"), ("mme", "m"), ("ing", ""), ("ing", "er"), ("ing", "e"),
)  # fmt: skip
_WITHIN = (("isation", "ization"), ("ising", "izing"))
_SHORTER = (("our", "or"), ("ae", "e"), ("oe", "e"))
"""Letters that one spelling has more than the other; the other way would make words of any."""


def word_forms(word: str) -> Iterator[str]:
    """The forms that a folded word of four letters and more may also have; most of them are no words."""
    if len(word) < 4 or not word.isascii():
        return
    for here, there in (*_ENDINGS, *((there, here) for here, there in _ENDINGS)):
        if word.endswith(here):
            yield word.removesuffix(here) + there
    for here, there in (*_WITHIN, *((there, here) for here, there in _WITHIN), *_SHORTER):
        if here in word:
            yield word.replace(here, there, 1)
