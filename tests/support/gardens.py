"""Gardens for tests: records with readable uids, a garden of some records, and the small one that most screens show."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from netgarden.change.garden import Garden
from netgarden.paths import Paths
from netgarden.records.contact import Contact
from netgarden.records.ids import UidSource, encode
from netgarden.records.interaction import Interaction
from netgarden.records.loop import Loop
from netgarden.records.tables import TABLE_OF
from netgarden.session.session import Session

TODAY = date(2026, 11, 22)
"""The Sunday on which most tests take place."""
NOW = datetime(2026, 11, 22, 14, 20, tzinfo=UTC)
PLACED = date(2025, 1, 1)
"""The day on which the people of the small garden were given their cadence."""


def uid(number: int) -> str:
    """Return a uid that is readable in a failure: `000000000001` for 1."""
    return encode(number)


ADA, GRACE, SAM, ZOE = uid(1), uid(2), uid(3), uid(4)


def counting_uids(start: int = 1000) -> UidSource:
    """Return a source of uids that are the same in every run."""
    return UidSource(milliseconds=lambda: start, random_bits=lambda bits: 0)


def person(number: int, name: str, **fields: Any) -> Contact:
    """Return a contact with a readable uid."""
    return Contact(uid=uid(number), name=name, **fields)


def call(number: int, who: str, days_ago: int, summary: str) -> Interaction:
    """Return a call with somebody so many days ago."""
    return Interaction(
        uid=uid(number),
        on=TODAY - timedelta(days_ago),
        kind="call",
        weight="talk",
        direction="both",
        people=(who,),
        summary=summary,
        raw=f"call: {summary}",
    )


def garden_of(*records: Any) -> Garden:
    """Return a garden of some records, which hands out the same uids in every run."""
    tables: dict[str, list[Any]] = {}
    for record in records:
        tables.setdefault(TABLE_OF[type(record)], []).append(record)
    return Garden(tables, new_uid=counting_uids())


def plant(session: Session, *records: Any) -> None:
    """Put records into the garden of a session, as one change."""
    builder = session.garden.builder()
    for record in records:
        builder.put(record)
    session.do(builder.build("plant"))


def small_garden() -> Garden:
    """Return the garden in which Ada is owed thanks, Grace and Sam are due, and Zoë is not."""
    return garden_of(
        person(1, "Ada Lovelace", org="Northwind", role="Partner", tier="close", interests=("climate",),
               emails={"ada@example.org": "work"}, place="Lisbon", timezone="Europe/Lisbon", cadence_set_on=PLACED),
        person(2, "Grace Hopper", org="Juniper", tier="close", interests=("climate", "sailing"), cadence_set_on=PLACED),
        person(3, "Sam Idowu", org="Alder", tier="close", cadence_set_on=PLACED),
        person(4, "Zoë Quinn", org="Alder", tier="steady", interests=("sailing",), cadence_set_on=PLACED),
        call(11, ADA, 20, "settling in at Northwind"),
        call(12, GRACE, 37, "the archive move"),
        call(13, SAM, 34, "heat pumps in terraces"),
        call(14, ZOE, 5, "a boat for spring"),
        Loop(uid=uid(21), kind="thanks", people=(ADA,), opened_on=TODAY - timedelta(2), due_on=TODAY - timedelta(1)),
    )  # fmt: skip


def paths_in(folder: Path, state: str = "state") -> Paths:
    """Return the places of a garden in a folder, with its state and configuration beside it."""
    return Paths(folder / "garden.json", folder / state, folder / "config.toml")


def session_in(folder: Path, state: str = "state") -> Session:
    """Open the garden in a folder, as one of the devices that keep it."""
    return Session.open(paths_in(folder, state), TODAY)
