"""Bad input of every command: one clear line on standard error, an exit status, never a traceback."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from netgarden.cli.root import COMMANDS, root
from netgarden.session.session import Session

BAD: list[tuple[int, list[str]]] = [
    # the command line itself
    (2, ["nosuchcommand"]),
    (2, ["--nosuchoption"]),
    (2, ["--today", "yesterday", "due"]),
    (2, ["--today", "2026-02-30", "due"]),
    (2, ["due", "--today", ""]),
    (2, ["--garden", "", "due"]),
    (2, ["due", "--garden", " "]),
    (2, ["--color", "sometimes", "due"]),
    (3, ["--garden", "FOLDER", "due"]),
    (3, ["--garden", "BINARY", "due"]),
    (3, ["--garden", "EMPTY_LIST", "due"]),
    (1, []),
    (1, ["demo"]),
    # due
    (2, ["due", "extra"]),
    (2, ["due", "--minutes", "many"]),
    (2, ["due", "--minutes", "-1"]),
    (4, ["due", "--explain", "nobody at all"]),
    (2, ["due", "--explain", ""]),
    # find
    (2, ["find"]),
    (2, ["find", ""]),
    (2, ["find", "   "]),
    (4, ["find", "???"]),
    (4, ["find", "x" * 10_000]),
    (2, ["find", "nosuch:filter"]),
    (2, ["find", "tier:nosuch"]),
    (2, ["find", "last:>soon"]),
    (2, ["find", "ada", "--limit", "0"]),
    # brief
    (2, ["brief"]),
    (2, ["brief", ""]),
    (2, ["brief", "\u202e!!"]),
    (4, ["brief", "nobody at all"]),
    (4, ["brief", "grace"]),
    # log
    (2, ["log"]),
    (2, ["log", ""]),
    (2, ["log", " \n "]),
    (2, ["log", "-"]),
    (2, ["log", "call @ada", "--mail"]),
    (2, ["log", "--mail"]),
    # match, away
    (2, ["match"]),
    (1, ["match", "nosuchfile.txt"]),
    (1, ["match", "BINARY"]),
    (1, ["match", "FOLDER"]),
    (4, ["match", "EMPTY"]),
    (2, ["away", "someday"]),
    (2, ["away", "2026-12-20/2026-12-01"]),
    (2, ["away", "2026-12-20/now"]),
    (2, ["away", "2026-12-20/P0D"]),
    (2, ["away", "1", "jan", "2020", "to", "2", "jan", "2020"]),
    # people
    (2, ["add"]),
    (2, ["add", ""]),
    (2, ["add", "\x1b[2J"]),
    (2, ["add", "Sam", "--tier", "nosuch"]),
    (2, ["add", "Sam", "--cadence", "often"]),
    (2, ["add", "Sam", "--email", "not an address"]),
    (2, ["add", "Sam", "--birthday", "someday"]),
    (2, ["add", "Sam", "--birthday", "2025-02-30"]),
    (2, ["add", "Sam", "--met-on", "then"]),
    (2, ["add", "Sam", "--timezone", "Nowhere/Land"]),
    (2, ["add", "Sam", "--timezone", "../../etc/passwd"]),
    (2, ["edit"]),
    (2, ["edit", "ada"]),
    (2, ["edit", "ada", "--name", ""]),
    (2, ["edit", "ada", "--remove", "what is not there"]),
    (4, ["edit", "nobody at all", "--org", "X"]),
    (4, ["archive", "nobody at all"]),
    (4, ["archive", "grace"]),
    (2, ["tag", "ada"]),
    (2, ["tag", "ada", "#"]),
    (4, ["tag", "nobody at all", "x"]),
    (2, ["cadence", "ada"]),
    (2, ["cadence", "ada", "sometimes"]),
    (2, ["cadence", "ada", "0d"]),
    (2, ["cadence", "ada", "9999y"]),
    (4, ["cadence", "grace", "1m"]),
    (2, ["snooze", "ada"]),
    (2, ["snooze", "ada", "someday"]),
    (2, ["snooze", "ada", "yesterday"]),
    (2, ["snooze", "ada", "2026-02-30"]),
    (2, ["snooze", "ada", "2026-11-22"]),
    (4, ["snooze", "grace", "monday"]),
    (2, ["pause", "ada", "someday"]),
    (4, ["pause", "nobody at all"]),
    (2, ["me", "extra"]),
    (2, ["me", "--remove", "what is not there"]),
    # in and out
    (2, ["import"]),
    (1, ["import", "nosuchfile.vcf"]),
    (1, ["import", "EMPTY"]),
    (1, ["import", "BINARY"]),
    (1, ["import", "FOLDER"]),
    (1, ["import", "UNREADABLE/x.vcf"]),
    (2, ["import", "CARD", "--format", "nosuch"]),
    (2, ["import", "CARD", "--encoding", "nosuch"]),
    (2, ["import", "TABLE", "--map", "nothing"]),
    (2, ["import", "TABLE", "--map", "Name=nosuchfield"]),
    (1, ["import", "-"]),
    (2, ["export"]),
    (2, ["export", "people.nosuch"]),
    (2, ["export", "people"]),
    (2, ["export", "-"]),
    (2, ["export", "out.json", "--format", "nosuch"]),
    (1, ["export", "FOLDER", "--format", "json"]),
    (1, ["export", "no/such/folder/out.json"]),
    (4, ["export", "out.json", "--who", "xyzzy"]),
    (2, ["query"]),
    (2, ["query", ""]),
    (4, ["query", "xyzzy"]),
    # trust
    (2, ["doctor", "extra"]),
    (2, ["backups", "extra"]),
    (2, ["restore", "0"]),
    (2, ["restore", "first"]),
    (4, ["restore", "99"]),
    (2, ["merge"]),
    (3, ["merge", "nosuchfile.json"]),
    (3, ["merge", "FOLDER"]),
    (3, ["merge", "BINARY"]),
    (3, ["merge", "CARD"]),
    (2, ["merge", "--driver", "one", "two"]),
    (3, ["merge", "--driver", "BINARY", "BINARY", "BINARY"]),
    (2, ["conflicts", "first", "a"]),
    (4, ["conflicts", "1", "a"]),
    # the rest
    (2, ["stats", "extra"]),
    (4, ["help", "nosuchtopic"]),
    (2, ["unsaved", "--save", "--throw-away"]),
    (4, ["unsaved", "--save"]),
    (2, ["paths", "extra"]),
    (2, ["config", "extra"]),
    (2, ["config", "--nosuchoption"]),
    (2, ["completion"]),
    (2, ["completion", "powershell"]),
]


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Files and folders for the words in capitals above."""
    folder = tmp_path_factory.mktemp("places")
    (folder / "folder").mkdir()
    files = {
        "EMPTY": b"",
        "BINARY": b"\x00\x01\x02\xff" * 5000,
        "EMPTY_LIST": b"[]",
        "CARD": b"BEGIN:VCARD\nVERSION:3.0\nFN:Someone\nEND:VCARD\n",
        "TABLE": b"Name,Company\nSomeone,Somewhere\n",
        "UNREADABLE": b"not a folder",
    }
    for name, data in files.items():
        (folder / name.lower()).write_bytes(data)
    return {"FOLDER": str(folder / "folder")} | {name: str(folder / name.lower()) for name in files}


@pytest.fixture(scope="module")
def garden(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A garden in which ada is clear and grace is not; no bad input may change it."""
    file = tmp_path_factory.mktemp("garden") / "garden.json"
    for name in ("Ada Lovelace", "Grace Hopper", "Grace Kelly"):
        assert CliRunner().invoke(root, ["--garden", str(file), "add", name]).exit_code == 0
    return file


@pytest.mark.parametrize(
    ("status", "words"),
    BAD,
    ids=lambda value: " ".join(value)[:40] if isinstance(value, list) else str(value),
)
def test_bad_input_gives_one_clear_line(
    garden: Path,
    places: dict[str, str],
    status: int,
    words: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    before = garden.read_bytes()
    for name in sorted(places, key=len, reverse=True):
        words = [place if (place := word.replace(name, places[name])) != word else word for word in words]
    result = CliRunner().invoke(root, ["--garden", str(garden), *words], input="")
    assert isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == status, result.output
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert len(lines) == 1, lines
    assert lines[0].startswith("netgarden: ")
    assert "fault of netgarden" not in lines[0]
    assert len(lines[0]) > len("netgarden: ") + 10
    assert lines[0].endswith((".", "?"))
    assert garden.read_bytes() == before
    assert list(tmp_path.glob("*.json")) == []


def test_every_command_has_bad_input_in_the_table() -> None:
    tried = {word for _, words in BAD for word in words}
    assert set(COMMANDS) <= tried


def test_a_fault_of_netgarden_is_one_line_and_a_report_without_data(
    garden: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(session: Session, query: str, *, limit: int = 20) -> None:
        raise ValueError(f"a secret of {query}")

    monkeypatch.setattr(Session, "find", fail)
    monkeypatch.setenv("NETGARDEN_STATE", str(tmp_path))
    result = CliRunner().invoke(root, ["--garden", str(garden), "find", "lovelace"])
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert "fault of netgarden: ValueError" in line
    (report,) = (tmp_path / "reports").iterdir()
    assert report.name in line
    assert "find_command" in report.read_text()
    assert "lovelace" not in line + report.read_text()
