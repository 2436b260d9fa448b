"""Import: who is added, who is updated, who may be a duplicate; and that what was edited here stays."""

import msgspec
import pytest

from netgarden.change.garden import Garden
from netgarden.change.history import invert
from netgarden.formats.candidate import Candidate, Reading, Skipped
from netgarden.importing.plan import ImportPlan, Outcome, plan_import
from netgarden.records.contact import Contact
from tests.support.gardens import TODAY, person


def reading(*contacts: Contact, refs: tuple[str, ...] = (), file: str = "people.vcf") -> Reading:
    return Reading(
        format="vcard",
        file=file,
        candidates=[
            Candidate(contact=contact, where=f"card {at}", ref=refs[at - 1] if refs else "")
            for at, contact in enumerate(contacts, 1)
        ],
    )


def given(name: str, **fields: object) -> Contact:
    return Contact(uid="", name=name, **fields)  # type: ignore[arg-type]


def carry_out(garden: Garden, *readings: Reading, **options: object) -> ImportPlan:
    plan = plan_import(garden, readings, TODAY, **options)  # type: ignore[arg-type]
    garden.apply(plan.change(garden))
    return plan


def only(garden: Garden) -> Contact:
    (contact,) = garden.contacts.values()
    return contact


def edit(garden: Garden, contact: Contact, **fields: object) -> None:
    builder = garden.builder()
    builder.put(msgspec.structs.replace(contact, **fields))
    garden.apply(builder.build("edit"))


ADA = given("Ada Lovelace", org="Engines", role="CTO", emails={"ada@x.example": "work"}, tags=("board",))


def test_new_people_come_in_unplaced_and_dated(garden: Garden) -> None:
    plan = carry_out(garden, reading(ADA))
    ada = only(garden)
    assert plan.counts == {"added": 1, "updated": 0, "unchanged": 0, "duplicate": 0, "skipped": 0}
    assert (ada.name, ada.added_on, ada.tier, ada.cadence) == ("Ada Lovelace", TODAY, "", "")
    assert not garden.loops
    assert plan.label == "import 1 person from people.vcf"


def test_the_whole_import_is_one_change_and_one_undo(garden: Garden) -> None:
    change = plan_import(garden, [reading(ADA, given("Bea Silva"))], TODAY).change(garden)
    garden.apply(change)
    assert len(garden.contacts) == 2
    garden.apply(invert(garden, change).change)
    assert not garden.contacts


def test_again_it_adds_nobody_and_changes_nothing(garden: Garden) -> None:
    namesake = given("Ada Lovelace", org="Other", emails={"ada@other.example": ""})
    carry_out(garden, reading(ADA, namesake, given("Cem")))
    plan = plan_import(garden, [reading(ADA, namesake, given("Cem"))], TODAY)
    assert plan.counts["unchanged"] == 3
    assert not plan.change(garden)


def test_what_changed_at_the_source_comes_in_and_what_was_edited_here_stays(garden: Garden) -> None:
    carry_out(garden, reading(ADA, refs=("id-1",)))
    edit(garden, only(garden), role="Founder", notes="mine")
    changed = msgspec.structs.replace(ADA, org="Juniper", role="CEO", phones={"+44 20 7946 0100": "mobile"})
    plan = carry_out(garden, reading(changed, refs=("id-1",)))
    ada = only(garden)
    assert (ada.org, ada.role, ada.notes) == ("Juniper", "Founder", "mine")
    assert ada.phones == {"+44 20 7946 0100": "mobile"}
    (outcome,) = plan.of("updated")
    assert {change.path for change in outcome.fields} == {"org", "phones/+44 20 7946 0100"}
    assert [(kept.path, kept.before, kept.after) for kept in outcome.kept] == [("role", "Founder", "CEO")]
    assert not plan_import(garden, [reading(changed, refs=("id-1",))], TODAY).change(garden)


def test_what_was_removed_here_does_not_come_back_and_what_the_source_drops_stays(garden: Garden) -> None:
    carry_out(garden, reading(ADA))
    edit(garden, only(garden), tags=())
    carry_out(garden, reading(msgspec.structs.replace(ADA, emails={}, role="CEO")))
    ada = only(garden)
    assert (ada.tags, ada.emails, ada.role) == ((), {"ada@x.example": "work"}, "CEO")


def test_a_second_source_fills_what_is_empty_and_overrules_nothing(garden: Garden) -> None:
    carry_out(garden, reading(ADA))
    other = given(
        "Ada Lovelace", role="Countess", place="London", emails={"ADA@x.example": ""}, notes="likes horses"
    )
    linkedin = msgspec.structs.replace(reading(other), format="linkedin")
    plan = carry_out(garden, linkedin)
    ada = only(garden)
    assert (ada.role, ada.place, ada.notes) == ("CTO", "London", "likes horses")
    assert ada.emails == {"ada@x.example": "work"}
    assert [kept.path for kept in plan.of("updated")[0].kept] == ["role"]


def test_a_second_sources_note_joins_mine(garden: Garden) -> None:
    carry_out(garden, reading(msgspec.structs.replace(ADA, notes="met at a lecture")))
    carry_out(garden, reading(msgspec.structs.replace(ADA, notes="likes horses"), refs=("other",)))
    assert only(garden).notes == "met at a lecture\n\nlikes horses"


PHONE = {"+44 20 7946 0100": ""}
EMAIL = {"ada@x.example": ""}
GITHUB = {"https://github.com/engines": "github"}
LINK = {"https://www.linkedin.com/in/ada": "linkedin"}


@pytest.mark.parametrize(
    ("here", "there", "kind"),
    [
        # the same person
        (given("Ada Lovelace", emails=EMAIL), given("Ada Lovelace", emails={"ADA@X.example": ""}), "unchanged"),
        (given("Ada Lovelace", emails=EMAIL), given("ada@x.example", emails=EMAIL), "unchanged"),
        (given("Ada Lovelace", phones=PHONE), given("Lovelace, Ada", phones={"020 7946 0100": ""}), "unchanged"),
        (given("Ada Lovelace", links=LINK), given("Ada King", links={"http://linkedin.com/in/ada/": ""}), "updated"),
        (given("Ada Lovelace", org="Engines Ltd"), given("Ada Lovelace", org="Engines", emails=EMAIL), "updated"),
        # a question
        (given("Ada Lovelace", emails=EMAIL), given("Ada King Lovelace", emails=EMAIL), "duplicate"),
        (given("Ada Lovelace", emails=EMAIL), given("Charles Babbage", emails=EMAIL), "duplicate"),
        (given("Ada Lovelace", phones=PHONE), given("Ada King Lovelace", phones=PHONE), "duplicate"),
        (given("Ada Lovelace", links=LINK), given("Charles Babbage", links=LINK), "duplicate"),
        (given("Ada Lovelace", org="Engines"), given("Ada Lovelace", phones=PHONE), "duplicate"),
        (given("Ada Lovelace", links=GITHUB), given("Ada Byron", links=GITHUB), "duplicate"),
        # two people
        (given("Ada Lovelace", links=GITHUB), given("Charles Babbage", links=GITHUB), "added"),
        (given("Ada Lovelace", org="Engines"), given("Ada Lovelace", org="Juniper"), "added"),
        (given("John Smith", emails=EMAIL), given("John Smith", emails={"john@y.example": ""}), "added"),
        (given("Ada Lovelace", phones=PHONE), given("Charles Babbage", phones=PHONE), "added"),
        (given("Ada Lovelace", phones=PHONE), given("Ada Byron", phones=PHONE), "added"),
        (given("Ada Lovelace", emails={"info@x.example": ""}), given("Bea", emails={"info@x.example": ""}), "added"),
        (given("Ada", aliases=("Countess",)), given("Bea", aliases=("Countess",)), "added"),
    ],
)  # fmt: skip
def test_who_is_whom(garden: Garden, here: Contact, there: Contact, kind: str) -> None:
    edit(garden, msgspec.structs.replace(here, uid=person(1, "x").uid))
    (outcome,) = plan_import(garden, [reading(there)], TODAY).outcomes
    assert outcome.kind == kind
    assert outcome.to_decide == (kind == "duplicate")
    assert bool(outcome.reason) == (kind == "duplicate" or (kind == "added" and not there.aliases))


def question(garden: Garden) -> tuple[Reading, Outcome]:
    edit(garden, person(1, "Ada Lovelace", emails=EMAIL))
    asked = reading(given("Ada King Lovelace", emails=EMAIL, place="London"))
    (outcome,) = plan_import(garden, [asked], TODAY).to_decide
    return asked, outcome


def test_a_question_answered_same_joins_them(garden: Garden) -> None:
    asked, outcome = question(garden)
    plan = carry_out(garden, asked, decisions={outcome.key: "same"})
    ada = only(garden)
    assert plan.counts["updated"] == 1
    assert (ada.name, ada.aliases, ada.place) == ("Ada Lovelace", ("Ada King Lovelace",), "London")
    assert plan_import(garden, [asked], TODAY).counts["unchanged"] == 1


def test_a_question_answered_separate_makes_two_people_for_good(garden: Garden) -> None:
    asked, outcome = question(garden)
    carry_out(garden, asked, decisions={outcome.key: "separate"})
    assert len(garden.contacts) == 2
    assert garden.distinct_from(person(1, "x").uid) == set(garden.contacts) - {person(1, "x").uid}
    assert plan_import(garden, [asked], TODAY).counts["unchanged"] == 1


def test_one_answer_for_all_questions(garden: Garden) -> None:
    asked, _ = question(garden)
    carry_out(garden, asked, undecided="same")
    assert only(garden).place == "London"


def test_exact_copies_in_one_file_and_one_id_twice_are_one_person(garden: Garden) -> None:
    plan = carry_out(garden, reading(ADA, ADA))
    assert plan.counts == {"added": 1, "updated": 0, "unchanged": 0, "duplicate": 1, "skipped": 0}
    assert plan.of("duplicate")[0].reason == "the same as card 1"
    more = msgspec.structs.replace(ADA, role="CEO", phones=PHONE)
    second = carry_out(garden, reading(ADA, more, refs=("one", "one"), file="b.vcf"))
    assert second.counts["added"] == 0
    assert (only(garden).role, only(garden).phones) == ("CTO", PHONE)


def test_one_id_with_two_names_is_a_question(garden: Garden) -> None:
    plan = carry_out(garden, reading(given("Ada Lovelace"), given("Charles Babbage"), refs=("one", "one")))
    assert plan.counts["added"] == plan.counts["duplicate"] == 1
    assert "same id" in plan.to_decide[0].reason


def test_an_address_of_many_is_an_office(garden: Garden) -> None:
    shared = {"desk@x.example": ""}
    for number, name in enumerate(["Ada Lovelace", "Bea Silva", "Cem Kaya"], 1):
        edit(garden, person(number, name, emails=shared))
    assert plan_import(garden, [reading(given("Dan Ito", emails=shared))], TODAY).counts["added"] == 1


def test_skipped_rows_and_warnings_are_passed_on(garden: Garden) -> None:
    read = msgspec.structs.replace(
        reading(ADA), skipped=[Skipped("card 2", "a group, not a person")], warnings=["photos: not stored"]
    )
    plan = plan_import(garden, [read], TODAY)
    assert plan.counts["skipped"] == 1
    assert (plan.of("skipped")[0].where, plan.of("skipped")[0].reason) == ("card 2", "a group, not a person")
    assert plan.warnings == ["people.vcf: photos: not stored"]


def test_a_deleted_contact_comes_back_only_by_import(garden: Garden) -> None:
    carry_out(garden, reading(ADA))
    builder = garden.builder()
    builder.remove(only(garden))
    garden.apply(builder.build("delete"))
    assert carry_out(garden, reading(ADA)).counts["added"] == 1
