"""What all tests share: a quiet terminal, directories of their own, and small gardens."""

import os

# Before textual is imported: it reads these once.
for name in (
    "NO_COLOR",
    "TEXTUAL_THEME",
    "COLORTERM",
    "NETGARDEN_GARDEN",
    "NETGARDEN_STATE",
    "NETGARDEN_CONFIG",
):
    os.environ.pop(name, None)

from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

from netgarden.change.garden import Garden
from netgarden.records.contact import Contact
from netgarden.records.ids import UidSource, encode
from tests.corpus.table import pytest_terminal_summary  # noqa: F401 (a hook: pytest finds it here by name)

# The gate says the same of the same code; at a desk every run looks somewhere else. Machines here are too noisy
# for hypothesis to judge how long an example takes.
settings.register_profile("netgarden", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("netgarden")

TODAY = date(2026, 11, 22)
"""The Sunday on which most tests take place."""

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
"""Real files from real programs; it lies beside the checkout where there is one."""


def uid(number: int) -> str:
    """A uid for tests, readable in a failure: 1 is `000000000001`."""
    return encode(number)


def person(number: int, name: str, **fields: object) -> Contact:
    """A contact with a readable uid."""
    return Contact(uid=uid(number), name=name, **fields)  # type: ignore[arg-type]


def counting_uids(start: int = 1000) -> UidSource:
    """Uids that are the same in every run."""
    return UidSource(milliseconds=lambda: start, random_bits=lambda bits: 0)


@pytest.fixture
def garden() -> Garden:
    """An empty garden that hands out the same uids in every run."""
    return Garden(new_uid=counting_uids())


@pytest.fixture(autouse=True)
def _own_directories(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every test away from the user's own files."""
    for variable, place in (
        ("HOME", "home"),
        ("XDG_DATA_HOME", "data"),
        ("XDG_STATE_HOME", "state"),
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_CACHE_HOME", "cache"),
    ):
        monkeypatch.setenv(variable, str(tmp_path / "xdg" / place))
