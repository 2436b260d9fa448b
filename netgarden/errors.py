"""Errors for people: what happened, to what, what was kept and what to do; each carries its exit status."""


class NetgardenError(Exception):
    """Something that could not be done. `str()` of it is one clear sentence or two; `exit_status` is 1."""

    exit_status = 1


class UsageError(NetgardenError):
    """The words given are off: an unknown value, a date that is none. Exit status 2."""

    exit_status = 2


class GardenFileError(NetgardenError):
    """The garden file is damaged, locked, too new or cannot be read; nothing was written. Exit status 3."""

    exit_status = 3


class NotAGardenError(GardenFileError):
    """The bytes are no garden file: cut, torn, or something else altogether."""


class NothingMatchedError(NetgardenError):
    """Nobody and nothing fits what was asked for. Exit status 4."""

    exit_status = 4
