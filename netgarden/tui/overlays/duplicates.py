"""Duplicates: pairs that may be one person, side by side, merged field by field or kept apart for good."""

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content

from netgarden.importing.duplicates import Pair, Side, find_duplicates, merge, side_by_side
from netgarden.session.session import Session
from netgarden.text.plain import plural
from netgarden.tui.keys import keys_of
from netgarden.tui.look.content import MUTED
from netgarden.tui.overlays.list_sheet import ListSheet
from netgarden.tui.overlays.strip import Choice
from netgarden.tui.widgets.card import CardLine
from netgarden.tui.widgets.line_list import LineList
from netgarden.tui.widgets.text_list import TextRow
from netgarden.verbs.loops import mark_distinct


class DuplicateScreen(ListSheet[None]):
    """The pairs, the likeliest first. Nothing is merged by itself, and every merge can be undone."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss", "Back", id="duplicates.back"),
        Binding("m", "merge", "Merge, the left one's values first", id="duplicates.merge"),
        Binding("x", "merge_other", "Merge, the right one's values first", id="duplicates.merge_other"),
        Binding("f", "field", "Choose the value of one field", id="duplicates.field"),
        Binding("n", "apart", "Not the same person; remembered", id="duplicates.apart"),
    ]
    TITLE_WORDS = "Duplicates"
    KEY_WORDS = (
        "{duplicates.merge} merge · {duplicates.merge_other} merge, right first · {duplicates.field} choose a field"
        " · {duplicates.apart} not the same · {undo} undo · {duplicates.back} back"
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._pairs: dict[str, Pair] = {}
        self._sides: dict[str, dict[str, Side]] = {}

    def rows(self) -> list[TextRow]:
        """A row a pair."""
        self._pairs = {f"{pair.one} {pair.other}": pair for pair in find_duplicates(self.session.garden)}
        return [TextRow(key, self._pair_row(pair)) for key, pair in self._pairs.items()]

    def _pair_row(self, pair: Pair) -> Content:
        one, other = (self.session.garden.contacts[uid].name for uid in (pair.one, pair.other))
        return Content.assemble((f"{pair.score:<4}", MUTED), (one, ""), (" · ", MUTED), (other, ""))

    def said(self) -> str:
        """How many there are."""
        if not self._pairs:
            return "No pair is left."
        count = plural(len(self._pairs), "pair")
        return f"{count} may be one person each. A merge keeps every interaction, loop and tie."

    def detail(self, key: str) -> list[CardLine]:
        """The evidence, and the two side by side; `›` marks the value that a merge keeps."""
        pair, sides = self._pairs[key], self._sides.get(key, {})
        people = self.session.garden.contacts
        lines = [CardLine("", pair.words, "$foreground-muted"), CardLine("", "")]
        for field in side_by_side(people[pair.one], people[pair.other]):
            label = field.field.replace("_", " ")
            if field.differs:
                keeps_other = sides.get(field.field) == "other"
                lines.append(
                    CardLine(
                        label, f"{' ' if keeps_other else '›'} {field.one}", "" if keeps_other else "bold"
                    )
                )
                lines.append(
                    CardLine(
                        " ", f"{'›' if keeps_other else ' '} {field.other}", "bold" if keeps_other else ""
                    )
                )
            else:
                lines.append(CardLine(label, f"  {field.one or field.other}", "$foreground-muted"))
        entries = [len(self.session.garden.interactions_of(uid)) for uid in (pair.one, pair.other)]
        lines.append(CardLine("history", f"  {entries[0]} + {plural(entries[1], 'entry', 'entries')}"))
        return lines

    @on(LineList.Chosen)
    def action_field(self) -> None:
        """Ask of which field the other value is kept."""
        if not self.key:
            return
        pair, sides = self._pairs[self.key], self._sides.setdefault(self.key, {})
        people = self.session.garden.contacts
        fields = [one for one in side_by_side(people[pair.one], people[pair.other]) if one.differs][:9]

        def chosen(key: str) -> None:
            name = fields[int(key) - 1].field
            sides[name] = "keep" if sides.get(name) == "other" else "other"
            self.show()

        if fields:
            choices = [Choice(str(at), one.field.replace("_", " ")) for at, one in enumerate(fields, 1)]
            self.ask("Keep the other value of", choices, chosen)
        else:
            self.say("No field differs: there is nothing to choose.")

    def action_merge(self) -> None:
        """Make them one; where values differ, those marked stay."""
        if self.key:
            pair = self._pairs[self.key]
            self._merge(pair.one, pair.other, self._sides.get(self.key, {}))

    def action_merge_other(self) -> None:
        """Make them one; where values differ, those of the right one stay."""
        if self.key:
            pair = self._pairs[self.key]
            self._merge(pair.other, pair.one, {})

    def _merge(self, keep: str, other: str, sides: dict[str, Side]) -> None:
        def act() -> str:
            change = merge(self.session.garden, keep, other, sides)
            self.session.do(change)
            return f"{change.label} · {keys_of(self.app)['undo']} undoes"

        self.carry_out(act)

    def action_apart(self) -> None:
        """They are two people; never asked again."""
        if self.key:
            pair = self._pairs[self.key]

            def act() -> str:
                change = mark_distinct(self.session.garden, pair.one, pair.other)
                self.session.do(change)
                return f"{change.label} · {keys_of(self.app)['undo']} undoes"

            self.carry_out(act)
