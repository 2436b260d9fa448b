"""Who stands in which grove, in what order, and which changes may move somebody from one to another."""

import pytest

from netgarden.change.change import Change, Patch
from netgarden.change.garden import Garden
from netgarden.people.forest import standing_of
from netgarden.people.groves import GROUPINGS, SORTS, View, groves, regroups
from netgarden.records.name_order import by_name, by_name_after
from tests.support.planting import RULES, TODAY, ago, contact, entry, garden


def view_of(people: Garden) -> View:
    return View(RULES, TODAY, {uid: standing_of(people, RULES, uid, TODAY) for uid in people.contacts})


def grown(people: Garden, grouping: str, sort: str = "name") -> list[tuple[str, list[str]]]:
    return groves(by_name(people.contacts.values()), grouping, view_of(people), sort)


@pytest.mark.parametrize(
    ("grouping", "expected"),
    [
        ("interest", [("art", ["zoe"]), ("boats", ["bea", "zoe"]), ("no interests yet", ["ada", "sam"])]),
        ("org", [("acme", ["bea", "zoe"]), ("no org yet", ["ada", "sam"])]),
        ("place", [("Łódź", ["sam"]), ("no place yet", ["ada", "bea", "zoe"])]),
        ("tier", [("inner", ["bea"]), ("close", ["zoe"]), ("wide", ["ada"]), ("not placed yet", ["sam"])]),
        ("met", [("classmate", ["bea"]), ("event", ["ada"]), ("how met unknown", ["sam", "zoe"])]),
        ("tag", [("vip", ["ada"]), ("no tags yet", ["bea", "sam", "zoe"])]),
        ("industry", [("water", ["ada"]), ("no industry yet", ["bea", "sam", "zoe"])]),
        ("stage", [("tree", ["zoe"]), ("sapling", ["ada"]), ("sprout", ["bea"]), ("seed", ["sam"])]),
        ("health", [("wilting", ["bea"]), ("thirsty", ["zoe"]), ("thriving", ["ada"]), ("not placed yet", ["sam"])]),
        ("last", [("1–3 months ago", ["ada", "bea", "zoe"]), ("never in touch", ["sam"])]),
    ],
)  # fmt: skip
def test_people_stand_in_groves_in_order(grouping: str, expected: list[tuple[str, list[str]]]) -> None:
    people = garden(
        contact("ada", tier="wide", met_how="event", tags=("vip",), industry="water"),
        contact("bea", tier="inner", met_how="classmate", org="Acme", interests=("boats",)),
        contact("sam", place="Łódź"),
        contact("zoe", tier="close", org="acme", interests=("art", "Boats")),
        *(entry(ago(days), people=("ada",)) for days in (40, 41, 42)),
        entry(ago(40), people=("bea",)),
        *(entry(ago(35 + 40 * times), people=("zoe",)) for times in range(12)),
    )
    assert grouping in GROUPINGS
    assert grown(people, grouping) == expected


@pytest.mark.parametrize(
    ("days", "label"),
    [
        (0, "within a week"),
        (7, "within a week"),
        (8, "within a month"),
        (31, "within a month"),
        (32, "1–3 months ago"),
        (92, "1–3 months ago"),
        (93, "3–12 months ago"),
        (365, "3–12 months ago"),
        (366, "over a year ago"),
        (-3, "never in touch"),
    ],
)
def test_last_contact_is_told_in_calendar_months(days: int, label: str) -> None:
    assert grown(garden(contact(), entry(ago(days))), "last") == [(label, ["ada"])]


def test_of_those_who_were_not_placed_only_the_resting_have_a_health() -> None:
    people = garden(contact("ada"), contact("sam", paused_on=ago(3)), contact("zoe", tier="none"))
    assert grown(people, "health") == [("resting", ["sam", "zoe"]), ("not placed yet", ["ada"])]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("name", ["ada", "bea", "sam", "zoe"]),
        ("last", ["bea", "zoe", "ada", "sam"]),
        ("due", ["zoe", "bea", "ada", "sam"]),
        ("tier", ["zoe", "bea", "ada", "sam"]),
    ],
)
def test_within_a_grove_people_stand_in_the_order_asked_for(sort: str, expected: list[str]) -> None:
    people = garden(
        contact("ada", tier="none"), contact("bea", tier="close"), contact("sam"), contact("zoe", tier="inner"),
        entry(ago(300), people=("ada",)), entry(ago(5), people=("bea",)), entry(ago(20), people=("zoe",)),
    )  # fmt: skip
    assert set(SORTS) == {"name", "last", "due", "tier"}
    assert grown(people, "org", sort) == [("no org yet", expected)]


@pytest.mark.parametrize(
    ("table", "path", "expected"),
    [
        ("contacts", "org", True),
        ("contacts", "interests", True),
        ("contacts", "", True),
        ("contacts", "snooze_until", False),
        ("contacts", "notes", False),
        ("contacts", "put_off_on/2026-11-22", False),
        ("contacts", "interests/sailing", True),
        ("interactions", "", False),
        ("interactions", "summary", False),
    ],
)
def test_only_what_a_grouping_may_go_by_regroups(table: str, path: str, expected: bool) -> None:
    assert regroups(Change("", (Patch(table, "a", path, None, "x"),))) is expected


def test_one_patch_of_many_suffices() -> None:
    notes, org = (Patch("contacts", "a", path, None, "x") for path in ("notes", "org"))
    assert regroups(Change("", (notes, org)))
    assert not regroups(Change("", ()))


def test_everybody_stays_by_name_after_a_change() -> None:
    before = garden(
        *(contact(uid, name=name) for uid, name in (("a", "Zoë"), ("b", "ada"), ("c", "Zoe"), ("d", "Bea")))
    )
    after = garden(
        *(contact(uid, name=name) for uid, name in (("a", "Zoë"), ("b", "Émile"), ("e", "zoé"))),
        contact("d", name="Bea", archived=True),
    )
    people = by_name(before.contacts.values())
    assert [one.uid for one in people] == ["b", "d", "a", "c"]
    found = by_name_after(people, after.contacts, {"b", "c", "d", "e"})
    assert found == by_name(one for one in after.contacts.values() if not one.archived)
    assert [one.uid for one in found] == ["b", "a", "e"]
