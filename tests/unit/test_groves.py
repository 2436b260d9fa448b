"""Which changes may move somebody from one grove to another."""

import pytest

from netgarden.domain.change import Change, Patch
from netgarden.domain.groves import regroups


@pytest.mark.parametrize(
    ("table", "path", "expected"),
    [
        ("contacts", "org", True),
        ("contacts", "interests", True),
        ("contacts", "", True),
        ("contacts", "snooze_until", False),
        ("contacts", "notes", False),
        ("interactions", "", False),
        ("interactions", "summary", False),
    ],
)
def test_only_what_a_grouping_may_go_by_regroups(table: str, path: str, expected: bool) -> None:
    assert regroups(Change("", (Patch(table, "a", path, None, "x"),))) is expected


def test_one_patch_of_many_suffices() -> None:
    notes, org = (Patch("contacts", "a", path, None, "x") for path in ("notes", "org"))
    assert regroups(Change("", (notes, org)))
    assert not regroups(Change("", ()))
