"""How long the queue takes: all of 10,000 contacts anew, and after one change."""

import time

import pytest

from netgarden.due.outlook import look
from netgarden.due.queue import assemble
from netgarden.due.rules import Rules
from netgarden.verbs import people as actions
from tests.benchmarks.gardens import TODAY, large_garden

PEOPLE = 10_000
AIM_MS = 16


@pytest.mark.benchmark
def test_the_queue_after_one_change() -> None:
    garden, rules = large_garden(PEOPLE), Rules()
    start = time.perf_counter()
    rows = {uid: row for uid in garden.contacts if (row := look(garden, rules, uid, TODAY).row)}
    whole = time.perf_counter() - start

    times = []
    for uid in list(garden.contacts)[:100]:
        start = time.perf_counter()
        for touched in garden.apply(actions.set_cadence(garden, rules, [uid], "2w", TODAY)):
            if row := look(garden, rules, touched, TODAY).row:
                rows[touched] = row
            else:
                rows.pop(touched, None)
        assemble(rows.values(), rules, TODAY)
        times.append(time.perf_counter() - start)
    one = sorted(times)[len(times) // 2] * 1000
    print(
        f"\nqueue of {PEOPLE:,}: {whole * 1000:.0f} ms whole, {one:.1f} ms after one change ({len(rows):,} rows)"
    )
    assert one < AIM_MS
