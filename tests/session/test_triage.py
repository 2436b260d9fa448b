"""Triage: who is asked about in which order, what helps to decide, and the tally."""

from datetime import date
from typing import Any

import pytest

from netgarden.due.rules import Rules, Tier
from netgarden.errors import UsageError
from netgarden.session.session import Session
from netgarden.session.triage import Decision, Hint, Triage, count, hint_of_history
from netgarden.verbs.loops import mark_distinct
from netgarden.verbs.people import edit_contact, pause, set_tier, snooze_routine
from tests.support.planting import RULES, TODAY, ago, ahead, contact, entry, garden


def triage_of(*records: Any, rules: Rules | None = None) -> Triage:
    return Triage(Session(garden(*records), TODAY, rules=rules))


def test_whom_one_knows_best_comes_first_then_the_largest_organisations_together() -> None:
    triage = triage_of(
        contact("ann", org="Alder"),
        contact("bob"),
        contact("cyd", org="Juniper Ltd"),
        contact("dan", org="Juniper"),
        contact("eve", org="Alder"),
        contact("fay", org="juniper"),
        contact("gus"),
        *(entry(ago(days), people=("gus",)) for days in (10, 90)),
        entry(ago(400), people=("bob",)),
    )
    assert triage.walk.uids == ["gus", "bob", "cyd", "dan", "fay", "ann", "eve"]


def test_nobody_is_asked_about_who_is_placed_put_off_or_put_away() -> None:
    session = Session(
        garden(
            contact("ada"),
            contact("bea", tier="wide"),
            contact("cyd", cadence="none"),
            contact("dan", archived=True),
            contact("eve"),
            contact("fay"),
            contact("gus", tier="a circle of an older config"),
        ),
        TODAY,
    )
    session.do(snooze_routine(session.garden, ["eve"], ahead(7), TODAY))
    session.do(pause(session.garden, ["fay"], TODAY))
    assert Triage(session).walk.uids == ["ada", "gus"]


# ── hints ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("days", "hint"),
    [
        ((), None),
        ((10,), Hint("steady", "in touch once, 10 d ago")),
        ((400,), Hint("yearly", "in touch once, 13 months ago")),
        ((10, 200), Hint("steady", "in touch 2 times, the last 10 d ago")),
        ((5, 20, 33, 48), Hint("inner", "in touch 4 times, about every 15 days, the last 5 d ago")),
        ((5, 35, 65), Hint("close", "in touch 3 times, about every 4 weeks, the last 5 d ago")),
        ((5, 6, 7, 97, 187), Hint("steady", "in touch 5 times, about every 3 months, the last 5 d ago")),
        ((400, 430, 460), Hint("wide", "in touch 3 times, about every 4 weeks, the last 13 months ago")),
    ],
)
def test_how_often_one_was_in_touch_suggests_a_tier(days: tuple[int, ...], hint: Hint | None) -> None:
    entries = [entry(ago(one)) for one in days]
    assert hint_of_history(garden(contact(), *entries), RULES, "ada", TODAY) == hint


def test_notes_tries_and_plans_are_no_history() -> None:
    entries = entry(ago(5), "note"), entry(ago(3), "tried"), entry(ahead(9), "call")
    assert hint_of_history(garden(contact(), *entries), RULES, "ada", TODAY) is None


def test_the_tiers_of_the_config_are_suggested() -> None:
    rules = Rules(tiers={"near": Tier("1w", 1.0), "far": Tier("2y", 1.0), "never": Tier("none", 1.0)})
    hint = hint_of_history(garden(contact(), entry(ago(700))), rules, "ada", TODAY)
    assert hint is not None
    assert hint.tier == "far"
    nothing = Rules(tiers={"never": Tier("none", 1.0)})
    assert hint_of_history(garden(contact(), entry(ago(700))), nothing, "ada", TODAY) is None


def test_colleagues_suggest_their_tier_to_who_has_no_history() -> None:
    placed = [contact(uid, org="Northwind Ltd", tier="wide") for uid in ("bea", "cyd")]
    triage = triage_of(contact(org="Northwind"), *placed, contact("dan", org="Northwind", tier="close"))
    assert triage.hint("ada") == Hint("wide", "2 of the 3 you placed at Northwind are wide")


@pytest.mark.parametrize(
    "tiers", [("wide",), ("wide", "close", "yearly"), ("wide", "wide", "close", "yearly", "inner")]
)
def test_too_few_or_scattered_colleagues_suggest_nothing(tiers: tuple[str, ...]) -> None:
    placed = [contact(f"p{at}", org="Northwind", tier=tier) for at, tier in enumerate(tiers)]
    assert triage_of(contact(org="Northwind"), *placed).hint("ada") is None


def test_cadences_of_their_own_are_no_tier_to_suggest() -> None:
    placed = [contact(f"p{at}", org="Northwind", tier="wide", cadence="10d") for at in range(3)]
    assert triage_of(contact(org="Northwind"), *placed).hint("ada") is None


# ── deciding ─────────────────────────────────────────────────────────────────


def test_an_organisation_is_one_whatever_its_legal_form() -> None:
    triage = triage_of(
        contact("ada", org="Juniper GmbH"),
        contact("bea", org="juniper"),
        contact("cyd", org="Juniper", tier="wide"),
        contact("dan"),
        contact("eve"),
    )
    assert set(triage.colleagues("ada")) == {"ada", "bea"}
    assert set(triage.colleagues("cyd")) == {"ada", "bea", "cyd"}
    assert triage.colleagues("dan") == ()


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        (Decision("tier", "steady"), "steady"),
        (Decision("tier", "none"), "none"),
        (Decision("cadence", "10d"), "10d"),
        (Decision("archive"), "archived"),
    ],
)
def test_a_decision_can_be_repeated_for_the_next_person(decision: Decision, words: str) -> None:
    triage = triage_of(contact("ada"), contact("bea"))
    session = triage.session
    assert triage.decided("ada") is None
    session.do(triage.decide(decision, ("ada",)))
    assert not triage.walk.is_open("ada")
    repeated = triage.decided("ada")
    assert repeated == decision
    assert repeated.words == words
    session.do(triage.decide(repeated, ("bea",)))
    assert triage.decided("bea") == decision


def test_what_is_no_cadence_is_refused() -> None:
    with pytest.raises(UsageError):
        triage_of(contact()).decide(Decision("cadence", "often"), ("ada",))


def test_all_of_an_organisation_are_placed_in_one_step() -> None:
    triage = triage_of(*(contact(uid, org="Alder") for uid in ("ada", "bea", "cyd")), contact("dan"))
    session = triage.session
    session.do(triage.decide(Decision("tier", "wide"), triage.colleagues("bea")))
    assert triage.walk.left == ["dan"]
    session.undo()
    assert len(triage.walk.left) == 4


def test_evidence_offers_who_may_be_the_same_person_but_never_who_is_known_to_be_another() -> None:
    triage = triage_of(
        contact("ada", name="Ada Lovelace", emails={"ada@x.org": ""}),
        contact("bea", name="Lovelace, Ada", tier="close", emails={"ADA@x.org": ""}),
        contact("cyd", name="Ada Lovelace"),
        contact("dan", name="Ada Byron"),
    )
    session = triage.session
    assert [twin.uid for twin in triage.twins("ada")] == ["bea", "cyd"]
    assert triage.twins("ada")[0].words == "same email ada@x.org, same name"
    session.do(mark_distinct(session.garden, "ada", "cyd", "her aunt"))
    assert [twin.uid for twin in triage.twins("ada")] == ["bea"]
    session.do(triage.merge("ada", "bea"))
    assert set(session.garden.contacts) == {"bea", "cyd", "dan"}


def test_what_is_added_to_somebody_while_triage_is_open_counts_as_evidence() -> None:
    triage = triage_of(contact("ada", name="Ada Lovelace"), contact("bea", name="A. King"))
    session = triage.session
    assert triage.twins("ada") == []
    for uid in ("ada", "bea"):
        session.do(edit_contact(session.garden, RULES, uid, {"emails": {"ada@x.org": ""}}, TODAY))
        triage.follow([uid])
    assert [twin.uid for twin in triage.twins("ada")] == ["bea"]


# ── the tally ────────────────────────────────────────────────────────────────


def test_the_tally_says_how_far_one_is_and_what_it_asks_for() -> None:
    placed = [contact(f"p{at}", tier="close") for at in range(38)]
    unplaced = [contact(f"u{at}") for at in range(1762)]
    tally = count(garden(*placed, *unplaced, contact("away", archived=True)), RULES, TODAY)
    assert tally.words == "38 placed · 1,762 left · 1.2 of your 3.7 a day"
    assert tally.by_tier == {"close": 38}


def test_the_tally_is_counted_anew_after_a_change() -> None:
    triage = triage_of(contact("ada"), contact("bea", tier="wide"))
    assert (triage.tally.placed, triage.tally.left) == (1, 1)
    triage.session.do(set_tier(triage.session.garden, RULES, ["ada"], "close", date(2026, 11, 23)))
    triage.follow(["ada"])
    assert (triage.tally.placed, triage.tally.left) == (2, 0)
