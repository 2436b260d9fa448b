"""Namesakes told apart: what to put beside a name so that it is clear who is meant."""

from collections import Counter
from collections.abc import Sequence

from netgarden.records.contact import Contact
from netgarden.text.plain import fold


def told_apart(people: Sequence[Contact]) -> list[str]:
    """Return what tells each name apart: org, else place, else address; empty for somebody with none of them.

    Of namesakes among `people` it is the first of these that no other has, else what there is; the uid where
    nothing tells them apart.
    """
    facts = [_facts(contact) for contact in people]
    names = [fold(contact.name) or contact.name for contact in people]
    counts = Counter((name, *one) for name, told in zip(names, facts, strict=True) for one in enumerate(told))
    beside = []
    for name, told in zip(names, facts, strict=True):
        own = (text for at, text in enumerate(told) if text and counts[name, at, text] == 1)
        beside.append(next(own, "") or next(filter(None, told), ""))
    shown = Counter(zip(names, beside, strict=True))
    return [
        contact.uid if shown[name, text] > 1 else text
        for contact, name, text in zip(people, names, beside, strict=True)
    ]


def _facts(contact: Contact) -> tuple[str, str, str]:
    return contact.org, contact.place, next(iter(contact.emails), "")
