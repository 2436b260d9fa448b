"""friends.md, the file of the `friends` program: people, activities and notes as Markdown lists."""

import re
from datetime import date

from netgarden.formats.candidate import Candidate, Draft, Entry, Reading, Skipped
from netgarden.formats.encoding import decode
from netgarden.text.plain import clean

NAME = "friends"

_SECTION = re.compile(r"#{1,6}\s*(\w+):?\s*\Z")
_SNIFF = re.compile(rb"(?im)^###\s*(?:Friends|Activities):\s*$")
_DATED = re.compile(r"[-*]\s+(\d{4}-\d\d-\d\d):\s*(.*)\Z")
_FRIEND = re.compile(
    r"[-*]\s+(?P<name>[^(\[@]+?)\s*(?:\((?P<aka>[^)]*)\))?\s*(?:\[(?P<place>[^\]]*)\])?\s*(?P<tags>(?:@\S+\s*)*)\Z"
)
_PERSON = re.compile(r"\*\*(.+?)\*\*")
_PLACE = re.compile(r"(?<!\w)_([^_]+)_(?!\w)")
_TAG = re.compile(r"(?<!\S)@([\w-]+(?::[\w-]+)*)")
_CALL = re.compile(r"(?i)\b(phone|called|telephoned|rang)\b")


def recognises(data: bytes) -> bool:
    """Return whether the bytes have the sections of friends.md."""
    return _SNIFF.search(data[:1_000_000].replace(b"\r", b"")) is not None


def read(data: bytes, encoding: str | None = None) -> Reading:
    """Friends as people, activities and notes as entries. Raises UsageError if `encoding` is not one."""
    text, name, _ = decode(data, encoding)
    reading = Reading(format=NAME, encoding=name, candidates=[], entries=[], skipped=[], warnings=[])
    section = ""
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        line, where = line.strip(), f"line {number}"
        if match := _SECTION.match(line):
            section = match[1].lower()
        elif not line or line.startswith("<!--"):
            continue
        elif section == "friends":
            _friend(line, where, reading)
        elif section in ("activities", "notes"):
            _entry(line, where, section, reading)
        elif section != "locations":
            reading.skipped.append(Skipped(where, "in no section that friends.md has"))
    return reading


def _friend(line: str, where: str, reading: Reading) -> None:
    match = _FRIEND.match(line)
    if not match:
        reading.skipped.append(Skipped(where, "not a friend as friends.md writes one"))
        return
    draft = Draft()
    draft.set("name", match["name"])
    for alias in re.split(r"\s*a\.k\.a\.\s*", match["aka"] or ""):
        draft.alias(alias)
    draft.set("place", match["place"] or "")
    for tag in match["tags"].split():
        draft.tag(tag.removeprefix("@"))
    if (contact := draft.finish()) is not None:
        reading.candidates.append(Candidate(contact=contact, where=where))


def _entry(line: str, where: str, section: str, reading: Reading) -> None:
    match = _DATED.match(line)
    try:
        on = date.fromisoformat(match[1]) if match else None
    except ValueError:
        on = None
    if match is None or on is None:
        reading.skipped.append(Skipped(where, "no date in front"))
        return
    people = tuple(dict.fromkeys(clean(name) for name in _PERSON.findall(match[2])))
    if not people:
        reading.skipped.append(Skipped(where, "nobody is named in it"))
        return
    plain = _PLACE.sub(r"\1", _PERSON.sub(r"\1", match[2]))
    kind = "note" if section == "notes" else "call" if _CALL.search(plain) else "met"
    reading.entries.append(
        Entry(
            on=on,
            kind=kind,
            people=people,
            where=where,
            summary=clean(_TAG.sub("", plain)),
            topics=tuple(sorted({clean(tag) for tag in _TAG.findall(plain)})),
        )
    )
