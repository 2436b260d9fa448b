"""The forest pane, driven by keys: groupings, orders, the filter, marks, and what stands beneath."""

from datetime import timedelta
from pathlib import Path

import pytest
from textual.app import ComposeResult

from netgarden.change.garden import Garden
from netgarden.demo.sample_garden import sample_garden
from netgarden.people.forest import Diversity
from netgarden.people.forest import Forest as Figures
from netgarden.people.groves import GROUPINGS, SORTS
from netgarden.session.session import Session
from netgarden.session.ui_state import Window, write_window
from netgarden.tui.app import NetgardenApp
from netgarden.tui.look.glyphs import SETS, GlyphApp, GlyphSet
from netgarden.tui.look.legend import legend
from netgarden.tui.screens.main import MainScreen
from netgarden.tui.views import forest as forest_pane
from netgarden.tui.views.main import forest_words
from netgarden.tui.widgets.forest import Forest
from netgarden.verbs import people as actions
from tests.support.gardens import ADA, GRACE, NOW, SAM, TODAY, ZOE, counting_uids, person
from tests.tui.grid import grid

SIZES = [(120, 36), (80, 24), (60, 20)]


def names(app: NetgardenApp) -> list[str]:
    """The rows of the forest: groves by name and size, people by name."""
    forest = app.screen.query_one(Forest)
    rows = []
    for index in range(forest.row_count):
        grove, uid = forest.row_key(index)  # type: ignore[misc]
        rows.append(app.session.garden.contacts[uid].name if uid else f"[{grove}]")
    return rows


def forest_of(app: NetgardenApp) -> Forest:
    return app.screen.query_one(Forest)


async def test_a_menu_and_a_key_group_it_and_the_choice_is_kept(tmp_path: Path) -> None:
    kept = tmp_path / "window.json"
    app = NetgardenApp(Session(sample_garden(TODAY), TODAY, window_file=kept, now=lambda: NOW), lambda: TODAY)
    async with app.run_test(size=SIZES[0], notifications=True) as pilot:
        await pilot.press("v")
        assert "Group the forest, now by interest, by" in grid(app)
        await pilot.press("9")
        assert "1 Forest · by health" in grid(app)
        assert [name for name in names(app) if name.startswith("[")][:2] == ["[wilting]", "[thirsty]"]
        await pilot.press("V")
        assert "1 Forest · by last contact" in grid(app)
        await pilot.press("V")
        assert "1 Forest · by interest" in grid(app), "after the last comes the first"
        await pilot.press("v", "0", "b", "3")
        assert "1 last contact · due first" in grid(app)
        await pilot.press("1", "z")
        await pilot.pause()
        assert "1 Forest · by last contact · due first" in grid(app)
        assert "sapling · thriving" in grid(app), "where there is room stage and health stand in words too"
    again = NetgardenApp(
        Session(sample_garden(TODAY), TODAY, window_file=kept, now=lambda: NOW), lambda: TODAY
    )
    async with again.run_test(size=SIZES[0], notifications=True):
        assert "1 last contact · due first" in grid(again)


async def test_a_choice_of_another_version_is_passed_over(tmp_path: Path) -> None:
    kept = tmp_path / "window.json"
    write_window(kept, Window(grouping="zodiac", sort="zodiac"))
    app = NetgardenApp(Session(sample_garden(TODAY), TODAY, window_file=kept), lambda: TODAY)
    async with app.run_test(size=SIZES[0], notifications=True):
        assert "1 Forest · by interest ─" in grid(app)


@pytest.mark.parametrize("size", SIZES)
async def test_every_grouping_and_order_keeps_the_cursor_on_its_person(size: tuple[int, int]) -> None:
    app = NetgardenApp(Session(sample_garden(TODAY), TODAY, now=lambda: NOW), lambda: TODAY)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.press("1", *"jjjj")
        uid = forest_of(app).person
        assert uid is not None
        for key, times in (("V", len(GROUPINGS)), ("B", len(SORTS))):
            for _ in range(times):
                await pilot.press(key)
                assert forest_of(app).person == uid
        await pilot.press("left", "v", "2")
        assert forest_of(app).person is None, "on a grove's line there is nobody to stay on"
        assert forest_of(app).cursor == 0


async def test_regrouping_moves_neither_the_queue_nor_the_card(app: NetgardenApp) -> None:
    async with app.run_test(size=SIZES[0], notifications=True) as pilot:
        await pilot.press("j")
        before = grid(app)
        assert "3 Grace Hopper" in before
        await pilot.press("v", "4", "b", "2")
        after = grid(app)
        assert "3 Grace Hopper" in after
        assert [line[38:] for line in after.splitlines()[2:]] == [
            line[38:] for line in before.splitlines()[2:]
        ]


async def test_with_an_order_that_goes_by_history_the_next_slides_up(app: NetgardenApp) -> None:
    async with app.run_test(size=SIZES[0], notifications=True) as pilot:
        await pilot.press("v", "6", "b", "3", "1", "g", "j")
        assert names(app) == ["[no tags yet]", "Grace Hopper", "Sam Idowu", "Ada Lovelace", "Zoë Quinn"]
        assert "6 d late" in grid(app)
        await pilot.press("l", *"call", "ctrl+s")
        assert names(app)[1:] == ["Sam Idowu", "Ada Lovelace", "Grace Hopper", "Zoë Quinn"]
        assert forest_of(app).person == SAM
        await pilot.press("u")
        assert forest_of(app).person == SAM, "who was not touched keeps the cursor"


async def test_a_filter_is_a_line_with_its_count_that_survives_and_that_escape_clears(
    app: NetgardenApp,
) -> None:
    async with app.run_test(size=SIZES[0], notifications=True) as pilot:
        await pilot.press("f", *"#climate")
        assert "2 people in the forest" in grid(app)
        await pilot.press("enter")
        assert names(app) == ["[climate]", "Ada Lovelace", "Grace Hopper", "[sailing]", "Grace Hopper"]
        assert "2 fit “#climate” · esc all" in grid(app)
        await pilot.press("V")
        assert names(app) == ["[Juniper]", "Grace Hopper", "[Northwind]", "Ada Lovelace"]
        await pilot.press("escape")
        assert len([name for name in names(app) if not name.startswith("[")]) == 4
        assert "#climate" not in grid(app)
        await pilot.press("f", *"tier:yearly", "enter")
        assert "Nobody fits “tier:yearly”." in grid(app)
        assert "esc shows everybody" in grid(app)
        await pilot.press("f", *"zz:1", "enter")
        assert "“zz:” is not a filter" in grid(app), "the prompt stays and says why"
        await pilot.press("escape", "escape")
        assert "Ada Lovelace" in names(app)


async def test_a_filter_by_history_is_looked_at_again_after_every_change(app: NetgardenApp) -> None:
    async with app.run_test(size=SIZES[0], notifications=True) as pilot:
        await pilot.press("v", "6", "f", *"is:due", "enter")
        assert names(app)[1:] == ["Ada Lovelace", "Grace Hopper", "Sam Idowu"]
        app.session.do(actions.skip(app.session.garden, (GRACE,), TODAY))
        await pilot.pause()
        assert names(app)[1:] == ["Ada Lovelace", "Sam Idowu"]


async def test_who_is_hidden_by_the_filter_is_shown_when_one_goes_to_them(app: NetgardenApp) -> None:
    async with app.run_test(size=SIZES[0], notifications=True) as pilot:
        await pilot.press("f", *"#sailing", "enter")
        assert isinstance(app.screen, MainScreen)
        app.screen.go_to(SAM)
        await pilot.pause()
        assert forest_of(app).person == SAM


async def test_marks_are_counted_survive_and_a_verb_acts_on_all_in_one_undo(app: NetgardenApp) -> None:
    session = app.session
    async with app.run_test(size=SIZES[0], notifications=True) as pilot:
        await pilot.press("1", "v", "6", "g", "j", "space", "space")
        assert "2 marked" in grid(app).splitlines()[0]
        assert grid(app).count("* ↑ Ada") == grid(app).count("* ↑ Grace") == 1
        await pilot.press("V", "f", *"#sailing", "enter")
        assert "2 marked · " in grid(app).splitlines()[0], "both stand in the queue"
        await pilot.press("f", *"Zoe", "enter", "space", "f", *"#climate", "enter")
        assert "3 marked, 1 of them not shown" in grid(app).splitlines()[0]
        await pilot.press("f", *"#sailing", "enter", "g", "j", "j", "j", "space")
        assert "* ↑ Grace" in grid(app)
        await pilot.press("c")
        assert "How close is Ada Lovelace and Grace Hopper?" in grid(app)
        await pilot.press("1")
        assert [session.garden.contacts[uid].tier for uid in (ADA, GRACE)] == ["inner", "inner"]
        assert "marked" not in grid(app).splitlines()[0]
        await pilot.press("u")
        assert [session.garden.contacts[uid].tier for uid in (ADA, GRACE)] == ["close", "close"]
        await pilot.press("escape", "space")
        assert "1 marked" in grid(app)
        await pilot.press("escape")
        assert "marked" not in grid(app).splitlines()[0]


async def test_marks_of_who_is_deleted_elsewhere_are_forgotten(app: NetgardenApp) -> None:
    async with app.run_test(size=SIZES[0], notifications=True) as pilot:
        await pilot.press("space", "space")
        app.session.do(actions.delete_contact(app.session.garden, (ADA,)))
        await pilot.pause()
        assert "1 marked" in grid(app)
        await pilot.press("D")
        assert set(app.session.garden.contacts) == {SAM, ZOE}


@pytest.mark.parametrize(
    ("size", "beneath"),
    list(zip(SIZES, ("density 1.2 · diversity 0.88", "linked 1.2 · varied 0.88", "density"), strict=True)),
)
async def test_density_and_diversity_stand_beneath_in_words(size: tuple[int, int], beneath: str) -> None:
    app = NetgardenApp(Session(sample_garden(TODAY), TODAY, now=lambda: NOW), lambda: TODAY)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.press("1", "g", "z")
        await pilot.pause()
        assert "linked" in grid(app)
        await pilot.press("z", "g")
        await pilot.pause()
        assert beneath in grid(app)


async def test_a_card_of_a_grove_tells_stages_healths_and_what_is_missing() -> None:
    app = NetgardenApp(Session(sample_garden(TODAY), TODAY, now=lambda: NOW), lambda: TODAY)
    async with app.run_test(size=SIZES[0], notifications=True) as pilot:
        await pilot.press("v", "4", "1", "g")
        await pilot.pause()
        shown = grid(app)
        for words in (
            "inner: ",
            "History   2 trees",
            "Health",
            "The whole forest",
            "Density",
            "How met",
            "not known:",
        ):
            assert words in shown


async def test_all_groves_fold_and_unfold_and_the_cursor_stays_in_its_own(app: NetgardenApp) -> None:
    async with app.run_test(size=SIZES[0], notifications=True) as pilot:
        await pilot.press("1", "v", "2", *"jjj", "shift+left")
        assert names(app) == ["[Alder]", "[Juniper]", "[Northwind]"]
        assert forest_of(app).current_key == ("Juniper", "")
        await pilot.press("V")
        assert "[Alder]" not in names(app), "folds of one grouping are none of another"
        await pilot.press("v", "2", "shift+right")
        assert len(names(app)) == 7
        assert forest_of(app).row_key(0) == ("Alder", "")


async def test_in_a_large_garden_it_is_looked_where_all_stand_between_the_keys(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(forest_pane, "AT_ONCE", 1)
    monkeypatch.setattr(forest_pane, "AT_A_TIME", 1)
    app = NetgardenApp(Session(sample_garden(TODAY), TODAY, now=lambda: NOW), lambda: TODAY)
    async with app.run_test(size=SIZES[1], notifications=True) as pilot:
        assert isinstance(app.screen, MainScreen)
        await pilot.press("1", "v", "2", "j")
        person = forest_of(app).person
        before = names(app)
        app.screen.forest.group("health")
        assert names(app) == before, "until it is known the groves stay as they are"
        gone = next(one for one in app.session.garden.contacts.values() if one.name == "Zoë Quinn")
        app.session.do(actions.delete_contact(app.session.garden, (gone.uid,)))
        assert names(app) == [name for name in before if name not in ("Zoë Quinn", "[Studio Fern]")]
        while forest_of(app).workers:
            await pilot.pause()
        assert names(app)[0] == "[wilting]"
        assert forest_of(app).person == person
        app.session.turn_to(TODAY + timedelta(1))
        app.screen.forest.group("stage")
        app.screen.forest.group("org")
        while forest_of(app).workers:
            await pilot.pause()
        assert "[Juniper]" in names(app), "the last choice counts"


@pytest.mark.parametrize(
    ("people", "ties", "score", "said"),
    [
        (4, 9, 0.9, []),
        (8, 0, None, []),
        (
            8,
            8,
            None,
            ["density 2.0 linked · diversity not known", "density 2.0 · diversity not known", "linked 2.0"],
        ),
        (
            8,
            0,
            0.6,
            [
                "no ties yet · diversity 0.60 mixed",
                "no ties yet · diversity 0.60",
                "no ties yet · mixed 0.60",
            ],
        ),
        (
            10,
            2,
            0.1,
            [
                "density 0.4 sparse · diversity 0.10 alike",
                "density 0.4 · diversity 0.10",
                "sparse 0.4 · alike 0.10",
            ],
        ),
    ],
)
def test_what_stands_beneath_says_what_is_not_known(
    people: int, ties: int, score: float | None, said: list[str]
) -> None:
    missing = 0 if score else people
    figures = Figures(people, ties, 2 * ties / people, (Diversity("place", score, 3, people, missing),), ())
    words = list(forest_words(figures))
    assert words[-3:] == said
    if said and missing:
        assert words[0] == f"{said[0]} · not known: place of 8 of 8 people"


@pytest.mark.parametrize("glyphs", SETS.values(), ids=SETS)
def test_the_legend_tells_every_sign_of_a_set(glyphs: GlyphSet) -> None:
    told = {sign.sign for sign in legend(glyphs)}
    assert told >= {*glyphs.stages.values(), *glyphs.healths.values()} | {
        sign for turn, sign in glyphs.turns.items() if turn
    }


async def test_what_is_said_in_the_border_is_not_cut_where_shorter_words_fit() -> None:
    class Bare(GlyphApp):
        CSS = "Forest { border: round white; }"

        def compose(self) -> ComposeResult:
            yield Forest()

    below = ("no ties yet · diversity 0.00 alike", "0.00 alike")
    for width in (*range(18, 24), *range(36, 44)):
        app = Bare()
        async with app.run_test(size=(width, 5)) as pilot:
            app.query_one(Forest).say(("1 Forest · by last contact", "1 last"), below)
            await pilot.pause()
            lines = grid(app).splitlines()
            assert "…" not in lines[0] + lines[-1], width
            assert (below[0] in lines[-1]) is (len(below[0]) + 6 <= width)


async def test_a_name_has_the_room_that_nothing_else_needs() -> None:
    garden = Garden(new_uid=counting_uids())
    builder = garden.builder()
    for record in (
        person(1, "Wilhelmina Featherstone", org="Juniper"),
        person(2, "Maximiliane Oberhuber", org="Juniper", role="Head of everything there"),
    ):
        builder.put(record)
    garden.apply(builder.build("plant"))
    app = NetgardenApp(Session(garden, TODAY, now=lambda: NOW), lambda: TODAY)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("1", "v", "2")
        assert "Wilhelmina Feathers" in grid(app)
        assert "… Head of" in grid(app)
        await pilot.press("z")
        assert "Head of everything there" in grid(app)
