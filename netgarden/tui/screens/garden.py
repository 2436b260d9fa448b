"""What a screen of the whole garden can open: import, duplicates, lists of attendees, decisions."""

from collections.abc import Callable

from netgarden.errors import NetgardenError, UsageError
from netgarden.tui import screens
from netgarden.tui.keys import keys_of
from netgarden.tui.screens.composing import ComposingScreen

MOST_NAMES = 5
"""So many files of a folder are named before the rest is counted."""


class GardenScreen(ComposingScreen):
    """A screen of everybody, from which what is about many at once is reached."""

    def action_decide(self) -> None:
        """See what waits for a decision."""
        from netgarden.session.decisions import decisions

        if decisions(self.session):
            self.app.push_screen(screens.DecisionScreen(self.session, self.say))
        else:
            self.say("Nothing waits for a decision.")

    def action_import(self) -> None:
        """Ask for a file, and show what it would bring."""

        def show(name: str) -> None:
            self.app.push_screen(screens.ImportScreen(self.session, self.say, name))

        self._ask_file("Import which file or folder?", show, "~/Downloads/Connections.csv")

    def action_duplicates(self) -> None:
        """Show the pairs that may be one person."""
        from netgarden.importing.duplicates import find_duplicates

        if find_duplicates(self.garden):
            self.app.push_screen(screens.DuplicateScreen(self.session, self.say))
        else:
            self.say("No two people here look like one.")

    def action_attendees(self) -> None:
        """Ask for a list, and show whom of it one knows."""

        def left(uid: str | None) -> None:
            if uid:
                self.go_to(uid)
                self.open_card(uid)

        def show(name: str) -> None:
            try:
                found = self.session.match_list(name)
            except NetgardenError as error:
                self.say(str(error), problem=True)
                return
            self.app.push_screen(screens.AttendeeScreen(self.session, self.say, found), left)

        title = "Which list? A name or address a line, a table, vCards or a calendar file"
        self._ask_file(title, show, "~/Downloads/invite.ics")

    def _ask_file(self, title: str, then: Callable[[str], None], placeholder: str) -> None:
        """Ask for a file that is there."""
        from netgarden.importing.input_files import complete_name, read_inputs

        def check(name: str) -> str:
            if not name.strip():
                raise UsageError(
                    keys_of(self.app).fill("Name a file or a folder; {prompt.complete} completes its name.")
                )
            names = [one.name for one in read_inputs([name])]
            more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
            return ", ".join(names[:MOST_NAMES]) + more

        self.ask_text(title, check, then, placeholder=placeholder, complete=complete_name)
