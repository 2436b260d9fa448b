"""A draft: a message to somebody at the left, what its etiquette is and what one knows of them at the right."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static, TextArea

from netgarden.errors import NetgardenError
from netgarden.messages.drafts import Draft, mailto, make_draft
from netgarden.messages.etiquette import Sign, etiquette
from netgarden.messages.templates import TEMPLATES, source_of, write_template
from netgarden.paths import default_paths
from netgarden.session.session import Changed, Session
from netgarden.text.plain import clean, plural
from netgarden.tui.keys import keys_of
from netgarden.tui.look.content import unbroken
from netgarden.tui.overlays.strip import Choice, Strip
from netgarden.tui.screens.base import leave_with_all_above
from netgarden.tui.screens.next_step import NextStep
from netgarden.tui.terminal.editor import edited_outside
from netgarden.tui.views.main import card_lines
from netgarden.tui.widgets.card import Card

TEMPLATE_KEYS = {
    "f": "follow-up",
    "h": "check-in",
    "c": "congratulation",
    "s": "support",
    "t": "thanks",
    "n": "nudge",
    "r": "reconnect",
    "p": "promise",
    "b": "report-back",
    "l": "planned",
    "a": "ask-introduction",
    "i": "make-introduction",
    "k": "connect",
}
"""The key of each template in the strip that offers them."""

KEYS = (
    ("draft.copy", "copy"),
    ("draft.mail", "mail"),
    ("draft.log", "log as sent"),
    ("draft.template", "template"),
    ("draft.leave", "back"),
)
"""The commands that the last line of the sheet names, and what it calls them."""

LOGS = "{draft.log} logs it once it is sent"


class DraftScreen(ModalScreen[NextStep | None]):
    """Edits a message that nobody sends but its writer. It ends with an entry to write, or with None.

    What was changed and not logged is kept in the session, and stands here when one comes back.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "copy", "Copy", id="draft.copy"),
        Binding("ctrl+o", "mail", "Open in mail", id="draft.mail"),
        Binding("ctrl+l", "log", "Log as sent", id="draft.log"),
        Binding("ctrl+t", "template", "Another template", id="draft.template"),
        Binding("escape", "leave", "Back", id="draft.leave"),
    ]

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (70, "-wide")]

    DEFAULT_CSS = """
    DraftScreen { align: center middle; }
    DraftScreen > Vertical {
        width: 112; max-width: 100%; height: 90%; max-height: 36;
        border: round $border; background: $surface; padding: 0 1;
    }
    DraftScreen #sides { layout: grid; grid-size: 2 1; grid-columns: 3fr 2fr; height: 1fr; }
    DraftScreen #subject { height: auto; margin-bottom: 1; }
    DraftScreen #subject Static { width: 9; color: $foreground-muted; }
    DraftScreen Input, DraftScreen TextArea { border: none; padding: 0; background: $surface; }
    DraftScreen Input { height: 1; width: 1fr; }
    DraftScreen TextArea { height: 1fr; scrollbar-size-vertical: 1; }
    DraftScreen Input:focus, DraftScreen TextArea:focus { border: none; }
    DraftScreen #beside { border-left: solid $border-blurred; padding-left: 1; }
    DraftScreen #signs { height: auto; margin-bottom: 1; padding: 0 1; }
    DraftScreen #problem { height: auto; color: $warning; display: none; }
    DraftScreen #keys { height: auto; color: $foreground-muted; margin-top: 1; }
    DraftScreen.-narrow #sides { grid-size: 1 2; grid-columns: 1fr; grid-rows: 1fr auto; }
    DraftScreen.-narrow #beside { border-left: none; border-top: solid $border-blurred; padding: 0; height: auto; }
    DraftScreen.-narrow #signs, DraftScreen.-narrow #subject, DraftScreen.-narrow #keys { margin: 0; }
    DraftScreen.-narrow #signs { padding: 0; }
    DraftScreen.-narrow Card { display: none; }
    """

    def __init__(self, session: Session, uid: str) -> None:
        super().__init__()
        self._session = session
        self._uid = uid
        self._made = self._make()
        self._draft = session.drafts.get(uid, self._made)

    @property
    def _folder(self) -> Path:
        return default_paths().config.parent / "templates"

    def _make(self, template: str = "") -> Draft:
        session = self._session
        return make_draft(
            session.garden,
            session.rules,
            self._uid,
            session.today,
            session.row(self._uid),
            template=template,
            folder=self._folder,
        )

    def compose(self) -> ComposeResult:
        """Subject and text, the signs and the brief, and the keys."""
        with Vertical(id="sheet") as sheet:
            sheet.border_title = Content(self._title)
            with Container(id="sides"):
                with Vertical():
                    with Horizontal(id="subject"):
                        yield Static("Subject")
                        yield Input(self._draft.subject, select_on_focus=False)
                    yield TextArea(self._draft.text, tab_behavior="focus", highlight_cursor_line=False)
                with Vertical(id="beside"):
                    yield Static(id="signs", markup=False)
                    yield Card()
            yield Static(id="problem", markup=False)
            yield Static(id="keys")

    def on_mount(self) -> None:
        """Begin in the text."""
        area = self._area
        area.cursor_blink = False
        area.focus()
        self._session.subscribe(self._changed)
        self.query_one(Card).show(card_lines(self._session.brief(self._uid)))
        self._show_problem()

    def on_unmount(self) -> None:
        """Listen no more."""
        self._session.unsubscribe(self._changed)

    def _changed(self, changed: Changed) -> None:
        if self._uid not in self._session.garden.contacts:
            leave_with_all_above(self)

    # ── what is shown ────────────────────────────────────────────────────────

    @property
    def _area(self) -> TextArea:
        return self.query_one(TextArea)

    @property
    def _title(self) -> str:
        name = self._session.garden.contacts[self._uid].name
        to = f" · {', '.join(self._draft.to)}" if self._draft.to else ""
        return f"Draft · {TEMPLATES[self._draft.template]} · {name}{to}"

    @on(TextArea.Changed)
    def _typed(self) -> None:
        self._show_signs()

    def on_resize(self) -> None:
        """In little room the signs stand in a line."""
        self.call_after_refresh(self._show_signs)
        self.call_after_refresh(self._show_keys)

    def _show_keys(self) -> None:
        line = self.query_one("#keys", Static)
        named = keys_of(self.app)
        keys = [
            Content.assemble((named[command], "$footer-key-foreground bold"), " ", label)
            for command, label in KEYS
        ]
        line.update(unbroken(keys, line.size.width))

    def _show_signs(self) -> None:
        signs, line = etiquette(self._area.text), self.query_one("#signs", Static)
        narrow = self.has_class("-narrow")
        line.update(in_lines(signs, line.size.width) if narrow else in_a_column(signs))

    def _show_problem(self) -> None:
        line = self.query_one("#problem", Static)
        line.display = bool(self._draft.problem)
        line.update(Content(self._draft.problem))

    # ── what can be done ─────────────────────────────────────────────────────

    @property
    def _edited(self) -> Draft:
        return self._draft._replace(subject=self.query_one(Input).value, text=self._area.text)

    def _say(self, text: str) -> None:
        self.app.notify(text, markup=False, timeout=4)

    def action_copy(self) -> None:
        """Copy the text; nothing is logged."""
        logs = keys_of(self.app).fill(LOGS)
        self.app.copy_to_clipboard(self._area.text)
        self._say(f"✓ copied {plural(len(self._area.text.split()), 'word')} · {logs}")

    def action_mail(self) -> None:
        """Open it as a new message in the mail program; nothing is logged."""
        draft = self._edited
        logs = keys_of(self.app).fill(LOGS)
        self.app.open_url(mailto(draft.to, draft.subject, draft.text))
        known = f"to {', '.join(draft.to)}" if draft.to else "without an address: none is known"
        self._say(f"✓ opened in your mail program, {known} · {logs}")

    def action_log(self) -> None:
        """Go to the composer and log it as sent."""
        self._session.drafts.pop(self._uid, None)
        head, _, rest = self._draft.entry.partition("\n")
        kind = head.partition(":")[0]
        head = f"{kind}: {clean(self.query_one(Input).value)}".rstrip()
        self.dismiss(NextStep("write", self._uid, f"{head}\n{rest}" if rest else f"{head} "))

    def action_template(self) -> None:
        """Choose another template; what was written comes back with ctrl+z."""

        def chosen(key: str | None) -> None:
            if key == "e":
                self._edit_template()
            elif key is not None:
                self._take(self._make(TEMPLATE_KEYS[key]))

        choices = [Choice(key, TEMPLATES[name]) for key, name in TEMPLATE_KEYS.items()]
        choices.append(Choice("e", "edit this template"))
        self.app.push_screen(Strip("Template", choices), chosen)

    def _edit_template(self) -> None:
        """Write the template of this draft in $EDITOR; it becomes one's own, and an empty one the built-in again."""
        name, folder = self._draft.template, self._folder
        before = source_of(name, folder)
        try:
            with self.app.suspend():
                after = edited_outside(before)
            if after.strip() == before.strip():
                return
            file = write_template(name, after, folder)
        except SuspendNotSupported:
            self._say(f"This terminal cannot be lent to an editor: write {folder / name}.txt yourself.")
            return
        except NetgardenError as error:
            self._say(str(error))
            return
        self._take(self._make(name))
        if not self._draft.problem:
            self._say(f"✓ {file}" if after.strip() else f"✓ {name}: the built-in template again")

    def _take(self, draft: Draft) -> None:
        self._made = self._draft = draft
        self.query_one(Input).value = draft.subject
        self._area.replace(draft.text, (0, 0), self._area.document.end)
        self._area.move_cursor((0, 0))
        self.query_one("#sheet").border_title = Content(self._title)
        self._show_problem()

    def action_leave(self) -> None:
        """Back to where one was; what was changed is kept."""
        if (edited := self._edited) == self._made:
            self._session.drafts.pop(self._uid, None)
        else:
            self._session.drafts[self._uid] = edited
        self.dismiss(None)


def in_a_column(signs: Sequence[Sign]) -> Content:
    """A line a sign, and what would help under those that lack."""
    lines = [Content.styled("Etiquette", "$primary bold")]
    for sign in signs:
        lines.append(_mark(sign))
        if sign.hint:
            lines.append(Content.styled(f"  {sign.hint}", "$foreground-muted"))
    return Content("\n").join(lines)


def in_lines(signs: Sequence[Sign], width: int) -> Content:
    """Only what lacks, or that all is well."""
    lacking = [_mark(sign) for sign in signs if not sign.good]
    return unbroken(lacking or [Content.styled("✓ etiquette: all well", "$success")], width)


def _mark(sign: Sign) -> Content:
    glyph, style = ("✓", "$success") if sign.good else ("!", "$warning")
    return Content.assemble((f"{glyph} ", style), sign.words)
