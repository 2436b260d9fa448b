"""The edges of the rules of the queue: for each clause and boundary a test that fails without it."""

from datetime import date
from typing import Any

import pytest

from netgarden.due.holds import is_paused
from netgarden.due.outlook import evaluate, look, reasons_of, spent_on
from netgarden.due.queue import NOTHING_SPENT
from netgarden.due.reasons import first_nudge, next_nudge
from netgarden.due.rhythm import spread
from netgarden.due.touches import touches_of
from netgarden.text.cadence import parse_cadence
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

UNHURRIED = contact(cadence="none")
"""Somebody whom no routine makes due."""


def calls(*days: int) -> list[Any]:
    """Talks so many days ago."""
    return [entry(ago(count), "call") for count in days]


def next_on(*records: Any) -> date | None:
    """The day of the next reason of a person, None where nothing comes."""
    coming = look(garden(*records), RULES, "ada", TODAY).next
    return coming.on if coming else None


def next_kind(*records: Any) -> str | None:
    coming = look(garden(*records), RULES, "ada", TODAY).next
    return coming.reason.kind if coming else None


def urgency(*records: Any) -> float:
    found = row(*records)
    assert found
    return found.urgency


# ── reconnect ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("cadence", "silent", "kind"),
    [("10d", 10 + 30, "routine"), ("10d", 10 + 31, "reconnect"), ("60d", 120, "routine"), ("60d", 121, "reconnect")],
    ids=["30 days late", "31 days late", "two cadences", "two cadences and a day"],
)  # fmt: skip
def test_a_routine_becomes_a_reconnect_beyond_30_days_late_and_beyond_two_cadences(
    cadence: str, silent: int, kind: str
) -> None:
    assert kinds(contact(cadence=cadence), entry(ago(silent))) == [kind]


def test_a_reconnect_says_how_late_it_is_and_a_routine_how_often_it_comes() -> None:
    assert texts(contact(cadence="10d"), entry(ago(41))) == ["reconnect · 4 weeks late"]
    assert texts(contact(cadence="10d"), entry(ago(40))) == ["every 10 days · 30 d late"]


# ── drift ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("gap", "allowed", "past"), [(30, 60, 360), (10, 24, 120), (20, 40, 240), (8, 22, 98)]
)
def test_drift_begins_beyond_twice_the_gap_and_is_past_beyond_twelve_times(
    gap: int, allowed: int, past: int
) -> None:
    """At least a fortnight longer than the gap, and at least ninety days longer for what is past."""

    def silent(days: int) -> list[str]:
        return kinds(contact(), *calls(*(days + gap * number for number in range(9))))

    assert silent(allowed) == ["unplaced"]
    assert silent(allowed + 1) == ["drift"]
    assert silent(past) == ["drift"]
    assert silent(past + 1) == ["unplaced"]


def test_touches_of_one_week_are_one_episode() -> None:
    assert kinds(contact(), *calls(61, 68, 75, 82, 89, 96, 103, 110, 117, 124)) == ["unplaced"]
    assert kinds(contact(), *calls(61, 69, 77, 85, 93, 101, 109, 117, 125)) == ["drift"]


def test_a_rhythm_shows_in_three_gaps_over_sixty_days() -> None:
    assert kinds(contact(), *calls(61, 81, 101, 121)) == ["drift"]
    assert kinds(contact(), *calls(61, 81, 101, 120)) == ["unplaced"]
    assert kinds(contact(), *calls(90, 120, 150)) == ["unplaced"]
    assert kinds(contact(), *calls(90, 120, 150, 151)) == ["unplaced"]


def test_the_gap_is_the_one_in_the_middle() -> None:
    assert texts(contact(), *calls(70, 80, 110, 170)) == ["drifting · silent 2 months"]
    assert urgency(contact(), *calls(70, 80, 110, 170)) == 70 / 30
    assert urgency(contact(), *calls(70, 80, 100, 130, 170)) == 70 / 25


def test_a_drift_is_late_from_the_day_it_began() -> None:
    lead = evaluate(garden(contact(), *calls(65, 95, 125, 155)), RULES, "ada", TODAY).lead
    assert (lead.late_days, lead.due_on, lead.shows_on) == (5, ago(5), ago(5))


def test_a_light_touch_is_no_part_of_a_habit() -> None:
    assert kinds(contact(), *calls(90, 120, 150), entry(ago(180), "event")) == ["unplaced"]


# ── snooze and pause ─────────────────────────────────────────────────────────


def test_a_drift_that_begins_in_a_snooze_waits_for_its_end() -> None:
    """What else begins after the snooze was set shows on its day."""
    snoozed = contact(snooze_until=ahead(10), snooze_set_on=ago(5))
    habit = calls(61, 91, 121, 151)
    assert kinds(contact(), *habit) == ["drift"]
    assert kinds(snoozed, *habit) == []
    assert next_on(snoozed, *habit) == ahead(10)
    assert kinds(snoozed, *habit, milestone(TODAY, "a prize")) == ["milestone"]


@pytest.mark.parametrize(
    ("set_on", "shown"), [(ago(2), []), (ago(1), []), (ago(3), ["milestone"]), (None, [])]
)
def test_a_snooze_hides_what_was_due_on_the_day_it_was_set(set_on: date | None, shown: list[str]) -> None:
    """One that nobody dated, of a hand-edited file, hides everything."""
    snoozed = contact(cadence="none", snooze_until=ahead(3), snooze_set_on=set_on)
    assert kinds(snoozed, milestone(ago(2), "a prize")) == shown
    if not shown:
        assert next_on(snoozed, milestone(ago(2), "a prize")) == ahead(3)


def test_a_snooze_of_a_person_hides_no_loop_of_theirs() -> None:
    snoozed = contact(cadence="none", snooze_until=ahead(9), snooze_set_on=TODAY)
    for kind in ("owe", "thanks", "follow-up", "report-back", "ask", "planned"):
        assert kinds(snoozed, loop(kind, ago(20), due_on=TODAY)) != [], kind


@pytest.mark.parametrize(("kind", "what"), [("joyful", "a prize"), ("hard", "an illness")])
def test_news_that_passes_in_a_snooze_is_left_out(kind: str, what: str) -> None:
    news = milestone(ago(2), what, kind=kind)
    assert next_on(contact(cadence="none", snooze_until=ahead(5), snooze_set_on=TODAY), news) == ahead(5)
    assert next_on(contact(cadence="none", snooze_until=ahead(6), snooze_set_on=TODAY), news) is None


def test_a_follow_up_that_passes_in_a_pause_is_left_out() -> None:
    met = loop("follow-up", ago(1))
    assert next_on(contact(cadence="none", paused_on=TODAY, paused_until=ahead(20)), met) == ahead(20)
    assert next_on(contact(cadence="none", paused_on=TODAY, paused_until=ahead(21)), met) is None


def test_a_request_waits_for_the_end_of_a_pause_however_long() -> None:
    asked = loop("ask", ago(14))
    assert next_on(contact(cadence="none", paused_on=TODAY, paused_until=ahead(200)), asked) == ahead(200)


def test_a_pause_hides_until_its_day_and_no_longer() -> None:
    paused = contact(cadence="10d", paused_on=ago(9), paused_until=TODAY)
    assert texts(paused, entry(ago(90))) == ["every 10 days · today"]


# ── what comes next ──────────────────────────────────────────────────────────


def test_of_two_that_come_on_one_day_the_more_pressing_is_announced() -> None:
    plan = loop("planned", TODAY, "plan", due_on=ahead(5), channel="call")
    thanks = loop("thanks", TODAY, "thanks", due_on=ahead(5))
    assert next_kind(UNHURRIED, plan, thanks) == next_kind(UNHURRIED, thanks, plan) == "planned"


def test_nobody_who_is_archived_or_unknown_has_a_reason() -> None:
    people = garden(contact(archived=True), loop("owe", ago(9), due_on=ago(1)))
    assert reasons_of(people, RULES, "ada", TODAY) == []
    assert reasons_of(people, RULES, "nobody", TODAY) == []
    assert evaluate(people, RULES, "nobody", TODAY) is None


# ── what a day has used up ───────────────────────────────────────────────────


def test_an_entry_with_several_people_is_counted_with_the_first_of_them_only() -> None:
    people = garden(contact("ada"), contact("bob"), entry(TODAY, "email", ("ada", "bob")))
    assert [spent_on(people, RULES, uid, TODAY).minutes for uid in ("ada", "bob")] == [4, 0]


@pytest.mark.parametrize(
    ("kind", "fields", "minutes"),
    [
        ("email", {}, 4),
        ("message", {}, 2),
        ("call", {}, 4),
        ("letter", {}, 4),
        ("met", {}, 0),
        ("note", {}, 0),
        ("email", {"direction": "in"}, 0),
    ],
)
def test_a_word_costs_its_minutes_and_a_call_no_more_than_a_word(
    kind: str, fields: dict[str, Any], minutes: int
) -> None:
    assert spent_on(garden(contact(), entry(TODAY, kind, **fields)), RULES, "ada", TODAY).minutes == minutes


def test_only_what_happened_today_is_spent_today() -> None:
    people = garden(contact(), entry(ago(1)), entry(ahead(1)))
    assert spent_on(people, RULES, "ada", TODAY) == NOTHING_SPENT
    assert spent_on(people, RULES, "nobody", TODAY) == NOTHING_SPENT


def test_who_is_placed_today_counts_even_untouched() -> None:
    assert spent_on(garden(contact(cadence_set_on=TODAY)), RULES, "ada", TODAY).placed == 1
    assert spent_on(garden(contact(cadence_set_on=ago(1))), RULES, "ada", TODAY).placed == 0


@pytest.mark.parametrize(
    ("kind", "opened", "closed", "counted"),
    [
        ("follow-up", ago(1), TODAY, 1),
        ("follow-up", ago(1), None, 1),
        ("follow-up", ago(2), ago(1), 0),
        ("follow-up", TODAY, None, 0),
        ("follow-up", TODAY, TODAY, 0),
        ("owe", ago(1), TODAY, 0),
    ],
)
def test_a_follow_up_of_an_earlier_day_that_a_touch_ends_today_is_one_of_the_five(
    kind: str, opened: date, closed: date | None, counted: int
) -> None:
    people = garden(contact(), loop(kind, opened, closed_on=closed), entry(TODAY))
    assert spent_on(people, RULES, "ada", TODAY).follow_ups == counted


@pytest.mark.parametrize(("kind", "direction"), [("support", "out"), ("note", "out"), ("email", "in")])
def test_what_is_no_word_of_mine_follows_nobody_up(kind: str, direction: str) -> None:
    people = garden(contact(), loop("follow-up", ago(3)), entry(TODAY, kind, direction=direction))
    assert spent_on(people, RULES, "ada", TODAY).follow_ups == 0


@pytest.mark.parametrize(("silent", "counted"), [(41, 1), (40, 0)])
def test_a_touch_is_one_of_the_reconnects_if_they_would_be_one_without_it(silent: int, counted: int) -> None:
    people = garden(contact(cadence="10d"), entry(ago(silent)), entry(TODAY))
    assert spent_on(people, RULES, "ada", TODAY).reconnects == counted


# ── what a touch costs ───────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("channel", "minutes"),
    [
        ("", 4),
        ("message", 2),
        ("Message in the evening", 2),
        ("letter", 15),
        ("call", 2),
        ("met for lunch", 2),
        ("carrier pigeon", 4),
    ],
)
def test_a_routine_costs_what_their_channel_costs_and_a_talk_the_arranging(
    channel: str, minutes: int
) -> None:
    found = row(contact(cadence="10d", channel=channel), entry(ago(12)))
    assert found
    assert found.minutes == minutes


# ── promises, thanks, reports ────────────────────────────────────────────────


def test_a_promise_without_a_date_is_owed_on_the_seventh_day() -> None:
    assert texts(UNHURRIED, loop("owe", ago(7))) == ["promised 7 d ago"]


def test_a_promise_says_that_it_is_late_from_the_day_after() -> None:
    assert texts(UNHURRIED, loop("owe", ago(9), due_on=ago(1))) == ["promised for Sun · 1 d late"]


@pytest.mark.parametrize(
    ("text", "minutes"), [("intro to Sam", 6), ("connect her to Sam", 6), ("the intro", 4)]
)
def test_a_promise_that_begins_with_an_introduction_costs_one(text: str, minutes: int) -> None:
    found = row(UNHURRIED, loop("owe", ago(9), text=text, due_on=TODAY))
    assert found
    assert found.minutes == minutes


@pytest.mark.parametrize(("kind", "words"), [("thanks", "thanks owed"), ("report-back", "report back")])
def test_thanks_and_reports_come_a_day_later_or_on_the_day_given(kind: str, words: str) -> None:
    assert texts(UNHURRIED, loop(kind, ago(1))) == [f"{words} · 1 d"]
    assert texts(UNHURRIED, loop(kind, TODAY)) == []
    assert next_on(UNHURRIED, loop(kind, TODAY)) == ahead(1)
    assert texts(UNHURRIED, loop(kind, TODAY, due_on=TODAY)) == [words]
    assert next_on(UNHURRIED, loop(kind, ago(9), due_on=ahead(3))) == ahead(3)


# ── follow-ups ───────────────────────────────────────────────────────────────


def test_a_follow_up_comes_a_day_later_or_on_the_day_given() -> None:
    assert texts(UNHURRIED, loop("follow-up", ago(1))) == ["follow up · met Sun"]
    assert next_on(UNHURRIED, loop("follow-up", TODAY)) == ahead(1)
    assert next_on(UNHURRIED, loop("follow-up", ago(3), due_on=ahead(2))) == ahead(2)


def test_a_follow_up_names_the_day_of_what_it_follows() -> None:
    met = entry(ago(3), "met", uid="meeting")
    assert texts(UNHURRIED, met, loop("follow-up", ago(2), interaction="meeting")) == ["follow up · met Fri"]
    spoke = entry(ago(3), "call", uid="meeting", event="PyCon")
    assert texts(UNHURRIED, spoke, loop("follow-up", ago(2), interaction="meeting")) == [
        "follow up · PyCon Fri"
    ]


def test_a_touch_on_the_day_of_the_meeting_itself_closes_no_follow_up() -> None:
    assert kinds(UNHURRIED, entry(ago(3), "call"), loop("follow-up", ago(3))) == ["follow-up"]


def test_a_talk_of_two_is_followed_up_before_one_of_many_and_a_talk_before_a_word() -> None:
    def after(kind: str, *people: str) -> float:
        return urgency(
            UNHURRIED,
            entry(ago(3), kind, ("ada", *people), uid="meeting"),
            loop("follow-up", ago(3), interaction="meeting"),
        )

    alone, two, three = after("met"), after("met", "bob"), after("met", "bob", "cyd")
    assert alone == two > three > after("event") > after("event", "bob", "cyd")
    assert urgency(UNHURRIED, loop("follow-up", ago(3))) == after("event", "bob", "cyd")


# ── requests ─────────────────────────────────────────────────────────────────


def test_a_request_whose_day_is_its_own_waits_a_day_after_a_nudge() -> None:
    assert next_nudge(loop("ask", ago(60), not_before=ago(60), nudged_on=(str(ago(40)),))) == ago(38)


def test_a_day_that_is_none_among_the_nudges_hides_no_other() -> None:
    assert next_nudge(loop("ask", ago(60), nudged_on=("soon", str(ago(40))))) == ago(12)


def test_a_request_due_before_it_was_made_is_nudged_at_once() -> None:
    assert first_nudge(loop("ask", TODAY, due_on=ago(9))) == TODAY


def test_the_longer_an_answer_lies_the_sooner_it_is_asked_about() -> None:
    asked = loop("ask", ago(20))
    fresh = urgency(UNHURRIED, asked, entry(TODAY, direction="in"))
    old = urgency(UNHURRIED, asked, entry(ago(7), direction="in"))
    assert (fresh, old) == (1, 2)


@pytest.mark.parametrize(
    "records",
    [
        [loop("ask", ago(20)), entry(ago(3), direction="in")],
        [loop("ask", ago(90), nudged_on=(str(ago(75)), str(ago(60))))],
        [loop("planned", ago(9), due_on=ago(2), channel="letter")],
    ],
    ids=["answered", "rest", "happened"],
)
def test_a_question_about_a_loop_costs_a_minute(records: list[Any]) -> None:
    found = row(UNHURRIED, *records)
    assert found
    assert found.minutes == 1


@pytest.mark.parametrize(
    ("fields", "answer", "asks"),
    [
        ({}, {}, True),
        ({"snooze_until": ahead(9), "snooze_set_on": ago(1)}, {}, False),
        ({"nudged_on": (str(ago(1)),)}, {}, False),
        ({}, {"kind": "note"}, False),
        ({}, {"on": ago(2)}, False),
        ({}, {"uid": "a"}, False),
    ],
    ids=["answered", "put off since", "nudged since", "a note", "the day before", "written down before"],
)
def test_an_answer_on_the_day_of_the_request_counts_if_nothing_was_done_about_it_since(
    fields: dict[str, Any], answer: dict[str, Any], asks: bool
) -> None:
    asked = loop("ask", ago(1), "m", **fields)
    written = entry(**{"on": ago(1), "kind": "email", "direction": "in", "uid": "z", **answer})
    assert (kinds(UNHURRIED, asked, written) == ["answered"]) is asks


def test_a_nudge_of_the_day_they_were_heard_is_no_request_to_have_answered() -> None:
    """Only on the day the request itself was made can words of that day answer it."""
    asked = loop("ask", ago(20), "m", nudged_on=(str(ago(1)),))
    assert kinds(UNHURRIED, asked, entry(ago(1), direction="in", uid="z")) == []


# ── planned talks ────────────────────────────────────────────────────────────


def test_only_a_talk_planned_for_today_or_later_holds_routine() -> None:
    late = [contact(cadence="10d"), entry(ago(15))]
    assert texts(*late, loop("planned", ago(3), due_on=TODAY))[1:] == ["every 10 days · today"]
    assert kinds(*late, loop("planned", ago(3), due_on=ahead(1))) == []
    assert kinds(*late, loop("planned", ago(3), due_on=ago(1))) == ["happened", "routine"]
    assert kinds(*late, loop("planned", ago(3))) == ["routine"]
    assert kinds(*late, loop("owe", ago(3), due_on=ahead(9))) == ["routine"]


@pytest.mark.parametrize(("channel", "minutes"), [("", 0), ("call", 0), ("letter", 15), ("message", 2)])
def test_an_appointment_costs_nothing_and_what_is_to_be_written_its_channel(
    channel: str, minutes: int
) -> None:
    found = row(UNHURRIED, loop("planned", ago(3), due_on=TODAY, channel=channel))
    assert found
    assert found.minutes == minutes


def test_a_plan_with_somebody_never_touched_is_asked_about() -> None:
    assert texts(UNHURRIED, loop("planned", ago(9), due_on=ago(1), channel="call")) == [
        "did it happen? · call Sun"
    ]


# ── room and rest ────────────────────────────────────────────────────────────


def test_two_without_an_answer_a_fortnight_apart_give_room_and_a_day_more_does_not() -> None:
    person = contact(cadence="1d")
    assert kinds(person, entry(ago(16)), entry(ago(2))) == []
    assert kinds(person, entry(ago(17)), entry(ago(2))) == ["routine"]
    assert kinds(person, entry(ago(28)), entry(ago(14))) == ["routine"]
    assert kinds(person, entry(ago(27)), entry(ago(13))) == []


def test_three_without_an_answer_give_thirty_days_to_who_has_no_cadence_as_well() -> None:
    tries = [entry(ago(90)), entry(ago(60)), entry(ago(29))]
    assert kinds(UNHURRIED, *tries, milestone(TODAY, "a prize")) == []
    assert next_on(UNHURRIED, *tries, milestone(TODAY, "a prize")) == ahead(1)
    assert kinds(UNHURRIED, entry(ago(90)), entry(ago(60)), entry(ago(30)), milestone(TODAY, "a prize")) != []


def test_words_from_them_on_the_day_of_a_pause_do_not_end_it() -> None:
    paused = contact(cadence="1d", paused_on=ago(3))
    assert kinds(paused, entry(ago(90)), entry(ago(3), direction="in")) == []
    assert kinds(paused, entry(ago(90)), entry(ago(2), direction="in")) == ["routine"]


def test_words_from_me_end_no_pause() -> None:
    assert kinds(contact(cadence="1d", paused_on=ago(9)), entry(ago(3), "call", direction="out")) == []


@pytest.mark.parametrize(
    ("until", "rests"), [(None, True), (ahead(1), True), (TODAY, False), (ago(1), False)]
)
def test_a_relationship_rests_until_the_day_it_was_paused_to(until: date | None, rests: bool) -> None:
    paused = contact(paused_on=ago(9), paused_until=until)
    assert is_paused(paused, touches_of(garden(paused), "ada", TODAY), TODAY) is rests
    assert not is_paused(contact(), touches_of(garden(contact()), "ada", TODAY), TODAY)


# ── when the next touch is wanted ────────────────────────────────────────────


def due_on(*records: Any) -> date | None:
    """The day the routine of a person is due."""
    reasons = reasons_of(garden(*records), RULES, "ada", TODAY)
    return next((one.due_on for one in reasons if one.kind in ("routine", "reconnect")), None)


def test_who_is_due_on_the_very_day_the_cadence_was_set_is_not_spread() -> None:
    assert due_on(contact(cadence="10d", cadence_set_on=TODAY), entry(ago(10))) == TODAY
    late = due_on(contact(cadence="10d", cadence_set_on=TODAY), entry(ago(11)))
    assert late == ahead(spread("ada", parse_cadence("10d")))


def test_a_cadence_without_a_day_counts_from_the_day_they_were_added() -> None:
    added = due_on(contact(cadence="10d", added_on=ago(3)))
    assert added == ago(3 - spread("ada", parse_cadence("10d")))
    set_later = due_on(contact(cadence="10d", added_on=ago(90), cadence_set_on=ago(3)))
    assert set_later == added


def test_the_days_are_spread_as_they_are_on_every_device() -> None:
    """From the uid alone: another day would make a person due twice, on a phone and on a desk."""
    assert [spread(uid, parse_cadence("3m")) for uid in ("ada", "bob", "cyd")] == [50, 42, 54]
    assert spread("ada", parse_cadence("1d")) == 0


def test_the_later_of_touch_and_skip_counts() -> None:
    assert due_on(contact(cadence="10d", skipped_on=ago(3)), entry(ago(5))) == ahead(7)
    assert due_on(contact(cadence="10d", skipped_on=ago(5)), entry(ago(3))) == ahead(7)
    assert due_on(contact(cadence="10d", skipped_on=ago(3))) == ahead(7)


def test_a_season_of_more_halves_the_cadence_though_not_below_a_fortnight() -> None:
    news = milestone(ago(60), "new job")
    for cadence, days in (("60d", 30), ("40d", 20), ("20d", 14), ("14d", 14), ("10d", 10)):
        assert due_on(contact(cadence=cadence), entry(ago(5), "call"), news) == ahead(days - 5), cadence


def test_a_light_touch_puts_off_by_half_a_cadence_where_that_is_later() -> None:
    assert due_on(contact(cadence="21d"), entry(ago(15)), entry(ago(1), "event")) == ahead(9)
    assert due_on(contact(cadence="20d"), entry(ago(12)), entry(ago(2), "event")) == ahead(8)
    assert due_on(contact(cadence="20d"), entry(ago(10)), entry(ago(2), "event")) == ahead(10)


# ── news ─────────────────────────────────────────────────────────────────────


def test_words_of_mine_on_the_day_of_news_congratulate_and_those_before_do_not() -> None:
    news = milestone(ago(2), "a prize")
    assert kinds(UNHURRIED, news, entry(ago(2))) == []
    assert kinds(UNHURRIED, news, entry(ago(3))) == ["milestone"]
    assert kinds(UNHURRIED, news, entry(ago(1), direction="in")) == ["milestone"]


def test_one_that_is_settled_hides_no_other_news() -> None:
    settled = milestone(ago(3), "a prize", uid="first", marked_on=ago(1))
    assert kinds(UNHURRIED, settled, milestone(ago(2), "a medal", uid="second")) == ["milestone"]


def test_a_talk_is_offered_for_seven_days_after_big_news() -> None:
    assert "season" in kinds(UNHURRIED, milestone(ago(7), "new job"))
    assert "season" not in kinds(UNHURRIED, milestone(ago(8), "new job"))
    assert "season" not in kinds(UNHURRIED, milestone(ago(3), "new job"), entry(ago(3), "call"))
    assert "season" in kinds(UNHURRIED, milestone(ago(3), "new job"), entry(ago(4), "call"))


# ── touches ──────────────────────────────────────────────────────────────────


def test_only_a_try_of_mine_since_they_were_heard_waits_for_an_answer() -> None:
    def unanswered(*entries: Any) -> tuple[date, ...]:
        return touches_of(garden(contact(), *entries), "ada", TODAY).unanswered

    assert unanswered(entry(ago(2), "tried")) == (ago(2),)
    assert unanswered(entry(ago(2), "tried", direction="in")) == ()
    assert unanswered(entry(ago(2), "note")) == ()
    assert unanswered(entry(ago(2), "tried"), entry(ago(1), direction="in")) == ()
    assert unanswered(entry(ago(2)), entry(ago(1), "call")) == ()
