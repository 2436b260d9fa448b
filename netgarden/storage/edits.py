"""Bringing changes into a copy of the garden: patches become values with the dot of their save (file-format.md).

Where another writer's values came in at the same time, a change overwrites only what its author knew; the
rest stays beside it as a conflict.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from netgarden.change.change import Patch
from netgarden.change.join import (
    GONE,
    STAMPS,
    Elements,
    Plain,
    Seen,
    canonical,
    compose,
    elements,
    is_deleted,
    join_seen,
    split_path,
    values,
)
from netgarden.records.ids import decode, encode
from netgarden.records.tables import FIELDS


class Edit(msgspec.Struct):
    """The net effect of several patches on one record."""

    deletes: bool = False
    """Whether its author knew the record and took it away (to create it anew, if `created` is set)."""
    created: dict[str, Any] | None = None
    """The record as created, None where it was there before."""
    paths: dict[str, tuple[bytes | None, bytes | None]] = {}
    """Path to the value before and after, as canonical JSON, None for none."""


Edits = dict[tuple[str, int], Edit]
"""Table and document id to what happens to the record."""


def fold(patches: Iterable[Patch]) -> Edits:
    """The edits that patches come to, one after the other. Raises ValueError for what is no uid."""
    edits: Edits = {}
    for patch in patches:
        edit = edits.setdefault((patch.table, decode(patch.uid)), Edit())
        if not patch.path:
            edit.paths.clear()
            edit.deletes = edit.deletes or patch.after is None
            edit.created = None if patch.after is None else _with_sorted_sets(patch.table, patch.after)
        else:
            before = edit.paths[patch.path][0] if patch.path in edit.paths else _json(patch.before)
            edit.paths[patch.path] = (before, _json(patch.after))
    return edits


def patches_of(table: str, number: int, before: Plain | None, after: Plain | None) -> Iterator[Patch]:
    """Return the patches that turn a record of the file into another; None stands for no record.

    A value of a field that netgarden does not know stays JSON, as a `msgspec.Raw`: it may be `null`.
    Raises ValueError for a document id that no uid stands for.
    """
    uid = encode(number)
    if before is None or after is None:
        if before is not after:
            yield Patch(table, uid, "", before, after)
        return
    was, is_now = values(before), values(after)
    for path in sorted({*was, *is_now}):
        if was.get(path) != is_now.get(path):
            yield Patch(
                table, uid, path, _plain(table, path, was.get(path)), _plain(table, path, is_now.get(path))
            )


def _plain(table: str, path: str, value: bytes | None) -> Any:
    if value is None:
        return None
    is_known = split_path(path)[0] in FIELDS.get(table, {})
    return msgspec.json.decode(value) if is_known else msgspec.Raw(value)


def _with_sorted_sets(table: str, record: Mapping[str, Any]) -> dict[str, Any]:
    kinds = FIELDS.get(table, {})
    return {
        field: sorted(set(value)) if kinds.get(field) == "set" else value for field, value in record.items()
    }


def differences(before: Mapping[str, Mapping[int, Plain]], after: Mapping[str, Mapping[int, Plain]]) -> Edits:
    """The edits that turn the records `before` into those `after`, by table and document id."""
    edits: Edits = {}
    for table in {*before, *after}:
        was, is_now = before.get(table, {}), after.get(table, {})
        for number in {*was, *is_now}:
            old, new = was.get(number), is_now.get(number)
            if old == new:
                continue
            if new is None:
                edits[table, number] = Edit(deletes=True)
            elif old is None:
                edits[table, number] = Edit(created=new)
            else:
                there, here = values(old), values(new)
                changed = [path for path in {*there, *here} if there.get(path) != here.get(path)]
                if changed:
                    paths = {path: (there.get(path), here.get(path)) for path in changed}
                    edits[table, number] = Edit(paths=paths)
    return edits


def edited(
    table: str, edit: Edit, record: Plain | None, known: Plain | None, known_seen: Seen, dot: str
) -> Plain | None:
    """The record after `edit`, saved as `dot`; None where there is none and none is created.

    `record` is the present one; `known` and `known_seen` are the state that the edit's author could know. A
    deletion covers what was known, so that an edit that came in from elsewhere outlives it.
    """
    if edit.created is None and edit.deletes:
        if record is None:
            return None
        gone = join_seen(record.get(GONE, {}), known_seen)
        return compose(elements(record), gone)
    if record is None and edit.created is not None and not edit.paths:
        return {**msgspec.json.decode(canonical(edit.created)), STAMPS: dot}
    parts = elements(record or {})
    knew = elements(known or {})
    if edit.created is not None:
        if known is not None and not edit.deletes and not is_deleted(known):
            knew = {}
        target = values(edit.created)
        own = {path for path in parts if split_path(path)[0] in FIELDS.get(table, {})}
        back = record is not None and is_deleted(record)
        for path in own | set(target):
            shown = set(parts.get(path, ()))
            wanted = {target[path]} if path in target else set()
            if shown != wanted or (back and path == "uid"):
                _write(parts, path, set(knew.get(path, ())), target.get(path), dot)
    elif record is None:
        return None
    shown_known = values(known or {})
    for path, (before, after) in edit.paths.items():
        is_current = edit.created is not None or shown_known.get(path) == before
        knew_here = set(knew.get(path, ())) if is_current else set()
        _write(parts, path, knew_here | ({before} if before is not None else set()), after, dot)
    return compose(parts, (record or {}).get(GONE, {}))


def _write(parts: Elements, path: str, known: set[bytes], value: bytes | None, dot: str) -> None:
    """Set the value at a path, over the values that its author knew."""
    standing = {other: dots for other, dots in parts.get(path, {}).items() if other not in known}
    if value is not None:
        standing[value] = standing.get(value, frozenset()) | {dot}
    if standing:
        parts[path] = standing
    else:
        parts.pop(path, None)


def _json(value: object) -> bytes | None:
    return None if value is None else canonical(value)
