"""The keymap of the config: checked before the app opens, so that no command is lost without a word."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import KEY_NAME_REPLACEMENTS, Keys, key_to_character

from netgarden.errors import UsageError
from netgarden.text.plain import clean
from netgarden.tui import screens
from netgarden.tui.commands import COMMANDS
from netgarden.tui.widgets.forest import Forest
from netgarden.tui.widgets.line_list import LineList

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

WRITTEN_IN = frozenset({"composer", "find", "edit", "draft", "field", "prompt"})
"""Places where one writes: a letter is text there."""

_NAMED = frozenset(key.value for key in Keys)
_SIGNS = frozenset(KEY_NAME_REPLACEMENTS.values())


def checked_keymap(keymap: Mapping[str, str]) -> dict[str, str]:
    """The keymap, keys as Textual names them. Raises UsageError for an unknown command or key, and for a clash.

    Besides the commands it may name what one place alone does (`list.down`, `find.log`). Those of lists stand beside
    the commands on the first screen; the others are known only once every screen is imported, so that is done for
    who names one.
    """
    known = {command.id: command.key for command in COMMANDS.values()} | _keys_of((LineList, Forest))
    if not keymap.keys() <= known.keys():
        screens.load()
        known |= keys_of_places()
    found: dict[str, str] = {}
    for command, keys in keymap.items():
        if command not in known:
            raise UsageError(
                f"Config, keymap: there is no command “{clean(command)}”; {_meant(command, known)}"
            )
        found[command] = ",".join(_key(command, key) for key in keys.split(","))
    _refuse_clashes(found, known)
    return found


def _keys_of(classes: Iterable[type[DOMNode]]) -> dict[str, str]:
    """Return the bindings of screens and widgets besides the commands: `place.name` and its keys."""
    return {
        binding.id: binding.key
        for one in classes
        for binding in vars(one).get("BINDINGS", ())
        if isinstance(binding, Binding) and binding.id and "." in binding.id
    }


def keys_of_places() -> dict[str, str]:
    """Return the usual keys of what one place alone does, by `place.name`, for all places that are imported."""
    return _keys_of(_below(DOMNode))


def _below(parent: type[DOMNode]) -> list[type[DOMNode]]:
    """A class and all that inherit from it."""
    return [parent, *(one for child in parent.__subclasses__() for one in _below(child))]


def _meant(command: str, known: Mapping[str, str]) -> str:
    """Return what an unknown name may have meant."""
    place, dot, _ = command.partition(".")
    if here := [name for name in known if dot and name.startswith(f"{place}.")]:
        return f"there are {', '.join(here)}."
    near = get_close_matches(command, known, 1)
    return f"do you mean {near[0]}?" if near else "“netgarden config” lists them."


def _meet(one: str, other: str) -> bool:
    """Return whether two commands may not share a key: those of one place, and those of lists and of everywhere."""
    places = {_place(one), _place(other)}
    return len(places) == 1 or places <= {"", "list", "forest"}


def _place(command: str) -> str:
    """Return where a command works: everywhere (empty) or in one place."""
    place, dot, _ = command.partition(".")
    return place if dot else "composer" if command in IN_COMPOSER else ""


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
            f"Config, keymap.{command}: “{clean(key)}” is not a key: write l, ?, f2, ctrl+l, question_mark …"
        )
    place = _place(command)
    if place in WRITTEN_IN and typed and not held and not command.startswith("find.list."):
        where = "in the composer" if place == "composer" else "there"
        raise UsageError(
            f"Config, keymap.{command}: “{clean(key)}” is text {where}; choose a key with ctrl or an f key."
        )
    return name


def _refuse_clashes(keymap: Mapping[str, str], known: Mapping[str, str]) -> None:
    """Raise UsageError where a command of the keymap takes the key of another that works beside it."""
    for command, keys in keymap.items():
        for other in sorted(known, key=lambda other: _place(other) != _place(command)):
            if other == command or not _meet(command, other):
                continue
            theirs = known[other]
            taken = set(keymap.get(other, theirs).split(","))
            usual = set(known[command].split(",")) & set(theirs.split(","))
            if both := sorted((set(keys.split(",")) & taken) - usual):
                raise UsageError(
                    f"Config, keymap: {both[0]} would be {command} and {other}; give {other} another key."
                )
