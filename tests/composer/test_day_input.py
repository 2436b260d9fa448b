"""Days that are asked for: the forms of ISO 8601 besides the words of the composer."""

import subprocess
import sys
from datetime import date

import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgarden.composer.day_input import future_day, iso_day
from netgarden.errors import UsageError

TODAY = date(2026, 1, 31)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-W50", date(2026, 12, 7)),
        ("2026-W50-5", date(2026, 12, 11)),
        ("2026w505", date(2026, 12, 11)),
        ("2026-346", date(2026, 12, 12)),
        ("20261212", date(2026, 12, 12)),
        ("2026-12-12T09:00", date(2026, 12, 12)),
        ("P2W", date(2026, 2, 14)),
        ("P1M", date(2026, 2, 28)),
        ("p1y2m3d", date(2027, 4, 3)),
    ],
)
def test_the_other_forms_of_iso_8601_are_days(text, day):
    assert iso_day(text, TODAY) == day
    assert future_day(text, TODAY) == day


@pytest.mark.parametrize(
    "text", ["now", "12:30", "2026", "2026-366", "2026-W54", "P", "P9999Y", "PT5H", "2026-W50/P1W", "soon"]
)
def test_what_pendulum_reads_besides_is_no_day(text):
    assert iso_day(text, TODAY) is None
    with pytest.raises(UsageError, match="is not a day"):
        future_day(text, TODAY)


def test_pendulum_is_not_imported_for_a_day_in_words_or_half_a_day():
    texts = ("in 2 weeks", "friday", "party", "2026-12-12", "p2")
    typed = [text[:end] for text in texts for end in range(1, 20)]
    probe = (
        "import sys; from datetime import date; from netgarden.composer.day_input import future_day\n"
        f"for text in {typed}:\n"
        "    try: future_day(text, date(2026, 1, 31))\n"
        "    except Exception: pass\n"
        "print('pendulum' in sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, text=True, check=True, timeout=60
    )
    assert ran.stdout == "False\n"


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(1, 60), st.sampled_from("WMY"))
def test_a_length_of_time_is_added_as_the_calendar_goes(today, number, unit):
    later = iso_day(f"P{number}{unit}", today)
    assert later is not None
    gone = pendulum.Date(today.year, today.month, today.day).diff(
        pendulum.Date(later.year, later.month, later.day)
    )
    short = later.day < today.day and unit != "W"  # the month is too short
    assert {"W": gone.in_weeks(), "M": gone.in_months() + short, "Y": gone.in_years() + short}[unit] == number
