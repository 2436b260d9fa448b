"""Writing an entry: what the composer's text means while it is typed, and saving it."""

from typing import TYPE_CHECKING

from textual.content import Content
from textual.timer import Timer

from netgarden.errors import UsageError
from netgarden.records.interaction import Interaction
from netgarden.session.session import Session
from netgarden.text.dates_in_words import long_day
from netgarden.tui.keys import keys_of
from netgarden.tui.widgets.composer import Composer, PreviewPiece

# What reads entries is imported when the first letter is typed, not for the first screen.
if TYPE_CHECKING:
    from netgarden.composer.completion import Completion
    from netgarden.composer.preview import Piece
    from netgarden.verbs.entries import Logged

HINT = "what happened, in plain words · {save} saves · {grammar} shows the grammar · {back} back, the draft stays"

KEEP_AFTER = 0.3
"""Seconds without typing after which the draft is kept."""

STYLES = {
    "kind": "bold",
    "person": "$success",
    "new": "$accent bold",
    "ambiguous": "$success underline",
    "opened": "$accent",
    "doubt": "$warning italic",
    "ledger": "$warning",
    "next": "$foreground-muted",
}
"""How the pieces of the preview are coloured; their words carry the meaning."""


class Writing:
    """The entry in the composer, for the person it was begun for."""

    def __init__(self, session: Session, composer: Composer, title: str) -> None:
        """`title` is what the composer is called on this screen."""
        self.session = session
        self.composer = composer
        self._title = title
        self._selected: str | None = None
        self._choices: dict[str, int] = {}
        self._follows = True
        self._editing: Interaction | None = None
        self._opened = ""
        self._text = ""
        self._keeping: Timer | None = None
        self._offers: list[Completion] = []
        self._ghost: Completion | None = None

    # ── for whom ─────────────────────────────────────────────────────────────

    def follow(self, uid: str | None) -> None:
        """The cursor is on somebody else; an entry that is begun already stays with its person."""
        if self._follows and not self.composer.text.strip():
            self._select(uid)

    def begin(self, uid: str | None, start: str = "") -> bool:
        """Open the composer for a person, or for anybody. A draft that stands there is kept; False where it is not
        what was to be begun.
        """
        stands = bool(self.composer.text.strip())
        if not stands:
            self._select(uid)
            self._follows = False
            if start:
                self.composer.put(start)
        self.composer.area.focus()
        self.show()
        return not stands or (self._selected == uid and not start)

    def edit(self, uid: str) -> None:
        """Open an entry again, with its text as typed. Raises UsageError where another one is begun already."""
        if self.composer.text.strip():
            raise UsageError("An entry is begun already: save it, or empty it, then edit the other one.")
        interaction = self.session.garden.interaction(uid)
        if interaction is None:
            raise UsageError("This entry is no longer in the garden.")
        from netgarden.composer.reopening import reopen

        text, _, people = reopen(self.session.garden, self.session.names, interaction)
        self._select(people[0] if people else None)
        self._opened = text
        self._go_on_with(interaction)
        self.composer.put(text)
        self.composer.area.focus()
        self.show()

    def _go_on_with(self, interaction: Interaction) -> None:
        self._editing = interaction
        self._follows = False
        when = long_day(interaction.on, self.session.today)
        self.composer.border_title = Content(f"{self._title} · editing {interaction.kind} of {when}")

    def put_down(self) -> str:
        """One goes elsewhere: an entry that was opened and stayed as it was is no draft. Its uid; else nothing."""
        opened = self.edited
        if not opened or self.composer.text != self._opened:
            return ""
        self.clear()
        self.show()
        return opened

    def _select(self, uid: str | None) -> None:
        contact = self.session.garden.contacts.get(uid or "")
        self._selected = contact.uid if contact else None
        self.composer.border_title = Content(f"{self._title} · {contact.name}" if contact else self._title)

    @property
    def edited(self) -> str:
        """The uid of the entry that is being edited; empty while a new one is written."""
        return self._editing.uid if self._editing else ""

    # ── what it means ────────────────────────────────────────────────────────

    def _understood(self) -> "Logged":
        return self.session.understand(
            self.composer.text, selected=self._selected, choices=self._choices, editing=self._editing
        )

    def show(self) -> None:
        """Show what saving would do now, and how the word at the caret may go on."""
        session, composer = self.session, self.composer
        text = composer.text
        if text != self._text:
            self._text = text
            if self._keeping is not None:
                self._keeping.stop()
            self._keeping = composer.set_timer(KEEP_AFTER, self.keep)
        if not text.strip():
            self._offers, self._ghost = [], None
            composer.show_preview((), keys_of(composer.app).fill(HINT))
            composer.show_offers((), "")
            return
        from netgarden.composer.completion import complete, ghost

        logged = self._understood()
        composer.show_preview([list(map(_shown, pieces)) for pieces in session.preview(logged)])
        entries = [effect.entry for effect in logged.effects]
        self._ghost = ghost(text, composer.caret, entries, session.garden)
        self._offers = complete(text, composer.caret, session.names, session.today, session.rules.date_style)
        composer.show_offers(
            [f"{offer.text}  {offer.hint}".rstrip() for offer in self._offers],
            self._ghost.text if self._ghost and not self._offers else "",
        )

    def accept(self) -> None:
        """Take the first completion, else the ghost, else the next answer to a doubt."""
        text = self.composer.text
        offer = self._offers[0] if self._offers else self._ghost
        if offer is not None:
            before = text[: offer.start] + offer.text
            self.composer.put(before + text[offer.end :], len(before))
        else:
            self._settle()
        self.show()

    def _settle(self) -> None:
        """Take the next answer to the first doubt that was not answered, else to the last one again."""
        effects = self._understood().effects
        doubts = [doubt for effect in effects for doubt in effect.doubts if len(doubt.options) > 1]
        if doubts:
            doubt = next((one for one in doubts if one.key not in self._choices), doubts[-1])
            self._choices[doubt.key] = (doubt.chosen + 1) % len(doubt.options)

    # ── keeping ──

    def keep(self) -> None:
        """Keep the draft in the state directory, so that it survives whatever ends the app."""
        if self._keeping is not None:
            self._keeping.stop()
            self._keeping = None
        window, text = self.session.window, self._text
        if self._editing is not None and text == self._opened:  # so it is in the garden already
            text = ""
        kept = (text, self._selected or "", self.edited) if text else ("", "", "")
        if kept != (window.entry, window.entry_for, window.entry_of):
            self.session.remember(entry=kept[0], entry_for=kept[1], entry_of=kept[2])

    def leave(self) -> None:
        """Keep what was typed a moment ago: the screen goes."""
        if self._keeping is not None:
            self.keep()

    def restore(self) -> None:
        """Put back the draft that was kept."""
        window = self.session.window
        if window.entry.strip():
            self._select(window.entry_for)
            self._follows = False
            edited = self.session.garden.interaction(window.entry_of) if window.entry_of else None
            if edited is not None:
                self._go_on_with(edited)
            self.composer.put(window.entry)

    # ── saving ───────────────────────────────────────────────────────────────

    def save(self) -> str:
        """Save the entry and empty the composer; the label of what was done.

        Raises NetgardenError where there is nothing to save or it cannot be saved; the text then stays.
        """
        if not self.composer.text.strip():
            raise UsageError("Nothing is written yet.")
        change = self._understood().change
        # The text goes first: announcing the change shows the composer anew.
        text = self.composer.text
        self.clear()
        try:
            self.session.do(change)
        except Exception:
            self.composer.put(text)
            raise
        self._text = ""
        self.keep()
        return change.label

    def clear(self) -> None:
        """Empty the composer; it follows the cursor again."""
        self._choices.clear()
        self._follows = True
        self._editing = None
        self.composer.put("")


def _shown(piece: "Piece") -> PreviewPiece:
    from netgarden.composer.preview import HEAD_ROLES

    return PreviewPiece(piece.text, STYLES.get(piece.role, ""), joined=piece.role in HEAD_ROLES)
