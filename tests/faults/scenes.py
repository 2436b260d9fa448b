"""Scenes for fault tests: a garden, something to save in it, and what must hold whatever happens then."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tinydb import TinyDB

from netgarden.errors import GardenFileError
from netgarden.records.ids import encode
from netgarden.storage.backups import KEPT
from netgarden.storage.database import open_garden
from netgarden.storage.edits import Edit, Edits
from netgarden.storage.garden_file import GardenFile
from netgarden.storage.lines import visible
from netgarden.storage.recovery import merge_driver, put_back, repair, versions_of

BEFORE = frozenset({"Ada", "Zoë"})
DAMAGED = frozenset({"damaged"})
OLDER = Path(__file__).parents[1] / "samples" / "gardens" / "schema-0.json"


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
    backups: int = 0
    """How many earlier versions are kept, whatever happens."""


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


def migration(directory: Path) -> Scene:
    """A save to a file of the form before netgarden, which must stay for good as it was."""
    path = directory / "garden.json"
    with TinyDB(path, encoding="utf-8") as database:
        database.table("contacts").insert_multiple({"name": name} for name in sorted(BEFORE))
    data = path.read_bytes()

    def save() -> None:
        opened(directory).commit(adding("New"))
        kept = [file.read_bytes() for file in directory.glob("state/backups/*/*.form-0-*.json")]
        assert kept == [data]

    return Scene(path, save, BEFORE, BEFORE | {"New"})


def older_form(directory: Path) -> Scene:
    """The first save over a file of an older form, which must be kept as it was before anything else is there."""
    path = directory / "garden.json"
    shutil.copy(OLDER, path)
    data, before = path.read_bytes(), names_of(path)

    def save() -> None:
        file = opened(directory)
        try:
            file.commit(adding("New"))
        finally:
            if path.read_bytes() != data:
                kept = directory.glob("state/backups/*/*.form-0-*.json")
                assert data in [one.read_bytes() for one in kept]

    return Scene(path, save, before, before | {"New"})


def full_backups(directory: Path) -> Scene:
    for name in ("Ada", "Zoë"):
        opened(directory).commit(adding(name))
    for number in range(4):
        opened(directory).commit({("contacts", next(iter(adding("Ada")))[1]): _org(number)})
    file = opened(directory)

    def save() -> None:
        file.commit(adding("New"))
        file.tidy()

    return Scene(file.path, save, BEFORE, BEFORE | {"New"}, backups=KEPT)


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


def opening(directory: Path) -> Scene:
    """Opening a garden that a script has edited, an older copy of which was put in its place."""
    later_save(directory).save()
    path = directory / "garden.json"
    old = path.read_bytes()
    opened(directory).commit(adding("Later"))
    path.write_bytes(old)
    with TinyDB(path, encoding="utf-8") as database:
        database.table("contacts").insert({"name": "Script"})
    data = path.read_bytes()

    def look() -> None:
        store = open_garden(path, directory / "state")
        assert {one.name for one in store.tables["contacts"]} >= BEFORE | {"New", "Script"}  # type: ignore[attr-defined]
        assert not store.store.stop()
        assert path.read_bytes() == data

    return Scene(path, look, BEFORE | {"New", "Script"}, BEFORE | {"New", "Script"})


def put_back_version(directory: Path) -> Scene:
    """The newest earlier version takes the place of a file that holds nothing any more."""
    later_save(directory).save()
    path = directory / "garden.json"
    path.write_bytes(b"\0" * 5000)

    def restore() -> None:
        try:
            version = versions_of(path, directory / "state")[0]
            put_back(path, directory / "state", version)
        except GardenFileError as error:
            if "not damaged" not in str(error):
                raise
        assert b"\0" * 5000 in [file.read_bytes() for file in (directory / "state" / "damaged").iterdir()]

    return Scene(path, restore, DAMAGED, BEFORE)


def driven_by_git(directory: Path) -> Scene:
    """A merge driver joins what two branches hold."""
    it = conflict_copy(directory)
    ancestor, other = directory / "ancestor.json", directory / "other" / "garden.json"
    ancestor.write_bytes(it.path.read_bytes())

    def merge() -> None:
        merge_driver(ancestor, it.path, other, directory / "state")

    return Scene(it.path, merge, it.before, it.after)


def _org(number: int) -> Edit:
    before = f'"{number - 1}"'.encode() if number else None
    return Edit(paths={"org": (before, f'"{number}"'.encode())})


SCENES = {
    "first save": first_save,
    "later save": later_save,
    "save that joins": joining_save,
    "save over a foreign edit": foreign_save,
    "save to a file of an older form": migration,
    "save over a file of an older form": older_form,
    "save with three backups": full_backups,
    "merge of a conflict copy": conflict_copy,
}
"""Scenes of a save, before which the file is sound."""

REPAIRS = {
    "repair of a cut file": cut_file,
    "earlier version in place of a damaged one": put_back_version,
    "merge driver of git": driven_by_git,
}
"""Scenes of a repair or merge: they write a file that nobody has open."""

OPENINGS = {"opening": opening}
"""Scenes that write nothing to the garden."""


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
