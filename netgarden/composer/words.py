"""The words of the composer's grammar (`grammar.md`), and how a line is cut into words."""

import re
from typing import NamedTuple

from netgarden.text.plain import fold, word_set

KIND_WORDS: dict[str, str] = {
    word: kind
    for kind, words in {
        "met": "met meet meeting coffee tea lunch dinner breakfast brunch drinks walk"
        " beers beer pints visited visit bbq",
        "call": "call called rang phoned phone telephoned",
        "video": "video zoom facetime skype",
        "email": "email emailed mail mailed e-mail",
        "message": "message messaged dm text texted slack sms whatsapp telegram pinged imessage",
        "letter": "letter postcard",
        "intro": "intro introduction introduced",
        "support": "support supported commented shared liked",
        "event": "event conference meetup",
        "tried": "tried voicemail",
        "note": "note",
    }.items()
    for word in words.split()
}
"""The words that say a kind of interaction, each with its kind."""

DETAIL_WORDS: dict[str, str] = {
    "owe": "owe",
    "promised": "owe",
    "ask": "ask",
    "asked": "ask",
    "gave": "gave",
    "got": "got",
    "thanks": "thanks",
    "thanked": "thanks",
    "wants": "wants",
    "want": "wants",
    "can": "can",
    "news": "news",
    "next": "next",
    "done": "done",
    "tag": "tag",
    "tags": "tag",
}
"""The words of a detail, each with its kind."""

COLON_WORDS = ("owe", "ask", "gave", "got", "thanks", "wants", "can", "news", "next", "done", "tag")
"""The words that completion offers before a colon."""

FIRST_VERBS = {"asked": "ask", "thanked": "thanks", "gave": "gave", "got": "got", "promised": "owe"}
"""The words that open an entry without a colon when a name follows."""

JOINING = frozenset({"and", "&", "+", ","})
"""Words that may stand between two names."""

SLOT_LEADS = frozenset({"to", "from", "with", "w/", "via", "for"})
"""The words after which a name may be written in any case."""

FILLERS = word_set(
    "had a an the my our i we did went for have just on left and quick got sent"
    " brief nice good great lovely really very another productive"
)
"""Words before a kind that say nothing: they are not counted, and left out of the summary."""

KIND_NOUNS = word_set(
    "call chat message msg interview conversation meeting session party catch-up catchup meetup"
)
"""Words that may follow a kind word and say no other kind: `phone call`, `coffee chat`, `WhatsApp message`."""

SPEAKING_WORDS = word_set(
    "caught up spoke talked chatted saw ran bumped into wrote heard back reached out checked in said hello"
)
"""Words that may open an entry before its people: they stay in the summary."""

TO_ME = word_set("me us")
"""Words that may follow a kind word: `Chen called me yesterday`."""

NOT_A_KIND_AFTER = word_set(
    "will to should must not no don't can could shall might would may please let's never i'll we'll"
)
"""After these a kind word is a verb in the infinitive: `will call Bob` says that nothing happened yet."""

EVERYDAY_NAMES = word_set(
    "will mark may grant hope art bill drew chase pat rob sue max norm guy april june august summer"
    " winter autumn page case cliff gene miles rich stone lane lance skip angel earl king prince major"
    " best link key path van tad tip doc see read day long ace trip sky bird star rain storm true sunny"
    " merry happy young in is an as do my so no can want next news done got"
)
"""Given names that are everyday words as well: alone they count only in a name's place and with a capital."""

NOT_A_NAME = (
    word_set(
        "i we he she they it you the a an this that these those is are was were has have had and or but if so"
        " not re fwd fw about at on in of to from with without via for by as wants want said says told asked"
        " thinks works cto ceo cfo coo vp"
    )
    | (KIND_WORDS.keys() - {"walk", "mail", "tea"})
    | DETAIL_WORDS.keys()
)
"""Words that never belong to a new name, with a capital or without."""

TELLING_WORDS = word_set(
    "coffee tea lunch dinner breakfast brunch drinks walk zoom facetime skype slack whatsapp telegram"
    " postcard commented shared liked conference meetup voicemail"
)
"""Kind words that say more than their kind: alone they make the summary."""

TEXT_ONLY = "\\"
"""At the start of a line: this line is only text."""

TOPIC = re.compile(r"(?<![\w&#/.-])#(?P<topic>[^\W\d_](?:[\w'’+/&-]*[\w+])?)")
"""`#` directly before a letter."""

KIND_AT = re.compile(r"e-mail(?:ed)?(?![\w-])|[a-z]+(?![\w'’-])", re.IGNORECASE)
"""The places in which a kind word may stand."""

BULLET = re.compile(r"\s*(?:(?:[-*•+>–—]|\[[ xX]?\]|\d{1,2}[.)])(?:\s+|\Z))*")
"""Blanks and bullets before a line."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s\Z", re.IGNORECASE)


class Word(NamedTuple):
    """A word of a line, by its offsets in the whole text."""

    start: int
    end: int
    """Without a possessive `'s`."""
    after: int
    """The offset at which the next word may begin: behind the possessive."""
    text: str
    folded: str

    @property
    def is_capital(self) -> bool:
        """True if it begins like a name: with a capital, or a letter of a script without case."""
        first = self.text[0]
        return first.isupper() or (first.isalpha() and not first.islower())


def words_in(text: str, start: int, end: int, limit: int = 0) -> list[Word]:
    """The words between two offsets, at most `limit` of them if that is given."""
    words: list[Word] = []
    for match in _WORD.finditer(text, start, end):
        bare = _POSSESSIVE.sub("", match[0]) or match[0]
        words.append(Word(match.start(), match.start() + len(bare), match.end(), bare, fold(bare)))
        if len(words) == limit:
            break
    return words
