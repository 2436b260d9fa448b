# ruff: noqa: E501
"""Capacity, balance, suggestions, wants, away, and the explanation of it all."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from netgarden.change.history import invert
from netgarden.due.away import SPREAD_DAYS, away, spread_routine, welcome_back
from netgarden.due.capacity import capacity
from netgarden.due.explain import explain
from netgarden.due.outlook import evaluate, look
from netgarden.due.rules import Rules, Tier
from netgarden.due.suggest import suggest_cadence
from netgarden.errors import UsageError
from netgarden.people.balance import BeforeAsk, before_ask, ledger_of, promises_kept
from netgarden.people.want_age import want_age
from netgarden.records.tie import Tie
from netgarden.records.want import Want
from tests.support.planting import RULES, TODAY, ago, ahead, contact, entry, garden, kinds, loop, milestone

# ── capacity ─────────────────────────────────────────────────────────────────


def people_in(**tiers: int) -> list[Any]:
    return [contact(f"{tier}{number}", tier=tier) for tier, count in tiers.items() for number in range(count)]


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        (RULES, "1.1 of your 3.7 a day"),
        (Rules(budget=30), "1.1 of your 7.5 a day"),
        (Rules(review_days=(0, 1, 2, 3, 4)), "1.1 of your 2.6 a day"),
        (Rules(review_days=(5,)), "1.1 of your 0.5 a day"),
    ],
)
def test_capacity_is_held_against_minutes_and_review_days(rules: Rules, words: str) -> None:
    assert capacity(people_in(inner=7, close=18), rules, TODAY).words == words


def test_the_widest_tier_that_saves_enough_is_named() -> None:
    over = capacity(people_in(inner=10, close=40, wide=400), Rules(), TODAY)
    assert not over.fits
    assert over.widen == "wide"
    assert over.advice == "more than your minutes allow: widening wide saves 1.0 a day"
    steep = capacity(people_in(inner=90, wide=10), Rules(), TODAY)
    assert steep.widen == "inner"
    assert capacity(people_in(inner=3), Rules(), TODAY).advice == ""
    assert "widen a few cadences" in capacity([contact(cadence="1d")] * 9, Rules(), TODAY).advice


def test_those_who_rest_or_are_archived_ask_for_nothing_and_a_talk_only_for_more() -> None:
    def asked(**fields: Any) -> float:
        return capacity([contact(**fields)], RULES, TODAY).asked

    assert asked(cadence="10d") == pytest.approx(0.1)
    assert asked(cadence="10d", archived=True) == asked(cadence="10d", paused_on=ago(3)) == 0
    assert asked(cadence="10d", paused_on=ago(3), paused_until=ago(1)) == pytest.approx(0.1)
    assert asked(cadence="10d", talk_cadence="30d", meet_cadence="1y") == pytest.approx(0.1)
    assert asked(cadence="30d", talk_cadence="10d") == pytest.approx(0.1)
    assert asked(talk_cadence="20d", meet_cadence="1y") == pytest.approx(0.05)


def test_tiers_of_a_config_are_taken_as_they_are() -> None:
    rules = Rules(tiers={"friends": Tier("1w", 2.0), "broken": Tier("often", 1.0)})
    assert rules.cadence_of(contact(tier="friends")).days == 7
    assert rules.cadence_of(contact(tier="broken")) is None
    assert kinds(contact(tier="broken")) == ["unplaced"]
    assert capacity([contact(tier="friends"), contact(tier="broken")], rules, TODAY).asked == pytest.approx(
        1 / 7
    )


# ── slower, closer ───────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("put_off", "words"),
    [
        ((9, 6), None),
        ((9, 6, 1), "slower? put off 3 times in a row: quarterly instead"),
        ((50, 45, 1), None),
    ],
)
def test_the_third_putting_off_in_a_row_asks_for_a_slower_rhythm(
    put_off: tuple[int, ...], words: str | None
) -> None:
    person = contact(cadence="1m", put_off_on=tuple(sorted(str(ago(days)) for days in put_off)))
    suggestion = suggest_cadence(garden(person, entry(ago(40))), RULES, "ada", TODAY)
    assert (suggestion and suggestion.words) == words


@pytest.mark.parametrize(
    ("cadence", "touches", "words"),
    [
        ("3m", 2, None),
        ("3m", 3, "closer? in touch 3 times in 90 days: monthly instead"),
        ("1m", 5, None),
        ("1m", 6, "closer? in touch 6 times in 90 days: every 2 weeks instead"),
        ("2w", 20, None),
        ("none", 20, None),
    ],
)
def test_twice_the_touches_in_90_days_asks_for_a_closer_one(
    cadence: str, touches: int, words: str | None
) -> None:
    people = garden(contact(cadence=cadence), *(entry(ago(4 * number), "call") for number in range(touches)))
    suggestion = suggest_cadence(people, RULES, "ada", TODAY)
    assert (suggestion and suggestion.words.replace("fortnightly", "every 2 weeks")) == words


def test_an_afternoon_of_messages_is_one_conversation() -> None:
    people = garden(contact(cadence="3m"), *(entry(ago(4), "message") for _ in range(9)))
    assert suggest_cadence(people, RULES, "ada", TODAY) is None


# ── balance ──────────────────────────────────────────────────────────────────

SPOKE = entry(ago(20), "call")


def asks(count: int, **fields: Any) -> list[Any]:
    return [
        loop("ask", ago(100 + number), f"ask{number}", closed_on=ago(50), **fields) for number in range(count)
    ]


def test_the_ledger_counts_twelve_months() -> None:
    people = garden(
        contact(),
        *asks(2, result="no answer"),
        loop("ask", ago(90), "granted", closed_on=ago(80), result="yes"),
        loop("ask", ago(500), "old", closed_on=ago(490), result="yes"),
        loop("owe", ago(90), "kept", closed_on=ago(80), result="done"),
        loop("owe", ago(90), "dropped", closed_on=ago(80), result="dropped"),
        entry(ago(30), gave="an introduction"),
        entry(ago(30), got="a review"),
        entry(ago(400), got="old"),
        entry(ahead(3), gave="to come"),
    )
    assert ledger_of(people, "ada", TODAY) == (3, 2, 2)
    assert ledger_of(people, "ada", TODAY).words == "asked 3, gave 2, got 2 in 12 months"


@pytest.mark.parametrize(
    ("records", "ledger", "step"),
    [
        ([SPOKE], "asked 0, gave 0 in 12 months", ""),
        ([SPOKE, *asks(3)], "asked 3, gave 0 in 12 months", "offer something first"),
        (
            [SPOKE, *asks(3), Want(uid="w", contact="ada", text="a designer", said_on=ago(9))],
            "asked 3, gave 0 in 12 months",
            "Ada wants a designer: help with that first",
        ),
        (
            [SPOKE, loop("ask", ago(5))],
            "asked 1, gave 0 in 12 months",
            "you asked 5 d ago and wait for an answer: one ask at a time",
        ),
        (
            [SPOKE, loop("thanks", ago(5))],
            "asked 0, gave 0 in 12 months",
            "you still owe them thanks: begin with that",
        ),
        (
            [SPOKE, loop("owe", ago(5), due_on=ago(1))],
            "asked 0, gave 0 in 12 months",
            "a promise of yours is late: keep it first",
        ),
        (
            [entry(ago(240), "call")],
            "asked 0, gave 0 in 12 months",
            "silent 8 months: say hello first, ask in the next message",
        ),
        ([], "you never spoke", "say first how you know of them and why you write"),
        (
            [
                contact("bob", name="Bob Noyce"),
                contact("cyd"),
                Tie(uid="t1", people=("ada", "bob")),
                Tie(uid="t2", people=("ada", "cyd")),
                entry(ago(9), people=("bob",)),
            ],
            "you never spoke; Bob Noyce knows them",
            "ask Bob Noyce for an introduction",
        ),
        (
            [contact("cyd"), Tie(uid="t2", people=("ada", "cyd"))],
            "you never spoke",
            "say first how you know of them and why you write",
        ),
    ],
)
def test_before_an_ask_the_ledger_and_a_better_first_step(records: list[Any], ledger: str, step: str) -> None:
    assert before_ask(garden(contact(), *records), RULES, "ada", TODAY) == BeforeAsk(ledger, step)


@pytest.mark.parametrize(
    ("fields", "kept", "counted"),
    [
        ({"due_on": ago(9), "closed_on": ago(10), "result": "done"}, 1, 1),
        ({"due_on": ago(9), "closed_on": ago(9), "result": "done"}, 1, 1),
        ({"due_on": ago(9), "closed_on": ago(8), "result": "done"}, 0, 1),
        ({"due_on": ago(9), "closed_on": ago(10), "result": "dropped"}, 0, 0),
        ({"due_on": ago(9), "closed_on": ago(8), "result": "dropped"}, 0, 1),
        ({"due_on": ago(9)}, 0, 1),
        ({"due_on": TODAY}, 0, 0),
        ({"due_on": ahead(9)}, 0, 0),
        ({"due_on": ahead(9), "closed_on": ago(1), "result": "done"}, 1, 1),
        ({}, 0, 0),
        ({"closed_on": ago(1), "result": "done"}, 1, 1),
        ({"due_on": date(2025, 12, 9), "closed_on": date(2025, 12, 9), "result": "done"}, 0, 0),
    ],
)
def test_promises_kept_on_time_are_counted(fields: dict[str, Any], kept: int, counted: int) -> None:
    found = promises_kept(garden(contact(), loop("owe", date(2025, 12, 1), **fields)), TODAY)
    assert (found.on_time, found.all) == (kept, counted)
    assert found.words.startswith(f"{kept} of {counted} promise")


@pytest.mark.parametrize(
    ("days", "closed", "age"),
    [
        (90, None, "fresh"),
        (91, None, "still?"),
        (365, None, "still?"),
        (366, None, "quiet"),
        (5, TODAY, "closed"),
    ],
)
def test_wants_age(days: int, closed: date | None, age: str) -> None:
    assert want_age(Want(uid="w", contact="ada", text="x", said_on=ago(days), closed_on=closed), TODAY) == age


# ── away ─────────────────────────────────────────────────────────────────────


def absence(count: int = 84) -> list[Any]:
    return [
        record
        for number in range(count)
        for record in (
            contact(
                f"p{number:02}",
                tier="inner" if number < 10 else "steady",
                cadence="2w" if number < 10 else "3m",
            ),
            entry(ago(35 if number < 10 else 100), "call", (f"p{number:02}",)),
        )
    ]


def due_on(people: Any, day: date, rules: Rules = RULES) -> list[str]:
    return [uid for uid in people.contacts if evaluate(people, rules, uid, day)]


def test_routine_is_spread_evenly_over_six_weeks_the_nearest_people_first_with_one_undo() -> None:
    people = garden(
        *absence(), contact("owed", cadence="none"), loop("owe", ago(9), due_on=ago(1), people=("owed",))
    )
    change = spread_routine(people, RULES, TODAY)
    assert change.label == "spread the routine of 84 people over six weeks"
    people.apply(change)
    days = Counter(people.contacts[f"p{number:02}"].snooze_until or TODAY for number in range(84))
    assert set(days.values()) == {2}
    assert len(days) == SPREAD_DAYS
    assert all((people.contacts[f"p{number:02}"].snooze_until or TODAY) <= ahead(5) for number in range(10))
    assert len(due_on(people, TODAY)) == 3
    assert "owed" in due_on(people, TODAY)
    people.apply(invert(people, change).change)
    assert len(due_on(people, TODAY)) == 85


def test_spreading_keeps_to_the_review_days_and_is_no_putting_off() -> None:
    people = garden(*absence())
    people.apply(spread_routine(people, Rules(review_days=(0, 2)), TODAY))
    assert {day.weekday() for one in people.contacts.values() if (day := one.snooze_until)} == {0, 2}
    assert all(one.put_off_on == () for one in people.contacts.values())


def test_a_planned_absence_moves_what_falls_due_in_it_behind_it() -> None:
    people = garden(
        contact("before", cadence="10d"),
        entry(ago(6), "call", ("before",)),
        contact("during", cadence="10d", birthday="--12-01"),
        entry(ahead(1) - timedelta(2), "call", ("during",)),
        contact("after", cadence="3m"),
        entry(ago(9), "call", ("after",)),
    )
    change = away(people, RULES, ahead(6), ahead(20), TODAY)
    assert change.label == "away Sun 29 Nov to Sun 13 Dec: spread 1 person over the six weeks after"
    people.apply(change)
    assert [uid for uid, one in people.contacts.items() if one.snooze_until] == ["during"]
    assert people.contacts["during"].snooze_until == ahead(21)


@pytest.mark.parametrize(("start", "end"), [(ahead(5), ahead(4)), (ago(9), ago(1))])
def test_an_absence_that_is_past_or_ends_before_it_starts_is_refused(start: date, end: date) -> None:
    with pytest.raises(UsageError):
        away(garden(contact()), RULES, start, end, TODAY)


@pytest.mark.parametrize(
    ("opened", "welcomed"), [(ago(21), True), (ago(6), True), (ago(5), False), (None, False)]
)
def test_five_days_unopened_are_an_absence(opened: date | None, welcomed: bool) -> None:
    welcome = welcome_back(garden(*absence()), replace(RULES, last_opened=opened), TODAY)
    assert (welcome is not None) is welcomed
    if welcome:
        assert welcome.words == "Welcome back: 84. Spread the routine over six weeks?"


def test_few_people_need_no_spreading() -> None:
    assert welcome_back(garden(*absence(3)), replace(RULES, last_opened=ago(30)), TODAY) is None


# ── why ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("records", "lines"),
    [
        (
            [contact(tier="close", name="Ada Lovelace"), entry(date(2026, 10, 17), "call")],
            [
                "Ada Lovelace is due today: monthly · 6 d late.",
                "Monthly: due Tue 17 Nov, 6 d late; 4 minutes.",
                "Band C, routine: it stands after what is owed, by days since the last touch over the cadence.",
                "Last touch: call on Sat 17 Oct, 37 d ago.",
                "Any touch monthly (tier close): due Tue 17 Nov, counted from Sat 17 Oct.",
                "Urgency: 1.20 cadences × 1.15 for the tier = 1.38.",
                "Nothing is in sight.",
            ][:-1],
        ),
        (
            [contact(cadence="1m", snooze_until=ahead(4), snooze_set_on=ago(1)), entry(ago(40), "call")],
            [
                "Ada is not due today.",
                "Last touch: call on Wed 14 Oct, 40 d ago.",
                "Any touch monthly: due Sat 14 Nov, counted from Wed 14 Oct.",
                "It is put off to Fri 27 Nov.",
                "Snoozed until Fri 27 Nov, set Sun 22 Nov; what arises later shows.",
                "Next on Fri 27 Nov: monthly.",
            ],
        ),
        (
            [contact(cadence="1m", paused_on=ago(9), paused_why="parental leave"), entry(ago(40), "call")],
            [
                "Ada is not due today.",
                "Last touch: call on Wed 14 Oct, 40 d ago.",
                "Any touch monthly: due Sat 14 Nov, counted from Wed 14 Oct.",
                "The relationship rests until reopened (parental leave); what you owe shows all the same.",
                "Nothing is in sight.",
            ],
        ),
        (
            [contact(cadence="2w"), entry(ago(9)), entry(ago(2), "tried")],
            [
                "Ada is not due today.",
                "Last touch: email on Sat 14 Nov, 9 d ago.",
                "Any touch fortnightly: due Sat 28 Nov, counted from Sat 14 Nov.",
                "It is put off to Sat 5 Dec.",
                "2 touches of yours without an answer, the last on Sat 21 Nov: room until Sat 5 Dec.",
                "Next on Sat 5 Dec: fortnightly.",
            ],
        ),
        (
            [contact()],
            [
                "Ada is unplaced: nobody has said yet how often to be in touch.",
                "Two unplaced people a day are asked about, drawn by the date.",
                "Band D, reconnect, drifting or unplaced: it stands last, a few a day.",
                "There was no talk or word yet.",
                "No tier or cadence: routine never makes them due, and they drift only from a rhythm of 3 gaps over 60 days.",
            ],
        ),
        ([contact(archived=True)], ["Ada is archived: never due."]),
    ],
)
def test_the_reasons_are_said_in_plain_sentences_with_the_numbers(
    records: list[Any], lines: list[str]
) -> None:
    assert explain(garden(*records), RULES, "ada", TODAY)[: len(lines)] == lines


@pytest.mark.parametrize(
    ("records", "line"),
    [
        (
            [contact(cadence="none"), loop("owe", ago(9), text="the book", due_on=ago(3))],
            "Promised for Fri “the book”: due Fri 20 Nov, 3 d late, opened Sat 14 Nov; 4 minutes.",
        ),
        (
            [contact(cadence="none"), loop("ask", ago(50), nudged_on=(str(ago(30)),))],
            "Nudge: due Sat 21 Nov, 2 d late, opened Sun 4 Oct, nudged 1 time; 2 minutes.",
        ),
        ([contact(cadence="none")], "Their cadence is none: routine never makes them due."),
        (
            [contact(), *(entry(ago(days), "call") for days in (90, 120, 150, 180))],
            "No tier or cadence; you used to be in touch every 30 days, and it is 90 now (drifting after 60).",
        ),
        (
            [contact(cadence="6m"), entry(ago(30), "call"), milestone(ago(3))],
            "A season of more since “new job”: every 91 days until Sat 20 Feb 2027.",
        ),
        ([contact(cadence="1m", skipped_on=ago(1)), entry(ago(60))], "Any touch monthly: due Tue 22 Dec, counted from the skip of Sun 22 Nov."),
        ([contact(birthday="--12-01")], "The birthday does not show: they have no cadence and no tag “birthday”."),
        (
            [contact(cadence="10d"), entry(ago(15), "call"), loop("ask", ago(12))],
            "It is put off to Wed 25 Nov while they have time to answer what you asked on Wed 11 Nov.",
        ),
        (
            [contact(cadence="10d"), entry(ago(15), "call"), loop("planned", ago(12), due_on=ahead(3), channel="call")],
            "It is put off to Thu 26 Nov by what is planned.",
        ),
        (
            [contact(cadence="1m", put_off_on=(str(ago(9)), str(ago(6)), str(ago(1)))), entry(ago(40))],
            "Slower? put off 3 times in a row: quarterly instead.",
        ),
    ],
)  # fmt: skip
def test_each_fact_has_its_sentence(records: list[Any], line: str) -> None:
    assert line in explain(garden(*records), RULES, "ada", TODAY)


def test_a_person_placed_in_a_triage_hears_why_they_come_when_they_do() -> None:
    people = garden(contact(tier="close", cadence_set_on=TODAY))
    due = look(people, RULES, "ada", TODAY)
    day = due.row.lead.due_on if due.row else due.next.on if due.next else None
    assert day
    assert any(
        f"{(day - TODAY).days} days after the cadence was set" in line
        for line in explain(people, RULES, "ada", TODAY)
    )
