"""Undo and redo of everything: the inverse of a change, which gives way to what came after it (`architecture.md`)."""

import msgspec

from netgarden.change.change import Change, Patch, value_at
from netgarden.change.garden import Garden
from netgarden.records.tables import TABLE_OF


class Inverse(msgspec.Struct, frozen=True):
    """The change that takes another back, and what of it has to stay."""

    change: Change
    stayed: tuple[Patch, ...]
    """Patches left alone because their value was changed again, or something else refers to the record."""


def invert(garden: Garden, change: Change) -> Inverse:
    """The change that takes `change` back in the present garden.

    A patch is left alone where the value is no longer what the change left; a creation is taken back only if
    the record is as created and nothing outside the change refers to it.
    """
    own = {(patch.table, patch.uid) for patch in change.patches}
    patches: list[Patch] = []
    stayed: list[Patch] = []
    for patch in reversed(change.patches):
        fits = _fits(garden, patch.inverse, own)
        (patches if fits else stayed).append(patch.inverse if fits else patch)
    return Inverse(Change(change.label, tuple(patches)), tuple(stayed))


class Belated(msgspec.Struct, frozen=True):
    """The part of an earlier change that still applies to the garden as it is now."""

    change: Change
    stayed: tuple[Patch, ...]
    """Patches that give way because their value was changed since, or something else refers to the record."""


def belated(garden: Garden, change: Change) -> Belated:
    """`change`, made to an earlier state of the garden, as it can be carried out now.

    What the garden has already is in neither part. `change` has one patch a value, see `change.net`.
    """
    own = {(patch.table, patch.uid) for patch in change.patches}
    patches: list[Patch] = []
    stayed: list[Patch] = []
    for patch in change.patches:
        record = garden.find(patch.table, patch.uid)
        if value_at(record, patch.path) == patch.after and (record is not None or not patch.path):
            continue
        (patches if _fits(garden, patch, own) else stayed).append(patch)
    return Belated(Change(change.label, tuple(patches)), tuple(stayed))


def _fits(garden: Garden, patch: Patch, own: set[tuple[str, str]]) -> bool:
    """Return whether the value is still what the patch knew, and nothing but `own` refers to a person it takes away."""
    record = garden.find(patch.table, patch.uid)
    if value_at(record, patch.path) != patch.before or (record is None and patch.path):
        return False
    if patch.path or patch.after is not None or patch.table != "contacts":
        return True
    return all((TABLE_OF[type(one)], one.uid) in own for one in garden.mentioning(patch.uid))


class History:
    """The undo and redo stacks: linear, in memory, of this window only."""

    def __init__(self) -> None:
        self._done: list[Change] = []
        self._undone: list[Change] = []

    @property
    def done(self) -> tuple[Change, ...]:
        """The changes that can be undone, the last one last."""
        return tuple(self._done)

    @property
    def undoable(self) -> str | None:
        """The label of what undo would take back, or None."""
        return self._done[-1].label if self._done else None

    @property
    def redoable(self) -> str | None:
        """The label of what redo would bring back, or None."""
        return self._undone[-1].label if self._undone else None

    def record(self, change: Change) -> None:
        """Note that a change was made. What was undone before can no longer be redone."""
        self._done.append(change)
        self._undone.clear()

    def undo(self, garden: Garden) -> Inverse | None:
        """The inverse of the last change, moved to the redo stack; None if there is nothing to undo."""
        if not self._done:
            return None
        inverse = invert(garden, self._done.pop())
        if inverse.change:
            self._undone.append(inverse.change)
        return inverse

    def redo(self, garden: Garden) -> Inverse | None:
        """The inverse of the last undo, moved back to the undo stack; None if there is nothing to redo."""
        if not self._undone:
            return None
        inverse = invert(garden, self._undone.pop())
        if inverse.change:
            self._done.append(inverse.change)
        return inverse
