"""Salvage of a damaged garden file: every undamaged record, and a list of what could not be read.

Cut, torn, glued, transcoded or with git's conflict markers: whatever lies between the records is passed over,
and each record is read for itself.
"""

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from netgarden.change.join import (
    GONE,
    RESERVED,
    Plain,
    Seen,
    compose,
    covers,
    dots_of,
    elements,
    is_deleted,
    join_records,
    join_seen,
)
from netgarden.records.ids import decode
from netgarden.records.tables import FIELDS, TABLES
from netgarden.storage.device import new_letters
from netgarden.storage.foreign import DECODER, normal_record
from netgarden.storage.lines import Copy, Meta, decode_line, encode_line, shown
from netgarden.text.plain import clean


class Unreadable(NamedTuple):
    """A piece of the file that is no record any more."""

    line: int
    """Where it begins, counted from 1."""
    text: str
    """Its beginning, cleaned."""


class Salvage(NamedTuple):
    """The records that could be saved, and what could not be read."""

    copy: Copy
    unreadable: tuple[Unreadable, ...]
    remarks: tuple[str, ...]
    """What was undone to read the file, for people: a byte order mark, another encoding, conflict markers."""
    from_backup: int
    """How many records were not in the file and came from the last good version."""
    is_whole: bool
    """Whether nothing is lost."""


class _Part(msgspec.Struct):
    """The records of one document, or of one side of a conflict."""

    meta: Meta | None = None
    records: dict[tuple[str, int], list[Plain]] = {}


def salvage(data: bytes, base: Copy | None) -> Salvage:
    """Read what can be read of `data`; what it lacks is taken from `base`, the last good version.

    Where something stays lost, the copy claims to have seen no more than `base` had, and what it saves beyond
    that is stamped anew by a new device: another device that still has the lost records brings them back.
    """
    text, remarks = _text_of(data)
    sides = _sides(text)
    if len(sides) > 1:
        remarks.append("git's conflict markers were taken out and both sides joined")
    parts: list[_Part] = []
    unreadable: list[Unreadable] = []
    for side in sides:
        found, lost = _scan(side, base)
        parts += found
        unreadable += [piece for piece in lost if piece not in unreadable]
    with_records = [part for part in parts if part.records]
    if len(sides) == 1 and len(with_records) > 1:
        remarks.append(f"{len(with_records)} documents stood in it and were joined")
    is_whole = not unreadable and all(part.meta for part in with_records) and all(map(_is_closed, sides))
    return _joined(with_records, base, is_whole, tuple(unreadable), tuple(remarks))


def _is_closed(text: str) -> bool:
    """Return whether every brace is closed: a file that is cut between two records looks whole but for that."""
    structure = _STRINGS.sub("", text)
    return structure.count("{") == structure.count("}") > 0


_STRINGS = re.compile(r'"(?:[^"\\]|\\.)*"')


def _joined(
    parts: list[_Part],
    base: Copy | None,
    is_whole: bool,
    unreadable: tuple[Unreadable, ...],
    remarks: tuple[str, ...],
) -> Salvage:
    garden = next((part.meta.garden for part in parts if part.meta), base.garden if base else new_letters(6))
    if base is None or base.garden != garden:
        base = Copy(garden, {})
    records: dict[tuple[str, int], tuple[Plain, Seen]] = {
        (table, number): (decode_line(line), base.seen)
        for table, lines in base.tables.items()
        for number, line in lines.items()
    }
    known = set(records)
    all_seen: dict[str, int] = dict(base.seen)
    for part in parts:
        seen = _seen_of(part)
        all_seen = join_seen(all_seen, seen)
        for key, found in part.records.items():
            for record in found:
                if len(found) > 1 and not any(dots_of(elements(record))):
                    # Of two under one id neither has overwritten the other: the values of both stay.
                    record = _stamped(record, {}, f"{new_letters(4)}.1")
                there, there_seen = records.get(key, (None, seen))
                # One copy that lacks a record here may just have lost it: only what both hold is joined.
                joined = record if there is None else join_records(there, record, there_seen, seen)
                records[key] = (joined or record, join_seen(there_seen, seen))
    seen = all_seen if is_whole else dict(base.seen)
    device = new_letters(4)
    tables: dict[str, dict[int, bytes]] = {}
    for (table, uid), (record, _) in records.items():
        stamped = _stamped(record, seen, f"{device}.1")
        tables.setdefault(table, {})[uid] = encode_line(table, uid, stamped)
    copy = Copy(garden, join_seen(seen, {device: 1}), tables)
    read = {key for part in parts for key in part.records}
    return Salvage(copy, unreadable, remarks, len(known - read), is_whole)


def _seen_of(part: _Part) -> dict[str, int]:
    """Return what a part had seen: as its `_meta` says, else as much as its records show."""
    seen: dict[str, int] = dict(part.meta.seen) if part.meta else {}
    if part.meta is None:
        for found in part.records.values():
            for dot in (dot for record in found for dot in dots_of(elements(record))):
                device, _, number = dot.rpartition(".")
                seen[device] = max(seen.get(device, 0), int(number))
    return seen


def _stamped(record: Plain, seen: Seen, dot: str) -> Plain:
    """The record with `dot` in the place of dots that `seen` does not cover; trash stays as it is."""
    if is_deleted(record):
        return record
    parts = {
        path: {
            value: frozenset(d if covers(seen, d) else dot for d in dots) or frozenset({dot})
            for value, dots in standing.items()
        }
        for path, standing in elements(record).items()
    }
    return compose(parts, record.get(GONE, {}))


# ── text ─────────────────────────────────────────────────────────────────────

_BOMS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}


def _text_of(data: bytes) -> tuple[str, list[str]]:
    for mark, encoding in _BOMS.items():
        if data.startswith(mark):
            name = encoding.removesuffix("-le").removesuffix("-be").upper()
            remark = "a byte order mark was taken off" if mark == codecs.BOM_UTF8 else f"it was {name}"
            return data[len(mark) :].decode(encoding, errors="replace"), [remark]
    start = data[:4096]
    if start[1::2].count(0) > len(start) // 3:
        return data.decode("utf-16-le", errors="replace"), ["it was UTF-16"]
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        pass
    good = [line for line in data.split(b"\n") if not line.isascii() and _is_utf8(line)]
    if not good:
        return data.decode("cp1252", errors="replace"), ["it was Windows-1252 or Latin-1"]
    # Among lines of sound UTF-8 one that is not was hit: U+FFFD in it makes it unreadable below.
    return data.decode("utf-8", errors="replace"), []


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


_MARKER = re.compile(r"(<{7}|\|{7}|={7}|>{7})(?: .*)?\r?$")


def _sides(text: str) -> list[str]:
    """The text, or its two sides where git left conflict markers."""
    if not re.search(r"^<{7}", text, re.MULTILINE):
        return [text]
    ours: list[str] = []
    theirs: list[str] = []
    now = "both"
    for line in text.split("\n"):
        if match := _MARKER.fullmatch(line):
            now = {"<": "ours", "|": "base", "=": "theirs", ">": "both"}[line[0]]
            line = ""  # so that line numbers stay
        if match or now in ("both", "ours"):
            ours.append(line)
        if match or now in ("both", "theirs"):
            theirs.append(line)
    return ["\n".join(ours), "\n".join(theirs)]


# ── records ──────────────────────────────────────────────────────────────────

_TOKEN = re.compile(
    r'"(?P<table>(?:[^"\\\n]|\\.){1,200})"\s*:\s*\{(?=\s*"\d{1,19}"\s*:\s*\{)'
    r'|"(?P<number>\d{1,19})"\s*:\s*(?=\{)'
    r'|(?P<bare>(?=\{"uid"))'
)


def _scan(text: str, base: Copy | None) -> tuple[list[_Part], list[Unreadable]]:
    """All records of the text, by document, and what lies between them and is none."""
    parts = [_Part()]
    lost: list[Unreadable] = []
    table, at, read_to = "", 0, 0
    while match := _TOKEN.search(text, at):
        if (name := match["table"]) is not None:
            table = name
            if table == "_meta":
                parts.append(_Part())
            lost += _between(text, read_to, match.start())
            at = read_to = match.end()
            continue
        try:
            record, end = DECODER.raw_decode(text, match.end())
            if "\ufffd" in text[match.end() : end]:
                raise ValueError("it was hit")
            is_sound = _take(parts[-1], table, match["number"], record, base)
        except (ValueError, RecursionError, msgspec.MsgspecError):
            at = _after(text, match)
            continue
        lost += _between(text, read_to, match.start() if is_sound else end)
        at = read_to = end
    lost += _between(text, read_to, len(text))
    return parts, lost


def _after(text: str, match: re.Match[str]) -> int:
    """Return where to go on behind a record that cannot be read."""
    bare = text.find('{"uid"', match.end() + 1)
    line = text.find("\n", match.end())
    following = [position for position in (bare, line) if position > 0]
    return min(following) if line > 0 and following else match.end() + 1


def _take(part: _Part, table: str, number: str | None, record: Plain, base: Copy | None) -> bool:
    """Put a record into a part; tell whether it is sound.

    Raises ValueError if it is no record, if nobody knows of which table it is, or if it does not fit its type
    and `base` has it.
    """
    if table == "_meta":
        part.meta = msgspec.convert(record, Meta)
        return True
    own = _uid_of(record)
    uid = int(number) if number is not None else own
    if uid is None or uid >= 1 << 60:
        raise ValueError("no document id")
    name = table or _guess(uid, record, base)
    if own is not None and own != uid and name in TABLES and not _has(base, name, uid):
        uid = own
    normal = normal_record(name, uid, record)
    is_sound = name not in TABLES or _fits(name, normal)
    if not is_sound and _has(base, name, uid):
        raise ValueError("it does not fit, and the last good version has it")
    part.records.setdefault((name, uid), []).append(normal)
    return is_sound


def _uid_of(record: Plain) -> int | None:
    try:
        return decode(str(record.get("uid", "")))
    except ValueError:
        return None


def _has(base: Copy | None, table: str, number: int) -> bool:
    return base is not None and base.line(table, number) is not None


def _guess(uid: int, record: Plain, base: Copy | None) -> str:
    """The table of a record whose table is not known, as where the head of the file is lost."""
    for name in TABLES:
        if _has(base, name, uid):
            return name
    fields = set(record) - RESERVED
    fitting = [name for name in TABLES if fields <= set(FIELDS[name]) and _fits(name, record)]
    if len(fitting) != 1:
        raise ValueError("nobody knows of which table it is")
    return fitting[0]


def _fits(table: str, record: Plain) -> bool:
    try:
        msgspec.convert(shown(record), TABLES[table])
    except msgspec.ValidationError:
        return False
    return True


def _between(text: str, start: int, end: int) -> Iterator[Unreadable]:
    """Return the text between two records, unless it is only their punctuation."""
    gap = text[start:end]
    if not gap.strip(" \t\r\n,{}"):
        return
    line = text.count("\n", 0, start) + 1
    for number, piece in enumerate(gap.split("\n"), line):
        if rest := piece.strip(" \t\r,{}"):
            yield Unreadable(number, _excerpt(rest))


def _excerpt(text: str) -> str:
    return clean(text[:200])[:60] or "bytes that are no text"
