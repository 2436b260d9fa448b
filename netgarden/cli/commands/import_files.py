"""`netgarden import`: bring people in from files, with a report of what became of each card and row."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import click

from netgarden.cli.context import Command, open_session, save
from netgarden.cli.output import say, show, warn
from netgarden.cli.parameters import OneOf
from netgarden.errors import NetgardenError, UsageError
from netgarden.formats import registry
from netgarden.formats.candidate import Reading
from netgarden.importing.input_files import Input, read_inputs
from netgarden.importing.plan import Decision, ImportPlan, Outcome, plan_import
from netgarden.session.session import Session
from netgarden.text.plain import clean, plural

ANSWERS: dict[str, Decision] = {"s": "same", "d": "separate", "l": "leave"}
"""The keys that decide about a possible duplicate."""

EXAMPLES = (
    "netgarden import ~/Downloads/Connections.csv",
    "netgarden import --dry-run phone.vcf colleagues.csv",
    "netgarden import people.csv --map 'Firma=org' --map 'Spitzname='",
    "netgarden import - --format vcard < card.vcf",
)


@click.command("import", cls=Command, examples=EXAMPLES)
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path())
@click.option(
    "--format", "format_name", metavar="F", help=f"Instead of recognising it: {', '.join(registry.FORMATS)}."
)
@click.option(
    "--encoding", metavar="E", help="Instead of recognising it: utf-8, cp1252, shift_jis and so on."
)
@click.option(
    "--map", "mapping", multiple=True, metavar="COLUMN=FIELD", help="What a column of a table holds."
)
@click.option(
    "--duplicates",
    type=OneOf(sorted(ANSWERS.values())),
    help="What to do with all possible duplicates; without it they are asked about, or left out.",
)
@click.option("--dry-run", is_flag=True, help="Show what would be done, each field before and after.")
@click.option("--yes", "-y", is_flag=True, help="Ask nothing.")
@click.option("--json", "as_json", is_flag=True, help="For programs; asks nothing.")
def import_command(
    files: tuple[str, ...],
    format_name: str | None,
    encoding: str | None,
    mapping: tuple[str, ...],
    duplicates: Decision | None,
    dry_run: bool,
    yes: bool,
    as_json: bool,
) -> int:
    """Bring people in from files, folders or standard input (-).

    Reading a file again adds nobody and never overwrites what you edited since.
    """
    session = open_session()
    readings, refused = _read_all(read_inputs(files), format_name, encoding, _mapping(mapping))
    plan = plan_import(session.garden, readings, session.today, undecided=duplicates or "leave")
    asks = not (dry_run or yes or as_json or duplicates) and sys.stdin.isatty() and sys.stdout.isatty()
    if asks and plan.to_decide:
        decisions = _ask(session, plan.to_decide)
        plan = plan_import(session.garden, readings, session.today, decisions)
    if not dry_run:
        save(session, plan.change(session.garden))
    for warning in plan.warnings:
        warn(warning)
    show(ImportView(plan, session, dry_run), as_json)
    return 1 if refused else 0


def _read_all(
    inputs: Sequence[Input], format_name: str | None, encoding: str | None, mapping: dict[str, str]
) -> tuple[list[Reading], int]:
    """Read all files, and count those that cannot be read: one bad file does not keep the others out.

    Raises what is wrong where there is only one file, or none of several can be read.
    """
    readings: list[Reading] = []
    refused: list[NetgardenError] = []
    for one in inputs:
        try:
            data = one.read(registry.MAX_BYTES)
            readings.append(
                registry.read(data, filename=one.name, format=format_name, encoding=encoding, mapping=mapping)
            )
        except UsageError:
            raise
        except NetgardenError as error:
            refused.append(error)
    if refused and not readings:
        raise refused[0] if len(refused) == 1 else NetgardenError("; ".join(map(str, refused)))
    for reason in refused:
        warn(f"left out: {reason}")
    return readings, len(refused)


def _mapping(given: Sequence[str]) -> dict[str, str]:
    mapping = {}
    for pair in given:
        column, sign, field = pair.rpartition("=")
        if not sign:
            raise UsageError(f"“{clean(pair)}” maps no column: write --map COLUMN=FIELD.")
        mapping[column] = field
    return mapping


def _ask(session: Session, to_decide: Sequence[Outcome]) -> dict[str, Decision]:
    """Settle the possible duplicates one by one, for as long as the person likes."""
    decisions: dict[str, Decision] = {}
    say(f"{plural(len(to_decide), 'possible duplicate')}:")
    say("s the same person · d somebody else · l leave out · q leave out all the rest")
    for outcome in to_decide:
        say(f"{outcome.name} ({_place(outcome)}): perhaps {outcome.reason}")
        answer = click.prompt(
            "s, d, l or q", type=click.Choice([*ANSWERS, "q"]), show_choices=False, default="l"
        )
        if answer == "q":
            break
        decisions[outcome.key] = ANSWERS[answer]
    return decisions


class ImportView(NamedTuple):
    """The result of an import, card by card and row by row."""

    plan: ImportPlan
    session: Session
    dry_run: bool

    def lines(self) -> Iterator[str]:
        """The counts, then each thing left out with its reason; for a dry run everything that would change."""
        plan, counts = self.plan, self.plan.counts
        words = {"duplicate": "duplicates" if counts["duplicate"] != 1 else "duplicate"}
        told = " · ".join(f"{count:,} {words.get(kind, kind)}" for kind, count in counts.items())
        yield f"{'Would be: ' if self.dry_run else ''}{told}"
        if plan.others:
            yield f"Besides people: {' · '.join(_counted(table, count) for table, count in plan.others.items())}"
        if self.dry_run:
            if plan.mapping:
                yield "Columns"
                yield from (
                    f"  {column} → {field or '(not stored)'}" for column, field in plan.mapping.items()
                )
            yield from _section("Added", (_headed(outcome) for outcome in plan.of("added")))
            for outcome in plan.of("updated"):
                yield f"Updated {self.session.garden.contacts[outcome.uid].name} ({_place(outcome)})"
                for path, before, after in outcome.fields:
                    yield f"  {path}: {before} → {after}" if before else f"  {path}: {after}"
        yield from _section("Skipped", (_headed(outcome) for outcome in plan.of("skipped")))
        yield from _section("Duplicates", (_headed(one) for one in plan.of("duplicate") if not one.to_decide))
        yield from _section("Left out until you decide, with --duplicates", map(_headed, plan.to_decide))

    def plain(self) -> dict[str, Any]:
        """Counts by kind, and the place and reason of each thing that was not taken in."""
        return {
            **self.plan.counts,
            "others": self.plan.others,
            "dry_run": self.dry_run,
            "formats": self.plan.formats,
            "reasons": [
                {
                    "kind": outcome.kind,
                    "file": outcome.file,
                    "where": outcome.where,
                    "name": outcome.name,
                    "reason": outcome.reason,
                    "uid": outcome.uid,
                }
                for outcome in (*self.plan.of("skipped"), *self.plan.of("duplicate"))
            ],
            "updates": [
                {
                    "uid": outcome.uid,
                    "name": outcome.name,
                    "file": outcome.file,
                    "where": outcome.where,
                    "fields": [change._asdict() for change in outcome.fields],
                }
                for outcome in self.plan.of("updated")
            ],
            "warnings": self.plan.warnings,
        }


def _counted(table: str, count: int) -> str:
    """Return the number of records of a table, in words."""
    one = {"interactions": "entry", "profile": "profile", "distinct": "pair kept apart"}.get(
        table, table[:-1]
    )
    many = {"interactions": "entries", "distinct": "pairs kept apart"}.get(table, f"{one}s")
    return plural(count, one, many)


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        if number == 0:
            yield title
        yield f"  {line}"


def _headed(outcome: Outcome) -> str:
    """Place, name and reason of one outcome."""
    named = f"{_place(outcome)}: {outcome.name}" if outcome.name else _place(outcome)
    return f"{named}: {outcome.reason}" if outcome.reason else named


def _place(outcome: Outcome) -> str:
    return f"{outcome.file}, {outcome.where}" if outcome.file else outcome.where
