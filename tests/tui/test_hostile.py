"""Hostile text through every pane, screen and toast: shown as text, and nothing of it reaches the terminal."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color

from netgarden.change.garden import Garden
from netgarden.records.interaction import Interaction
from netgarden.records.loop import Loop
from netgarden.session.session import Session
from netgarden.tui.app import NetgardenApp
from netgarden.tui.terminal.line_filter import ControlFilter
from netgarden.tui.widgets.composer import Composer
from tests.support.gardens import TODAY, counting_uids, person, uid
from tests.tui.grid import grid

HOSTILE = [
    "Ann [/] Lee",
    "[bold",
    "[@click=app.quit]x[/]",
    "[link=http://x]y",
    "[[red]]\\[",
    "$name {x} %s :smile: `_`",
    "A\x1b[2Jda",
    "A\x1b]0;t\x07B",
    "\x9b31mC1",
    "evil\u202etxt\u2066",
    "CR\rover",
    "山田 太郎",
    "👩‍👩‍👧 family 🌱",
    "سارة",
    "a" + "\u0301" * 300,
    "x" * 3000,
    "null",
]
UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]")


def garden_of(text: str) -> Garden:
    """A garden in which the text stands in every field that is shown, as a file edited by hand could have it."""
    garden = Garden(new_uid=counting_uids())
    builder = garden.builder()
    who = person(
        1, text, org=text, role=text, place=text, interests=(text,), tags=(text,), tier="close", notes=text,
        emails={text: text}, links={text: text}, met_where=text, met_story=text, channel=text, paused_why=text,
        aliases=(text,), cadence_set_on=TODAY.replace(year=2025),
    )  # fmt: skip
    builder.put(who)
    builder.put(person(2, "Other " + text, org=text, interests=(text,)))
    builder.put(
        Interaction(uid=uid(11), on=TODAY.replace(month=9), kind="call", weight="talk", people=(who.uid,),
                    summary=text, raw=text, topics=(text,), event=text, gave=text, got=text)
    )  # fmt: skip
    builder.put(Loop(uid=uid(21), kind="owe", people=(who.uid,), text=text, opened_on=TODAY, due_on=TODAY))
    builder.put(Loop(uid=uid(22), kind="ask", people=(who.uid,), text=text, opened_on=TODAY))
    garden.apply(builder.build(text))
    return garden


QUICK = frozenset({"Ann [/] Lee", "[@click=app.quit]x[/]", "A\x1b[2Jda", "evil\u202etxt\u2066", "x" * 3000})
"""One of each kind; the others are part of the long set, and stand together in `tests/faults/test_hostile_pty.py`."""


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(text, id=str(number), marks=() if text in QUICK else pytest.mark.long)
        for number, text in enumerate(HOSTILE)
    ],
)
async def test_hostile_text_is_only_text(app_on: Callable[[Garden], NetgardenApp], text: str) -> None:
    app = app_on(garden_of(text))
    async with app.run_test(size=(120, 36), notifications=True) as pilot:

        async def look(*keys: str) -> None:
            await pilot.press(*keys)
            assert app.is_running
            assert not UNSAFE.search(grid(app).replace("\n", "")), keys

        await look("1", "j")
        await look("2", "t")
        await look("u")
        await look("enter")
        await look("tab", "tab", "j")
        await look("tab", "tab", "G", "enter")
        await look("escape", "escape", "w")
        await look("escape", "s")
        await look("escape", "p")
        await look("escape", "y")
        await look("escape", "o")
        await look("escape", "e")
        await look("escape", "slash", "o")
        await look("escape", "v", "6")
        await look("l")
        app.screen.query_one(Composer).area.insert(f'call @"{text}" fri: {text} #{text}; owe: {text} by fri')
        await look("ctrl+s")
        await look("question_mark")
        await look("escape", "colon", "a")
        await look("escape", "x", "D")


def test_the_wall_takes_out_what_a_terminal_acts_on() -> None:
    hostile = [Segment("a\x1b[2Jb\x9bc\u202ed\U000e0041e"), Segment("safe 山田")]
    drawn = ControlFilter().apply(hostile, Color(0, 0, 0))
    assert [segment.text for segment in drawn] == ["a[2Jbcde", "safe 山田"]


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("👩‍👩‍👧 Lee        │", "👩👩👧 Lee    │"),
        ("👩‍👩‍👧 Lee │", "👩 Lee │"),
        ("☎️ x │", "☎  x │"),
        ("👋🏽  ab│", "👋  ab│"),
        ("A\u200dB   x│", "AB  x│"),
        ("ශ්‍රී ලංකා   │", "ශ්රී ලංකා  │"),
        ("می‌خواهم │", "می‌خواهم │"),
        ("é山田 │", "é山田 │"),
    ],
)
def test_joined_signs_are_drawn_one_beside_the_other_and_the_line_stays_as_wide(
    text: str, drawn: str
) -> None:
    (segment,) = ControlFilter().apply([Segment(text)], Color(0, 0, 0))
    assert segment.text == drawn
    assert cell_len(drawn) == cell_len(text)


@given(
    st.lists(
        st.text(st.sampled_from("a é山👩👧🏽☎❤\u200d\ufe0f\ufe0e\u0301\u200bක්\x1b│"), max_size=12), max_size=4
    )
)
def test_every_line_stays_as_wide_and_every_terminal_agrees_how_wide(texts: list[str]) -> None:
    line = [Segment(text) for text in texts]
    drawn = ControlFilter().apply(line, Color(0, 0, 0))
    assert sum(segment.cell_length for segment in drawn) == sum(segment.cell_length for segment in line)
    assert not re.search(
        "[\u200d\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]", "".join(segment.text for segment in drawn)
    )


async def test_the_app_has_the_wall(app: NetgardenApp, session: Session) -> None:
    assert any(isinstance(one, ControlFilter) for one in app.get_line_filters())
    assert app.get_line_filters()[-1] is app.get_line_filters()[-1]
