"""Coverage by the tests in memory and those of storage, with a floor for each room that holds what must not be lost.

Run `python -m tests.coverage`; it fails where a room is below its floor.
"""

import io
import sys
from pathlib import Path

import pytest
from coverage import Coverage

FLOORS = {"records": 95, "due": 95, "composer": 95, "storage": 88}
"""Per cent of lines and branches, for each folder of the package."""


def main() -> int:
    """Run the tests, print a table of every file and a line for each room; return the exit status."""
    measured = Coverage(data_file=None)
    measured.start()
    from tests.conftest import QUICK_ROOMS  # what it imports is measured, too

    rooms = sorted(QUICK_ROOMS | {"storage", "simulation"})
    tests = Path(__file__).parent
    status = pytest.main(["-q", "-n0", "-p", "no:cacheprovider", *(str(tests / room) for room in rooms)])
    measured.stop()
    measured.report(file=sys.stdout, show_missing=True, skip_covered=True)
    for room, floor in FLOORS.items():
        reached = measured.report(include=[f"netgarden/{room}/*"], file=io.StringIO())
        print(f"{room}: {reached:.1f} % (at least {floor} %)")
        if reached < floor:
            status = status or 1
    return int(status)


if __name__ == "__main__":
    sys.exit(main())
