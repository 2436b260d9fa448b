"""What a screen with a forest does to it: grouping, order and filter, by a list or by the next key."""

from collections.abc import Mapping

from netgarden.people.groves import GROUPINGS, SORTS
from netgarden.text.plain import plural
from netgarden.tui import screens
from netgarden.tui.screens.garden import GardenScreen
from netgarden.tui.views.forest import ForestPane


class ForestScreen(GardenScreen):
    """A screen with a forest."""

    forest: ForestPane
    """What its forest shows."""

    def show_only(self, text: str) -> None:
        """Show in the forest whom words and filters let through. Raises UsageError for an unknown filter or value."""
        self.forest.show_only(text)

    def action_pane_forest(self) -> None:
        """Go to the forest."""
        raise NotImplementedError

    def action_grouping(self) -> None:
        """Ask how to group the forest."""
        now = self.forest.grouping.label
        keys = [
            screens.Choice(str(place % 10), way.label.removeprefix("by "))
            for place, way in enumerate(GROUPINGS.values(), 1)
        ]
        self.ask(
            f"Group the forest, now {now}, by",
            keys,
            lambda key: self.forest.group([*GROUPINGS][(int(key) - 1) % 10]),
        )

    def action_next_grouping(self) -> None:
        """Group the forest by the next thing."""
        self.forest.group(_next(GROUPINGS, self.forest.grouping.id))

    def action_sort(self) -> None:
        """Ask in what order people stand in a grove."""
        keys = [
            screens.Choice(str(place), sort.label.removeprefix("by "))
            for place, sort in enumerate(SORTS.values(), 1)
        ]
        self.ask(
            f"Order within a grove, now {self.forest.sort.label}, by",
            keys,
            lambda key: self.forest.order([*SORTS][int(key) - 1]),
        )

    def action_next_sort(self) -> None:
        """Order within a grove by the next thing."""
        self.forest.order(_next(SORTS, self.forest.sort.id))

    def action_filter(self) -> None:
        """Ask whom the forest shows."""

        def check(text: str) -> str:
            return f"{plural(len(self.session.passing(text)), 'person', 'people')} in the forest"

        def chosen(text: str) -> None:
            self.show_only(text)
            self.action_pane_forest()

        placeholder = (
            "words · #tag · org: · interest: · place: · tier: · last:>3m · is:archived; empty: everybody"
        )
        self.ask_text("Show in the forest", check, chosen, value=self.forest.filter, placeholder=placeholder)


def _next(ways: Mapping[str, object], current: str) -> str:
    """The way after the current one, the first after the last."""
    ids = [*ways]
    return ids[(ids.index(current) + 1) % len(ids)]
