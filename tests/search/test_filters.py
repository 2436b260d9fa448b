from datetime import date

import pytest

from netgarden.change.garden import Garden
from netgarden.due.rules import Rules
from netgarden.errors import UsageError
from netgarden.records.contact import Contact
from netgarden.records.interaction import Interaction
from netgarden.records.profile import Profile
from netgarden.search import SearchIndex, parse_query
from netgarden.search.filters import Filter, Query
from tests.support.gardens import TODAY

RULES = Rules()


def touched(uid: str, on: date) -> Interaction:
    return Interaction(uid=f"t{uid}", on=on, kind="call", weight="talk", people=(uid,))


GARDEN = Garden(
    {
        "profile": [Profile(interests=("climate", "cycling", "sailing"))],
        "contacts": [
            Contact(uid="ada", name="Ada Lovelace", org="Acme Labs", tags=("board", "old friend"), tier="inner",
                    interests=("climate adaptation", "cycling")),
            Contact(uid="bob", name="Bob Brown", org="Acme", place="Lisbon", tags=("boardgames",), tier="close",
                    met_how="event", met_where="PyCon Lisbon", met_on="2024-05"),
            Contact(uid="cy", name="Cy Young", org="Juniper", place="New York", interests=("sailing",)),
            Contact(uid="dee", name="Dee Dee", archived=True, tags=("board",)),
        ],
        "interactions": [
            touched("ada", date(2026, 11, 20)),
            touched("bob", date(2026, 8, 22)),
            touched("cy", date(2026, 12, 24)),
        ],
    }
)  # fmt: skip


def states(state: str, today: date) -> set[str]:
    assert today == TODAY
    return {"due": {"bob"}, "owed": {"ada", "bob"}}.get(state, set())


@pytest.fixture
def index() -> SearchIndex:
    return SearchIndex(GARDEN, states=states)


def uids(index: SearchIndex, query: str) -> list[str]:
    return [match.uid for match in index.search(query, today=TODAY, rules=RULES)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("#board", {"ada", "bob"}),
        ('#"old friend"', {"ada"}),
        ("#old-friend", {"ada"}),
        ("#nothing", set()),
        ("#board brown", {"bob"}),
        ("org:acme", {"ada", "bob"}),
        ("ORG:ACME", {"ada", "bob"}),
        ("org:labs", {"ada"}),
        ('org:"acme labs"', {"ada"}),
        ('org:"acme la', {"ada"}),
        ("org:acmee", {"ada", "bob"}),
        ("org:", set()),
        ("interest:climate", {"ada"}),
        ("interest:cycilng", {"ada"}),
        ("place:lisbon", {"bob"}),
        ('place:"new york"', {"cy"}),
        ("tier:inner", {"ada"}),
        ("tier:cl", {"bob"}),
        ("met:event", {"bob"}),
        ("met:pycon", {"bob"}),
        ("met:2024", {"bob"}),
        ("last:>3m", set()),
        ("last:>2m", {"bob"}),
        ("last:2m", {"bob"}),
        ("last:<1w", {"ada"}),
        ("last:<1y", {"ada", "bob"}),
        ("seen:never", {"cy"}),
        ("is:due", {"bob"}),
        ("is:du", {"bob"}),
        ("is:owed", {"ada", "bob"}),
        ("is:waiting", set()),
        ("is:unplaced", {"cy"}),
        ("is:archived", {"dee"}),
        ("is:archived #board", {"dee"}),
        ("with:me", {"ada", "cy"}),
        ("ada lovelace is:due", set()),
    ],
)
def test_a_filter_leaves_whom_it_fits(index: SearchIndex, query: str, expected: set[str]) -> None:
    assert set(uids(index, query)) == expected


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("foo:bar", "“foo:” is not a filter"),
        ("is:tall", "is: takes due, drifting, owed, waiting, unplaced, archived"),
        ("is:d", "may be due or drifting"),
        ("tier:outer", "takes inner, close, steady, wide, yearly, none"),
        ("last:>soon", "write last:>3m"),
        ("last:>", "write last:>3m"),
        ("last:none", "write last:>3m"),
        ("seen:once", "seen: takes never"),
        ("with:ada", "with: takes me"),
    ],
)
def test_what_no_filter_takes_is_said(index: SearchIndex, query: str, said: str) -> None:
    with pytest.raises(UsageError, match=said.replace("?", r"\?")):
        uids(index, query)


def test_states_that_nobody_gives_cannot_be_asked() -> None:
    with pytest.raises(UsageError, match="is:due cannot be asked here"):
        uids(SearchIndex(GARDEN), "is:due")


def test_with_me_ranks_by_interests_shared_with_the_profile(index: SearchIndex) -> None:
    assert uids(index, "with:me") == ["ada", "cy"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ada", Query(("ada",), ())),
        ("ada org:acme x", Query(("ada", "x"), (Filter("org", "acme"),))),
        ('"ada lovelace" #b', Query(("ada lovelace",), (Filter("#", "b"),))),
        ("https://x.org c# 14:30", Query(("https://x.org", "c#", "14:30"), ())),
    ],
)
def test_words_and_filters_are_told_apart(text: str, expected: Query) -> None:
    assert parse_query(text) == expected


@pytest.mark.parametrize(
    ("text", "inserts"),
    [
        ("#bo", ["#board ", "#boardgames "]),
        ("#old", ['#"old friend" ']),
        ("smith is:d", ["is:due ", "is:drifting "]),
        ("org:", ["org:Acme ", 'org:"Acme Labs" ', "org:Juniper "]),
        ('org:"acme l', ['org:"Acme Labs" ']),
        ("tier:i", ["tier:inner "]),
        ("last:>3", ["last:>3m "]),
        ("with:", ["with:me "]),
        ("seen:n", ["seen:never "]),
        ("inte", ["interest:"]),
        ("ada ti", ["tier:"]),
        ("la", []),  # the beginning of Labs
        ("ada ", []),
        ("foo:x", []),
        ("", []),
    ],
)
def test_the_filter_at_the_cursor_is_completed(index: SearchIndex, text: str, inserts: list[str]) -> None:
    completions = index.complete(text, len(text), RULES)
    assert [one.insert for one in completions] == inserts
    for one in completions:
        assert 0 <= one.start <= one.end == len(text)
        assert one.note


def test_a_completion_replaces_only_what_stands_before_the_cursor(index: SearchIndex) -> None:
    [done] = index.complete("x #old y", 6, RULES)
    assert "x #old y"[: done.start] + done.insert + "x #old y"[done.end :] == 'x #"old friend"  y'


def test_the_predicate_of_a_filter_line(index: SearchIndex) -> None:
    passes = index.predicate("acm is:owed", today=TODAY, rules=RULES)
    assert {uid for uid, contact in GARDEN.contacts.items() if passes(contact)} == {"ada", "bob"}
    with pytest.raises(UsageError):
        index.predicate("is:tall", today=TODAY, rules=RULES)
    everyone = index.predicate("", today=TODAY, rules=RULES)
    assert [uid for uid, contact in GARDEN.contacts.items() if everyone(contact)] == ["ada", "bob", "cy"]


def test_every_completed_value_finds_whoever_has_it() -> None:
    orgs = ["Acme", 'The "Best" Labs', "A  B", "O’Brien & Sons", "東京電力", "Ünïque"]
    contacts = [Contact(uid=f"c{number}", name=f"N{number}", org=org) for number, org in enumerate(orgs)]
    index = SearchIndex(Garden({"contacts": contacts}))
    completions = index.complete("org:", 4, RULES)
    assert len(completions) == len(orgs)
    found = [uids(index, one.insert) for one in completions]
    assert sorted(found) == [[contact.uid] for contact in contacts]
