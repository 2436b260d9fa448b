"""The command line: parse, call the session, print. Nothing here but the app itself imports textual."""

import gc
import sys


def main() -> None:
    """Run netgarden with the words of the shell; the console script."""
    # One short run makes little garbage, and a pass over all records costs more than it frees. The app turns
    # it on again after its first screen.
    gc.disable()
    if sys.platform == "win32":
        sys.exit("netgarden runs on Linux, macOS and WSL: on Windows, install it inside WSL.")
    from netgarden.cli.root import root

    root()
