"""Triage, driven by keys as its user drives it."""

from collections.abc import Callable

import pytest

from netgarden.change.garden import Garden
from netgarden.session.session import Session
from netgarden.tui.app import NetgardenApp
from netgarden.tui.screens.main import MainScreen
from netgarden.tui.screens.triage import TriageScreen
from netgarden.tui.widgets.composer import Composer
from netgarden.verbs.people import edit_contact
from tests.support.gardens import NOW, TODAY, call, counting_uids, person, uid
from tests.tui.grid import grid
from tests.tui.test_hostile import HOSTILE, UNSAFE, garden_of

WIDE, MEDIUM, NARROW = (120, 36), (80, 24), (60, 20)

AMY, BOB, CAL, DEE, EVA = (uid(number) for number in range(1, 6))


@pytest.fixture
def session() -> Session:
    """Amy is known best; Bob, Cal and Dee are colleagues; Eva is placed."""
    garden = Garden(new_uid=counting_uids())
    builder = garden.builder()
    for record in (
        person(1, "Amy Ash", org="Willow"),
        person(2, "Bob Birch", org="Juniper"),
        person(3, "Cal Cedar", org="Juniper Ltd"),
        person(4, "Dee Dogwood", org="juniper"),
        person(5, "Eva Elm", tier="close", cadence_set_on=TODAY),
        *(call(10 + number, AMY, 5 + 30 * number, f"talk {number}") for number in range(4)),
    ):
        builder.put(record)
    garden.apply(builder.build("plant"))
    return Session(garden, TODAY, now=lambda: NOW)


def at(app: NetgardenApp) -> str | None:
    assert isinstance(app.screen, TriageScreen)
    return app.screen.person


@pytest.mark.parametrize("size", [WIDE, MEDIUM, NARROW])
async def test_it_shows_one_person_the_tally_and_what_speaks_for_a_tier(
    app: NetgardenApp, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.press("R")
        shown = " ".join(grid(app).replace("│", " ").split())
        assert "1 placed · 4 left · 0.0 of your 3.7 a day" in shown
        assert "Amy Ash" in shown
        assert "Who is this to you?" in shown
        assert "close? in touch 4 times, about every 4 weeks, the last 5 d ago" in shown
        assert "2 close" in shown


@pytest.mark.parametrize(
    ("key", "tier"),
    [("1", "inner"), ("2", "close"), ("3", "steady"), ("4", "wide"), ("5", "yearly"), ("0", "none")],
)
async def test_one_key_places_and_goes_on(app: NetgardenApp, session: Session, key: str, tier: str) -> None:
    async with app.run_test(size=MEDIUM, notifications=True) as pilot:
        await pilot.press("R", key)
        assert session.garden.contacts[AMY].tier == tier
        assert at(app) == BOB
        assert "2 placed · 3 left" in grid(app)


async def test_as_the_last_one_repeats_tiers_cadences_and_the_archive(
    app: NetgardenApp, session: Session
) -> None:
    contacts = session.garden.contacts
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("R", "equals_sign")
        assert at(app) == AMY
        await pilot.press("c", *"10d", "enter")
        assert contacts[AMY].cadence == "10d"
        assert "as the last one: 10d" in grid(app)
        await pilot.press("equals_sign")
        assert contacts[BOB].cadence == "10d"
        await pilot.press("A", "equals_sign")
        assert contacts[CAL].archived
        assert contacts[DEE].archived
        assert "Everyone is placed." in grid(app)


async def test_a_star_places_all_of_an_organisation_in_one_undo(app: NetgardenApp, session: Session) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("R", "asterisk")
        assert at(app) == AMY
        await pilot.press("j")
        assert "all 3 of Juniper" in grid(app)
        await pilot.press("asterisk", "4")
        await pilot.pause()
        assert {session.garden.contacts[one].tier for one in (BOB, CAL, DEE)} == {"wide"}
        assert "1 person left for another time." in grid(app)
        await pilot.press("u")
        assert {session.garden.contacts[one].tier for one in (BOB, CAL, DEE)} == {""}
        assert at(app) == BOB


async def test_a_star_on_somebody_placed_places_the_others_alike(app: NetgardenApp, session: Session) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("R", "j", "2", "k")
        assert at(app) == BOB
        assert "✓ close" in grid(app)
        await pilot.press("asterisk")
        assert {session.garden.contacts[one].tier for one in (BOB, CAL, DEE)} == {"close"}


async def test_colleagues_suggest_their_tier(app: NetgardenApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("R", "j", "4", "4")
        assert at(app) == DEE
        assert "wide? 2 of the 2 you placed at juniper are wide" in grid(app)


async def test_next_leaves_and_previous_corrects(app: NetgardenApp, session: Session) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("R", "3", "k")
        assert at(app) == AMY
        await pilot.press("1")
        assert session.garden.contacts[AMY].tier == "inner"
        assert at(app) == BOB
        await pilot.press("j", "j", "j")
        assert "3 people left for another time." in grid(app)
        await pilot.press("j", "3", "k")
        assert at(app) == DEE


async def test_undo_goes_back_to_whom_it_was_about(app: NetgardenApp, session: Session) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("R", "3", "D")
        assert at(app) == CAL
        await pilot.press("u")
        assert at(app) == BOB
        await pilot.press("u")
        assert at(app) == AMY
        assert session.garden.contacts[AMY].tier == ""


async def test_no_answer_is_broken_over_two_lines(app: NetgardenApp) -> None:
    async with app.run_test(size=(40, 24), notifications=True) as pilot:
        await pilot.press("R")
        assert all(answer in grid(app) for answer in ("1 inner", "4 wide", "5 yearly", "0 none"))


async def test_editing_stays_unless_it_places(app: NetgardenApp, session: Session) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("R", "number_sign", *"sailing", "ctrl+s")
        await pilot.pause()
        assert session.garden.contacts[AMY].interests == ("sailing",)
        assert at(app) == AMY


async def test_escape_leaves_and_nobody_to_place_is_said(app: NetgardenApp) -> None:
    async with app.run_test(size=MEDIUM, notifications=True) as pilot:
        await pilot.press("R", "2", "2", "2", "2")
        assert "Everyone is placed." in grid(app)
        assert "Who is this" not in grid(app)
        await pilot.press("escape")
        assert isinstance(app.screen, MainScreen)
        await pilot.press("R")
        assert "Everyone is placed." in grid(app)


async def test_more_than_the_minutes_allow_is_said(app: NetgardenApp, session: Session) -> None:
    session.rules = type(session.rules)(budget=1, review_days=(0,))
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("R", "1")
        assert "more than your minutes allow: widening" in " ".join(grid(app).split())


# ── the same person as … ─────────────────────────────────────────────────────


async def test_likely_duplicates_are_offered_with_their_evidence_and_merged_in_one_undo(
    app: NetgardenApp, session: Session
) -> None:
    session.do(edit_contact(session.garden, session.rules, EVA, {"emails": {"amy@x.org": ""}}, TODAY))
    session.do(edit_contact(session.garden, session.rules, AMY, {"emails": {"Amy@x.org": "work"}}, TODAY))
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("R")
        assert "the same person as Eva Elm? same email" in grid(app)
        await pilot.press("M", "1")
        await pilot.pause()
        assert AMY not in session.garden.contacts
        assert len(session.garden.interactions_of(EVA)) == 4
        assert at(app) == BOB
        await pilot.press("u")
        assert at(app) == AMY
        assert session.garden.interactions_of(EVA) == ()


async def test_without_a_likely_one_anybody_can_be_found(app: NetgardenApp, session: Session) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("R", "M", *"eva", "enter")
        await pilot.pause()
        assert AMY not in session.garden.contacts
        assert "Amy Ash" in session.garden.contacts[EVA].aliases
        assert at(app) == BOB
        await pilot.press("M", "escape")
        assert at(app) == BOB


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
async def test_hostile_text_is_only_text(app_on: Callable[[Garden], NetgardenApp], text: str) -> None:
    garden = garden_of(text)
    app = app_on(garden)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        for keys in (("R",), ("M",), ("escape", "asterisk"), ("escape", "3", "k"), ("escape", "r"), ("L",)):
            await pilot.press(*keys)
            assert app.is_running
            assert not UNSAFE.search(grid(app).replace("\n", "")), keys
        await pilot.press("escape", "t", "n")
        app.screen.query_one(Composer).area.insert(text)
        await pilot.press("ctrl+s", "escape", "j", "j", "j")
        await pilot.pause()
        assert not UNSAFE.search(grid(app).replace("\n", ""))
