"""Changes: the one way in which data changes (`architecture.md`).

A change is a label and patches. A patch sets one value: a field (`org`), one member of a set or map
(`tags/board`, `emails/ada@x.org`), or, with the empty path, the existence of a whole record.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar, cast

import msgspec

from netgarden.records.record import Plain, Record
from netgarden.records.tables import FIELD_TYPES, FIELDS, TABLE_OF, TABLES, from_plain, to_plain

R = TypeVar("R", bound=Record)

_DEFAULTS = {
    table: {
        field: default
        for field, default in zip(
            reversed(record.__struct_fields__), reversed(record.__struct_defaults__), strict=False
        )
        if default is not msgspec.NODEFAULT and FIELDS[table][field] != "map"
    }
    for table, record in TABLES.items()
}
"""Table name to the default of each field that has one; maps are set member by member."""


class Patch(msgspec.Struct, frozen=True, gc=False):
    """One value set. `before` and `after` are plain JSON values, None where there is none.

    For a member of a set the values are True or None, for a member of a map the text or None, for the empty
    path the whole record as a dict or None.
    """

    table: str
    uid: str
    path: str
    before: Plain
    after: Plain

    @property
    def inverse(self) -> "Patch":
        """The patch that sets the value back."""
        return Patch(self.table, self.uid, self.path, self.after, self.before)


class Change(msgspec.Struct, frozen=True):
    """The work of one key, command or import, as one step."""

    label: str
    """For people, in the imperative: `log call with Ada`."""
    patches: tuple[Patch, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.patches)


def value_at(record: Record | None, path: str) -> Plain:
    """The plain value at `path` of a record, None where there is none."""
    if record is None:
        return None
    if not path:
        return to_plain(record)
    field, _, member = path.partition("/")
    value: Any = getattr(record, field)
    if member:
        return value.get(member) if isinstance(value, dict) else (True if member in value else None)
    return None if value in ("", (), {}, False) else msgspec.to_builtins(value)


def difference(before: Record | None, after: Record | None) -> Iterator[Patch]:
    """The patches that turn one record into the other; both of one table, at least one of them given."""
    record = after if after is not None else before
    assert record is not None
    table, uid = TABLE_OF[type(record)], record.uid
    if before is None or after is None:
        if before is not after:
            yield Patch(table, uid, "", before and to_plain(before), after and to_plain(after))
        return
    for field, kind in FIELDS[table].items():
        old, new = getattr(before, field), getattr(after, field)
        if old == new:
            continue
        if kind == "scalar":
            yield Patch(table, uid, field, value_at(before, field), value_at(after, field))
        else:
            for member in sorted({*old, *new}):
                path = f"{field}/{member}"
                was, is_ = value_at(before, path), value_at(after, path)
                if was != is_:
                    yield Patch(table, uid, path, was, is_)


def patched(record: Record | None, patch: Patch) -> Record | None:
    """The record with one patch applied. Raises msgspec.ValidationError if the value does not fit."""
    if not patch.path:
        return None if patch.after is None else from_plain(patch.table, patch.after)
    if record is None:
        return None
    field, _, member = patch.path.partition("/")
    value: Any
    if not member:
        value = _DEFAULTS[patch.table].get(field)
        if patch.after is not None or field not in _DEFAULTS[patch.table]:
            value = msgspec.convert(patch.after, cast(Any, FIELD_TYPES[patch.table][field]))
    elif FIELDS[patch.table][field] == "map":
        value = dict(getattr(record, field))
        if patch.after is None:
            value.pop(member, None)
        else:
            value[member] = patch.after
    else:
        members = set(getattr(record, field))
        (members.discard if patch.after is None else members.add)(member)
        value = tuple(sorted(members))
    return msgspec.structs.replace(record, **{field: value})


def net(changes: Iterable[Change]) -> tuple[Patch, ...]:
    """Return the net effect of changes in order: one patch a value, none for a value that ends as it began.

    Raises msgspec.ValidationError if a value does not fit its field.
    """
    by_record: dict[tuple[str, str], list[Patch]] = {}
    for change in changes:
        for patch in change.patches:
            by_record.setdefault((patch.table, patch.uid), []).append(patch)
    return tuple(patch for patches in by_record.values() for patch in _net_of_record(patches))


def _net_of_record(patches: list[Patch]) -> Iterator[Patch]:
    whole = next((place for place, patch in enumerate(patches) if not patch.path), None)
    if whole is None:
        first = {patch.path: patch for patch in reversed(patches)}
        last = {patch.path: patch for patch in patches}
        for path, patch in last.items():
            if first[path].before != patch.after:
                yield Patch(patch.table, patch.uid, path, first[path].before, patch.after)
        return
    # Where a whole record came or went, all of it is known, and so what it was before and after.
    turn = patches[whole]
    before = None if turn.before is None else from_plain(turn.table, turn.before)
    for patch in reversed(patches[:whole]):
        before = patched(before, patch.inverse)
    after: Record | None = None
    for patch in patches[whole:]:
        after = patched(after, patch)
    if before is not None or after is not None:
        yield from difference(before, after)


class ChangeBuilder:
    """Collects new states of records into one change; `find` gives the present one by table and uid.

    Verbs say what records shall be; the builder finds the patches. A record put twice counts once, with its
    last state, and `get` shows what was put so far.
    """

    def __init__(self, find: Callable[[str, str], Record | None]) -> None:
        self._find = find
        self._after: dict[tuple[str, str], Record | None] = {}

    def get(self, kind: type[R], uid: str) -> R | None:
        """The record as it will be after the change, or None."""
        key = (TABLE_OF[kind], uid)
        found = self._after[key] if key in self._after else self._find(*key)
        return cast("R | None", found)

    def put(self, record: Record) -> None:
        """Add the record, or set it to this state."""
        self._after[TABLE_OF[type(record)], record.uid] = record

    def remove(self, record: Record) -> None:
        """Take the record away."""
        self._after[TABLE_OF[type(record)], record.uid] = None

    def build(self, label: str) -> Change:
        """The change; it has no patches where nothing differs."""
        patches: list[Patch] = []
        for (table, uid), after in self._after.items():
            before = self._find(table, uid)
            if before is not None or after is not None:
                patches.extend(difference(before, after))
        return Change(label, tuple(patches))
