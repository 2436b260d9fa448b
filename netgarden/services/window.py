"""What a window remembers from one run to the next: grouping, theme, whom one looked up.

It lies in the state directory, is no part of the garden, and may be lost without harm.
"""

import contextlib
import os
import tempfile
from pathlib import Path

import msgspec

LOOKED_UP = 12
"""How many looked-up people are remembered."""


class Window(msgspec.Struct, frozen=True, omit_defaults=True):
    """The choices of a window."""

    grouping: str = ""
    theme: str = ""
    looked_up: tuple[str, ...] = ()
    """Uids, the last first."""
    toured: bool = False
    """Whether the first-run tour was dismissed for good."""

    def with_look_up(self, uid: str) -> "Window":
        """The same, with a person looked up just now."""
        others = (one for one in self.looked_up if one != uid)
        return msgspec.structs.replace(self, looked_up=(uid, *others)[:LOOKED_UP])


def read_window(file: Path | None) -> Window:
    """The window remembered in a file; a new one where there is none or it cannot be read."""
    if file is None:
        return Window()
    try:
        return msgspec.json.decode(file.read_bytes(), type=Window)
    except (OSError, msgspec.MsgspecError):
        return Window()


def write_window(file: Path | None, window: Window) -> None:
    """Remember a window. A full or read-only disk costs the memory of it and nothing else."""
    if file is None:
        return
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=file.name)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(msgspec.json.encode(window))
            os.replace(temporary, file)
        except OSError:
            os.unlink(temporary)
            raise
