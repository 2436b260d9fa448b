"""The command `netgarden`: its options, its commands (each loaded when it is called), and how a run ends."""

import contextlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from importlib import import_module
from typing import Any, NamedTuple

import click

from netgarden import __version__
from netgarden.cli import COMPLETE
from netgarden.cli.context import GardenFile, color_option, iso_day, write_examples
from netgarden.cli.output import safe_streams, warn
from netgarden.cli.parameters import refusal
from netgarden.errors import NetgardenError


class Listed(NamedTuple):
    """A command as `netgarden --help` lists it."""

    module: str
    """In `netgarden.cli`; the command is its attribute `<name>_command`."""
    help: str


SECTIONS: dict[str, dict[str, Listed]] = {
    "Every day": {
        "due": Listed("due", "Who is due today, and why"),
        "find": Listed("find", "Find people by whatever you remember of them"),
        "brief": Listed("brief", "What to know before you meet someone"),
        "log": Listed("log", "Write down what happened, in the composer's words"),
        "match": Listed("match", "Whom do I know on a list of attendees?"),
        "away": Listed("away", "Plan an absence, or spread what waited in one"),
    },
    "People": {
        "add": Listed("people", "Add a person"),
        "edit": Listed("people", "Set fields of a person"),
        "tag": Listed("people", "Give a person tags, or take them away"),
        "cadence": Listed("people", "Say how often to be in touch with a person"),
        "snooze": Listed("people", "Put off what is due with a person"),
        "pause": Listed("people", "Let a relationship rest for a season"),
        "archive": Listed("people", "Put a person away, with all their history"),
        "me": Listed("me", "My profile: interests, offers, wants, pitches"),
    },
    "In and out": {
        "import": Listed("import_files", "Bring people in from files"),
        "export": Listed("export", "Write the garden to a file"),
        "query": Listed("query", "Complete addresses for a mail program"),
    },
    "The garden": {
        "demo": Listed("demo", "Open the app on a sample garden; nothing is written"),
        "stats": Listed("stats", "The garden in numbers"),
        "doctor": Listed("recovery", "Look at the garden file, and repair it"),
        "backups": Listed("recovery", "The earlier versions of the garden"),
        "restore": Listed("recovery", "Bring an earlier version back"),
        "unsaved": Listed("unsaved", "What could not be saved, and to bring it in"),
        "merge": Listed("merge", "Fold other copies of the garden in"),
        "conflicts": Listed("merge", "The values that two devices set, and which to keep"),
        "paths": Listed("about", "Where the garden, its backups and the config are"),
        "config": Listed("config", "What can be set, and what it is now"),
        "completion": Listed("about", "Print the completion script of bash, zsh or fish"),
        "help": Listed("help", "Help on a command, or on a topic such as grammar, rules or keys"),
    },
}
"""The commands under their headings, in the order of the help."""

COMMANDS = {name: listed for commands in SECTIONS.values() for name, listed in commands.items()}

INTERRUPTED = 130
"""The exit status after ctrl+c, as shells have it."""

TRACEBACK = "NETGARDEN_TRACEBACK"
"""The environment variable that makes a fault show its traceback."""

KEPT = "Your garden file is as it was last saved."

EXAMPLES = (
    "netgarden import Connections.csv",
    "netgarden due --minutes 15",
    "netgarden find lisbon climate",
    "netgarden log 'call @ada yesterday: settling in at Northwind #climate'",
)


class Root(click.Group):
    """Knows its commands by name alone, and ends every run with a status and at most one line of error."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, its module imported now; None if there is none of this name."""
        listed = COMMANDS.get(cmd_name)
        if listed is None:
            return None
        module = import_module(f"netgarden.cli.commands.{listed.module}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command as click does, and suggest the nearest name for an unknown one."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, 1)
            meant = f"do you mean {near[0]}?" if near else "see netgarden --help."
            raise click.UsageError(f"There is no command “{args[0]}”: {meant}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands under their headings; no module of theirs is imported."""
        for section, commands in SECTIONS.items():
            with formatter.section(section):
                formatter.write_dl([(name, listed.help) for name, listed in commands.items()])

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the topics of help, and a few examples."""
        from netgarden.cli.commands.help import TOPICS

        with formatter.section("More, with netgarden help TOPIC"):
            formatter.write_dl([(topic, about) for topic, (about, _) in TOPICS.items()])
        write_examples(formatter, EXAMPLES)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command. A closed pipe (`netgarden due | head -1`) is no error: the reader has what it wanted."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            _drop_output()
            return 0

    def main(self, args: Sequence[str] | None = None, *_: Any, **extra: Any) -> Any:
        """Run, and exit with a status of `command-line.md`; `--help` and completion leave from within."""
        safe_streams()
        if COMPLETE in os.environ:
            from netgarden.cli import shells  # noqa: F401  (registers how it completes)
        extra |= {"prog_name": "netgarden", "standalone_mode": False}
        status = run_to_status(lambda: super(Root, self).main(args, **extra))
        sys.exit(status)


def run_to_status(run: Callable[[], Any]) -> int:
    """Run it, say in one line what went wrong if anything did, and return the exit status.

    The one place where errors become words and statuses.
    """
    try:
        with _flushed():
            result = run()
        return result if isinstance(result, int) else 0
    except BrokenPipeError:
        _drop_output()
        return 0
    except click.exceptions.Exit as exit:
        return exit.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except click.ClickException as error:
        warn(f"{_about(error)}{refusal(error)}")
        return error.exit_code
    except NetgardenError as error:
        warn(str(error))
        return error.exit_status
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        warn(f"{place}{error.strerror or error}")
        return 1
    except Exception as error:
        if os.environ.get(TRACEBACK):
            raise
        warn(f"Sorry, this is a fault of netgarden: {type(error).__name__}{_reported(error)}. {KEPT}")
        return 1


def _reported(error: Exception) -> str:
    """Say where the report of a fault lies; empty where none could be written."""
    from netgarden.paths import default_paths
    from netgarden.session.error_reports import write_report

    report = write_report(error, default_paths().state)
    return f", told without any of your data in {report}" if report else ""


def _about(error: click.ClickException) -> str:
    """Return the command that a usage error is about."""
    path = (
        error.ctx.command_path.partition(" ")[2] if isinstance(error, click.UsageError) and error.ctx else ""
    )
    return f"{path}: " if path else ""


@contextlib.contextmanager
def _flushed() -> Iterator[None]:
    """Flush the output while errors can still be reported, not when the interpreter exits."""
    try:
        yield
    finally:
        if sys.stdout is not None and not sys.stdout.closed:
            sys.stdout.flush()


def _drop_output() -> None:
    """Point standard output at nothing, so that nothing is written to a closed pipe at exit."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.group(
    cls=Root,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option("--garden", metavar="FILE", type=GardenFile(), help="The garden file, in place of your own.")
@click.option("--today", metavar="DATE", type=iso_day, help="Take this for today (2026-11-22).")
@color_option
@click.version_option(__version__, "-V", "--version", message="netgarden %(version)s")
@click.pass_context
def root(ctx: click.Context, garden: str | None, today: date | None) -> int | None:
    """Tend your professional network: who is due, why, one key to act.

    Without a command it opens the app.
    """
    if ctx.invoked_subcommand is not None:
        return None
    from netgarden.cli.app import open_app

    return open_app(garden, today)
