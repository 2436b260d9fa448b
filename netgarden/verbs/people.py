"""The verbs on people: pure functions from the garden and what is wanted to a change (`architecture.md`).

Each takes uids of contacts and raises UsageError where one is unknown or a value does not fit; a change without
patches means that all was so already. Verbs on loops, milestones and ties are in `actions_loops`.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from msgspec.structs import replace

from netgarden.change.change import Change, ChangeBuilder
from netgarden.change.garden import Garden, last_touch
from netgarden.due.outlook import evaluate
from netgarden.due.rules import Rules
from netgarden.errors import UsageError
from netgarden.records.contact import Contact
from netgarden.records.interaction import Interaction
from netgarden.records.kinds import loop_kind
from netgarden.records.loop import Loop
from netgarden.records.reason_kinds import REASONS
from netgarden.records.record import Plain, sorted_set
from netgarden.text.dates_in_words import long_day
from netgarden.text.plain import clean, plural
from netgarden.verbs.values import PERSON_FIELDS, RHYTHM_FIELDS, checked


def contact_of(garden: Garden, uid: str) -> Contact:
    """The contact. Raises UsageError if there is none, as when another window deleted it."""
    contact = garden.contacts.get(uid)
    if contact is None:
        raise UsageError("This contact is no longer in the garden.")
    return contact


def who(garden: Garden, uids: Sequence[str]) -> str:
    """Those people in a label: the name of one, both names of two, else their number."""
    if len(uids) > 2:
        return plural(len(uids), "person", "people")
    return " and ".join(contact.name for uid in uids if (contact := garden.contacts.get(uid)))


# ── the record ───────────────────────────────────────────────────────────────


def add_contact(garden: Garden, rules: Rules, values: Mapping[str, Plain], today: date) -> tuple[Change, str]:
    """Add a person with these values of fields, `name` among them; also the new uid."""
    fields = checked(rules, values)
    if "name" not in fields:
        raise UsageError("A contact needs a name.")
    uid = garden.new_uid()
    if any(fields.get(field) for field in RHYTHM_FIELDS):
        fields.setdefault("cadence_set_on", today)
    fields.setdefault("added_on", today)
    builder = garden.builder()
    builder.put(Contact(uid=uid, **fields))
    return builder.build(f"add {fields['name']}"), uid


def edit_contact(garden: Garden, rules: Rules, uid: str, values: Mapping[str, Plain], today: date) -> Change:
    """Set fields of a person. Setting tier or a cadence to another value notes the day it was set."""
    contact = contact_of(garden, uid)
    fields = checked(rules, values)
    edited = _edited(contact, fields, today)
    changed = [
        field.replace("_", " ") for field in fields if getattr(edited, field) != getattr(contact, field)
    ]
    builder = garden.builder()
    builder.put(edited)
    return builder.build(f"edit {contact.name}" + (f": {', '.join(changed)}" if changed else ""))


def set_tier(garden: Garden, rules: Rules, uids: Sequence[str], tier: str, today: date) -> Change:
    """Place people in a tier; a cadence of their own gives way to it."""
    fields = checked(rules, {"tier": tier, "cadence": ""})
    words = f"in {fields['tier']}" if fields["tier"] else "in no tier"
    return _edit_all(garden, uids, fields, today, f"place {who(garden, uids)} {words}")


def set_cadence(garden: Garden, rules: Rules, uids: Sequence[str], cadence: str, today: date) -> Change:
    """Give people a cadence of their own (`3m`, `none` for never due); empty text goes back to the tier's."""
    fields = checked(rules, {"cadence": cadence})
    words = fields["cadence"] or "back to the tier's"
    return _edit_all(garden, uids, fields, today, f"set cadence of {who(garden, uids)} to {words}")


def add_members(garden: Garden, uids: Sequence[str], field: str, members: Iterable[str]) -> Change:
    """Add tags, interests or aliases to people; `field` is one of these three."""
    wanted = sorted_set(*(clean(member) for member in members))
    return _members(garden, uids, field, lambda old: {*old, *wanted}, f"add {', '.join(wanted)} to")


def remove_members(garden: Garden, uids: Sequence[str], field: str, members: Iterable[str]) -> Change:
    """Take tags, interests or aliases away from people."""
    unwanted = sorted_set(*(clean(member) for member in members))
    return _members(
        garden, uids, field, lambda old: {*old} - {*unwanted}, f"remove {', '.join(unwanted)} from"
    )


def edit_profile(garden: Garden, rules: Rules, values: Mapping[str, Plain]) -> Change:
    """Set fields of my profile."""
    fields = checked(rules, values, "profile")
    builder = garden.builder()
    builder.put(replace(garden.profile, **fields))
    return builder.build("edit my profile")


# ── when they are due ────────────────────────────────────────────────────────


def snooze(garden: Garden, rules: Rules, uids: Sequence[str], until: date, today: date) -> Change:
    """Put off what each row shows: the loop that leads it, else the person.

    Raises UsageError for a day that is not after today.
    """
    _check_future(until, today, "snooze")
    builder = garden.builder()
    for uid in uids:
        row = evaluate(garden, rules, uid, today)
        loop = garden.loops.get(row.lead.subject) if row and REASONS[row.lead.kind].about == "loop" else None
        if loop is not None:
            builder.put(replace(loop, snooze_until=until, snooze_set_on=today))
        else:
            puts_off = row is not None and any(REASONS[reason.kind].rhythm for reason in row.reasons)
            _snooze_person(builder, garden, uid, until, today, puts_off=puts_off)
    return builder.build(f"snooze {who(garden, uids)} until {long_day(until, today)}")


def snooze_routine(garden: Garden, uids: Sequence[str], until: date, today: date) -> Change:
    """Hide people until a day; what arises later shows. Raises UsageError for a day that is not after today."""
    _check_future(until, today, "snooze")
    builder = garden.builder()
    for uid in uids:
        _snooze_person(builder, garden, uid, until, today, puts_off=True)
    return builder.build(f"snooze {who(garden, uids)} until {long_day(until, today)}")


def snooze_loop(garden: Garden, loop_uid: str, until: date, today: date) -> Change:
    """Hide one loop until a day; its own due date stays. Raises UsageError for a day that is not after today."""
    _check_future(until, today, "snooze")
    loop = garden.loops.get(loop_uid)
    if loop is None:
        raise UsageError("This loop is no longer in the garden.")
    builder = garden.builder()
    builder.put(replace(loop, snooze_until=until, snooze_set_on=today))
    return builder.build(
        f"snooze {loop_kind(loop.kind).action} {who(garden, loop.people)} until {long_day(until, today)}"
    )


def skip(garden: Garden, uids: Sequence[str], today: date) -> Change:
    """Let this turn pass: the cadence starts anew today, and the history says so."""
    builder = garden.builder()
    for uid in uids:
        contact = contact_of(garden, uid)
        if contact.skipped_on == today:
            continue
        put_off = _put_off_since_touch(garden, contact, today)
        builder.put(replace(contact, skipped_on=today, put_off_on=put_off))
        builder.put(Interaction(uid=garden.new_uid(), on=today, kind="skip", people=(uid,)))
    return builder.build(f"skip {who(garden, uids)}")


def pause(
    garden: Garden, uids: Sequence[str], today: date, *, until: date | None = None, why: str = ""
) -> Change:
    """Let relationships rest until a day, or until reopened. Raises UsageError for a day not after today."""
    if until is not None:
        _check_future(until, today, "pause")
    builder = garden.builder()
    for uid in uids:
        builder.put(
            replace(contact_of(garden, uid), paused_on=today, paused_until=until, paused_why=clean(why))
        )
    end = f" until {long_day(until, today)}" if until else ""
    return builder.build(f"pause {who(garden, uids)}{end}")


def resume(garden: Garden, uids: Sequence[str], today: date) -> Change:
    """End the rest of relationships today. What fell due meanwhile is due today and no day late."""
    builder = garden.builder()
    for uid in uids:
        contact = contact_of(garden, uid)
        if contact.paused_on is not None and (contact.paused_until is None or contact.paused_until > today):
            builder.put(replace(contact, paused_until=today))
    return builder.build(f"resume {who(garden, uids)}")


# ── leaving ──────────────────────────────────────────────────────────────────


def archive(garden: Garden, uids: Sequence[str]) -> Change:
    """Put people away: never due, kept with all their history."""
    return _set_archived(garden, uids, True, "archive")


def unarchive(garden: Garden, uids: Sequence[str]) -> Change:
    """Bring archived people back."""
    return _set_archived(garden, uids, False, "bring back")


def delete_contact(garden: Garden, uids: Sequence[str]) -> Change:
    """Remove people with all that is solely theirs; one undo brings all of it back.

    What they share with others stays without them. Who was met through them keeps their name in words.
    """
    builder = garden.builder()
    gone = {uid: contact_of(garden, uid).name for uid in uids}
    for uid in uids:
        for found in list(garden.mentioning(uid)):
            record = builder.get(type(found), found.uid)
            if record is None:
                continue
            if isinstance(record, Interaction | Loop) and (
                left := tuple(p for p in record.people if p != uid)
            ):
                own_lines = {}
                if isinstance(record, Interaction):
                    own_lines["own_lines"] = tuple(person for person in record.own_lines if person != uid)
                builder.put(replace(record, people=left, **own_lines))
            else:
                builder.remove(record)
    for contact in garden.contacts.values():
        named = {field: gone[uid] for field in PERSON_FIELDS if (uid := getattr(contact, field)) in gone}
        if named and contact.uid not in gone:
            builder.put(replace(contact, **named))
    for uid in uids:
        builder.remove(contact_of(garden, uid))
    return builder.build(f"delete {who(garden, uids)}")


# ── shared ───────────────────────────────────────────────────────────────────


def _edited(contact: Contact, fields: Mapping[str, Any], today: date) -> Contact:
    edited = replace(contact, **fields)
    if any(getattr(edited, field) != getattr(contact, field) for field in RHYTHM_FIELDS):
        edited = replace(edited, cadence_set_on=today, put_off_on=())
    return edited


def _edit_all(
    garden: Garden, uids: Sequence[str], fields: Mapping[str, Any], today: date, label: str
) -> Change:
    builder = garden.builder()
    for uid in uids:
        builder.put(_edited(contact_of(garden, uid), fields, today))
    return builder.build(label)


def _members(garden: Garden, uids: Sequence[str], field: str, new: Any, label: str) -> Change:
    builder = garden.builder()
    for uid in uids:
        contact = contact_of(garden, uid)
        builder.put(replace(contact, **{field: sorted_set(*new(getattr(contact, field)))}))
    return builder.build(f"{label} {who(garden, uids)}")


def _snooze_person(
    builder: ChangeBuilder, garden: Garden, uid: str, until: date, today: date, *, puts_off: bool
) -> None:
    """Hide a person; `puts_off` says whether it was routine that stood there, which counts."""
    contact = contact_of(garden, uid)
    put_off = _put_off_since_touch(garden, contact, today) if puts_off else contact.put_off_on
    builder.put(replace(contact, snooze_until=until, snooze_set_on=today, put_off_on=put_off))


def _put_off_since_touch(garden: Garden, contact: Contact, today: date) -> tuple[str, ...]:
    """The days on which routine was put off in a row, today with them: those since the last real touch."""
    touch = last_touch(garden, contact.uid, today)
    since = touch.on.isoformat() if touch else ""
    return sorted_set(*(day for day in contact.put_off_on if day > since), today.isoformat())


def _set_archived(garden: Garden, uids: Sequence[str], archived: bool, verb: str) -> Change:
    builder = garden.builder()
    for uid in uids:
        builder.put(replace(contact_of(garden, uid), archived=archived))
    return builder.build(f"{verb} {who(garden, uids)}")


def _check_future(until: date, today: date, verb: str) -> None:
    if until <= today:
        raise UsageError(f"Cannot {verb} until {long_day(until, today)}: the day has to be after today.")
