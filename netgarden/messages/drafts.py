"""Message drafts: a first line and a body for the reason at hand, filled from the record.

Nothing is sent and no network is used: a draft is text that the person reads, changes and sends by themselves.
"""

from datetime import date
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from netgarden.change.garden import Garden
from netgarden.due.queue import Row
from netgarden.due.rules import Rules
from netgarden.due.touches import touches_of
from netgarden.messages.facts import facts_of, loop_for, other_of
from netgarden.messages.templates import fill, read_template
from netgarden.records.kinds import LOOPS, interaction_kind, loop_kind, milestone_kind
from netgarden.records.loop import Loop
from netgarden.records.milestone import Milestone
from netgarden.records.reason_kinds import REASONS


class Draft(NamedTuple):
    """A message to somebody, ready to be read and changed."""

    template: str
    """The id of its template, from `TEMPLATES`."""
    to: tuple[str, ...]
    """Mail addresses; empty where none is known."""
    subject: str
    text: str
    entry: str
    """The text that the composer begins with once the message was sent."""
    problem: str = ""
    """The fault in the person's own template, for which the built-in one was used; empty without one."""


def template_for(garden: Garden, uid: str, row: Row | None, today: date) -> str:
    """The id of the template that fits the leading reason of `row`, or of who is not due.

    A promise to introduce is kept by an introduction; news of good things is congratulated, of hard ones
    supported; who was never spoken with is asked to connect.
    """
    if row is not None:
        lead = row.lead
        if lead.kind == "promise" and _is_introduction(garden, lead.subject):
            return "make-introduction"
        if lead.kind == "season":
            news = garden.find("milestones", lead.subject)
            return milestone_kind(news.kind if isinstance(news, Milestone) else "good").template
        if lead.kind == "planned" and interaction_kind(garden.loops[lead.subject].channel).is_message:
            return "check-in"  # it is the message itself, and needs none about it
        if template := REASONS[lead.kind].template:
            return template
    return "check-in" if touches_of(garden, uid, today).last else "connect"


def make_draft(
    garden: Garden,
    rules: Rules,
    uid: str,
    today: date,
    row: Row | None = None,
    *,
    template: str = "",
    folder: Path | None = None,
) -> Draft:
    """The draft to a contact for the reason that leads their row, or by a template that was chosen.

    `folder` is where the person's own templates lie. One that is broken is told in `problem`, and the
    built-in one is used. Raises KeyError for a uid that is no contact's or a template that is none.
    """
    name = template or template_for(garden, uid, row, today)
    facts = facts_of(garden, rules, uid, today, row)
    source, problem = read_template(name, folder)
    subject, text = fill(source, facts)
    people = [uid]
    if name == "make-introduction" and (other := other_of(garden, rules, uid, today, row)):
        people.append(other)
    to = tuple(address for one in people for address in list(garden.contacts[one].emails)[:1])
    return Draft(name, to, subject, text, _entry(garden, uid, subject, row, name), problem)


def mailto(to: tuple[str, ...], subject: str, text: str) -> str:
    """The address by which a mail program opens a new message (RFC 6068): everything percent-encoded."""
    fields = {"subject": subject, "body": text.replace("\n", "\r\n")}
    query = "&".join(f"{field}={quote(value, safe='')}" for field, value in fields.items() if value)
    return f"mailto:{','.join(quote(one, safe='@') for one in to)}{'?' if query else ''}{query}"


def _is_introduction(garden: Garden, loop: str) -> bool:
    found = garden.loops.get(loop)
    return isinstance(found, Loop) and found.text.casefold().startswith(("intro", "connect"))


def _entry(garden: Garden, uid: str, subject: str, row: Row | None, template: str) -> str:
    """The head of the entry that logs it, and the detail that closes what it settles."""
    head = f"{'intro' if template == 'make-introduction' else 'email'}: {subject}"
    kinds = tuple(name for name, kind in LOOPS.items() if template in kind.settled_by)
    loop = loop_for(garden, uid, row.lead.subject if row else "", kinds)
    return f"{head}\n{loop_kind(loop.kind).closes_with}: {loop.text or loop.kind}" if loop else head
