import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgarden.text.plain import MAX_LINE, clean, first_name, fold, plural


@pytest.mark.parametrize(
    ("hostile", "safe"),
    [
        ("A\x1b[31mda\x1b[0m", "Ada"),
        ("Ada\x1b]0;owned\x07 L", "Ada L"),
        ("Ada\x1b]52;c;aGk=\x1b\\!", "Ada!"),
        ("\x1b[2J\x1b[6nAda", "Ada"),
        ("\x9b31mAda", "Ada"),
        ("\x9d0;t\x9cAda", "Ada"),
        ("Ada\x1b", "Ada"),
        ("Ada\rEvil", "Ada Evil"),
        ("a\x00b\x08c\x7f", "abc"),
        ("\u202eevil\u202c", "evil"),
        ("\u2066x\u2069\u200f\u061c", "x"),
        ("x\U000e0041\U000e007f", "x"),
        ("a\u2028b\u2029c\u0085d", "a b c d"),
        ("  Ada   Lovelace ", "Ada Lovelace"),
        ("e\u0301", "é"),
        ("a" + "\u0301" * 500, "á" + "\u0301" * 4),
        ("\ufeffAda", "Ada"),
        ("Ann [/] Lee", "Ann [/] Lee"),
        ("👩‍👩‍👧 家族", "👩‍👩‍👧 家族"),
        ("می‌خواهم", "می‌خواهم"),
        ("\ud800x", "x"),
        ("", ""),
        (" \t\n", ""),
    ],
)
def test_hostile_text_becomes_plain(hostile: str, safe: str) -> None:
    assert clean(hostile) == safe


def test_a_note_keeps_its_lines_and_indent() -> None:
    assert clean("one\r\n  two\t \r\rthree\n\n", multiline=True) == "one\n  two\n\nthree"


def test_an_endless_line_is_cut_and_says_so() -> None:
    assert clean("x" * 50_000) == "x" * (MAX_LINE - 1) + "…"


@given(st.text(), st.booleans())
def test_clean_is_idempotent_and_leaves_nothing_a_terminal_acts_on(text: str, multiline: bool) -> None:
    cleaned = clean(text, multiline=multiline)
    assert clean(cleaned, multiline=multiline) == cleaned
    allowed = {"\n"} if multiline else set()
    assert not [c for c in cleaned if unicodedata.category(c) in ("Cc", "Cs") and c not in allowed]
    assert not set(cleaned) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Łukasz Ørsted", "lukasz orsted"),
        ("O’Brien", "obrien"),
        ("O'Brien", "obrien"),
        ("Straße", "strasse"),
        ("Ærøskøbing", "aeroskobing"),
        ("İstanbul", "istanbul"),
        ("Jean-Luc", "jean luc"),
        ("Zoë QUINN", "zoe quinn"),
        ("安藤 ロイド", "安藤 ロイト"),
        ("!?", ""),
    ],
)
def test_fold_compares_what_people_take_for_the_same(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_first_name_skips_titles() -> None:
    assert first_name("Dr. Ada Lovelace") == "Ada"
    assert first_name("Prof") == "Prof"


def test_plural() -> None:
    assert (plural(1, "person", "people"), plural(3000, "person", "people")) == ("1 person", "3,000 people")
