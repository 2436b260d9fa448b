"""Groves: the contacts grouped by something they share."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from netgarden.domain.change import Change
from netgarden.domain.contact import HOW_MET, Contact
from netgarden.domain.rules import Rules
from netgarden.domain.text import fold


class Grouping(NamedTuple):
    """A way to group contacts."""

    id: str
    label: str
    """`by interest`"""
    nobody: str
    """What the grove of those without one is called."""
    labels: Callable[[Contact], Sequence[str]]
    """The groves that a contact stands in; none for the grove `nobody`."""


def _one(value: str) -> Sequence[str]:
    return (value,) if value else ()


GROUPINGS: Final[dict[str, Grouping]] = {
    grouping.id: grouping
    for grouping in (
        Grouping("interest", "by interest", "no interests yet", lambda contact: contact.interests),
        Grouping("org", "by org", "no org yet", lambda contact: _one(contact.org)),
        Grouping("place", "by place", "no place yet", lambda contact: _one(contact.place)),
        Grouping("tier", "by tier", "not placed yet", lambda contact: _one(contact.tier)),
        Grouping("met", "by how met", "how met unknown", lambda contact: _one(contact.met_how)),
        Grouping("tag", "by tag", "no tags yet", lambda contact: contact.tags),
        Grouping("industry", "by industry", "no industry yet", lambda contact: _one(contact.industry)),
    )
}
"""All groupings by id, in the order in which a key goes through them."""

UNGROUPED = frozenset(
    {
        "snooze_until",
        "snooze_set_on",
        "skipped_on",
        "put_off_on",
        "paused_on",
        "paused_until",
        "paused_why",
        "notes",
    }
)
"""Fields of a contact that change every day and that no grouping goes by."""


def regroups(change: Change) -> bool:
    """Whether a change may have moved somebody from one grove to another; False only where it cannot have."""
    return any(patch.table == "contacts" and patch.path not in UNGROUPED for patch in change.patches)


def default_grouping(contacts: Iterable[Contact]) -> str:
    """By org until a tenth of the people have interests (DESIGN 7)."""
    total = interested = 0
    for contact in contacts:
        total += 1
        interested += bool(contact.interests)
    return "interest" if total and interested * 10 >= total else "org"


def groves(contacts: Iterable[Contact], grouping: str, rules: Rules) -> list[tuple[str, list[str]]]:
    """The groves of a grouping as (name, uids by name), the grove of those without one last.

    Groves stand in the order of the alphabet; tiers and ways of having met in their own order. Spellings that
    differ in case or accents only are one grove, called as most write it.
    """
    way = GROUPINGS[grouping]
    members: dict[str, list[str]] = {}
    spellings: dict[str, dict[str, int]] = {}
    nobody: list[str] = []
    for contact in sorted(contacts, key=lambda contact: fold(contact.name) or contact.name):
        labels = way.labels(contact)
        if not labels:
            nobody.append(contact.uid)
        for label in labels:
            key = fold(label) or label
            members.setdefault(key, []).append(contact.uid)
            counts = spellings.setdefault(key, {})
            counts[label] = counts.get(label, 0) + 1
    order = {"tier": list(rules.tiers), "met": list(HOW_MET)}.get(grouping, [])
    rank = {fold(name): place for place, name in enumerate(order)}
    keys = sorted(members, key=lambda key: (rank.get(key, len(rank)), key))
    named = [(max(spellings[key].items(), key=lambda spelt: spelt[::-1])[0], members[key]) for key in keys]
    return [*named, (way.nobody, nobody)] if nobody else named
