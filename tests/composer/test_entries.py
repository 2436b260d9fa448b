"""Realistic entries and what each means, kept as a table in `test_capture_entries.txt`.

A block is the text, a line with `→`, and what it means: `kind direction · people · date · “summary”`, then the
details, one a line; `?` is a doubt. Sunday 22 November 2026 is today.
"""

from pathlib import Path

import pytest

from netgarden.composer.known_names import NameIndex
from netgarden.composer.parse import parse
from netgarden.records.contact import Contact
from netgarden.records.entry import Detail, Entry, PersonRef
from netgarden.records.kinds import INTERACTIONS
from netgarden.text.dates_in_words import long_day
from tests.support.gardens import TODAY

PEOPLE = {
    "Ada Lovelace": "Northwind",
    "Ada King": "Acme",
    "Zoë Quinn": "",
    "Chen Wei": "",
    "Sam Idowu": "Alder",
    "Bob Marsh": "",
    "Grace Hopper": "",
    "Łukasz Nowak": "",
}
CONTACTS = [Contact(uid=f"{n}", name=name, org=org) for n, (name, org) in enumerate(PEOPLE.items())]
NAMES = NameIndex(CONTACTS, closeness=lambda uid: -int(uid))


def named(people: tuple[PersonRef, ...]) -> str:
    words = []
    for person in people:
        facts = [fact if isinstance(fact, str) else ", ".join(fact) for fact in person.facts]
        brackets = f" ({'; '.join(fact for fact in facts if fact)})" if any(facts) else ""
        words.append(f"{'' if person.uid else 'NEW '}{person.name}{brackets}")
    return ", ".join(words) or "nobody"


def told_detail(detail: Detail) -> str:
    words = (
        f"{detail.kind} {named(detail.people)}: {detail.channel + ' ' if detail.channel else ''}{detail.text}"
    )
    days = [("by", detail.by), ("nudge", detail.nudge)] if detail.kind != "news" else []
    words += "".join(f" · {word} {long_day(day, TODAY)}" for word, day in days if day)
    return f"  {words.strip()}" + (f" · {detail.on}" if detail.on else "")


def told(entry: Entry) -> str:
    head = [
        entry.kind + ("" if entry.direction == INTERACTIONS[entry.kind].direction else f" {entry.direction}"),
        named(entry.people),
        long_day(entry.on, TODAY),
        *([f"at {entry.event}"] if entry.event else []),
        *([f"via {entry.via.name}"] if entry.via else []),
        *([f"“{entry.summary}”"] if entry.summary else []),
        *([f"topics {', '.join(entry.topics)}"] if entry.topics else []),
    ]
    lines = [" · ".join(head), *map(told_detail, entry.details)]
    lines += [f"  mentions {named((one,))}" for one in entry.mentioned]
    for doubt in entry.doubts:
        what = "" if doubt.kind == "ambiguous" else f"{doubt.kind} “{doubt.text}”: "
        lines.append(f"  ? {what}{' | '.join(doubt.options)}")
    return "\n".join(lines)


def table() -> list[tuple[str, str]]:
    path = Path(__file__).with_suffix(".txt")
    if not path.exists():
        return []
    rows = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        text, arrow, meaning = block.strip("\n").partition("\n→\n")
        if arrow:
            rows.append((text, meaning))
    return rows


@pytest.mark.parametrize(("text", "meaning"), table())
def test_an_entry_is_read_as_meant(text: str, meaning: str) -> None:
    assert "\n".join(map(told, parse(text, NAMES, TODAY))) == meaning


def test_the_table_has_at_least_sixty_entries() -> None:
    assert len(table()) >= 60
