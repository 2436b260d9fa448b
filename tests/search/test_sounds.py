"""Words that sound alike, initials, domains, ends of numbers: what people remember of somebody."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgarden.change.garden import Garden
from netgarden.due.rules import Rules
from netgarden.records.contact import Contact
from netgarden.search import SearchIndex, initials
from netgarden.search.addresses import bare_address, domain_name, nearest_addresses
from netgarden.search.sounds import MAX_KEYS, sound_keys
from netgarden.search.word_forms import word_forms
from tests.support.gardens import TODAY


@pytest.mark.parametrize(
    "alike",
    [
        "siobhan shivawn chevonne", "niamh neev", "caoimhe keeva", "aoife eefa", "sean shawn", "eoghan owen",
        "saoirse seersha", "ciaran keeran", "oisin osheen", "aisling ashling", "orlaith orla", "meadhbh maeve",
        "kowalski kovalsky", "krzysztof kshishtof", "schmidt shmit", "meyer maier mayer", "philip filip",
        "stephen steven", "catherine kathrin", "gallagher galaher", "wright rite", "smith smyth", "xavier savier",
        "geoffrey jeffrey", "beauchamp beecham", "tchaikovsky chaikovski", "nguyen nuyen", "sarah srh",
        "crawford crwfrd", "mohammed muhammad mehmet", "szczepanski shchepansky",
    ],
)  # fmt: skip
def test_words_that_sound_alike_have_a_key_in_common(alike: str) -> None:
    for one, other in pairwise(alike.split()):
        assert set(sound_keys(one)) & set(sound_keys(other)), (one, other)


@pytest.mark.parametrize("pair", ["anna emma", "martin marvin", "kim tim", "boris moris"])
def test_words_that_do_not_sound_alike_have_none(pair: str) -> None:
    one, other = pair.split()
    assert not set(sound_keys(one)) & set(sound_keys(other))


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=64))
def test_a_word_has_few_keys_and_each_says_something(word: str) -> None:
    keys = sound_keys(word)
    assert len(keys) <= MAX_KEYS
    assert all(len(key) > 1 and key.isupper() for key in keys)


def person(number: int, name: str, org: str = "", email: str = "", phone: str = "") -> Contact:
    return Contact(
        uid=f"{number:012}",
        name=name,
        org=org,
        emails={email: ""} if email else {},
        phones={phone: ""} if phone else {},
    )


PEOPLE = [
    person(1, "Geoffrey Stewart", "Massachusetts Institute of Technology", "gs@mit.edu", "+1 617-253-1000"),
    person(2, "Mitch Boggs", "Harbor Labs", "mitch@harbor.io", "+1 361-359-9401"),
    person(3, "Catherine Schwarz", "United Nations", "c.schwarz@un.org", "+1 212-963-1234"),
    person(4, "Steve Unger", "Tyrell", "steve.unger@gmail.com", "+1 389-727-8087"),
    person(5, "Ursula Meier", "European Central Bank", "ursula.meier@ecb.int", "+49 69 1344 0"),
    person(6, "Justin Mayer", "Initech", "justin.mayer@initech.com", "+1 505-222-7741"),
    person(7, "Harold Dutton", "Pioneer", "harold.dutton@pioneer.org", "+1 303-555-8118"),
    person(8, "John Doe", "Acme", "john.doe@acme.com", "+1 229-831-6394"),
    person(9, "Sarah Crawford", "Alder Media"),
    person(10, "Siobhán Ní Bhriain", "RTÉ"),
    person(11, "Jane Dover", "Organisation for Cycling"),
]
INDEX = SearchIndex(Garden({"contacts": PEOPLE}))


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("MIT", "Geoffrey Stewart"),
        ("geoffrey mit", "Geoffrey Stewart"),
        ("U.N.", "Catherine Schwarz"),
        ("ecb", "Ursula Meier"),
        ("mayer ecb", "Ursula Meier"),
        ("pioneer.org dutton", "Harold Dutton"),
        ("initech", "Justin Mayer"),
        ("<harold.dutton@pioneer.org>", "Harold Dutton"),
        ("mailto:harold.dutton@pioneer.org", "Harold Dutton"),
        ("harlod.dutton@pioneer.org", "Harold Dutton"),
        ("harolddutton@pioneer.org", "Harold Dutton"),
        ("harold.dutton@pioneer.com", "Harold Dutton"),
        ("6394", "John Doe"),
        ("394", "John Doe"),
        ("doe 394", "John Doe"),
        ("jdoe", "John Doe"),
        ("johnd", "John Doe"),
        ("srh crwfrd", "Sarah Crawford"),
        ("shivawn", "Siobhán Ní Bhriain"),
        ("organization", "Jane Dover"),
        ("cyclist cycling", "Jane Dover"),
    ],
)
def test_a_person_is_found_by_what_one_remembers(query: str, name: str) -> None:
    assert [match.name for match in INDEX.search(query, today=TODAY, rules=Rules())][:1] == [name]


def test_a_name_comes_before_initials_typed_in_small_letters() -> None:
    people = [*PEOPLE, person(12, "Maria Roe"), person(13, "Zed", "Mountain Area Rescue")]
    index = SearchIndex(Garden({"contacts": people}))
    assert next(match.name for match in index.search("mar", today=TODAY, rules=Rules())) == "Maria Roe"
    assert next(match.name for match in index.search("MAR", today=TODAY, rules=Rules())) == "Zed"


def test_the_letters_of_initials_and_the_end_of_a_number_are_marked() -> None:
    (by_org, *_) = INDEX.search("MIT", today=TODAY, rules=Rules())
    assert [(one.field, one.spans) for one in by_org.matched] == [("org", ((0, 1), (14, 15), (27, 28)))]
    (by_number, *_) = INDEX.search("6394", today=TODAY, rules=Rules())
    assert [(one.field, one.text, one.spans) for one in by_number.matched] == [
        ("phones", "+1 229-831-6394", ((11, 15),))
    ]


def test_each_address_that_begins_as_typed_is_marked() -> None:
    john = Contact(
        uid="0" * 12, name="John Doe", emails={"John@acme.com": "", "john@acme.org": "", "j@x.org": ""}
    )
    (match,) = SearchIndex(Garden({"contacts": [john]})).search("john@acme", today=TODAY, rules=Rules())
    assert [(one.text, one.spans) for one in match.matched] == [
        ("John@acme.com", ((0, 9),)),
        ("john@acme.org", ((0, 9),)),
    ]


def test_a_changed_number_is_no_longer_found_by_its_end() -> None:
    garden = Garden({"contacts": [person(1, "John Doe", phone="+1 229-831-6394")]})
    index = SearchIndex(garden)
    assert index.search("6394", today=TODAY, rules=Rules())
    garden.contacts["0" * 11 + "1"] = person(1, "John Doe", phone="+1 229-831-6395")
    index.update(["0" * 11 + "1"])
    assert not index.search("6394", today=TODAY, rules=Rules())


@pytest.mark.parametrize(
    ("domain", "name"),
    [
        ("bigcorp.com", "bigcorp"),
        ("mail.bigcorp.co.uk", "bigcorp"),
        ("gmail.com", ""),
        ("yahoo.co.jp", ""),
        ("un.org", "un"),
        ("localhost", ""),
        ("", ""),
    ],
)
def test_a_domain_names_whom_it_belongs_to(domain: str, name: str) -> None:
    assert domain_name(domain) == name


def test_an_address_is_taken_for_the_nearest_one_only() -> None:
    known = ["ada@north.org", "adam@north.org", "bob@south.org"]
    assert nearest_addresses("aad@north.org", known) == {"ada@north.org": 1}
    assert nearest_addresses("ada@north", known) == {}
    assert nearest_addresses("carol@west.org", known) == {}
    assert nearest_addresses("a.da@north.org", known) == {"ada@north.org": 1}


def test_what_stands_around_a_pasted_address_is_left_out() -> None:
    assert bare_address("“<Ada@North.org>”,") == "ada@north.org"
    assert bare_address("mailto:ada@north.org?subject=x") == "ada@north.org"


def test_initials_of_an_organisation_count_with_and_without_small_words() -> None:
    assert initials.of_org(["bank", "of", "america"]) == ("ba", "boa")
    assert initials.of_org(["acme"]) == ()
    assert initials.places(["bank", "of", "america"], "ba") == [0, 2]
    assert initials.places(["bank", "of", "america"], "boa") == [0, 1, 2]
    assert initials.places(["bank", "of", "america"], "bx") == []


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("organization", "organisation"), ("colour", "color"), ("cities", "city"), ("lunch", "lunches"),
        ("sailor", "sailors"), ("centre", "center"), ("cycling", "cycle"),
    ],
)  # fmt: skip
def test_forms_of_a_word_meet_both_ways(word: str, form: str) -> None:
    assert form in word_forms(word)
    assert word in word_forms(form)
