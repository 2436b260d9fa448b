"""The keys as sentences name them: `{undo} undoes` is shown as `u undoes`, or `z undoes` where the keymap says so.

No sentence holds a key itself. It names a command, or a binding of one place (`find.log`), by its id.
"""

import re
import unicodedata
from collections.abc import Mapping
from contextlib import suppress

from netgarden.tui.commands import COMMANDS

_SHORT = {
    "escape": "esc",
    "slash": "/",
    "equals_sign": "=",
    "backslash": "\\",
    "at": "@",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "minus": "-",
    "plus": "+",
    "underscore": "_",
    "pageup": "pgup",
    "pagedown": "pgdn",
}
"""Keys that are shown neither by their own name nor as the character that Unicode calls so."""

_PLACE = re.compile(r"\{([a-z_.]+)\}")


class Keys:
    """The keys of all commands, with those of a keymap in place of the usual ones."""

    def __init__(self, keymap: Mapping[str, str] | None = None) -> None:
        """`keymap` maps a command's id to its keys, separated by commas, as Textual names them."""
        self._keymap = keymap or {}

    def __getitem__(self, command: str) -> str:
        """Return the first key of a command, as a keyboard shows it. Raises KeyError for an unknown command."""
        return key_name(self.names_of(command)[0])

    def names_of(self, command: str) -> list[str]:
        """Return all keys of a command as Textual names them. Raises KeyError for an unknown command."""
        return (self._keymap.get(command) or _usual(command)).split(",")

    def fill(self, sentence: str) -> str:
        """Put keys in the place of the commands that a sentence names in braces.

        People's data must not be in it yet: a brace in a name would be taken for a command.
        """
        return _PLACE.sub(lambda place: self[place[1]], sentence)


def key_name(key: str) -> str:
    """Return a key as a keyboard shows it: `?` for `question_mark`, `esc`, `ctrl+s`."""
    *held, base = key.split("+") if len(key) > 1 else [key]
    shown = _SHORT.get(base, base)
    if base not in _SHORT and ("_" in base or base in ("colon", "asterisk")):
        with suppress(KeyError):  # else the name is Textual's own
            shown = unicodedata.lookup(base.replace("_", " "))
    return "+".join((*held, shown))


def keys_of(app: object) -> Keys:
    """Return the keys of an app; those of one without a keymap are the usual ones."""
    keys = getattr(app, "shown_keys", None)
    return keys if isinstance(keys, Keys) else Keys()


def _usual(command: str) -> str:
    """Return the keys of a command where there is no keymap, separated by commas."""
    if command in COMMANDS:
        return COMMANDS[command].key
    from netgarden.tui.keymap import keys_of_places

    return keys_of_places()[command]
