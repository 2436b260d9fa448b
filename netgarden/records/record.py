"""The base of all records.

A record is flat, so that two copies can be joined value by value: a field is a scalar (text, date, flag), a
set of text (a sorted tuple) or a map of text to text. Empty values are left out of the file.
"""

from typing import Annotated, Any

import msgspec

from netgarden.records.metadata import BOOKKEEPING, KEPT_AS_IT_IS

Plain = Any
"""A value as JSON has it: None, bool, int, str, a list of str, or a dict of str to str."""


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One line of the file."""

    uid: Annotated[str, BOOKKEEPING]
    """Twelve letters, see `ids`."""

    extra: Annotated[dict[str, str], KEPT_AS_IT_IS] = {}
    """What an import brought that has no field of its own, so that an export can give it back."""

    def mentions(self) -> tuple[str, ...]:
        """The uids of the contacts that this record is about; none for a contact itself."""
        return ()


def sorted_set(*values: str) -> tuple[str, ...]:
    """The form in which a record holds a set of text: sorted, once each, without empty ones."""
    return tuple(sorted({value for value in values if value}))
