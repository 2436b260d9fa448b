"""Values that a format has no field for: written beside its own fields as JSON, and taken in again.

A writer reads back at once what it wrote; the fields that came back differently are what it could not say.
"""

import json
from collections.abc import Mapping
from typing import Any

import msgspec

from netgarden.records.contact import Contact
from netgarden.records.tables import FIELDS, is_multiline, to_plain
from netgarden.text.plain import clean


def cleaned(table: str, record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a plain record from outside with all its text cleaned; line breaks stay where the field has them."""
    return {
        clean(field): _cleaned(value, multiline=is_multiline(table, field)) for field, value in record.items()
    }


def _cleaned(value: Any, *, multiline: bool) -> Any:
    if isinstance(value, str):
        return clean(value, multiline=multiline)
    if isinstance(value, list):
        return [_cleaned(one, multiline=multiline) for one in value]
    if isinstance(value, dict):
        return {clean(key): _cleaned(one, multiline=multiline) for key, one in value.items()}
    return value


def with_own_words(contact: Contact, text: str) -> Contact:
    """A contact with what netgarden wrote beside a format's own fields (see `own_words`); damage is passed over."""
    try:
        plain = cleaned("contacts", json.loads(text))
        merged = msgspec.convert(to_plain(contact) | plain, Contact)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return contact
    return msgspec.structs.replace(merged, uid="", source={}) if merged.name else contact


def own_words(contact: Contact, read_back: Contact | None) -> str:
    """Return the fields of a contact that a format does not hold, as JSON: those that were read back differently."""
    differing = {
        field: value
        for field, value in _fields(contact).items()
        if read_back is None or getattr(read_back, field) != getattr(contact, field)
    }
    return json.dumps(differing, ensure_ascii=False, sort_keys=True) if differing else ""


def _fields(contact: Contact) -> dict[str, Any]:
    plain = to_plain(contact)
    return {
        field: plain.get(field, msgspec.to_builtins(getattr(contact, field)))
        for field in FIELDS["contacts"]
        if field not in ("uid", "source")
    }
