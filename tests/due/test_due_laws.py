"""What holds for every person whatever is recorded, dates at the ends of the calendar and nonsense included."""

from datetime import date, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from netgarden.change.garden import Garden
from netgarden.due.capacity import capacity
from netgarden.due.explain import explain
from netgarden.due.outlook import evaluate, look, reasons_of, spent_on
from netgarden.due.queue import assemble
from netgarden.due.suggest import suggest_cadence
from netgarden.people.balance import before_ask, promises_kept
from netgarden.people.forest import forest_of, standing_of
from netgarden.records.interaction import Interaction
from netgarden.records.kinds import INTERACTIONS, LOOPS
from netgarden.records.loop import Loop
from netgarden.records.milestone import Milestone
from tests.support.planting import RULES, TODAY, contact

near = st.integers(-400, 400).map(lambda days: TODAY + timedelta(days))
days = st.one_of(near, near, st.dates(), st.sampled_from([date.min, date.max]))
maybe = st.one_of(st.none(), days)
partials = st.sampled_from(
    ["", "--02-29", "--11-23", "2026-11-20", "--11", "1985", "2026-11", "??", "9999-12-31", "0001-01-01"]
)
cadences = st.sampled_from(["", "", "1d", "2w", "1m", "3m", "1y", "none", "90y", "often"])

contacts = st.builds(
    contact,
    st.just("ada"),
    tier=st.sampled_from(["", "inner", "wide", "none", "lost"]),
    cadence=cadences,
    talk_cadence=cadences,
    meet_cadence=cadences,
    cadence_set_on=maybe,
    added_on=maybe,
    skipped_on=maybe,
    snooze_until=maybe,
    snooze_set_on=maybe,
    paused_on=maybe,
    paused_until=maybe,
    birthday=partials,
    channel=st.sampled_from(["", "   ", "call after 6", "signal", "email"]),
    put_off_on=st.just(("2026-11-20", "x")),
    archived=st.sampled_from([False, False, False, True]),
)
entries = st.builds(
    Interaction,
    uid=st.text("abc", min_size=6, max_size=6),
    on=days,
    kind=st.sampled_from([*INTERACTIONS, "séance"]),
    direction=st.sampled_from(["in", "out", "both"]),
    weight=st.sampled_from(["talk", "word", "light", "none"]),
    people=st.sampled_from([("ada",), ("ada", "bob"), (*tuple(f"p{n}" for n in range(9)), "ada")]),
)
loops = st.builds(
    Loop,
    uid=st.text("def", min_size=6, max_size=6),
    kind=st.sampled_from([*LOOPS, "pledge"]),
    people=st.just(("ada",)),
    text=st.sampled_from(["", "intro to Sam"]),
    opened_on=days,
    due_on=maybe,
    not_before=maybe,
    nudged_on=st.sampled_from([(), ("2026-11-01",), ("2026-10-01", "2026-11-01"), ("soon",)]),
    closed_on=st.one_of(st.none(), st.none(), days),
    interaction=st.sampled_from(["", "aaaaaa"]),
    snooze_until=maybe,
    snooze_set_on=maybe,
)
milestones = st.builds(
    Milestone,
    uid=st.text("ghi", min_size=6, max_size=6),
    contact=st.just("ada"),
    what=st.sampled_from(["new job", "award"]),
    kind=st.sampled_from(["good", "hard"]),
    on=partials,
    marked_on=maybe,
)
gardens = st.builds(
    lambda person, *tables: Garden(
        dict(zip(("contacts", "interactions", "loops", "milestones"), ([person], *tables), strict=True))
    ),
    contacts,
    st.lists(entries, max_size=5),
    st.lists(loops, max_size=3),
    st.lists(milestones, max_size=2),
)


@settings(max_examples=300, deadline=None)
@given(gardens, st.one_of(st.just(TODAY), days))
def test_every_rule_has_an_answer_for_everybody(people: Garden, today: date) -> None:
    outlook = look(people, RULES, "ada", today)
    if row := outlook.row:
        assert not people.contacts["ada"].archived
        assert [reason.band for reason in row.reasons] == sorted(reason.band for reason in row.reasons)
        assert row.minutes == max(reason.minutes for reason in row.reasons) > 0
        assert all(reason.shows_on <= today and reason.text for reason in row.reasons)
        queue = assemble([row], RULES, today)
        assert [*queue.rows, *queue.waiting] == [row]
    if outlook.next:
        assert today < outlook.next.on < date.max
    assert explain(people, RULES, "ada", today)
    assert before_ask(people, RULES, "ada", today).ledger
    kept = promises_kept(people, today)
    assert 0 <= kept.on_time <= kept.all
    assert spent_on(people, RULES, "ada", today).minutes >= 0
    assert capacity(people.contacts.values(), RULES, today).asked >= 0
    assert forest_of(people, today).people <= 1
    assert standing_of(people, RULES, "ada", today).stage
    assert standing_of(people, RULES, "ada", today).health
    suggest_cadence(people, RULES, "ada", today)


def placed_with_news(cadence: str, on: str) -> Garden:
    """Somebody who was skipped today and has a new job."""
    news = Milestone(uid="gggggg", contact="ada", what="new job", on=on)
    return Garden({"contacts": [contact("ada", cadence=cadence, skipped_on=TODAY)], "milestones": [news]})


@settings(max_examples=150, deadline=None)
@given(gardens)
@example(placed_with_news("3m", "--11-23"))  # a season without a year ended after 30 days
@example(placed_with_news("1y", "2026-11-20"))  # half a year is longer than a season
def test_who_is_announced_for_a_day_stands_in_the_queue_on_it(people: Garden) -> None:
    """Unless something else of theirs changes what they are asked on the way there."""
    coming = look(people, RULES, "ada", TODAY).next
    if coming is None or any(entry.on > TODAY for entry in people.interactions.values()):
        return
    on_the_day = [
        reason for reason in reasons_of(people, RULES, "ada", coming.on) if reason.shows_on <= coming.on
    ]
    if coming.reason.kind in ("routine", "talk", "meet", "reconnect", "promise", "thanks", "planned"):
        assert evaluate(people, RULES, "ada", coming.on)
        assert on_the_day
