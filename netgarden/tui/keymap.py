"""The keymap of the config: checked before the app opens, so that no command is lost without a word."""

from collections.abc import Mapping
from difflib import get_close_matches

from textual.binding import Binding
from textual.keys import KEY_NAME_REPLACEMENTS, Keys, key_to_character

from netgarden.domain.text import clean
from netgarden.errors import UsageError
from netgarden.tui.commands import COMMANDS

CONFUSED = {
    "ctrl+h": "backspace",
    "ctrl+i": "tab",
    "ctrl+j": "enter",
    "ctrl+m": "enter",
    "ctrl+left_square_bracket": "escape",
    "ctrl+enter": "enter",
    "shift+enter": "enter",
    "alt+enter": "enter",
}
"""Keys that terminals send as another, and as which."""

IN_COMPOSER = frozenset({"save", "accept", "save_another", "editor", "grammar"})
"""Commands that work while one types; all others do while one does not."""

_NAMED = frozenset(key.value for key in Keys)
_SIGNS = frozenset(KEY_NAME_REPLACEMENTS.values())


def checked_keymap(keymap: Mapping[str, str]) -> dict[str, str]:
    """The keymap, keys as Textual names them. Raises UsageError for an unknown command or key, and for a clash."""
    found: dict[str, str] = {}
    for command, keys in keymap.items():
        if command not in COMMANDS:
            near = get_close_matches(command, COMMANDS, 1)
            meant = f"do you mean {near[0]}?" if near else "“netgarden config” lists them."
            raise UsageError(f"Config, keymap: there is no command “{clean(command)}”; {meant}")
        found[command] = ",".join(_key(command, key) for key in keys.split(","))
    _refuse_clashes(found)
    return found


def _key(command: str, key: str) -> str:
    """The name of a key. Raises UsageError for what is none, or cannot be told from another."""
    name = next(iter(Binding.make_bindings([Binding(key, command)]))).key
    *held, base = name.split("+") if len(name) > 1 else [name]
    if name in CONFUSED:
        raise UsageError(
            f"Config, keymap.{command}: terminals send {key} as {CONFUSED[name]}; choose another key."
        )
    typed = base in _SIGNS or (key_to_character(base) or "\t").isprintable()
    if not set(held) <= {"ctrl", "shift", "alt"} or not (typed or base in _NAMED):
        raise UsageError(
            f"Config, keymap.{command}: “{clean(key)}” is no key: write l, ?, f2, ctrl+l, question_mark …"
        )
    if command in IN_COMPOSER and typed and not held:
        raise UsageError(
            f"Config, keymap.{command}: “{clean(key)}” is text in the composer; choose a key with ctrl or an f key."
        )
    return name


def _refuse_clashes(keymap: Mapping[str, str]) -> None:
    """Raise UsageError where a command of the keymap takes the key of another that works beside it."""
    for command, keys in keymap.items():
        for other, theirs in COMMANDS.items():
            if other == command or (command in IN_COMPOSER) is not (other in IN_COMPOSER):
                continue
            taken = set(keymap.get(other, theirs.key).split(","))
            usual = set(COMMANDS[command].key.split(",")) & set(theirs.key.split(","))
            if both := sorted((set(keys.split(",")) & taken) - usual):
                raise UsageError(
                    f"Config, keymap: {both[0]} would be {command} and {other}; give {other} another key."
                )
