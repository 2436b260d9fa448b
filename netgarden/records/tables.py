"""The tables of a garden, in the order in which the file has them, and what kind of field each field is."""

from typing import Any, Final

import msgspec

from netgarden.records.contact import Contact
from netgarden.records.interaction import Interaction
from netgarden.records.loop import Loop
from netgarden.records.metadata import Field, FieldKind
from netgarden.records.milestone import Milestone
from netgarden.records.profile import Profile
from netgarden.records.record import Record
from netgarden.records.tie import Distinct, Tie
from netgarden.records.want import Offer, Want

TABLES: Final[dict[str, type[Record]]] = {
    "profile": Profile,
    "contacts": Contact,
    "interactions": Interaction,
    "loops": Loop,
    "wants": Want,
    "offers": Offer,
    "milestones": Milestone,
    "ties": Tie,
    "distinct": Distinct,
}
"""Table name to record type."""

TABLE_OF: Final[dict[type[Record], str]] = {record: table for table, record in TABLES.items()}
"""Record type to table name."""


def _annotations(record: type[Record]) -> dict[str, Any]:
    """Return the annotation of each field. `extra`, which is inherited, stands last, as in the file."""
    found: dict[str, Any] = {}
    for one in reversed(record.__mro__):
        found |= getattr(one, "__annotations__", {})
    order = [name for name in record.__struct_fields__ if name != "extra"]
    return {name: found[name] for name in (*order, "extra")}


def _kind(type: object) -> FieldKind:
    return "set" if type == tuple[str, ...] else "map" if type == dict[str, str] else "scalar"


_ANNOTATIONS = {table: _annotations(record) for table, record in TABLES.items()}

FIELD_TYPES: Final[dict[str, dict[str, object]]] = {
    table: {
        name: one.__origin__ if hasattr(one, "__metadata__") else one for name, one in annotations.items()
    }
    for table, annotations in _ANNOTATIONS.items()
}
"""Table name to the type of each field."""

FIELDS: Final[dict[str, dict[str, FieldKind]]] = {
    table: {name: _kind(type) for name, type in types.items()} for table, types in FIELD_TYPES.items()
}
"""Table name to its fields, in the order of the file, `uid` first, and the kind of each."""

METADATA: Final[dict[str, dict[str, Field]]] = {
    table: {
        name: one.__metadata__[0].of(name, FIELDS[table][name])
        for name, one in annotations.items()
        if hasattr(one, "__metadata__")
    }
    for table, annotations in _ANNOTATIONS.items()
}
"""Table name to what is said of its fields, where anything is said."""


def is_multiline(table: str, field: str) -> bool:
    """Return whether line breaks in the text of a field are kept; they are in one that only a newer version knows."""
    if (said := METADATA.get(table, {}).get(field)) is not None:
        return said.multiline
    return field not in FIELDS.get(table, {})


def to_plain(record: Record) -> dict[str, object]:
    """The record as JSON has it: dates as ISO text, sets as lists, empty fields left out."""
    plain: dict[str, object] = msgspec.to_builtins(record)
    return {field: list(value) if isinstance(value, tuple) else value for field, value in plain.items()}


def from_plain(table: str, plain: object) -> Record:
    """The record of `table` that `plain` holds. Raises msgspec.ValidationError naming the field at fault."""
    return msgspec.convert(plain, TABLES[table])
