"""The screens, and the overlays that stand on them. Each module is imported when it is first shown, or by `load`.

`screens.CardScreen(…)` is `card.CardScreen(…)`; the first screen of the app waits for none of the others.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from netgarden.tui import verbs

if TYPE_CHECKING:
    from netgarden.tui.overlays.attendees import AttendeeScreen
    from netgarden.tui.overlays.decisions import DecisionScreen
    from netgarden.tui.overlays.draft import DraftScreen
    from netgarden.tui.overlays.duplicates import DuplicateScreen
    from netgarden.tui.overlays.edit import EditScreen
    from netgarden.tui.overlays.find import FindScreen
    from netgarden.tui.overlays.help import HelpScreen
    from netgarden.tui.overlays.import_screen import ImportScreen
    from netgarden.tui.overlays.prompt import Prompt
    from netgarden.tui.overlays.strip import Choice, Strip
    from netgarden.tui.overlays.text_sheet import TextSheet
    from netgarden.tui.overlays.theme import ThemeScreen
    from netgarden.tui.overlays.welcome import WelcomeScreen
    from netgarden.tui.screens.card import CardScreen
    from netgarden.tui.screens.loops import LoopsScreen
    from netgarden.tui.screens.review import ReviewScreen
    from netgarden.tui.screens.triage import TriageScreen

_MODULES = {
    "AttendeeScreen": "overlays.attendees",
    "CardScreen": "screens.card",
    "Choice": "overlays.strip",
    "DecisionScreen": "overlays.decisions",
    "DraftScreen": "overlays.draft",
    "DuplicateScreen": "overlays.duplicates",
    "EditScreen": "overlays.edit",
    "FindScreen": "overlays.find",
    "HelpScreen": "overlays.help",
    "ImportScreen": "overlays.import_screen",
    "LoopsScreen": "screens.loops",
    "Prompt": "overlays.prompt",
    "ReviewScreen": "screens.review",
    "Strip": "overlays.strip",
    "TextSheet": "overlays.text_sheet",
    "ThemeScreen": "overlays.theme",
    "TriageScreen": "screens.triage",
    "WelcomeScreen": "overlays.welcome",
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
    "Prompt",
    "ReviewScreen",
    "Strip",
    "TextSheet",
    "ThemeScreen",
    "TriageScreen",
    "WelcomeScreen",
    "load",
]


def __getattr__(name: str) -> Any:
    """Return the class of a screen; its module is imported now."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"netgarden.tui.{_MODULES[name]}"), name)


def load() -> None:
    """Import the modules of all screens and verbs; done in a thread after the first one, so that none opens late."""
    for module in _MODULES.values():
        import_module(f"netgarden.tui.{module}")
    verbs.load()
