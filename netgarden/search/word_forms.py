"""Other forms of a plain word: one and several, British and American spelling."""

from collections.abc import Iterator

_ENDINGS = (
    ("ies", "y"), ("es", ""), ("s", ""), ("y", "ies"), ("", "s"), ("", "es"),
    ("ise", "ize"), ("ising", "izing"), ("isation", "ization"), ("yse", "yze"), ("our", "or"), ("tre", "ter"),
    ("ence", "ense"), ("ogue", "og"), ("lling", "ling"), ("mme", "m"),
    ("ing", ""), ("ing", "er"), ("er", "ing"), ("", "ing"), ("e", "ing"),
)  # fmt: skip


def word_forms(word: str) -> Iterator[str]:
    """The forms that a folded word of four letters and more may also have; most of them are no words."""
    if len(word) < 4 or not word.isascii():
        return
    for here, there in _ENDINGS:
        if word.endswith(here):
            yield word.removesuffix(here) + there
        if there and word.endswith(there):
            yield word.removesuffix(there) + here
    if "our" in word[1:]:
        yield word.replace("our", "or", 1)
    for here, there in (("isation", "ization"), ("ising", "izing"), ("ae", "e"), ("oe", "e")):
        for one, other in ((here, there), (there, here)):
            if len(one) > 1 and one in word:
                yield word.replace(one, other, 1)
