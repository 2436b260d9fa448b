"""Previous versions of a garden, in the state directory (`file-format.md`, Saving).

The last three saves as hard links, and of each day with a save the version from before its first one,
compressed, for 30 days with saves. What was of an older form stays for good. Beside them stands what the last
save had seen, so that an older copy of the file is noticed.
"""

import re
import zlib
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec

from netgarden.change.join import Seen
from netgarden.errors import NotAGardenError
from netgarden.records.hashing import blake2b
from netgarden.storage import files, lines
from netgarden.storage.lines import Copy
from netgarden.storage.migrations import brought_up

KEPT = 3
"""How many previous saves are kept."""

KEPT_DAYS = 30
"""Of how many days a version is kept."""

_LISTINGS = 3
"""How often they are listed anew because a save moved them on meanwhile."""

_NAME = re.compile(r"([0-9a-z]+)\.(?:(\d)|(\d{4}-\d\d-\d\d)|(form-\d+-[0-9a-f]+))\.json(?:\.gz)?")


class Backup(msgspec.Struct, frozen=True):
    """A previous version of a garden."""

    path: Path
    garden: str
    made_at: datetime
    """When that version was saved, UTC."""
    is_daily: bool
    is_for_good: bool
    """Whether it was of an older form, and never goes."""


class Backups:
    """The previous versions of one garden file; `directory` is theirs alone."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    def keep(self, path: Path, garden: str) -> None:
        """Keep the file at `path`, which is about to be replaced, as the newest backup. Raises OSError."""
        files.make_directory(self.directory)
        self._move_on(garden)
        files.keep(path, self._file(garden, 0))

    def keep_for_good(self, path: Path, garden: str, schema: int) -> None:
        """Keep the file at `path`, of the older form `schema`, before it is replaced. Raises OSError.

        It is a copy: a link would follow whoever writes the old file in place.
        """
        content = files.read(path)
        if content is None:
            return
        digest = blake2b(content.data, digest_size=6).hexdigest()
        target = self.directory / f"{garden}.form-{schema}-{digest}.json"
        if files.identity(target) is None:
            files.make_directory(self.directory)
            files.write_whole(target, content.data, stamp=content.identity.mtime_ns)

    def tidy(self, garden: str, today: date) -> None:
        """Do what can wait until a save is done: move the backups on, and keep the version of `today`.

        The first save of a day compresses the version from before it. Raises OSError.
        """
        self._move_on(garden)
        import gzip  # the first save of a day alone needs it

        target = self.directory / f"{garden}.{today.isoformat()}.json.gz"
        if files.identity(target) is not None:
            return
        content = files.read(self._file(garden, 1))
        if content is None:
            return
        files.write_whole(target, gzip.compress(content.data, 1, mtime=0))
        daily = [backup.path for backup in self.all() if backup.is_daily and backup.garden == garden]
        for old in daily[KEPT_DAYS:]:
            files.remove(old)

    def _move_on(self, garden: str) -> None:
        """Number the backups from 1; the oldest goes only when a newer one stands, and none is missing."""
        if files.identity(self._file(garden, 0)) is None:
            return
        missing = (number for number in range(1, KEPT) if files.identity(self._file(garden, number)) is None)
        for number in range(next(missing, KEPT), 0, -1):
            files.rename(self._file(garden, number - 1), self._file(garden, number))

    def all(self) -> list[Backup]:
        """All previous versions of whatever garden lay at this path, newest first."""
        for _ in range(_LISTINGS):
            found, is_steady = [], True
            for path in self.directory.glob("*.json*"):
                if match := _NAME.fullmatch(path.name):
                    identity = files.identity(path)
                    is_steady = is_steady and identity is not None
                    if identity is not None:
                        made_at = datetime.fromtimestamp(identity.mtime_ns / 1e9, UTC)
                        found.append(
                            Backup(path, match[1], made_at, match[3] is not None, match[4] is not None)
                        )
            if is_steady:
                break
        # The number says more than the time where several saves fall into one tick of the clock.
        return sorted(
            found, key=lambda backup: (backup.is_for_good, backup.is_daily, _age(backup), backup.garden)
        )

    def newest_good(self, garden: str | None = None) -> Copy | None:
        """The newest version that is whole, of one garden or of all that lay here."""
        for backup in self.all():
            if garden in (None, backup.garden):
                copy = read_backup(backup.path)
                if copy is not None and copy.garden == backup.garden:
                    return copy
        return None

    def remember(self, garden: str, seen: Seen) -> None:
        """Note what the save just made had seen. Raises OSError."""
        files.make_directory(self.directory)
        files.write_whole(self.directory / f"{garden}.seen", msgspec.json.encode(seen), is_durable=False)

    def remembered(self, garden: str) -> dict[str, int]:
        """Return what the last save from here had seen; empty if nothing is known."""
        try:
            content = files.read(self.directory / f"{garden}.seen")
            return msgspec.json.decode(content.data, type=dict[str, int]) if content else {}
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
            return {}

    def _file(self, garden: str, number: int) -> Path:
        return self.directory / f"{garden}.{number}.json"


def read_backup(path: Path) -> Copy | None:
    """The copy that a backup holds; None if it is gone or not whole. Raises OSError."""
    content = files.read(path)
    if content is None:
        return None
    import gzip

    try:
        data = gzip.decompress(content.data) if path.suffix == ".gz" else content.data
    except (OSError, EOFError, zlib.error):
        return None
    copy = lines.parse(data)
    return brought_up(copy) if copy is not None else _begun(data)


def _begun(data: bytes) -> Copy | None:
    from netgarden.storage.foreign import begun, parse_foreign

    try:
        return begun(parse_foreign(data))
    except NotAGardenError:
        return None


def _age(backup: Backup) -> tuple[str, float]:
    if backup.is_daily or backup.is_for_good:
        return "", -backup.made_at.timestamp()
    return backup.path.name.split(".")[1], 0.0
