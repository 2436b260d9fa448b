"""What is outstanding: promises, thanks, follow-ups, requests, planned talks, and room (`rules.md`)."""

from datetime import date

import pytest

from netgarden.due.outlook import evaluate, look, reasons_of
from netgarden.due.queue import assemble
from netgarden.due.reasons import first_nudge, next_nudge
from netgarden.records.loop import Loop
from tests.support.planting import RULES, TODAY, ago, ahead, contact, entry, garden, kinds, loop, row, texts

PLACED = contact(cadence="none")


# ── promises ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("due", "band", "text"),
    [
        (ahead(3), None, None),
        (ahead(2), "B", "promised for Wed"),
        (ahead(1), "B", "promised for Tue"),
        (TODAY, "A", "promised for today"),
        (ago(3), "A", "promised for Fri · 3 d late"),
        (ago(4), "B", "promised for Thu · 4 d late"),
        (ago(10), "B", "promised for 13 Nov · 10 d late"),
    ],
)
def test_a_promise_shows_two_days_ahead_and_on_its_day_is_of_today_and_after_three_is_owed(
    due: date, band: str | None, text: str | None
) -> None:
    found = row(PLACED, loop("owe", ago(12), due_on=due))
    assert (found and found.band, found and found.lead.text) == (band, text)


def test_a_promise_without_a_date_is_owed_after_a_week() -> None:
    assert texts(PLACED, loop("owe", ago(6))) == []
    found = row(PLACED, loop("owe", ago(9)))
    assert found
    assert (found.band, found.lead.text) == ("B", "promised 9 d ago")


def test_what_waited_longer_for_its_measure_stands_higher() -> None:
    people = garden(
        contact("ada", cadence="none"),
        contact("bob", cadence="none"),
        loop("owe", ago(30), "long", ("ada",), due_on=ago(2)),
        loop("owe", ago(3), "short", ("bob",), due_on=ago(2)),
    )
    rows = [found for uid in ("ada", "bob") if (found := evaluate(people, RULES, uid, TODAY))]
    assert [one.uid for one in assemble(rows, RULES, TODAY).rows] == ["bob", "ada"]


def test_an_introduction_costs_its_own_minutes() -> None:
    found = row(PLACED, loop("owe", ago(9), text="Intro her to Sam", due_on=TODAY))
    assert found
    assert found.minutes == RULES.minutes["intro"]


def test_a_closed_loop_asks_for_nothing() -> None:
    assert texts(PLACED, loop("owe", ago(9), due_on=ago(1), closed_on=TODAY, result="done")) == []


def test_a_kind_of_a_newer_version_is_owed_by_its_own_name() -> None:
    assert texts(PLACED, loop("pledge", ago(9), due_on=ago(1))) == ["pledge · 9 d"]
    assert texts(PLACED, loop("pledge", ago(9), due_on=ahead(1))) == []


# ── thanks, report back ──────────────────────────────────────────────────────


@pytest.mark.parametrize(("kind", "words"), [("thanks", "thanks owed"), ("report-back", "report back")])
def test_thanks_and_reports_show_on_their_day_and_count_the_wait(kind: str, words: str) -> None:
    owed = loop(kind, ago(2), due_on=ago(1))
    assert texts(PLACED, owed) == [f"{words} · 2 d"]
    assert texts(PLACED, owed, today=ago(2)) == []
    assert row(PLACED, owed).band == "B"


# ── follow-ups ───────────────────────────────────────────────────────────────


def follow_up(opened: date, **fields: object) -> Loop:
    return loop("follow-up", opened, **{"interaction": "meeting", **fields})


@pytest.mark.parametrize(
    ("kind", "event", "words"),
    [
        ("met", "", "follow up · met Fri"),
        ("call", "", "follow up · spoke Fri"),
        ("email", "", "follow up · wrote Fri"),
        ("event", "", "follow up · saw Fri"),
        ("met", "PyCon", "follow up · PyCon Fri"),
    ],
)
def test_a_follow_up_says_after_what(kind: str, event: str, words: str) -> None:
    assert texts(
        PLACED, entry(ago(3), kind, uid="meeting", event=event), follow_up(ago(3), due_on=TODAY)
    ) == [words]


@pytest.mark.parametrize(
    ("kind", "direction", "closes"),
    [("email", "out", True), ("call", "both", True), ("support", "out", True), ("email", "in", False)],
)
def test_any_touch_out_closes_a_follow_up(kind: str, direction: str, closes: bool) -> None:
    records = (
        PLACED,
        entry(ago(5), "met", uid="meeting"),
        follow_up(ago(5)),
        entry(ago(1), kind, direction=direction),
    )
    assert (texts(*records) == []) is closes


def test_after_21_days_a_follow_up_becomes_routine() -> None:
    met = entry(ago(22), "met", uid="meeting")
    assert kinds(contact(cadence="2w"), met, follow_up(ago(21))) == ["follow-up", "routine"]
    assert kinds(contact(cadence="2w"), met, follow_up(ago(22))) == ["routine"]
    assert kinds(contact(), met, follow_up(ago(22))) == ["unplaced"]


def test_five_follow_ups_a_day_those_of_a_real_talk_first() -> None:
    records = []
    for number in range(12):
        uid, meeting = f"p{number:02}", f"m{number}"
        kind = "met" if number >= 8 else "event"
        records += [contact(uid), entry(ago(1), kind, (uid,), uid=meeting)]
        records.append(follow_up(ago(1), uid=f"f{number}", people=(uid,), due_on=TODAY, interaction=meeting))
    people = garden(*records)
    rows = [found for uid in people.contacts if (found := evaluate(people, RULES, uid, TODAY))]
    queue = assemble(rows, RULES, TODAY, minutes=0)
    assert len(queue.rows) == 5
    assert {one.uid for one in queue.rows} > {"p08", "p09", "p10", "p11"}
    assert len(queue.waiting) == 7


# ── patience ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("fields", "days"),
    [
        ({}, 14),
        ({"not_before": ahead(21)}, 21),
        ({"not_before": ahead(3), "due_on": ahead(40)}, 3),
        ({"due_on": ahead(10)}, 5),
        ({"due_on": ahead(60)}, 14),
        ({"due_on": TODAY}, 0),
    ],
)
def test_the_first_nudge_comes_at_the_date_given_else_after_14_days_or_half_the_way(
    fields: dict[str, date], days: int
) -> None:
    assert first_nudge(loop("ask", TODAY, **fields)) == ahead(days)


def test_each_wait_is_twice_the_one_before() -> None:
    asked = loop("ask", ago(60))
    assert next_nudge(asked) == ago(46)
    once = loop("ask", ago(60), nudged_on=(str(ago(40)),))
    assert next_nudge(once) == ago(12)
    twice = loop("ask", ago(60), nudged_on=(str(ago(40)), str(ago(10))))
    assert next_nudge(twice) == ahead(46)
    assert next_nudge(loop("ask", ago(60), nudged_on=("soon",))) == ago(46)


def test_a_nudge_says_how_long_ago_it_was_asked() -> None:
    assert texts(PLACED, loop("ask", ago(13))) == []
    assert texts(PLACED, loop("ask", ago(14))) == ["nudge · asked 14 d"]


def test_after_two_nudges_the_question_is_whether_to_rest_it() -> None:
    asked = loop("ask", ago(90), nudged_on=(str(ago(75)), str(ago(60))))
    assert texts(PLACED, asked) == ["rest it? · asked 90 d ago"]


@pytest.mark.parametrize(
    ("kind", "direction", "days_ago", "asks"),
    [
        ("email", "in", 2, True),
        ("call", "both", 2, True),
        ("email", "out", 2, False),
        ("email", "in", 9, False),
        ("email", "in", 5, False),
    ],
)
def test_a_touch_from_them_after_the_request_asks_whether_it_is_answered(
    kind: str, direction: str, days_ago: int, asks: bool
) -> None:
    """Dated after the day of the request: what came before it cannot answer it."""
    found = texts(PLACED, loop("ask", ago(5)), entry(ago(days_ago), kind, direction=direction))
    assert found == (["answered? · heard Sat"] if asks else [])


def test_a_request_answered_by_an_email_shows_though_it_was_snoozed() -> None:
    asked = loop("ask", ago(9), snooze_until=ahead(30), snooze_set_on=ago(5))
    assert kinds(PLACED, asked, entry(ago(2), direction="in")) == ["answered"]
    assert kinds(PLACED, asked, entry(ago(6), direction="in")) == []


@pytest.mark.parametrize(
    ("at", "direction", "asks"),
    [
        ("2026-11-22T18:00:00Z", "in", True),
        ("2026-11-22T08:00:00Z", "in", False),
        ("2026-11-22T18:00:00Z", "out", False),
    ],
)
def test_an_answer_on_the_very_day_counts_if_it_came_after_the_request(
    at: str, direction: str, asks: bool
) -> None:
    call = entry(ago(1), "call", uid="asking", at="2026-11-22T09:00:00Z")
    asked = loop("ask", ago(1), interaction="asking")
    assert kinds(PLACED, call, asked) == []
    assert (kinds(PLACED, call, asked, entry(ago(1), direction=direction, at=at)) == ["answered"]) is asks


def test_an_answer_that_was_none_lets_the_nudge_come_again() -> None:
    asked = loop("ask", ago(30), nudged_on=(str(ago(10)),))
    assert kinds(PLACED, asked, entry(ago(20), direction="in")) == []


@pytest.mark.parametrize(
    ("not_before", "due"),
    [(ahead(4), ahead(4)), (ahead(60), ahead(5)), (ago(3), ago(3)), (ago(9), ago(5))],
)
def test_routine_is_held_until_the_first_nudge_never_longer_than_a_cadence(
    not_before: date, due: date
) -> None:
    """Touched 15 days ago at a cadence of 10 days: due 5 days ago, and without the request late since."""
    asked = loop("ask", ago(15), not_before=not_before)
    reasons = reasons_of(garden(contact(cadence="10d"), entry(ago(15), "call"), asked), RULES, "ada", TODAY)
    assert [reason.shows_on for reason in reasons if reason.kind == "routine"] == [due]


# ── planned talks ────────────────────────────────────────────────────────────


def test_a_planned_talk_holds_routine_stands_first_on_its_day_and_is_asked_about_the_day_after() -> None:
    person, plan = contact(cadence="1m"), loop("planned", ago(3), due_on=ahead(2), channel="call")
    late = entry(ago(60), "call")
    assert texts(person, late, plan) == []
    assert look(garden(person, late, plan), RULES, "ada", TODAY).next.on == ahead(2)
    day = row(person, late, plan, today=ahead(2))
    assert day
    assert (day.band, day.lead.text, day.minutes) == ("A", "call today", 0)
    assert texts(person, late, plan, today=ahead(3))[0] == "did it happen? · call Wed"


@pytest.mark.parametrize(
    ("channel", "text", "shown"),
    [
        ("met", "lunch", "lunch today"),
        ("met", "", "meeting today"),
        ("call", "about the pilot", "call today"),
        ("", "", "talk today"),
        ("", "a walk along the whole of the river", "a walk along the whole… today"),
    ],
)
def test_a_plan_is_called_by_its_kind_or_by_what_was_written(channel: str, text: str, shown: str) -> None:
    plan = loop("planned", ago(3), due_on=TODAY, channel=channel, text=text)
    day = row(contact(), plan, today=TODAY)
    assert day
    assert day.lead.text == shown


def test_a_touch_on_the_day_says_that_it_happened() -> None:
    plan = loop("planned", ago(3), due_on=ago(1), channel="call")
    assert kinds(PLACED, plan, entry(ago(1), "call")) == []
    assert kinds(PLACED, plan, entry(ago(2), "call")) == ["happened"]


def test_a_plan_without_a_day_asks_for_nothing() -> None:
    assert kinds(PLACED, loop("planned", ago(3))) == []


# ── room ─────────────────────────────────────────────────────────────────────


def test_two_without_an_answer_within_14_days_give_14_days_of_room() -> None:
    person = contact(cadence="1d")
    assert texts(person, entry(ago(9)), entry(ago(2), "tried")) == []
    assert kinds(person, entry(ago(9)), entry(ago(2), "tried"), today=ahead(12)) == ["routine"]
    assert kinds(person, entry(ago(20)), entry(ago(2))) == ["routine"]


def test_three_at_any_distance_give_a_cadence_of_room_at_least_30_days() -> None:
    tries = (entry(ago(90)), entry(ago(50)), entry(ago(25)))
    assert kinds(contact(cadence="2w"), *tries) == []
    assert kinds(contact(cadence="2w"), *tries, today=ahead(5)) == ["routine"]
    assert kinds(contact(cadence="2m"), *tries, today=ahead(5)) == []


@pytest.mark.parametrize(("kind", "direction"), [("email", "in"), ("call", "both"), ("event", "both")])
def test_hearing_from_them_ends_the_room(kind: str, direction: str) -> None:
    person = contact(cadence="2d")
    assert (
        kinds(person, entry(ago(9)), entry(ago(6)), entry(ago(3), kind, direction=direction), today=ahead(3))
        != []
    )


def test_room_hides_routine_nudges_and_milestones_but_nothing_that_is_owed() -> None:
    tries = (entry(ago(9)), entry(ago(2)))
    today = f"--{TODAY:%m-%d}"
    assert kinds(contact(cadence="1m", birthday=today), *tries) == []
    assert kinds(contact(cadence="1m"), *tries, loop("ask", ago(30))) == []
    for kind in ("owe", "thanks", "planned"):
        due = TODAY if kind != "thanks" else ago(1)
        assert kinds(contact(cadence="1m"), *tries, loop(kind, ago(8), due_on=due)) != []
