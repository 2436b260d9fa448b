"""What the card says in full: of how things stand, of fields, of what is open and what happened."""

from datetime import timedelta
from typing import Any

from netgarden.people.outstanding import outstanding
from netgarden.records.loop import Loop
from netgarden.records.want import Offer, Want
from netgarden.session.session import Session
from netgarden.tui.keys import Keys
from netgarden.tui.look.glyphs import ASCII, UNICODE
from netgarden.tui.views.card import field_values, item_lines, loop_lines, standing_lines
from netgarden.verbs.people import edit_contact, edit_profile
from tests.support.gardens import ADA, GRACE, SAM, TODAY, plant, uid


def edit(session: Session, **values: Any) -> None:
    session.do(edit_contact(session.garden, session.rules, ADA, values, TODAY))


def test_how_things_stand_is_said_in_words_and_drawn_in_either_set(session: Session) -> None:
    plant(session, Loop(uid=uid(30), kind="owe", people=(ADA,), text="the deck", opened_on=TODAY,
                        closed_on=TODAY, result="done"))  # fmt: skip
    lines = {line.label or line.text: line.text for line in standing_lines(session, ADA, UNICODE, Keys())}
    assert "↑ sprout · thriving · 1 touch" in lines
    assert (lines["Last"], lines["Next"]) == ("call 20 d ago", "2 Dec")
    assert "▁" * 23 + "▄" in lines
    assert "24 months · at most 1 a month" in lines
    assert "no rhythm yet · cadence 1m" in lines
    assert lines["Balance"] == "gave 1 · got 0 · asked 0 in 12 months: even"
    assert lines["Begin"] == "Say thanks"
    ascii_only = [line.text for line in standing_lines(session, ADA, ASCII, Keys())]
    assert "_" * 23 + ":" in ascii_only


def test_a_late_touch_and_a_person_nobody_has_placed(session: Session) -> None:
    late = {line.label: line.text for line in standing_lines(session, GRACE, UNICODE, Keys())}
    assert late["Next"] == "6 d late"
    edit(session, tier="", cadence="")
    assert any("not placed yet" in line.text for line in standing_lines(session, ADA, UNICODE, Keys()))


def test_values_are_shown_a_line_for_each_member(session: Session) -> None:
    edit(
        session,
        emails={"a@x.org": "work", "b@x.org": ""},
        tags=["board", "alumni"],
        birthday="--04-12",
        notes="one\ntwo",
    )
    values = field_values(session.garden, session.rules, session.garden.contacts[ADA])
    assert values["emails"] == ["a@x.org · work", "b@x.org"]
    assert (values["tags"], values["birthday"], values["tier"]) == (
        ["alumni · board"],
        ["12 Apr"],
        ["close · 1m"],
    )
    assert values["notes"] == ["one", "two"]
    assert "phones" not in values


def test_a_loop_in_full_tells_all_its_days_and_how_it_ended(session: Session) -> None:
    loop = Loop(uid=uid(31), kind="ask", people=(ADA, SAM), text="a day rate", opened_on=TODAY - timedelta(30),
                nudged_on=("2026-11-10", "not a day"), closed_on=TODAY, result="yes", outcome="600")  # fmt: skip
    lines = [(line.label, line.text) for line in loop_lines(session.garden, loop, TODAY)]
    assert ("", "Ada Lovelace, Sam Idowu") in lines
    assert ("Nudged", "Tue 10 Nov") in lines
    assert ("Ended", "yes · 600") in lines


def test_of_a_want_those_who_answer_it_are_named(session: Session) -> None:
    plant(
        session,
        Want(uid=uid(32), contact=ADA, text="a designer", said_on=TODAY),
        Offer(uid=uid(33), contact=SAM, text="can find designers", said_on=TODAY),
    )
    session.do(edit_profile(session.garden, session.rules, {"offers": ["designer friends"]}))
    (want,) = (item for item in outstanding(session.garden, ADA, TODAY) if item.table == "wants")
    lines = {line.label: line.text for line in item_lines(session, ADA, want)}
    assert (lines["You offer"], lines["Who offers"]) == ("designer friends", "Sam Idowu")
