"""Mail: one message (.eml) or a mailbox (mbox), to the people in it and one entry a message."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from email.utils import getaddresses, parsedate_to_datetime

from netgarden.formats.candidate import Candidate, Draft, Entry, Reading, Skipped
from netgarden.formats.encoding import decode
from netgarden.text.plain import clean

NAME = "mail"

_HEADER = re.compile(
    rb"\A[\s\xef\xbb\xbf]*(?:From [^\n]+\n)?(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)+\r?\n?", re.S
)
_TELLING = re.compile(
    rb"(?im)^(?:From|To|Cc|Message-ID|Received|Return-Path|Delivered-To|Subject|Date|MIME-Version):"
)
_SPLIT = re.compile(rb"(?:\A|\n\r?\n)(?=From \S+[^\n]* \d{4}[^\n]*\r?\n)")
_MACHINES = re.compile(
    r"(?i)\A(?:no-?_?reply|do-?not-?reply|mailer-daemon|postmaster|bounces?|notifications?|newsletter|news)\b|[+-]bounces?"
)
_MAX_HEADERS = 200_000
"""Most bytes of one message's headers that are read."""
_MAIL = re.compile(r"[\w.+-]+@[\w.-]+")
_MANY = 8
"""A message to more people than this is not counted as one with each of them."""


def recognises(data: bytes) -> bool:
    """Return whether the bytes begin with the headers of a message, or with a mailbox's `From ` line."""
    start = data[:16_384].replace(b"\r\n", b"\n")
    match = _HEADER.match(start)
    if match is None:
        return False
    return len({word.lower() for word in _TELLING.findall(match[0])}) >= 2


def read(data: bytes, encoding: str | None = None) -> Reading:
    """The people of all messages, and each message with a date as an entry; `encoding` says nothing here.

    My own addresses are those that mail was delivered to, and, in a mailbox, one that nine in ten messages share.
    """
    reading = Reading(format=NAME, candidates=[], entries=[], skipped=[], warnings=[])
    people: dict[str, tuple[list[str], str]] = {}
    shared: Counter[str] = Counter()
    mine: set[str] = set()
    count = 0
    for count, message in enumerate(messages(data), 1):
        where = f"message {count}"
        found = {field: addresses(message, field) for field in ("from", "to", "cc")}
        everybody = [one for field in found.values() for one in field]
        shared.update({mail.casefold() for _, mail in everybody})
        for field in ("delivered-to", "x-original-to", "envelope-to"):
            mine.update(mail.casefold() for _, mail in addresses(message, field))
        for name, mail in everybody:
            known = people.setdefault(mail.casefold(), ([], where))
            if name and "@" not in name and name not in known[0]:
                known[0].append(name)
        _entry(message, found, where, reading)
    if count >= 5:
        mine.update(mail for mail, times in shared.items() if times * 10 >= count * 9)
    reading.mine = frozenset(mine)
    for mail, (names, where) in people.items():
        if mail in mine:
            continue
        if _MACHINES.search(mail):
            reading.skipped.append(Skipped(where, f"{mail} is a machine or a list, not a person"))
            continue
        draft = Draft()
        for name in names:
            if not draft.set("name", name):
                draft.alias(name)
        draft.email(mail)
        if (contact := draft.finish()) is not None:
            reading.candidates.append(Candidate(contact=contact, where=where))
    return reading


def addresses(message: EmailMessage, field: str) -> list[tuple[str, str]]:
    """Display name and address of everybody in a header, groups opened."""
    found: list[tuple[str, str]] = []
    for name, raw in message.raw_items():
        if name.lower() == field:
            found += _parsed(field, _readable(str(raw)))
    return [(clean(name), clean(mail)) for name, mail in found if "@" in mail and len(mail) < 321]


def _parsed(field: str, raw: str) -> list[tuple[str, str]]:
    try:
        header = default.header_factory(field, raw)
        if not hasattr(header, "addresses"):
            return getaddresses([raw])
        return [(one.display_name, one.addr_spec) for one in header.addresses]
    except Exception:
        # On damaged headers the standard parser raises whatever it stumbles on: take the addresses only.
        return [("", mail) for mail in _MAIL.findall(raw)]


def sent_at(message: EmailMessage) -> datetime | None:
    """Return when a message was sent by its own words, with its offset from UTC if it has one; None for no date."""
    try:
        return parsedate_to_datetime(_raw(message, "date"))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def messages(data: bytes) -> Iterator[EmailMessage]:
    """The headers of each message of a file; bodies are never read. A damaged one has none."""
    parser = BytesParser(policy=default)
    for chunk in _chunks(data):
        head = re.split(rb"\r?\n\r?\n", chunk.lstrip(b"\xef\xbb\xbf\r\n \t"), maxsplit=1)[0][:_MAX_HEADERS]
        if head.startswith(b"From "):
            head = head.partition(b"\n")[2]
        try:
            message = parser.parsebytes(head + b"\r\n\r\n", headersonly=True)
            assert isinstance(message, EmailMessage)
            yield message
        except (ValueError, LookupError, IndexError, AttributeError, TypeError):
            yield EmailMessage()


def _chunks(data: bytes) -> Iterator[bytes]:
    if not data.lstrip(b"\r\n").startswith(b"From "):
        yield data
        return
    starts = [match.end() for match in _SPLIT.finditer(data)]
    for start, end in zip(starts, [*starts[1:], len(data)], strict=True):
        yield data[start:end]


def _entry(
    message: EmailMessage, found: dict[str, list[tuple[str, str]]], where: str, reading: Reading
) -> None:
    if (sent := sent_at(message)) is None:
        return
    sender = next((mail for _, mail in found["from"]), "")
    people = tuple(dict.fromkeys(mail for _, mail in (*found["to"], *found["cc"])))
    if not sender or len(people) > _MANY:
        return
    reading.entries.append(
        Entry(
            on=sent.date(),
            at=sent.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if sent.tzinfo else "",
            kind="email",
            people=people,
            sender=sender,
            where=where,
            summary=clean(_text(message, "subject")),
            ref=clean(_text(message, "message-id"))[:200],
        )
    )


def _raw(message: EmailMessage, field: str) -> str:
    found = next((str(raw) for name, raw in message.raw_items() if name.lower() == field), "")
    return _readable(found)


def _readable(raw: str) -> str:
    """A header as the parser left it, with bytes that are no ASCII read as what they are."""
    return raw if raw.isascii() else decode(raw.encode("ascii", "surrogateescape")).text


def _text(message: EmailMessage, field: str) -> str:
    """A header as text, its encoded words read; as it stands where they are damaged."""
    raw = _raw(message, field)
    try:
        return str(make_header(decode_header(raw)))
    except (ValueError, LookupError, IndexError, HeaderParseError):
        return raw
