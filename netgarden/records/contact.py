"""Contacts: the people in the garden."""

from datetime import date
from typing import Annotated, Final

from netgarden.records.metadata import BOOKKEEPING, KEPT_AS_IT_IS, Field
from netgarden.records.record import Record

HOW_MET = ("colleague", "classmate", "event", "introduced", "online", "community", "other")
"""The ways of having met; `met_how` is one of these or empty."""


class Contact(Record, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A person, or an organisation one keeps in touch with.

    The order is that of the file; `ORDERS` has those of the form, the options and the columns.
    """

    name: Annotated[str, Field(option=None, find=0.0, brief=None)]  # `add` takes it as an argument
    aliases: Annotated[
        tuple[str, ...],
        Field("Also called", "Ada King, A. Lovelace", option="--alias", help="Another name they go by.",
              metavar="NAME", find=0.05, column="Nickname", brief=None),
    ] = ()  # fmt: skip
    org: Annotated[
        str, Field("Org", "where they work", find=0.45, shared=True, column="Organization", brief=None)
    ] = ""
    role: Annotated[
        str, Field("Role", "what they do there", find=0.5, shared=True, column="Job Title", brief=None)
    ] = ""
    emails: Annotated[
        dict[str, str],
        Field("Emails", "ada@x.org work, ada@home.org home", check="email", option="--email",
              help="An address; a label may follow it.", find=0.45, column="E-mail", brief=None),
    ] = {}  # fmt: skip
    """Address to label (`work`, `home` or empty)."""
    phones: Annotated[
        dict[str, str],
        Field("Phones", "+351 912 345 678 mobile", check="phone", option="--phone",
              help="A number; a label may follow it.", find=None, column="Phone", brief=None),
    ] = {}  # fmt: skip
    """Number as written to label; it is found by its digits."""
    links: Annotated[
        dict[str, str],
        Field("Links", "https://linkedin.com/in/ada linkedin", check="link", option="--link",
              help="A web address or handle.", find=0.5, column="Website", brief=None),
    ] = {}  # fmt: skip
    """Web address or handle to label (`linkedin`, `github` or empty)."""
    channel: Annotated[
        str,
        Field("Reach by", "signal, after 6", option="--reach", help="How they like to be reached.", find=None,
              column="Channel", brief="Reach"),
    ] = ""  # fmt: skip
    """How they like to be reached, in free words: `signal`, `call after 6`."""
    place: Annotated[
        str, Field("Place", "Lisbon", help="Where they are.", find=0.5, shared=True, brief=None)
    ] = ""
    timezone: Annotated[
        str,
        Field("Time zone", "Europe/Lisbon", check="time zone", help="Such as Europe/Lisbon.", metavar="ZONE",
              find=None, column="Timezone", brief=None),
    ] = ""  # fmt: skip
    """IANA name, such as `Europe/Lisbon`."""
    industry: Annotated[str, Field("Industry", help="Their field.", find=0.55, shared=True, brief=None)] = ""
    background: Annotated[
        str, Field("Background", multiline=True, help="What else to know of them.", find=0.9, brief=None)
    ] = ""
    interests: Annotated[
        tuple[str, ...],
        Field("Interests", "climate, cycling", option="--interest", help="What they care about.", find=0.5,
              shared=True, brief=None),
    ] = ()  # fmt: skip
    tags: Annotated[
        tuple[str, ...],
        Field("Tags", "board, alumni", option="--tag", help="A tag.", find=0.5, shared=True, column="Labels",
              brief=None),
    ] = ()  # fmt: skip
    tier: Annotated[
        str,
        Field("Tier", "{tiers}", check="tier",
              help="How near: {tiers}.", metavar="TIER", find=None, brief=None),
    ] = ""  # fmt: skip
    """A name from `Rules.tiers`, or empty for who is not placed yet."""
    cadence: Annotated[
        str,
        Field("Cadence", "3m, in place of the tier's; none: never due", check="cadence",
              help="How often to be in touch, instead of the tier's.", metavar="2w", find=None, brief=None),
    ] = ""  # fmt: skip
    """Their own cadence (`3m`, or `none` for never due); empty means the tier's."""
    talk_cadence: Annotated[
        str,
        Field("Talk every", "3m: how often to talk, besides any touch", check="cadence",
              help="How often to talk, besides any touch.", metavar="3m", find=None, column=None, brief=None),
    ] = ""  # fmt: skip
    """How often to talk (call, video, in person), besides any touch."""
    meet_cadence: Annotated[
        str,
        Field("Meet every", "1y: how often to meet in person", check="cadence",
              help="How often to meet in person.", metavar="1y", find=None, column=None, brief=None),
    ] = ""  # fmt: skip
    """How often to meet in person."""
    cadence_set_on: Annotated[date | None, BOOKKEEPING] = None
    """When tier or cadence was last set: the base for someone never touched."""
    skipped_on: Annotated[date | None, BOOKKEEPING] = None
    snooze_until: Annotated[date | None, BOOKKEEPING] = None
    snooze_set_on: Annotated[date | None, BOOKKEEPING] = None
    put_off_on: Annotated[tuple[str, ...], BOOKKEEPING] = ()
    """The days (ISO) since the last real touch on which routine was snoozed or skipped: a set, so that two
    devices keep both."""
    paused_on: Annotated[date | None, BOOKKEEPING] = None
    """When the relationship was laid to rest; None if it never was. """
    paused_until: Annotated[date | None, BOOKKEEPING] = None
    """When the rest ends by itself; None with `paused_on` set: until reopened."""
    paused_why: Annotated[str, BOOKKEEPING] = ""
    met_how: Annotated[
        str,
        Field("How met", "event, introduced, colleague, online …", check="how met", option="--met",
              help=f"How you met ({', '.join(HOW_MET)}), or where.", find=None, column="Met how", brief=None),
    ] = ""  # fmt: skip
    """One of `HOW_MET`."""
    met_on: Annotated[
        str,
        Field("Met on", "2024-05-03, 2024-05 or 2024", check="date",
              help="When you met: 2024-05-03, 2024-05 or 2024.", metavar="DATE", find=None, brief=None),
    ] = ""  # fmt: skip
    """A partial date, see `partial_date`."""
    met_where: Annotated[str, Field("Met where", "PyCon", option="--met", brief=None)] = ""
    met_via: Annotated[
        str,
        Field("Met through", "who introduced you", check="person", option="--via", help="Who introduced you.",
              metavar="NAME", find=None, column="Met via", brief=None),
    ] = ""  # fmt: skip
    """Who introduced us: a contact's uid, or a name in plain words."""
    met_story: Annotated[
        str,
        Field("How it was", multiline=True, option="--story", find=0.9, column="Met story", brief=None),
    ] = ""
    birthday: Annotated[
        str,
        Field("Birthday", "1985-04-12, --04-12, 1985-04", check="date", help="1985-04-12, 12 apr or --04-12.",
              metavar="DATE", find=None, brief=None),
    ] = ""  # fmt: skip
    """A partial date, see `partial_date`."""
    added_on: Annotated[date | None, BOOKKEEPING] = None
    source: Annotated[dict[str, str], KEPT_AS_IT_IS] = {}
    """Values as last imported, so that the next import sees what changed there and what was edited here."""
    notes: Annotated[str, Field("Notes", multiline=True, find=0.9, brief=None)] = ""
    archived: Annotated[bool, BOOKKEEPING] = False


ORDERS: Final[dict[str, tuple[str, ...]]] = {
    "form": (
        "name", "org", "role", "place", "interests", "tier", "cadence", "talk_cadence", "meet_cadence", "tags",
        "emails", "phones", "links", "channel", "timezone", "birthday", "met_how", "met_on", "met_where", "met_via",
        "met_story", "industry", "background", "aliases", "notes",
    ),
    "options": (
        "org", "role", "emails", "phones", "links", "place", "interests", "tags", "tier", "cadence", "talk_cadence",
        "meet_cadence", "met_how", "met_where", "met_on", "met_via", "met_story", "birthday", "aliases", "channel",
        "timezone", "industry", "background", "notes",
    ),
    "columns": (
        "name", "org", "role", "place", "timezone", "birthday", "industry", "background", "channel", "tier",
        "cadence", "met_on", "met_how", "met_where", "met_via", "met_story", "notes", "aliases", "tags", "interests",
        "emails", "phones", "links",
    ),
}  # fmt: skip
"""The order of the fields in each place; those that are not named follow, in the order of the record."""
