"""Files of older and newer netgardens: brought up to date after a copy is kept for good, or only read (F19, F20)."""

import json
import shutil
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinydb import TinyDB

from netgarden.change.garden import Garden
from netgarden.errors import GardenFileError
from netgarden.paths import Paths
from netgarden.records.contact import Contact
from netgarden.records.interaction import Interaction
from netgarden.session.session import Session
from netgarden.storage import files, lines
from netgarden.storage.foreign import begun, parse_foreign
from netgarden.storage.lines import SCHEMA, Copy, visible
from netgarden.storage.migrations import STEPS, brought_up
from netgarden.text.plain import clean
from netgarden.tui.app import NetgardenApp
from tests.support.cli_shell import Shell
from tests.support.gardens import TODAY
from tests.support.patience import PATIENCE
from tests.support.window import Window
from tests.tui.grid import grid

GARDENS = Path(__file__).parents[1] / "samples" / "gardens"
FORMS = range(SCHEMA + 1)


def laid_out(schema: int, folder: Path) -> Path:
    """A file of a form as it was released, at the place of a garden."""
    folder.mkdir(exist_ok=True)
    shutil.copy(GARDENS / f"schema-{schema}.json", folder / "garden.json")
    return folder / "garden.json"


def plain(copy: Copy) -> dict[str, list[Any]]:
    """All records without uid, by table; for comparing what a file says."""
    return {
        table: [{field: value for field, value in one.items() if field != "uid"} for one in records.values()]
        for table, records in visible(copy).items()
    }


# ── every form ever written ──────────────────────────────────────────────────


def test_every_older_form_has_its_step_and_every_form_its_file() -> None:
    assert set(STEPS) == set(range(SCHEMA))
    assert {path.name for path in GARDENS.iterdir()} == {f"schema-{schema}.json" for schema in FORMS}


@pytest.mark.parametrize("schema", FORMS)
def test_a_file_of_every_form_opens_saves_and_loses_nothing(schema: int, tmp_path: Path) -> None:
    path = laid_out(schema, tmp_path)
    data = path.read_bytes()
    window = Window(tmp_path)
    assert not window.opened.problems
    assert not window.opened.notices
    assert window.names() == ["Ada Lovelace", "Zoë Quinn"]
    assert path.read_bytes() == data  # looking writes nothing
    window.add("Grace")
    window.store.close()
    found = lines.parse(path.read_bytes())
    assert found is not None
    assert found.schema == SCHEMA
    said = plain(found)
    (ada,) = (one for one in said["contacts"] if one["name"] == "Ada Lovelace")
    assert ada["shoe"] == 42
    assert (ada["org"], ada["notes"].split()[-1]) == ("Northwind", "harbour" if schema == 0 else "lines")
    assert ada["emails"].keys() == {"ada@x.org"}
    assert "board" in ada["tags"]
    assert said["recipes"] == [{"title": "soup", "serves": 4.5}]
    kept = [copy.read_bytes() for copy in tmp_path.glob("state/backups/*/*.form-*.json")]
    assert kept == ([data] if schema < SCHEMA else [])


def test_the_present_form_is_written_to_the_byte() -> None:
    data = (GARDENS / f"schema-{SCHEMA}.json").read_bytes()
    copy = lines.parse(data)
    assert copy is not None
    assert brought_up(copy) is copy
    assert lines.encode(copy) == data


# ── the form before netgarden: plain TinyDB ──────────────────────────────────


def test_what_a_script_wrote_with_other_shapes_is_understood(tmp_path: Path) -> None:
    laid_out(0, tmp_path)
    ada, zoe = sorted(Window(tmp_path).garden.contacts.values(), key=lambda one: one.name)
    assert (ada.tags, ada.interests) == (("board",), ("climate", "sailing"))
    assert (ada.emails, ada.phones) == ({"ada@x.org": ""}, {"+351 912 345 678": ""})
    assert (zoe.emails, zoe.role) == ({"zoe@x.org": "work"}, "")


def test_two_devices_make_the_same_garden_of_the_same_file(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    for folder in (here, there):
        laid_out(0, folder)
    one, other = Window(here), Window(there)
    ada = next(contact for contact in one.garden.contacts.values() if contact.name == "Ada Lovelace")
    one.edit(ada, role="Countess")
    other.add("Grace")
    files.replace(there / "garden.json", here / "garden.json")
    one.look()
    assert one.names() == ["Ada Lovelace", "Grace", "Zoë Quinn"]
    assert one.garden.contacts[ada.uid].role == "Countess"
    assert not one.store.conflicts()


def test_a_file_without_records_begins_a_garden_of_its_own() -> None:
    for data in (b"{}", b'{"_default": {}}', b'{"contacts": {}}'):
        assert begun(parse_foreign(data)) is None


def test_a_form_that_meta_does_not_say_is_the_first(tmp_path: Path) -> None:
    path = tmp_path / "garden.json"
    meta = {"garden": "abc123", "seen": {"k7qd": 3}}
    path.write_text(
        json.dumps({"_meta": {"1": meta}, "contacts": {"5": {"name": "Ada", "tags": "x", "_v": "k7qd.3"}}})
    )
    window = Window(tmp_path)
    assert [one.tags for one in window.garden.contacts.values()] == [("x",)]
    window.add("Zoë")
    assert json.loads(path.read_text())["_meta"]["1"]["garden"] == "abc123"
    assert list(tmp_path.glob("state/backups/*/abc123.form-0-*.json"))


def test_an_older_file_as_netgarden_wrote_it_keeps_its_stamps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it will be with the next form: stamps stay, so that devices of both forms can still be joined."""
    window = Window(tmp_path)
    ada = window.add("Ada", org="Northwind")
    window.store.close()
    copy = lines.parse(window.path.read_bytes())
    assert copy is not None
    copy.schema = 0
    window.path.write_bytes(data := lines.encode(copy))
    before = window.path.read_text().split("\n")[4]
    again = Window(tmp_path)
    assert again.opened.notices == ()
    again.add("Zoë")
    again.store.close()
    assert window.path.read_text().split("\n")[4] == before
    assert again.garden.contacts[ada.uid] == ada
    assert [one.read_bytes() for one in tmp_path.glob("state/backups/*/*.form-0-*.json")] == [data]


def test_it_is_not_replaced_where_it_cannot_be_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = laid_out(0, tmp_path)
    data = path.read_bytes()

    def full(path: Path, *_: Any, **__: Any) -> None:
        if ".form-" in path.name:
            raise OSError(28, "No space left on device")
        return write_whole(path, *_, **__)

    write_whole = files.write_whole
    monkeypatch.setattr(files, "write_whole", full)
    window = Window(tmp_path)
    window.add("Grace", wait=False)
    assert not window.store.flush(PATIENCE)
    assert "older netgarden" in window.store.status.reason
    assert "the disk is full" in window.store.status.reason
    assert path.read_bytes() == data
    monkeypatch.setattr(files, "write_whole", write_whole)
    assert window.store.flush(PATIENCE)
    assert Window(tmp_path).names() == ["Ada Lovelace", "Grace", "Zoë Quinn"]


def test_what_is_kept_for_good_is_never_swept_and_listed_and_can_come_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NETGARDEN_STATE", str(tmp_path / "state"))
    path = laid_out(0, tmp_path)
    data = path.read_bytes()
    shell = Shell(tmp_path)
    for number in range(6):
        shell.run("add", f"Person {number}")
    (kept,) = tmp_path.glob("state/backups/*/*.form-0-*.json")
    assert kept.read_bytes() == data
    versions = shell.json("backups")
    assert [version["older_form"] for version in versions] == [False] * (len(versions) - 1) + [True]
    assert versions[-1]["people"] == 2
    assert "older form" in shell.out("backups").splitlines()[-1]
    shell.run("restore", str(len(versions)), "--yes")
    assert {one["name"] for one in json.loads(shell.out("export", "-", "--format", "json"))["contacts"]} == {
        "Ada Lovelace",
        "Zoë Quinn",
    }


# ── whatever netgarden does not know ─────────────────────────────────────────

TEXTS = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=6).map(clean).filter(bool)
PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
FIELDS = st.dictionaries(
    TEXTS.filter(lambda name: not name.startswith("_")).map("x{}".format), PLAIN, max_size=4
)
TABLES = st.dictionaries(
    TEXTS.map("x{}".format), st.dictionaries(st.integers(1, 99), FIELDS, min_size=1, max_size=3), max_size=2
)


@given(FIELDS, TABLES, st.booleans())
def test_unknown_fields_and_tables_survive(
    tmp_path_factory: pytest.TempPathFactory, fields: dict[str, Any], tables: dict[str, Any], is_ours: bool
) -> None:
    folder = tmp_path_factory.mktemp("unknown")
    path = folder / "garden.json"
    if is_ours:
        Window(folder).add("Grace")
    with TinyDB(path, encoding="utf-8") as database:
        database.table("contacts").insert({"name": "Ada", **fields})
        for table, records in tables.items():
            for record in records.values():
                database.table(table).insert(record)
    window = Window(folder)
    (ada,) = (one for one in window.garden.contacts.values() if one.name == "Ada")
    window.edit(ada, org="Northwind")
    window.store.close()
    found = lines.parse(path.read_bytes())
    assert found is not None
    said = plain(found)
    (kept,) = (one for one in said["contacts"] if one["name"] == "Ada")
    assert _members(kept) == _members({"name": "Ada", "org": "Northwind", **fields})
    for table, records in tables.items():
        assert [_members(one) for one in said.get(table, [])] == [_members(one) for one in records.values()]


def _members(record: dict[str, Any]) -> dict[str, Any]:
    """A record as its file holds it: a sorted list of texts is a set there, and stays sorted."""
    return msgspec.json.decode(msgspec.json.encode(record))


# ── newer files ──────────────────────────────────────────────────────────────


def newer(folder: Path, *, by_hand: bool = False) -> bytes:
    """A file of the next form with Ada in it."""
    garden = Garden()
    window = Window(folder)
    ada = Contact(uid=garden.new_uid(), name="Ada Lovelace", tier="close")
    window.do(
        ada,
        Interaction(
            uid=garden.new_uid(), on=TODAY, people=(ada.uid,), kind="call", weight="talk", summary="hello"
        ),
    )
    window.store.close()
    copy = lines.parse(window.path.read_bytes())
    assert copy is not None
    copy.schema = SCHEMA + 1
    data = lines.encode(copy)
    if by_hand:
        data = json.dumps(json.loads(data), indent=1).encode()
    window.path.write_bytes(data)
    shutil.rmtree(folder / "state")
    return data


WRITING = (
    "add 'Sam Idowu'",
    "edit Ada --role Countess",
    "tag Ada board",
    "cadence Ada 3m",
    "snooze Ada 1w",
    "pause Ada",
    "archive Ada",
    "log 'call @ada: hello'",
    "me --interest sailing",
    "away 10-31 dec",
    "import people.csv",
    "merge garden.copy.json",
)


@pytest.mark.parametrize("by_hand", [False, True])
def test_a_newer_file_is_read_and_every_command_that_writes_refuses_in_words(
    by_hand: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import shlex

    monkeypatch.setenv("NETGARDEN_STATE", str(tmp_path / "state"))
    monkeypatch.chdir(tmp_path)
    data = newer(tmp_path, by_hand=by_hand)
    (tmp_path / "people.csv").write_text("name,email\nGrace Hopper,grace@navy.mil\n")
    (tmp_path / "garden.copy.json").write_bytes(data)
    shell = Shell(tmp_path)
    assert "Ada Lovelace" in shell.out("find", "lovelace")
    assert "hello" in shell.out("brief", "Ada")
    for words in WRITING:
        said = shell.error(*shlex.split(words), status=3)
        assert "newer netgarden" in said, words
    assert "whole" in shell.out("doctor")
    assert (tmp_path / "garden.json").read_bytes() == data


async def test_the_app_shows_a_newer_file_and_says_why_nothing_can_be_changed(tmp_path: Path) -> None:
    data = newer(tmp_path)
    session = Session.open(Paths(tmp_path / "garden.json", tmp_path / "state", tmp_path / "c.toml"), TODAY)
    app = NetgardenApp(session, lambda: TODAY)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        assert "read-only: a newer netgarden wrote this file" in grid(app)
        await pilot.press("1", "g", "g", "j", "s", "w")
        await pilot.pause(0.2)
        assert "is open read-only" in " ".join(grid(app).split())
        await pilot.press("u")
    assert session.close() == ()
    assert (tmp_path / "garden.json").read_bytes() == data


def test_another_garden_of_the_next_form_is_not_joined(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    newer(tmp_path / "other")
    window = Window(tmp_path)
    window.add("Grace")
    with pytest.raises(GardenFileError, match="newer netgarden"):
        window.store.merge_file(tmp_path / "other" / "garden.json")
    window.store.close()
