"""All file I/O of netgarden's storage, through one seam.

Every system call goes through `perform`, so that tests can make the n-th one fail, return short or end the
process. `fcntl` is used here only.
"""

import contextlib
import fcntl
import os
import stat
import sys
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple, ParamSpec, TypeVar

import msgspec

P = ParamSpec("P")
T = TypeVar("T")

_READ_SIZE = 1 << 22


def _tick() -> int:
    """Nanoseconds between two times that the system gives files, at most, where their times are not coarse."""
    if sys.platform != "linux":
        return 10_000_000
    realtime_coarse = 5  # the clock of file times; `time` has no name for it
    return int(time.clock_getres(realtime_coarse) * 1e9) + 1_000_000


_TICK = _tick()

_BLOCK = 1 << 16

_WRITE_BEHIND = 1 << 21
"""Bytes after which the disk may begin to write, while the next are made: the sync at the end waits less."""


def perform(call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Do one system call: the seam at which tests inject faults."""
    return call(*args, **kwargs)


class Identity(NamedTuple):
    """A mark that tells one state of a file from another without reading it."""

    device: int
    inode: int
    size: int
    mtime_ns: int
    ctime_ns: int

    @classmethod
    def of(cls, found: os.stat_result) -> "Identity":
        """The identity that a stat result shows."""
        return cls(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


class Content(msgspec.Struct, frozen=True):
    """The bytes of a file and the identity it had while they were read."""

    data: bytes
    identity: Identity
    mode: int
    """Its permission bits."""

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing in it but blanks; a large file is not looked through."""
        return not self.data or self.data.isspace()


def identity(path: Path) -> Identity | None:
    """The identity of the file at `path`, None where there is none. Raises OSError for other failures."""
    try:
        return Identity.of(perform(os.stat, path))
    except FileNotFoundError:
        return None


_ahead: dict[Path, "_Ahead"] = {}


class _Ahead(threading.Thread):
    """Reads a file while others work: the system does it without the interpreter."""

    def __init__(self, path: Path) -> None:
        super().__init__(name="netgarden-reader", daemon=True)
        self.path = path
        self.content: Content | None = None
        self.start()

    def run(self) -> None:
        """Read; what fails is tried again by whoever wants it."""
        with contextlib.suppress(OSError):
            self.content = _read(self.path)


def read_ahead(path: Path) -> None:
    """Begin to read a file, on a thread of its own, for the next `read` of it."""
    _ahead[path] = _Ahead(path)


def read(path: Path) -> Content | None:
    """The whole file, None where there is none. Raises OSError, also for what is no regular file."""
    if (ahead := _ahead.pop(path, None)) is not None:
        ahead.join()
        if ahead.content is not None and identity(path) == ahead.content.identity:
            return ahead.content
    return _read(path)


def _read(path: Path) -> Content | None:
    try:
        fd = perform(os.open, path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except FileNotFoundError:
        return None
    try:
        before = perform(os.fstat, fd)
        if not stat.S_ISREG(before.st_mode):
            raise IsADirectoryError(21, "it is not a file", str(path))
        # At once as a rule: to put pieces together costs as much as to read them.
        data = perform(os.read, fd, before.st_size + 1)
        while piece := perform(os.read, fd, _READ_SIZE) if data else b"":
            data += piece
        return Content(data, Identity.of(before), stat.S_IMODE(before.st_mode))
    finally:
        os.close(fd)


def is_racy(found: Identity) -> bool:
    """Return whether the file may change again without a new time: its time is coarse, or that of this very moment."""
    margin = _TICK if found.mtime_ns % 1_000_000 else 2_000_000_000
    return abs(time.time_ns() - found.mtime_ns) < margin


def read_start(path: Path, size: int) -> bytes:
    """The first `size` bytes of a file. Raises OSError."""
    fd = perform(os.open, path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    try:
        return perform(os.read, fd, size)
    finally:
        os.close(fd)


def write_new(
    path: Path,
    pieces: Iterable[bytes],
    mode: int = 0o600,
    head: Callable[[], bytes] | None = None,
    *,
    stamp: int | None = None,
    is_durable: bool = True,
) -> Identity:
    """Write a file that must not exist yet, down to the disk. Removes what it wrote if it fails.

    `head` is called when all pieces are written; what it returns takes the place of the first bytes. `stamp` is
    to be its time, in nanoseconds since 1970; the identity tells whether the file system has it so. Without
    `is_durable` a power cut may take the file.
    """
    fd = perform(os.open, path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        try:
            if mode != 0o600:
                perform(os.fchmod, fd, mode)
            begun, written = _BLOCK, 0
            for piece in pieces:
                _write(fd, piece)
                written += len(piece)
                if written - begun > _WRITE_BEHIND:
                    # Whole blocks, and not the first: to write in one that is on its way is to wait for it.
                    end = written & -_BLOCK
                    _begin(fd, begun, end - begun)
                    begun = end
            if head is not None:
                perform(os.lseek, fd, 0, os.SEEK_SET)
                _write(fd, head())
            if stamp is not None:
                with contextlib.suppress(OSError):
                    perform(os.utime, fd, ns=(stamp, stamp))
            if is_durable:
                _flush(fd)
            return Identity.of(perform(os.fstat, fd))
        finally:
            os.close(fd)
    except BaseException:
        remove(path)
        raise


def _begin(fd: int, start: int, size: int) -> None:
    """Let the disk begin on what is written, where the system knows how: only a hint, for nothing relies on it."""
    if hasattr(os, "posix_fadvise"):
        with contextlib.suppress(OSError):
            perform(os.posix_fadvise, fd, start, size, os.POSIX_FADV_DONTNEED)


def _write(fd: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[perform(os.write, fd, rest) :]


def replace(source: Path, target: Path) -> None:
    """Rename `source` over `target` and bring the rename down to the disk."""
    perform(os.replace, source, target)
    fd = perform(os.open, target.parent, os.O_RDONLY | os.O_CLOEXEC)
    try:
        _flush(fd)
    finally:
        os.close(fd)


def write_whole(
    path: Path, data: bytes, mode: int = 0o600, *, stamp: int | None = None, is_durable: bool = True
) -> None:
    """Write or overwrite a file of our own at once; without `is_durable` a power cut may undo it.

    `stamp` is to be its time, in nanoseconds since 1970.
    """
    sweep(path)
    beside = temporary(path)
    write_new(beside, [data], mode, stamp=stamp, is_durable=is_durable)
    try:
        if is_durable:
            replace(beside, path)
        else:
            perform(os.replace, beside, path)
    except BaseException:
        remove(beside)
        raise


def temporary(path: Path) -> Path:
    """A name beside `path` that nobody uses."""
    return path.with_name(f".{path.name[:80]}.{os.getpid()}.{os.urandom(4).hex()}.tmp")


def siblings(path: Path, begin: str, end: str) -> list[Path]:
    """The files beside `path` whose names begin and end so, in order; none where its folder cannot be listed."""
    with contextlib.suppress(OSError):
        names = sorted(
            name for name in perform(os.listdir, path.parent) if name.startswith(begin) and name.endswith(end)
        )
        return [path.with_name(name) for name in names]
    return []


def sweep(path: Path) -> None:
    """Remove what killed processes left under names that `temporary` made for `path`."""
    for left in siblings(path, f".{path.name[:80]}.", ".tmp"):
        pid = left.name.split(".")[-3]
        if pid.isdigit() and not _is_alive(int(pid)):
            remove(left)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass
    return True


def keep(path: Path, target: Path) -> None:
    """Keep the file at `path` under a second name: a hard link, or a copy where `target` is on another disk.

    Does nothing where there is no file at `path`.
    """
    try:
        perform(os.link, path, target)
    except FileNotFoundError:
        if identity(path) is not None:
            raise
    except OSError:
        content = read(path)
        if content is not None:
            write_new(target, [content.data])


def rename(source: Path, target: Path) -> None:
    """Rename a backup; nothing happens where `source` is not there."""
    with contextlib.suppress(FileNotFoundError):
        perform(os.replace, source, target)


def remove(path: Path) -> None:
    """Remove a file of our own; failing to is no harm."""
    with contextlib.suppress(OSError):
        perform(os.unlink, path)


def make_directory(path: Path) -> None:
    """Make a directory that only the user may enter, and what is missing above it."""
    perform(os.makedirs, path, 0o700, exist_ok=True)


def open_lock(path: Path) -> int:
    """Open a file to be locked; closing it frees the lock."""
    return perform(os.open, path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def close(fd: int) -> None:
    """Close what `open_lock` opened."""
    os.close(fd)


def try_lock(fd: int) -> bool:
    """Take the lock if it is free. Raises OSError where the file system knows no locks."""
    try:
        perform(fcntl.flock, fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _flush(fd: int) -> None:
    """Bring a file or directory down to the disk; on macOS `fsync` alone stops at the drive's cache."""
    if sys.platform == "darwin":
        with contextlib.suppress(OSError):  # network and some external disks know no F_FULLFSYNC
            perform(fcntl.fcntl, fd, fcntl.F_FULLFSYNC)
            return
    perform(os.fsync, fd)
