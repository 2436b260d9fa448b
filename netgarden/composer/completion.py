"""Completion in the composer: people, kinds, interests, tags, dates and the words before a colon (`grammar.md`)."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from netgarden.change.garden import Garden
from netgarden.composer.date_words import date_at
from netgarden.composer.known_names import NameIndex
from netgarden.composer.people_in_text import MARK
from netgarden.composer.words import BULLET, COLON_WORDS, KIND_WORDS, TELLING_WORDS
from netgarden.due.rules import DEFAULT_DATES, DateStyle
from netgarden.records.entry import Entry
from netgarden.records.kinds import INTERACTIONS
from netgarden.text.dates_in_words import long_day
from netgarden.text.plain import fold

MAX_OFFERED = 8
MAX_NAME = 60
"""The most characters before the cursor at which a name may begin."""

PAST_WORDS = ("today", "yesterday", *(f"last {d}" for d in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")))
FUTURE_WORDS = (
    *(
        "tomorrow",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
        "next week",
        "end of week",
        "end of month",
    ),
    *("in 1w", "in 2w", "in 3w", "in 1m", "in 3m", "today"),
)


class Completion(NamedTuple):
    """A way to go on: `text` in place of what stands between two offsets."""

    start: int
    end: int
    text: str
    kind: str
    """`person`, `kind`, `interest`, `tag`, `date` or `word`."""
    hint: str = ""
    """The words that tell it from others: the person's org, the day a date word means."""


_WORD = re.compile(r"[^\W\d_][^\W_]*\Z")
_TOPIC = re.compile(r"(?<![\w&#/.-])#([\w'’+/&-]*)\Z")
_TAGS = re.compile(r"\s*(?:\S+\s+){0,6}?tags?:(?:[^,\n]*,)*\s*(?P<tag>[^,\n]*)\Z", re.IGNORECASE)
_DATE_SLOT = re.compile(
    r"(?:\b(?:by|nudge|on)\s+|(?:\A|[;\n])\s*next:\s+(?:\w+\s+)?)(?P<date>[\w ]{0,12})\Z", re.IGNORECASE
)
_NAME_SLOT = re.compile(
    r".*(?:\b(?:to|from|with|via|and)\s+|w/\s*|[,&+]\s*)(?P<name>[^\W\d_][\w .'’-]*)\Z", re.IGNORECASE
)
_PLAIN_NAME = re.compile(r"[^\W\d_][^\W\d_'’-]*(?:[ -][^\W\d_]['’\w-]*\.?)*\Z")
_WORD_LINE = re.compile(rf"({'|'.join(COLON_WORDS)})[ \t]\Z", re.IGNORECASE)


def complete(
    text: str, cursor: int, names: NameIndex, today: date, style: DateStyle = DEFAULT_DATES
) -> list[Completion]:
    """Return completions of the text at an offset, the likeliest first; none where nothing is to be completed."""
    line_start = text.rfind("\n", 0, cursor) + 1
    line = text[line_start:cursor]
    if line.lstrip().startswith("\\"):
        return []
    for offered in (
        _marked(text, line_start, cursor, names),
        _topics(line, cursor, names),
        _tags(line, cursor, names),
        _dates(line, cursor, today, style),
        _words(text, line_start, cursor, names, today, style),
    ):
        if offered is not None:
            return offered[:MAX_OFFERED]
    return []


def ghost(text: str, cursor: int, entries: Sequence[Entry], garden: Garden) -> Completion | None:
    """Return the text that stands dimmed at the cursor until `tab` takes it, or None.

    `owe ` alone in a line offers `owe:`; an empty line after a talk with somebody of whom no wants are known
    offers `wants:`. `entries` is what the text means so far.
    """
    line_start = text.rfind("\n", 0, cursor) + 1
    if cursor < len(text) and text[cursor] != "\n":
        return None
    line = text[line_start:cursor]
    start = line_start + _indent(line)
    if word := _WORD_LINE.match(text, start, cursor):
        return Completion(start, cursor, f"{word[1]}: ", "word")
    if line.strip() or line_start == 0 or not entries:
        return None
    entry = entries[-1] if not text[cursor:].strip() else None
    if entry is None or entry.weight != "talk" or len(entry.people) != 1 or entry.of_kind("wants"):
        return None
    uid = entry.people[0].uid
    if uid and any(want.closed_on is None for want in garden.wants_of(uid)):
        return None
    return Completion(cursor, cursor, "wants: ", "word")


def _indent(line: str) -> int:
    bullet = BULLET.match(line)
    return bullet.end() if bullet else 0


def _marked(text: str, line_start: int, cursor: int, names: NameIndex) -> list[Completion] | None:
    """People behind an `@`."""
    at = text.rfind("@", max(line_start, cursor - MAX_NAME), cursor)
    if at < 0 or (at + 1 < cursor and not MARK.match(text, at)) or (at > 0 and not _may_mark(text[at - 1])):
        return None
    typed = text[at + 1 : cursor].lstrip('"“')
    if typed.endswith(('"', "”")) or "(" in typed or ":" in typed:
        return None
    found = _people(names, typed, at, cursor, "@")
    # Behind a whole name one goes on with the sentence.
    return found or (None if " " in typed else [])


def _may_mark(letter: str) -> bool:
    return not (letter.isalnum() or letter in "_.@+/#-")


def _people(names: NameIndex, typed: str, start: int, cursor: int, mark: str) -> list[Completion]:
    folded = fold(typed)
    if typed.endswith(" ") and names.run(folded.split(), family=True) == len(folded.split()) > 0:
        folded += " "
    offered = []
    for uid in names.starting_with(folded, MAX_OFFERED):
        contact = names.contact(uid)
        if contact is not None and fold(contact.name) != fold(typed):
            offered.append(Completion(start, cursor, _written(contact.name, mark), "person", contact.org))
    return offered


def _written(name: str, mark: str) -> str:
    """A name as the grammar reads it back: in quotation marks where it has more than words."""
    if _PLAIN_NAME.match(name) and (mark or name[0].isupper()):
        return mark + name
    return '@"' + name.replace('"', "") + '"'


def _topics(line: str, cursor: int, names: NameIndex) -> list[Completion] | None:
    match = _TOPIC.search(line)
    if not match:
        return None
    start = cursor - len(match[0])
    return [
        Completion(start, cursor, f"#{interest.replace(' ', '-')}", "interest")
        for interest in names.words("interests", fold(match[1]))
        if fold(interest) != fold(match[1])
    ]


def _tags(line: str, cursor: int, names: NameIndex) -> list[Completion] | None:
    match = _TAGS.match(line)
    if not match:
        return None
    start = cursor - len(match["tag"])
    found = names.words("tags", fold(match["tag"]))
    return [Completion(start, cursor, tag, "tag") for tag in found if tag != match["tag"]]


def _dates(line: str, cursor: int, today: date, style: DateStyle) -> list[Completion] | None:
    match = _DATE_SLOT.search(line)
    if not match or ":" not in line[: match.start("date")]:
        return None
    return _date_words(FUTURE_WORDS, match["date"], cursor, today, style, past=False) or None


def _date_words(
    words: Iterable[str], typed: str, cursor: int, today: date, style: DateStyle, *, past: bool
) -> list[Completion]:
    offered = []
    for word in words:
        if word.startswith(typed.lower()) and word != typed.lower():
            when = date_at(word, 0, today, "past" if past else "future", style=style, slot=True)
            if when is not None:
                hint = long_day(when.day, today)
                offered.append(Completion(cursor - len(typed), cursor, word, "date", hint))
    return offered


def _words(
    text: str, line_start: int, cursor: int, names: NameIndex, today: date, style: DateStyle
) -> list[Completion] | None:
    """Words of the grammar at a line's start; kinds, people and dates in the head of an entry."""
    line = text[line_start:cursor]
    start = line_start + _indent(line)
    word = _WORD.search(text[start:cursor])
    typed = word[0].lower() if word else ""
    is_first = bool(typed) and cursor - len(typed) == start
    words = [one for one in COLON_WORDS if is_first and one.startswith(typed)]
    offered = [Completion(start, cursor, f"{one}: ", "word") for one in words]
    if not _is_head(text, line_start) or ":" in line:
        return offered or None
    if is_first:
        kinds = [one for one in (*INTERACTIONS, *sorted(TELLING_WORDS)) if one in KIND_WORDS and one != typed]
        offered[:0] = [
            Completion(start, cursor, f"{one} ", "kind", KIND_WORDS[one])
            for one in kinds
            if one.startswith(typed)
        ]
    slot = _NAME_SLOT.match(line)
    name = slot["name"] if slot else _after_kind(line) or (word[0] if word and word[0][0].isupper() else "")
    if len(name) >= 2:
        people = _people(names, name, cursor - len(name), cursor, "")
        offered = people + offered if name[0].isupper() else offered + people
    if len(typed) >= 2 and not is_first:
        offered += _date_words(PAST_WORDS, typed, cursor, today, style, past=True)
    return offered or None


def _after_kind(line: str) -> str:
    """Return the text behind the kind word that begins a line."""
    first, _, rest = line.lstrip().partition(" ")
    return rest.lstrip() if first.lower() in KIND_WORDS else ""


def _is_head(text: str, line_start: int) -> bool:
    """Return whether the line is the first of an entry."""
    before = text[:line_start].rstrip()
    return not before or before.rpartition("\n")[2].strip() == "--"
