"""Attendees of a list matched with the contacts, for `netgarden match`."""

import re
from datetime import date
from typing import Literal

import msgspec

from netgarden.change.garden import Garden
from netgarden.due.rules import Rules
from netgarden.formats.registry import MAX_BYTES
from netgarden.importing.attendee_lists import Listed, read_list
from netgarden.importing.input_files import read_inputs
from netgarden.importing.same_person import (
    Index,
    compare,
    email_key,
    is_shared_address,
    is_unnamed,
    name_words,
    org_key,
)
from netgarden.records.contact import Contact
from netgarden.search import SearchIndex
from netgarden.text.plain import fold, plural

SIMILAR = 70.0
"""The score from which on a name that was found counts as similar."""


class Attendee(msgspec.Struct, frozen=True):
    """Somebody on the list, and who of the garden they are."""

    where: str
    text: str
    """The name in the list, with the org it gives."""
    verdict: Literal["certain", "likely", "unknown"]
    uid: str
    """The contact, empty if unknown."""
    name: str
    """The contact's name, empty if unknown."""
    reason: str
    """In words: `same email`, `same name, another organisation`, `nobody by that name; you know 3 at Acme`."""
    others: tuple[str, ...] = ()
    """Uids of those who may be meant as well, such as the other John Smiths."""


def match_attendees(
    index: SearchIndex, garden: Garden, data: bytes, *, today: date, rules: Rules, filename: str = ""
) -> list[Attendee]:
    """For everyone on a list, whom they are in the garden, by email, name and org.

    Raises NetgardenError if the file is no list. A list with nobody on it gives an empty result.
    """
    known = Index(garden.contacts.values())
    at_org: dict[str, int] = {}
    for contact in garden.contacts.values():
        if contact.org and not contact.archived:
            at_org[org_key(contact.org)] = at_org.get(org_key(contact.org), 0) + 1
    return [
        _by_evidence(one, known, garden)
        or _by_evidence(_turned(one), known, garden)
        or _by_search(one, index, garden, today, rules)
        or _unknown(one, at_org.get(org_key(one.contact.org), 0) if one.contact.org else 0)
        for one in read_list(data, filename=filename)
    ]


def match_file(index: SearchIndex, garden: Garden, name: str, *, today: date, rules: Rules) -> list[Attendee]:
    """The same for a list in a file, or for all lists in a folder. Raises NetgardenError if one cannot be read."""
    return [
        attendee
        for one in read_inputs([name])
        for attendee in match_attendees(
            index, garden, one.read(MAX_BYTES), today=today, rules=rules, filename=one.name
        )
    ]


def _by_evidence(listed: Listed, known: Index, garden: Garden) -> Attendee | None:
    """Match somebody by the same email, or by the same name with the evidence for and against it."""
    given = listed.contact
    found: list[tuple[int, str, Contact]] = []
    for uid in known.alike(given):
        contact = garden.contacts[uid]
        evidence = compare(given, contact)
        alone = not any(is_shared_address(email_key(email)) for email in evidence.emails)
        same_email = bool(evidence.emails) and alone and (is_unnamed(given) or evidence.names != "none")
        full_name = not is_unnamed(given) and evidence.names == "same" and len(name_words(given.name)) > 1
        if same_email or (full_name and evidence.same_org):
            rank = 3
        elif full_name and not evidence.differs:
            rank = 2
        elif evidence.emails or (evidence.names in ("same", "likely") and not is_unnamed(given)):
            rank = 1
        else:
            continue
        words = f"same email {evidence.emails[0]}" if is_unnamed(given) else evidence.words
        found.append((rank, _reason(words, contact), contact))
    if not found:
        return None
    best = max(rank for rank, _, _ in found)
    fitting = [(reason, contact) for rank, reason, contact in found if rank == best]
    reason, contact = fitting[0]
    if len(fitting) > 1:
        reason += f"; {plural(len(fitting), 'person', 'people')} of that {'email' if best == 3 else 'name'}"
    certain = best > 1 and len(fitting) == 1
    others = tuple(other.uid for _, _, other in found if other is not contact)
    return Attendee(
        listed.where,
        _text(listed),
        "certain" if certain else "likely",
        contact.uid,
        contact.name,
        reason,
        others,
    )


def _turned(listed: Listed) -> Listed:
    """The same with what was taken for an org before the name: `Lovelace, Ada` may be a name alone."""
    given = listed.contact
    name = f"{given.org} {given.name}" if given.org and not is_unnamed(given) else given.name
    return listed._replace(contact=msgspec.structs.replace(given, name=name, org=""))


def _by_search(
    listed: Listed, index: SearchIndex, garden: Garden, today: date, rules: Rules
) -> Attendee | None:
    """Match somebody by a variant spelling, by the name in an address, or by a given name that only one person has."""
    given = listed.contact
    from_address = is_unnamed(given)
    words = fold(_name_in_address(given.name) if from_address else given.name).split()
    if not words or (from_address and len(words) < 2):
        return None
    found = [
        garden.contacts[match.uid]
        for match in index.search(" ".join(words), limit=10, today=today, rules=rules)
        if match.score >= SIMILAR and all(one.field in ("name", "aliases") for one in match.matched)
    ]
    if len(words) == 1:
        found = [contact for contact in found if words[0] in name_words(contact.name)]
        found = [contact for contact in found if compare(given, contact).same_org] or found
        if len(found) != 1:
            return None
        reason = f"the only {given.name}"
    else:
        found = [contact for contact in found if abs(len(name_words(contact.name)) - len(words)) < 2]
        reason = "the name in the address" if from_address else "similar name"
    if not found:
        return None
    contact, *others = found
    evidence = compare(given, contact)
    if evidence.same_org:
        reason += ", same organisation"
    elif evidence.differs and not from_address:
        reason += f"; but {evidence.differs}"
    uids = tuple(other.uid for other in others)
    return Attendee(
        listed.where, _text(listed), "likely", contact.uid, contact.name, _reason(reason, contact), uids
    )


def _name_in_address(address: str) -> str:
    """`ada.lovelace@x.org` tells a name, `al@x.org` does not."""
    parts = re.split(r"[._+-]+", address.partition("@")[0])
    return " ".join(part for part in parts if part.isalpha() and len(part) > 1)


def _reason(words: str, contact: Contact) -> str:
    return f"{words}; archived" if contact.archived else words


def _unknown(listed: Listed, at_org: int) -> Attendee:
    what = "nobody with that address" if is_unnamed(listed.contact) else "nobody by that name"
    there = f"; you know {plural(at_org, 'person', 'people')} at {listed.contact.org}" if at_org else ""
    return Attendee(listed.where, _text(listed), "unknown", "", "", what + there)


def _text(listed: Listed) -> str:
    return f"{listed.text}, {listed.contact.org}" if listed.contact.org else listed.text
