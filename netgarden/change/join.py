"""Joining two copies of a record, without clock or base version (`file-format.md`, Joining).

A record in the file is a flat dict. Its *paths* are a field (`org`) or one member of a set or map
(`tags/board`, `emails/ada@x.org`); in field names `~ / *` are written `~0 ~1 ~2`, and the empty name `~3`. A
sorted list of texts is a set, an object of text to text is a map, whatever else is one value.

Each save on a device is a *dot*, `k7qd.3`. `_v` holds the dots of the save that wrote each path (`*` = the
rest, or one text for all paths); two dots, with a blank between, where two saves wrote the same value without
knowing of each other. `_also` holds values in conflict with the one shown: path to `[[value, dots], …]`.
`_gone` is what a deleter had seen. `seen` of a copy is the highest number of each device; it covers every dot
in the copy.

The join keeps a value if the other copy has its dot too or has not seen its dot; else the other overwrote it
knowingly. It is idempotent, commutative and associative, and takes no dot itself.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any, TypeAlias

import msgspec

Plain: TypeAlias = dict[str, Any]
"""A record as the file has it, `_v`, `_also` and `_gone` among its fields."""

Seen: TypeAlias = Mapping[str, int]
"""Device to the highest number seen of it."""

Elements: TypeAlias = dict[str, dict[bytes, frozenset[str]]]
"""Path to the values standing there, each as canonical JSON with its dots."""

STAMPS, ALSO, GONE = "_v", "_also", "_gone"
RESERVED = frozenset({STAMPS, ALSO, GONE})
"""The fields in which a record holds what the join needs."""

_TRUE = b"true"
_ESCAPES = str.maketrans({"~": "~0", "/": "~1", "*": "~2"})


def canonical(value: object) -> bytes:
    """The one JSON text of a value."""
    return msgspec.json.encode(value, order="sorted")


def path_of(field: str, member: str | None = None) -> str:
    """The path of a field, or of one member of it."""
    name = field.translate(_ESCAPES) or "~3"
    return name if member is None else f"{name}/{member}"


def split_path(path: str) -> tuple[str, str | None]:
    """The field and the member (None for a whole field) that `path` names."""
    name, slash, member = path.partition("/")
    field = "" if name == "~3" else name.replace("~2", "*").replace("~1", "/").replace("~0", "~")
    return field, member if slash else None


def is_sound(field: str, value: Any) -> bool:
    """Return whether `_v`, `_also` or `_gone` is as netgarden writes it; else the record counts as not stamped."""
    if field == GONE:
        return isinstance(value, dict) and all(type(number) is int for number in value.values())
    if field == ALSO:
        return isinstance(value, dict) and all(
            isinstance(siblings, list)
            and all(isinstance(pair, list) and len(pair) == 2 and _are_dots(pair[1]) for pair in siblings)
            for siblings in value.values()
        )
    return _are_dots(value) or (isinstance(value, dict) and all(_are_dots(dots) for dots in value.values()))


def _are_dots(value: Any) -> bool:
    return isinstance(value, str) and all(
        device and number.isascii() and number.isdigit()
        for device, _, number in (dot.rpartition(".") for dot in value.split())
    )


def values(record: Plain) -> dict[str, bytes]:
    """Path to the value shown there, as canonical JSON."""
    shown: dict[str, bytes] = {}
    for field, value in record.items():
        if field in RESERVED:
            continue
        if _is_set(value):
            shown.update((path_of(field, member), _TRUE) for member in value)
        elif isinstance(value, dict) and value and all(isinstance(text, str) for text in value.values()):
            shown.update((path_of(field, member), canonical(text)) for member, text in value.items())
        else:
            shown[path_of(field)] = canonical(value)
    return shown


def elements(record: Plain) -> Elements:
    """All values of a record with their dots, those in conflict too."""
    stamps = record.get(STAMPS, "")
    rest = stamps if isinstance(stamps, str) else stamps.get("*", "")
    own = {} if isinstance(stamps, str) else stamps
    found: Elements = {
        path: {value: frozenset(own.get(path, rest).split())} for path, value in values(record).items()
    }
    for path, siblings in record.get(ALSO, {}).items():
        there = found.setdefault(path, {})
        for value, dots in siblings:
            there[canonical(value)] = frozenset(dots.split())
    return found


def compose(parts: Elements, gone: Seen) -> Plain:
    """The record that consists of these values: the inverse of `elements`, the same for the same values."""
    record: Plain = {}
    stamps: dict[str, str] = {}
    also: dict[str, list[list[Any]]] = {}
    fields: dict[str, list[str]] = {}
    for path in sorted(parts):
        fields.setdefault(split_path(path)[0], []).append(path)
    for field in fields:
        whole = path_of(field)
        is_map = any(value[:1] == b'"' for path in fields[field] for value in parts[path])
        for path in fields[field]:
            shown = _shown(parts[path], is_whole=path == whole, has_whole=whole in parts, is_map=is_map)
            for value, dots in sorted(parts[path].items()):
                plain, stamp = msgspec.json.decode(value), " ".join(sorted(dots))
                if value != shown:
                    also.setdefault(path, []).append([plain, stamp])
                    continue
                stamps[path] = stamp
                member = split_path(path)[1]
                if member is None:
                    record[field] = plain
                elif is_map:
                    record.setdefault(field, {})[member] = plain
                else:
                    record.setdefault(field, []).append(member)
    if stamps:
        record[STAMPS] = _compact(stamps)
    if also:
        record[ALSO] = also
    if gone:
        record[GONE] = dict(sorted(gone.items()))
    return record


def join_records(mine: Plain | None, theirs: Plain | None, my_seen: Seen, their_seen: Seen) -> Plain | None:
    """The record in the join of two copies that have seen `my_seen` and `their_seen`; None for no record."""
    a, b = elements(mine or {}), elements(theirs or {})
    parts: Elements = {}
    for path in {*a, *b}:
        here, there = a.get(path, {}), b.get(path, {})
        joined = _kept(here, there, their_seen)
        for value, dots in _kept(there, here, my_seen).items():
            joined[value] = joined.get(value, frozenset()) | dots
        if joined:
            parts[path] = joined
    gone = join_seen((mine or {}).get(GONE, {}), (theirs or {}).get(GONE, {}))
    return compose(parts, gone) if parts or gone else None


def join_seen(one: Seen, other: Seen) -> dict[str, int]:
    """The least that covers both."""
    return {device: max(one.get(device, 0), other.get(device, 0)) for device in {*one, *other}}


def covers(seen: Seen, dot: str) -> bool:
    """Return whether a copy that has seen `seen` has seen the save `dot`."""
    device, _, number = dot.rpartition(".")
    return int(number) <= seen.get(device, 0)


def is_deleted(record: Plain) -> bool:
    """Return whether the record is trash: the deleter had seen every save in it."""
    gone: Seen = record.get(GONE) or {}
    return bool(gone) and all(covers(gone, dot) for dot in dots_of(elements(record)))


def dots_of(parts: Elements) -> Iterable[str]:
    """The dots of all values."""
    return (dot for standing in parts.values() for dots in standing.values() for dot in dots)


def _is_set(value: object) -> bool:
    if not isinstance(value, list) or not value or not all(isinstance(member, str) for member in value):
        return False
    return all(one < other for one, other in pairwise(value))


def _kept(
    mine: dict[bytes, frozenset[str]], theirs: dict[bytes, frozenset[str]], their_seen: Seen
) -> dict[bytes, frozenset[str]]:
    """Of the values at one path those that the other copy did not overwrite knowingly.

    A dot that the other copy has with another value is a foreign edit under an old stamp: both values stay.
    """
    held = frozenset().union(*theirs.values())
    kept = {
        value: frozenset(dot for dot in dots if dot in held or not covers(their_seen, dot))
        for value, dots in mine.items()
    }
    return {value: dots for value, dots in kept.items() if dots}


def _shown(
    standing: dict[bytes, frozenset[str]], *, is_whole: bool, has_whole: bool, is_map: bool
) -> bytes | None:
    """Return the value at a path that the record shows: the longest, so that most is seen; None for none.

    Where copies disagree on what kind of field it is, a whole value comes before a map, a map before a set;
    what does not fit stands in `_also`.
    """
    if is_whole:
        fitting = list(standing)
    elif has_whole:
        return None
    else:
        fitting = [value for value in standing if (value[:1] == b'"' if is_map else value == _TRUE)]
    return max(fitting, key=lambda value: (len(value), value), default=None)


def _compact(stamps: dict[str, str]) -> str | dict[str, str]:
    """`_v` of a record: the commonest stamp once, as `*`, and the paths that differ."""
    counts = Counter(stamps.values())
    rest = min(counts, key=lambda stamp: (-counts[stamp], stamp))
    own = {path: stamp for path, stamp in stamps.items() if stamp != rest}
    return {"*": rest, **own} if own else rest
