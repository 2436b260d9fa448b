"""Records, values and patches in words, as conflicts and unsaved changes are told."""

from typing import Any

import pytest

from netgarden.change.change import Patch
from netgarden.change.garden import Garden
from netgarden.session.record_words import patch_words, value_words
from tests.support.gardens import person, uid

ADA, CALL = uid(1), uid(3)
GARDEN = Garden({"contacts": [person(1, "Ada Lovelace")]})
CALLED = {"uid": CALL, "people": [ADA], "raw": "call @ada: x\ny", "summary": "x"}


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "nothing"),
        ("", "nothing"),
        ([], "nothing"),
        (True, "yes"),
        (7, "7"),
        (["board", "vip"], "board, vip"),
        ("two\nlines\x1b[31m", "two lines"),
        (CALLED, "call @ada: x y"),
        ({"of": 1, "no": [2, 3]}, "1, 2, 3"),
    ],
)
def test_values_are_told_on_one_line_and_never_as_code(value: Any, words: str) -> None:
    assert value_words(value) == words


@pytest.mark.parametrize(
    ("patch", "words"),
    [
        (Patch("contacts", ADA, "role", None, "CTO"), "Ada Lovelace · role: CTO"),
        (Patch("contacts", ADA, "role", "CTO", None), "Ada Lovelace · role: nothing"),
        (
            Patch("contacts", ADA, "snooze_until", None, "2026-12-01"),
            "Ada Lovelace · snooze until: 2026-12-01",
        ),
        (Patch("contacts", ADA, "tags/board", None, True), "Ada Lovelace · tags: board"),
        (Patch("contacts", ADA, "tags/board", True, None), "Ada Lovelace · tags: without board"),
        (Patch("contacts", ADA, "emails/a@x.org", None, "work"), "Ada Lovelace · emails: a@x.org work"),
        (Patch("contacts", ADA, "emails/a@x.org", None, ""), "Ada Lovelace · emails: a@x.org"),
        (Patch("contacts", ADA, "emails/a@x.org", "", None), "Ada Lovelace · emails: without a@x.org"),
        (Patch("contacts", uid(2), "", None, {"uid": uid(2), "name": "Zoë"}), "Zoë: new"),
        (Patch("contacts", ADA, "", {"uid": ADA, "name": "Ada Lovelace"}, None), "Ada Lovelace: taken away"),
        (Patch("interactions", CALL, "", None, CALLED), "Ada Lovelace (interaction): call @ada: x y"),
        (Patch("loops", uid(9), "text", "a", "b"), "Somebody (loop) · text: b"),
        (Patch("profile", uid(8), "interests/climate", None, True), "My profile · interests: climate"),
    ],
)
def test_a_patch_says_whose_and_what(patch: Patch, words: str) -> None:
    assert patch_words(GARDEN, patch) == words
