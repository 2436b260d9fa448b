"""What find, and every list of people, ends with."""

from typing import NamedTuple


class Found(NamedTuple):
    """A person and what to do, or words for a new person."""

    action: str
    """`card`, `log`, `tried`, `add`, `write`, `entry`, or a verb of the main screen."""
    uid: str
    words: str = ""
    """What is typed already; for `entry` the uid of the entry to edit."""
