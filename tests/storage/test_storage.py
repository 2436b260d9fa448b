"""Opening, saving, other writers, damage: the store on a real file."""

import errno
import json
import os
import signal
import stat
import subprocess
import sys
import threading
import time

import msgspec
import pytest
from tinydb import TinyDB, where

from netgarden.change.change import Change
from netgarden.change.garden import Garden
from netgarden.errors import GardenFileError
from netgarden.records.contact import Contact
from netgarden.storage import files, lock
from netgarden.storage.database import open_garden
from netgarden.storage.store import Saved, SaveFailed
from tests.support.patience import PATIENCE
from tests.support.window import Window, names_in

pytestmark = pytest.mark.fault


@pytest.fixture
def window(tmp_path):
    window = Window(tmp_path)
    yield window
    window.store.close()


# ── opening and saving ───────────────────────────────────────────────────────


def test_a_missing_file_is_an_empty_garden_and_nothing_is_written(tmp_path):
    window = Window(tmp_path)
    assert window.names() == []
    assert window.store.stop() == ()
    assert list(tmp_path.iterdir()) == []


def test_a_missing_file_can_be_refused(tmp_path):
    with pytest.raises(GardenFileError, match="no garden"):
        open_garden(tmp_path / "garden.json", tmp_path / "state", create=False)


def test_what_is_saved_is_there_for_the_next_one(window, tmp_path):
    window.add("Ada Lovelace", tags=("board",), emails={"ada@x.org": "work"})
    assert Window(tmp_path).garden.contacts == window.garden.contacts
    assert names_in(window.path) == ["Ada Lovelace"]
    assert window.events == [Saved()]
    assert window.store.status.state == "saved"


def test_the_folder_of_a_new_garden_is_made(tmp_path):
    opened = open_garden(tmp_path / "a" / "b" / "garden.json", tmp_path / "state")
    window_garden = Garden(opened.tables)
    builder = window_garden.builder()
    builder.put(Contact(uid=window_garden.new_uid(), name="Ada"))
    opened.store.put(builder.build("add"))
    assert opened.store.stop() == ()
    assert names_in(tmp_path / "a" / "b" / "garden.json") == ["Ada"]


def test_undo_of_a_deletion_brings_the_record_back(window, tmp_path):
    ada = window.add("Ada", org="Northwind", tags=("x",))
    change = window.do(remove=[ada])
    assert Window(tmp_path).names() == []
    window.garden.apply(back := Change("undo", tuple(patch.inverse for patch in change.patches)))
    window.store.put(back)
    assert window.store.flush(PATIENCE)
    assert Window(tmp_path).garden.contacts == {ada.uid: ada}


def test_changes_made_quickly_are_saved_together_and_in_order(window, tmp_path):
    ada = window.add("Ada")
    for number in range(200):
        window.do(msgspec.structs.replace(ada, org=f"Org {number}", tags=(f"t{number}",)), wait=False)
    assert window.store.flush(PATIENCE)
    assert sum(isinstance(event, Saved) for event in window.events) < 100
    (found,) = Window(tmp_path).garden.contacts.values()
    assert (found.org, found.tags) == ("Org 199", ("t199",))


def test_the_same_contents_give_the_same_bytes(tmp_path):
    window = Window(tmp_path)
    window.add("Ada", tags=("b", "a"))
    data = window.path.read_bytes()
    Window(tmp_path).store.close()
    assert window.path.read_bytes() == data


def test_mode_is_private_for_a_new_file_and_kept_for_an_old_one(window):
    window.add("Ada")
    assert stat.S_IMODE(window.path.stat().st_mode) == 0o600
    window.path.chmod(0o640)
    window.add("Zoë")
    assert stat.S_IMODE(window.path.stat().st_mode) == 0o640


def test_a_symlink_is_followed_and_kept(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "garden.json").symlink_to(tmp_path / "real" / "file.json")
    window = Window(tmp_path)
    window.add("Ada")
    window.add("Zoë")
    assert (tmp_path / "garden.json").is_symlink()
    assert names_in(tmp_path / "real" / "file.json") == ["Ada", "Zoë"]


def test_the_last_three_saves_are_kept_and_nothing_else_is_left(window, tmp_path):
    for name in ("A", "B", "C", "D", "E"):
        window.add(name)
    window.store.close()
    backups = sorted((tmp_path / "state" / "backups").glob("*/*.?.json"))
    assert [len(names_in(path)) for path in backups] == [4, 3, 2]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["garden.json", "state"]


# ── other writers ────────────────────────────────────────────────────────────


def test_two_windows_see_each_other(tmp_path):
    one, other = Window(tmp_path), Window(tmp_path)
    ada = one.add("Ada")
    other.add("Zoë")
    one.look()
    assert one.names() == other.names() == names_in(one.path) == ["Ada", "Zoë"]
    other.edit(ada, org="Northwind")
    one.look()
    assert one.garden.contacts[ada.uid].org == "Northwind"
    other.do(remove=[other.garden.contacts[ada.uid]])
    one.look()
    assert one.names() == ["Zoë"]


def test_looking_again_tells_nothing_new_and_writes_nothing(tmp_path):
    one, other = Window(tmp_path), Window(tmp_path)
    other.add("Zoë")
    one.look()
    found, events = one.path.stat(), len(one.events)
    time.sleep(0.06)
    one.look()
    one.look()
    assert one.path.stat() == found
    assert len(one.events) == events


def test_an_edit_in_place_of_the_same_size_right_after_a_save_is_seen(window):
    """Within one step of the clock that gives files their times."""
    ada = window.add("Ada", org="0000")
    for number in range(1, 30):
        data = window.path.read_bytes()
        window.path.write_bytes(
            data.replace(b'"org":"%04d"' % (2 * number - 2), b'"org":"%04d"' % (2 * number - 1))
        )
        assert window.path.stat().st_size == len(data)
        window.look()
        assert window.garden.contacts[ada.uid].org == f"{2 * number - 1:04}"
        window.edit(ada, org=f"{2 * number:04}")


def test_edits_of_one_field_in_two_windows_keep_both_values(tmp_path):
    one = Window(tmp_path)
    ada = one.add("Ada", org="Old")
    other = Window(tmp_path)
    one.edit(ada, org="Northwind")
    other.edit(ada, org="Acme")
    line = json.loads(one.path.read_text())["contacts"].popitem()[1]
    assert {line["org"], line["_also"]["org"][0][0]} == {"Northwind", "Acme"}
    one.look()
    assert one.garden.contacts == other.garden.contacts == Window(tmp_path).garden.contacts
    one.edit(ada, org="Settled")
    assert "_also" not in json.loads(one.path.read_text())["contacts"].popitem()[1]


def test_an_edit_elsewhere_outlives_a_deletion_here(tmp_path):
    one = Window(tmp_path)
    ada = one.add("Ada", org="Old")
    other = Window(tmp_path)
    one.edit(ada, org="Northwind")
    other.do(remove=[other.garden.contacts[ada.uid]])
    assert other.garden.contacts[ada.uid].org == "Northwind"
    assert Window(tmp_path).names() == ["Ada"]


def test_a_copy_that_a_sync_puts_in_place_is_joined(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    here, there = Window(tmp_path / "a"), None
    ada = here.add("Ada")
    (tmp_path / "b" / "garden.json").write_bytes(here.path.read_bytes())
    there = Window(tmp_path / "b")
    there.edit(ada, role="Partner")
    here.edit(ada, org="Northwind")
    os.replace(there.path, here.path)
    here.look()
    found = here.garden.contacts[ada.uid]
    assert (found.org, found.role) == ("Northwind", "Partner")
    assert Window(tmp_path / "a").garden.contacts[ada.uid] == found


def test_two_devices_that_join_the_same_copies_write_the_same_bytes(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    a = Window(tmp_path / "a")
    ada = a.add("Ada")
    (tmp_path / "b" / "garden.json").write_bytes(a.path.read_bytes())
    b = Window(tmp_path / "b")
    a.edit(ada, org="A", tags=("x",))
    b.edit(ada, org="B", tags=("y",))
    b.add("Zoë")
    from_a, from_b = a.path.read_bytes(), b.path.read_bytes()
    for window, data in ((a, from_b), (b, from_a)):
        fresh = window.path.with_name("fresh")
        fresh.write_bytes(data)
        os.replace(fresh, window.path)
        window.look()
    assert a.path.read_bytes() == b.path.read_bytes()
    assert a.garden.contacts == b.garden.contacts


def test_another_garden_at_the_path_is_left_alone(tmp_path):
    (tmp_path / "b").mkdir()
    other = Window(tmp_path / "b")
    other.add("Stranger")
    window = Window(tmp_path)
    window.add("Ada")
    os.replace(other.path, window.path)
    window.add("Zoë", wait=False)
    assert not window.store.flush(PATIENCE)
    assert "another garden" in window.store.status.reason
    assert names_in(window.path) == ["Stranger"]


def test_a_file_that_went_away_is_written_anew_with_the_next_change(window):
    window.add("Ada")
    window.path.unlink()
    window.look()
    assert window.store.status.state == "failed"
    assert "gone" in window.store.status.reason
    assert not window.path.exists()
    window.add("Zoë")
    assert names_in(window.path) == ["Ada", "Zoë"]


def test_the_lock_is_waited_for_and_then_said(window, monkeypatch):
    monkeypatch.setattr(lock, "WAIT", 0.1)
    window.add("Ada")
    (key,) = (window.path.parent / "state" / "locks").glob("garden-*.lock")
    fd = files.open_lock(key)
    assert files.try_lock(fd)
    window.add("Zoë", wait=False)
    assert not window.store.flush(PATIENCE)
    assert "another netgarden" in window.store.status.reason
    os.close(fd)
    assert window.store.flush(PATIENCE)
    assert names_in(window.path) == ["Ada", "Zoë"]


def test_a_folder_that_went_away_is_said_and_never_made_anew(tmp_path):
    (tmp_path / "mount").mkdir()
    window = Window(tmp_path / "mount", "../state")
    window.add("Ada")
    (tmp_path / "mount").rename(tmp_path / "elsewhere")
    window.add("Zoë", wait=False)
    assert not window.store.flush(PATIENCE)
    assert "the folder is not there" in window.store.status.reason
    assert not (tmp_path / "mount").exists()
    (tmp_path / "elsewhere").rename(tmp_path / "mount")
    assert window.store.flush(PATIENCE)
    assert names_in(window.path) == ["Ada", "Zoë"]


@pytest.mark.parametrize("code", [errno.ENOLCK, errno.EOPNOTSUPP])
def test_without_locks_every_window_is_a_device_of_its_own_and_nothing_is_lost(tmp_path, monkeypatch, code):
    def no_locks(fd):
        raise OSError(code, "no locks here")

    monkeypatch.setattr(files, "try_lock", no_locks)
    one, other = Window(tmp_path), Window(tmp_path)
    ada = one.add("Ada")
    other.add("Zoë")
    one.edit(ada, org="Northwind")
    other.look()
    other.add("Grace")
    one.look()
    assert one.names() == other.names() == names_in(one.path) == ["Ada", "Grace", "Zoë"]
    assert "one window at a time" in one.store.status.reason
    assert len(json.loads(one.path.read_text())["_meta"]["1"]["seen"]) == 2


def test_a_state_directory_that_cannot_be_written_costs_only_the_backups(tmp_path):
    (tmp_path / "state").write_text("a file in its place")
    window = Window(tmp_path)
    window.add("Ada", wait=False)
    assert window.store.flush(PATIENCE), window.store.status
    assert names_in(window.path) == ["Ada"]


# ── plain TinyDB and scripts ─────────────────────────────────────────────────


def test_edits_by_plain_tinydb_are_taken_in_and_stay(tmp_path):
    window = Window(tmp_path)
    ada, zoe = window.add("Ada", tags=("x",)), window.add("Zoë")
    with TinyDB(window.path, encoding="utf-8") as database:
        contacts = database.table("contacts")
        contacts.insert({"name": "Grace\x1b[31m", "tags": ["z", "a"], "shoe": 42})
        contacts.update({"org": "Northwind"}, where("name") == "Ada")
        contacts.remove(where("name") == "Zoë")
    window.look()
    assert window.names() == ["Ada", "Grace"]
    assert window.garden.contacts[ada.uid] == msgspec.structs.replace(ada, org="Northwind")
    assert zoe.uid not in window.garden.contacts
    assert Window(tmp_path).garden.contacts == window.garden.contacts
    assert 42 in [r.get("shoe") for r in json.loads(window.path.read_text())["contacts"].values()]


def test_edits_by_plain_tinydb_between_two_sessions_are_taken_in(tmp_path):
    window = Window(tmp_path)
    ada = window.add("Ada", org="Old")
    window.add("Zoë")
    window.store.close()
    with TinyDB(window.path, encoding="utf-8") as database:
        database.table("contacts").update({"org": "New"}, where("name") == "Ada")
        database.table("contacts").remove(where("name") == "Zoë")
    data = window.path.read_bytes()
    again = Window(tmp_path)
    assert window.path.read_bytes() == data
    assert again.names() == ["Ada"]
    assert again.garden.contacts[ada.uid].org == "New"
    again.add("Grace")
    assert Window(tmp_path).names() == ["Ada", "Grace"]


def test_a_file_that_plain_tinydb_began_becomes_a_garden(tmp_path):
    with TinyDB(tmp_path / "garden.json", encoding="utf-8") as database:
        database.table("contacts").insert({"name": "Ada"})
    window = Window(tmp_path)
    assert window.names() == ["Ada"]
    window.add("Zoë")
    assert names_in(window.path) == ["Ada", "Zoë"]


def test_plain_tinydb_reads_at_any_time_while_saves_go_on(window):
    window.add("Ada")
    stop = threading.Event()
    failures, reads = [], 0

    def save():
        while not stop.is_set():
            window.add("x" * 2000, wait=False)
            window.store.flush(PATIENCE)

    writer = threading.Thread(target=save)
    writer.start()
    end = time.monotonic() + PATIENCE
    while reads < 50 and not failures and time.monotonic() < end:
        try:
            with TinyDB(window.path, encoding="utf-8", access_mode="r") as database:
                reads += bool(len(database.table("contacts")))
        except ValueError as error:
            failures.append(error)
    stop.set()
    writer.join()
    assert failures == []
    assert reads == 50


# ── damage ───────────────────────────────────────────────────────────────────


def damaged(data):
    half = len(data) // 2
    return {
        "cut in half": data[:half],
        "empty": b"",
        "blank": b" \n",
        "NUL bytes": data[:half] + b"\0" * 64 + data[half + 64 :],
        "doubled": data + data,
        "trailing garbage": data + b"x",
        "UTF-16": data.decode().encode("utf-16"),
        "latin-1": data.decode().encode("latin-1"),
        "duplicate keys": data.replace(b'"name":', b'"uid":"000000000000","name":'),
        "NaN": data.replace(b'"name":', b'"x":NaN,"name":'),
        "infinite": data.replace(b'"name":', b'"x":1e999,"name":'),
        "no ids": data.replace(b'\n"', b'\n"0'),
        "an endless id": data.replace(b'\n"', b'\n"' + b"9" * 5000),
        "a list": b"[]",
        "null": b"null",
        "no records": b"{}",
        "deep": b'{"contacts":' + b"[" * 100_000,
        "a long number": b'{"contacts":' + b"9" * 5000 + b"}",
        "git markers": b"<<<<<<< HEAD\n" + data,
        "a list for a table": b'{"contacts":[]}',
        "text for a record": b'{"contacts":{"1":"Ada"}}',
        "no garden": b'{"_meta":{"1":{}},"contacts":{}}',
        "HTML": b"<html><body>404</body></html>",
        "gzip": b"\x1f\x8b\x08\x00" + data,
    }  # fmt: skip


@pytest.mark.parametrize("damage", sorted(damaged(b'{"name":"x"}\n"1"')))
def test_a_damaged_file_is_refused_and_not_touched(tmp_path, damage):
    window = Window(tmp_path)
    window.add("Zoë")
    window.add("Łukasz Nowak".replace("Ł", "L") + " é")
    window.store.close()
    data = damaged(window.path.read_bytes())[damage]
    window.path.write_bytes(data)
    before = window.path.stat()
    with pytest.raises(GardenFileError) as refusal:
        open_garden(window.path, tmp_path / "state")
    assert refusal.value.exit_status == 3
    assert "damaged" in str(refusal.value)
    assert str(window.path) in str(refusal.value)
    assert window.path.read_bytes() == data
    assert window.path.stat().st_mtime_ns == before.st_mtime_ns


@pytest.mark.parametrize("damage", ["cut in half", "empty", "no records"])
def test_damage_while_open_is_said_and_not_overwritten_and_changes_wait(window, damage):
    window.add("Ada")
    data = window.path.read_bytes()
    window.path.write_bytes(damaged(data)[damage])
    window.add("Zoë", wait=False)
    assert not window.store.flush(PATIENCE)
    assert "damaged" in window.store.status.reason
    assert window.path.read_bytes() == damaged(data)[damage]
    assert window.names() == ["Ada", "Zoë"]
    window.path.write_bytes(data)
    assert window.store.flush(PATIENCE)
    assert names_in(window.path) == ["Ada", "Zoë"]


def test_a_file_in_the_middle_of_being_written_in_place_is_waited_for(window):
    window.add("Ada", org="Old")
    data = window.path.read_bytes()
    window.path.write_bytes(data[:60])
    threading.Timer(0.1, window.path.write_bytes, [data.replace(b"Old", b"New!")]).start()
    window.look()
    assert [contact.org for contact in window.garden.contacts.values()] == ["New!"]


def test_an_empty_file_where_never_was_a_garden_is_a_new_one(tmp_path):
    (tmp_path / "garden.json").touch()
    window = Window(tmp_path)
    window.add("Ada")
    assert names_in(window.path) == ["Ada"]


def test_a_record_that_does_not_fit_is_told_and_kept_to_the_byte(tmp_path):
    window = Window(tmp_path)
    ada = window.add("Ada")
    zoe = window.add("Zoë")
    window.store.close()
    with TinyDB(window.path, encoding="utf-8") as database:
        database.table("contacts").update({"tags": "no list"}, where("name") == "Ada")
    broken = Window(tmp_path)
    assert broken.names() == ["Zoë"]
    (problem,) = broken.opened.problems
    assert (problem.table, problem.uid, problem.field, problem.line) == ("contacts", ada.uid, "tags", 5)
    assert "tags" in problem.message
    broken.edit(zoe, org="Northwind")
    line = broken.path.read_text().split("\n")[4]
    assert '"tags":"no list"' in line
    broken.edit(zoe, org="Acme")
    assert broken.path.read_text().split("\n")[4] == line


def test_a_newer_file_opens_read_only(window, tmp_path):
    from netgarden.storage.lines import encode, parse

    window.add("Ada")
    copy = parse(window.path.read_bytes())
    copy.schema = 2
    data = encode(copy)
    window.path.write_bytes(data)
    newer = Window(tmp_path)
    assert newer.names() == ["Ada"]
    assert newer.store.read_only
    assert newer.store.status.state == "read-only"
    with pytest.raises(GardenFileError, match="newer"):
        newer.add("Zoë")
    window.add("Grace", wait=False)
    assert not window.store.flush(PATIENCE)
    assert window.path.read_bytes() == data


def test_a_directory_in_its_place_is_said(tmp_path):
    (tmp_path / "garden.json").mkdir()
    with pytest.raises(GardenFileError, match="not a file"):
        open_garden(tmp_path / "garden.json", tmp_path / "state")


# ── failure and death ────────────────────────────────────────────────────────


def test_a_full_disk_keeps_the_change_and_a_retry_saves_it(window, monkeypatch):
    window.add("Ada")
    data = window.path.read_bytes()

    def full(call, *args, **kwargs):
        if call is os.write:
            raise OSError(28, "No space left on device")
        return call(*args, **kwargs)

    monkeypatch.setattr(files, "perform", full)
    window.add("Zoë", wait=False)
    assert not window.store.flush(PATIENCE)
    assert window.store.status.state == "failed"
    assert "disk is full" in window.store.status.reason
    assert isinstance(window.events[-1], SaveFailed)
    assert window.path.read_bytes() == data
    assert sorted(path.name for path in window.path.parent.iterdir()) == ["garden.json", "state"]
    monkeypatch.undo()
    window.add("Grace")
    assert names_in(window.path) == ["Ada", "Grace", "Zoë"]


def test_closing_returns_what_could_not_be_saved(window, monkeypatch):
    window.add("Ada")

    def broken(call, *args, **kwargs):
        if call is os.replace:
            raise OSError(5, "Input/output error")
        return call(*args, **kwargs)

    monkeypatch.setattr(files, "perform", broken)
    window.add("Zoë", wait=False)
    (change,) = window.store.stop()
    assert change.patches[0].after["name"] == "Zoë"


_WRITER = """
import sys
from pathlib import Path
from netgarden.records.contact import Contact
from netgarden.change.garden import Garden
from netgarden.storage.database import open_garden
opened = open_garden(Path(sys.argv[1]), Path(sys.argv[2]))
garden = Garden(opened.tables)
for number in range(int(sys.argv[4])):
    builder = garden.builder()
    builder.put(Contact(uid=garden.new_uid(), name=f"{sys.argv[3]}{number}", notes="x" * 3000))
    change = builder.build("add")
    garden.apply(change)
    opened.store.put(change)
    if not opened.store.flush(60):
        sys.exit(opened.store.status.reason)
    print(f"{sys.argv[3]}{number}", flush=True)
"""


def start_writer(directory, name, count):
    return subprocess.Popen(
        [
            sys.executable,
            "-c",
            _WRITER,
            str(directory / "garden.json"),
            str(directory / "state"),
            name,
            str(count),
        ],
        stdout=subprocess.PIPE,
        text=True,
    )


def test_kill_9_loses_nothing_that_was_called_saved(tmp_path):
    saved = []
    for round_number, wait in enumerate((0.0, 0.02, 0.05, 0.11)):
        writer = start_writer(tmp_path, f"r{round_number}n", 10_000)
        saved.append(writer.stdout.readline().strip())
        time.sleep(wait)
        writer.send_signal(signal.SIGKILL)
        saved += writer.communicate()[0].split()
        window = Window(tmp_path)
        assert set(saved) <= set(window.names())
        window.add(f"after{round_number}")
        saved.append(f"after{round_number}")
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".garden.json")]


def test_two_processes_and_a_window_all_keep_their_records(tmp_path):
    window = Window(tmp_path)
    window.add("here")
    writers = [start_writer(tmp_path, name, 25) for name in "ab"]
    for number in range(10):
        window.add(f"w{number}")
    assert [writer.wait(60) for writer in writers] == [0, 0]
    window.look()
    expected = sorted(["here", *(f"{n}{i}" for n in "ab" for i in range(25)), *(f"w{i}" for i in range(10))])
    assert names_in(window.path) == expected
    assert sorted(c.name for c in window.garden.contacts.values()) == expected
    for writer in writers:
        writer.stdout.close()
