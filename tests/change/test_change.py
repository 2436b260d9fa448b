from datetime import date
from itertools import pairwise

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from netgarden.change.change import Change, difference, net, patched, value_at
from netgarden.change.garden import Garden
from netgarden.change.history import History, belated
from netgarden.records.contact import Contact
from netgarden.records.interaction import Interaction
from tests.support.gardens import TODAY, person, uid

WORDS = st.sampled_from(["", "a", "b", "c/d", "é", "*"])
SETS = st.sets(WORDS.filter(bool), max_size=3).map(lambda s: tuple(sorted(s)))
MAPS = st.dictionaries(WORDS.filter(bool), WORDS, max_size=3)
CONTACTS = st.builds(
    Contact,
    uid=st.just(uid(1)),
    name=WORDS.filter(bool),
    org=WORDS,
    tags=SETS,
    interests=SETS,
    emails=MAPS,
    extra=MAPS,
    archived=st.booleans(),
    skipped_on=st.none() | st.dates(),
)


@given(st.none() | CONTACTS, st.none() | CONTACTS)
def test_the_difference_turns_one_record_into_the_other_and_back(
    before: Contact | None, after: Contact | None
) -> None:
    if before is None and after is None:
        return
    patches = list(difference(before, after))
    record = before
    for patch in patches:
        record = patched(record, patch)  # type: ignore[assignment]
    assert record == after
    for patch in reversed(patches):
        record = patched(record, patch.inverse)  # type: ignore[assignment]
    assert record == before


@given(st.lists(st.none() | CONTACTS, min_size=1, max_size=6))
def test_several_changes_come_to_one_patch_a_value_that_does_the_same(states: list[Contact | None]) -> None:
    changes = [
        Change("", tuple(difference(before, after)))
        for before, after in pairwise(states)
        if before is not None or after is not None
    ]
    patches = net(msgspec.json.decode(msgspec.json.encode(changes), type=list[Change]))
    assert len({patch.path for patch in patches}) == len(patches)
    record = states[0]
    for patch in patches:
        record = patched(record, patch)  # type: ignore[assignment]
    assert record == states[-1]
    if states[0] == states[-1]:
        assert not patches


@given(CONTACTS, st.none() | CONTACTS, st.none() | CONTACTS)
def test_a_belated_change_sets_what_it_knew_and_leaves_the_rest(
    known: Contact, wanted: Contact | None, present: Contact | None
) -> None:
    garden = Garden({"contacts": [present] if present else []})
    change = Change("late", tuple(difference(known, wanted)))
    found = belated(garden, change)
    assert {patch.path for patch in found.change.patches} & {patch.path for patch in found.stayed} == set()
    garden.apply(found.change)
    for patch in change.patches:
        there = value_at(garden.find("contacts", known.uid), patch.path)
        if patch in found.stayed:
            assert there not in (patch.before, patch.after) or garden.find("contacts", known.uid) is None
        else:
            assert there == patch.after
    again = belated(garden, change)
    assert not again.change
    assert again.stayed == found.stayed
    if present == known:
        assert not found.stayed
    assert garden.find("contacts", known.uid) == wanted or found.stayed or present != known


def do(garden: Garden, history: History, *records: Contact | Interaction, label: str = "change") -> Change:
    builder = garden.builder()
    for record in records:
        builder.put(record)
    change = builder.build(label)
    garden.apply(change)
    history.record(change)
    return change


def undo(garden: Garden, history: History) -> int:
    inverse = history.undo(garden)
    assert inverse is not None
    garden.apply(inverse.change)
    return len(inverse.stayed)


def redo(garden: Garden, history: History) -> None:
    inverse = history.redo(garden)
    assert inverse is not None
    garden.apply(inverse.change)


def test_undo_and_redo_walk_back_and_forth(garden: Garden) -> None:
    history = History()
    ada = person(1, "Ada", tags=("board",))
    do(garden, history, ada)
    do(garden, history, replace(ada, org="Northwind", tags=("board", "vip")))
    assert undo(garden, history) == 0
    assert garden.contacts[ada.uid] == ada
    assert undo(garden, history) == 0
    assert not garden.contacts
    redo(garden, history)
    redo(garden, history)
    assert garden.contacts[ada.uid] == replace(ada, org="Northwind", tags=("board", "vip"))
    assert history.redoable is None


def test_undo_gives_way_to_what_was_changed_since(garden: Garden) -> None:
    history = History()
    ada = person(1, "Ada")
    do(garden, history, ada)
    do(garden, history, replace(ada, org="Northwind", role="CEO"))
    elsewhere = garden.builder()
    elsewhere.put(replace(garden.contacts[ada.uid], org="Juniper"))
    garden.apply(elsewhere.build("elsewhere"))
    assert undo(garden, history) == 1
    assert garden.contacts[ada.uid] == replace(ada, org="Juniper")


def test_a_creation_that_others_build_on_is_not_taken_back(garden: Garden) -> None:
    history = History()
    ada = person(1, "Ada")
    do(garden, history, ada)
    elsewhere = garden.builder()
    elsewhere.put(Interaction(uid=uid(9), on=TODAY, people=(ada.uid,)))
    garden.apply(elsewhere.build("log elsewhere"))
    assert undo(garden, history) == 1
    assert ada.uid in garden.contacts


def test_a_creation_and_what_it_brought_go_together(garden: Garden) -> None:
    history = History()
    ada = person(1, "Ada")
    do(garden, history, ada, Interaction(uid=uid(9), on=TODAY, people=(ada.uid,)))
    assert undo(garden, history) == 0
    assert not garden.contacts
    assert not garden.interactions


def test_the_garden_touches_whom_a_record_was_and_is_about(garden: Garden) -> None:
    ada, sam = person(1, "Ada"), person(2, "Sam")
    entry = Interaction(uid=uid(9), on=date(2026, 11, 1), people=(ada.uid,))
    builder = garden.builder()
    for record in (ada, sam, entry):
        builder.put(record)
    garden.apply(builder.build("plant"))
    builder = garden.builder()
    builder.put(replace(entry, people=(sam.uid,)))
    assert garden.apply(builder.build("move")) == {ada.uid, sam.uid}
    assert garden.interactions_of(ada.uid) == ()
    assert garden.interactions_of(sam.uid)[0].uid == entry.uid


def test_a_change_that_changes_nothing_is_empty(garden: Garden) -> None:
    history = History()
    ada = person(1, "Ada")
    do(garden, history, ada)
    assert not do(garden, history, ada)
