"""A board says the same however it knows who is due: foretold, looked at, or looked at some people at a time."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from netgarden.change.garden import Garden
from netgarden.demo.sample_garden import sample_garden
from netgarden.due.board import Board
from netgarden.due.forecasts import Forecasts
from netgarden.due.outlook import look
from netgarden.due.rules import Rules
from netgarden.records.interaction import Interaction
from tests.support.planting import RULES, TODAY, ago, ahead, contact, entry
from tests.support.planting import garden as garden_of


def foretold(garden: Garden, rules: Rules, first: date) -> Forecasts:
    """Forecasts of everybody, made one by one."""
    made = Forecasts(garden, rules, first)
    assert made.look_on(len(garden.contacts))
    return made


def kept(garden: Garden, rules: Rules, first: date) -> bytes:
    return foretold(garden, rules, first).encoder()()


def looking(garden: Garden, rules: Rules, today: date) -> Board:
    return Board(garden, rules, today)


def bit_by_bit(garden: Garden, rules: Rules, today: date) -> Board:
    board = Board(garden, rules, today)
    assert not board.look_on(7)
    while not board.look_on(7):
        pass
    return board


def from_kept(garden: Garden, rules: Rules, today: date) -> Board:
    forecasts = Forecasts(garden, rules, today, kept(garden, rules, TODAY))
    assert forecasts.are_kept
    return Board(garden, rules, today, forecasts)


def from_turned(garden: Garden, rules: Rules, today: date) -> Board:
    forecasts = foretold(garden, rules, TODAY)
    forecasts.turn_to(rules, today)
    return Board(garden, rules, today, forecasts)


def from_spread(garden: Garden, rules: Rules, today: date) -> Board:
    """With forecasts that were kept, and are wanted one by one since something changed."""
    forecasts = Forecasts(garden, rules, today, kept(garden, rules, TODAY))
    forecasts.follow(())
    assert not forecasts.are_kept
    return Board(garden, rules, today, forecasts)


WAYS = [from_spread, looking, bit_by_bit, from_kept, from_turned]


def answers(board: Board) -> tuple[Any, ...]:
    states = ("due", "drifting", "owed", "waiting")
    return (
        board.queue(),
        board.queue(0),
        board.coming_within(1),
        board.coming_within(30),
        [set(board.in_state(state)) for state in states],
    )


@pytest.fixture(scope="module")
def sample() -> Garden:
    return sample_garden(TODAY)


@pytest.mark.parametrize("later", [0, 1, 10, 100])
@pytest.mark.parametrize("way", WAYS)
def test_every_way_of_knowing_says_what_a_look_at_each_says(
    sample: Garden, way: Callable[..., Board], later: int
) -> None:
    today = TODAY + timedelta(later)
    board = way(sample, RULES, today)
    seen = {uid: look(sample, RULES, uid, today) for uid in sample.contacts}
    rows = {uid: one.row for uid, one in seen.items() if one.row and one.row.kind != "unplaced"}
    soon = [
        one for one in seen.values() if one.row is None and one.next and one.next.on <= today + timedelta(30)
    ]
    assert set(board.in_state("due")) == set(rows)
    queue = board.queue(0)
    for row in (*queue.rows, *queue.waiting):
        assert row.kind == "unplaced" or row == rows[row.uid]
    assert queue.unplaced == sum(1 for one in seen.values() if one.row and one.row.kind == "unplaced")
    assert board.coming_within(30) == len(soon)
    assert answers(board) == answers(Board(sample, RULES, today))
    assert all(board.outlook(uid) == one for uid, one in seen.items())


@pytest.mark.parametrize("is_begun", [True, False])
@pytest.mark.parametrize("way", [looking, from_kept, from_turned])
def test_what_a_change_makes_of_it_is_what_a_new_board_says(
    way: Callable[..., Board], is_begun: bool
) -> None:
    garden = sample_garden(TODAY)
    board = way(garden, RULES, TODAY)
    if is_begun:
        board.look_on(5)
    seen = {uid: look(garden, RULES, uid, TODAY) for uid in sorted(garden.contacts)}
    due = [uid for uid, one in seen.items() if one.row and one.row.kind == "routine"]
    asked = next(uid for uid, one in seen.items() if one.row and one.row.kind == "unplaced")
    coming = next(uid for uid, one in seen.items() if one.row is None and one.next)
    talk = Interaction(
        uid="zzzzzzzzzzzz", on=TODAY, kind="call", direction="both", weight="talk", people=(due[1],)
    )

    def follow(*put: Any, remove: Any) -> None:
        builder = garden.builder()
        for record in put:
            builder.put(record)
        builder.remove(remove)
        touched = garden.apply(builder.build("change"))
        board._forecasts.follow(touched)
        board.follow(touched)
        assert answers(board) == answers(Board(garden, RULES, TODAY))

    follow(
        talk,
        replace(garden.contacts[due[2]], snooze_until=ahead(9), snooze_set_on=TODAY),
        replace(garden.contacts[asked], tier="none"),
        replace(garden.contacts[coming], archived=True),
        contact("newcomer", cadence="1m", added_on=ago(200)),
        remove=garden.contacts[due[0]],
    )
    assert due[0] not in board.in_state("due")
    spent = board.queue().spent
    follow(remove=talk)
    assert board.queue().spent < spent


def test_nobody_is_left_to_look_at_in_a_garden_of_nobody() -> None:
    board = Board(Garden(), RULES, TODAY)
    assert board.look_on(10)
    assert board.queue().rows == ()


def test_what_never_comes_does_not_come_by_the_end_of_the_calendar() -> None:
    people = garden_of(contact(cadence="none", added_on=ago(9)))
    board = from_kept(people, RULES, TODAY)
    assert board.coming_within(4_000_000) == 0


def test_forecasts_say_nothing_of_a_day_before_they_were_made() -> None:
    person = contact(cadence="1y", cadence_set_on=ago(30), snooze_until=ahead(5), snooze_set_on=ago(1))
    people = garden_of(person, entry(ago(400)))
    forecasts = Forecasts(people, RULES, TODAY)
    forecasts.turn_to(RULES, ahead(9))
    assert forecasts.look_on(1)
    assert forecasts.of("ada")
    forecasts.turn_to(RULES, ahead(2))
    assert forecasts.of("ada") is None
    assert Board(people, RULES, ahead(2), forecasts).queue() == Board(people, RULES, ahead(2)).queue()


@pytest.mark.parametrize("way", [from_kept, from_spread, from_turned])
def test_on_the_day_on_which_a_forecast_ends_one_looks(way: Callable[..., Board]) -> None:
    person = contact(cadence="1y", birthday=f"--{ahead(10):%m-%d}", cadence_set_on=ago(30))
    people = garden_of(person, entry(ago(20)))
    for later, kinds in ((9, []), (10, ["milestone"]), (11, ["milestone"])):
        board = way(people, RULES, ahead(later))
        assert [row.kind for row in board.queue(0).rows] == kinds, later
