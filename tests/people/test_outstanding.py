"""What is outstanding with somebody: one list, and lines that say it."""

from datetime import date, timedelta

import pytest

from netgarden.change.change import Change
from netgarden.change.garden import Garden
from netgarden.composer.loop_input import add, noted, redated, removed, reopened, reworded, want_of
from netgarden.due.rules import DateStyle
from netgarden.errors import UsageError
from netgarden.people.outstanding import Item, outstanding
from netgarden.records.loop import Loop
from netgarden.records.milestone import Milestone
from netgarden.records.want import Offer, Want
from tests.support.gardens import TODAY, garden_of, person, uid

ADA = uid(1)


def days(number: int) -> date:
    return TODAY + timedelta(number)


@pytest.fixture
def garden() -> Garden:
    return garden_of(
        person(1, "Ada Lovelace"),
        Loop(uid=uid(21), kind="owe", people=(ADA,), text="the deck", opened_on=days(-9), due_on=days(-3)),
        Loop(uid=uid(22), kind="ask", people=(ADA,), text="a day rate", opened_on=days(-20)),
        Loop(uid=uid(23), kind="thanks", people=(ADA,), text="the intro", opened_on=days(-20), closed_on=days(-2),
             result="done", outcome="she was glad"),
        Loop(uid=uid(24), kind="planned", people=(ADA,), channel="call", opened_on=days(-9), due_on=days(5)),
        Want(uid=uid(31), contact=ADA, text="a designer", said_on=days(-100)),
        Offer(uid=uid(32), contact=ADA, text="a room", said_on=days(-9), closed_on=days(-1)),
        Milestone(uid=uid(41), contact=ADA, what="new job", on="2026-11-20"),
    )  # fmt: skip


def item(garden: Garden, record: int) -> Item:
    return next(one for one in outstanding(garden, ADA, TODAY) if one.uid == uid(record))


def test_open_things_come_first_promises_before_all_and_the_closed_latest_first(garden: Garden) -> None:
    listed = [(one.kind, one.text, one.when, one.is_open) for one in outstanding(garden, ADA, TODAY)]
    assert listed == [
        ("owe", "the deck", "3 d late · since 13 Nov", True),
        ("ask", "a day rate", "nudge · since 2 Nov", True),
        ("planned", "call", "Fri", True),
        ("wants", "a designer", "said 100 d ago · still?", True),
        ("good", "new job", "20 Nov 2026", True),
        ("offers", "a room", "closed · Sat", False),
        ("thanks", "the intro", "done · Fri · she was glad", False),
    ]


@pytest.mark.parametrize(
    ("kind", "line", "words"),
    [
        ("owe", "the deck by fri", "the deck · Fri 27 Nov"),
        ("owe", "the deck", "the deck"),
        ("owe", "notes on the talk of friday", "notes on the talk of friday"),
        ("ask", "a day rate nudge in 3w", "a day rate · nudge Sun 13 Dec"),
        ("ask", "a day rate by 12 dec", "a day rate · Sat 12 Dec"),
        ("thanks", "", ""),
        ("planned", "call on fri", "call · Fri 27 Nov"),
        ("planned", "coffee at the museum 3 dec", "coffee at the museum · Thu 3 Dec"),
        ("wants", "a designer by friday", "a designer by friday"),
        ("good", "new job on 20 nov", "new job · Fri 20 Nov"),
    ],
)
def test_a_line_says_what_and_when(kind: str, line: str, words: str) -> None:
    assert noted(kind, line, TODAY).words(TODAY) == words


def test_days_are_read_in_the_order_of_the_config() -> None:
    assert noted("owe", "the deck by 12/3", TODAY, DateStyle("mdy")).words(TODAY) == "the deck · Thu 3 Dec"
    assert noted("owe", "the deck by 12/3", TODAY).words(TODAY) == "the deck · Fri 12 Mar 2027"


@pytest.mark.parametrize(
    ("kind", "line", "words"),
    [
        ("owe", " ", "It needs a few words."),
        ("owe", "by fri", "It needs a few words."),
        ("wants", "", "It needs a few words."),
        ("planned", "call some day", "A planned talk needs its day"),
    ],
)
def test_a_line_that_says_too_little_is_refused_in_words(kind: str, line: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        noted(kind, line, TODAY)


@pytest.mark.parametrize(
    ("kind", "line"),
    [("owe", "the deck by fri"), ("ask", "a rate"), ("thanks", "the word"), ("follow-up", ""), ("planned", "call fri"),
     ("wants", "a boat"), ("offers", "a room"), ("good", "an award"), ("hard", "lost her job on 3 nov")],
)  # fmt: skip
def test_every_kind_is_added_and_taken_back(garden: Garden, kind: str, line: str) -> None:
    before = outstanding(garden, ADA, TODAY)
    change = add(garden, ADA, kind, line, TODAY)
    garden.apply(change)
    (new,) = set(outstanding(garden, ADA, TODAY)) - set(before)
    assert (new.kind, new.is_open) == (kind, True)
    garden.apply(Change("undo", tuple(patch.inverse for patch in reversed(change.patches))))
    assert outstanding(garden, ADA, TODAY) == before


def test_a_planned_talk_knows_its_kind(garden: Garden) -> None:
    garden.apply(add(garden, ADA, "planned", "coffee on fri", TODAY))
    assert any(loop.channel == "met" for loop in garden.open_loops_of(ADA))


@pytest.mark.parametrize("record", [21, 22, 24, 31, 41])
def test_words_can_be_changed(garden: Garden, record: int) -> None:
    garden.apply(reworded(garden, item(garden, record), "other words"))
    assert item(garden, record).text == "other words"


def test_days_can_be_changed_and_taken_away(garden: Garden) -> None:
    change, words = redated(garden, item(garden, 21), "fri", TODAY)
    garden.apply(change)
    assert (words, item(garden, 21).when) == ("Fri 27 Nov", "due Fri · since 13 Nov")
    garden.apply(redated(garden, item(garden, 21), "", TODAY)[0])
    assert item(garden, 21).when == "since 13 Nov"
    garden.apply(redated(garden, item(garden, 22), "nudge in 2w", TODAY)[0])
    assert item(garden, 22).when == "nudge 6 Dec · since 2 Nov"
    garden.apply(redated(garden, item(garden, 41), "12 mar 2025", TODAY)[0])
    assert item(garden, 41).when == "12 Mar 2025"


@pytest.mark.parametrize(
    ("record", "text"), [(21, "someday"), (24, ""), (31, "fri"), (41, "someday"), (41, "")]
)
def test_what_is_no_day_is_refused(garden: Garden, record: int, text: str) -> None:
    with pytest.raises(UsageError):
        redated(garden, item(garden, record), text, TODAY)


def test_what_is_closed_is_opened_again(garden: Garden) -> None:
    for record in (23, 32):
        garden.apply(reopened(garden, item(garden, record), TODAY))
        assert item(garden, record).is_open
    assert want_of(garden, item(garden, 32)).said_on == TODAY


def test_each_can_be_removed(garden: Garden) -> None:
    for one in outstanding(garden, ADA, TODAY):
        garden.apply(removed(garden, one))
    assert outstanding(garden, ADA, TODAY) == ()
