"""The SQLite file of contacts-tui: contacts and what happened with them."""

import re
from contextlib import closing
from datetime import date
from typing import Any

from netgarden.errors import NetgardenError
from netgarden.formats.candidate import Candidate, Draft, Entry, Reading, Skipped
from netgarden.text.plain import clean

NAME = "contacts-tui"
MAGIC = b"SQLite format 3\0"

_KINDS = {
    "email": "email", "call": "call", "phone": "call", "text": "message", "sms": "message", "message": "message",
    "meeting": "met", "meet": "met", "coffee": "met", "lunch": "met", "dinner": "met", "in-person": "met",
    "video": "video", "social": "support", "note": "note", "bump": "note",
}  # fmt: skip
_MAX_STEPS = 50_000_000
"""Most steps of SQLite's machine for one query: a crafted file cannot keep it busy."""


def recognises(data: bytes) -> bool:
    """Return whether the bytes are an SQLite file."""
    return data.startswith(MAGIC)


def read(data: bytes, encoding: str | None = None) -> Reading:
    """All contacts and interactions; `encoding` says nothing here. Raises NetgardenError for another database."""
    import sqlite3

    reading = Reading(format=NAME, candidates=[], entries=[], skipped=[], warnings=[])
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.row_factory = sqlite3.Row
        connection.text_factory = lambda value: value.decode("utf-8", "replace")
        try:
            connection.deserialize(data)
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA cell_size_check = ON")
            steps = iter(range(_MAX_STEPS // 100_000))
            connection.set_progress_handler(lambda: next(steps, None) is None, 100_000)
            tables = {
                row["name"]
                for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            }
            if "contacts" not in tables or "name" not in _columns(connection, "contacts"):
                raise NetgardenError("this SQLite file has no table of contacts as contacts-tui writes it")
            known: dict[Any, str] = {}
            for row in connection.execute("SELECT * FROM contacts ORDER BY id LIMIT 200000"):
                _contact(dict(row), known, reading)
            if {"contact_interactions"} <= tables:
                for row in connection.execute("SELECT * FROM contact_interactions ORDER BY id LIMIT 1000000"):
                    _interaction(dict(row), known, reading)
            if {"logs", "log_contacts"} <= tables:
                _logs(connection, known, reading)
        except (sqlite3.Error, OverflowError, UnicodeDecodeError) as error:
            if not reading.candidates:
                raise NetgardenError(f"this SQLite file cannot be read: {clean(str(error))}") from error
            reading.warnings.append(f"the file is damaged, read as far as it goes: {clean(str(error))}")
    return reading


def _columns(connection: Any, table: str) -> set[str]:
    return {row["name"] for row in connection.execute(f"PRAGMA table_info({table})")}


def _contact(row: dict[str, Any], known: dict[Any, str], reading: Reading) -> None:
    where = f"contact {row.get('id')}"
    draft = Draft()
    draft.set("name", _text(row.get("name")))
    draft.set("org", _text(row.get("company")))
    for one in re.split(r"[;,\s]+", _text(row.get("email"))):
        draft.email(one)
    for one in re.split(r"[;,]", _text(row.get("phone"))):
        draft.phone(one)
    draft.note(_text(row.get("notes")))
    draft.tag(_text(row.get("relationship_type")))
    draft.keep("label", _text(row.get("label")))
    draft.keep("follow up on", _text(row.get("follow_up_date"))[:10])
    draft.keep("deadline", _text(row.get("deadline_date"))[:10])
    days = row.get("custom_frequency_days")
    if isinstance(days, int) and 0 < days < 3660:
        draft.set("cadence", f"{days}d")
    if row.get("archived") in (1, True):
        draft.fields["archived"] = True
    contact = draft.finish()
    if contact is None:
        reading.skipped.append(Skipped(where, "nothing to call it by: no name, organisation, email or phone"))
        return
    ref = clean(_text(row.get("external_id"))) or f"contacts-tui {row.get('id')} {contact.name}"
    known[row.get("id")] = ref
    reading.candidates.append(Candidate(contact=contact, where=where, ref=ref[:200]))


def _interaction(row: dict[str, Any], known: dict[Any, str], reading: Reading) -> None:
    _entry(
        f"interaction {row.get('id')}", row.get("interaction_date"), _text(row.get("interaction_type")),
        [row.get("contact_id")], _text(row.get("notes")), known, reading,
    )  # fmt: skip


def _logs(connection: Any, known: dict[Any, str], reading: Reading) -> None:
    people: dict[Any, list[Any]] = {}
    for row in connection.execute("SELECT log_id, contact_id FROM log_contacts LIMIT 1000000"):
        people.setdefault(row["log_id"], []).append(row["contact_id"])
    for row in connection.execute("SELECT * FROM logs ORDER BY id LIMIT 1000000"):
        log = dict(row)
        text = _text(log.get("content"))
        _entry(
            f"log {log.get('id')}",
            log.get("created_at"),
            "note",
            people.get(log.get("id"), []),
            text,
            known,
            reading,
        )


def _entry(
    where: str, day: Any, kind: str, people: list[Any], text: str, known: dict[Any, str], reading: Reading
) -> None:
    try:
        on = date.fromisoformat(_text(day)[:10])
    except ValueError:
        reading.skipped.append(Skipped(where, f"“{clean(_text(day))[:30]}” is no date"))
        return
    refs = tuple(known[one] for one in people if one in known)
    if not refs:
        reading.skipped.append(Skipped(where, "about nobody who is in the file"))
        return
    reading.entries.append(
        Entry(
            on=on,
            kind=_KINDS.get(kind.casefold(), "note"),
            people=refs,
            where=where,
            summary=clean(text, multiline=True),
            ref=f"contacts-tui {where}",
        )
    )


def _text(value: Any) -> str:
    return "" if value is None else str(value)
