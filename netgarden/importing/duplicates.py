"""Duplicates in the garden: evidence first, then a question, then a merge that keeps everything (`rules.md`)."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from typing import Any, Literal, NamedTuple

from msgspec.structs import replace

from netgarden.change.change import Change, ChangeBuilder
from netgarden.change.garden import Garden
from netgarden.errors import UsageError
from netgarden.importing.same_person import (
    Evidence,
    Index,
    compare,
    email_key,
    is_shared_address,
    is_unnamed,
    name_key,
    name_words,
)
from netgarden.records.contact import Contact
from netgarden.records.ids import derived_uid
from netgarden.records.interaction import Interaction
from netgarden.records.loop import Loop
from netgarden.records.milestone import Milestone
from netgarden.records.record import Record, sorted_set
from netgarden.records.tables import FIELDS
from netgarden.records.tie import Distinct, Tie
from netgarden.records.want import Offer, Want
from netgarden.verbs.people import contact_of
from netgarden.verbs.values import PERSON_FIELDS

Side = Literal["keep", "other"]

THRESHOLD = 30
"""The score from which two contacts are worth a question."""

_SPELLING = 88
"""Similarity, in percent, from which two names are one name spelt twice."""
_MOST_IN_BLOCK = 60
"""A name word or number that more people share says nothing about any two of them."""
_NAME_SCORES = {"same": 30, "likely": 20, "some": 8, "none": 0}
_BOOKKEEPING = frozenset({"uid", "source", "extra"})


class Pair(NamedTuple):
    """Two contacts that may be one person."""

    one: str
    other: str
    score: int
    """0 to 100: how much speaks for it."""
    words: str
    """The evidence, for people: `same email ada@x.org, similar name`."""


class FieldPair(NamedTuple):
    """One field of two contacts, side by side, as text."""

    field: str
    one: str
    other: str
    differs: bool
    """True if one has to choose: both sides have a single value, and not the same one."""


def find_duplicates(garden: Garden) -> list[Pair]:
    """The pairs worth a question, the likeliest first; without those known to be two people.

    Archived contacts count too: a person may have been put away once and come back under another name.
    """
    index = Index(garden.contacts.values())
    found: dict[tuple[str, str], Pair] = {}
    for one, other in _candidates(garden, index):
        pair = (one, other) if one < other else (other, one)
        if pair in found or pair[1] in garden.distinct_from(pair[0]):
            continue
        evidence = compare(garden.contacts[pair[0]], garden.contacts[pair[1]])
        spelling = _spelt_alike(garden.contacts[pair[0]], garden.contacts[pair[1]])
        score = score_of(evidence, index, spelt_alike=spelling)
        if score >= THRESHOLD:
            words = (
                evidence.words if not spelling else f"{evidence.words}, a name spelt alike".removeprefix(", ")
            )
            found[pair] = Pair(*pair, score, words)
    return sorted(found.values(), key=lambda pair: (-pair.score, pair.one, pair.other))


def score_of(evidence: Evidence, index: Index, *, spelt_alike: bool = False) -> int:
    """Return how much speaks for two contacts being one person, 0 to 100.

    What many share (an office's number, `info@`) hardly counts, and a nickname alone never reaches the threshold.
    """
    score = max(_NAME_SCORES[evidence.names], 20 if spelt_alike else 0)
    known = score > 0
    if evidence.links:
        score += 60 if known or evidence.personal_link else 20
    if evidence.emails:
        own = any(not _is_shared(f"email:{email_key(one)}", index) for one in evidence.emails)
        score += (50 if known else 35) if own else 10
    if evidence.phones:
        score += 30 if known else 10
    if evidence.same_org:
        score += 15
    score -= 12 * len([one for one in evidence.differs.split(", ") if one])
    return max(0, min(100, score))


def side_by_side(one: Contact, other: Contact) -> list[FieldPair]:
    """The fields that either has, in the order of the file."""
    rows = []
    for field, kind in FIELDS["contacts"].items():
        a, b = getattr(one, field), getattr(other, field)
        if field in _BOOKKEEPING or not (a or b):
            continue
        rows.append(FieldPair(field, _shown(a), _shown(b), bool(kind == "scalar" and a and b and a != b)))
    return rows


def merge(garden: Garden, keep: str, other: str, choices: Mapping[str, Side] | None = None) -> Change:
    """Make one contact of two, as one change: `keep` stays, with all that the other had and did.

    Of a single value that both have, `keep`'s stands unless `choices` says `other` for the field; notes are put
    together, a different name becomes an alias. Interactions, loops, wants, milestones and ties move over.
    Raises UsageError if one of them is not there, or both are the same.
    """
    if keep == other:
        raise UsageError("These are one contact already.")
    kept, gone = contact_of(garden, keep), contact_of(garden, other)
    chosen = choices or {}
    for field, side in chosen.items():
        if field not in FIELDS["contacts"] or field in _BOOKKEEPING:
            raise UsageError(f"“{field}” is no field to choose.")
        if side not in ("keep", "other"):
            raise UsageError(f"“{side}” is no side: choose keep or other.")
    builder = garden.builder()
    builder.put(_joined(kept, gone, chosen))
    for record in list(garden.mentioning(other)):
        _move(builder, record, other, keep)
    for contact in garden.contacts.values():
        meant = {field: keep for field in PERSON_FIELDS if getattr(contact, field) == other}
        if meant and contact.uid not in (keep, other):
            builder.put(replace(contact, **meant))
    builder.remove(gone)
    return builder.build(f"merge {gone.name} into {kept.name}")


# ── who is compared with whom ────────────────────────────────────────────────


def _candidates(garden: Garden, index: Index) -> Iterator[tuple[str, str]]:
    """Pairs that share an address, number, link or name, and pairs of names close enough to compare."""
    for _, uids in index.groups():
        if len(uids) <= _MOST_IN_BLOCK:
            yield from combinations(uids, 2)
    blocks: defaultdict[str, list[str]] = defaultdict(list)
    for uid, contact in garden.contacts.items():
        words = () if is_unnamed(contact) else name_words(contact.name)
        if len(words) > 1:
            blocks[f"last {words[-1]}"].append(uid)
            blocks[f"first {words[0]} {words[-1][:1]}"].append(uid)
        for alias in contact.aliases:
            if len(alias_words := name_words(alias)) > 1:
                blocks[f"name {name_key(alias)}"].append(uid)
                blocks[f"last {alias_words[-1]}"].append(uid)
        if len(words) > 1:
            blocks[f"name {name_key(contact.name)}"].append(uid)
    for key, uids in blocks.items():
        if not 2 <= len(uids) <= _MOST_IN_BLOCK:
            continue
        for one, other in combinations(dict.fromkeys(uids), 2):
            a, b = garden.contacts[one], garden.contacts[other]
            if key.startswith("name ") or _spelt_alike(a, b) or compare(a, b).names == "likely":
                yield one, other


def _spelt_alike(one: Contact, other: Contact) -> bool:
    """Return whether two different names are as close as one name spelt twice; short ones are too alike to tell."""
    from rapidfuzz import fuzz

    a, b = name_key(one.name)[:200], name_key(other.name)[:200]
    return a != b and min(len(a), len(b)) >= 8 and fuzz.ratio(a, b) >= _SPELLING


def _is_shared(key: str, index: Index) -> bool:
    return is_shared_address(key.partition(":")[2]) or index.holders(key) > 2


# ── merging ──────────────────────────────────────────────────────────────────


def _joined(kept: Contact, gone: Contact, choices: Mapping[str, Side]) -> Contact:
    values: dict[str, Any] = {}
    for field, kind in FIELDS["contacts"].items():
        a, b = getattr(kept, field), getattr(gone, field)
        if choices.get(field) == "other":
            a, b = b, a
        if field == "uid":
            continue
        if kind == "set":
            values[field] = sorted_set(*a, *b)
        elif kind == "map":
            values[field] = {**b, **a}
        elif field == "archived":
            values[field] = a and b
        elif field == "notes" and field not in choices:
            values[field] = a if not b or b in a else b if a in b else f"{a}\n\n{b}"
        elif field == "added_on":
            values[field] = min(filter(None, (a, b)), default=None)
        else:
            values[field] = a or b
    names = {kept.name, gone.name} - {values["name"]}
    if not (is_unnamed(kept) or is_unnamed(gone)):
        values["aliases"] = sorted_set(*values["aliases"], *names)
    values["emails"] = _once(values["emails"], email_key)
    values |= {field: "" for field in PERSON_FIELDS if values[field] in (kept.uid, gone.uid)}
    return replace(kept, **values)


def _once(values: dict[str, str], key_of: Callable[[str], str]) -> dict[str, str]:
    """The values without those that differ only in case; those written later in the map stand."""
    latest = {key_of(value): value for value in values}
    return {value: label for value, label in values.items() if latest[key_of(value)] == value}


def _move(builder: ChangeBuilder, record: Record, old: str, new: str) -> None:
    """Make a record that is about `old` one about `new`."""
    match record:
        case Tie():
            _move_pair(builder, record, old, new)
        case Interaction():
            lines = _swapped(record.own_lines, old, new)
            builder.put(replace(record, people=_swapped(record.people, old, new), own_lines=lines))
        case Loop():
            builder.put(replace(record, people=_swapped(record.people, old, new)))
        case Want() | Offer() | Milestone():
            builder.put(replace(record, contact=new))


def _move_pair(builder: ChangeBuilder, record: Tie, old: str, new: str) -> None:
    kind = type(record)
    builder.remove(record)
    pair = tuple(sorted(set(_swapped(record.people, old, new))))
    if len(pair) == 2:
        uid = derived_uid("distinct" if kind is Distinct else "tie", *pair)
        there = builder.get(kind, uid)
        why = there.why if there is not None and there.why else record.why
        builder.put(kind(uid=uid, people=pair, why=why, extra=record.extra))


def _swapped(uids: tuple[str, ...], old: str, new: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(new if uid == old else uid for uid in uids))


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} ({label})" if label else key for key, label in value.items())
    if isinstance(value, tuple):
        return ", ".join(value)
    return "" if value in (None, False) else "yes" if value is True else str(value)
