"""The real `netgarden`: exit statuses, what goes where, locales, pipes, completion in a real shell."""

import contextlib
import json
import os
import pty
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.cli_shell import HOSTILE, UNSAFE


class Process:
    """Runs `python -m netgarden` on a garden of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "garden.json"

    def run(self, *words: str, **how: Any) -> "subprocess.CompletedProcess[str]":
        """One finished run; a traceback is always wrong."""
        how = {"env": os.environ, "input": "", **how}
        ran = subprocess.run(
            [sys.executable, "-m", "netgarden", "--garden", str(self.file), "--today", "2026-11-22", *words],
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="surrogateescape",
            timeout=60,
            check=False,
            cwd=self.folder,
            **how,
        )
        assert "Traceback" not in ran.stderr, ran.stderr
        return ran


@pytest.fixture
def netgarden(tmp_path: Path) -> Process:
    return Process(tmp_path)


def test_a_session_at_the_shell(netgarden: Process) -> None:
    assert netgarden.run("add", "Ada Lovelace", "--tier", "close").stdout == "Saved: add Ada Lovelace.\n"
    assert "Saved: log call with Ada." in netgarden.run("log", "call @ada: hello").stdout
    found = netgarden.run("find", "ada", "--json")
    assert (found.returncode, found.stderr) == (0, "")
    assert json.loads(found.stdout)[0]["name"] == "Ada Lovelace"
    nobody = netgarden.run("find", "xyzzy")
    assert (nobody.returncode, nobody.stdout, nobody.stderr) == (4, "", "netgarden: Nobody fits “xyzzy”.\n")
    assert json.loads(netgarden.run("due", "--json").stdout)["today"] == "2026-11-22"


def test_a_damaged_garden_opens_nothing_and_stays_as_it_is(netgarden: Process) -> None:
    netgarden.run("add", "Ada Lovelace")
    whole = netgarden.file.read_bytes()
    half = whole[: len(whole) // 2]
    netgarden.file.write_bytes(half)
    for words in (["due"], ["add", "Sam"]):
        ran = netgarden.run(*words)
        assert (ran.returncode, ran.stdout) == (3, "")
        assert len(ran.stderr.splitlines()) == 1
        assert netgarden.file.read_bytes() == half


def test_hostile_names_are_printed_safely(netgarden: Process) -> None:
    for name in HOSTILE.values():
        netgarden.run("import", "-", input=f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nORG:{name}\nEND:VCARD\n")
    for words in (
        ["find", "seen:never"],
        ["export", "-", "--format", "json"],
    ):
        ran = netgarden.run(*words)
        assert ran.returncode == 0
        assert "李小龍" in ran.stdout
        assert not UNSAFE.search(ran.stdout.replace("\n", "") + ran.stderr.replace("\n", ""))


def test_words_of_the_shell_that_are_not_utf_8_do_no_harm(netgarden: Process) -> None:
    command = [sys.executable, "-m", "netgarden", "--garden", str(netgarden.file)]
    for words in (
        [b"find", b"\xff\xfe"],
        [b"add", b"A\xffda"],
        [b"log", b"call \xff"],
        [b"import", b"\xff.vcf"],
    ):
        ran = subprocess.run([*command, *words], capture_output=True, check=False, timeout=60)
        assert ran.returncode in (0, 1, 2, 4)
        assert b"Traceback" not in ran.stderr
        ran.stdout.decode()
        ran.stderr.decode()


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_any_locale_gets_an_answer(netgarden: Process, encoding: str) -> None:
    env = os.environ | {"PYTHONIOENCODING": encoding}
    netgarden.run("add", "Łukasz 李", "--org", "Zoë’s")
    ran = netgarden.run("find", "lukasz", env=env)
    assert ran.returncode == 0
    assert "ukasz" in ran.stdout
    found = json.loads(netgarden.run("find", "lukasz", "--json", env=env).stdout)
    assert found[0]["name"] == "Łukasz 李"
    assert netgarden.run("find", "žžžžž", env=env).returncode == 4


def test_a_closed_pipe_is_no_error(netgarden: Process) -> None:
    rows = "\n".join(f"Person {number},Org {number}" for number in range(3000))
    netgarden.run("import", "-", input=f"Name,Company\n{rows}\n")
    command = f"{sys.executable} -m netgarden --garden {netgarden.file} find --limit 3000 person | head -1"
    ran = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False, timeout=60
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.count("\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk_behind_the_output_is_told(netgarden: Process) -> None:
    netgarden.run("add", "Ada Lovelace")
    command = [sys.executable, "-m", "netgarden", "--garden", str(netgarden.file), "find", "ada"]
    with open("/dev/full", "w") as full:
        ran = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False, timeout=60)
    assert ran.returncode == 1
    assert len(ran.stderr.splitlines()) == 1
    assert "space" in ran.stderr


def test_standard_output_may_be_closed(netgarden: Process) -> None:
    command = f"{sys.executable} -m netgarden --garden {netgarden.file} add 'Ada Lovelace' >&-"
    ran = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False, timeout=60)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "Ada Lovelace" in netgarden.file.read_text()


def test_a_terminal_is_asked_about_possible_duplicates(netgarden: Process) -> None:
    netgarden.run("add", "Ada Lovelace", "--email", "ada@x.org")
    card = netgarden.folder / "card.vcf"
    card.write_text(
        "".join(
            f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nEMAIL:{email}\nEND:VCARD\n"
            for name, email in (("A. King", "ada@x.org"), ("Grace Hopper", "grace@x.org"))
        )
    )
    command = [sys.executable, "-m", "netgarden", "--garden", str(netgarden.file), "import", str(card)]
    ran = in_terminal(command, b"d\n")
    assert "A. King" in ran
    assert "same email ada@x.org" in ran
    assert "2 added" in ran
    assert {one["name"] for one in json.loads(netgarden.run("find", "seen:never", "--json").stdout)} == {
        "Ada Lovelace",
        "A. King",
        "Grace Hopper",
    }


def in_terminal(command: list[str], keys: bytes) -> str:
    """What a command prints on a terminal of its own when these keys are typed."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.execv(command[0], command)
    os.write(terminal, keys)
    output = b""
    with contextlib.suppress(OSError):  # the other end is closed
        while piece := os.read(terminal, 65536):
            output += piece
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    return output.decode()


@pytest.mark.parametrize("words", ["find -", "log -", "log --mail", "import -", "match -"])
def test_standard_input_may_be_closed(netgarden: Process, words: str) -> None:
    command = f"{sys.executable} -m netgarden --garden {netgarden.file} {words} <&-"
    ran = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False, timeout=60)
    assert "fault" not in ran.stderr
    assert len(ran.stderr.splitlines()) == (words != "find -")


def test_each_query_is_answered_before_the_next_is_asked(netgarden: Process) -> None:
    netgarden.run("add", "Ada Lovelace")
    command = [sys.executable, "-m", "netgarden", "--garden", str(netgarden.file), "find", "-"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for _ in range(2):
            process.stdin.write("ada\n")
            assert process.stdout.readline() == "Ada Lovelace\n"
        process.stdin.close()
        assert process.wait(60) == 0


# ── completion ───────────────────────────────────────────────────────────────


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(netgarden: Process, shell: str) -> None:
    ran = netgarden.run("completion", shell)
    assert ran.returncode == 0
    assert f"{shell}_complete" in ran.stdout
    if shutil.which(shell):
        check = subprocess.run([shell, "-n"], input=ran.stdout, text=True, capture_output=True, check=False)
        assert (check.returncode, check.stderr) == (0, "")


Ask = Callable[[str], str]
"""What becomes of a line that is typed when `tab` is pressed at its end."""


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Process, dict[str, str]]:
    """A garden of a few people, and an environment in which `netgarden` stands on the path."""
    netgarden = Process(tmp_path_factory.mktemp("shells"))
    netgarden.run("add", "Ada Lovelace", "--tag", "board", "--interest", "sailing", "--org", "Nord: West")
    for name in ("Smith, John", "Joe Roe (old) $HOME", "Ann Stone", "Bo Stone"):
        netgarden.run("add", name)
    program = netgarden.folder / "netgarden"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m netgarden "$@"\n')
    program.chmod(0o755)
    path = f"{netgarden.folder}:{os.environ['PATH']}"
    home = str(netgarden.folder)
    return netgarden, os.environ | {"NETGARDEN_GARDEN": str(netgarden.file), "PATH": path, "HOME": home}


@pytest.fixture(scope="module")
def bash(grown: tuple[Process, dict[str, str]]) -> Ask:
    """Asks a real bash."""
    netgarden, environment = grown
    script = netgarden.run("completion", "bash").stdout

    def ask(typed: str) -> str:
        words = typed.split(" ")
        asked = (
            f"{script}\nCOMP_WORDS=({' '.join(map(_quoted, words))})\nCOMP_CWORD={len(words) - 1}\n"
            "_netgarden_completion netgarden\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n"
        )
        ran = subprocess.run(
            ["bash", "-c", asked], capture_output=True, text=True, env=environment, check=False, timeout=60
        )
        assert ran.stderr == ""
        return ran.stdout.rstrip("\n")

    return ask


@pytest.fixture(scope="module")
def fish(grown: tuple[Process, dict[str, str]]) -> Ask:
    """Asks a real fish; without the descriptions behind the words."""
    netgarden, environment = grown
    script = netgarden.folder / "netgarden.fish"
    script.write_text(netgarden.run("completion", "fish").stdout)

    def ask(typed: str) -> str:
        asked = f"source {script}; complete -C {_quoted(typed)}"
        ran = subprocess.run(
            ["fish", "--no-config", "-c", asked],
            capture_output=True,
            text=True,
            env=environment,
            check=False,
            timeout=60,
        )
        assert ran.stderr == ""
        return "\n".join(line.partition("\t")[0] for line in ran.stdout.splitlines())

    return ask


@pytest.fixture(scope="module")
def zsh(grown: tuple[Process, dict[str, str]]) -> Iterator[Ask]:
    """Asks a real zsh at a terminal, by pressing keys; a key of ours writes the line to a file."""
    netgarden, environment = grown
    script = netgarden.folder / "_netgarden"
    script.write_text(netgarden.run("completion", "zsh").stdout)
    answer = netgarden.folder / "line"
    child, terminal = pty.fork()
    if child == 0:
        try:
            os.execvpe("zsh", ["zsh", "-f", "-i"], environment | {"TERM": "xterm"})
        finally:
            os._exit(127)
    begin = (
        f"autoload -U compinit; compinit -u -D; source {script}; unsetopt beep; "
        f"tell() {{ print -r -- $BUFFER > {answer}.new; mv {answer}.new {answer}; zle kill-buffer }}; "
        f"zle -N tell; bindkey '^X' tell; print -r -- ready > {answer}\n"
    )

    def ask(keys: str) -> str:
        answer.unlink(missing_ok=True)
        os.write(terminal, keys.encode())
        for _ in range(600):
            while select.select([terminal], [], [], 0.05)[0]:
                os.read(terminal, 65_536)
            if answer.exists() and (line := answer.read_text().strip()):
                return line
        raise TimeoutError(keys)

    assert ask(begin) == "ready"
    yield lambda typed: ask(f"{typed}\t\x18").removeprefix("netgarden ")
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(terminal)


SHELL_WORDS = [
    ("netgarden du", "due", "due"),
    ("netgarden brief love", r"Ada\ Lovelace", r"brief Ada\ Lovelace"),
    ("netgarden brief Ada Lo", "Lovelace", "brief Ada Lovelace"),
    ("netgarden tag 'Ada", "Ada Lovelace", "tag 'Ada Lovelace'"),
    ("netgarden tag Ada bo", "board", "tag Ada board"),
    ("netgarden add Sam --interest sai", "sailing", "add Sam --interest sailing"),
    ("netgarden brief smith", r"Smith,\ John", r"brief Smith,\ John"),
    ("netgarden brief joe", r"Joe\ Roe\ \(old\)\ \$HOME", r"brief Joe\ Roe\ \(old\)\ \$HOME"),
    ("netgarden brief ston", "Ann\\ Stone\nBo\\ Stone", r"brief Ann\ Stone"),
]
"""What is typed, what completes its last word, and what zsh makes of the line behind `netgarden`."""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize(("typed", "words", "line"), SHELL_WORDS)
def test_the_shells_complete_commands_names_and_tags(
    request: pytest.FixtureRequest, shell: str, typed: str, words: str, line: str
) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"there is no {shell} here")
    ask: Ask = request.getfixturevalue(shell)
    # fish escapes what it offers itself; zsh puts the first of several on the line.
    expected = {"bash": words, "fish": words.replace("\\", ""), "zsh": line}[shell]
    assert ask(typed).rstrip() == expected


def _quoted(word: str) -> str:
    return "'" + word.replace("'", r"'\''") + "'"


def test_completion_says_nothing_where_the_garden_cannot_be_read(netgarden: Process) -> None:
    netgarden.file.write_text('{"contacts":{')
    env = os.environ | {
        "_NETGARDEN_COMPLETE": "zsh_complete",
        "COMP_WORDS": f"netgarden --garden {netgarden.file} brief a",
        "COMP_CWORD": "4",
    }
    ran = netgarden.run(env=env)
    assert (ran.returncode, ran.stdout.strip(), ran.stderr) == (0, "", "")
