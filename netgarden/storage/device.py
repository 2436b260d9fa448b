"""This device: the letters and numbers of which the dots of its saves are made (`file-format.md`, Joining).

A device is one place of a garden file on one machine: two copies on one machine are two devices, since a copy
that has seen a number claims to have seen all lower ones too. A number must never serve two different saves,
also not after an old file came back. So numbers are reserved in blocks in the state directory, and each taken
is above all that the file at hand has seen. A copied state directory, another machine, lost state, a file that
lacks saves of this device, or a file system without locks mean a new device id.
"""

import contextlib
import os
from pathlib import Path

import msgspec

from netgarden.change.join import Seen
from netgarden.records.hashing import blake2b
from netgarden.records.ids import random_bits
from netgarden.storage import files
from netgarden.storage.lock import locked

_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
_BLOCK = 64
_MACHINE = (Path("/etc/machine-id"), Path("/sys/class/dmi/id/modalias"))
"""Files that tell one machine from another: the system that was installed, and the model of the hardware."""


class _Remembered(msgspec.Struct, frozen=True):
    device: str
    host: str
    reserved: int
    """The highest number that any process of this device may have used."""


class Device:
    """Hands out the dots of one process for the garden file `key`; `state` is the state directory."""

    def __init__(self, state: Path, key: str) -> None:
        self._state = state
        self._file = state / "devices" / f"{key}.json"
        self._is_alone = False
        self._device = ""
        self._next = 1
        self._end = 0

    def dot(self, seen: Seen) -> tuple[str, int]:
        """A fresh dot, as device and number, above all of `seen`."""
        number = max(self._next, seen.get(self._device, 0) + 1)
        if number > self._end:
            self._reserve(seen)
            number = max(self._next, seen.get(self._device, 0) + 1)
        self._next = number + 1
        return self._device, number

    def be_alone(self) -> None:
        """Make this process a device of its own, from now on."""
        if not self._is_alone:
            self._is_alone = True
            self._device, self._next, self._end = new_letters(4), 1, 1 << 53

    def be_new(self) -> None:
        """Become a new device, for this process and those to come.

        For a copy of the garden that has not seen some numbers of this device which others may have seen: a
        later number of the same device would claim that it had.
        """
        files.remove(self._file)
        self._device, self._next, self._end, self._is_alone = "", 1, 0, False

    def has_missed(self, seen: Seen, remembered: Seen) -> bool:
        """Return whether a copy that has seen `seen` lacks saves of this device; `remembered` is the last one's."""
        device = self._device
        if not device and (known := _remembered(self._file)) is not None:
            device = known.device
        return seen.get(device, 0) < remembered.get(device, 0)

    def _reserve(self, seen: Seen) -> None:
        # Where the state directory cannot be written, this process is a device of its own.
        with contextlib.suppress(OSError):
            if self._reserve_in(seen):
                return
        self.be_alone()

    def _reserve_in(self, seen: Seen) -> bool:
        with locked(self._state / "locks", "device") as is_locked:
            if not is_locked:
                return False
            host = _host(self._state)
            known = _remembered(self._file)
            if known is None or known.host != host:
                known = _Remembered(new_letters(4), host, 0)
            start = max(known.reserved, seen.get(known.device, 0)) + 1
            reserved = _Remembered(known.device, host, start + _BLOCK - 1)
            files.make_directory(self._file.parent)
            files.write_whole(self._file, msgspec.json.encode(reserved))
        self._device, self._next, self._end = known.device, start, reserved.reserved
        return True


def new_letters(count: int) -> str:
    """A new random identifier of `count` letters, for a device or a garden."""
    return "".join(_LETTERS[random_bits(5)] for _ in range(count))


def _remembered(file: Path) -> _Remembered | None:
    try:
        content = files.read(file)
        return msgspec.json.decode(content.data, type=_Remembered) if content else None
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None


def _host(state: Path) -> str:
    """Return a mark that changes when the state directory is copied, or the disk goes to another machine."""
    found = files.identity(state)
    parts = (os.uname().nodename, *map(_said_by, _MACHINE), found and found.inode)
    return blake2b(repr(parts).encode(), digest_size=8).hexdigest()


def _said_by(file: Path) -> bytes:
    try:
        content = files.read(file)
    except OSError:
        return b""
    return content.data if content else b""
