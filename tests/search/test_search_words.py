from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from netgarden.search.addresses import reach_words, reaches
from netgarden.search.fields import joined_forms
from netgarden.search.given_names import variants
from netgarden.search.highlight import matching_letters, merged
from netgarden.search.long_texts import Texts
from netgarden.search.tokens import MAX_TOKEN, latin, split_words, tokens
from netgarden.search.vocabulary import Cost, Vocabulary
from netgarden.text.plain import clean

WORDS = st.text(alphabet="abco", min_size=1, max_size=6)


def vocabulary(*words: str) -> Vocabulary:
    made = Vocabulary()
    for number, word in enumerate(words):
        made.add(word, str(number), 0.0)
    return made


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ada LOVELACE", ["ada", "lovelace"]),
        ("Zoë Łukasz Søren Groß", ["zoe", "lukasz", "soren", "gross"]),
        ("O’Brien O'Neil", ["obrien", "oneil"]),
        ("Jean-Luc_Moreau/Paris", ["jean", "luc", "moreau", "paris"]),
        ("山田太郎 Taro", ["山", "田", "太", "郎", "taro"]),
        ("C3PO 2024", ["c3po", "2024"]),
        ("김철수", ["김", "철", "수"]),
        ("محمد", ["محمد"]),
        ("", []),
    ],
)
def test_words_are_folded_and_cjk_stands_by_character(text: str, words: list[str]) -> None:
    assert split_words(text) == words


@given(st.text(max_size=40).map(clean))
def test_tokens_lie_in_order_within_the_text(text: str) -> None:
    ends = [0, *(end for token in tokens(text) for end in (token.start, token.end)), len(text)]
    assert all(token.start < token.end <= len(text) for token in tokens(text))
    assert [token.start for token in tokens(text)] == sorted(token.start for token in tokens(text))
    assert max(ends) == len(text)


@given(st.text(alphabet=st.characters(codec="latin-1"), max_size=40).map(clean))
def test_tokens_are_the_words_that_are_indexed(text: str) -> None:
    assert [token.word for token in tokens(text)] == split_words(text)


def test_a_word_is_compared_up_to_a_length() -> None:
    assert split_words("a" * 300) == ["a" * MAX_TOKEN]


@pytest.mark.parametrize(
    ("word", "spelling"),
    [
        ("дмитрии", "dmitry"),
        ("щукин", "shchukin"),
        ("соловьев", "solovev"),
        ("παπαδοπουλοσ", "papadopoulos"),
        ("γιωργοσ", "giorgos"),
        ("ada", ""),
        ("山", ""),
        ("محمد", ""),
    ],
)
def test_cyrillic_and_greek_have_a_latin_spelling(word: str, spelling: str) -> None:
    assert latin(word) == spelling


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Pieter van den Berg", {"vandenberg", "denberg"}),
        ("Maria de la Cruz", {"delacruz", "lacruz"}),
        ("Jean-Luc Moreau", {"jeanluc"}),
        ("Mc Donald", {"mcdonald"}),
        ("Ada Lovelace", set()),
        ("van", set()),
        ("- -a- --", set()),
    ],
)
def test_parts_of_a_name_may_be_written_together(name: str, forms: set[str]) -> None:
    assert set(joined_forms(name, split_words(name))) == forms


def test_short_forms_of_given_names_go_both_ways() -> None:
    assert {"robert", "rob"} <= variants("bob")
    assert "bob" in variants("robert")
    assert "bob" not in variants("bob")
    assert variants("xyzzy") == frozenset()


@given(st.lists(WORDS, unique=True, max_size=30), WORDS)
def test_words_one_slip_away_are_all_found_and_no_others(words: list[str], typed: str) -> None:
    found = vocabulary(*words).near(typed)
    for word in words:
        edits = OSA.distance(typed, word)
        # One slip, then any letters more: the nearest beginning of the word is one edit away.
        begins = min(OSA.distance(typed, word[:end]) for end in range(len(word) + 1))
        if edits == 1:
            assert word in found or word.startswith(typed)
        if word in found:
            assert begins <= 1
            assert found[word] >= Cost.EDIT - Cost.SWAPPED


@given(st.lists(WORDS, max_size=30), WORDS)
def test_a_vocabulary_forgets_what_it_learnt(words: list[str], prefix: str) -> None:
    made = vocabulary(*words)
    assert made.starting(prefix) == sorted({word for word in words if word.startswith(prefix)})
    for number, word in enumerate(words):
        made.discard(word, str(number))
        made.discard(word, "nobody")
    assert made.starting("") == []
    assert made.people == {}
    assert made.alike(prefix, 2) == {}


@given(st.lists(WORDS, unique=True, max_size=20), WORDS, st.integers(0, 3))
def test_words_some_slips_away_are_found_by_comparing(words: list[str], typed: str, slips: int) -> None:
    assert set(vocabulary(*words).alike(typed, slips)) == {
        word for word in words if OSA.distance(typed, word) <= slips
    }


@pytest.mark.parametrize(
    ("typed", "word", "spans"),
    [
        ("lov", "lovelace", [(0, 3)]),
        ("lvoelace", "lovelace", [(0, 1), (2, 3), (3, 8)]),
        ("bob", "robert", []),
        ("дмитрии", "dmitry", [(0, 6)]),
    ],
)
def test_the_letters_of_a_word_that_were_typed(typed: str, word: str, spans: list[tuple[int, int]]) -> None:
    assert matching_letters(typed, word) == spans


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda pair: (min(pair), max(pair)))))
def test_merged_spans_cover_the_same_letters_and_never_touch(spans: list[tuple[int, int]]) -> None:
    joined = merged(spans)
    covered = {place for start, end in spans for place in range(start, end)}
    assert {place for start, end in joined for place in range(start, end)} == covered
    assert all(before[1] < after[0] for before, after in pairwise(joined))


@pytest.mark.parametrize(
    ("words", "reach"),
    [
        (("Ada@X.org", "acme"), ("ada@x.org",)),
        (("@", "@@"), ()),
        (("+351", "912", "345"), ("351912345",)),
        (("2024",), ()),
        (("route", "66123"), ()),
    ],
)
def test_addresses_and_numbers_are_told_from_words(words: tuple[str, ...], reach: tuple[str, ...]) -> None:
    assert reach_words(words) == reach


@pytest.mark.parametrize(
    ("typed", "fits"),
    [("0912345", True), ("912345", True), ("00000", False), ("99999", False), ("a@x", True)],
)
def test_who_is_reached_by_what_was_typed(typed: str, fits: bool) -> None:
    assert reaches(typed, ("a@x.org",), ("351912345678",)) is fits


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sets(WORDS, max_size=4)), max_size=12), WORDS)
def test_long_texts_tell_who_has_a_word_now(changes: list[tuple[str, set[str]]], beginning: str) -> None:
    texts, now = Texts(), dict[str, set[str]]()
    for uid, words in changes:
        texts.put(uid, words)
        now[uid] = words
        texts.having(beginning)
    found = texts.having(beginning)
    assert found.keys() == {
        uid for uid, words in now.items() if any(word.startswith(beginning) for word in words)
    }
    assert all(word == min(w for w in now[uid] if w.startswith(beginning)) for uid, word in found.items())
    for uid in now:
        texts.drop(uid)
    assert texts.having(beginning) == {}


def test_those_with_the_word_itself_come_before_those_with_a_longer_one() -> None:
    texts = Texts()
    texts.put("long", ["designer"])
    texts.put("both", ["design", "designer"])
    assert texts.having("design", 1) == {"both": "design"}
    assert texts.having("design") == {"both": "design", "long": "designer"}
