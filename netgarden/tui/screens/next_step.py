"""The result of find and of other screens of people: what to do next, and with whom."""

import msgspec


class NextStep(msgspec.Struct, frozen=True):
    """A person and what to do, or words for a new person."""

    action: str
    """`card`, `log`, `tried`, `add`, `write`, `entry`, or a verb of the main screen."""
    uid: str
    words: str = ""
    """What is typed already; for `entry` the uid of the entry to edit."""
