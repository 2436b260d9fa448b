"""Importing 5,000 vCards against parsing them with vobject alone (at most a third), and large tables."""

import random
import time
from collections.abc import Callable

import pytest
import vobject

from netgarden.change.garden import Garden
from netgarden.formats.registry import read
from netgarden.formats.writers import vcard as vcard_writer
from netgarden.importing.duplicates import find_duplicates
from netgarden.importing.plan import plan_import
from netgarden.records.contact import Contact
from tests.support.gardens import TODAY

FIRST = ["Ada", "Bea", "Cem", "Dan", "Eva", "Finn", "Grace", "Hugo", "Zoë", "Łukasz"]
LAST = ["Lovelace", "Silva", "Kaya", "Ito", "Novák", "Okafor", "Hopper", "Ferreira", "Quinn", "Nowak"]


def people(count: int) -> list[Contact]:
    """Believable contacts, the same in every run."""
    dice = random.Random(1)
    return [
        Contact(
            uid="",
            name=f"{dice.choice(FIRST)} {dice.choice('ABCDEF')}. {dice.choice(LAST)}{number}",
            org=f"Company {number % 400}",
            role="Partner",
            emails={f"person{number}@company{number % 400}.example": "work"},
            phones={f"+44 20 7946 {number:04}": "mobile", f"+351 21 555 {number:04}": "work"},
            links={f"https://www.linkedin.com/in/person-{number}": "linkedin"},
            place="Lisbon",
            birthday="1985-04-12",
            tags=("board", "climate"),
            notes="Met at a lecture.\nLikes tea.",
        )
        for number in range(count)
    ]


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def import_all(data: bytes) -> Garden:
    garden = Garden()
    garden.apply(plan_import(garden, [read(data, filename="x")], TODAY).change(garden))
    return garden


@pytest.mark.benchmark
def test_importing_vcards_costs_a_third_of_parsing_them_with_vobject() -> None:
    data = vcard_writer.write(people(5000), "3.0")
    text = data.decode()
    ours = min(seconds(lambda: import_all(data)) for _ in range(3))
    theirs = min(seconds(lambda: list(vobject.readComponents(text))) for _ in range(2))
    print(
        f"\n  5,000 vCards: imported in {ours:.2f} s, vobject parses in {theirs:.2f} s: {ours / theirs:.2f}"
    )
    assert len(import_all(data).contacts) == 5000
    assert ours <= theirs / 3


@pytest.mark.benchmark
def test_large_imports_and_the_search_for_duplicates() -> None:
    rows = "".join(f"{one.name},{next(iter(one.emails))},{one.org}\n" for one in people(20_000))
    data = b"Name,Email,Company\n" + rows.encode()
    print(f"\n  20,000 rows: {seconds(lambda: import_all(data)):.2f} s")
    garden = import_all(data)
    reading = read(data, filename="x")
    print(f"  again: {seconds(lambda: plan_import(garden, [reading], TODAY)):.2f} s")
    took = seconds(lambda: find_duplicates(garden))
    print(f"  duplicates among 20,000: {took:.2f} s")
    assert took < 10
