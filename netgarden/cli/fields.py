"""The options that set fields of a person, shared by `add` and `edit`: made from what each field says of itself."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click

from netgarden.cli.names import complete_member, complete_name
from netgarden.records.contact import HOW_MET
from netgarden.records.fields import EDITABLE, in_order, parse_field
from netgarden.records.metadata import Field
from netgarden.records.record import Plain
from netgarden.session.session import Session
from netgarden.text.plain import fold

F = TypeVar("F", bound=Callable[..., Any])


def parameter(field: Field) -> str:
    """Return the name by which click hands on the option of a field; empty where it has none."""
    return (field.option or "").removeprefix("--").replace("-", "_")


def _by_option(fields: Iterable[Field]) -> dict[str, list[Field]]:
    found: dict[str, list[Field]] = {}
    for field in fields:
        if field.option:
            found.setdefault(parameter(field), []).append(field)
    return found


FIELDS_OF = _by_option(in_order("options"))
"""Option to its fields, in the order of the help; several share one where the value says which is meant."""

MANY = {parameter(field): field.name for field in EDITABLE if field.option and field.kind != "scalar"}
"""Options that may be given several times, and their fields, in the order of the form."""


def fields_options(command: F) -> F:
    """Give a command these options; `given_values` reads what was given."""
    for fields in reversed(FIELDS_OF.values()):
        command = _option(fields[0])(command)
    return command


def _option(field: Field) -> Callable[[F], F]:
    complete = (
        complete_name if field.check == "person" else complete_member(field.name) if field.shared else None
    )
    return click.option(
        field.option or "",
        multiple=field.kind != "scalar",
        metavar=field.metavar,
        help=field.help,
        shell_complete=complete,
    )


def given_values(session: Session, given: dict[str, Any]) -> dict[str, Plain]:
    """Return the fields that the options set; those not given are left out."""
    values: dict[str, Plain] = {}
    for option, value in given.items():
        if value is None or value == ():
            continue
        text = value if isinstance(value, str) else ",".join(value)
        field = next(field for field in FIELDS_OF[option] if _takes(field, text))
        values[field.name] = parse_field(field.name, text, session.garden.contacts)
    return values


def _takes(field: Field, text: str) -> bool:
    """Return whether a field that shares its option with others is the one that a text is meant for."""
    return field.check != "how met" or fold(text) in HOW_MET
