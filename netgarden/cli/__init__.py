"""The command line: parse, call the session, print. Nothing here but the app itself imports textual."""

import contextlib
import gc
import os
import sys


def main() -> None:
    """Run netgarden with the words of the shell; the console script."""
    # One short run makes little garbage, and a pass over all records costs more than it frees. The app turns
    # it on again after its first screen.
    gc.disable()
    if sys.platform == "win32":
        sys.exit("netgarden runs on Linux, macOS and WSL: on Windows, install it inside WSL.")
    from netgarden.cli.root import root

    try:
        root()
    except SystemExit as exit:
        _leave(exit.code)


def _leave(status: str | int | None) -> None:
    """End the process at once: everything is written and closed, and taking modules and records apart one by one
    costs a tenth of a short run.
    """
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(status if isinstance(status, int) else bool(status))
