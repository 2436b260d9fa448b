"""The config: a TOML file, every entry in one table with its type, default and one sentence.

The table reads the file, tells what is wrong with it, and makes the documentation that `netgarden config` prints.
A missing file is all defaults; an entry that is not there has its default.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import msgspec

from netgarden.due.rules import DEFAULT_MINUTES, DEFAULT_TIERS, Rules, Tier
from netgarden.errors import UsageError
from netgarden.text.cadence import parse_cadence
from netgarden.text.plain import clean

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

Glyphs = Literal["unicode", "ascii"]


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """What the config file says."""

    rules: Rules = msgspec.field(default_factory=Rules)
    theme: str = ""
    """The name of a theme; empty for netgarden's own."""
    glyphs: Glyphs = "unicode"
    keymap: dict[str, str] = msgspec.field(default_factory=dict)
    """Command id to its keys, separated by commas, as Textual names them."""


class UnfitError(Exception):
    """A value is not what its entry wants; `key` is where in the value, empty for the whole of it."""

    def __init__(self, value: object, wanted: str, key: str = "") -> None:
        super().__init__(wanted)
        self.value = value
        self.wanted = wanted
        self.key = key


Reader = Callable[[object], Any]


class Entry(msgspec.Struct, frozen=True):
    """An entry of the config file."""

    key: str
    """Its name in the file; a table has a name of its own."""
    type: str
    """What may stand there, in words."""
    default: object
    """As it would stand in the file."""
    help: str
    """One sentence."""
    read: Reader
    """From the value in the file to the value in `Config` or `Rules`; raises UnfitError."""
    is_rule: bool = True
    """Whether it is a field of `Rules`, else of `Config`."""


# ── values ───────────────────────────────────────────────────────────────────


def _whole(least: int, most: int) -> Reader:
    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise UnfitError(value, f"a whole number, {least} to {most:,}")
        return value

    return read


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise UnfitError(value, "a text in quotes")
    return clean(value)


def _one_of(*choices: str) -> Reader:
    def read(value: object) -> str:
        if value not in choices:
            raise UnfitError(value, " or ".join(f'"{choice}"' for choice in choices))
        return str(value)

    return read


def _weekday(value: object) -> int:
    day = value.lower() if isinstance(value, str) else ""
    found = [at for at, name in enumerate(WEEKDAYS) if len(day) >= 3 and name.startswith(day)]
    if not found:
        raise UnfitError(value, 'a day of the week, such as "monday"')
    return found[0]


def _weekdays(value: object) -> tuple[int, ...]:
    if not isinstance(value, list) or not value:
        raise UnfitError(value, 'a list of days of the week, such as ["monday", "thursday"]')
    return tuple(sorted({_weekday(day) for day in value}))


def _table(value: object, wanted: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise UnfitError(value, wanted)
    return value


def _tiers(value: object) -> dict[str, Tier]:
    tiers: dict[str, Tier] = {}
    for name, tier in _table(value, 'a table of tiers, such as inner = "2w"').items():
        usual = DEFAULT_TIERS.get(name)
        given = tier if isinstance(tier, dict) else {"cadence": tier}
        for key in given:
            if key not in Tier._fields:
                raise UnfitError(key, "cadence or weight", f"{name}.{key}")
        cadence = given.get("cadence", usual.cadence if usual else None)
        try:
            if parse_cadence(cadence if isinstance(cadence, str) else "") is None and cadence != "none":
                raise ValueError
        except ValueError:
            raise UnfitError(cadence, "a cadence: 10d, 2w, 1m, 3m, 1y or none", f"{name}.cadence") from None
        weight = given.get("weight", usual.weight if usual else 1.0)
        if isinstance(weight, bool) or not isinstance(weight, int | float) or not 0 < weight <= 10:
            raise UnfitError(weight, "a number above 0, up to 10", f"{name}.weight")
        tiers[clean(name)] = Tier(str(cadence), float(weight))
    return tiers | {"none": DEFAULT_TIERS["none"]}


def _minutes(value: object) -> dict[str, int]:
    read, minutes = _whole(0, 480), dict(DEFAULT_MINUTES)
    for kind, cost in _table(value, "a table of minutes, such as call = 10").items():
        if kind not in minutes:
            raise UnfitError(kind, f"one of {', '.join(minutes)}", kind)
        try:
            minutes[kind] = read(cost)
        except UnfitError as unfit:
            raise UnfitError(cost, unfit.wanted, kind) from None
    return minutes


def _keymap(value: object) -> dict[str, str]:
    keymap: dict[str, str] = {}
    for command, keys in _table(value, 'a table of commands and keys, such as log = "l"').items():
        if isinstance(keys, dict):  # list.down = "n" is a table in a table
            keymap |= {f"{command}.{name}": one for name, one in _keymap(keys).items()}
            continue
        if not isinstance(keys, str) or not all(key.strip() for key in keys.split(",")):
            raise UnfitError(keys, 'keys in quotes, separated by commas, such as "l,f2"', command)
        keymap[command] = ",".join(key.strip() for key in keys.split(","))
    return keymap


# ── the table ────────────────────────────────────────────────────────────────

ENTRIES: tuple[Entry, ...] = (
    Entry("budget", "minutes, 0 for no limit", 15, "Minutes a day for the review.", _whole(0, 1440)),
    Entry("review_days", "a list of weekdays", list(WEEKDAYS), "The days on which you review.", _weekdays),
    Entry("unplaced_per_day", "a whole number", 2,
          "How many people without tier or cadence are offered a day.", _whole(0, 1000)),
    Entry("reconnects_per_day", "a whole number", 2,
          "How many people long out of touch are offered a day.", _whole(0, 1000)),
    Entry("follow_ups_per_day", "a whole number", 5, "How many follow-ups are offered a day.", _whole(0, 1000)),
    Entry("first_weekday", "a weekday", "monday", "The day on which a week begins.", _weekday),
    Entry("date_order", '"dmy" or "mdy"', "dmy", "What 3/4 means: 3 April (dmy) or March 4 (mdy).",
          _one_of("dmy", "mdy")),
    Entry("theme", "the name of a theme", "",
          "The colours, until you choose others in the app; empty for netgarden’s own.", _text, False),
    Entry("glyphs", '"unicode" or "ascii"', "unicode",
          "What signs and borders are drawn with; ascii for fonts and terminals that lack them.",
          _one_of("unicode", "ascii"), False),
    Entry("tiers", "name = cadence, or { cadence, weight }",
          {name: {"cadence": tier.cadence, "weight": tier.weight} for name, tier in DEFAULT_TIERS.items()},
          "The circles, nearest first, in place of the usual ones; weight says how much lateness counts.", _tiers),
    Entry("minutes", "kind = minutes", dict(DEFAULT_MINUTES),
          "What acting costs, by kind; plan is arranging a talk.", _minutes),
    Entry("keymap", "command = keys", {},
          "Other keys for commands, by the ids below, and for what one place alone does, such as list.down or "
          "find.log; several are separated by commas.", _keymap, False),
)  # fmt: skip
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


def current(config: Config, entry: Entry) -> object:
    """The value of an entry in a config, as it would stand in the file."""
    value = getattr(config.rules if entry.is_rule else config, entry.key)
    if entry.key == "first_weekday":
        return WEEKDAYS[value]
    if entry.key == "review_days":
        return [WEEKDAYS[day] for day in value]
    if entry.key == "tiers":
        return {name: tier._asdict() for name, tier in value.items()}
    return value


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
