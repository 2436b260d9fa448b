"""The order of contacts by name, as lists show them."""

from bisect import insort
from collections.abc import Collection, Iterable, Mapping

from netgarden.records.contact import Contact
from netgarden.text.plain import fold


def by_name(contacts: Iterable[Contact]) -> list[Contact]:
    """The contacts in the order of the alphabet, whatever case and accents their names are written with."""
    return sorted(contacts, key=_alphabetic)


def by_name_after(
    people: Iterable[Contact], contacts: Mapping[str, Contact], touched: Collection[str]
) -> list[Contact]:
    """`people`, everybody by name, with those whom a change touched as they are in `contacts` now."""
    found = [contact for contact in people if contact.uid not in touched]
    for uid in touched:
        if (contact := contacts.get(uid)) is not None and not contact.archived:
            insort(found, contact, key=_alphabetic)
    return found


def _alphabetic(contact: Contact) -> tuple[str, str]:
    return fold(contact.name) or contact.name, contact.uid
