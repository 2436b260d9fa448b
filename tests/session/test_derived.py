"""An index derived from a garden: made on first use, followed with every change, forgotten when told."""

from collections.abc import Callable

import pytest

from netgarden.change.by_contact import ByContact
from netgarden.change.garden import Garden
from netgarden.session.derived import Derived
from netgarden.session.session import Session
from netgarden.verbs import people as actions
from tests.support.gardens import TODAY, person, uid


class Made:
    """How often an index was made; each is the list of the changes it was told of."""

    def __init__(self, fails: int = 0) -> None:
        self.times = 0
        self._fails = fails

    def __call__(self) -> list[frozenset[str]]:
        self.times += 1
        if self.times <= self._fails:
            raise RuntimeError("dictionary changed size during iteration")
        return []


@pytest.fixture
def derived() -> tuple[Made, Derived[list[frozenset[str]]]]:
    made = Made()
    return made, Derived(made, list.append)


Both = tuple[Made, Derived[list[frozenset[str]]]]
ADA, ZOE = frozenset({"ada"}), frozenset({"zoe"})


def test_it_is_made_on_first_use_and_only_once(derived: Both) -> None:
    made, one = derived
    one.follow(ADA)
    assert made.times == 0
    assert one.index is one.index
    assert made.times == 1


def test_it_follows_what_changes_from_then_on(derived: Both) -> None:
    _, one = derived
    assert one.index == []
    one.follow(ADA)
    assert one.index == [ADA]


def test_one_prepared_beside_follows_what_changed_meanwhile(derived: Both) -> None:
    made, one = derived
    use = one.prepare()
    one.follow(ADA)
    one.follow(ZOE)
    use()
    assert one.index == [ADA | ZOE]
    assert made.times == 1


def test_what_is_changed_while_it_is_read_is_read_again() -> None:
    made = Made(fails=2)
    one = Derived(made, list.append)
    one.prepare()()
    assert one.index == [frozenset()]
    assert made.times == 3


def test_once_forgotten_it_is_made_anew(derived: Both) -> None:
    made, one = derived
    before = one.index
    one.forget()
    assert one.index is not before
    assert made.times == 2


def test_one_prepared_before_it_was_forgotten_is_not_put_to_use(derived: Both) -> None:
    made, one = derived
    use = one.prepare()
    one.forget()
    use()
    one.index.append(ZOE)
    use()
    assert one.index == [ZOE]
    assert made.times == 2


def test_facts_by_contact_are_worked_out_once_until_a_change_touches_them() -> None:
    garden = Garden({"contacts": [person(number, f"Ada {number}") for number in range(1, 6)]})
    asked: list[str] = []

    def name(one: str) -> str:
        asked.append(one)
        return garden.contacts[one].name

    names = ByContact(garden, name)
    assert names[uid(2)] == "Ada 2"
    assert not names.look_on(2)
    names.follow(garden.apply(actions.delete_contact(garden, [uid(1)])))
    builder = garden.builder()
    builder.put(person(2, "Zoë"))
    names.follow(garden.apply(builder.build("rename")))
    while not names.look_on(2):
        pass
    assert names == {uid(2): "Zoë", uid(3): "Ada 3", uid(4): "Ada 4", uid(5): "Ada 5"}
    assert sorted(asked) == [uid(2), uid(2), uid(3), uid(4), uid(5)]
    with pytest.raises(KeyError):
        names["nobody"]


ASKED: dict[str, Callable[[Session], object]] = {
    "board": lambda session: session.queue().rows,
    "standings": lambda session: session.standings[uid(1)],
    "ties": lambda session: session.ties.of(uid(1)),
    "names": lambda session: session.names.called("ada"),
    "search": lambda session: [match.uid for match in session.find("ada")],
}


@pytest.mark.parametrize("index", ASKED)
def test_every_index_of_a_session_follows_its_changes_and_days(index: str) -> None:
    ask = ASKED[index]
    people = [person(1, "Ada", tier="close", met_via=uid(2)), person(2, "Grace", tier="inner")]
    session = Session(Garden({"contacts": people}), TODAY)
    assert ask(session)
    builder = session.garden.builder()
    builder.remove(session.garden.contacts[uid(2)])
    builder.put(person(1, "Zoë", cadence="1d", cadence_set_on=TODAY))
    session.do(builder.build("change"))
    for today in (TODAY, TODAY.replace(day=TODAY.day + 1)):
        session.turn_to(today)
        fresh = Session(session.garden, today, rules=session.rules)
        assert ask(session) == ask(fresh), today
