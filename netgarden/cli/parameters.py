"""Values of options, refused in plain words."""

from typing import Any

import click


class WholeNumber(click.IntRange):
    """A whole number of at least `least`."""

    def __init__(self, least: int) -> None:
        super().__init__(min=least)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The number."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"“{value}” is not a whole number from {self.min} on.", param, ctx)


class OneOf(click.Choice[str]):
    """One of a few words."""

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        """List the words there are."""
        *words, last = self.choices
        return f"“{value}” is none of {', '.join(words)} and {last}."


def refusal(error: click.ClickException) -> str:
    """Say what is wrong with the words of a command line, naming the option or argument first."""
    match error:
        case click.MissingParameter(param=click.Parameter() as param):
            return f"{_called(param)} is missing."
        case click.BadParameter(param=click.Parameter() as param):
            return f"{_called(param)}: {error.message}"
        case click.NoSuchOption():
            near = f": did you mean {' or '.join(error.possibilities)}?" if error.possibilities else "."
            return f"There is no option {error.option_name}{near}"
        case _:
            return error.format_message()


def _called(param: click.Parameter) -> str:
    return param.opts[0] if isinstance(param, click.Option) else param.human_readable_name.strip("[]")
