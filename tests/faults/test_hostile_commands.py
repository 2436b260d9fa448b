"""Hostile text through every command on a terminal, and each wall taken away in turn (F29, promise 9)."""

import json
import pkgutil
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import netgarden
from netgarden.cli.root import COMMANDS, root
from netgarden.records.ids import encode
from netgarden.text.plain import clean
from tests.faults.hostile import HOSTILE, plain_file, records, sealed_file
from tests.faults.terminal import Terminal, unsafe_in
from tests.support.patience import PATIENCE

pytestmark = pytest.mark.fault

TEXTS = list(HOSTILE.values())
PEOPLE = [encode(1000 + 30 * place) for place in range(len(TEXTS))]
MALFORMED = [encode(1020 + 30 * place) for place in range(len(TEXTS))]
CALM = {0, 1, 2, 3, 4}
"""The exit statuses that are documented."""

PATIENCE_EACH = 0.2
"""Seconds that each of many commands may take on a busy machine; on a quiet one it is a tenth of that."""

RUNNER = """
import contextlib, json, os, sys
from pathlib import Path
from netgarden.cli.root import root
asked = json.loads(Path(sys.argv[1]).read_text("utf-8"))
told = []
for words, variables in asked:
    os.environ.update(variables)
    try:
        root.main(words)
    except SystemExit as end:
        told.append(end.code or 0)
    for name in variables:
        del os.environ[name]
Path(sys.argv[1]).write_text(json.dumps(told))
"""
"""Runs many commands in one process; what they print goes to its terminal."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, with the state directory in it; commands run there."""
    monkeypatch.setenv("NETGARDEN_STATE", str(tmp_path / "state"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def on(file: Path, *words: str) -> tuple[list[str], dict[str, str]]:
    return ["--garden", str(file), "--today", "2026-11-22", *words], {}


def completing(shell: str, file: Path, *words: str) -> tuple[list[str], dict[str, str]]:
    line = ["netgarden", "--garden", str(file), *words]
    typed = "\n".join(line) if shell == "bash" else " ".join(line)
    place = line[-1] if shell == "fish" else str(len(line) - 1)
    return [], {"_NETGARDEN_COMPLETE": f"{shell}_complete", "COMP_WORDS": typed, "COMP_CWORD": place}


def in_a_terminal(
    commands: list[tuple[list[str], dict[str, str]]], *, patch: str = ""
) -> tuple[bytes, list[int]]:
    """What they write to a terminal, and their exit statuses."""
    asked = Path("asked.json")
    asked.write_text(json.dumps(commands))
    with Terminal([sys.executable, "-c", patch + RUNNER, str(asked)]) as terminal:
        patience = PATIENCE + len(commands) * PATIENCE_EACH
        assert terminal.wait(patience) == 0, terminal.written[-3000:]
        return terminal.written, json.loads(asked.read_text())


def reading(file: Path) -> Iterator[tuple[list[str], dict[str, str]]]:
    """Every command that prints what a garden holds."""
    for form in ((), ("--json",)):
        yield on(file, "due", *form)
        yield on(file, "due", "--all", *form)
        yield on(file, "stats", *form)
        yield on(file, "doctor", *form)
        yield on(file, "backups", *form)
        yield on(file, "conflicts", *form)
        yield on(file, "paths", *form)
        yield on(file, "unsaved", *form)
        yield on(file, "me", *form)
        yield on(file, "find", "is:due", "--limit", "100", *form)
        yield on(file, "find", "seen:never", "--limit", "100", *form)
        yield on(file, "match", "list.txt", *form)
        yield on(file, "import", "cards.vcf", "--dry-run", *form)
        yield on(file, "import", "rows.csv", "--dry-run", *form)
        for uid in [*PEOPLE, *MALFORMED][:: 5 if form else 1]:
            yield on(file, "brief", uid, *form)
            yield on(file, "due", "--explain", uid, *form)
    for kind in ("json", "vcf", "vcf3", "csv", "ics", "md"):
        yield on(file, "export", "-", "--format", kind)
    for text in TEXTS:
        yield on(file, "brief", text)
        yield on(file, "query", text)
        yield on(file, "find", text)
        yield on(file, "help", text)
        yield on(file, text)
    yield on(file, "away", "1-21 dec")
    yield on(file, "config")
    for shell in ("bash", "zsh", "fish"):
        yield on(file, "completion", shell)
        yield completing(shell, file, "brief", "a")
        yield completing(shell, file, "brief", "")
        yield completing(shell, file, "tag", PEOPLE[0], "a")


def changing(file: Path, text: str, uid: str, malformed: str) -> Iterator[tuple[list[str], dict[str, str]]]:
    """Every command that writes, with the text in what is written and on people who have it in every field."""
    yield on(
        file, "add", text, "--org", text, "--role", text, "--place", text, "--interest", text, "--tag", text
    )
    yield on(
        file, "log", f"call @ada yesterday: {text}; owe: {text} by fri; wants: {text}; gave: {text} #{text}"
    )
    yield on(file, "log", text)
    yield on(file, "edit", uid, "--name", text, "--org", text + "x")
    yield on(file, "tag", uid, text)
    yield on(file, "me", "--interest", text, "--pitch", text)
    for one in (uid, malformed) if TEXTS.index(text) % 4 == 0 else ():
        yield on(file, "snooze", one, "fri")
        yield on(file, "pause", one, "fri", "--why", text)
        yield on(file, "cadence", one, "2w")
        yield on(file, "archive", one)
        yield on(file, "edit", one, "--org", "y")


def lists_of(texts: list[str]) -> None:
    """Files in the folder in which the texts stand."""
    cards = (f"FN:{text}\nORG:{text}\nNOTE:{text}\nCATEGORIES:{text}\nX-A:{text}\n" for text in texts)
    Path("cards.vcf").write_text(
        "".join(f"BEGIN:VCARD\nVERSION:3.0\n{card}END:VCARD\n" for card in cards), "utf-8"
    )
    rows = ('"' + text.replace('"', '""') + '"' for text in texts)
    Path("rows.csv").write_text("Name,Notes\n" + "".join(f"{row},{row}\n" for row in rows), "utf-8")
    Path("list.txt").write_text("\n".join(texts).replace("\0", ""), "utf-8")


def planted(file: Path, *, sealed: bool = True) -> Path:
    file.write_bytes((sealed_file if sealed else plain_file)(records(TEXTS)))
    return file


def test_every_command_that_reads(folder: Path) -> None:
    file = planted(folder / "gar\x1b[2Jden\u202e[bold].json")
    lists_of(TEXTS)
    commands = [*reading(file)]
    assert {word for words, _ in commands for word in words} >= set(COMMANDS) - CHANGING
    written, statuses = in_a_terminal(commands)
    assert unsafe_in(written) == []
    assert b"Traceback" not in written
    assert b"fault of netgarden" not in written
    assert set(statuses) <= CALM


CHANGING = {"add", "edit", "log", "tag", "cadence", "snooze", "pause", "archive", "restore", "merge", "demo"}
"""Commands that write, or open the app."""


def test_every_command_that_writes(folder: Path) -> None:
    file = planted(folder / "garden.json")
    planted(folder / "garden (1).json", sealed=False)
    lists_of(TEXTS)
    commands = [
        command
        for text, uid, malformed in zip(TEXTS, PEOPLE, MALFORMED, strict=True)
        for command in changing(file, text, uid, malformed)
    ]
    commands += [
        on(file, "import", "cards.vcf", "--yes"),
        on(file, "import", "rows.csv", "--yes"),
        on(file, "merge", "garden (1).json"),
        on(file, "conflicts", "all", "a"),
        on(file, "restore", "1", "--yes"),
        on(file, "doctor", "--repair"),
        on(file, "due"),
    ]
    assert {word for words, _ in commands for word in words} >= CHANGING - {"demo"}
    written, statuses = in_a_terminal(commands)
    assert unsafe_in(written) == []
    assert b"Traceback" not in written
    assert b"fault of netgarden" not in written
    assert set(statuses) <= CALM
    json.loads(file.read_text("utf-8"))


def test_control_without_the_wall_of_the_output_the_reader_sees_it(folder: Path) -> None:
    file = planted(folder / "garden.json")
    patch = "import netgarden.cli.output as o\no.clean = lambda text, multiline=False: text\n"
    written, _ = in_a_terminal([on(file, "brief", uid) for uid in PEOPLE[:20]], patch=patch)
    assert unsafe_in(written)


# ── the entrances ────────────────────────────────────────────────────────────


def by_another_program(file: Path) -> None:
    file.write_bytes(plain_file(records(TEXTS)))
    run(file, "add", "Ada Lovelace")


def by_import(file: Path) -> None:
    lists_of(TEXTS)
    run(file, "import", "cards.vcf", "rows.csv", "--yes")


def by_entries(file: Path) -> None:
    for text in TEXTS:
        run(file, "log", f'call @"{text}": {text}; owe: {text} by fri; wants: {text}; gave: {text} #{text}')


def by_mail(file: Path) -> None:
    for text in TEXTS:
        line = " ".join(text.split())
        run(file, "log", "--mail", "--me", "me@example.org",
            input=f"From: me@example.org\nTo: {line} <a@x.example>\nSubject: {line}\n\n{text}\n")  # fmt: skip


def by_editing(file: Path) -> None:
    run(file, "add", "Ada Lovelace")
    for text in TEXTS:
        run(file, "edit", "Ada Lovelace", "--org", text, "--tag", text, "--met-story", text)
        run(file, "me", "--interest", text, "--pitch", text)
        run(file, "pause", "Ada Lovelace", "fri", "--why", text)


ENTRANCES: dict[str, tuple[Callable[[Path], None], tuple[str, ...]]] = {
    "file": (by_another_program, ("netgarden.storage",)),
    "import": (by_import, ("netgarden.formats",)),
    "entries": (by_entries, ("netgarden.composer", "netgarden.verbs")),
    "mail": (by_mail, ("netgarden.composer", "netgarden.verbs")),
    "editing": (by_editing, ("netgarden.verbs", "netgarden.text", "netgarden.records")),
}
"""How text comes in, and the packages whose `clean` it passes there."""


def run(file: Path, *words: str, input: str = "") -> None:
    result = CliRunner().invoke(
        root, ["--garden", str(file), "--today", "2026-11-22", *words], input=input.encode()
    )
    assert result.exit_code in CALM, result.output
    assert "fault of netgarden" not in result.output


def unclean(file: Path) -> list[str]:
    """Texts in a garden file, of people's keys and values, that `clean` would change."""

    def texts(value: Any) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            for key, member in value.items():
                yield key
                yield from texts(member)
        elif isinstance(value, list):
            for member in value:
                yield from texts(member)

    if not file.exists():
        return []
    return [
        text for text in texts(json.loads(file.read_text("utf-8"))) if clean(text, multiline=True) != text
    ]


@pytest.mark.parametrize("name", ENTRANCES)
def test_what_comes_in_is_clean_in_the_file(folder: Path, name: str) -> None:
    enter, _ = ENTRANCES[name]
    file = folder / "garden.json"
    enter(file)
    assert unclean(file) == []
    assert file.exists()


@pytest.mark.parametrize("name", ENTRANCES)
def test_control_without_the_wall_of_an_entrance_it_is_not(
    folder: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter, packages = ENTRANCES[name]
    for package in packages:
        for found in pkgutil.walk_packages(netgarden.__path__, "netgarden."):
            module = import_module(found.name) if found.name.startswith(package) else None
            if hasattr(module, "clean"):
                monkeypatch.setattr(module, "clean", lambda text, multiline=False: text)
    file = folder / "garden.json"
    enter(file)
    assert unclean(file)
