"""Damaged files: what is saved of them, earlier versions, and git's merges."""

import json
import random
import shutil
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netgarden.errors import GardenFileError
from netgarden.records.ids import encode
from netgarden.storage import lines
from netgarden.storage.database import open_garden
from netgarden.storage.lines import Copy, encode_line, visible
from netgarden.storage.recovery import (
    diagnose,
    merge_driver,
    put_back,
    read_version,
    repair,
    restoring,
    versions_of,
)
from netgarden.storage.salvage import salvage
from tests.support.patience import PATIENCE
from tests.support.window import Window, names_in

NAMES = [f"Person {number:02} é" for number in range(40)]


def copy_of(names, dot="k7qd.1", seen=None):
    """A copy with a contact and an interaction for each name."""
    tables = {"contacts": {}, "interactions": {}}
    for name in names:
        number = int(name.split()[1]) + 1
        person = {"uid": encode(number), "name": name, "emails": {f"{number}@x.org": "work"}, "_v": dot}
        talk = {"uid": encode(number), "on": "2026-11-22", "people": [encode(number)], "_v": dot}
        tables["contacts"][number] = encode_line("contacts", number, person)
        tables["interactions"][number] = encode_line("interactions", number, talk)
    return Copy("3f9k2m", seen or {"k7qd": 1}, tables)


COPY = copy_of(NAMES)
DATA = lines.encode(COPY)


def names(copy):
    return {record.get("name") for record in visible(copy).get("contacts", {}).values()} - {None}


def one_line(data):
    """As plain TinyDB would write it."""
    return json.dumps(json.loads(data)).encode()


# ── salvage ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("data", "remark"),
    [
        (b"\xef\xbb\xbf" + DATA, "byte order mark"),
        (DATA.decode().encode("utf-16"), "UTF-16"),
        (DATA.decode().encode("utf-16-le"), "UTF-16"),
        (DATA.decode().encode("latin-1"), "Latin-1"),
        (DATA + DATA, "2 documents"),
        (one_line(DATA) + one_line(DATA), "2 documents"),
        (DATA.replace(b"\n", b"\r\n"), None),
        (one_line(DATA), None),
    ],
    ids=["BOM", "UTF-16", "UTF-16 without mark", "Latin-1", "doubled", "two on one line", "CRLF", "one line"],
)
def test_what_only_looks_damaged_is_read_whole(data, remark):
    found = salvage(data, None)
    assert visible(found.copy) == visible(COPY)
    assert found.unreadable == ()
    assert found.is_whole
    assert found.copy.garden == COPY.garden
    assert remark is None or remark in found.remarks[0]


def test_a_file_cut_between_two_records_is_not_taken_for_a_whole_one():
    """It lacks what stood behind: to claim to have seen that would delete it on all devices."""
    cuts = [place for place in range(len(DATA)) if DATA[:place].rstrip().endswith(b"}")]
    assert len(cuts) > 3
    for place in cuts:
        found = salvage(DATA[:place], None)
        assert found.is_whole == (DATA[:place].strip() == DATA.strip())


@pytest.mark.parametrize("percent", range(1, 100, 3))
@pytest.mark.parametrize("form", [bytes, one_line], ids=["lines", "one line"])
def test_a_cut_file_gives_every_record_before_the_cut(form, percent):
    data = form(DATA)
    cut = data[: len(data) * percent // 100]
    found = salvage(cut, None)
    whole = {name for name in NAMES if f'"name":"{name}",'.encode() in cut.replace(b'": ', b'":')}
    if form is bytes:
        complete = [line.lstrip(b",") for line in cut.split(b"\n")[:-1]]
        whole = {name for name in NAMES if any(f'"name":"{name}"'.encode() in line for line in complete)}
        assert names(found.copy) >= whole
    assert len(names(found.copy)) >= len(whole) - 1
    assert names(found.copy) <= set(NAMES)


@settings(max_examples=60)
@given(st.randoms(use_true_random=False), st.integers(1, 5))
def test_hit_lines_are_listed_and_all_others_returned(chance, count):
    rows = DATA.split(b"\n")
    people = [index for index, row in enumerate(rows) if b'"name":' in row]
    hit = chance.sample(people, count)
    for index in hit:
        at = rows[index].index(b'"name":') + chance.randrange(8)
        rows[index] = rows[index][:at] + bytes([chance.choice(b'\0{}"\\\xff')]) * 2 + rows[index][at + 2 :]
    found = salvage(b"\n".join(rows), None)
    lost = {NAMES[people.index(index)] for index in hit}
    assert names(found.copy) >= set(NAMES) - lost
    assert {piece.line for piece in found.unreadable} >= {
        index + 1 for index in hit if NAMES[people.index(index)] not in names(found.copy)
    }
    assert len(visible(found.copy)["interactions"]) == len(NAMES)


@given(st.binary(max_size=300))
def test_any_bytes_are_looked_at_without_failing(data):
    salvage(data, None)
    salvage(DATA[:700] + data + DATA[700:], None)


def test_a_lost_head_is_made_up_for_by_what_the_records_look_like():
    found = salvage(b"\n".join(DATA.split(b"\n")[5:]), None)
    assert names(found.copy) >= set(NAMES) - {NAMES[0]}
    assert not found.is_whole


def test_what_the_file_lost_comes_from_the_last_good_version():
    newer = copy_of(NAMES, dot="k7qd.2", seen={"k7qd": 2})
    rows = lines.encode(newer).split(b"\n")
    rows[10] = rows[10][:40]
    found = salvage(b"\n".join(rows), COPY)
    assert names(found.copy) == set(NAMES)
    assert found.from_backup == 1
    assert [piece.line for piece in found.unreadable] == [11]
    assert not any(b"_also" in line for table in found.copy.tables.values() for line in table.values())


def test_a_lost_record_comes_back_from_another_device():
    rows = DATA.split(b"\n")
    rows[10] = rows[10][:40]
    found = salvage(b"\n".join(rows), None)
    assert len(names(found.copy)) == len(NAMES) - 1
    both = lines.join_copies(found.copy, COPY)
    assert names(both) == set(NAMES)
    assert lines.join_copies(COPY, found.copy) == both
    assert not any(b"_also" in line for table in both.tables.values() for line in table.values())


# ── repair ───────────────────────────────────────────────────────────────────


def garden_with(tmp_path, count=20):
    window = Window(tmp_path)
    for number in range(count):
        window.add(f"P{number:02}", notes="x" * 50)
    window.store.close()
    return window


def test_a_sound_file_is_not_repaired(tmp_path):
    window = garden_with(tmp_path, 2)
    found = diagnose(window.path, tmp_path / "state")
    assert (found.damage, found.problems, found.conflicts, found.salvage) == ("", (), (), None)
    with pytest.raises(GardenFileError, match="not damaged"):
        repair(window.path, tmp_path / "state")
    with pytest.raises(GardenFileError, match="no garden"):
        diagnose(tmp_path / "none.json", tmp_path / "state")


@pytest.mark.parametrize(
    "damage", [lambda data: data[: len(data) // 2], lambda data: b"", lambda data: b"\0" * 900]
)
def test_repair_keeps_the_bytes_and_brings_back_what_it_can(tmp_path, damage):
    window = garden_with(tmp_path)
    data = damage(window.path.read_bytes())
    window.path.write_bytes(data)
    found = diagnose(window.path, tmp_path / "state")
    assert "damaged" in found.damage
    assert window.path.read_bytes() == data
    done = repair(window.path, tmp_path / "state")
    assert done.damaged.read_bytes() == data
    assert done.people >= 19
    again = Window(tmp_path)
    assert len(again.names()) == done.people
    again.add("New")
    assert "New" in names_in(again.path)


def test_repair_can_be_done_again(tmp_path):
    window = garden_with(tmp_path)
    window.path.write_bytes(window.path.read_bytes()[:800])
    repair(window.path, tmp_path / "state")
    with pytest.raises(GardenFileError, match="not damaged"):
        repair(window.path, tmp_path / "state")


def test_nothing_can_be_made_of_nothing(tmp_path):
    (tmp_path / "garden.json").write_bytes(b"\x89PNG" + bytes(range(256)))
    with pytest.raises(GardenFileError, match="Nothing in"):
        repair(tmp_path / "garden.json", tmp_path / "state")


# ── earlier versions ─────────────────────────────────────────────────────────


def test_versions_are_listed_and_one_is_restored_by_a_change_that_can_be_undone(tmp_path):
    window = garden_with(tmp_path, 5)
    found = versions_of(window.path, tmp_path / "state")
    assert [version.people for version in found] == [4, 3, 2, 1]
    assert found[-1].is_daily
    again = Window(tmp_path)
    records = {table: again.garden.records(table) for table in ("contacts",)}
    change = restoring(records, read_version(found[1]), "restore")
    again.garden.apply(change)
    again.store.put(change)
    assert again.store.flush(PATIENCE)
    assert len(Window(tmp_path).names()) == 3
    back = type(change)("undo", tuple(patch.inverse for patch in change.patches))
    again.garden.apply(back)
    again.store.put(back)
    assert again.store.flush(PATIENCE)
    assert len(Window(tmp_path).names()) == 5


def test_a_version_takes_the_place_of_a_damaged_file(tmp_path):
    window = garden_with(tmp_path, 5)
    version = versions_of(window.path, tmp_path / "state")[0]
    with pytest.raises(GardenFileError, match="not damaged"):
        put_back(window.path, tmp_path / "state", version)
    window.path.write_bytes(b"")
    assert put_back(window.path, tmp_path / "state", version).people == 4
    assert len(Window(tmp_path).names()) == 4
    window.path.unlink()
    assert put_back(window.path, tmp_path / "state", version).people == 4


# ── git ──────────────────────────────────────────────────────────────────────


def git(directory, *words):
    return subprocess.run(
        ["git", "-c", "user.name=x", "-c", "user.email=x@x", "-c", "init.defaultBranch=main", *words],
        cwd=directory,
        capture_output=True,
        text=True,
        check=False,
    )


def branches(tmp_path):
    """A repository with a garden changed on two branches, on the first of them."""
    window = Window(tmp_path)
    ada = window.add("Ada")
    git(tmp_path, "init")
    git(tmp_path, "add", "garden.json")
    git(tmp_path, "commit", "-m", "one")
    git(tmp_path, "checkout", "-b", "other")
    other = Window(tmp_path, "other-state")
    other.edit(ada, role="Partner")
    other.add("Zoë")
    git(tmp_path, "commit", "-am", "two")
    git(tmp_path, "checkout", "main")
    here = Window(tmp_path)
    here.edit(ada, org="Northwind")
    here.add("Grace")
    git(tmp_path, "commit", "-am", "three")
    for one in (window, other, here):
        one.store.close()
    return ada


needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def check_merged(tmp_path, ada):
    merged = Window(tmp_path)
    assert merged.names() == ["Ada", "Grace", "Zoë"]
    found = merged.garden.contacts[ada.uid]
    assert (found.org, found.role) == ("Northwind", "Partner")
    assert merged.store.conflicts() == ()


@needs_git
def test_a_file_with_conflict_markers_is_split_and_joined(tmp_path):
    ada = branches(tmp_path)
    git(tmp_path, "merge", "other")
    assert "<<<<<<<" in (tmp_path / "garden.json").read_text()
    with pytest.raises(GardenFileError, match="damaged"):
        open_garden(tmp_path / "garden.json", tmp_path / "state")
    found = diagnose(tmp_path / "garden.json", tmp_path / "state").salvage
    assert found.unreadable == ()
    assert "conflict markers" in found.remarks[0]
    repair(tmp_path / "garden.json", tmp_path / "state")
    check_merged(tmp_path, ada)


@needs_git
def test_the_merge_driver_joins_what_git_would_not(tmp_path):
    ada = branches(tmp_path)
    for name, commit in (("base", "main~1"), ("ours", "main"), ("theirs", "other")):
        (tmp_path / name).write_text(git(tmp_path, "show", f"{commit}:garden.json").stdout)
    merge_driver(tmp_path / "base", tmp_path / "ours", tmp_path / "theirs", tmp_path / "state")
    (tmp_path / "garden.json").write_bytes((tmp_path / "ours").read_bytes())
    check_merged(tmp_path, ada)


def test_the_merge_driver_refuses_what_it_cannot_read(tmp_path):
    Window(tmp_path).add("Ada")
    data = (tmp_path / "garden.json").read_bytes()
    for name, content in (("base", b""), ("ours", data), ("theirs", data[:100])):
        (tmp_path / name).write_bytes(content)
    with pytest.raises(GardenFileError):
        merge_driver(tmp_path / "base", tmp_path / "ours", tmp_path / "theirs", tmp_path / "state")
    assert (tmp_path / "ours").read_bytes() == data


def test_with_a_good_version_random_damage_takes_nobody_away_and_makes_nobody_up():
    chance = random.Random(7)
    for _ in range(150):
        data = bytearray(DATA)
        for _ in range(chance.randrange(1, 6)):
            at, length = chance.randrange(len(data)), chance.choice([1, 1, 40, 512])
            data[at : at + length] = bytes(length) if chance.random() < 0.5 else b""
        found = salvage(bytes(data), COPY)
        assert len(visible(found.copy)["contacts"]) == len(NAMES)
        assert len(names(found.copy)) == len(NAMES)
