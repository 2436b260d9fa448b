"""What a toast says was done."""

import re
from pathlib import Path

import pytest

from netgarden.tui.views.done_words import DONE, done_words

SOURCE = Path(__file__).parents[2] / "netgarden"


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("log call with Ada", "logged call with Ada"),
        ("bring back Ada Lovelace", "brought back Ada Lovelace"),
        ("take back: log a try with Ada", "taken back: log a try with Ada"),
        ("set cadence of Ada to 3m", "set cadence of Ada to 3m"),
        ("edited outside netgarden", "edited outside netgarden"),
        ("", ""),
    ],
)
def test_the_verb_is_said_in_the_past(label: str, said: str) -> None:
    assert done_words(label) == said


def test_every_label_of_a_change_begins_with_a_verb_that_is_known() -> None:
    files = [
        file
        for room in ("verbs", "due", "importing", "session", "storage")
        for file in (SOURCE / room).glob("*.py")
    ]
    verbs = {
        verb
        for file in files
        for verb in re.findall(
            r'(?:build\(|Change\(|label = )\s*f?"([a-z]+) ', file.read_text(encoding="utf-8")
        )
    }
    assert len(verbs) > 15
    assert verbs <= DONE.keys()
