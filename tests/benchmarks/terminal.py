"""Programs in a pseudo-terminal, as a person starts them: how long until something stands on the screen."""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence

COLUMNS, ROWS = 120, 36
PATIENCE = 60.0
"""Seconds after which a program that shows nothing has failed."""


def seconds_until(
    command: Sequence[str], shown: Sequence[bytes], environment: Mapping[str, str], leave: bytes = b""
) -> float:
    """Seconds from exec until all of `shown` were written to a terminal of 120 × 36; the program is then ended.

    With `leave` it is left by these keys. Raises TimeoutError with the last of what was written if they never are.
    """
    start = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        try:
            os.execvpe(command[0], command, environment)
        finally:
            os._exit(127)
    written = b""
    try:
        while not all(text in written for text in shown):
            chunk = _read(terminal)
            if not chunk or time.perf_counter() - start > PATIENCE:
                raise TimeoutError(written[-2000:].decode("utf-8", "replace"))
            written += chunk
        took = time.perf_counter() - start
        if leave:
            os.write(terminal, leave)
            while _read(terminal):
                pass
        return took
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(terminal)


def _read(terminal: int) -> bytes:
    """What the program wrote; nothing once it has ended or says no more."""
    ready, _, _ = select.select([terminal], [], [], PATIENCE)
    try:
        return os.read(terminal, 65_536) if ready else b""
    except OSError:  # how Linux tells that nobody holds the other end
        return b""
