"""The laws of the join, and three devices in random order against an oracle that knows who knew what."""

from itertools import permutations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netgarden.change.join import (
    compose,
    covers,
    elements,
    is_deleted,
    join_records,
    join_seen,
    path_of,
    split_path,
    values,
)
from netgarden.storage.edits import Edit, edited

DEVICES = ("aaaa", "bbbb", "cccc")
PATHS = ("uid", "org", "role", "tags/a", "tags/b", "links/https://x.org/y")
TEXTS = st.sampled_from([b'"x"', b'"w"', b'"yy"', b'"zzz"'])


class Replica:
    """One device with its copy of one record, and what an oracle knows: who knew which write."""

    def __init__(self, device):
        self.device, self.record, self.seen = device, None, {}
        self.alive, self.known = {}, set()

    def write(self, path, value, log):
        number = self.seen.get(self.device, 0) + 1
        before = values(self.record or {}).get(path)
        edit = (
            Edit(created={"uid": "u"})
            if self.record is None or is_deleted(self.record)
            else Edit(paths={path: (before, value)})
        )
        if self.record is None or is_deleted(self.record):
            edit.paths[path] = (values(self.record or {}).get(path), value)
        dot = f"{self.device}.{number}"
        self.record = edited("contacts", edit, self.record, self.record, self.seen, dot)
        self.seen = self.seen | {self.device: number}

    def delete(self):
        if self.record is not None:
            self.record = edited("contacts", Edit(deletes=True), self.record, self.record, self.seen, "x.1")

    def join(self, other):
        self.record = join_records(self.record, other.record, self.seen, other.seen)
        self.seen = join_seen(self.seen, other.seen)

    @property
    def state(self):
        return self.record, self.seen


VALUES = {
    "org": TEXTS,
    "role": TEXTS | st.none(),
    "tags/a": st.sampled_from([b"true", None]),
    "tags/b": st.sampled_from([b"true", None]),
    "links/https://x.org/y": TEXTS | st.none(),
}
WRITE = st.sampled_from(sorted(VALUES)).flatmap(
    lambda path: st.tuples(st.just("write"), st.integers(0, 2), st.just(path), VALUES[path])
)
STEPS = st.lists(
    WRITE
    | st.tuples(st.just("delete"), st.integers(0, 2))
    | st.tuples(st.just("join"), st.integers(0, 2), st.integers(0, 2)),
    max_size=25,
)


def grown(steps):
    """Three replicas after a history of writes, deletions and partial exchanges."""
    replicas = [Replica(device) for device in DEVICES]
    for step in steps:
        if step[0] == "write":
            replicas[step[1]].write(step[2], step[3], None)
        elif step[0] == "delete":
            replicas[step[1]].delete()
        else:
            replicas[step[1]].join(replicas[step[2]])
    return [replica.state for replica in replicas]


def as_bytes(state):
    """A state as it would be written: the order of what is in it counts."""
    return msgspec.json.encode(state[0]), state[1]


def joined(one, other):
    return join_records(one[0], other[0], one[1], other[1]), join_seen(one[1], other[1])


@given(STEPS)
def test_join_is_idempotent_commutative_and_associative(steps):
    a, b, c = grown(steps)
    for one in (a, b, c):
        assert as_bytes(joined(one, one)) == as_bytes(one)
    assert as_bytes(joined(a, b)) == as_bytes(joined(b, a))
    results = [joined(joined(x, y), z) for x, y, z in permutations((a, b, c))]
    results += [joined(x, joined(y, z)) for x, y, z in permutations((a, b, c))]
    assert all(as_bytes(result) == as_bytes(results[0]) for result in results)


@given(STEPS)
def test_what_is_joined_again_brings_nothing_new(steps):
    a, b, _ = grown(steps)
    both = joined(a, b)
    assert as_bytes(joined(both, a)) == as_bytes(both)
    assert as_bytes(joined(both, b)) == as_bytes(both)


@given(STEPS)
def test_a_record_is_the_same_after_taking_it_apart_and_composing_it(steps):
    for record, _ in grown(steps):
        if record is not None:
            again = compose(elements(record), record.get("_gone", {}))
            assert msgspec.json.encode(again) == msgspec.json.encode(record)


class Oracle:
    """Says by plain happened-before what must be there; knows nothing of dots and version vectors.

    A write is overwritten for whoever knows a later write to the same path that was made knowing it.
    """

    def __init__(self):
        self.writes = []  # (path, value or None, the writes known when it was made)
        self.deletions = []  # the writes known when the deletion was made
        self.known = [frozenset(), frozenset(), frozenset()]
        self.deleted = [frozenset(), frozenset(), frozenset()]

    def standing(self, at):
        """Path to the values that no known write has overwritten."""
        known = self.known[at]
        found = {}
        for write in known:
            path, value, _ = self.writes[write]
            overwritten = any(self.writes[w][0] == path and write in self.writes[w][2] for w in known)
            if not overwritten and value is not None:
                found.setdefault(path, set()).add(value)
        return found

    def is_deleted(self, at):
        """Whether every standing value was known to some deletion."""
        known, gone = self.known[at], set()
        for deletion in self.deleted[at]:
            gone |= self.deletions[deletion]
        standing = [
            write
            for write in known
            if self.writes[write][1] is not None
            and not any(
                self.writes[w][0] == self.writes[write][0] and write in self.writes[w][2] for w in known
            )
        ]
        return bool(self.deleted[at]) and all(write in gone for write in standing)

    def write(self, at, path, value):
        self.writes.append((path, value, self.known[at]))
        self.known[at] |= {len(self.writes) - 1}

    def delete(self, at):
        self.deletions.append(self.known[at])
        self.deleted[at] |= {len(self.deletions) - 1}

    def join(self, at, other):
        self.known[at] |= self.known[other]
        self.deleted[at] |= self.deleted[other]


@settings(max_examples=300)
@given(STEPS)
def test_three_devices_hold_what_an_independent_oracle_says(steps):
    replicas, oracle = [Replica(device) for device in DEVICES], Oracle()
    exchange = [("join", at, other) for _ in range(2) for at in range(3) for other in range(3)]
    for step in [*steps, *exchange]:
        at = step[1]
        replica = replicas[at]
        if step[0] == "write":
            path, value = step[2], step[3]
            is_back = replica.record is None or is_deleted(replica.record)
            if is_back:
                own = set(values(replica.record or {})) | set((replica.record or {}).get("_also", {}))
                for other in sorted(own - {"uid", path}):
                    oracle.write(at, other, None)
                oracle.write(at, "uid", b'"u"')
            replica.write(path, value, None)
            oracle.write(at, path, value)
        elif step[0] == "delete":
            if replica.record is not None:
                oracle.delete(at)
            replica.delete()
        else:
            replica.join(replicas[step[2]])
            oracle.join(at, step[2])
        standing = {path: set(there) for path, there in elements(replica.record or {}).items()}
        assert standing == oracle.standing(at)
        if replica.record is not None:
            assert is_deleted(replica.record) == oracle.is_deleted(at)
    assert replicas[0].state == replicas[1].state == replicas[2].state


def record(**fields):
    return {"uid": "u", **fields}


def test_concurrent_edits_of_different_fields_both_stay():
    base = record(name="Ada", _v="aaaa.1")
    mine = record(name="Ada", org="N", _v={"*": "aaaa.1", "org": "aaaa.2"})
    theirs = record(name="Ada", role="R", _v={"*": "aaaa.1", "role": "bbbb.1"})
    both = join_records(mine, theirs, {"aaaa": 2}, {"aaaa": 1, "bbbb": 1})
    assert (both["org"], both["role"]) == ("N", "R")
    assert join_records(base, both, {"aaaa": 1}, {"aaaa": 2, "bbbb": 1}) == both


def test_concurrent_edits_of_one_field_show_one_and_keep_the_other():
    mine = record(org="Northwind", _v={"*": "aaaa.1", "org": "aaaa.2"})
    theirs = record(org="Acme", _v={"*": "aaaa.1", "org": "bbbb.1"})
    both = join_records(mine, theirs, {"aaaa": 2}, {"aaaa": 1, "bbbb": 1})
    assert both["org"] == "Northwind"
    assert both["_also"] == {"org": [["Acme", "bbbb.1"]]}


def test_three_values_in_conflict_stand_in_one_order_whoever_joins():
    states = [
        (record(org=value, _v={"*": "aaaa.1", "org": f"{device}.2"}), {"aaaa": 1, device: 2})
        for device, value in (("aaaa", "w"), ("bbbb", "x"), ("cccc", "y"))
    ]
    results = {as_bytes(joined(joined(x, y), z))[0] for x, y, z in permutations(states)}
    assert len(results) == 1
    assert b'"_also":{"org":[["w","aaaa.2"],["x","bbbb.2"]]}' in results.pop()


def test_an_edit_overwrites_only_what_its_author_knew():
    known = record(org="Old", _v="aaaa.1")
    present = record(org="Acme", _v={"*": "aaaa.1", "org": "bbbb.1"})
    edit = Edit(paths={"org": (b'"Old"', b'"Northwind"')})
    both = edited("contacts", edit, present, known, {"aaaa": 1}, "aaaa.2")
    assert both["org"] == "Northwind"
    assert both["_also"] == {"org": [["Acme", "bbbb.1"]]}
    alone = edited("contacts", edit, known, known, {"aaaa": 1}, "aaaa.2")
    assert elements(alone) == {"uid": {b'"u"': {"aaaa.1"}}, "org": {b'"Northwind"': {"aaaa.2"}}}


def test_an_edit_to_what_another_wrote_meanwhile_counts_for_both():
    known = record(org="Old", _v="aaaa.1")
    present = record(org="Acme", _v={"*": "aaaa.1", "org": "bbbb.1"})
    edit = Edit(paths={"org": (b'"Old"', b'"Acme"')})
    both = edited("contacts", edit, present, known, {"aaaa": 1}, "aaaa.2")
    assert elements(both)["org"] == {b'"Acme"': {"aaaa.2", "bbbb.1"}}


def test_what_was_gone_stays_noted_when_a_record_is_deleted_again():
    alive = record(_v="aaaa.2", _gone={"bbbb": 7})
    again = edited("contacts", Edit(deletes=True), alive, alive, {"aaaa": 2}, "aaaa.3")
    assert again["_gone"] == {"aaaa": 2, "bbbb": 7}


def test_what_was_gone_is_written_in_one_order():
    orders = ({"bbbb": 1, "aaaa": 2}, {"aaaa": 2, "bbbb": 1})
    assert [list(compose({}, gone)["_gone"]) for gone in orders] == [["aaaa", "bbbb"]] * 2


def test_the_same_value_written_twice_is_no_conflict():
    mine = record(org="Acme", _v={"*": "aaaa.1", "org": "aaaa.2"})
    theirs = record(org="Acme", _v={"*": "aaaa.1", "org": "bbbb.1"})
    both = join_records(mine, theirs, {"aaaa": 2}, {"aaaa": 1, "bbbb": 1})
    assert both == record(org="Acme", _v={"*": "aaaa.1", "org": "aaaa.2 bbbb.1"})


def test_an_edit_outlives_a_deletion_that_did_not_know_it():
    deleted = record(org="A", _v="aaaa.1", _gone={"aaaa": 1})
    written = record(org="B", _v={"*": "aaaa.1", "org": "bbbb.1"})
    assert is_deleted(deleted)
    both = join_records(deleted, written, {"aaaa": 1}, {"aaaa": 1, "bbbb": 1})
    assert not is_deleted(both)
    assert both["org"] == "B"


def test_a_removed_tag_stays_removed_and_an_added_one_stays():
    without = record(tags=["b"], _v={"*": "aaaa.1", "tags/b": "aaaa.1"})
    added = record(tags=["a", "b", "c"], _v={"*": "aaaa.1", "tags/c": "bbbb.1"})
    both = join_records(without, added, {"aaaa": 2}, {"aaaa": 1, "bbbb": 1})
    assert both["tags"] == ["b", "c"]


def test_one_dot_with_two_values_is_a_foreign_edit_and_keeps_both():
    both = join_records(
        record(org="A", _v="aaaa.1"), record(org="Bee", _v="aaaa.1"), {"aaaa": 1}, {"aaaa": 1}
    )
    assert both["org"] == "Bee"
    assert both["_also"] == {"org": [["A", "aaaa.1"]]}


@pytest.mark.parametrize(
    ("mine", "theirs", "shown"),
    [
        ("text", ["a"], "text"),
        ({"k": "v"}, ["a"], {"k": "v"}),
        ({"k": "v"}, "text", "text"),
        ([3, 1], ["a"], [3, 1]),
    ],
)
def test_copies_that_disagree_on_the_kind_of_a_field_lose_nothing(mine, theirs, shown):
    one, other = record(x=mine, _v="aaaa.1"), record(x=theirs, _v="bbbb.1")
    both = join_records(one, other, {"aaaa": 1}, {"bbbb": 1})
    assert both["x"] == shown
    assert elements(both) == {**elements(one), **elements(other), "uid": {b'"u"': {"aaaa.1", "bbbb.1"}}}
    assert join_records(other, one, {"bbbb": 1}, {"aaaa": 1}) == both


@given(st.text(), st.none() | st.text())
def test_a_path_names_field_and_member_whatever_their_letters(field, member):
    assert split_path(path_of(field, member)) == (field, member)
    assert path_of(field, member) != "*"


def test_a_copy_has_seen_up_to_its_number():
    assert covers({"aaaa": 3}, "aaaa.3")
    assert not covers({"aaaa": 3}, "aaaa.4")
    assert not covers({"aaaa": 3}, "bbbb.1")
