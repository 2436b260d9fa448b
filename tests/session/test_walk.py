"""Going through a fixed list of people."""

import pytest

from netgarden.session.walk import Walk


class Hall:
    """Who exists and who is still open, as the walk asks for it."""

    def __init__(self) -> None:
        self.there = {"ada", "bea", "cyd", "dan"}
        self.open = set(self.there)

    def walk(self, at: str = "") -> Walk:
        return Walk(["ada", "bea", "cyd", "dan"], self.there, lambda uid: uid in self.open, at=at)


@pytest.fixture
def hall() -> Hall:
    return Hall()


def test_it_leads_from_one_to_the_next_and_ends(hall: Hall) -> None:
    walk = hall.walk()
    seen = []
    while not walk.ended:
        seen.append((walk.place, walk.person))
        walk.advance()
    assert seen == [(1, "ada"), (2, "bea"), (3, "cyd"), (4, "dan")]
    assert walk.person is None
    assert walk.place == 5


def test_forward_it_passes_over_who_was_settled_meanwhile_and_backward_it_does_not(hall: Hall) -> None:
    walk = hall.walk()
    hall.open -= {"bea", "cyd"}
    walk.advance()
    assert walk.person == "dan"
    walk.go_back()
    assert walk.person == "cyd"


def test_who_was_deleted_is_passed_over_both_ways(hall: Hall) -> None:
    walk = hall.walk()
    hall.there.discard("bea")
    walk.advance()
    assert walk.person == "cyd"
    walk.go_back()
    assert walk.person == "ada"
    walk.go_back()
    assert walk.person == "ada"


def test_nobody_stands_where_somebody_was_deleted(hall: Hall) -> None:
    walk = hall.walk()
    hall.there.discard("ada")
    assert walk.person is None
    assert not walk.ended


@pytest.mark.parametrize(
    ("at", "settled", "expected"),
    [("cyd", (), "cyd"), ("cyd", ("cyd",), "dan"), ("cyd", ("cyd", "dan"), None), ("gone", (), "ada")],
)
def test_it_begins_where_one_stopped(hall: Hall, at: str, settled: tuple[str, ...], expected: str) -> None:
    hall.open -= set(settled)
    assert hall.walk(at).person == expected


def test_from_the_end_it_goes_back_or_begins_anew_with_whom_one_passed_by(hall: Hall) -> None:
    walk = hall.walk()
    for _ in range(4):
        walk.advance()
    hall.open = {"cyd"}
    assert walk.left == ["cyd"]
    assert walk.ahead == []
    walk.go_back()
    assert walk.person == "dan"
    walk.restart()
    assert walk.person == "cyd"


def test_who_is_not_in_the_list_joins_it_here(hall: Hall) -> None:
    walk = hall.walk("cyd")
    hall.there.add("eve")
    walk.go_to("eve")
    assert walk.uids == ["ada", "bea", "eve", "cyd", "dan"]
    assert walk.person == "eve"
    walk.go_to("dan")
    assert walk.person == "dan"


def test_an_empty_walk_has_ended() -> None:
    walk = Walk([], (), lambda uid: True)
    assert walk.ended
    walk.go_back()
    assert walk.ended
