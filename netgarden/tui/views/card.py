"""The whole card as lines: how things stand, the values of fields, events in full, and ties."""

from collections.abc import Iterator, Sequence
from datetime import date

from textual.content import Content

from netgarden.change.garden import Garden, last_touch
from netgarden.due.reasons import nudge_dates
from netgarden.due.rules import Rules
from netgarden.due.touches import touches_of
from netgarden.people.balance import LEDGER_MONTHS, ledger_of
from netgarden.people.brief import Ahead, Brief, Somebody
from netgarden.people.brief_lines import shared_lines
from netgarden.people.forest import standing_of
from netgarden.people.outstanding import Item
from netgarden.people.tempo import tempo_of
from netgarden.people.ties import known_to
from netgarden.people.timeline import Event, event_text
from netgarden.records.contact import Contact
from netgarden.records.fields import EDITABLE, field_text
from netgarden.records.interaction import Interaction
from netgarden.records.kinds import loop_kind
from netgarden.records.loop import Loop
from netgarden.records.metadata import Field
from netgarden.session.decisions import conflict_words
from netgarden.session.session import Session
from netgarden.text.dates_in_words import ago_words, late_words, long_day, short_day
from netgarden.text.partial_date import parse_partial_date
from netgarden.text.plain import first_name, plural
from netgarden.tui.keys import Keys
from netgarden.tui.look.content import MUTED
from netgarden.tui.look.glyphs import GlyphSet
from netgarden.tui.views.main import entry_lines
from netgarden.tui.widgets.card import CardLine
from netgarden.tui.widgets.text_list import TextRow

HEALTH_STYLES = {"thriving": "$success", "thirsty": "$warning", "wilting": "$error", "resting": MUTED}
"""How the line of the standing is coloured; its words carry the meaning."""


FULL = 3
"""Days in touch in a month for which a bar is at its highest, where no month has more."""


# ── how things stand ─────────────────────────────────────────────────────────


def standing_lines(session: Session, uid: str, glyphs: GlyphSet, keys: Keys) -> list[CardLine]:
    """Return who they are and how things stand: stage and health, rhythm, balance, what is shared and what comes."""
    brief, conflicts = session.brief(uid), [one for one in session.conflicts if one.uid == uid]
    lines = [CardLine("", text) for text in _who(brief)]
    lines += [CardLine("", "")] if lines else []
    lines += _rhythm(session, uid, glyphs)
    ledger = ledger_of(session.garden, uid, session.today)
    if ledger.lean:
        counts = f"gave {ledger.gave} · got {ledger.got} · asked {ledger.asked} in {LEDGER_MONTHS} months"
        lines.append(CardLine("Balance", f"{counts}: {ledger.lean}"))
    lines += [CardLine(" " if place else "Shared", text) for place, text in enumerate(shared_lines(brief))]
    lines += [
        CardLine("Ahead" if one is brief.ahead[0] else " ", _ahead(one, session.today), "$accent")
        for one in brief.ahead
    ]
    for conflict in conflicts:
        words = conflict_words(session, conflict).partition(" · ")[2]
        lines.append(CardLine("Decide", f"{words} ({keys['decide']})", "$warning"))
    return [*lines, CardLine("Begin", brief.opening, "italic"), CardLine("", "")]


def _who(brief: Brief) -> Iterator[str]:
    there = f"{brief.local_time} there" if brief.local_time else ""
    work = ", ".join(part for part in (brief.role, brief.org) if part)
    where = " · ".join(part for part in (brief.place, there) if part)
    resting = f"Resting: {brief.resting}" if brief.resting else ""
    yield from (line for line in (work, where, brief.met, resting) if line)


def _rhythm(session: Session, uid: str, glyphs: GlyphSet) -> list[CardLine]:
    """Stage and health in words, the last touch and the next, and two years of touches as a line of bars."""
    garden, rules, today = session.garden, session.rules, session.today
    contact, standing = garden.contacts[uid], standing_of(garden, rules, uid, today)
    touches, tempo = touches_of(garden, uid, today), tempo_of(garden, rules, uid, today)
    health = (
        "archived" if contact.archived else standing.health if rules.is_placed(contact) else "not placed yet"
    )
    stands = f"{glyphs.stages[standing.stage]} {standing.stage} · {health}"
    entry = last_touch(garden, uid, today)
    last = f"{entry.kind} {ago_words((today - entry.on).days)}" if entry else "never"
    lines = [
        CardLine(
            "", f"{stands} · {plural(touches.total, 'touch', 'touches')}", HEALTH_STYLES[standing.health]
        ),
        CardLine("Last", last),
    ]
    if standing.due is not None:
        late = (today - standing.due).days
        lines.append(CardLine("Next", late_words(late) if late > 0 else short_day(standing.due, today)))
    if tempo.peak:
        span = f"{len(tempo.months)} months · at most {tempo.peak} a month"
        lines += [
            CardLine("", glyphs.bar_line(tempo.months, max(tempo.peak, FULL)), "$accent"),
            CardLine("", span, MUTED),
        ]
    return [*lines, CardLine("", tempo.words), CardLine("", "")]


def _ahead(one: Ahead, today: date) -> str:
    if one.on is None:
        return one.what
    days = (today - one.on).days
    return f"{one.what} · {short_day(one.on, today) if days <= 0 else ago_words(days)}"


def _names(people: Sequence[Somebody]) -> str:
    return ", ".join(one.name for one in people)


# ── fields ───────────────────────────────────────────────────────────────────


def field_values(garden: Garden, rules: Rules, contact: Contact) -> dict[str, list[str]]:
    """Return the rows of the fields, by field: a line for each member of a map; nothing for an empty one."""
    return {
        field.name: lines
        for field in EDITABLE
        if (lines := _value(garden, rules, contact, field)) and any(lines)
    }


def _value(garden: Garden, rules: Rules, contact: Contact, field: Field) -> list[str]:
    value = getattr(contact, field.name)
    if isinstance(value, dict):
        return [f"{member} · {label}" if label else member for member, label in value.items()]
    if isinstance(value, tuple):
        return [" · ".join(value)]
    if field.check == "date":
        written = parse_partial_date(value)
        return [written.words if written else value]
    if field.check == "tier" and value in rules.tiers:
        cadence = rules.tiers[value].cadence
        return [value if cadence == value else f"{value} · {cadence}"]
    return field_text(contact, field.name, garden.contacts).split("\n")


def field_texts(garden: Garden, contact: Contact) -> dict[str, str]:
    """The texts of all fields as they are edited."""
    return {field.name: field_text(contact, field.name, garden.contacts) for field in EDITABLE}


# ── rows in full ─────────────────────────────────────────────────────────────


def event_lines(garden: Garden, uid: str, event: Event, today: date, keys: Keys) -> list[CardLine]:
    """The whole of an event of a contact."""
    record = garden.find(event.table, event.uid)
    if isinstance(record, Interaction):
        whole = garden.interaction(record.part_of) if record.part_of else record
        return entry_lines(garden, whole or record, today, keys)
    if isinstance(record, Loop):
        return loop_lines(garden, record, today)
    sign = {"opened": "", "closed": " · closed"}.get(event.turn, "")
    heading = CardLine("", f"{long_day(event.on, today)} · {event.word}{sign}", "bold")
    return [heading, CardLine("", event_text(garden, uid, event, today))]


def loop_lines(garden: Garden, loop: Loop, today: date) -> list[CardLine]:
    """The whole of a loop: with whom, what, and every date of it."""
    names = ", ".join(contact.name for uid in loop.people if (contact := garden.contacts.get(uid)))
    dates = (
        ("Opened", loop.opened_on),
        ("Due", loop.due_on),
        ("Nudge", loop.not_before),
        ("Closed", loop.closed_on),
    )
    nudges = ", ".join(long_day(day, today) for day in nudge_dates(loop))
    ended = " · ".join(part for part in (loop.result, loop.outcome) if part)
    return [
        CardLine("", loop_kind(loop.kind).label, "bold"),
        CardLine("", names, "$success"),
        CardLine("", loop.text or loop.channel),
        CardLine("", ""),
        *(CardLine(label, long_day(day, today)) for label, day in dates if day),
        *([CardLine("Nudged", nudges)] if nudges else []),
        *([CardLine("Ended", ended)] if ended else []),
    ]


def item_lines(session: Session, uid: str, item: Item) -> list[CardLine]:
    """The whole of something outstanding; of a want or an offer also who answers it."""
    garden, today = session.garden, session.today
    if item.table == "loops" and item.uid in garden.loops:
        return loop_lines(garden, garden.loops[item.uid], today)
    lines = [
        CardLine("", item.label, "bold"),
        CardLine("", item.text),
        CardLine("", item.when, MUTED),
    ]
    brief = session.brief(uid)
    for wish in brief.wants if item.table == "wants" else brief.offers if item.table == "offers" else ():
        if wish.text == item.text:
            word = "offer" if item.table == "wants" else "want"
            lines += [CardLine(f"You {word}", wish.mine)] if wish.mine else []
            lines += [CardLine(f"Who {word}s", _names(wish.others))] if wish.others else []
    return lines


# ── ties ─────────────────────────────────────────────────────────────────────


def tie_rows(garden: Garden, uid: str, today: date) -> list[TextRow]:
    """Return the people somebody knows and how, by name, without archived ones."""
    known = [(garden.contacts[other], evidence) for other, evidence in known_to(garden, uid).items()]
    name = first_name(garden.contacts[uid].name)
    known.sort(key=lambda one: (one[0].name.casefold(), one[0].uid))
    return [
        TextRow(other.uid, Content.assemble((other.name, ""), "  ", (evidence.words(name, today), MUTED)))
        for other, evidence in known
        if not other.archived
    ]


def tie_lines(garden: Garden, uid: str, other: str, today: date) -> list[CardLine]:
    """Return who the other one is, and everything that says that the two know each other."""
    contact, evidence = garden.contacts.get(other), known_to(garden, uid).get(other)
    if contact is None or evidence is None:
        return []
    work = ", ".join(part for part in (contact.role, contact.org) if part)
    reasons = evidence.words(first_name(garden.contacts[uid].name), today).split(" · ")
    return [
        CardLine("", contact.name, "bold"),
        CardLine("", work, MUTED),
        CardLine("", ""),
        *(CardLine("", why) for why in reasons),
    ]
