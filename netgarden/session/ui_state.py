"""The memory of a window between runs: grouping, theme, people looked up, the place in a review.

It lies in the state directory, is no part of the garden, and may be lost without harm.
"""

import contextlib
import os
from datetime import date
from pathlib import Path

import msgspec

from netgarden.paths import Paths
from netgarden.records.ids import derived_uid

LOOKED_UP = 12
"""The most looked-up people remembered."""


class ReviewItem(msgspec.Struct, frozen=True, array_like=True):
    """Somebody in the list of a review, as it was when the list was made."""

    uid: str
    minutes: int
    """The minutes that their row was to take."""
    touches: int
    """The number of their entries that counted as being in touch."""
    tries: int
    """The number of times one had tried to reach them."""
    name: str = ""
    """Their name, for when they are deleted."""


class ReviewPlace(msgspec.Struct, frozen=True, omit_defaults=True):
    """A review and how far it went. What became of each person the garden tells."""

    day: date
    items: tuple[ReviewItem, ...]
    at: str = ""
    """The uid of the person one stopped at; empty once the end was reached."""
    minutes: int | None = None
    """The minutes of the day, where they were set."""


class Window(msgspec.Struct, frozen=True, omit_defaults=True):
    """The choices of a window."""

    grouping: str = ""
    """The grouping of the forest, see `people.groves`; empty until one is chosen."""
    sort: str = ""
    """In what order people stand in a grove."""
    tour: tuple[str, ...] | None = None
    """The commands that were tried in the tour; None where it is not under way."""
    toured: bool = False
    """True once the tour was ended: it does not begin by itself again."""
    theme: str = ""
    looked_up: tuple[str, ...] = ()
    """Uids, the last first."""
    entry: str = ""
    """The text in the composer, kept so that it survives a crash or a closed terminal."""
    entry_for: str = ""
    """The uid of whom it is about; empty for nobody in particular."""
    entry_of: str = ""
    """The uid of the entry that it is to replace; empty for a new one."""
    review: ReviewPlace | None = None
    opened_on: date | None = None
    """The last day on which the app was open."""
    opened_before: date | None = None
    """The last such day before that one."""

    def last_opened(self, today: date) -> date | None:
        """The last day before `today` on which the app was open; None where none is known.

        A day to come, of a clock that was wrong, is none.
        """
        return next((day for day in (self.opened_on, self.opened_before) if day and day < today), None)

    def wants_tour(self, *, is_empty: bool) -> bool:
        """Return whether the tour is under way, or is to begin: in an empty garden, unless it was ended before."""
        return self.tour is not None or (is_empty and not self.toured)

    def with_look_up(self, uid: str) -> "Window":
        """The same, with a person looked up just now."""
        others = (one for one in self.looked_up if one != uid)
        return msgspec.structs.replace(self, looked_up=(uid, *others)[:LOOKED_UP])


def window_file(paths: Paths) -> Path:
    """Return the file in which the window of a garden is remembered: one for each garden, as drafts belong to one."""
    return paths.state / f"window-{derived_uid('window', os.path.realpath(paths.garden))}.json"


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
    import tempfile  # not for who only reads

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
