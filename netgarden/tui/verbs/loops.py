"""What is open with somebody: listing it and closing it."""

from datetime import date

from netgarden.due.queue import Row
from netgarden.due.reasons import Reason
from netgarden.session.session import Session
from netgarden.tui import screens
from netgarden.tui.verbs.context import Context
from netgarden.tui.verbs.verb import PersonVerb
from netgarden.verbs import loops as actions

RESULTS = {"y": "yes", "n": "no", "r": "no answer"}
"""By which key a request is closed with which result."""


class Loops(PersonVerb):
    """List what is open with somebody, and what was."""

    def run(self, context: Context) -> None:
        """Open the list."""
        if context.person:
            context.open_for_step(screens.LoopsScreen(context.session, context.person))


class CloseLoop(PersonVerb):
    """Close the promise, thanks or request that the row shows."""

    def run(self, context: Context) -> None:
        """Close what the row shows; where it shows nothing of the kind, the first that is open."""
        session, uid = context.session, context.person
        if uid is None:
            return
        row = session.row(uid)
        if row and close_reason(context, row):
            return
        loops = session.garden.open_loops_of(uid)
        if loops:
            close(context, loops[0].uid, loops[0].kind)
        else:
            context.say("Nothing is open with them.")


def is_closable(session: Session, reason: Reason) -> bool:
    """Return whether the reason is something that can be closed: a loop, a milestone, a birthday."""
    garden = session.garden
    return (
        reason.subject in garden.loops
        or garden.find("milestones", reason.subject) is not None
        or (reason.kind == "milestone" and reason.due_on is not None)
    )


def close_reason(context: Context, row: Row) -> bool:
    """Close what the leading reason is about, and return whether it is something that can be closed."""
    garden, today, reason = context.session.garden, context.session.today, row.lead
    if not is_closable(context.session, reason):
        return False
    if reason.subject in garden.loops:
        close(context, reason.subject, reason.kind)
    elif garden.find("milestones", reason.subject):
        context.do(lambda _: actions.mark_milestone(garden, reason.subject, today))
    elif day := reason.due_on:
        context.do(lambda _: actions.mark_birthday(garden, row.uid, day, today))
    return True


def close(context: Context, loop: str, kind: str) -> None:
    """Close a loop; of a request ask first what came of it."""
    garden, today = context.session.garden, context.session.today
    if kind in ("planned", "happened") and (garden.loops[loop].due_on or date.max) <= today:
        context.do(lambda _: actions.confirm_planned(garden, loop, today))
        return
    if garden.loops[loop].kind != "ask":
        context.do(lambda _: actions.close_loop(garden, loop, today))
        return

    def answered(key: str) -> None:
        if key == "g":
            context.do(lambda _: actions.nudge(garden, loop, today))
        else:
            context.do(lambda _: actions.close_loop(garden, loop, today, result=RESULTS[key]))

    keys = {
        "y": "they said yes",
        "n": "they said no",
        "g": "nudged them today",
        "r": "no answer, rest it",
    }
    choices = [screens.Choice(*key) for key in keys.items()]
    context.ask(f"Asked: {garden.loops[loop].text}", choices, answered)


VERBS = {"loops": Loops(), "close_loop": CloseLoop()}
