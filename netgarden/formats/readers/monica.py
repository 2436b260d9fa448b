"""Monica 4: its JSON export and its SQL export, to people, entries and bonds.

Both are brought into one plain form first (`_Person` and `_Happening`); what follows is shared.
"""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import msgspec

from netgarden.errors import NetgardenError
from netgarden.formats.candidate import Bond, Candidate, Draft, Entry, Reading, Skipped, address
from netgarden.formats.encoding import decode
from netgarden.formats.partial_dates import parse_date
from netgarden.formats.readers.sql_dump import inserted_rows
from netgarden.text.plain import clean

NAME = "monica"

_SNIFF_SQL = re.compile(
    rb"(?i)INSERT\s+(?:IGNORE\s+)?INTO\s+`?(?:contacts|special_dates|contact_fields)`?\s*\("
)


class _Person(msgspec.Struct):
    ref: str
    fields: dict[str, Any]
    """Monica's own names: first_name, company, job, …"""
    values: list[tuple[str, str]] = []
    """Contact fields: type (`email`, `phone`, or a service) and value."""
    addresses: list[dict[str, Any]] = []
    tags: list[str] = []
    notes: list[str] = []
    birthday: str = ""
    met_on: str = ""
    kept: list[tuple[str, str]] = []


class _Happening(msgspec.Struct):
    ref: str
    on: str
    kind: str
    people: list[str]
    text: str
    incoming: bool = False


class _Export(msgspec.Struct):
    people: list[_Person]
    happenings: list[_Happening]
    bonds: list[tuple[str, str, str]]


def recognises_json(data: bytes) -> bool:
    """Return whether the bytes are Monica's JSON export."""
    start = data[:4096]
    return (
        start.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{")
        and b'"app_version"' in start
        and b'"account"' in start
    )


def recognises_sql(data: bytes) -> bool:
    """Return whether the bytes are Monica's SQL export."""
    return _SNIFF_SQL.search(data[:8_000_000]) is not None and b"special_dates" in data


def read(data: bytes, encoding: str | None = None) -> Reading:
    """Everybody but the user of Monica, with calls and activities. Raises NetgardenError for damaged JSON."""
    text, name, _ = decode(data, encoding)
    reading = Reading(
        format=NAME, encoding=name, candidates=[], entries=[], bonds=[], skipped=[], warnings=[]
    )
    if text.lstrip("\ufeff \r\n\t").startswith("{"):
        try:
            plain = json.loads(text)
            export = _from_json(plain)
        except (ValueError, RecursionError) as error:
            raise NetgardenError(
                f"this Monica export is damaged and cannot be read: {clean(str(error))}"
            ) from error
    else:
        export = _from_sql(text)
    for number, person in enumerate(export.people, 1):
        _take(person, f"contact {number}", reading)
    for number, one in enumerate(export.happenings, 1):
        _happened(one, f"{one.kind} {number}", reading)
    reading.bonds.extend(Bond(people=(one, other), why=clean(why)) for one, other, why in export.bonds)
    return reading


def _take(person: _Person, where: str, reading: Reading) -> None:
    fields = person.fields
    if fields.get("is_partial") in (True, 1, "1"):
        name = " ".join(filter(None, (_text(fields.get("first_name")), _text(fields.get("last_name")))))
        reading.skipped.append(Skipped(where, f"{clean(name)} is only mentioned there, not a contact"))
        return
    draft = Draft()
    order = ("first_name", "middle_name", "last_name")
    draft.set("name", " ".join(filter(None, (_text(fields.get(part)) for part in order))))
    draft.alias(_text(fields.get("nickname")))
    draft.set("org", _text(fields.get("company")))
    draft.set("role", _text(fields.get("job")))
    for kind, value in person.values:
        if kind == "email":
            draft.email(value)
        elif kind == "phone":
            draft.phone(value)
        elif re.match(r"(?i)https?:|www\.", value):
            draft.link(value, kind)
        else:
            draft.im(kind, value)
    for place in person.addresses:
        parts = {part: _text(place.get(given)) for part, given in _ADDRESS.items()}
        draft.set("place", parts["city"] or parts["region"] or parts["country"])
        label = clean(_text(place.get("name")))
        draft.keep(f"address ({label})" if label else "address", address(**parts))
    for tag in person.tags:
        draft.tag(tag)
    for note in (_text(fields.get("description")), *person.notes):
        draft.note(note)
    draft.set("birthday", person.birthday)
    draft.set("met_on", person.met_on)
    draft.set("met_where", _text(fields.get("first_met_where")))
    draft.set("met_story", _text(fields.get("first_met_additional_info")))
    days = fields.get("stay_in_touch_frequency")
    if str(days).isdigit() and 0 < int(str(days)) < 3660:
        draft.set("cadence", f"{int(str(days))}d")
    for key in ("food_preferences", "gender", "career"):
        draft.keep(key.replace("_", " "), _text(fields.get(key)))
    if fields.get("is_dead") in (True, 1, "1"):
        draft.keep("died", "yes")
        draft.fields["archived"] = True
    if fields.get("is_active") in (False, 0, "0"):
        draft.fields["archived"] = True
    for key, value in person.kept:
        draft.keep(key, value)
    contact = draft.finish()
    if contact is None:
        reading.skipped.append(Skipped(where, "nothing to call it by: no name, organisation, email or phone"))
    else:
        reading.candidates.append(Candidate(contact=contact, where=where, ref=person.ref))


_ADDRESS = {
    "street": "street",
    "city": "city",
    "region": "province",
    "code": "postal_code",
    "country": "country",
}


def _happened(one: _Happening, where: str, reading: Reading) -> None:
    found = parse_date(one.on)
    if found is None or found.year is None or not found.month or not found.day:
        reading.skipped.append(Skipped(where, f"“{clean(one.on)[:30]}” is no date"))
        return
    if not one.people:
        reading.skipped.append(Skipped(where, "about nobody who is in the file"))
        return
    reading.entries.append(
        Entry(
            on=date(found.year, found.month, found.day),
            kind=one.kind,
            people=tuple(one.people),
            where=where,
            summary=clean(one.text, multiline=True),
            ref=one.ref,
        )
    )


# ── JSON ─────────────────────────────────────────────────────────────────────


def _from_json(plain: Any) -> _Export:
    account = _dict(_dict(plain).get("account"))
    types = {
        _text(one.get("uuid")): _text(_dict(one.get("properties")).get("type"))
        or _text(_dict(one.get("properties")).get("name"))
        for one in _dicts(_dict(account.get("instance")).get("contact_field_types"))
    }
    groups = {kind: list(_dicts(values)) for kind, values in _typed(account.get("data"))}
    people: list[_Person] = []
    happenings: list[_Happening] = []
    attending: dict[str, list[str]] = {}
    for one in groups.get("contact", []):
        ref = _text(one.get("uuid"))
        inner = dict(_typed(one.get("data")))
        people.append(_json_person(ref, _dict(one.get("properties")), inner, types, account))
        for call in _dicts(inner.get("call")):
            told = _dict(call.get("properties"))
            day, text = _text(told.get("called_at"))[:10], _text(told.get("content"))
            happenings.append(_Happening(_text(call.get("uuid")), day, "call", [ref], text))
        for activity in inner.get("activity") or []:
            attending.setdefault(_text(activity), []).append(ref)
    for one in groups.get("activity", []):
        told = _dict(one.get("properties"))
        text = "\n".join(filter(None, (_text(told.get("summary")), _text(told.get("description")))))
        day, ref = _text(told.get("happened_at"))[:10], _text(one.get("uuid"))
        happenings.append(_Happening(ref, day, "met", attending.get(ref, []), text))
    bonds = [
        (_text(told.get("contact_is")), _text(told.get("of_contact")), _text(told.get("type")))
        for told in (_dict(one.get("properties")) for one in groups.get("relationship", []))
    ]
    return _Export(people, happenings, bonds)


def _json_person(
    ref: str,
    fields: dict[str, Any],
    inner: dict[str, list[Any]],
    types: dict[str, str],
    account: dict[str, Any],
) -> _Person:
    person = _Person(ref, fields, [], [], [], [], kept=[])
    for one in _dicts(inner.get("contact_field")):
        told = _dict(one.get("properties"))
        person.values.append((types.get(_text(told.get("type")), "im"), _text(told.get("data"))))
    person.addresses = [_dict(one.get("properties")) for one in _dicts(inner.get("address"))]
    person.tags = [
        _text(tag.get("name") if isinstance(tag, dict) else tag) for tag in fields.get("tags") or []
    ]
    person.notes = [_text(_dict(one.get("properties")).get("body")) for one in _dicts(inner.get("note"))]
    person.birthday = _special_date(_dict(fields.get("birthdate")))
    person.met_on = _special_date(_dict(fields.get("first_met_date")))
    for one in _dicts(inner.get("reminder")):
        told = _dict(one.get("properties"))
        words = f"{_text(told.get('title'))}, {_text(told.get('initial_date'))}"
        every = _text(told.get("frequency_type"))
        person.kept.append(
            ("reminder", words + (f", every {every}" if every and every != "one_time" else ""))
        )
    for kind in ("pet", "gift", "task", "debt", "life_event"):
        for one in _dicts(inner.get(kind)):
            told = _dict(one.get("properties"))
            words = next(
                (_text(told.get(key)) for key in ("name", "title", "reason", "comment") if told.get(key)), ""
            )
            person.kept.append((kind.replace("_", " "), words))
    return person


def _typed(groups: Any) -> Iterator[tuple[str, list[Any]]]:
    """The lists of an export: `[{"type": …, "values": […]}]`."""
    for group in _dicts(groups):
        values = group.get("values")
        if isinstance(values, list):
            yield _text(group.get("type")), values


# ── SQL ──────────────────────────────────────────────────────────────────────


def _from_sql(text: str) -> _Export:
    tables: dict[str, list[dict[str, str | None]]] = {}
    for table, row in inserted_rows(text):
        tables.setdefault(table, []).append(row)
    dates = {row.get("id"): row for row in tables.get("special_dates", [])}
    types = {
        row.get("id"): _text(row.get("type") or row.get("name"))
        for row in tables.get("contact_field_types", [])
    }
    tags = {row.get("id"): _text(row.get("name")) for row in tables.get("tags", [])}
    people: dict[str | None, _Person] = {}
    for row in tables.get("contacts", []):
        ref = _text(row.get("uuid")) or f"monica contact {row.get('id')}"
        person = people[row.get("id")] = _Person(ref, row, [], [], [], [], kept=[])
        person.birthday = _special_date(dates.get(row.get("birthday_special_date_id"), {}))
        person.met_on = _special_date(dates.get(row.get("first_met_special_date_id"), {}))

    def of(table: str) -> Iterator[tuple[_Person, dict[str, str | None]]]:
        for row in tables.get(table, []):
            if (owner := people.get(row.get("contact_id"))) is not None:
                yield owner, row

    for person, row in of("contact_fields"):
        person.values.append((types.get(row.get("contact_field_type_id"), "im"), _text(row.get("data"))))
    places = {row.get("id"): row for row in tables.get("places", [])}
    for person, row in of("addresses"):
        person.addresses.append({**places.get(row.get("place_id"), {}), **row})
    for person, row in of("contact_tag"):
        person.tags.append(tags.get(row.get("tag_id"), ""))
    for person, row in of("notes"):
        person.notes.append(_text(row.get("body")))
    happenings = [
        _Happening(
            f"monica call {row.get('id')}",
            _text(row.get("called_at"))[:10],
            "call",
            [one.ref],
            _text(row.get("content")),
        )
        for one, row in of("calls")
    ]
    attending: dict[str | None, list[str]] = {}
    for person, row in of("activity_contact"):
        attending.setdefault(row.get("activity_id"), []).append(person.ref)
    for row in tables.get("activities", []):
        words = "\n".join(filter(None, (_text(row.get("summary")), _text(row.get("description")))))
        ref, day = (
            _text(row.get("uuid")) or f"monica activity {row.get('id')}",
            _text(row.get("happened_at"))[:10],
        )
        happenings.append(_Happening(ref, day, "met", attending.get(row.get("id"), []), words))
    kinds = {row.get("id"): _text(row.get("name")) for row in tables.get("relationship_types", [])}
    bonds = [
        (people[one].ref, people[other].ref, kinds.get(row.get("relationship_type_id"), ""))
        for row in tables.get("relationships", [])
        if (one := row.get("contact_is")) in people and (other := row.get("of_contact")) in people
    ]
    return _Export(list(people.values()), happenings, bonds)


# ── values ───────────────────────────────────────────────────────────────────


def _special_date(told: dict[str, Any]) -> str:
    """A date of Monica's: whole, of unknown year, or only an age, which tells no more than the year."""
    found = parse_date(_text(told.get("date"))[:10])
    if found is None:
        return ""
    if told.get("is_age_based") in (True, 1, "1"):
        return str(found._replace(month=None, day=None))
    if told.get("is_year_unknown") in (True, 1, "1"):
        found = found._replace(year=None)
    return str(found)


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _dicts(values: Any) -> Iterable[dict[str, Any]]:
    return (one for one in values if isinstance(one, dict)) if isinstance(values, list) else ()


def _text(value: Any) -> str:
    return "" if value is None or isinstance(value, (dict, list)) else str(value)
