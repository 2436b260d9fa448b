"""The command line: parse, call the session, print. Nothing here but the app itself imports textual."""

import contextlib
import gc
import os
import sys
from collections.abc import Sequence
from datetime import date

COMPLETE = "_NETGARDEN_COMPLETE"
"""The variable by which the shells ask for a completion."""


def main() -> None:
    """Run netgarden with the words of the shell; the console script."""
    # One short run makes little garbage, and a pass over all records costs more than it frees. The app turns
    # it on again after its first screen.
    gc.disable()
    if sys.platform == "win32":
        sys.exit("netgarden runs on Linux, macOS and WSL: on Windows, install it inside WSL.")
    try:
        sys.exit(_run())
    except SystemExit as exit:
        _leave(exit.code)


def _run() -> int:
    """Open the app at once where nothing but it is asked for, else let click read the words; the exit status."""
    opening = app_alone(sys.argv[1:]) if COMPLETE not in os.environ else None
    if opening is None:
        from netgarden.cli.root import root

        return int(root())
    try:
        from netgarden.cli.app import open_app

        return open_app(*opening)
    except BaseException as error:
        fault = error

    def fail() -> None:
        raise fault

    from netgarden.cli.output import safe_streams
    from netgarden.cli.root import run_to_status

    safe_streams()
    return run_to_status(fail)


def app_alone(words: Sequence[str]) -> tuple[str | None, date | None] | None:
    """The garden file and the day to open the app with; None for words that ask for more, or are off.

    Opening the app is what is done all day: it does not wait for click, which takes as long to import as reading
    a thousand people.
    """
    options = dict(zip(words[::2], words[1::2], strict=False))
    if (
        len(words) % 2
        or not options.keys() <= {"--garden", "--today"}
        or not all(map(str.strip, options.values()))
    ):
        return None
    try:
        return options.get("--garden"), date.fromisoformat(
            options["--today"]
        ) if "--today" in options else None
    except ValueError:
        return None


def _leave(status: str | int | None) -> None:
    """End the process at once: everything is written and closed, and taking modules and records apart one by one
    costs a tenth of a short run.
    """
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(status if isinstance(status, int) else bool(status))
