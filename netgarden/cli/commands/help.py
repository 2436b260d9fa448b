"""`netgarden help`: a command's help, or a topic that is larger than a command."""

from collections.abc import Callable

import click
from click.shell_completion import CompletionItem

from netgarden.cli.context import Command
from netgarden.cli.output import Line, columns, say
from netgarden.errors import NothingMatchedError

FILE = """\
The garden is one file of JSON, a plain TinyDB database; `netgarden paths` says where.

In a Python shell, without netgarden:
  >>> import tinydb
  >>> db = tinydb.TinyDB("garden.json", encoding="utf-8")
  >>> db.table("contacts").search(tinydb.where("org") == "Northwind")

With netgarden, safe to write beside the open app:
  >>> import netgarden
  >>> db = netgarden.open("garden.json")

Tables: contacts, interactions, loops, wants, offers, milestones, ties, distinct, profile.
One record stands on one line, and the comma starts the line: a change is a line in a diff of git.
Two copies of a garden join value by value, without a clock: the same file on two devices, synced by
Syncthing, git or by hand, loses nothing. `_v` and `_meta` are for that; leave them as they are.
A file that is damaged is never written over: netgarden says so and ends with status 3."""

STATUS = """\
0  done
1  could not be done: a file that cannot be read, an output that is full
2  the words given are off: an unknown command, option, filter, date or value
3  the garden is damaged, locked or could not be saved; it was not changed
4  nobody and nothing fits, or a name fits several people

Each error is one line on standard error. A fault of netgarden itself leaves a report without your data in the
state directory; with NETGARDEN_TRACEBACK=1 it shows the traceback."""

JSON = """\
With --json a command prints one line of JSON; dates are ISO, fields are only ever added.

due     {"today", "items": [{"uid", "name", "reasons": [{"kind", "text", "due_on"}], "urgency", "minutes"}],
         "left_for_later"}; with --all those who can wait follow, then what comes later
find    [{"uid", "name", "org", "score", "matched": [{"field", "text", "spans"}]}], best first;
         with - one such list for each line of standard input
brief   {"uid", "name", "today", "org", … "recent", "i_owe", "they_owe", "wants", "offers", "shared", … "opening"}
import  {"added", "updated", "unchanged", "duplicate", "skipped",
         "reasons": [{"kind", "file", "where", "name", "reason", "uid"}], "updates", "warnings", …}
match   [{"where", "text", "verdict", "uid", "name", "reason", "others"}]
me, stats, paths   an object of what they show

A span is [start, end] in characters of its text, the end not included."""

DATES = """\
2026-12-01 · 1 dec · 1 dec 2026 · dec 1 · the 1st
today · tomorrow · yesterday · monday · next friday · last week
in 2 weeks · in 3w · 10 days ago · end of month · eow
After “by”, “until” and “in” a date lies ahead; what happened lies behind.
Cadences: 10d · 2w · 1m · 3m · 1y · none. Birthdays may lack the year (--04-12) or more (1985-04, 1985)."""


def _grammar() -> list[Line]:
    from netgarden.composer.grammar_sheet import GRAMMAR

    return [*GRAMMAR.splitlines()]


def _filters() -> list[Line]:
    from netgarden.search import FILTERS

    rows = [("#tag" if key == "#" else f"{key}:", words) for key, words in FILTERS.items()]
    lines = ["Among the words of a query these narrow it down; several have to fit together.", ""]
    return [*lines, *columns(rows), "", "Quote what has blanks: netgarden find 'org:\"acme labs\" last:>3m'"]


def _keys() -> list[Line]:
    from netgarden.tui.commands import COMMANDS

    sections: dict[str, list[tuple[str, str]]] = {}
    for one in COMMANDS.values():
        sections.setdefault(one.section, []).append((_shown(one.key), one.help))
    lines: list[Line] = []
    for section, rows in sections.items():
        lines += [[(section, "dim")], *columns(rows, ("bold", "")), ""]
    return [*lines, "In the app ? lists the keys of where you are. Others can be set: netgarden help config."]


def _shown(keys: str) -> str:
    """The keys of a command as one sees them on a keyboard."""
    named = {
        "question_mark": "?",
        "slash": "/",
        "number_sign": "#",
        "colon": ":",
        "equals_sign": "=",
        "asterisk": "*",
    }
    return " ".join(named.get(key, key) for key in keys.split(","))


def _config() -> list[Line]:
    from netgarden.config import Config, config_help

    return ["`netgarden paths` says where the file belongs; `netgarden config` prints this with your values.", "",
            *config_help(Config())]  # fmt: skip


TOPICS: dict[str, tuple[str, Callable[[], list[Line]]]] = {
    "grammar": ("how what happened is written: netgarden log and the composer", _grammar),
    "filters": ("what may stand among the words of a query", _filters),
    "keys": ("the keys of the app", _keys),
    "config": ("what can be set, as the file that sets it", _config),
    "dates": ("how days, cadences and birthdays are written", lambda: [*DATES.splitlines()]),
    "file": ("the garden file, and how to read it from a script", lambda: [*FILE.splitlines()]),
    "json": ("what --json prints", lambda: [*JSON.splitlines()]),
    "status": ("what the exit statuses mean", lambda: [*STATUS.splitlines()]),
}
"""Topic to what it is about, and its lines."""


def _complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
    root = ctx.find_root().command
    commands = root.list_commands(ctx) if isinstance(root, click.Group) else []
    return [
        CompletionItem(name) for name in dict.fromkeys((*TOPICS, *commands)) if name.startswith(incomplete)
    ]


@click.command("help", cls=Command, examples=("netgarden help grammar", "netgarden help import"))
@click.argument("topic", required=False, shell_complete=_complete)
@click.pass_context
def help_command(ctx: click.Context, topic: str | None) -> None:
    """Help on a command, or on a topic: grammar, filters, keys, config, dates, file, json, status."""
    root = ctx.find_root()
    assert isinstance(root.command, click.Group)
    if topic is None:
        click.echo(root.get_help())
    elif topic in TOPICS:
        about, lines = TOPICS[topic]
        for line in (f"{topic}: {about}", "", *lines()):
            say(line)
    elif (command := root.command.get_command(root, topic)) is not None:
        with click.Context(command, parent=root, info_name=topic) as inner:
            click.echo(command.get_help(inner))
    else:
        raise NothingMatchedError(f"There is no help on “{topic}”: the topics are {', '.join(TOPICS)}.")
