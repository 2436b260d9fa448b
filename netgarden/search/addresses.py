"""People by their addresses and numbers, as typed: `ada@north`, `+351 912 345`."""

import re
from collections.abc import Iterable, Iterator

from netgarden.records.contact import Contact
from netgarden.search.match import FieldMatch
from netgarden.text.plain import word_set

_NUMBER = re.compile(r"[+(]?\d[\d\s().+/-]*")
LEAST_DIGITS = 5
"""Digits from which on they are taken for a number, or a part of one."""

LAST_DIGITS = 3
"""The fewest digits that are looked for at the end of numbers."""

ENDING = re.compile(r"\d{3,4}")
"""Digits that may end a number: fewer than make a part of one."""


def reach_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the typed words that are addresses, in lower case, or the digits of the number that all of them are.

    Fewer than five digits are a year or a house number, and only words.
    """
    typed = " ".join(words)
    if _NUMBER.fullmatch(typed) and len(digits := digits_of(typed)) >= LEAST_DIGITS:
        return (digits,)
    return tuple(dict.fromkeys(bare for word in words if "@" in (bare := bare_address(word)).strip("@")))


_AROUND = "<>()[]{},;:\"'“”‘’«»."


def bare_address(word: str) -> str:
    """An address as pasted from a mail, without what stands around it, in lower case: `<Ada@North.org>,`."""
    return word.strip(_AROUND).lower().removeprefix("mailto:").partition("?")[0]


_PROVIDERS = word_set(
    "gmail googlemail outlook hotmail live msn yahoo ymail icloud me mac aol gmx web mail email protonmail proton pm"
    " fastmail posteo mailbox zoho yandex qq 163 126 sina naver daum free orange wanadoo laposte libero virgilio"
    " t-online freenet bluewin seznam wp o2 onet interia rediffmail hey tutanota tuta duck users noreply"
)
_SECOND = word_set("co com ac gov org net edu or ne go gob gouv mil")


def domain_name(domain: str) -> str:
    """The name of the owner of a domain, `bigcorp` of mail.bigcorp.co.uk; empty for a provider of addresses."""
    labels = domain.lower().rstrip(".").split(".")[:-1]
    if len(labels) > 1 and labels[-1] in _SECOND:
        labels.pop()
    name = labels[-1] if labels else ""
    return "" if name in _PROVIDERS else name


def nearest_addresses(typed: str, known: Iterable[str]) -> dict[str, int]:
    """Return the known addresses that are `typed` but for a slip or two, or at another ending, with how many slips.

    Letters count as in `rapidfuzz.distance.OSA`; a dot, hyphen or underscore more or less counts half of one, rounded
    up, and another ending of the domain (.com for .org) as one. Only whole addresses, and only the nearest.
    """
    local, _, domain = typed.partition("@")
    if "." not in domain or not local:
        return {}
    from rapidfuzz import process  # slow to import, and an address known by heart needs neither
    from rapidfuzz.distance import OSA

    known = tuple(known)  # not before it is clear that a whole address was typed
    slips = {
        email: int(edits)
        for email, edits, _ in process.extract(typed, known, scorer=OSA.distance, score_cutoff=2, limit=None)
    }
    bare = typed.translate(_MARKS)
    owner = f"{local.translate(_MARKS)}@{domain.rpartition('.')[0]}."
    for email in known:
        if email.lstrip(_SIGNS)[:1] != bare[:1]:
            continue  # most are told apart by their first letter
        head, _, ending = email.rpartition("@")
        if (
            email.translate(_MARKS) == bare
            or f"{head.translate(_MARKS)}@{ending.rpartition('.')[0]}." == owner
        ):
            slips[email] = 1
    least = min(slips.values(), default=0)
    return {email: count for email, count in slips.items() if count == least}


_SIGNS = ".-_+"
_MARKS = str.maketrans("", "", _SIGNS)


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
    return len(bare) >= LEAST_DIGITS and any(bare in phone for phone in phones)


def reach_matches(typed: str, contact: Contact) -> Iterator[FieldMatch]:
    """The addresses or numbers of a contact that `typed` names, with the letters that fit."""
    if "@" in typed:
        exactly = [email for email in contact.emails if email.lower().startswith(typed)]
        yield from (FieldMatch("emails", email, ((0, len(typed)),)) for email in exactly)
        if not exactly:
            nearest = nearest_addresses(typed, map(str.lower, contact.emails))
            for email in contact.emails:
                if email.lower() in nearest:
                    yield FieldMatch("emails", email, ((0, len(email)),))
        return
    ending = ENDING.fullmatch(typed)
    bare = typed if ending else typed.lstrip("0")
    for number in contact.phones:
        digits = digits_of(number)
        # An end is looked for where it has to stand, a part of a number anywhere.
        at = digits.find(bare, max(len(digits) - len(bare), 0) if ending else 0)
        if at >= 0:
            places = [place for place, char in enumerate(number) if char.isdecimal()]
            yield FieldMatch("phones", number, ((places[at], places[at + len(bare) - 1] + 1),))
