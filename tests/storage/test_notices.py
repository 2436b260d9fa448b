"""What is told and asked about the file: conflicts, copies, many people gone, older files, foreign edits."""

import gzip
import json
import os
import shutil
from datetime import date

import pytest
from tinydb import TinyDB, where

from netgarden.change.change import Change
from netgarden.errors import GardenFileError
from netgarden.storage import device
from netgarden.storage.backups import KEPT_DAYS, Backups, read_backup
from netgarden.storage.device import Device
from netgarden.storage.notices import Notice
from netgarden.storage.records import Conflict
from tests.support.patience import PATIENCE
from tests.support.window import Window, names_in


def kinds(events):
    return [event.kind for event in events if isinstance(event, Notice)]


def garden_in(path):
    """The letters of the garden in a file."""
    return json.loads(path.read_text("utf-8"))["_meta"]["1"]["garden"]


def two(tmp_path, count=1):
    """The same garden on two devices, with `count` contacts."""
    for name in "ab":
        (tmp_path / name).mkdir()
    a = Window(tmp_path / "a")
    for number in range(count):
        a.add(f"P{number:02}", wait=False)
    assert a.store.flush(PATIENCE)
    (tmp_path / "b" / "garden.json").write_bytes(a.path.read_bytes())
    return a, Window(tmp_path / "b")


def deliver(source, target):
    """A sync puts a copy of `source` in the place of `target`."""
    fresh = target.with_name("incoming")
    fresh.write_bytes(source.read_bytes())
    os.replace(fresh, target)


# ── conflicts ────────────────────────────────────────────────────────────────


def in_conflict(tmp_path):
    a, b = two(tmp_path)
    (person,) = a.garden.contacts.values()
    a.edit(person, org="Northwind", links={"https://x.org/a": "work"})
    b.edit(person, org="Acme", links={"https://x.org/a": "home"})
    deliver(b.path, a.path)
    a.look()
    return a, person


def test_values_in_conflict_are_listed(tmp_path):
    a, person = in_conflict(tmp_path)
    conflicts = {conflict.path: conflict for conflict in a.store.conflicts()}
    assert set(conflicts) == {"org", "links/https://x.org/a"}
    assert conflicts["org"] == Conflict("contacts", person.uid, "org", "Northwind", ("Acme",))
    assert a.store.conflicts() is a.store.conflicts()


@pytest.mark.parametrize("choice", ["Northwind", "Acme"])
def test_a_conflict_is_settled_by_an_ordinary_change(tmp_path, choice):
    a, person = in_conflict(tmp_path)
    (conflict,) = (one for one in a.store.conflicts() if one.path == "org")
    change = conflict.settled(choice, "settle")
    a.garden.apply(change)
    a.store.put(change)
    assert a.store.flush(PATIENCE)
    assert [one.path for one in a.store.conflicts()] == ["links/https://x.org/a"]
    assert a.garden.contacts[person.uid].org == choice
    assert Window(tmp_path / "a").garden.contacts == a.garden.contacts


# ── conflict copies ──────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "name",
    [
        "garden.sync-conflict-20261122-101010-ABCDEFG.json",
        "garden (1).json",
        "garden (Ada's conflicted copy 2026-11-22).json",
        "garden-LAPTOP.json",
    ],
)
def test_a_conflict_copy_is_noticed_merged_and_then_forgotten(tmp_path, name):
    a, b = two(tmp_path)
    b.add("Zoë")
    a.add("Grace")
    copy = a.path.with_name(name)
    copy.write_bytes(b.path.read_bytes())
    again = Window(tmp_path / "a")
    (notice,) = again.opened.notices
    assert (notice.kind, notice.paths) == ("copies", (copy,))
    again.store.merge_file(copy)
    assert again.store.flush(PATIENCE)
    again.take_in()
    assert again.names() == names_in(again.path) == ["Grace", "P00", "Zoë"]
    assert Window(tmp_path / "a").opened.notices == ()


def test_other_gardens_beside_it_are_no_copies(tmp_path):
    window = Window(tmp_path)
    window.add("Ada")
    (tmp_path / "x").mkdir()
    other = Window(tmp_path / "x")
    other.add("Stranger")
    (tmp_path / "garden-work.json").write_bytes(other.path.read_bytes())
    assert Window(tmp_path).opened.notices == ()
    with pytest.raises(GardenFileError, match="another garden: import it"):
        window.store.merge_file(tmp_path / "garden-work.json")


def test_a_damaged_or_missing_copy_is_not_merged(tmp_path):
    window = Window(tmp_path)
    window.add("Ada")
    (tmp_path / "half.json").write_bytes(window.path.read_bytes()[:100])
    with pytest.raises(GardenFileError, match="no whole JSON"):
        window.store.merge_file(tmp_path / "half.json")
    with pytest.raises(GardenFileError, match="no file"):
        window.store.merge_file(tmp_path / "none.json")
    assert window.store.flush(PATIENCE)


# ── many people gone ─────────────────────────────────────────────────────────


def test_many_people_taken_away_elsewhere_are_kept_and_asked_about(tmp_path):
    a, b = two(tmp_path, 30)
    b.do(remove=list(b.garden.contacts.values())[:6])
    deliver(b.path, a.path)
    a.look()
    assert len(a.names()) == len(names_in_plain(a)) == 30
    (notice,) = (event for event in a.events if isinstance(event, Notice))
    assert notice.kind == "kept"
    assert "6 people" in notice.message
    a.garden.apply(notice.change)
    a.store.put(notice.change)
    assert a.store.flush(PATIENCE)
    assert len(Window(tmp_path / "a").names()) == 24


def names_in_plain(window):
    return Window(window.path.parent).names()


def test_few_people_taken_away_elsewhere_go_unasked(tmp_path):
    a, b = two(tmp_path, 30)
    b.do(remove=list(b.garden.contacts.values())[:5])
    deliver(b.path, a.path)
    a.look()
    assert len(a.names()) == 25
    assert kinds(a.events) == []


def test_people_that_a_script_removed_while_closed_are_kept_and_asked_about(tmp_path):
    a, _ = two(tmp_path, 30)
    a.add("Last")
    with TinyDB(a.path, encoding="utf-8") as database:
        database.table("contacts").remove(where("name") != "P01")
    again = Window(tmp_path / "a")
    assert len(again.names()) >= 30
    assert "kept" in kinds(again.opened.notices)


# ── older copies ─────────────────────────────────────────────────────────────


def test_an_older_copy_put_in_place_while_open_is_told_and_can_be_gone_back_to(tmp_path):
    window = Window(tmp_path)
    window.add("Ada")
    old = tmp_path / "old"
    old.write_bytes(window.path.read_bytes())
    window.add("Zoë")
    deliver(old, window.path)
    window.look()
    assert window.names() == names_in(window.path) == ["Ada", "Zoë"]
    (notice,) = (event for event in window.events if isinstance(event, Notice))
    assert notice.kind == "older"
    window.garden.apply(notice.change)
    assert window.names() == ["Ada"]


def test_an_older_copy_put_in_place_while_closed_is_told_and_the_later_one_offered(tmp_path):
    window = Window(tmp_path)
    window.add("Ada")
    old = tmp_path / "old"
    old.write_bytes(window.path.read_bytes())
    window.add("Zoë")
    window.add("Grace")
    deliver(old, window.path)
    again = Window(tmp_path)
    assert again.names() == ["Ada"]
    (notice,) = again.opened.notices
    assert notice.kind == "older"
    again.garden.apply(notice.change)
    assert again.names() == ["Ada", "Zoë"]


def test_what_an_older_file_lacks_is_not_taken_for_overwritten(tmp_path):
    window = Window(tmp_path)
    window.add("Ada")
    old = window.path.read_bytes()
    window.add("Zoë")
    window.store.close()
    (tmp_path / "synced").write_bytes(window.path.read_bytes())
    window.path.write_bytes(old)
    again = Window(tmp_path)
    again.add("Grace")
    again.store.merge_file(tmp_path / "synced")
    assert again.store.flush(PATIENCE)
    assert names_in(again.path) == ["Ada", "Grace", "Zoë"]


def test_a_file_that_is_gone_is_told(tmp_path):
    window = Window(tmp_path)
    window.add("Ada")
    window.add("Zoë")
    window.path.unlink()
    assert kinds(Window(tmp_path).opened.notices) == ["missing"]


def test_an_edit_outside_is_told_and_can_be_taken_back(tmp_path):
    window = Window(tmp_path)
    ada = window.add("Ada", org="Old")
    window.add("Zoë")
    with TinyDB(window.path, encoding="utf-8") as database:
        database.table("contacts").update({"org": "New"}, where("name") == "Ada")
    again = Window(tmp_path)
    (notice,) = again.opened.notices
    assert notice.kind == "outside"
    back = [patch.inverse for patch in notice.change.patches if patch.path == "org"]
    again.garden.apply(Change("undo", tuple(back)))
    assert again.garden.contacts[ada.uid].org == "Old"
    window.look()
    assert window.garden.contacts[ada.uid].org == "New"
    assert "edited outside netgarden" in [e.change.label for e in window.events if hasattr(e, "change")]


# ── backups and devices ──────────────────────────────────────────────────────


def test_a_version_of_each_day_is_kept_for_thirty_days(tmp_path):
    window = Window(tmp_path)
    window.add("Ada")
    window.add("Zoë")
    window.store.close()
    garden, backups = garden_in(window.path), Backups(next((tmp_path / "state" / "backups").iterdir()))
    assert [backup.is_daily for backup in backups.all()] == [False, True]
    for day in range(1, 41):
        backups.tidy(garden, date.fromordinal(date(2026, 1, 1).toordinal() + day))
    daily = [backup for backup in backups.all() if backup.is_daily]
    assert len(daily) == KEPT_DAYS
    assert json.loads(gzip.decompress(daily[0].path.read_bytes()))["contacts"]
    assert all(read_backup(backup.path) is not None for backup in backups.all())


def test_a_damaged_backup_is_passed_over(tmp_path):
    window = Window(tmp_path)
    for name in ("Ada", "Zoë", "Grace"):
        window.add(name)
    window.store.close()  # backups move on after a save
    backups = Backups(next((tmp_path / "state" / "backups").iterdir()))
    newest = backups.all()[0]
    newest.path.write_bytes(newest.path.read_bytes()[:50])
    assert read_backup(newest.path) is None
    assert len(backups.newest_good(garden_in(window.path)).tables["contacts"]) == 1


def test_numbers_rise_and_are_never_shared(tmp_path):
    one, other = Device(tmp_path, "k"), Device(tmp_path, "k")
    taken = [device.dot({}) for _ in range(100) for device in (one, other)]
    assert len(set(taken)) == 200
    assert len({device for device, _ in taken}) == 1
    _, number = one.dot({taken[0][0]: 5000})
    assert number > 5000
    assert Device(tmp_path, "k").dot({})[1] > 5000


def test_two_copies_on_one_machine_are_two_devices(tmp_path):
    """A copy that claimed numbers of the other would take its edits for overwritten."""
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    a = Window(tmp_path / "a", "../state")
    a.add("Ada")
    (tmp_path / "b" / "garden.json").write_bytes(a.path.read_bytes())
    b = Window(tmp_path / "b", "../state")
    for number in range(3):
        a.add(f"a{number}")
        b.add(f"b{number}")
    b.store.merge_file(a.path)
    assert b.store.flush(PATIENCE)
    assert names_in(b.path) == ["Ada", "a0", "a1", "a2", "b0", "b1", "b2"]


def test_what_was_saved_here_survives_in_a_conflict_copy(tmp_path):
    """A sync moved our file aside while closed; what is saved next must not claim to have seen it."""
    a, b = two(tmp_path)
    (person,) = a.garden.contacts.values()
    a.edit(person, org="Northwind")
    b.edit(person, role="Partner")
    a.store.close()
    aside = a.path.rename(a.path.with_name("garden.sync-conflict-20261122-101010-ABCDEFG.json"))
    deliver(b.path, a.path)
    again = Window(tmp_path / "a")
    again.add("Zoë")
    again.store.merge_file(aside)
    assert again.store.flush(PATIENCE)
    again.take_in()
    assert again.garden.contacts[person.uid].org == "Northwind"
    assert again.garden.contacts[person.uid].role == "Partner"


def test_a_conflict_copy_edited_by_a_script_takes_nothing_away(tmp_path):
    a, b = two(tmp_path)
    (person,) = a.garden.contacts.values()
    a.edit(person, org="Northwind")
    b.edit(person, role="Partner")
    with TinyDB(b.path, encoding="utf-8") as database:
        database.table("contacts").update({"place": "Porto"})
    a.store.merge_file(b.path)
    assert a.store.flush(PATIENCE)
    a.take_in()
    found = a.garden.contacts[person.uid]
    assert (found.org, found.role, found.place) == ("Northwind", "Partner", "Porto")
    assert a.store.conflicts() == ()


def test_a_copied_or_lost_state_directory_is_a_new_device(tmp_path):
    (tmp_path / "state").mkdir()
    first = Device(tmp_path / "state", "k").dot({})[0]
    assert Device(tmp_path / "state", "k").dot({})[0] == first
    shutil.copytree(tmp_path / "state", tmp_path / "copy")
    assert Device(tmp_path / "copy", "k").dot({})[0] != first
    (tmp_path / "state" / "devices" / "k.json").write_bytes(b"\0")
    assert Device(tmp_path / "state", "k").dot({})[0] != first


def test_a_disk_that_was_cloned_to_another_machine_is_a_new_device(tmp_path, monkeypatch):
    """Everything is the same there, the state directory to the inode: only the hardware is another."""
    machine, model = tmp_path / "machine-id", tmp_path / "modalias"
    machine.write_text("5f1c\n")
    model.write_text("dmi:one\n")
    monkeypatch.setattr(device, "_MACHINE", (machine, model))
    (tmp_path / "state").mkdir()
    first = Device(tmp_path / "state", "k").dot({})[0]
    assert Device(tmp_path / "state", "k").dot({})[0] == first
    model.write_text("dmi:other\n")
    assert Device(tmp_path / "state", "k").dot({})[0] != first
