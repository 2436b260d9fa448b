"""The garden as a TinyDB database for scripts, beside other writers."""

import contextlib
import json
import os
import subprocess
import sys

import msgspec
import pytest
from tinydb import TinyDB, where
from tinydb.operations import delete

import netgarden
from netgarden.change.change import Change
from netgarden.errors import GardenFileError
from netgarden.records.ids import decode, encode
from netgarden.storage import lines
from netgarden.storage.database import GardenDatabase
from netgarden.storage.edits import patches_of
from netgarden.storage.store import Incoming
from tests.support.window import Window


@pytest.fixture
def path(tmp_path, monkeypatch):
    monkeypatch.setenv("NETGARDEN_STATE", str(tmp_path / "state"))
    return tmp_path / "garden.json"


def test_all_of_tinydb_works(path):
    with netgarden.open(path) as database:
        contacts = database.table("contacts")
        ada = contacts.insert({"name": "Ada", "tags": ["b", "a"]})
        contacts.insert_multiple([{"name": "Zoë"}, {"name": "Grace"}])
        contacts.update({"org": "Northwind"}, where("name") == "Ada")
        contacts.remove(where("name") == "Grace")
        contacts.upsert({"name": "Zoë", "role": "Partner"}, where("name") == "Zoë")
        contacts.upsert({"name": "Chen"}, where("name") == "Chen")
        contacts.update(delete("tags"), where("name") == "Ada")
        assert contacts.get(doc_id=ada) == {"uid": encode(ada), "name": "Ada", "org": "Northwind"}
    with netgarden.open(path) as database:
        assert sorted(record["name"] for record in database.table("contacts")) == ["Ada", "Chen", "Zoë"]
        assert database.tables() == {"contacts"}
        assert all(decode(record["uid"]) == record.doc_id for record in database.table("contacts"))


def test_two_databases_never_overwrite_each_other(path):
    one, other = netgarden.open(path), netgarden.open(path)
    ids = one.table("contacts").insert_multiple({"name": f"a{n}"} for n in range(5))
    ids += other.table("contacts").insert_multiple({"name": f"b{n}"} for n in range(5))
    ids.append(one.table("contacts").insert({"name": "c"}))
    assert len(set(ids)) == 11
    assert len(one.table("contacts")) == len(other.table("contacts")) == 11


def test_tables_of_a_script_and_its_own_fields_are_kept(path):
    with netgarden.open(path) as database:
        database.insert({"anything": {"nested": [1, {"deep": None}]}, "list": ["b", "a", "b"]})
        database.table("contacts").insert({"name": "Ada", "shoe": 42.5})
    with netgarden.open(path) as database:
        assert list(database) == [{"anything": {"nested": [1, {"deep": None}]}, "list": ["b", "a", "b"]}]
        assert database.table("contacts").all()[0]["shoe"] == 42.5


def test_a_uid_that_a_script_brings_is_the_document_id(path):
    with netgarden.open(path) as database:
        assert database.table("contacts").insert({"uid": "000000000007", "name": "Ada"}) == 7


def test_reading_changes_nothing(path):
    with netgarden.open(path) as database:
        database.table("contacts").insert({"name": "Ada"})
        before = path.stat()
        database.table("contacts").all()
        database.table("contacts").update({"org": "x"}, where("name") == "Nobody")
        assert path.stat() == before


def test_a_damaged_file_is_refused(path):
    path.write_bytes(b'{"contacts": {"1"')
    with pytest.raises(GardenFileError, match="damaged"):
        netgarden.open(path)
    assert path.read_bytes() == b'{"contacts": {"1"'


def test_what_does_not_fit_is_refused_and_nothing_is_written(path):
    with netgarden.open(path) as database:
        database.table("contacts").insert({"name": "Ada"})
        data = path.read_bytes()
        with pytest.raises(ValueError, match="tags"):
            database.table("contacts").update({"tags": "no list"})
        with pytest.raises(ValueError, match="nan"):
            database.table("contacts").update({"x": float("nan")})
        with pytest.raises(TypeError):
            database.table("contacts").update({"x": {1, 2}.__iter__()})
        assert path.read_bytes() == data


def test_dropped_tables_can_come_back(path, tmp_path):
    database = GardenDatabase(path, tmp_path / "state")
    database.table("contacts").insert({"uid": "000000000007", "name": "Ada"})
    database.drop_tables()
    assert database.table("contacts").all() == []
    assert "Ada" in path.read_text()
    database.table("contacts").insert({"uid": "000000000007", "name": "Ada"})
    assert database.table("contacts").all() == [{"uid": "000000000007", "name": "Ada"}]


def test_a_window_of_the_app_and_a_script_have_one_kind_of_database(tmp_path):
    window = Window(tmp_path)
    ada = window.add("Ada", tags=("board",))
    database = window.opened.database
    assert isinstance(database, TinyDB)
    assert type(database) is type(netgarden.open(tmp_path / "garden.json"))
    assert database.table("contacts").get(doc_id=decode(ada.uid)) == {
        "uid": ada.uid, "name": "Ada", "tags": ["board"]
    }  # fmt: skip
    assert database.table("contacts").records() == ([ada], ())


def test_what_a_script_does_comes_to_the_window_as_patches_of_what_it_set(path, tmp_path):
    window = Window(tmp_path)
    ada = window.add("Ada", org="Engines")
    with netgarden.open(path) as database:
        window.edit(ada, org="Northwind")
        database.table("contacts").update({"role": "Partner", "shoe": 42}, where("name") == "Ada")
    window.look()
    assert window.garden.contacts[ada.uid] == msgspec.structs.replace(ada, org="Northwind", role="Partner")
    assert [
        patch.path for event in window.events if isinstance(event, Incoming) for patch in event.change.patches
    ] == ["role"]


def test_a_search_finds_what_another_writer_changed_since_the_last(path):
    one, other = netgarden.open(path), netgarden.open(path)
    assert one.table("contacts").search(where("name") == "Ada") == []
    other.table("contacts").insert({"name": "Ada"})
    assert len(one.table("contacts").search(where("name") == "Ada")) == 1
    assert one.table("contacts").count(where("name") == "Ada") == 1


def test_only_the_record_asked_for_is_decoded(path, monkeypatch):
    with netgarden.open(path) as database:
        numbers = database.table("contacts").insert_multiple({"name": f"P{n}"} for n in range(50))
        decoded = []
        monkeypatch.setattr(
            "netgarden.storage.database.decode_line",
            lambda line: decoded.append(line) or lines.decode_line(line),
        )
        assert database.table("contacts").get(doc_id=numbers[7])["name"] == "P7"
        assert len(decoded) == 1
        database.table("contacts").update({"org": "x"}, doc_ids=[numbers[7]])
        assert len(decoded) <= 4
        assert len(database.table("contacts")) == 50
        assert database.tables() == {"contacts"}
        assert len(decoded) <= 4


def test_many_records_are_one_save(path):
    with netgarden.open(path) as database:
        database.table("contacts").insert_multiple({"name": f"P{n}"} for n in range(5))
        database.table("contacts").truncate()
        database.table("contacts").insert_multiple({"name": f"Q{n}"} for n in range(5))
    (seen,) = json.loads(path.read_text())["_meta"].values()
    assert sum(seen["seen"].values()) == 3


def test_what_could_not_be_saved_is_given_up(path):
    with netgarden.open(path) as database:
        database.table("contacts").insert({"name": "Ada"})
        path.chmod(0o400)
        with pytest.raises(GardenFileError, match=r"garden\.json: it is write-protected"):
            database.table("contacts").insert({"name": "Zoë"})
        path.chmod(0o600)
        database.table("contacts").insert({"name": "Grace"})
        assert sorted(record["name"] for record in database.table("contacts")) == ["Ada", "Grace"]


def test_nothing_is_written_once_the_database_is_closed(path):
    with netgarden.open(path) as database:
        database.table("contacts").insert({"name": "Ada"})
    with pytest.raises(ValueError, match="closed"):
        database.table("contacts").insert({"name": "Zoë"})


@pytest.mark.parametrize(
    "value", [None, 0, 1.5, True, "", [], {}, [None], {"a": None}, {"b": "c"}, ["y", "x"], 2**63]
)
def test_any_value_of_a_field_of_a_script_is_kept(path, value):
    names = ["plain", "a/b", "~*", ""]
    with netgarden.open(path) as database:
        database.insert(dict.fromkeys(names, "before"))
        database.update(dict.fromkeys(names, value))
        assert database.all() == [dict.fromkeys(names, value)]
        database.table("contacts").insert({"name": "Ada", "x": value})
        database.table("contacts").update({"x": "after", "y": value})
    with netgarden.open(path) as database:
        assert database.all() == [dict.fromkeys(names, value)]
        assert database.table("contacts").all()[0]["x"] == "after"
        assert database.table("contacts").all()[0]["y"] == value


def test_one_of_two_writers_in_a_window_does_not_hinder_what_comes_from_the_other(path, tmp_path):
    """A batch that holds fields netgarden does not know, joined with another writer's of the same record."""
    window = Window(tmp_path)
    ada = window.add("Ada")
    with netgarden.open(path) as database:
        database.table("contacts").update({"org": "Northwind"})
    number = decode(ada.uid)
    patches = patches_of("contacts", number, {"name": "Ada"}, {"name": "Ada", "shoe": 42, "role": "Partner"})
    window.store.save(Change("set", tuple(patches)))
    window.take_in()
    assert window.garden.contacts[ada.uid].org == "Northwind"
    assert '"shoe":42' in path.read_text()


def test_a_dropped_table_leaves_the_others(path):
    with netgarden.open(path) as database:
        database.table("contacts").insert({"name": "Ada"})
        database.insert({"x": 1})
        database.drop_table("contacts")
        assert database.tables() == {"_default"}
        assert database.all() == [{"x": 1}]


def test_a_child_process_writes_with_a_thread_of_its_own(path):
    with netgarden.open(path) as database:
        database.table("contacts").insert({"name": "Ada"})
        if (child := os.fork()) == 0:
            with contextlib.suppress(BaseException):
                database.table("contacts").insert({"name": "Zoë"})
            os._exit(0)
        os.waitpid(child, 0)
        assert sorted(record["name"] for record in database.table("contacts")) == ["Ada", "Zoë"]


def test_importing_netgarden_loads_no_storage():
    code = "import sys, netgarden; print(json.dumps([m for m in sys.modules if 'tinydb' in m or 'storage' in m]))"
    found = subprocess.run(
        [sys.executable, "-c", "import json;" + code], capture_output=True, text=True, check=True
    )
    assert json.loads(found.stdout) == []
