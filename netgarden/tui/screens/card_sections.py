"""The sections of the whole card: what stands in them, and which are to be seen where one is."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content

from netgarden.people.outstanding import outstanding
from netgarden.people.timeline import Event, event_text, passing, timeline
from netgarden.session.session import Changed, Session
from netgarden.tui.keys import keys_of
from netgarden.tui.look.glyphs import glyphs_of
from netgarden.tui.overlays.edit import with_hints
from netgarden.tui.screens.base import BaseScreen, leave_with_all_above
from netgarden.tui.screens.next_step import NextStep
from netgarden.tui.views.card import (
    event_lines,
    field_texts,
    field_values,
    item_lines,
    standing_lines,
    tie_lines,
    tie_rows,
)
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


class CardSections(BaseScreen[NextStep | None], is_shown=False):
    """One person on the whole screen: fields, what is open, the timeline and ties."""

    AUTO_FOCUS = ""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NARROW, "-medium"), (110, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]

    DEFAULT_CSS = """
    CardSections #left { width: 36; }
    CardSections.-wide #left { width: 48; }
    CardSections #right { width: 1fr; }
    CardSections #sides > * > * { border: round $border-blurred; border-title-color: $foreground-muted; }
    CardSections #sides > * > *:focus, CardSections #sides > * > *:focus-within {
        border: round $border; border-title-color: $foreground; border-title-style: bold;
    }
    CardSections #fields, CardSections #timeline { height: 1fr; }
    CardSections #open, CardSections #ties {
        height: auto; min-height: 3; max-height: 30%; scrollbar-size-horizontal: 0;
    }

    /* What is under the cursor of a list stands in full beside it: under the fields, or in their place. */
    CardSections #detail { height: auto; min-height: 7; max-height: 50%; }
    CardSections.-short #detail { height: 1fr; max-height: 100%; }

    /* Narrow: one section at a time, and beneath it what is under its cursor. */
    CardSections.-narrow #left, CardSections.-narrow #right { width: 100%; }
    CardSections.-narrow #sides { layout: vertical; }
    CardSections.-narrow.-right #left { dock: bottom; height: 40%; }
    CardSections.-narrow.-right #right { height: 1fr; }
    CardSections.-narrow #detail { height: 1fr; max-height: 100%; min-height: 3; }
    CardSections.-narrow #open, CardSections.-narrow #ties { height: 1fr; max-height: 100%; }
    """

    def __init__(self, session: Session, uid: str, among: Sequence[str] = (), entry: str = "") -> None:
        """`among` is the list one comes from, by uids: `<` and `>` go along it. `entry` is the uid of the entry
        that the timeline begins at; without one the card begins at the fields.
        """
        super().__init__(session)
        self._uid = self._first = uid
        self._among = tuple(dict.fromkeys(among)) if uid in among else ()
        self._entry = entry
        self._filter = ""
        self._events: tuple[Event, ...] = ()

    def compose(self) -> ComposeResult:
        """The sections, with what is under the cursor in full, a status line and a footer."""
        yield StatusLine()
        with Horizontal(id="sides"):
            with Vertical(id="left"):
                yield FieldPane(with_hints(self.rules), id="fields")
                yield Card(id="detail")
            with Vertical(id="right"):
                yield Outstanding(id="open")
                yield Timeline(self._says, id="timeline")
                yield TextList(id="ties")
        yield KeyBar()

    def on_mount(self) -> None:
        """Fill the sections; begin with the fields, or with the entry asked for."""
        self.session.subscribe(self._changed)
        self._detail.can_focus = False
        self._show()
        if self._entry:
            self._timeline.rows_changed(("interactions", self._entry))
        self._focus("timeline" if self._entry else "fields")

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
        keys = keys_of(self.app)
        among = self._among
        place = (
            f"{among.index(self._uid) + 1:,} of {len(among):,} · {keys['card.previous']} {keys['card.next']}"
            if len(among) > 1
            else ""
        )
        archived = " · archived" if contact.archived else ""
        self._fields.border_title = Content(f"{contact.name}{archived}")
        self._fields.border_subtitle = Content(place)
        self._fields.show(
            standing_lines(self.session, self._uid, glyphs_of(self.app), keys),
            field_values(garden, self.rules, contact),
            field_texts(garden, contact),
        )
        items = [item for item in outstanding(garden, self._uid, today) if item.is_open]
        self._open.border_title = Content(f"Open · {len(items)}")
        self._open.hints = (keys.fill("Nothing is open · {loops} adds a promise, a want …"),)
        self._open.show(items)
        self._events = timeline(garden, self._uid, today)
        self._show_timeline()
        ties = tie_rows(garden, self._uid, today)
        self._ties.border_title = Content(f"Knows · {len(ties)}")
        self._ties.hints = (keys.fill("Nobody you know of · {card.add_tie} adds somebody"),)
        self._ties.show(ties)
        self.show_status()

    def _show_timeline(self) -> None:
        events = passing(self.garden, self._uid, self._events, self._filter, self.today)
        keys = keys_of(self.app)
        change = keys.fill("{card.filter} changes it")
        some = f"{len(events):,} of " if self._filter else ""
        line = f" · “{self._filter}” · {change}" if self._filter else ""
        self._timeline.border_title = Content(f"Timeline · {some}{len(self._events):,}{line}")
        self._timeline.hints = (
            (f"Nothing fits “{self._filter}”.", "", change)
            if self._filter
            else ("Nothing yet.", "", keys.fill("{log} writes the first entry"))
        )
        self._timeline.show(events)

    def _says(self, event: Event) -> str:
        return event_text(self.garden, self._uid, event, self.today)

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
            lines = event_lines(garden, self._uid, self._timeline.event, today, keys_of(self.app))
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
