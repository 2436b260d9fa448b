import contextlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netgarden.change.garden import Garden
from netgarden.due.rules import Rules
from netgarden.errors import NetgardenError
from netgarden.importing.attendee_lists import read_list
from netgarden.importing.attendees import Attendee, match_attendees
from netgarden.records.contact import Contact
from netgarden.search import SearchIndex
from tests.support.gardens import TODAY

CALENDARS = Path(__file__).parents[2].parent / "shared" / "corpus" / "ics"

GARDEN = Garden(
    {
        "contacts": [
            Contact(
                uid="ada", name="Ada Lovelace", org="Northwind Capital", emails={"ada@northwind.example": ""}
            ),
            Contact(uid="js1", name="John Smith", org="Acme", emails={"john@acme.example": ""}),
            Contact(uid="js2", name="John Smith", org="Beta"),
            Contact(uid="grace", name="Grace Hopper", org="Navy"),
            Contact(uid="rob", name="Robert Brown", org="Acme GmbH"),
            Contact(uid="zoe", name="Zoë Quinn"),
            Contact(uid="info", name="Alder Office", org="Alder", emails={"info@alder.example": ""}),
            Contact(uid="old", name="Olga Old", archived=True),
        ]
    }
)


def match(text: str | bytes) -> list[Attendee]:
    data = text if isinstance(text, bytes) else text.encode()
    return match_attendees(SearchIndex(GARDEN), GARDEN, data, today=TODAY, rules=Rules())


@pytest.mark.parametrize(
    ("line", "verdict", "uid", "reason"),
    [
        (
            "Ada Lovelace <ada@northwind.example>",
            "certain",
            "ada",
            "same email ada@northwind.example, same name",
        ),
        ("ADA@NORTHWIND.EXAMPLE", "certain", "ada", "same email ADA@NORTHWIND.EXAMPLE"),
        (
            "Ada King <ada@northwind.example>",
            "certain",
            "ada",
            "same email ada@northwind.example, a name in common",
        ),
        ("Bob Other <ada@northwind.example>", "likely", "ada", "same email ada@northwind.example"),
        ("Ada Lovelace", "certain", "ada", "same name"),
        ("Lovelace, Ada", "certain", "ada", "same name"),
        ("Dr. Ada Lovelace", "certain", "ada", "same name"),
        ("Ada Lovelace, Northwind Capital", "certain", "ada", "same name, same organisation"),
        ("Ada Lovelace (Juniper)", "likely", "ada", "same name; but another organisation"),
        ("ada.lovelace@juniper.example", "likely", "ada", "the name in the address"),
        ("Ada Lovelcae", "likely", "ada", "similar name"),
        ("Bob Brown at Acme", "likely", "rob", "similar name, same organisation"),
        ("Zoe Quin", "likely", "zoe", "similar name"),
        ("Zoe", "likely", "zoe", "the only Zoe"),
        ("John", "unknown", "", "nobody by that name"),
        ("John - Beta", "likely", "js2", "the only John, same organisation"),
        ("John Smith", "likely", "js1", "same name; 2 people of that name"),
        ("John Smith | Beta", "certain", "js2", "same name, same organisation"),
        ("Erin Nobody, Acme Inc.", "unknown", "", "nobody by that name; you know 2 people at Acme Inc."),
        ("nobody@nowhere.example", "unknown", "", "nobody with that address"),
        ("Heath Howard <x@y>", "unknown", "", "nobody by that name"),
        ("Ada Lovelace <x@y>", "likely", "ada", "same name; but another email"),
        ("x@y", "unknown", "", "nobody with that address"),
        ("Ann New <info@alder.example>", "likely", "info", "same email info@alder.example"),
        ("Olga Old", "certain", "old", "same name; archived"),
    ],
)
def test_a_line_of_a_list_is_somebody_or_nobody(line: str, verdict: str, uid: str, reason: str) -> None:
    [found] = match(line)
    assert (found.verdict, found.uid, found.reason) == (verdict, uid, reason)
    assert found.name == (GARDEN.contacts[uid].name if uid else "")


def test_the_other_john_smith_is_told() -> None:
    assert match("John Smith")[0].others == ("js2",)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Ada Lovelace\n\nGrace Hopper\r\n", [("line 1", "Ada Lovelace", ""), ("line 3", "Grace Hopper", "")]),
        ("1. Ada Lovelace\n2) Grace Hopper", [("line 1", "Ada Lovelace", ""), ("line 2", "Grace Hopper", "")]),
        ("- [x] Ada Lovelace", [("line 1", "Ada Lovelace", "")]),
        ("Ada Lovelace\tNorthwind", [("line 1", "Ada Lovelace", "Northwind")]),
        ("Jean-Luc Moreau", [("line 1", "Jean-Luc Moreau", "")]),
        ("ada\nADA\nAda", [("line 1", "ada", "")]),
        ("Ada L <ada@x.org>, Bob B <bob@x.org>; cy@x.org",
         [("line 1", "Ada L", ""), ("line 1", "Bob B", ""), ("line 1", "cy@x.org", "")]),
        ("山田太郎", [("line 1", "山田太郎", "")]),
        ("----\n***\n123 456", []),
        ("\x1b[31mAda\x07", [("line 1", "Ada", "")]),
        ("Name,Company,Email\nAda Lovelace,Northwind,ada@x.org\nBob,,\n",
         [("line 2", "Ada Lovelace", "Northwind"), ("line 3", "Bob", "")]),
        ("BEGIN:VCARD\nVERSION:3.0\nFN:Ada\nORG:Acme\nEND:VCARD\n", [("card 1, line 1", "Ada", "Acme")]),
    ],
)  # fmt: skip
def test_lists_of_every_form_are_read(text: str, people: list[tuple[str, str, str]]) -> None:
    assert [(one.where, one.text, one.contact.org) for one in read_list(text.encode())] == people


def test_a_calendar_gives_organisers_and_attendees() -> None:
    calendar = (
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n"
        'ORGANIZER;CN="Lovelace, Ada":mailto:ada@northwind.example\r\n'
        "ATTENDEE;ROLE=REQ-PARTICIPANT;CN=Grace Hop\r\n per;RSVP=TRUE:MAILTO:grace@navy.example\r\n"
        "ATTENDEE;CUTYPE=ROOM;CN=Blue Room:mailto:blue@x.org\r\n"
        "ATTENDEE:mailto:ada@northwind.example\r\n"
        "ATTENDEE;CN=:mailto:\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    assert [(one.uid, one.verdict) for one in match(calendar)] == [
        ("grace", "certain"),
        ("ada", "certain"),
    ]


@pytest.mark.skipif(not CALENDARS.is_dir(), reason="the corpus is not beside the checkout")
def test_real_calendars_are_read() -> None:
    found = {path.name: len(read_list(path.read_bytes())) for path in sorted(CALENDARS.glob("*.ics"))}
    assert found["GNOME-evolution-data-server__invite-1.ics"] == 2
    assert found["collective-icalendar__issue_101_icalendar_chokes_on_umlauts_in_organizer.ics"] == 1
    assert found["collective-icalendar__tutorial_example.ics"] == 3
    assert found["kewisch-ical.js__property_params.ics"] == 10


def test_what_is_no_text_is_no_list() -> None:
    with pytest.raises(NetgardenError, match="no list of people"):
        read_list(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", filename="photo.png")


def test_an_empty_list_has_nobody_on_it() -> None:
    assert match("") == []


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=120).map(str.encode))
def test_any_file_is_a_list_or_is_refused_in_words(data: bytes) -> None:
    with contextlib.suppress(NetgardenError):
        assert all(one.text and one.reason for one in match(data))
