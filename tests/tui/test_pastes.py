"""What is pasted is text: nothing in it is a key, however the terminal cuts what it sends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgarden.tui.terminal.pastes import BEGIN, END, PlainPastes


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        (f"a{BEGIN}x\x1bD\x1b[31my\x07\x9b2J{END}b", f"a{BEGIN}xD[31my2J{END}b"),
        (f"{BEGIN}one\ntwo\t三{END}", f"{BEGIN}one\ntwo\t三{END}"),
        (f"{BEGIN}\x1b{END}\x1b[A", f"{BEGIN}{END}\x1b[A"),
        (f"{BEGIN}{BEGIN}x{END}\x1bD", f"{BEGIN}[200~x{END}\x1bD"),
        ("\x1b[A\x1bDx", "\x1b[A\x1bDx"),
    ],
)
def test_controls_are_taken_out_of_pastes_and_of_nothing_else(sent: str, read: str) -> None:
    assert PlainPastes().plain(sent) == read
    pieces = PlainPastes()
    assert "".join(pieces.plain(letter) for letter in sent) == read


@given(
    st.lists(st.sampled_from([BEGIN, END, "\x1b", "[", "2", "0", "1", "~", "D", "\x07"]), max_size=30),
    st.data(),
)
def test_it_does_not_matter_how_the_terminal_cuts_it(parts: list[str], data: st.DataObject) -> None:
    sent = "".join(parts)
    cut = data.draw(st.integers(0, len(sent)))
    pieces = PlainPastes()
    halves = pieces.plain(sent[:cut]) + pieces.plain(sent[cut:])
    assert halves == PlainPastes().plain(sent)
