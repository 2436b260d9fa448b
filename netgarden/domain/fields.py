"""A contact's fields as people write them: in the edit form, on the command line, in a prompt.

A set is written with commas; a map as `value label, value label`. `parse_field` is the inverse of `field_text`.
"""

from datetime import date
from typing import Final, NamedTuple

from netgarden.domain.contact import Contact
from netgarden.domain.record import Plain, sorted_set
from netgarden.domain.tables import FIELDS
from netgarden.domain.text import clean


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


def field_text(contact: Contact, name: str) -> str:
    """The value of a field as people write it; empty text for an empty one."""
    value = getattr(contact, name)
    if isinstance(value, dict):
        return ", ".join(f"{member} {label}".rstrip() for member, label in value.items())
    if isinstance(value, tuple):
        return ", ".join(value)
    return value.isoformat() if isinstance(value, date) else str(value or "")


def parse_field(name: str, text: str) -> Plain:
    """The value that `text` writes for a field: text, a sorted tuple or a dict. Whether it fits is for the verbs.

    In a map the last word is the label if there are two words or more and it has letters only.
    """
    kind = FIELDS["contacts"][name]
    if kind == "scalar":
        return clean(
            text, multiline=next((field.multiline for field in EDITABLE if field.name == name), False)
        )
    parts = [clean(part) for part in text.replace("\n", ",").split(",")]
    if kind == "set":
        return sorted_set(*parts)
    labelled: dict[str, str] = {}
    for part in filter(None, parts):
        value, _, label = part.rpartition(" ")
        labelled.update({value: label} if value and label.isalpha() else {part: ""})
    return labelled
