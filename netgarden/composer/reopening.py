"""Opening an entry again: the text to show, and how to read it as it was read when written (`grammar.md`)."""

from datetime import date, timedelta
from typing import NamedTuple

from netgarden.change.garden import Garden
from netgarden.composer.known_names import NameIndex
from netgarden.composer.parse import parse
from netgarden.records.interaction import Interaction


class Reopened(NamedTuple):
    """An entry opened again. `parse(text, names, today, selected=selected)` reads it as it was meant."""

    text: str
    today: date
    """The local date it was written on, against which its `yesterday` counts."""
    selected: tuple[str, ...]
    """Its people: a given name shared by several still means them."""


def reopen(garden: Garden, names: NameIndex, interaction: Interaction) -> Reopened:
    """Return the text to show for an interaction; one without a text as typed (an import, a try) gets one."""
    people = tuple(uid for uid in interaction.people if uid in garden.contacts)
    if not interaction.raw:
        return Reopened(_written(garden, interaction, people), interaction.on, people)
    return Reopened(interaction.raw, _written_on(names, interaction, people), people)


def _written(garden: Garden, interaction: Interaction, people: tuple[str, ...]) -> str:
    named = ", ".join(f'@"{garden.contacts[uid].name}"' for uid in people)
    kind = "note" if interaction.kind == "skip" else interaction.kind
    lead = "from " if interaction.direction == "in" else ""
    event = f' at "{interaction.event}"' if interaction.event else ""
    head = f"{kind} {lead}{named} {interaction.on.isoformat()}{event}: {interaction.summary}".strip()
    passed = ("gave", interaction.gave), ("got", interaction.got)
    return "\n".join([head, *(f"{word}: {text}" for word, text in passed if text)])


def _written_on(names: NameIndex, interaction: Interaction, people: tuple[str, ...]) -> date:
    """The local date an entry was written on.

    Its instant is UTC, so the date may be one off; the right one reads the text as the day it has.
    """
    try:
        utc = date.fromisoformat(interaction.at[:10])
    except ValueError:
        return interaction.on
    for day in (utc, utc - timedelta(1), utc + timedelta(1)):
        entries = parse(interaction.raw, names, day, selected=people)
        if entries and min(entries[0].on, day) == interaction.on:
            return day
    return interaction.on
