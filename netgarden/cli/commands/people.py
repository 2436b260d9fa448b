"""Commands that change people: `add`, `edit`, `archive`, `tag`, `cadence`, `snooze` and `pause`."""

from typing import Any

import click

from netgarden.cli.context import Command, carry_out, open_session
from netgarden.cli.fields import MANY, fields_options, given_values
from netgarden.cli.names import complete_member, complete_name, person
from netgarden.cli.output import say
from netgarden.composer.day_input import future_day
from netgarden.errors import UsageError
from netgarden.records.contact import Contact
from netgarden.records.record import Plain, sorted_set
from netgarden.text.plain import clean, fold
from netgarden.verbs import people as actions

SORTS = f"{', '.join([*MANY][:-1])} or {[*MANY][-1]}".replace("_", " ")
"""Return the names of the fields with several values: `interest, tag, email, phone, link or alias`."""


@click.command(
    "add",
    cls=Command,
    examples=(
        "netgarden add Ada Lovelace --org Northwind --email ada@northwind.org --interest climate --tier {tier}",
        "netgarden add Zoë Quinn --met 'PyCon 2024' --via 'Ada Lovelace'",
    ),
)
@click.argument("name", nargs=-1, required=True)
@fields_options
def add_command(name: tuple[str, ...], **given: Any) -> None:
    """Add a person."""
    session = open_session()
    values = given_values(session, given) | {"name": " ".join(name)}
    change, uid = actions.add_contact(session.garden, session.rules, values, session.today)
    folded = fold(values["name"])
    others = [one.uid for one in session.garden.contacts.values() if fold(one.name) == folded]
    carry_out(session, change)
    if others:
        say(f"Now {len(others) + 1} people have this name; the new one has the uid {uid}.")


@click.command(
    "edit",
    cls=Command,
    examples=(
        "netgarden edit 'Ada Lovelace' --org Juniper --role CTO --email 'ada@juniper.io work'",
        "netgarden edit ada --remove ada@northwind.org --place ''",
    ),
)
@click.argument("name", shell_complete=complete_name)
@fields_options
@click.option("--name", "new_name", metavar="NAME", help="What they are called from now on.")
@click.option(
    "--remove",
    multiple=True,
    metavar="VALUE",
    help=f"Take away this {SORTS}.",
)
def edit_command(name: str, new_name: str | None, remove: tuple[str, ...], **given: Any) -> None:
    """Set fields of a person; --interest, --tag, --email and the like add to what is there.

    An empty text clears a field.
    """
    session = open_session()
    contact = person(session, name)
    values = given_values(session, given)
    if new_name is not None:
        values["name"] = new_name
    for field in MANY.values():
        here = getattr(contact, field)
        if field in values:
            values[field] = here | values[field] if isinstance(here, dict) else (*here, *values[field])
    for value in map(clean, remove):
        _take_away(contact, values, value)
    if not values:
        raise UsageError("Nothing to edit is given: see netgarden edit --help.")
    carry_out(
        session, actions.edit_contact(session.garden, session.rules, contact.uid, values, session.today)
    )


@click.command(
    "archive",
    cls=Command,
    examples=("netgarden archive 'Ada Lovelace'", "netgarden archive --back 'Ada Lovelace'"),
)
@click.argument("name", nargs=-1, required=True, shell_complete=complete_name)
@click.option("--back", is_flag=True, help="Bring them back.")
def archive_command(name: tuple[str, ...], back: bool) -> None:
    """Put a person away: never due, kept with all their history."""
    session = open_session()
    verb = actions.unarchive if back else actions.archive
    carry_out(session, verb(session.garden, [person(session, " ".join(name)).uid]))


@click.command(
    "tag",
    cls=Command,
    examples=("netgarden tag 'Ada Lovelace' board alumni", "netgarden tag ada --remove alumni"),
)
@click.argument("name", shell_complete=complete_name)
@click.argument("tags", nargs=-1, required=True, metavar="TAG...", shell_complete=complete_member("tags"))
@click.option("--remove", is_flag=True, help="Take the tags away.")
def tag_command(name: str, tags: tuple[str, ...], remove: bool) -> None:
    """Give a person tags, or take them away."""
    session = open_session()
    wanted = [tag.lstrip("#") for tag in tags]
    if not any(map(clean, wanted)):
        raise UsageError("A tag needs a letter.")
    verb = actions.remove_members if remove else actions.add_members
    carry_out(session, verb(session.garden, [person(session, name).uid], "tags", wanted))


@click.command(
    "cadence",
    cls=Command,
    examples=("netgarden cadence 'Ada Lovelace' {tier}", "netgarden cadence ada 6w"),
)
@click.argument("name", shell_complete=complete_name)
@click.argument("value")
def cadence_command(name: str, value: str) -> None:
    """Say how often to be in touch: a tier ({tiers}), or 10d, 2w, 3m, 1y.

    An empty text takes a cadence of their own away: the tier's holds again.
    """
    session = open_session()
    uids = [person(session, name).uid]
    verb = actions.set_tier if fold(value) in map(fold, session.rules.tiers) else actions.set_cadence
    carry_out(session, verb(session.garden, session.rules, uids, value, session.today))


@click.command(
    "snooze",
    cls=Command,
    examples=(
        "netgarden snooze 'Ada Lovelace' monday",
        "netgarden snooze ada in 2 weeks",
        "netgarden snooze ada 2026-12-01",
    ),
)
@click.argument("name", shell_complete=complete_name)
@click.argument("until", nargs=-1, required=True, metavar="DATE")
def snooze_command(name: str, until: tuple[str, ...]) -> None:
    """Put off what is due with a person until a date (monday, in 2 weeks, 3w, 1 dec, 2026-12-01)."""
    session = open_session()
    contact, day = person(session, name), future_day(" ".join(until), session.today, session.rules.date_style)
    carry_out(session, actions.snooze(session.garden, session.rules, [contact.uid], day, session.today))


@click.command(
    "pause",
    cls=Command,
    examples=(
        "netgarden pause 'Ada Lovelace' 1 mar --why 'parental leave'",
        "netgarden pause ada --end",
    ),
)
@click.argument("name", shell_complete=complete_name)
@click.argument("until", nargs=-1, metavar="[DATE]")
@click.option("--why", default="", metavar="TEXT", help="The reason, for the brief.")
@click.option("--end", is_flag=True, help="End the pause today.")
def pause_command(name: str, until: tuple[str, ...], why: str, end: bool) -> None:
    """Let the relationship rest for a season: until a date, or until you end it."""
    session = open_session()
    uids = [person(session, name).uid]
    if end:
        carry_out(session, actions.resume(session.garden, uids, session.today))
        return
    day = future_day(" ".join(until), session.today, session.rules.date_style) if until else None
    carry_out(session, actions.pause(session.garden, uids, session.today, until=day, why=why))


# ── shared ───────────────────────────────────────────────────────────────────


def _take_away(contact: Contact, values: dict[str, Plain], value: str) -> None:
    """Leave `value` out of the sets and maps of `values`, or of the contact's own."""
    found = False
    for field in MANY.values():
        here = values.get(field, getattr(contact, field))
        if value in here:
            found = True
            if isinstance(here, dict):
                values[field] = {member: label for member, label in here.items() if member != value}
            else:
                values[field] = sorted_set(*(member for member in here if member != value))
    if not found:
        raise UsageError(f"{contact.name} has no {SORTS} “{value}”.")
