"""What waits for a decision: values that two devices set apart, and news of the file."""

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content

from netgarden.session.decisions import Decision, decisions
from netgarden.text.plain import plural
from netgarden.tui.overlays.list_sheet import ListSheet
from netgarden.tui.overlays.strip import Choice
from netgarden.tui.widgets.card import CardLine
from netgarden.tui.widgets.line_list import LineList
from netgarden.tui.widgets.text_list import TextRow


class DecisionScreen(ListSheet[None]):
    """A list of what waits; enter asks for one key on each. Until then what netgarden holds is kept."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,C", "dismiss", "Back", id="decisions.back")]
    TITLE_WORDS = "To decide"
    KEY_WORDS = "{list.open} decides · {decisions.back} later"

    def rows(self) -> list[TextRow]:
        """A row a decision."""
        self._decisions: dict[str, Decision] = {one.title: one for one in decisions(self.session)}
        return [TextRow(title, Content(title)) for title in self._decisions]

    def said(self) -> str:
        """How many there are, and what holds meanwhile."""
        count = plural(len(self._decisions), "question")
        return f"{count}: until you decide, what netgarden holds is kept." if self._decisions else ""

    def detail(self, key: str) -> list[CardLine]:
        """The question, and the answers to it."""
        decision = self._decisions[key]
        answers = [CardLine(str(place), option.label) for place, option in enumerate(decision.options, 1)]
        return [
            CardLine("", key, "bold"),
            CardLine("", ""),
            CardLine("", decision.detail),
            CardLine("", ""),
            *answers,
        ]

    @on(LineList.Chosen)
    def _chosen(self) -> None:
        decision = self._decisions[self.key]
        choices = [Choice(str(place), option.label) for place, option in enumerate(decision.options, 1)]
        self.ask(decision.title, choices, lambda key: self.carry_out(decision.options[int(key) - 1].take))
