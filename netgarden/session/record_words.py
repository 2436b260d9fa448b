"""Records and their values in words: whose one is, which field, and what stands in it."""

from collections.abc import Mapping

from netgarden.change.change import Patch
from netgarden.change.garden import Garden
from netgarden.records.record import Plain
from netgarden.records.tables import TABLES
from netgarden.text.plain import clean

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


def patch_words(garden: Garden, patch: Patch) -> str:
    """Return what a patch sets, and where: `Ada Lovelace · role: CTO`, `Ada Lovelace · tags: without board`."""
    plain = patch.before if patch.after is None else patch.after
    field = patch.path.partition("/")[0]
    place = place_words(garden, patch.table, patch.uid, field, plain)
    if not field:
        is_new_person = patch.table == "contacts" and patch.after is not None
        return f"{place}: {'new' if is_new_person else set_words(patch)}"
    return f"{place}: {set_words(patch)}"


def set_words(patch: Patch) -> str:
    """Return what a patch sets: a value, a member of a set or map, or that something is taken away."""
    _, slash, member = patch.path.partition("/")
    if not slash:
        return value_words(patch.after) if patch.path or patch.after else "taken away"
    if patch.after is None:
        return f"without {clean(member)}"
    return clean(member if patch.after is True else f"{member} {patch.after}")


def place_words(garden: Garden, table: str, uid: str, path: str, plain: Plain = None) -> str:
    """`Ada Lovelace · role`; `plain` is the record where the garden has none."""
    field = path.replace("_", " ").replace("/", " ")
    return f"{whose(garden, table, uid, plain)} · {field}" if field else whose(garden, table, uid, plain)


def whose(garden: Garden, table: str, uid: str, plain: Plain = None) -> str:
    """Return the name of whom a record is about; `plain` is the record where the garden has none."""
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
