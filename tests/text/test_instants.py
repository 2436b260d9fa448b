"""Zones, instants across a change of the clocks, and lengths of time, held against pendulum."""

import time
from datetime import UTC, date, datetime, timedelta

import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgarden.people.brief import _local_time
from netgarden.text.dates_in_words import span_words
from netgarden.text.instants import Moment, age_words, moment_of, zone_named


@pytest.fixture
def in_tokyo(monkeypatch):
    """The computer is in Tokyo."""
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


# ── zones ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Europe/Lisbon", "Europe/Lisbon"),
        ("europe/LISBON", "Europe/Lisbon"),
        ("lisbon", "Europe/Lisbon"),
        ("New  York", "America/New_York"),
        ("america/argentina/buenos aires", "America/Argentina/Buenos_Aires"),
        ("utc", "UTC"),
        ("Etc/GMT+3", "Etc/GMT+3"),
        ("Indianapolis", ""),  # two zones end in it
        ("GMT+3", ""),  # its sign is not what people mean
        ("Mars/Base", ""),
        ("", ""),
        ("Europe", ""),
        ("../../etc/passwd", ""),
        ("/etc/passwd", ""),
        ("\x00", ""),
        ("é", ""),
        ("a" * 500, ""),
    ],
)
def test_a_zone_is_known_by_its_name_in_any_case_or_by_its_city(text, zone):
    assert zone_named(text) == zone


def test_every_zone_keeps_its_own_name():
    zones = list(pendulum.timezones())
    assert [zone_named(zone) for zone in zones] == zones == [zone_named(zone.upper()) for zone in zones]


# ── instants ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "zone", "at"),
    [
        ("20260308T015959", "America/New_York", "2026-03-08T06:59:59Z"),
        ("20260308T023000", "America/New_York", "2026-03-08T07:30:00Z"),  # left out: half past three
        ("20260308T030000", "America/New_York", "2026-03-08T07:00:00Z"),
        ("20261101T013000", "America/New_York", "2026-11-01T05:30:00Z"),  # twice: the first
        ("20261101T020000", "America/New_York", "2026-11-01T07:00:00Z"),
        ("20260329T003000", "Europe/Lisbon", "2026-03-29T00:30:00Z"),
        ("20260404T153000", "Australia/Lord_Howe", "2026-04-04T04:30:00Z"),
        ("20260405T013000", "Australia/Lord_Howe", "2026-04-04T14:30:00Z"),  # a change of half an hour
        ("20111230T120000", "Pacific/Apia", "2011-12-30T22:00:00Z"),  # a day that was left out
        ("20260409T233000Z", "America/New_York", "2026-04-09T23:30:00Z"),
        ("2026-04-09 23:30:00 UTC", "", "2026-04-09T23:30:00Z"),
        ("2026-04-09T23:30+05:30", "", "2026-04-09T18:00:00Z"),
        ("2026-04-09T23:30:00.123-0300", "", "2026-04-10T02:30:00Z"),
        ("20260409T235960Z", "", "2026-04-09T23:59:59Z"),
        ("20260409T233000", "", ""),
        ("20260409T233000", "Mars/Base", ""),
    ],
)
def test_an_instant_follows_from_the_text_and_its_zone(text, zone, at):
    moment = moment_of(text, zone)
    assert moment is not None
    assert moment.at == at


@pytest.mark.parametrize(
    "text", ["", "now", "20260409", "2026-13-01T00:00Z", "20260409T250000Z", "00010101T000000+09:00", "12:30"]
)
def test_what_is_no_date_and_time_is_none(text):
    assert moment_of(text) is None


def test_the_day_of_an_instant_is_that_of_the_zone(in_tokyo):
    moment = moment_of("20260409T160000Z")
    assert moment is not None
    assert (moment.written, moment.day()) == (date(2026, 4, 9), date(2026, 4, 10))
    assert moment.day("America/New_York") == date(2026, 4, 9)
    assert Moment(date(2026, 4, 9), None).day() == date(2026, 4, 9)


@given(
    st.sampled_from(sorted(pendulum.timezones())),
    st.datetimes(datetime(1971, 1, 1), datetime(2036, 1, 1)),
)
def test_the_clocks_on_the_card_are_those_of_pendulum(zone, naive):
    now = naive.replace(tzinfo=UTC)
    there = pendulum.instance(now).in_timezone(zone)
    assert _local_time(zone, now, date(there.year, there.month, there.day)) == there.format("HH:mm")
    assert _local_time(zone, now, date(1970, 1, 1)) == there.format("ddd HH:mm")


@pytest.mark.parametrize(
    ("minutes", "there"), [(-1, "01:59"), (0, "03:00"), (60, "04:00")], ids=["before", "at", "after"]
)
def test_the_clocks_on_the_card_go_on_in_spring(minutes, there):
    change = datetime(2026, 3, 8, 7, tzinfo=UTC)
    now = change + timedelta(minutes=minutes)
    assert _local_time("America/New_York", now, date(2026, 3, 8)) == there


def test_the_weekday_stands_there_where_it_is_another_than_here():
    now = datetime(2026, 11, 23, 2, tzinfo=UTC)  # Sunday evening in New York
    assert _local_time("America/New_York", now, date(2026, 11, 22)) == "21:00"
    assert _local_time("Asia/Tokyo", now, date(2026, 11, 22)) == "Mon 11:00"


# ── ages ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("gone", "words"),
    [
        (timedelta(0), "a few seconds ago"),
        (timedelta(minutes=5), "5 minutes ago"),
        (timedelta(hours=3), "3 hours ago"),
        (timedelta(days=1), "1 day ago"),
        (timedelta(days=9), "1 week ago"),
        (timedelta(days=400), "1 year ago"),
        (timedelta(minutes=-5), ""),
    ],
)
def test_an_age_is_told_in_its_largest_unit(gone, words):
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    assert age_words(now - gone, now) == words


# ── lengths in words ─────────────────────────────────────────────────────────


@given(st.dates(date(1950, 1, 1), date(2050, 1, 1)), st.integers(0, 20_000))
def test_a_length_in_words_is_off_by_no_more_than_one_from_the_calendar(start, days):
    end = start + timedelta(days)
    gone = pendulum.Date(start.year, start.month, start.day).diff(pendulum.Date(end.year, end.month, end.day))
    number, unit = span_words(days).split()
    exact = {"day": days, "week": gone.in_weeks(), "month": gone.in_months(), "year": gone.in_years()}[
        unit.rstrip("s")
    ]
    assert abs(int(number) - exact) <= 1


def test_two_years_are_never_called_one():
    assert [span_words(days) for days in (729, 730, 731)] == ["24 months", "24 months", "2 years"]
