"""A contact's fields as people write them: in the edit form, on the command line, in a prompt.

A set is written with commas; a map as `value label, value label`; a member with a comma in it stands in quotes.
`parse_field` is the inverse of `field_text`.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple

from netgarden.records.contact import Contact
from netgarden.records.record import Plain, sorted_set
from netgarden.records.tables import FIELDS
from netgarden.text.plain import clean, fold


class Field(NamedTuple):
    """A field that people edit."""

    name: str
    """As in the record."""
    label: str
    hint: str
    """An example or the values it takes."""
    multiline: bool = False


EDITABLE: Final[tuple[Field, ...]] = (
    Field("name", "Name", ""),
    Field("org", "Org", "where they work"),
    Field("role", "Role", "what they do there"),
    Field("place", "Place", "Lisbon"),
    Field("interests", "Interests", "climate, cycling"),
    Field("tier", "Tier", "inner, close, steady, wide, yearly or none"),
    Field("cadence", "Cadence", "3m, in place of the tier's; none: never due"),
    Field("talk_cadence", "Talk every", "3m: how often to talk, besides any touch"),
    Field("meet_cadence", "Meet every", "1y: how often to meet in person"),
    Field("tags", "Tags", "board, alumni"),
    Field("emails", "Emails", "ada@x.org work, ada@home.org home"),
    Field("phones", "Phones", "+351 912 345 678 mobile"),
    Field("links", "Links", "https://linkedin.com/in/ada linkedin"),
    Field("channel", "Reach by", "signal, after 6"),
    Field("timezone", "Time zone", "Europe/Lisbon"),
    Field("birthday", "Birthday", "1985-04-12, --04-12, 1985-04"),
    Field("met_how", "How met", "event, introduced, colleague, online …"),
    Field("met_on", "Met on", "2024-05-03, 2024-05 or 2024"),
    Field("met_where", "Met where", "PyCon"),
    Field("met_via", "Met through", "who introduced you"),
    Field("met_story", "How it was", "", multiline=True),
    Field("industry", "Industry", ""),
    Field("background", "Background", "", multiline=True),
    Field("aliases", "Also called", "Ada King, A. Lovelace"),
    Field("notes", "Notes", "", multiline=True),
)
"""The fields in the order of the form."""


def field_text(contact: Contact, name: str, contacts: Mapping[str, Contact] | None = None) -> str:
    """The value of a field as people write it; empty text for an empty one.

    `contacts` are those of the garden, so that whoever introduced us is called by name.
    """
    value = getattr(contact, name)
    if isinstance(value, dict):
        return ", ".join(_labelled(member, label) for member, label in value.items())
    if isinstance(value, tuple):
        return ", ".join(_member(member) for member in value)
    if name == "met_via" and contacts and value in contacts:
        return contacts[value].name
    return value.isoformat() if isinstance(value, date) else str(value or "")


def parse_field(name: str, text: str, contacts: Mapping[str, Contact] | None = None) -> Plain:
    """The value that `text` writes for a field: text, a sorted tuple or a dict. Whether it fits is for the verbs.

    In a map the last word is the label if there are two words or more and it has letters only. A member in
    straight quotes is taken as it stands, commas and all. `contacts` are those of the garden: of whom an
    introducer's name is the only one, it means them.
    """
    kind = FIELDS["contacts"][name]
    if kind == "scalar":
        text = clean(
            text, multiline=next((field.multiline for field in EDITABLE if field.name == name), False)
        )
        return _introducer(text, contacts) if name == "met_via" and contacts else text
    if kind == "set":
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


def _introducer(name: str, contacts: Mapping[str, Contact]) -> str:
    """The uid of the one contact of this name, else the name in plain words."""
    same = [uid for uid, one in contacts.items() if one.name and fold(one.name) == fold(name)] if name else []
    return same[0] if len(same) == 1 else name
