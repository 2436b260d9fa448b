"""The verbs: what each changes, its label, and that one undo gives back the exact records."""

# ruff: noqa: E501
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from netgarden.change.change import Change
from netgarden.change.garden import Garden
from netgarden.change.history import invert
from netgarden.due.celebrations import birthday_mark
from netgarden.errors import UsageError
from netgarden.records.ids import derived_uid
from netgarden.records.tables import TABLES
from netgarden.records.tie import Tie
from netgarden.records.want import Want
from netgarden.verbs import loops as actions_loops
from netgarden.verbs import people as actions
from tests.support.planting import RULES, TODAY, ago, ahead, contact, entry, garden, kinds, loop, milestone


def snapshot(people: Garden) -> dict[str, dict[str, Any]]:
    return {table: dict(people.records(table)) for table in TABLES}


def full() -> Garden:
    return garden(
        contact("ada", name="Ada Lovelace", tags=("board",), tier="close", cadence_set_on=ago(400)),
        contact("bob", name="Bob Noyce", met_via="ada"),
        contact("cyd", name="Cyd Charisse", paused_on=ago(3), paused_why="parental leave"),
        entry(ago(40), "met", ("ada", "bob"), own_lines=("ada",), uid="shared"),
        entry(ago(50), "call", uid="alone"),
        loop("owe", ago(9), "promise", due_on=ago(1)),
        loop("ask", ago(9), "ask", ("ada", "bob"), text="a venue"),
        loop("planned", ago(9), "plan", ("bob",), due_on=ago(1), channel="call"),
        milestone(ago(1)),
        Want(uid="want", contact="ada", text="a designer", said_on=ago(30)),
        Tie(uid="tie", people=("ada", "bob"), why="met"),
    )


VERBS: list[tuple[str, Callable[[Garden], Change]]] = [
    ("add Zoë Quinn", lambda g: actions.add_contact(g, RULES, {"name": "Zoë  Quinn", "tier": "inner"}, TODAY)[0]),
    ("edit Ada Lovelace: org, role", lambda g: actions.edit_contact(g, RULES, "ada", {"org": "Northwind", "role": "CTO"}, TODAY)),
    ("place Ada Lovelace and Bob Noyce in wide", lambda g: actions.set_tier(g, RULES, ["ada", "bob"], "wide", TODAY)),
    ("set cadence of 3 people to 1m", lambda g: actions.set_cadence(g, RULES, ["ada", "bob", "cyd"], "monthly", TODAY)),
    ("add vip to Ada Lovelace", lambda g: actions.add_members(g, ["ada"], "tags", ["vip"])),
    ("remove board from Ada Lovelace", lambda g: actions.remove_members(g, ["ada"], "tags", ["board"])),
    ("edit my profile", lambda g: actions.edit_profile(g, RULES, {"name": "Me", "pitches": {"short": "hello"}})),
    ("snooze Ada Lovelace until Fri 27 Nov", lambda g: actions.snooze(g, RULES, ["ada"], ahead(4), TODAY)),
    ("snooze Ada Lovelace until Fri 27 Nov", lambda g: actions.snooze_routine(g, ["ada"], ahead(4), TODAY)),
    ("snooze promise to Ada Lovelace until Fri 27 Nov", lambda g: actions.snooze_loop(g, "promise", ahead(4), TODAY)),
    ("skip Ada Lovelace", lambda g: actions.skip(g, ["ada"], TODAY)),
    ("pause Ada Lovelace until Mon 1 Mar 2027", lambda g: actions.pause(g, ["ada"], TODAY, until=date(2027, 3, 1), why="leave")),
    ("resume Cyd Charisse", lambda g: actions.resume(g, ["cyd"], TODAY)),
    ("archive Ada Lovelace", lambda g: actions.archive(g, ["ada"])),
    ("delete Ada Lovelace", lambda g: actions.delete_contact(g, ["ada"])),
    ("delete Ada Lovelace and Bob Noyce", lambda g: actions.delete_contact(g, ["ada", "bob"])),
    ("add promise to Ada Lovelace", lambda g: actions_loops.add_loop(g, "owe", ["ada"], "a book", TODAY, due_on=ahead(3))),
    ("edit promise to Ada Lovelace", lambda g: actions_loops.edit_loop(g, "promise", {"due_on": ahead(9), "text": "the book"})),
    ("close promise to Ada Lovelace", lambda g: actions_loops.close_loop(g, "promise", TODAY, outcome="liked it")),
    ("close request to Ada Lovelace and Bob Noyce", lambda g: actions_loops.close_loop(g, "ask", TODAY, result="yes")),
    ("delete promise to Ada Lovelace", lambda g: actions_loops.delete_loop(g, "promise")),
    ("nudge Ada Lovelace and Bob Noyce", lambda g: actions_loops.nudge(g, "ask", TODAY)),
    ("log call with Bob Noyce on Sun 22 Nov", lambda g: actions_loops.confirm_planned(g, "plan", TODAY)),
    ("note what Ada Lovelace wants", lambda g: actions_loops.add_want(g, "ada", "a venue", TODAY)),
    ("note what Ada Lovelace can help with", lambda g: actions_loops.add_offer(g, "ada", "hiring", TODAY)),
    ("close what Ada Lovelace wants", lambda g: actions_loops.close_want(g, g.wants_of("ada")[0], TODAY)),
    ("renew what Ada Lovelace wants", lambda g: actions_loops.renew_want(g, g.wants_of("ada")[0], TODAY)),
    ("edit what Ada Lovelace wants", lambda g: actions_loops.edit_want(g, g.wants_of("ada")[0], "two designers")),
    ("note award of Bob Noyce", lambda g: actions_loops.add_milestone(g, "bob", "award", "3 Dec 2026")),
    ("mark new job of Ada Lovelace", lambda g: actions_loops.mark_milestone(g, "milestone", TODAY)),
    ("mark birthday of Bob Noyce", lambda g: actions_loops.mark_birthday(g, "bob", TODAY, TODAY)),
    ("tie Ada Lovelace and Cyd Charisse", lambda g: actions_loops.add_tie(g, "cyd", "ada", "school")),
    ("untie Ada Lovelace and Bob Noyce", lambda g: actions_loops.remove_tie(g, "bob", "ada")),
    ("keep Bob Noyce and Cyd Charisse apart", lambda g: actions_loops.mark_distinct(g, "cyd", "bob")),
]  # fmt: skip


@pytest.mark.parametrize(("label", "verb"), VERBS)
def test_every_verb_says_what_it_does_and_one_undo_takes_it_back(
    label: str, verb: Callable[[Garden], Change]
) -> None:
    people = full()
    before = snapshot(people)
    change = verb(people)
    assert change.label == label
    people.apply(change)
    assert snapshot(people) != before
    inverse = invert(people, change)
    assert inverse.stayed == ()
    people.apply(inverse.change)
    assert snapshot(people) == before


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"name": "  "}, "A contact needs a name."),
        ({"tier": "vip"}, "“vip” is not a tier: write one of inner, close, steady, wide, yearly, none."),
        ({"cadence": "soon"}, "“soon” is not a cadence: write 10d, 2w, 1m, 3m, 1y or none."),
        ({"talk_cadence": "0d"}, "“0d” is not a cadence: write 10d, 2w, 1m, 3m, 1y or none."),
        ({"birthday": "31 Feb"}, "“31 Feb” is not a date for birthday: write 1985-04-12, --04-12, 1985-04, 12 Apr or 1985."),
        ({"met_on": "last year"}, "“last year” is not a date for met on: write 1985-04-12, --04-12, 1985-04, 12 Apr or 1985."),
        ({"met_how": "fate"}, "“fate” is not a way of having met: write one of colleague, classmate, event, introduced, online, community, other."),
        ({"timezone": "Mars/Base"}, "“Mars/Base” is not a time zone: write its IANA name, such as Europe/Lisbon."),
        (
            {"emails": {"not one": ""}},
            "“not one” is not an email address: write ada@example.org, or ada@example.org work.",
        ),
        (
            {"phones": {"sip:ada@example.org": "", "nine": "home"}},
            "“nine” is not a phone number: write +351 912 345 678, or +351 912 345 678 mobile.",
        ),
        ({"shoe_size": "42"}, "“shoe_size” is not a field that can be set."),
    ],
)  # fmt: skip
def test_values_that_do_not_fit_are_refused_in_one_sentence(values: dict[str, Any], sentence: str) -> None:
    with pytest.raises(UsageError) as refused:
        actions.edit_contact(full(), RULES, "ada", values, TODAY)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("birthday", "12 Apr 1985", "1985-04-12"),
        ("birthday", "april 12", "--04-12"),
        ("birthday", "29 feb", "--02-29"),
        ("birthday", "Apr 1985", "1985-04"),
        ("birthday", "1985", "1985"),
        ("birthday", "", ""),
        ("cadence", "Monthly", "1m"),
        ("cadence", "never", "none"),
        ("tier", "INNER", "inner"),
        ("org", " Acme \x1b[31m Inc ", "Acme Inc"),
        ("notes", "one\n  two", "one\n  two"),
        ("tags", ["vip", "", "vip "], ("vip",)),
        ("emails", {" ada@x.org": "work"}, {"ada@x.org": "work"}),
        ("timezone", "Europe/Lisbon", "Europe/Lisbon"),
    ],
)
def test_values_are_brought_to_the_form_of_the_record(field: str, typed: Any, kept: Any) -> None:
    people = full()
    people.apply(actions.edit_contact(people, RULES, "ada", {field: typed}, TODAY))
    assert getattr(people.contacts["ada"], field) == kept


def test_the_day_a_cadence_was_set_is_noted_only_when_it_changes() -> None:
    people = full()
    people.apply(actions.edit_contact(people, RULES, "ada", {"tier": "close", "org": "Acme"}, TODAY))
    assert people.contacts["ada"].cadence_set_on == ago(400)
    people.apply(actions.edit_contact(people, RULES, "ada", {"cadence": "2w"}, TODAY))
    assert people.contacts["ada"].cadence_set_on == TODAY


def test_a_new_person_with_a_tier_is_dated_and_one_without_is_not() -> None:
    people = full()
    placed, uid = actions.add_contact(people, RULES, {"name": "Zoë", "tier": "inner"}, TODAY)
    people.apply(placed)
    assert (people.contacts[uid].cadence_set_on, people.contacts[uid].added_on) == (TODAY, TODAY)
    unplaced, other = actions.add_contact(people, RULES, {"name": "Yan"}, TODAY)
    people.apply(unplaced)
    assert people.contacts[other].cadence_set_on is None


def test_placing_in_a_tier_drops_the_own_cadence() -> None:
    people = garden(contact("ada", cadence="2w"))
    people.apply(actions.set_tier(people, RULES, ["ada"], "wide", TODAY))
    assert (people.contacts["ada"].tier, people.contacts["ada"].cadence) == ("wide", "")


def test_snooze_acts_on_the_loop_that_the_row_shows_else_on_the_person() -> None:
    people = full()
    people.apply(actions.snooze(people, RULES, ["ada"], ahead(4), TODAY))
    assert people.loops["promise"].snooze_until == ahead(4)
    assert people.contacts["ada"].snooze_until is None
    routine = garden(contact("ada", cadence="1m"), entry(ago(40)))
    routine.apply(actions.snooze(routine, RULES, ["ada"], ahead(4), TODAY))
    assert routine.contacts["ada"].snooze_until == ahead(4)


@pytest.mark.parametrize("verb", [actions.snooze_routine, lambda g, u, d, t: actions.pause(g, u, t, until=d)])
@pytest.mark.parametrize("day", [TODAY, ago(1)])
def test_neither_snooze_nor_pause_ends_today_or_earlier(verb: Any, day: date) -> None:
    with pytest.raises(UsageError, match="the day has to be after today"):
        verb(full(), ["ada"], day, TODAY)


def test_a_skip_stands_in_the_history_and_is_no_touch() -> None:
    people = garden(contact("ada", cadence="1m"), entry(ago(40)))
    people.apply(actions.skip(people, ["ada"], TODAY))
    note = people.interactions_of("ada")[0]
    assert (note.on, note.kind, note.weight, note.summary) == (TODAY, "skip", "none", "")
    assert not actions.skip(people, ["ada"], TODAY)


def test_days_of_putting_off_are_kept_since_the_last_touch_only() -> None:
    people = garden(contact("ada", cadence="1m", put_off_on=(str(ago(50)), str(ago(5)))), entry(ago(40)))
    people.apply(actions.snooze_routine(people, ["ada"], ahead(3), TODAY))
    assert people.contacts["ada"].put_off_on == (str(ago(5)), str(TODAY))


def test_only_routine_that_is_put_off_counts_as_put_off() -> None:
    people = garden(contact("ada", cadence="1y", birthday=f"--{TODAY:%m-%d}"), entry(ago(40)))
    people.apply(actions.snooze(people, RULES, ["ada"], ahead(3), TODAY))
    assert people.contacts["ada"].snooze_until == ahead(3)
    assert people.contacts["ada"].put_off_on == ()


def test_resume_makes_due_today_and_no_day_late() -> None:
    people = garden(contact("ada", cadence="1m", paused_on=ago(90)), entry(ago(200)))
    people.apply(actions.resume(people, ["ada"], TODAY))
    assert kinds(*people.contacts.values(), *people.interactions.values()) == ["routine"]
    assert not actions.resume(people, ["ada"], TODAY)


def test_deleting_keeps_what_is_shared_without_them() -> None:
    people = full()
    people.apply(actions.delete_contact(people, ["ada"]))
    assert set(people.contacts) == {"bob", "cyd"}
    shared = people.interactions["shared"]
    assert (shared.people, shared.own_lines) == (("bob",), ())
    assert set(people.loops) == {"ask", "plan"}
    assert people.loops["ask"].people == ("bob",)
    assert "alone" not in people.interactions
    assert not any(people.records(table) for table in ("wants", "milestones", "ties"))
    assert people.contacts["bob"].met_via == "Ada Lovelace"


def test_a_yes_opens_a_report_back_and_other_answers_do_not() -> None:
    people = full()
    people.apply(actions_loops.close_loop(people, "ask", TODAY, result="yes", outcome="the town hall"))
    report = people.loops[derived_uid("report-back", "ask")]
    assert (report.kind, report.people, report.text) == ("report-back", ("ada", "bob"), "the town hall")
    for result in ("no", "no answer", "dropped", "done"):
        other = full()
        other.apply(actions_loops.close_loop(other, "ask", TODAY, result=result))
        assert len(other.loops) == 3
        assert other.loops["ask"].result == result


def test_a_nudge_is_a_word_from_me_and_noted_once_a_day() -> None:
    people = full()
    people.apply(actions_loops.nudge(people, "ask", TODAY))
    assert people.loops["ask"].nudged_on == (TODAY.isoformat(),)
    word = people.interactions_of("ada")[0]
    assert (word.kind, word.direction, word.weight, word.summary) == (
        "message",
        "out",
        "word",
        "nudged: a venue",
    )


def test_a_planned_talk_that_took_place_is_logged_on_its_day() -> None:
    people = full()
    people.apply(actions_loops.confirm_planned(people, "plan", TODAY))
    talk = people.interactions_of("bob")[0]
    assert (talk.on, talk.kind, talk.weight, talk.direction) == (ago(1), "call", "talk", "both")
    assert not people.loops["plan"].is_open


@pytest.mark.parametrize(
    "verb",
    [
        lambda g: actions.archive(g, ["nobody"]),
        lambda g: actions_loops.close_loop(g, "nothing", TODAY),
        lambda g: actions_loops.close_loop(g, "promise", TODAY, result="maybe"),
        lambda g: actions_loops.add_loop(g, "debt", ["ada"], "", TODAY),
        lambda g: actions_loops.add_loop(g, "owe", [], "", TODAY),
        lambda g: actions_loops.nudge(g, "promise", TODAY),
        lambda g: actions_loops.confirm_planned(g, "promise", TODAY),
        lambda g: actions_loops.mark_milestone(g, "nothing", TODAY),
        lambda g: actions_loops.add_milestone(g, "ada", "award", "someday"),
        lambda g: actions_loops.add_want(g, "ada", " ", TODAY),
        lambda g: actions_loops.add_tie(g, "ada", "ada"),
        lambda g: actions_loops.edit_loop(g, "promise", {"kind": "ask"}),
        lambda g: actions.add_contact(g, RULES, {"org": "Acme"}, TODAY),
    ],
)
def test_what_cannot_be_done_is_refused(verb: Callable[[Garden], Change]) -> None:
    with pytest.raises(UsageError):
        verb(full())


def test_marks_of_birthdays_are_the_same_on_every_device() -> None:
    people = full()
    change = actions_loops.mark_birthday(people, "bob", TODAY, TODAY)
    assert change.patches[0].uid == birthday_mark("bob", TODAY)
