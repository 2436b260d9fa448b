"""Completion in bash, zsh and fish: click's, made fit for names of several words and with commas in them."""

import os
import re
from typing import ClassVar, Final

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
)

from netgarden.cli import COMPLETE
from netgarden.text.plain import clean

_SPECIAL = re.compile(r"([^\w@%+=:,./-])")
_ESCAPED = r"\\\1"


class _Clean(ShellComplete):
    def get_completions(self, args: list[str], incomplete: str) -> list["CompletionItem[str]"]:
        found = super().get_completions(args, incomplete)
        return [CompletionItem(clean(one.value), one.type, clean(one.help or "") or None) for one in found]


class _Bash(_Clean, BashComplete):
    # Bash puts a completion on the line as it is: `Ada Lovelace` would be two words.
    source_template: ClassVar[str] = BashComplete.source_template.replace(
        "read type value", "read -r type value"
    )

    def format_completion(self, item: "CompletionItem[str]") -> str:
        words, place = (
            os.environ.get("COMP_WORDS", "").split("\n"),
            int(os.environ.get("COMP_CWORD", "0") or 0),
        )
        in_quotes = place < len(words) and words[place].startswith(("'", '"'))
        return f"{item.type},{item.value if in_quotes else _SPECIAL.sub(_ESCAPED, item.value)}"


class _Zsh(_Clean, ZshComplete):
    # Of several names none of which begins as typed zsh would put their common beginning in the place of what
    # was typed, be it nothing: it is to offer them in turn instead.
    source_template: ClassVar[str] = ZshComplete.source_template.replace(
        """    if [ -n "$completions_with_descriptions" ]; then""",
        """    local typed=${(LQ)PREFIX}
    if [[ ${#response} -gt 3 && ${(L)response[2]} != "$typed"* ]]; then
        compstate[insert]=menu
    fi

    if [ -n "$completions_with_descriptions" ]; then""",
    )


class _Fish(_Clean, FishComplete):
    # Without a limit a name with a comma in it ends there.
    source_template: ClassVar[str] = FishComplete.source_template.replace(
        'string split "," $completion', 'string split -m 1 "," $completion'
    )


_CLASSES: Final[dict[str, type[ShellComplete]]] = {"bash": _Bash, "zsh": _Zsh, "fish": _Fish}
for _name, _class in _CLASSES.items():
    add_completion_class(_class, _name)

SHELLS = tuple(_CLASSES)
"""The shells that are known."""


def completion_script(shell: str, command: click.Command) -> str:
    """The script that makes `shell` complete `netgarden`."""
    return _CLASSES[shell](command, {}, "netgarden", COMPLETE).source()
