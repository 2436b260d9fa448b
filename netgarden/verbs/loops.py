"""The verbs on what is outstanding: loops, wants and offers, milestones, ties (`rules.md`)."""

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from netgarden.change.change import Change, ChangeBuilder
from netgarden.change.garden import Garden
from netgarden.due.celebrations import birthday_mark
from netgarden.errors import UsageError
from netgarden.records.ids import derived_uid
from netgarden.records.interaction import Interaction
from netgarden.records.kinds import INTERACTIONS, LOOPS, RESULTS, loop_kind
from netgarden.records.loop import Loop
from netgarden.records.milestone import Milestone
from netgarden.records.record import Plain, sorted_set
from netgarden.records.tie import Distinct, Tie
from netgarden.records.want import Offer, Want
from netgarden.text.cadence import plus_days
from netgarden.text.dates_in_words import long_day
from netgarden.text.plain import clean
from netgarden.verbs.people import contact_of, who
from netgarden.verbs.values import partial_date

REPORT_BACK_DAYS = 14
"""Where help came to something, the helper hears of it within this many days."""


def loop_of(garden: Garden, uid: str) -> Loop:
    """The loop. Raises UsageError if there is none."""
    loop = garden.loops.get(uid)
    if loop is None:
        raise UsageError("This loop is no longer in the garden.")
    return loop


# ── loops ────────────────────────────────────────────────────────────────────


def add_loop(
    garden: Garden,
    kind: str,
    people: Sequence[str],
    text: str,
    today: date,
    *,
    due_on: date | None = None,
    not_before: date | None = None,
    channel: str = "",
) -> Change:
    """Open a loop with people by hand. Raises UsageError for an unknown kind, or without anybody."""
    if kind not in LOOPS:
        raise UsageError(f"“{kind}” is not a kind of loop: write one of {', '.join(LOOPS)}.")
    if not people:
        raise UsageError("A loop needs somebody it is with.")
    for uid in people:
        contact_of(garden, uid)
    builder = garden.builder()
    builder.put(
        Loop(
            uid=garden.new_uid(),
            kind=kind,
            people=sorted_set(*people),
            text=clean(text),
            opened_on=today,
            due_on=due_on,
            not_before=not_before,
            channel=clean(channel),
        )
    )
    return builder.build(f"add {LOOPS[kind].action} {who(garden, people)}")


def edit_loop(garden: Garden, uid: str, values: Mapping[str, Plain]) -> Change:
    """Set a loop's `text`, `due_on`, `not_before`, `channel` or `outcome`; dates are dates or None."""
    loop = loop_of(garden, uid)
    fields: dict[str, Plain] = {}
    for field, value in values.items():
        if field in ("text", "channel", "outcome"):
            fields[field] = clean(value)
        elif field in ("due_on", "not_before") and (value is None or isinstance(value, date)):
            fields[field] = value
        else:
            raise UsageError(f"“{field}” of a loop cannot be set to {value!r}.")
    builder = garden.builder()
    builder.put(replace(loop, **fields))
    return builder.build(f"edit {loop_kind(loop.kind).action} {who(garden, loop.people)}")


def close_loop(garden: Garden, uid: str, today: date, *, result: str = "done", outcome: str = "") -> Change:
    """Close a loop with how it ended and what came of it.

    A request answered yes opens a report back to who helped. Raises UsageError for an unknown result.
    """
    loop = loop_of(garden, uid)
    builder = garden.builder()
    put_closed(builder, loop, today, result=result, outcome=outcome)
    return builder.build(f"close {loop_kind(loop.kind).action} {who(garden, loop.people)}")


def put_closed(builder: ChangeBuilder, loop: Loop, today: date, *, result: str, outcome: str = "") -> None:
    """Close a loop as part of a larger change; see `close_loop`."""
    if result not in RESULTS:
        raise UsageError(f"“{result}” is not a way to end a loop: write one of {', '.join(RESULTS)}.")
    builder.put(replace(loop, closed_on=today, result=result, outcome=clean(outcome)))
    if loop.kind == "ask" and result == "yes":
        builder.put(
            Loop(
                uid=derived_uid("report-back", loop.uid),
                kind="report-back",
                people=loop.people,
                text=clean(outcome) or loop.text,
                opened_on=today,
                due_on=plus_days(today, REPORT_BACK_DAYS),
                interaction=loop.interaction,
            )
        )


def reopen_loop(garden: Garden, uid: str) -> Change:
    """Open a closed loop again."""
    loop = loop_of(garden, uid)
    builder = garden.builder()
    builder.put(replace(loop, closed_on=None, result="", outcome=""))
    return builder.build(f"reopen {loop_kind(loop.kind).action} {who(garden, loop.people)}")


def delete_loop(garden: Garden, uid: str) -> Change:
    """Remove a loop as if it had never been."""
    loop = loop_of(garden, uid)
    builder = garden.builder()
    builder.remove(loop)
    return builder.build(f"delete {loop_kind(loop.kind).action} {who(garden, loop.people)}")


def nudge(garden: Garden, uid: str, today: date) -> Change:
    """Note that a request was nudged today: the next wait doubles, and the message counts as a word from me."""
    loop = loop_of(garden, uid)
    if loop.kind != "ask" or not loop.is_open:
        raise UsageError("Only an open request can be nudged.")
    builder = garden.builder()
    builder.put(replace(loop, nudged_on=sorted_set(*loop.nudged_on, today.isoformat())))
    builder.put(
        Interaction(
            uid=garden.new_uid(),
            on=today,
            kind="message",
            weight="word",
            people=loop.people,
            summary=f"nudged: {loop.text}" if loop.text else "nudged",
        )
    )
    return builder.build(f"nudge {who(garden, loop.people)}")


def confirm_planned(garden: Garden, uid: str, today: date, *, summary: str = "") -> Change:
    """Say that a planned talk took place on its day: it is logged, and the plan closed."""
    loop = loop_of(garden, uid)
    if loop.kind != "planned" or loop.due_on is None or loop.due_on > today:
        raise UsageError("Only a talk planned for today or earlier can have taken place.")
    kind = loop.channel if loop.channel in INTERACTIONS else "call"
    builder = garden.builder()
    builder.put(
        Interaction(
            uid=garden.new_uid(),
            on=loop.due_on,
            kind=kind,
            direction=INTERACTIONS[kind].direction,
            weight=INTERACTIONS[kind].weight,
            people=loop.people,
            summary=clean(summary) or loop.text,
        )
    )
    put_closed(builder, loop, today, result="done", outcome=summary)
    return builder.build(f"log {kind} with {who(garden, loop.people)} on {long_day(loop.due_on, today)}")


# ── wants and offers ─────────────────────────────────────────────────────────


def add_want(garden: Garden, uid: str, text: str, today: date) -> Change:
    """Note what somebody said they need."""
    contact = contact_of(garden, uid)
    builder = garden.builder()
    builder.put(Want(uid=garden.new_uid(), contact=uid, text=_some_text(text), said_on=today))
    return builder.build(f"note what {contact.name} wants")


def add_offer(garden: Garden, uid: str, text: str, today: date) -> Change:
    """Note what somebody can help with."""
    contact = contact_of(garden, uid)
    builder = garden.builder()
    builder.put(Offer(uid=garden.new_uid(), contact=uid, text=_some_text(text), said_on=today))
    return builder.build(f"note what {contact.name} can help with")


def edit_want(garden: Garden, want: Want, text: str) -> Change:
    """Say a want or an offer in other words."""
    builder = garden.builder()
    builder.put(replace(want, text=_some_text(text)))
    return builder.build(f"edit what {who(garden, (want.contact,))} {_want_words(want)}")


def renew_want(garden: Garden, want: Want, today: date) -> Change:
    """Note that a want or an offer still stands."""
    builder = garden.builder()
    builder.put(replace(want, said_on=today, closed_on=None))
    return builder.build(f"renew what {who(garden, (want.contact,))} {_want_words(want)}")


def close_want(garden: Garden, want: Want, today: date) -> Change:
    """Close a want that is met, or an offer that no longer stands."""
    builder = garden.builder()
    builder.put(replace(want, closed_on=today))
    return builder.build(f"close what {who(garden, (want.contact,))} {_want_words(want)}")


def delete_want(garden: Garden, want: Want) -> Change:
    """Remove a want or an offer as if it had never been said."""
    builder = garden.builder()
    builder.remove(want)
    return builder.build(f"delete what {who(garden, (want.contact,))} {_want_words(want)}")


# ── milestones ───────────────────────────────────────────────────────────────


def add_milestone(garden: Garden, uid: str, what: str, on: str, *, hard: bool = False) -> Change:
    """Note a dated thing to congratulate on, or to stand by them in. Raises UsageError for an impossible date."""
    contact = contact_of(garden, uid)
    builder = garden.builder()
    builder.put(
        Milestone(
            uid=garden.new_uid(),
            contact=uid,
            what=_some_text(what),
            kind="hard" if hard else "good",
            on=partial_date("a milestone", on),
        )
    )
    return builder.build(f"note {clean(what)} of {contact.name}")


def edit_milestone(garden: Garden, uid: str, *, what: str | None = None, on: str | None = None) -> Change:
    """Say a milestone in other words, or on another day. Raises UsageError for an impossible date."""
    milestone = _milestone(garden, uid)
    builder = garden.builder()
    builder.put(
        replace(
            milestone,
            what=milestone.what if what is None else _some_text(what),
            on=milestone.on if on is None else partial_date("a milestone", on),
        )
    )
    return builder.build(f"edit {milestone.what} of {who(garden, (milestone.contact,))}")


def unmark_milestone(garden: Garden, uid: str) -> Change:
    """Let a milestone wait again for a word from me."""
    milestone = _milestone(garden, uid)
    builder = garden.builder()
    builder.put(replace(milestone, marked_on=None))
    return builder.build(f"reopen {milestone.what} of {who(garden, (milestone.contact,))}")


def delete_milestone(garden: Garden, uid: str) -> Change:
    """Remove a milestone as if it had never been."""
    milestone = _milestone(garden, uid)
    builder = garden.builder()
    builder.remove(milestone)
    return builder.build(f"delete {milestone.what} of {who(garden, (milestone.contact,))}")


def mark_milestone(garden: Garden, uid: str, today: date) -> Change:
    """Note that a milestone was congratulated on or answered today."""
    milestone = _milestone(garden, uid)
    builder = garden.builder()
    builder.put(replace(milestone, marked_on=today))
    return builder.build(f"mark {milestone.what} of {who(garden, (milestone.contact,))}")


def mark_birthday(garden: Garden, uid: str, day: date, today: date) -> Change:
    """Note that the birthday on `day` (the reason's `due_on`) was congratulated on today."""
    contact = contact_of(garden, uid)
    builder = garden.builder()
    builder.put(
        Milestone(
            uid=birthday_mark(uid, day), contact=uid, what="birthday", on=day.isoformat(), marked_on=today
        )
    )
    return builder.build(f"mark birthday of {contact.name}")


# ── ties ─────────────────────────────────────────────────────────────────────


def add_tie(garden: Garden, one: str, other: str, why: str = "") -> Change:
    """Note that two people know each other."""
    pair = _pair(garden, one, other)
    builder = garden.builder()
    builder.put(Tie(uid=derived_uid("tie", *pair), people=pair, why=clean(why)))
    return builder.build(f"tie {who(garden, pair)}")


def remove_tie(garden: Garden, one: str, other: str) -> Change:
    """Take back that two people know each other."""
    pair = _pair(garden, one, other)
    builder = garden.builder()
    for tie in garden.ties_of(one).values():
        if tie.people == pair:
            builder.remove(tie)
    return builder.build(f"untie {who(garden, pair)}")


def mark_distinct(garden: Garden, one: str, other: str, why: str = "not the same person") -> Change:
    """Note that two people who look alike are not the same person."""
    pair = _pair(garden, one, other)
    builder = garden.builder()
    builder.put(Distinct(uid=derived_uid("distinct", *pair), people=pair, why=clean(why)))
    return builder.build(f"keep {who(garden, pair)} apart")


def _milestone(garden: Garden, uid: str) -> Milestone:
    milestone = garden.find("milestones", uid)
    if not isinstance(milestone, Milestone):
        raise UsageError("This milestone is no longer in the garden.")
    return milestone


def _pair(garden: Garden, one: str, other: str) -> tuple[str, ...]:
    if one == other:
        raise UsageError("It takes two different people.")
    contact_of(garden, one)
    contact_of(garden, other)
    return sorted_set(one, other)


def _some_text(text: str) -> str:
    cleaned = clean(text)
    if not cleaned:
        raise UsageError("It needs a few words.")
    return cleaned


def _want_words(want: Want) -> str:
    return "can help with" if isinstance(want, Offer) else "wants"
