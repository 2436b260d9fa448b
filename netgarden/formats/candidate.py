"""The contents of a file before they are matched with the garden: candidates, entries, and what was left out.

A reader fills one `Draft` for each card or row; the draft is the one entrance where text from files is
cleaned (`text/plain.clean`).
"""

import re
from collections import defaultdict
from datetime import date
from typing import Any

import msgspec

from netgarden.records.contact import Contact
from netgarden.records.kinds import Direction
from netgarden.records.record import Record, sorted_set
from netgarden.records.tables import is_multiline
from netgarden.text.plain import clean

MAX_VALUES = 500
"""Most emails, phones, links, tags or extra fields that one card may bring."""

OWN_REF = "netgarden:"
"""Begins the `ref` of what netgarden wrote itself; the contact's uid follows."""

_UNSAFE_LINK = re.compile(r"(?i)\s*(javascript|vbscript|data|file|about|blob):")
_SECRET = re.compile(
    r"passw(or)?d|passcode|passphrase|kennwort|passwort|motdepasse|contrasena|^pin(code)?$|^cc[a-z]|cvv|cvc\d?$"
    r"|creditcard|cardnumber|cardno|kartennummer|nationalid|^ssn$|socialsecurity|taxid|passport|^iban|accountnumber"
    r"|mothersmaiden|securityquestion|secretkey|privatekey"
)
_HOSTS = {
    "linkedin.com": "linkedin",
    "github.com": "github",
    "gitlab.com": "gitlab",
    "twitter.com": "twitter",
    "x.com": "twitter",
    "facebook.com": "facebook",
    "instagram.com": "instagram",
    "youtube.com": "youtube",
    "xing.com": "xing",
    "bsky.app": "bluesky",
    "t.me": "telegram",
    "wa.me": "whatsapp",
}
_HOST = re.compile(r"(?:\w+://)?(?:[\w-]+\.)*?([\w-]+\.[a-z]+)(?::\d+)?(?:[/?#]|\Z)")
"""The last two labels of the host of a web address, with or without scheme."""


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A person or organisation as a file gives it."""

    contact: Contact
    """The person as far as known, with an empty `uid`: the garden gives one out on import."""
    where: str
    """For people: `card 3, line 12` or `row 7`."""
    ref: str = ""
    """The source's own id (a card's UID, a profile address), or empty."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happened, as a file gives it."""

    on: date
    kind: str
    direction: Direction | None = None
    """None: as its kind usually goes."""
    people: tuple[str, ...]
    """With whom: a candidate's `ref`, an email or profile address or a full name, as the file has it."""
    where: str
    sender: str = ""
    """Who sent it, where the direction follows from that: with me it went out to `people`, else it came in
    from the sender alone."""
    summary: str = ""
    raw: str = ""
    topics: tuple[str, ...] = ()
    event: str = ""
    at: str = ""
    """The UTC instant, as `2026-11-22T09:30:00Z`, if the file tells."""
    written_on: date | None = None
    """The date that the file writes, where `on` is that of another zone; a second import knows the entry by it."""
    ref: str = ""
    """The source's own id, so that a second import knows it again; empty: its content stands for it."""


class Bond(msgspec.Struct, frozen=True, kw_only=True):
    """Two people who know each other, as a file gives it."""

    people: tuple[str, str]
    """References to people, as in `Entry.people`."""
    why: str = ""


class Skipped(msgspec.Struct, frozen=True):
    """A card, row or entry that was left out, and why, in words."""

    where: str
    reason: str


class Reading(msgspec.Struct, kw_only=True):
    """All that one file gives."""

    format: str
    encoding: str = "utf-8"
    file: str = ""
    candidates: list[Candidate] = []
    entries: list[Entry] = []
    bonds: list[Bond] = []
    skipped: list[Skipped] = []
    warnings: list[str] = []
    mapping: dict[str, str] = {}
    """For tables: column header to the field it fills; an empty field means that it is not stored."""
    records: list[Record] = []
    """For netgarden's own files: what is not a contact, with the uids of that file."""
    mine: frozenset[str] = frozenset()
    """My own addresses, where the file tells them: lower case."""


class Draft:
    """One person while the file is read. Every value is cleaned as it comes in; empty ones are ignored."""

    def __init__(self) -> None:
        self.fields: dict[str, Any] = {}
        self.sets: defaultdict[str, list[str]] = defaultdict(list)
        self.maps: defaultdict[str, dict[str, str]] = defaultdict(dict)
        self.extra: dict[str, str] = {}
        self.notes: list[str] = []
        self.left_out: list[str] = []
        """Names of values that are deliberately not stored: photos, passwords."""

    def set(self, field: str, value: str) -> bool:
        """Set a field of one text if it is still empty; return whether `value` is now (or was already) its value."""
        text = clean(value, multiline=is_multiline("contacts", field))
        if not text:
            return False
        return bool(self.fields.setdefault(field, text) == text)

    def has(self, field: str) -> bool:
        """Return whether a field of one text holds something."""
        return field in self.fields

    def email(self, address: str, label: str = "") -> None:
        """Add an address, `mailto:` and angle brackets taken off."""
        text = clean(address)
        if text[:7].lower() == "mailto:":
            text = text[7:]
        self.put("emails", text.strip("<> "), label)

    def phone(self, number: str, label: str = "") -> None:
        """Add a number as written; of a `tel:` address the number and its extension."""
        text = clean(number)
        if text[:4].lower() == "tel:":
            text, _, rest = text[4:].partition(";")
            extension = next((part[4:] for part in rest.split(";") if part.startswith("ext=")), "")
            text += f" ext. {extension}" if extension else ""
        self.put("phones", text, label)

    def link(self, address: str, label: str = "") -> None:
        """Add a web address or handle; one that would run something when opened is kept as plain text only."""
        text = clean(address)
        if _UNSAFE_LINK.match(text):
            self.keep("link not to be opened", text)
            return
        self.put("links", text, label or service_of(text))

    def im(self, service: str, handle: str) -> None:
        """Add the handle of a messaging service, as `service:handle`."""
        text = clean(handle)
        if not text:
            return
        service = clean(service).lower()
        has_scheme = re.match(r"[a-zA-Z][\w+.-]*:", text)
        if has_scheme and text[: has_scheme.end() - 1].lower() in ("http", "https"):
            self.link(text, service)
        else:
            self.link(text if has_scheme else f"{service or 'im'}:{text}", service)

    def alias(self, name: str) -> None:
        """Add another name they go by."""
        self.add("aliases", name)

    def tag(self, name: str) -> None:
        """Add a tag; the groups every address book puts everybody into are no tags."""
        text = clean(name).removeprefix("* ").strip()
        if text and text.replace(" ", "").casefold() not in ("mycontacts", "contacts", "*"):
            self.add("tags", text)

    def interest(self, name: str) -> None:
        """Add an interest."""
        self.add("interests", name)

    def note(self, text: str) -> None:
        """Add a note; several are kept apart by a blank line."""
        cleaned = clean(text, multiline=True)
        if cleaned.strip() and cleaned not in self.notes:
            self.notes.append(cleaned)

    def keep(self, name: str, value: str) -> None:
        """Keep a value that has no field of its own, under `extra`; secrets are left out and noted as such."""
        if not value or not (text := clean(value, multiline=True)).strip() or not (key := clean(name)):
            return
        if is_secret(key, text):
            self.left_out.append(key)
            return
        number, free = 2, key
        while self.extra.get(free, text) != text:
            free, number = f"{key} {number}", number + 1
        if len(self.extra) < MAX_VALUES:
            self.extra[free] = text

    def finish(self) -> Contact | None:
        """The contact, or None if there is nothing to call it by.

        Without a name it is called by its first alias, its org, its first email or its first phone.
        """
        if "name" not in self.fields:
            fallback = next(
                (
                    value
                    for values in (
                        self.sets["aliases"],
                        [self.fields.get("org", "")],
                        self.maps["emails"],
                        self.maps["phones"],
                    )
                    for value in values
                    if value
                ),
                "",
            )
            if not fallback:
                return None
            self.fields["name"] = fallback
        name = self.fields["name"]
        notes = clean("\n\n".join(self.notes), multiline=True) if len(self.notes) > 1 else "".join(self.notes)
        self.sets["aliases"] = [alias for alias in self.sets["aliases"] if alias != name]
        values: dict[str, Any] = {field: sorted_set(*members) for field, members in self.sets.items()}
        return Contact(uid="", notes=notes, extra=self.extra, **values | self.maps | self.fields)

    def put(self, field: str, value: str, label: str = "") -> None:
        """Add a member to a map: `emails`, `phones`, `links`."""
        values, text = self.maps[field], clean(value)
        if text and len(values) < MAX_VALUES and not values.get(text):
            values[text] = clean(label)

    def add(self, field: str, value: str) -> None:
        """Add a member to a set: `aliases`, `tags`, `interests`."""
        values, text = self.sets[field], clean(value)
        if text and text not in values and len(values) < MAX_VALUES:
            values.append(text)


def is_secret(name: str, value: str = "") -> bool:
    """Return whether a field holds what netgarden does not store: passwords, card and identity numbers.

    Known by the field's name, or by a value of 13 to 19 digits with the check digit of payment cards.
    """
    if _SECRET.search(re.sub(r"[\W_]+", "", name.casefold())):
        return True
    digits = re.sub(r"[ -]", "", value)
    if not (digits.isascii() and digits.isdigit() and 13 <= len(digits) <= 19):
        return False
    doubled = [int(d) * 2 if i % 2 else int(d) for i, d in enumerate(reversed(digits))]
    return sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0


def service_of(address: str) -> str:
    """The name of the service that a web address belongs to (`linkedin`), or empty."""
    match = _HOST.match(address.lower())
    return _HOSTS.get(match[1], "") if match else ""


def address(
    street: str = "", city: str = "", region: str = "", code: str = "", country: str = "", box: str = ""
) -> str:
    """A postal address in the one form in which `extra` keeps it: the seven parts of a vCard ADR.

    That is `box;extended;street;city;region;code;country`; a semicolon or line break in a part is a comma.
    """
    parts = (box, "", street, city, region, code, country)
    if not any(parts):
        return ""
    tidy = [_BREAK.sub(", ", clean(part, multiline=True)).strip(", ") if part else "" for part in parts]
    return ";".join(tidy) if any(tidy) else ""


_BREAK = re.compile(r"\s*(?:\n|;)\s*")
