"""The main screen, driven by keys as its user drives it."""

import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from textual.pilot import Pilot

from netgarden.change.garden import Garden
from netgarden.due import board
from netgarden.session.session import Session
from netgarden.tui.app import NetgardenApp
from netgarden.tui.screens.card import CardScreen
from netgarden.tui.screens.main import MainScreen
from netgarden.tui.views import queue as queue_view
from netgarden.tui.widgets import composer
from netgarden.tui.widgets.composer import Composer
from netgarden.tui.widgets.entry_area import EntryArea
from netgarden.tui.widgets.forest import Forest
from netgarden.tui.widgets.key_bar import KeyBar
from netgarden.tui.widgets.queue import Queue
from netgarden.verbs import people as actions
from tests.support.gardens import ADA, GRACE, SAM, TODAY, ZOE
from tests.support.patience import PATIENCE
from tests.tui.grid import grid

WIDE, MEDIUM, NARROW = (120, 36), (80, 24), (60, 20)


def due(app: NetgardenApp) -> list[str]:
    queue = app.screen.query_one(Queue)
    return [str(queue.row_key(index)) for index in range(queue.row_count)]


async def type_entry(pilot: Pilot[None], text: str) -> None:
    pilot.app.screen.query_one(Composer).area.insert(text)
    await pilot.pause()


async def test_it_opens_on_who_is_due_with_the_reasons_in_words(app: NetgardenApp) -> None:
    async with app.run_test(size=WIDE, notifications=True):
        shown = grid(app)
        assert due(app) == [ADA, GRACE, SAM]
        for words in (
            "thanks owed · 2 d",
            "monthly · 6 d late",
            "3 Ada Lovelace",
            "Partner, Northwind",
            "14:20 there",
        ):
            assert words in shown
        assert app.focused is app.screen.query_one(Queue)


async def test_logging_takes_two_keys_and_the_next_person_slides_up(
    app: NetgardenApp, session: Session
) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("l")
        await type_entry(
            pilot, "call: thanks for the intro #sailing; thanks: the intro; owe: the deck by fri"
        )
        assert "I promise: the deck, Fri 27 Nov" in grid(app)
        await pilot.press("ctrl+s")
        assert session.garden.interactions_of(ADA)[0].summary.startswith("thanks for the intro")
        assert "sailing" in session.garden.contacts[ADA].interests
        assert due(app) == [GRACE, SAM]
        assert app.focused is app.screen.query_one(Queue)
        assert app.screen.query_one(Queue).person == GRACE
        assert "✓ logged call with Ada · u undoes" in grid(app)
        await pilot.press("u")
        assert due(app) == [ADA, GRACE, SAM]
        assert "sailing" not in session.garden.contacts[ADA].interests
        await pilot.press("ctrl+r")
        assert due(app) == [GRACE, SAM]


async def test_a_draft_stays_through_escape_and_keeps_its_person(app: NetgardenApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("l")
        await type_entry(pilot, "call: half a thought")
        await pilot.press("escape", "j")
        assert app.screen.query_one(Queue).person == GRACE
        assert app.screen.query_one(Composer).text == "call: half a thought"
        assert "Ada Lovelace · Sun 22 Nov" in grid(app)


@pytest.mark.parametrize(("keys", "is_said"), [("jl", True), ("L", True), ("n", True), ("l", False)])
async def test_where_a_draft_stands_before_what_one_begins_it_is_said(
    app: NetgardenApp, keys: str, is_said: bool
) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("l")
        await type_entry(pilot, "call: half a thought")
        await pilot.press("escape", *keys)
        assert ("An entry is begun already" in grid(app)) is is_said
        assert app.screen.query_one(Composer).text == "call: half a thought"


async def test_two_keys_snooze_a_week(app: NetgardenApp, session: Session) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("j", "s", "w")
        assert due(app) == [ADA, SAM]
        assert app.screen.query_one(Queue).person == SAM
        assert "snoozed Grace Hopper until Sun 29 Nov" in grid(app)
        await pilot.press("u")
        assert due(app) == [ADA, GRACE, SAM]


@pytest.mark.parametrize(
    ("key", "words"),
    [("t", "logged a try with Ada"), ("S", "skipped Ada Lovelace"), ("x", "closed thanks owed to Ada Lovelace"),
     ("A", "archived Ada Lovelace"), ("D", "deleted Ada Lovelace")],
)  # fmt: skip
async def test_one_key_acts_and_undo_brings_back(
    app: NetgardenApp, session: Session, key: str, words: str
) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        before = {
            table: dict(session.garden.records(table)) for table in ("contacts", "interactions", "loops")
        }
        await pilot.press(key)
        assert words in grid(app)
        await pilot.press("u")
        after = {
            table: dict(session.garden.records(table)) for table in ("contacts", "interactions", "loops")
        }
        assert after == before


async def test_snoozing_until_a_day_that_is_typed(app: NetgardenApp, session: Session) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("j", "s", "d", *"nonsense")
        assert "is not a day" in grid(app)
        await pilot.press("enter")
        assert len(app.screen_stack) == 2, "the prompt stays until it is a day"
        await pilot.press("ctrl+u", *"in", "space", *"3w")
        assert "Sun 13 Dec" in grid(app)
        await pilot.press("enter")
        assert due(app) == [ADA, SAM]


async def test_marks_are_acted_on_together_and_undone_together(app: NetgardenApp, session: Session) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("space", "space", "c", "5")
        assert [session.garden.contacts[one].tier for one in (ADA, GRACE, SAM)] == [
            "yearly",
            "yearly",
            "close",
        ]
        await pilot.press("u")
        assert [session.garden.contacts[one].tier for one in (ADA, GRACE)] == ["close", "close"]


async def test_adding_and_editing_somebody(app: NetgardenApp, session: Session) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("a", *"Lise", "down", *"KWI", "ctrl+s")
        added = next(one for one in session.garden.contacts.values() if one.name == "Lise")
        assert added.org == "KWI"
        assert app.screen.query_one(Forest).person == added.uid
        await pilot.press("e", "end", *"y", "ctrl+s")
        assert session.garden.contacts[added.uid].name == "Lisey"


async def test_a_form_that_does_not_fit_stays_and_says_why(app: NetgardenApp, session: Session) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("e", *["tab"] * 5, "ctrl+u", *"besties", "ctrl+s")
        assert "is not a tier" in grid(app)
        await pilot.press("escape")
        assert session.garden.contacts[ADA].tier == "close"
        assert session.history.undoable is None


async def test_finding_by_three_misspelt_letters_opens_the_card(app: NetgardenApp, session: Session) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("slash", *"zoo")
        assert "Zoë Quinn" in grid(app)
        await pilot.press("enter")
        assert "Zoë Quinn" in grid(app).splitlines()[1]
        await pilot.press("l")
        await type_entry(pilot, "note: likes wooden boats")
        await pilot.press("ctrl+s")
        assert session.garden.interactions_of(ZOE)[0].summary == "likes wooden boats"


async def test_find_shows_what_is_at_hand_and_says_what_filter_is_unknown(app: NetgardenApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("slash")
        assert "thanks owed" in grid(app)
        await pilot.press(*"is", "colon", *"due")
        assert "3 people" in grid(app)
        await pilot.press("ctrl+u", *"colour", "colon", *"red")
        assert "colour" in grid(app).split("Find")[1]
        await pilot.press("escape")
        assert app.focused is app.screen.query_one(Queue)


async def test_two_of_the_same_name_are_told_apart(app: NetgardenApp, session: Session) -> None:
    values = {"name": "Ada Lovelace", "org": "Northwind", "place": "Porto"}
    session.do(actions.add_contact(session.garden, session.rules, values, session.today)[0])
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("slash", *"ada")
        shown = grid(app)
        assert "Lisbon · last 20 days ago" in shown
        assert "Porto · never in touch" in shown


async def test_an_unknown_name_can_be_planted_from_find(app: NetgardenApp, session: Session) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("slash", *"Xqzw", "ctrl+n", "ctrl+s")
        assert any(one.name == "Xqzw" for one in session.garden.contacts.values())


async def test_grouping_is_chosen_by_a_key(app: NetgardenApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        assert "Forest · by interest" in grid(app)
        await pilot.press("v", "2")
        assert "Forest · by org" in grid(app)
        assert "▾ Alder" in grid(app)


async def test_the_forest_shows_whom_the_filter_lets_through(app: NetgardenApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        forest = app.screen.query_one(Forest)
        await pilot.press("f", *"org", "colon", *"alder")
        assert "2 people in the forest" in grid(app)
        await pilot.press("enter")
        shown = {str(forest.row_key(index)) for index in range(forest.row_count)}
        assert not any(ADA in key or GRACE in key for key in shown)
        assert any(ZOE in key for key in shown)
        await pilot.press("f", *"nonsense", "colon", "x")
        assert "nonsense" in grid(app).splitlines()[-1] + grid(app)[-400:]
        await pilot.press("escape", "f", "ctrl+u", "enter")
        assert any(ADA in str(forest.row_key(index)) for index in range(forest.row_count))


async def test_groves_fold_and_the_cursor_stays_with_its_person(app: NetgardenApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        forest = app.screen.query_one(Forest)
        await pilot.press("1", "j", "j")
        assert forest.person == GRACE
        await pilot.press("left")
        assert "▸ climate" in grid(app)
        await pilot.press("right", "j")
        assert forest.person == ADA


async def test_an_empty_garden_says_how_to_begin(app_on: Callable[[Garden], NetgardenApp]) -> None:
    app = app_on(Garden())
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        shown = grid(app)
        assert "An empty garden" in shown
        assert "plants the first person" in shown
        for key in "ltsSxwcepAD":
            await pilot.press(key)
        await pilot.press("u", "ctrl+r")
        assert app.is_running


@pytest.mark.parametrize(("size", "visible"), [(WIDE, 4), (MEDIUM, 4), (NARROW, 1)])
async def test_there_is_a_layout_for_every_width(
    app: NetgardenApp, size: tuple[int, int], visible: int
) -> None:
    async with app.run_test(size=size, notifications=True) as pilot:
        panes = [app.screen.query_one(f"#{pane}") for pane in ("forest", "today", "card", "composer")]
        assert sum(pane.display for pane in panes) == visible
        assert app.focused is app.screen.query_one(Queue)
        for number, pane in enumerate(panes, 1):
            await pilot.press(str(number))
            assert pane.display
            assert pane.has_focus_within
            if number == 4:
                await pilot.press("escape")


async def test_writing_at_eighty_columns_stands_beside_the_card(app: NetgardenApp) -> None:
    async with app.run_test(size=MEDIUM, notifications=True) as pilot:
        await pilot.press("l")
        assert not app.screen.query_one(Queue).display
        assert app.screen.query_one("#card").region.width == 32
        assert app.screen.query_one("#composer").region.width == 48
        await type_entry(pilot, "call: hello")
        await pilot.press("ctrl+s")
        assert app.screen.query_one(Queue).display
        assert app.focused is app.screen.query_one(Queue)


@pytest.mark.parametrize("width", [120, 80, 60, 40])
async def test_the_footer_never_cuts_a_key_and_always_has_help(app: NetgardenApp, width: int) -> None:
    async with app.run_test(size=(width, 24), notifications=True):
        bar = app.screen.query_one(KeyBar)
        fitted = bar.fitting(width - 2)
        assert fitted[0][1].label == "Help"
        last = grid(app).splitlines()[-1]
        assert all(f"{hint.key} {hint.label}" in last for _, hint in fitted)
        if width >= 80:
            labels = ["Help", "Find", "Log", "Tried", "Snooze", "Review", "Undo"]
            assert [hint.label for _, hint in fitted] == labels


async def test_help_lists_the_live_keys_of_the_pane(app: NetgardenApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("question_mark")
        shown = grid(app)
        told = ["Who is due today", "In this pane", "Down", "People", "Write down what happened with"]
        assert sorted(told, key=shown.index) == told, "first what the pane is for, then what is done most"
        await pilot.press("escape", "l", "f1")
        shown = grid(app)
        assert "Save the entry." in shown
        assert "^f " in shown
        assert " / " not in shown.partition("Signs")[0], "a letter that is typed is no key"


async def test_the_palette_runs_what_the_footer_and_help_offer(app: NetgardenApp, session: Session) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("colon", *"skip")
        await pilot.pause(0.3)
        await pilot.press("enter")
        await pilot.pause(0.3)
        assert session.history.undoable == "skip Ada Lovelace"


async def test_enter_opens_the_whole_card_from_its_pane_too(app: NetgardenApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("3", "enter")
        assert isinstance(app.screen, CardScreen)
        assert app.screen.person == ADA


@pytest.mark.parametrize(("size", "room"), [(WIDE, 5), ((80, 24), 10), ((60, 20), 7)])
async def test_the_preview_breaks_no_piece_and_counts_what_it_has_no_room_for(
    app: NetgardenApp, size: tuple[int, int], room: int
) -> None:
    things = (
        "a day rate",
        "a book",
        "two names",
        "the deck",
        "a date",
        "a room",
        "a map",
        "an hour",
        "a word",
        "ink",
    )
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.press("l")
        await type_entry(pilot, "call: hello; " + "; ".join(f"owe: {thing} by 3 dec" for thing in things))
        shown = grid(app)
        promised = sum(f"I promise: {thing}, Thu 3 Dec" in shown for thing in things)
        assert promised >= room
        assert ("lines more" in shown) is (promised < len(things))
        assert shown.count("I promise:") == promised


@pytest.mark.parametrize("size", [WIDE, (60, 20)])
async def test_what_does_not_fit_a_line_of_the_grammar_goes_on_under_its_text(
    app: NetgardenApp, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.press("l", "ctrl+g")
        shown = grid(app).splitlines()
        (at,) = (place for place, line in enumerate(shown) if "FIRST LINE" in line)
        column = shown[at].index("[kind]")
        for line in shown[at + 1 : at + 6]:
            assert line[column - 2 : column].isspace(), line
        assert "what happened" in "".join(shown[at : at + 3])


async def test_however_wide_the_pane_a_reason_stands_close_to_its_name(app: NetgardenApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("z")
        await pilot.pause()
        (line,) = (line for line in grid(app).splitlines() if "Ada Lovelace" in line)
        assert "Ada Lovelace   thanks owed" in line


async def test_the_mouse_does_what_keys_do(app: NetgardenApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        queue = app.screen.query_one(Queue)
        await pilot.click(Queue, offset=(5, 2))
        assert queue.person == GRACE
        bar = app.screen.query_one(KeyBar)
        x = next(x for x, hint in bar.fitting(118) if hint.label == "Snooze")
        await pilot.click(KeyBar, offset=(x + 2, 0))
        assert "Snooze Grace Hopper" in grid(app)


async def test_midnight_makes_it_another_day(session: Session) -> None:
    from datetime import timedelta

    days = [session.today]
    app = NetgardenApp(session, lambda: days[0])
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("l")
        await type_entry(pilot, "call: late at night")
        days[0] += timedelta(7)
        app.post_message(__import__("textual.events", fromlist=["AppFocus"]).AppFocus())
        await pilot.pause()
        assert "Sun 29 Nov 2026" in grid(app)
        assert app.screen.query_one(Composer).text == "call: late at night"


async def test_what_another_window_wrote_appears(app: NetgardenApp, session: Session) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        change, _ = actions.add_contact(session.garden, session.rules, {"name": "Mae Jemison"}, session.today)
        session._incoming.append(change)
        await pilot.pause(0.5)
        assert "Mae Jemison" in grid(app)
        await pilot.press("u")
        assert "Mae Jemison" in grid(app), "what others did is never on this window's undo stack"


async def test_an_entry_is_edited_with_its_text_as_typed_and_deleted_by_a_key(
    app: NetgardenApp, session: Session
) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("l")
        await type_entry(pilot, "call: the deck; owe: the deck by fri")
        await pilot.press("ctrl+s", "u", "ctrl+r", "k", "1", "j", "enter", "tab", "tab")
        assert "Timeline · 5" in grid(app)
        assert "As typed" in grid(app)
        await pilot.press("enter")
        assert app.screen.query_one(Composer).text == "call: the deck; owe: the deck by fri"
        assert "editing call of Sun 22 Nov" in grid(app)
        app.screen.query_one(Composer).put("call: the budget; owe: the budget by mon")
        await pilot.pause()
        await pilot.press("ctrl+s")
        assert session.garden.interactions_of(ADA)[0].summary == "the budget"
        assert len(session.garden.interactions_of(ADA)) == 2
        promises = [one.text for one in session.garden.open_loops_of(ADA) if one.kind == "owe"]
        assert promises == ["the budget"]
        assert "▌22 Nov 26 ↔ call         the budget" in grid(app), "back where one came from"
        await pilot.press("u")
        assert session.garden.interactions_of(ADA)[0].summary == "the deck"
        await pilot.press("D")
        assert len(session.garden.interactions_of(ADA)) == 1
        assert not [one for one in session.garden.open_loops_of(ADA) if one.kind == "owe"]
        await pilot.press("u")
        assert len(session.garden.interactions_of(ADA)) == 2


async def test_a_key_that_does_not_apply_says_why(app_on: Callable[[Garden], NetgardenApp]) -> None:
    app = app_on(Garden())
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        for key in "ltsc":
            await pilot.press(key)
            assert "Nobody is chosen here" in grid(app)
        await pilot.press("u")
        assert "Nothing to undo yet." in grid(app)


async def test_space_on_a_grove_marks_everybody_in_it(app: NetgardenApp, session: Session) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("v", "2", "1", "home", "space")
        assert "2 marked" in grid(app)
        await pilot.press("c", "5")
        assert [session.garden.contacts[one].tier for one in (SAM, ZOE)] == ["yearly", "yearly"]
        await pilot.press("u")
        assert [session.garden.contacts[one].tier for one in (SAM, ZOE)] == ["close", "steady"]


async def test_the_status_line_keeps_up_on_every_screen(app: NetgardenApp, session: Session) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("enter")
        change, _ = actions.add_contact(
            session.garden, session.rules, {"name": "Mae", "tier": "inner"}, session.today
        )
        before = grid(app).splitlines()[0]
        session.do(change)
        change = actions.set_cadence(session.garden, session.rules, [GRACE], "1d", session.today)
        session.do(change)
        session.do(actions.archive(session.garden, [SAM]))
        await pilot.pause(0.5)
        assert grid(app).splitlines()[0] != before


async def test_an_empty_prompt_for_a_file_is_refused(app: NetgardenApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("I", "enter")
        assert "Name a file or a folder; tab completes its name." in grid(app)


async def test_in_the_list_of_find_the_verbs_work(app: NetgardenApp, session: Session) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("slash", *"grace", "tab", "s", "w")
        assert "snoozed Grace Hopper until Sun 29 Nov" in grid(app)
        assert app.screen.query_one(Forest).person == GRACE
        await pilot.press("slash", *"st")
        assert len(app.screen_stack) == 2, "while one types, letters are letters"


async def test_tags_and_interests_are_added_to_all_who_are_marked(
    app: NetgardenApp, session: Session
) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("space", "space", "number_sign")
        await pilot.press(*"board", "comma", "number_sign", *"tides")
        assert "interests: tides · tags: board" in grid(app)
        await pilot.press("enter")
        for uid in (ADA, GRACE):
            assert "tides" in session.garden.contacts[uid].interests
            assert session.garden.contacts[uid].tags == ("board",)
        await pilot.press("u")
        assert not any(session.garden.contacts[uid].tags for uid in (ADA, GRACE))


@pytest.mark.parametrize("keys", [["L", *"half"], ["r", "l"], ["slash", "a"], ["d"]])
async def test_a_terminal_made_tiny_and_large_again_moves_no_focus(
    app: NetgardenApp, keys: list[str]
) -> None:
    """What is typed on must not turn into commands; and no size is an error."""
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.press(*keys)
        before = app.focused
        for size in ((60, 5), (1, 36), (1, 1)):
            for one in (size, (120, 36)):
                await pilot.resize_terminal(*one)
                await pilot.pause(0.05)
                assert app.focused is before, one


def drawn(app: NetgardenApp) -> list[tuple[str, object, object]]:
    """Every letter of the screen with its colours; a blank has none of its own."""
    strips = app.screen._compositor.render_strips(app.size)
    segments = (segment for strip in strips for segment in strip)
    return [
        (letter, letter != " " and one.style and one.style.color, one.style and one.style.bgcolor)
        for one in segments
        for letter in one.text
    ]


@pytest.mark.parametrize("size", [WIDE, MEDIUM])
async def test_an_empty_composer_is_drawn_as_it_looks_once_there_is_something_to_write_in(
    app: NetgardenApp, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    monkeypatch.setattr(composer, "SOON", 0.3)
    async with app.run_test(size=size, notifications=True) as pilot:
        assert not app.screen.query(EntryArea)
        before = drawn(app)
        await pilot.pause(0.5)
        assert app.screen.query(EntryArea)
        for place, (one, other) in enumerate(zip(before, drawn(app), strict=True)):
            assert one == other, f"line {place // size[0] + 1}, column {place % size[0] + 1}"


async def test_a_letter_is_understood_once_and_moves_nothing_on_the_screen(app: NetgardenApp) -> None:
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.press("l", *"call: all well")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, MainScreen)
        layouts: list[object] = []
        shown: list[str] = []
        show = screen.writing.show

        def counted() -> None:
            shown.append(screen.writing.composer.text)
            show()

        screen.writing.show = counted  # type: ignore[method-assign]
        screen.screen_layout_refresh_signal.subscribe(screen, layouts.append)
        await pilot.press(*" here")
        await pilot.pause()
        assert "all well here" in grid(app)
        assert len(shown) == len(" here")
        assert not layouts
        await type_entry(pilot, "; owe: " + "the long letter " * 20)
        await pilot.pause()
        assert layouts, "where lines come or go the screen is laid out anew"


async def test_a_click_on_a_key_of_the_composer_is_that_key(app: NetgardenApp, session: Session) -> None:
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("l", *"call: hi")
        await pilot.pause()
        footer = grid(app).splitlines()[-1]
        await pilot.click(offset=(footer.index("^s Save") + 1, 23))
        await pilot.pause()
        assert session.history.undoable == "log call with Ada"


async def looked_at(app: NetgardenApp, pilot: Pilot[None]) -> None:
    """Wait until it is known, and shown, who is due: as long as that takes on this machine."""
    end = time.monotonic() + PATIENCE
    while not app.session.knows_who_is_due:
        assert time.monotonic() < end, "nobody looks"
        await pilot.pause(0.01)
    await app.workers.wait_for_complete([worker for worker in app.workers if worker.name == "look"])
    await pilot.pause()


async def test_in_a_large_garden_who_is_due_is_found_beside_the_first_screen(
    app: NetgardenApp, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board, "AT_ONCE", 1)
    monkeypatch.setattr(queue_view, "BETWEEN_KEYS", 1)
    seen: list[str] = []
    look_on = Session.look_on

    def looked(self: Session, people: int) -> bool:
        seen.append(grid(app))
        if len(seen) == 2 and GRACE in session.garden.contacts:
            session.do(actions.delete_contact(session.garden, [GRACE]))
        return look_on(self, people)

    monkeypatch.setattr(Session, "look_on", looked)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await looked_at(app, pilot)
        assert "Checking who is due" in seen[0]
        assert "2 Today " in seen[0]
        assert "today ·" not in seen[0]
        assert len(seen) > 2, "some people at a time"
        assert due(app) == [ADA, SAM]
        assert "2 today" in grid(app)
        assert "3 Ada Lovelace" in grid(app)
        await pilot.press("r")
        assert "1 of 2" in grid(app)
        await pilot.press("escape")
        seen.clear()
        session.turn_to(TODAY + timedelta(1))
        await pilot.press("slash", "escape")
        await looked_at(app, pilot)
        assert seen, "on another day they are looked at anew"
        assert due(app) == [ADA, SAM]


async def test_where_nobody_turns_out_to_be_due_the_forest_is_used(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.do(actions.delete_contact(session.garden, [ADA, GRACE, SAM]))
    monkeypatch.setattr(board, "AT_ONCE", 0)
    session._board.forget()
    app = NetgardenApp(session, lambda: TODAY)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await looked_at(app, pilot)
        assert "Nobody is due." in grid(app)
        assert app.focused is app.screen.query_one(Forest)
