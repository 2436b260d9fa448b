"""A power cut at any moment of a save, on a disk that keeps only what was synced; and the controls.

The controls take one safeguard away and must find a loss: a test that cannot see a missing fsync, rename, lock
or identity check proves nothing.
"""

import contextlib
import os
import threading

import pytest

from netgarden.errors import GardenFileError
from netgarden.storage import files, garden_file, lines
from tests.faults.disk import Disk
from tests.faults.scenes import SCENES, adding, names_of, opened

pytestmark = pytest.mark.fault


def names_after(data):
    """The names in a file's bytes; None for what is no whole garden of ours."""
    if data is None:
        return frozenset()
    copy = lines.parse(data)
    if copy is None:
        return None
    return frozenset(r["name"] for r in lines.visible(copy).get("contacts", {}).values())


def losses(directory, scene, monkeypatch):
    """What a power cut can do to this save: states that are neither old nor new, and acknowledged changes lost."""
    it = SCENES[scene](directory)
    old = it.path.read_bytes() if it.path.exists() else None
    disk = Disk(directory)
    with monkeypatch.context() as patch:
        patch.setattr(files, "perform", disk.perform)
        it.save()
    states, last = disk.after_power_cut("garden.json"), disk.after_power_cut("garden.json", at_end=True)
    torn = [("torn", data) for data in states if data != old and names_after(data) != it.after]
    return torn + [("lost", data) for data in last if names_after(data) != it.after]


scenes = pytest.mark.parametrize("scene", SCENES)


@scenes
def test_a_power_cut_leaves_the_old_or_the_new_file_and_keeps_what_was_saved(scene, tmp_path, monkeypatch):
    assert losses(tmp_path, scene, monkeypatch) == []


@scenes
def test_control_without_fsync_of_the_file_it_can_be_torn(scene, tmp_path, monkeypatch):
    flush = files._flush

    def only_directories(fd):
        if os.path.isdir(f"/proc/self/fd/{fd}"):
            flush(fd)

    monkeypatch.setattr(files, "_flush", only_directories)
    assert "torn" in {kind for kind, _ in losses(tmp_path, scene, monkeypatch)}


@scenes
def test_control_without_fsync_of_the_directory_a_saved_change_can_be_lost(scene, tmp_path, monkeypatch):
    flush = files._flush

    def only_files(fd):
        if not os.path.isdir(f"/proc/self/fd/{fd}"):
            flush(fd)

    monkeypatch.setattr(files, "_flush", only_files)
    assert {kind for kind, _ in losses(tmp_path, scene, monkeypatch)} == {"lost"}


def test_control_without_the_rename_a_kill_can_tear_it(tmp_path, monkeypatch):
    """Writing in place, as plain TinyDB does: a reader in between sees half a file."""
    it = SCENES["later save"](tmp_path)
    seen = []

    write_new = files.write_new

    def in_place(path, pieces, *args, **kwargs):
        if not path.name.startswith(".garden.json"):
            return write_new(path, pieces, *args, **kwargs)
        with it.path.open("wb") as file:
            for piece in pieces:
                file.write(piece)
                file.flush()
                seen.append(names_after(it.path.read_bytes()))
        raise OSError(5, "the process ends here")

    monkeypatch.setattr(files, "write_new", in_place)
    with contextlib.suppress(GardenFileError):
        it.save()
    assert None in seen


def at_once(directory):
    """Two files save at the same time, the second in the middle of the first; the names that stay."""
    opened(directory).commit(adding("Ada"))
    one, other = opened(directory), opened(directory)
    write_new, entered = files.write_new, threading.Event()
    second = threading.Thread(target=lambda: other.commit(adding("Two")))

    def interrupted(path, *args, **kwargs):
        found = write_new(path, *args, **kwargs)
        if path.name.startswith(".garden.json") and not entered.is_set():
            entered.set()
            second.start()
            second.join(0.3)
        return found

    files.write_new = interrupted
    try:
        one.commit(adding("One"))
        second.join()
    finally:
        files.write_new = write_new
    return names_of(directory / "garden.json")


def without_lock(monkeypatch):
    """Take the lock away, as if it were always free."""
    monkeypatch.setattr(files, "try_lock", lambda fd: True)


def without_identity(monkeypatch):
    """Take the look right before the rename away: the file always seems to be the one expected."""
    monkeypatch.setattr(garden_file.GardenFile, "_is_still", lambda self, expected: True)


def test_two_saves_at_once_both_stay(tmp_path):
    assert at_once(tmp_path) == {"Ada", "One", "Two"}


def test_two_saves_at_once_both_stay_without_locks_thanks_to_the_identity_check(tmp_path, monkeypatch):
    without_lock(monkeypatch)
    assert at_once(tmp_path) == {"Ada", "One", "Two"}


def test_two_saves_at_once_both_stay_without_the_identity_check_thanks_to_the_lock(tmp_path, monkeypatch):
    without_identity(monkeypatch)
    assert at_once(tmp_path) == {"Ada", "One", "Two"}


def test_control_without_lock_and_identity_check_one_save_is_lost(tmp_path, monkeypatch):
    without_lock(monkeypatch)
    without_identity(monkeypatch)
    assert at_once(tmp_path) != {"Ada", "One", "Two"}


def test_a_sync_in_the_middle_of_a_save_is_seen(tmp_path):
    assert _replaced_during_save(tmp_path) == {"Ada", "Here", "There"}


def test_control_without_the_identity_check_a_sync_in_the_middle_is_lost(tmp_path, monkeypatch):
    without_identity(monkeypatch)
    assert _replaced_during_save(tmp_path) == {"Ada", "Here"}


def _replaced_during_save(directory):
    """A file from another device takes the place of ours while ours is being written; no lock is asked for."""
    opened(directory).commit(adding("Ada"))
    (directory / "there").mkdir()
    (directory / "there" / "garden.json").write_bytes((directory / "garden.json").read_bytes())
    opened(directory / "there").commit(adding("There"))
    here = opened(directory)
    write_new = files.write_new

    def interrupted(path, *args, **kwargs):
        found = write_new(path, *args, **kwargs)
        arriving = directory / "there" / "garden.json"
        if path.name.startswith(".garden.json") and arriving.exists():
            os.replace(arriving, directory / "garden.json")
        return found

    files.write_new = interrupted
    try:
        here.commit(adding("Here"))
    finally:
        files.write_new = write_new
    return names_of(directory / "garden.json")
