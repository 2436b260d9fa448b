"""Previous versions of a garden: the last three saves, as hard links in the state directory (DESIGN 4)."""

from pathlib import Path

from netgarden.storage import files

KEPT = 3
"""How many previous saves are kept."""


class Backups:
    """The previous versions of one garden file; `directory` is theirs alone."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    def keep(self, path: Path, garden: str) -> None:
        """Keep the file at `path`, which is about to be replaced, as the newest backup of `garden`.

        The older ones move on only after the new link stands, so that one good version always exists.
        """
        files.make_directory(self.directory)
        fresh = self.directory / f"{garden}.new"
        files.remove(fresh)
        files.keep(path, fresh)
        for number in range(KEPT, 1, -1):
            files.rename(self._file(garden, number - 1), self._file(garden, number))
        files.rename(fresh, self._file(garden, 1))

    def recent(self, garden: str | None = None) -> list[Path]:
        """The kept saves, newest first, of one garden or of all that lay at this path."""
        pattern = f"{garden or '*'}.[0-9].json"
        return sorted(
            self.directory.glob(pattern), key=lambda path: (path.stem.rpartition(".")[2], path.name)
        )

    def _file(self, garden: str, number: int) -> Path:
        return self.directory / f"{garden}.{number}.json"
