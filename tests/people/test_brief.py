from datetime import UTC, date, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgarden.change.garden import Garden
from netgarden.due.rules import Rules
from netgarden.people.brief import Brief, Somebody, due_words, make_brief
from netgarden.people.brief_lines import brief_lines
from netgarden.people.interests import answers, shared_interests
from netgarden.records.contact import Contact
from netgarden.records.interaction import Interaction
from netgarden.records.loop import Loop
from netgarden.records.milestone import Milestone
from netgarden.records.profile import Profile
from netgarden.records.record import Record
from netgarden.records.tie import Tie
from netgarden.records.want import Offer, Want
from netgarden.text.plain import shortened
from tests.support.gardens import TODAY

NOW = datetime(2026, 11, 22, 14, 20, tzinfo=UTC)
RULES = Rules()
ADA = Contact(
    uid="ada", name="Ada Lovelace", role="Partner", org="Northwind Capital", place="Lisbon", timezone="Europe/Lisbon",
    met_how="event", met_where="PyCon 2024", met_on="2024", met_via="bob", interests=("climate", "cycling", "chess"),
    tags=("investor",), birthday="1985-12-10",
)  # fmt: skip
OTHERS = [
    Contact(uid="bob", name="Bob Brown", interests=("Climate",), tier="wide"),
    Contact(uid="cy", name="Cy Young", interests=("climate",), tier="inner"),
    Contact(uid="sam", name="Sam Idowu"),
    Contact(uid="gone", name="Gone Girl", interests=("climate",), archived=True),
]


def brief_of(*records: Record, contact: Contact = ADA, now: datetime | None = NOW) -> Brief:
    from netgarden.records.tables import TABLE_OF

    tables: dict[str, list[Record]] = {"contacts": [contact, *OTHERS]}
    for record in records:
        tables.setdefault(TABLE_OF[type(record)], []).append(record)
    return make_brief(Garden(tables), RULES, contact.uid, TODAY, now)


def entry(uid: str, on: date, summary: str = "", **more: Any) -> Interaction:
    return Interaction(
        uid=uid,
        on=on,
        kind="call",
        weight="talk",
        people=more.pop("people", ("ada",)),
        summary=summary,
        **more,
    )


def loop(uid: str, kind: str, text: str, due_on: date | None = None, **more: Any) -> Loop:
    return Loop(
        uid=uid, kind=kind, people=("ada",), text=text, opened_on=date(2026, 11, 1), due_on=due_on, **more
    )


ME = Profile(
    interests=("climate adaptation", "cycling"), offers=("web design",), wants=("a warm intro to funds",),
    pitches={"investor": "We grow forests.", "short": "I plant trees."},
)  # fmt: skip


def test_the_whole_brief_reads_like_the_card() -> None:
    brief = brief_of(
        ME,
        entry("i1", date(2026, 10, 19), "settling in at Northwind", gave="a book"),
        entry("i2", date(2026, 9, 1), "old news", got="an intro", people=("ada", "sam")),
        loop("l1", "owe", "intro to Sam", date(2026, 11, 27)),
        loop("l2", "ask", "the term sheet", date(2026, 11, 19)),
        loop("l3", "owe", "closed", closed_on=date(2026, 11, 2)),
        loop("l4", "planned", "lunch", date(2026, 12, 3)),
        Want(uid="w1", contact="ada", text="a designer", said_on=date(2026, 10, 19)),
        Offer(uid="o1", contact="cy", text="graphic designer for logos", said_on=date(2026, 1, 1)),
        Offer(uid="o2", contact="ada", text="knows two climate funds", said_on=date(2026, 1, 1)),
        Offer(uid="o3", contact="bob", text="a designer of posters", said_on=date(2026, 1, 1)),
        Tie(uid="t1", people=("ada", "cy")),
    )
    assert brief_lines(brief) == [
        ("", "Partner, Northwind Capital"),
        ("", "Lisbon · 14:20 there"),
        ("", "Met at PyCon 2024, through Bob Brown"),
        ("I owe", "intro to Sam · Fri"),
        ("Owes me", "the term sheet · 3 d late"),
        ("Planned", "lunch · 3 Dec"),
        ("Ahead", "birthday (41) · 10 Dec"),
        ("Wants", "a designer · Cy Young, Bob Brown offer"),
        ("Offers", "knows two climate funds · still? · you want a warm intro to funds"),
        ("Shared", "climate · also Cy Young, Bob Brown"),
        ("", "cycling"),
        ("Last", "34 d · call “settling in at Northwind”"),
        ("", "82 d · call “old news”"),
        ("Know", "Cy Young, Bob Brown, Sam Idowu"),
        ("Balance", "gave 1 · got 1 · asked 1 in 12 months"),
        ("Pitch", "We grow forests."),
        ("Begin", "Say how it stands with what you owe: intro to Sam"),
    ]
    assert msgspec.json.decode(msgspec.json.encode(brief), type=Brief) == brief


def test_a_bare_name_has_a_brief() -> None:
    brief = brief_of(contact=Contact(uid="x", name="X"))
    assert brief_lines(brief) == [("Begin", "Ask what X is working on")]


def test_an_unknown_uid_is_an_error() -> None:
    with pytest.raises(KeyError):
        make_brief(Garden(), RULES, "nobody", TODAY)


@pytest.mark.parametrize(
    ("timezone", "now", "local"),
    [
        ("Europe/Lisbon", NOW, "14:20"),
        ("Asia/Tokyo", NOW, "23:20"),
        ("Pacific/Auckland", NOW, "Mon 03:20"),
        ("", NOW, ""),
        ("Europe/Lisbon", None, ""),
        ("Mars/Base", NOW, ""),
        ("../../etc/passwd", NOW, ""),
        ("\x00", NOW, ""),
        ("Europe", NOW, ""),
        ("é", NOW, ""),
        ("a" * 500, NOW, ""),
    ],
)
def test_the_time_there_follows_from_the_zone_alone(timezone: str, now: datetime | None, local: str) -> None:
    assert brief_of(contact=msgspec.structs.replace(ADA, timezone=timezone), now=now).local_time == local


@pytest.mark.parametrize(
    ("fields", "met"),
    [
        ({}, ""),
        ({"met_how": "colleague"}, "Met as colleagues"),
        ({"met_how": "introduced"}, "Met by introduction"),
        ({"met_how": "introduced", "met_via": "bob"}, "Met through Bob Brown"),
        ({"met_how": "introduced", "met_via": "my aunt"}, "Met through my aunt"),
        ({"met_where": "PyCon", "met_on": "2024-05"}, "Met at PyCon May 2024"),
        ({"met_on": "nonsense", "met_how": "online"}, "Met online"),
    ],
)
def test_how_we_met_is_a_sentence(fields: dict[str, str], met: str) -> None:
    assert brief_of(contact=Contact(uid="x", name="X", **fields)).met == met


def test_only_open_and_young_wants_are_told() -> None:
    brief = brief_of(
        Want(uid="w1", contact="ada", text="old", said_on=date(2025, 11, 1)),
        Want(uid="w2", contact="ada", text="closed", said_on=date(2026, 11, 1), closed_on=date(2026, 11, 2)),
        Want(uid="w3", contact="ada", text="a web designer", said_on=date(2026, 11, 1)),
        ME,
    )
    assert [(wish.text, wish.mine) for wish in brief.wants] == [("a web designer", "web design")]
    assert brief.opening == "Offer web design: Ada wants a web designer"


def test_an_old_offer_is_told_and_matched_with_nothing() -> None:
    old = date(2025, 11, 1)
    [told] = brief_of(Offer(uid="o1", contact="ada", text="knows two climate funds", said_on=old), ME).offers
    assert (told.text, told.mine) == ("knows two climate funds", "")
    [told] = brief_of(
        Offer(uid="o2", contact="ada", text="knows funds", said_on=date(2026, 8, 1)),
        Want(uid="w1", contact="bob", text="meet funds", said_on=date(2026, 11, 1)),
        Want(uid="w2", contact="cy", text="meet funds", said_on=old),
    ).offers
    assert told.still
    assert told.others == (Somebody("bob", "Bob Brown"),)


@pytest.mark.parametrize(
    ("records", "opening"),
    [
        ([Milestone(uid="m", contact="ada", what="lost her mother", kind="hard", on="2026-11-20"),
          loop("l", "thanks", "the book")], "Ask how Ada is: lost her mother"),
        ([loop("l", "thanks", "the book"), loop("k", "owe", "intro")], "Say thanks for the book"),
        ([loop("l", "thanks", "")], "Say thanks"),
        ([Milestone(uid="m", contact="ada", what="new job at Juniper", on="2026-11-20")],
         "Congratulate on new job at Juniper"),
        ([Milestone(uid="m", contact="ada", what="award", on="2026-11-20", marked_on=TODAY)],
         "Recall how you met: at PyCon 2024, through Bob Brown"),
        ([Want(uid="w", contact="ada", text="a flat", said_on=TODAY)], "Ask whether Ada still wants a flat"),
        ([entry("i", date(2026, 11, 1), "the move")], "Ask what came of “the move”"),
        ([Profile(interests=("chess",))], "Ask about chess, which you share"),
    ],
)  # fmt: skip
def test_the_opening_is_the_most_pressing(records: list[Record], opening: str) -> None:
    plain = msgspec.structs.replace(ADA, interests=("chess",) if "chess" in opening else ())
    assert brief_of(*records, contact=plain).opening == opening


def test_what_is_to_come_is_not_told_as_past() -> None:
    assert brief_of(entry("i", date(2026, 12, 1), "later")).recent == ()


@pytest.mark.parametrize(
    ("birthday", "ahead"),
    [
        ("1985-11-22", ("birthday (41)", date(2026, 11, 22))),
        ("--01-03", ("birthday", date(2027, 1, 3))),
        ("--11-21", None),
        ("1985", None),
        ("--02-29", None),
        ("nonsense", None),
    ],
)
def test_a_birthday_is_told_two_months_ahead(birthday: str, ahead: tuple[str, date] | None) -> None:
    told = brief_of(contact=msgspec.structs.replace(ADA, birthday=birthday)).ahead
    assert [(one.what, one.on) for one in told] == ([ahead] if ahead else [])


def test_a_rest_is_told_while_it_lasts() -> None:
    def resting(**fields: Any) -> str:
        return brief_of(contact=Contact(uid="x", name="X", **fields)).resting

    assert resting() == ""
    assert resting(paused_on=date(2026, 11, 1)) == "until you reopen it"
    assert resting(paused_on=date(2026, 11, 1), paused_until=TODAY) == ""
    until = resting(paused_on=date(2026, 11, 1), paused_until=date(2027, 3, 3), paused_why="parental leave")
    assert until == "parental leave, until 3 Mar 2027"


def test_a_crowd_is_no_tie() -> None:
    crowd = entry("i", date(2026, 11, 1), people=("ada", "sam", *(f"p{number}" for number in range(7))))
    assert brief_of(crowd).both_know == (Somebody("bob", "Bob Brown"),)


@pytest.mark.parametrize(
    ("mine", "theirs", "shared"),
    [
        (("climate",), ("Climate adaptation", "chess"), ("Climate adaptation",)),
        (("climate adaptation",), ("climate",), ("climate",)),
        (("open source",), ("open data",), ()),
        (("startups",), ("startup",), ("startup",)),
        (("art",), ("artificial intelligence",), ()),
        (("", "…"), ("", "chess"), ()),
        ((), ("chess",), ()),
    ],
)
def test_interests_are_shared_by_their_words(
    mine: tuple[str, ...], theirs: tuple[str, ...], shared: tuple[str, ...]
) -> None:
    assert shared_interests(mine, theirs) == shared


@pytest.mark.parametrize(
    ("offer", "want", "fits"),
    [
        ("graphic design", "a designer", False),
        ("can find designers", "a designer", True),
        ("help with hiring", "help with the move", False),
        ("knows people at Juniper", "an intro to Juniper", True),
    ],
)
def test_an_offer_answers_a_want_by_a_telling_word(offer: str, want: str, fits: bool) -> None:
    assert answers(offer, want) is fits


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (TODAY, "today"),
        (date(2026, 11, 27), "Fri"),
        (date(2026, 11, 19), "3 d late"),
        (date(2027, 3, 1), "1 Mar 2027"),
    ],
)
def test_a_wanted_day_in_words(day: date, words: str) -> None:
    assert due_words(day, TODAY) == words


@given(st.text(max_size=200), st.integers(2, 80))
def test_a_shortened_text_fits(text: str, length: int) -> None:
    short = shortened(text, length)
    assert len(short) <= length
    assert "\n" not in short
    assert short.removesuffix("…").rstrip() in " ".join(text.split())
