"""The garden as a TinyDB database for scripts, beside other writers."""

import json
import subprocess
import sys

import pytest
from tinydb import where
from tinydb.operations import delete

import netgarden
from netgarden.errors import GardenFileError
from netgarden.records.ids import decode, encode
from netgarden.storage.garden_storage import open_database


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
    database = open_database(path, tmp_path / "state")
    database.table("contacts").insert({"uid": "000000000007", "name": "Ada"})
    database.drop_tables()
    assert database.table("contacts").all() == []
    assert "Ada" in path.read_text()
    database.table("contacts").insert({"uid": "000000000007", "name": "Ada"})
    assert database.table("contacts").all() == [{"uid": "000000000007", "name": "Ada"}]


def test_importing_netgarden_loads_no_storage():
    code = "import sys, netgarden; print(json.dumps([m for m in sys.modules if 'tinydb' in m or 'storage' in m]))"
    found = subprocess.run(
        [sys.executable, "-c", "import json;" + code], capture_output=True, text=True, check=True
    )
    assert json.loads(found.stdout) == []
