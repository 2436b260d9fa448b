"""The preview of an entry in words: exactly what will be saved (`grammar.md`).

It is made from the effects that make the change, as pieces which the app can colour and the command line can
print on one line.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from netgarden.change.garden import Garden
from netgarden.due.rhythm import due_date
from netgarden.due.rules import Rules
from netgarden.due.touches import touches_of
from netgarden.people.balance import before_ask
from netgarden.records.contact import Contact
from netgarden.records.entry import Doubt
from netgarden.records.interaction import CROWD
from netgarden.records.kinds import INTERACTIONS, loop_kind
from netgarden.records.loop import Loop
from netgarden.records.want import Offer
from netgarden.text.dates_in_words import long_day, short_day
from netgarden.text.partial_date import parse_partial_date
from netgarden.text.plain import first_name, plural
from netgarden.verbs.effects import Effect

MAX_NAMES = 6
"""A preview names so many people before it counts the rest."""


class Piece(NamedTuple):
    """A piece of the preview."""

    role: str
    """`kind`, `person`, `new`, `ambiguous`, `date`, `event`; `change` (a field of a person), `opened`,
    `closed`, `passed` (gave, got), `wants`, `news`, `topic`, `next` (when due next), `ledger`, `doubt`."""
    text: str


HEAD_ROLES = frozenset({"kind", "person", "new", "ambiguous", "date", "event"})
"""The pieces that stand first, joined by dots; the others stand apart."""


def preview(
    garden: Garden, rules: Rules, effects: Sequence[Effect], today: date
) -> tuple[tuple[Piece, ...], ...]:
    """The pieces of each entry, in the order of the text."""
    return tuple(tuple(_pieces(garden, rules, effect, today)) for effect in effects)


def plain(pieces: Sequence[Piece]) -> str:
    """One line: `call · Ada Lovelace · Sat 21 Nov   I promise: intro her to Sam, Fri 27 Nov`."""
    head = " · ".join(piece.text for piece in pieces if piece.role in HEAD_ROLES)
    return "   ".join([head, *(piece.text for piece in pieces if piece.role not in HEAD_ROLES)])


def _pieces(garden: Garden, rules: Rules, effect: Effect, today: date) -> Iterator[Piece]:
    yield from _head(effect, today)
    names = _names(garden, effect)
    alone = len(effect.entry.people) == 1
    for contact in effect.added:
        yield from _facts(garden, effect, contact, "" if alone else f"{first_name(contact.name)}: ")
    for loop in effect.opened:
        yield Piece("opened", _opened(loop, effect, names, today))
    for loop in effect.closed:
        yield Piece("closed", _closed(loop, effect, names))
    for part in (effect.interaction, *effect.parts):
        whose = "" if part is effect.interaction else f" {_who(part.people, names)}"
        if part.gave:
            yield Piece("passed", f"gave{whose}: {part.gave}")
        if part.got:
            yield Piece("passed", f"got{whose}: {part.got}")
    for want in effect.wants:
        verb = "can" if isinstance(want, Offer) else "wants"
        yield Piece("wants", f"{'' if alone else names[want.contact] + ' '}{verb}: {want.text}")
    for milestone in effect.milestones:
        whose = "" if alone else f"{names[milestone.contact]}: "
        on = parse_partial_date(milestone.on)
        yield Piece("news", f"{whose}{milestone.what}, {on.words if on else milestone.on}")
    for before, after in effect.changed:
        yield from _differences(before, after, "" if alone else f"{first_name(after.name)}: ")
    if effect.interaction.topics:
        yield Piece("topic", f"topic: {', '.join(effect.interaction.topics)}")
    if len(effect.interaction.people) > CROWD and effect.interaction.weight in ("talk", "word"):
        light = len(effect.interaction.people) - len(effect.interaction.own_lines)
        if light:
            yield Piece("next", f"light for {plural(light, 'person', 'people')} without a line")
    yield from _next(garden, rules, effect, today)
    yield from _before_ask(garden, rules, effect, today)
    for doubt in effect.doubts:
        if words := _doubt(doubt):
            yield Piece("doubt", words)


def _head(effect: Effect, today: date) -> Iterator[Piece]:
    entry = effect.entry
    came_in = entry.direction == "in" and INTERACTIONS[entry.kind].direction == "out"
    planned = "plan: " if entry.on > today else ""
    yield Piece("kind", f"{planned}{entry.kind}{' from' if came_in else ''}")
    in_doubt = {doubt.options[doubt.chosen] for doubt in entry.doubts if doubt.kind == "ambiguous"}
    ambiguous = {option.split(",")[0] for option in in_doubt}
    for person in entry.people[:MAX_NAMES]:
        if not person.uid:
            yield Piece("new", f"NEW {person.name}")
        else:
            yield Piece("ambiguous" if person.name in ambiguous else "person", person.name)
    if len(entry.people) > MAX_NAMES:
        yield Piece("person", f"{len(entry.people) - MAX_NAMES} more")
    yield Piece("date", long_day(entry.on, today))
    if entry.event:
        yield Piece("event", f"at {entry.event}")


def _names(garden: Garden, effect: Effect) -> dict[str, str]:
    """Given names by uid, of everybody the effect is about."""
    names = {contact.uid: first_name(contact.name) for contact in effect.added}
    records = (effect.interaction, *effect.parts, *effect.opened, *effect.closed)
    for record in (*records, *effect.wants, *effect.milestones):
        for uid in record.mentions():
            if uid not in names:
                contact = garden.contacts.get(uid)
                names[uid] = first_name(contact.name) if contact else "?"
    return names


def _who(people: Sequence[str], names: dict[str, str]) -> str:
    shown = [names.get(uid, "?") for uid in people[:MAX_NAMES]]
    if len(people) > MAX_NAMES:
        shown.append(f"{len(people) - MAX_NAMES} more")
    return ", ".join(shown)


_SHOWN = {"org": "org", "role": "role", "place": "place", "birthday": "birthday"}
_SETS = {"interests": "interest", "tags": "tag", "emails": "email", "phones": "phone", "links": "link"}


def _facts(garden: Garden, effect: Effect, contact: Contact, whose: str) -> Iterator[Piece]:
    """Return the facts about a new person, and how we met."""
    yield from _differences(Contact(uid=contact.uid, name=contact.name), contact, whose)
    if contact.met_how:
        people = {one.uid: one.name for one in effect.added}
        known = garden.contacts.get(contact.met_via)
        via = known.name if known else people.get(contact.met_via, contact.met_via)
        where = f" at {contact.met_where}" if contact.met_where else ""
        yield Piece("change", f"{whose}met{where}" + (f" through {via}" if via else ""))


def _differences(before: Contact, after: Contact, whose: str) -> Iterator[Piece]:
    """`org: Acme → Juniper`, `interest: climate`."""
    for field, label in _SHOWN.items():
        old, new = str(getattr(before, field)), str(getattr(after, field))
        if field == "birthday":
            old, new = (found.words if (found := parse_partial_date(one)) else one for one in (old, new))
        if old != new:
            yield Piece("change", f"{whose}{label}: {old + ' → ' if old else ''}{new}")
    for field, label in _SETS.items():
        added = [member for member in getattr(after, field) if member not in getattr(before, field)]
        if added:
            yield Piece("change", f"{whose}{label}: {', '.join(added)}")


def _opened(loop: Loop, effect: Effect, names: dict[str, str], today: date) -> str:
    words = loop_kind(loop.kind).opened.format(whose=_whose(loop, effect, names), text=_text(loop))
    days = [long_day(loop.due_on, today)] if loop.due_on else []
    if loop.not_before:
        days.append(f"nudge {long_day(loop.not_before, today)}")
    return ", ".join([words, *days])


def _closed(loop: Loop, effect: Effect, names: dict[str, str]) -> str:
    whose = _whose(loop, effect, names)
    return loop_kind(loop.kind).closed.format(
        how="" if loop.result == "done" else f" {loop.result}",
        whose=whose,
        text=_text(loop),
        who=f",{whose}" if whose else "",
        outcome=f" ({loop.outcome})" if loop.outcome else "",
    )


def _whose(loop: Loop, effect: Effect, names: dict[str, str]) -> str:
    """With whom it is, where that is not everybody of the entry."""
    return "" if loop.people == effect.interaction.people else f" {_who(loop.people, names)}"


def _text(loop: Loop) -> str:
    text = loop.text
    if loop.kind == "planned":
        text = loop.planned if loop.planned == text or not text else f"{loop.planned}, {text}"
    return f": {text}" if text else ""


def _next(garden: Garden, rules: Rules, effect: Effect, today: date) -> Iterator[Piece]:
    """Say when the one person is due next, once this is saved."""
    entry = effect.interaction
    if len(entry.people) != 1 or entry.weight not in ("talk", "word"):
        return
    contact = garden.contacts.get(entry.people[0])
    cadence = rules.cadence_of(contact) if contact else None
    if contact is None or cadence is None:
        return
    last = touches_of(garden, contact.uid, today).last
    due = due_date(contact, cadence, max(last or entry.on, entry.on), today)
    yield Piece("next", f"next {short_day(due, today)}")


def _before_ask(garden: Garden, rules: Rules, effect: Effect, today: date) -> Iterator[Piece]:
    """The ledger in one line and a better first step."""
    asked = {uid for loop in effect.opened if loop.kind == "ask" for uid in loop.people}
    for uid in sorted(asked):
        if uid in garden.contacts:
            ledger = before_ask(garden, rules, uid, today)
            whose = "" if len(asked) == 1 else f"{first_name(garden.contacts[uid].name)}: "
            yield Piece("ledger", f"{whose}{ledger.ledger}" + (f" → {ledger.step}" if ledger.step else ""))


def _doubt(doubt: Doubt) -> str:
    """The question, where it is still open or was answered against the usual; empty for what the head shows."""
    if doubt.kind == "when":
        return f"next: {doubt.text} · when?"
    if doubt.kind == "ambiguous" or (doubt.chosen and doubt.kind != "near"):
        return ""
    ask = {
        "near": f"or {', '.join(doubt.options[1:])}? tab" if not doubt.chosen else "",
        "unknown": f"{doubt.text}? tab",
        "whose": f"{doubt.text} · whose? tab",
        "done": f"done: {doubt.text} · which? tab"
        if len(doubt.options) > 1
        else f"done: {doubt.text} · nothing open fits",
    }
    return ask[doubt.kind]
