"""`netgarden merge` and `conflicts`: other copies of the garden, and values that two of them set."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from string import ascii_lowercase
from typing import Any, NamedTuple

import click

from netgarden.cli.context import Command, open_session, paths
from netgarden.cli.output import Line, say, show
from netgarden.errors import GardenFileError, NothingMatchedError, UsageError
from netgarden.session import recovery
from netgarden.session.decisions import about_conflict, settle
from netgarden.session.record_words import value_words
from netgarden.session.session import Changed, Session
from netgarden.text.plain import clean, plural

EXAMPLES = (
    "netgarden merge 'garden.sync-conflict-20261122.json'",
    "netgarden merge --driver %O %A %B      # in a git configuration: merge.netgarden.driver",
)


@click.command("merge", cls=Command, examples=EXAMPLES)
@click.argument("files", nargs=-1, required=True, metavar="OTHER...", type=click.Path())
@click.option("--driver", is_flag=True, help="Be a merge driver of git: OTHER is ancestor, ours and theirs.")
def merge_command(files: tuple[str, ...], driver: bool) -> None:
    """Fold other copies of the garden in: conflict copies of Syncthing or Dropbox, one from another device.

    Every edit of both sides stays. What both set differently is kept twice: see netgarden conflicts. The
    copies stay where they are.
    """
    if driver:
        if len(files) != 3:
            raise UsageError("A merge driver takes three files: merge --driver %O %A %B.")
        ancestor, ours, theirs = map(Path, files)
        recovery.merge_driver(ancestor, ours, theirs, paths().state)
        return
    session = open_session()
    if session.store is None:
        raise GardenFileError("There is no garden file to merge into.")
    touched: set[str] = set()

    def note(changed: Changed) -> None:
        touched.update(changed.touched)

    session.subscribe(note)
    for file in files:
        try:
            session.store.merge_file(Path(file).expanduser())
        except GardenFileError as error:
            named = "" if Path(file).name in str(error) else f"{clean(file)}: "
            raise GardenFileError(f"{named}{error}") from error
    session.save()
    session.take_in()
    say(
        f"Merged {plural(len(files), 'copy', 'copies')}: {plural(len(touched), 'person', 'people')} changed here."
    )
    if session.conflicts:
        say(f"{plural(len(session.conflicts), 'value')} in conflict: see netgarden conflicts.")


@click.command(
    "conflicts",
    cls=Command,
    examples=("netgarden conflicts", "netgarden conflicts 1 b", "netgarden conflicts all a"),
)
@click.argument("number", required=False)
@click.argument("letter", required=False)
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def conflicts_command(number: str | None, letter: str | None, as_json: bool) -> None:
    """The values that two devices set without knowing of each other; with a number and a letter one is chosen.

    The value a is the one that is shown until you choose.
    """
    session = open_session()
    if number is None:
        show(ConflictsView(session), as_json)
        return
    for conflict in _chosen(session, number):
        values = (conflict.shown, *conflict.others)
        place = ascii_lowercase.find(letter or "?")
        if letter is None or len(letter) != 1 or not 0 <= place < len(values):
            raise UsageError(f"Choose a value by its letter: {', '.join(ascii_lowercase[: len(values)])}.")
        done = settle(session, conflict, values[place])
        session.save()
        say(f"Saved: {done}.")


def _chosen(session: Session, number: str) -> Sequence[Any]:
    conflicts = session.conflicts
    if number == "all":
        return conflicts
    if not number.isascii() or not number.isdigit():
        raise UsageError(f"“{clean(number)}” is no number of a conflict: write 1, 2 … or all.")
    if not 0 < int(number) <= len(conflicts):
        raise NothingMatchedError(f"There is no conflict {int(number)}: there are {len(conflicts)}.")
    return conflicts[int(number) - 1 : int(number)]


class ConflictsView(NamedTuple):
    """The values in conflict."""

    session: Session

    def lines(self) -> Iterator[Line]:
        """A line for each, the values with their letters."""
        for number, conflict in enumerate(self.session.conflicts, 1):
            yield [(f"{number}  ", ""), (about_conflict(self.session, conflict), "bold")]
            for letter, value in zip(ascii_lowercase, (conflict.shown, *conflict.others), strict=False):
                yield f"   {letter}  {value_words(value)}"
        if not self.session.conflicts:
            yield "No values are in conflict."

    def plain(self) -> list[dict[str, Any]]:
        """A list in the order of the numbers."""
        return [
            {
                "table": conflict.table,
                "uid": conflict.uid,
                "about": about_conflict(self.session, conflict),
                "path": conflict.path,
                "shown": conflict.shown,
                "others": list(conflict.others),
            }
            for conflict in self.session.conflicts
        ]
