"""Files that a person names to be read: one by one, whole folders, or standard input."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from netgarden.errors import NetgardenError
from netgarden.text.plain import clean

STDIO = "-"
"""The name that means standard input, or for what is written standard output."""

FOLDER_SUFFIXES = (
    *(".vcf", ".vcard", ".ldif", ".addressbook", ".csv", ".tsv", ".json", ".md"),
    *(".ics", ".eml", ".mbox", ".sql", ".db", ".sqlite", ".sqlite3"),
)
"""The endings of the files that are read of a folder; a file named by itself may have any."""


class Input(NamedTuple):
    """One thing to read."""

    name: str
    """For people."""
    path: Path | None
    """None for standard input."""

    def read(self, most: int) -> bytes:
        """Its bytes, at most one more than `most`. Raises NetgardenError if it cannot be read."""
        try:
            if self.path is None:
                return sys.stdin.buffer.read(most + 1)
            with self.path.open("rb") as file:
                return file.read(most + 1)
        except OSError as error:
            raise NetgardenError(f"{self.name} cannot be read: {error.strerror or error}.") from error


def complete_name(text: str) -> tuple[str, list[str]]:
    """Complete the name of a file: the text as far as that is certain, and what may stand at its end, as a shell
    has it. A folder ends with a slash. What is hidden, or could act on a terminal, is left out.
    """
    if text == "~":
        return "~/", []
    folder, start = os.path.split(text)
    try:
        with os.scandir(Path(folder or ".").expanduser()) as entries:
            found = sorted(
                f"{entry.name}/" if entry.is_dir() else entry.name
                for entry in entries
                if entry.name.startswith(start)
                and entry.name.startswith(".") <= start.startswith(".")
                and entry.name == clean(entry.name)
            )
    except (OSError, RuntimeError, ValueError):  # no such folder, nobody's home, a NUL in the name
        return text, []
    certain = os.path.commonprefix(found)  # noqa: RUF071 - letter by letter is what is wanted
    return text + certain[len(start) :], found


def read_inputs(names: Sequence[str]) -> list[Input]:
    """Read what the names mean: files, the address books of a folder, or standard input.

    Raises NetgardenError for what is not there, before anything is read.
    """
    inputs = []
    for name in names:
        if name == STDIO:
            inputs.append(Input("standard input", None))
            continue
        path = Path(name).expanduser()
        try:
            files = sorted(_files_in(path)) if path.is_dir() else [path]
            path.stat()
        except OSError as error:
            raise NetgardenError(f"{clean(name)} cannot be read: {error.strerror or error}.") from error
        if not files:
            raise NetgardenError(f"{clean(name)} is a folder without address books.")
        inputs += [Input(clean(file.name), file) for file in files]
    return inputs


def _files_in(folder: Path) -> list[Path]:
    return [one for one in folder.iterdir() if one.suffix.lower() in FOLDER_SUFFIXES and one.is_file()]
