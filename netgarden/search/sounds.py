"""Words by ear: keys under which words that sound alike, in the spellings of several languages, meet.

A key holds the consonants of a word as classes of sounds, in order. Vowels and h only part them, but for a vowel at
the beginning, which is `A`. Where a spelling is read in several ways (`ch` in Church, Christian) a word has several
keys, and two words sound alike when they have one in common. The classes are those of Soundex and its heirs, made
finer where other spellings of a sound are told by the letters beside it.
"""

import re
from functools import lru_cache

MAX_KEYS = 6
"""Most keys of one word."""

_BREAK = "-"
"""A vowel or an h: silent, but two like sounds beside it stay two."""

_SPELLINGS: tuple[tuple[str, str], ...] = (
    # Irish, where h softens the letter before it and e or i that beside it.
    (r"[bm]h(?=aid|aoid)|[dg]h(?=b)|(?<=[aeiou])[dg]h$|(?<=[aeiou])dh(?=[bg])", "-"),
    (r"(?<=[aeiou])th$", "T -"),
    (r"[bm]h", "V B"),
    (r"fh", "-"),
    (r"s(?=i[aou]|in[eé]|ea|eo)|(?<=o[iı])s(?=[ie])|(?<=ai)s(?=l)|(?<=ir)s(?=e)|(?<=oi)s(?=e)", "S X"),
    (r"dh", "D -"),
    # French endings that are not heard.
    (r"(?<=[aeiou])(?:lt|ld|ux|x|ts?|s)$", "= -"),
    # Clusters.
    (r"tsch|tch|cz|tsh", "X"),
    (r"szcz|shch|schtsch", "X XX"),
    (r"(?<=[kptg])rz", "X RX"),
    (r"sch", "X SK"),
    (r"sz", "X S"),
    (r"s?sh", "X"),
    (r"rz(?=[aeiouy])|(?<=[aeiouy])rz|zh|dzh|dj", "J X"),
    (r"rz", "J X R"),
    (r"c?kh", "K"),
    (r"ch(?=[rlnt])", "K"),
    (r"ch", "X K"),
    (r"ck|cq|cc(?![eiy])", "K"),
    (r"sc(?=[eiy])", "S X"),
    (r"(?<=e)ph(?=e)", "V F"),
    (r"ph|pf", "F"),
    (r"tz|ts|zz", "S"),
    (r"th|dt", "T"),
    (r"gh(?=[aeiouy])", "G -"),
    (r"gh", "- G"),
    (r"gn", "N GN"),
    (r"n[gk](?=$|[^aeiouylrkh])|ng(?=h)", "N"),
    (r"ngk?", "N NG"),
    (r"^kn|^pn", "N KN"),
    (r"^wr", "R"),
    (r"^ps", "S PS"),
    (r"mn$", "M"),
    (r"m[bp]$", "M MP"),
    (r"qu", "K"),
    (r"q", "K X"),
    (r"^x", "S X"),
    (r"x", "KS X"),
    (r"c(?=[eiy])", "S K X"),
    (r"c|k", "K"),
    (r"g(?=[eiy])", "G J"),
    (r"g", "G"),
    (r"^j", "J X"),
    (r"j", "J - X"),
    (r"^y(?=[aeiou])", "J"),
    (r"^i(?=[ao])", "J A"),
    (r"(?<=[aeiou])w(?=[aeiou])", "- V"),
    (r"^w", "V"),
    (r"w", "V -"),
    (r"v", "V"),
    (r"z", "S"),
    (r"l+d?(?=s)", "L -"),
    (r"^h", "H"),
)
"""Patterns of letters and the classes they may be read as, tried in order; `=` is the last letter as it stands."""

_PATTERN = re.compile(
    "|".join(f"(?P<p{place}>{pattern})" for place, (pattern, _) in enumerate(_SPELLINGS)) + "|(?P<one>.)"
)
_CHOICES = tuple(choices.split() for _, choices in _SPELLINGS)
_ONE = {letter: letter.upper() for letter in "bdfglmnprst"} | dict.fromkeys("aeiouyh", _BREAK) | {"k": "K"}
_FINAL = str.maketrans("BDGVJ", "PTKFX")
_DOUBLED = re.compile(r"([b-df-hj-np-tv-xz])\1+")
_REPEATED = re.compile(r"([A-Z])\1+")


@lru_cache(maxsize=1 << 14)
def sound_keys(word: str) -> tuple[str, ...]:
    """Return the keys of a folded word in Latin letters, at most `MAX_KEYS`; none for a word of other letters.

    A key of one sound says nothing and is left out.
    """
    if not word.isascii() or not word.isalpha():
        return ()
    keys = ["A" if word[0] in "aeiou" else ""]
    for found in _PATTERN.finditer(_DOUBLED.sub(r"\1", word)):
        kind = found.lastgroup or "one"
        choices = [_ONE.get(found[0], _BREAK)] if kind == "one" else _CHOICES[int(kind[1:])]
        choices = [_as_written(found[0]) if choice == "=" else choice for choice in choices]
        room = MAX_KEYS // len(keys)
        keys = [key + choice for choice in choices[: max(room, 1)] for key in keys]
    made = (_REPEATED.sub(r"\1", key).replace(_BREAK, "") for key in keys)
    return tuple(dict.fromkeys(key[:-1] + key[-1].translate(_FINAL) for key in made if len(key) > 1))


def _as_written(letters: str) -> str:
    return "".join("KS" if letter == "x" else _ONE.get(letter, _BREAK) for letter in letters)


_VOWELS = str.maketrans("", "", "aeiouy")


def consonants(word: str) -> str:
    """The word without its vowels, but for one at the beginning: as somebody in a hurry types it."""
    return word[:1] + word[1:].translate(_VOWELS)
