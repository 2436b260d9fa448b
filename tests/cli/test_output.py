"""How lines are printed: columns, wide letters, styles, what a terminal must not see."""

import json

import click
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from netgarden.cli.output import cells, columns, cut, fit, say, say_json


@pytest.mark.parametrize(
    ("text", "width"),
    [("", 0), ("Ada", 3), ("李小龍", 6), ("Zoë", 3), ("Zoe\u0308", 3), ("👩", 2), ("ａ", 2)],
)
def test_cells_of_narrow_wide_and_combining_letters(text: str, width: int) -> None:
    assert cells(text) == width


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("Ada Lovelace", 12, "Ada Lovelace"),
        ("Ada Lovelace", 11, "Ada Lovela…"),
        ("Ada Lovelace", 5, "Ada…"),
        ("李小龍", 5, "李小…"),
        ("李小龍", 4, "李…"),
        ("Ada", 1, "…"),
        ("Ada", 0, ""),
        ("Ada", -3, ""),
    ],
)
def test_cut(text: str, width: int, expected: str) -> None:
    assert cut(text, width) == expected


@given(st.text(), st.integers(0, 60))
def test_fitting_gives_exactly_the_cells_asked_for(text: str, width: int) -> None:
    assert cells(fit(text, width)) == width


def test_cutting_a_long_text_is_quick() -> None:
    assert cells(cut("李" * 1_000_000, 40)) <= 40


def test_columns_align_whatever_the_letters() -> None:
    lines = columns([("Ada", "Northwind", "x"), ("李小龍", "", "y")])
    assert lines == ["Ada     Northwind  x", "李小龍             y"]
    assert columns([]) == []
    assert columns([("Ada", "", "")]) == ["Ada"]
    assert columns([("Ada", "x", ""), ("Bo", "", "y")], ("bold",)) == [
        [("Ada  ", "bold"), ("x", "")],
        [("Bo   ", "bold"), ("   ", ""), ("y", "")],
    ]


def test_long_cells_are_cut_but_never_the_last() -> None:
    (line,) = columns([("A" * 100, "B" * 100)])
    assert line == "A" * 39 + "…  " + "B" * 100


def printed(print_it: object, color: bool | None) -> str:
    @click.command()
    def command() -> None:
        assert callable(print_it)
        print_it()

    return CliRunner().invoke(command, color=bool(color)).stdout


def test_styles_are_for_terminals_only() -> None:
    def print_it() -> None:
        say([("Ada", "bold"), (" x", "dim"), (" y", "")])

    assert printed(print_it, True) == "\x1b[1mAda\x1b[0m\x1b[2m x\x1b[0m y\n"
    assert printed(print_it, False) == "Ada x y\n"


@pytest.mark.parametrize(
    "hostile", ["a\x1b[31mb", "a\x9b2Jb", "a\u202eb", "a\x07b", "a\nb", "a\u2028b", "\x1b]0;t\x07ab"]
)
def test_what_a_terminal_must_not_see_is_left_out(hostile: str) -> None:
    for line in (hostile, [(hostile, "bold")]):
        text = printed(lambda line=line: say(line), True).replace("\x1b[1m", "").replace("\x1b[0m", "")
        assert text.replace(" ", "") == "ab\n"


@given(st.text())
def test_json_is_plain_ascii_and_whole(text: str) -> None:
    line = printed(lambda: say_json({"name": text}), False)
    assert line.isascii()
    assert line[:-1].isprintable()
    assert json.loads(line) == {"name": text}
