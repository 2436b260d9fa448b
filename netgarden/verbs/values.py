"""Values that people type for a contact's fields: checked, cleaned and brought to the form the record has."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from netgarden.due.rules import Rules
from netgarden.errors import UsageError
from netgarden.records.contact import HOW_MET
from netgarden.records.metadata import Check
from netgarden.records.record import Plain, sorted_set
from netgarden.records.tables import FIELD_TYPES, FIELDS, METADATA, is_multiline
from netgarden.text.cadence import parse_cadence
from netgarden.text.partial_date import PartialDate, parse_partial_date
from netgarden.text.plain import clean, fold

RHYTHM_FIELDS = frozenset(
    name for name, said in METADATA["contacts"].items() if said.check in ("tier", "cadence")
)
"""The fields that say how often to be in touch: setting one sets `cadence_set_on`."""

PERSON_FIELDS = tuple(name for name, said in METADATA["contacts"].items() if said.check == "person")
"""The fields that may hold the uid of another contact: they follow who is merged, and keep the name of who is gone."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WORDED = r"(?:(\d{1,2})(?:st|nd|rd|th)? )?([a-z]{3})[a-z]*(?: (\d{1,2})(?:st|nd|rd|th)?)?(?: (\d{4}))?\Z"


def checked(rules: Rules, values: Mapping[str, Plain], table: str = "contacts") -> dict[str, Any]:
    """Return the values as the record holds them. Raises UsageError naming the first field and value that do not fit.

    Sets may be any iterable of text, maps any mapping of text to text.
    """
    return {field: _checked(rules, table, field, value) for field, value in values.items()}


def _checked(rules: Rules, table: str, field: str, value: Plain) -> Any:
    kind = FIELDS[table].get(field)
    if kind is None or field in ("uid", "extra"):
        raise UsageError(f"“{field}” is not a field that can be set.")
    said, multiline = METADATA[table].get(field), is_multiline(table, field)
    if kind == "set":
        return sorted_set(*(clean(member) for member in value or ()))
    if kind == "map":
        members = {
            clean(member): clean(text, multiline=multiline) for member, text in dict(value or {}).items()
        }
        members.pop("", None)
        if said and (check_member := _MEMBER_CHECKS.get(said.check)):
            for member in members:
                check_member(member)
        return members
    if not isinstance(value, str):
        expected = FIELD_TYPES[table][field]
        if expected is str:
            raise UsageError(f"{_label(field)} is text; this is not: {value!r}.")
        return value
    text = clean(value, multiline=multiline)
    if field == "name" and not text and table == "contacts":
        raise UsageError("A contact needs a name.")
    if said and (check := _CHECKS.get(said.check)):
        return check(rules, field, text)
    return text


def _tier(rules: Rules, field: str, text: str) -> str:
    for tier in rules.tiers:
        if fold(tier) == fold(text):
            return tier
    if text:
        raise UsageError(f"“{text}” is not a tier: write one of {', '.join(rules.tiers)}.")
    return ""


def _cadence(rules: Rules, field: str, text: str) -> str:
    try:
        cadence = parse_cadence(text)
    except ValueError as error:
        raise UsageError(f"{error}.") from error
    return str(cadence) if cadence else "none" if text else ""


def partial_date(field: str, text: str) -> str:
    """Return the partial date that `text` writes, as the record has it; empty for empty text.

    Raises UsageError naming the field for what is no date.
    """
    text = clean(text)
    partial = (parse_partial_date(text) or _worded_date(text)) if text else None
    if text and partial is None:
        raise UsageError(
            f"“{text}” is not a date for {_label(field)}: write 1985-04-12, --04-12, 1985-04, 12 Apr or 1985."
        )
    return str(partial) if partial else ""


def _worded_date(text: str) -> PartialDate | None:
    """`12 Apr 1985`, `Apr 12`, `April 1985`: as `PartialDate.words` writes it, and the American order."""
    match = re.match(_WORDED, text.casefold().replace(",", " ").replace("  ", " "))
    if not match or match[2] not in _MONTHS or (match[1] and match[3]):
        return None
    day, month = match[1] or match[3], _MONTHS.index(match[2]) + 1
    partial = PartialDate(int(match[4]) if match[4] else None, month, int(day) if day else None)
    return parse_partial_date(str(partial))


def _how_met(rules: Rules, field: str, text: str) -> str:
    if text and text.casefold() not in HOW_MET:
        raise UsageError(f"“{text}” is not a way of having met: write one of {', '.join(HOW_MET)}.")
    return text.casefold()


def _timezone(rules: Rules, field: str, text: str) -> str:
    if not text:
        return ""
    from netgarden.text.instants import zone_named  # few people have a zone, and pendulum is slow to import

    if not (zone := zone_named(text)):
        raise UsageError(f"“{text}” is not a time zone: write its IANA name, such as Europe/Lisbon.")
    return zone


def _check_email(address: str) -> None:
    name, at, domain = address.rpartition("@")
    if not (at and name and domain) or " " in address:
        raise UsageError(
            f"“{address}” is not an email address: write ada@example.org, or ada@example.org work."
        )


def _check_phone(number: str) -> None:
    # What has a colon in it is an address of another kind, such as sip:ada@example.org.
    if not any(sign.isdecimal() or sign == ":" for sign in number):
        raise UsageError(
            f"“{number}” is not a phone number: write +351 912 345 678, or +351 912 345 678 mobile."
        )


_CHECKS: dict[Check, Callable[[Rules, str, str], str]] = {
    "tier": _tier,
    "cadence": _cadence,
    "date": lambda rules, field, text: partial_date(field, text),
    "how met": _how_met,
    "time zone": _timezone,
}
"""Check to what brings a text to the form of the record: from the rules, the field and the text."""

_MEMBER_CHECKS: dict[Check, Callable[[str], None]] = {"email": _check_email, "phone": _check_phone}
"""Check to what looks at each member of a map. All of these raise UsageError."""


def _label(field: str) -> str:
    return field.replace("_", " ")
