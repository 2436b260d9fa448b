"""What the session knows of days away, and when another rhythm is suggested."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from netgarden.change.change import Change
from netgarden.change.garden import Garden
from netgarden.due.rules import Rules
from netgarden.records.interaction import Interaction
from netgarden.session.session import Session
from netgarden.session.ui_state import Window
from netgarden.verbs.people import set_cadence, skip, snooze_routine
from tests.support.gardens import PLACED, TODAY, call, garden_of, person, uid

ADA = uid(1)


def days(number: int) -> date:
    return TODAY + timedelta(number)


def garden_with(*touches: int) -> Garden:
    """Ada, monthly, with a call on each of these days from today."""
    calls = [call(11 + number, ADA, -day, "hello") for number, day in enumerate(touches)]
    return garden_of(person(1, "Ada Lovelace", tier="close", cadence_set_on=PLACED), *calls)


@pytest.mark.parametrize(
    ("window", "last"),
    [
        (Window(), None),
        (Window(opened_on=days(-9)), days(-9)),
        (Window(opened_on=TODAY, opened_before=days(-9)), days(-9)),
        (Window(opened_on=TODAY), None),
        (Window(opened_on=days(400), opened_before=days(-9)), days(-9)),
    ],
)
def test_the_last_day_before_today_is_the_one_that_counts(window: Window, last: date | None) -> None:
    assert window.last_opened(TODAY) == last


def test_opening_is_noted_once_a_day_and_remembered(tmp_path: Path) -> None:
    def opened(day: date) -> Session:
        return Session(Garden(), day, window_file=tmp_path / "window.json")

    first = opened(days(-9))
    assert first.rules.last_opened is None
    assert first.note_opened()
    second = opened(TODAY)
    assert second.rules.last_opened == days(-9)
    assert second.note_opened()
    assert not second.note_opened()
    again = opened(TODAY)
    assert again.rules.last_opened == days(-9)
    assert not again.note_opened()
    again.turn_to(days(7))
    assert again.rules.last_opened == TODAY
    assert again.note_opened()
    assert opened(days(8)).rules.last_opened == days(7)


def test_rules_that_know_the_day_keep_it() -> None:
    assert Session(Garden(), TODAY, rules=Rules(last_opened=days(-2))).rules.last_opened == days(-2)


def put_off(session: Session, day: int) -> tuple[str, str] | None:
    """Snooze on a day, and who is suggested what."""
    session.turn_to(days(day))
    session.do(snooze_routine(session.garden, [ADA], days(day + 3), session.today))
    return (session.suggested[0], session.suggested[1].kind) if session.suggested else None


def test_the_third_time_in_a_row_suggests_slower_and_the_fourth_is_quiet() -> None:
    session = Session(garden_with(-60), TODAY)
    assert [put_off(session, day) for day in (0, 4, 8, 12)] == [None, None, (ADA, "slower"), None]


def test_a_skip_counts_and_an_undo_says_nothing() -> None:
    session = Session(garden_with(-60), TODAY)
    put_off(session, 0)
    put_off(session, 4)
    session.turn_to(days(8))
    session.do(skip(session.garden, [ADA], session.today))
    assert session.suggested
    session.do(
        set_cadence(session.garden, session.rules, [ADA], str(session.suggested[1].cadence), session.today)
    )
    assert session.suggested is None
    assert session.garden.contacts[ADA].cadence == "3m"


def test_an_entry_that_makes_twice_the_rhythm_suggests_closer() -> None:
    session = Session(garden_with(-80, -65, -50, -35, -20), TODAY)
    before = session.garden.contacts[ADA]
    session.do(session.understand("call: again", selected=ADA).change)
    assert session.suggested
    assert session.suggested[1].kind == "closer"
    assert session.garden.contacts[ADA].tier == before.tier, "it is only said"
    session.do(session.understand("call yesterday: once more", selected=ADA).change)
    assert session.suggested is None, "it is said once"


def test_nothing_is_suggested_for_a_change_that_does_nothing_or_is_about_many() -> None:
    session = Session(garden_with(-60), TODAY)
    for day in (0, 4, 8):
        put_off(session, day)
    assert session.suggested
    assert not session.do(Change("nothing"))
    many = tuple(uid(100 + number) for number in range(20))
    builder = session.garden.builder()
    for number, one in enumerate(many):
        builder.put(person(100 + number, f"P {number}"))
        builder.put(
            Interaction(uid=uid(200 + number), on=TODAY, kind="call", weight="talk", people=(one, ADA))
        )
    session.do(builder.build("import"))
    assert session.suggested is None
