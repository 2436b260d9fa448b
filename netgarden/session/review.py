"""The daily review: today's people one at a time, what became of each, and the step back from any of it.

Only the list and the place in it are remembered. What became of somebody is derived from the garden, so that it
holds after an undo, after a restart, and whoever did it, here or on another device.
"""

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from msgspec.structs import replace

from netgarden.change.change import Change
from netgarden.change.garden import Garden
from netgarden.change.history import Inverse, invert
from netgarden.due.holds import is_paused
from netgarden.due.outlook import evaluate
from netgarden.due.queue import Queue, assemble
from netgarden.due.touches import touches_of
from netgarden.errors import UsageError
from netgarden.records.tables import from_plain
from netgarden.session.session import Session
from netgarden.session.ui_state import ReviewItem, ReviewPlace
from netgarden.session.walk import Walk
from netgarden.text.cadence import plus_days

Outcome = Literal[
    "reached", "tried", "snoozed", "skipped", "resting", "placed", "settled", "archived", "gone", "left"
]
"""What became of somebody; `settled` is no longer being due without having been in touch, `gone` deleted, merged
into another or, if they were added meanwhile, taken back.
"""


class Review:
    """A review of a day. The list is fixed when it is made; only `plan` and `join` change it."""

    def __init__(self, session: Session, place: ReviewPlace) -> None:
        self.session = session
        self.minutes = place.minutes
        """The minutes of the day, None for those of the rules."""
        self._day = place.day
        self._items = {item.uid: item for item in place.items}
        self.walk = Walk(self._items, session.garden.contacts, self.is_open, at=place.at)

    @classmethod
    def open(cls, session: Session, minutes: int | None = None) -> "Review":
        """Go on with the review of today where it stopped, else begin one.

        `minutes` stand for those of the rules; a review that was stopped is planned anew where they differ.
        """
        place = session.window.review
        if place is not None and place.day == session.today and place.at:
            review = cls(session, place)
            if review.walk.left:
                if minutes not in (None, review.minutes):
                    review.plan(minutes)
                return review
        review = cls(session, ReviewPlace(session.today, ()))
        review.plan(minutes)
        return review

    # ── the list ─────────────────────────────────────────────────────────────

    def plan(self, minutes: int | None) -> None:
        """Fit the list to other minutes: those dealt with stay in it, then come today's people in order."""
        self.minutes = minutes
        here = self.walk.person or ""
        rows = self.session.queue(minutes).rows
        items = [item for uid, item in self._items.items() if not self.walk.is_open(uid)]
        known = {item.uid for item in items}
        items += [self._item(row.uid, row.minutes) for row in rows if row.uid not in known]
        self._items = {item.uid: item for item in items}
        self.walk = Walk(self._items, self.session.garden.contacts, self.is_open, at=here)

    def join(self, uid: str) -> None:
        """Go to somebody; who is not in the list is taken into it here."""
        if uid not in self._items:
            row = self.session.row(uid)
            self._items[uid] = self._item(uid, row.minutes if row else 0)
        self.walk.go_to(uid)

    def _item(self, uid: str, minutes: int) -> ReviewItem:
        garden = self.session.garden
        return self._items.get(uid) or ReviewItem(
            uid, minutes, *_counts(garden, uid, self._day), garden.contacts[uid].name
        )

    def name(self, uid: str) -> str:
        """Return the name of somebody on the list, also if they are gone."""
        contact = self.session.garden.contacts.get(uid)
        return contact.name if contact else self._items[uid].name or "somebody"

    @property
    def minutes_left(self) -> int:
        """The minutes of the people who are still to come."""
        return sum(self._items[uid].minutes for uid in self.walk.ahead)

    @property
    def minutes_done(self) -> int:
        """The minutes of the people who were dealt with."""
        return sum(item.minutes for uid, item in self._items.items() if not self.walk.is_open(uid))

    @property
    def minutes_planned(self) -> int:
        """The minutes of the whole list."""
        return sum(item.minutes for item in self._items.values())

    def keep(self) -> None:
        """Remember list and place for the rest of the day."""
        items = tuple(self._items[uid] for uid in self.walk.uids)
        place = ReviewPlace(self._day, items, self.walk.person or "", self.minutes)
        self.session.remember(review=place)

    # ── what became of them ──────────────────────────────────────────────────

    def is_open(self, uid: str) -> bool:
        """Return whether somebody is still to be dealt with."""
        return self.outcome(uid) == "left"

    def outcome(self, uid: str) -> Outcome:
        """Return the outcome for somebody since the list was made."""
        garden, today = self.session.garden, self._day
        contact, item = garden.contacts.get(uid), self._items[uid]
        if contact is None:
            return "gone"
        touches, tries = _counts(garden, uid, today)
        if contact.archived:
            return "archived"
        if touches > item.touches:
            return "reached"
        if tries > item.tries:
            return "tried"
        if self.session.row(uid) is not None:
            return "left"
        loops = garden.open_loops_of(uid)
        if contact.skipped_on == today:
            return "skipped"
        if today in (contact.snooze_set_on, *(loop.snooze_set_on for loop in loops)):
            return "snoozed"
        if contact.paused_on == today and is_paused(contact, touches_of(garden, uid, today), today):
            return "resting"
        return "placed" if contact.cadence_set_on == today else "settled"

    # ── stepping back ────────────────────────────────────────────────────────

    def steps(self) -> list[Change]:
        """Return the steps of this window on people of the list that can still be taken back, the last one first."""
        garden = self.session.garden
        return [
            change
            for change in reversed(self.session.history.done)
            if not self._items.keys().isdisjoint(people_of(garden, change)) and invert(garden, change).change
        ]

    def take_back(self, step: Change) -> Inverse:
        """Take one step back, whichever it was, as a change of its own.

        Raises UsageError where nothing of it can be taken back any more.
        """
        inverse = invert(self.session.garden, step)
        change = Change(f"take back: {step.label}", inverse.change.patches)
        if not self.session.do(change):
            raise UsageError(f"{step.label}: all of it was changed since, and stays.")
        return Inverse(change, inverse.stayed)


def people_of(garden: Garden, change: Change) -> Iterator[str]:
    """The uids of the contacts that a change is about; of some more than once."""
    for patch in change.patches:
        if patch.table == "contacts":
            yield patch.uid
            continue
        plain = patch.after or patch.before
        record = garden.find(patch.table, patch.uid)
        if record is None and not patch.path and plain:
            record = from_plain(patch.table, plain)
        if record is not None:
            yield from record.mentions()


class Coming(NamedTuple):
    """The next day on which one reviews."""

    day: date
    queue: Queue


def coming(session: Session) -> Coming:
    """The next day of review and its list, if nothing else happens until then. Of the unplaced it says nothing."""
    rules = session.rules
    week = [plus_days(session.today, days) for days in range(1, 8)]
    day = next((day for day in week if day.weekday() in rules.review_days), week[0])
    then = replace(rules, last_opened=session.today)
    rows = [evaluate(session.garden, then, uid, day) for uid in _candidates(session, day)]
    return Coming(day, assemble([row for row in rows if row], then, day))


def _candidates(session: Session, day: date) -> Iterator[str]:
    for uid in session.garden.contacts:
        outlook = session.outlook(uid)
        if outlook.row is not None:
            if outlook.row.lead.kind != "unplaced":
                yield uid
        elif outlook.next is not None and outlook.next.on <= day:
            yield uid


def _counts(garden: Garden, uid: str, today: date) -> tuple[int, int]:
    """Count the entries that are touches up to today, and the tries."""
    touches = tries = 0
    for entry in garden.interactions_of(uid):
        if entry.on <= today:
            touches += entry.weight_for(uid) != "none"
            tries += entry.kind == "tried"
    return touches, tries
