"""Routine: when the next touch is due, what puts it off, and what the queue makes of it (`rules.md`)."""

from collections import Counter
from datetime import date

import pytest

from netgarden.due.board import Board
from netgarden.due.outlook import evaluate, look, spent_on
from netgarden.due.queue import NOTHING_SPENT, Queue, Spent, assemble
from netgarden.due.rhythm import due_date, spread
from netgarden.due.rules import Rules, Tier
from netgarden.due.touches import touches_of
from netgarden.records.ids import UidSource
from netgarden.text.cadence import parse_cadence
from tests.support.planting import RULES, TODAY, ago, ahead, contact, entry, garden, kinds, loop, row, texts


def next_due(cadence: str, *records: object, today: date = TODAY, **fields: object) -> date:
    """The day the routine of a person with this cadence is due, by the queue itself."""
    outlook = look(garden(contact(cadence=cadence, **fields), *records), RULES, "ada", today)
    reasons = outlook.row.reasons if outlook.row else (outlook.next.reason,) if outlook.next else ()
    return next(reason.due_on for reason in reasons if reason.kind in ("routine", "reconnect"))


@pytest.mark.parametrize(
    ("touched", "cadence", "due"),
    [
        (date(2026, 1, 31), "1m", date(2026, 2, 28)),
        (date(2028, 1, 31), "1m", date(2028, 2, 29)),
        (date(2026, 2, 28), "1m", date(2026, 3, 28)),
        (date(2028, 2, 29), "1y", date(2029, 2, 28)),
        (date(2026, 8, 31), "6m", date(2027, 2, 28)),
        (date(2026, 3, 28), "2w", date(2026, 4, 11)),
        (date(2026, 10, 24), "10d", date(2026, 11, 3)),
    ],
)
def test_due_is_counted_by_the_calendar(touched: date, cadence: str, due: date) -> None:
    assert next_due(cadence, entry(touched), today=touched) == due


def test_a_chain_over_february_is_counted_from_each_real_touch() -> None:
    assert next_due("1m", entry(date(2026, 1, 31)), entry(date(2026, 2, 28)), today=date(2026, 3, 1)) == date(
        2026, 3, 28
    )


def test_due_today_is_due_and_tomorrow_is_not() -> None:
    person = contact(cadence="10d")
    assert texts(person, entry(ago(10))) == ["every 10 days · today"]
    assert texts(person, entry(ago(9))) == []
    assert texts(person, entry(ago(16))) == ["every 10 days · 6 d late"]


@pytest.mark.parametrize(
    ("kind", "restarts"),
    [("met", True), ("call", True), ("email", True), ("message", True), ("tried", False), ("note", False)],
)
def test_talk_and_word_restart_the_cadence(kind: str, restarts: bool) -> None:
    assert (texts(contact(cadence="1m"), entry(ago(40)), entry(ago(1), kind)) == []) is restarts


def test_a_light_touch_puts_off_to_half_a_cadence_once() -> None:
    person, base = contact(cadence="20d"), entry(ago(19))
    assert next_due("20d", base, entry(ago(2), "event")) == ahead(8)
    assert next_due("20d", base, entry(ago(2), "event"), entry(ago(1), "support")) == ahead(8)
    assert texts(person, entry(ago(40)), entry(ago(25), "event"), entry(ago(2), "support")) != []


def test_a_light_touch_without_effect_does_not_use_up_the_putting_off() -> None:
    assert next_due("20d", entry(ago(18)), entry(ago(17), "event"), entry(ago(1), "event")) == ahead(9)


def test_a_crowd_is_light_for_those_without_a_line_of_their_own() -> None:
    crowd = ("ada", "bob", *(f"guest{number}" for number in range(8)))
    dinner = entry(ago(1), "met", crowd, own_lines=("bob",))
    people = garden(contact("ada", cadence="1m"), contact("bob", cadence="1m"), dinner)
    assert touches_of(people, "ada", TODAY).last is None
    assert touches_of(people, "bob", TODAY).last_met == ago(1)


def test_two_people_in_one_entry_are_both_touched() -> None:
    people = garden(
        contact("ada", cadence="1m"), contact("bob", cadence="1m"), entry(ago(3), "met", ("ada", "bob"))
    )
    assert evaluate(people, RULES, "ada", TODAY) is None
    assert evaluate(people, RULES, "bob", TODAY) is None


def test_an_entry_dated_ahead_is_a_plan_and_holds_routine_until_its_day() -> None:
    person, late, plan = contact(cadence="1m"), entry(ago(60)), entry(ahead(3), "call")
    assert texts(person, late, plan) == []
    assert look(garden(person, late, plan), RULES, "ada", TODAY).next.on == ahead(3)
    assert touches_of(garden(person, late, plan), "ada", TODAY).last == ago(60)
    assert texts(person, late, plan, today=ahead(3)) == []


def test_a_note_dated_ahead_plans_nothing() -> None:
    assert texts(contact(cadence="1m"), entry(ago(40)), entry(ahead(3), "note")) != []


def test_a_date_from_a_zone_ahead_of_ours_counts_from_the_day_it_is_today_here() -> None:
    """Written on the far side of the date line, read here an evening earlier."""
    written = entry(ahead(1), "call")
    assert touches_of(garden(contact(), written), "ada", TODAY).last is None
    assert touches_of(garden(contact(), written), "ada", ahead(1)).last == ahead(1)


def test_a_clock_change_moves_no_date() -> None:
    assert next_due("2w", entry(date(2026, 10, 24)), today=date(2026, 10, 26)) == date(2026, 11, 7)
    assert next_due("1m", entry(date(2026, 3, 1)), today=date(2026, 3, 30)) == date(2026, 4, 1)


# ── base and spread ──────────────────────────────────────────────────────────


def test_who_was_never_touched_is_first_due_within_one_cadence_of_being_placed() -> None:
    month = parse_cadence("1m")
    assert month
    for number in range(50):
        due = due_date(contact(f"p{number}", cadence_set_on=TODAY), month, None, TODAY)
        assert 0 <= (due - TODAY).days < 30


def test_who_is_placed_when_already_past_the_cadence_is_spread_too() -> None:
    due = next_due("1m", entry(ago(300)), cadence_set_on=TODAY)
    assert due == ahead(spread("ada", parse_cadence("1m")))


def test_a_cadence_changed_after_the_last_touch_counts_from_that_touch_while_it_is_not_past() -> None:
    assert next_due("3m", entry(date(2026, 11, 1)), cadence_set_on=TODAY) == date(2027, 2, 1)
    assert next_due("1m", entry(date(2026, 11, 1)), cadence_set_on=TODAY) == date(2026, 12, 1)


def test_a_cadence_nobody_dated_makes_due_today() -> None:
    assert texts(contact(cadence="1m")) == ["monthly · today"]


@pytest.mark.parametrize(("people", "cadence", "days"), [(1000, "1m", 30), (500, "2w", 14), (800, "3m", 91)])
def test_many_placed_in_one_evening_come_due_evenly(people: int, cadence: str, days: int) -> None:
    new_uid = UidSource()
    rhythm = parse_cadence(cadence)
    assert rhythm
    dues = Counter(
        due_date(contact(new_uid(), cadence_set_on=TODAY), rhythm, None, TODAY) for _ in range(people)
    )
    assert set(dues) <= {ahead(day) for day in range(days)}
    if people / days >= 30:
        assert max(dues.values()) <= 2 * people / days
    assert max(dues.values()) < people / days * 3


def test_a_skip_moves_the_base_and_a_later_touch_moves_it_again() -> None:
    assert next_due("10d", entry(ago(30)), skipped_on=ago(1)) == ahead(9)
    assert next_due("10d", entry(TODAY), skipped_on=ago(1)) == ahead(10)


# ── three rhythms ────────────────────────────────────────────────────────────


def test_three_rhythms_run_side_by_side() -> None:
    person = contact(cadence="1m", talk_cadence="3m", meet_cadence="1y")
    records = (entry(ago(10)), entry(date(2026, 8, 21), "call"), entry(date(2025, 11, 13), "met"))
    assert texts(person, *records) == ["meet yearly · 10 d late", "talk quarterly · 2 d late"]
    assert texts(person, *records, entry(ago(1), "call")) == ["meet yearly · 10 d late"]
    assert texts(person, *records, entry(ago(1), "met")) == []


def test_a_meeting_long_lost_stands_last_and_keeps_its_words() -> None:
    found = row(contact(cadence="1m", meet_cadence="1y"), entry(ago(1200), "met"), entry(ago(9)))
    assert found
    assert (found.band, found.lead.kind) == ("D", "meet")


def test_who_has_a_rhythm_of_talks_alone_is_placed() -> None:
    assert kinds(contact(talk_cadence="3m"), entry(ago(9), "call")) == []
    assert kinds(contact(talk_cadence="3m", birthday=f"--{TODAY:%m-%d}"), entry(ago(9), "call")) == [
        "milestone"
    ]


def test_arranging_a_talk_costs_the_minutes_of_arranging() -> None:
    found = row(contact(cadence="none", talk_cadence="3m"), entry(ago(200), "call"))
    assert found
    assert found.minutes == RULES.minutes["plan"]


# ── who is never due ─────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "fields", [{"cadence": "none"}, {"tier": "none"}, {"archived": True, "cadence": "1d"}]
)
def test_never_due(fields: dict[str, object]) -> None:
    assert texts(contact(**fields), entry(ago(900))) == []


def test_a_value_nobody_understands_harms_nobody() -> None:
    assert kinds(contact(cadence="whenever", talk_cadence="soon", birthday="??")) == []


# ── order ────────────────────────────────────────────────────────────────────


def queue_of(
    *records: object, rules: Rules = RULES, minutes: int | None = None, spent: Spent = NOTHING_SPENT
) -> Queue:
    people = garden(*records)
    rows = [found for uid in people.contacts if (found := evaluate(people, rules, uid, TODAY))]
    return assemble(rows, rules, TODAY, minutes=minutes, spent=spent)


def test_fair_between_a_fortnightly_and_a_quarterly_contact_and_a_promise_above_both() -> None:
    queue = queue_of(
        contact("quarterly", cadence="3m"),
        entry(date(2026, 8, 3), people=("quarterly",)),
        contact("fortnightly", cadence="2w"),
        entry(ago(29), people=("fortnightly",)),
        contact("promise", cadence="1y"),
        loop("owe", ago(3), people=("promise",), due_on=TODAY),
    )
    assert [one.uid for one in queue.rows] == ["promise", "fortnightly", "quarterly"]
    assert [one.lead.late_days for one in queue.rows] == [0, 15, 20]


def test_the_tier_weighs() -> None:
    queue = queue_of(
        contact("wide", tier="wide", cadence="1m"),
        entry(ago(40), people=("wide",)),
        contact("inner", tier="inner", cadence="1m"),
        entry(ago(38), people=("inner",)),
    )
    assert [one.uid for one in queue.rows] == ["inner", "wide"]


def test_long_silence_is_a_reconnect_and_stands_last() -> None:
    found = row(contact(cadence="1m"), entry(ago(120)))
    assert found
    assert (found.band, found.lead.kind) == ("D", "reconnect")
    assert kinds(contact(cadence="2w"), entry(ago(29 + 13))) == ["routine"]
    assert kinds(contact(cadence="1y"), entry(ago(365 + 60))) == ["routine"]


def test_reconnects_are_two_a_day_and_the_rest_can_wait() -> None:
    records = [
        record
        for number in range(6)
        for record in (contact(f"p{number}", cadence="2w"), entry(ago(90 + number), people=(f"p{number}",)))
    ]
    queue = queue_of(*records, minutes=0)
    assert [one.uid for one in queue.rows] == ["p5", "p4"]
    assert [one.uid for one in queue.waiting] == ["p3", "p2", "p1", "p0"]


def test_two_unplaced_a_day_chosen_by_the_day_and_nobody_else_of_them_waits() -> None:
    people = [contact(f"p{number:02}") for number in range(40)]
    queue = queue_of(*people)
    assert [one.lead.text for one in queue.rows] == ["unplaced: who is this to you?"] * 2
    assert queue.waiting == ()
    assert queue.unplaced == 40
    assert queue_of(*people).rows == queue.rows
    everybody = garden(*people)
    chosen = {
        one.uid
        for day in range(20)
        for one in assemble(
            filter(None, (evaluate(everybody, RULES, uid, ahead(day)) for uid in everybody.contacts)),
            RULES,
            ahead(day),
        ).rows
    }
    assert len(chosen) > 15


def test_who_was_placed_today_counts_as_one_of_the_two() -> None:
    assert len(queue_of(*(contact(f"p{number}") for number in range(9)), spent=Spent(2, 2)).rows) == 0


def test_one_row_a_person_with_the_largest_minutes_of_its_reasons() -> None:
    found = row(
        contact(cadence="1m"), entry(ago(40)), loop("owe", ago(5), due_on=TODAY), loop("thanks", ago(2), "t")
    )
    assert found
    assert [reason.kind for reason in found.reasons] == ["promise", "thanks", "routine"]
    assert found.minutes == max(reason.minutes for reason in found.reasons)


# ── the time budget ──────────────────────────────────────────────────────────


def crowd_of(kind: str, count: int, prefix: str) -> list[object]:
    records: list[object] = []
    for number in range(count):
        uid = f"{prefix}{number}"
        if kind == "routine":
            records += [contact(uid, cadence="1m"), entry(ago(40), people=(uid,))]
        else:
            records += [
                contact(uid, cadence="none"),
                loop("thanks", ago(3), f"loop{uid}", (uid,), due_on=ago(1)),
            ]
    return records


def test_what_is_owed_takes_two_thirds_while_routine_waits() -> None:
    queue = queue_of(*crowd_of("thanks", 20, "t"), *crowd_of("routine", 20, "r"), minutes=15)
    by_band = Counter(one.band for one in queue.rows)
    assert by_band == {"B": 5, "C": 1}
    assert queue.minutes <= 15
    assert len(queue.rows) + len(queue.waiting) == 40


def test_minutes_that_routine_leaves_go_to_what_is_owed() -> None:
    assert len(queue_of(*crowd_of("thanks", 20, "t"), minutes=14).rows) == 7


def test_what_does_not_fit_is_passed_over_for_what_does() -> None:
    letter = loop("planned", ago(3), "plan", ("pen",), due_on=TODAY, channel="letter")
    queue = queue_of(contact("pen", cadence="none"), letter, *crowd_of("routine", 3, "r"), minutes=20)
    assert [one.uid for one in queue.rows] == ["pen", "r0"]
    assert queue.minutes == 19


# ── what shows whatever else there is ────────────────────────────────────────


def of_today(count: int) -> list[object]:
    """Promises due today, a contact each."""
    uids = [f"today{number}" for number in range(count)]
    return [
        record
        for uid in uids
        for record in (contact(uid, cadence="none"), loop("owe", ago(3), f"l{uid}", (uid,), due_on=TODAY))
    ]


def test_what_exists_only_today_shows_beyond_the_minutes() -> None:
    queue = queue_of(*of_today(5), *crowd_of("routine", 2, "r"), minutes=15)
    assert [one.uid for one in queue.rows] == [f"today{number}" for number in range(5)]
    assert queue.minutes == 20
    assert [one.uid for one in queue.waiting] == ["r0", "r1"]


@pytest.mark.parametrize(("days", "shows"), [(0, True), (1, False), (7, True)])
def test_a_birthday_shows_on_its_day_and_its_last_whatever_the_minutes(days: int, shows: bool) -> None:
    born = contact("born", cadence="1y", cadence_set_on=TODAY, birthday=f"--{ago(days):%m-%d}")
    queue = queue_of(born, *of_today(5), minutes=15)
    assert ("born" in [one.uid for one in queue.rows]) is shows


def test_an_appointment_takes_no_minutes_from_the_review() -> None:
    talk = loop("planned", ago(3), "plan", ("talk",), due_on=TODAY, channel="call")
    queue = queue_of(contact("talk", cadence="none"), talk, *crowd_of("routine", 3, "r"), minutes=12)
    assert [one.uid for one in queue.rows] == ["talk", "r0", "r1", "r2"]
    assert queue.minutes == 12


def test_thanks_have_a_place_beside_many_late_promises() -> None:
    late = [
        record
        for number in range(6)
        for record in (
            contact(f"p{number}", cadence="none"),
            loop("owe", ago(40), f"lp{number}", (f"p{number}",), due_on=ago(35)),
        )
    ]
    thanks = loop("thanks", ago(1), "lt", ("kind",), due_on=TODAY)
    queue = queue_of(contact("kind", cadence="none"), thanks, *late, minutes=10)
    assert "kind" in [one.uid for one in queue.rows]


@pytest.mark.parametrize(("tier", "band"), [("inner", "C"), ("close", "C"), ("steady", "D")])
def test_the_two_nearest_tiers_stay_in_routine_however_late(tier: str, band: str) -> None:
    found = row(contact(tier=tier), entry(ago(400)))
    assert found
    assert found.band == band


def test_nearest_are_the_first_two_tiers_of_the_settings() -> None:
    rules = Rules(tiers={"kin": Tier("1w", 1), "team": Tier("1m", 1), "rest": Tier("1m", 1)})
    assert [rules.is_near(contact(tier=tier)) for tier in ("kin", "team", "rest", "none", "")] == [
        True,
        True,
        False,
        False,
        False,
    ]


def test_one_reconnect_has_its_place_before_routine_fills_the_minutes() -> None:
    lost = [
        record
        for number in range(3)
        for record in (contact(f"lost{number}", tier="steady"), entry(ago(400), people=(f"lost{number}",)))
    ]
    queue = queue_of(*lost, *crowd_of("routine", 9, "r"), minutes=12)
    assert Counter(one.kind for one in queue.rows) == {"routine": 2, "reconnect": 1}
    queue = queue_of(*lost, *crowd_of("routine", 9, "r"), minutes=12, spent=Spent(reconnects=1))
    assert Counter(one.kind for one in queue.rows) == {"routine": 3}


def test_an_empty_list_says_that_nobody_is_due_only_where_nobody_waits() -> None:
    assert queue_of(contact("ada", cadence="none")).nobody_words == "nobody is due today"
    used = queue_of(*crowd_of("routine", 5, "r"), minutes=15, spent=Spent(15))
    assert (used.rows, used.nobody_words, len(used.waiting)) == ((), "15 of 15 min used", 5)


@pytest.mark.parametrize(("direction", "days"), [("out", 0), ("in", 3), ("both", 3)])
def test_days_in_touch_are_those_on_which_they_took_part(direction: str, days: int) -> None:
    mails = [entry(ago(number), direction=direction) for number in (1, 1, 2, 3)]
    assert touches_of(garden(contact(), *mails), "ada", TODAY).heard == days


def test_a_near_person_comes_before_the_reconnect() -> None:
    near, lost = contact("near", tier="inner"), contact("lost", tier="steady")
    records = (near, entry(ago(40), people=("near",)), lost, entry(ago(400), people=("lost",)))
    assert [one.uid for one in queue_of(*records, minutes=4).rows] == ["near"]


def test_strangers_are_asked_about_only_where_nobody_waits() -> None:
    stranger = contact("stranger")
    assert [one.uid for one in queue_of(stranger, *crowd_of("routine", 2, "r"), minutes=15).rows] == [
        "r0",
        "r1",
        "stranger",
    ]
    assert "stranger" not in [
        one.uid for one in queue_of(stranger, *crowd_of("routine", 4, "r"), minutes=14).rows
    ]


def test_among_the_unplaced_those_with_a_history_come_first_and_say_it() -> None:
    people = garden(
        *(contact(f"p{number}") for number in range(30)), entry(ago(60), "met", ("p7",), event="PyCon")
    )
    board = Board(people, RULES, TODAY)
    first = board.queue().rows[0]
    assert (first.uid, first.lead.text) == ("p7", "unplaced: who is this to you? · PyCon 24 Sep")
    assert first == board.outlook("p7").row


def test_the_first_row_comes_even_if_it_alone_is_more_than_the_minutes() -> None:
    assert len(queue_of(*crowd_of("routine", 3, "r"), minutes=1).rows) == 1
    assert queue_of(*crowd_of("routine", 3, "r"), minutes=1, spent=Spent(4)).rows == ()


def test_minutes_spent_today_are_not_spent_again() -> None:
    people = garden(
        contact("ada"),
        contact("bob"),
        entry(TODAY, "email"),
        entry(TODAY, "met", ("ada", "bob")),
        entry(ago(1), "call"),
    )
    assert spent_on(people, RULES, "ada", TODAY) == Spent(RULES.minutes["email"], 0)
    queue = queue_of(*crowd_of("routine", 9, "r"), minutes=15, spent=Spent(8))
    assert queue.minutes <= 7


def test_follow_ups_and_reconnects_of_today_count_against_their_number() -> None:
    people = garden(
        contact("ada", cadence="2w"),
        entry(ago(120), "call"),
        entry(TODAY, "call"),
        contact("bob", cadence="2w"),
        entry(ago(3), "met", ("bob",)),
        loop("follow-up", ago(3), people=("bob",), closed_on=TODAY),
        entry(TODAY, "email", ("bob",)),
        contact("cyd"),
        *(entry(ago(days), "call", ("cyd",)) for days in (0, 90, 120, 150, 180)),
    )
    spent = [spent_on(people, RULES, uid, TODAY) for uid in people.contacts]
    assert [(one.follow_ups, one.reconnects) for one in spent] == [(0, 1), (1, 0), (0, 1)]
    assert spent[0].plus(spent[1]) == Spent(8, 0, 1, 1)
    silent = [
        record
        for number in range(5)
        for record in (contact(f"s{number}", cadence="2w"), entry(ago(90), people=(f"s{number}",)))
    ]
    assert len(queue_of(*silent, spent=Spent(reconnects=1)).rows) == 1
    assert len(queue_of(*silent, spent=Spent(reconnects=2)).rows) == 0


def test_no_minutes_set_no_limit() -> None:
    assert len(queue_of(*crowd_of("routine", 30, "r"), minutes=0).rows) == 30


# ── snooze, skip, pause ──────────────────────────────────────────────────────


def test_a_snooze_hides_until_its_day_and_lateness_counts_from_there() -> None:
    person, late = contact(cadence="1m", snooze_until=ahead(4), snooze_set_on=TODAY), entry(ago(40))
    assert texts(person, late) == []
    assert texts(person, late, today=ahead(3)) == []
    assert texts(person, late, today=ahead(4)) == ["monthly · today"]


@pytest.mark.parametrize(
    ("kind", "days_ago", "cleared"),
    [("call", 1, True), ("email", 1, True), ("event", 1, False), ("call", 3, False), ("email", 2, False)],
)
def test_a_touch_dated_after_a_snooze_was_set_clears_it(kind: str, days_ago: int, cleared: bool) -> None:
    """Light and back-dated ones do not, nor one of the day it was set."""
    person = contact(cadence="1d", snooze_until=ahead(30), snooze_set_on=ago(2))
    assert (texts(person, entry(ago(9), "call"), entry(ago(days_ago), kind)) != []) is cleared


def test_a_promise_due_during_a_snooze_shows() -> None:
    person = contact(cadence="1m", snooze_until=ahead(10), snooze_set_on=ago(1))
    assert kinds(person, entry(ago(40)), loop("owe", ago(5), due_on=TODAY)) == ["promise"]


def test_a_snoozed_loop_hides_itself_and_keeps_its_due_date() -> None:
    promise = loop("owe", ago(9), due_on=ago(1), snooze_until=ahead(2), snooze_set_on=TODAY)
    person = contact(cadence="1m")
    assert texts(person, entry(ago(40)), promise) == ["monthly · 9 d late"]
    assert texts(person, entry(TODAY), promise, today=ahead(2)) == ["promised for Sun · 3 d late"]


def test_a_pause_hides_routine_until_its_day_and_nobody_comes_back_late() -> None:
    person = contact(cadence="1m", paused_on=ago(60), paused_until=ahead(5))
    assert texts(person, entry(ago(90))) == []
    assert texts(person, entry(ago(90)), today=ahead(5)) == ["monthly · today"]


@pytest.mark.parametrize(
    ("direction", "days_ago", "ended"), [("in", 1, True), ("out", 1, False), ("in", 30, False)]
)
def test_a_pause_ends_by_a_touch_from_them(direction: str, days_ago: int, ended: bool) -> None:
    person = contact(cadence="1d", paused_on=ago(10))
    touch = entry(ago(days_ago), direction=direction)
    assert (texts(person, entry(ago(90), direction="in"), touch) != []) is ended


def test_a_pause_until_reopened_has_no_next_date_and_hides_no_promise() -> None:
    person = contact(cadence="1m", paused_on=ago(60))
    assert look(garden(person, entry(ago(90))), RULES, "ada", TODAY).next is None
    assert kinds(person, entry(ago(90)), loop("owe", ago(5), due_on=TODAY)) == ["promise"]


def test_an_unplaced_person_can_be_snoozed() -> None:
    assert kinds(contact(snooze_until=ahead(3), snooze_set_on=TODAY)) == []
    assert kinds(contact(snooze_until=ahead(3), snooze_set_on=TODAY), today=ahead(3)) == ["unplaced"]


# ── what comes next ──────────────────────────────────────────────────────────


def test_upcoming_is_the_nearest_reason_to_come() -> None:
    people = garden(contact(cadence="1m"), entry(ago(20)), loop("owe", TODAY, due_on=ahead(5)))
    coming = look(people, RULES, "ada", TODAY).next
    assert coming
    assert (coming.on, coming.reason.kind, coming.reason.text) == (ahead(3), "promise", "promised for Sat")


def test_upcoming_of_routine_says_how_far() -> None:
    coming = look(garden(contact(cadence="10d"), entry(ago(4))), RULES, "ada", TODAY).next
    assert coming
    assert (coming.on, coming.reason.text) == (ahead(6), "every 10 days · in 6 d")
