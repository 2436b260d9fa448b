"""Outcomes of reading the garden file and of saving it."""

from typing import NamedTuple

from netgarden.storage.guards import Keys
from netgarden.storage.lines import Copy


class Commit(NamedTuple):
    """The outcome of a save."""

    before: Copy
    """What was known before it."""
    joined: Keys = frozenset()
    """Table and document id of the records that another writer changed."""
    is_foreign: bool = False
    """Whether that writer was no netgarden."""
    kept: Keys = frozenset()
    """The records that another writer took away and that were kept, because they are many."""
    older: Copy | None = None
    """The older copy that had taken the file's place."""


class Loading(NamedTuple):
    """The outcome of reading the file for the first time."""

    base: Copy | None = None
    """What a foreign file was compared with, if it was foreign."""
    kept: Keys = frozenset()
    """The records that it no longer had and that were kept, because they are many."""
    newer: Copy | None = None
    """A later version than the file, if the file is an older copy and one is kept."""
    is_older: bool = False
    """Whether the file is an older copy than the last one saved from here."""
    was_here: bool = False
    """Whether there is no file, though there once was one."""
