"""Words as search compares them: folded tokens, CJK by character, Cyrillic and Greek by Latin letters too."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from netgarden.text.plain import fold

MAX_TOKEN = 64
"""Letters of a word that are compared; what follows is left out on both sides."""

CJK = (
    "\u3005-\u3007\u3040-\u30ff\u3100-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\U00020000-\U000323af"
)
# Patterns for other letters than Latin: compiled when the first such word comes.
_UNITS = f"([{CJK}])"
_WORDS = re.compile(r"[^\W_]+")
_FOREIGN = "[\u0370-\u03ff\u0400-\u052f]"

# After folding: й is и, ё is е, accents are gone.
_LATIN = str.maketrans(
    {"ъ": "", "ь": ""}
    | dict(
        re.findall(
            r"(\w) (\w+)",
            "а a б b в v г g д d е e ж zh з z и i к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh"
            " щ shch ы y э e ю yu я ya і i є e ґ g ђ d ј j љ lj њ nj ћ c џ dz ѕ dz"
            " α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s τ t υ y φ f χ ch ψ ps ω o",
        )
    )
)
_PAIRS = (("ου", "ou"), ("μπ", "b"), ("ντ", "nt"), ("γγ", "ng"), ("γκ", "gk"), ("αυ", "av"), ("ευ", "ev"))
_ENDING = re.compile("ии$")


class Token(NamedTuple):
    """A folded word and where it stands in the text it was taken from."""

    word: str
    start: int
    end: int


def split_words(text: str) -> list[str]:
    """The folded words of `text`, in order; each CJK character is a word of its own."""
    folded = fold(text)
    if folded.isascii():
        return [word[:MAX_TOKEN] for word in folded.split()]
    return [unit[:MAX_TOKEN] for word in folded.split() for unit in re.split(_UNITS, word) if unit]


@lru_cache(maxsize=4096)
def latin(word: str) -> str:
    """A folded Cyrillic or Greek word in Latin letters; empty for words in other letters."""
    if word.isascii() or not re.search(_FOREIGN, word):
        return ""
    word = _ENDING.sub("y", word)
    for pair, spelling in _PAIRS:
        word = word.replace(pair, spelling)
    return word.translate(_LATIN)


def tokens(text: str) -> list[Token]:
    """The words of `split_words` with their character offsets in `text`."""
    letters: list[str] = []
    origin: list[int] = []
    for position, char in enumerate(text):
        for letter in _folded(char):
            letters.append(letter)
            origin.append(position)
    found = []
    for word in _WORDS.finditer("".join(letters)):
        first = word.start()
        for unit in re.split(_UNITS, word[0]):
            if unit:
                after = first + len(unit)
                found.append(Token(unit[:MAX_TOKEN], origin[first], origin[after - 1] + 1))
                first = after
    return found


@lru_cache(maxsize=4096)
def _folded(char: str) -> str:
    """One character folded: empty where folding takes it away, a blank where it parts words."""
    return fold(char) or ("" if _vanishes(char) else " ")


def _vanishes(char: str) -> bool:
    return bool(unicodedata.combining(char)) or fold(f"a{char}a") == "aa"
