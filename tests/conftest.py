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

from pathlib import Path

import pytest
from hypothesis import settings

from netgarden.change.garden import Garden
from tests.corpus.table import pytest_terminal_summary  # noqa: F401 (a hook: pytest finds it here by name)
from tests.support.gardens import TODAY, garden_of, person, uid  # noqa: F401 (tests may take them from here)

# The default suite says the same of the same code: its laws are tried on a fixed set of examples. The long set, or
# `--hypothesis-profile=search`, looks somewhere else in every run. No profile judges how long an example takes.
settings.register_profile("fixed", deadline=None, derandomize=True, database=None)
settings.register_profile("search", deadline=None, max_examples=1000, print_blob=True)
settings.load_profile("fixed")

TESTS = Path(__file__).parent
QUICK_ROOMS = frozenset(
    {"text", "records", "change", "due", "people", "verbs", "composer", "formats", "importing", "search",
     "messages", "session", "demo"}
)  # fmt: skip
"""The folders of the quick set: rules and views in memory; no terminal, no app, no fault of a disk."""


def pytest_configure(config: pytest.Config) -> None:
    """Let the laws search where the long set is asked for."""
    if config.option.markexpr == "long" and not config.option.hypothesis_profile:
        settings.load_profile("search")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the quick set by folder; the laws belong to the long set where that is asked for."""
    searches = config.option.markexpr == "long"
    for item in items:
        if searches and getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker("long")
        is_quick = not any(map(item.get_closest_marker, ("long", "benchmark", "fault")))
        if is_quick and item.path.relative_to(TESTS).parts[0] in QUICK_ROOMS:
            item.add_marker("quick")


CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
"""Real files from real programs; it lies beside the checkout where there is one."""


@pytest.fixture
def garden() -> Garden:
    """An empty garden that hands out the same uids in every run."""
    return garden_of()


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
