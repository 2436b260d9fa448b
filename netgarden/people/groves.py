"""Groves: the contacts grouped by something they share, and in an order within each grove."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, Final

import msgspec

from netgarden.change.change import Change
from netgarden.due.rules import Rules
from netgarden.people.forest import STAGES, Health, Standing
from netgarden.records.contact import HOW_MET, Contact
from netgarden.text.cadence import add_months, plus_days
from netgarden.text.plain import fold


class View(msgspec.Struct, frozen=True):
    """The facts about people that the forest is grouped and ordered by."""

    rules: Rules
    today: date
    standings: Mapping[str, Standing]
    """Where each contact stands, by uid; looked at only by groupings and sorts that go `by_standing`."""


class Grouping(msgspec.Struct, frozen=True):
    """A way to group contacts."""

    id: str
    label: str
    """`by interest`"""
    nobody: str
    """What the grove of those without one is called."""
    labels: Callable[[View], Callable[[Contact], Sequence[str]]]
    """The groves that a contact stands in; none for the grove `nobody`."""
    order: Callable[[Rules], Sequence[str]] = lambda rules: ()
    """Groves that have an order of their own; all others follow, by the alphabet."""
    by_standing: bool = False
    """Whether it goes by what follows from the history: it changes with every touch and every day."""


class Sort(msgspec.Struct, frozen=True):
    """An order within each grove; those who are equal in it stand by name."""

    id: str
    label: str
    """`by last contact`"""
    words: str
    """How the order runs: `latest first`; empty for by name."""
    value: Callable[[View], Callable[[Contact], Any]] | None = None
    """What of a contact it goes by, few different ones among many people; None for the name."""
    place: Callable[[View], Callable[[Any], int]] = lambda view: lambda value: 0
    """Where such a value stands, the lowest first."""
    by_standing: bool = False
    """As of a grouping."""


NEVER = date.max.toordinal() + 1
"""The sort key of who has none: after everybody else."""


def _field(name: str) -> Callable[[View], Callable[[Contact], Sequence[str]]]:
    """The groves of a field that holds one value, or several."""

    def labels(contact: Contact) -> Sequence[str]:
        value: str | tuple[str, ...] = getattr(contact, name)
        return (value,) if value and isinstance(value, str) else value or ()

    return lambda view: labels


def _by_stage(view: View) -> Callable[[Contact], Sequence[str]]:
    return lambda contact: (view.standings[contact.uid].stage,)


def _by_health(view: View) -> Callable[[Contact], Sequence[str]]:
    def labels(contact: Contact) -> Sequence[str]:
        if not view.rules.is_placed(contact) and contact.paused_on is None:
            return ()
        return (view.standings[contact.uid].health,)

    return labels


def _by_last_contact(view: View) -> Callable[[Contact], Sequence[str]]:
    today = view.today
    since = (plus_days(today, -7), *(add_months(today, -months) for months in (1, 3, 12)), date.min)

    @cache
    def label_of(last: date | None) -> Sequence[str]:
        return (
            () if last is None else (LAST_CONTACT[next(at for at, day in enumerate(since) if last >= day)],)
        )

    return lambda contact: label_of(view.standings[contact.uid].last)


LAST_CONTACT = (
    "within a week",
    "within a month",
    "1–3 months ago",
    "3–12 months ago",
    "over a year ago",
)
"""The groves by last contact, the latest first. Months are those of the calendar."""

WORST_FIRST: Final[tuple[Health, ...]] = ("wilting", "thirsty", "thriving", "resting")
"""The groves by health."""

GROUPINGS: Final[dict[str, Grouping]] = {
    grouping.id: grouping
    for grouping in (
        Grouping("interest", "by interest", "no interests yet", _field("interests")),
        Grouping("org", "by org", "no org yet", _field("org")),
        Grouping("place", "by place", "no place yet", _field("place")),
        Grouping("tier", "by tier", "not placed yet", _field("tier"), lambda rules: tuple(rules.tiers)),
        Grouping("met", "by how met", "how met unknown", _field("met_how"), lambda rules: HOW_MET),
        Grouping("tag", "by tag", "no tags yet", _field("tags")),
        Grouping("industry", "by industry", "no industry yet", _field("industry")),
        Grouping("stage", "by stage", "", _by_stage, lambda rules: STAGES[::-1], by_standing=True),
        Grouping(
            "health", "by health", "not placed yet", _by_health, lambda rules: WORST_FIRST, by_standing=True
        ),
        Grouping(
            "last",
            "by last contact",
            "never in touch",
            _by_last_contact,
            lambda rules: LAST_CONTACT,
            by_standing=True,
        ),
    )
}
"""All groupings by id, in the order in which a key goes through them."""


def _last(view: View) -> Callable[[Contact], date | None]:
    standings = view.standings
    return lambda contact: standings[contact.uid].last


def _due(view: View) -> Callable[[Contact], date | None]:
    standings = view.standings
    return lambda contact: standings[contact.uid].due


def _soonest(view: View) -> Callable[[date | None], int]:
    return lambda day: day.toordinal() if day else NEVER


def _latest(view: View) -> Callable[[date | None], int]:
    return lambda day: -day.toordinal() if day else NEVER


def _closest(view: View) -> Callable[[str], int]:
    rank = {tier: place for place, tier in enumerate(view.rules.tiers)}
    return lambda tier: rank.get(tier, NEVER)


SORTS: Final[dict[str, Sort]] = {
    sort.id: sort
    for sort in (
        Sort("name", "by name", ""),
        Sort("last", "by last contact", "latest first", _last, _latest, by_standing=True),
        Sort("due", "by due date", "due first", _due, _soonest, by_standing=True),
        Sort("tier", "by tier", "closest first", lambda view: lambda contact: contact.tier, _closest),
    )
}
"""All orders by id, in the order in which a key goes through them."""

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
    """Return whether a change may have moved somebody from one grove to another; False only where it cannot have."""
    return any(
        patch.table == "contacts" and patch.path.partition("/")[0] not in UNGROUPED
        for patch in change.patches
    )


def default_grouping(contacts: Iterable[Contact]) -> str:
    """By org until a tenth of the people have interests."""
    interested = [bool(contact.interests) for contact in contacts]
    return "interest" if interested and sum(interested) * 10 >= len(interested) else "org"


def groves(
    people: Sequence[Contact], grouping: str, view: View, sort: str = "name"
) -> list[tuple[str, list[str]]]:
    """The groves of a grouping as (name, uids in order), the grove of those without one last.

    `people` are given by name. Groves stand in the order of the alphabet, or in their own where they have one.
    Spellings that differ in case or accents only are one grove, called as most write it.
    """
    way, order = GROUPINGS[grouping], SORTS[sort]
    labels_of = way.labels(view)
    if order.value is not None:
        # Few days and tiers are shared by many people: those are sorted, not the people.
        value_of = order.value(view)
        alike: dict[Any, list[Contact]] = defaultdict(list)
        for contact in people:
            alike[value_of(contact)].append(contact)
        people = [contact for value in sorted(alike, key=order.place(view)) for contact in alike[value]]
    # By the label as it is written first: far fewer labels than people are to be folded.
    spelt: dict[str, list[str]] = defaultdict(list)
    nobody: list[str] = []
    for contact in people:
        if labels := labels_of(contact):
            for label in labels:
                spelt[label].append(contact.uid)
        else:
            nobody.append(contact.uid)
    spellings: dict[str, list[str]] = {}
    for label in spelt:
        spellings.setdefault(fold(label) or label, []).append(label)
    rank = {fold(name): place for place, name in enumerate(way.order(view.rules))}
    named: list[tuple[str, list[str]]] = []
    for folded in sorted(spellings, key=lambda one: (rank.get(one, len(rank)), one)):
        name, *others = sorted(spellings[folded], key=lambda label: (len(spelt[label]), label), reverse=True)
        members = spelt[name]
        if others:
            together = {uid for label in spellings[folded] for uid in spelt[label]}
            members = [contact.uid for contact in people if contact.uid in together]
        named.append((name, members))
    return [*named, (way.nobody, nobody)] if nobody else named
