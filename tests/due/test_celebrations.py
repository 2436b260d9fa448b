"""Milestones, birthdays, seasons of more and drift (`rules.md`)."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from netgarden.due.celebrations import is_big_news, nearest_day, season_of
from netgarden.due.drift import drifting
from netgarden.due.outlook import look
from netgarden.text.partial_date import parse_partial_date
from netgarden.verbs import loops as actions_loops
from tests.support.planting import (
    RULES,
    TODAY,
    ago,
    ahead,
    contact,
    entry,
    garden,
    kinds,
    loop,
    milestone,
    row,
    texts,
)

YEARLY = {"cadence": "1y"}
TOUCHED = entry(ago(60), "call")


def born(day: date, **fields: Any) -> list[str]:
    return texts(contact(birthday=f"--{day:%m-%d}", **{**YEARLY, **fields}), TOUCHED)


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (ahead(1), None),
        (TODAY, "birthday · today"),
        (ago(2), "birthday · 2 d ago"),
        (ago(7), "birthday · 7 d ago"),
        (ago(8), None),
    ],
)
def test_a_birthday_shows_on_its_day_and_seven_days_after(day: date, text: str | None) -> None:
    assert born(day) == ([text] if text else [])


@pytest.mark.parametrize(
    ("day", "band"), [(TODAY, "A"), (ago(1), "B"), (ago(5), "B"), (ago(6), "A"), (ago(7), "A")]
)
def test_on_its_day_and_in_its_last_days_it_is_today_or_lost(day: date, band: str) -> None:
    found = row(contact(birthday=f"--{day:%m-%d}", **YEARLY), TOUCHED)
    assert found
    assert found.band == band


@pytest.mark.parametrize(
    ("birthday", "today", "day"),
    [
        ("--02-29", date(2026, 2, 20), date(2026, 2, 28)),
        ("--02-29", date(2028, 2, 20), date(2028, 2, 29)),
        ("2000-02-29", date(2027, 2, 28), date(2027, 2, 28)),
        ("--12-31", date(2027, 1, 3), date(2026, 12, 31)),
        ("--01-02", date(2026, 12, 20), date(2027, 1, 2)),
        ("1985-04-12", date(2026, 5, 30), date(2027, 4, 12)),
        ("--04", date(2026, 4, 3), date(2026, 4, 1)),
        ("1985", date(2026, 4, 3), None),
    ],
)
def test_partial_dates_come_every_year(birthday: str, today: date, day: date | None) -> None:
    partial = parse_partial_date(birthday)
    assert partial
    assert nearest_day(partial, today) == day


@pytest.mark.parametrize(("day", "shows"), [(1, True), (7, True), (8, False)])
def test_a_birthday_of_which_only_the_month_is_known_shows_in_its_first_week(day: int, shows: bool) -> None:
    person = contact(birthday="--11", **YEARLY)
    assert texts(person, TOUCHED, today=date(2026, 11, day)) == (["birthday this month"] if shows else [])


@pytest.mark.parametrize(
    ("fields", "shows"),
    [
        ({}, True),
        ({"cadence": ""}, False),
        ({"cadence": "none"}, False),
        ({"cadence": "none", "tags": ("birthday",)}, True),
    ],
)
def test_birthdays_are_for_people_one_keeps_up_with_and_those_marked(
    fields: dict[str, Any], shows: bool
) -> None:
    assert ("birthday · today" in born(TODAY, **fields)) is shows


@pytest.mark.parametrize(
    ("days", "opened", "text"),
    [
        (12, ago(13), "belated birthday · 12 d ago"),
        (12, ago(12), None),
        (12, ago(3), None),
        (30, ago(40), "belated birthday · 30 d ago"),
        (31, ago(40), None),
    ],
)
def test_what_fell_into_an_absence_shows_at_the_first_review_after_it(
    days: int, opened: date, text: str | None
) -> None:
    rules = replace(RULES, last_opened=opened)
    person = contact(birthday=f"--{ago(days):%m-%d}", **YEARLY)
    assert texts(person, TOUCHED, rules=rules) == ([text] if text else [])


def test_a_touch_on_the_day_or_after_has_congratulated() -> None:
    person = contact(birthday=f"--{ago(2):%m-%d}", **YEARLY)
    assert texts(person, entry(ago(2), "message")) == []
    assert texts(person, entry(ago(3), "message")) == ["birthday · 2 d ago"]
    assert texts(person, TOUCHED, entry(ago(1), direction="in")) == ["birthday · 2 d ago"]


def test_a_birthday_can_be_marked_and_comes_again_next_year() -> None:
    people = garden(contact(birthday=f"--{ago(2):%m-%d}", **YEARLY), TOUCHED)
    people.apply(actions_loops.mark_birthday(people, "ada", ago(2), TODAY))
    records = [
        *people.contacts.values(),
        *people.interactions.values(),
        *people.records("milestones").values(),
    ]
    assert texts(*records) == []
    coming = look(people, RULES, "ada", date(2027, 10, 30)).next
    assert coming
    assert (coming.on, coming.reason.kind) == (date(2027, 11, 21), "milestone")


def test_milestones_show_for_everybody_they_were_noted_of() -> None:
    assert texts(contact(), milestone(ago(3), "award")) == ["award · 3 d ago"]
    assert texts(contact(), milestone(ago(3), "award", marked_on=ago(1))) == ["unplaced: who is this to you?"]
    assert kinds(contact(), milestone("someday", "award")) == ["unplaced"]


def test_news_counts_from_the_day_it_was_told() -> None:
    told = entry(ago(2), "note", uid="told")
    assert texts(contact(**YEARLY), TOUCHED, told, milestone(ago(40), "award", interaction="told")) == [
        "award · 2 d ago"
    ]


def test_hard_news_is_support_and_first_of_its_band() -> None:
    found = row(
        contact(**YEARLY),
        TOUCHED,
        milestone(ago(3), "award", "good"),
        milestone(ago(1), "lost her father", "hard", kind="hard"),
        loop("thanks", ago(9), due_on=ago(8)),
    )
    assert found
    assert [reason.text for reason in found.reasons] == [
        "support · lost her father · 1 d ago",
        "thanks owed · 9 d",
        "award · 3 d ago",
    ]


def test_a_milestone_that_passes_while_somebody_rests_does_not_come_after() -> None:
    person = contact(birthday=f"--{ago(1):%m-%d}", paused_on=ago(30), paused_until=ahead(30), **YEARLY)
    assert texts(person, TOUCHED) == []
    coming = look(garden(person, TOUCHED), RULES, "ada", TODAY).next
    assert coming
    assert coming.reason.kind == "routine"


# ── seasons ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("what", "big"),
    [
        ("new job at Juniper", True),
        ("lost her job", True),
        ("laid off", True),
        ("moved to Porto", True),
        ("founded Alder", True),
        ("joined Juniper as CTO", True),
        ("started at Juniper", True),
        ("started a choir", False),
        ("co-founded a studio", True),
        ("award", False),
        ("birthday", False),
        ("foundling hospital", False),
    ],
)
def test_big_news(what: str, big: bool) -> None:
    assert is_big_news(what) is big


def test_big_news_offers_a_talk_this_week_and_a_closer_rhythm_for_three_months() -> None:
    person, news = contact(cadence="6m"), milestone(ago(3))
    assert sorted(kinds(person, TOUCHED, news)) == ["milestone", "season"]
    assert kinds(person, entry(ago(1), "call"), news) == []
    assert kinds(person, entry(ago(1), "email"), news) == ["season"]
    assert kinds(person, TOUCHED, news, loop("planned", ago(1), due_on=ahead(3))) == ["milestone"]
    assert kinds(person, TOUCHED, replace(news, marked_on=ago(1))) == []
    season = season_of(garden(person, news), [news], TODAY)
    assert season
    assert season.end == date(2027, 2, 20)
    later = garden(person, entry(ago(2), "call"), news)
    coming = look(later, RULES, "ada", TODAY).next
    assert coming
    assert coming.on == ago(2 - 91)
    assert look(later, RULES, "ada", date(2027, 2, 21)).next.on == date(2027, 5, 21)


def test_a_season_starts_when_the_news_does() -> None:
    assert season_of(garden(), [milestone(ahead(3))], TODAY) is None
    assert season_of(garden(), [milestone(ago(100))], TODAY) is None


def test_a_season_lasts_three_months_whether_or_not_the_year_of_the_news_is_known() -> None:
    for on in ("2026-11-23", "--11-23"):
        news = milestone(on)
        for day, lasts in ((date(2026, 11, 22), False), (TODAY, True), (ahead(31), True), (ahead(92), True),
                           (ahead(93), False)):  # fmt: skip
            season = season_of(garden(), [news], day)
            assert (season is not None) is lasts, (on, day)
            assert season is None or (season.start, season.end) == (TODAY, ahead(92))


def test_a_closer_rhythm_that_is_due_after_its_season_asks_for_nothing() -> None:
    people = garden(contact(cadence="1y", skipped_on=TODAY), milestone(ago(3), marked_on=TODAY))
    coming = look(people, RULES, "ada", TODAY).next
    assert coming
    assert coming.on == date(2027, 11, 23)


# ── drift ────────────────────────────────────────────────────────────────────


def history(*days: int) -> list[Any]:
    return [entry(ago(day), "call") for day in days]


@pytest.mark.parametrize(
    ("days", "drifts"),
    [
        ((90, 120, 150, 180), True),
        ((60, 90, 120, 150), False),
        ((61, 91, 121, 151), True),
        ((62, 64, 66, 68), False),
        ((90, 91, 92, 120, 150, 180), True),
        ((90, 120, 150), False),
        ((90, 99, 108, 117), False),
        ((500, 530, 560, 590), False),
        ((360, 390, 420, 450), True),
    ],
)
def test_drift_is_silence_well_past_the_own_rhythm(days: tuple[int, ...], drifts: bool) -> None:
    assert (drifting(garden(contact(), *history(*days)), "ada", TODAY) is not None) is drifts


def test_who_drifts_is_offered_in_place_of_the_question_who_they_are() -> None:
    found = row(contact(), *history(90, 120, 150, 180))
    assert found
    assert (found.band, found.lead.text) == ("D", "drifting · silent 3 months")
    assert kinds(contact(cadence="none"), *history(90, 120, 150, 180)) == []
