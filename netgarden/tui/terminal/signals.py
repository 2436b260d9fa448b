"""What the system tells of the terminal by signals: another size, and that the app is to end."""

import asyncio
import contextlib
import shutil
import signal
from functools import partial
from typing import Any

from textual.app import App
from textual.events import Resize
from textual.geometry import Size


def take_real_size(app: App[Any], event: Resize) -> None:
    """Take the size that the terminal has by now.

    Textual asks for it while it handles a signal, and a second signal may come in between: then the older of two
    sizes is told last, and would stay. Terminals that send their size as text (then it has pixels) keep order.
    """
    if event.pixel_size is None and not (app.is_headless or app.is_web):
        event.size = event.virtual_size = event.container_size = Size(*shutil.get_terminal_size())


def leave_on_signals(app: App[Any]) -> None:
    """Leave in good order when the terminal is closed or the process is told to end.

    Textual restores the terminal on the way out; the file is closed by `run`.
    """
    loop = asyncio.get_running_loop()
    for one in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(one, partial(app.exit, return_code=128 + one))
