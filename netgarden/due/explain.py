"""Why a person is, or is not, where they are: in plain sentences with the numbers."""

from datetime import date

from netgarden.change.garden import Garden, last_touch
from netgarden.due.celebrations import season_of, shows_birthday
from netgarden.due.drift import MIN_GAPS, MIN_SPAN, drifting
from netgarden.due.holds import Holds, holds_of
from netgarden.due.outlook import cadences_since, look, routine_due
from netgarden.due.queue import Row
from netgarden.due.reasons import Reason, first_nudge, is_planned_from, nudge_dates
from netgarden.due.rhythm import Rhythm, closer, rhythms, spread
from netgarden.due.rules import Rules
from netgarden.due.suggest import suggest_cadence
from netgarden.due.touches import Touches, touches_of
from netgarden.records.contact import Contact
from netgarden.records.kinds import loop_kind
from netgarden.records.loop import Loop
from netgarden.records.reason_kinds import REASONS, RHYTHMS, Band
from netgarden.text.dates_in_words import ago_words, late_words, long_day
from netgarden.text.plain import plural

BANDS: dict[Band, str] = {
    "A": "today or lost: it stands first",
    "B": "owed: it stands before routine, by days waited over days allowed",
    "C": "routine: it stands after what is owed, by days since the last touch over the cadence",
    "D": "reconnect, drifting or unplaced: it stands last, a few a day",
}
"""The bands of the queue in words."""


def explain(garden: Garden, rules: Rules, uid: str, today: date) -> list[str]:
    """Why somebody is, or is not, in today's queue, one sentence a fact, the answer first."""
    contact = garden.contacts[uid]
    if contact.archived:
        return [f"{contact.name} is archived: never due."]
    outlook = look(garden, rules, uid, today)
    touches = touches_of(garden, uid, today)
    holds = holds_of(contact, rules, touches)
    lines = [_answer(contact, outlook.row)]
    if outlook.row:
        lines += [_reason_line(garden, reason, today) for reason in outlook.row.reasons]
        lines.append(f"Band {outlook.row.band}, {BANDS[outlook.row.band]}.")
    lines += _rhythm_lines(garden, rules, contact, touches, holds, today)
    lines += _hold_lines(contact, touches, holds, today)
    if outlook.next:
        reason = outlook.next.reason
        lines.append(f"Next on {long_day(outlook.next.on, today)}: {_topic(reason)}.")
    elif outlook.row is None:
        lines.append("Nothing is in sight.")
    if contact.birthday and not shows_birthday(rules, contact):
        lines.append("The birthday does not show: they have no cadence and no tag “birthday”.")
    if suggestion := suggest_cadence(garden, rules, uid, today):
        lines.append(f"{suggestion.words[0].upper()}{suggestion.words[1:]}.")
    return lines


def _answer(contact: Contact, row: Row | None) -> str:
    if row is None:
        return f"{contact.name} is not due today."
    if row.lead.kind == "unplaced":
        return f"{contact.name} is unplaced: nobody has said yet how often to be in touch."
    return f"{contact.name} is due today: {row.lead.text}."


def _reason_line(garden: Garden, reason: Reason, today: date) -> str:
    due = f"{long_day(reason.due_on, today)}, {late_words(reason.late_days)}" if reason.due_on else "no date"
    loop = garden.loops.get(reason.subject)
    about = f" “{loop.text}”" if loop and loop.text else ""
    opened = f", opened {long_day(loop.opened_on, today)}" if loop else ""
    nudged = (
        f", nudged {plural(len(nudge_dates(loop)), 'time')}"
        if loop and loop_kind(loop.kind).is_nudged
        else ""
    )
    if reason.kind == "unplaced":
        return "Two unplaced people a day are asked about, drawn by the date."
    minutes = plural(reason.minutes, "minute")
    return f"{_topic(reason)[0].upper()}{_topic(reason)[1:]}{about}: due {due}{opened}{nudged}; {minutes}."


def _topic(reason: Reason) -> str:
    """Return what a reason is about, without how late it is."""
    return reason.text if REASONS[reason.kind].day_matters else reason.text.split(" · ")[0]


def _rhythm_lines(
    garden: Garden, rules: Rules, contact: Contact, touches: Touches, holds: Holds, today: date
) -> list[str]:
    entry = last_touch(garden, contact.uid, today)
    lines = [f"Last touch: {entry.kind} on {long_day(entry.on, today)}, {ago_words((today - entry.on).days)}."
             if entry else "There was no talk or word yet."]  # fmt: skip
    season = season_of(garden, garden.milestones_of(contact.uid), today)
    found = rhythms(contact, rules, touches, today, season)
    if not found:
        lines.append(_no_cadence(garden, rules, contact, today))
    loops = garden.open_loops_of(contact.uid)
    for rhythm in found:
        lines += _one_rhythm(rules, contact, rhythm, touches, loops, holds, today)
    if season and any(rhythm.kind == "routine" for rhythm in found):
        cadence = next(rhythm.cadence for rhythm in found if rhythm.kind == "routine")
        lines.append(
            f"A season of more since “{season.what}”: {closer(cadence).words} until {long_day(season.end, today)}."
        )
    return lines


def _no_cadence(garden: Garden, rules: Rules, contact: Contact, today: date) -> str:
    if rules.is_placed(contact):
        return "Their cadence is none: routine never makes them due."
    if silence := drifting(garden, contact.uid, today):
        return (
            f"No tier or cadence; you used to be in touch every {silence.gap} days, and it is {silence.days} now "
            f"(drifting after {silence.allowed})."
        )
    return (
        "No tier or cadence: routine never makes them due, and they drift only from a rhythm of "
        f"{MIN_GAPS} gaps over {MIN_SPAN} days."
    )


def _one_rhythm(
    rules: Rules,
    contact: Contact,
    rhythm: Rhythm,
    touches: Touches,
    loops: list[Loop],
    holds: Holds,
    today: date,
) -> list[str]:
    name = RHYTHMS[rhythm.kind].counts
    last = {"routine": touches.last, "talk": touches.last_talk, "meet": touches.last_met}[rhythm.kind]
    whose = f" (tier {contact.tier})" if rhythm.kind == "routine" and not contact.cadence else ""
    skipped = contact.skipped_on
    base = max((day for day in (last, skipped) if day), default=None)
    set_on = contact.cadence_set_on
    if base is not None and (set_on is None or rhythm.cadence.after(base) >= set_on):
        since = f"counted from {'the skip of ' if base == skipped and base != last else ''}{long_day(base, today)}"
    elif set_on is not None:
        days = spread(contact.uid, rhythm.cadence)
        since = f"{days} days after the cadence was set on {long_day(set_on, today)}, so that not all come at once"
    else:
        since = "as nobody noted when the cadence was set"
    lines = [f"{name} {rhythm.cadence.words}{whose}: due {long_day(rhythm.due, today)}, {since}."]
    due = routine_due(rhythm, touches, loops, holds, today)
    if due == date.max:
        return lines
    if due != rhythm.due:
        lines.append(f"It is put off to {long_day(due, today)}{_put_off_by(rhythm, touches, loops, today)}.")
    late = (today - due).days
    if late >= 0:
        ratio, weight = cadences_since(rhythm.cadence, late), rules.weight_of(contact)
        times = f" × {weight:g} for the tier = {ratio * weight:.2f}" if weight != 1 else ""
        lines.append(f"Urgency: {ratio:.2f} cadences{times}.")
    return lines


def _put_off_by(rhythm: Rhythm, touches: Touches, loops: list[Loop], today: date) -> str:
    if touches.planned and touches.planned > rhythm.due:
        return " by what is planned"
    for loop in loops:
        if is_planned_from(loop, today):
            return " by what is planned"
        if loop_kind(loop.kind).owed_by == "them" and first_nudge(loop) > rhythm.due:
            return f" while they have time to answer what you asked on {long_day(loop.opened_on, today)}"
    return ""


def _hold_lines(contact: Contact, touches: Touches, holds: Holds, today: date) -> list[str]:
    lines: list[str] = []
    if holds.snooze and today < holds.snooze:
        set_on = f", set {long_day(contact.snooze_set_on, today)}" if contact.snooze_set_on else ""
        lines.append(f"Snoozed until {long_day(holds.snooze, today)}{set_on}; what arises later shows.")
    if holds.rest and today < holds.rest:
        end = "until reopened" if holds.rest == date.max else f"until {long_day(holds.rest, today)}"
        why = f" ({contact.paused_why})" if contact.paused_why else ""
        lines.append(f"The relationship rests {end}{why}; what you owe shows all the same.")
    if holds.room and today < holds.room:
        count = plural(len(touches.unanswered), "touch", "touches")
        lines.append(
            f"{count} of yours without an answer, the last on {long_day(touches.unanswered[0], today)}: "
            f"room until {long_day(holds.room, today)}."
        )
    return lines
