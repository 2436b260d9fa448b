"""The review, driven by keys as its user drives it."""

import asyncio
from datetime import timedelta

import pytest
from textual.pilot import Pilot

from netgarden.change.change import Change
from netgarden.demo.sample_garden import sample_garden
from netgarden.session.session import Session
from netgarden.tui.app import NetgardenApp
from netgarden.tui.screens.card import CardScreen
from netgarden.tui.screens.main import MainScreen
from netgarden.tui.screens.review import ReviewScreen
from netgarden.tui.screens.summary import SummaryScreen
from netgarden.tui.widgets.composer import Composer
from netgarden.tui.widgets.queue import Queue
from netgarden.verbs.people import delete_contact, snooze
from tests.support.gardens import ADA, GRACE, NOW, SAM, TODAY, ZOE
from tests.tui.grid import grid

SIZES = [(120, 36), (80, 24)]
WIDE, MEDIUM, NARROW = (120, 36), (80, 24), (60, 20)


def person(app: NetgardenApp) -> str | None:
    assert isinstance(app.screen, ReviewScreen)
    return app.screen.person


async def type_entry(pilot: Pilot[None], text: str) -> None:
    pilot.app.screen.query_one(Composer).area.insert(text)
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES)
async def test_it_shows_one_person_with_the_reasons_on_top_and_how_far_one_is(
    app: NetgardenApp, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.press("r")
        shown = grid(app)
        lines = shown.splitlines()
        assert lines[1].startswith(" 1 of 3 · ~10 min left")
        assert "─ Ada Lovelace ─" in lines[2]
        assert "thanks owed · 2 d" in lines[3]
        assert "Partner, Northwind" in shown
        assert "Composer · Ada Lovelace" in shown
        assert "Grace Hopper" in shown
        assert app.focused is None


# ── key counts ───────────────────────────────────────────────────────────────


@pytest.mark.parametrize("size", [*SIZES, NARROW])
async def test_logging_and_being_on_the_next_takes_two_keys_besides_the_text(
    app: NetgardenApp, session: Session, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.press("r")
        await pilot.press("l")
        await type_entry(pilot, "call: all well; thanks: the intro")
        await pilot.press("ctrl+s")
        assert session.garden.interactions_of(ADA)[0].raw == "call: all well; thanks: the intro"
        assert person(app) == GRACE
        assert app.focused is None
        assert app.screen.query_one(Composer).text == ""
        assert "2 of 3" in grid(app)


async def test_a_try_takes_one_key(app: NetgardenApp, session: Session) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("r")
        await pilot.press("t")
        assert session.garden.interactions_of(ADA)[0].kind == "tried"
        assert person(app) == GRACE


async def test_closing_a_promise_takes_one_key(app: NetgardenApp, session: Session) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("r")
        await pilot.press("x")
        assert session.garden.open_loops_of(ADA) == []
        assert person(app) == GRACE


async def test_a_week_of_snooze_takes_two_keys(app: NetgardenApp, session: Session) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("r", "j")
        await pilot.press("s", "w")
        assert session.garden.contacts[GRACE].snooze_until == TODAY + timedelta(7)
        assert person(app) == SAM


# ── going through ────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("onward", "back"), [("j", "k"), ("right", "left"), ("down", "up")])
async def test_next_leaves_somebody_for_today_and_previous_comes_back(
    app: NetgardenApp, onward: str, back: str
) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("r", onward)
        assert person(app) == GRACE
        await pilot.press(onward)
        assert person(app) == SAM
        await pilot.press(back)
        assert person(app) == GRACE


@pytest.mark.parametrize(
    "keys", [("S",), ("p", "enter"), ("c", "0"), ("A",), ("D",), ("c", "e", *"none", "enter")]
)
async def test_every_verb_that_settles_somebody_goes_on(app: NetgardenApp, keys: tuple[str, ...]) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("r", "j", *keys)
        await pilot.pause()
        assert person(app) == SAM
        await pilot.press("u")
        assert person(app) == GRACE


async def test_what_settles_nobody_stays(app: NetgardenApp, session: Session) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("r", "n")
        await type_entry(pilot, "likes tea")
        await pilot.press("ctrl+s")
        assert session.garden.interactions_of(ADA)[0].kind == "note"
        assert person(app) == ADA
        assert app.focused is None


async def test_of_two_reasons_the_second_stays_to_be_done(app: NetgardenApp, session: Session) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("L")
        await type_entry(pilot, "note @grace: soon; owe: the deck by today")
        await pilot.press("ctrl+s", "r")
        assert person(app) == GRACE
        assert "promised for today" in grid(app)
        assert "monthly · 6 d late" in grid(app)
        await pilot.press("x")
        assert person(app) == GRACE
        assert "promised for today" not in grid(app)


async def test_whom_another_device_settles_meanwhile_is_passed_over(
    app: NetgardenApp, session: Session
) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("r")
        change = snooze(session.garden, session.rules, [GRACE], TODAY + timedelta(7), TODAY)
        take_in(session, change)
        assert person(app) == ADA
        await pilot.press("j")
        assert person(app) == SAM
        take_in(session, delete_contact(session.garden, [SAM]))
        await pilot.pause()
        assert isinstance(app.screen, SummaryScreen)


def take_in(session: Session, change: Change) -> None:
    """Another device has written this."""
    session._incoming.append(change)
    session.take_in()


async def test_a_draft_stays_with_its_person_and_escape_leaves_only_the_composer(app: NetgardenApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("r", "tab", *"call")
        await pilot.press("escape", "j")
        assert person(app) == GRACE
        assert app.screen.query_one(Composer).text == "call"
        assert "Composer · Ada Lovelace" in grid(app)
        await pilot.press("l", "ctrl+s")
        assert person(app) == GRACE


async def test_the_list_goes_to_whom_one_clicks(app: NetgardenApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("r")
        await pilot.click(Queue, offset=(5, 3))
        assert person(app) == SAM


async def test_minutes_fit_the_list_anew(app: NetgardenApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("r", "m", "2", "enter")
        await pilot.pause()
        assert "1 of 1 · ~2 min left" in grid(app)


async def test_who_is_found_joins_the_list_and_enter_opens_the_card(app: NetgardenApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("r", "slash", *"zoe", "enter")
        await pilot.pause()
        assert isinstance(app.screen, CardScreen)
        await pilot.press("escape")
        assert person(app) == ZOE
        assert "1 of 4" in grid(app)
        await pilot.press("enter")
        assert isinstance(app.screen, CardScreen)
        await pilot.press("l")
        await type_entry(pilot, "call: hello")
        await pilot.press("ctrl+s")
        assert person(app) == ADA


async def test_on_another_day_it_begins_with_that_days_people(app: NetgardenApp, session: Session) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("r", "t")
        assert person(app) == GRACE
        session.turn_to(TODAY + timedelta(1))
        await pilot.pause()
        assert person(app) == ADA
        assert "1 of 3" in grid(app)


async def test_below_70_columns_the_composer_stands_under_the_brief_only_while_one_writes(
    app: NetgardenApp,
) -> None:
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        await pilot.press("r")
        assert "Composer" not in grid(app)
        await pilot.press("l")
        assert "Composer · Ada Lovelace" in grid(app)
        assert "thanks owed" in grid(app)
        await pilot.press("escape")
        assert "Composer" not in grid(app)


async def test_nobody_due_is_said_and_nothing_opens(app_on: object, session: Session) -> None:
    for uid in (ADA, GRACE, SAM):
        session.do(delete_contact(session.garden, [uid]))
    app = NetgardenApp(session, lambda: TODAY)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("r")
        await pilot.pause()
        assert isinstance(app.screen, MainScreen)
        assert "Nobody is due today." in grid(app)


# ── place and summary ────────────────────────────────────────────────────────


async def test_it_resumes_where_it_stopped(app: NetgardenApp, session: Session) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("r", "t", "j", "escape")
        assert isinstance(app.screen, MainScreen)
        await pilot.press("r")
        assert person(app) == SAM
        assert "3 of 3" in grid(app)
        await pilot.press("k", "k")
        assert person(app) == ADA
        assert "✓ tried" in grid(app)


async def test_the_summary_says_what_became_of_whom_and_what_comes_next(app: NetgardenApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("r", "t", "s", "w", "j")
        await pilot.pause()
        assert isinstance(app.screen, SummaryScreen)
        shown = grid(app)
        for words in (
            "Review of Sun 22 Nov",
            "Tried 1    Ada Lovelace",
            "Snoozed 1  Grace Hopper (until 29 Nov)",
            "Left 1     Sam Idowu",
            "Minutes    ~6 of ~10 min",
            "Tomorrow   2 people · ~6 min: Ada Lovelace, Sam Idowu",
            "✓ snoozed Grace Hopper until Sun 29 Nov",
            "✓ logged a try with Ada",
        ):
            assert words in shown, words
        await pilot.press("r")
        assert person(app) == SAM


@pytest.mark.parametrize("key", ["escape", "q", "enter"])
async def test_after_the_summary_one_is_back_on_the_main_screen(app: NetgardenApp, key: str) -> None:
    async with app.run_test(size=MEDIUM, notifications=True) as pilot:
        await pilot.press("r", "j", "j", "j")
        await pilot.pause()
        assert "Nothing was done" in grid(app)
        await pilot.press(key)
        await pilot.pause()
        assert isinstance(app.screen, MainScreen)
        assert app.is_running


async def test_the_summary_takes_back_the_last_step_or_any(app: NetgardenApp, session: Session) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("r", "t", "s", "w", "S")
        await pilot.pause()
        await pilot.press("u")
        assert session.garden.contacts[SAM].skipped_on is None
        assert "Left 1" in grid(app)
        await pilot.press("j", "x")
        assert session.garden.interactions_of(ADA)[0].kind == "call"
        assert session.garden.contacts[GRACE].snooze_until is not None
        assert "✓ taken back: log a try with Ada" in grid(app)
        assert "Left 2" in grid(app)
        await pilot.press("r")
        await pilot.pause()
        assert person(app) == ADA


async def test_the_summary_names_who_is_gone_whether_deleted_or_never_to_have_been_added(
    app: NetgardenApp,
) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("r", "D", "a", *"Kim", "ctrl+s", "j", "j", "j")
        await pilot.pause()
        assert isinstance(app.screen, SummaryScreen)
        await pilot.press("x")
        await pilot.pause()
        assert "✓ taken back: add Kim" in grid(app)
        assert "Gone 2" in grid(app)
        assert "Ada Lovelace, Kim" in grid(app)


async def test_twelve_people_are_reviewed_from_the_first_to_the_summary() -> None:
    """A walk as long as a real one, on the sample garden, by every means of going on."""
    session = Session(sample_garden(TODAY), TODAY, now=lambda: NOW)
    app = NetgardenApp(session, lambda: TODAY)
    async with app.run_test(size=MEDIUM, notifications=True) as pilot:
        await pilot.press("m", "2", "8", "enter", "r")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, ReviewScreen)
        people = list(screen.walk.uids)
        assert len(people) == 12
        for place in range(12):
            assert screen.person == people[place], place
            assert f"{place + 1} of 12" in grid(app)
            if place % 3 == 0:
                await pilot.press("l")
                await type_entry(pilot, "message: thinking of you; thanks: for all")
                await pilot.press("ctrl+s")
                if screen.person == people[place]:
                    await pilot.press("j")
            else:
                await pilot.press("t" if place % 3 == 1 else "j")
            await asyncio.sleep(0)
        await pilot.pause()
        assert isinstance(app.screen, SummaryScreen)
        shown = grid(app)
        assert "Reached 4" in shown
        assert "Tried 4" in shown
        assert "Left 4" in shown
        for _ in range(8):
            await pilot.press("u")
        assert not session.history.undoable
        assert "Left 12" in grid(app)


async def test_what_is_still_open_with_whom_one_reached_stands_in_the_summary(app: NetgardenApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("r", "l")
        await type_entry(pilot, "call: all well")
        await pilot.press("ctrl+s", "j", "j")
        await pilot.pause()
        assert "Reached 1  Ada Lovelace (still thanks owed · 2 d)" in grid(app)


async def test_drafts_and_open_loops_are_at_hand(app: NetgardenApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        for key, title in (("d", "Hi Ada"), ("O", "Ada Lovelace")):
            await pilot.press("r", key)
            await pilot.pause()
            assert not isinstance(app.screen, ReviewScreen)
            assert title in grid(app)
            await pilot.press("escape", "escape")
            await pilot.pause()
            assert isinstance(app.screen, MainScreen)
