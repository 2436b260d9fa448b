"""The lock of a garden file: one writer at a time among the netgardens of this machine.

The lock lies in the state directory, keyed by the resolved path, so that nothing appears beside the garden.
The system frees it when its holder ends, however that happens.
"""

import contextlib
import errno
import time
from collections.abc import Iterator
from pathlib import Path

from netgarden.errors import GardenFileError
from netgarden.records.hashing import blake2b
from netgarden.storage import files

WAIT = 2.0
"""Seconds to wait for another writer."""

_PAUSE = 0.01

_NO_LOCKS = frozenset(
    {
        errno.ENOLCK,
        errno.EOPNOTSUPP,
        errno.ENOSYS,
        errno.EROFS,
        errno.EACCES,
        errno.EPERM,
        errno.ENOTDIR,
        errno.EEXIST,
    }
)


class LockedError(GardenFileError):
    """Another program held the garden for longer than `WAIT`."""


def path_key(path: Path) -> str:
    """A name for what belongs to the file at `path`: part of its name and a hash of all of it."""
    name = "".join(c for c in path.stem if c.isascii() and c.isalnum())[:20]
    return f"{name}-{blake2b(str(path).encode(errors='surrogateescape'), digest_size=8).hexdigest()}"


@contextlib.contextmanager
def locked(directory: Path, key: str) -> Iterator[bool]:
    """Hold the lock `key` of `directory`; the value tells whether the file system has locks at all.

    Raises LockedError if it is not free within `WAIT` seconds, OSError if the system refuses for the moment.
    """
    try:
        files.make_directory(directory)
        fd = files.open_lock(directory / f"{key}.lock")
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise
        yield False
        return
    try:
        yield _take(fd)
    finally:
        files.close(fd)


def _take(fd: int) -> bool:
    end = time.monotonic() + WAIT
    try:
        while not files.try_lock(fd):
            if time.monotonic() >= end:
                raise LockedError(
                    "another netgarden is busy with this garden; nothing was written. "
                    "Try again when it has finished, or close it if it hangs."
                )
            time.sleep(_PAUSE)
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise
        return False
    return True
