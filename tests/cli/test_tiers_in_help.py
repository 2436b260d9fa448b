"""Help names the tiers that are configured, never those of a config that is not there."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from netgarden.cli.commands.help import TOPICS
from netgarden.cli.root import COMMANDS, root
from netgarden.config import Config
from netgarden.due.rules import Rules, Tier
from netgarden.session.session import Session
from netgarden.tui.app import NetgardenApp
from tests.support.gardens import NOW, TODAY, small_garden
from tests.tui.grid import grid

USUAL = re.compile(r"\b(inner|steady|wide|yearly)\b|tier close")
"""The usual tiers; `close` is a verb too, and only meant where it is the value of an option."""

TIERS = {"core": Tier("2w", 1.0), "orbit": Tier("3m", 1.0), "none": Tier("none", 1.0)}


@pytest.fixture
def help_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Gives what a command prints where the tiers are core and orbit."""
    file = tmp_path / "config.toml"
    file.write_text('[tiers]\ncore = "2w"\norbit = "3m"\n')
    monkeypatch.setenv("NETGARDEN_CONFIG", str(file))

    def run(*words: str) -> str:
        result = CliRunner().invoke(root, [*words])
        assert result.exit_code == 0, result.output
        return result.stdout

    return run


@pytest.mark.parametrize("command", [*COMMANDS])
def test_the_help_of_a_command_names_no_tier_that_is_not_configured(help_of, command: str) -> None:
    assert not USUAL.search(help_of(command, "--help"))
    assert not USUAL.search(help_of("help", command))


@pytest.mark.parametrize("topic", [*TOPICS])
def test_a_topic_names_no_tier_that_is_not_configured(help_of, topic: str) -> None:
    assert not USUAL.search(help_of("help", topic))


def test_options_examples_and_filters_name_those_that_are(help_of) -> None:
    assert "core, orbit or none" in help_of("add", "--help")
    assert "netgarden cadence 'Ada Lovelace' core" in help_of("cadence", "--help")
    assert "tier:core" in help_of("help", "filters")


def test_help_is_given_where_the_config_is_off(
    help_of, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "config.toml").write_text("tiers = 3\n")
    assert "inner, close" in help_of("cadence", "--help")


async def test_the_app_names_those_that_are_in_strips_forms_and_completions() -> None:
    rules = Rules(tiers=TIERS)
    session = Session(small_garden(), TODAY, rules=rules, now=lambda: NOW)
    app, seen = NetgardenApp(session, lambda: TODAY, Config(rules=rules)), ""
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        for keys in (("c",), ("0",), ("e",), ("escape",), ("R",), ("escape",), ("slash", *"tier:", "tab"), ("escape",),
                     ("question_mark",), ("escape",), ("2", "enter", *"jjjjj"), ("enter",)):  # fmt: skip
            await pilot.press(*keys)
            await pilot.pause()
            seen += grid(app)
    assert "1 core 2w" in seen
    assert "2 orbit 3m" in seen
    assert "core, orbit or none" in seen
    assert not re.search(r"\b(inner|wide|yearly)\b", seen), "close and steady are data here"
