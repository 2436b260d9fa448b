"""`netgarden me`: my profile, which others' interests, wants and offers are matched against."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import click

from netgarden.cli.context import Command, carry_out, open_session
from netgarden.cli.output import Line, columns, show
from netgarden.errors import UsageError
from netgarden.records.profile import Profile
from netgarden.records.record import Plain
from netgarden.records.tables import to_plain
from netgarden.text.plain import clean
from netgarden.verbs.people import edit_profile

SETS = {"interest": "interests", "offer": "offers", "want": "wants", "place": "places", "org": "orgs"}
"""Options that may be given several times, and their fields."""


@click.command(
    "me",
    cls=Command,
    examples=(
        "netgarden me --name 'Sam Idowu' --interest climate --interest cycling --home Lisbon",
        "netgarden me --want 'a designer' --offer 'help with grant applications'",
        "netgarden me --pitch 'short=I make wind farms listen' --pitch 'investor=We cut curtailment by a third'",
        "netgarden me --remove 'a designer'",
    ),
)
@click.option("--name", metavar="NAME", help="What I am called.")
@click.option("--interest", multiple=True, metavar="TEXT", help="What I care about.")
@click.option("--offer", multiple=True, metavar="TEXT", help="What I can help with.")
@click.option("--want", multiple=True, metavar="TEXT", help="What I need.")
@click.option("--home", metavar="TEXT", help="Where I live.")
@click.option("--place", multiple=True, metavar="TEXT", help="Where I often am.")
@click.option("--org", multiple=True, metavar="TEXT", help="Where I worked or studied.")
@click.option(
    "--pitch",
    multiple=True,
    metavar="WHO=TEXT",
    help="What I say I do, by audience; without WHO= the short one.",
)
@click.option(
    "--remove",
    multiple=True,
    metavar="VALUE",
    help="Take away this interest, offer, want, place, org or pitch.",
)
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def me_command(
    name: str | None,
    home: str | None,
    pitch: tuple[str, ...],
    remove: tuple[str, ...],
    as_json: bool,
    **given: Any,
) -> None:
    """My profile: what shared interests are shared with. Without an option it is shown."""
    session = open_session()
    profile = session.garden.profile
    values: dict[str, Plain] = {}
    if name is not None:
        values["name"] = name
    if home is not None:
        values["home"] = home
    for option, field in SETS.items():
        if given[option]:
            values[field] = {
                *getattr(profile, field),
                *(part for text in given[option] for part in text.split(",")),
            }
    if pitch:
        values["pitches"] = profile.pitches | dict(_pitch(text) for text in pitch)
    for value in map(clean, remove):
        _take_away(profile, values, value)
    if values:
        carry_out(session, edit_profile(session.garden, session.rules, values))
    else:
        show(ProfileView(profile), as_json)


def _pitch(text: str) -> tuple[str, str]:
    audience, sign, words = text.partition("=")
    return (clean(audience), words) if sign else ("short", text)


def _take_away(profile: Profile, values: dict[str, Plain], value: str) -> None:
    """Leave `value` out of the sets and pitches of `values`, or of the profile's own."""
    found = False
    for field in (*SETS.values(), "pitches"):
        here = values.get(field, getattr(profile, field))
        if value in here:
            found = True
            values[field] = (
                {key: text for key, text in here.items() if key != value}
                if isinstance(here, dict)
                else {member for member in here if member != value}
            )
    if not found:
        raise UsageError(f"Your profile has no interest, offer, want, place, org or pitch “{value}”.")


class ProfileView(NamedTuple):
    """The profile."""

    profile: Profile

    def lines(self) -> Iterator[Line]:
        """A line for each field that is filled."""
        profile = self.profile
        rows = [("name", profile.name), ("home", profile.home)]
        rows += [(field, ", ".join(getattr(profile, field))) for field in SETS.values()]
        rows += [(f"pitch {audience}".rstrip(), text) for audience, text in profile.pitches.items()]
        filled = [row for row in rows if row[1]]
        yield from columns(filled, ("dim",))
        if not filled:
            yield "Nothing is known about you yet: see netgarden me --help."

    def plain(self) -> dict[str, Any]:
        """Every field, filled or not."""
        return (
            dict.fromkeys(("name", "home"), "")
            | {"pitches": {}}
            | {field: [] for field in SETS.values()}
            | {
                field: value
                for field, value in to_plain(self.profile).items()
                if field not in ("uid", "extra")
            }
        )
