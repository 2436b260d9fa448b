"""What a garden of 10,000 takes in memory beside its decoded JSON, each in a process of its own."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.gardens import TODAY, planted
from tests.benchmarks.report import tell

pytestmark = pytest.mark.benchmark

AIM, WORST = 2.0, 3.0

RESIDENT = """
import pathlib, sys
def resident():
    return int(pathlib.Path("/proc/self/statm").read_text().split()[1]) * 4096
"""

JSON = """
import json
before = resident()
data = json.loads(pathlib.Path(sys.argv[1]).read_bytes())
print(resident() - before)
"""

GARDEN = """
from datetime import date
from netgarden.paths import Paths
from netgarden.session.session import Session
before = resident()
session = Session.open(Paths(*map(pathlib.Path, sys.argv[1:4])), date.fromisoformat(sys.argv[4]))
session.queue()
session.index.build()
session.names
print(resident() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_memory_at_10_000(tmp_path: Path) -> None:
    paths = planted(tmp_path, 10_000)
    words = [*map(str, paths), str(TODAY)]

    def grown(script: str) -> int:
        ran = subprocess.run(
            [sys.executable, "-c", RESIDENT + script, *words], capture_output=True, text=True, check=True
        )
        return int(ran.stdout)

    decoded, ours = grown(JSON), grown(GARDEN)
    tell(f"memory at 10,000 against its JSON ({ours >> 20} of {decoded >> 20} MB)", ours / decoded, AIM)
    assert ours / decoded < WORST
