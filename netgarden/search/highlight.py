"""Highlights: the letters of a person's fields that a query matched."""

from collections.abc import Iterable

from netgarden.change.garden import Garden
from netgarden.records.contact import Contact
from netgarden.search import initials
from netgarden.search.fields import MAX_TEXT, SEARCHED, joined_forms, searched_part
from netgarden.search.given_names import variants
from netgarden.search.match import FieldMatch
from netgarden.search.ranking import Found
from netgarden.search.scripts import spellings
from netgarden.search.tokens import Token, latin, split_words, tokens

Span = tuple[int, int]

LONG = 120
"""Characters of a line from which on only the surroundings of the first word found are shown."""

_BEFORE, _SHOWN = 30, 100


def highlight(
    garden: Garden, contact: Contact, found: list[Found], typed: tuple[str, ...]
) -> tuple[FieldMatch, ...]:
    """The fields in which the words were found, the first that has each, with the matched letters.

    `typed` are the words of the query that the senses of `found` count by.
    """
    left = list(found)
    matches: list[FieldMatch] = []
    for field in SEARCHED:
        for value in field.values(garden, contact) if left else ():
            text = _line(_whole(contact, field.name, value)[:MAX_TEXT], left)
            spans: list[Span] = []
            here = tokens(text)
            for one in tuple(left):
                words = typed[one.sense.first : one.sense.last]
                if marked := _spans(text, here, one, words, field.name):
                    spans.extend(marked)
                    left.remove(one)
            if spans:
                matches.append(_shown(field.name, text, merged(spans)))
    return tuple(matches)


def _whole(contact: Contact, field: str, value: str) -> str:
    """The value as people know it: the whole address where only parts of it are searched."""
    part = searched_part(field)
    return next((one for one in getattr(contact, field) if part(one) == value), value) if part else value


def _line(text: str, found: list[Found]) -> str:
    """Return the first line of a long text that has one of the words; empty if none does."""
    if len(text) <= LONG and "\n" not in text:
        return text
    wanted = {one.word for one in found}
    return next((line for line in text.split("\n") if not wanted.isdisjoint(split_words(line))), "")


def _spans(text: str, here: list[Token], one: Found, words: tuple[str, ...], field: str) -> list[Span]:
    """Return where one finding stands among the tokens of the text of a field; empty if it does not."""
    if not one.word:
        if one.sense.parts:
            places = [_first(here, part) for part in one.sense.parts]
            return [(token.start, token.end) for token in places if token] if all(places) else []
        return _initial_spans(here, one.sense.initials, field)
    typed = "".join(words)
    if token := _first(here, one.word):
        return [
            (_offset(token, start), _offset(token, end)) for start, end in matching_letters(typed, one.word)
        ] or [(token.start, token.end)]
    if one.word in joined_forms(text, split_words(text)):
        return [(token.start, token.end) for token in here if token.word and token.word in one.word]
    for token in here:
        if latin(token.word) == one.word:
            return [(token.start, token.end)]
    name = field in ("name", "aliases")
    return next(
        ([(spelt.start, spelt.end)] for spelt in spellings(text, name=name) if spelt.word == one.word), []
    )


def _initial_spans(here: list[Token], typed: str, field: str) -> list[Span]:
    words = [token.word for token in here]
    if field == "name" and typed in initials.of_name(words):
        chosen = here if len(typed) == len(here) else [here[0], here[-1]]
    elif field == "org":
        chosen = [here[place] for place in initials.places(words, typed)]
    else:
        return []
    return [(token.start, token.start + 1) for token in chosen]


def _first(here: Iterable[Token], word: str) -> Token | None:
    return next((token for token in here if token.word == word), None)


def _offset(token: Token, letter: int) -> int:
    """Return where a letter of the folded word stands in the text: folding may make more letters of one, or fewer."""
    length = token.end - token.start
    if len(token.word) == length:
        return token.start + letter
    return token.start + (length if letter >= len(token.word) else min(letter, length))


def matching_letters(typed: str, word: str) -> list[Span]:
    """The stretches of `word` that were typed: its beginning, or what is left after slips are taken out.

    None where another form of the name was typed.
    """
    typed = latin(typed) or typed
    if word.startswith(typed):
        return [(0, len(typed))]
    if word in variants(typed):
        return []
    from rapidfuzz.distance import Indel

    return [
        (block.dest_start, block.dest_end) for block in Indel.opcodes(typed, word) if block.tag == "equal"
    ]


def merged(spans: list[Span]) -> tuple[Span, ...]:
    """The spans in order, those that touch or overlap as one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif end > start:
            joined.append((start, end))
    return tuple(joined)


def _shown(field: str, text: str, spans: tuple[Span, ...]) -> FieldMatch:
    """The match, of a long line only the surroundings of the first span."""
    if len(text) <= LONG:
        return FieldMatch(field, text, spans)
    start = max(spans[0][0] - _BEFORE, 0)
    end = min(start + _SHOWN, len(text))
    lead = "…" if start else ""
    shift = len(lead) - start
    shown = lead + text[start:end] + ("…" if end < len(text) else "")
    kept = tuple((low + shift, min(high, end) + shift) for low, high in spans if start <= low < end)
    return FieldMatch(field, shown, kept)
