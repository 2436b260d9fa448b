"""Whom a name means."""

import pytest
from msgspec.structs import replace

from netgarden.change.garden import Garden
from netgarden.composer.known_names import EXACT, MAX_WORDS, NameIndex, name_keys
from netgarden.records.contact import Contact
from netgarden.records.ids import encode
from netgarden.records.interaction import Interaction

ADA, KING, ZOE, JEAN, BYRON = (encode(n) for n in range(5))


@pytest.fixture
def names() -> NameIndex:
    return NameIndex(
        [
            Contact(
                uid=ADA, name="Ada Lovelace", aliases=("Countess",), interests=("climate adaptation", "chess")
            ),
            Contact(
                uid=KING, name="Ada King", emails={"ada@king.org": ""}, interests=("chess",), tags=("vip",)
            ),
            Contact(uid=ZOE, name="Zoë van den Berg"),
            Contact(uid=JEAN, name="Dr. Jean-Luc O'Brien"),
            Contact(uid=BYRON, name="Byron"),
        ],
        closeness={ADA: 1, KING: 5, ZOE: 0, JEAN: 0, BYRON: 0}.__getitem__,
    )


@pytest.mark.parametrize(
    ("name", "uids"),
    [
        ("ada lovelace", (ADA,)),
        ("countess", (ADA,)),
        ("ada", (KING, ADA)),
        ("zoe", (ZOE,)),
        ("zoe berg", (ZOE,)),
        ("zoe van den berg", (ZOE,)),
        ("jean luc", (JEAN,)),
        ("jean luc obrien", (JEAN,)),
        ("byron", (BYRON,)),
        ("lovelace", ()),
        ("ad", ()),
        ("", ()),
    ],
)
def test_people_are_called(names: NameIndex, name: str, uids: tuple[str, ...]) -> None:
    assert names.called(name) == uids


def test_a_family_name_counts_where_a_name_is_expected(names: NameIndex) -> None:
    assert names.called("lovelace", family=True) == (ADA,)
    assert names.run(["lovelace"]) == 0
    assert names.run(["lovelace"], family=True) == 1


def test_who_is_in_the_entry_already_comes_first(names: NameIndex) -> None:
    assert names.called("ada", first=(ADA,)) == (ADA, KING)


def test_a_whole_name_comes_before_a_given_name() -> None:
    names = NameIndex(
        [Contact(uid=ADA, name="Ada Lovelace"), Contact(uid=KING, name="Ada")], {ADA: 9, KING: 0}.get
    )
    assert names.called("ada") == (KING, ADA)


def test_the_longest_run_wins(names: NameIndex) -> None:
    assert names.run(["ada", "lovelace", "and", "zoe"]) == 2
    assert names.run(["ada", "byron"]) == 1
    assert names.run(["nobody"]) == 0


def test_near_names_are_a_slip_away_or_a_short_form(names: NameIndex) -> None:
    assert names.near("ada lovelase") == (ADA,)
    assert names.near("byrno") == (BYRON,)
    assert names.near("jean berg") == ()
    assert names.near("jea obrien") == (JEAN,)
    assert names.near("xx") == ()
    assert names.near("nobody at all") == ()


def test_completion_offers_whom_one_knows_best(names: NameIndex) -> None:
    assert names.starting_with("ad") == (KING, ADA)
    assert names.starting_with("love") == (ADA,)
    assert names.starting_with("zz") == ()
    assert names.starting_with("", limit=1) == (KING,)


def test_interests_and_tags_are_offered_commonest_first(names: NameIndex) -> None:
    assert names.words("interests", "c") == ("chess", "climate adaptation")
    assert names.words("tags", "v") == ("vip",)
    assert names.interest("Climate-adaptation") == "climate adaptation"
    assert names.interest("sailing") == "sailing"


def test_the_index_follows_changes(names: NameIndex) -> None:
    names.starting_with("a")
    contact = names.contact(ADA)
    assert contact is not None
    names.put(replace(contact, name="Augusta Byron", interests=()))
    assert names.called("ada") == (KING,)
    assert names.called("augusta") == names.starting_with("aug") == (ADA,)
    assert names.interest("climate-adaptation") == "climate-adaptation"
    names.discard(ADA)
    names.discard(ADA)
    assert names.called("augusta") == names.starting_with("aug") == ()
    assert names.called("byron", family=True) == (BYRON,)


def test_it_follows_a_garden() -> None:
    garden = Garden({"contacts": [Contact(uid=ADA, name="Ada Lovelace"), Contact(uid=KING, name="Ada King")]})
    names = NameIndex.of(garden)
    builder = garden.builder()
    builder.put(replace(garden.contacts[ADA], name="Augusta"))
    builder.put(Contact(uid=ZOE, name="Zoë"))
    builder.remove(garden.contacts[KING])
    names.follow(garden, garden.apply(builder.build("x")))
    assert (names.called("ada"), names.called("augusta"), names.called("zoe")) == ((), (ADA,), (ZOE,))


def test_whom_one_knows_best_has_more_history_and_is_not_archived() -> None:
    people = [Contact(uid=ADA, name="Ada Lovelace", archived=True), Contact(uid=KING, name="Ada King")]
    from datetime import date

    entries = [
        Interaction(uid=encode(50 + n), on=date(2026, 1, n + 1), kind="call", weight="talk", people=(ADA,))
        for n in range(3)
    ]
    assert NameIndex.of(Garden({"contacts": people, "interactions": entries})).called("ada") == (KING, ADA)
    people[0] = replace(people[0], archived=False)
    assert NameIndex.of(Garden({"contacts": people, "interactions": entries})).called("ada") == (ADA, KING)


def test_people_are_found_by_their_address(names: NameIndex) -> None:
    assert names.by_email("ADA@king.org") == KING
    assert names.by_email("nobody@king.org") == ""


@pytest.mark.parametrize("name", ["🎉", "山田太郎", "X", "O'", "Dr.", "a " * 200])
def test_any_name_can_be_indexed(name: str) -> None:
    contact = Contact(uid=ADA, name=name)
    names = NameIndex([contact])
    assert all(key for key, _ in name_keys(contact))
    names.discard(ADA)
    assert names.starting_with("") == ()


def test_a_name_of_a_thousand_words_has_few_parts() -> None:
    contact = Contact(uid=ADA, name=" ".join(f"w{number}" for number in range(1000)))
    keys = name_keys(contact)
    assert len(keys) < 3 * MAX_WORDS
    assert max(len(key.split()) for key, rank in keys if rank != EXACT) <= MAX_WORDS
