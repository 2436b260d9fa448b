"""A model of a disk that forgets: which states one save can leave behind when the power goes.

It listens at the seam. Written bytes are durable from the fsync of their file on; names (link, rename, unlink)
from the fsync of their directory on, and reach the disk in order before that. Whatever was not synced may be
there or not: each combination of lost names and lost or cut content is a state after a power cut (the method
of the ALICE paper).
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Contents = dict[int, bytes]
Names = dict[str, int]


class Disk:
    """What is written and what is durable in one directory, while it is `perform`."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.durable: Contents = {}
        self.written: Contents = {}
        self.names: Names = {}
        self.pending: list[tuple[str, str, int]] = []
        self.states: list[tuple[Contents, Contents, Names, list[tuple[str, str, int]]]] = []
        self._open: dict[int, tuple[int, int]] = {}
        for path in directory.iterdir():
            if path.is_file():
                inode = path.stat().st_ino
                self.durable[inode] = self.written[inode] = path.read_bytes()
                self.names[path.name] = inode

    def perform(self, call: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """The seam."""
        result = call(*args, **kwargs)
        if call is os.open and Path(args[0]).parent == self.directory and args[1] & os.O_CREAT:
            inode = os.fstat(result).st_ino
            self._open[result] = (inode, 0)
            self.written[inode], self.durable[inode] = b"", b""
            self.pending.append(("set", Path(args[0]).name, inode))
        elif call is os.lseek and args[0] in self._open:
            self._open[args[0]] = (self._open[args[0]][0], args[1])
        elif call is os.write and args[0] in self._open:
            inode, at = self._open[args[0]]
            there = self.written[inode]
            self.written[inode] = there[:at] + bytes(args[1])[:result] + there[at + result :]
            self._open[args[0]] = (inode, at + result)
        elif call is os.fsync and args[0] in self._open:
            inode = self._open[args[0]][0]
            self.durable[inode] = self.written[inode]
        elif call is os.fsync and os.readlink(f"/proc/self/fd/{args[0]}") == str(self.directory):
            self._apply(self.names, self.pending)
            self.pending = []
        elif call is os.replace and Path(args[1]).parent == self.directory:
            inode = os.stat(args[1]).st_ino
            self.pending += [("set", Path(args[1]).name, inode), ("unset", Path(args[0]).name, 0)]
        elif call is os.unlink and Path(args[0]).parent == self.directory:
            self.pending.append(("unset", Path(args[0]).name, 0))
        if call not in (os.open, os.fstat, os.stat, os.read):
            self._open = {fd: file for fd, file in self._open.items() if self._is_open(fd, file[0])}
            self.states.append((dict(self.durable), dict(self.written), dict(self.names), list(self.pending)))
        return result

    @staticmethod
    def _is_open(fd: int, inode: int) -> bool:
        try:
            return os.fstat(fd).st_ino == inode
        except OSError:
            return False

    @staticmethod
    def _apply(names: Names, operations: list[tuple[str, str, int]]) -> None:
        for what, name, inode in operations:
            if what == "set":
                names[name] = inode
            else:
                names.pop(name, None)

    def after_power_cut(self, name: str, *, at_end: bool = False) -> Iterator[bytes | None]:
        """Every content that the file `name` may have after the power went: at any moment, or at the end."""
        for durable, written, names, pending in self.states[-1:] if at_end else self.states:
            for count in range(len(pending) + 1):
                found = dict(names)
                self._apply(found, pending[:count])
                if name not in found:
                    yield None
                    continue
                safe, new = durable[found[name]], written[found[name]]
                yield from {safe, new}
                if safe != new:
                    for block in (512, 4096):
                        yield new[:block]
                        yield b"\0" * min(block, len(new)) + new[block:]
                        yield new[:-block] + b"\0" * min(block, len(new))
