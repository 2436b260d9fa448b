"""Help: what the pane is for and all keys that work in it, made from the live bindings."""

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from netgarden.session.session import Session
from netgarden.tui.commands import COMMANDS, FIND, GARDEN, MOVE, PEOPLE, WRITE
from netgarden.tui.keys import keys_of
from netgarden.tui.look.glyphs import glyphs_of
from netgarden.tui.look.legend import legend
from netgarden.tui.overlays.reading_sheet import ReadingSheet
from netgarden.tui.widgets.card import CardBody, CardLine
from netgarden.tui.widgets.key_bar import is_typed

HERE = "In this pane"
SECTIONS = (HERE, PEOPLE, WRITE, FIND, GARDEN, MOVE)
"""The sections in their order: what is done most stands on the first page."""


class HelpScreen(ReadingSheet):
    """The keys of the screen and the widget that had the focus, in sections."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1", "dismiss", "Back", id="help.back"),
    ]

    DEFAULT_CSS = """
    HelpScreen { align: center middle; }
    HelpScreen > VerticalScroll {
        width: 84; max-width: 100%; height: 90%; border: round $border; background: $surface; padding: 0 2;
    }
    HelpScreen .purpose, HelpScreen CardBody { margin-bottom: 1; }
    """

    def __init__(self, session: Session, about: Screen[Any]) -> None:
        """`about` is the screen whose keys are listed."""
        super().__init__(session)
        self._keys = _sections(about)
        nodes = (about.focused or about).ancestors_with_self
        self._purpose = next((node.HELP for node in nodes if node.HELP), "")

    def compose(self) -> ComposeResult:
        """One scrolling text."""
        with VerticalScroll() as scroll:
            scroll.border_title = Content("Help")
            scroll.border_subtitle = Content(keys_of(self.app).fill("{help.back} back"))
            if self._purpose:
                yield Static(Content(keys_of(self.app).fill(self._purpose)), classes="purpose")
            for section, rows in self._keys.items():
                yield Static(Content.styled(section, "$primary bold"), classes="section")
                yield CardBody(
                    [CardLine(f"{key:<13} {label:<13}", help_, keys=len(key)) for key, label, help_ in rows]
                )
            yield Static(Content.styled("Signs", "$primary bold"), classes="section")
            signs = legend(glyphs_of(self.app))
            yield CardBody([CardLine(f"{one.sign:<4} {one.word:<22}", one.meaning) for one in signs])


def _sections(screen: Screen[Any]) -> dict[str, list[tuple[str, str, str]]]:
    """Section to (keys, label, help) of every live binding of the screen, in the order of the commands."""
    fill = keys_of(screen.app).fill
    keys: dict[str, list[str]] = {}
    texts: dict[str, tuple[str, str, str]] = {}
    for _, binding, enabled, _ in screen.active_bindings.values():
        id_ = binding.id
        if not enabled or id_ is None:
            continue
        command = COMMANDS.get(id_)
        shown = screen.app.get_key_display(binding)
        if is_typed(screen, binding, shown):
            continue
        if shown not in keys.setdefault(id_, []):
            keys[id_].append(shown)
        if command:
            texts[id_] = (command.section, command.label, fill(command.help))
        else:
            texts[id_] = (HERE, binding.description, fill(binding.tooltip))
    order = {id_: place for place, id_ in enumerate(COMMANDS)}
    sections: dict[str, list[tuple[str, str, str]]] = {section: [] for section in SECTIONS}
    for id_ in sorted(texts, key=lambda id_: order.get(id_, -1)):
        section, label, help_ = texts[id_]
        sections[section].append((" ".join(keys[id_]), label, help_))
    return {section: rows for section, rows in sections.items() if rows}
