"""People by their addresses and numbers, as typed: `ada@north`, `+351 912 345`."""

import re
from collections.abc import Iterator

from netgarden.records.contact import Contact
from netgarden.search.match import FieldMatch

_NUMBER = re.compile(r"[+(]?\d[\d\s().+/-]*")
_LEAST_DIGITS = 5


def reach_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the typed words that are addresses, in lower case, or the digits of the number that all of them are.

    Fewer than five digits are a year or a house number, and only words.
    """
    typed = " ".join(words)
    if _NUMBER.fullmatch(typed) and len(digits := digits_of(typed)) >= _LEAST_DIGITS:
        return (digits,)
    return tuple(word.lower() for word in words if "@" in word.strip("@"))


def digits_of(number: str) -> str:
    """The digits of a phone number as written."""
    return "".join(char for char in number if char.isdecimal())


def reaches(typed: str, emails: tuple[str, ...], phones: tuple[str, ...]) -> bool:
    """Return whether one of the addresses (lower case) begins so, or one of the numbers (digits) holds these digits.

    A number typed with the 0 of its country is also found where it is written with the country's code.
    """
    if "@" in typed:
        return any(email.startswith(typed) for email in emails)
    bare = typed.lstrip("0")
    return len(bare) >= _LEAST_DIGITS and any(bare in phone for phone in phones)


def reach_matches(typed: str, contact: Contact) -> Iterator[FieldMatch]:
    """The addresses or numbers of a contact that `typed` names, with the letters that fit."""
    if "@" in typed:
        for email in contact.emails:
            if email.lower().startswith(typed):
                yield FieldMatch("emails", email, ((0, len(typed)),))
        return
    bare = typed.lstrip("0")
    for number in contact.phones:
        at = digits_of(number).find(bare)
        if at >= 0:
            places = [place for place, char in enumerate(number) if char.isdecimal()]
            yield FieldMatch("phones", number, ((places[at], places[at + len(bare) - 1] + 1),))
