"""Stage and health of a contact, density and diversity of the forest: computed, never typed in (`rules.md`)."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from math import log
from typing import Literal, get_args

import msgspec

from netgarden.change.garden import Garden
from netgarden.due.holds import holds_of, is_paused
from netgarden.due.outlook import cadences_since, routine_due
from netgarden.due.rhythm import rhythms
from netgarden.due.rules import Rules
from netgarden.due.touches import Touches, touches_of
from netgarden.people.ties import Ties
from netgarden.records.contact import Contact
from netgarden.text.plain import fold, plural

Stage = Literal["seed", "sprout", "sapling", "tree"]
Health = Literal["thriving", "thirsty", "wilting", "resting"]

STAGES: tuple[Stage, ...] = get_args(Stage)
"""Least history first."""
HEALTHS: tuple[Health, ...] = get_args(Health)

SPROUT_TO_SAPLING = 3
SAPLING_TO_TREE = 10
TREE_MONTHS = 12
THIRSTY = 1.0
WILTING = 1.5
"""Cadences since the base beyond which a contact wilts."""
MIN_KNOWN = 5
"""Diversity is said of at least so many contacts whose value is known."""
DIVERSITY_FIELDS = {"met_how": "how met", "industry": "industry", "place": "place"}
"""What diversity is measured over, and how it is called."""


class Standing(msgspec.Struct, frozen=True):
    """Stage and health of one contact today."""

    stage: Stage
    health: Health
    last: date | None
    """The last real touch; None for never."""
    due: date | None
    """When the next touch is wanted, put off by whatever puts it off; None for who is resting."""


def standing_of(garden: Garden, rules: Rules, uid: str, today: date) -> Standing:
    """Return the standing of a contact. Raises KeyError for a uid that is no contact's.

    Thriving before the due date of the nearest rhythm, thirsty from it, wilting from half a cadence after it;
    resting is who has no cadence, is paused or archived.
    """
    contact = garden.contacts[uid]
    touches = touches_of(garden, uid, today)
    stage = stage_after(touches, today)
    if contact.archived or is_paused(contact, touches, today):
        return Standing(stage, "resting", touches.last, None)
    found = rhythms(contact, rules, touches, today)
    if not found:
        return Standing(stage, "resting", touches.last, None)
    holds = holds_of(contact, rules, touches)
    loops = garden.open_loops_of(uid)
    dues = [(one.cadence, routine_due(one, touches, loops, holds, today)) for one in found]
    worst = max(cadences_since(cadence, (today - due).days) for cadence, due in dues)
    health: Health = "wilting" if worst >= WILTING else "thirsty" if worst >= THIRSTY else "thriving"
    return Standing(stage, health, touches.last, min(due for _, due in dues))


def stage_after(touches: Touches, today: date) -> Stage:
    """Return the stage of somebody with these touches.

    A seed has no talk or word yet, a sprout one or two, a sapling three or more; a tree has ten or more over
    at least a year.
    """
    if not touches.total:
        return "seed"
    if touches.total < SPROUT_TO_SAPLING:
        return "sprout"
    grown = touches.total >= SAPLING_TO_TREE and (today - (touches.first or today)).days >= TREE_MONTHS * 30
    return "tree" if grown else "sapling"


class Diversity(msgspec.Struct, frozen=True):
    """The spread of contacts, or of the touches of 90 days, over the values of one field."""

    field: str
    """How it is called: `how met`, `industry`, `place`."""
    score: float | None
    """Normalised Shannon entropy, 0 (all alike) … 1 (even); None where too little is known."""
    kinds: int
    """How many different values there are."""
    known: int
    missing: int
    """How many have no value."""

    @property
    def words(self) -> str:
        """Its index in words beside the number: `varied (0.82)`."""
        if self.score is None:
            return "too little known"
        return f"{diversity_word(self.score)} ({self.score:.2f})"


def diversity_word(score: float) -> str:
    """Return an index of diversity as a word."""
    return "varied" if score >= 0.75 else "mixed" if score >= 0.5 else "alike"


class Forest(msgspec.Struct, frozen=True):
    """The garden as a whole."""

    people: int
    ties: int
    density: float
    """Ties each of them has to others in the garden, on average."""
    network: tuple[Diversity, ...]
    attention: tuple[Diversity, ...]
    """The same, weighted by real touches of the last 90 days; empty where it was not asked for."""

    @property
    def density_word(self) -> str:
        """The density as a word."""
        return "dense" if self.density >= 4 else "linked" if self.density >= 1 else "sparse"

    @property
    def density_words(self) -> str:
        """`sparse (0.4 ties each)`."""
        return f"{self.density_word} ({self.density:.1f} ties each)"

    @property
    def diversity(self) -> float | None:
        """The mean of the indexes that are known; None where none is."""
        known = [part.score for part in self.network if part.score is not None]
        return sum(known) / len(known) if known else None

    @property
    def missing_words(self) -> str:
        """What is not known, in words; empty where all is."""
        lacking = [f"{part.field} of {part.missing:,}" for part in self.network if part.missing]
        return (
            f"not known: {', '.join(lacking)} of {plural(self.people, 'person', 'people')}" if lacking else ""
        )


def forest_of(garden: Garden, today: date | None = None, *, ties: Ties | None = None) -> Forest:
    """Density and diversity of all contacts that are not archived; of attention too where `today` is given.

    `ties` are those of this garden, where somebody keeps them; else they are worked out here.
    """
    contacts = [contact for contact in garden.contacts.values() if not contact.archived]
    living = {contact.uid for contact in contacts}
    pairs = (ties or Ties(garden)).count(living)
    attention: tuple[Diversity, ...] = ()
    if today is not None:
        recent = [(contact, touches_of(garden, contact.uid, today).recent) for contact in contacts]
        attended = [contact for contact, times in recent for _ in range(times)]
        attention = tuple(diversity(attended, field) for field in DIVERSITY_FIELDS)
    return Forest(
        len(contacts),
        pairs,
        2 * pairs / len(contacts) if contacts else 0.0,
        tuple(diversity(contacts, field) for field in DIVERSITY_FIELDS),
        attention,
    )


def diversity(contacts: Iterable[Contact], field: str) -> Diversity:
    """Measure how evenly contacts spread over the values of `field`; spellings that differ in case are one value."""
    counts: Counter[str] = Counter()
    missing = 0
    for contact in contacts:
        if value := fold(getattr(contact, field)):
            counts[value] += 1
        else:
            missing += 1
    known = counts.total()
    score = evenness(counts.values()) if known >= MIN_KNOWN else None
    return Diversity(DIVERSITY_FIELDS[field], score, len(counts), known, missing)


def evenness(counts: Iterable[int]) -> float:
    """Shannon entropy of these counts over the entropy of as many equal ones: 0 for a single kind, else … 1."""
    found = [count for count in counts if count]
    if len(found) < 2:
        return 0.0
    total = sum(found)
    return -sum(count / total * log(count / total) for count in found) / log(len(found))
