"""The profile: me."""

from typing import Annotated

from netgarden.records.ids import derived_uid
from netgarden.records.metadata import Field
from netgarden.records.record import Record

PROFILE_UID = derived_uid("profile")
"""There is one profile; its uid is the same in every garden, so that copies join."""


class Profile(Record, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """The user: the pitch, interests, offers and wants that others are matched against."""

    uid: str = PROFILE_UID
    name: str = ""
    pitches: Annotated[dict[str, str], Field(multiline=True)] = {}
    """What I say I do, by audience (`short`, `investor`)."""
    interests: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    wants: tuple[str, ...] = ()
    home: str = ""
    places: tuple[str, ...] = ()
    """Where I often am."""
    orgs: tuple[str, ...] = ()
    """Where I worked or studied."""
