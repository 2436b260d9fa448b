"""Hostile text through the app in a real terminal: nothing of it acts, and nothing stands out of line (F29, promise 9).

The file is an attacker's: nothing in it was ever cleaned, and its sum fits. Every byte that the program writes is
read by a reader that knows what Textual writes, and nothing else.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from tests.faults.hostile import (
    HOSTILE,
    SURROGATE,
    TERMINAL,
    Tables,
    plain_file,
    records,
    sealed_file,
)
from tests.faults.terminal import CTRL, ESCAPE, Terminal, copied_in, netgarden, unsafe_in

pytestmark = pytest.mark.fault

ENTER, TAB, SPACE = "\r", "\t", " "
HOME = ESCAPE * 3 + "2"

SCREENS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    # what opens it, what then stands on the screen, and keys in it
    ("1", "1 Forest", ("j", "j", "G", "g")),
    ("v", "Group", ("6",)),
    ("z", "2 Today", ("z",)),
    ("f", "Show", ("#a", ENTER, "f", CTRL["u"], ENTER)),
    ("2", "2 Today", ("j", "k")),
    ("w", "is due", ()),
    ("s", "Snooze", ("d", "fri")),
    ("c", "How close", ("e", "6w")),
    ("p", "rest until", ("fri: x",)),
    ("y", "Copy", ("1",)),
    ("o", "", ()),
    ("x", "", ()),
    ("t", "✓", ("u", CTRL["r"], "u")),
    (SPACE, "2 Today", ("c", "2", "u")),
    ("m", "How many minutes", (CTRL["u"], "0", ENTER)),
    (ENTER, "Timeline", (TAB, "j", TAB, "j", ENTER)),
    ("e", "esc leave", (TAB, TAB, CTRL["s"])),
    ("#", "esc leave", ()),
    ("O", "Open loops", ("j", "j", "e", ESCAPE, "d", ESCAPE, "x", ESCAPE, "a", "p", "x by fri", ENTER, "u")),
    ("d", "Draft ·", (CTRL["t"], "h", CTRL["s"], CTRL["l"])),
    ("/", "What needs doing", ("ad", TAB, "j")),
    ("/", "What needs doing", ("org:", TAB)),
    ("/", "What needs doing", ("zoe lee",)),
    ("L", "4 Composer", ("call @a", TAB, ": x #", TAB, CTRL["g"], ESCAPE, CTRL["n"])),
    ("r", "1 of", ("j", "k", "w", ESCAPE, "l", "x", ESCAPE, "d", ESCAPE)),
    ("R", "Who is this", ("j", "*", ESCAPE, "M", ESCAPE, "k")),
    ("C", "To decide", ("j", ENTER, "1")),
    ("M", "Duplicates", ("j", "f", "1", ESCAPE, "m", "u")),
    ("?", "─ Help", ()),
    (":", "Search", ("und",)),
    ("T", "Theme", ("j",)),
)  # fmt: skip

FRAMES = ("1 Forest", "2 Today", "Open loops", "Draft ·", "4 Composer", "To decide", "Duplicates", "─ Help")
"""Titles that stand on the edge of a box."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, with the state directory in it."""
    monkeypatch.setenv("NETGARDEN_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("BROWSER", "true")
    return tmp_path


def planted(folder: Path, *, sealed: bool = True, name: str = "garden.json") -> Path:
    """A garden with all that is hostile in all its fields."""
    file = folder / name
    file.write_bytes((sealed_file if sealed else plain_file)(records(HOSTILE.values())))
    return file


def visit(app: Terminal, screens: Iterable[tuple[str, str, tuple[str, ...]]]) -> None:
    """Open screens, press keys in each, and go back to the queue."""
    for key, title, keys in screens:
        app.press(key)
        app.wait_for(title)
        assert title not in FRAMES or app.is_straight(title), app.text
        app.press(*keys, HOME)


def leave(app: Terminal) -> None:
    """Quit; it must do so in good order, and have written nothing that acts."""
    app.press(HOME, "q")
    assert app.wait() == 0, app.text
    assert b"Traceback" not in app.written
    assert b"MarkupError" not in app.written
    assert unsafe_in(app.written) == []
    assert [unsafe_in(copied) for copied in copied_in(app.written)].count([]) == len(copied_in(app.written))


@pytest.mark.parametrize("part", range(3))
def test_every_screen(folder: Path, part: int) -> None:
    with Terminal(netgarden(planted(folder))) as app:
        app.wait_for("2 Today")
        visit(app, SCREENS[part::3])
        leave(app)


ALONE = HOSTILE | {"empty": "", "blank": "   "}
NOBODY = frozenset({"empty", "blank"})
"""Of a record without a name a plain file makes nobody: it is kept aside."""
OF_MANY = ("2 Today", "1 of", "To decide", "Duplicates")
"""What opens only where there is somebody left to show."""


@pytest.mark.long
@pytest.mark.parametrize("form", [sealed_file, plain_file], ids=["sealed", "plain"])
@pytest.mark.parametrize("name", ALONE)
def test_every_screen_of_one_text_alone(folder: Path, name: str, form: Callable[[Tables], bytes]) -> None:
    file = folder / "garden.json"
    file.write_bytes(form(records([ALONE[name]])))
    is_there = form is sealed_file or name not in NOBODY
    with Terminal(netgarden(file)) as app:
        app.wait_for("2 Today")
        for key, title, keys in SCREENS:
            app.press(key)
            if title in FRAMES and title not in OF_MANY and is_there:
                app.wait_for(title)
                assert app.is_straight(title), app.text
            app.press(*keys, HOME)
        leave(app)


def test_every_list_from_a_file(folder: Path) -> None:
    texts = [text.replace("\r", "").replace("\0", "") for text in HOSTILE.values()]
    parts = (f"FN:{text}\nORG:{text}\nNOTE:{text}\nX-A:{text}\n" for text in texts)
    cards = "".join(f"BEGIN:VCARD\nVERSION:3.0\n{part}END:VCARD\n" for part in parts)
    rows = "".join(
        '"' + text.replace('"', '""') + f'",{number}@x.example\n' for number, text in enumerate(texts)
    )
    with Terminal(netgarden(planted(folder))) as app:
        app.wait_for("2 Today")
        for key, name, text, title in (
            ("I", "cards.vcf", cards, "vcard:"),
            ("I", "rows\u202e[bold].csv", "Name,Email\n" + rows, "csv:"),
            ("W", "list\u202e[x].txt", "\n".join(texts), "certain"),
        ):
            (folder / name).write_text(text, "utf-8")
            app.press(key)
            app.paste(f"{folder}/{name}")
            app.press(ENTER)
            app.wait_for(title)
            app.press("j", "j", "s", "G", HOME)
        leave(app)


@pytest.mark.parametrize("columns", [60, 80])
def test_what_another_program_wrote_is_cleaned_and_in_line(folder: Path, columns: int) -> None:
    file = planted(folder, sealed=False, name="gar\x1b[2Jden\u202e [bold].json")
    with Terminal(netgarden(file), columns=columns, rows=24) as app:
        app.wait_for("2 Today")
        visit(app, [("1", "1 Forest", ("j",)), ("?", "─ Help", ()), ("C", "To decide", ("j", ENTER))])
        for _ in range(6):
            app.press("1", "\x1b[6~")
            assert app.is_straight("1 Forest"), app.text
        leave(app)


def test_hostile_text_typed_and_pasted(folder: Path) -> None:
    everything = "\n".join(HOSTILE.values())
    with Terminal(netgarden(planted(folder, sealed=False))) as app:
        app.wait_for("2 Today")
        for keys, title in (
            ("L", "4 Composer"),
            ("/", "What needs doing"),
            ("a", "A new person"),
            ("f", "Show"),
        ):
            app.press(keys)
            app.wait_for(title)
            for text in TERMINAL.values() if keys == "L" else ():
                app.paste(text)
            app.paste(everything)
            app.press(TAB, "x")
            app.paste(everything)
            app.press(CTRL["s"], HOME)
        leave(app)


def test_no_escape_in_a_paste_is_a_key(folder: Path) -> None:
    file = folder / "garden.json"
    file.write_bytes(sealed_file(records(["Ada"], malformed=False)))
    before = file.read_bytes()
    with Terminal(netgarden(file)) as app:
        app.wait_for("2 Today")
        for text in ("x\x1bD", "\x1b[31mD", "\x1bA\x1bt\x1bS", "\x1b[[AD", "\x1b]0;D\x07x", "\x1bOP", "\x1b"):
            app.paste_raw(text)
        assert "✓" not in app.text
        assert app.is_straight("2 Today")
        app.press("L")
        app.paste_raw("call @ada\x1b[31m: hello\x1bD")
        app.wait_for("call @ada[31m: helloD")
        app.press(CTRL["a"] + CTRL["k"])
        leave(app)
    assert file.read_bytes() == before


def test_the_app_says_welcome_to_hostile_people_too(folder: Path) -> None:
    file = planted(folder)
    for today in ("2026-10-01", "2026-11-22"):
        command = netgarden(file)
        command[command.index("--today") + 1] = today
        with Terminal(command) as app:
            app.wait_for("Welcome back" if today == "2026-11-22" else "2 Today")
            app.press(ENTER)
            leave(app)


def test_control_without_the_wall_at_the_exit_the_reader_sees_it(folder: Path) -> None:
    patch = (
        "from netgarden.tui.terminal.line_filter import ControlFilter\n"
        "ControlFilter.apply = lambda self, segments, background: segments"
    )
    command = netgarden(planted(folder), patch=patch)
    with Terminal(command) as app:
        app.settle(2)
        app.press("1", "j", "j")
    assert unsafe_in(app.written)


def test_control_without_the_wall_boxes_are_out_of_line(folder: Path) -> None:
    patch = "from netgarden.tui.terminal import line_filter\nline_filter._apart = lambda segments: segments"
    with Terminal(netgarden(planted(folder, sealed=False), patch=patch)) as app:
        app.wait_for("1 Forest")
        assert not app.is_straight("1 Forest")


@pytest.mark.parametrize(
    "hostile", ["\x1b[2J", "\x1b]52;c;eA==\x07x\x1b[6n", "a\x9bb", "\u202e", "\U000e0041", "\x1b[1A"]
)
def test_control_the_reader_sees_what_acts(hostile: str) -> None:
    assert unsafe_in(f"\x1b[38;5;1mAda{hostile}\x1b[2;3Hx".encode())


def test_half_a_character_is_kept_aside(folder: Path) -> None:
    file = folder / "garden.json"
    file.write_bytes(plain_file(records([SURROGATE, "Ada"])))
    with Terminal(netgarden(file)) as app:
        app.wait_for("2 Today")
        visit(app, SCREENS[:6])
        leave(app)
