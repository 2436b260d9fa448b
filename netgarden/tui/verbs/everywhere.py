"""What can be done on every screen: find, help, the palette, undo and redo."""

from netgarden.change.history import Inverse
from netgarden.errors import NetgardenError
from netgarden.tui import screens
from netgarden.tui.verbs.context import Context
from netgarden.tui.verbs.verb import Verb


class Help(Verb):
    """Show all keys that work here, and what they do."""

    def run(self, context: Context) -> None:
        """Show them for the screen and the widget that has the focus."""
        context.open(screens.HelpScreen(context.session, context.app.screen))


class Find(Verb):
    """Find anyone, and do with them what find ends with."""

    def run(self, context: Context) -> None:
        """Open find; the screen beneath takes the next step."""
        context.find()


class Palette(Verb):
    """Search all commands."""

    def run(self, context: Context) -> None:
        """Open the palette."""
        context.app.action_command_palette()


class Undo(Verb):
    """Take back the last change."""

    def when(self, context: Context) -> bool:
        """Return whether there is something to take back."""
        return bool(context.session.history.undoable)

    def why_not(self, context: Context) -> str:
        """Say that there is nothing."""
        return "Nothing to undo yet."

    def run(self, context: Context) -> None:
        """Take it back, and say how it comes again."""
        try:
            inverse = context.session.undo()
        except NetgardenError as error:
            context.say(str(error), problem=True)
            return
        _say_taken_back(context, inverse, "undone", f"{context.keys['redo']} brings it back")


class Redo(Verb):
    """Bring back what was undone."""

    def when(self, context: Context) -> bool:
        """Return whether anything was undone."""
        return bool(context.session.history.redoable)

    def why_not(self, context: Context) -> str:
        """Say that there is nothing."""
        return "Nothing to bring back."

    def run(self, context: Context) -> None:
        """Bring it back, and say how it goes again."""
        try:
            inverse = context.session.redo()
        except NetgardenError as error:
            context.say(str(error), problem=True)
            return
        _say_taken_back(context, inverse, "back again", f"{context.keys['undo']} undoes")


def _say_taken_back(context: Context, inverse: Inverse | None, done: str, how: str) -> None:
    if inverse is None:
        context.say("Nothing to take back.")
        return
    stayed = f" · {len(inverse.stayed)} changed since and left as they are" if inverse.stayed else ""
    context.say(f"✓ {done}: {inverse.change.label} · {how}{stayed}")


class Theme(Verb):
    """Choose other colours."""

    def run(self, context: Context) -> None:
        """Open the list of themes."""
        context.open(screens.ThemeScreen(context.session))


class Quit(Verb):
    """Leave the app."""

    def run(self, context: Context) -> None:
        """Leave."""
        context.app.exit()


VERBS = {
    "help": Help(),
    "find": Find(),
    "palette": Palette(),
    "undo": Undo(),
    "redo": Redo(),
    "theme": Theme(),
    "quit": Quit(),
}
