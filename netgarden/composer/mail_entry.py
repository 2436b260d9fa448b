"""One mail message as an entry, for `netgarden log --mail` (`grammar.md`).

Only who, when and the subject are read; the text of the message is left alone.
"""

import re
from collections.abc import Collection
from datetime import date, tzinfo
from email import message_from_string
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from typing import NamedTuple

from netgarden.composer.known_names import NameIndex
from netgarden.composer.parse import parse
from netgarden.errors import UsageError
from netgarden.records.entry import Entry
from netgarden.text.plain import clean

MAX_HEADERS = 262_144
"""Headers are read from so many first bytes of a message."""


class Address(NamedTuple):
    """Somebody in a header."""

    name: str
    """The name as written; empty if there is only an address."""
    email: str


def read_mail(
    data: bytes,
    names: NameIndex,
    today: date,
    my_addresses: Collection[str] = (),
    *,
    zone: tzinfo | None = None,
) -> tuple[Entry, ...]:
    """The entry that a message is: an email to or from people, on its date, with its subject.

    It is out if one of `my_addresses` sent it, and then about everybody in To and Cc; else in, and about the
    sender. If none of my addresses is known, a message from somebody unknown to somebody known is out. Who is
    unknown becomes a new person. `zone` is mine; None means the system's. Raises UsageError if the headers name
    nobody.
    """
    message = message_from_string(_text(data[:MAX_HEADERS]))
    mine = {address.casefold() for address in my_addresses}
    senders, receivers = _addresses(message, "From", "Sender"), _addresses(message, "To", "Cc")
    others = [one for one in receivers if one.email.casefold() not in mine]
    sender_is_me = any(one.email.casefold() in mine for one in senders)
    if not mine and senders and not any(names.by_email(one.email) for one in senders):
        sender_is_me = any(names.by_email(one.email) for one in others)
    people = others if sender_is_me else senders[:1] or others
    if not people:
        raise UsageError("This is not a mail message that names somebody: it has no From, To or Cc.")
    known = {one.email: names.by_email(one.email) for one in people}
    named = ", ".join(_written(one, names, known[one.email]) for one in people)
    lead = "to" if sender_is_me else "from"
    subject = clean(_decoded(message.get("Subject", "")))
    # The subject stands in a line of its own that is only text: a # or @ in it means nothing.
    text = f"email {lead} {named} {_day(message, today, zone).isoformat()}:\n" + (
        f"\\{subject}" if subject else ""
    )
    return parse(text, names, today, selected=tuple(uid for uid in known.values() if uid))


def _written(address: Address, names: NameIndex, uid: str) -> str:
    if uid:
        return f'@"{names.name_of(uid)}"'
    return f'@"{_person_name(address)}" ({address.email})'


def _person_name(address: Address) -> str:
    """`Reis, Joana` the usual way round; without a name what stands before the @, `joana.reis` as two words."""
    name = clean(address.name).replace('"', "").strip("' ")
    if name and "@" not in name:
        family, comma, given = name.partition(", ")
        return f"{given} {family}" if comma and given and "," not in given else name
    words = [word for word in re.split(r"[._-]+", address.email.partition("@")[0]) if word]
    return " ".join(word[0].upper() + word[1:] for word in words) or address.email


def _addresses(message: Message, *fields: str) -> list[Address]:
    """The addresses in the first of the fields that has any; To and Cc together."""
    found: dict[str, Address] = {}
    for field in fields:
        for name, address in getaddresses([str(value) for value in message.get_all(field, [])]):
            name, email = _decoded(name), clean(address)
            if re.fullmatch(r"[^\s@()<>,;:\"]+@[^\s@()<>,;:\"]+", email):
                found.setdefault(email.casefold(), Address(name, email))
        if found and field == "From":
            break
    return list(found.values())


def _text(data: bytes) -> str:
    """Headers are ASCII, with raw UTF-8 or Latin-1 in those of careless programs."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _decoded(value: object) -> str:
    """A header's value with its encoded words read; what cannot be read stays as it is."""
    text = str(value)
    try:
        parts = decode_header(text)
    except ValueError:
        return text
    words = []
    for part, charset in parts:
        if isinstance(part, str):
            words.append(part)
            continue
        try:
            words.append(part.decode(charset or "utf-8", "replace"))
        except LookupError:
            words.append(part.decode("utf-8", "replace"))
    return "".join(words)


def _day(message: Message, today: date, zone: tzinfo | None) -> date:
    """The local date of the message; today if it has none that can be read, or one that is still to come."""
    try:
        return min(parsedate_to_datetime(str(message["Date"])).astimezone(zone).date(), today)
    except (TypeError, ValueError, OverflowError):
        return today
