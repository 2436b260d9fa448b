"""Routine: the days on which the next touch, talk and meeting are wanted."""

from datetime import date
from typing import NamedTuple

import msgspec

from netgarden.due.rules import Rules
from netgarden.due.touches import Touches
from netgarden.records.contact import Contact
from netgarden.records.hashing import blake2b
from netgarden.records.reason_kinds import RhythmName
from netgarden.text.cadence import Cadence, parse_cadence, plus_days

CLOSEST_SEASON = 14
"""A season of more never asks for a touch more often than this, in days."""


class Rhythm(msgspec.Struct, frozen=True):
    """One rhythm of a contact and the day its next touch is wanted."""

    kind: RhythmName
    """Any real touch, a talk, or a meeting in person."""
    cadence: Cadence
    due: date


class Season(NamedTuple):
    """A time of a closer rhythm after big news."""

    start: date
    end: date
    """Its last day."""
    what: str
    """The news: `new job at Juniper`."""
    milestone: str
    """The uid of the milestone it came from."""


def spread(uid: str, cadence: Cadence) -> int:
    """Return 0 … cadence − 1 days, from a hash of the uid: the same on every device, even over many people."""
    digest = blake2b(uid.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") % max(1, round(cadence.days))


def own_cadence(text: str) -> Cadence | None:
    """Return the cadence in a field; one of a hand-edited file that nobody understands counts as none."""
    try:
        return parse_cadence(text) if text else None
    except ValueError:
        return None


def due_date(contact: Contact, cadence: Cadence, last: date | None, today: date) -> date:
    """Return the day after which the next touch is late, before holds (snooze, pause, plans).

    `last` is the last touch of this rhythm. Counted from the later of it and the last skip. Who was never
    touched, or was given the cadence when already past it, is first due on the day the cadence was set plus
    the spread, so that many people placed in one evening come due evenly over their cadence. Where nobody
    knows when it was set (a hand-edited file) they are due today.
    """
    skipped, set_on = contact.skipped_on, contact.cadence_set_on
    base = skipped if last is None or (skipped is not None and skipped > last) else last
    if base is None:
        start = set_on or contact.added_on
        return plus_days(start, spread(contact.uid, cadence)) if start else today
    due = cadence.after(base)
    if set_on is not None and due < set_on:
        return plus_days(set_on, spread(contact.uid, cadence))
    return due


def put_off(due: date, cadence: Cadence, lights: tuple[date, ...]) -> date:
    """Return the due date after light touches.

    The first that has an effect puts it off to half a cadence from its day; later ones do nothing until the
    next real touch.
    """
    half = round(cadence.days / 2)
    for light in lights:
        if (later := plus_days(light, half)) > due:
            return later
    return due


def closer(cadence: Cadence) -> Cadence:
    """Return the cadence in a season of more: half as long, though not below a fortnight."""
    return (
        cadence
        if cadence.days <= CLOSEST_SEASON
        else Cadence(max(CLOSEST_SEASON, round(cadence.days / 2)), "d")
    )


def rhythms(
    contact: Contact, rules: Rules, touches: Touches, today: date, season: Season | None = None
) -> list[Rhythm]:
    """Return the rhythms of a contact with their due dates before holds; empty without a cadence."""
    found: list[Rhythm] = []
    if cadence := rules.cadence_of(contact):
        due = due_date(contact, cadence, touches.last, today)
        if touches.lights:
            due = put_off(due, cadence, touches.lights)
        if season and season.start <= today <= season.end:
            sooner = max(season.start, due_date(contact, closer(cadence), touches.last, today))
            # Beyond its end a season asks for nothing: what it announces must be due on that day.
            due = min(due, sooner) if sooner <= season.end else due
        found.append(Rhythm("routine", cadence, due))
    if contact.talk_cadence and (cadence := own_cadence(contact.talk_cadence)):
        found.append(Rhythm("talk", cadence, due_date(contact, cadence, touches.last_talk, today)))
    if contact.meet_cadence and (cadence := own_cadence(contact.meet_cadence)):
        found.append(Rhythm("meet", cadence, due_date(contact, cadence, touches.last_met, today)))
    return found
