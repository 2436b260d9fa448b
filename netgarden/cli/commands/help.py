"""`netgarden help`: a command's help, or a topic that is larger than a command."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from netgarden.cli.context import Command, config_of_reader
from netgarden.cli.output import Line, columns, say
from netgarden.docs import DOCUMENTS
from netgarden.errors import NothingMatchedError

if TYPE_CHECKING:
    pass


def _topic(name: str, heading: str = "") -> Callable[[], list[Line]]:
    """Return a function that gives the lines of a document, or of one section, with the reader's settings in it."""

    def lines() -> list[Line]:
        from netgarden.cli.documents import filled
        from netgarden.cli.markdown import rendered

        return rendered(filled(name, config_of_reader(), heading))

    return lines


def _filters() -> list[Line]:
    from netgarden.search import FILTERS

    rules = config_of_reader().rules
    rows = [("#tag" if key == "#" else f"{key}:", rules.name_tiers(words)) for key, words in FILTERS.items()]
    lines = ["Among the words of a query these narrow it down; several have to fit together.", ""]
    return [*lines, *columns(rows), "", "Quote what has blanks: netgarden find 'org:\"acme labs\" last:>3m'"]


def _keys() -> list[Line]:
    from netgarden.cli.placeholders import keys_of
    from netgarden.tui.commands import COMMANDS

    settings = config_of_reader()
    sections: dict[str, list[tuple[str, str]]] = {}
    for one in COMMANDS.values():
        sections.setdefault(one.section, []).append((keys_of(settings, one.id), one.help))
    lines: list[Line] = []
    for heading, rows in sections.items():
        lines += [[(heading, "dim")], *columns(rows, ("bold", "")), ""]
    here = keys_of(settings, "help").split()[0]
    return [
        *lines,
        f"In the app {here} lists the keys of where you are. Others can be set: netgarden help config.",
    ]


def _config() -> list[Line]:
    from netgarden.config import config_help

    where = "`netgarden paths` says where the file belongs; `netgarden config` prints one to begin with."
    return [where, "", *config_help(config_of_reader())]


TOPICS: dict[str, tuple[str, Callable[[], list[Line]]]] = {
    "grammar": (DOCUMENTS["grammar"], _topic("grammar")),
    "rules": (DOCUMENTS["rules"], _topic("rules")),
    "filters": ("what may stand among the words of a query", _filters),
    "keys": ("the keys of the app", _keys),
    "config": ("what can be set, as the file that sets it", _config),
    "dates": ("how days, cadences and birthdays are written", _topic("grammar", "Dates")),
    "file": ("the garden file, and how to read it from a script", _topic("file-format", "At a glance")),
    "json": ("what --json prints", _topic("command-line", "JSON")),
    "status": ("what the exit statuses mean", _topic("command-line", "Exit status")),
} | {name: (about, _topic(name)) for name, about in DOCUMENTS.items() if name not in ("grammar", "rules")}
"""Topic to what it is about, and its lines."""


def _complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list["CompletionItem[str]"]:
    root = ctx.find_root().command
    commands = root.list_commands(ctx) if isinstance(root, click.Group) else []
    return [
        CompletionItem(name) for name in dict.fromkeys((*TOPICS, *commands)) if name.startswith(incomplete)
    ]


@click.command("help", cls=Command, examples=("netgarden help grammar", "netgarden help import"))
@click.argument("topic", required=False, shell_complete=_complete)
@click.pass_context
def help_command(ctx: click.Context, topic: str | None) -> None:
    """Help on a command, or on a topic such as grammar, rules, keys or config; `netgarden help` lists all."""
    root = ctx.find_root()
    assert isinstance(root.command, click.Group)
    if topic is None:
        click.echo(root.get_help())
    elif topic in TOPICS:
        about, lines = TOPICS[topic]
        for line in (f"{topic}: {about}", "", *lines()):
            say(line)
    elif (command := root.command.get_command(root, topic)) is not None:
        with command.context_class(command, parent=root, info_name=topic) as inner:
            click.echo(command.get_help(inner))
    else:
        raise NothingMatchedError(f"There is no help on “{topic}”: the topics are {', '.join(TOPICS)}.")
