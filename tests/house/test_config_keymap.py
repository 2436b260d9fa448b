"""The keymap of the config: what may be said, and what is refused in words."""

import pytest

from netgarden.errors import UsageError
from netgarden.tui.commands import COMMANDS
from netgarden.tui.keymap import IN_COMPOSER, checked_keymap
from netgarden.tui.widgets.entry_area import EntryArea

FITS = [
    ({}, {}),
    ({"log": "f2"}, {"log": "f2"}),
    ({"log": "l,f2"}, {"log": "l,f2"}),
    ({"find": "/"}, {"find": "slash"}),
    ({"log": "+"}, {"log": "plus"}),
    ({"log": "é"}, {"log": "é"}),
    ({"log": "t", "tried": "l"}, {"log": "t", "tried": "l"}),
    ({"save": "f5"}, {"save": "f5"}),
    ({"save": "ctrl+t"}, {"save": "ctrl+t"}),
    ({"accept": "tab"}, {"accept": "tab"}),
    ({"list.down": "f4,down", "find.log": "f5"}, {"list.down": "f4,down", "find.log": "f5"}),
    ({"list.down": "n", "note": "N"}, {"list.down": "n", "note": "N"}),
    ({"loops.add": "n", "log": "f2"}, {"loops.add": "n", "log": "f2"}),
]


@pytest.mark.parametrize(("keymap", "meant"), FITS)
def test_keys_are_named_as_textual_names_them(keymap: dict[str, str], meant: dict[str, str]) -> None:
    assert checked_keymap(keymap) == meant


WRONG = [
    ({"lgo": "x"}, "there is no command “lgo”; do you mean log?"),
    ({"fly to the moon": "x"}, "there is no command “fly to the moon”; “netgarden config” lists them."),
    ({"log": "foo"}, "keymap.log: “foo” is not a key"),
    ({"log": "hyper+x"}, "keymap.log: “hyper+x” is not a key"),
    ({"log": "ctrl+i"}, "keymap.log: terminals send ctrl+i as tab"),
    ({"log": "shift+enter"}, "keymap.log: terminals send shift+enter as enter"),
    ({"log": "t"}, "t would be log and tried; give tried another key."),
    ({"log": "f2", "tried": "f2"}, "f2 would be log and tried; give tried another key."),
    ({"save": "ctrl+o"}, "ctrl+o would be save and editor; give editor another key."),
    ({"save": "x"}, "keymap.save: “x” is text in the composer"),
    ({"save": "?"}, "keymap.save: “?” is text in the composer"),
    ({"list.downward": "n"}, "there is no command “list.downward”; there are list.down, list.up,"),
    ({"find.log": "x"}, "keymap.find.log: “x” is text there; choose a key with ctrl or an f key."),
    ({"find.log": "ctrl+t"}, "ctrl+t would be find.log and find.tried; give find.tried another key."),
    ({"list.down": "n"}, "n would be list.down and note; give note another key."),
    ({"log": "G"}, "G would be log and list.bottom; give list.bottom another key."),
    ({"list.down": "k"}, "k would be list.down and list.up; give list.up another key."),
    ({"save": "space"}, "keymap.save: “space” is text in the composer"),
]


@pytest.mark.parametrize(("keymap", "told"), WRONG)
def test_what_is_off_is_told(keymap: dict[str, str], told: str) -> None:
    with pytest.raises(UsageError) as raised:
        checked_keymap(keymap)
    assert told in str(raised.value)


def test_every_command_may_keep_its_keys() -> None:
    keymap = {command.id: command.key for command in COMMANDS.values()}
    assert checked_keymap(keymap) == keymap


def test_the_commands_of_the_composer_are_those_that_it_binds() -> None:
    assert {binding.id for binding in EntryArea.BINDINGS} == IN_COMPOSER
