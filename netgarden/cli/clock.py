"""The clock of the local date: the only place besides the app's interval that reads the system's."""

import time
from collections.abc import Callable
from datetime import date


def clock_of(day: date | None) -> Callable[[], date]:
    """The system's clock, or one that stands at the day given with `--today`."""
    return _local_day if day is None else lambda: day


def _local_day() -> date:
    """The date of the time zone that holds now: it may be another than at the start."""
    time.tzset()
    return date.today()
