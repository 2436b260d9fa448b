"""The brief: everything one screen must say before you meet someone."""

from collections.abc import Iterable
from datetime import date, datetime

import msgspec

from netgarden.change.garden import Garden
from netgarden.due.rules import Rules
from netgarden.people.balance import ledger_of
from netgarden.people.interests import answers, shared_interests
from netgarden.people.ties import known_to
from netgarden.people.want_age import want_age
from netgarden.records.contact import Contact
from netgarden.records.kinds import LoopKind, Side, loop_kind
from netgarden.records.loop import Loop
from netgarden.records.metadata import Field
from netgarden.records.tables import METADATA
from netgarden.records.want import Want
from netgarden.text.dates_in_words import late_words, short_day
from netgarden.text.partial_date import parse_partial_date
from netgarden.text.plain import first_name, fold, shortened

RECENT = 3
"""Interactions that a brief tells."""

AHEAD_DAYS = 60
"""How far ahead a birthday is told."""

TOLD = tuple(field for field in METADATA["contacts"].values() if field.brief is not None)
"""The fields that have a line of their own; the others are told together with something else, or not."""

OTHERS = 3
"""People named beside an interest, a want or an offer."""


class Somebody(msgspec.Struct, frozen=True):
    """A contact named in the brief of another; `uid` is empty for a name in plain words."""

    uid: str
    name: str


class Entry(msgspec.Struct, frozen=True):
    """One of the last interactions."""

    on: date
    days_ago: int
    kind: str
    direction: str
    text: str


class Owed(msgspec.Struct, frozen=True):
    """An open loop."""

    uid: str
    kind: str
    text: str
    due_on: date | None


class Wish(msgspec.Struct, frozen=True):
    """A want or an offer of theirs, and who answers it."""

    text: str
    said_on: date
    mine: str = ""
    """My offer or want that fits it, from the profile."""
    others: tuple[Somebody, ...] = ()
    """Other contacts whose offer or want fits it."""
    still: bool = False
    """Whether it is old enough to ask if it still stands."""


class Shared(msgspec.Struct, frozen=True):
    """An interest that we share."""

    interest: str
    others: tuple[Somebody, ...] = ()
    """Who else shares it, those nearest to me first."""


class Balance(msgspec.Struct, frozen=True):
    """The numbers of what I asked, gave and got in the last twelve months (`balance.ledger_of`)."""

    asked: int
    gave: int
    got: int


class Ahead(msgspec.Struct, frozen=True):
    """Something to congratulate on, or to stand by them in."""

    what: str
    on: date | None
    """The day, or the next such day; None where only the year is known."""
    good: bool = True


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """Everything worth knowing of a person before meeting them."""

    uid: str
    name: str
    today: date
    org: str = ""
    role: str = ""
    tier: str = ""
    place: str = ""
    local_time: str = ""
    """The time there as `14:20`, with the weekday where it is another day than in UTC; empty if unknown."""
    facts: dict[str, str] = {}
    """Field to its text, for each field that has a line of its own: `{"channel": "signal"}`; empty where not known."""
    resting: str = ""
    """Why the relationship rests, while it does: `parental leave, until 3 Mar`."""
    met: str = ""
    """How we met, as a sentence: `Met at PyCon 2024, through Ada Lovelace`."""
    met_via: Somebody | None = None
    story: str = ""
    recent: tuple[Entry, ...] = ()
    """The last interactions, newest first."""
    i_owe: tuple[Owed, ...] = ()
    they_owe: tuple[Owed, ...] = ()
    planned: tuple[Owed, ...] = ()
    wants: tuple[Wish, ...] = ()
    offers: tuple[Wish, ...] = ()
    interests: tuple[str, ...] = ()
    shared: tuple[Shared, ...] = ()
    both_know: tuple[Somebody, ...] = ()
    balance: Balance = Balance(0, 0, 0)
    ahead: tuple[Ahead, ...] = ()
    pitch: str = ""
    """What I say I do, in the version for them."""
    opening: str = ""
    """One suggestion of how to begin."""


def plain_brief(brief: Brief) -> dict[str, object]:
    """Return the brief as JSON has it; the fields with a line of their own stand among the others."""
    plain: dict[str, object] = {}
    for key, value in msgspec.to_builtins(brief).items():
        plain |= value if key == "facts" else {key: value}
    return plain


def make_brief(garden: Garden, rules: Rules, uid: str, today: date, now_utc: datetime | None = None) -> Brief:
    """The brief of a contact. `now_utc` is an aware instant, for the time where they are; None leaves it out.

    Raises KeyError for a uid that is no contact's.
    """
    contact = garden.contacts[uid]
    loops = sorted(garden.open_loops_of(uid), key=lambda loop: (loop.due_on or date.max, loop.uid))
    wants = _wishes(garden, rules, garden.wants_of(uid), garden.profile.offers, "offers", today)
    offers = _wishes(garden, rules, garden.offers_of(uid), garden.profile.wants, "wants", today)
    mine = shared_interests(garden.profile.interests, contact.interests)
    recent = tuple(
        Entry(entry.on, (today - entry.on).days, entry.kind, entry.direction, entry.summary or entry.event)
        for entry in garden.interactions_of(uid)
        if entry.on <= today and not entry.is_skip(contact.skipped_on)
    )[:RECENT]
    via = _via(garden, contact)
    brief = Brief(
        uid=uid,
        name=contact.name,
        today=today,
        org=contact.org,
        role=contact.role,
        tier=contact.tier,
        place=contact.place,
        local_time=_local_time(contact.timezone, now_utc, today),
        facts={field.name: _fact(garden, contact, field) for field in TOLD},
        resting=_resting(contact, today),
        met=_met(contact, via),
        met_via=via,
        story=contact.met_story,
        recent=recent,
        i_owe=_owed(loops, "me"),
        they_owe=_owed(loops, "them"),
        planned=_owed(loops, "both"),
        wants=wants,
        offers=offers,
        interests=contact.interests,
        shared=_sharing(garden, rules, uid, mine),
        both_know=_both_know(garden, rules, uid),
        balance=Balance(*ledger_of(garden, uid, today)),
        ahead=_ahead(garden, contact, today),
        pitch=_pitch(garden.profile.pitches, contact),
    )
    return msgspec.structs.replace(brief, opening=_opening(brief))


# ── who ──────────────────────────────────────────────────────────────────────


def _local_time(timezone: str, now_utc: datetime | None, today: date) -> str:
    """Return what the clocks of a zone show, with the weekday where it is not `today` there."""
    if not timezone or now_utc is None:
        return ""
    from zoneinfo import ZoneInfo  # for the first screen: pendulum's zones are the same, and slower to import

    try:
        there = now_utc.astimezone(ZoneInfo(timezone))
    except (KeyError, ValueError, OSError):  # no such zone, or no name of one
        return ""
    return f"{there:%H:%M}" if there.date() == today else f"{there:%a %H:%M}"


def _fact(garden: Garden, contact: Contact, field: Field) -> str:
    value: object = getattr(contact, field.name)
    if isinstance(value, str) and field.check != "person":
        return value
    from netgarden.records.fields import field_text  # no field with a line of its own needs it yet

    return field_text(contact, field.name, garden.contacts)


def _resting(contact: Contact, today: date) -> str:
    if contact.paused_on is None or (contact.paused_until is not None and contact.paused_until <= today):
        return ""
    until = (
        f"until {short_day(contact.paused_until, today)}" if contact.paused_until else "until you reopen it"
    )
    return f"{contact.paused_why}, {until}" if contact.paused_why else until


def _via(garden: Garden, contact: Contact) -> Somebody | None:
    if not contact.met_via:
        return None
    introducer = garden.contacts.get(contact.met_via)
    return Somebody(introducer.uid, introducer.name) if introducer else Somebody("", contact.met_via)


def _met(contact: Contact, via: Somebody | None) -> str:
    when = parse_partial_date(contact.met_on)
    parts = [f"at {contact.met_where}" if contact.met_where else "", when.words if when else ""]
    how = {
        "colleague": "as colleagues",
        "classmate": "as classmates",
        "online": "online",
        "community": "in a community",
        "introduced": "" if via else "by introduction",
    }.get(contact.met_how, "")
    # “at PyCon 2024 2024” says the year twice.
    if when and when.year and when.month is None and str(when.year) in contact.met_where:
        parts[1] = ""
    words = " ".join(part for part in (how, *parts) if part)
    through = f"through {via.name}" if via else ""
    return f"Met {', '.join(part for part in (words, through) if part)}" if words or through else ""


# ── what stands between us ───────────────────────────────────────────────────


def _owed(loops: Iterable[Loop], side: Side) -> tuple[Owed, ...]:
    found = ((loop, loop_kind(loop.kind)) for loop in loops)
    return tuple(
        Owed(loop.uid, loop.kind, _owed_words(loop, kind), loop.due_on)
        for loop, kind in found
        if kind.owed_by == side
    )


def _owed_words(loop: Loop, kind: LoopKind) -> str:
    what = loop.text or loop.channel
    return kind.brief.format(what=what) if what else kind.brief_bare


def _wishes(
    garden: Garden, rules: Rules, wishes: Iterable[Want], mine: Iterable[str], table: str, today: date
) -> tuple[Wish, ...]:
    """Open wants or offers, newest first, with mine and those of others in `table` that answer them.

    A want of more than a year is not told; an offer is, but matched with nothing (`rules.md`, wants and offers).
    """
    found = []
    for wish in sorted(wishes, key=lambda one: (one.said_on, one.uid), reverse=True):
        age = want_age(wish, today)
        if age == "closed" or (age == "quiet" and table == "offers"):
            continue
        own, others = "", dict[str, None]()
        if age != "quiet":
            own = next((one for one in mine if answers(one, wish.text)), "")
            others = {
                other.contact: None
                for other in garden.records(table).values()
                if isinstance(other, Want)
                and other.contact != wish.contact
                and want_age(other, today) not in ("closed", "quiet")
                and answers(other.text, wish.text)
            }
        people = _nearest(garden, rules, others)
        found.append(Wish(wish.text, wish.said_on, own, people, still=age == "still?"))
    return tuple(found)


def _sharing(garden: Garden, rules: Rules, uid: str, interests: tuple[str, ...]) -> tuple[Shared, ...]:
    others: dict[str, list[str]] = {fold(interest): [] for interest in interests}
    if others:
        for contact in garden.contacts.values():
            for interest in contact.interests:
                if (people := others.get(fold(interest))) is not None and contact.uid != uid:
                    people.append(contact.uid)
    return tuple(Shared(one, _nearest(garden, rules, others[fold(one)])) for one in interests)


def _both_know(garden: Garden, rules: Rules, uid: str) -> tuple[Somebody, ...]:
    """Return the contacts of mine whom they know."""
    return _nearest(garden, rules, known_to(garden, uid), limit=8)


def _nearest(garden: Garden, rules: Rules, uids: Iterable[str], limit: int = OTHERS) -> tuple[Somebody, ...]:
    """The contacts of `uids` that still are, those of the nearest tiers first."""
    rank = {tier: place for place, tier in enumerate(rules.tiers)}
    people = [one for uid in uids if (one := garden.contacts.get(uid)) and not one.archived]
    people.sort(key=lambda one: (rank.get(one.tier, len(rank)), one.name.casefold(), one.uid))
    return tuple(Somebody(one.uid, one.name) for one in people[:limit])


def _ahead(garden: Garden, contact: Contact, today: date) -> tuple[Ahead, ...]:
    """Milestones not yet answered, and a birthday within `AHEAD_DAYS`, by date."""
    found = []
    for milestone in garden.milestones_of(contact.uid):
        if milestone.marked_on is None:
            when = parse_partial_date(milestone.on)
            day = when.in_year(when.year or today.year) if when else None
            if day is None or (today - day).days <= 30:
                found.append(Ahead(milestone.what, day, milestone.kind != "hard"))
    birthday = parse_partial_date(contact.birthday)
    next_one = None if birthday is None else birthday.in_year(today.year)
    if birthday and next_one:
        if next_one < today and today.year < date.max.year:
            next_one = birthday.in_year(today.year + 1)
        if next_one and 0 <= (next_one - today).days <= AHEAD_DAYS:
            age = f" ({next_one.year - birthday.year})" if birthday.year else ""
            found.append(Ahead(f"birthday{age}", next_one))
    return tuple(sorted(found, key=lambda one: one.on or date.max))


# ── what I say ───────────────────────────────────────────────────────────────


def _pitch(pitches: dict[str, str], contact: Contact) -> str:
    """The version whose audience their role, tags or field names; else `short`, else the first."""
    about = set(fold(" ".join((contact.role, contact.industry, contact.tier, *contact.tags))).split())
    for audience, pitch in pitches.items():
        words = fold(audience).split()
        if words and all(word in about or f"{word}s" in about for word in words):
            return pitch
    return pitches.get("short") or next(iter(pitches.values()), "")


def _opening(brief: Brief) -> str:
    """One way to begin, the most pressing first."""
    name = first_name(brief.name)
    soon = [one for one in brief.ahead if one.on is None or (one.on - brief.today).days <= 7]
    if hard := next((one for one in soon if not one.good), None):
        return f"Ask how {name} is: {hard.what}"
    if thanks := next((one for one in brief.i_owe if one.kind == "thanks"), None):
        return f"Say {thanks.text}"
    if good := next(iter(soon), None):
        return (
            f"Wish a happy {good.what}"
            if good.what.startswith("birthday")
            else f"Congratulate on {good.what}"
        )
    if promise := next((one for one in brief.i_owe if one.kind != "follow-up"), None):
        return f"Say how it stands with what you owe: {promise.text}"
    for wish in brief.wants:
        if wish.mine:
            return f"Offer {wish.mine}: {name} wants {wish.text}"
        if wish.others:
            return f"Offer to introduce {wish.others[0].name}: {name} wants {wish.text}"
    if brief.wants:
        return f"Ask whether {name} still wants {brief.wants[0].text}"
    if last := next((entry for entry in brief.recent if entry.text), None):
        return f"Ask what came of “{shortened(last.text, 60)}”"
    if brief.shared:
        return f"Ask about {brief.shared[0].interest}, which you share"
    if brief.interests:
        return f"Ask about {brief.interests[0]}"
    if brief.met:
        return f"Recall how you met: {brief.met.removeprefix('Met ')}"
    return f"Ask what {name} is working on"


def due_words(day: date, today: date) -> str:
    """A day something is wanted by: `today`, `Fri`, `27 Nov`, `3 d late`."""
    return late_words((today - day).days) if day < today else short_day(day, today)
