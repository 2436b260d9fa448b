"""This device: the letters and numbers of which the dots of its saves are made (DESIGN 4).

A number must never serve two different saves, also not after an old garden file came back or where two copies
of a garden lie on one machine. So numbers are reserved in blocks in the state directory, and each taken is
above all that the file at hand has seen. A copied state directory, another machine, lost state or a file
system without locks mean a new device id.
"""

import contextlib
import hashlib
import platform
import secrets
from pathlib import Path

import msgspec

from netgarden.domain.join import Seen
from netgarden.storage import files
from netgarden.storage.lock import locked

_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
_BLOCK = 64


class _Remembered(msgspec.Struct, frozen=True):
    device: str
    host: str
    reserved: int
    """The highest number that any process of this device may have used."""


class Device:
    """Hands out the dots of one process; `state` is the state directory."""

    def __init__(self, state: Path) -> None:
        self._state = state
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

    def forget(self) -> None:
        """Become a new device, with a new id, for all processes to come."""
        files.remove(self._state / "device.json")
        self._device, self._next, self._end = "", 1, 0

    def _reserve(self, seen: Seen) -> None:
        # Where the state directory cannot be written, this process is a device of its own.
        with contextlib.suppress(OSError):
            if self._reserve_in(self._state, seen):
                return
        self.be_alone()

    def _reserve_in(self, state: Path, seen: Seen) -> bool:
        with locked(state / "locks", "device") as is_locked:
            if not is_locked:
                return False
            file, host = state / "device.json", _host(state)
            known = _remembered(file)
            if known is None or known.host != host:
                known = _Remembered(new_letters(4), host, 0)
            start = max(known.reserved, seen.get(known.device, 0)) + 1
            reserved = _Remembered(known.device, host, start + _BLOCK - 1)
            files.write_whole(file, msgspec.json.encode(reserved))
        self._device, self._next, self._end = known.device, start, reserved.reserved
        return True


def new_letters(count: int) -> str:
    """A new random identifier of `count` letters, for a device or a garden."""
    return "".join(secrets.choice(_LETTERS) for _ in range(count))


def _remembered(file: Path) -> _Remembered | None:
    content = files.read(file)
    try:
        return msgspec.json.decode(content.data, type=_Remembered) if content else None
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None


def _host(state: Path) -> str:
    """What changes when the state directory is copied: the machine, and the directory itself."""
    try:
        machine = files.read(Path("/etc/machine-id"))
    except OSError:
        machine = None
    found = files.identity(state)
    parts = (platform.node(), machine.data.decode(errors="replace") if machine else "", found and found.inode)
    return hashlib.blake2b(repr(parts).encode(), digest_size=8).hexdigest()
