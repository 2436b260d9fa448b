"""`netgarden config`, and what the config changes for the other commands."""

from pathlib import Path

import pytest

from netgarden.config import ENTRIES, Config, parse_config
from netgarden.tui.commands import COMMANDS
from tests.support.cli_shell import Shell


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    monkeypatch.setenv("NETGARDEN_CONFIG", str(tmp_path / "config.toml"))
    return Shell(tmp_path)


def test_what_it_prints_is_a_config_file(shell: Shell, tmp_path: Path) -> None:
    printed = shell.out("config")
    assert f"# {tmp_path / 'config.toml'}  (not there yet)" in printed
    assert parse_config(printed, "printed") == Config()
    assert all(f"# {command}" in printed.replace("#   ", "# ") for command in COMMANDS)


def test_what_is_set_stands_outside_the_comments(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('budget = 40\n[keymap]\nlog = "f2"\n')
    printed = shell.out("config")
    assert "\nbudget = 40\n" in printed
    assert '\n[keymap]\nlog = "f2"\n' in printed
    assert {entry["key"]: entry["value"] for entry in shell.json("config")["entries"]}["budget"] == 40


def test_programs_get_every_entry(shell: Shell) -> None:
    assert [entry["key"] for entry in shell.json("config")["entries"]] == [entry.key for entry in ENTRIES]


def test_a_config_that_is_off_ends_every_command_with_its_place(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("\nbudgt = 3\n")
    result = shell.run("due", status=2)
    assert (
        f"{tmp_path / 'config.toml'}, line 2: there is no entry “budgt”; do you mean budget?" in result.stderr
    )


def test_the_tiers_of_the_config_are_those_of_the_commands(shell: Shell, tmp_path: Path) -> None:
    shell.error("add", "Ada Lovelace", "--tier", "guild", status=2)
    (tmp_path / "config.toml").write_text('[tiers]\nguild = "5m"\n')
    assert "Ada Lovelace" in shell.out("add", "Ada Lovelace", "--tier", "guild")
    assert "close" in shell.error("add", "Grace Hopper", "--tier", "close", status=2)


def test_the_order_of_dates_and_the_first_day_of_a_week_are_those_of_the_config(
    shell: Shell, tmp_path: Path
) -> None:
    shell.out("add", "Ada Lovelace", "--tier", "close")
    assert "3 Dec" in shell.out("snooze", "Ada Lovelace", "3/12")
    assert "Mon 23 Nov" in shell.out("snooze", "Ada Lovelace", "next", "week")
    (tmp_path / "config.toml").write_text('date_order = "mdy"\nfirst_weekday = "sunday"\n')
    assert "12 Mar" in shell.out("snooze", "Ada Lovelace", "3/12")
    assert "Sun 29 Nov" in shell.out("snooze", "Ada Lovelace", "next", "week")
