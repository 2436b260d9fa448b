"""Duplicates: what is asked about, and a merge that loses nothing and can be undone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netgarden.change.garden import Garden
from netgarden.change.history import invert
from netgarden.errors import UsageError
from netgarden.importing.duplicates import find_duplicates, merge, side_by_side
from netgarden.records.contact import Contact
from netgarden.records.interaction import Interaction
from netgarden.records.loop import Loop
from netgarden.records.milestone import Milestone
from netgarden.records.tables import TABLES
from netgarden.records.want import Want
from netgarden.verbs.loops import add_tie, mark_distinct
from tests.support.gardens import TODAY, counting_uids, person, uid
from tests.support.growth import grows_evenly

EMAIL = {"ada@x.example": "work"}
PHONE = {"+44 20 7946 0100": ""}


def garden_of(*people: Contact, **tables: list[object]) -> Garden:
    return Garden({"contacts": people, **tables}, new_uid=counting_uids())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"emails": EMAIL}, {"name": "Charles Babbage", "emails": {"ADA@x.example": ""}}),
        ({"phones": PHONE}, {"name": "Ada King Lovelace", "phones": {"020 7946 0100": ""}}),
        (
            {"links": {"https://linkedin.com/in/ada": ""}},
            {"name": "A. L.", "links": {"linkedin.com/in/ada": ""}},
        ),
        ({"org": "Engines"}, {"name": "Ada Lovelace", "org": "Engines Ltd."}),
        ({}, {"name": "Lovelace, Ada"}),
        ({"org": "Engines"}, {"name": "Ada Lovelase", "org": "Engines"}),
    ],
)
def test_worth_a_question(one: dict[str, object], other: dict[str, object]) -> None:
    garden = garden_of(person(1, "Ada Lovelace", **one), person(2, str(other.pop("name")), **other))
    (pair,) = find_duplicates(garden)
    assert (pair.one, pair.other) == (uid(1), uid(2))
    assert pair.score >= 30
    assert pair.words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            {"org": "Engines", "emails": EMAIL},
            {"name": "Ada Lovelace", "org": "Juniper", "emails": {"a@y.example": ""}},
        ),
        ({"phones": PHONE}, {"name": "Charles Babbage", "phones": PHONE}),
        ({"aliases": ("Countess",)}, {"name": "Bea Silva", "aliases": ("Countess",)}),
        ({"emails": {"info@x.example": ""}}, {"name": "Bea Silva", "emails": {"info@x.example": ""}}),
        ({"org": "Engines"}, {"name": "Charles Babbage", "org": "Engines"}),
        ({}, {"name": "Ada Byron"}),
    ],
)
def test_two_people(one: dict[str, object], other: dict[str, object]) -> None:
    garden = garden_of(person(1, "Ada Lovelace", **one), person(2, str(other.pop("name")), **other))
    assert find_duplicates(garden) == []


def test_the_likeliest_come_first_and_not_the_same_is_remembered() -> None:
    garden = garden_of(
        person(1, "Ada Lovelace", emails=EMAIL, org="Engines"),
        person(2, "Ada Lovelace", emails=EMAIL, org="Engines"),
        person(3, "Bea Silva"),
        person(4, "Bea Silva"),
    )
    first, second = find_duplicates(garden)
    assert first.score > second.score
    assert (second.one, second.other) == (uid(3), uid(4))
    garden.apply(mark_distinct(garden, uid(3), uid(4)))
    assert find_duplicates(garden) == [first]


def full() -> Garden:
    garden = garden_of(
        person(
            1,
            "Ada Lovelace",
            emails=EMAIL,
            tags=("board",),
            notes="first",
            role="CTO",
            source={"vcard": "{}"},
        ),
        person(
            2,
            "Ada King",
            emails={"ADA@x.example": "", "b@x.example": ""},
            notes="second",
            role="CEO",
            place="London",
        ),
        person(3, "Charles", met_via=uid(2)),
        interactions=[
            Interaction(uid=uid(10), on=TODAY, people=(uid(2),), summary="alone"),
            Interaction(uid=uid(11), on=TODAY, people=(uid(1), uid(2), uid(3)), own_lines=(uid(2),)),
        ],
        loops=[Loop(uid=uid(12), kind="owe", people=(uid(2),), opened_on=TODAY)],
        wants=[Want(uid=uid(13), contact=uid(2), text="a designer", said_on=TODAY)],
        milestones=[Milestone(uid=uid(14), contact=uid(2), what="new job", on="2026-01-01")],
    )
    for one, other in ((2, 3), (1, 2), (1, 3)):
        garden.apply(add_tie(garden, uid(one), uid(other), f"{one}-{other}"))
    garden.apply(mark_distinct(garden, uid(2), uid(3)))
    return garden


def test_a_merge_keeps_all_that_happened() -> None:
    garden = full()
    garden.apply(merge(garden, uid(1), uid(2)))
    ada = garden.contacts[uid(1)]
    assert set(garden.contacts) == {uid(1), uid(3)}
    assert (ada.name, ada.aliases, ada.role, ada.place) == ("Ada Lovelace", ("Ada King",), "CTO", "London")
    assert ada.emails == {"ada@x.example": "work", "b@x.example": ""}
    assert ada.notes == "first\n\nsecond"
    assert {entry.uid for entry in garden.interactions_of(uid(1))} == {uid(10), uid(11)}
    assert garden.interactions[uid(11)].people == (uid(1), uid(3))
    assert garden.interactions[uid(11)].own_lines == (uid(1),)
    assert [loop.uid for loop in garden.loops_of(uid(1))] == [uid(12)]
    assert [want.text for want in garden.wants_of(uid(1))] == ["a designer"]
    assert [milestone.what for milestone in garden.milestones_of(uid(1))] == ["new job"]
    assert {other: tie.why for other, tie in garden.ties_of(uid(1)).items()} == {uid(3): "1-3"}
    assert garden.distinct_from(uid(1)) == {uid(3)}
    assert garden.contacts[uid(3)].met_via == uid(1)
    assert not list(garden.mentioning(uid(2)))


def test_choices_take_the_other_side() -> None:
    garden = full()
    garden.apply(merge(garden, uid(1), uid(2), {"name": "other", "role": "other", "notes": "keep"}))
    ada = garden.contacts[uid(1)]
    assert (ada.name, ada.aliases, ada.role, ada.notes) == ("Ada King", ("Ada Lovelace",), "CEO", "first")


@settings(max_examples=40, deadline=None)
@given(st.permutations([1, 2, 3]), st.booleans())
def test_a_merge_is_one_change_and_one_undo(order: list[int], other: bool) -> None:
    garden = full()
    before = {table: dict(garden.records(table)) for table in TABLES}
    change = merge(garden, uid(order[0]), uid(order[1]), {"name": "other" if other else "keep"})
    garden.apply(change)
    assert uid(order[1]) not in garden.contacts
    inverse = invert(garden, change)
    garden.apply(inverse.change)
    assert not inverse.stayed
    assert {table: dict(garden.records(table)) for table in TABLES} == before


def test_wrong_words_are_refused() -> None:
    garden = full()
    with pytest.raises(UsageError, match="one contact already"):
        merge(garden, uid(1), uid(1))
    with pytest.raises(UsageError):
        merge(garden, uid(1), uid(9))
    with pytest.raises(UsageError, match="no field"):
        merge(garden, uid(1), uid(2), {"uid": "other"})
    with pytest.raises(UsageError, match="no side"):
        merge(garden, uid(1), uid(2), {"role": "left"})  # type: ignore[dict-item]


def test_side_by_side_names_what_differs() -> None:
    garden = full()
    rows = {row.field: row for row in side_by_side(garden.contacts[uid(1)], garden.contacts[uid(2)])}
    assert (rows["role"].one, rows["role"].other, rows["role"].differs) == ("CTO", "CEO", True)
    assert (rows["place"].differs, rows["tags"].differs) == (False, False)
    assert rows["emails"].one == "ada@x.example (work)"
    assert "org" not in rows


def test_not_everybody_is_compared_with_everybody() -> None:
    """Of eight thousand people a hundred bear each family name, and eighty each given name."""

    def compare(share: float) -> None:
        firsts, lasts = 100, int(80 * share)
        people = [
            person(
                n,
                f"First{n % firsts} Last{n // firsts % lasts}",
                org=f"Org {n % 7}",
                emails={f"p{n}@x.example": ""},
            )
            for n in range(1, firsts * lasts)
        ]
        find_duplicates(garden_of(*people))

    assert grows_evenly(compare)
