"""Laws of import that hold for whatever a file holds."""

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from netgarden.change.garden import Garden
from netgarden.change.history import invert
from netgarden.formats.candidate import Candidate, Reading
from netgarden.importing.plan import Decision, plan_import
from netgarden.records.contact import Contact
from netgarden.records.tables import TABLES
from tests.support.gardens import TODAY, counting_uids

few = st.sampled_from
maps = {
    "emails": few([{}, {"a@x.example": ""}, {"A@x.example": "work"}, {"b@x.example": "", "a@x.example": ""}]),
    "phones": few([{}, {"+44 20 7946 0100": ""}, {"020 7946 0100": "work"}, {"12": ""}]),
    "links": few([{}, {"https://linkedin.com/in/ada": ""}, {"https://github.com/engines": ""}]),
}
people = st.builds(
    Contact,
    uid=st.just(""),
    name=few(["Ada Lovelace", "Lovelace, Ada", "Ada King Lovelace", "Ada Byron", "Bea", "a@x.example"]),
    org=few(["", "Engines", "Engines Ltd", "Juniper"]),
    role=few(["", "CTO", "CEO"]),
    aliases=few([(), ("Countess",)]),
    tags=few([(), ("board",), ("board", "vip")]),
    birthday=few(["", "1815-12-10", "--12-10"]),
    notes=few(["", "likes tea", "x" * 300]),
    **maps,
)
refs = few(["", "", "one", "two"])
files = st.lists(st.tuples(people, refs), max_size=7)
answers = few(["leave", "same", "separate"])


def reading(rows: list[tuple[Contact, str]], name: str = "x", format: str = "vcard") -> Reading:
    candidates = [Candidate(contact=one, where=f"card {n}", ref=ref) for n, (one, ref) in enumerate(rows, 1)]
    return Reading(format=format, file=name, candidates=candidates)


def state(garden: Garden) -> dict[str, dict[str, object]]:
    return {table: dict(garden.records(table)) for table in TABLES}


@settings(max_examples=200, deadline=None)
@given(files, files, answers)
def test_again_adds_nobody_and_changes_nothing(
    rows: list[tuple[Contact, str]], others: list[tuple[Contact, str]], answer: Decision
) -> None:
    garden = Garden(new_uid=counting_uids())
    readings = [reading(rows, "a"), reading(others, "b", "google")]
    first = plan_import(garden, readings, TODAY, undecided=answer)
    garden.apply(first.change(garden))
    again = plan_import(garden, readings, TODAY, undecided=answer)
    assert again.counts["added"] == again.counts["updated"] == 0
    assert not again.change(garden).patches
    assert sum(first.counts.values()) == sum(again.counts.values()) == len(rows) + len(others)
    assert len(garden.contacts) == first.counts["added"]


@settings(max_examples=100, deadline=None)
@given(files, files, answers)
def test_one_undo_takes_back_all_of_it(
    before: list[tuple[Contact, str]], rows: list[tuple[Contact, str]], answer: Decision
) -> None:
    garden = Garden(new_uid=counting_uids())
    garden.apply(plan_import(garden, [reading(before, "a")], TODAY).change(garden))
    kept = state(garden)
    change = plan_import(garden, [reading(rows, "b", "google")], TODAY, undecided=answer).change(garden)
    garden.apply(change)
    garden.apply(invert(garden, change).change)
    assert state(garden) == kept


@settings(max_examples=100, deadline=None)
@given(files, files)
def test_a_second_file_takes_nothing_away(
    before: list[tuple[Contact, str]], rows: list[tuple[Contact, str]]
) -> None:
    garden = Garden(new_uid=counting_uids())
    garden.apply(plan_import(garden, [reading(before, "a")], TODAY).change(garden))
    edited = {
        uid: msgspec.structs.replace(one, role="mine", place="here", notes="my words")
        for uid, one in garden.contacts.items()
    }
    builder = garden.builder()
    for contact in edited.values():
        builder.put(contact)
    garden.apply(builder.build("edit"))
    garden.apply(plan_import(garden, [reading(rows, "b")], TODAY).change(garden))
    for uid, was in edited.items():
        now = garden.contacts[uid]
        assert (now.role, now.place) == ("mine", "here")
        assert set(was.emails) <= set(now.emails)
        assert set(was.tags) <= set(now.tags)
        assert "my words" in now.notes
