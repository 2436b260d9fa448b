"""Every kind of reason to be in the queue, and every rhythm, with all its words and flags."""

from typing import Final, Literal

import msgspec

ReasonName = Literal[
    "promise", "planned", "happened", "thanks", "follow-up", "report-back", "nudge", "answered", "rest", "open",
    "milestone", "support", "season", "routine", "talk", "meet", "reconnect", "drift", "unplaced",
]  # fmt: skip
RhythmName = Literal["routine", "talk", "meet"]
"""A cadence that any real touch keeps, that a talk keeps, that a meeting in person keeps."""
Band = Literal["A", "B", "C", "D"]
"""A today or lost, B owed, C routine, D reconnect, drifting, unplaced."""

FOLLOW_UP_DAYS = 21
"""After this many days a follow-up becomes routine."""
MILESTONE_DAYS = 7
"""A milestone shows until this many days after it."""


class ReasonKind(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of reason to be in the queue."""

    when: str
    """When it is in the queue, for `netgarden help rules`."""
    about: Literal["loop", "milestone", "rhythm", "silence", "place"]
    """What it comes from. To snooze a reason that comes from a loop hides the loop, not the person."""
    band: Band
    """Its band, unless its lateness puts it in another one."""
    costs: str = ""
    """What acting on it costs, a key of the minutes in the settings; empty for a minute, to answer a question."""
    template: str = ""
    """The template of a message for it; empty for one to check in."""
    place: ReasonName | None = None
    """The place on the list of a day that it has before a second of any; kinds with one place share it."""
    always_shown: bool = False
    """Whether no pause hides it: what I owe, and what is agreed."""
    gives_room: bool = False
    """Whether it waits, as routine does, while somebody has not answered."""
    lasts: int | None = None
    """After so many days it passes by itself; None for never."""
    rhythm: RhythmName | None = None
    """The rhythm it comes from."""
    day_matters: bool = False
    """Whether the day in its text belongs to what it is about, as in `call Fri`."""


REASONS: Final[dict[ReasonName, ReasonKind]] = {
    "promise": ReasonKind(
        when="you promised something; A from the day it is due until three days after",
        about="loop",
        band="B",
        place="promise",
        costs="email",
        template="promise",
        always_shown=True,
    ),
    "planned": ReasonKind(
        when="a talk is planned for today",
        about="loop",
        band="A",
        costs="call",
        template="planned",
        always_shown=True,
        day_matters=True,
    ),
    "happened": ReasonKind(
        when="a planned day has passed: did it happen?",
        about="loop",
        band="B",
        template="follow-up",
        always_shown=True,
        day_matters=True,
    ),
    "thanks": ReasonKind(
        when="thanks are owed",
        about="loop",
        band="B",
        place="thanks",
        costs="message",
        template="thanks",
        always_shown=True,
    ),
    "follow-up": ReasonKind(
        when="you just met, and nothing was written since",
        about="loop",
        band="B",
        place="follow-up",
        costs="message",
        template="follow-up",
        lasts=FOLLOW_UP_DAYS - 1,
    ),
    "report-back": ReasonKind(
        when="help came to something, and the helper has not heard",
        about="loop",
        band="B",
        place="thanks",
        costs="message",
        template="report-back",
        always_shown=True,
    ),
    "nudge": ReasonKind(
        when="a request has waited for its time",
        about="loop",
        band="B",
        place="nudge",
        costs="message",
        template="nudge",
        gives_room=True,
    ),
    "answered": ReasonKind(when="they were heard since a request: is it answered?", about="loop", band="B"),
    "rest": ReasonKind(
        when="a request was nudged twice: let it rest?", about="loop", band="B", template="nudge"
    ),
    "open": ReasonKind(
        when="something is open of a kind that this version does not know",
        about="loop",
        band="B",
        costs="message",
        always_shown=True,
    ),
    "milestone": ReasonKind(
        when="something to congratulate on; A on its day and in its last two days",
        about="milestone",
        band="B",
        place="milestone",
        costs="message",
        template="congratulation",
        gives_room=True,
        lasts=MILESTONE_DAYS,
    ),
    "support": ReasonKind(
        when="something hard to stand by them in; A likewise",
        about="milestone",
        band="B",
        place="milestone",
        costs="message",
        template="support",
        gives_room=True,
        lasts=MILESTONE_DAYS,
    ),
    "season": ReasonKind(
        when="big news: offer a talk",
        about="milestone",
        band="B",
        costs="plan",
        gives_room=True,
        lasts=MILESTONE_DAYS,
    ),
    "routine": ReasonKind(
        when="any touch is due by the cadence", about="rhythm", band="C", costs="email", rhythm="routine"
    ),
    "talk": ReasonKind(
        when="a talk is due by its cadence", about="rhythm", band="C", costs="plan", rhythm="talk"
    ),
    "meet": ReasonKind(
        when="a meeting is due by its cadence", about="rhythm", band="C", costs="plan", rhythm="meet"
    ),
    "reconnect": ReasonKind(
        when="routine is beyond two cadences and more than 30 days late; not in the nearest tiers",
        about="rhythm",
        band="D",
        costs="email",
        template="reconnect",
        rhythm="routine",
    ),
    "drift": ReasonKind(
        when="silent for longer than usual, without a cadence",
        about="silence",
        band="D",
        costs="email",
        template="reconnect",
        gives_room=True,
    ),
    "unplaced": ReasonKind(
        when="nobody said yet how close this person is", about="place", band="D", costs="triage"
    ),
}
"""All kinds of reason by name. `open` is that of a loop without a rule of its own."""


class RhythmKind(msgspec.Struct, frozen=True, kw_only=True):
    """A rhythm, and what it counts."""

    counts: str
    """Where it is explained: `*Any touch* monthly`."""
    verb: str = ""
    """Before its cadence in the queue; empty for any touch."""


RHYTHMS: Final[dict[RhythmName, RhythmKind]] = {
    "routine": RhythmKind(counts="Any touch"),
    "talk": RhythmKind(counts="A talk", verb="talk"),
    "meet": RhythmKind(counts="Meeting in person", verb="meet"),
}
"""All rhythms by name."""
