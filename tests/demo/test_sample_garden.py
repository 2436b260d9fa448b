"""The sample garden shows all there is to see, whatever the day."""

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from netgarden.change.garden import Garden
from netgarden.composer.known_names import NameIndex
from netgarden.composer.parse import parse
from netgarden.demo.sample_garden import day_words, sample_garden
from netgarden.due.holds import is_paused, snoozed_until
from netgarden.due.outlook import look, spent_on
from netgarden.due.queue import Queue, Row, Spent, assemble
from netgarden.due.rules import Rules
from netgarden.due.touches import touches_of
from netgarden.people.brief import make_brief
from netgarden.people.brief_lines import brief_lines
from netgarden.people.forest import forest_of, standing_of
from netgarden.records.kinds import LOOPS
from netgarden.records.tables import TABLES
from netgarden.text.plain import clean, word_set
from tests.support.gardens import TODAY

RULES = Rules()
REASONS = word_set(
    "promise planned happened thanks follow-up report-back nudge answered rest milestone support season"
    " routine talk meet reconnect drift unplaced"
)
DAYS = [
    TODAY,
    date(2026, 11, 23),  # a Monday
    date(2026, 11, 27),  # a Friday
    date(2026, 12, 31),
    date(2027, 1, 31),
    date(2027, 3, 1),
    date(2028, 2, 29),
    date(2028, 7, 31),
]


@pytest.fixture(params=DAYS, ids=str, scope="module")
def today(request: pytest.FixtureRequest) -> date:
    """Each of several days."""
    return request.param  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def sample(today: date) -> Garden:
    """The sample garden on that day."""
    return sample_garden(today)


@pytest.fixture(scope="module")
def on_sunday() -> Garden:
    """The sample garden on the Sunday of the screenshots."""
    return sample_garden(TODAY)


def rows(garden: Garden, today: date) -> dict[str, Row]:
    """The rows of all due people, by name."""
    found = {contact.name: look(garden, RULES, uid, today).row for uid, contact in garden.contacts.items()}
    return {name: row for name, row in found.items() if row}


def queue(garden: Garden, today: date) -> Queue:
    """The queue of the day, with what of its measure is used up."""
    spent = [spent_on(garden, RULES, uid, today) for uid in garden.contacts]
    used = Spent(sum(one.minutes for one in spent), sum(one.placed for one in spent))
    return assemble(rows(garden, today).values(), RULES, today, spent=used)


def uid_of(garden: Garden, name: str) -> str:
    """The uid of somebody."""
    (uid,) = (uid for uid, contact in garden.contacts.items() if contact.name == name)
    return uid


# ── whatever the day ─────────────────────────────────────────────────────────


def test_every_reason_to_be_due_appears(sample: Garden, today: date) -> None:
    assert {reason.kind for row in rows(sample, today).values() for reason in row.reasons} == REASONS


def test_every_stage_and_health_appears(sample: Garden, today: date) -> None:
    assert {standing_of(sample, RULES, uid, today).stage for uid in sample.contacts} == {
        "seed",
        "sprout",
        "sapling",
        "tree",
    }
    healths = {standing_of(sample, RULES, uid, today).health for uid in sample.contacts}
    assert healths == {"thriving", "thirsty", "wilting", "resting"}


def test_every_kind_of_open_loop_appears(sample: Garden) -> None:
    assert {loop.kind for loop in sample.loops.values() if loop.is_open} == set(LOOPS)


def test_the_day_is_a_few_rows_and_the_rest_can_wait(sample: Garden, today: date) -> None:
    day = queue(sample, today)
    assert 5 <= len(day.rows) <= 8
    assert day.minutes <= day.budget == 15
    assert 25 <= len(day.waiting) <= 36


def test_people_are_paused_snoozed_archived_unplaced_and_drifting(sample: Garden, today: date) -> None:
    contacts = sample.contacts.values()
    touches = {contact.uid: touches_of(sample, contact.uid, today) for contact in contacts}
    assert [c.name for c in contacts if is_paused(c, touches[c.uid], today)] == ["Lena Fischer"]
    until = {contact.name: snoozed_until(contact, touches[contact.uid]) for contact in contacts}
    assert [name for name, day in until.items() if day and day > today] == ["Gareth Pugh-Williams"]
    assert [c.name for c in contacts if c.archived] == ["Derek Sloan"]
    leads = [row.lead.kind for row in rows(sample, today).values()]
    assert leads.count("unplaced") == 2
    assert leads.count("drift") == 1


def test_nothing_happened_after_today_and_people_came_before_their_history(
    sample: Garden, today: date
) -> None:
    for entry in sample.interactions.values():
        assert today - timedelta(740) <= entry.on <= today
        for person in entry.people:
            added = sample.contacts[person].added_on
            assert added is not None
            assert added <= entry.on


def test_every_text_as_typed_reads_again_as_it_was_saved(sample: Garden) -> None:
    names = NameIndex.of(sample)
    typed = [entry for entry in sample.interactions.values() if entry.at]
    assert len(typed) > 250
    for entry in typed:
        (again,) = parse(entry.raw, names, entry.on)
        assert not again.doubts, entry.raw
        assert (again.on, again.kind, again.direction) == (entry.on, entry.kind, entry.direction), entry.raw
        assert {person.uid for person in again.people} == set(entry.people), entry.raw
        assert entry.kind != "note", entry.raw
        assert entry.summary, entry.raw


def test_what_was_asked_and_promised_with_a_day_has_it(sample: Garden, today: date) -> None:
    def day(name: str, kind: str) -> date | None:
        (loop,) = (one for one in sample.open_loops_of(uid_of(sample, name)) if one.kind == kind)
        return loop.due_on

    assert day("Ada Lovelace", "owe") == today + timedelta(5)
    assert day("Kwame Mensah", "planned") == today
    assert day("Ifeoma Nwosu", "planned") == today - timedelta(1)
    assert day("Anne-Sophie Laurent", "planned") == today + timedelta(4)
    assert day("Tomás Ribeiro", "owe") == today + timedelta(1)
    assert day("Marcus Lindqvist", "owe") == today - timedelta(4)


def test_the_same_day_gives_the_same_garden() -> None:
    one, other = sample_garden(date(2028, 2, 29)), sample_garden(date(2028, 2, 29))
    for table in TABLES:
        assert dict(one.records(table)) == dict(other.records(table))


# ── the people ───────────────────────────────────────────────────────────────


def test_sixty_people_of_many_scripts(on_sunday: Garden) -> None:
    names = {contact.name for contact in on_sunday.contacts.values()}
    assert len(names) == len(on_sunday.contacts) >= 60
    assert names >= {
        "Ada Lovelace",
        "Grace Hopper",
        "Łukasz Nowak",
        "Zoë Quinn",
        "Chidi Okafor",
        "Sam Idowu",
        "高橋由紀",
        "ليلى حداد",
        "Anne-Sophie Laurent",
        "Siobhán O’Brien",
    }
    assert all(clean(name) == name for name in names)


def test_nobody_shares_an_address_and_all_addresses_are_examples(on_sunday: Garden) -> None:
    addresses = [address for contact in on_sunday.contacts.values() for address in contact.emails]
    assert len(addresses) == len(set(addresses)) > 50
    assert all(address.endswith(".example") for address in addresses)
    links = [link for contact in on_sunday.contacts.values() for link in contact.links]
    assert links
    assert all(".example" in link for link in links)


def test_who_has_a_place_has_its_time_and_introducers_are_in_the_garden(on_sunday: Garden) -> None:
    for contact in on_sunday.contacts.values():
        assert bool(contact.place) == bool(contact.timezone), contact.name
        if contact.met_via:
            assert contact.met_via in on_sunday.contacts


def test_the_profile_says_who_i_am(on_sunday: Garden) -> None:
    profile = on_sunday.profile
    assert profile.name
    assert profile.home == "Lisbon"
    assert {"short", "investor", "engineer"} == set(profile.pitches)
    assert profile.interests
    assert profile.offers
    assert profile.wants


def test_the_forest_can_say_how_dense_and_diverse_it_is(on_sunday: Garden) -> None:
    forest = forest_of(on_sunday, TODAY)
    assert forest.density > 1
    assert forest.diversity is not None
    assert forest.diversity > 0.5


# ── the Sunday of the screenshots ────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Ada Lovelace", "thanks owed · 2 d"),
        ("Bruno Carvalho", "monthly · 94 d late"),
        ("Łukasz Nowak", "follow up · met Fri"),
        ("Zoë Quinn", "nudge · asked 14 d"),
    ],
)
def test_the_first_rows_say_why(on_sunday: Garden, name: str, text: str) -> None:
    shown = {on_sunday.contacts[row.uid].name: row for row in queue(on_sunday, TODAY).rows}
    assert shown[name].lead.text == text


def test_the_card_of_ada(on_sunday: Garden) -> None:
    lines = brief_lines(make_brief(on_sunday, RULES, uid_of(on_sunday, "Ada Lovelace"), TODAY))
    assert ("", "Met at PyCon 2024") in lines
    assert ("I owe", "intro to Sam · Fri") in lines
    assert ("Shared", "climate adaptation · also Anne-Sophie Laurent, Chidi Okafor, Siobhán O’Brien") in lines
    assert ("Last", "34 d · call “settling in at Northwind”") in lines
    (wants,) = (text for label, text in lines if label == "Wants")
    assert wants == "a designer · Zoë Quinn offers"


# ── how it is built ──────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("days", "words"), [(0, "today"), (1, "mon"), (6, "sat"), (7, "29 nov"), (-1, "21 nov"), (40, "1 jan")]
)
def test_a_day_is_written_as_one_would(days: int, words: str) -> None:
    assert day_words(TODAY + timedelta(days), TODAY) == words


def test_nothing_is_written_and_no_storage_or_screen_is_loaded(tmp_path: Path) -> None:
    code = (
        "import sys; from datetime import date; from netgarden.demo.sample_garden import sample_garden;"
        " sample_garden(date(2026, 11, 22));"
        " print(*sorted({name.split('.')[0] for name in sys.modules} & {'textual', 'tinydb', 'rich'}),"
        " *sorted(name for name in sys.modules if name.startswith('netgarden.storage')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ""
    assert list(tmp_path.rglob("*")) == []
