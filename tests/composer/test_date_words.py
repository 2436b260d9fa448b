"""The everyday English date words."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgarden.composer.date_words import Toward, date_at, day_in, trailing_date
from netgarden.due.rules import DEFAULT_DATES, DateStyle

SUNDAY = date(2026, 11, 22)
AMERICAN = DateStyle("mdy", first_weekday=6)


def read(text: str, toward: Toward, today: date = SUNDAY, style: DateStyle = DEFAULT_DATES) -> str:
    when = date_at(text, 0, today, toward, style=style, slot=True)
    return when.day.isoformat() if when and when.end == len(text) else ""


@pytest.mark.parametrize(
    ("text", "past", "future", "nearest"),
    [
        ("today", "2026-11-22", "2026-11-22", "2026-11-22"),
        ("this morning", "2026-11-22", "2026-11-22", "2026-11-22"),
        ("yesterday", "2026-11-21", "2026-11-21", "2026-11-21"),
        ("last night", "2026-11-21", "2026-11-21", "2026-11-21"),
        ("tomorrow", "2026-11-23", "2026-11-23", "2026-11-23"),
        ("the day before yesterday", "2026-11-20", "2026-11-20", "2026-11-20"),
        ("day after tomorrow", "2026-11-24", "2026-11-24", "2026-11-24"),
        ("fri", "2026-11-20", "2026-11-27", "2026-11-20"),
        ("Monday", "2026-11-16", "2026-11-23", "2026-11-23"),
        ("sun", "2026-11-22", "2026-11-22", "2026-11-22"),
        ("last fri", "2026-11-20", "2026-11-20", "2026-11-20"),
        ("last sun", "2026-11-15", "2026-11-15", "2026-11-15"),
        ("next mon", "2026-11-23", "2026-11-23", "2026-11-23"),
        ("next sun", "2026-11-29", "2026-11-29", "2026-11-29"),
        ("this fri", "2026-11-20", "2026-11-27", "2026-11-20"),
        ("last weekend", "2026-11-21", "2026-11-21", "2026-11-21"),
        ("3 days ago", "2026-11-19", "2026-11-19", "2026-11-19"),
        ("3d ago", "2026-11-19", "2026-11-19", "2026-11-19"),
        ("a week ago", "2026-11-15", "2026-11-15", "2026-11-15"),
        ("a couple of weeks ago", "2026-11-08", "2026-11-08", "2026-11-08"),
        ("in 3w", "2026-12-13", "2026-12-13", "2026-12-13"),
        ("in two months", "2027-01-22", "2027-01-22", "2027-01-22"),
        ("in a week's time", "2026-11-29", "2026-11-29", "2026-11-29"),
        ("3w", "2026-12-13", "2026-12-13", "2026-12-13"),
        ("last week", "2026-11-15", "2026-11-15", "2026-11-15"),
        ("next week", "2026-11-23", "2026-11-23", "2026-11-23"),
        ("next month", "2026-12-01", "2026-12-01", "2026-12-01"),
        ("end of week", "2026-11-22", "2026-11-22", "2026-11-22"),
        ("end of next week", "2026-11-27", "2026-11-27", "2026-11-27"),
        ("end of month", "2026-11-30", "2026-11-30", "2026-11-30"),
        ("the end of the year", "2026-12-31", "2026-12-31", "2026-12-31"),
        ("end of march", "2026-03-31", "2027-03-31", "2027-03-31"),
        ("12 mar", "2026-03-12", "2027-03-12", "2027-03-12"),
        ("mar 12", "2026-03-12", "2027-03-12", "2027-03-12"),
        ("12th of March", "2026-03-12", "2027-03-12", "2027-03-12"),
        ("march 12th, 2025", "2025-03-12", "2025-03-12", "2025-03-12"),
        ("fri 27 nov", "2026-11-27", "2026-11-27", "2026-11-27"),
        ("22 nov", "2026-11-22", "2026-11-22", "2026-11-22"),
        ("29 feb", "2024-02-29", "2028-02-29", "2028-02-29"),
        ("31 feb", "", "", ""),
        ("the 3rd", "2026-11-03", "2026-12-03", "2026-12-03"),
        ("the 31st", "2026-10-31", "2026-12-31", "2026-10-31"),
        ("2026-11-03", "2026-11-03", "2026-11-03", "2026-11-03"),
        ("2026-13-03", "", "", ""),
        ("3/12", "2025-12-03", "2026-12-03", "2026-12-03"),
        ("13/12", "2025-12-13", "2026-12-13", "2026-12-13"),
        ("3.12.", "2025-12-03", "2026-12-03", "2026-12-03"),
        ("3.12.2026", "2026-12-03", "2026-12-03", "2026-12-03"),
        ("in march", "2026-03-01", "2027-03-01", "2027-03-01"),
        ("may 2027", "2027-05-01", "2027-05-01", "2027-05-01"),
        ("14:30", "", "", ""),
        ("3.12", "", "", ""),
        ("mon-fri", "", "", ""),
        ("monster", "", "", ""),
        ("1200 months ago", "", "", ""),
    ],
)
def test_phrases(text: str, past: str, future: str, nearest: str) -> None:
    assert (read(text, "past"), read(text, "future"), read(text, "nearest")) == (past, future, nearest)


def test_the_order_of_day_and_month_may_be_american() -> None:
    assert read("3/12", "future", style=AMERICAN) == "2027-03-12"
    assert read("3/12/2026", "future", style=AMERICAN) == "2026-03-12"
    assert read("13/12", "future", style=AMERICAN) == "2026-12-13"
    assert read("3.12.2026", "future", style=AMERICAN) == "2026-12-03", (
        "with dots the day always stands first"
    )


@pytest.mark.parametrize(
    ("first", "next_week", "end_of_week", "end_of_next_week", "this_week"),
    [
        (0, "2026-11-23", "2026-11-22", "2026-11-27", "2026-11-22"),  # the Sunday is the last day of its week
        (6, "2026-11-29", "2026-11-27", "2026-12-04", "2026-11-27"),  # … the first
        (5, "2026-11-28", "2026-11-27", "2026-12-04", "2026-11-27"),  # … the second
    ],
)
def test_weeks_begin_on_the_day_of_the_config(
    first: int, next_week: str, end_of_week: str, end_of_next_week: str, this_week: str
) -> None:
    style = DateStyle(first_weekday=first)
    phrases = ("next week", "eow", "end of next week", "this week")
    assert [read(text, "future", style=style) for text in phrases] == [
        next_week,
        end_of_week,
        end_of_next_week,
        this_week,
    ]


@pytest.mark.parametrize("text", ["may", "march", "sun", "sat", "3w", "aug"])
def test_words_that_mean_other_things_need_a_date_slot(text: str) -> None:
    assert date_at(text, 0, SUNDAY, "past") is None
    assert date_at(text, 0, SUNDAY, "past", slot=True) is not None


@pytest.mark.parametrize(
    ("today", "end_of_week"),
    [(16, 20), (20, 20), (21, 22), (22, 22)],
)
def test_the_end_of_the_week_is_friday_until_that_is_past(today: int, end_of_week: int) -> None:
    assert read("end of week", "future", date(2026, 11, today)) == f"2026-11-{end_of_week}"


@pytest.mark.parametrize(
    ("text", "lead", "day", "rest", "time"),
    [
        ("intro her to Sam by fri", "by", "2026-11-27", "intro her to Sam", ""),
        ("the deck nudge in 2w", "nudge", "2026-12-06", "the deck", ""),
        ("the deck due 1 dec.", "due", "2026-12-01", "the deck", ""),
        ("call on 3 dec at 10:00", "on", "2026-12-03", "call", "at 10:00"),
        ("work on mon on wed", "on", "2026-11-25", "work on mon", ""),
    ],
)
def test_a_date_at_the_end(text: str, lead: str, day: str, rest: str, time: str) -> None:
    tail = trailing_date(text, SUNDAY, "future")
    assert tail is not None
    assert (tail.lead, tail.day.isoformat(), text[: tail.start].strip(), tail.time) == (lead, day, rest, time)


@pytest.mark.parametrize(
    "text", ["the deck fri", "talk on the train", "by fri we should know", "work on", ""]
)
def test_no_date_at_the_end(text: str) -> None:
    assert trailing_date(text, SUNDAY, "future") is None


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("birthday 12 mar", "--03-12"),
        ("12 mar 1985", "1985-03-12"),
        ("in march", "--03"),
        ("1985-03-12", "1985-03-12"),
    ],
)
def test_what_a_text_says_of_a_day(text: str, written: str) -> None:
    assert str(day_in(text, SUNDAY)) == written


@given(st.dates(min_value=date(2, 1, 1), max_value=date(9990, 1, 1)), st.integers(-400, 400))
def test_a_day_and_month_are_found_on_the_right_side_of_today(today: date, days: int) -> None:
    day = today + timedelta(days)
    text = f"{day.day} {day:%b}"
    if (day.month, day.day) != (2, 29):
        assert read(text, "past", today)[4:] == day.isoformat()[4:] == read(text, "future", today)[4:]
        assert read(text, "past", today) <= today.isoformat() <= read(text, "future", today)


@given(
    st.text(alphabet="0123456789./- adefhimnorstuwxy", max_size=20),
    st.dates(),
    st.sampled_from(["past", "future", "nearest"]),
)
def test_no_text_and_no_day_fails(text: str, today: date, toward: Toward) -> None:
    when = date_at(text, 0, today, toward, slot=True)
    assert when is None or 0 <= when.start < when.end <= len(text)
    trailing_date(text, today, toward, bare=True, slot=True)
    day_in(text, today)


@pytest.mark.parametrize(
    ("text", "past", "future"),
    [
        ("this week", "2026-11-18", "2026-11-20"),
        ("this month", "2026-11-18", "2026-11-30"),
        ("this year", "2026-11-18", "2026-12-31"),
        ("past week", "2026-11-11", "2026-11-11"),
        ("last month", "2026-10-18", "2026-10-18"),
        ("last year", "2025-11-18", "2025-11-18"),
        ("coming week", "2026-11-23", "2026-11-23"),
        ("coming month", "2026-12-01", "2026-12-01"),
        ("next year", "2027-01-01", "2027-01-01"),
        ("this weekend", "2026-11-14", "2026-11-21"),
        ("next weekend", "2026-11-21", "2026-11-21"),
        ("last wed", "2026-11-11", "2026-11-11"),
        ("next wed", "2026-11-25", "2026-11-25"),
        ("coming thu", "2026-11-19", "2026-11-19"),
        ("past tue", "2026-11-17", "2026-11-17"),
        ("wed", "2026-11-18", "2026-11-18"),
    ],
)
def test_this_last_and_next(text: str, past: str, future: str) -> None:
    """What happened this week happened by today; what is promised for it is owed at its end."""
    wednesday = date(2026, 11, 18)
    assert (read(text, "past", wednesday), read(text, "future", wednesday)) == (past, future)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("end of this week", "2026-11-20"),
        ("end of last week", "2026-11-13"),
        ("eow", "2026-11-20"),
        ("end of last month", "2026-10-31"),
        ("end of next month", "2026-12-31"),
        ("eom", "2026-11-30"),
        ("end of the quarter", "2026-12-31"),
        ("end of last quarter", "2026-09-30"),
        ("end of next quarter", "2027-03-31"),
        ("eoq", "2026-12-31"),
        ("end of last year", "2025-12-31"),
        ("end of next year", "2027-12-31"),
        ("eoy", "2026-12-31"),
        ("end of november", "2026-11-30"),
        ("end of october", "2027-10-31"),
    ],
)
def test_ends(text: str, day: str) -> None:
    assert read(text, "future", date(2026, 11, 18)) == day


@pytest.mark.parametrize(
    ("month", "end"),
    [(1, "03-31"), (3, "03-31"), (4, "06-30"), (6, "06-30"), (7, "09-30"), (9, "09-30"), (10, "12-31"), (12, "12-31")],
)  # fmt: skip
def test_a_quarter_ends_with_its_third_month(month: int, end: str) -> None:
    assert read("eoq", "future", date(2026, month, 15)) == f"2026-{end}"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2 weeks from now", "2026-12-06"),
        ("3 days from today", "2026-11-25"),
        ("within 5 days", "2026-11-27"),
        ("in a year", "2027-11-22"),
        ("in 2 yrs", "2028-11-22"),
        ("in a few days", "2026-11-25"),
        ("in a couple of months", "2027-01-22"),
        ("four weeks ago", "2026-10-25"),
        ("five days ago", "2026-11-17"),
        ("six days ago", "2026-11-16"),
        ("seven days ago", "2026-11-15"),
        ("eight days ago", "2026-11-14"),
        ("nine days ago", "2026-11-13"),
        ("ten days ago", "2026-11-12"),
        ("eleven days ago", "2026-11-11"),
        ("twelve days ago", "2026-11-10"),
        ("one month ago", "2026-10-22"),
        ("an year ago", "2025-11-22"),
    ],
)
def test_lengths_in_words(text: str, day: str) -> None:
    assert read(text, "nearest") == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3/12/26", "2026-12-03"),
        ("3/12/99", "2099-12-03"),
        ("3.12.26", "2026-12-03"),
        ("12/13", "2026-12-13"),
        ("12/13/2026", "2026-12-13"),
        ("12/12", "2026-12-12"),
        ("13/13", ""),
        ("2026/11/3", "2026-11-03"),
        ("12.3.", "2027-03-12"),
    ],
)
def test_days_in_figures(text: str, day: str) -> None:
    assert read(text, "future") == day


@pytest.mark.parametrize(
    ("text", "past", "future"),
    [
        ("mon 12 jan", "2026-01-12", "2026-01-12"),
        ("tue 12 jan", "2027-01-12", "2027-01-12"),
        ("wed, the 14th of january", "2026-01-14", "2026-01-14"),
        ("thu 1 jan", "2026-01-01", "2026-01-01"),
        ("sat 12 jan", "2026-01-12", "2027-01-12"),
        ("mon jan 12", "2026-01-12", "2026-01-12"),
        ("thu 29 feb", "2024-02-29", "2028-02-29"),
    ],
)
def test_a_weekday_tells_the_year_where_it_fits_one(text: str, past: str, future: str) -> None:
    assert (read(text, "past"), read(text, "future")) == (past, future)


def test_a_leap_day_may_lie_eight_years_off() -> None:
    assert read("29 feb", "past", date(1904, 2, 28)) == "1896-02-29"
    assert read("29 feb", "future", date(1896, 3, 1)) == "1904-02-29"


def test_days_at_the_ends_of_the_calendar() -> None:
    assert read("1 jan", "past", date(1, 1, 1)) == "0001-01-01"
    assert read("31 dec", "future", date(9999, 12, 31)) == "9999-12-31"


@pytest.mark.parametrize(
    ("text", "today", "past", "future"),
    [
        ("the 31st", date(2026, 2, 15), "2026-01-31", "2026-03-31"),
        ("the 31st", date(2026, 7, 30), "2026-05-31", "2026-07-31"),
        ("the 30th", date(2026, 2, 28), "2026-01-30", "2026-03-30"),
        ("the 22nd", date(2026, 11, 22), "2026-11-22", "2026-11-22"),
    ],
)
def test_the_nth_is_the_nearest_month_that_has_it(text: str, today: date, past: str, future: str) -> None:
    assert (read(text, "past", today), read(text, "future", today)) == (past, future)


def test_a_date_at_the_end_is_looked_for_in_the_last_sixty_characters() -> None:
    """Its word and the date together have to lie there."""
    for filling, found in ((" " * 52, True), (" " * 53, False)):
        tail = trailing_date(f"by{filling}friday", SUNDAY, "future")
        assert (tail is not None) is found


def test_every_day_of_a_text_is_tried_until_one_is_a_date() -> None:
    assert str(day_in("no. 45 or 12 mar", SUNDAY)) == "--03-12"
    assert day_in("no day at all", SUNDAY) is None
    assert str(day_in("a 12 mar", SUNDAY)) == "--03-12"


def test_words_that_need_a_slot_need_none_after_in() -> None:
    when = date_at("in march", 0, SUNDAY, "past")
    assert when is not None
    assert (str(when.written), when.end) == ("--03", 8)
    assert date_at("march", 0, SUNDAY, "past") is None


def test_what_a_text_leaves_open_stays_open() -> None:
    def written(text: str) -> str:
        when = date_at(text, 0, SUNDAY, "nearest", slot=True)
        assert when is not None
        return str(when.written)

    assert [written(text) for text in ("may 2027", "may", "2026-11-03", "tomorrow", "fri")] == [
        "2027-05", "--05", "2026-11-03", "--11-23", "--11-20",
    ]  # fmt: skip
