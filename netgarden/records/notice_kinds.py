"""Every kind of notice about the garden file, with its words and flags."""

from typing import Final, Literal

import msgspec

NoticeName = Literal["outside", "kept", "older", "missing", "copies", "unsaved"]


class NoticeKind(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of notice about the garden file: what another program, a sync or a crash did to it."""

    detail: str
    """What has been done already, and what follows from an answer."""
    offer: str = ""
    """What can be done about it, as one answers; empty for nothing."""
    is_pressing: bool = False
    """Whether every command tells it; `netgarden doctor` tells all."""


NOTICES: Final[dict[NoticeName, NoticeKind]] = {
    "outside": NoticeKind(
        detail="It is in the garden already. Taking it back is a change like any other, and can be undone.",
        offer="take it back",
    ),
    "kept": NoticeKind(
        detail="A sync or another program took them out of the file. They were kept here; "
        "removing them can be undone.",
        offer="remove them here too",
        is_pressing=True,
    ),
    "older": NoticeKind(
        detail="What netgarden holds is kept. Going to the other version is a change like any other, "
        "and can be undone.",
        offer="go to the other version",
        is_pressing=True,
    ),
    "missing": NoticeKind(
        detail="The next save writes it again. “netgarden backups” lists the earlier versions.",
        is_pressing=True,
    ),
    "copies": NoticeKind(
        detail="A sync program left another copy of this garden there. Joining loses nothing of either; "
        "the copy itself stays where it is.",
        offer="join them",
    ),
    "unsaved": NoticeKind(
        detail="It waits in the state directory until you decide. Bringing it in is one change, "
        "and can be undone.",
        offer="bring it in",
        is_pressing=True,
    ),
}
"""All kinds of notice by name."""
