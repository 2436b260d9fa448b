"""Forecasts: what a person's outlook will be on the days to come, while nothing is recorded about them.

To look at everybody takes a garden's whole history. Most people are simple: nothing is open with them, and all
that can show for a while is their routine, on a day that is known. That much can be kept from one day to the
next, and their history need not be read.
"""

from datetime import date

import msgspec

from netgarden.change.garden import Garden
from netgarden.due.celebrations import nearest_day, shows_birthday
from netgarden.due.drift import Habit, habit_of, silences
from netgarden.due.holds import holds_of
from netgarden.due.outlook import all_reasons, drift_reason, routine_row
from netgarden.due.queue import Row, row_of
from netgarden.due.rules import Rules
from netgarden.due.touches import touches_of
from netgarden.records.contact import Contact
from netgarden.records.reason_kinds import REASONS
from netgarden.text.cadence import plus_days
from netgarden.text.partial_date import parse_partial_date


class Forecast(msgspec.Struct, frozen=True):
    """The rows of one person on every day before `until`."""

    due: date
    """The day from which routine shows; `date.max` for never."""
    other: date
    """The day on which something else shows, as far as it is known to come; `date.max` for never."""
    until: date
    """The first day on which they must be looked at again."""
    habit: Habit | None = None
    """The usual rhythm of a person without a cadence, from which they may drift."""
    asks: bool = False
    """Whether they are asked about, as unplaced, on a day on which nothing else shows."""

    def row(self, rules: Rules, contact: Contact, today: date) -> Row | None:
        """Return the row that `look` gives on a day before `until`; None too for people who are only unplaced."""
        if self.habit is not None:
            silence = self.habit.silence(today)
            return row_of(contact.uid, [drift_reason(rules, silence, today)]) if silence else None
        if self.due > today or (cadence := rules.cadence_of(contact)) is None:
            return None
        return routine_row(rules, contact, cadence, self.due, today)

    def next_on(self, today: date) -> date | None:
        """Return the first day after `today` on which another reason shows, as `look` gives it."""
        coming = min(day if day > today else date.max for day in (self.due, self.other))
        return coming if coming < date.max else None


NEVER = Forecast(date.max, date.max, date.max)


def forecast(garden: Garden, rules: Rules, uid: str, today: date) -> Forecast | None:
    """Return the forecast of a contact from `today` on; None where more than routine may show.

    It holds while nothing is recorded about them and the rules stay as they are, but for `last_opened`.
    """
    contact = garden.contacts[uid]
    entries = garden.interactions_of(uid)
    if (contact.cadence_set_on and contact.cadence_set_on >= today) or (entries and entries[0].on >= today):
        return None  # what is done today is counted today, and what is planned comes
    if contact.archived:
        return NEVER
    if garden.open_loops_of(uid) or garden.milestones_of(uid):
        return None
    touches = touches_of(garden, uid, today)
    if not any((touches.last, contact.skipped_on, contact.cadence_set_on, contact.added_on)):
        return None  # nobody knows since when: they are due anew each day
    holds = holds_of(contact, rules, touches)
    habit = None if rules.is_placed(contact) else habit_of(garden, uid, today)
    ends = [day for day in holds if day is not None and day > today]
    if ends:
        # What a hold puts off shows at its end; until then no birthday must pass, nor anybody begin or end to drift.
        if contact.birthday and shows_birthday(rules, contact):
            birthday = parse_partial_date(contact.birthday)
            day = nearest_day(birthday, today) if birthday else None
            if day is None or day <= today:
                return None
            ends.append(day)
        if habit is not None:
            changes = (plus_days(habit.last, days + 1) for days in silences(habit.gap))
            ends += [day for day in changes if day > today]
            habit = None
    due = other = date.max
    for reason in all_reasons(garden, rules, contact, touches, holds, today):
        if REASONS[reason.kind].rhythm == "routine":
            due = reason.shows_on
        elif reason.shows_on > today:
            other = min(other, reason.shows_on)
        elif reason.kind != "drift" or reason.shows_on != reason.due_on:
            return None
    asks = not rules.is_placed(contact) and not holds.hides(today)
    return Forecast(due, other, min([other, *ends]), habit, asks)
