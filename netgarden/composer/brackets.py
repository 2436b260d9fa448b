"""Facts in brackets behind a name: `(CTO at Acme, joana@acme.io, +351 91 123 4567, in Porto)` (`grammar.md`)."""

import re

from netgarden.records.contact import Contact
from netgarden.records.entry import Facts
from netgarden.text.plain import clean, fold

MAX_LENGTH = 400
"""Longer brackets are text."""

MAX_WORDS = 6
"""An organisation, role or place has no more words."""

_EMAIL = re.compile(r"(?:mailto:)?([^\s@<>\"(),:;]+@[^\s@<>\"(),:;]+\.[^\W_]{2,})\Z", re.IGNORECASE)
_LINK = re.compile(
    r"(?:https?://\S+|(?:www\.)?(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/\S*)?|(?:www\.)?[a-z0-9-]+\.[a-z]{2,}/\S+)\Z",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?:tel:)?(\+?[\d(][\d\s()./-]{4,}\d)\Z")
_PLACE = re.compile(r"(?:in|based in|lives in)\s+(\S.*)\Z", re.IGNORECASE)
_AT = re.compile(r"(?:(?P<role>\S.*?)\s+)?(?:at|@)\s+(?P<org>\S.*)\Z", re.IGNORECASE)
_ORG_IN = re.compile(r"(?P<org>\S.*?)\s+in\s+(?P<place>[^\W\d_a-z].*)\Z")
_SPLIT = re.compile(r"\s*[,;\n]\s*")


def read_facts(text: str, known: Contact | None) -> Facts | None:
    """Return the facts in brackets, given the text within them; None if they are only text.

    For a `known` person only empty fields are filled, and only by what says plainly what it is: an address, a number,
    `at Juniper`, `in Porto`. A bare word may be anything: it is an organisation only if none is known and it looks
    like a name, `(Juniper)` and not `(tired)`.
    """
    if len(text) > MAX_LENGTH:
        return None
    role = org = place = ""
    bare: list[str] = []
    emails: list[str] = []
    phones: list[str] = []
    links: list[str] = []
    last_was_place = False
    for piece in _SPLIT.split(clean(text)):
        was_place, last_was_place = last_was_place, False
        if not piece:
            continue
        if match := _EMAIL.match(piece):
            emails.append(match[1])
        elif (match := _PHONE.match(piece)) and sum(map(str.isdigit, piece)) >= 6:
            phones.append(match[1])
        elif _LINK.match(piece):
            links.append(piece)
        elif match := _PLACE.match(piece):
            place, last_was_place = match[1], True
        elif match := _AT.match(piece):
            role, org = match["role"] or role, match["org"]
            if inside := _ORG_IN.match(org):
                org, place = inside["org"], inside["place"]
        elif was_place and org:
            place += ", " + piece
        else:
            bare.append(piece)
    if not all(_may_be_a_name(piece, known) for piece in (*bare, org, place) if piece):
        return None
    if known and (known.org or any(char.isdigit() for piece in bare for char in piece)):
        bare = []
    if bare and not org:
        org = bare.pop()
    if bare and not role:
        role = bare.pop(0)
    if bare:
        return None
    facts = Facts(org, role, place, tuple(emails), tuple(phones), tuple(links))
    if known:
        facts = _only_new(facts, known)
    return facts if facts != Facts() else None


def _only_new(facts: Facts, known: Contact) -> Facts:
    """The facts for which there is an empty field: what is filled is changed by hand, or by news."""
    return facts._replace(
        org="" if known.org else facts.org,
        role="" if known.role else facts.role,
        place="" if known.place else facts.place,
    )


def _may_be_a_name(text: str, known: Contact | None) -> bool:
    if text[-1] in "?!…" or len(text.split()) > MAX_WORDS:
        return False
    if known is None or (text[0].isalnum() and not text[0].islower()):
        return True
    return fold(text) in {fold(known.org), fold(known.role), fold(known.place)}


def bracket_at(text: str, start: int) -> int | None:
    """The offset behind the bracket that closes the one at `start`, in the same line; None if none does."""
    depth = 0
    for at in range(start, min(len(text), start + MAX_LENGTH + 2)):
        if text[at] == "\n":
            return None
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        if depth == 0:
            return at + 1
    return None
