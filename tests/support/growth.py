"""How the work grows with the size of what it is given, in this process and by its own processor time."""

import gc
import time
from collections.abc import Callable

EVEN = 10
"""How much longer ten times the size takes where the work grows as the size does."""
BOUND = 4 * EVEN
"""Beyond this it grows as the square of the size does, or worse."""
NOTICEABLE = 0.5
"""Seconds of processor time under which nothing is said of growth: the tenth is too short to be measured."""


def grows_evenly(work: Callable[[float], object]) -> bool:
    """Whether work on the whole (1.0) takes no more than `BOUND` times that on a tenth of it (0.1).

    Processor time of this process, not the clock on the wall: a busy machine changes little in it.
    """
    tenth = min(_seconds(work, 0.1) for _ in range(3))
    whole = _seconds(work, 1.0)
    return whole < NOTICEABLE or whole < BOUND * tenth


def _seconds(work: Callable[[float], object], share: float) -> float:
    gc.collect()
    start = time.process_time()
    work(share)
    return time.process_time() - start
