"""The whole card: who somebody is, everything that happened, what is open, and whom they know."""

from typing import Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType

from netgarden.change.change import Change
from netgarden.composer.loop_input import removed, want_of
from netgarden.errors import NetgardenError, UsageError
from netgarden.people.outstanding import Item, outstanding
from netgarden.people.ties import known_to
from netgarden.people.timeline import GROUPS, passing
from netgarden.records.fields import parse_field
from netgarden.text.plain import plural
from netgarden.tui import screens
from netgarden.tui.commands import bindings
from netgarden.tui.keys import keys_of
from netgarden.tui.screens.card_sections import CardSections
from netgarden.tui.screens.next_step import NextStep
from netgarden.tui.verbs import loops as loop_verbs
from netgarden.tui.verbs import people as people_verbs
from netgarden.tui.views.card import field_texts
from netgarden.tui.widgets.field_pane import FieldPane
from netgarden.tui.widgets.line_list import LineList
from netgarden.verbs import loops as actions_loops
from netgarden.verbs import people as actions
from netgarden.verbs.entries import delete_interaction

FIELD_OF = {"cadence_set_on": "cadence", "met_on": "met_on"}
"""Which field is to be edited for what the record tells of itself in the timeline."""


class CardScreen(CardSections):
    """The card and what can be done on it. It ends with what is to be done in the main screen, such as writing."""

    HELP = "Everything about one person. Each field, entry and tie is edited where it stands."

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
                tooltip="Delete the entry, loop or tie under the cursor, as {delete} does there."),
        Binding("a", "add_tie", "Add a tie", show=False, id="card.add_tie", tooltip="Note whom they know."),
    ]  # fmt: skip

    # ── going on ─────────────────────────────────────────────────────────────

    def action_go(self, step: int) -> None:
        """Go to the next person of the list one came from, or the one before; the field stays under the cursor."""
        there = [uid for uid in self._among if uid in self.garden.contacts]
        place = there.index(self._uid) + step if self._uid in there else -1
        if not 0 <= place < len(there):
            self.say("The list ends here." if there else "This card was not opened from a list.")
        elif self.may_close():
            self._uid, self._filter = there[place], ""
            self._show()
            for one in (self._open, self._timeline, self._ties):
                one.action_top()
            self._show_detail()
            self.refresh_bindings()

    def may_close(self) -> bool:
        """Return whether no field is half written; else go back to it and say so."""
        row = self._fields.edited
        if row is None or not row.is_changed:
            return True
        self._focus("fields")
        self._fields.refuse(f"Save this first, or leave it with {keys_of(self.app)['field.leave']}.")
        self.set_focus(row.query_one("Input, TextArea"))
        return False

    def action_leave(self) -> None:
        """Back to where one was; there the cursor goes to whom one has come to."""
        if self.may_close():
            self.dismiss(NextStep("seen", self._uid) if self._uid != self._first else None)

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
        if self.may_close():
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

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """As for all people; done only where there is something to close."""
        if action == "close_loop" and not self._can_close:
            return None
        return super().check_action(action, parameters)

    def why_not(self, action: str) -> str:
        """As for all people; of done what is missing."""
        if action == "close_loop":
            return "This is closed already." if self._chosen_item else "Nothing is open with them."
        return super().why_not(action)

    @property
    def _can_close(self) -> bool:
        """Whether what is under the cursor is open; where nothing is that could be, whether anything due is."""
        if item := self._chosen_item:
            return item.is_open
        row = self.session.row(self._uid)
        return bool(self.garden.open_loops_of(self._uid)) or (
            row is not None and loop_verbs.is_closable(self.session, row.lead)
        )

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

    @property
    def _chosen_item(self) -> Item | None:
        """What is outstanding, or was, under the cursor."""
        subject = self._subject
        return self._item(*subject) if subject else None

    @on(LineList.Chosen)
    async def _chosen(self) -> None:
        """Edit the entry, what is outstanding, or the field that an event is about; open who is known."""
        if (subject := self._subject) is None or not self.may_close():
            return
        table, uid = subject
        if table == "interactions":
            entry = self.garden.interaction(uid)
            self.hand_on(NextStep("entry", self._uid, (entry and entry.part_of) or uid))
        elif table == "contacts" and uid == self._uid:
            event = self._timeline.event
            await self._edit_field(FIELD_OF.get(event.field, "notes") if event else "name")
        elif table in ("ties", "contacts"):
            self.open_card(uid)
        else:
            self.app.push_screen(screens.LoopsScreen(self.session, self._uid, subject), self.take)

    def action_close_loop(self) -> None:
        """Close the open loop under the cursor; where there is none, what is due."""
        garden, today, item = self.garden, self.today, self._chosen_item
        if item is None:
            self.run_verb("close_loop")
        elif item.table == "loops":
            loop_verbs.close(self.context, item.uid, item.kind)
        elif item.table == "milestones":
            self.do(lambda _: actions_loops.mark_milestone(garden, item.uid, today))
        else:
            self.do(lambda _: actions_loops.close_want(garden, want_of(garden, item), today))

    def action_delete(self) -> None:
        """Delete what the row is about; among the fields the whole person."""
        if self._section == "fields":
            self.run_verb("delete")
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
            evidence = known_to(self.garden, self._uid).get(uid)
            if evidence is None or evidence.noted is None:
                raise UsageError(
                    "This follows from what you wrote: it goes when the entries or the introduction go."
                )
            return actions_loops.remove_tie(self.garden, self._uid, uid)
        item = self._item(table, uid)
        if item is None:
            raise UsageError("This comes from a field: edit the field.")
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
            found = passing(self.garden, self._uid, self._events, line, self.today)
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
                people_verbs.choose(self.context, "Copy", dict(zip(value, value, strict=True)), self._copied)
                return
            text = field_texts(self.garden, self.garden.contacts[self._uid])[self._fields.field]
        elif self._section == "timeline" and (event := self._timeline.event):
            entry = self.garden.interaction(event.uid) if event.table == "interactions" else None
            text = entry.raw if entry and entry.raw else self._says(event)
        if text and not (self._section == "fields" and self._fields.field == "name"):
            self._copied(text)
        else:
            self.run_verb("copy")

    def action_open_link(self) -> None:
        """Open the link or address under the cursor; else a mail address or a link of the person."""
        contact, field = self.garden.contacts[self._uid], self._fields.field
        if self._section == "fields" and field in ("emails", "links"):
            only: dict[str, Any] = {field: getattr(contact, field)}
            if links := people_verbs.link_addresses(**{"emails": {}, "links": {}, **only}):
                people_verbs.choose(self.context, "Open", links, self.app.open_url)
                return
        self.run_verb("open_link")

    def _copied(self, text: str) -> None:
        people_verbs.copy(self.context, text)
