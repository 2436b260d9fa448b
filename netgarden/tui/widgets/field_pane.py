"""The fields of a person, a row each, edited where they stand."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from netgarden.records.metadata import Field
from netgarden.tui.keys import key_name, keys_of
from netgarden.tui.look.content import MUTED
from netgarden.tui.widgets.card import CardBody, CardLine
from netgarden.tui.widgets.line_input import LineInput
from netgarden.tui.widgets.line_list import moving

LABEL_WIDTH = 13
"""Cells of the cursor, a label and the gap after it."""

MOST_LINES = 6
"""Lines that a row shows of a long value."""


class FieldInput(LineInput):
    """One line. Of what is pasted all lines are taken, where Textual's own keeps the first."""

    def on_paste(self, event: events.Paste) -> None:
        """Put the lines after each other, with commas: that is how fields of several members are written."""
        event.prevent_default().stop()
        self.replace(", ".join(filter(None, map(str.strip, event.text.split("\n")))), *self.selection)


class FieldRow(Widget):
    """A label and its value; while it is edited, an editor in the place of the value and a line beneath it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "done", "Save", id="field.save"),
        Binding("tab", "done(1)", "Save, next field", id="field.save_next"),
        Binding("shift+tab", "done(-1)", "Save, field before", show=False, id="field.save_previous"),
        Binding("escape", "leave", "As it was", id="field.leave"),
    ]
    """
    | Key(s) | Description |
    | :- | :- |
    | enter, ctrl+s | Save; in a field of several lines only ctrl+s. |
    | tab, shift+tab | Save and edit the next field, or the one before. |
    | escape | Leave the field as it was. |
    """

    DEFAULT_CSS = f"""
    FieldRow {{ height: auto; }}
    FieldRow.-cursor {{ background: $block-cursor-blurred-background; }}
    FieldRow Input, FieldRow TextArea {{
        margin-left: {LABEL_WIDTH}; height: 1; border: none; padding: 0; background: $panel;
    }}
    FieldRow TextArea {{ height: 8; }}
    FieldRow Input:focus, FieldRow TextArea:focus {{ border: none; }}
    FieldRow Static {{ margin-left: {LABEL_WIDTH}; height: auto; color: $foreground-muted; }}
    FieldRow Static.-wrong {{ color: $error; }}
    """

    class Done(Message):
        """Sent when the text is to be saved."""

        def __init__(self, row: "FieldRow", go_on: int) -> None:
            self.row = row
            self.go_on = go_on
            """How many fields further one wants to edit next; 0 for none."""
            super().__init__()

    class Left(Message):
        """Sent when the field is to stay as it was."""

    def __init__(self, field: Field) -> None:
        super().__init__(id=f"field-{field.name}")
        self.field = field
        self._lines: Sequence[str] = ()
        self._before = ""

    def show(self, lines: Sequence[str]) -> None:
        """Show a value, a line for each of its parts."""
        if lines != self._lines:
            self._lines = lines
            self.refresh(layout=True)

    # ── drawing ──────────────────────────────────────────────────────────────

    def _laid_out(self, width: int) -> list[Content]:
        room, laid_out = max(8, width - LABEL_WIDTH), list[Content]()
        for line in self._lines:
            if len(laid_out) > MOST_LINES:
                break
            # Of a text of a megabyte no more is wrapped than can be seen.
            laid_out += Content(line[: room * (MOST_LINES + 1)]).wrap(room)
        if len(laid_out) > MOST_LINES:
            laid_out = [
                *laid_out[: MOST_LINES - 1],
                Content.styled(f"… {keys_of(self.app)['fields.edit']} shows all", MUTED),
            ]
        return laid_out or [Content("")]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the value takes, or the editor and what is said of it."""
        if self.is_edited:
            return super().get_content_height(container, viewport, width)
        return len(self._laid_out(width))

    def render(self) -> Content:
        """The label, and the value beside it."""
        at_cursor = self.has_class("-cursor")
        mark, style = ("▌", "bold") if at_cursor else (" ", MUTED)
        label = Content.assemble(mark, (self.field.label, style))
        first, *more = [Content("")] if self.is_edited else self._laid_out(self.content_size.width)
        lines = [label.pad_right(LABEL_WIDTH - label.cell_length) + first]
        lines += [Content(mark).pad_right(LABEL_WIDTH - 1) + line for line in more]
        return Content("\n").join(lines)

    # ── editing ──────────────────────────────────────────────────────────────

    @property
    def is_edited(self) -> bool:
        """Whether an editor stands in it."""
        return bool(self.children)

    @property
    def text(self) -> str:
        """The text in the editor."""
        editor = self.query_one("Input, TextArea")
        return (
            editor.value if isinstance(editor, Input) else editor.text if isinstance(editor, TextArea) else ""
        )

    @property
    def is_changed(self) -> bool:
        """Whether the editor says something else than the value."""
        return self.is_edited and self.text != self._before

    async def edit(self, text: str) -> None:
        """Put an editor in the place of the value, with this text, and give it the focus."""
        self._before = text
        editor: FieldInput | TextArea
        if self.field.multiline:
            editor = TextArea(text, tab_behavior="focus", highlight_cursor_line=False)
            editor.cursor_blink = False
        else:
            editor = FieldInput(text, placeholder=self.field.hint, select_on_focus=False)
        await self.mount(editor, Static(Content(self._help), markup=False))
        self.refresh(layout=True)
        # At once, so that the next key of a burst is text already.
        self.screen.set_focus(editor)

    @property
    def _help(self) -> str:
        keys = keys_of(self.app)
        # In several lines the first key of saving, enter, is a new line.
        save = key_name(keys.names_of("field.save")[-1 if self.field.multiline else 0])
        how = f"{save} saves, {keys['field.leave']} leaves it"
        return " · ".join(part for part in (self.field.hint, how) if part)

    async def close(self) -> None:
        """Take the editor away."""
        await self.remove_children()
        self.refresh(layout=True)

    async def on_descendant_blur(self) -> None:
        """Close an editor in which nothing was changed when it loses the focus; another window is no leaving."""
        if self.is_edited and not self.is_changed and not self.has_focus_within and self.app.app_focus:
            await self.close()

    def say(self, problem: str) -> None:
        """Say beneath the editor what is wrong with its text, or, with nothing, how to go on."""
        said = self.query_one(Static)
        said.set_class(bool(problem), "-wrong")
        said.update(Content(problem or self._help))

    def on_input_changed(self) -> None:
        """Take away the error: what was wrong may be right now."""
        self.say("")

    def on_input_submitted(self) -> None:
        """Enter saves."""
        self.action_done()

    def action_done(self, go_on: int = 0) -> None:
        """Hand the text on."""
        self.post_message(self.Done(self, go_on))

    def action_leave(self) -> None:
        """Leave the field as it was."""
        self.post_message(self.Left())


class FieldPane(VerticalScroll, can_focus=True):
    """Facts about somebody, and beneath them their fields. Enter or a click edits the one chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "edit", "Edit", tooltip="Edit the field in its row.", id="fields.edit"),
        *moving("fields"),
    ]
    """
    | Key(s) | Description |
    | :- | :- |
    | enter | Edit the field in its row. |
    | j, k | Next field, the one before. |
    | ctrl+d, ctrl+u | Half a page down, half a page up. |
    | home | To the top. |
    | G, end | To the last field. |
    """

    DEFAULT_CSS = """
    FieldPane { scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    FieldPane:focus FieldRow.-cursor { background: $block-cursor-background; color: $block-cursor-foreground; }
    """

    cursor: reactive[int] = reactive(0)
    """Index of the field under the cursor."""

    class Submitted(Message):
        """Sent when a field is to be given another text. Whoever takes it calls `accept` or `refuse`."""

        def __init__(self, field: str, text: str, go_on: int) -> None:
            self.field = field
            self.text = text
            self.go_on = go_on
            """How many fields further one wants to edit next; 0 for none."""
            super().__init__()

    def __init__(self, fields: Sequence[Field], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._fields = fields
        self._texts: Mapping[str, str] = {}

    def compose(self) -> ComposeResult:
        """Show the facts, and the rows."""
        yield CardBody()
        for field in self._fields:
            yield FieldRow(field)

    def on_mount(self) -> None:
        """Mark the first row."""
        self.watch_cursor(0, 0)

    def show(
        self, lead: Sequence[CardLine], values: Mapping[str, Sequence[str]], texts: Mapping[str, str]
    ) -> None:
        """Show what is to be known, the values by field, a line for each part, and keep the texts to be edited.

        A row that is being edited keeps its editor and what stands in it.
        """
        self._texts = texts
        self.query_one(CardBody).show(lead)
        for row in self._rows:
            row.show(values.get(row.field.name, ()))

    # ── which ────────────────────────────────────────────────────────────────

    @property
    def _rows(self) -> list[FieldRow]:
        return list(self.query(FieldRow))

    @property
    def field(self) -> str:
        """The name of the field under the cursor."""
        return self._fields[self.cursor].name

    @property
    def edited(self) -> FieldRow | None:
        """The row that is being edited."""
        return next((row for row in self._rows if row.is_edited), None)

    def go_to(self, field: str) -> None:
        """Put the cursor on a field."""
        self.cursor = next(place for place, one in enumerate(self._fields) if one.name == field)

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a field."""
        return max(0, min(cursor, len(self._fields) - 1))

    def watch_cursor(self, before: int, after: int) -> None:
        """Mark the row."""
        rows = self._rows
        if rows:
            rows[before].remove_class("-cursor").refresh()
            rows[after].add_class("-cursor").refresh()

    def action_move(self, rows: int) -> None:
        """Move by rows; above the first one stands what is to be known."""
        if self.cursor + rows < 0:
            self.scroll_home(animate=False)
        self.cursor += rows
        self._show_cursor()

    def action_page(self, pages: int) -> None:
        """Move by half pages."""
        self.action_move(pages * max(1, self.scrollable_content_region.height // 2))

    def _show_cursor(self) -> None:
        if self.cursor or not self.is_at_top:
            self.scroll_to_widget(self._rows[self.cursor], animate=False)

    @property
    def is_at_top(self) -> bool:
        """Whether the first line is to be seen."""
        return self.scroll_offset.y == 0

    def action_top(self) -> None:
        """Go to the first line."""
        self.cursor = 0
        self.scroll_home(animate=False)

    def action_bottom(self) -> None:
        """Go to the last field."""
        self.cursor = len(self._fields) - 1
        self._show_cursor()

    # ── editing ──────────────────────────────────────────────────────────────

    async def action_edit(self) -> None:
        """Edit the field under the cursor."""
        row = self._rows[self.cursor]
        if self.edited is not None and self.edited is not row:
            await self.edited.close()
        if not row.is_edited:
            await row.edit(self._texts.get(row.field.name, ""))
        else:
            self.screen.set_focus(row.query_one("Input, TextArea"))
        self._bring_into_view(row)

    async def accept(self, go_on: int = 0) -> None:
        """Close the editor; edit the field `go_on` further, if any."""
        if (row := self.edited) is not None:
            self.screen.set_focus(self)
            await row.close()
        if go_on:
            self.cursor += go_on
            await self.action_edit()

    def refuse(self, problem: str) -> None:
        """Say what is wrong with the text; it stays."""
        if (row := self.edited) is not None:
            row.say(problem)
            self._bring_into_view(row)

    def _bring_into_view(self, row: FieldRow) -> None:
        # Once it is laid out: a row that is edited is higher, the more so with a problem.
        self.call_after_refresh(self.scroll_to_widget, row, animate=False)

    def on_field_row_done(self, message: FieldRow.Done) -> None:
        """Ask whether the text fits."""
        message.stop()
        self.post_message(self.Submitted(message.row.field.name, message.row.text, message.go_on))

    async def on_field_row_left(self, message: FieldRow.Left) -> None:
        """Leave it as it was."""
        message.stop()
        await self.accept()

    async def on_click(self, event: events.Click) -> None:
        """A click on a field edits it; unless another one is half written."""
        row = next((one for one in self._rows if event.widget in one.walk_children(with_self=True)), None)
        if row is None or row.is_edited:
            return
        if self.edited is not None and self.edited.is_changed:
            self.refuse(f"Save this one first, or leave it with {keys_of(self.app)['field.leave']}.")
            self.screen.set_focus(self.edited.query_one("Input, TextArea"))
            return
        self.cursor = self._rows.index(row)
        await self.action_edit()
