"""The lines of an entry after its head: details, and text (`grammar.md`)."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from netgarden.composer.date_words import day_in, trailing_date
from netgarden.composer.people_in_text import MARK, People
from netgarden.composer.words import BULLET, DETAIL_WORDS, KIND_AT, KIND_WORDS, TOPIC, words_in
from netgarden.due.rules import DateStyle
from netgarden.records.entry import Detail, PersonRef, Span
from netgarden.text.partial_date import PartialDate
from netgarden.text.plain import clean

MAX_BEFORE_COLON = 120
"""A colon further into a line ends no word of a detail."""

_COLON = re.compile(r":(?=\s|\Z)")
_SIGN = re.compile(r"[@#]")
_BIRTHDAY = re.compile(r"(?:birthday|bday|born)\b", re.IGNORECASE)


class Word(NamedTuple):
    """`[names] word [names]:` at the start of a line."""

    kind: str
    people: tuple[PersonRef, ...]
    end: int
    """Behind the colon."""


class Text(NamedTuple):
    """A piece of running text."""

    text: str
    """Cleaned, in one line, without the signs of names and topics and without topics at its end."""
    people: tuple[PersonRef, ...]
    topics: tuple[str, ...]


def split_lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The offsets of the lines between two offsets, blank ones left out; `;` before a detail begins a line."""
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        at = start
        if not text[start:stop].lstrip().startswith("\\"):
            semicolon = text.find(";", at, stop)
            while semicolon >= 0:
                if _begins_detail(text, semicolon + 1, stop):
                    yield at, semicolon
                    at = semicolon + 1
                semicolon = text.find(";", semicolon + 1, stop)
        if text[at:stop].strip():
            yield at, stop
        start = stop + 1


def _begins_detail(text: str, start: int, stop: int) -> bool:
    """Return whether the word of a detail may stand before a colon here; its names are looked at later."""
    colon = _COLON.search(text, start, min(stop, start + MAX_BEFORE_COLON))
    return colon is not None and any(
        word.text.lower() in DETAIL_WORDS for word in words_in(text, start, colon.start(), limit=12)
    )


def read_word(people: People, start: int, end: int) -> Word | None:
    """Return the detail word of a line and the names next to it; None if the line is text."""
    text = people.text
    start = BULLET.match(text, start, end).end()  # type: ignore[union-attr]  # it matches anywhere
    colon = _COLON.search(text, start, min(end, start + MAX_BEFORE_COLON))
    if colon is None:
        return None
    mark = people.mark()
    words = words_in(text, start, colon.start(), limit=14)
    for at, word in enumerate(words):
        if word.text.lower() not in DETAIL_WORDS or word.after != word.end:
            continue
        before = people.only_names(start, word.start)
        after = people.only_names(word.end, colon.start()) if before is not None else None
        if before is not None and after is not None and not people.names_several(words, at):
            people.spans.append(Span(word.start, colon.end(), "word"))
            return Word(DETAIL_WORDS[word.text.lower()], tuple(before + after), colon.end())
        people.back(mark)
        mark = people.mark()
    return None


def read_text(people: People, start: int, end: int) -> Text:
    """The text between two offsets, with the people and topics that `@` and `#` mark in it."""
    text = people.text
    stop, last_topics = _without_last_topics(people, start, end)
    pieces: list[str] = []
    found: list[PersonRef] = []
    topics: list[str] = []
    kept = at = start
    while sign := _SIGN.search(text, at, stop):
        at = sign.end()
        if sign[0] == "@" and MARK.match(text, sign.start()):
            if one := people.marked(sign.start(), stop):
                name = text[sign.start() + 1 : one.person.end].strip('"“”')
                behind = text[one.person.end : one.end]
                # Brackets are facts about the person, a possessive belongs to the sentence.
                pieces += [text[kept : sign.start()], name, behind if behind.lower() in ("'s", "’s") else ""]
                found.append(one.person)
                kept = at = one.end
        elif topic := TOPIC.match(text, sign.start(), stop):
            topics.append(topic["topic"])
            people.spans.append(Span(topic.start(), topic.end(), "topic"))
            pieces += [text[kept : topic.start()], topic["topic"]]
            kept = at = topic.end()
    pieces.append(text[kept:stop])
    return Text(clean("".join(pieces)).strip(" ,"), tuple(found), (*topics, *last_topics))


def _without_last_topics(people: People, start: int, end: int) -> tuple[int, list[str]]:
    """Return where the text ends without the topics at its end, and those topics."""
    text = people.text
    topics: list[str] = []
    while True:
        while end > start and text[end - 1].isspace():
            end -= 1
        first = end
        while first > start and not text[first - 1].isspace():
            first -= 1
        topic = TOPIC.fullmatch(text, first, end)
        if topic is None:
            return end, topics
        topics.insert(0, topic["topic"])
        people.spans.append(Span(first, end, "topic"))
        end = first


class Draft(NamedTuple):
    """A detail whose owners may not be known yet."""

    detail: Detail
    mentioned: tuple[PersonRef, ...]
    topics: tuple[str, ...]
    has_day: bool = True
    """False for a `next:` that names no day."""


def read_detail(
    people: People,
    kind: str,
    owners: tuple[PersonRef, ...],
    start: int,
    end: int,
    today: date,
    style: DateStyle,
) -> list[Draft]:
    """Read the text behind the word of a detail; several tags are several details."""
    text = people.text
    if kind == "tag":
        listed = read_text(people, start, end)
        tags = (*listed.text.split(","), *listed.topics)
        return [Draft(Detail("tag", owners, tag.strip()), (), ()) for tag in tags if tag.strip()]
    by = nudge = None
    on: PartialDate | None = None
    time = ""
    has_day = True
    stop = end
    if kind in ("owe", "ask"):
        for _ in range(2):
            tail = trailing_date(text[start:stop], today, "future", style=style, plain=True)
            if tail is None or (tail.lead == "nudge" and nudge) or (tail.lead != "nudge" and by):
                break
            if tail.lead == "nudge":
                nudge = tail.day
            else:
                by = tail.day
            time = tail.time or time
            people.spans.append(Span(start + tail.start, start + tail.end, "date"))
            stop = start + tail.start
    elif kind == "next":
        if tail := trailing_date(text[start:stop], today, "future", style=style, bare=True, slot=True):
            by, time, stop = tail.day, tail.time, start + tail.start
            people.spans.append(Span(start + tail.start, start + tail.end, "date"))
        has_day = by is not None
    elif kind == "news":
        if _BIRTHDAY.match(text, start + len(text[start:stop]) - len(text[start:stop].lstrip())):
            on = day_in(text[start:stop], today, style)
            has_day = on is not None
        elif tail := trailing_date(text[start:stop], today, "nearest", style=style, bare=True):
            by, time, stop = tail.day, tail.time, start + tail.start
            on = tail.written._replace(year=tail.day.year)
            people.spans.append(Span(start + tail.start, start + tail.end, "date"))
    words, mentioned, topics = read_text(people, start, stop)
    words = " ".join(part for part in (words.rstrip(" ,;–—-"), time) if part)
    channel = ""
    if kind == "next":
        channel, words = _channel(words)
    detail = Detail(kind, owners, words, by, nudge, str(on) if on else "", channel)
    return [Draft(detail, mentioned, topics, has_day)]


def _channel(words: str) -> tuple[str, str]:
    """The kind of talk that is planned, and the words without it where they say nothing else."""
    for chunk in words.split()[:3]:
        word = KIND_AT.fullmatch(chunk)
        if word and (kind := KIND_WORDS.get(chunk.lower())):
            return kind, "" if words.lower() == kind else words
    return "", words
