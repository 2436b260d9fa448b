"""Notices about a garden file, with what can be done about each (`file-format.md`, Reading).

Nothing is ever blocked by a question: netgarden keeps what it has, and the notice holds the change that does
otherwise, if one wants it.
"""

import re
from pathlib import Path

import msgspec

from netgarden.change.change import Change
from netgarden.records.notice_kinds import NoticeName
from netgarden.storage import files
from netgarden.storage.garden_file import GardenFile
from netgarden.storage.guards import Keys
from netgarden.storage.lines import Copy
from netgarden.storage.outcomes import Commit
from netgarden.storage.records import change_between
from netgarden.storage.unsaved import ChangeDraft
from netgarden.text.plain import plural


class Notice(msgspec.Struct, frozen=True):
    """Something about the file that a person should know."""

    kind: NoticeName
    message: str
    """One or two sentences for people, without naming a key or command."""
    change: Change = Change("")
    """By kind: for `outside` what was changed, already in the garden, to be looked at or taken back; for `kept`
    the removal that was not made; for `older` the way to the other version; for `unsaved` what earlier runs could
    not save. Empty where there is none."""
    paths: tuple[Path, ...] = ()
    """For `copies`: the conflict copies."""
    drafts: tuple[ChangeDraft, ...] = ()
    """For `unsaved`: where `change` is kept until then."""


def of_loading(file: GardenFile) -> tuple[Notice, ...]:
    """Return the notices of opening the file."""
    found: list[Notice] = []
    loading, copy = file.loading, file.copy
    if loading.was_here:
        found.append(
            Notice("missing", f"There is no file {file.path} any more; earlier versions of it are kept.")
        )
    if loading.base is not None:
        change = _whole_change("edited outside netgarden", loading.base, copy)
        if change:
            found.append(Notice("outside", f"Another program edited it: {_extent(change)}.", change))
    if loading.kept and loading.base is not None:
        found.append(_kept(copy, loading.kept))
    if loading.is_older:
        change = Change("")
        if loading.newer is not None:
            change = _whole_change("bring back the later version", copy, loading.newer)
        found.append(Notice("older", "The file is an older copy than what was saved here last.", change))
    if copies := conflict_copies(file):
        count = plural(len(copies), "conflict copy", "conflict copies")
        found.append(Notice("copies", f"Beside the file lies {count} of it: {_names(copies)}.", paths=copies))
    return tuple(found)


def of_commit(file: GardenFile, commit: Commit) -> tuple[Notice, ...]:
    """Return the notices of a save or a look at the file."""
    found: list[Notice] = []
    if commit.kept:
        found.append(_kept(file.copy, commit.kept))
    if commit.older is not None:
        change = _whole_change("go back to the older version", file.copy, commit.older)
        found.append(Notice("older", "The file was replaced by an older copy; yours was kept.", change))
    return tuple(found)


_META = rb'"garden": ?"(\w+)", ?"seen": ?(\{[^{}]*\})'


def conflict_copies(file: GardenFile) -> tuple[Path, ...]:
    """The files beside the garden that hold another copy of it with something new.

    Syncthing, Dropbox, Nextcloud, OneDrive, browsers and file managers all begin the name of a copy with that
    of the file; that it is one, its first lines tell.
    """
    path, found = file.path, []
    try:
        for other in files.siblings(path, path.stem, path.suffix):
            if other == path:
                continue
            match = re.search(_META, files.read_start(other, 4096))
            if match and match[1].decode() == file.copy.garden:
                seen = msgspec.json.decode(match[2], type=dict[str, int])
                if any(number > file.copy.seen.get(device, 0) for device, number in seen.items()):
                    found.append(other)
    except (OSError, msgspec.MsgspecError):
        return ()
    return tuple(found)


def _kept(copy: Copy, kept: Keys) -> Notice:
    without = {table: dict(lines) for table, lines in copy.tables.items()}
    for table, number in kept:
        del without[table][number]
    change = change_between("remove", copy, Copy(copy.garden, copy.seen, without), kept)
    people = sum(patch.table == "contacts" for patch in change.patches)
    removed = plural(people, "person", "people")
    label = Change(f"remove {removed}", change.patches)
    return Notice("kept", f"Another writer had taken away {removed}; they were kept.", label)


def _whole_change(label: str, before: Copy, after: Copy) -> Change:
    keys = {
        (table, number)
        for table in {*before.tables, *after.tables}
        for number in {**before.tables.get(table, {}), **after.tables.get(table, {})}
        if before.line(table, number) != after.line(table, number)
    }
    return change_between(label, before, after, keys)


def _extent(change: Change) -> str:
    people = {patch.uid for patch in change.patches if patch.table == "contacts"}
    others = {patch.uid for patch in change.patches if patch.table != "contacts"}
    parts = [plural(len(people), "person", "people")] if people else []
    parts += [plural(len(others), "other record")] if others else []
    return " and ".join(parts)


def _names(paths: tuple[Path, ...]) -> str:
    return ", ".join(path.name for path in paths[:3]) + (" …" if len(paths) > 3 else "")
