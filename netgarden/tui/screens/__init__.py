"""The screens. Those that one opens from another are imported when they are first shown, or by `load`.

`screens.CardScreen(…)` is `card.CardScreen(…)`; the first screen of the app waits for none of the others.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from netgarden.tui.screens.attendees import AttendeeScreen
    from netgarden.tui.screens.bring import ImportScreen
    from netgarden.tui.screens.card import CardScreen
    from netgarden.tui.screens.decisions import DecisionScreen
    from netgarden.tui.screens.draft import DraftScreen
    from netgarden.tui.screens.duplicates import DuplicateScreen
    from netgarden.tui.screens.edit import EditScreen
    from netgarden.tui.screens.find import FindScreen
    from netgarden.tui.screens.help import HelpScreen
    from netgarden.tui.screens.loops import LoopsScreen
    from netgarden.tui.screens.note import NoteScreen
    from netgarden.tui.screens.prompt import Prompt
    from netgarden.tui.screens.review import ReviewScreen
    from netgarden.tui.screens.strip import Choice, Strip
    from netgarden.tui.screens.theme import ThemeScreen
    from netgarden.tui.screens.triage import TriageScreen

_MODULES = {
    "AttendeeScreen": "attendees",
    "CardScreen": "card",
    "Choice": "strip",
    "DecisionScreen": "decisions",
    "DraftScreen": "draft",
    "DuplicateScreen": "duplicates",
    "EditScreen": "edit",
    "FindScreen": "find",
    "HelpScreen": "help",
    "ImportScreen": "bring",
    "LoopsScreen": "loops",
    "NoteScreen": "note",
    "Prompt": "prompt",
    "ReviewScreen": "review",
    "Strip": "strip",
    "ThemeScreen": "theme",
    "TriageScreen": "triage",
}

__all__ = [
    "AttendeeScreen",
    "CardScreen",
    "Choice",
    "DecisionScreen",
    "DraftScreen",
    "DuplicateScreen",
    "EditScreen",
    "FindScreen",
    "HelpScreen",
    "ImportScreen",
    "LoopsScreen",
    "NoteScreen",
    "Prompt",
    "ReviewScreen",
    "Strip",
    "ThemeScreen",
    "TriageScreen",
    "load",
]


def __getattr__(name: str) -> Any:
    """The class of a screen, its module imported now."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)


def load() -> None:
    """Import the modules of all screens; done beside the first one, so that none opens late."""
    for module in _MODULES.values():
        import_module(f"{__name__}.{module}")
