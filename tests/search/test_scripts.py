"""Names in other scripts, found by Latin letters and the other way round."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgarden.change.garden import Garden
from netgarden.due.rules import Rules
from netgarden.records.contact import Contact
from netgarden.search import SearchIndex
from netgarden.search.scripts import MAX_SPELLINGS, needs_spelling, spellings
from netgarden.text.plain import clean
from tests.support.gardens import TODAY

NAMES = """
山本 太郎 = taro yamamoto
田中さくら = sakura tanaka
佐藤健 = sato takeru
スズキ ひろし = hiroshi suzuki
王小明 = wang xiaoming
陳大文 = chan
張偉 = zhang wei
欧阳娜娜 = ouyang nana
김민준 = kim min jun
이영희 = lee younghee
최현우 = choi hyunwoo
박지성 = park jisung
محمد الراشد = mohammed al rashid
فاطمة الزهراء = fatima zahra
عبد الرحمن خالد = abdulrahman khaled
يوسف حسين = yusuf hussein
נתן כהן = natan cohen
דוד לוי = david levi
יעקב פרץ = yaakov peretz
გიორგი ბერიძე = giorgi beridze
Արամ Խաչատրյան = aram khachatryan
राजेश शर्मा = rajesh sharma
प्रिया पटेल = priya patel
विष्णु ऋषि = vishnu rishi
രാജൻ മോഹൻ = mohan
ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ = gurpreet singh
สมชาย ใจดี = somchai jaidee
ประยุทธ์ = prayut
សុខា = sokha
"""
PAIRS = [tuple(line.split(" = ")) for line in NAMES.strip().split("\n")]
OTHERS = (
    "Tanja Kamann",
    "Will Zhao",
    "David Long",
    "Chad Marshall",
    "Rajiv Sharp",
    "Kim Parker",
    "Mo Rashford",
)


def found(query: str, *names: str) -> list[str]:
    people = [Contact(uid=f"{number:012}", name=name) for number, name in enumerate(names)]
    index = SearchIndex(Garden({"contacts": people}))
    return [match.name for match in index.search(query, today=TODAY, rules=Rules())]


ALL = tuple(name for name, _ in PAIRS)


@pytest.mark.parametrize(("name", "query"), PAIRS)
def test_a_name_in_another_script_is_found_first_by_latin_letters(name: str, query: str) -> None:
    assert found(query, *OTHERS, *ALL)[:1] == [name]


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("田中", "Aiko Tanaka"),
        ("山本太郎", "Taro Yamamoto"),
        ("王小明", "Wang Xiaoming"),
        ("김민준", "Minjun Kim"),
        ("محمد", "Mohammed Salah"),
        ("כהן", "Sarah Cohen"),
        ("गांधी", "Indira Gandhi"),
        ("ნინო", "Nino Burjanadze"),
    ],
)
def test_a_latin_name_is_found_by_the_letters_of_another_script(query: str, name: str) -> None:
    assert found(query, *OTHERS, name, "Ada Lovelace")[:1] == [name]


def test_the_letters_found_are_marked_in_the_script_in_which_they_stand() -> None:
    index = SearchIndex(Garden({"contacts": [Contact(uid="0" * 12, name="山本 太郎", org="華為")]}))
    (match,) = index.search("yamamoto huawei", today=TODAY, rules=Rules())
    assert [(one.field, one.spans) for one in match.matched] == [("name", ((0, 2),)), ("org", ((0, 2),))]


@pytest.mark.parametrize(
    "text", ["Ada Lovelace", "Zoë Łukasz", "Юлия Щербакова", "Γιώργος", "Jean – Luc", "ﬁn"]
)
def test_latin_cyrillic_and_greek_need_no_spelling(text: str) -> None:
    assert not needs_spelling(text)
    assert spellings(text, name=True) == []


@given(st.text(max_size=40).map(clean), st.booleans())
def test_spellings_are_latin_and_lie_within_the_text(text: str, name: bool) -> None:
    for one in spellings(text, name=name):
        assert one.word.isascii()
        assert 0 <= one.start < one.end <= len(text)


@pytest.mark.parametrize(("word", "spelling"), [("विष्णु", "vishnu"), ("ऋषि", "rishi"), ("ठाकुर", "thakur")])
def test_letters_of_india_are_spelled_as_they_are_said(word: str, spelling: str) -> None:
    assert spelling in [one.word for one in spellings(word)]


@pytest.mark.parametrize("word", ["يوسفوي", "הוויוחפב", "अंतर्राष्ट्रीय", "กกกกกก"])
def test_a_word_has_a_bounded_number_of_spellings(word: str) -> None:
    assert len({one.word for one in spellings(word)}) <= MAX_SPELLINGS
