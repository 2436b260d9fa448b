"""What tells people of one name apart."""

from dataclasses import dataclass

import pytest

from netgarden.people.namesakes import told_apart
from netgarden.records.contact import Contact


@dataclass
class Case:
    about: str
    people: list[Contact]
    beside: list[str]


def ada(uid: str, org: str = "", place: str = "", email: str = "") -> Contact:
    return Contact(uid=uid, name="Ada Lovelace", org=org, place=place, emails={email: ""} if email else {})


CASES = [
    Case(
        "org comes first", [ada("a", "Acme", "Lisbon"), ada("b", "Northwind", "Porto")], ["Acme", "Northwind"]
    ),
    Case(
        "place where org is alike",
        [ada("a", "Acme", "Lisbon"), ada("b", "Acme", "Porto")],
        ["Lisbon", "Porto"],
    ),
    Case("place without org", [ada("a", place="Lisbon"), ada("b", place="Porto")], ["Lisbon", "Porto"]),
    Case("address last", [ada("a", email="a@x.org"), ada("b", email="b@x.org")], ["a@x.org", "b@x.org"]),
    Case("uid where all is alike", [ada("a", "Acme"), ada("b", "Acme")], ["a", "b"]),
    Case("uid where nothing is known", [ada("a"), ada("b")], ["a", "b"]),
    Case("one of whom nothing is known", [ada("a"), ada("b", "Acme")], ["", "Acme"]),
    Case(
        "others may share an org",
        [ada("a", "Acme", "Lisbon"), Contact(uid="b", name="Bob", org="Acme")],
        ["Acme", "Acme"],
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.about)
def test_what_stands_beside_a_name(case: Case) -> None:
    assert told_apart(case.people) == case.beside
