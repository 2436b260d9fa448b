"""What is about many people at once: import, duplicates, lists of attendees, decisions, review and triage."""

from collections.abc import Callable

from netgarden.errors import NetgardenError, UsageError
from netgarden.tui import screens
from netgarden.tui.verbs.context import Context
from netgarden.tui.verbs.verb import Verb

MOST_NAMES = 5
"""So many files of a folder are named before the rest is counted."""


class Decide(Verb):
    """See what waits for a decision."""

    def run(self, context: Context) -> None:
        """Open the list, if anything waits."""
        from netgarden.session.decisions import decisions

        if decisions(context.session):
            context.open(screens.DecisionScreen(context.session))
        else:
            context.say("Nothing waits for a decision.")


class Import(Verb):
    """Bring people in from a file or folder."""

    def run(self, context: Context) -> None:
        """Ask for it, and show what it would bring."""

        def show(name: str) -> None:
            context.open(screens.ImportScreen(context.session, name))

        _ask_file(context, "Import which file or folder?", show, "~/Downloads/Connections.csv")


class Duplicates(Verb):
    """See the pairs that may be one person."""

    def run(self, context: Context) -> None:
        """Open the list, if there are any."""
        from netgarden.importing.duplicates import find_duplicates

        if find_duplicates(context.session.garden):
            context.open(screens.DuplicateScreen(context.session))
        else:
            context.say("No two people here look like one.")


class Attendees(Verb):
    """See whom of a list of attendees or an invitation you know."""

    def run(self, context: Context) -> None:
        """Ask for the list, and show it."""

        def left(uid: str | None) -> None:
            if uid:
                context.go_to(uid)
                context.open_card(uid)

        def show(name: str) -> None:
            try:
                attendees = context.session.match_list(name)
            except NetgardenError as error:
                context.say(str(error), problem=True)
                return
            context.open(screens.AttendeeScreen(context.session, attendees), left)

        title = "Which list? A name or address a line, a table, vCards or a calendar file"
        _ask_file(context, title, show, "~/Downloads/invite.ics")


def _ask_file(context: Context, title: str, then: Callable[[str], None], placeholder: str) -> None:
    """Ask for a file that is there."""
    from netgarden.importing.input_files import complete_name, read_inputs

    def check(name: str) -> str:
        if not name.strip():
            raise UsageError(
                context.keys.fill("Name a file or a folder; {prompt.complete} completes its name.")
            )
        names = [one.name for one in read_inputs([name])]
        more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
        return ", ".join(names[:MOST_NAMES]) + more

    context.ask_text(title, check, then, placeholder=placeholder, complete=complete_name)


class Review(Verb):
    """Go through today's people one at a time."""

    def when(self, context: Context) -> bool:
        """Return whether anybody is due."""
        session = context.session
        return session.knows_who_is_due and bool(session.queue(context.minutes).rows)

    def why_not(self, context: Context) -> str:
        """Say that nobody is."""
        return "Nobody is due today."

    def run(self, context: Context) -> None:
        """Open the review."""
        context.open(screens.ReviewScreen(context.session, context.minutes))


class Triage(Verb):
    """Place, one at a time, whom nobody has placed yet."""

    def run(self, context: Context) -> None:
        """Open the triage."""
        context.open(screens.TriageScreen(context.session))


VERBS: dict[str, Verb] = {
    "decide": Decide(),
    "import": Import(),
    "duplicates": Duplicates(),
    "attendees": Attendees(),
    "review": Review(),
    "triage": Triage(),
}
