from datetime import date

import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgarden.text.cadence import Cadence, add_months, parse_cadence


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(-600, 600))
def test_months_are_added_as_pendulum_adds_them(day: date, months: int) -> None:
    expected = pendulum.Date(day.year, day.month, day.day).add(months=months)
    assert add_months(day, months) == date(expected.year, expected.month, expected.day)


@pytest.mark.parametrize(
    ("base", "cadence", "due"),
    [
        (date(2026, 1, 31), "1m", date(2026, 2, 28)),
        (date(2028, 1, 31), "1m", date(2028, 2, 29)),
        (date(2028, 2, 29), "1y", date(2029, 2, 28)),
        (date(2026, 11, 30), "3m", date(2027, 2, 28)),
        (date(2026, 12, 31), "2w", date(2027, 1, 14)),
        (date(2026, 10, 24), "1d", date(2026, 10, 25)),
        (date(9999, 12, 1), "1y", date.max),
    ],
)
def test_due_dates_are_calendar_correct(base: date, cadence: str, due: date) -> None:
    parsed = parse_cadence(cadence)
    assert parsed is not None
    assert parsed.after(base) == due


def test_a_chain_over_february_counts_from_each_real_touch() -> None:
    monthly = Cadence(1, "m")
    assert monthly.after(monthly.after(date(2026, 1, 31))) == date(2026, 3, 28)


@pytest.mark.parametrize(
    ("text", "words"),
    [("10d", "every 10 days"), ("2w", "fortnightly"), ("1m", "monthly"), ("3 m", "quarterly"), ("6m", "every 6 months"),
     ("1Y", "yearly"), ("monthly", "monthly"), ("2 weeks", "fortnightly")],
)  # fmt: skip
def test_cadences_are_read_and_said(text: str, words: str) -> None:
    cadence = parse_cadence(text)
    assert cadence is not None
    assert cadence.words == words


@pytest.mark.parametrize("text", ["", "none", "never", " None "])
def test_no_cadence(text: str) -> None:
    assert parse_cadence(text) is None


@pytest.mark.parametrize("text", ["0d", "m", "-1m", "1x", "999y", "now", "1m2w"])
def test_what_is_no_cadence_is_refused_with_the_forms(text: str) -> None:
    with pytest.raises(ValueError, match="write 10d"):
        parse_cadence(text)
