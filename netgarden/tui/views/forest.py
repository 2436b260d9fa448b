"""The contents of the forest: the people, their groves and order, density and diversity."""

import asyncio
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from textual.timer import Timer
from textual.worker import Worker

from netgarden.people.forest import HEALTHS, STAGES, forest_of
from netgarden.people.forest import Forest as Figures
from netgarden.people.groves import GROUPINGS, SORTS, Grouping, Sort, View, default_grouping, groves
from netgarden.records.contact import Contact
from netgarden.records.name_order import by_name, by_name_after
from netgarden.session.session import Changed, Session
from netgarden.text.dates_in_words import ago_words, late_words
from netgarden.text.plain import plural
from netgarden.tui.keys import keys_of
from netgarden.tui.look.glyphs import glyphs_of
from netgarden.tui.views.main import forest_words, tree_line
from netgarden.tui.widgets.card import CardLine
from netgarden.tui.widgets.forest import Forest, Grove, TreeLine

NOBODY_HERE = (
    "Nobody here yet.", "", "{add} adds a person", "{import} imports a file",
    "{new_entry} writes down what happened", "",
    "netgarden demo: a sample",
)  # fmt: skip
"""What an empty forest says."""

ON_A_GROVE = "{list.open} folds and unfolds it, {mark} marks everybody in it"
"""What the card of a grove says one can do with it."""

AT_ONCE = 2_000
"""Where so many stand is looked up before anything is drawn, in about 20 ms …"""

LATER = 0.5
"""Seconds after which it is looked again whether the history is read."""

AT_A_TIME = 500
"""… and where there are more, so many between two keys."""

ON_A_CARD = 200
"""Of a grove with more people whose standing is not known the card says it once they were looked at."""

FIGURES_AFTER = 0.5
"""Seconds without a change after which density and diversity are counted anew."""


class ForestPane:
    """The forest of a session: its filter, grouping and order. The last two are kept from run to run."""

    def __init__(self, session: Session, forest: Forest) -> None:
        self._session = session
        self._forest = forest
        forest.describe = self._describe
        self._everybody: list[Contact] | None = None
        # Those whom changes touched since everybody was put in order.
        self._touched: set[str] = set()
        self._people: list[Contact] | None = None
        self._default = GROUPINGS["org"]
        self._going_to: str | None = None
        self._looking: Worker[None] | None = None
        self._figures: Figures | None = None
        self._counting: Timer | None = None
        self.filter = ""
        """Words and filters, as in find; empty for everybody."""

    @property
    def grouping(self) -> Grouping:
        """The way chosen, else the one that suits the garden."""
        return GROUPINGS.get(self._session.window.grouping) or self._default

    @property
    def sort(self) -> Sort:
        """The order chosen, else by name."""
        return SORTS.get(self._session.window.sort) or SORTS["name"]

    def hides(self, people: Iterable[str]) -> int:
        """Return how many of these people the filter does not show."""
        if not self.filter:
            return 0
        return len(set(people).difference(contact.uid for contact in self._people or ()))

    # ── choosing ─────────────────────────────────────────────────────────────

    def group(self, grouping: str) -> None:
        """Group by something else; the cursor stays on its person."""
        self._session.remember(grouping=grouping)
        self.show(self._forest.person or "")

    def order(self, sort: str) -> None:
        """Order by something else; the cursor stays on its person."""
        self._session.remember(sort=sort)
        self.show(self._forest.person or "")

    def show_only(self, text: str) -> None:
        """Show those whom words and filters let through. Raises UsageError for an unknown filter or value."""
        people = self._session.passing(text)
        self.filter = text.strip()
        self._people = by_name(people) if self.filter else None
        self.show(self._forest.person)

    # ── showing ──────────────────────────────────────────────────────────────

    def follow(self, changed: Changed) -> bool:
        """Take in a change; whether the groves are to be shown anew."""
        self._people = None
        self._touched |= changed.touched
        if self._counting is not None:
            self._counting.stop()
        self._counting = self._forest.set_timer(FIGURES_AFTER, self.count)
        return changed.regroups or bool(self.filter) or self.grouping.by_standing or self.sort.by_standing

    def show(self, person: str | None = None, *, slide: bool = False) -> None:
        """Show the groves. The cursor goes to `person`, at the top for an empty one, else it stays on its row.

        With `slide` the next row slides up where the one under the cursor is moved by the order.
        """
        forest = self._forest
        if self._looking is not None:
            self._looking.cancel()
        person = self._going_to = self._going_to if person is None else person
        needed = self.grouping.by_standing or self.sort.by_standing
        if needed and not self._session.standings.look_on(AT_ONCE):
            forest.keep_only(self._session.garden.contacts)
            self._looking = forest.run_worker(self._show_later, name="standings", group="standings")
        else:
            self._show_now(person, slide=slide)

    async def _show_later(self) -> None:
        while not self._session.standings.look_on(AT_A_TIME):
            await asyncio.sleep(0)
        self._show_now(self._going_to, slide=False)

    def _show_now(self, person: str | None, *, slide: bool) -> None:
        session, forest = self._session, self._forest
        self._going_to = None
        if self._everybody is None or len(self._touched) > AT_A_TIME:
            self._everybody = session.everybody()
        elif self._touched:
            self._everybody = by_name_after(self._everybody, session.garden.contacts, self._touched)
        self._touched.clear()
        if self._people is None:
            self._people = by_name(session.passing(self.filter)) if self.filter else self._everybody
        if session.window.grouping not in GROUPINGS:
            self._default = GROUPINGS[default_grouping(self._everybody)]
        view = View(session.rules, session.today, self._session.standings)
        found = groves(self._people, self.grouping.id, view, self.sort.id)
        keys = keys_of(forest.app)
        forest.hints = (
            (
                f"Nobody fits “{self.filter}”.",
                "",
                *map(keys.fill, ("{filter} changes it", "{back} shows everybody")),
            )
            if self.filter
            else tuple(map(keys.fill, NOBODY_HERE))
        )
        forest.show([Grove(*grove) for grove in found], key=person or None, slide=slide)
        if person == "":
            forest.action_top()
        elif person is not None and forest.person != person:
            forest.go_to(person)
        self.show_title()

    def show_title(self) -> None:
        """Say above and below the groves what is shown."""
        way, order = self.grouping.label, self.sort.words
        key = keys_of(self._forest.app)["pane_forest"]
        above = [f"{key} Forest · {way}"]
        if order:
            short = f"{key} {way.removeprefix('by ')} · {order}"
            above = [f"{key} Forest · {way} · {order}", short, short.removesuffix(" first")]
        self._forest.say(above, tuple(self._below()))

    def _below(self) -> Iterator[str]:
        if self.filter:
            fit = f"{len(self._people or ()):,} fit “{self.filter}”"
            keys = keys_of(self._forest.app)
            yield f"{fit} · {keys['filter']} changes it, {keys['back']} shows everybody"
            yield f"{fit} · {keys['back']} all"
            yield fit
        elif self._figures is not None:
            yield from forest_words(self._figures)

    def count(self) -> None:
        """Count density and diversity anew, and say them, once the whole history is read: ties follow from it."""
        if not self._session.garden.is_whole:
            self._forest.set_timer(LATER, self.count)
            return
        self._figures = forest_of(self._session.garden, ties=self._session.ties)
        self.show_title()

    def _describe(self, uid: str) -> TreeLine:
        contact, rules = self._session.garden.contacts[uid], self._session.rules
        return tree_line(
            contact,
            self._session.standings[uid],
            placed=rules.is_placed(contact),
            note=self._note(contact),
            glyphs=glyphs_of(self._forest.app),
        )

    def _note(self, contact: Contact) -> str:
        """Return the text beside a name: what the order goes by, else what the grove does not say already."""
        today, standing = self._session.today, self._session.standings[contact.uid]
        match self.sort.id:
            case "last":
                return ago_words((today - standing.last).days) if standing.last else "never"
            case "due":
                return late_words((today - standing.due).days) if standing.due else "not due"
            case "tier":
                return contact.tier or "not placed"
        return contact.role if self.grouping.id == "org" else contact.org

    # ── a grove ──────────────────────────────────────────────────────────────

    async def _look_on(self, people: Sequence[str]) -> None:
        """Look where these stand, some between two keys; the cursor is then told of as if it had moved."""
        for place, uid in enumerate(people):
            if place % ON_A_CARD == 0:
                await asyncio.sleep(0)
            if uid in self._session.garden.contacts:
                self._session.standings[uid]
        self._forest.post_message(self._forest.Moved(self._forest))

    def grove_lines(self, grove: Grove) -> list[CardLine]:
        """Return the card of a grove: who is in it, how they stand, and the forest as a whole."""
        keys = keys_of(self._forest.app)
        lines = [
            CardLine("", f"{grove.name}: {plural(len(grove.people), 'person', 'people')}", "bold"),
            CardLine("", keys.fill(ON_A_GROVE), "$foreground-muted"),
        ]
        unknown = [uid for uid in grove.people if uid not in self._session.standings]
        if len(unknown) > ON_A_CARD:
            history = health = "…"
            look = partial(self._look_on, unknown)
            run_worker = self._forest.run_worker
            self._forest.call_after_refresh(run_worker, look, name="grove", group="grove", exclusive=True)
        else:
            standings = [self._session.standings[uid] for uid in grove.people]
            stages, healths = (
                Counter(one.stage for one in standings),
                Counter(one.health for one in standings),
            )
            history = " · ".join(plural(stages[one], one) for one in reversed(STAGES) if stages[one])
            health = " · ".join(f"{healths[one]} {one}" for one in HEALTHS if healths[one])
        lines += [CardLine("", ""), CardLine("History", history), CardLine("Health", health)]
        if self._figures is not None:
            lines += [
                CardLine("", ""),
                CardLine("", "The whole forest", "bold"),
                CardLine("Density", self._figures.density_words),
                *(CardLine(part.field.capitalize(), part.words) for part in self._figures.network),
            ]
            if missing := self._figures.missing_words:
                lines.append(CardLine("", missing, "$foreground-muted"))
        return lines
