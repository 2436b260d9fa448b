"""Calendar files (RFC 5545): who is invited, as people, and what has been, as entries.

An .ics line has the form of a vCard line, so the reader of those is used: one damaged event does not lose the
others, as it does in a reader of whole calendars.
"""

import contextlib
import re
from datetime import date
from typing import NamedTuple

import msgspec

from netgarden.formats.candidate import Candidate, Draft, Entry, Reading, Skipped
from netgarden.formats.encoding import check, decode
from netgarden.formats.readers.vcard_lines import Property, content_lines
from netgarden.formats.readers.vcard_text import unescape, unescape_param
from netgarden.text.plain import clean

NAME = "ics"

_SNIFF = re.compile(rb"(?im)^[\s\xef\xbb\xbf\xff\xfe]*BEGIN:(?:VCALENDAR|VEVENT|VTODO)\s*$")
_NOT_PEOPLE = frozenset({"room", "resource", "group"})
_RESOURCE = re.compile(r"(?i)@(?:virtual|.*\.?calendar\.google\.com)\Z|\A(?:invalid:)?nomail\Z")


class Attendee(NamedTuple):
    """A guest of an event: the name shown, which may be empty, the address, and the kind of guest (`room`)."""

    name: str
    address: str
    kind: str = ""
    declined: bool = False
    organises: bool = False


class Event(msgspec.Struct):
    """One VEVENT."""

    line: int
    uid: str = ""
    summary: str = ""
    start: str = ""
    """The start, as the file writes it."""
    zone: str = ""
    """The zone that is meant with that, by the name that the file calls it."""
    written_on: date | None = None
    """The date that stands there."""
    on: date | None = None
    """The date in the zone of the calendar, for a time in UTC; else the date that stands there."""
    at: str = ""
    """The UTC instant, as `Entry` has it."""
    cancelled: bool = False
    attendees: list[Attendee] = []


def recognises(data: bytes) -> bool:
    """Return whether the bytes are a calendar."""
    return _SNIFF.search(data[:65_536].replace(b"\0", b"").replace(b"\r", b"\n")) is not None


def attendees(data: bytes, encoding: str | None = None) -> list[Attendee]:
    """Everybody invited anywhere in the file, once each by address: guests and rooms in order, then organisers."""
    found, loose = events(data, encoding)
    everybody = [one for event in (*found, loose) for one in event.attendees]
    once: dict[str, Attendee] = {}
    for one in sorted(everybody, key=lambda one: one.organises):
        known = once.setdefault(one.address.casefold(), one)
        if one.name and not known.name:
            once[one.address.casefold()] = known._replace(name=one.name)
    return list(once.values())


def events(data: bytes, encoding: str | None = None) -> tuple[list[Event], Event]:
    """Return the events of a file, and apart from them what stands outside any event.

    A time in UTC falls on the day that it is in the calendar's own zone, or else in the computer's.
    """
    codec = check(encoding) if encoding else None
    found: list[Event] = []
    loose = Event(line=1, attendees=[])
    current: Event | None = None
    inside: list[bytes] = []
    zone = ""
    for line, prop in content_lines(data):
        if prop is None:
            continue
        if prop.name in (b"BEGIN", b"END"):
            kind = prop.value.strip().upper()
            if prop.name == b"BEGIN":
                inside.append(kind)
                if kind == b"VEVENT":
                    current = Event(line=line, attendees=[])
                    found.append(current)
            elif inside and kind in inside:
                while inside and inside.pop() != kind:
                    pass
                if kind == b"VEVENT":
                    current = None
            continue
        if inside and inside[-1] in (b"VALARM", b"STANDARD", b"DAYLIGHT", b"VTIMEZONE"):
            continue
        if prop.name == b"X-WR-TIMEZONE":
            zone = clean(decode(prop.value, codec).text)
        _property(current or loose, prop, codec)
    for event in found:
        _set_day(event, zone)
    return found, loose


def _property(event: Event, prop: Property, codec: str | None) -> None:
    text = decode(prop.value, codec).text
    if prop.name in (b"ATTENDEE", b"ORGANIZER"):
        event.attendees.append(_attendee(prop, text, codec))
    elif prop.name == b"SUMMARY":
        event.summary = clean(unescape(text))
    elif prop.name == b"UID":
        event.uid = clean(text)[:200]
    elif prop.name == b"STATUS":
        event.cancelled = text.strip().upper() == "CANCELLED"
    elif prop.name == b"DTSTART" and re.match(r"\s*\d{8}", text):
        event.start = text.strip()
        event.zone = clean(decode(prop.params.get(b"TZID", b""), codec).text).strip('"')


def _set_day(event: Event, zone: str) -> None:
    """Work out when an event was; `zone` is the name of the calendar's own zone, empty where it tells none."""
    with contextlib.suppress(ValueError):
        event.written_on = event.on = date.fromisoformat(event.start[:8])
    if event.on is None or "T" not in event.start:
        return
    from netgarden.text.instants import (  # few files are calendars, and pendulum is slow to import
        moment_of,
        zone_named,
    )

    moment = moment_of(event.start, zone_named(event.zone))
    if moment is not None and moment.instant is not None:
        event.at = moment.at
        if not event.zone:
            event.on = moment.day(zone_named(zone))


def _attendee(prop: Property, text: str, codec: str | None) -> Attendee:
    name = clean(unescape_param(decode(prop.params.get(b"CN", b""), codec).text)).rstrip("\\")
    address = clean(text)
    if address[:7].lower() == "mailto:":
        address = address[7:]
    kind = prop.params.get(b"CUTYPE", b"").decode("ascii", "replace").lower()
    declined = prop.params.get(b"PARTSTAT", b"").upper() == b"DECLINED"
    return Attendee(name, address, kind, declined, prop.name == b"ORGANIZER")


def read(data: bytes, encoding: str | None = None) -> Reading:
    """Everybody invited as people, and events with guests as entries. Raises UsageError for a wrong `encoding`."""
    reading = Reading(format=NAME, candidates=[], entries=[], skipped=[], warnings=[])
    found, _ = events(data, encoding)
    for number, one in enumerate(attendees(data, encoding), 1):
        where = f"attendee {number}"
        if one.kind in _NOT_PEOPLE or _RESOURCE.search(one.address):
            shown = one.name or one.address
            kind = one.kind if one.kind in _NOT_PEOPLE else "calendar"
            reading.skipped.append(Skipped(where, f"{shown} is a {kind}, not a person"))
            continue
        draft = Draft()
        draft.set("name", one.name if one.name.casefold() != one.address.casefold() else "")
        draft.email(one.address.replace(" ", ""))
        if (contact := draft.finish()) is None:
            reading.skipped.append(Skipped(where, "neither a name nor an address"))
        else:
            reading.candidates.append(Candidate(contact=contact, where=where))
    for event in found:
        where = f"event at line {event.line}"
        guests = tuple(
            dict.fromkeys(
                one.address.replace(" ", "")
                for one in event.attendees
                if not one.declined and one.kind not in _NOT_PEOPLE and not _RESOURCE.search(one.address)
            )
        )
        if not guests or event.on is None:
            continue
        if event.cancelled:
            reading.skipped.append(Skipped(where, "the event was cancelled"))
            continue
        reading.entries.append(
            Entry(
                on=event.on,
                written_on=event.written_on,
                at=event.at,
                kind="event",
                people=guests,
                where=where,
                summary=event.summary,
                event=event.summary,
                ref=event.uid and f"{event.uid} {event.written_on}",
            )
        )
    return reading
