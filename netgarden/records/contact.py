"""Contacts: the people in the garden."""

from datetime import date

from netgarden.records.record import Record

HOW_MET = ("colleague", "classmate", "event", "introduced", "online", "community", "other")
"""The ways of having met; `met_how` is one of these or empty."""


class Contact(Record, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A person, or an organisation one keeps in touch with."""

    name: str
    aliases: tuple[str, ...] = ()
    org: str = ""
    role: str = ""
    emails: dict[str, str] = {}
    """Address to label (`work`, `home` or empty)."""
    phones: dict[str, str] = {}
    """Number as written to label."""
    links: dict[str, str] = {}
    """Web address or handle to label (`linkedin`, `github` or empty)."""
    channel: str = ""
    """How they like to be reached, in free words: `signal`, `call after 6`."""
    place: str = ""
    timezone: str = ""
    """IANA name, such as `Europe/Lisbon`."""
    industry: str = ""
    background: str = ""
    interests: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    tier: str = ""
    """A name from `Rules.tiers`, or empty for who is not placed yet."""
    cadence: str = ""
    """Their own cadence (`3m`, or `none` for never due); empty means the tier's."""
    talk_cadence: str = ""
    """How often to talk (call, video, in person), besides any touch."""
    meet_cadence: str = ""
    """How often to meet in person."""
    cadence_set_on: date | None = None
    """When tier or cadence was last set: the base for someone never touched."""
    skipped_on: date | None = None
    snooze_until: date | None = None
    snooze_set_on: date | None = None
    put_off_on: tuple[str, ...] = ()
    """The days (ISO) since the last real touch on which routine was snoozed or skipped: a set, so that two
    devices keep both."""
    paused_on: date | None = None
    """When the relationship was laid to rest; None if it never was. Whether it still rests, `snooze.is_paused` says."""
    paused_until: date | None = None
    """When the rest ends by itself; None with `paused_on` set: until reopened."""
    paused_why: str = ""
    met_how: str = ""
    """One of `HOW_MET`."""
    met_on: str = ""
    """A partial date, see `partial_date`."""
    met_where: str = ""
    met_via: str = ""
    """Who introduced us: a contact's uid, or a name in plain words."""
    met_story: str = ""
    birthday: str = ""
    """A partial date, see `partial_date`."""
    added_on: date | None = None
    source: dict[str, str] = {}
    """Values as last imported, so that the next import sees what changed there and what was edited here."""
    notes: str = ""
    archived: bool = False
