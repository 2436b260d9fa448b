"""A shell for the tests of the command line: runs commands in-process on a garden of its own."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from netgarden.cli.root import root
from netgarden.due import rhythm

SMALL_VCF = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Grace Hopper\r\nORG:Navy\r\nEMAIL:grace@navy.mil\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:3.0\r\nNOTE:nobody\r\nEND:VCARD\r\n"
)

HOSTILE = {
    "markup": "Ann [/] Lee",
    "escape": "Bad\x1b[31mRed\x1b]0;title\x07 Person",
    "c1": "Csi\x9b2J Person",
    "bidi": "Right\u202eLeft Person",
    "cjk": "李小龍",
    "emoji": "Zoë 👩‍👩‍👧 Quinn",
    "long": "X" * 30_000,
}
"""Names as nobody should have them, and some as people do."""

UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
"""What no output may hold; line breaks aside."""


class Shell:
    """Runs `netgarden` on a garden of its own, on Sunday 22 November 2026."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "garden.json"

    def run(self, *words: str, input: str | bytes | None = None, status: int = 0) -> Result:
        """The result of one command, whose exit status has to be `status`."""
        result = CliRunner().invoke(
            root, ["--garden", str(self.file), "--today", "2026-11-22", *words], input=input
        )
        assert result.exit_code == status, (words, result.output, result.exception)
        return result

    def out(self, *words: str, **how: Any) -> str:
        """What one command prints."""
        return self.run(*words, **how).stdout

    def json(self, *words: str, **how: Any) -> Any:
        """What one command prints, as JSON."""
        return json.loads(self.out(*words, "--json", **how))

    def error(self, *words: str, status: int, **how: Any) -> str:
        """The one line of error of a command that ends with `status`."""
        result = self.run(*words, status=status, **how)
        lines = result.stderr.splitlines()
        assert len(lines) == 1, lines
        assert lines[0].startswith("netgarden: ")
        return lines[0].removeprefix("netgarden: ")


def with_three_people(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """The same shell, its garden with Ada Lovelace, Grace Hopper and Grace Kelly.

    Who was never touched is due ten days after their cadence was set, whatever uid they drew.
    """
    monkeypatch.setattr(rhythm, "spread", lambda uid, cadence: 10)
    shell.run(
        *("add", "Ada", "Lovelace", "--org", "Northwind", "--role", "Partner", "--email", "ada@x.org work"),
        *("--interest", "sailing", "--tag", "board", "--tier", "close", "--place", "Lisbon"),
    )
    shell.run("add", "Grace Hopper", "--org", "Navy")
    shell.run("add", "Grace Kelly", "--org", "Palace", "--cadence", "3m")
    return shell


def contact(shell: Shell, name: str) -> dict[str, Any]:
    """A contact as an export writes it."""
    everything = json.loads(shell.out("export", "-", "--format", "json"))
    found: list[dict[str, Any]] = [one for one in everything["contacts"] if one["name"] == name]
    assert len(found) == 1
    return found[0]
