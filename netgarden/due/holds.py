"""Holds: the snooze, pause and room that hide a person for a while (`rules.md`)."""

from datetime import date
from typing import NamedTuple

from netgarden.due.rules import Rules
from netgarden.due.touches import Touches
from netgarden.records.contact import Contact
from netgarden.text.cadence import plus_days

ROOM_AFTER_TWO = 14
"""Two unanswered touches within this many days give room for as many."""
ROOM_AFTER_THREE = 30
"""Three unanswered ones, however far apart, give room for a cadence, at least this many days."""


class Holds(NamedTuple):
    """The days until which a person is hidden; None where nothing hides them. A past day hides no more.

    `rest` is `date.max` for a pause until reopened.
    """

    snooze: date | None = None
    rest: date | None = None
    room: date | None = None

    def hides(self, today: date) -> bool:
        """Return whether snooze or pause hides the person today."""
        return any(until is not None and today < until for until in (self.snooze, self.rest))


NO_HOLDS = Holds()


def holds_of(contact: Contact, rules: Rules, touches: Touches) -> Holds:
    """Return the holds of a person."""
    if contact.snooze_until is None and contact.paused_on is None and len(touches.unanswered) < 2:
        return NO_HOLDS
    return Holds(
        snoozed_until(contact, touches), rest_until(contact, touches), room_until(contact, rules, touches)
    )


def snoozed_until(contact: Contact, touches: Touches) -> date | None:
    """The day a snooze ends; None without one, and where a talk or word is dated after it was set."""
    set_on = contact.snooze_set_on
    if touches.last is not None and set_on is not None and touches.last > set_on:
        return None
    return contact.snooze_until


def rest_until(contact: Contact, touches: Touches) -> date | None:
    """The day a pause ends, `date.max` for one until reopened; None without one, and where a touch *from* them
    is dated after it was set.
    """
    paused_on = contact.paused_on
    if paused_on is None or (touches.last_from is not None and touches.last_from > paused_on):
        return None
    return contact.paused_until or date.max


def is_paused(contact: Contact, touches: Touches, today: date) -> bool:
    """Return whether the relationship rests today."""
    until = rest_until(contact, touches)
    return until is not None and today < until


def room_until(contact: Contact, rules: Rules, touches: Touches) -> date | None:
    """The day until which somebody who has not answered is left in peace; None where they have not to be."""
    unanswered = touches.unanswered
    if len(unanswered) < 2:
        return None
    newest = unanswered[0]
    until = None
    if (newest - unanswered[1]).days <= ROOM_AFTER_TWO:
        until = plus_days(newest, ROOM_AFTER_TWO)
    if len(unanswered) > 2:
        cadence = rules.cadence_of(contact)
        longer = plus_days(newest, ROOM_AFTER_THREE)
        until = max(longer, cadence.after(newest)) if cadence else longer
    return until
