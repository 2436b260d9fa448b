"""The context of a command: the options before it, the clock, and the session, opened and closed for it."""

import os
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from netgarden.cli.clock import clock_of
from netgarden.cli.output import say, warn
from netgarden.cli.parameters import OneOf
from netgarden.text.plain import clean, plural

if TYPE_CHECKING:
    from netgarden.change.change import Change
    from netgarden.config import Config
    from netgarden.paths import Paths
    from netgarden.session.session import Session

TOLD = 3
"""The most records that do not fit which are listed one by one."""


def iso_day(value: str) -> date:
    """The date of an option, in ISO form; a usage error for anything else."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"“{clean(value)}” is not a date: write it as 2026-11-22.") from None


class GardenFile(click.Path):
    """The name of a garden file; none, as an empty variable of the shell gives it, is a usage error."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The name as given."""
        if not str(value).strip():
            self.fail("the name of a file is needed.", param, ctx)
        return super().convert(value, param, ctx)


def _set_color(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if value is not None:
        ctx.color = {"always": True, "never": False}.get(value)
    elif ctx.parent is None and os.environ.get("NO_COLOR"):
        ctx.color = False


COLORS = OneOf(["auto", "always", "never"])
color_option = click.option(
    "--color",
    type=COLORS,
    expose_value=False,
    callback=_set_color,
    help="Bold and dim print; auto: on a terminal.",
)
"""The option of the program; every command takes it too."""


def config_of_reader() -> "Config":
    """Return the config of this run, or the defaults where its file is off: help is there to mend it."""
    from netgarden.config import Config
    from netgarden.errors import UsageError

    try:
        return config()
    except UsageError:
        return Config()


def with_tiers(text: str) -> str:
    """Return a text of the help with the tiers that are configured in the place of `{tiers}` and `{tier}`."""
    return config_of_reader().rules.name_tiers(text) if "{tier" in text else text


class HelpFormatter(click.HelpFormatter):
    """Writes help that names the tiers which are configured."""

    def write_text(self, text: str) -> None:
        """Write a paragraph."""
        super().write_text(with_tiers(text))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write a table of terms and what they mean."""
        super().write_dl([(term, with_tiers(text)) for term, text in rows], col_max, col_spacing)


class Context(click.Context):
    """A run of a command."""

    formatter_class = HelpFormatter


class Command(click.Command):
    """A command of netgarden: `--garden` and `--today` may stand behind it as well as before it.

    `examples` are lines for the end of its help.
    """

    context_class = Context

    def __init__(self, *args: Any, examples: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.examples = examples
        self.params += [
            click.Option(
                ["--garden"], type=GardenFile(), hidden=True, expose_value=False, callback=_keep_for_root
            ),
            click.Option(["--today"], type=iso_day, hidden=True, expose_value=False, callback=_keep_for_root),
            click.Option(["--color"], type=COLORS, hidden=True, expose_value=False, callback=_set_color),
        ]

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The examples, as they are."""
        write_examples(formatter, self.examples)


def write_examples(formatter: click.HelpFormatter, examples: Sequence[str]) -> None:
    """The last section of a help."""
    if examples:
        with formatter.section("Examples"):
            for line in examples:
                formatter.write(f"  {with_tiers(line)}\n")


def _keep_for_root(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    if value is not None and param.name:
        ctx.find_root().params[param.name] = value


def _given(option: str) -> Any:
    return click.get_current_context().find_root().params.get(option)


def paths() -> "Paths":
    """The places for this run."""
    from netgarden.paths import default_paths

    return default_paths(_given("garden"))


def clock() -> Callable[[], date]:
    """Return a function that gives the local date: by the system's clock, or the day given with `--today`."""
    return clock_of(_given("today"))


def config() -> "Config":
    """The config of this run; a completion takes the defaults. Raises UsageError for a file that is off."""
    from netgarden.config import Config, load_config

    if click.get_current_context().resilient_parsing:
        return Config()
    return load_config(paths().config)


def open_session(*, tells: bool = True) -> "Session":
    """The session of this run, closed when the command ends. Raises GardenFileError, UsageError for the config.

    With `tells`, what is to be known of the file is said on standard error.
    """
    from netgarden.session.session import Session

    context = click.get_current_context()
    session = Session.open(paths(), clock()(), rules=config().rules)
    context.call_on_close(session.close)
    if tells and not context.resilient_parsing:  # a completion has nowhere to tell it
        tell(session, paths())
    return session


def tell(session: "Session", places: "Paths") -> None:
    """Say on standard error what does not fit in the garden file, and what presses."""
    from netgarden.paths import command
    from netgarden.records.notice_kinds import NOTICES

    for problem in session.problems[:TOLD]:
        warn(f"{session.name}, {problem.message}. It is left out; its line is kept.")
    if (more := len(session.problems) - TOLD) > 0:
        warn(
            f"{session.name} has {plural(more, 'more record')} that {'does' if more == 1 else 'do'} not fit."
        )
    for notice in session.notices:
        if NOTICES[notice.kind].is_pressing:
            way = f" “{command('unsaved --save', places.garden)}” brings that in." if notice.drafts else ""
            warn(f"{session.name}: {notice.message}{way}")


def save(session: "Session", change: "Change") -> bool:
    """Make a change and wait until it is safe on disk; False if all was so already. Raises GardenFileError."""
    if not session.do(change):
        return False
    session.save()
    words, _ = session.saved_words
    if words != "saved":
        warn(f"{session.name}: {words}")
    return True


def carry_out(session: "Session", change: "Change") -> None:
    """Make a change, and say what was saved. Raises GardenFileError."""
    saved = save(session, change)
    say(f"Saved: {change.label}." if saved else f"Nothing to change, it was so already: {change.label}.")
