"""Scenes for fault tests: a garden, something to save in it, and what must hold whatever happens then."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tinydb import TinyDB

from netgarden.domain.ids import encode
from netgarden.errors import GardenFileError
from netgarden.storage.edits import Edit, Edits
from netgarden.storage.garden_file import GardenFile
from netgarden.storage.lines import visible
from netgarden.storage.recovery import repair

BEFORE = frozenset({"Ada", "Zoë"})
DAMAGED = frozenset({"damaged"})


def adding(*names: str) -> Edits:
    """The edits that add contacts; the document id follows from the name, so that a retry is the same edit."""
    numbers = {name: 1000 + int.from_bytes(name.encode()[:6], "big") for name in names}
    return {
        ("contacts", number): Edit(created={"uid": encode(number), "name": name, "notes": "x" * 9000})
        for name, number in numbers.items()
    }


class Scene(NamedTuple):
    """A garden on the disk, and a save that is about to happen."""

    path: Path
    save: Callable[[], object]
    before: frozenset[str]
    """The names that are on the disk before the save."""
    after: frozenset[str]
    """The names that are there once it has returned."""


def opened(directory: Path) -> GardenFile:
    return GardenFile(directory / "garden.json", directory / "state")


def first_save(directory: Path) -> Scene:
    file = opened(directory)
    return Scene(file.path, lambda: file.commit(adding("Ada")), frozenset(), frozenset({"Ada"}))


def later_save(directory: Path) -> Scene:
    opened(directory).commit(adding("Ada"))
    opened(directory).commit(adding("Zoë"))
    file = opened(directory)
    return Scene(file.path, lambda: file.commit(adding("New")), BEFORE, BEFORE | {"New"})


def joining_save(directory: Path) -> Scene:
    opened(directory).commit(adding("Ada"))
    file = opened(directory)
    opened(directory).commit(adding("Zoë"))
    return Scene(file.path, lambda: file.commit(adding("New")), BEFORE, BEFORE | {"New"})


def foreign_save(directory: Path) -> Scene:
    opened(directory).commit(adding("Ada"))
    with TinyDB(directory / "garden.json", encoding="utf-8") as database:
        database.table("contacts").insert({"name": "Zoë"})

    def save() -> None:
        opened(directory).commit(adding("New"))

    return Scene(directory / "garden.json", save, BEFORE, BEFORE | {"New"})


def full_backups(directory: Path) -> Scene:
    for name in ("Ada", "Zoë"):
        opened(directory).commit(adding(name))
    for number in range(4):
        opened(directory).commit({("contacts", next(iter(adding("Ada")))[1]): _org(number)})
    file = opened(directory)

    def save() -> None:
        file.commit(adding("New"))
        file.tidy()

    return Scene(file.path, save, BEFORE, BEFORE | {"New"})


def conflict_copy(directory: Path) -> Scene:
    opened(directory).commit(adding("Ada"))
    (directory / "other").mkdir()
    (directory / "other" / "garden.json").write_bytes((directory / "garden.json").read_bytes())
    opened(directory / "other").commit(adding("Zoë"))
    file = opened(directory)

    def merge() -> None:
        file.commit({}, [file.read_other(directory / "other" / "garden.json")])

    return Scene(file.path, merge, frozenset({"Ada"}), BEFORE)


def cut_file(directory: Path) -> Scene:
    """A repair; before it the file is damaged, and its bytes must stay somewhere."""
    later_save(directory).save()
    path = directory / "garden.json"
    damaged = path.read_bytes()[:-200]
    path.write_bytes(damaged)

    def save() -> None:
        try:
            repair(path, directory / "state")
        except GardenFileError as error:
            if "not damaged" not in str(error):
                raise
        kept = [file.read_bytes() for file in (directory / "state" / "damaged").iterdir()]
        assert damaged in kept

    return Scene(path, save, DAMAGED, BEFORE | {"New"})


def _org(number: int) -> Edit:
    before = f'"{number - 1}"'.encode() if number else None
    return Edit(paths={"org": (before, f'"{number}"'.encode())})


SCENES = {
    "first save": first_save,
    "later save": later_save,
    "save that joins": joining_save,
    "save over a foreign edit": foreign_save,
    "save with three backups": full_backups,
    "merge of a conflict copy": conflict_copy,
}
"""Scenes of a save, before which the file is sound."""

REPAIRS = {"repair of a cut file": cut_file}
"""Scenes of a repair."""


def names_of(path: Path) -> frozenset[str]:
    """The names in the file, as netgarden and plain JSON both see them; `DAMAGED` if none can."""
    if not path.exists():
        return frozenset()
    try:
        plain = json.loads(path.read_text("utf-8"))
    except ValueError:
        return DAMAGED
    assert isinstance(plain, dict)
    records = visible(GardenFile(path, path.parent / "elsewhere").copy).get("contacts", {})
    names = [record["name"] for record in records.values()]
    assert sorted(names) == sorted(record["name"] for record in plain.get("contacts", {}).values())
    assert len(set(names)) == len(names)
    return frozenset(names)


def leftovers(directory: Path) -> list[str]:
    """Temporary files that nobody removed."""
    return [path.name for path in directory.rglob("*.tmp")]


def good_backups(directory: Path) -> list[frozenset[str]]:
    """The names in each backup; fails if one is not whole."""
    return [names_of(path) for path in directory.glob("state/backups/*/*.json")]
