"""The config: a TOML file whose entries are the settings of `due.rules.Rules` and of `Config`.

Each setting says at its field what it takes and what it is for; by that the file is read, what is wrong with it is
told, and the documentation that `netgarden config` prints is made. A missing file is all defaults; an entry that is
not there has its default.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

import msgspec

from netgarden.due.rules import Rules
from netgarden.errors import UsageError
from netgarden.settings import Reader, Setting, UnfitError, one_of, table, text
from netgarden.text.plain import clean

Glyphs = Literal["unicode", "ascii"]


def _keymap(value: object) -> dict[str, str]:
    keymap: dict[str, str] = {}
    for command, keys in table(value, 'a table of commands and keys, such as log = "l"').items():
        if isinstance(keys, dict):  # list.down = "n" is a table in a table
            keymap |= {f"{command}.{name}": one for name, one in _keymap(keys).items()}
            continue
        if not isinstance(keys, str) or not all(key.strip() for key in keys.split(",")):
            raise UnfitError(keys, 'keys in quotes, separated by commas, such as "l,f2"', command)
        keymap[command] = ",".join(key.strip() for key in keys.split(","))
    return keymap


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """What the config file says."""

    rules: Rules = msgspec.field(default_factory=Rules)
    theme: Annotated[
        str,
        Setting(
            "the name of a theme",
            "The colours, until you choose others in the app; empty for netgarden’s own.",
            text,
        ),
    ] = ""
    glyphs: Annotated[
        Glyphs,
        Setting(
            '"unicode" or "ascii"',
            "What signs and borders are drawn with; ascii for fonts and terminals that lack them.",
            one_of(*get_args(Glyphs)),
        ),
    ] = "unicode"
    keymap: Annotated[
        dict[str, str],
        Setting(
            "command = keys",
            "Other keys for commands, by the ids below, and for what one place alone does, such as list.down or "
            "find.log; several are separated by commas.",
            _keymap,
        ),
    ] = msgspec.field(default_factory=dict)
    """Command id to its keys, separated by commas, as Textual names them."""


class ConfigEntry(msgspec.Struct, frozen=True):
    """An entry of the config file: a setting by its name."""

    key: str
    """Its name in the file; a table has a name of its own."""
    type: str
    default: object
    """As it would stand in the file."""
    help: str
    read: Reader
    write: Callable[[Any], object]
    is_rule: bool
    """Whether it is a field of `Rules`, else of `Config`."""


def _entries(record: type[Rules] | type[Config]) -> Iterator[ConfigEntry]:
    usual = record()
    for key, annotation in record.__annotations__.items():
        for said in getattr(annotation, "__metadata__", ()):
            default = said.write(getattr(usual, key))
            yield ConfigEntry(key, said.type, default, said.help, said.read, said.write, record is Rules)


ENTRIES: tuple[ConfigEntry, ...] = tuple(
    sorted((*_entries(Rules), *_entries(Config)), key=lambda entry: isinstance(entry.default, dict))
)
"""Every entry, plain ones before tables, as TOML wants them."""

_BY_KEY = {entry.key: entry for entry in ENTRIES}


# ── reading ──────────────────────────────────────────────────────────────────


def load_config(path: Path) -> Config:
    """What the file says; all defaults where there is none. Raises UsageError, with line and key, for what is off."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Config()
    except OSError as error:
        raise UsageError(f"The config {path} cannot be read: {error.strerror or error}.") from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UsageError(f"{path}, line {line}: this is not UTF-8; save the file as UTF-8.") from None
    return parse_config(text, str(path))


def parse_config(text: str, name: str) -> Config:
    """The config in a text; `name` says whose it is in errors. Raises UsageError."""
    import tomllib

    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{name}: this is not TOML: {clean(str(error))}.") from None
    rules: dict[str, Any] = {}
    rest: dict[str, Any] = {}
    for key, value in given.items():
        entry = _BY_KEY.get(key)
        if entry is None:
            raise UsageError(
                f"{_place(text, name, [key])}: there is no entry “{clean(key)}”{_near(key, _BY_KEY)}"
            )
        try:
            (rules if entry.is_rule else rest)[key] = entry.read(value)
        except UnfitError as unfit:
            path = [key, *unfit.key.split(".")] if unfit.key else [key]
            raise UsageError(
                f"{_place(text, name, path)}: {clean('.'.join(path))} is {_shown(unfit.value)}: "
                f"it wants {unfit.wanted}."
            ) from None
    return Config(rules=Rules(**rules), **rest)


def line_of(text: str, path: Sequence[str]) -> int | None:
    """The line, counted from 1, on which the entry at `path` stands, or the innermost part of it that does."""
    table: list[str] = []
    found, depth = None, 0
    for number, line in enumerate(text.split("\n"), 1):
        if header := re.match(_HEADER, line):
            table = here = _names(header[1])
        elif assigned := re.match(_ASSIGNED, line):
            here = table + _names(assigned[1])
        else:
            continue
        if len(here) > depth and list(path[: len(here)]) == here:
            found, depth = number, len(here)
    return found


_HEADER = r"\s*\[([^\[\]]+)\]"
_ASSIGNED = r"""\s*((?:[\w.\s-]|"[^"]*"|'[^']*')+?)\s*="""


def _names(dotted: str) -> list[str]:
    return [part.strip().strip("\"'") for part in dotted.split(".")]


def _place(text: str, name: str, path: Sequence[str]) -> str:
    line = line_of(text, path)
    return f"{name}, line {line}" if line else name


def _near(word: str, words: Mapping[str, object]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, words, 1)
    return f"; do you mean {near[0]}?" if near else f": there are {', '.join(words)}."


def _shown(value: object) -> str:
    if value is None:
        return "missing"
    return f"“{clean(value)}”" if isinstance(value, str) else toml_value(value)


# ── the documentation ────────────────────────────────────────────────────────


def current(config: Config, entry: ConfigEntry) -> object:
    """The value of an entry in a config, as it would stand in the file."""
    return entry.write(getattr(config.rules if entry.is_rule else config, entry.key))


def config_help(config: Config) -> Iterator[str]:
    """The config as a TOML file with its documentation, line by line; what is not at its default is no comment."""
    for entry in ENTRIES:
        value = current(config, entry)
        mark = "# " if value == entry.default else ""
        if isinstance(value, dict):
            yield from _comment(f"{entry.help} ({entry.type})")
            yield f"{mark}[{entry.key}]"
            yield from (f"{mark}{_key(name)} = {toml_value(one)}" for name, one in value.items())
        else:
            yield from _comment(f"{entry.help} ({entry.type}; default {toml_value(entry.default)})")
            yield f"{mark}{entry.key} = {toml_value(value)}"
        yield ""


def _comment(text: str) -> list[str]:
    from textwrap import wrap

    return wrap(text, 110, initial_indent="# ", subsequent_indent="# ", break_long_words=False)


def toml_value(value: object) -> str:
    """A value as TOML writes it, on one line."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(name)} = {toml_value(one)}" for name, one in value.items()) + " }"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(toml_value, value))}]"
    if isinstance(value, str | bool | int | float):
        return msgspec.json.encode(value).decode().replace("\x7f", "\\u007f")
    return str(value)


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else toml_value(name)
