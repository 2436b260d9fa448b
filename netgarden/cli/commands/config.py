"""`netgarden config`: every entry of the config, with what it is now, as a file to begin with."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import click

from netgarden.cli.context import Command, paths
from netgarden.cli.output import show
from netgarden.config import ENTRIES, Config, config_help, current, load_config
from netgarden.paths import Paths
from netgarden.tui.commands import COMMANDS


@click.command(
    "config",
    cls=Command,
    examples=(
        "netgarden config > config.toml      # a file to begin with: move it where its first line says",
    ),
)
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def config_command(as_json: bool) -> None:
    """Print every entry of the config with its type, its default and what it is now, as a TOML file.

    Entries at their default stand in comments. Nothing is written.
    """
    places = paths()
    show(ConfigView(places, load_config(places.config)), as_json)


class ConfigView(NamedTuple):
    """The config of this run."""

    paths: Paths
    config: Config

    def lines(self) -> Iterator[str]:
        """A TOML file, the commands that a keymap may name at its end."""
        file = self.paths.config
        yield f"# {file}{'' if file.exists() else '  (not there yet)'}"
        yield ""
        yield from config_help(self.config)
        yield "# The commands and their usual keys:"
        yield from (f"#   {command.id:<16}{command.key:<18}{command.help}" for command in COMMANDS.values())

    def plain(self) -> Any:
        """The place of the file, and each entry."""
        entries = [
            {
                "key": entry.key,
                "type": entry.type,
                "default": entry.default,
                "value": current(self.config, entry),
                "help": entry.help,
            }
            for entry in ENTRIES
        ]
        return {"file": str(self.paths.config), "entries": entries}
