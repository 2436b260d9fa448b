"""What the forest shows, and how: grouping, order and filter, from a list or by the next key."""

from collections.abc import Mapping

from netgarden.people.groves import GROUPINGS, SORTS
from netgarden.text.plain import plural
from netgarden.tui import screens
from netgarden.tui.verbs.context import Context
from netgarden.tui.verbs.verb import Verb
from netgarden.tui.views.forest import ForestPane
from netgarden.tui.views.marks import Marks
from netgarden.tui.views.panes import Panes


class Grouping(Verb):
    """Group the forest by something else."""

    def run(self, context: Context) -> None:
        """Ask by what."""
        forest = context.part(ForestPane)
        keys = [
            screens.Choice(str(place % 10), way.label.removeprefix("by "))
            for place, way in enumerate(GROUPINGS.values(), 1)
        ]
        context.ask(
            f"Group the forest, now {forest.grouping.label}, by",
            keys,
            lambda key: forest.group([*GROUPINGS][(int(key) - 1) % 10]),
        )


class NextGrouping(Verb):
    """Group the forest by the next thing of the list."""

    def run(self, context: Context) -> None:
        """Group it at once."""
        forest = context.part(ForestPane)
        forest.group(_next(GROUPINGS, forest.grouping.id))


class Sort(Verb):
    """Order the people of each grove by something else."""

    def run(self, context: Context) -> None:
        """Ask by what."""
        forest = context.part(ForestPane)
        keys = [
            screens.Choice(str(place), sort.label.removeprefix("by "))
            for place, sort in enumerate(SORTS.values(), 1)
        ]
        context.ask(
            f"Order within a grove, now {forest.sort.label}, by",
            keys,
            lambda key: forest.order([*SORTS][int(key) - 1]),
        )


class NextSort(Verb):
    """Order the people of each grove by the next thing of the list."""

    def run(self, context: Context) -> None:
        """Order them at once."""
        forest = context.part(ForestPane)
        forest.order(_next(SORTS, forest.sort.id))


class Filter(Verb):
    """Show only some people in the forest."""

    def run(self, context: Context) -> None:
        """Ask for words and filters, and go to the forest."""
        forest = context.part(ForestPane)

        def check(text: str) -> str:
            return f"{plural(len(context.session.passing(text)), 'person', 'people')} in the forest"

        def chosen(text: str) -> None:
            forest.show_only(text)
            context.part(Marks).count()
            context.part(Panes).focus("forest")

        placeholder = (
            "words · #tag · org: · interest: · place: · tier: · last:>3m · is:archived; empty: everybody"
        )
        context.ask_text("Show in the forest", check, chosen, value=forest.filter, placeholder=placeholder)


def _next(ways: Mapping[str, object], current: str) -> str:
    """Return the way after the current one, the first after the last."""
    ids = [*ways]
    return ids[(ids.index(current) + 1) % len(ids)]


VERBS: dict[str, Verb] = {
    "grouping": Grouping(),
    "next_grouping": NextGrouping(),
    "sort": Sort(),
    "next_sort": NextSort(),
    "filter": Filter(),
}
