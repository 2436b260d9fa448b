"""A forecast says of every day before its end what looking at the person would say."""

from datetime import timedelta

import msgspec
from hypothesis import example, given, settings
from hypothesis import strategies as st

from netgarden.change.garden import Garden
from netgarden.demo.sample_garden import sample_garden
from netgarden.due.forecast import forecast
from netgarden.due.outlook import look, spent_on
from netgarden.due.queue import NOTHING_SPENT
from tests.due.test_due_laws import gardens
from tests.support.planting import RULES, TODAY, contact


def assert_foretold(garden, uid, ahead):
    """What is foretold for a day so many days ahead is what is seen on it."""
    rules = msgspec.structs.replace(RULES, last_opened=TODAY - timedelta(3))
    told = forecast(garden, rules, uid, TODAY)
    if told is None:
        return False
    day = TODAY + timedelta(ahead)
    if day >= told.until:
        return False
    rules = msgspec.structs.replace(RULES, last_opened=max(TODAY - timedelta(3), day - timedelta(1)))
    seen = look(garden, rules, uid, day)
    person = garden.contacts[uid]
    if seen.row is not None and seen.row.lead.kind == "unplaced":
        assert told.row(rules, person, day) is None
        assert told.asks
    else:
        assert told.row(rules, person, day) == seen.row
        assert seen.row or not told.asks
    assert told.next_on(day) == (seen.next.on if seen.next else None)
    assert spent_on(garden, rules, uid, day) is NOTHING_SPENT
    return True


@settings(max_examples=400)
@given(gardens, st.integers(0, 800))
@example(Garden({"contacts": [contact("ada", cadence="1m")]}), 1)
def test_whatever_is_recorded(garden, ahead):
    assert_foretold(garden, "ada", ahead)


def test_everybody_in_the_sample_garden_for_a_year():
    garden = sample_garden(TODAY)
    told = [
        assert_foretold(garden, uid, ahead)
        for uid in garden.contacts
        for ahead in (0, 1, 2, 7, 30, 90, 200, 365)
    ]
    assert sum(told) > len(told) / 4, "many people are simple"
