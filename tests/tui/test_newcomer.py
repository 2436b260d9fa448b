"""A newcomer in a real terminal, who has read nothing: from the first run to the third logged touch.

Every key is pressed only after the screen has named it.
"""

import fcntl
import json
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path
from types import TracebackType

import pytest

from tests.support.patience import PATIENCE

PIECES = re.compile(
    r"\x1b\[(?P<move>[\d;]*)H"
    r"|\x1b\[[0-?]*[ -/]*(?:[@-~]|$)"
    r"|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\|$)"
    r"|\x1b[ -/]*(?:[0-~]|$)"
    r"|(?P<text>[^\x00-\x1f]+)|(?P<control>[\x00-\x1f])"
)
"""What a terminal is sent: moves of the cursor, other sequences (the last may be half read), text, controls."""

CTRL_L, CTRL_R, CTRL_S, TAB, ESC = "\x0c", "\x12", "\x13", "\t", "\x1b"


class Terminal:
    """netgarden in a pseudo-terminal, and what a person sees in it."""

    def __init__(self, columns: int, lines: int, home: Path, *arguments: str) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self.before = termios.tcgetattr(slave)
        self._slave = slave
        kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "netgarden", *arguments],
            stdin=slave, stdout=slave, stderr=slave, start_new_session=True,
            env=kept | {"HOME": str(home), "TERM": "xterm-256color", "LANG": "C.UTF-8"},
        )  # fmt: skip
        self.output = b""
        self._columns, self._lines = columns, lines

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait(PATIENCE)
        os.close(self._slave)
        os.close(self._master)

    @property
    def screen(self) -> str:
        """What stands on the screen now, its lines joined and runs of blanks as one."""
        rows = [[" "] * self._columns for _ in range(self._lines)]
        x = y = 0
        for piece in PIECES.finditer(self.output.decode("utf-8", "ignore")):
            if piece["move"] is not None:
                y, x = (int(number) - 1 for number in (piece["move"] or "1;1").split(";"))
            elif piece["control"] == "\r":
                x = 0
            elif piece["control"] == "\n":
                y += 1
            for character in piece["text"] or "":
                if x < self._columns and y < self._lines:
                    rows[y][x] = character
                x += 1
        return " ".join("\n".join("".join(row) for row in rows).split())

    def wait_for(self, text: str, *, gone: bool = False) -> None:
        """Wait until `text` stands on the screen, or no longer does."""
        deadline = time.monotonic() + PATIENCE
        while (text in self.screen) is gone:
            if time.monotonic() > deadline:
                pytest.fail(f"waited for “{text}” (gone: {gone}); on the screen stands: {self.screen}")
            if select.select([self._master], [], [], 0.1)[0]:
                self.output += os.read(self._master, 65536)

    def press(self, keys: str, *, then: str) -> None:
        """Press keys that lead to `then`, which does not stand on the screen yet, and wait for it."""
        assert then not in self.screen, f"“{then}” stands there before the keys are pressed"
        os.write(self._master, keys.encode())
        self.wait_for(then)

    def close(self, keys: str, *, title: str) -> None:
        """Press keys that close what bears this title."""
        os.write(self._master, keys.encode())
        self.wait_for(title, gone=True)

    def leave(self, keys: str) -> int:
        """Press keys that end the program; its exit status."""
        os.write(self._master, keys.encode())
        deadline = time.monotonic() + PATIENCE
        while self._process.poll() is None and time.monotonic() < deadline:
            if select.select([self._master], [], [], 0.1)[0]:
                self.output += os.read(self._master, 65536)
        while select.select([self._master], [], [], 0.1)[0]:
            self.output += os.read(self._master, 65536)
        return self._process.wait(PATIENCE)

    @property
    def is_as_before(self) -> bool:
        """Whether the terminal is in the mode it was in before the run: echo, line by line."""
        return termios.tcgetattr(self._slave) == self.before


def tables(file: Path, name: str) -> list[dict[str, object]]:
    """The records of a table of a garden file."""
    return list(json.loads(file.read_text(encoding="utf-8")).get(name, {}).values())


@pytest.mark.parametrize(("columns", "lines"), [(120, 36), (80, 24)])
def test_a_newcomer_plants_finds_and_logs(tmp_path: Path, columns: int, lines: int) -> None:
    home = tmp_path / "newcomer"
    home.mkdir()
    with Terminal(columns, lines, home, "--today", "2026-11-22") as terminal:
        terminal.wait_for("An empty garden")
        terminal.wait_for("? Help")
        assert not list(home.rglob("garden.json")), "looking writes nothing"

        # The empty card says how to begin.
        assert "a plants the first person" in terminal.screen
        assert "L writes down what happened, and" in terminal.screen
        assert "Tour 1 of 5 a plants a person" in terminal.screen
        terminal.press("a", then="A new person")
        terminal.press("Ada Lovelace" + TAB, then="Name Ada Lovelace")
        terminal.press("Northwind", then="Org Northwind")
        terminal.press(CTRL_S, then="added Ada Lovelace · u undoes")
        terminal.wait_for("1 today · saved")
        (file,) = home.rglob("garden.json")
        assert [one["name"] for one in tables(file, "contacts")] == ["Ada Lovelace"]

        # The first touch: footer and tour have named the key, and so does the composer when it is open.
        assert "l Log" in terminal.screen
        terminal.wait_for("Tour 2 of 5 l writes down what happened")
        terminal.press("l", then="^s Save")
        terminal.press(
            "call yesterday: settling in at Northwind #climate", then="call · Ada Lovelace · Sat 21 Nov"
        )
        terminal.press(CTRL_S, then="logged call with Ada · u undoes")

        # The second: about somebody who is not in the garden, with the other key of the empty card.
        terminal.press("L", then="^s Save")
        terminal.press('met @"Grace Hopper" today: coffee', then="NEW Grace Hopper")
        terminal.press(CTRL_S, then="logged meeting with Grace · u undoes")

        # A slip, and back.
        assert "u Undo" in terminal.screen
        terminal.press("u", then="undone: log meeting with Grace · ctrl+r brings it")
        terminal.press(CTRL_R, then="back again")

        # The third: found by a misspelt name.
        assert "/ Find" in terminal.screen
        terminal.press("/", then="ctrl+l log")
        terminal.press("grce", then="1 person")
        terminal.press(CTRL_L, then="^s Save")
        terminal.press("message: thanks for the coffee", then="message · Grace Hopper")
        terminal.press(CTRL_S, then="logged message with Grace · u undoes")

        # Help is there, and closes; what the tour still has to tell is the cadence, and one key ends it.
        terminal.press("?", then="In this pane")
        terminal.close(ESC, title="In this pane")
        terminal.wait_for("Tour 5 of 5 c says how often to be in touch")
        terminal.press("X", then="The tour is over")
        assert terminal.leave("q") == 0

        assert "Traceback" not in terminal.screen
        assert terminal.output.rfind(b"\x1b[?1049l") > terminal.output.rfind(b"\x1b[?1049h"), (
            "its screen is left"
        )
        assert terminal.output.rfind(b"\x1b[?25h") > terminal.output.rfind(b"\x1b[?25l"), "the cursor is back"
        assert terminal.is_as_before

    assert {one["name"] for one in tables(file, "contacts")} == {"Ada Lovelace", "Grace Hopper"}
    logged = {(one["kind"], one["on"], one["summary"]) for one in tables(file, "interactions")}
    assert logged == {
        ("call", "2026-11-21", "settling in at Northwind"),
        ("met", "2026-11-22", "coffee"),
        ("message", "2026-11-22", "thanks for the coffee"),
    }
