"""Ties follow from introductions, from entries of a few people, and from what was noted by hand (`rules.md`, Ties)."""

from hypothesis import given
from hypothesis import strategies as st

from netgarden.change.change import Change
from netgarden.change.garden import Garden
from netgarden.people.forest import forest_of
from netgarden.people.ties import Ties, known_to
from netgarden.records.interaction import Interaction
from netgarden.records.tie import Tie
from netgarden.verbs.entries import delete_interaction
from netgarden.verbs.loops import add_tie, remove_tie
from netgarden.verbs.people import delete_contact, edit_contact
from tests.support.planting import RULES, TODAY, ago, contact, entry, garden

PEOPLE = ("ada", "bob", "cyd", "dan")


def test_why_two_people_know_each_other_is_said_with_all_there_is_to_it() -> None:
    people = garden(
        contact("ada", met_via="bob"), contact("bob"), contact("cyd"), contact("dan", met_via="ada"), contact("eve"),
        Tie(uid="t", people=("ada", "cyd"), why="sisters"),
        entry(ago(7), "met", ("ada", "bob")), entry(ago(30), "call", ("ada", "bob", "cyd")),
        entry(ago(3), "intro", ("ada", "eve")),
    )  # fmt: skip
    assert {other: evidence.words("Ada", TODAY) for other, evidence in known_to(people, "ada").items()} == {
        "bob": "introduced you · 2 entries together, last Mon 16 Nov",
        "cyd": "sisters · 1 entry together, last Sat 24 Oct",
        "dan": "you met through Ada",
        "eve": "you introduced them, Fri 20 Nov",
    }
    assert known_to(people, "bob")["ada"].words("Bob", TODAY).startswith("you met through Bob · 2 entries")


def test_a_crowd_a_part_of_it_and_an_introducer_in_plain_words_tie_nobody() -> None:
    crowd = entry(ago(1), "event", tuple(f"p{number}" for number in range(9)))
    part = entry(ago(1), "note", ("p0", "p1"), part_of=crowd.uid, gave="a book")
    people = garden(*(contact(f"p{number}", met_via="Somebody Else") for number in range(9)), crowd, part)
    assert known_to(people, "p0") == {}
    assert Ties(people).count(people.contacts) == 0


def test_deleting_the_entry_takes_its_tie_along_and_density_follows() -> None:
    met = entry(ago(1), "met", ("ada", "bob"))
    people = garden(*map(contact, PEOPLE), met)
    ties = Ties(people)
    assert forest_of(people, ties=ties).ties == forest_of(people).ties == 1
    ties.follow(people.apply(delete_interaction(people, met.uid)))
    assert forest_of(people, ties=ties).ties == 0


@given(
    st.lists(
        st.tuples(
            st.sampled_from(("tie", "untie", "entry", "delete entry", "via", "delete")),
            st.sampled_from(PEOPLE),
            st.sampled_from(PEOPLE),
        ),
        max_size=12,
    )
)
def test_the_index_kept_up_with_changes_is_the_index_made_anew(steps: list[tuple[str, str, str]]) -> None:
    people = garden(*map(contact, PEOPLE))
    ties = Ties(people)
    for verb, one, other in steps:
        if one == other or one not in people.contacts or other not in people.contacts:
            continue
        ties.follow(people.apply(_change(people, verb, one, other)))
    for uid in PEOPLE:
        assert ties.of(uid) == Ties(people).of(uid) == set(known_to(people, uid))


def _change(people: Garden, verb: str, one: str, other: str) -> Change:
    if verb == "tie":
        return add_tie(people, one, other)
    if verb == "untie":
        return remove_tie(people, one, other)
    if verb == "via":
        return edit_contact(people, RULES, one, {"met_via": other}, TODAY)
    if verb == "delete":
        return delete_contact(people, [one])
    if verb == "delete entry":
        shared = [found for found in people.interactions_of(one) if other in found.people]
        return delete_interaction(people, shared[0].uid) if shared else Change("nothing")
    builder = people.builder()
    builder.put(Interaction(uid=people.new_uid(), on=TODAY, kind="met", people=tuple(sorted((one, other)))))
    return builder.build("met")
