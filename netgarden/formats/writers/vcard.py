"""Contacts to vCard 4.0 (RFC 6350) and 3.0 (RFC 2426), as other programs read them.

Each card is read back at once, and what vCard could not say goes into one X-NETGARDEN line: so every contact
comes back as it was, and no field has to be remembered here.
"""

import re
from collections.abc import Iterable

from netgarden.formats.candidate import OWN_REF
from netgarden.formats.own_words import own_words
from netgarden.formats.readers.vcard import OWN_WORDS, label_of, plain_n, read
from netgarden.formats.readers.vcard_text import escape
from netgarden.records.contact import Contact
from netgarden.text.partial_date import parse_partial_date

VERSIONS = ("4.0", "3.0")

_ADDRESS = re.compile(r"address(?: \((?P<label>[^()]*)\))?(?: \d+)?\Z")
_PROPERTY = re.compile(r"X-[A-Z0-9-]+\Z")
_TYPES = {"mobile": "cell"}
_KNOWN_TYPES = frozenset({"home", "work", "cell", "fax", "pager", "other", "main"})
_SCHEME = re.compile(r"[a-zA-Z][\w+.-]*:")


def write(contacts: Iterable[Contact], version: str = "4.0") -> bytes:
    """One card for each contact, in UTF-8 with lines of at most 75 bytes."""
    return b"".join(_card(contact, version) for contact in contacts)


def _card(contact: Contact, version: str) -> bytes:
    lines = _lines(contact, version)
    candidates = read(_joined(lines, version)).candidates
    words = own_words(contact, candidates[0].contact if candidates else None)
    if words:
        lines.append(f"{OWN_WORDS.decode()}:{escape(words)}")
    return _joined(lines, version)


def _joined(lines: list[str], version: str) -> bytes:
    whole = ["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD"]
    return b"".join(_folded(line) + b"\r\n" for line in whole)


def _folded(line: str) -> bytes:
    """The line in UTF-8, folded at 75 bytes and never inside a character."""
    data = line.encode("utf-8", "replace")
    if len(data) <= 75:
        return data
    pieces, start = [], 0
    while start < len(data):
        end = min(start + (75 if start == 0 else 74), len(data))
        while end < len(data) and data[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(data[start:end])
        start = end
    return b"\r\n ".join(pieces)


class _Labels:
    """Gives each label that TYPE cannot say a group of its own, as Apple's programs write it."""

    def __init__(self, version: str) -> None:
        self._count = 0
        self._join = "," if version == "3.0" else '"'

    def line(self, name: str, label: str, value: str, params: str = "") -> list[str]:
        """The property, and where the label is no TYPE, its X-ABLabel."""
        types = [_TYPES.get(word, word) for word in label.split()]
        if not label:
            return [f"{name}{params}:{value}"]
        if set(types) <= _KNOWN_TYPES and label_of(types) == label:
            joined = ",".join(types)
            quoted = f'"{joined}"' if len(types) > 1 and self._join == '"' else joined
            return [f"{name};TYPE={quoted}{params}:{value}"]
        self._count += 1
        return [f"item{self._count}.{name}{params}:{value}", f"item{self._count}.X-ABLabel:{escape(label)}"]


def _lines(contact: Contact, version: str) -> list[str]:
    labels = _Labels(version)
    extra = contact.extra
    lines = [f"UID:{OWN_REF}{contact.uid}"] if contact.uid else []
    if extra.get("kind") == "organisation":
        lines.append("KIND:org" if version == "4.0" else "X-ABShowAs:COMPANY")
    lines += [f"FN:{escape(contact.name)}", f"N:{_n(contact)}"]
    if contact.aliases:
        lines.append("NICKNAME:" + ",".join(map(escape, contact.aliases)))
    if contact.org or extra.get("department"):
        units = [unit for unit in extra.get("department", "").split("; ") if unit]
        lines.append("ORG:" + ";".join(map(escape, (contact.org, *units))))
    if contact.role:
        lines.append(f"TITLE:{escape(contact.role)}")
    for address, label in contact.emails.items():
        lines += labels.line("EMAIL", label, escape(address))
    for number, label in contact.phones.items():
        lines += labels.line("TEL", label, escape(number))
    for link, label in contact.links.items():
        is_handle = _SCHEME.match(link) and not re.match(r"(?i)https?:|[^:/]+\.[^:/]+", link)
        if is_handle:
            lines.append(f"IMPP:{escape(link)}")
        else:
            lines += labels.line("URL", label, escape(link))
    lines += _addresses(contact, labels)
    lines += _dates(contact, version)
    if contact.timezone:
        lines.append(f"TZ:{escape(contact.timezone)}")
    if contact.tags:
        lines.append("CATEGORIES:" + ",".join(map(escape, contact.tags)))
    if contact.interests and version == "4.0":
        lines += [f"INTEREST:{escape(interest)}" for interest in contact.interests]
    if contact.notes:
        lines.append(f"NOTE:{escape(contact.notes)}")
    lines += [f"{key}:{escape(value)}" for key, value in extra.items() if _PROPERTY.match(key)]
    return lines


def _n(contact: Contact) -> str:
    kept = contact.extra.get("N", "")
    words = set(re.split(r"[;,\s\\]+", kept)) - {""}
    if words and words & set(contact.name.split()) and "\n" not in kept:
        parts = kept.split(";")
    else:
        parts = [escape(part) for part in plain_n(contact.name).split(";")]
    return ";".join((parts + [""] * 5)[:5])


def _addresses(contact: Contact, labels: _Labels) -> list[str]:
    lines: list[str] = []
    for key, value in contact.extra.items():
        if (match := _ADDRESS.match(key)) and value.count(";") == 6:
            lines += labels.line(
                "ADR", match["label"] or "", ";".join(escape(part) for part in value.split(";"))
            )
    if contact.place and not lines:
        lines.append(f"ADR:;;;{escape(contact.place)};;;")
    return lines


def _dates(contact: Contact, version: str) -> list[str]:
    lines = []
    for name, text in (("BDAY", contact.birthday), ("ANNIVERSARY", contact.extra.get("anniversary", ""))):
        found = parse_partial_date(text)
        if found is None:
            continue
        if version == "4.0":
            # Basic form where a part is missing: RFC 6350 has no extended form for `--02-03`.
            plain = str(found).replace("-", "") if found.year and found.day else str(found)
            plain = "--" + plain[2:].replace("-", "") if found.year is None else plain
            lines.append(f"{name}:{plain}")
            continue
        name = name if name == "BDAY" else "X-ANNIVERSARY"
        if found.year is None and found.month and found.day:
            lines.append(f"{name};X-APPLE-OMIT-YEAR=1604:1604-{found.month:02}-{found.day:02}")
        else:
            lines.append(f"{name}:{found}")
    return lines
