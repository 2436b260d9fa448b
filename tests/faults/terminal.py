"""The real program in a real pseudo-terminal: what is typed into it, and every byte that it writes."""

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyte

from tests.support.patience import PATIENCE

ESCAPE = "\x1b[27u"
"""The escape key as the kitty protocol has it: no key after it can turn it into another."""

CTRL = {letter: chr(ord(letter) - 96) for letter in "adfgklnorstuvyz"}
"""Letters with ctrl."""

QUIET = 0.06
"""Seconds without output after which the program has done what a key asked for."""

_OWN = re.compile(
    rb"\x1b\[[0-9;:]*m"  # colours
    rb"|\x1b\[[0-9]+;[0-9]+H"  # the cursor to a cell
    rb"|\x1b\[\?(?:7|25|1000|1003|1004|1006|1015|1016|1049|2004|2026|2048)[hl]"  # modes
    rb"|\x1b\[\?20(?:26|48)\$p"  # whether the terminal knows two of them
    rb"|\x1b\[>[0-9]+u|\x1b\[<u"  # the keyboard protocol
    rb"|\x1b\]22;[a-z-]*\x07"  # the shape of the pointer
    rb"|\x1b\]52;c;[A-Za-z0-9+/=]*\x07"  # what was copied
    rb"|\xef\xbb\xbf(?=Name,)"  # the byte order mark of a table
    rb"|\r*\n|\r(?=\x1b)"
)
"""All that Textual and the command line write to a terminal besides text."""

_ACTIVE = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]"
)
"""Characters that no text on a terminal may hold."""


def unsafe_in(output: bytes) -> list[str]:
    """Where `output` has what neither Textual nor the command line writes: a few words around each."""
    text = _OWN.sub(b"", output).decode("utf-8", "backslashreplace")
    return [repr(text[max(0, found.start() - 20) : found.end() + 20]) for found in _ACTIVE.finditer(text)]


def copied_in(output: bytes) -> list[bytes]:
    """What was put on the clipboard."""
    import base64

    return [base64.b64decode(found) for found in re.findall(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07", output)]


class Terminal:
    """A program on a terminal of its own. Used in a `with` block, at whose end it is no more."""

    def __init__(self, command: Sequence[str], *, columns: int = 120, rows: int = 36) -> None:
        self.command = command
        self.columns, self.rows = columns, rows
        self.written = b""
        """All that it wrote."""
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.status: int | None = None
        """Its exit status, once it has ended."""

    def __enter__(self) -> "Terminal":
        self._child, self._terminal = pty.fork()
        if self._child == 0:
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", self.rows, self.columns, 0, 0))
                size = {"COLUMNS": str(self.columns), "LINES": str(self.rows), "TERM": "xterm-256color"}
                os.execve(self.command[0], self.command, os.environ | size)
            finally:
                os._exit(127)
        return self

    def __exit__(self, *_: object) -> None:
        if self.status is None:
            os.kill(self._child, signal.SIGKILL)
            os.waitpid(self._child, 0)
        if self._terminal >= 0:
            os.close(self._terminal)

    # ── keys ─────────────────────────────────────────────────────────────────

    def press(self, *keys: str) -> None:
        """Type keys, each burst of them when the program has done with the one before."""
        for burst in keys:
            os.write(self._terminal, burst.encode())
            self.settle()

    def paste(self, text: str) -> None:
        """Paste as terminals do it: between brackets, with blanks for controls (xterm's disallowedPasteControls)."""
        self.paste_raw(re.sub("[\x00-\x08\x0b-\x1f\x7f]", " ", text))

    def paste_raw(self, text: str) -> None:
        """Paste as a few terminals do it: between brackets, every control as it is."""
        os.write(self._terminal, b"\x1b[200~" + text.encode() + b"\x1b[201~")
        self.settle()

    # ── what else may happen to it ───────────────────────────────────────────

    def signal(self, number: int) -> None:
        """Send the program a signal."""
        os.kill(self._child, number)

    def is_stopped(self) -> bool:
        """Whether it was stopped, as by ctrl+z, and not continued since."""
        return Path(f"/proc/{self._child}/stat").read_text().rpartition(")")[2].split()[0] == "T"

    def resize(self, columns: int, rows: int) -> None:
        """Make the terminal larger or smaller; the screen that tests look at stays as it is."""
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def modes(self) -> list[Any]:
        """How the terminal treats what is typed: echo, lines, signals (termios)."""
        return termios.tcgetattr(self._terminal)

    def hang_up(self) -> int:
        """Close the terminal, as its window is closed; the exit status of the program."""
        os.close(self._terminal)
        self._terminal = -1
        end = time.monotonic() + PATIENCE
        while not self._has_ended():
            if time.monotonic() > end:
                raise TimeoutError("it goes on")
            time.sleep(0.02)
        assert self.status is not None
        return self.status

    # ── what it writes ───────────────────────────────────────────────────────

    def settle(self, quiet: float = QUIET) -> None:
        """Read until the program says no more for so many seconds."""
        while self._read(quiet):
            pass

    def wait_for(self, text: str) -> None:
        """Read until a text stands on the screen, and all beside it. Raises TimeoutError if it never does."""
        end = time.monotonic() + PATIENCE
        while text not in self.text:
            if not self._read(0.5) and (time.monotonic() > end or self._has_ended()):
                raise TimeoutError(f"no {text!r} on the screen:\n{self.text}")
        self.settle(2 * QUIET)

    def wait(self, patience: float = PATIENCE) -> int:
        """Read until it has ended, for so many seconds; its exit status. Raises TimeoutError if it goes on."""
        end = time.monotonic() + patience
        while self._read(0.5) or not self._has_ended():
            if time.monotonic() > end:
                raise TimeoutError(f"it goes on:\n{self.text}")
        assert self.status is not None
        return self.status

    @property
    def text(self) -> str:
        """The screen as a person sees it."""
        # Not pyte's own `display`: it cannot take half of a wide character being drawn over, which terminals blank.
        return "\n".join(row.replace("\0", "").rstrip() for row in self._cells)

    def is_straight(self, title: str) -> bool:
        """Whether the box with this title on its upper edge has its sides in line, all the way down.

        So must be the near side of a box beside it: a shift by one cell puts that where this one's side belongs.
        """
        y, at = next((y, row.index(title)) for y, row in enumerate(self._rows) if title in row and "╭" in row)
        edge = self._rows[y]
        left, right = edge.rindex("╭", 0, at), edge.index("╮", at)
        sides = [(row[left] + row[right], row[right + 1 : right + 2]) for row in self._rows[y + 1 :]]
        height = next((place for place, (side, _) in enumerate(sides) if side == "╰╯"), None)
        beside = "│╭╰" if edge[right + 1 : right + 2] == "╭" else ""
        return height is not None and all(
            side == "││" and (not beside or near in beside) for side, near in sides[:height]
        )

    @property
    def _rows(self) -> list[str]:
        """The screen, a character a cell."""
        lines = [self._screen.buffer[y] for y in range(self.rows)]
        return ["".join((line[x].data or "\0")[0] for x in range(self.columns)) for line in lines]

    @property
    def _cells(self) -> list[str]:
        """The screen with all that is in each cell; a NUL for the second cell of a wide character."""
        lines = [self._screen.buffer[y] for y in range(self._screen.lines)]
        return ["".join(line[x].data or "\0" for x in range(self._screen.columns)) for line in lines]

    def _has_ended(self) -> bool:
        if self.status is None:
            child, status = os.waitpid(self._child, os.WNOHANG)
            self.status = os.waitstatus_to_exitcode(status) if child else None
        return self.status is not None

    def _read(self, seconds: float) -> bytes:
        ready, _, _ = select.select([self._terminal], [], [], seconds)
        chunk = b""
        if ready:
            with contextlib.suppress(OSError):  # how Linux tells that nobody holds the other end
                chunk = os.read(self._terminal, 65_536)
        self.written += chunk
        if chunk:
            self._stream.feed(chunk)
        return chunk


def netgarden(file: Path, *words: str, patch: str = "") -> list[str]:
    """A command on a garden file, on the day of the tests; `patch` is Python that runs before it does."""
    start = ["-c", f"{patch}\nfrom netgarden.cli import main\nmain()"] if patch else ["-m", "netgarden"]
    return [sys.executable, *start, "--garden", str(file), "--today", "2026-11-22", *words]
