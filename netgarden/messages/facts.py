"""Facts for a message to somebody, from the record: the values of the slots of its template."""

import re
from datetime import date

from netgarden.change.garden import Garden, last_touch
from netgarden.due.queue import Row
from netgarden.due.reasons import nudge_dates
from netgarden.due.rules import Rules
from netgarden.people.brief import Brief, make_brief
from netgarden.people.interests import shared_interests
from netgarden.records.contact import Contact
from netgarden.records.kinds import interaction_kind
from netgarden.records.loop import Loop
from netgarden.records.milestone import Milestone
from netgarden.text.dates_in_words import span_words
from netgarden.text.plain import clean, first_name, fold, word_set

LAST_LENGTH = 90
"""The most characters of the last words noted that a message quotes."""
RECENT_DAYS = 60
"""A talk longer ago than this is not named by its day."""

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip

_IRREGULAR = word_set(
    "lost left won got became began broke built fell gave had made met sold went wrote took"
)
"""Verbs in the past by which news may begin, besides those in -ed."""


def facts_of(garden: Garden, rules: Rules, uid: str, today: date, row: Row | None) -> dict[str, str]:
    """The values of all slots, those of `templates.SLOTS`; empty where nothing is recorded.

    The row's leading reason says which loop or milestone is meant; without one, the first open loop of a kind.
    Raises KeyError for a uid that is no contact's.
    """
    contact = garden.contacts[uid]
    brief = make_brief(garden, rules, uid, today)
    subject = row.lead.subject if row else ""
    first = first_name(contact.name)
    shared = [one.interest for one in brief.shared]
    topics = [*shared, *(one for one in contact.interests if one not in shared)]
    want, help_ = _want(brief)
    other = garden.contacts.get(other_of(garden, rules, uid, today, row))
    common = shared_interests(contact.interests, other.interests) if other else ()
    talked = last_touch(garden, uid, today)
    silence = (today - talked.on).days if talked else 0
    ask = loop_for(garden, uid, subject, ("ask",))
    plan = loop_for(garden, uid, subject, ("planned",))
    own = garden.loops.get(subject)
    return {
        "first": first,
        "name": contact.name,
        "org": contact.org,
        "what": what_of(contact),
        "me": garden.profile.name,
        "met": _met(garden, contact, subject),
        "via": brief.met_via.name if brief.met_via else "",
        "day": _day(talked.on if talked else None, own, today),
        "last": _last_words(garden, uid, today),
        "silence": span_words(silence) if silence > 30 else "",
        "shared": listed(shared[:2]),
        "topic": topics[0] if topics else "",
        "promise": _words(loop_for(garden, uid, subject, ("owe",))),
        "thanks": _words(loop_for(garden, uid, subject, ("thanks",))),
        "ask": _words(ask),
        "asked": _asked(ask, today),
        "result": _words(loop_for(garden, uid, subject, ("report-back",))),
        "plan": _plan(plan, today),
        "news": _news(garden, uid, subject),
        "birthday": first if row and row.lead.kind == "milestone" and not subject else "",
        "want": want,
        "help": help_,
        "seek": next(iter(garden.profile.wants), ""),
        "other": other.name if other else "",
        "other_first": first_name(other.name) if other else "",
        "other_what": what_of(other) if other else "",
        "common": listed(common[:2]),
    }


def other_of(garden: Garden, rules: Rules, uid: str, today: date, row: Row | None) -> str:
    """The uid of whom to introduce: named in the promise, else who answers a want or an offer; empty for nobody."""
    promise = loop_for(garden, uid, row.lead.subject if row else "", ("owe",))
    if promise is not None and (named := _named(garden, promise.text, uid)):
        return named
    brief = make_brief(garden, rules, uid, today)
    wishes = (*brief.wants, *brief.offers)
    return next((one.uid for wish in wishes for one in wish.others), "")


def _named(garden: Garden, text: str, uid: str) -> str:
    """The only contact whom a text names, by whole name or else by first name; of several the first in it."""
    words = f" {fold(text)} "
    whole: list[tuple[int, str]] = []
    first: list[tuple[int, str]] = []
    for other in garden.contacts.values():
        if other.uid == uid or other.archived:
            continue
        if (place := words.find(f" {fold(other.name)} ")) >= 0:
            whole.append((place, other.uid))
        elif re.search(rf"\b{re.escape(first_name(other.name))}\b", text):
            first.append((0, other.uid))
    if whole:
        return min(whole)[1]
    return first[0][1] if len(first) == 1 else ""


def what_of(contact: Contact) -> str:
    """`Partner at Northwind Capital`, what is known of it, as it follows “is”."""
    at = f"at {contact.org}" if contact.org else ""
    return " ".join(part for part in (contact.role, at) if part)


def on_day(day: date, today: date) -> str:
    """A day in a letter: `today`, `yesterday`, `on Friday`, `on 12 November`, with the year where it is another."""
    days = (today - day).days
    if abs(days) <= 1:
        return ("yesterday", "today", "tomorrow")[1 - days]
    if abs(days) < 7:
        return f"on {_WEEKDAYS[day.weekday()]}"
    return f"on {day.day} {_MONTHS[day.month - 1]}" + (f" {day.year}" if day.year != today.year else "")


def listed(words: list[str] | tuple[str, ...]) -> str:
    """`climate and cycling`."""
    return " and ".join(words)


def addressed(text: str) -> str:
    """A note about somebody, said to them: “the word with her partners” is “the word with your partners”."""
    text = _HER_OBJECT.sub("you", text)
    return _THEIRS.sub("your", _THEM.sub("you", text))


_HER_OBJECT = re.compile(
    r"\bher\b(?=$|[.,;:!?]|\s+(?:to|with|at|on|about|in|for|by|from|when|if|and)\b)", re.I
)
_THEIRS = re.compile(r"\b(?:her|his|their)\b", re.I)
_THEM = re.compile(r"\b(?:him|them)\b", re.I)


def _met(garden: Garden, contact: Contact, subject: str) -> str:
    """Return where we met: at the event of the entry that the row is about, else where we first met."""
    loop = garden.loops.get(subject)
    entry = garden.interaction(loop.interaction) if loop else None
    if entry is not None:
        return f"at {entry.event}" if entry.event else ""
    return f"at {contact.met_where}" if contact.met_where else ""


def _day(talked: date | None, loop: Loop | None, today: date) -> str:
    """The day of the last touch, or of the talk that was planned and is asked about, if it was not long ago."""
    if loop is not None and loop.kind == "planned" and loop.due_on and loop.due_on <= today:
        talked = loop.due_on
    return on_day(talked, today) if talked and (today - talked).days <= RECENT_DAYS else ""


def _last_words(garden: Garden, uid: str, today: date) -> str:
    """The first sentence noted of the last touch that has words, without marks of the grammar."""
    for entry in garden.interactions_of(uid):
        if entry.on <= today and entry.weight_for(uid) in ("talk", "word") and entry.summary:
            sentence = re.split(r"(?<=[.!?;])\s|\n", entry.summary, maxsplit=1)[0]
            words = re.sub(r"(?<!\w)[#@](?=\w)", "", sentence).strip(" .,;:!?…")
            if len(words) > LAST_LENGTH:
                words = words[:LAST_LENGTH].rsplit(" ", 1)[0].rstrip(" ,;:")
            return words
    return ""


def _want(brief: Brief) -> tuple[str, str]:
    """Return a want of theirs, and what of mine or who answers it: the newest that is answered, else the newest."""
    wishes = sorted(brief.wants, key=lambda wish: not (wish.mine or wish.others))
    for wish in wishes[:1]:
        help_ = wish.mine or (wish.others[0].name if wish.others else "")
        return addressed(wish.text), help_
    return "", ""


def loop_for(garden: Garden, uid: str, subject: str, kinds: tuple[str, ...]) -> Loop | None:
    """The loop that the row is about, if it is of one of these kinds; else the oldest open one that is."""
    own = garden.loops.get(subject)
    if own is not None and own.kind in kinds:
        return own
    return next((loop for loop in garden.open_loops_of(uid) if loop.kind in kinds), None)


def _words(loop: Loop | None) -> str:
    return addressed(loop.text.strip(" .")) if loop else ""


def _asked(ask: Loop | None, today: date) -> str:
    if ask is None:
        return ""
    days = (today - max([ask.opened_on, *nudge_dates(ask)])).days
    return f"{span_words(days)} ago" if days > 1 else on_day(ask.opened_on, today).capitalize()


def _plan(plan: Loop | None, today: date) -> str:
    if plan is None or plan.due_on is None:
        return ""
    what = interaction_kind(plan.channel).noun or "talk"
    return f"{what} {on_day(plan.due_on, today)}"


def _news(garden: Garden, uid: str, subject: str) -> str:
    """The milestone of the row, else the newest that waits, as it follows “I heard”."""
    found = garden.find("milestones", subject)
    if not isinstance(found, Milestone):
        waiting = [one for one in garden.milestones_of(uid) if one.marked_on is None]
        found = waiting[-1] if waiting else None
    what = addressed(clean(found.what)) if isinstance(found, Milestone) else ""
    if not what:
        return ""
    verb = "".join(what.split()[:1]).casefold()
    if verb in _IRREGULAR or verb.endswith("ed"):
        return f"that you {what}"
    return f"about {what}" if verb in ("your", "the", "a", "an") else f"about your {what}"
