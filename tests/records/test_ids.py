import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgarden.records.ids import UidSource, decode, derived_uid, encode


@given(st.integers(0, (1 << 60) - 1))
def test_a_uid_and_its_document_id_are_the_same_number(number: int) -> None:
    assert decode(encode(number)) == number


@pytest.mark.parametrize("number", [-1, 1 << 60])
def test_what_does_not_fit_sixty_bits_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="60 bits"):
        encode(number)


@pytest.mark.parametrize("text", ["", "abc", "ILOU00000000", "0000000000001"])
def test_what_is_no_uid_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a uid"):
        decode(text)


def test_uids_rise_even_when_the_clock_goes_back() -> None:
    clock = iter([5, 5, 3, 9, 1])
    source = UidSource(milliseconds=lambda: next(clock))
    uids = [source() for _ in range(5)]
    assert uids == sorted(uids)
    assert len(set(uids)) == 5


def test_uids_sort_by_time() -> None:
    early, late = UidSource(milliseconds=lambda: 1_000), UidSource(milliseconds=lambda: 2_000)
    assert early() < late()


def test_a_derived_uid_is_the_same_everywhere() -> None:
    assert derived_uid("thanks", "abc") == derived_uid("thanks", "abc")
    assert derived_uid("thanks", "abc") != derived_uid("thanksa", "bc")
    assert decode(derived_uid("profile")) >= 0
