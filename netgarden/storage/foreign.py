"""Files that another program wrote: an editor, a script, plain TinyDB (`file-format.md`).

Such a file carries old stamps. It is read by the standard decoder, which sees duplicate keys and numbers that
are none, and compared with what we last had; the differences become one save of this device.
"""

import json
import math
import re
from collections.abc import Iterator
from typing import Any, NoReturn

import msgspec

from netgarden.change.join import (
    ALSO,
    GONE,
    STAMPS,
    Elements,
    Plain,
    Seen,
    canonical,
    compose,
    covers,
    dots_of,
    elements,
    is_deleted,
    is_sound,
    join_seen,
    values,
)
from netgarden.errors import NotAGardenError
from netgarden.records.ids import decode, derived_uid, encode
from netgarden.records.tables import FIELDS, is_multiline
from netgarden.storage.device import Device, new_letters
from netgarden.storage.edits import differences, edited
from netgarden.storage.lines import Copy, Meta, decode_line, encode_line, shown, visible
from netgarden.storage.migrations import migrated
from netgarden.text.plain import MAX_LINE, clean

_DOCUMENT_ID = re.compile(r"0|[1-9][0-9]{0,18}")

DEEPEST = 100
"""Levels of a file that are read: what cleans, joins and writes values may then go down by calling itself."""


class Foreign(msgspec.Struct):
    """The contents of a file that another program wrote."""

    meta: Meta | None
    """None where the file has no `_meta`, as one that plain TinyDB began."""
    tables: dict[str, dict[int, Plain]]
    """All records in the present form, deleted ones too, with what the join needs."""
    unnamed: set[tuple[str, int]] = set()
    """Table and document id of records of netgarden's own tables that say no `uid`."""


def parse_foreign(data: bytes) -> Foreign:
    """Read a file that netgarden did not write last. Raises NotAGardenError that says what is wrong."""
    try:
        content = DECODER.decode(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise NotAGardenError(f"it is not UTF-8 text (byte {error.start:,})") from None
    except json.JSONDecodeError as error:
        raise NotAGardenError(
            f"it is no whole JSON document (line {error.lineno:,}: {error.msg.lower()})"
        ) from None
    except RecursionError:
        raise NotAGardenError("it is nested too deeply") from None
    except ValueError as error:
        raise NotAGardenError(str(error)) from None
    if not isinstance(content, dict):
        raise NotAGardenError("it holds no tables")
    if _is_deep(content):
        raise NotAGardenError("it is nested too deeply")
    meta = _meta(content.pop("_meta", None))
    tables = {table: _table(table, records) for table, records in content.items()}
    tables = migrated(tables, meta.schema if meta else 0)
    unnamed = {
        (table, int(key))
        for table in FIELDS
        for key, record in content.get(table, {}).items()
        if "uid" not in record
    }
    return Foreign(meta, tables, unnamed)


def _is_deep(content: object) -> bool:
    """Return whether it is nested deeper than `DEEPEST`: how deep the decoder goes depends on the Python."""
    level = [content]
    for _ in range(DEEPEST):
        level = [
            inner
            for value in level
            for inner in (
                value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
            )
        ]
    return bool(level)


def adopt(foreign: Foreign, base: Copy | None, device: Device) -> Copy:
    """The copy that a foreign file comes to; whatever differs from `base` is saved as by this device.

    With `base` of equal `seen` the differences are exact. With another, or none, what `base` does not confirm
    is stamped anew, so that no other device takes it for something it has overwritten; what only `base` has
    counts as deleted by who had seen what the file says.
    """
    if base is None and (copy := begun(foreign)) is not None:
        return copy
    garden = foreign.meta.garden if foreign.meta else base.garden if base else new_letters(6)
    seen = dict(foreign.meta.seen) if foreign.meta else {}
    if base is not None and not foreign.meta:
        seen = dict(base.seen)
    known = Copy(garden, {}) if base is None else base
    _name_new(foreign, known)
    for dot in _stamps_of(foreign):
        author, _, written = dot.rpartition(".")
        seen[author] = max(seen.get(author, 0), int(written))
    if seen == known.seen:
        name, number = device.dot(seen)
        tables = _exact(foreign, known, f"{name}.{number}")
    else:
        # The copy may lack saves of this device, and a number of its own would claim that it had seen them.
        name, number = new_letters(4), 1
        tables = _stamped(foreign, known, seen, f"{name}.{number}")
    return Copy(garden, seen | {name: number}, tables)


def as_it_is(foreign: Foreign) -> Copy:
    """The copy that a foreign file says that it is, to be looked at only."""
    meta = foreign.meta or Meta(garden="", seen={})
    tables = {
        table: {number: encode_line(table, number, record) for number, record in records.items()}
        for table, records in foreign.tables.items()
    }
    return Copy(meta.garden, meta.seen, tables, meta.schema)


def begun(foreign: Foreign) -> Copy | None:
    """The garden that a file of plain TinyDB begins, the same on every device that opens it.

    Its letters, and those of the device that is to have saved all of it, follow from what it holds. None for a
    file that holds nothing, or that netgarden began.
    """
    if foreign.meta or not any(foreign.tables.values()) or any(_stamps_of(foreign)):
        return None
    _name_new(foreign, Copy(""))
    tables = [[table, sorted(records.items())] for table, records in sorted(foreign.tables.items())]
    letters = derived_uid("begun", canonical(tables).decode())
    garden, device = letters[:6], letters[6:10]
    return Copy(garden, {device: 1}, _exact(foreign, Copy(garden), f"{device}.1"))


def _stamps_of(foreign: Foreign) -> Iterator[str]:
    return (
        dot
        for records in foreign.tables.values()
        for record in records.values()
        if STAMPS in record or ALSO in record
        for dot in dots_of(elements(record))
    )


def _name_new(foreign: Foreign, base: Copy) -> None:
    """Give records that plain TinyDB inserted a document id that follows from their name, or all they say.

    TinyDB counts: on two devices it gives two new people the same id.
    """
    for table, number in foreign.unnamed:
        if base.line(table, number) is None:
            record = foreign.tables[table].pop(number)
            says = record.get("name") or {field: record[field] for field in record if field != "uid"}
            uid = derived_uid(table, str(number), canonical(says).decode())
            foreign.tables[table][decode(uid)] = {**record, "uid": uid}
    foreign.unnamed.clear()


def _exact(foreign: Foreign, base: Copy, dot: str) -> dict[str, dict[int, bytes]]:
    tables = {table: dict(lines) for table, lines in base.tables.items()}
    there = {
        table: {number: shown(record) for number, record in records.items() if not is_deleted(record)}
        for table, records in foreign.tables.items()
    }
    for (table, number), edit in differences(visible(base), there).items():
        line = base.line(table, number)
        known = decode_line(line) if line else None
        record = edited(table, edit, known, known, base.seen, dot)
        if record is not None:
            tables.setdefault(table, {})[number] = encode_line(table, number, record)
    return tables


def _stamped(foreign: Foreign, base: Copy, seen: dict[str, int], dot: str) -> dict[str, dict[int, bytes]]:
    tables: dict[str, dict[int, bytes]] = {}
    for table, records in foreign.tables.items():
        tables[table] = {}
        for number, record in records.items():
            line = base.line(table, number)
            confirmed = elements(decode_line(line)) if line else {}
            parts: Elements = {}
            for path, standing in elements(record).items():
                there = confirmed.get(path, {})
                parts[path] = {
                    value: (dots & there.get(value, frozenset())) or frozenset({dot})
                    for value, dots in standing.items()
                }
            gone = record.get(GONE, {})
            if gone and is_deleted(record):
                parts = elements(record)
            tables[table][number] = encode_line(table, number, compose(parts, gone))
    for table, lines in base.tables.items():
        for number, line in lines.items():
            if number not in tables.get(table, {}):
                missing = _missing(decode_line(line), seen, dot)
                if missing is not None:
                    tables.setdefault(table, {})[number] = encode_line(table, number, missing)
    return tables


def _missing(record: Plain, seen: Seen, dot: str) -> Plain | None:
    """Return what becomes of a record that only the base has.

    Trash, if the file had seen all of it; nothing, if it had seen none of it; if part of it came later, all
    of it stays, for a later edit outlives the deletion.
    """
    parts = elements(record)
    covered = [covers(seen, one) for one in dots_of(parts)]
    if all(covered):
        return compose(parts, join_seen(record.get(GONE, {}), seen))
    if not any(covered) or is_deleted(record):
        return None
    return compose(
        {
            path: {
                value: frozenset(one if covers(seen, one) else dot for one in dots)
                for value, dots in standing.items()
            }
            for path, standing in parts.items()
        },
        record.get(GONE, {}),
    )


def _meta(found: Any) -> Meta | None:
    if found is None:
        return None
    try:
        meta = msgspec.convert(found["1"], Meta)
        if meta.schema < 0:
            raise ValueError(meta.schema)
        return meta
    except (KeyError, TypeError, ValueError, msgspec.ValidationError):
        raise NotAGardenError("its first record, _meta, does not say which garden it is") from None


def _table(table: str, records: Any) -> dict[int, Plain]:
    if not isinstance(records, dict):
        raise NotAGardenError(f"“{_named(table)}” is no table of records")
    found: dict[int, Plain] = {}
    for key, record in records.items():
        if not _DOCUMENT_ID.fullmatch(key) or int(key) >= 1 << 60:
            raise NotAGardenError(f"“{_named(key)}” in {_named(table)} is no document id")
        if not isinstance(record, dict):
            raise NotAGardenError(f"record {key} of {_named(table)} is no record")
        found[int(key)] = normal_record(table, int(key), record)
    return found


def normal_record(table: str, number: int, record: Plain) -> Plain:
    """A record of a foreign program in the form of ours: text cleaned, sets sorted, empty values left out.

    In the tables of netgarden `uid` follows from the document id, whatever was written there. Raises ValueError
    for numbers that JSON does not have.
    """
    kinds = FIELDS.get(table, {})
    normal: Plain = {"uid": encode(number)} if kinds else {}
    is_plain = _is_plain(record)
    for field, value in record.items():
        if field == "uid" and kinds:
            continue
        if field in (STAMPS, ALSO, GONE):
            if is_sound(field, value):
                normal[field] = _cleaned_stamps(table, field, value)
            continue
        if not is_plain:
            value = _cleaned(value, multiline=is_multiline(table, field))
        if kinds.get(field) == "set" and isinstance(value, list) and all(isinstance(v, str) for v in value):
            value = sorted({member for member in value if member})
        if field not in kinds or value not in (None, "", [], {}, False):
            normal[field if is_plain else _cleaned(field, multiline=False)] = value
    if STAMPS in normal and not values(normal):
        del normal[STAMPS]
    return normal


def _is_plain(record: Plain) -> bool:
    """Whether there is nothing in a record to clean: most are plain, and to clean each text takes ten times as long.

    Whatever is not a printable letter of ASCII is escaped in its JSON or stands in it as it is; so is a number that
    JSON does not have, as `null`.
    """
    try:
        text = msgspec.json.encode(record)
    except (msgspec.MsgspecError, TypeError, ValueError, OverflowError, RecursionError):
        return False
    return text.isascii() and len(text) <= MAX_LINE and not any(map(text.__contains__, _UNPLAIN))


_UNPLAIN = (b"\\", b"\x7f", b"  ", b'" ', b' "', b"null")


def _cleaned_stamps(table: str, field: str, value: Any) -> Any:
    """`_v`, `_also` or `_gone`: the people's text in it, members and values in conflict, cleaned as what is shown."""
    if field == GONE or not isinstance(value, dict):
        return value
    if field == STAMPS:
        return {_clean_path(path): dots for path, dots in value.items()}
    also: dict[str, list[Any]] = {}
    for path, siblings in value.items():
        multiline = is_multiline(table, path.partition("/")[0])
        texts = [[_cleaned(plain, multiline=multiline), dots] for plain, dots in siblings]
        also.setdefault(_clean_path(path), []).extend(texts)
    return also


def _clean_path(path: str) -> str:
    field, slash, member = path.partition("/")
    return f"{clean(field)}{slash}{clean(member)}"


def _cleaned(value: Any, *, multiline: bool) -> Any:
    if isinstance(value, str):
        return clean(value, multiline=multiline)
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"{value} in a record: JSON has no such number")
    if isinstance(value, list):
        return [_cleaned(member, multiline=multiline) for member in value]
    if isinstance(value, dict):
        return {
            _cleaned(key, multiline=False): _cleaned(text, multiline=multiline) for key, text in value.items()
        }
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"“{_named(twice)}” stands in it twice")
    return found


def _named(text: str) -> str:
    """As much of a name or number as a sentence holds."""
    return clean(text if len(text) <= 60 else f"{text[:60]}…")


def _constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _float(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        raise ValueError(f"{_named(text)} is too large a number")
    return number


DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_constant, parse_float=_float)
"""The standard decoder, but strict: no duplicate keys, no numbers that are none."""
