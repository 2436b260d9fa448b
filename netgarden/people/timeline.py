"""The timeline of a person: everything that happened, newest first.

An event points at the record it comes from; what it says is worked out when it is shown, so that a person with ten
thousand entries costs no more to open than their sorting.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from netgarden.change.garden import Garden
from netgarden.due.celebrations import news_day
from netgarden.people.news import read_news
from netgarden.people.ties import introduced_by
from netgarden.records.contact import Contact
from netgarden.records.entry import Detail
from netgarden.records.interaction import Interaction, Turn
from netgarden.records.kinds import Group, interaction_kind, loop_kind, milestone_kind
from netgarden.records.loop import Loop
from netgarden.records.milestone import Milestone
from netgarden.records.want import Offer, Want
from netgarden.text.dates_in_words import long_day
from netgarden.text.partial_date import parse_partial_date
from netgarden.text.plain import fold

GROUPS: Final[dict[Group, str]] = {
    "talks": "meetings, calls, video calls and events",
    "messages": "emails, messages, letters and support",
    "tries": "where nobody answered",
    "notes": "what was written down",
    "loops": "promises, requests, thanks and plans, opened and closed",
    "wants": "what they want and offer, said and closed",
    "intros": "who introduced whom",
    "milestones": "what there was to congratulate on, or to stand by them in",
    "work": "changes of org and role",
    "garden": "how you met, and when they were added, placed, snoozed, skipped or paused",
}
"""The kinds of event by which the timeline is filtered, and what is in each."""

NAMED = 2
"""Of those who took part besides, so many are named before the rest is counted."""


class Event(NamedTuple):
    """One thing that happened with a person."""

    on: date
    group: Group
    word: str
    """What it is called: `call`, `promise`, `new job`."""
    table: str
    """The table of the record it comes from: `interactions`, `loops`, `contacts` …"""
    uid: str
    turn: Turn = ""
    field: str = ""
    """Of an event that the contact's own record tells: the field it is told by."""

    @property
    def key(self) -> tuple[str, ...]:
        """The key that tells it from every other event of the person, and stays when its record is edited."""
        if self.table == "interactions":
            return (self.table, self.uid)
        return (
            (self.table, self.uid, self.field, str(self.on))
            if self.field
            else (self.table, self.uid, self.turn)
        )


def timeline(garden: Garden, uid: str, today: date) -> tuple[Event, ...]:
    """Everything that happened with a contact, newest first; of one day what an entry opened stands beneath it.

    Raises KeyError for a uid that is no contact's.
    """
    contact = garden.contacts[uid]
    entries = garden.interactions_of(uid)
    at = {entry.uid: entry.at for entry in entries}
    found: list[tuple[date, str, int, str, Event]] = []

    def add(event: Event, told_in: str = "", rank: int = 0) -> None:
        found.append((event.on, at.get(told_in, ""), rank, event.uid, event))

    for entry in entries:
        add(_entry_event(entry, contact), entry.part_of or entry.uid, 1 if entry.part_of else 2)
    for loop in garden.loops_of(uid):
        word = loop_kind(loop.kind).noun
        add(Event(loop.opened_on, "loops", word, "loops", loop.uid, "opened"), loop.interaction)
        if loop.closed_on:
            add(Event(loop.closed_on, "loops", word, "loops", loop.uid, "closed"))
    for want in (*garden.wants_of(uid), *garden.offers_of(uid)):
        table = word = "offers" if isinstance(want, Offer) else "wants"
        add(Event(want.said_on, "wants", word, table, want.uid, "opened"), want.interaction)
        if want.closed_on:
            add(Event(want.closed_on, "wants", word, table, want.uid, "closed"))
    for one in garden.milestones_of(uid):
        for event in _milestone_events(garden, one, today):
            add(event, one.interaction)
    skipped = {entry.on for entry in entries if entry.is_skip(contact.skipped_on)}
    for event in _record_events(garden, contact, skipped, today):
        add(event)
    found.sort(key=lambda one: one[:4], reverse=True)
    return tuple(event for *_, event in found)


def _entry_event(entry: Interaction, contact: Contact) -> Event:
    if entry.part_of:
        return Event(
            entry.on, "notes", "got" if entry.got else "gave", "interactions", entry.uid, entry.direction
        )
    if entry.is_skip(contact.skipped_on):
        return Event(entry.on, "garden", "skipped", "interactions", entry.uid)
    return Event(
        entry.on, interaction_kind(entry.kind).group, entry.kind, "interactions", entry.uid, entry.direction
    )


def _milestone_events(garden: Garden, one: Milestone, today: date) -> Iterator[Event]:
    is_birthday = one.what == "birthday"
    news = read_news(Detail("news", (), one.what))
    group: Group = "work" if news.org or news.role else "milestones"
    word = "work" if group == "work" else milestone_kind(one.kind).noun
    written = parse_partial_date(one.on)
    day = news_day(garden, one, today) or (date(written.year, 1, 1) if written and written.year else None)
    if day is not None and not is_birthday:
        yield Event(day, group, word, "milestones", one.uid, "opened")
    if one.marked_on is not None:
        yield Event(
            one.marked_on, "milestones", "birthday" if is_birthday else word, "milestones", one.uid, "closed"
        )


def _record_events(garden: Garden, contact: Contact, skipped: set[date], today: date) -> Iterator[Event]:
    """Return the events of the contact's own record, and the people met through them."""

    def of(one: Contact, on: date, word: str, field: str, group: Group = "garden") -> Event:
        return Event(on, group, word, "contacts", one.uid, field=field)

    if contact.added_on:
        yield of(contact, contact.added_on, "added", "added_on")
    if began := _began(contact, today):
        via = bool(contact.met_via)
        yield of(
            contact, began, "introduced" if via else "first met", "met_on", "intros" if via else "garden"
        )
    if contact.cadence_set_on:
        yield of(contact, contact.cadence_set_on, "rhythm set", "cadence_set_on")
    if contact.skipped_on and contact.skipped_on not in skipped:
        yield of(contact, contact.skipped_on, "skipped", "skipped_on")
    put_off = {day for text in contact.put_off_on if (day := _day(text))} | {contact.snooze_set_on}
    for day in put_off - skipped - {None, contact.skipped_on}:
        assert day is not None
        yield of(contact, day, "snoozed", "snooze_set_on")
    if contact.paused_on:
        yield of(contact, contact.paused_on, "paused", "paused_on")
        if contact.paused_until and contact.paused_until <= today:
            yield of(contact, contact.paused_until, "woke", "paused_until")
    for other in introduced_by(garden, contact.uid):
        if day := _began(other, today) or other.added_on:
            yield of(other, day, "introduced", "met_via", "intros")


def _began(contact: Contact, today: date) -> date | None:
    """Return when we met, the first day of what is known; of somebody introduced at least the day of adding."""
    written = parse_partial_date(contact.met_on)
    if written and written.year:
        return written.in_year(written.year) or date(written.year, 1, 1)
    return contact.added_on if contact.met_via else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


# ── what an event says ───────────────────────────────────────────────────────


def event_text(garden: Garden, uid: str, event: Event, today: date) -> str:
    """Return the text of an event besides its word; empty where that is all, or the record is gone."""
    record = garden.find(event.table, event.uid)
    if isinstance(record, Interaction):
        return "" if event.group == "garden" else _entry_text(record, _others(garden, uid, record.people))
    if isinstance(record, Loop):
        parts = [record.text or record.channel, _others(garden, uid, record.people)]
        if event.turn == "closed":
            parts += [record.result or "done", record.outcome]
        elif record.due_on:
            parts.append(f"for {long_day(record.due_on, today)}")
        return _joined(parts)
    if isinstance(record, Want):
        return record.text
    if isinstance(record, Milestone):
        told = "" if record.what == event.word else record.what
        return _joined([told, "answered" if event.turn == "closed" else ""])
    return _record_text(garden, record, event, today) if isinstance(record, Contact) else ""


def _others(garden: Garden, uid: str, people: Sequence[str]) -> str:
    """Return who else took part: `with Zoë Quinn, Sam Idowu and 3 more`."""
    names = [garden.contacts[one].name for one in people if one != uid and one in garden.contacts]
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f"with {', '.join(names[:NAMED])}{more}" if names else ""


def _entry_text(entry: Interaction, others: str) -> str:
    passed = [f"{word}: {text}" for word, text in (("gave", entry.gave), ("got", entry.got)) if text]
    if entry.part_of:
        return entry.got or entry.gave
    event = f"at {entry.event}" if entry.event else ""
    return _joined([entry.summary, *passed, others, event, " ".join(f"#{topic}" for topic in entry.topics)])


def _record_text(garden: Garden, contact: Contact, event: Event, today: date) -> str:
    field = event.field
    if field == "met_via":
        return f"{contact.name} to you"
    if field == "met_on":
        via = garden.contacts.get(contact.met_via)
        by = f"by {via.name if via else contact.met_via}" if contact.met_via else ""
        return _joined([by, f"at {contact.met_where}" if contact.met_where else ""])
    if field == "cadence_set_on":
        return _joined([contact.tier, contact.cadence])
    if field == "snooze_set_on" and event.on == contact.snooze_set_on and contact.snooze_until:
        return f"until {long_day(contact.snooze_until, today)}"
    if field == "paused_on":
        until = f"until {long_day(contact.paused_until, today)}" if contact.paused_until else ""
        return _joined([contact.paused_why, until])
    return ""


def _joined(parts: Iterable[str]) -> str:
    return " · ".join(part for part in parts if part)


# ── filtering ────────────────────────────────────────────────────────────────


class Filter(NamedTuple):
    """The meaning of a filter line."""

    groups: frozenset[Group]
    """Those named; none of them means all."""
    words: tuple[str, ...]
    """Folded; each has to begin a word of the event."""


def read_filter(line: str) -> Filter:
    """Read a filter line such as `talks sail`: kinds of `GROUPS`, in singular or plural, and words."""
    groups: set[Group] = set()
    words: list[str] = []
    for word in fold(line).split():
        group = next((one for one in GROUPS if word in (one, one.removesuffix("s"))), None)
        if group is None:
            words.append(word)
        else:
            groups.add(group)
    return Filter(frozenset(groups), tuple(words))


def passing(garden: Garden, uid: str, events: Sequence[Event], line: str, today: date) -> tuple[Event, ...]:
    """The events of a contact that a filter line lets pass, in their order; an empty line lets all."""
    groups, words = read_filter(line)
    found = [event for event in events if not groups or event.group in groups]
    if not words:
        return tuple(found)
    return tuple(
        event
        for event in found
        if _says(fold(f"{event.word} {event_text(garden, uid, event, today)}"), words)
    )


def _says(text: str, words: Iterable[str]) -> bool:
    return all(f" {word}" in f" {text}" for word in words)
