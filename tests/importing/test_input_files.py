"""The name of a file goes on as a shell has it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgarden.importing.input_files import complete_name


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with a few files."""
    for name in ("Connections.csv", "contacts.vcf", "contacts-old.vcf", ".hidden.vcf", "bad\x1b[31m.vcf"):
        (tmp_path / name).touch()
    (tmp_path / "Downloads").mkdir()
    (tmp_path / "Downloads" / "invite.ics").touch()
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("text", "goes_on", "ways"),
    [
        ("", "", ["Connections.csv", "Downloads/", "contacts-old.vcf", "contacts.vcf"]),
        ("Con", "Connections.csv", ["Connections.csv"]),
        ("con", "contacts", ["contacts-old.vcf", "contacts.vcf"]),
        ("~", "~/", []),
        ("~/Dow", "~/Downloads/", ["Downloads/"]),
        ("~/Downloads/", "~/Downloads/invite.ics", ["invite.ics"]),
        (".h", ".hidden.vcf", [".hidden.vcf"]),
        ("bad", "bad", []),
        ("nowhere/", "nowhere/", []),
        ("Downloads//in", "Downloads//invite.ics", ["invite.ics"]),
        ("contacts.vcf/", "contacts.vcf/", []),
    ],
)
def test_a_name_goes_on_as_far_as_it_is_certain(
    folder: Path, text: str, goes_on: str, ways: list[str]
) -> None:
    assert complete_name(text) == (goes_on, ways)


@given(st.text())
def test_whatever_is_typed_is_only_ever_added_to(text: str) -> None:
    goes_on, ways = complete_name(text)
    assert goes_on.startswith(text)
    assert len(ways) != 1 or goes_on.endswith(ways[0])
