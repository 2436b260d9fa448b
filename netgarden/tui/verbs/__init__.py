"""What the commands do: one module a subject, each with its verbs by the id of their command.

A screen lists the commands it offers; what one does is looked up here when it is first asked for.
"""

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netgarden.tui.verbs.verb import Verb

SUBJECTS = {
    "everywhere": ("help", "find", "palette", "undo", "redo", "theme", "quit"),
    "entries": ("log", "note", "tried"),
    "rhythm": ("snooze", "skip", "pause", "cadence"),
    "loops": ("loops", "close_loop"),
    "people": (
        "add", "card", "edit", "interests", "draft", "archive", "delete", "why", "copy", "open_link",
    ),
    "garden": ("decide", "import", "duplicates", "attendees", "review", "triage"),
    "forest": ("grouping", "next_grouping", "sort", "next_sort", "filter"),
    "panes": (
        "pane_forest", "pane_today", "pane_card", "pane_composer", "next_pane", "previous_pane", "zoom", "go_top",
    ),
}  # fmt: skip
"""The commands whose verbs stand in each module; all others are done by the screens themselves."""

CONDITIONAL = frozenset({"undo", "redo", "cadence", "review"})
"""Commands whose verb says itself when it applies. All others apply always, or wherever there is somebody if they are
about people: so the verbs of the first screen are not imported before a key asks for them.
"""

_MODULES = {command: module for module, commands in SUBJECTS.items() for command in commands}


@cache
def verb_of(command: str) -> "Verb | None":
    """Return the verb of a command, its module imported now; None for what a screen does itself."""
    if command not in _MODULES:
        return None
    verbs: dict[str, Verb] = import_module(f"{__name__}.{_MODULES[command]}").VERBS
    return verbs[command]


def load() -> None:
    """Import the modules of all verbs."""
    for module in SUBJECTS:
        import_module(f"{__name__}.{module}")
