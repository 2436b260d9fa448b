"""The README is correct to the letter: every command in it is run, every option and key in it exists."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")

BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
"""The fenced blocks: language and text."""

SHELL = [line for kind, text in BLOCKS if kind == "sh" for line in text.splitlines()]
COMMANDS = [line for line in SHELL if line.startswith("netgarden ")]
PROSE = re.sub(r"^```.*?^```$", "", README, flags=re.MULTILINE | re.DOTALL)
NAMED = sorted(set(re.findall(r"`netgarden ([a-z][^`]*)`", PROSE)))
"""What is named within sentences, from the name of the command on."""

CONNECTIONS = (
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Ada,Lovelace,https://www.linkedin.com/in/ada,ada@northwind.example,Northwind,Partner,04 Oct 2022\n"
    "Zoë,Quinn,https://www.linkedin.com/in/zoe,,Juniper,Designer,15 Jan 2024\n"
)
CONTACTS = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Grace Hopper\r\nORG:Navy\r\nEMAIL:grace@navy.example\r\nEND:VCARD\r\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A directory with the files that the README names."""
    (tmp_path / "Connections.csv").write_text(CONNECTIONS, encoding="utf-8")
    (tmp_path / "contacts.vcf").write_text(CONTACTS, encoding="utf-8", newline="")
    (tmp_path / "attendees.txt").write_text("Ada Lovelace\nSomebody Else\n", encoding="utf-8")
    return tmp_path


def run(words: list[str], folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a program in `folder`, with a home, a state and a garden of its own there."""
    home = folder / "home"
    home.mkdir(exist_ok=True)
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "HOME": str(home),
        "NETGARDEN_STATE": str(folder / "state"),
        "NETGARDEN_CONFIG": str(folder / "config.toml"),
        "NETGARDEN_GARDEN": str(folder / "garden.json"),
    }
    return subprocess.run(
        words, cwd=folder, env=environment | variables, stdin=subprocess.DEVNULL, capture_output=True,
        text=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip


def netgarden(line: str, folder: Path) -> str:
    """What a line of the README prints; it has to end well and quietly."""
    words = shlex.split(line, comments=True)
    ended = run([sys.executable, "-m", *words], folder)
    assert ended.returncode == 0, (line, ended.stderr)
    assert ended.stderr == "", line
    return ended.stdout


def test_the_readme_shows_commands() -> None:
    assert len(COMMANDS) >= 10
    assert len(NAMED) >= 8


def test_the_commands_of_the_readme_do_what_it_says_one_after_the_other(folder: Path) -> None:
    said = {line: netgarden(line, folder) for line in COMMANDS}

    def of(words: str) -> str:
        return next(out for line, out in said.items() if line.startswith(f"netgarden {words}"))

    assert of("import").startswith("3 added")
    assert of("find lovlace").startswith("Ada Lovelace"), "misspelt, and found"
    assert "Northwind" in of("brief")
    assert "interest: sailing" in of("log")
    assert "Sam Idowu" in of("add")
    assert "Ada Lovelace" in of("match")
    assert "Somebody Else" in of("match")
    assert (folder / "people.vcf").read_text(encoding="utf-8").count("BEGIN:VCARD") == 4
    assert str(folder / "garden.json") in of("paths")


@pytest.mark.parametrize("named", NAMED)
def test_what_a_sentence_names_is_there_with_its_options(named: str, folder: Path) -> None:
    command, *options = shlex.split(named)
    told = netgarden(f"netgarden {command} --help", folder)
    assert told.startswith(f"Usage: netgarden {command}")
    for option in options:
        if option.startswith("-"):
            assert option in told
        elif command == "help":
            assert netgarden(f"netgarden {named}", folder)


def test_a_holiday_is_written_as_the_readme_has_it(folder: Path) -> None:
    assert netgarden("netgarden away 1-21 aug", folder)


def test_python_reads_and_writes_the_file_as_the_readme_has_it(folder: Path) -> None:
    netgarden("netgarden import Connections.csv", folder)
    (program,) = [text for kind, text in BLOCKS if kind == "python"]
    ended = run([sys.executable, "-c", program], folder)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert netgarden("netgarden find 'ada lovelace'", folder).count("Ada Lovelace") == 2


@pytest.mark.skipif(not shutil.which("git"), reason="there is no git")
def test_git_merges_two_branches_with_the_lines_of_the_readme(folder: Path) -> None:
    (block,) = [text for kind, text in BLOCKS if kind == "sh" and "merge.netgarden.driver" in text]
    tools = folder / "bin"
    tools.mkdir()
    (tools / "netgarden").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m netgarden "$@"\n')
    (tools / "netgarden").chmod(0o755)

    def sh(script: str) -> None:
        ended = run(
            ["sh", "-ec", script], folder, PATH=f"{tools}:{os.environ['PATH']}",
            GIT_AUTHOR_NAME="me", GIT_AUTHOR_EMAIL="me@example.org",
            GIT_COMMITTER_NAME="me", GIT_COMMITTER_EMAIL="me@example.org", GIT_CONFIG_NOSYSTEM="1",
        )  # fmt: skip
        assert ended.returncode == 0, (script, ended.stdout, ended.stderr)

    commit = "git add garden.json .gitattributes && git commit -qm change"
    sh(f"git init -q -b main && {block} netgarden add 'Ada Lovelace' && {commit}")
    sh(f"git checkout -qb away && netgarden add 'Grace Hopper' && {commit}")
    sh(f"git checkout -q main && netgarden add 'Zoë Quinn' && {commit}")
    sh("git merge -q --no-edit away")
    found = [netgarden(f"netgarden find {name}", folder) for name in ("ada", "grace", "zoe")]
    assert [out.split()[0] for out in found] == ["Ada", "Grace", "Zoë"]


def test_the_keys_of_the_readme_are_keys_of_the_main_screen_or_its_lists() -> None:
    from textual.binding import Binding

    from netgarden.tui.screens.main import MainScreen
    from netgarden.tui.widgets.line_list import LineList

    (table,) = re.findall(r"^\| key \| does \|\n(.*?)\n\n", README, re.MULTILINE | re.DOTALL)
    keys = {key for row in table.splitlines()[1:] for key in re.findall(r"`([^`]+)`", row.split("|")[1])}
    names = {"/": "slash", "#": "number_sign"}
    bound = {
        key
        for one in (*MainScreen.BINDINGS, *LineList.BINDINGS)
        for key in (one.key if isinstance(one, Binding) else one[0]).split(",")
    }
    assert len(keys) > 25
    assert {key for key in keys if not {key, names.get(key)} & bound} == set()
