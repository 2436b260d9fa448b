"""Outlooks: whether one person is due, why, and what comes next (`rules.md`).

`look` reads only what is recorded about that one person, so that a board (`due.board`) can keep the answers and
look again only at the people a change touches. `queue.assemble` puts the rows in order.
"""

import heapq
import zlib
from collections.abc import Iterable
from datetime import date

import msgspec

from netgarden.change.garden import Garden
from netgarden.due.celebrations import milestone_reasons, season_of
from netgarden.due.drift import Silence, drifting
from netgarden.due.holds import NO_HOLDS, Holds, holds_of
from netgarden.due.queue import NOTHING_SPENT, Row, Spent, row_of
from netgarden.due.reasons import Reason, cost, first_nudge, is_planned_from, loop_reason, reason_of
from netgarden.due.rhythm import Rhythm, rhythms
from netgarden.due.rules import Rules
from netgarden.due.touches import Touches, touches_of
from netgarden.records.contact import Contact
from netgarden.records.kinds import INTERACTIONS, interaction_kind, loop_kind
from netgarden.records.loop import Loop
from netgarden.records.reason_kinds import REASONS, RHYTHMS, Band, ReasonName
from netgarden.text.cadence import Cadence, plus_days
from netgarden.text.dates_in_words import late_words, short_day, span_words

ROUTINE_OF: dict[Band, ReasonName] = {"C": "routine", "D": "reconnect"}
"""What a routine is called by its band."""
RECONNECT_CADENCES = 2
"""Routine becomes a reconnect beyond this many cadences …"""
RECONNECT_LATE = 30
"""… and when it is more than this many days late."""


class Upcoming(msgspec.Struct, frozen=True):
    """The next reason of a person, and its day."""

    uid: str
    on: date
    """The first day on which it is in the queue."""
    reason: Reason


class Outlook(msgspec.Struct, frozen=True):
    """The row of one person today, and the next reason to come."""

    row: Row | None = None
    """The person's row in the queue; None where nothing is due."""
    next: Upcoming | None = None
    """The next reason to come, whether or not something is due now; None where nothing is in sight."""


NOTHING = Outlook()


def evaluate(garden: Garden, rules: Rules, uid: str, today: date) -> Row | None:
    """Return the row of one person in today's queue, or None. Archived people never have one."""
    return look(garden, rules, uid, today).row


def look(garden: Garden, rules: Rules, uid: str, today: date) -> Outlook:
    """Return a person's row in today's queue, and what comes next."""
    contact = garden.contacts.get(uid)
    if contact is None or contact.archived:
        return NOTHING
    touches = touches_of(garden, uid, today)
    holds = holds_of(contact, rules, touches)
    due: list[Reason] = []
    later: Reason | None = None
    for reason in all_reasons(garden, rules, contact, touches, holds, today):
        if reason.shows_on <= today:
            due.append(reason)
        elif reason.shows_on != date.max and (
            later is None or (reason.shows_on, reason.band) < (later.shows_on, later.band)
        ):
            later = reason
    if not due and not rules.is_placed(contact) and not holds.hides(today):
        due.append(_unplaced(garden, rules, uid, today))
    return Outlook(
        row_of(uid, due, is_near=rules.is_near(contact)),
        Upcoming(uid, later.shows_on, later) if later else None,
    )


def reasons_of(garden: Garden, rules: Rules, uid: str, today: date) -> list[Reason]:
    """Return every reason of a person, today's and later ones; none for archived people. See `all_reasons`."""
    contact = garden.contacts.get(uid)
    if contact is None or contact.archived:
        return []
    touches = touches_of(garden, uid, today)
    return all_reasons(garden, rules, contact, touches, holds_of(contact, rules, touches), today)


def all_reasons(
    garden: Garden, rules: Rules, contact: Contact, touches: Touches, holds: Holds, today: date
) -> list[Reason]:
    """Return every reason of a person, today's and later ones, with the day each shows; `date.max` for never.

    Being unplaced is none of them: it is asked only of who has no other reason today.
    """
    uid = contact.uid
    loops = garden.open_loops_of(uid)
    found = [reason for loop in loops if (reason := loop_reason(garden, rules, loop, touches, today))]
    milestones = garden.milestones_of(uid)
    if milestones or contact.birthday:
        found += milestone_reasons(garden, rules, contact, touches, loops, today)
    if touches.total and not rules.is_placed(contact):
        silence = drifting(garden, uid, today)
        found += [drift_reason(rules, silence, today)] if silence else []
    if holds is not NO_HOLDS:
        found = [held for reason in found if (held := _held(reason, contact, holds))]
    season = season_of(garden, milestones, today) if milestones else None
    for rhythm in rhythms(contact, rules, touches, today, season):
        found.append(
            routine_reason(rules, contact, rhythm, routine_due(rhythm, touches, loops, holds, today), today)
        )
    return found


def routine_due(rhythm: Rhythm, touches: Touches, loops: list[Loop], holds: Holds, today: date) -> date:
    """Return the day a rhythm is due with everything that puts it off: plans, requests, snooze, pause and room.

    A plan holds it until its day, a request until its first nudge, though never longer than one
    cadence. Lateness counts from the day this returns: who comes back from a pause is not late.
    """
    until = rhythm.due
    for hold in (touches.planned, *holds):
        if hold is not None and hold > until:
            until = hold
    for loop in loops:
        if is_planned_from(loop, today):
            until = max(until, loop.due_on or until)
        elif loop_kind(loop.kind).owed_by == "them":
            until = max(until, min(first_nudge(loop), rhythm.cadence.after(rhythm.due)))
    return until


def routine_reason(rules: Rules, contact: Contact, rhythm: Rhythm, due: date, today: date) -> Reason:
    """Return the reason of one rhythm that is due on `due`."""
    cadence = rhythm.cadence
    late = (today - due).days
    band, urgency = _band_and_urgency(rules, contact, cadence, late)
    if rhythm.kind != "routine":
        text = f"{RHYTHMS[rhythm.kind].verb} {cadence.words} · {late_words(late)}"
        return reason_of(rules, rhythm.kind, text, due, today, urgency, band=band)
    kind = ROUTINE_OF[band]
    text = (
        f"reconnect · {span_words(late)} late"
        if kind == "reconnect"
        else f"{cadence.words} · {late_words(late)}"
    )
    return Reason(kind, text, due, late, "", routine_minutes(rules, contact), band, urgency, due)


def routine_row(rules: Rules, contact: Contact, cadence: Cadence, due: date, today: date) -> Row:
    """Return the row of a person of whom only routine is due, since `due`."""
    band, urgency = _band_and_urgency(rules, contact, cadence, (today - due).days)
    rhythm = Rhythm("routine", cadence, due)
    return Row(
        contact.uid,
        band,
        urgency,
        ROUTINE_OF[band],
        routine_minutes(rules, contact),
        lambda: (routine_reason(rules, contact, rhythm, due, today),),
        is_near=rules.is_near(contact),
    )


def _band_and_urgency(rules: Rules, contact: Contact, cadence: Cadence, late: int) -> tuple[Band, float]:
    """Return band and urgency of a routine so many days late: C, or D where it has become a reconnect."""
    cadences = cadences_since(cadence, late)
    is_lost = late > RECONNECT_LATE and cadences > RECONNECT_CADENCES and not rules.is_near(contact)
    return "D" if is_lost else "C", cadences * rules.weight_of(contact)


def cadences_since(cadence: Cadence, late: int) -> float:
    """Return the days since the last touch over the cadence: 1 on the due date, 2 a whole cadence later."""
    return 1 + late / cadence.days


def routine_minutes(rules: Rules, contact: Contact) -> int:
    """Return the minutes of a routine touch: arranging a talk for those who like to talk, else their channel."""
    if not contact.channel:
        return cost(rules, "email")
    channel = "".join(contact.channel.split(maxsplit=1)[:1]).casefold()
    kind = INTERACTIONS.get(channel)
    if kind is None:
        return cost(rules, "email")
    return cost(rules, "plan" if kind.weight == "talk" else channel)


def spent_on(garden: Garden, rules: Rules, uid: str, today: date) -> Spent:
    """Return what one person took of today's measure.

    That is the minutes of words and calls to them, and whether they were placed, followed up, or written to
    after a long silence.

    Meetings take none of it. An entry with several people is counted with the first of them only. A
    call costs no more than the word its row was listed with: to reach somebody at once must not push others
    off today's list.
    """
    contact = garden.contacts.get(uid)
    if contact is None:
        return NOTHING_SPENT
    minutes = 0
    is_touched = False
    for entry in garden.interactions_of(uid):
        if entry.on < today:
            break
        if entry.on == today and entry.direction != "in":
            is_touched = is_touched or entry.weight_for(uid) in ("talk", "word")
            if not entry.in_person and entry.people[0] == uid:
                minutes += min(rules.minutes.get(entry.kind, 0), cost(rules, "email"))
    placed = contact.cadence_set_on == today
    if not is_touched:
        return Spent(minutes, placed) if minutes or placed else NOTHING_SPENT
    followed_up = any(
        loop.kind == "follow-up" and loop.opened_on < today and loop.closed_on in (None, today)
        for loop in garden.loops_of(uid)
    )
    return Spent(minutes, placed, followed_up, _was_silent(garden, rules, contact, today))


def _was_silent(garden: Garden, rules: Rules, contact: Contact, today: date) -> bool:
    """Return whether the touches of today ended a silence of band D."""
    yesterday = plus_days(today, -1)
    touches = touches_of(garden, contact.uid, yesterday)._replace(planned=None)
    holds = holds_of(contact, rules, touches)
    return drifting(garden, contact.uid, yesterday) is not None or any(
        routine_reason(rules, contact, one, routine_due(one, touches, [], holds, yesterday), today).kind
        == "reconnect"
        for one in rhythms(contact, rules, touches, yesterday)
    )


def _held(reason: Reason, contact: Contact, holds: Holds) -> Reason | None:
    """Return the reason put off by pause, room and snooze; None where it will have passed by then."""
    shows, kind = reason.shows_on, REASONS[reason.kind]
    if holds.rest is not None and not kind.always_shown:
        shows = max(shows, holds.rest)
    if holds.room is not None and kind.gives_room:
        shows = max(shows, holds.room)
    if holds.snooze is not None and kind.about != "loop":
        set_on = contact.snooze_set_on
        if kind.about == "silence" or set_on is None or reason.shows_on <= set_on:
            shows = max(shows, holds.snooze)
    if shows == reason.shows_on:
        return reason
    lasts = kind.lasts
    if lasts is not None and reason.due_on is not None and shows > plus_days(reason.due_on, lasts):
        return None
    return reason._replace(shows_on=shows)


def drift_reason(rules: Rules, silence: Silence, today: date) -> Reason:
    """Return the reason of a person who drifts."""
    late = silence.days - silence.allowed
    since = plus_days(today, -late)
    text = f"drifting · silent {span_words(silence.days)}"
    urgency = silence.days / max(1, silence.gap)
    return reason_of(rules, "drift", text, since, today, urgency)


def unplaced_rows(garden: Garden, rules: Rules, uids: Iterable[str], today: date, count: int) -> list[Row]:
    """Return the rows of the unplaced people who are asked about first on a day, at most `count`.

    Those with a history come before those of whom only the name is known.
    """
    if count <= 0:
        return []
    known = garden.interactions_of
    chosen = heapq.nsmallest(count, uids, key=lambda uid: (not known(uid), -_chance(uid, today), uid))
    return [row for uid in chosen if (row := row_of(uid, [_unplaced(garden, rules, uid, today)]))]


def _unplaced(garden: Garden, rules: Rules, uid: str, today: date) -> Reason:
    """Return the reason that asks who an unplaced person is; its urgency is drawn anew each day."""
    past = [entry for entry in garden.interactions_of(uid) if entry.on <= today]
    urgency = _chance(uid, today) + (1 if past else 0)
    text = "unplaced: who is this to you?"
    if past:
        last = past[0]
        text = f"{text} · {last.event or interaction_kind(last.kind).past} {short_day(last.on, today)}"
    return reason_of(rules, "unplaced", text, today, today, urgency)._replace(due_on=None)


def _chance(uid: str, today: date) -> float:
    """Return a number from 0 to 1 that uid and date draw: the order of people differs from day to day."""
    begin = (
        today.toordinal() * 2_654_435_761 % (1 << 32)
    )  # Knuth's multiplicative hash: days apart are far apart
    return zlib.crc32(uid.encode(), begin) / (1 << 32)
