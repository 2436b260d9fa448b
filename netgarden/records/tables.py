"""The tables of a garden, in the order in which the file has them, and what kind of field each field is."""

from typing import Final, Literal, TypeAlias

import msgspec

from netgarden.records.contact import Contact
from netgarden.records.interaction import Interaction
from netgarden.records.loop import Loop
from netgarden.records.milestone import Milestone
from netgarden.records.profile import Profile
from netgarden.records.record import Record
from netgarden.records.tie import Distinct, Tie
from netgarden.records.want import Offer, Want

FieldKind: TypeAlias = Literal["scalar", "set", "map"]

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


FIELD_TYPES: Final[dict[str, dict[str, object]]] = {
    table: {field.name: field.type for field in msgspec.structs.fields(record)}
    for table, record in TABLES.items()
}
"""Table name to the type of each field."""


def _kinds(types: dict[str, object]) -> dict[str, FieldKind]:
    kinds: dict[str, FieldKind] = {
        name: "set" if type == tuple[str, ...] else "map" if type == dict[str, str] else "scalar"
        for name, type in types.items()
    }
    # `extra` is inherited, and so comes first; in the file and in every listing it stands last.
    kinds["extra"] = kinds.pop("extra")
    return kinds


FIELDS: Final[dict[str, dict[str, FieldKind]]] = {
    table: _kinds(types) for table, types in FIELD_TYPES.items()
}
"""Table name to its fields, in the order of the file, `uid` first, and the kind of each."""


def to_plain(record: Record) -> dict[str, object]:
    """The record as JSON has it: dates as ISO text, sets as lists, empty fields left out."""
    plain: dict[str, object] = msgspec.to_builtins(record)
    return {field: list(value) if isinstance(value, tuple) else value for field, value in plain.items()}


def from_plain(table: str, plain: object) -> Record:
    """The record of `table` that `plain` holds. Raises msgspec.ValidationError naming the field at fault."""
    return msgspec.convert(plain, TABLES[table])
