"""From exec to the first usable screen, in a terminal of 120 × 36, beside an empty Textual app in the same run.

The gardens were opened and left once before, as on every day but the first; how long the first time takes, when
nothing is kept yet for the next start, is reported.

Also `due` and `find` as whole processes, beside khard listing as many contacts where it is installed (its path in
`KHARD`), else beside a Python that only imports click and json.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from math import inf
from pathlib import Path
from statistics import median

import pytest

from tests.benchmarks.gardens import TODAY, planted
from tests.benchmarks.report import tell
from tests.benchmarks.terminal import seconds_until

pytestmark = pytest.mark.benchmark

ROUNDS = 7
AIMS = {1_000: 1.3, 10_000: 1.8, 30_000: inf}
WORST = {1_000: 1.6, 10_000: 2.2, 30_000: 4.0}
"""What would be a step back from what was measured last."""
AIM_COMMAND = 0.2
WORST_COMMAND = 6.0

EMPTY = """
from textual.app import App
from textual.widgets import Static

class Empty(App):
    def compose(self):
        yield Static("ready")

Empty().run()
"""

SHOWN = (b"Forest", b"2 Today", b"3 ", b"Help")
"""What stands on the first usable screen: forest, queue, card and footer."""


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """That of a person: directories of its own, a terminal with colours, compiled modules kept."""
    home = str(tmp_path_factory.mktemp("home"))
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {
        "HOME": home,
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "NETGARDEN_CONFIG": f"{home}/config.toml",
    }


def ours(folder: Path, people: int, environment: dict[str, str]) -> tuple[list[str], dict[str, str]]:
    """The words that begin every command on a garden of so many, and its environment."""
    paths = planted(folder, people)
    words = [sys.executable, "-m", "netgarden", "--garden", str(paths.garden), "--today", str(TODAY)]
    return words, environment | {"NETGARDEN_STATE": str(paths.state)}


def middles(runs: dict[str, Callable[[], float]]) -> dict[str, float]:
    """The median seconds of each, taken in turns so that a busy machine is busy for all; the first is not counted."""
    times: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(ROUNDS + 1):
        for name, run in runs.items():
            times[name].append(run())
    return {name: median(taken[1:]) for name, taken in times.items()}


def test_the_first_usable_screen(
    environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("gardens")
    runs: dict[str, Callable[[], float]] = {
        "empty": lambda: seconds_until([sys.executable, "-c", EMPTY], [b"ready"], environment)
    }
    first: dict[int, float] = {}
    for people in AIMS:
        words, own = ours(folder, people, environment)
        first[people] = seconds_until(words, SHOWN, own)
        seconds_until(words, SHOWN, own, leave=b"q")
        runs[str(people)] = lambda words=words, own=own: seconds_until(words, SHOWN, own)
    took = middles(runs)
    for people, aim in AIMS.items():
        ratio = took[str(people)] / took["empty"]
        milliseconds = f"{took[str(people)] * 1000:.0f} of {took['empty'] * 1000:.0f} ms"
        tell(f"first screen at {people:,} against an empty app ({milliseconds})", ratio, aim)
        tell(f"… the very first time ({first[people] * 1000:.0f} ms)", first[people] / took["empty"], inf)
        assert ratio < WORST[people]


def seconds_of(words: Sequence[str], environment: dict[str, str]) -> float:
    """How long a whole process takes. Without a timeout, with which `subprocess` looks every 50 ms only."""
    start = time.perf_counter()
    subprocess.run(words, env=environment, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def test_due_and_find_as_whole_processes(environment: dict[str, str], tmp_path: Path) -> None:
    words, own = ours(tmp_path, 1_000, environment)
    if khard := environment.get("KHARD"):
        baseline, aim = "khard list", AIM_COMMAND
        cards = tmp_path / "cards"
        subprocess.run([*words, "export", "all.vcf"], env=own, cwd=tmp_path, check=True, capture_output=True)
        _split(tmp_path / "all.vcf", cards)
        config = tmp_path / "khard.conf"
        config.write_text(f"[addressbooks]\n[[all]]\npath = {cards}\n")
        theirs = [khard, "-c", str(config), "list"]
    else:
        baseline, aim = "import click, json (no KHARD)", inf
        theirs = [sys.executable, "-c", "import click, json"]
    took = middles(
        {
            "baseline": lambda: seconds_of(theirs, own),
            "due": lambda: seconds_of([*words, "due"], own),
            "find": lambda: seconds_of([*words, "find", "lovelace"], own),
        }
    )
    for command in ("due", "find"):
        milliseconds = f"{took[command] * 1000:.0f} of {took['baseline'] * 1000:.0f} ms"
        ratio = took[command] / took["baseline"]
        tell(f"{command} at 1,000 against {baseline} ({milliseconds})", ratio, aim)
        assert ratio < WORST_COMMAND


def _split(cards: Path, folder: Path) -> None:
    """One file a card, as khard wants them."""
    folder.mkdir()
    for number, card in enumerate(cards.read_text("utf-8").split("BEGIN:VCARD")[1:]):
        (folder / f"{number}.vcf").write_text(f"BEGIN:VCARD{card}", "utf-8")
