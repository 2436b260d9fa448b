"""The app open on a garden while people log to it from shells: nobody is refused, nothing is lost, all is shown."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from netgarden.paths import Paths
from netgarden.session.session import Session
from netgarden.tui.app import NetgardenApp
from netgarden.verbs import people as actions
from tests.support.gardens import TODAY, paths_in
from tests.support.patience import PATIENCE
from tests.support.window import names_in
from tests.tui.grid import grid

pytestmark = pytest.mark.fault

_LOOP = """
i=0
while [ $i -lt "$COUNT" ]; do
    "$PYTHON" -m netgarden log "call @\\"$NAME$i Shell\\": hello from $NAME$i" || exit
    i=$((i + 1))
done
"""


def shell(paths: Paths, name: str, count: int) -> subprocess.Popen[str]:
    """A shell that logs so many calls, each with somebody new; it ends with the first that is refused."""
    environment = os.environ | {
        "NETGARDEN_GARDEN": str(paths.garden), "NETGARDEN_STATE": str(paths.state),
        "PYTHON": sys.executable, "NAME": name, "COUNT": str(count),
    }  # fmt: skip
    return subprocess.Popen(
        ["/bin/sh", "-c", _LOOP], env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )


def not_in(screen: str, names: set[str]) -> set[str]:
    return {name for name in names if name not in screen}


async def log_beside_the_app(folder: Path, count: int) -> None:
    """Two shells log `count` calls each while somebody works in the app."""
    paths = paths_in(folder)
    session = Session.open(paths, TODAY)
    change, ada = actions.add_contact(session.garden, session.rules, {"name": "Ada Lovelace"}, TODAY)
    session.do(change)
    app = NetgardenApp(session, lambda: TODAY)
    expected = {"Ada Lovelace", *(f"{name}{number} Shell" for name in "ab" for number in range(count))}
    edits = 0
    # The screen is high enough to show everybody at once.
    async with app.run_test(size=(120, 3 * count + 40), notifications=True) as pilot:
        shells = [shell(paths, name, count) for name in "ab"]
        while any(one.poll() is None for one in shells):
            edits += 1
            session.do(actions.edit_contact(session.garden, session.rules, ada, {"role": f"R{edits}"}, TODAY))
            await pilot.pause(0.1)
        done = time.monotonic()
        said = [one.communicate()[0] for one in shells]
        assert [one.returncode for one in shells] == [0, 0], said
        assert "NOT SAVED" not in "".join(said)
        while missing := not_in(grid(app), expected):
            assert time.monotonic() < done + PATIENCE, f"not shown: {sorted(missing)}"
            await pilot.pause(0.05)
        shown = {entry.uid for entry in session.garden.interactions.values()}
    assert not session.close()
    assert names_in(paths.garden) == sorted(expected)
    fresh = Session.open(paths, TODAY)
    assert set(fresh.garden.interactions) == shown
    assert len(shown) == 2 * count
    assert sorted(entry.summary for entry in fresh.garden.interactions.values()) == sorted(
        f"hello from {name}{number}" for name in "ab" for number in range(count)
    )
    assert fresh.garden.contacts[ada].role == f"R{edits}"
    assert not fresh.conflicts


async def test_two_shells_log_beside_the_open_app(tmp_path: Path) -> None:
    await log_beside_the_app(tmp_path, 8)


@pytest.mark.long
async def test_two_shells_log_200_times_beside_the_open_app(tmp_path: Path) -> None:
    await log_beside_the_app(tmp_path, 100)
