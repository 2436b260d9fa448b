"""Cleaning of text from outside, and the form in which text is compared.

Everything that enters (a file, a paste, the shell) goes through `clean`; everything that is compared for
search, names or duplicates goes through `fold`.
"""

import re
import unicodedata
from functools import lru_cache

MAX_LINE = 10_000
"""Longest single-line field that is kept, in characters; longer ones are cut and end in `…`."""

MAX_NOTE = 1_100_000
"""Longest multi-line text that is kept, in characters: a note of one megabyte is real, more is not."""


def clean(text: str, *, multiline: bool = False) -> str:
    """Return `text` safe to store and show: no controls, escapes, bidi or invisible characters, in NFC.

    One line unless `multiline`: breaks and runs of blanks become one space, the ends are trimmed. More than
    four combining marks on a character and repeated joiners are cut. Idempotent. Never raises.
    """
    if text.isascii() and text.isprintable() and "  " not in text and len(text) <= MAX_LINE and not multiline:
        return text.strip()
    if multiline and text.isascii() and text.replace("\n", "").isprintable() and len(text) <= MAX_NOTE:
        return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")
    text = text[: MAX_NOTE + 1]
    from netgarden.text.cleaning import clean_once  # its patterns are dear, and most text is plain

    # Normalising joins what stood apart and removing brings marks together: run to a fixed point.
    while (cleaned := clean_once(text, multiline)) != text:
        text = cleaned
    limit = MAX_NOTE if multiline else MAX_LINE
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


# Letters that Unicode does not decompose into a base letter and a mark.
_SINGLE = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŋ": "n", "ŧ": "t", "ƒ": "f", "ɓ": "b",
        "ɗ": "d",
        "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ə": "a", "ĸ": "k", "ŀ": "l",
        "'": "", "’": "", "‘": "", "ʼ": "", "ʹ": "", "ʻ": "", "`": "", "´": "", "＇": "",
    }
)  # fmt: skip


def fold(text: str) -> str:
    """Return `text` as it is compared: caseless, without accents or apostrophes, ł as l, ß as ss.

    Words are split at whatever is neither letter nor digit and joined by one space; letters outside Latin
    stay (search adds their Latin spelling).
    """
    if text.isascii():
        words = text.lower().replace("'", "").replace("`", "").split()
        if "".join(words).isalnum():
            return " ".join(words)
        return " ".join(_WORDS.findall(" ".join(words)))
    # Most words of names come again and again.
    return " ".join([folded for word in text.split() if (folded := _fold_word(word))])


@lru_cache(maxsize=1 << 16)
def _fold_word(word: str) -> str:
    if word.isascii():
        return fold(word)
    # Decomposing may bring capitals (𝐀) and folding what decomposes again (ŉ), so both come twice.
    folded = unicodedata.normalize("NFKD", word.casefold().translate(_SINGLE)).casefold().translate(_SINGLE)
    decomposed = unicodedata.normalize("NFKD", folded)
    lowered = "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_SINGLE)
    return " ".join(_WORDS.findall(unicodedata.normalize("NFC", lowered)))


_WORDS = re.compile(r"[^\W_]+")


def first_name(name: str) -> str:
    """The part of `name` one would be greeted by: its first word that is no title, or the whole name."""
    for word in name.split():
        if word.rstrip(".").casefold() not in _TITLES:
            return word.strip(",")
    return name


_TITLES = frozenset(
    {"dr", "prof", "mr", "mrs", "ms", "mx", "sir", "dame", "herr", "frau", "ing", "dipl", "rev"}
)


def word_set(text: str) -> frozenset[str]:
    """The words of a text as a set: how tables of words are written down in the code."""
    return frozenset(text.split())


def plural(count: int, one: str, many: str | None = None) -> str:
    """`3 people`: a count and its noun; `many` defaults to `one` + s."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def shortened(text: str, length: int) -> str:
    """The text on one line, cut at a word to at most `length` characters, with `…` where something is left out."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    head = line[: length - 1]
    return (head.rsplit(" ", 1)[0] if " " in head[length // 2 :] else head) + "…"
