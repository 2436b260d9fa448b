"""What screens with a composer share: writing an entry, and the overlays that may end in one."""

from collections.abc import Callable, Sequence

from textual import on
from textual.app import SuspendNotSupported

from netgarden.errors import NetgardenError, UsageError
from netgarden.text.plain import plural
from netgarden.tui import screens
from netgarden.tui.keys import keys_of
from netgarden.tui.screens.base import BaseScreen
from netgarden.tui.screens.next_step import NextStep
from netgarden.tui.widgets.composer import Composer
from netgarden.tui.writing import Writing


class ComposingScreen(BaseScreen[NextStep | None], is_shown=False):
    """A screen with people and a composer. A subclass makes `writing` when its composer is there."""

    HAS_COMPOSER = True

    writing: Writing
    _card_of = ""
    """Whose card the entry that is being edited was chosen on."""

    def on_unmount(self) -> None:
        """Lose nothing of what was typed last."""
        self.writing.leave()

    # ── the composer ─────────────────────────────────────────────────────────

    def write(self, uid: str, start: str = "") -> None:
        """Open the composer for a person; a draft that stands there already is kept."""
        self._begin(uid, start)

    def _begin(self, uid: str | None, start: str = "") -> None:
        if not self.writing.begin(uid, start):
            save = keys_of(self.app)["save"]
            self.say(f"An entry is begun already: {save} saves it, then comes the next.")

    def take(self, step: NextStep | None) -> None:
        """Take the step that another screen ended with: write an entry for somebody, or edit one."""
        if step is not None and step.uid != self.person:
            self.come_back(step.uid)
        if step is None or step.action == "seen":
            return
        if step.action != "entry":
            self.write(step.uid, step.words)
            return
        try:
            self.writing.edit(step.words)
            self._card_of = step.uid
        except NetgardenError as error:
            self.say(str(error), problem=True)

    def saved(self) -> None:
        """Called when an entry was saved, unless another one is begun at once."""
        raise NotImplementedError

    @on(Composer.Typed)
    def _typed(self) -> None:
        self.writing.show()

    @on(Composer.Called)
    def _called(self, event: Composer.Called) -> None:
        if event.command == "accept":
            self.writing.accept()
        elif event.command == "grammar":
            from netgarden.composer.grammar_sheet import LABELS, grammar_sheet

            sheet = screens.TextSheet(self.session, "How entries are written", grammar_sheet(), labels=LABELS)
            self.app.push_screen(sheet)
        elif event.command == "editor":
            self._edit_outside()
        else:
            self._save(stay=event.command == "save_another")

    def _save(self, *, stay: bool) -> None:
        edited = self.writing.edited
        try:
            label = self.writing.save()
        except NetgardenError as error:
            self.say(str(error), problem=True)
            return
        self.say_done(label)
        if stay:
            self.writing.begin(self.person)
        else:
            self.saved()
            self._back_to_card(edited)

    def put_down(self) -> None:
        """Called when the composer is left: to the card, if an entry was only looked at."""
        self._back_to_card(self.writing.put_down())

    def _back_to_card(self, edited: str) -> None:
        if edited and self._card_of in self.garden.contacts:
            self.open_card(self._card_of, edited)

    def _edit_outside(self) -> None:
        """Write the entry in $EDITOR, where the terminal can be lent to it."""
        from netgarden.tui.terminal.editor import edited_outside

        try:
            with self.app.suspend():
                text = edited_outside(self.writing.composer.text)
        except (SuspendNotSupported, NetgardenError) as error:
            self.say(str(error) or "This terminal cannot be lent to an editor.", problem=True)
            return
        self.writing.composer.put(text)

    def action_new_entry(self) -> None:
        """Write about anybody."""
        self._begin(None)

    # ── finding, cards ───────────────────────────────────────────────────────

    def found(self, step: NextStep | None) -> None:
        """Go to the person found, and do there what find ended with."""
        if step is None or step.action == "add":
            super().found(step)
            return
        self.go_to(step.uid)
        if step.action == "card":
            self.open_card(step.uid)
        else:
            self.call_later(self.run_action, step.action)

    def open_card(self, uid: str, entry: str = "") -> None:
        """Open the whole card, with the cursor on an entry of the timeline if one is given."""
        self.app.push_screen(screens.CardScreen(self.session, uid, self.listed, entry), self.take)

    @property
    def listed(self) -> Sequence[str]:
        """The uids of the list that the card is opened from, in its order."""
        return ()

    def come_back(self, uid: str) -> None:
        """Put the cursor on the one whose card was left last."""

    # ── minutes ──────────────────────────────────────────────────────────────

    def ask_minutes(self, minutes: int | None, then: Callable[[int], None]) -> None:
        """Ask for today's minutes; those set so far stand there, else those of the rules."""

        def check(text: str) -> str:
            if not text.strip().isdecimal():
                raise UsageError("Write a number of minutes; 0 shows everything.")
            rows = self.session.queue(int(text)).rows
            return f"{plural(len(rows), 'person', 'people')} today"

        value = str(self.rules.budget if minutes is None else minutes)
        self.ask_text("How many minutes have you today?", check, lambda text: then(int(text)), value=value)
