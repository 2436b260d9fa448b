"""However the app ends, the terminal is as it was, and what was written is not lost (F22)."""

import random
import signal
import time
from pathlib import Path

import pytest

from netgarden.paths import Paths
from netgarden.session.session import Session
from tests.faults.terminal import Terminal, netgarden
from tests.support.gardens import TODAY, paths_in

pytestmark = pytest.mark.fault

RESTORED = {
    b"\x1b[?1049l": b"\x1b[?1049h",  # the other screen is left
    b"\x1b[?25h": b"\x1b[?25l",  # the cursor is seen
    **{
        b"\x1b[?%dl" % mode: b"\x1b[?%dh" % mode for mode in (1000, 1003, 1006, 1015, 1004, 2004)
    },  # mouse and paste
}
"""What leaves a mode of the terminal, and what had entered it."""

AS_WIDE_AS_THE_TERMINAL = f"│ {'half a thought indeed':<117}│"
"""The draft in the composer of 120 columns."""

_FAILS = """
from netgarden.tui.widgets.forest import Forest
rest = Forest.render_line
def render_line(self, y):
    if self.has_focus and self.app.session.window.entry:
        raise {error}("Ada")
    return rest(self, y)
Forest.render_line = render_line
"""
"""Python that makes the forest fail while it is drawn, once an entry is begun and it has the focus."""

_ASKS_SLOWLY = """
import time
from textual.drivers.linux_driver import LinuxDriver
ask = LinuxDriver._get_terminal_size
def get_terminal_size(self):
    size = ask(self)
    time.sleep(0.05)
    return size
LinuxDriver._get_terminal_size = get_terminal_size
"""
"""Python that leaves room for a second change of size before the first one is told."""


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    """An empty garden; the size of the terminal is asked of the terminal."""
    monkeypatch.setenv("NETGARDEN_STATE", str(tmp_path / "state"))
    return paths_in(tmp_path)


def without_size(command: list[str]) -> list[str]:
    return ["/usr/bin/env", "-u", "COLUMNS", "-u", "LINES", *command]


def check_restored(terminal: Terminal, modes: list[object]) -> None:
    assert terminal.modes() == modes
    for left, entered in RESTORED.items():
        assert terminal.written.rfind(left) > terminal.written.rfind(entered), left


def write_something(terminal: Terminal) -> None:
    """One entry is saved, another begun."""
    terminal.wait_for("2 Today")
    terminal.press("L", 'call @"Ada Lovelace": hello')
    terminal.wait_for("hello")
    terminal.press("\x13")
    terminal.wait_for("1 today · saved")
    terminal.press("L", "half a thought")
    terminal.wait_for("half a thought")
    terminal.settle(1.0)  # the draft is kept once nothing was typed for a moment


def check_kept(paths: Paths, draft: str) -> None:
    opened = Session.open(paths, TODAY)
    assert [one.name for one in opened.garden.contacts.values()] == ["Ada Lovelace"]
    assert [one.summary for one in opened.garden.interactions.values()] == ["hello"]
    assert opened.window.entry == draft


@pytest.mark.parametrize(
    "way", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGKILL, "RuntimeError", "MemoryError"]
)
def test_whatever_ends_the_app_the_terminal_and_the_work_are_whole(paths: Paths, way: int | str) -> None:
    patch = "" if isinstance(way, int) else _FAILS.format(error=way)
    with Terminal(netgarden(paths.garden, patch=patch)) as terminal:
        modes = terminal.modes()
        write_something(terminal)
        assert terminal.modes() != modes
        if isinstance(way, int):
            terminal.signal(way)
            status = terminal.wait()
            assert status == (-way if way == signal.SIGKILL else 128 + way)
        else:
            terminal.press("\x1b[27u", "1")
            assert terminal.wait() == 1
            end = terminal.written[terminal.written.rfind(b"\x1b[?1049l") :]
            assert b"unexpected error" in end
            assert b"Traceback" not in terminal.written
            assert b"Ada" not in end
            (report,) = (paths.state / "reports").iterdir()
            assert way in report.read_text()
            assert "Ada" not in report.read_text()
        if way != signal.SIGKILL:
            check_restored(terminal, modes)
    check_kept(paths, "half a thought")


def test_a_terminal_that_is_closed_ends_the_app_and_keeps_the_draft(paths: Paths) -> None:
    with Terminal(netgarden(paths.garden)) as terminal:
        write_something(terminal)
        assert terminal.hang_up() in (128 + signal.SIGHUP, 1)
    check_kept(paths, "half a thought")


def test_stopped_the_terminal_is_free_and_continued_the_app_goes_on(paths: Paths) -> None:
    with Terminal(netgarden(paths.garden)) as terminal:
        modes = terminal.modes()
        write_something(terminal)
        terminal.signal(signal.SIGTSTP)
        deadline = time.monotonic() + 10
        while not terminal.is_stopped() and time.monotonic() < deadline:
            terminal.settle(0.05)
        assert terminal.is_stopped()
        terminal.settle()
        check_restored(terminal, modes)
        written = len(terminal.written)
        terminal.signal(signal.SIGCONT)
        terminal.settle(0.5)
        assert b"\x1b[?1049h" in terminal.written[written:]
        terminal.press(" indeed")
        terminal.wait_for("half a thought indeed")
        terminal.press("\x1b[27u", "q")
        assert terminal.wait() == 0
        check_restored(terminal, modes)
    check_kept(paths, "half a thought indeed")


def test_a_storm_of_sizes_harms_nothing(paths: Paths) -> None:
    chance = random.Random(22)
    with Terminal(without_size(netgarden(paths.garden))) as terminal:
        modes = terminal.modes()
        write_something(terminal)
        for size in ((1, 1), (2, 40), (400, 2), (20, 10), (69, 19), (70, 20), (109, 24), (110, 24)):
            terminal.resize(*size)
            terminal.settle(0.05)
        for _ in range(150):
            terminal.resize(chance.randrange(1, 200), chance.randrange(1, 60))
            time.sleep(chance.choice((0, 0, 0.002, 0.02)))
        terminal.resize(120, 36)
        terminal.settle(0.3)
        terminal.press(" indeed")
        terminal.wait_for(AS_WIDE_AS_THE_TERMINAL)
        terminal.press("\x1b[27u", "q")
        assert terminal.wait() == 0
        check_restored(terminal, modes)
    check_kept(paths, "half a thought indeed")


def test_of_two_sizes_at_once_the_later_one_stands(paths: Paths) -> None:
    with Terminal(without_size(netgarden(paths.garden, patch=_ASKS_SLOWLY))) as terminal:
        terminal.wait_for("2 Today")
        terminal.press("L", "half a thought")
        terminal.resize(60, 20)
        time.sleep(0.01)
        terminal.resize(120, 36)
        terminal.settle(0.3)
        terminal.press(" indeed")
        terminal.wait_for(AS_WIDE_AS_THE_TERMINAL)
