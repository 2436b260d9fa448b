"""`doctor`, `backups`, `restore`, `merge`, `conflicts`: what to do when a file is damaged, older or in two copies."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.cli_shell import Shell


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A garden that was saved three times: Ada; Grace; a call with Ada."""
    (tmp_path / "here").mkdir()
    monkeypatch.setenv("NETGARDEN_STATE", str(tmp_path / "state"))
    shell = Shell(tmp_path / "here")
    shell.run("add", "Ada Lovelace", "--org", "Northwind")
    shell.run("add", "Grace Hopper")
    shell.run("log", "call @ada: hello")
    return shell


@pytest.fixture
def elsewhere(shell: Shell, tmp_path: Path) -> Shell:
    """The same garden on another device."""
    (tmp_path / "elsewhere").mkdir()
    shutil.copy(shell.file, tmp_path / "elsewhere")
    return Shell(tmp_path / "elsewhere")


def on_another_device(shell: Shell, *words: str) -> None:
    """Run a command with another state directory."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NETGARDEN_STATE", str(shell.folder / "state"))
        shell.run(*words)


def names(shell: Shell) -> set[str]:
    people = json.loads(shell.out("export", "-", "--format", "json"))["contacts"]
    return {one["name"] for one in people}


def tear(shell: Shell) -> bytes:
    """Cut the end of the file off; what is left."""
    half = shell.file.read_bytes()[:-150]
    shell.file.write_bytes(half)
    return half


# ── doctor ───────────────────────────────────────────────────────────────────


def test_a_sound_file_is_said_to_be_whole(shell: Shell) -> None:
    assert "is whole: 2 people, 1 entry" in shell.out("doctor")
    assert shell.json("doctor")["damage"] == ""
    assert "is whole" in shell.out("doctor", "--repair")


def test_a_damaged_file_is_explained_and_left_as_it_is(shell: Shell) -> None:
    half = tear(shell)
    text = shell.out("doctor", status=3)
    assert "is damaged" in text
    assert "doctor --repair" in text
    found = shell.json("doctor", status=3)
    assert found["salvage"]["records"]["contacts"] == 2
    assert found["versions"] > 0
    assert shell.file.read_bytes() == half


def test_what_to_type_names_a_file_that_is_not_the_usual_one(shell: Shell) -> None:
    tear(shell)
    shell.file = shell.file.rename(shell.folder / "my garden.json")
    named = f"netgarden --garden '{shell.file}' doctor"
    assert f"“{named}”" in shell.error("due", status=3)
    assert f"{named} --repair" in shell.out("doctor", status=3)


def test_what_to_type_is_short_for_the_usual_file(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    tear(shell)
    monkeypatch.setenv("NETGARDEN_GARDEN", str(shell.file))
    assert "“netgarden doctor”" in shell.error("due", status=3)


def test_a_repair_saves_what_can_be_read_and_keeps_the_damaged_bytes(shell: Shell) -> None:
    half = tear(shell)
    kept = (
        shell.out("doctor", "--repair")
        .splitlines()[-1]
        .removeprefix("What the damaged file held is kept in ")
    )
    assert Path(kept.rstrip(".")).with_suffix(".json").read_bytes() == half
    assert names(shell) == {"Ada Lovelace", "Grace Hopper"}


def test_a_record_that_does_not_fit_is_named(shell: Shell) -> None:
    shell.file.write_text(shell.file.read_text().replace('"name":"Grace Hopper"', '"name":7'))
    text = shell.out("doctor")
    assert "1 record left out" in text
    assert "name" in text


# ── backups and restore ──────────────────────────────────────────────────────


def test_backups_are_listed_newest_first_with_what_they_hold(shell: Shell) -> None:
    found = shell.json("backups")
    assert [(one["number"], one["people"], one["interactions"]) for one in found][:2] == [
        (1, 2, 0),
        (2, 1, 0),
    ]
    text = shell.out("backups")
    assert text.startswith("1 ")
    assert " ago " in text.splitlines()[0]
    assert "2 people" in text


def test_a_restore_is_shown_before_it_is_done_and_can_be_taken_back(shell: Shell) -> None:
    before = shell.file.read_bytes()
    text = shell.out("restore", "2")
    assert "removed Grace Hopper" in text
    assert "--yes" in text
    assert shell.file.read_bytes() == before
    shell.run("restore", "2", "--yes")
    assert names(shell) == {"Ada Lovelace"}
    shell.run("restore", "1", "--yes")
    assert names(shell) == {"Ada Lovelace", "Grace Hopper"}
    assert shell.json("brief", "ada")["recent"][0]["text"] == "hello"


def test_a_restore_names_the_fields_it_would_change(shell: Shell) -> None:
    shell.run("edit", "ada", "--org", "Juniper", "--role", "CTO")
    assert "changed Ada Lovelace: org, role" in shell.out("restore")
    shell.run("edit", "ada", "--org", "Northwind", "--role", "")
    assert "Nothing to do" in shell.out("restore", "2")


@pytest.mark.parametrize("harm", ["damaged", "missing"])
def test_an_earlier_version_takes_the_place_of_a_file_that_cannot_be_opened(shell: Shell, harm: str) -> None:
    if harm == "damaged":
        shell.file.write_bytes(b"")
    else:
        shell.file.unlink()
    text = shell.out("restore")
    assert "2 people" in text
    assert "--yes" in text
    shell.run("restore", "--yes")
    assert names(shell) == {"Ada Lovelace", "Grace Hopper"}


def test_a_garden_that_is_gone_is_told_by_every_command(shell: Shell) -> None:
    shell.file.unlink()
    assert "There is no file" in shell.run("due").stderr


# ── merge and conflicts ──────────────────────────────────────────────────────


def test_a_merge_keeps_the_edits_of_both_sides(shell: Shell, elsewhere: Shell) -> None:
    on_another_device(elsewhere, "add", "Zoë Quinn")
    on_another_device(elsewhere, "edit", "ada", "--place", "Porto")
    shell.run("edit", "ada", "--role", "Partner")
    assert "2 people changed here" in shell.out("merge", str(elsewhere.file))
    assert names(shell) == {"Ada Lovelace", "Grace Hopper", "Zoë Quinn"}
    brief = shell.json("brief", "ada")
    assert (brief["place"], brief["role"]) == ("Porto", "Partner")
    assert "0 people changed here" in shell.out("merge", str(elsewhere.file))
    assert shell.out("conflicts") == "No values are in conflict.\n"


def test_what_both_set_is_a_conflict_until_one_is_chosen(shell: Shell, elsewhere: Shell) -> None:
    on_another_device(elsewhere, "edit", "ada", "--org", "Juniper")
    shell.run("edit", "ada", "--org", "Acme")
    assert "1 value in conflict" in shell.out("merge", str(elsewhere.file))
    (conflict,) = shell.json("conflicts")
    assert {conflict["shown"], *conflict["others"]} == {"Acme", "Juniper"}
    text = shell.out("conflicts")
    assert "Ada Lovelace · org" in text
    shell.error("conflicts", "1", status=2)
    shell.error("conflicts", "1", "c", status=2)
    shell.error("conflicts", "2", "a", status=4)
    other = conflict["others"][0]
    assert other in shell.out("conflicts", "1", "b")
    assert shell.json("brief", "ada")["org"] == other
    assert shell.json("conflicts") == []


def test_all_conflicts_can_be_settled_at_once(shell: Shell, elsewhere: Shell) -> None:
    on_another_device(elsewhere, "edit", "ada", "--org", "Juniper", "--place", "Porto")
    shell.run("edit", "ada", "--org", "Acme", "--place", "Lisbon")
    shell.run("merge", str(elsewhere.file))
    assert len(shell.json("conflicts")) == 2
    shell.run("conflicts", "all", "a")
    assert shell.json("conflicts") == []


@pytest.mark.parametrize("data", [b"", b"{", b"[1]", bytes(range(256))])
def test_a_copy_that_is_damaged_is_refused_by_name(shell: Shell, data: bytes) -> None:
    other = shell.folder / "other.json"
    other.write_bytes(data)
    before = shell.file.read_bytes()
    assert "other.json" in shell.error("merge", str(other), status=3)
    assert shell.file.read_bytes() == before


def test_another_garden_is_refused(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "another").mkdir()
    another = Shell(tmp_path / "another")
    another.run("add", "Sam Idowu")
    assert "import" in shell.error("merge", str(another.file), status=3)


def test_the_merge_driver_writes_ours_and_takes_three_files(shell: Shell, elsewhere: Shell) -> None:
    base = shell.folder / "base.json"
    shutil.copy(shell.file, base)
    on_another_device(elsewhere, "add", "Zoë Quinn")
    shell.run("add", "Sam Idowu")
    ours = shell.folder / "ours.json"
    shutil.copy(shell.file, ours)
    shell.run("merge", "--driver", str(base), str(ours), str(elsewhere.file))
    assert names(Shell(ours.parent)) == {"Ada Lovelace", "Grace Hopper", "Sam Idowu"}
    joined = json.loads(ours.read_text())
    assert {one["name"] for one in joined["contacts"].values()} == names(shell) | {"Zoë Quinn"}
    shell.error("merge", "--driver", str(base), str(ours), status=2)


@pytest.mark.skipif(shutil.which("git") is None, reason="there is no git here")
def test_git_merges_two_branches_of_a_garden(tmp_path: Path, shell: Shell) -> None:
    folder = shell.folder
    driver = f"{sys.executable} -m netgarden merge --driver %O %A %B"

    def git(*words: str) -> None:
        identity = ["-c", "user.name=x", "-c", "user.email=x@x.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True, timeout=60)

    (folder / ".gitattributes").write_text("garden.json merge=netgarden\n")
    git("init", "-b", "main")
    git("config", "merge.netgarden.driver", driver)
    git("add", "garden.json", ".gitattributes")
    git("commit", "-m", "start")
    git("checkout", "-b", "other")
    on_another_device(shell, "edit", "ada", "--place", "Porto")
    git("commit", "-am", "place")
    git("checkout", "main")
    shell.run("edit", "ada", "--role", "Partner")
    git("commit", "-am", "role")
    git("merge", "other", "-m", "both")
    brief = shell.json("brief", "ada")
    assert (brief["place"], brief["role"]) == ("Porto", "Partner")
