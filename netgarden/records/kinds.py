"""Every kind that a record can be of, with all its words and flags; those of reasons are in `reason_kinds`.

A new kind is one entry here, plus a rule where it needs one of its own. The name is a `Literal`, so that mypy finds
a misspelt one in our code; a record holds any text, for a newer version may have written it. `loop_kind`,
`open_kind` and `interaction_kind` know what to do with a name that is not listed: it is shown by that name.
"""

from typing import Final, Literal

import msgspec

from netgarden.records.reason_kinds import ReasonName

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
    reason: ReasonName = "open"
    """The reason it is in the queue, where it asks for nothing but to be done."""
    waits: str = ""
    """The words of that reason, before the days it has waited: `thanks owed`; empty for the noun."""
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
    reason: ReasonName
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
        opened=f"{plain}{{whose}}{{text}}",
        calendar=f"{plain} {{who}}: {{what}}",
        brief=f"{plain}: {{what}}",
        brief_bare=name,
    )


# ── what happened ────────────────────────────────────────────────────────────

InteractionName = Literal[
    "met", "call", "video", "email", "message", "letter", "intro", "touch", "support", "event", "tried", "note", "skip"
]  # fmt: skip
Weight = Literal["talk", "word", "light", "none"]
Direction = Literal["out", "in", "both"]
Group = Literal[
    "talks", "messages", "tries", "notes", "loops", "wants", "intros", "milestones", "work", "garden"
]
"""The groups of events by which a timeline is filtered."""


class InteractionKind(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of interaction, and what it counts for unless the entry says otherwise."""

    weight: Weight
    direction: Direction = "out"
    noun: str
    """In the label of a change: `log *meeting* with Ada`."""
    past: str = "wrote"
    """How a follow-up says it: `follow up · wrote Fri`."""
    group: Group
    minutes: int | None = None
    """What it costs unless the settings say otherwise; None for what nobody plans."""
    in_person: bool = False
    is_message: bool = False
    """Whether it is a message, which itself may be planned."""
    reaches_out: bool = False
    """Whether it is a word from me already, so that nobody needs a follow-up."""


INTERACTIONS: Final[dict[str, InteractionKind]] = {
    "met": InteractionKind(
        weight="talk", direction="both", noun="meeting", past="met", group="talks", minutes=10, in_person=True
    ),
    "call": InteractionKind(
        weight="talk", direction="both", noun="call", past="spoke", group="talks", minutes=10
    ),
    "video": InteractionKind(
        weight="talk", direction="both", noun="video call", past="spoke", group="talks", minutes=10
    ),
    "email": InteractionKind(
        weight="word", noun="email", group="messages", minutes=4, is_message=True, reaches_out=True
    ),
    "message": InteractionKind(
        weight="word", noun="message", group="messages", minutes=2, is_message=True, reaches_out=True
    ),
    "letter": InteractionKind(
        weight="word", noun="letter", group="messages", minutes=15, is_message=True, reaches_out=True
    ),
    "intro": InteractionKind(weight="word", noun="intro", group="intros", minutes=6, reaches_out=True),
    "touch": InteractionKind(weight="word", noun="touch", group="messages"),
    "support": InteractionKind(weight="light", noun="support", group="messages", reaches_out=True),
    "event": InteractionKind(weight="light", direction="both", noun="event", past="saw", group="talks"),
    "tried": InteractionKind(weight="none", noun="try", group="tries", reaches_out=True),
    "note": InteractionKind(weight="none", noun="note", group="notes"),
    "skip": InteractionKind(weight="none", noun="skip", group="garden"),
}
"""All kinds of interaction by name. `skip` is the trace of a turn that was let pass; nobody types it."""


def interaction_kind(name: str) -> InteractionKind:
    """The kind of an interaction; one that a newer version wrote is taken for a note of its own name."""
    return INTERACTIONS.get(name) or InteractionKind(weight="none", noun=name, group="notes")
