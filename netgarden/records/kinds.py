"""Every kind that a record, a reason or a change of the file can be of, with all its words and flags.

A new kind is one entry here, plus a rule where it needs one of its own. The name is a `Literal`, so that mypy finds
a misspelt one in our code; a record holds any text, for a newer version may have written it. `loop_kind`,
`open_kind` and `interaction_kind` know what to do with a name that is not listed: it is shown by that name.
"""

from typing import Final, Literal

import msgspec

# ── what is open with somebody ───────────────────────────────────────────────

LoopName = Literal["owe", "ask", "thanks", "follow-up", "report-back", "planned"]
"""A promise of mine, a request to them, thanks owed, a follow-up, news owed to a helper, a planned talk."""
MilestoneName = Literal["good", "hard"]
WishName = Literal["wants", "offers"]
Side = Literal["me", "them", "both"]
Result = Literal["done", "yes", "no", "no answer", "dropped"]

RESULTS: Final[tuple[Result, ...]] = ("done", "yes", "no", "no answer", "dropped")
"""How a loop may end."""


class OpenKind(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of thing that can be open with somebody: a loop, a want, an offer, a milestone."""

    label: str
    """What a list calls it: `I promise`."""
    rank: int = 99
    """Its place in a list of what is open, the smallest first."""
    key: str = ""
    """The key that adds one by hand; empty where only netgarden opens it."""
    prompt: str = ""
    """What is asked for when one is added by hand."""
    hint: str = ""
    """An example of an answer to the prompt."""
    needs_words: bool = True
    """Whether one without a text says nothing."""
    needs_day: bool = False
    """Whether it needs the day it is for."""
    is_nudged: bool = False
    """Whether a date may say when to nudge instead of when it is due."""


class LoopKind(OpenKind, frozen=True, kw_only=True):
    """A kind of loop. In the templates `whose` and `who` are people, `text` and `what` the text of the loop."""

    noun: str
    """What a timeline calls it: `promise`."""
    action: str
    """Before the name of the person in the label of a change: `close *promise to* Ada`."""
    owed_by: Side = "me"
    """Who has to act: I, they, or neither, as it is agreed."""
    closes_with: str = ""
    """The word of an entry's detail that says it is done; empty where a message cannot settle it."""
    settled_by: tuple[str, ...] = ()
    """The message templates whose message settles it."""
    ends: tuple[Result, ...] = ("done", "dropped")
    """How it may end."""
    reason: "ReasonName" = "open"
    """The reason it is in the queue, where it asks for nothing but to be done."""
    waits: str = ""
    """The words of that reason, before the days it has waited: `thanks owed`."""
    opened: str = "{whose}{text}"
    """In the preview of the entry that opens it; `text` has a colon before it."""
    closed: str = "closes{how}{text}{who}{outcome}"
    """In the preview of the entry that closes it."""
    calendar: str = "{who}: {what}"
    """In an exported calendar."""
    brief: str = "{what}"
    """In a brief."""
    brief_bare: str = ""
    """In a brief, of one without words."""


LOOPS: Final[dict[str, LoopKind]] = {
    "owe": LoopKind(
        label="I promise",
        rank=1,
        key="p",
        prompt="I promise",
        hint="the deck by fri",
        noun="promise",
        action="promise to",
        closes_with="done",
        settled_by=("promise", "make-introduction"),
        opened="I promise{whose}{text}",
        calendar="I promised {who}: {what}",
        brief_bare="promise",
    ),
    "ask": LoopKind(
        label="I asked",
        rank=5,
        key="r",
        prompt="I asked for",
        hint="a day rate by 12 dec · a day rate nudge in 3w",
        noun="request",
        action="request to",
        owed_by="them",
        ends=("yes", "no", "no answer", "dropped"),
        is_nudged=True,
        opened="I ask{whose}{text}",
        calendar="{who} was asked: {what}",
        brief_bare="request",
    ),
    "thanks": LoopKind(
        label="Thanks owed",
        rank=2,
        key="t",
        prompt="I owe thanks for",
        hint="the word with the board",
        needs_words=False,
        noun="thanks",
        action="thanks owed to",
        closes_with="thanks",
        settled_by=("thanks",),
        reason="thanks",
        waits="thanks owed",
        opened="thanks owed{whose}",
        closed="thanked{whose}{text}",
        calendar="thank {who} {what}",
        brief="thanks for {what}",
        brief_bare="thanks",
    ),
    "follow-up": LoopKind(
        label="Follow up",
        rank=4,
        key="f",
        prompt="Follow up",
        hint="send the slides by fri",
        needs_words=False,
        noun="follow-up",
        action="follow-up with",
        opened="follow up{whose}",
        closed="followed up{whose}",
        calendar="follow up with {who} {what}",
        brief_bare="follow up",
    ),
    "report-back": LoopKind(
        label="Report back",
        rank=3,
        noun="report",
        action="report back to",
        closes_with="done",
        settled_by=("report-back",),
        reason="report-back",
        waits="report back",
        opened="report back{whose}",
        calendar="report back to {who}: {what}",
        brief="news of {what}",
        brief_bare="news of how it went",
    ),
    "planned": LoopKind(
        label="Planned",
        rank=6,
        key="n",
        prompt="We planned",
        hint="call on fri · coffee at the museum on 3 dec",
        needs_words=False,
        noun="plan",
        action="plan with",
        owed_by="both",
        needs_day=True,
        opened="planned{whose}{text}",
        calendar="planned with {who}: {what}",
        brief_bare="talk",
    ),
}
"""All kinds of loop by name."""

WISHES: Final[dict[str, OpenKind]] = {
    "wants": OpenKind(label="They want", rank=7, key="w", prompt="They want", hint="a designer"),
    "offers": OpenKind(label="They offer", rank=8, key="o", prompt="They offer", hint="a room for 20"),
}
"""Wants and offers, by their table."""


class MilestoneKind(OpenKind, frozen=True, kw_only=True):
    """A kind of milestone."""

    noun: str
    """What a timeline calls it."""
    reason: "ReasonName"
    """The reason it is in the queue."""
    template: str
    """The template of a message about it."""


MILESTONES: Final[dict[str, MilestoneKind]] = {
    "good": MilestoneKind(
        label="Milestone",
        rank=9,
        key="m",
        prompt="Good news",
        hint="new job at Juniper on 3 dec",
        noun="milestone",
        reason="milestone",
        template="congratulation",
    ),
    "hard": MilestoneKind(
        label="Hard time",
        rank=10,
        key="h",
        prompt="Hard time",
        hint="lost her job on 3 nov",
        noun="hard time",
        reason="support",
        template="support",
    ),
}
"""All kinds of milestone by name."""

OPEN_KINDS: Final[dict[str, OpenKind]] = {**LOOPS, **WISHES, **MILESTONES}
"""Everything that can be open with somebody, by name, in the order in which it is offered."""


def loop_kind(name: str) -> LoopKind:
    """The kind of a loop; one that a newer version wrote is shown by its name, and asks something of me."""
    return LOOPS.get(name) or _unknown_loop(name or "loop")


def open_kind(name: str) -> OpenKind:
    """The kind of anything open; one that a newer version wrote is shown by its name."""
    return OPEN_KINDS.get(name) or _unknown_loop(name or "loop")


def milestone_kind(name: str) -> MilestoneKind:
    """The kind of a milestone; one that a newer version wrote is shown by its name, and treated as good news."""
    known = MILESTONES.get(name)
    return known or msgspec.structs.replace(MILESTONES["good"], label=name, noun=name)


def _unknown_loop(name: str) -> LoopKind:
    plain = name.replace("{", "{{").replace("}", "}}")
    return LoopKind(
        label=name,
        noun=name,
        action=f"{name} with",
        waits=name,
        opened=f"{plain}{{whose}}{{text}}",
        calendar=f"{plain} {{who}}: {{what}}",
        brief=f"{plain}: {{what}}",
        brief_bare=name,
    )


# ── why somebody is in the queue ─────────────────────────────────────────────

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
        when="you promised something; A from the day it is due",
        about="loop",
        band="B",
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
        when="thanks are owed", about="loop", band="B", costs="message", template="thanks", always_shown=True
    ),
    "follow-up": ReasonKind(
        when="you just met, and nothing was written since",
        about="loop",
        band="B",
        costs="message",
        template="follow-up",
        lasts=FOLLOW_UP_DAYS - 1,
    ),
    "report-back": ReasonKind(
        when="help came to something, and the helper has not heard",
        about="loop",
        band="B",
        costs="message",
        template="report-back",
        always_shown=True,
    ),
    "nudge": ReasonKind(
        when="a request has waited for its time",
        about="loop",
        band="B",
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
        costs="message",
        template="congratulation",
        gives_room=True,
        lasts=MILESTONE_DAYS,
    ),
    "support": ReasonKind(
        when="something hard to stand by them in; A likewise",
        about="milestone",
        band="B",
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
        when="routine is beyond two cadences and more than 30 days late",
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
    """What a rhythm counts."""

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
