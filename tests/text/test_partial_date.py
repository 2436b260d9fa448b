from datetime import date

import pytest

from netgarden.text.partial_date import parse_partial_date


@pytest.mark.parametrize(
    ("text", "words"),
    [("1985-04-12", "12 Apr 1985"), ("--04-12", "12 Apr"), ("--04", "Apr"), ("1985-04", "Apr 1985"), ("1985", "1985"),
     ("--02-29", "29 Feb")],
)  # fmt: skip
def test_partial_dates_are_read_written_and_said(text: str, words: str) -> None:
    parsed = parse_partial_date(text)
    assert parsed is not None
    assert (str(parsed), parsed.words) == (text, words)


@pytest.mark.parametrize(
    "text", ["", "-", "--", "1985-13", "2023-02-29", "--02-30", "12 Apr", "1985-4-1", "0000-01-01"]
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_partial_date(text) is None


@pytest.mark.parametrize(
    ("text", "year", "day"),
    [("--02-29", 2027, date(2027, 2, 28)), ("--02-29", 2028, date(2028, 2, 29)), ("--04", 2027, date(2027, 4, 1)),
     ("1985-12-31", 2027, date(2027, 12, 31)), ("1985", 2027, None)],
)  # fmt: skip
def test_the_day_in_a_year(text: str, year: int, day: date | None) -> None:
    parsed = parse_partial_date(text)
    assert parsed is not None
    assert parsed.in_year(year) == day
