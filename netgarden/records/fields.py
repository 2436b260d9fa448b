"""A contact's fields as people write them: in the edit form, on the command line, in a prompt.

A set is written with commas; a map as `value label, value label`; a member with a comma in it stands in quotes.
`parse_field` is the inverse of `field_text`.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple

from netgarden.records.contact import ORDERS, Contact
from netgarden.records.metadata import Field
from netgarden.records.record import Plain, sorted_set
from netgarden.records.tables import METADATA
from netgarden.text.plain import clean, fold

CONTACT: Final[dict[str, Field]] = {
    name: field for name, field in METADATA["contacts"].items() if field.is_edited
}
"""The fields of a contact that people edit, by name, in the order of the file."""


def in_order(place: str) -> tuple[Field, ...]:
    """Return the fields that people edit in the order of a place, which `contact.ORDERS` names."""
    return tuple(CONTACT[name] for name in dict.fromkeys((*ORDERS[place], *CONTACT)))


EDITABLE: Final[tuple[Field, ...]] = in_order("form")
"""The fields in the order of the form."""


def field_text(contact: Contact, name: str, contacts: Mapping[str, Contact] | None = None) -> str:
    """Return the value of a field as people write it, the empty text for an empty one.

    `contacts` are those of the garden: a person in it is called by name.
    """
    value = getattr(contact, name)
    if isinstance(value, dict):
        return ", ".join(_labelled(member, label) for member, label in value.items())
    if isinstance(value, tuple):
        return ", ".join(_member(member) for member in value)
    if CONTACT[name].check == "person" and contacts and value in contacts:
        return contacts[value].name
    return value.isoformat() if isinstance(value, date) else str(value or "")


def parse_field(name: str, text: str, contacts: Mapping[str, Contact] | None = None) -> Plain:
    """Return the value that `text` writes for a field: text, a sorted tuple or a dict. `verbs.values` checks it.

    In a map the last word is the label if there are two words or more and it has letters only. A member in
    straight quotes is taken as it stands, commas and all. `contacts` are those of the garden: where a person is
    wanted, the name of just one of them becomes their uid.
    """
    field = CONTACT[name]
    if field.kind == "scalar":
        text = clean(text, multiline=field.multiline)
        return _contact_called(text, contacts) if field.check == "person" and contacts else text
    if field.kind == "set":
        return sorted_set(*(f"{part.value} {part.label}".strip() for part in _parts(text)))
    labelled = (part[:2] if part.is_quoted else _split_label(part.value) for part in _parts(text))
    return {value: label for value, label in labelled if value}


_PART = r'\s*"(?P<value>(?:[^"]|"")*)"\s*(?:"(?P<quoted>(?:[^"]|"")*)"|(?P<label>[^,\n]*))|(?P<bare>[^,\n]+)'
"""What stands between two commas or line ends; in quotes, and then with a label behind it, or bare."""


class _Part(NamedTuple):
    """A member as it is written."""

    value: str
    label: str
    """What stands behind a quoted value."""
    is_quoted: bool


def _parts(text: str) -> list[_Part]:
    found = []
    for match in re.finditer(_PART, text):
        if match["bare"] is not None:
            found.append(_Part(clean(match["bare"]), "", False))
        else:
            label = match["label"] if match["quoted"] is None else match["quoted"].replace('""', '"')
            found.append(_Part(clean(match["value"].replace('""', '"')), clean(label), True))
    return found


def _member(text: str) -> str:
    """A member of a set, or a label; in quotes where it would be read as something else."""
    return text if _is_bare(text) else _quoted(text)


def _labelled(value: str, label: str) -> str:
    """A member of a map and its label, in quotes where they would be read as something else."""
    text = f"{value} {label}".rstrip()
    if _is_bare(text) and _split_label(text) == (value, label):
        return text
    return f"{_quoted(value)} {_member(label) if label else ''}".rstrip()


def _split_label(text: str) -> tuple[str, str]:
    value, _, label = text.rpartition(" ")
    return (value, label) if value and label.isalpha() else (text, "")


def _is_bare(text: str) -> bool:
    return '"' not in text and _parts(text) == [_Part(text, "", False)]


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _contact_called(name: str, contacts: Mapping[str, Contact]) -> str:
    """The uid of the one contact of this name, else the name in plain words."""
    same = [uid for uid, one in contacts.items() if one.name and fold(one.name) == fold(name)] if name else []
    return same[0] if len(same) == 1 else name
