"""Export: the garden, or part of it, as a file for other programs."""

from collections.abc import Collection, Iterator
from datetime import date
from pathlib import PurePath

from netgarden.change.garden import Garden
from netgarden.due.outlook import reasons_of
from netgarden.due.rules import Rules
from netgarden.errors import UsageError
from netgarden.formats import garden_json
from netgarden.formats.writers import calendar as ics_writer
from netgarden.formats.writers import csv as csv_writer
from netgarden.formats.writers import markdown
from netgarden.formats.writers import vcard as vcard_writer
from netgarden.people.brief import make_brief
from netgarden.records.contact import Contact
from netgarden.records.kinds import loop_kind
from netgarden.records.reason_kinds import REASONS
from netgarden.records.record import Record
from netgarden.records.tables import TABLES
from netgarden.text.partial_date import parse_partial_date

FORMATS = {
    "json": "netgarden's own JSON: everything",
    "vcf": "vCard 4.0",
    "vcf3": "vCard 3.0, for older programs",
    "csv": "a table",
    "ics": "a calendar of what is due, promised, planned, and birthdays",
    "md": "Markdown, one page a person",
}
"""Names for `--format` and what they are; each but `vcf3` is also the file's suffix."""


def export(
    garden: Garden,
    filename: str,
    *,
    today: date,
    rules: Rules | None = None,
    format: str | None = None,
    people: Collection[str] | None = None,
) -> bytes:
    """The bytes of an export file: of the whole garden, or of the contacts with the uids `people`.

    The format follows from the suffix of `filename` unless given. Raises UsageError for one that is none.
    """
    name = format or PurePath(filename).suffix.removeprefix(".").lower()
    if name == "json":
        return garden_json.write(tables_of(garden, people))
    contacts = chosen(garden, people)
    if name in ("vcf", "vcf3"):
        return vcard_writer.write(contacts, "3.0" if name == "vcf3" else "4.0")
    if name == "csv":
        return csv_writer.write(contacts)
    if name == "ics":
        return ics_writer.write(calendar_days(garden, rules or Rules(), today, contacts), today)
    if name == "md":
        return "\n".join(text for _, text in pages(garden, rules or Rules(), today, people)).encode(
            "utf-8", "replace"
        )
    raise UsageError(f"“{name or filename}” is not a format to export to: choose from {', '.join(FORMATS)}.")


def pages(
    garden: Garden, rules: Rules, today: date, people: Collection[str] | None = None
) -> Iterator[tuple[str, str]]:
    """A file name and the Markdown page of each contact, for a folder of notes."""
    taken: set[str] = set()
    for contact in chosen(garden, people):
        brief = make_brief(garden, rules, contact.uid, today)
        yield (
            markdown.file_name(contact, taken),
            markdown.page(contact, brief, garden.interactions_of(contact.uid)),
        )


def calendar_days(
    garden: Garden, rules: Rules, today: date, contacts: Collection[Contact]
) -> Iterator[ics_writer.Day]:
    """Return the days of each contact: when next due, the birthday, dated loops; archived ones have none."""
    told: set[str] = set()
    for contact in contacts:
        if contact.archived:
            continue
        uid, name = contact.uid, contact.name
        routine = [one for one in reasons_of(garden, rules, uid, today) if REASONS[one.kind].rhythm]
        shown = min((max(one.shows_on, today) for one in routine), default=date.max)
        if shown < date.max:
            text = next(one.text for one in routine if max(one.shows_on, today) == shown)
            yield ics_writer.Day(f"due-{uid}", shown, f"{name}: {text}")
        born = parse_partial_date(contact.birthday)
        if born is not None and (day := ics_writer.birthday(uid, name, born)) is not None:
            yield day
        for loop in garden.open_loops_of(uid):
            if loop.due_on is not None and loop.uid not in told:
                told.add(loop.uid)
                names = ", ".join(
                    one.name for one in map(garden.contacts.get, loop.people) if one is not None
                )
                words = loop_kind(loop.kind).calendar.format(who=names, what=loop.text).strip(": ")
                yield ics_writer.Day(f"loop-{loop.uid}", loop.due_on, words)


def chosen(garden: Garden, people: Collection[str] | None = None) -> list[Contact]:
    """The contacts with the uids `people`, all without them; in the order of their uids."""
    if people is None:
        return [garden.contacts[uid] for uid in sorted(garden.contacts)]
    return [garden.contacts[uid] for uid in sorted(people) if uid in garden.contacts]


def tables_of(garden: Garden, people: Collection[str] | None = None) -> dict[str, list[Record]]:
    """The records by table; with `people` only those contacts and what is about them alone."""
    tables = {table: list(garden.records(table).values()) for table in TABLES}
    if people is None:
        return tables
    uids = set(people)
    return {
        table: [record for record in records if _is_about(record, table, uids)]
        for table, records in tables.items()
    }


def _is_about(record: Record, table: str, uids: set[str]) -> bool:
    if table == "contacts":
        return record.uid in uids
    return bool(record.mentions()) and uids.issuperset(record.mentions())
