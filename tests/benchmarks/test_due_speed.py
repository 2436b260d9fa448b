"""How long the queue takes: all of 10,000 contacts anew, and after one change."""

import random
import time
from datetime import timedelta

import pytest

from netgarden.change.garden import Garden
from netgarden.due.outlook import look
from netgarden.due.queue import assemble
from netgarden.due.rules import Rules
from netgarden.records.contact import Contact
from netgarden.records.ids import UidSource
from netgarden.records.interaction import Interaction
from netgarden.records.kinds import INTERACTIONS
from netgarden.verbs import people as actions
from tests.support.planting import TODAY

PEOPLE, ENTRIES = 10_000, 50_000
AIM_MS = 16


def large_garden() -> Garden:
    draw, new_uid = random.Random(1), UidSource()
    contacts = [
        Contact(
            uid=new_uid(),
            name=f"Person {number}",
            tier=draw.choice(["inner", "close", "steady", "wide", "yearly", "none", ""]),
            cadence_set_on=TODAY - timedelta(400),
            birthday=f"--{draw.randint(1, 12):02}-10" if draw.random() < 0.3 else "",
        )
        for number in range(PEOPLE)
    ]
    entries = []
    for _ in range(ENTRIES):
        kind = draw.choice([kind for kind in INTERACTIONS if kind != "skip"])
        entries.append(
            Interaction(
                uid=new_uid(),
                on=TODAY - timedelta(draw.randint(0, 700)),
                kind=kind,
                direction=INTERACTIONS[kind].direction,
                weight=INTERACTIONS[kind].weight,
                people=(draw.choice(contacts).uid,),
            )
        )
    return Garden({"contacts": contacts, "interactions": entries})


@pytest.mark.benchmark
def test_the_queue_after_one_change() -> None:
    garden, rules = large_garden(), Rules()
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
