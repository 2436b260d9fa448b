"""The address books of the terminal: abook's file, and the aliases of mutt."""

import re
from email.utils import getaddresses

from netgarden.formats.candidate import Candidate, Draft, Reading, Skipped, address
from netgarden.formats.encoding import decode
from netgarden.formats.partial_dates import parse_date

_ABOOK = re.compile(rb"\A[\s\xef\xbb\xbf]*(?:#[^\n]*\n\s*)*\[(?:format|\d+)\]\s*\n")
_MUTT = re.compile(rb"(?m)^\s*alias\s+(?:-group\s+\S+\s+)*\S+\s+\S*.*@")
_ABOOK_PHONES = {"phone": "home", "workphone": "work", "mobile": "mobile", "fax": "fax", "pager": "pager"}
_ADDRESS = ("address", "address2", "city", "state", "zip", "country")


def recognises_abook(data: bytes) -> bool:
    """Return whether the bytes are abook's: sections `[format]` and `[0]`."""
    return _ABOOK.match(data[:4096].replace(b"\r", b"")) is not None


def read_abook(data: bytes, encoding: str | None = None) -> Reading:
    """All items of an abook file. Raises UsageError if `encoding` is not one."""
    text, name, guessed = decode(data, encoding)
    reading = Reading(format="abook", encoding=name, candidates=[], skipped=[], warnings=[])
    if guessed:
        reading.warnings.append(f"read as {name}: --encoding overrides")
    items: list[tuple[str, dict[str, str]]] = []
    section: dict[str, str] | None = None
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("[") and line.endswith("]"):
            section = None
            if line[1:-1].isdigit():
                section = {}
                items.append((f"item {line[1:-1]}, line {number}", section))
            continue
        key, equals, value = line.partition("=")
        if equals and section is not None:
            section.setdefault(key.strip().lower(), value.strip())
        elif not equals:
            reading.warnings.append(f"line {number}: neither a section nor a field, passed over")
    for where, item in items:
        contact = _abook_draft(item).finish()
        if contact is None:
            reading.skipped.append(
                Skipped(where, "nothing to call it by: no name, organisation, email or phone")
            )
        else:
            reading.candidates.append(Candidate(contact=contact, where=where))
    return reading


def _abook_draft(item: dict[str, str]) -> Draft:
    draft = Draft()
    for key, value in item.items():
        if key == "name":
            draft.set("name", value)
        elif key == "email":
            for one in value.split(","):
                draft.email(one)
        elif key in _ABOOK_PHONES:
            draft.phone(value, _ABOOK_PHONES[key])
        elif key == "nick":
            draft.alias(value)
        elif key == "url":
            draft.link(value)
        elif key == "notes":
            draft.note(value)
        elif key == "groups":
            for one in value.split(","):
                draft.tag(one)
        elif key == "anniversary":
            found = parse_date(value)
            draft.keep("anniversary", str(found) if found else value)
        elif key not in _ADDRESS:
            draft.keep(key, value)
    street = "\n".join(filter(None, (item.get("address"), item.get("address2"))))
    city, region, code, country = (item.get(part, "") for part in _ADDRESS[2:])
    draft.set("place", city or region or country)
    if (kept := address(street, city, region, code, country)).strip(";") != city:
        draft.keep("address", kept)
    return draft


def recognises_mutt(data: bytes) -> bool:
    """Return whether the bytes hold mutt's `alias` lines."""
    return _MUTT.search(data[:65_536]) is not None


def read_mutt(data: bytes, encoding: str | None = None) -> Reading:
    """Everybody in the `alias` lines; the alias is another name, `-group` and lists of several become tags.

    Raises UsageError if `encoding` is not one.
    """
    text, name, guessed = decode(data, encoding)
    reading = Reading(format="mutt", encoding=name, candidates=[], skipped=[], warnings=[])
    if guessed:
        reading.warnings.append(f"read as {name}: --encoding overrides")
    joined = re.sub(r"\\\n", " ", text.replace("\r\n", "\n"))
    for number, line in enumerate(joined.split("\n"), 1):
        words = line.split(None, 1)
        if len(words) < 2 or words[0] != "alias":
            continue
        where = f"line {number}"
        groups, rest = [], words[1]
        while match := re.match(r"-group\s+(\S+)\s+", rest):
            groups.append(match[1])
            rest = rest[match.end() :]
        key, _, people = rest.partition(" ")
        found = [(shown, mail) for shown, mail in getaddresses([_without_comment(people)]) if "@" in mail]
        if not found:
            reading.skipped.append(Skipped(where, f"no email address behind “{key[:40]}”"))
        for shown, mail in found:
            draft = Draft()
            draft.set("name", shown)
            draft.email(mail)
            if len(found) == 1:
                draft.alias(key)
            for tag in groups if len(found) == 1 else [*groups, key]:
                draft.tag(tag)
            draft.set("name", mail)
            if (contact := draft.finish()) is not None:
                reading.candidates.append(Candidate(contact=contact, where=where))
    return reading


def _without_comment(text: str) -> str:
    """The addresses without mutt's trailing `# comment`; a `#` in quotes stays."""
    inside = False
    for at, char in enumerate(text):
        if char == '"':
            inside = not inside
        elif char == "#" and not inside and (at == 0 or text[at - 1].isspace()):
            return text[:at]
    return text
