"""What the rules promise over a year: see `year` for what happens in it."""

from datetime import date, timedelta
from statistics import median

import pytest

from netgarden.due.capacity import capacity
from netgarden.due.outlook import look, reasons_of
from tests.simulation.year import ASKS, AWAY, CONFERENCE, NEW_PEOPLE, START, Year, table

RETURN = AWAY[1] + timedelta(1)


@pytest.fixture(scope="module")
def year() -> Year:
    return Year(seed=1).run()


def check(year: Year) -> None:
    """Everything that has to hold in every year."""
    print(table(year))
    assert capacity(year.garden.contacts.values(), year.rules, START).fits
    for day in year.days:
        assert day.queue.minutes <= year.rules.budget, day.today
        assert day.waits["inner"] <= 2, day.today
        assert day.waits["close"] <= 2, day.today
        kinds = [row.lead.kind for row in day.queue.rows]
        assert kinds.count("follow-up") <= year.rules.follow_ups_per_day
        assert kinds.count("unplaced") <= year.rules.unplaced_per_day
        assert sum(kind in ("reconnect", "drift") for kind in kinds) <= year.rules.reconnects_per_day

    returned = next(day for day in year.days if day.today == RETURN)
    others = [day for day in year.days if day.today < AWAY[0]]
    assert len(returned.queue.rows) <= max(len(day.queue.rows) for day in others)
    assert len(returned.queue.waiting) <= median(len(day.queue.waiting) for day in others)

    assert set(year.followed_up) == set(year.met)
    assert len(year.met) == NEW_PEOPLE
    assert max(year.followed_up.values()) <= CONFERENCE + timedelta(21)

    asked = [loop for loop in year.garden.loops.values() if loop.kind == "ask"]
    assert len(asked) == ASKS
    assert {loop.result for loop in asked if loop.closed_on} == {"yes", "no", "no answer"}
    last = year.days[-1].today
    for loop in asked:
        if loop.is_open:
            waits = [
                r for r in reasons_of(year.garden, year.rules, loop.people[0], last) if r.subject == loop.uid
            ]
            assert [(last - reason.shows_on).days < 14 for reason in waits] == [True], loop
    assert all(len(loop.nudged_on) <= 2 for loop in asked)


def test_a_year_keeps_its_promises(year: Year) -> None:
    check(year)


def test_everybody_with_a_cadence_has_their_turn(year: Year) -> None:
    turned = {row.uid for day in year.days for row in day.queue.rows}
    for uid, contact in year.garden.contacts.items():
        if contact.tier in ("inner", "close", "steady") and contact.cadence_set_on == START:
            assert uid in turned or year.garden.interactions_of(uid), contact.name


def test_nobody_enters_the_queue_unannounced() -> None:
    """Looking only at who was touched, stands there or was announced gives the same queue as looking at all."""
    year = Year(seed=3)
    review = year.review

    def checked(today: date) -> None:
        cached = year.queue(today)
        for uid in year.garden.contacts:
            assert look(year.garden, year.rules, uid, today).row == year.outlooks[uid].row
        assert year.queue(today) == cached
        review(today)

    year.review = checked  # type: ignore[method-assign]
    year.run(45)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2, 42))
def test_other_years_keep_them_too(seed: int) -> None:
    check(Year(seed).run())
