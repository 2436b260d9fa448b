"""The whole card: fields edited in their rows, the timeline, what is open, ties, and the people of the list."""

from collections.abc import Callable

import pytest
from textual.events import Paste
from textual.widgets import Static, TextArea

from netgarden.change.garden import Garden
from netgarden.records.interaction import Interaction
from netgarden.session.session import Session
from netgarden.tui.app import NetgardenApp
from netgarden.tui.keys import Keys
from netgarden.tui.screens.card import CardScreen
from netgarden.tui.screens.loops import LoopsScreen
from netgarden.tui.screens.main import MainScreen
from netgarden.tui.views.main import entry_lines, person_lines, record_lines
from netgarden.tui.widgets.composer import Composer
from netgarden.tui.widgets.field_pane import FieldPane, FieldRow
from netgarden.tui.widgets.key_bar import KeyBar
from netgarden.tui.widgets.timeline import Timeline
from netgarden.verbs.loops import add_tie, add_want
from tests.support.gardens import ADA, GRACE, SAM, TODAY, ZOE, call, counting_uids, person, uid
from tests.tui.grid import grid

WIDE, MEDIUM, NARROW = (120, 36), (80, 24), (60, 20)


def lines_with(app: NetgardenApp, words: str) -> list[str]:
    return [line for line in grid(app).splitlines() if words in line]


# ── fields ───────────────────────────────────────────────────────────────────


async def test_a_field_is_edited_in_its_row_and_is_one_undo(app: NetgardenApp, session: Session) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("enter", "j", "j", "enter", "end", *" emerita", "enter")
        assert session.garden.contacts[ADA].role == "Partner emerita"
        assert "edited Ada Lovelace: role · u undoes" in grid(app)
        assert lines_with(app, "▌Role        Partner emerita")
        await pilot.press("u")
        assert session.garden.contacts[ADA].role == "Partner"
        await pilot.press("enter", *"XX", "escape")
        assert isinstance(app.screen, CardScreen), "esc leaves the field, not the card"
        assert session.garden.contacts[ADA].role == "Partner"
        assert lines_with(app, "▌Role        Partner ")


@pytest.mark.parametrize(
    ("field", "typed", "wanted"),
    [
        ("tier", "besties", "write one of inner, close"),
        ("cadence", "often", "write 10d, 2w, 1m"),
        ("emails", "ada", "“ada” is not an email address: write ada@example.org"),
        ("phones", "nine", "“nine” is not a phone number: write +351 912 345 678"),
        ("birthday", "31 feb", "write 1985-04-12"),
        ("timezone", "Mars/Base", "write its IANA name"),
        ("met_how", "at a bar", "write one of colleague"),
        ("name", "", "needs a name"),
    ],
)
async def test_what_does_not_fit_is_said_beneath_the_row_and_the_text_stays(
    app: NetgardenApp, session: Session, field: str, typed: str, wanted: str
) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        before = session.garden.contacts[ADA]
        await pilot.press("enter")
        app.screen.query_one(FieldPane).go_to(field)
        await pilot.press("enter", "end", "ctrl+u", *typed, "enter")
        row = app.screen.query_one(FieldPane).edited
        assert row is not None
        assert row.text == typed
        said = row.query_one(Static)
        assert wanted in str(said.render())
        assert said.region.height
        assert session.garden.contacts[ADA] is before
        await pilot.press("x")
        assert wanted not in str(said.render()), "what was wrong may be right now"
        await pilot.press("escape", "u")
        assert session.garden.contacts[ADA] is before


async def test_tab_saves_and_edits_the_next_field_and_sets_and_maps_are_edited_as_text(
    app: NetgardenApp, session: Session
) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("enter", "number_sign", *", tea, #6", "tab", "tab", "ctrl+u", *"2w", "enter")
        contact = session.garden.contacts[ADA]
        assert (contact.interests, contact.cadence) == (("#6", "climate", "tea"), "2w")
        app.screen.query_one(FieldPane).go_to("emails")
        await pilot.press("enter", *", ada@home.example home", "enter")
        assert session.garden.contacts[ADA].emails == {"ada@example.org": "work", "ada@home.example": "home"}
        assert lines_with(app, "Emails      ada@example.org · work")
        await pilot.press("u", "u", "u")
        assert session.garden.contacts[ADA].emails == {"ada@example.org": "work"}
        assert session.garden.contacts[ADA].interests == ("climate",)


async def test_whoever_introduced_us_is_typed_by_name_and_is_a_tie(
    app: NetgardenApp, session: Session
) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("enter")
        app.screen.query_one(FieldPane).go_to("met_via")
        await pilot.press("enter", *"grace hopper", "enter")
        contact = session.garden.contacts[ADA]
        assert contact.met_via == GRACE
        assert lines_with(app, "Grace Hopper  introduced you")
        assert lines_with(app, "Met through Grace Hopper")
        assert ("Met through", "Grace Hopper") in [
            (line.label, line.text) for line in record_lines(contact, session.garden.contacts, Keys())
        ]


async def test_a_note_of_several_lines_is_edited_in_its_row(app: NetgardenApp, session: Session) -> None:
    async with app.run_test(size=MEDIUM, notifications=True) as pilot:
        await pilot.press("enter", "G", "enter", *"one", "enter", *"two", "ctrl+s")
        assert session.garden.contacts[ADA].notes == "one\ntwo"
        assert lines_with(app, "▌Notes       one")


async def test_several_lines_pasted_into_a_field_are_all_taken(app: NetgardenApp, session: Session) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("enter", "number_sign", "end", "comma")
        app.post_message(Paste("tea\n oysters\n\nfog\n"))
        await pilot.press("enter")
        assert session.garden.contacts[ADA].interests == ("climate", "fog", "oysters", "tea")


async def test_a_burst_of_keys_is_text_from_the_first_letter(app: NetgardenApp, session: Session) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("enter", "j", "enter", "ctrl+u", *"DxAuS", "enter", "j")
        assert session.garden.contacts[ADA].org == "DxAuS"
        assert not session.garden.contacts[ADA].archived
        assert app.screen.query_one(FieldPane).field == "role"


async def test_a_field_half_written_is_not_lost_by_leaving_it(app: NetgardenApp, session: Session) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("enter", "enter", *"!")
        await pilot.click(Timeline, offset=(5, 1))
        await pilot.press("escape")
        assert isinstance(app.screen, CardScreen)
        assert "Save this first" in grid(app)
        await pilot.press("enter")
        assert session.garden.contacts[ADA].name == "Ada Lovelace!"
        await pilot.press("escape")
        assert isinstance(app.screen, MainScreen)


async def test_a_field_left_as_it_was_is_not_carried_to_the_next_person(
    app: NetgardenApp, session: Session
) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("2", "enter", "enter")
        await pilot.click(Timeline, offset=(5, 1))
        await pilot.press("greater_than_sign")
        assert app.screen.query_one(FieldPane).edited is None
        assert lines_with(app, "▌Name        Grace Hopper")


async def test_a_click_on_a_field_edits_it_and_one_on_an_event_selects_it(
    app: NetgardenApp, session: Session
) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("enter")
        await pilot.click(app.screen.query_one("#field-place", FieldRow), offset=(20, 0))
        await pilot.press("end", "ctrl+u", *"Porto", "enter")
        assert session.garden.contacts[ADA].place == "Porto"
        await pilot.click(Timeline, offset=(20, 2))
        assert app.screen.query_one(Timeline).cursor == 1
        assert isinstance(app.screen, CardScreen)


async def test_what_comes_from_elsewhere_leaves_the_editor_alone(app: NetgardenApp, session: Session) -> None:
    from netgarden.verbs.people import edit_contact

    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("enter", "j", "enter", *"X")
        session.do(edit_contact(session.garden, session.rules, ADA, {"role": "Chair", "org": "South"}, TODAY))
        await pilot.pause()
        assert lines_with(app, "Role        Chair")
        await pilot.press("enter")
        assert session.garden.contacts[ADA].org == "NorthwindX"


# ── timeline ─────────────────────────────────────────────────────────────────


async def test_the_timeline_is_filtered_by_kinds_and_words(app: NetgardenApp, session: Session) -> None:
    session.do(add_want(session.garden, ADA, "a designer", TODAY))
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("enter")
        assert "Timeline · 4" in grid(app)
        await pilot.press("f", *"talks")
        assert "1 of 4 events" in grid(app)
        await pilot.press("enter")
        assert "Timeline · 1 of 4 · “talks”" in grid(app)
        assert app.screen.query_one(Timeline).row_count == 1
        await pilot.press("f", "ctrl+u", *"desig", "enter")
        assert [event.word for event in app.screen.query_one(Timeline)._events] == ["wants"]
        await pilot.press("f", "ctrl+u", *"zzz", "enter")
        assert "Nothing fits “zzz”." in grid(app)
        await pilot.press("f", "ctrl+u", "enter")
        assert "Timeline · 4" in grid(app)


async def test_an_entry_is_deleted_from_the_timeline_and_comes_back_by_one_undo(
    app: NetgardenApp, session: Session
) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("enter", "tab", "tab", "j")
        assert "settling in at Northwind" in grid(app)
        await pilot.press("D")
        assert session.garden.interactions_of(ADA) == ()
        assert ADA in session.garden.contacts
        await pilot.press("u")
        assert len(session.garden.interactions_of(ADA)) == 1
        app.screen.query_one(Timeline).action_bottom()
        await pilot.press("D")
        assert "edit the field" in grid(app), "what a field tells is no entry"


async def test_enter_edits_what_the_event_is_about(app: NetgardenApp, session: Session) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("enter", "tab", "tab", "enter")
        assert isinstance(app.screen, LoopsScreen)
        await pilot.press("escape", "G", "enter")
        assert app.screen.query_one(FieldPane).edited is app.screen.query_one("#field-cadence")
        await pilot.press("escape", "tab", "tab", "home", "j", "enter")
        assert isinstance(app.screen, MainScreen)
        assert app.screen.query_one(Composer).text == "call: settling in at Northwind"


async def test_an_entry_that_was_only_looked_at_leads_back_to_its_card_and_is_no_draft(
    app: NetgardenApp,
) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        for start, is_reviewing in (("enter", False), ("r", True)):
            await pilot.press(start, *(["enter"] if is_reviewing else []), "tab", "tab", "j", "enter")
            assert app.screen.query_one(Composer).text == "call: settling in at Northwind"
            await pilot.press("escape")
            assert isinstance(app.screen, CardScreen)
            assert app.screen.person == ADA
            await pilot.press("escape")
            composer = app.screen.query_one(Composer)
            assert composer.text == ""
            assert "Ada Lovelace" in str(composer.border_title)
        await pilot.press("enter", "tab", "tab", "j", "enter", "x", "escape")
        assert app.screen.query_one(Composer).text == "call: settling in at Northwindx"


async def test_ten_thousand_entries_are_drawn_only_where_they_are_seen(
    app_on: Callable[[Garden], NetgardenApp],
) -> None:
    entries = [call(100 + number, ADA, number % 3000, f"talk {number}") for number in range(10_000)]
    garden = Garden(
        {"contacts": [person(1, "Ada Lovelace")], "interactions": entries}, new_uid=counting_uids()
    )
    app = app_on(garden)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("1", "j", "enter", "tab", "tab", "G")
        timeline = app.screen.query_one(Timeline)
        assert timeline.cursor == timeline.row_count - 1 == 9_999
        await pilot.press("f", *"9999", "enter")
        assert timeline.row_count == 1
        brief = person_lines(app.session, ADA, Keys())
        assert brief[-1].text == "9,950 more · enter shows all"
        assert len(brief) < 400, "what stands in the main screen is laid out whole at every key"


async def test_of_a_megabyte_no_more_is_laid_out_than_is_read(
    app_on: Callable[[Garden], NetgardenApp],
) -> None:
    text = "word " * 200_000
    entries = [call(11, ADA, 1, text), call(12, ADA, 2, text.replace(" ", "\n"))]
    garden = Garden(
        {"contacts": [person(1, "Ada Lovelace", notes=text)], "interactions": entries},
        new_uid=counting_uids(),
    )
    app = app_on(garden)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("1", "j", "enter", "tab", "tab", "j")
        assert "word word" in grid(app)
        shown = [
            person_lines(app.session, ADA, Keys()),
            *(entry_lines(garden, one, TODAY, Keys()) for one in entries),
        ]
        assert all(sum(len(line.text) for line in lines) < 20_000 for lines in shown)
        app.screen.query_one(FieldPane).go_to("notes")
        await pilot.press("e")
        assert app.screen.query_one(TextArea).text == text, "what is edited is all there"


# ── what is open, ties ───────────────────────────────────────────────────────


async def test_x_closes_what_is_open_under_the_cursor(app: NetgardenApp, session: Session) -> None:
    session.do(add_want(session.garden, ADA, "a designer", TODAY))
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("enter", "tab", "j")
        assert "Open · 2" in grid(app)
        await pilot.press("x")
        assert session.garden.wants_of(ADA)[0].closed_on == TODAY
        assert "Open · 1" in grid(app)
        await pilot.press("x")
        assert not session.garden.open_loops_of(ADA)
        assert "Nothing is open" in grid(app)
        await pilot.press("D")
        assert ADA in session.garden.contacts, "an empty list deletes nobody"
        await pilot.press("tab", "x")
        assert "This is closed already." in grid(app)
        await pilot.press("shift+tab", "shift+tab", "x")
        assert "Nothing is open with them." in grid(app)


async def test_done_is_lit_only_where_something_is_open(app: NetgardenApp, session: Session) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:

        def is_lit() -> bool:
            (done,) = (hint for hint in app.screen.query_one(KeyBar).hints if hint.label == "Done")
            return done.enabled

        await pilot.press("enter")
        await pilot.pause()
        assert is_lit()
        await pilot.press("x")
        await pilot.pause()
        assert not is_lit()
        await pilot.press("u")
        await pilot.pause()
        assert is_lit()


async def test_whom_they_know_is_shown_with_why_added_by_hand_and_opened(
    app: NetgardenApp, session: Session
) -> None:
    session.do(add_tie(session.garden, ADA, GRACE, "sailed together"))
    builder = session.garden.builder()
    builder.put(Interaction(uid=uid(50), on=TODAY, kind="met", weight="talk", people=(ADA, ZOE)))
    session.do(builder.build("log meeting"))
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("enter", "shift+tab")
        assert "Knows · 2" in grid(app)
        assert lines_with(app, "Zoë Quinn  1 entry together, last Sun 22 Nov")
        await pilot.press("a", *"sam: choir", "enter")
        assert lines_with(app, "Sam Idowu  choir")
        assert "Knows · 3" in grid(app)
        await pilot.press("home", "D")
        assert "Knows · 2" in grid(app)
        assert not lines_with(app, "Grace Hopper  sailed together")
        await pilot.press("G", "D")
        assert "it goes when the entries" in " ".join(grid(app).split())
        await pilot.press("enter")
        assert app.screen.person == ZOE  # type: ignore[attr-defined]
        await pilot.press("escape")
        assert app.screen.person == ADA  # type: ignore[attr-defined]


# ── the list one came from ───────────────────────────────────────────────────


async def test_the_next_of_the_list_and_back_to_where_one_has_come(app: NetgardenApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("2", "enter")
        assert "Ada Lovelace" in grid(app)
        assert "1 of 3 · < >" in grid(app)
        await pilot.press("greater_than_sign", "greater_than_sign")
        assert app.screen.person == SAM  # type: ignore[attr-defined]
        await pilot.press("greater_than_sign")
        assert "The list ends here" in grid(app)
        app.screen.query_one(FieldPane).go_to("tier")
        await pilot.press("less_than_sign")
        assert lines_with(app, "▌Tier        close")
        await pilot.press("escape")
        assert isinstance(app.screen, MainScreen)
        assert app.screen.person == GRACE


@pytest.mark.parametrize("size", [WIDE, MEDIUM, NARROW])
async def test_every_section_can_be_reached_and_seen_at_every_size(
    app: NetgardenApp, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.press("enter")
        for title in ("Ada Lovelace", "Open · 1", "Timeline · 3", "Knows · 0"):
            assert title in grid(app)
            focused = app.screen.focused
            assert focused is not None
            assert focused.region.height >= 3
            await pilot.press("tab")
        assert isinstance(app.screen.focused, FieldPane)
        hints = [hint.label for _, hint in app.screen.query_one(KeyBar).fitting(size[0] - 2)]
        assert hints[0] == "Help"
        assert "Section" in hints


async def test_another_size_keeps_what_one_is_at(app: NetgardenApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("enter", "tab", "tab", "j")
        for size in (NARROW, MEDIUM, (40, 12), WIDE):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert isinstance(app.screen.focused, Timeline)
            assert app.screen.focused.cursor == 1
            assert lines_with(app, "▌"), size
        await pilot.press("tab", "tab", "ctrl+d", "enter", *"x")
        for size in (NARROW, WIDE):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            row = app.screen.query_one(FieldPane).edited
            assert row is not None
            assert row.text.endswith("x")


async def test_copy_and_open_take_what_is_under_the_cursor(
    app: NetgardenApp, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    from netgarden.verbs.people import edit_contact

    values = {"links": {"linkedin.com/in/ada": "", "signal ada": ""}}
    session.do(edit_contact(session.garden, session.rules, ADA, values, TODAY))
    opened: list[str] = []
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        monkeypatch.setattr(app, "open_url", opened.append)
        await pilot.press("enter")
        app.screen.query_one(FieldPane).go_to("links")
        await pilot.press("o")
        assert opened == ["https://linkedin.com/in/ada"]
        app.screen.query_one(FieldPane).go_to("place")
        await pilot.press("y")
        assert app.clipboard == "Lisbon"
        await pilot.press("tab", "tab", "j", "y")
        assert app.clipboard == "call: settling in at Northwind"
