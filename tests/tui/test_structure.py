"""How the app is built: classes of a size that can be read, few bases, one module a subject."""

import inspect
import pkgutil
from collections import Counter
from importlib import import_module
from typing import Any

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

import netgarden.tui
from netgarden.tui import verbs
from netgarden.tui.commands import COMMANDS, PEOPLE
from netgarden.tui.overlays.overlay import OverlayScreen
from netgarden.tui.screens.base import BaseScreen
from netgarden.tui.verbs.verb import PersonVerb, Verb

MOST_BASES = 3
"""So many classes of our own may stand above one."""

MOST_LINES = 300
"""So many lines a class may have."""

MOST_MODULES = 20
"""So many modules a folder may have."""

MODULES = [one.name for one in pkgutil.walk_packages(netgarden.tui.__path__, "netgarden.tui.")]


def classes() -> list[type]:
    found = {
        one
        for name in MODULES
        for one in vars(import_module(name)).values()
        if inspect.isclass(one) and one.__module__ == name
    }
    return sorted(found, key=lambda one: one.__qualname__)


def test_no_class_has_more_than_three_of_our_own_above_it() -> None:
    above = {
        one.__name__: [base.__name__ for base in one.__mro__[1:] if base.__module__.startswith("netgarden.")]
        for one in classes()
    }
    assert len(above) > 80
    assert {name: bases for name, bases in above.items() if len(bases) > MOST_BASES} == {}


def test_no_class_is_longer_than_can_be_read() -> None:
    lines = {one.__name__: len(inspect.getsourcelines(one)[0]) for one in classes()}
    assert max(lines.values()) > MOST_LINES // 2
    assert {name: count for name, count in lines.items() if count > MOST_LINES} == {}


def test_no_folder_has_more_modules_than_can_be_looked_over() -> None:
    counts = Counter(name.rpartition(".")[0] for name in MODULES)
    assert {folder: count for folder, count in counts.items() if count > MOST_MODULES} == {}


@pytest.mark.parametrize("module", verbs.SUBJECTS)
def test_a_subject_has_the_verbs_that_it_is_listed_with(module: str) -> None:
    found: dict[str, Verb] = import_module(f"netgarden.tui.verbs.{module}").VERBS
    assert tuple(found) == verbs.SUBJECTS[module]
    for command, verb in found.items():
        assert command in COMMANDS
        assert isinstance(verb, Verb)
        assert type(verb).__doc__


def test_a_verb_with_a_condition_of_its_own_is_asked_for_it_and_no_other_is_imported_early() -> None:
    found = {command: verbs.verb_of(command) for commands in verbs.SUBJECTS.values() for command in commands}
    own = {command for command, verb in found.items() if type(verb).when not in (Verb.when, PersonVerb.when)}
    assert own == verbs.CONDITIONAL
    about_people = {command for command, verb in found.items() if isinstance(verb, PersonVerb)}
    assert about_people == {command for command in found if COMMANDS[command].section == PEOPLE}


def test_a_command_has_one_verb() -> None:
    listed = Counter(command for commands in verbs.SUBJECTS.values() for command in commands)
    assert set(listed.values()) == {1}


def test_each_screen_can_do_what_it_offers() -> None:
    screens = [one for one in classes() if issubclass(one, BaseScreen) and not one.__subclasses__()]
    assert len(screens) > 10
    for screen in screens:
        for command in offered(screen):
            assert callable(getattr(screen, f"action_{command}", None)), (screen, command)


def offered(screen: type[BaseScreen[Any]]) -> set[str]:
    """The ids of the commands that a screen binds keys to."""
    return {one.id for one in bound(screen) if one.id in COMMANDS}


def bound(screen: type[BaseScreen[Any]]) -> list[Binding]:
    above = (vars(one).get("BINDINGS", ()) for one in screen.__mro__ if issubclass(one, DOMNode))
    return [one for bindings in above for one in bindings if isinstance(one, Binding)]


def test_a_screen_has_no_command_that_it_does_not_offer() -> None:
    for screen in classes():
        if (
            issubclass(screen, BaseScreen)
            and not screen.__subclasses__()
            and not issubclass(screen, OverlayScreen)
        ):
            has = {command for command in COMMANDS if f"action_{command}" in dir(screen)}
            assert has - offered(screen) <= {one.action.partition("(")[0] for one in bound(screen)}, screen
