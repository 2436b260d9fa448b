"""Metadata of a setting, at the setting: what may stand in the config file, its sentence, and its reader.

A field of `due.rules.Rules` or `config.Config` is annotated with it, `budget: Annotated[int, Setting(…)] = 15`. The
reader of the file, its errors, `netgarden config` and `netgarden help config` go by that.
"""

from collections.abc import Callable
from typing import Any

import msgspec

from netgarden.text.plain import clean

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class UnfitError(Exception):
    """A value is not what its entry wants; `key` is where in the value, empty for the whole of it."""

    def __init__(self, value: object, wanted: str, key: str = "") -> None:
        super().__init__(wanted)
        self.value = value
        self.wanted = wanted
        self.key = key


Reader = Callable[[object], Any]
"""From a value in the file to the value in use; raises UnfitError."""


class Setting(msgspec.Struct, frozen=True):
    """The metadata of a setting; its default is the field's."""

    type: str
    """What may stand in the file, in words."""
    help: str
    """One sentence."""
    read: Reader
    write: Callable[[Any], object] = lambda value: value
    """The inverse of `read`."""


# ── readers ──────────────────────────────────────────────────────────────────


def whole(least: int, most: int) -> Reader:
    """Return a reader of whole numbers from `least` to `most`."""

    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise UnfitError(value, f"a whole number, {least} to {most:,}")
        return value

    return read


def text(value: object) -> str:
    """Read a text."""
    if not isinstance(value, str):
        raise UnfitError(value, "a text in quotes")
    return clean(value)


def one_of(*choices: str) -> Reader:
    """Return a reader of one of a few texts."""

    def read(value: object) -> str:
        if value not in choices:
            raise UnfitError(value, " or ".join(f'"{choice}"' for choice in choices))
        return str(value)

    return read


def weekday(value: object) -> int:
    """Read a day of the week, Monday is 0."""
    day = value.lower() if isinstance(value, str) else ""
    found = [at for at, name in enumerate(WEEKDAYS) if len(day) >= 3 and name.startswith(day)]
    if not found:
        raise UnfitError(value, 'a day of the week, such as "monday"')
    return found[0]


def weekdays(value: object) -> tuple[int, ...]:
    """Read a list of days of the week."""
    if not isinstance(value, list) or not value:
        raise UnfitError(value, 'a list of days of the week, such as ["monday", "thursday"]')
    return tuple(sorted({weekday(day) for day in value}))


def table(value: object, wanted: str) -> dict[str, object]:
    """Read a table; `wanted` says which, with an example."""
    if not isinstance(value, dict):
        raise UnfitError(value, wanted)
    return value
