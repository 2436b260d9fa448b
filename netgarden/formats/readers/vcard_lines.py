"""The byte level of vCard 2.1, 3.0 and 4.0: from a file to properties, before any character is decoded.

Files fold lines inside a character, change the character set from one property to the next and break
quoted-printable lines in ways of their own; so lines are joined and values decoded as bytes first, and only
then is each value read as text (RFC 2426, RFC 6350, and the vCard 2.1 specification of 1996).
"""

import binascii
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import msgspec

from netgarden.formats.encoding import by_mark

BINARY = frozenset({b"PHOTO", b"LOGO", b"SOUND", b"KEY", b"X-MS-CARDPICTURE"})
"""Properties whose values are never looked at: images, sounds and certificates, up to many megabytes."""

MAX_PROPERTIES = 5_000
"""Most properties that are read of one card."""

_MAX_HEAD = 10_000
"""Longest name and parameters of a property, in bytes."""
_FRAMES = (b"BEGIN", b"END")
_FOLDS = (b" ", b"\t")
_HEX_PAIR = re.compile(rb"=[0-9A-Fa-f]{2}")
_KNOWN = (
    rb"BEGIN|END|VERSION|FN|N|NICKNAME|ORG|TITLE|ROLE|EMAIL|TEL|ADR|LABEL|URL|BDAY|NOTE|CATEGORIES|UID|REV|PHOTO|KEY"
    rb"|LOGO|SOUND|TZ|GEO|PRODID|MAILER|AGENT|CLASS|KIND|MEMBER|GENDER|ANNIVERSARY|IMPP|RELATED|SORT-STRING|X-[\w-]+"
)
_STARTS_PROPERTY = re.compile(rb"(?i)(?:[\w-]+\.)?(?:" + _KNOWN + rb")(?:;[^:]*)?:")
_LONE_CR = re.compile(rb"(?i)\r(?=[ \t]|(?:[\w-]+\.)?(?:" + _KNOWN + rb")[;:])")
_BASE64 = re.compile(rb"[A-Za-z0-9+/=]+\Z")
_PARAMS = re.compile(rb';((?:"[^"]*"|[^;"])*)')
_ENCODINGS = frozenset({b"QUOTED-PRINTABLE", b"BASE64", b"B", b"8BIT", b"7BIT"})


class Property(msgspec.Struct, frozen=True, gc=False):
    """One content line: `group.NAME;PARAM=value:value`."""

    name: bytes
    """In upper case."""
    value: bytes
    """Joined, and freed from quoted-printable; empty for `BINARY` properties."""
    group: bytes = b""
    types: tuple[bytes, ...] = ()
    """The TYPE parameters and the bare words of vCard 2.1, in lower case."""
    params: dict[bytes, bytes] = {}
    """The other parameters, names in upper case."""


class Card(msgspec.Struct, kw_only=True):
    """One BEGIN:VCARD … END:VCARD."""

    number: int
    line: int
    properties: list[Property]
    closed: bool = False
    """True if its END:VCARD was there."""
    junk: int = 0
    """Lines that are no property."""

    def first(self) -> dict[bytes, Property]:
        """Its first property of each name."""
        return {one.name: one for one in reversed(self.properties)}


def cards(data: bytes) -> Iterator[Card]:
    """The cards of a file, in order; what cannot be read is passed over.

    A card whose END is missing ends where the next begins. A card inside AGENT becomes a property `AGENT` that
    holds its FN.
    """
    number = 0
    open_cards: list[Card] = []
    for line_number, prop in content_lines(data):
        is_card = prop is not None and prop.name in _FRAMES and prop.value.strip().upper() == b"VCARD"
        if prop is not None and is_card and prop.name == b"BEGIN":
            if open_cards and not _awaits_agent(open_cards[-1]):
                yield open_cards[0]
                open_cards = []
            if not open_cards:
                number += 1
            open_cards.append(Card(number=number, line=line_number, properties=[]))
        elif not open_cards:
            continue
        elif prop is not None and is_card and prop.name == b"END":
            done = open_cards.pop()
            done.closed = True
            if not open_cards:
                yield done
            else:
                _settle_agent(open_cards[-1], done)
        elif prop is None:
            open_cards[-1].junk += 1
        elif len(open_cards[-1].properties) < MAX_PROPERTIES:
            if prop.name == b"AGENT" and prop.value.strip().upper() == b"BEGIN:VCARD":
                open_cards.append(Card(number=number, line=line_number, properties=[]))
            else:
                open_cards[-1].properties.append(prop)
    if open_cards:
        yield open_cards[0]


def _awaits_agent(card: Card) -> bool:
    return (
        bool(card.properties)
        and card.properties[-1].name == b"AGENT"
        and not card.properties[-1].value.strip()
    )


def _settle_agent(card: Card, agent: Card) -> None:
    if _awaits_agent(card):
        card.properties.pop()
    if (name := agent.first().get(b"FN")) is not None:
        card.properties.append(msgspec.structs.replace(name, name=b"AGENT"))


def _lines(data: bytes) -> list[bytes]:
    """The physical lines without their ends. A lone CR ends a line only where a property or a fold follows."""
    mark = by_mark(data)
    if mark and mark != "utf-8-sig":
        data = data.decode(mark, "replace").encode()
    data = data.removeprefix(b"\xef\xbb\xbf")
    if b"\r" in data:
        data = re.sub(rb"\r*\n", b"\n", data)
        data = data.replace(b"\r", b"\n") if b"\n" not in data else _LONE_CR.sub(b"\n", data)
    return data.split(b"\n")


def content_lines(data: bytes) -> Iterator[tuple[int, Property | None]]:
    """The content lines of a file, unfolded: line number and property, None for a line that is none."""
    return _properties(_lines(data))


def _properties(lines: list[bytes]) -> Iterator[tuple[int, Property | None]]:
    """Line number and property; None for a line that is none."""
    lines.append(b"")
    at, end = 0, len(lines) - 1
    while at < end:
        start, line = at, lines[at]
        at += 1
        if not line or line.isspace():
            continue
        head, colon, _ = line.partition(b":")
        if not colon and lines[at][:1] not in _FOLDS:
            yield start + 1, None
            continue
        upper = head.upper() if b";" in head else head
        if b"QUOTED-PRINTABLE" in upper:
            at, line = _join_quoted(lines, at, line)
            yield start + 1, _property(line)
            continue
        if lines[at][:1] in _FOLDS:
            pieces = [line]
            while lines[at][:1] in _FOLDS:
                pieces.append(lines[at][1:])
                at += 1
            line = b"".join(pieces)
        prop = _property(line)
        if prop is not None and (b"BASE64" in upper or b"ENCODING=B" in upper or prop.name in BINARY):
            while at < end and b":" not in lines[at] and _BASE64.match(lines[at].strip()):
                at += 1
        yield start + 1, prop


def _join_quoted(lines: list[bytes], at: int, line: bytes) -> tuple[int, bytes]:
    """Join a quoted-printable value: soft breaks, folds, and Android's next lines that just begin with `=`."""
    pieces = [line]
    while at < len(lines):
        following = lines[at]
        soft = pieces[-1].endswith(b"=")
        after = lines[at + 1] if at + 1 < len(lines) else b""
        if soft and not following.strip() and _HEX_PAIR.match(after):
            at += 1
        elif soft and following.strip() and not _STARTS_PROPERTY.match(following):
            pieces[-1] = pieces[-1][:-1]
            pieces.append(following)
            at += 1
        elif _HEX_PAIR.match(following) or following == b"=":
            pieces.append(following)
            at += 1
        elif following[:1] in (b" ", b"\t"):
            pieces.append(following[1:])
            at += 1
        else:
            break
    pieces[-1] = pieces[-1].removesuffix(b"=")
    return at, b"".join(pieces)


class _Head(NamedTuple):
    """The part of a line before the colon."""

    name: bytes
    group: bytes
    types: tuple[bytes, ...]
    params: dict[bytes, bytes]
    quoted: bool
    """True if the value is quoted-printable."""


def _property(line: bytes) -> Property | None:
    head, colon, value = line.partition(b":")
    if not colon:
        return None
    if len(head) > _MAX_HEAD:
        return None
    if b'"' in head and head.count(b'"') % 2:
        # The colon stands in a quoted parameter: look for the first one outside quotes.
        at = _colon_outside_quotes(line)
        if at >= 0:
            head, value = line[:at], line[at + 1 :]
    name, group, types, params, quoted = _head(head) if len(head) < 80 else _head.__wrapped__(head)
    if not name:
        return None
    if name in BINARY:
        value = b""
    elif quoted:
        value = binascii.a2b_qp(value)
    return Property(name, value, group, types, params)


@lru_cache(maxsize=4096)
def _head(head: bytes) -> _Head:
    """Name, group and parameters; cached, as a file has the same few thousands of times."""
    name, semicolon, rest = head.partition(b";")
    name, group = name.strip().upper(), b""
    if b"." in name:
        group, _, name = name.rpartition(b".")
    types: list[bytes] = []
    params: dict[bytes, bytes] = {}
    quoted = False
    if not semicolon:
        return _Head(name, group, (), params, quoted)
    for one in _PARAMS.findall(b";" + rest) if b'"' in rest else rest.split(b";"):
        key, equals, given = one.partition(b"=")
        key, given = key.strip().upper(), given.strip()
        if not equals:
            if key in _ENCODINGS:
                key, given = b"ENCODING", key
            else:
                key, given = b"TYPE", key
        if key == b"TYPE":
            types.extend(word.strip().lower() for word in given.strip(b'"').split(b",") if word.strip())
        else:
            params.setdefault(key, given.strip(b'"'))
            quoted = quoted or (key == b"ENCODING" and given.upper() == b"QUOTED-PRINTABLE")
    return _Head(name, group, tuple(types), params, quoted)


def _colon_outside_quotes(line: bytes) -> int:
    inside = False
    for at, byte in enumerate(line):
        if byte == 0x22:
            inside = not inside
        elif byte == 0x3A and not inside:
            return at
    return -1
