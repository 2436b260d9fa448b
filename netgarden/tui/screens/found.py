"""What find, and every list of people, ends with."""

import msgspec


class Found(msgspec.Struct, frozen=True):
    """A person and what to do, or words for a new person."""

    action: str
    """`card`, `log`, `tried`, `add`, `write`, `entry`, or a verb of the main screen."""
    uid: str
    words: str = ""
    """What is typed already; for `entry` the uid of the entry to edit."""
