"""`netgarden doctor`, `backups` and `restore`: what to do about a file that is damaged, or was better before."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

import click

from netgarden.change.change import Change
from netgarden.change.garden import Garden
from netgarden.cli.context import Command, open_session, paths, save
from netgarden.cli.output import Line, columns, say, show
from netgarden.cli.parameters import WholeNumber
from netgarden.errors import GardenFileError, NothingMatchedError
from netgarden.paths import command
from netgarden.records.contact import Contact
from netgarden.records.tables import TABLES
from netgarden.session import recovery
from netgarden.session.session import Session
from netgarden.text.plain import clean, plural

TOLD = 20
"""The most damaged places, or people that a restore would change, which are listed one by one."""


@click.command("doctor", cls=Command, examples=("netgarden doctor", "netgarden doctor --repair"))
@click.option(
    "--repair", is_flag=True, help="Put what can be saved in the place of a damaged file; its bytes are kept."
)
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def doctor_command(repair: bool, as_json: bool) -> int:
    """Look at the garden file: whether it is whole, what does not fit, what could be saved of it.

    Nothing is written without --repair. The exit status is 3 for a file that is damaged.
    """
    places = paths()
    found = recovery.diagnose(places.garden, places.state)
    if repair and found.damage:
        done = recovery.repair(places.garden, places.state)
        say(f"Repaired: {plural(done.people, 'person', 'people')} in {places.garden}.")
        say(f"What the damaged file held is kept in {done.damaged}.")
        return 0
    show(DoctorView(found, None if found.damage else open_session()), as_json)
    return GardenFileError.exit_status if found.damage else 0


class DoctorView(NamedTuple):
    """The diagnosis of a garden file, to be printed."""

    found: recovery.Diagnosis
    session: Session | None
    """The open garden, if it can be opened."""

    def lines(self) -> Iterator[Line]:
        """Return whether it is whole, then whatever is not as it should be, and what to do."""
        found = self.found
        if self.session is not None:
            people = plural(len(self.session.garden.contacts), "person", "people")
            entries = plural(len(self.session.garden.interactions), "entry", "entries")
            yield f"{self.session.name} is whole: {people}, {entries}."
            for notice in self.session.notices:
                yield notice.message
        else:
            yield [(found.damage, "bold")]
            yield from self._salvage()
        if found.problems:
            yield f"{plural(len(found.problems), 'record')} left out for a field that does not fit:"
            yield from (f"  {problem.message}" for problem in found.problems)
        if found.conflicts:
            yield f"{plural(len(found.conflicts), 'value')} in conflict: see {_to_type('conflicts')}."
        if found.versions:
            yield f"{plural(len(found.versions), 'earlier version')} kept: see {_to_type('backups')}."

    def _salvage(self) -> Iterator[Line]:
        saved = self.found.salvage
        if saved is None:
            yield "Nothing of it can be read."
        else:
            records = sum(len(table) for table in saved.copy.tables.values())
            older = f", {saved.from_backup:,} of them from the last good version" if saved.from_backup else ""
            yield f"{plural(records, 'record')} can be saved{older}: {_to_type('doctor --repair')} does it."
            yield from saved.remarks
            for piece in saved.unreadable[:TOLD]:
                yield f"  line {piece.line} cannot be read: {piece.text}"
            if len(saved.unreadable) > TOLD:
                yield f"  and {plural(len(saved.unreadable) - TOLD, 'more place')}"
        if self.found.versions:
            yield f"{_to_type('restore')} shows what is in the newest earlier version."

    def plain(self) -> dict[str, Any]:
        """The same, for programs."""
        found, saved = self.found, self.found.salvage
        return {
            "damage": found.damage,
            "problems": [problem._asdict() for problem in found.problems],
            "conflicts": len(found.conflicts),
            "notices": [notice.message for notice in self.session.notices] if self.session else [],
            "salvage": saved
            and {
                "records": {table: len(records) for table, records in saved.copy.tables.items()},
                "from_backup": saved.from_backup,
                "whole": saved.is_whole,
                "remarks": list(saved.remarks),
                "unreadable": [piece._asdict() for piece in saved.unreadable],
            },
            "versions": len(found.versions),
        }


@click.command("backups", cls=Command, examples=("netgarden backups", "netgarden restore 2"))
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def backups_command(as_json: bool) -> None:
    """The earlier versions of the garden, newest first: the last saves, one a day, and what was of an older form."""
    places = paths()
    versions = recovery.versions_of(places.garden, places.state)
    if not versions:
        raise NothingMatchedError(f"There are no earlier versions of {places.garden} yet.")
    show(VersionsView(versions, datetime.now(UTC)), as_json)


class VersionsView(NamedTuple):
    """Earlier versions of the garden."""

    versions: Sequence[recovery.Version]
    now: datetime

    def lines(self) -> Iterator[Line]:
        """Return a line for each, with the number that `restore` takes."""
        from netgarden.text.instants import age_words  # for this list alone: pendulum is slow to import

        yield from columns(
            (
                (
                    str(number),
                    _local(version.made_at),
                    age_words(version.made_at, self.now),
                    "of the day" if version.is_daily else "older form" if version.is_for_good else "",
                    plural(version.people, "person", "people"),
                    plural(version.interactions, "entry", "entries"),
                )
                for number, version in enumerate(self.versions, 1)
            ),
            ("bold",),
        )

    def plain(self) -> list[dict[str, Any]]:
        """A list, newest first."""
        return [
            {
                "number": number,
                "made_at": version.made_at.isoformat(),
                "daily": version.is_daily,
                "older_form": version.is_for_good,
                "people": version.people,
                "interactions": version.interactions,
                "path": str(version.path),
            }
            for number, version in enumerate(self.versions, 1)
        ]


def _to_type(words: str) -> str:
    """A command on the file of this run."""
    return command(words, paths().garden)


def _local(instant: datetime) -> str:
    return instant.astimezone().strftime("%Y-%m-%d %H:%M:%S")


@click.command("restore", cls=Command, examples=("netgarden restore 2", "netgarden restore 2 --yes"))
@click.argument("number", type=WholeNumber(1), default=1, metavar="[NUMBER]")
@click.option("--yes", "-y", is_flag=True, help="Do it; without this only what would change is shown.")
def restore_command(number: int, yes: bool) -> None:
    """Bring an earlier version back, by its number in netgarden backups; without one the newest.

    It is a change like any other: the present state becomes an earlier version, which can be restored.
    """
    places = paths()
    versions = recovery.versions_of(places.garden, places.state)
    if number > len(versions):
        count = plural(len(versions), "earlier version")
        raise NothingMatchedError(f"There is no version {number}: {places.garden} has {count}.")
    version = versions[number - 1]
    label = f"restore the version of {_local(version.made_at)}"
    if not places.garden.exists() or recovery.diagnose(places.garden, places.state).damage:
        _put_back(version, label, yes)
        return
    session = open_session()
    garden = session.garden
    records = {table: garden.records(table) for table in TABLES}
    change = recovery.restoring(records, recovery.read_version(version), label)
    for line in differences(garden, change):
        say(line)
    if not change:
        say("Nothing to do: the garden is as that version.")
    elif not yes:
        say(f"Add --yes to {label}.")
    else:
        save(session, change)
        say(f"Saved: {label}.")


def _put_back(version: recovery.Version, label: str, yes: bool) -> None:
    """Restore a version over a file that cannot be opened, so that there is nothing to compare with."""
    places = paths()
    held = (
        f"{plural(version.people, 'person', 'people')} and {plural(version.interactions, 'entry', 'entries')}"
    )
    if not yes:
        state = "is damaged" if places.garden.exists() else "is not there"
        say(f"{places.garden} {state}. The version of {_local(version.made_at)} has {held}.")
        say(f"Add --yes to {label}; what the file holds now is kept.")
        return
    done = recovery.put_back(places.garden, places.state, version)
    say(f"Saved: {label}, with {held}.")
    if done.damaged.exists():
        say(f"What the damaged file held is kept in {done.damaged}.")


def differences(garden: Garden, change: Change) -> Iterator[str]:
    """Return what a change would do to the garden: counts for each table, then the people by name."""
    kinds: dict[str, Counter[str]] = {}
    people: dict[str, str] = {}
    done: set[tuple[str, str]] = set()
    for patch in change.patches:
        kind = "changed" if patch.path else "added" if patch.before is None else "removed"
        if (patch.table, patch.uid) not in done:
            done.add((patch.table, patch.uid))
            kinds.setdefault(patch.table, Counter())[kind] += 1
        if patch.table == "contacts":
            record = garden.find("contacts", patch.uid)
            name = (
                record.name
                if isinstance(record, Contact)
                else clean(str((patch.after or {}).get("name", "")))
            )
            field = patch.path.partition("/")[0].replace("_", " ")
            people[patch.uid] = (
                f"{people[patch.uid]}, {field}"
                if patch.uid in people
                else f"{kind} {name}" + (f": {field}" if field else "")
            )
    for table, counts in kinds.items():
        yield f"{table}: {' · '.join(f'{count:,} {kind}' for kind, count in sorted(counts.items()))}"
    for line in [*people.values()][:TOLD]:
        yield f"  {line}"
    if len(people) > TOLD:
        yield f"  and {plural(len(people) - TOLD, 'more person', 'more people')}"
