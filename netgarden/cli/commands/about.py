"""`netgarden paths` and `netgarden completion`."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import click

from netgarden.cli.context import Command, paths
from netgarden.cli.output import show
from netgarden.cli.parameters import OneOf
from netgarden.cli.shells import SHELLS, completion_script
from netgarden.paths import Paths


@click.command("paths", cls=Command)
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def paths_command(as_json: bool) -> None:
    """Where things are: the garden, the state directory (backups, drafts, log) and the config."""
    show(PathsView(paths()), as_json)


class PathsView(NamedTuple):
    """The places of this run."""

    paths: Paths

    def lines(self) -> Iterator[str]:
        """A line for each; paths are never cut."""
        for name, place in self.paths._asdict().items():
            yield f"{name:<8}{place}{'' if place.exists() else '  (not there yet)'}"

    def plain(self) -> Any:
        """Name to path."""
        return {name: str(place) for name, place in self.paths._asdict().items()}


@click.command(
    "completion",
    cls=Command,
    examples=(
        "netgarden completion bash > ~/.local/share/bash-completion/completions/netgarden",
        "netgarden completion zsh > ~/.zfunc/_netgarden        # a directory of your fpath",
        "netgarden completion fish > ~/.config/fish/completions/netgarden.fish",
    ),
)
@click.argument("shell", type=OneOf(SHELLS))
def completion_command(shell: str) -> None:
    """Print the completion script of a shell: commands, options, and the names of people and tags."""
    click.echo(completion_script(shell, click.get_current_context().find_root().command))
