"""`import` and `export`: counts, reasons, what is left out, and what comes in again."""

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from netgarden.formats.export import FORMATS
from netgarden.storage import files
from tests.conftest import CORPUS
from tests.support.cli_shell import SMALL_VCF, Shell, contact, with_three_people


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


@pytest.fixture
def people(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> Shell:
    return with_three_people(shell, monkeypatch)


# ── import and export ────────────────────────────────────────────────────────


def test_import_counts_and_gives_a_reason_for_what_it_skips(shell: Shell) -> None:
    file = shell.folder / "small.vcf"
    file.write_text(SMALL_VCF)
    found = shell.json("import", str(file))
    counts = {kind: found[kind] for kind in ("added", "updated", "unchanged", "duplicate", "skipped")}
    assert counts == {"added": 1, "updated": 0, "unchanged": 0, "duplicate": 0, "skipped": 1}
    assert [(one["kind"], bool(one["where"]), bool(one["reason"])) for one in found["reasons"]] == [
        ("skipped", True, True)
    ]
    again = shell.out("import", str(file))
    assert again.startswith("0 added · 0 updated · 1 unchanged")
    assert "Skipped\n  small.vcf" in again
    assert len(shell.json("find", "grace")) == 1


def test_import_reads_standard_input_and_folders(shell: Shell) -> None:
    assert shell.json("import", "-", input=SMALL_VCF)["added"] == 1
    folder = shell.folder / "cards"
    folder.mkdir()
    (folder / "a.vcf").write_text(SMALL_VCF.replace("Grace Hopper", "Ada Lovelace").replace("grace@", "ada@"))
    (folder / "README.txt").write_text("name\nnobody\n")
    assert shell.json("import", str(folder))["added"] == 1


def test_a_dry_run_shows_what_would_change_and_writes_nothing(shell: Shell) -> None:
    file = shell.folder / "small.vcf"
    file.write_text(SMALL_VCF)
    text = shell.out("import", str(file), "--dry-run")
    assert text.startswith("Would be: 1 added")
    assert "Grace Hopper" in text
    assert not shell.file.exists()
    shell.run("import", str(file))
    file.write_text(SMALL_VCF.replace("ORG:Navy", "ORG:Harvard"))
    assert "org: Navy → Harvard" in shell.out("import", str(file), "--dry-run")


def test_a_table_takes_a_mapping(shell: Shell) -> None:
    file = shell.folder / "people.csv"
    file.write_text("Wer,Wo\nAda Lovelace,Northwind\n")
    assert shell.json("import", str(file), "--map", "Wer=name", "--map", "Wo=org")["added"] == 1
    assert shell.json("find", "ada")[0]["org"] == "Northwind"


def test_possible_duplicates_are_left_out_until_decided(people: Shell) -> None:
    file = people.folder / "cards.vcf"
    file.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:A. King\nEMAIL:ada@x.org\nEND:VCARD\n")
    first = people.json("import", str(file))
    assert (first["added"], first["duplicate"]) == (0, 1)
    assert "--duplicates" in people.out("import", str(file))
    assert people.json("import", str(file), "--duplicates", "separate")["added"] == 1


def test_one_unreadable_file_does_not_keep_the_others_out(shell: Shell) -> None:
    good, bad = shell.folder / "good.vcf", shell.folder / "bad.bin"
    good.write_text(SMALL_VCF)
    bad.write_bytes(bytes(range(256)) * 40)
    result = shell.run("import", str(good), str(bad), "--json", status=1)
    assert json.loads(result.stdout)["added"] == 1
    assert "bad.bin" in result.stderr


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus of real files is not beside this checkout")
@pytest.mark.parametrize(
    "name",
    [
        "csv-linkedin/constructed__Connections_500.csv",
        "vcard30/mangstadt-ez-vcard__gmail-list.vcf",
        "vcard40/thunderbird-thunderbird-desktop__export.vcf",
    ],
)
def test_real_files_come_in_whole_and_once(shell: Shell, name: str) -> None:
    expected = json.loads((CORPUS / "EXPECTED.json").read_text())[name]
    first = shell.json("import", str(CORPUS / name))
    assert first["added"] + first["duplicate"] == expected["contacts"]
    assert (
        len([one for one in first["reasons"] if one["kind"] == "skipped" and one["reason"]])
        == first["skipped"]
    )
    assert shell.json("import", str(CORPUS / name))["added"] == 0
    due = shell.json("due")
    assert {reason["kind"] for item in due["items"] for reason in item["reasons"]} == {"unplaced"}
    assert len(due["items"]) == min(2, first["added"])


def test_export_writes_a_file_or_standard_output(people: Shell) -> None:
    text = people.out("export", "-", "--format", "json")
    assert "Ada Lovelace" in text
    assert "Grace" not in people.out("export", "-", "--format", "json", "--who", "#board")
    target = people.folder / "out.json"
    assert "3 people" in people.out("export", str(target))
    assert "1 person" in people.out("export", str(target), "--who", "#board")
    assert "Grace" not in target.read_text()


@pytest.mark.parametrize("format_name", FORMATS)
def test_every_format_can_be_written(people: Shell, format_name: str) -> None:
    target = people.folder / f"out.{format_name.removesuffix('3')}"
    people.run("export", str(target), "--format", format_name)
    assert "Ada Lovelace" in target.read_text()
    if format_name != "vcf3":
        before = target.read_text()
        people.run("export", str(target))
        assert len(target.read_text()) == len(before)


def test_markdown_goes_into_a_folder_a_page_a_person(people: Shell) -> None:
    folder = people.folder / "notes"
    folder.mkdir()
    assert "3 people" in people.out("export", str(folder), "--format", "md")
    pages = {page.stem: page.read_text() for page in folder.iterdir()}
    assert len(pages) == 3
    assert any("Ada Lovelace" in text for text in pages.values())


def test_an_export_comes_in_again_as_it_was(people: Shell) -> None:
    cards = people.out("export", "-", "--format", "vcf")
    again = people.json("import", "-", input=cards)
    assert (again["added"], again["updated"], again["skipped"]) == (0, 0, 0)
    other = Shell(people.folder / "other")
    assert other.json("import", "-", input=cards)["added"] == 3
    assert contact(other, "Ada Lovelace")["interests"] == ["sailing"]


def test_export_never_touches_the_garden_itself(people: Shell) -> None:
    before = people.file.read_bytes()
    people.error("export", str(people.file), status=2)
    assert people.file.read_bytes() == before


def test_what_could_not_be_saved_names_the_file_once(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    shell.run("add", "Ada Lovelace")

    def full(call: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if call is os.write:
            raise OSError(errno.ENOSPC, "No space left on device")
        return call(*args, **kwargs)

    monkeypatch.setattr(files, "perform", full)
    line = shell.error("add", "Grace Hopper", status=3)
    assert line == f"Not saved to {shell.file}: the disk is full."


def test_import_tells_what_came_in_besides_people(people: Shell, tmp_path: Path) -> None:
    people.run("log", "call @ada yesterday: hello; owe: the slides by fri")
    people.run("export", str(tmp_path / "all.json"))
    other = Shell(tmp_path / "other")
    other.folder.mkdir()
    found = other.json("import", str(tmp_path / "all.json"), "--dry-run")
    assert found["others"]["interactions"] == 1
    assert "Besides people: " in other.out("import", str(tmp_path / "all.json"), "--dry-run")
    assert "1 entry" in other.out("import", str(tmp_path / "all.json"))
    assert "Besides people" not in other.out("import", str(tmp_path / "all.json"))
