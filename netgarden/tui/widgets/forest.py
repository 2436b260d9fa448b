"""The forest: everybody, in groves that fold."""

from bisect import bisect_right
from collections.abc import Callable, Container, Hashable, Sequence
from itertools import accumulate
from typing import ClassVar, NamedTuple

import msgspec
from textual.binding import Binding, BindingType
from textual.content import Content

from netgarden.tui.look.content import MUTED, Cell, first_fitting, row
from netgarden.tui.look.glyphs import glyphs_of
from netgarden.tui.widgets.line_list import LineList


class Grove(NamedTuple):
    """A group in the forest: what it is called and who stands in it, as uids in order."""

    name: str
    people: Sequence[str]


class TreeLine(msgspec.Struct, frozen=True):
    """The contents of a person's row."""

    name: str
    note: str
    """What stands beside the name: the org, or what the order goes by."""
    stage: str
    """A glyph."""
    health: str
    """A glyph; a blank for thriving."""
    health_style: str
    words: str
    """Stage and health in words, where there is room for them."""


IN_WORDS = 72
"""Columns from which a row tells stage and health in words beside the glyphs."""


class Forest(LineList):
    """Groves of people. The key of a row is (grove name, uid), with an empty uid for the grove itself.

    Rows are found by bisection over the groves, so that folding costs nothing per person; what a row says is
    asked of `describe` when it is drawn.
    """

    HELP = (
        "Everybody, in groves by interest or whatever you choose. The sign before a name says how much history you"
        " have, the one behind it whether it is time to be in touch; all signs stand at the end."
    )

    describe: Callable[[str], TreeLine]
    """What the row of a person says, by uid; to be given before there are any."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "unfold", "Unfold", show=False, id="forest.unfold"),
        Binding("left", "fold", "Fold", show=False, id="forest.fold"),
        Binding("shift+right", "unfold_all", "Unfold all", show=False, id="forest.unfold_all"),
        Binding("shift+left", "fold_all", "Fold all", show=False, id="forest.fold_all"),
    ]
    """
    | Key(s) | Description |
    | :- | :- |
    | right | Unfold the grove. |
    | left | Fold the grove, from anywhere in it. |
    | shift+right | Unfold all groves. |
    | shift+left | Fold all groves. |
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._groves: Sequence[Grove] = ()
        self._folded: set[str] = set()
        self._starts: list[int] = [0]
        self._above: Sequence[str] = ()
        self._below: Sequence[str] = ()
        self.marked: frozenset[str] = frozenset()
        """The uids that verbs act on together."""

    # ── rows ─────────────────────────────────────────────────────────────────

    def show(self, groves: Sequence[Grove], *, key: Hashable | None = None, slide: bool = False) -> None:
        """Show these groves. The cursor goes to the row about `key`, a uid wherever it stands; without one it stays
        with what it is on.

        With `slide` the next row slides up where that has moved within its grove.
        """
        here, follower = self.current_key, self._follower()
        self._groves = groves
        self._place()
        if slide and key is None and here and follower and self.find_row(here, self.cursor) != self.cursor:
            key = follower
        self.rows_changed(here if key is None else key)

    def say(self, above: Sequence[str], below: Sequence[str]) -> None:
        """Say things in the border, each in the longest of its ways for which there is room."""
        self._above, self._below = above, below
        room = self.size.width - 4  # corners, and a blank at both ends
        self.border_title = Content(first_fitting(above, room))
        self.border_subtitle = Content(first_fitting(below, room))

    def on_resize(self) -> None:
        """There may be room for more, or for less."""
        self.say(self._above, self._below)

    def _follower(self) -> Hashable | None:
        """The row that slides up if the one under the cursor leaves: the next in its grove, else the one before."""
        if self.person is None:
            return None
        grove, place = self._at(self.cursor)
        others = (*grove.people[place + 1 : place + 2], *grove.people[max(0, place - 1) : place])
        return (grove.name, others[0]) if others else None

    def keep_only(self, people: Container[str]) -> None:
        """Show no more of the groves than these people."""
        left = [Grove(name, [uid for uid in uids if uid in people]) for name, uids in self._groves]
        self.show([grove for grove in left if grove.people])

    def _place(self) -> None:
        sizes = (1 if grove.name in self._folded else 1 + len(grove.people) for grove in self._groves)
        self._starts = list(accumulate(sizes, initial=0))

    def _at(self, index: int) -> tuple[Grove, int]:
        """The grove of a row, and its place in it: −1 for the grove's own line."""
        which = bisect_right(self._starts, index) - 1
        return self._groves[which], index - self._starts[which] - 1

    @property
    def row_count(self) -> int:
        """Groves, and the people of those unfolded."""
        return self._starts[-1]

    def row_key(self, index: int) -> Hashable:
        """Grove name and uid."""
        grove, place = self._at(index)
        return (grove.name, grove.people[place] if place >= 0 else "")

    def find_row(self, key: Hashable, default: int) -> int:
        """The row of a person in a grove, else of the person anywhere, else of where the cursor was."""
        name, uid = key if isinstance(key, tuple) else ("", key)
        elsewhere = default
        for start, grove in zip(self._starts, self._groves, strict=False):
            if grove.name == name and not uid:
                return start
            if uid and grove.name not in self._folded and uid in grove.people:
                found = start + 1 + list(grove.people).index(uid)
                if grove.name == name:
                    return found
                elsewhere = found if elsewhere == default else elsewhere
        # Who has left their grove makes room for the next row; only a bare uid is looked up elsewhere.
        return default if name else elsewhere

    @property
    def people(self) -> tuple[str, ...]:
        """The uids of those in unfolded groves, in order; who stands in several groves comes again."""
        return tuple(uid for grove in self._groves if grove.name not in self._folded for uid in grove.people)

    @property
    def person(self) -> str | None:
        """The uid under the cursor, None on a grove's line and in an empty forest."""
        key = self.current_key
        return key[1] or None if isinstance(key, tuple) else None

    @property
    def grove(self) -> Grove | None:
        """The grove that the cursor is in."""
        return self._at(self.cursor)[0] if self.row_count else None

    def go_to(self, uid: str) -> bool:
        """Put the cursor on a person, unfolding their grove; whether they are in the forest."""
        for grove in self._groves:
            if uid in grove.people:
                self._folded.discard(grove.name)
                self._place()
                self.rows_changed((grove.name, uid))
                return True
        return False

    # ── folding ──────────────────────────────────────────────────────────────

    def action_unfold(self) -> None:
        """Unfold the grove under the cursor."""
        self._fold(False)

    def action_fold(self) -> None:
        """Fold the grove that the cursor is in."""
        self._fold(True)

    def _fold(self, fold: bool) -> None:
        grove = self.grove
        if grove is not None and (grove.name in self._folded) is not fold:
            (self._folded.add if fold else self._folded.discard)(grove.name)
            self._place()
            self.rows_changed((grove.name, ""))

    def action_unfold_all(self) -> None:
        """Unfold all groves; the cursor stays on its row."""
        key = self.current_key
        self._folded.clear()
        self._place()
        self.rows_changed(key)

    def action_fold_all(self) -> None:
        """Fold all groves; the cursor goes to the line of the one that it is in."""
        grove = self.grove
        self._folded = {one.name for one in self._groves}
        self._place()
        self.rows_changed((grove.name, "") if grove else None)

    def action_choose(self) -> None:
        """Open the person, or fold and unfold the grove."""
        if self.person is None and self.grove is not None:
            self._fold(self.grove.name not in self._folded)
        else:
            super().action_choose()

    def row_clicked(self, index: int, x: int) -> None:
        """A click on a grove folds or unfolds it."""
        if self.person is None:
            self.action_choose()

    # ── drawing ──────────────────────────────────────────────────────────────

    def render_row(self, index: int, width: int) -> Content:
        """A grove with its size, or a person with stage, name, org and health."""
        grove, place = self._at(index)
        if place < 0:
            glyphs = glyphs_of(self.app)
            arrow = glyphs.folded if grove.name in self._folded else glyphs.unfolded
            size = f"{len(grove.people):,}"
            return row(
                width,
                Cell(f"{arrow} {grove.name}", None, "bold"),
                Cell(size, len(size) + 1, MUTED, right=True),
            )
        uid = grove.people[place]
        line = self.describe(uid)
        note_width = 0 if width < 26 else min(28, width // 3)
        note = (Cell("", 1), Cell(line.note, note_width, MUTED)) if line.note else ()
        words = () if width < IN_WORDS else (Cell("", 1), Cell(line.words, 18, MUTED))
        return row(
            width,
            Cell("*" if uid in self.marked else " ", 2, "$accent"),
            Cell(line.stage, 2, "$success"),
            Cell(line.name),
            *note,
            *words,
            Cell(line.health, 2, line.health_style, right=True),
        )
