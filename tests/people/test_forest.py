"""Stage, health, density and diversity (`rules.md`, Stage, Health)."""

import pytest

from netgarden.people.forest import evenness, forest_of, standing_of
from netgarden.records.tie import Tie
from tests.support.planting import RULES, TODAY, ago, ahead, contact, entry, garden


@pytest.mark.parametrize(
    ("days", "stage"),
    [
        ([], "seed"),
        ([5], "sprout"),
        ([5, 9], "sprout"),
        ([5, 9, 30], "sapling"),
        ([day * 10 for day in range(12)], "sapling"),
        ([day * 40 for day in range(12)], "tree"),
        ([-3], "seed"),
    ],
)
def test_stage_is_how_much_history_there_is(days: list[int], stage: str) -> None:
    people = garden(contact(), entry(ago(1), "event"), *(entry(ago(day)) for day in days))
    assert standing_of(people, RULES, "ada", TODAY).stage == stage


@pytest.mark.parametrize(
    ("fields", "days", "health"),
    [
        ({"cadence": "20d"}, 19, "thriving"),
        ({"cadence": "20d"}, 20, "thirsty"),
        ({"cadence": "20d"}, 29, "thirsty"),
        ({"cadence": "20d"}, 30, "wilting"),
        ({}, 30, "resting"),
        ({"cadence": "none"}, 30, "resting"),
        ({"cadence": "20d", "archived": True}, 30, "resting"),
        ({"cadence": "20d", "paused_on": ago(1)}, 30, "resting"),
        ({"cadence": "2m", "talk_cadence": "20d"}, 30, "wilting"),
    ],
)
def test_health_is_where_it_stands_against_its_cadence(
    fields: dict[str, object], days: int, health: str
) -> None:
    people = garden(contact(**fields), entry(ago(days), "call"))
    assert standing_of(people, RULES, "ada", TODAY).health == health


def test_evenness_is_one_for_equal_kinds_and_nought_for_a_single_one() -> None:
    assert evenness([5, 5, 5]) == pytest.approx(1)
    assert evenness([7]) == 0
    assert evenness([]) == 0
    assert evenness([1, 3]) == pytest.approx(0.8113, abs=1e-4)


def test_density_and_diversity_of_the_living_with_missing_data_said_apart() -> None:
    places = ["Lisbon", "lisbon", "Porto", "Porto", "Berlin", "Berlin", "", ""]
    people = garden(
        *(contact(f"p{number}", place=place, met_how="event") for number, place in enumerate(places)),
        contact("gone", archived=True, place="Rome"),
        Tie(uid="one", people=("p0", "p1")),
        Tie(uid="two", people=("gone", "p1")),
        entry(ago(1), people=("p0",)),
    )
    forest = forest_of(people, TODAY)
    assert (forest.people, forest.ties, forest.density) == (8, 1, 0.25)
    assert forest.density_words == "sparse (0.2 ties each)"
    how_met, industry, place = forest.network
    assert (place.kinds, place.missing, place.words) == (3, 2, "varied (1.00)")
    assert how_met.words == "alike (0.00)"
    assert (industry.score, industry.words) == (None, "too little known")
    assert forest.diversity == pytest.approx(0.5)
    assert forest.missing_words == "not known: industry of 8, place of 2 of 8 people"
    assert forest.attention[2].known == 1


def test_an_empty_garden_has_neither() -> None:
    forest = forest_of(garden(), TODAY)
    assert (forest.people, forest.density, forest.diversity, forest.missing_words) == (0, 0, None, "")


def test_the_next_touch_is_due_by_the_nearest_rhythm_and_never_of_who_rests() -> None:
    people = garden(
        contact("ada", cadence="20d", talk_cadence="10d"),
        contact("sam", cadence="20d", paused_on=ago(1)),
        contact("zoe", cadence="20d", snooze_until=ahead(40), snooze_set_on=ago(2)),
        entry(ago(7), "call", people=("ada", "sam", "zoe")),
    )
    ada, sam, zoe = (standing_of(people, RULES, uid, TODAY) for uid in ("ada", "sam", "zoe"))
    assert (ada.last, ada.due) == (ago(7), ahead(3))
    assert (sam.last, sam.due) == (ago(7), None)
    assert zoe.due == ahead(40), "what puts routine off puts it off here too"
