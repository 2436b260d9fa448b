"""The verbs of writing down what happened: log, log again, delete, tried (`architecture.md`, `grammar.md`). Pure."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from netgarden.change.change import Change, ChangeBuilder
from netgarden.change.garden import Garden
from netgarden.errors import UsageError
from netgarden.records.entry import Entry
from netgarden.records.interaction import Interaction
from netgarden.records.kinds import interaction_kind
from netgarden.records.loop import Loop
from netgarden.records.milestone import Milestone
from netgarden.records.record import Record
from netgarden.records.want import Offer, Want
from netgarden.text.plain import first_name, fold, plural
from netgarden.verbs.effects import Effect, Effects

NAMED_IN_LABEL = 3
"""A label names so many people before it counts the rest."""


class Logged(NamedTuple):
    """A change, and what each entry does in it, in the order of the text."""

    change: Change
    effects: tuple[Effect, ...]


def log_entries(garden: Garden, entries: Sequence[Entry], today: date, at: str = "") -> Change:
    """Write entries down as one change; `at` is the UTC instant, as `2026-11-22T09:30:00Z`."""
    return plan_log(garden, entries, today, at).change


def plan_log(garden: Garden, entries: Sequence[Entry], today: date, at: str = "") -> Logged:
    """Return what `log_entries` would do, for the preview."""
    whole = Effects(garden, today, at)
    effects = tuple(whole.add(entry) for entry in entries)
    return Logged(whole.builder.build(_label("log", garden, whole.builder, effects)), effects)


def plan_relog(
    garden: Garden, interaction: Interaction, entries: Sequence[Entry], today: date, at: str = ""
) -> Logged:
    """Return what writing an entry down again, after its text was edited, would do, as one change.

    What the entry opened is replaced where it is still as created; what was nudged, closed or answered since
    keeps its state where the new text still says it, and stays where it does not. Fields of people, their
    interests and tags stay as they are. Without entries the interaction is deleted. Raises UsageError if it is
    gone.
    """
    _check_is_there(garden, interaction)
    whole = Effects(garden, today, at)
    before = [record for record in _came_from(garden, interaction.uid) if not isinstance(record, Interaction)]
    for part in _parts_of(garden, interaction.uid):
        whole.builder.remove(part)
    effects = []
    if not entries:
        whole.builder.remove(interaction)
    for number, entry in enumerate(entries):
        # The first entry is the old one; it keeps its place in the day, and loops derived from it their state.
        effects.append(whole.add(entry, interaction if number == 0 else None))
    _keep_state(whole.builder, before, effects)
    return Logged(whole.builder.build(_label("edit", garden, whole.builder, effects)), tuple(effects))


def delete_interaction(garden: Garden, uid: str) -> Change:
    """Remove an entry with what it opened, where that is still as created.

    Raises UsageError if the interaction is gone.
    """
    interaction = garden.interaction(uid)
    if interaction is None:
        raise UsageError("This entry is no longer in the garden.")
    builder = garden.builder()
    builder.remove(interaction)
    for record in _came_from(garden, uid):
        if _is_as_created(record):
            builder.remove(record)
    people = [contact.name for one in interaction.people if (contact := garden.contacts.get(one))]
    return builder.build(f"delete {_what(interaction.kind, people)}")


def tried(garden: Garden, uids: Sequence[str], today: date, at: str = "") -> Change:
    """Note that one tried to reach people and got no answer, an entry for each."""
    builder = garden.builder()
    names = []
    for uid in uids:
        if uid in garden.contacts:
            names.append(first_name(garden.contacts[uid].name))
            builder.put(
                Interaction(
                    uid=garden.new_uid(), on=today, at=at, kind="tried", direction="out", people=(uid,)
                )
            )
    return builder.build(f"log a try with {_listed(names)}")


# ── editing ──────────────────────────────────────────────────────────────────


def _check_is_there(garden: Garden, interaction: Interaction) -> None:
    if interaction.uid not in garden.interactions:
        raise UsageError("This entry is no longer in the garden.")


def _came_from(garden: Garden, uid: str) -> list[Record]:
    """Everything that an entry created besides people: loops, wants, offers, milestones, parts."""
    found: list[Record] = list(_parts_of(garden, uid))
    for table in ("loops", "wants", "offers", "milestones"):
        found += [
            record for record in garden.records(table).values() if getattr(record, "interaction", "") == uid
        ]
    return found


def _parts_of(garden: Garden, uid: str) -> list[Interaction]:
    return [entry for entry in garden.interactions.values() if entry.part_of == uid]


def _is_as_created(record: Record) -> bool:
    if isinstance(record, Loop):
        return record.is_open and not record.nudged_on and record.snooze_until is None
    if isinstance(record, Want):
        return record.closed_on is None
    return not (isinstance(record, Milestone) and record.marked_on)


def _content(record: Record) -> tuple[object, ...]:
    """Return what makes two records of an entry the same one, the most telling last."""
    if isinstance(record, Loop):
        return type(record), record.kind, record.people, fold(record.text)
    if isinstance(record, Want):
        return type(record), record.contact, "", fold(record.text)
    assert isinstance(record, Milestone)
    return type(record), record.contact, "", fold(record.what)


def _keep_state(builder: ChangeBuilder, before: list[Record], effects: list[Effect]) -> None:
    """Let what the new text says again be the record it was; remove what it no longer says."""
    created: list[Record] = [
        r for effect in effects for r in (*effect.opened, *effect.wants, *effect.milestones)
    ]
    same_uid = {record.uid for record in created}
    left = [record for record in before if record.uid not in same_uid]
    new = [record for record in created if record.uid not in {old.uid for old in before}]
    for length in (4, 3):
        for record in list(new):
            old = next((one for one in left if _content(one)[:length] == _content(record)[:length]), None)
            if old is not None:
                new.remove(record)
                left.remove(old)
                builder.remove(record)
                builder.put(_renewed(old, record))
    for record in left:
        if _is_as_created(record):
            builder.remove(record)


def _renewed(old: Record, new: Record) -> Record:
    """The old record with what the text says now."""
    if isinstance(old, Loop) and isinstance(new, Loop):
        return replace(old, text=new.text, due_on=new.due_on, not_before=new.not_before, channel=new.channel)
    if isinstance(old, Offer | Want) and isinstance(new, Want):
        return replace(old, text=new.text)
    if isinstance(old, Milestone) and isinstance(new, Milestone):
        return replace(old, what=new.what, kind=new.kind, on=new.on)
    return old


# ── labels ───────────────────────────────────────────────────────────────────


def _label(verb: str, garden: Garden, builder: ChangeBuilder, effects: Sequence[Effect]) -> str:
    if not effects:
        return "delete entry"
    if len(effects) > 1:
        return f"{verb} {plural(len(effects), 'entry', 'entries')}"
    entry, interaction = effects[0].entry, effects[0].interaction
    names = [person.name for person in entry.people]
    # A plan is written down today, as a note; what is planned is told by the entry.
    if entry.on > interaction.on:
        return f"{'plan' if verb == 'log' else verb} {_what(entry.kind, names)}"
    return f"{verb} {_what(interaction.kind, names)}"


def _what(kind: str, names: Sequence[str]) -> str:
    """`call with Ada`, `meeting with Ada and Bob`, `note on Ada`."""
    noun = interaction_kind(kind).noun
    if not names:
        return noun
    return f"{noun} {'on' if kind == 'note' else 'with'} {_listed([first_name(n) for n in names])}"


def _listed(names: Sequence[str]) -> str:
    if len(names) <= 1:
        return "".join(names)
    if len(names) <= NAMED_IN_LABEL:
        return f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{', '.join(names[: NAMED_IN_LABEL - 1])} and {len(names) - NAMED_IN_LABEL + 1} more"
