"""The whole card: who somebody is, everything that happened, what is open, and whom they know."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content

from netgarden.domain import actions, actions_loops
from netgarden.domain.change import Change
from netgarden.domain.fields import EDITABLE, parse_field
from netgarden.domain.log import delete_interaction
from netgarden.domain.outstanding import Item, outstanding
from netgarden.domain.text import plural
from netgarden.domain.ties import known_to
from netgarden.domain.timeline import GROUPS, Event, event_text, passing, timeline
from netgarden.errors import NetgardenError, UsageError
from netgarden.services.outstanding_words import removed, want_of
from netgarden.services.session import Changed, Session
from netgarden.tui import screens
from netgarden.tui.card_views import (
    event_lines,
    field_texts,
    field_values,
    item_lines,
    standing_lines,
    tie_lines,
    tie_rows,
)
from netgarden.tui.commands import bindings
from netgarden.tui.glyphs import glyphs_of
from netgarden.tui.screens.acting import leave_with_all_above
from netgarden.tui.screens.found import Found
from netgarden.tui.screens.people import PeopleScreen, link_addresses
from netgarden.tui.widgets.card import Card, CardLine
from netgarden.tui.widgets.field_pane import FieldPane
from netgarden.tui.widgets.key_bar import KeyBar
from netgarden.tui.widgets.line_list import LineList
from netgarden.tui.widgets.outstanding import Outstanding
from netgarden.tui.widgets.status import StatusLine
from netgarden.tui.widgets.text_list import TextList
from netgarden.tui.widgets.timeline import Timeline

SECTIONS = ("fields", "open", "timeline", "ties")
"""The sections by id, in the order of `tab`."""

NARROW = 70
"""Columns from which there is room for more than one section."""

FIELD_OF = {"cadence_set_on": "cadence", "met_on": "met_on"}
"""Which field is to be edited for what the record tells of itself in the timeline."""


class CardScreen(PeopleScreen):
    """One person on the whole screen. It ends with what is to be done in the main screen, such as writing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("help"),
        Binding("tab", "section(1)", "Section", tooltip="Go to the next section.", id="card.section"),
        Binding("shift+tab", "section(-1)", "Section before", show=False, id="card.section_before"),
        Binding("f", "filter", "Filter", tooltip="Show only some of the timeline.", id="card.filter"),
        *bindings("log", "close_loop", "undo", show=True),
        Binding("greater_than_sign", "go(1)", "Next", id="card.next",
                tooltip="The next person of the list you came from."),
        Binding("less_than_sign", "go(-1)", "Before", show=False, id="card.previous",
                tooltip="The person before in the list you came from."),
        Binding("escape,q", "leave", "Back", id="card.leave"),
        *bindings("tried", "snooze", "edit", "draft", "loops", "note", "why", "skip", "pause", "cadence",
                  "interests", "open_link", "copy", "archive", "delete", "redo", "palette", show=False),
        Binding("delete", "delete_row", "Delete", show=False, id="card.delete_row",
                tooltip="Delete the entry, loop or tie under the cursor, as D does there."),
        Binding("a", "add_tie", "Add a tie", show=False, id="card.add_tie", tooltip="Note whom they know."),
    ]  # fmt: skip

    AUTO_FOCUS = ""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NARROW, "-medium"), (110, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]

    DEFAULT_CSS = """
    CardScreen #left { width: 36; }
    CardScreen.-wide #left { width: 48; }
    CardScreen #right { width: 1fr; }
    CardScreen #sides > * > * { border: round $border-blurred; border-title-color: $foreground-muted; }
    CardScreen #sides > * > *:focus, CardScreen #sides > * > *:focus-within {
        border: round $border; border-title-color: $foreground; border-title-style: bold;
    }
    CardScreen #fields, CardScreen #timeline { height: 1fr; }
    CardScreen #open, CardScreen #ties {
        height: auto; min-height: 3; max-height: 30%; scrollbar-size-horizontal: 0;
    }

    /* What is under the cursor of a list stands in full beside it: under the fields, or in their place. */
    CardScreen #detail { height: auto; min-height: 7; max-height: 50%; }
    CardScreen.-short #detail { height: 1fr; max-height: 100%; }

    /* Narrow: one section at a time, and beneath it what is under its cursor. */
    CardScreen.-narrow #left, CardScreen.-narrow #right { width: 100%; }
    CardScreen.-narrow #sides { layout: vertical; }
    CardScreen.-narrow.-right #left { dock: bottom; height: 40%; }
    CardScreen.-narrow.-right #right { height: 1fr; }
    CardScreen.-narrow #detail { height: 1fr; max-height: 100%; min-height: 3; }
    CardScreen.-narrow #open, CardScreen.-narrow #ties { height: 1fr; max-height: 100%; }
    """

    def __init__(self, session: Session, uid: str, among: Sequence[str] = ()) -> None:
        """`among` is the list one comes from, by uids: `<` and `>` go along it."""
        super().__init__(session)
        self._uid = self._first = uid
        self._among = tuple(dict.fromkeys(among)) if uid in among else ()
        self._filter = ""
        self._events: tuple[Event, ...] = ()

    def compose(self) -> ComposeResult:
        """The sections, with what is under the cursor in full, a status line and a footer."""
        yield StatusLine()
        with Horizontal(id="sides"):
            with Vertical(id="left"):
                yield FieldPane(EDITABLE, id="fields")
                yield Card(id="detail")
            with Vertical(id="right"):
                yield Outstanding(id="open")
                yield Timeline(self._says, id="timeline")
                yield TextList(id="ties")
        yield KeyBar()

    def on_mount(self) -> None:
        """Fill the sections; begin with the fields."""
        self.session.subscribe(self._changed)
        self._detail.can_focus = False
        self._show()
        self._focus("fields")

    def on_unmount(self) -> None:
        """Listen no more."""
        self.session.unsubscribe(self._changed)

    def _changed(self, changed: Changed) -> None:
        if self._uid not in self.garden.contacts:
            leave_with_all_above(self)
        elif self._uid in changed.touched:
            self._show()
        self.refresh_bindings()

    # ── the parts ────────────────────────────────────────────────────────────

    @property
    def _fields(self) -> FieldPane:
        return self.query_one(FieldPane)

    @property
    def _open(self) -> Outstanding:
        return self.query_one(Outstanding)

    @property
    def _timeline(self) -> Timeline:
        return self.query_one(Timeline)

    @property
    def _ties(self) -> TextList:
        return self.query_one("#ties", TextList)

    @property
    def _detail(self) -> Card:
        return self.query_one("#detail", Card)

    @property
    def _section(self) -> str:
        """The id of the section that has the focus."""
        nodes = self.focused.ancestors_with_self if self.focused else ()
        return next((node.id for node in nodes if node.id in SECTIONS), "fields")

    @property
    def person(self) -> str | None:
        """The person of the card."""
        return self._uid if self._uid in self.garden.contacts else None

    # ── what is shown ────────────────────────────────────────────────────────

    def _show(self) -> None:
        garden, today, contact = self.garden, self.today, self.garden.contacts[self._uid]
        place = (
            f" · {self._among.index(self._uid) + 1:,} of {len(self._among):,}" if len(self._among) > 1 else ""
        )
        archived = " · archived" if contact.archived else ""
        self._fields.border_title = Content(f"{contact.name}{archived}{place}")
        self._fields.show(
            standing_lines(self.session, self._uid, glyphs_of(self.app)),
            field_values(garden, self.rules, contact),
            field_texts(garden, contact),
        )
        items = [item for item in outstanding(garden, self._uid, today) if item.is_open]
        self._open.border_title = Content(f"Open · {len(items)}")
        self._open.hints = ("Nothing is open · O adds a promise, a want …",)
        self._open.show(items)
        self._events = timeline(garden, self._uid, today)
        self._show_timeline()
        ties = tie_rows(garden, self._uid, today)
        self._ties.border_title = Content(f"Knows · {len(ties)}")
        self._ties.hints = ("Nobody you know of · a adds somebody",)
        self._ties.show(ties)
        self.show_status()

    def _show_timeline(self) -> None:
        events = passing(self.garden, self._events, self._filter, self.today)
        some = f"{len(events):,} of " if self._filter else ""
        line = f" · “{self._filter}” · f changes it" if self._filter else ""
        self._timeline.border_title = Content(f"Timeline · {some}{len(self._events):,}{line}")
        self._timeline.hints = (
            (f"Nothing fits “{self._filter}”.", "", "f changes it")
            if self._filter
            else ("Nothing yet.", "", "l writes the first entry")
        )
        self._timeline.show(events)

    def _says(self, event: Event) -> str:
        return event_text(self.garden, event, self.today)

    @on(LineList.Moved)
    def _moved(self, message: LineList.Moved) -> None:
        if message.list.id == self._section:
            self._show_detail()
            self.refresh_bindings()

    def _show_detail(self) -> None:
        """What is under the cursor of the list that has the focus, in full."""
        garden, today, section = self.garden, self.today, self._section
        lines: list[CardLine] = []
        if section == "open" and self._open.item:
            lines = item_lines(self.session, self._uid, self._open.item)
        elif section == "timeline" and self._timeline.event:
            lines = event_lines(garden, self._timeline.event, today)
        elif section == "ties":
            lines = tie_lines(garden, self._uid, str(self._ties.current_key or ""), today)
        self._detail.show(lines)

    # ── where one is ─────────────────────────────────────────────────────────

    def on_descendant_focus(self) -> None:
        """Show what belongs to the section that is used."""
        self._lay_out(self._section)
        self._show_detail()
        self.refresh_bindings()

    def on_resize(self) -> None:
        """Another width may mean another layout."""
        self.call_after_refresh(lambda: self._lay_out(self._section))

    def _lay_out(self, section: str) -> None:
        """Show the sections that there is room for, and beside a list what is under its cursor."""
        narrow, right = self.size.width < NARROW, section != "fields"
        self.set_class(right, "-right")
        self._detail.display = right
        self._fields.display = not right or not (narrow or self.has_class("-short"))
        self.query_one("#right").display = right or not narrow
        for one in SECTIONS[1:]:
            self.query_one(f"#{one}").display = one == section or not narrow

    def _focus(self, section: str) -> None:
        # A hidden widget cannot take the focus, and hiding the one that has it would move it elsewhere: so the
        # section is shown, takes the focus, and only then do others make room.
        self.query_one(f"#{section}").display = self.query_one("#right").display = True
        self.set_focus(self.query_one(f"#{section}"))
        self._lay_out(section)

    def action_section(self, step: int) -> None:
        """Go to the next section."""
        self._focus(SECTIONS[(SECTIONS.index(self._section) + step) % len(SECTIONS)])

    def action_go(self, step: int) -> None:
        """Go to the next person of the list one came from, or the one before."""
        there = [uid for uid in self._among if uid in self.garden.contacts]
        place = there.index(self._uid) + step if self._uid in there else -1
        if not 0 <= place < len(there):
            self.say("There is nobody further in this list." if there else "You came from no list.")
        elif self._is_settled():
            self._uid, self._filter = there[place], ""
            self._show()
            for one in (self._open, self._timeline, self._ties):
                one.action_top()
            self._fields.action_top()
            self._show_detail()
            self.refresh_bindings()

    def _is_settled(self) -> bool:
        """Whether no field is half written; else go back to it and say so."""
        row = self._fields.edited
        if row is None or not row.is_changed:
            return True
        self._focus("fields")
        self._fields.refuse("Save this first, or leave it with esc.")
        self.set_focus(row.query_one("Input, TextArea"))
        return False

    def action_leave(self) -> None:
        """Back to where one was; there the cursor goes to whom one has come to."""
        if self._is_settled():
            self.dismiss(Found("seen", self._uid) if self._uid != self._first else None)

    def write(self, uid: str, start: str = "") -> None:
        """Writing is done in the main screen."""
        if self._is_settled():
            self.dismiss(Found("write", uid, start))

    # ── fields ───────────────────────────────────────────────────────────────

    @on(FieldPane.Submitted)
    async def _submitted(self, message: FieldPane.Submitted) -> None:
        """Save one field, or say what is wrong with it."""
        try:
            value = parse_field(message.field, message.text, self.garden.contacts)
            change = actions.edit_contact(
                self.garden, self.rules, self._uid, {message.field: value}, self.today
            )
            done = self.session.do(change)
        except NetgardenError as error:
            self._fields.refuse(str(error))
            return
        await self._fields.accept(message.go_on)
        if done:
            self.say_done(change.label)

    async def _edit_field(self, field: str) -> None:
        if self._is_settled():
            self._focus("fields")
            self._fields.go_to(field)
            await self._fields.action_edit()

    def action_edit(self) -> None:
        """Edit the field under the cursor."""
        self.call_next(self._edit_field, self._fields.field)

    def action_interests(self) -> None:
        """Edit the interests."""
        self.call_next(self._edit_field, "interests")

    # ── rows ─────────────────────────────────────────────────────────────────

    @property
    def _subject(self) -> tuple[str, str] | None:
        """Table and uid of what the row under the cursor is about; None among the fields."""
        section = self._section
        if section == "open" and self._open.item:
            return self._open.item[:2]
        if section == "timeline" and self._timeline.event:
            return self._timeline.event.table, self._timeline.event.uid
        if section == "ties" and self._ties.current_key:
            return "ties", str(self._ties.current_key)
        return None

    def _item(self, table: str, uid: str) -> Item | None:
        """What is outstanding, or was."""
        items = outstanding(self.garden, self._uid, self.today)
        return next((item for item in items if item[:2] == (table, uid)), None)

    @on(LineList.Chosen)
    async def _chosen(self) -> None:
        """Edit the entry, what is outstanding, or the field that an event is about; open who is known."""
        if (subject := self._subject) is None or not self._is_settled():
            return
        table, uid = subject
        if table == "interactions":
            entry = self.garden.interaction(uid)
            self.dismiss(Found("entry", self._uid, (entry and entry.part_of) or uid))
        elif table == "contacts" and uid == self._uid:
            event = self._timeline.event
            await self._edit_field(FIELD_OF.get(event.field, "notes") if event else "name")
        elif table in ("ties", "contacts"):
            self.app.push_screen(screens.CardScreen(self.session, uid), self._found)
        else:
            self.app.push_screen(screens.LoopsScreen(self.session, self._uid, subject), self._write_found)

    def _found(self, found: Found | None) -> None:
        """Go on with what the card of another one ended with."""
        if found is not None and found.action != "seen":
            self.dismiss(found)

    def action_close_loop(self) -> None:
        """Close the open loop under the cursor; where there is none, what is due."""
        garden, today, subject = self.garden, self.today, self._subject
        item = self._item(*subject) if subject else None
        if item is None or not item.is_open:
            super().action_close_loop()
        elif item.table == "loops":
            self._close(item.uid, item.kind)
        elif item.table == "milestones":
            self.do(lambda _: actions_loops.mark_milestone(garden, item.uid, today))
        else:
            self.do(lambda _: actions_loops.close_want(garden, want_of(garden, item), today))

    def action_delete(self) -> None:
        """Delete what the row is about; among the fields the whole person."""
        if self._section == "fields":
            super().action_delete()
        else:
            self.action_delete_row()

    def action_delete_row(self) -> None:
        """Delete what the row is about."""
        if (subject := self._subject) is not None:
            self.do(lambda _: self._deletion(*subject))
        else:
            self.say("There is nothing here to delete.")

    def _deletion(self, table: str, uid: str) -> Change:
        """Raises UsageError for what cannot be deleted by itself."""
        if table == "interactions":
            return delete_interaction(self.garden, uid)
        if table == "ties":
            if known_to(self.garden, self._uid)[uid].noted is None:
                raise UsageError(
                    "This follows from what you wrote: it goes when the entries or the introduction go."
                )
            return actions_loops.remove_tie(self.garden, self._uid, uid)
        item = self._item(table, uid)
        if item is None:
            raise UsageError("This is told by a field: edit the field.")
        return removed(self.garden, item)

    def action_add_tie(self) -> None:
        """Note by hand whom they know."""
        name = self.garden.contacts[self._uid].name

        def meant(text: str) -> tuple[str, str]:
            words, _, why = text.partition(":")
            found = [match.uid for match in self.session.find(words, limit=2) if match.uid != self._uid]
            if not words.strip() or not found:
                raise UsageError(
                    "Write a name that is in the garden, and if you like a colon and how they know each other."
                )
            return found[0], why.strip()

        def said(text: str) -> str:
            other, why = meant(text)
            return " · ".join(part for part in (self.garden.contacts[other].name, why) if part)

        def add(text: str) -> None:
            other, why = meant(text)
            self.do(lambda _: actions_loops.add_tie(self.garden, self._uid, other, why))

        self.ask_text(f"Whom does {name} know?", said, add, placeholder="sam idowu: studied together")

    def action_filter(self) -> None:
        """Ask what the timeline shows."""

        def check(line: str) -> str:
            found = passing(self.garden, self._events, line, self.today)
            return f"{len(found):,} of {plural(len(self._events), 'event')} · {' '.join(GROUPS)}"

        def chosen(line: str) -> None:
            self._filter = line.strip()
            self._show_timeline()
            self._focus("timeline")

        placeholder = "words, or kinds: talks · loops · milestones …; empty: everything"
        self.ask_text("Show in the timeline", check, chosen, value=self._filter, placeholder=placeholder)

    # ── out of the garden ────────────────────────────────────────────────────

    def action_copy(self) -> None:
        """Copy the value of the field or the entry under the cursor; else an email, a phone number or the brief."""
        text = ""
        if self._section == "fields":
            value = getattr(self.garden.contacts[self._uid], self._fields.field)
            if isinstance(value, dict) and value:
                self._choose("Copy", dict(zip(value, value, strict=True)), self._copied)
                return
            text = field_texts(self.garden, self.garden.contacts[self._uid])[self._fields.field]
        elif self._section == "timeline" and (event := self._timeline.event):
            entry = self.garden.interaction(event.uid) if event.table == "interactions" else None
            text = entry.raw if entry and entry.raw else self._says(event)
        if text and not (self._section == "fields" and self._fields.field == "name"):
            self._copied(text)
        else:
            super().action_copy()

    def action_open_link(self) -> None:
        """Open the link or address under the cursor; else a mail address or a link of the person."""
        contact, field = self.garden.contacts[self._uid], self._fields.field
        if self._section == "fields" and field in ("emails", "links"):
            only: dict[str, Any] = {field: getattr(contact, field)}
            if links := link_addresses(**{"emails": {}, "links": {}, **only}):
                self._choose("Open", links, self.app.open_url)
                return
        super().action_open_link()
