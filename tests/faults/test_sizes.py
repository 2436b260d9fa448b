"""One person with a whole life in the file: names, notes, tags and histories as large as they get stay usable (F30)."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from netgarden.records.ids import encode
from tests.faults.hostile import EARLY, Tables, plain_file, sealed_file
from tests.faults.terminal import CTRL, ESCAPE, Terminal, netgarden
from tests.support.patience import PATIENCE

pytestmark = pytest.mark.fault

USABLE = 8.0
"""Seconds that a key may take in the long set, with all that the terminal reads; a person would not wait longer."""


def large(**fields: Any) -> Tables:
    """A garden of Ada, with what is large."""
    ada = {"uid": encode(1000), "name": "Ada Lovelace", "tier": "close", "cadence_set_on": EARLY, **fields}
    return {"contacts": {1000: ada}, "interactions": {}}


def long_history(**fields: Any) -> Tables:
    """The same after ten thousand talks."""
    tables = large(**fields)
    for number in range(10_000):
        day = date(2026, 11, 22) - timedelta(number // 3)
        tables["interactions"][2000 + number] = {
            "uid": encode(2000 + number), "on": day.isoformat(), "kind": "call", "weight": "talk",
            "people": [encode(1000)], "summary": f"talk {number} of heat pumps and boats", "raw": "call: x\nwants: y",
        }  # fmt: skip
    return tables


TAGS = [f"tag {number}" for number in range(5_000)]
NOTE = "- sailing, heat pumps and more\n" * 33_000

SIZES = {
    "all at once": long_history(tags=TAGS, notes=NOTE),
    "10,000 entries": long_history(),
    "a name of a megabyte": large(aliases=["x" * 1_000_000], name="Ada " + "x" * 1_000_000),
    "a note of a megabyte": large(notes=NOTE),
    "a note in one line": large(notes="sailing" * 45_000),
    "5,000 tags": large(tags=TAGS, interests=[f"x{number}" for number in range(2_000)]),
    "5,000 addresses": large(emails={f"{number}@x.example": "work" for number in range(5_000)}),
}

QUICK = "all at once"
"""That of the default set, where no clock is looked at."""


@contextmanager
def quickly(what: str, seconds: float) -> Iterator[None]:
    """Fail where it takes longer than so many seconds."""
    start = time.perf_counter()
    yield
    took = time.perf_counter() - start
    assert took < seconds, f"{what} took {took:.1f} s"


@pytest.mark.parametrize(
    ("name", "usable"),
    [
        pytest.param(QUICK, PATIENCE, id=f"{QUICK}, unhurried"),
        *(pytest.param(one, USABLE, marks=pytest.mark.long, id=one) for one in SIZES),
    ],
)
def test_the_app_stays_usable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, usable: float
) -> None:
    monkeypatch.setenv("NETGARDEN_STATE", str(tmp_path / "state"))
    file = tmp_path / "garden.json"
    form = (
        sealed_file if "name" in name else plain_file
    )  # of a name that another program wrote the end is cut off
    file.write_bytes(form(SIZES[name]))
    with Terminal(netgarden(file)) as app:
        with quickly("the start", 2 * usable):
            app.wait_for("1 Forest")
        app.press("1", "g")
        for keys, title in (
            ("j", "3 Ada"), ("\r", "Timeline"), ("\x1b[6~", "Ada"), (ESCAPE, "1 Forest"), ("/", "needs doing"),
            ("sailnig", "Find"), (CTRL["u"], "Find"), ("ada lov", "Find"), (ESCAPE, "1 Forest"),
            ("e", "esc leave"), (ESCAPE, "1 Forest"), ("O", "Open loops"), (ESCAPE, "1 Forest"), ("l", "4 Composer"),
            ("call @ad: hello", "hello"), (CTRL["s"], "✓"), ("u", "undone"), ("t", "✓"), ("w", "Ada"),
        ):  # fmt: skip
            with quickly(f"{keys!r}", usable):
                app.press(keys)
                app.wait_for(title)
        app.press(ESCAPE * 2, "q")
        assert app.wait() == 0
