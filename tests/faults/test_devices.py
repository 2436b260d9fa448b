"""Devices, windows, scripts and sync programs at random: nobody who was added is lost, and all converge."""

import json
import os
import random

import pytest
from tinydb import TinyDB

import netgarden.storage.garden_file as garden_file
from netgarden.storage import guards
from tests.support.patience import PATIENCE
from tests.support.window import Window

pytestmark = pytest.mark.fault


class World:
    """Three folders that a sync program keeps alike, badly; a model of what must be there."""

    def __init__(self, directory, seed):
        self.chance = random.Random(seed)
        self.places = [directory / name for name in "abc"]
        for place in self.places:
            place.mkdir()
        self.windows = {}
        self.added = {}
        self.deleted = set()
        self.count = 0

    def window(self, place):
        """The window open at a place; a new one if there is none, or by chance."""
        window = self.windows.get(place)
        if window is None or self.chance.random() < 0.3:
            if window is not None and self.chance.random() < 0.7:
                assert window.store.stop() == ()
            window = self.windows[place] = Window(place, "../state-" + place.name)
        window.look()
        return window

    def add(self, place):
        self.count += 1
        contact = self.window(place).add(f"P{self.count}")
        self.added[contact.uid] = contact.name

    def edit(self, place):
        window = self.window(place)
        if window.garden.contacts:
            uid = self.chance.choice(sorted(window.garden.contacts))
            fields = {self.chance.choice(["org", "role"]): self.chance.choice("xyz")}
            fields |= (
                {"tags": tuple(sorted(self.chance.sample("abc", 2)))} if self.chance.random() < 0.4 else {}
            )
            window.edit(window.garden.contacts[uid], **fields)

    def delete(self, place):
        window = self.window(place)
        if len(window.garden.contacts) > 2:
            uid = self.chance.choice(sorted(window.garden.contacts))
            window.do(remove=[window.garden.contacts[uid]])
            self.deleted.add(uid)

    def sync(self, place):
        """The file of another place arrives; ours is kept aside, as sync programs do where both changed."""
        other = self.chance.choice([one for one in self.places if one != place])
        if (other / "garden.json").exists():
            data = (other / "garden.json").read_bytes()
            target = place / "garden.json"
            if target.exists() and target.read_bytes() != data:
                self.count += 1
                target.rename(place / f"garden.sync-conflict-{self.count}.json")
            fresh = place / ".incoming"
            fresh.write_bytes(data)
            os.replace(fresh, target)

    def merge(self, place):
        """The conflict copies that lie at a place are folded in and thrown away."""
        window = self.window(place)
        for copy in sorted(place.glob("garden.sync-conflict-*.json")):
            window.store.merge_file(copy)
            assert window.store.flush(PATIENCE), window.store.status
            window.take_in()
            copy.unlink()

    def script(self, place):
        """Plain TinyDB adds somebody and edits everybody named P1…, in place."""
        path = place / "garden.json"
        if path.exists():
            self.count += 1
            with TinyDB(path, encoding="utf-8") as database:
                contacts = database.table("contacts")
                number = contacts.insert({"name": f"P{self.count}"})
                contacts.update({"place": self.chance.choice("xyz")}, lambda record: "1" in record["name"])
            window = self.window(place)
            (uid,) = (c.uid for c in window.garden.contacts.values() if c.name == f"P{self.count}")
            assert number
            self.added[uid] = f"P{self.count}"

    def settle(self):
        """Everything is exchanged until nothing changes."""
        for _ in range(3):
            for place in self.places:
                self.merge(place)
                for other in self.places:
                    if other != place:
                        self.window(place).store.merge_file(other / "garden.json")
                        assert self.windows[place].store.flush(PATIENCE), self.windows[place].store.status
                        self.windows[place].take_in()


def run(directory, seed, steps):
    world = World(directory, seed)
    world.add(world.places[0])
    for place in world.places[1:]:
        (place / "garden.json").write_bytes((world.places[0] / "garden.json").read_bytes())
    actions = [
        world.add,
        world.edit,
        world.edit,
        world.delete,
        world.sync,
        world.sync,
        world.merge,
        world.script,
    ]
    for _ in range(steps):
        world.chance.choice(actions)(world.chance.choice(world.places))
    world.settle()
    shown = [json.loads((place / "garden.json").read_bytes())["contacts"] for place in world.places]
    assert all("name" in record for record in shown[0].values())
    living = {uid for uid in world.added if uid not in world.deleted}
    for place in world.places:
        found = world.windows[place].garden.contacts
        assert {uid: found[uid].name for uid in living} == {uid: world.added[uid] for uid in living}
        assert Window(place, "../state-" + place.name).garden.contacts == found
    assert shown[0] == shown[1] == shown[2]
    for window in world.windows.values():
        window.store.close()


@pytest.fixture(autouse=True)
def _no_guard(monkeypatch):
    """In so small gardens every deletion would be many people."""
    monkeypatch.setattr(guards, "FEW", 10**6)
    monkeypatch.setattr(guards, "MANY", 10**6)


@pytest.mark.parametrize("seed", range(12))
def test_devices_windows_scripts_and_syncs_at_random(tmp_path, seed):
    run(tmp_path, seed, 30)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 400))
def test_devices_windows_scripts_and_syncs_at_random_for_long(tmp_path, seed):
    run(tmp_path, seed, 80)


def test_control_a_device_that_claims_too_much_loses_people(tmp_path, monkeypatch):
    """Were two copies of a garden one device, each would take what the other saved for overwritten."""
    monkeypatch.setattr(garden_file.Device, "has_missed", lambda self, seen, remembered: False)
    monkeypatch.setattr(garden_file, "path_key", lambda path: "the same for all")
    (tmp_path / "state").mkdir()
    assert any(_loses(tmp_path / str(seed), seed) for seed in range(12))


def _loses(directory, seed):
    directory.mkdir()
    for name in "abc":
        (directory / f"state-{name}").symlink_to(directory.parent / "state")
    try:
        run(directory, seed, 30)
    except (AssertionError, KeyError, ValueError):
        return True
    return False
