"""Errors of the system in words for people."""

import contextlib
import errno
from collections.abc import Iterator
from pathlib import Path

from netgarden.errors import GardenFileError

_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your disk quota is used up",
    errno.EFBIG: "a file as large is not allowed here",
    errno.EIO: "the disk reports an error",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "you are not allowed to read or write here",
    errno.EPERM: "you are not allowed to read or write here",
    errno.ENOENT: "the folder is not there",
    errno.EMFILE: "too many files are open",
    errno.ENFILE: "too many files are open",
    errno.EISDIR: "it is not a file",
    errno.ENOTDIR: "a part of its path is not a folder",
    errno.ENAMETOOLONG: "its name is too long",
    errno.EBUSY: "it cannot be replaced there",
    errno.ELOOP: "its links lead in a circle",
}


def reason_of(error: OSError) -> str:
    """Why the system refused, in words."""
    return _REASONS.get(error.errno or 0) or (error.strerror or str(error)).lower()


@contextlib.contextmanager
def for_people(path: Path) -> Iterator[None]:
    """Turn an OSError into a GardenFileError of one sentence about `path`."""
    try:
        yield
    except OSError as error:
        raise GardenFileError(f"{path}: {reason_of(error)}.") from error


def newer(path: Path) -> str:
    """That a newer netgarden wrote the file."""
    return (
        f"{path} was written by a newer netgarden; this one only reads it, so that nothing is lost. "
        "Update netgarden to change it."
    )
