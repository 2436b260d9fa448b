"""Taking one source's word into a contact: what is new comes in, what was edited here stays.

A memo is what a source said last, as JSON text, kept in `Contact.source`. A source that no longer says
something takes nothing away: an address book that hides an email is no reason to forget it.
"""

import json
from collections.abc import Callable
from typing import Any, NamedTuple

import msgspec

from netgarden.importing.same_person import email_key, is_unnamed, link_key, name_key, phone_key
from netgarden.records.contact import Contact
from netgarden.records.hashing import blake2b
from netgarden.records.record import sorted_set
from netgarden.records.tables import FIELDS

_NOT_IMPORTED = frozenset({"uid", "source", "added_on", "cadence_set_on"})
IMPORTED = {field: kind for field, kind in FIELDS["contacts"].items() if field not in _NOT_IMPORTED}
"""The fields that a source can bring, and their kinds."""

_LONG = 200
"""Texts longer than this are remembered by their digest."""
_KEYS: dict[str, Callable[[str], str]] = {"emails": email_key, "phones": phone_key, "links": link_key}


class FieldChange(NamedTuple):
    """One field, or one member of a set or map (`emails/ada@x.org`): its value before and after, for people."""

    path: str
    before: str
    after: str


class Merged(NamedTuple):
    """A contact with a source's word taken in."""

    contact: Contact
    memo: str
    fields: tuple[FieldChange, ...]
    """The fields that changed."""
    kept: tuple[FieldChange, ...]
    """Fields in which the source (`after`) disagrees with the value here (`before`), which was kept."""


def first_memo(given: Contact) -> str:
    """Return what a source says about somebody, as text to remember."""
    plain = msgspec.to_builtins(given)
    return _text({field: _short(value) for field, value in plain.items() if field in IMPORTED and value})


def recalled(memo: str | None) -> dict[str, Any]:
    """Return what was remembered; empty if nothing was, or nothing that can be read."""
    try:
        found = json.loads(memo) if memo else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def merged(contact: Contact, given: Contact, last: dict[str, Any], *, again: bool = False) -> Merged:
    """Take what a source gives into a contact, by what it said `last`.

    A value that the source has not changed is left alone, whatever stands here now. A changed one comes in if
    what stands here is what the source said before. With `again`, the source speaks twice about one person in
    one import: it fills what is empty and overrules nothing.
    """
    memo = dict(last)
    values: dict[str, Any] = {}
    changes: list[FieldChange] = []
    kept: list[FieldChange] = []
    for field, kind in IMPORTED.items():
        new = getattr(given, field)
        if not new or (field == "name" and is_unnamed(given)):
            continue
        now, was = getattr(contact, field), last.get(field)
        if kind == "scalar":
            if was == _short(new):
                continue
            if not (again and was is not None):
                memo[field] = _short(new)
            _scalar(field, now, new, was, again, contact, values, changes, kept)
        elif kind == "set":
            before = set(was) if isinstance(was, list) else set()
            added = [one for one in new if one not in before and one not in now]
            memo[field] = sorted(before | set(new))
            if added:
                values[field] = sorted_set(*values.get(field, now), *added)
                changes += [FieldChange(f"{field}/{one}", "", one) for one in added]
        else:
            earlier = was if isinstance(was, dict) else {}
            result = _map(field, now, new, earlier, changes)
            memo[field] = {**earlier, **{key: _short(value) for key, value in new.items()}}
            if result != now:
                values[field] = result
    after = msgspec.structs.replace(contact, **values) if values else contact
    return Merged(after, _text(memo), tuple(changes), tuple(kept))


def _scalar(
    field: str, now: Any, new: Any, was: Any, again: bool, contact: Contact,
    values: dict[str, Any], changes: list[FieldChange], kept: list[FieldChange],
) -> None:  # fmt: skip
    if now == new:
        return
    before, after = _shown(now), _shown(new)
    if field == "name" and (was is None or again) and not is_unnamed(contact):
        # Another source's spelling is another name they go by; it does not rename anybody.
        if name_key(new) != name_key(now) and new not in contact.aliases:
            values["aliases"] = sorted_set(*contact.aliases, new)
            changes.append(FieldChange(f"aliases/{new}", "", new))
        return
    if field == "notes" and now:
        if was is None and new not in now:
            values[field] = f"{now}\n\n{new}"
        elif was is not None and _short(now) == was and not again:
            values[field] = new
        elif isinstance(was, str) and len(was) > 20 and was in now and not again:
            values[field] = now.replace(was, new, 1)
        if field in values:
            changes.append(FieldChange(field, before, _shown(values[field])))
        elif new not in now:
            kept.append(FieldChange(field, before, after))
        return
    renames = field == "name" and is_unnamed(contact)
    if (not now and was is None) or (was is not None and _short(now) == was and not again) or renames:
        values[field] = new
        changes.append(FieldChange(field, before, after))
    else:
        kept.append(FieldChange(field, before, after))


def _map(
    field: str, now: dict[str, str], new: dict[str, str], was: dict[str, str], changes: list[FieldChange]
) -> dict[str, str]:
    result = dict(now)
    key_of = _KEYS.get(field, str)
    # A number without digits has an empty key, and is compared as written.
    present = {key_of(member) or member: member for member in now}
    for member, value in new.items():
        key = key_of(member) or member
        here = present.get(key)
        if here is None:
            if member not in was:
                result[member] = value
                present[key] = member
                changes.append(FieldChange(f"{field}/{member}", "", value or member))
        elif (
            value and value != result[here] and (not result[here] or _short(result[here]) == was.get(member))
        ):
            changes.append(FieldChange(f"{field}/{here}", result[here], value))
            result[here] = value
    return result


def _short(value: Any) -> Any:
    """A value as it is remembered: plain, a long text as its digest."""
    if isinstance(value, str):
        if len(value) <= _LONG:
            return value
        return "#" + blake2b(value.encode("utf-8", "replace"), digest_size=12).hexdigest()
    if isinstance(value, dict):
        long = any(len(one) > _LONG for one in value.values())
        return {key: _short(one) for key, one in value.items()} if long else value
    return msgspec.to_builtins(value) if not isinstance(value, tuple) else list(value)


def _text(memo: dict[str, Any]) -> str:
    return msgspec.json.encode(memo, order="sorted").decode()


def _shown(value: Any) -> str:
    return "" if value in (None, False) else "yes" if value is True else str(value)
