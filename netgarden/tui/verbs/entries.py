"""Writing down what happened with somebody."""

from netgarden.tui.verbs.context import Context
from netgarden.tui.verbs.verb import PersonVerb


class Log(PersonVerb):
    """Write down what happened with the person under the cursor."""

    def run(self, context: Context) -> None:
        """Open the composer."""
        if context.person:
            context.write(context.person)


class Note(PersonVerb):
    """Write a note about the person under the cursor."""

    def run(self, context: Context) -> None:
        """Open the composer, with the word for a note."""
        if context.person:
            context.write(context.person, "note: ")


class Tried(PersonVerb):
    """Log that you tried to reach them and got no answer."""

    def run(self, context: Context) -> None:
        """Log it at once."""
        from netgarden.verbs.entries import tried

        session = context.session
        context.do(lambda people: tried(session.garden, people, session.today, session.now_text()))


VERBS = {"log": Log(), "note": Note(), "tried": Tried()}
