"""From the bytes of a garden file to a copy: ours at once, a foreign one against what we last had."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from netgarden.change.join import Seen
from netgarden.errors import GardenFileError, NotAGardenError
from netgarden.paths import command
from netgarden.storage import lines
from netgarden.storage.backups import Backups, read_backup
from netgarden.storage.device import Device
from netgarden.storage.lines import SCHEMA, Copy
from netgarden.storage.migrations import brought_up
from netgarden.storage.system_errors import newer

# What reads files of other programs is imported when there is one.
if TYPE_CHECKING:
    from netgarden.storage.foreign import Foreign

_TORN_WAITS = (0.05, 0.1, 0.2)
"""Seconds between looks at a file that somebody may be writing in place."""


class Reading(NamedTuple):
    """The contents of a file."""

    copy: Copy
    is_ours: bool
    """Whether the file is to the byte as netgarden writes it."""
    base: Copy | None = None
    """For a foreign file: what it was compared with."""
    schema: int = SCHEMA
    """The form of the file; the copy is in the present one."""


class Reader:
    """Reads the file at `path`; `device` stamps what foreign programs changed."""

    def __init__(self, path: Path, backups: Backups, device: Device) -> None:
        self._path = path
        self._backups = backups
        self._device = device

    def read(self, data: bytes, base: Copy | None, again: Callable[[], bytes | None]) -> Reading:
        """The copy in `data`; None as `base` says that nothing of it is known yet.

        A file that is not whole may be just being written in place: `again` gives its bytes anew. Raises
        NotAGardenError if it stays damaged, GardenFileError if it is foreign and newer than what is known.
        """
        for wait in (*_TORN_WAITS, None):
            found = lines.parse(data)
            if found is not None:
                self._check_lineage(found.garden, found.seen, base)
                return Reading(brought_up(found), is_ours=True, schema=found.schema)
            try:
                return self._foreign(data, base)
            except NotAGardenError as error:
                if wait is None:
                    raise NotAGardenError(
                        f"{self._path} is damaged: {error}. Nothing was written, and the file is as it was. "
                        + self._advice()
                    ) from None
            time.sleep(wait)
            data = again() or data
        raise AssertionError("the last wait is None")

    def read_whole(self, data: bytes, base: Copy | None) -> Reading:
        """The copy in `data`, which nobody is writing. Raises NotAGardenError if it is damaged."""
        found = lines.parse(data)
        if found is None:
            return self._foreign(data, base)
        return Reading(brought_up(found), is_ours=True, schema=found.schema)

    def _check_lineage(self, garden: str, seen: Seen, base: Copy | None) -> None:
        """Become a new device if this copy, which is to be built on, lacks what this device saved."""
        if base is None and self._device.has_missed(seen, self._backups.remembered(garden)):
            self._device.be_new()

    def _foreign(self, data: bytes, base: Copy | None) -> Reading:
        if not data.strip():
            raise NotAGardenError("it is empty")
        from netgarden.storage.foreign import adopt, as_it_is, parse_foreign

        foreign = parse_foreign(data)
        if foreign.meta and foreign.meta.schema > SCHEMA:
            if base is not None:
                raise GardenFileError(newer(self._path))
            return Reading(as_it_is(foreign), is_ours=False, schema=foreign.meta.schema)
        if foreign.meta is not None:
            self._check_lineage(foreign.meta.garden, foreign.meta.seen, base)
        base = base or self._backup_for(foreign)
        if foreign.meta and base is not None and base.garden != foreign.meta.garden:
            base = None
        if base is not None and any(base.tables.values()) and not any(foreign.tables.values()):
            raise NotAGardenError("it holds no records any more")
        schema = foreign.meta.schema if foreign.meta else SCHEMA if base else 0
        return Reading(adopt(foreign, base, self._device), is_ours=False, base=base, schema=schema)

    def _backup_for(self, foreign: "Foreign") -> Copy | None:
        """The backup to compare with: one that has seen the same, else the newest."""
        newest = None
        for backup in self._backups.all():
            if backup.is_for_good or (foreign.meta is not None and backup.garden != foreign.meta.garden):
                continue
            copy = read_backup(backup.path)
            if copy is not None and foreign.meta is not None and copy.seen == foreign.meta.seen:
                return copy
            newest = newest or copy
        return newest

    def _advice(self) -> str:
        kept, doctor = self._backups.all(), command("doctor", self._path)
        if kept:
            last = f"{kept[0].made_at.astimezone():%-d %b %Y %H:%M}"
            return f"There is a version of {last}: “{doctor}” says what can be saved, and how."
        return f"“{doctor}” says what can be saved of it."
