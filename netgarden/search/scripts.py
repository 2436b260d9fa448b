"""Latin spellings of words in other scripts, so that a name is found by whoever cannot type its letters.

Romanised by anyascii, with what it leaves out: the vowels of Arabic and Hebrew, which are not written, the inherent
vowel of Indic letters, the order of Thai vowels, the readings of Chinese characters in Japanese and Korean names.
Spellings are meant to be compared forgivingly (see `sounds`): they need not be what somebody would write.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from netgarden.search.cjk_names import spell_cjk, spelling_table
from netgarden.search.tokens import CJK, MAX_TOKEN
from netgarden.text.plain import fold

MAX_SPELLINGS = 8
"""Most Latin spellings of one word."""


class Spelling(NamedTuple):
    """A Latin spelling of a stretch of a text."""

    word: str
    """In small Latin letters, without blanks."""
    start: int
    """Character offset of its first letter in the text."""
    end: int


_WORD = re.compile(
    r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u0591-\u05c7\u064b-\u0655\u0670\u0900-\u109f\u1780-\u17d3])*"
)
_RUN = re.compile(f"[{CJK}]+(?:[ 　・]?[{CJK}]+)*")


def needs_spelling(text: str) -> bool:
    """Return whether a text has letters of a script that is spelled here: neither Latin, Cyrillic nor Greek."""
    return not text.isascii() and any(char > "\u052f" and not _is_latin_again(char) for char in text)


_LATIN_AGAIN = (("\u1c80", "\u1c8f"), ("\u1d00", "\u2fff"), ("\ufb00", "\ufb06"), ("\uff00", "\uff60"))
"""Ranges of signs, symbols and variants of Latin letters beyond the first scripts."""


def _is_latin_again(char: str) -> bool:
    return any(first <= char <= last for first, last in _LATIN_AGAIN)


def spellings(text: str, *, name: bool = False) -> list[Spelling]:
    """Return the Latin spellings of the words of `text` that are in other scripts; none for the common case.

    `name` reads Chinese characters as those of a person: the family name first, read in Chinese, Japanese or Korean.
    """
    if not needs_spelling(text):
        return []
    found = [
        Spelling(*one) for run in _RUN.finditer(text) for one in spell_cjk(run[0], run.start(), name=name)
    ]
    for word in _WORD.finditer(text):
        if needs_spelling(word[0]) and not _RUN.match(word[0]):
            found.extend(Spelling(one, *word.span()) for one in _spell(word[0]))
    if name:
        found.extend(_servants(text))
    return [one._replace(word=one.word[:MAX_TOKEN]) for one in found if one.word]


def _servants(text: str) -> Iterator[Spelling]:
    """Arabic names of two words that are mostly spelled as one: Abdallah, Abdulrahman."""
    for pair in re.finditer(r"\bعبد +(?:ال)?(\w+)", text):
        yield from (Spelling(f"abdul{one}", *pair.span()) for one in _spell(pair[1])[:2])


@lru_cache(maxsize=4096)
def _spell(word: str) -> tuple[str, ...]:
    """The spellings of one word of any script but Chinese, Japanese and Korean, the likeliest first."""
    script = unicodedata.name(word[0], "").split(" ")[0]
    match script:
        case "ARABIC":
            made = _from_arabic(_ARABIC_MARKS.sub("", word))
        case "HEBREW":
            made = _from_letters(_HEBREW_POINTS.sub("", word), _HEBREW, _HEBREW_FIRST, _HEBREW_LAST)
        case "THAI" | "LAO":
            made = _from_thai(word)
        case _ if f"{script} SIGN VIRAMA" in _INDIC:
            made = _from_syllables(word)
        case _:
            made = iter((_ascii(word),))
    return tuple(dict.fromkeys(one for one in made if one))[:MAX_SPELLINGS]


def _ascii(text: str) -> str:
    from anyascii import anyascii  # imported for the first name in such letters

    return "".join(char for char in fold(anyascii(text)) if char.isalnum())


# ── scripts without vowels ───────────────────────────────────────────────────

_ARABIC_MARKS = re.compile("[\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d]")
_HEBREW_POINTS = re.compile("[\u0591-\u05c7\u05f3\u05f4'\"]")

_ARABIC = spelling_table(
    "ا=a أ=a إ=i آ=a ٱ=a ى=a ء= ئ=i ؤ=u ب=b ت=t ث=th ج=j,g ح=h خ=kh د=d ذ=dh,z ر=r ز=z س=s ش=sh ص=s ض=d ط=t ظ=z"
    " ع= غ=gh ف=f ق=q ك=k ل=l م=m ن=n ه=h ة=a و=u,w ي=i,y پ=p چ=ch ژ=zh گ=g ک=k ی=i,y ہ=h ھ=h ے=i ں=n ٹ=t ڈ=d ڑ=r"
)
_ARABIC_FIRST = spelling_table("ع=a و=w,u ي=y ی=y إ=i ا=a,i")
_ARABIC_LAST = spelling_table("ه=h,a ی=i ي=i")
_HEBREW = spelling_table(
    "א= ב=v,b ג=g ד=d ה=h ו=o,v ז=z ח=h,kh ט=t י=i,y כ=kh,k ך=kh ל=l מ=m ם=m נ=n ן=n ס=s ע= פ=f,p ף=f צ=tz ץ=tz ק=k ר=r"
    " ש=sh,s ת=t"
)
_HEBREW_FIRST = spelling_table("א=a,e ב=b ו=v י=y,i כ=k ע=a,o פ=p ה=h")
_HEBREW_LAST = spelling_table("ה=a י=i")
_WHOLE = {
    "الله": ("allah", "ullah"),
    "عبد": ("abdul", "abdel"),
    "بن": ("bin", "ben", "ibn"),
    "ابن": ("ibn", "bin"),
}
"""Words that are spelled otherwise than by their letters."""

_VOWELS = "aeiou"
_MAX_READINGS = 6


def _from_arabic(word: str) -> Iterator[str]:
    yield from _WHOLE.get(word, ())
    bare = word[2:] if word.startswith("ال") and len(word) > 3 else ""
    for one in (bare, word):
        if one:
            yield from _from_letters(one, _ARABIC, _ARABIC_FIRST, _ARABIC_LAST)


def _from_letters(
    word: str,
    table: dict[str, tuple[str, ...]],
    first: dict[str, tuple[str, ...]],
    last: dict[str, tuple[str, ...]],
) -> Iterator[str]:
    """The spellings letter by letter, with an `a` wherever no vowel is written between two consonants."""
    places = [
        (first.get(letter) if place == 0 else last.get(letter) if place == len(word) - 1 else None)
        or table.get(letter)
        or (_ascii(letter),)
        for place, letter in enumerate(word)
    ]
    choices, count = [], 1
    for place in places:
        room = _MAX_READINGS // count
        choices.append(place[: max(room, 1)])
        count *= len(choices[-1])
    for letters in product(*choices):
        spelled = ""
        for letter in letters:
            between = spelled and letter and spelled[-1] not in _VOWELS and letter[0] not in _VOWELS
            spelled += "a" + letter if between else letter
        yield spelled


# ── scripts of syllables ─────────────────────────────────────────────────────

_INDIC = frozenset(
    f"{script} SIGN VIRAMA"
    for script in (
        "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "SINHALA",
    )
)  # fmt: skip
_SPELT = {"AA": "a", "II": "i", "UU": "u", "EE": "e", "OO": "o", "VOCALIC R": "ri"}
_RETROFLEX = re.compile(r"^(TT|DD|NN|LL|RR)(?=H?A$)")


def _from_syllables(word: str) -> Iterator[str]:
    """From the names that Unicode gives the letters: `DEVANAGARI LETTER SHA`, `… VOWEL SIGN AA`, `… VIRAMA`."""
    spelled: list[str] = []
    for char in unicodedata.normalize("NFC", word):
        _, _, kind = unicodedata.name(char, "").partition(" ")
        head, _, letter = kind.rpartition(" ") if "VOCALIC" not in kind else (kind, "", "VOCALIC R")
        inherent = bool(spelled) and spelled[-1] == "a"
        if "VIRAMA" in kind or "AL-LAKUNA" in kind:
            if inherent:
                spelled.pop()
        elif "NUKTA" in kind:
            if inherent and spelled[:-1]:
                spelled[-2] = {"j": "z", "ph": "f", "d": "r", "dh": "rh"}.get(spelled[-2], spelled[-2])
        elif "ANUSVARA" in kind or "CANDRABINDU" in kind or "BINDI" in kind or "TIPPI" in kind:
            spelled.append("n")
        elif "VOWEL SIGN" in kind:
            if inherent:
                spelled.pop()
            spelled.append(_vowel(letter))
        elif "LETTER" in head:
            letter = _RETROFLEX.sub(lambda found: found[1][0], letter)
            if letter.endswith("A") and len(letter) > 1 and letter != "AA":
                spelled.extend((_consonant(letter[:-1]), "a"))
            else:
                spelled.append(_vowel(letter))
    whole = "".join(spelled)
    yield whole.removesuffix("a") if len(spelled) > 2 and spelled[-1] == "a" else whole
    yield whole


def _vowel(letter: str) -> str:
    return _SPELT.get(letter, letter.lower())


def _consonant(letter: str) -> str:
    return {"C": "ch", "CH": "chh", "SS": "sh", "LLL": "zh"}.get(letter, letter.lower())


_THAI_LEADING = re.compile("([เแโใไ])([\u0e01-\u0e2e])")
_THAI_SILENT = re.compile("[\u0e01-\u0e2e][\u0e34\u0e38]?\u0e4c")


def _from_thai(word: str) -> Iterator[str]:
    """With vowels behind the consonants that they are written before, and without what the silencing mark silences."""
    ordered = _THAI_LEADING.sub(r"\2\1", _THAI_SILENT.sub("", word))
    spelled = _ascii(ordered)
    yield spelled
    if "จ" in word:
        yield _ascii(ordered.replace("จ", "ย")).replace("y", "j", 1)
    if "ว" in word:
        yield spelled.replace("w", "v")
