"""The daily review: the list, what became of whom, the place in it, and the way back."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from netgarden.change.change import Change
from netgarden.due.rules import Rules
from netgarden.errors import UsageError
from netgarden.records.contact import Contact
from netgarden.session.review import Review, coming, people_of
from netgarden.session.session import Session
from netgarden.verbs.entries import tried
from netgarden.verbs.loops import close_loop
from netgarden.verbs.people import archive, delete_contact, edit_contact, pause, set_cadence, skip, snooze
from tests.support.planting import TODAY, ago, ahead, contact, entry, garden, loop

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LONG_AGO = date(2025, 1, 1)


def regular(uid: str, **fields: object) -> Contact:
    """Somebody monthly."""
    return contact(uid, tier="close", cadence_set_on=LONG_AGO, **fields)


def session_of(*records: object, rules: Rules | None = None, window: Path | None = None) -> Session:
    return Session(garden(*records), TODAY, rules=rules, window_file=window, now=lambda: NOW)


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """Ada, Bea and Cyd are late, in this order; Dan falls due tomorrow. Three of them fit the minutes of a day."""
    people = [("ada", 58), ("bea", 50), ("cyd", 40), ("dan", 30)]
    records = [regular(uid) for uid, _ in people]
    entries = [entry(ago(days), people=(uid,)) for uid, days in people]
    return session_of(*records, *entries, window=tmp_path / "window.json")


def again(session: Session, **fields: object) -> Session:
    """The same garden in another run of the app."""
    settings = {"today": session.today, **fields}
    return Session(session.garden, window_file=session._window_file, now=lambda: NOW, **settings)  # type: ignore[arg-type]


def log(session: Session, text: str, who: str) -> None:
    session.do(session.understand(text, selected=who).change)


def test_the_list_is_todays_and_stays_as_it_was(session: Session) -> None:
    review = Review.open(session)
    assert review.walk.uids == ["ada", "bea", "cyd"]
    session.do(snooze(session.garden, session.rules, ["ada"], ahead(7), TODAY))
    session.do(edit_contact(session.garden, session.rules, "dan", {"tier": "inner"}, TODAY))
    assert review.walk.uids == ["ada", "bea", "cyd"]
    assert review.walk.left == ["bea", "cyd"]


Verb = Callable[[Session], Change]


@pytest.mark.parametrize(
    ("verb", "outcome"),
    [
        (lambda s: s.understand("call: caught up", selected="ada").change, "reached"),
        (lambda s: s.understand("call yesterday: caught up", selected="ada").change, "reached"),
        (lambda s: tried(s.garden, ["ada"], TODAY, s.now_text()), "tried"),
        (lambda s: snooze(s.garden, s.rules, ["ada"], ahead(7), TODAY), "snoozed"),
        (lambda s: skip(s.garden, ["ada"], TODAY), "skipped"),
        (lambda s: pause(s.garden, ["ada"], TODAY), "resting"),
        (lambda s: set_cadence(s.garden, s.rules, ["ada"], "none", TODAY), "placed"),
        (lambda s: archive(s.garden, ["ada"]), "archived"),
        (lambda s: delete_contact(s.garden, ["ada"]), "gone"),
        (lambda s: s.understand("note: likes tea", selected="ada").change, "left"),
        (lambda s: edit_contact(s.garden, s.rules, "ada", {"org": "Northwind"}, TODAY), "left"),
    ],
)
def test_what_became_of_somebody_follows_from_the_garden_and_goes_with_an_undo(
    session: Session, verb: Verb, outcome: str
) -> None:
    review = Review.open(session)
    session.do(verb(session))
    assert review.outcome("ada") == outcome
    assert review.walk.is_open("ada") is (outcome == "left")
    session.undo()
    assert review.outcome("ada") == "left"


def test_what_was_logged_before_the_review_reaches_nobody() -> None:
    session = session_of(
        regular("ada"), entry(TODAY, people=("ada",)), loop("owe", ago(9), due_on=ago(1), people=("ada",))
    )
    review = Review.open(session)
    assert review.outcome("ada") == "left"
    session.do(close_loop(session.garden, "loop", TODAY))
    assert review.outcome("ada") == "settled"


def test_closing_one_of_two_reasons_leaves_the_other_to_do() -> None:
    records = regular("ada"), entry(ago(40), people=("ada",)), loop("owe", ago(9), due_on=ago(1))
    session = session_of(*records)
    review = Review.open(session)
    session.do(close_loop(session.garden, "loop", TODAY))
    assert review.outcome("ada") == "left"


def test_a_snoozed_loop_counts_as_snoozed_once_nothing_else_is_due() -> None:
    session = session_of(contact("ada", tier="none"), loop("owe", ago(9), due_on=ago(1)))
    review = Review.open(session)
    session.do(snooze(session.garden, session.rules, ["ada"], ahead(7), TODAY))
    assert review.outcome("ada") == "snoozed"


def test_the_minutes_are_those_of_the_list(session: Session) -> None:
    review = Review.open(session)
    assert (review.minutes_done, review.minutes_left, review.minutes_planned) == (0, 12, 12)
    log(session, "call: hello", "ada")
    review.walk.advance()
    review.walk.advance()
    assert (review.minutes_done, review.minutes_left, review.minutes_planned) == (4, 4, 12)


# ── where it stopped ─────────────────────────────────────────────────────────


def test_it_goes_on_where_it_stopped_the_same_day_in_another_run(session: Session) -> None:
    review = Review.open(session)
    review.walk.advance()
    log(session, "call: hello", "bea")
    review.walk.advance()
    review.keep()
    resumed = Review.open(again(session))
    assert resumed.walk.person == "cyd"
    assert resumed.walk.uids == ["ada", "bea", "cyd"]
    assert resumed.outcome("bea") == "reached"
    assert resumed.walk.left == ["ada", "cyd"]


def test_on_another_day_it_begins_anew(session: Session) -> None:
    review = Review.open(session)
    review.walk.advance()
    review.keep()
    resumed = Review.open(again(session, today=ahead(1)))
    assert resumed.walk.uids == ["ada", "bea", "cyd"]
    assert resumed.walk.person == "ada"


def test_after_its_end_it_begins_anew_with_who_is_due_then(session: Session) -> None:
    review = Review.open(session)
    log(session, "call: hello", "ada")
    for _ in range(3):
        review.walk.advance()
    review.keep()
    assert Review.open(again(session)).walk.uids == ["bea", "cyd"]


def test_it_passes_over_whom_another_device_settled_while_it_was_left(session: Session) -> None:
    Review.open(session).keep()
    log(session, "call: from the other window", "ada")
    assert Review.open(again(session)).walk.person == "bea"


def test_a_place_in_another_garden_is_none(session: Session) -> None:
    review = Review.open(session)
    review.keep()
    other = Session(
        garden(regular("zoe"), entry(ago(60), people=("zoe",))), TODAY, window_file=session._window_file
    )
    assert Review.open(other).walk.uids == ["zoe"]


def test_other_minutes_fit_the_list_anew_and_keep_what_was_done(session: Session) -> None:
    review = Review.open(session)
    session.do(snooze(session.garden, session.rules, ["ada"], ahead(7), TODAY))
    review.walk.advance()
    review.plan(4)
    assert review.walk.uids == ["ada", "bea"]
    assert review.walk.person == "bea"
    review.plan(0)
    assert review.walk.uids == ["ada", "bea", "cyd"]
    review.keep()
    assert Review.open(again(session)).minutes == 0
    assert Review.open(again(session), 4).walk.uids == ["ada", "bea"]


def test_who_is_found_joins_the_list(session: Session) -> None:
    review = Review.open(session)
    review.walk.advance()
    review.join("dan")
    assert review.walk.person == "dan"
    assert review.outcome("dan") == "settled"
    log(session, "call: hello", "dan")
    assert review.outcome("dan") == "reached"
    review.keep()
    assert Review.open(again(session)).walk.uids == ["ada", "dan", "bea", "cyd"]


# ── stepping back ────────────────────────────────────────────────────────────


def test_any_step_is_taken_back_as_a_change_of_its_own(session: Session) -> None:
    review = Review.open(session)
    log(session, "call: hello", "ada")
    session.do(skip(session.garden, ["bea"], TODAY))
    assert [step.label for step in review.steps()] == ["skip Bea", "log call with Ada"]
    inverse = review.take_back(review.steps()[1])
    assert inverse.change.label == "take back: log call with Ada"
    assert (review.outcome("ada"), review.outcome("bea")) == ("left", "skipped")
    assert [step.label for step in review.steps()] == ["take back: log call with Ada", "skip Bea"]
    session.undo()
    assert review.outcome("ada") == "reached"


def test_a_step_gives_way_to_what_came_after_it(session: Session) -> None:
    review = Review.open(session)
    session.do(snooze(session.garden, session.rules, ["ada"], ahead(7), TODAY))
    first = review.steps()[0]
    session.do(edit_contact(session.garden, session.rules, "ada", {"snooze_until": ahead(9)}, TODAY))
    inverse = review.take_back(first)
    assert [patch.path for patch in inverse.stayed] == ["snooze_until"]
    assert session.garden.contacts["ada"].snooze_until == ahead(9)
    with pytest.raises(UsageError, match="all of it was changed since"):
        review.take_back(first)


def test_steps_are_those_about_people_of_the_list(session: Session) -> None:
    review = Review.open(session)
    session.do(edit_contact(session.garden, session.rules, "dan", {"org": "Alder"}, TODAY))
    log(session, "call with Cyd: hello", "dan")
    session.undo()
    log(session, "call @cyd: hello", "dan")
    assert [step.label for step in review.steps()] == ["log call with Cyd"]


def test_a_change_is_about_whoever_its_records_mention_even_once_they_are_gone(session: Session) -> None:
    change = delete_contact(session.garden, ["ada"])
    session.do(change)
    assert set(people_of(session.garden, change)) == {"ada"}


# ── what comes next ──────────────────────────────────────────────────────────


def test_tomorrow_brings_who_falls_due_then_and_who_was_left(session: Session) -> None:
    log(session, "call: hello", "ada")
    session.do(snooze(session.garden, session.rules, ["bea"], ahead(7), TODAY))
    day, queue = coming(session)
    assert day == TODAY + timedelta(1)
    assert [row.uid for row in queue.rows] == ["cyd", "dan"]


def test_it_is_the_next_day_on_which_one_reviews(session: Session) -> None:
    session.rules = Rules(review_days=(4,))
    assert coming(session).day == date(2026, 11, 27)


def test_without_days_of_review_it_is_tomorrow(session: Session) -> None:
    session.rules = Rules(review_days=())
    assert coming(session).day == TODAY + timedelta(1)


def test_it_does_not_speak_of_the_unplaced() -> None:
    assert coming(session_of(contact("ada"), contact("bea"))).queue.rows == ()
