"""Identifiers of records.

A uid is 60 bits: 42 of milliseconds since 1970 (enough until 2109), then 18 random. Written as twelve letters
of Crockford's base 32, in lower case, it sorts by time; the same number is the record's TinyDB document id.
"""

import os
import time
from collections.abc import Callable

from netgarden.records.hashing import blake2b

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_VALUE = {letter: value for value, letter in enumerate(_ALPHABET)}
_LENGTH = 12
_RANDOM_BITS = 18


def encode(number: int) -> str:
    """The uid of a document id: twelve letters. Raises ValueError unless the id fits 60 bits."""
    if not 0 <= number < 1 << 60:
        raise ValueError(f"{number} does not fit 60 bits")
    return "".join(_ALPHABET[(number >> shift) & 31] for shift in range(55, -1, -5))


def decode(uid: str) -> int:
    """The document id of a uid. Raises ValueError if `uid` is not twelve letters of the alphabet."""
    if len(uid) != _LENGTH:
        raise ValueError(f"{uid!r} is not a uid: it has {len(uid)} characters, not {_LENGTH}")
    number = 0
    for letter in uid:
        value = _VALUE.get(letter)
        if value is None:
            raise ValueError(f"{uid!r} is not a uid: {letter!r} is not one of its letters")
        number = number << 5 | value
    return number


def derived_uid(*parts: str) -> str:
    """The uid that follows from `parts`: the same on every device, so two that open the same loop agree.

    A part may be the name of a file, with bytes that are no UTF-8.
    """
    digest = blake2b("\x1f".join(parts).encode(errors="surrogatepass"), digest_size=8).digest()
    return encode(int.from_bytes(digest, "big") >> 4)


def random_bits(count: int) -> int:
    """So many bits (64 at most) that nobody foresees; the module `secrets` does the same and is slow to import."""
    return int.from_bytes(os.urandom(8), "big") >> (64 - count)


class UidSource:
    """Hands out new uids, each greater than the last, also when the clock stands still or goes back.

    `milliseconds` tells the time (since 1970, UTC) and serves uniqueness only: no rule reads it.
    """

    def __init__(
        self,
        milliseconds: Callable[[], int] = lambda: time.time_ns() // 1_000_000,
        random_bits: Callable[[int], int] = random_bits,
    ) -> None:
        self._milliseconds = milliseconds
        self._random_bits = random_bits
        self._last = 0

    def __call__(self) -> str:
        """Return a new uid."""
        number = (self._milliseconds() << _RANDOM_BITS | self._random_bits(_RANDOM_BITS)) & (1 << 60) - 1
        if number <= self._last:
            number = self._last + 1 + self._random_bits(8)
        self._last = number
        return encode(number)
