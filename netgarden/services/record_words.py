"""Records and their values in words: whose one is, which field, and what stands in it."""

from collections.abc import Mapping

from netgarden.domain.garden import Garden
from netgarden.domain.record import Plain
from netgarden.domain.tables import TABLES
from netgarden.domain.text import clean

_TELLING = ("raw", "name", "text", "what", "summary")
"""The fields of a record that say most, the first before the others."""


def value_words(value: Plain) -> str:
    """A plain value on one line; `nothing` for none, the fields that say most of a whole record."""
    if value is None or value in ("", [], {}):
        return "nothing"
    if value is True:
        return "yes"
    if isinstance(value, Mapping):
        telling = [value[field] for field in _TELLING if value.get(field)]
        return value_words(telling[0] if telling else [*map(value_words, value.values())])
    if isinstance(value, (list, tuple)):
        return ", ".join(map(value_words, value))
    return clean(str(value))


def place_words(garden: Garden, table: str, uid: str, path: str, plain: Plain = None) -> str:
    """`Ada Lovelace · role`; `plain` is the record where the garden has none."""
    field = path.replace("_", " ").replace("/", " ")
    return f"{whose(garden, table, uid, plain)} · {field}" if field else whose(garden, table, uid, plain)


def whose(garden: Garden, table: str, uid: str, plain: Plain = None) -> str:
    """Whom a record is about; `plain` is the record where the garden has none."""
    if table == "profile":
        return "My profile"
    record = garden.find(table, uid) if table in TABLES else None
    people: tuple[str, ...] = (uid,) if table == "contacts" else record.mentions() if record else ()
    if not people and isinstance(plain, Mapping):
        people = tuple(plain.get("people") or (plain.get("contact", ""),))
    names = [contact.name for one in people if (contact := garden.contacts.get(one))]
    if not names and isinstance(plain, Mapping) and table == "contacts":
        names = [clean(str(plain.get("name", "")))]
    about = "" if table == "contacts" else f" ({table.removesuffix('s')})"
    return (", ".join(names[:2]) or "Somebody") + about
