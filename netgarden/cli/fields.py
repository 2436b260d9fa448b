"""The options that set fields of a person, shared by `add` and `edit`."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from netgarden.cli.names import complete_member, complete_name
from netgarden.records.contact import HOW_MET
from netgarden.records.fields import parse_field
from netgarden.records.record import Plain
from netgarden.session.session import Session
from netgarden.text.plain import fold

F = TypeVar("F", bound=Callable[..., Any])

MANY = {
    "interest": "interests",
    "tag": "tags",
    "email": "emails",
    "phone": "phones",
    "link": "links",
    "alias": "aliases",
}
"""Options that may be given several times, and their fields."""

FIELD_OF = {"story": "met_story", "reach": "channel"}
"""Other options that are not called as their field."""

_OPTIONS = (
    click.option("--org", metavar="TEXT", help="Where they work.", shell_complete=complete_member("org")),
    click.option("--role", metavar="TEXT", help="What they do there."),
    click.option("--email", multiple=True, metavar="TEXT", help="An address; a label may follow it."),
    click.option("--phone", multiple=True, metavar="TEXT", help="A number; a label may follow it."),
    click.option("--link", multiple=True, metavar="TEXT", help="A web address or handle."),
    click.option("--place", metavar="TEXT", help="Where they are.", shell_complete=complete_member("place")),
    click.option(
        "--interest",
        multiple=True,
        metavar="TEXT",
        help="What they care about.",
        shell_complete=complete_member("interests"),
    ),
    click.option(
        "--tag", multiple=True, metavar="TEXT", help="A tag.", shell_complete=complete_member("tags")
    ),
    click.option("--tier", metavar="TIER", help="How near: inner, close, steady, wide, yearly or none."),
    click.option("--cadence", metavar="2w", help="How often to be in touch, instead of the tier's."),
    click.option("--met", metavar="TEXT", help=f"How you met ({', '.join(HOW_MET)}), or where."),
    click.option("--met-on", metavar="DATE", help="When you met: 2024-05-03, 2024-05 or 2024."),
    click.option("--via", metavar="NAME", help="Who introduced you.", shell_complete=complete_name),
    click.option("--story", metavar="TEXT", help="How it was."),
    click.option("--birthday", metavar="DATE", help="1985-04-12, 12 apr or --04-12."),
    click.option("--alias", multiple=True, metavar="NAME", help="Another name they go by."),
    click.option("--reach", metavar="TEXT", help="How they like to be reached."),
    click.option("--timezone", metavar="ZONE", help="Such as Europe/Lisbon."),
    click.option("--industry", metavar="TEXT", help="Their field."),
    click.option("--background", metavar="TEXT", help="What else to know of them."),
    click.option("--notes", metavar="TEXT", help="Notes."),
)


def fields_options(command: F) -> F:
    """Give a command these options; `given_values` reads what was given."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def given_values(session: Session, given: dict[str, Any]) -> dict[str, Plain]:
    """The fields that the options set; those not given are left out."""
    values: dict[str, Plain] = {}
    for option, value in given.items():
        if value is None or value == ():
            continue
        if option in MANY:
            values[MANY[option]] = parse_field(MANY[option], ",".join(value))
        elif option == "met":
            values["met_how" if fold(value) in HOW_MET else "met_where"] = value
        elif option == "via":
            values["met_via"] = parse_field("met_via", value, session.garden.contacts)
        else:
            values[FIELD_OF.get(option, option)] = value
    return values
