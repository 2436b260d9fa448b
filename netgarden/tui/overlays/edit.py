"""The edit form: every field of a contact on one scrolling sheet."""

from collections.abc import Callable, Mapping
from typing import ClassVar

import msgspec
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.style import Style
from textual.widgets import Input, Static, TextArea

from netgarden.due.rules import Rules
from netgarden.errors import NetgardenError
from netgarden.records.fields import EDITABLE
from netgarden.records.metadata import Field
from netgarden.tui.keys import keys_of
from netgarden.tui.widgets.line_input import LineInput

UNSAVED = "This is not saved yet: {edit.save} saves it, {edit.cancel} again leaves all as it was."
"""What the form says when one leaves it with something typed."""


def with_hints(rules: Rules) -> list[Field]:
    """Return the fields of the form, with the tiers of the rules in their hints."""
    return [msgspec.structs.replace(field, hint=rules.name_tiers(field.hint)) for field in EDITABLE]


class Sheet(VerticalScroll, inherit_bindings=False):
    """Scrolls with the focus and leaves the arrow keys to the fields."""


class EditScreen(ModalScreen[dict[str, str] | None]):
    """Edits fields as text; the result is the fields that were changed, or None.

    `values` are the texts before. `check` is called with the changed fields before the form closes, and raises
    NetgardenError saying which of them does not fit; the form then stays, with nothing lost.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save", priority=True, id="edit.save"),
        Binding("escape", "cancel", "Leave as it was", id="edit.cancel"),
        Binding("down", "app.focus_next", "Next field", show=False, id="edit.next"),
        Binding("up", "app.focus_previous", "Previous field", show=False, id="edit.previous"),
    ]

    DEFAULT_CSS = """
    EditScreen { align: center middle; }
    EditScreen > Vertical {
        width: 84; max-width: 100%; height: 90%; border: round $border; background: $surface; padding: 0 1;
    }
    EditScreen Horizontal { height: auto; }
    EditScreen .label { width: 14; color: $foreground-muted; }
    EditScreen Input, EditScreen TextArea {
        width: 1fr; height: 1; border: none; padding: 0 1; background: $surface;
    }
    EditScreen TextArea { height: 4; }
    EditScreen Input:focus, EditScreen TextArea:focus { border: none; background: $panel; }
    EditScreen #error { height: auto; color: $error; }
    """

    def __init__(
        self,
        title: str,
        values: Mapping[str, str],
        check: Callable[[dict[str, str]], object],
        *,
        rules: Rules,
        first: str = "name",
    ) -> None:
        """`rules` name the tiers in the hints; `first` is the field that has the focus at the start."""
        super().__init__()
        self._title = title
        self._values = values
        self._check = check
        self._first = first
        self._fields = with_hints(rules)
        self._leaves = False

    def compose(self) -> ComposeResult:
        """A row a field."""
        with Vertical() as sheet:
            sheet.border_title = Content(self._title)
            save, leave = (Style.from_meta({"@click": f"screen.{action}"}) for action in ("save", "cancel"))
            keys = keys_of(self.app)
            sheet.border_subtitle = Content.assemble(
                (f"{keys['edit.save']} save", save), " · ", (f"{keys['edit.cancel']} leave", leave)
            )
            with Sheet(can_focus=False):
                for field in self._fields:
                    with Horizontal():
                        yield Static(Content(field.label), classes="label")
                        yield self._editor(field)
            yield Static(id="error", markup=False)

    def _editor(self, field: Field) -> Input | TextArea:
        value = self._values.get(field.name, "")
        if field.multiline:
            area = TextArea(value, id=field.name, tab_behavior="focus", highlight_cursor_line=False)
            area.cursor_blink = False
            return area
        return LineInput(value, id=field.name, placeholder=field.hint, select_on_focus=False)

    def on_mount(self) -> None:
        """Begin at the first field asked for."""
        self.query_one(f"#{self._first}").focus()

    def on_input_submitted(self) -> None:
        """Enter goes to the next field."""
        self.focus_next()

    @property
    def _changed(self) -> dict[str, str]:
        """The texts that are no longer as they were, by field."""
        texts = {
            editor.id or "": editor.value if isinstance(editor, Input) else editor.text
            for editor in self.query("Input, TextArea")
            if isinstance(editor, Input | TextArea)
        }
        return {name: text for name, text in texts.items() if text != self._values.get(name, "")}

    def _say(self, text: str) -> None:
        self.query_one("#error", Static).update(Content(text))

    def action_save(self) -> None:
        """Hand back what was changed, if it fits."""
        changed = self._changed
        try:
            if changed:
                self._check(changed)
        except NetgardenError as error:
            self._say(str(error))
            return
        self.dismiss(changed)

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _typed(self) -> None:
        self._leaves = False

    def action_cancel(self) -> None:
        """Close without a result; what was typed is given up at the second time only, as no undo brings it back."""
        if self._leaves or not self._changed:
            self.dismiss(None)
        else:
            self._leaves = True
            self._say(keys_of(self.app).fill(UNSAVED))
