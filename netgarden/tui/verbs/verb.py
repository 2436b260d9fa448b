"""A verb: what a command does, as an object that a screen need not know."""

from netgarden.tui.verbs.context import Context

NOBODY_CHOSEN = "Nobody is chosen here · {list.down} {list.up} move, {find} finds, {add} adds"
"""What is said where a verb needs somebody; keys are filled in."""


class Verb:
    """What a command does. Its key, label and help stand in the table of commands, under the same id."""

    def when(self, context: Context) -> bool:
        """Return whether it applies just now; else its key is dimmed."""
        return True

    def why_not(self, context: Context) -> str:
        """Return what is said when its key is pressed and it does not apply, with commands in braces for keys."""
        return ""

    def run(self, context: Context) -> None:
        """Do it."""
        raise NotImplementedError


class PersonVerb(Verb):
    """A verb about the person under the cursor, or about those marked."""

    def when(self, context: Context) -> bool:
        """Return whether there is anybody."""
        return context.person is not None

    def why_not(self, context: Context) -> str:
        """Say how to choose somebody."""
        return NOBODY_CHOSEN
