"""The other readers: LDIF, terminal address books, friends.md, Monica, contacts-tui, calendars, mail, LinkedIn's
messages, and netgarden's own JSON.
"""

import json
import sqlite3
from datetime import date

import pytest

from netgarden.change.garden import Garden
from netgarden.errors import NetgardenError
from netgarden.formats.candidate import Reading
from netgarden.formats.export import export
from netgarden.formats.registry import UnknownFormatError, read
from netgarden.importing.plan import ImportPlan, plan_import
from netgarden.records.interaction import Interaction
from netgarden.records.profile import Profile
from netgarden.records.tie import Tie
from tests.support.gardens import TODAY, counting_uids, person, uid


def taken_in(garden: Garden, reading: Reading) -> ImportPlan:
    plan = plan_import(garden, [reading], TODAY)
    garden.apply(plan.change(garden))
    return plan


def test_ldif_with_folds_base64_and_a_mailing_list() -> None:
    reading = read(
        b"version: 1\n\ndn: cn=Zoe\nobjectclass: person\ncn:: Wm/DqyBRdWlubg==\nmail: zoe@quinn.exa\n mple\n"
        b"mobile: +33 1 23 45 67 89\nl: Lyon\nstreet: 1 rue X\nbirthyear: 1990\nbirthmonth: 2\nbirthday: 3\n"
        b"jpegPhoto:< file:///etc/passwd\nuserPassword: hunter2\n\ndn: cn=All\nobjectclass: groupOfNames\ncn: All\n"
    )
    (zoe,) = (candidate.contact for candidate in reading.candidates)
    assert (zoe.name, zoe.emails, zoe.place) == ("Zoë Quinn", {"zoe@quinn.example": ""}, "Lyon")
    assert (zoe.birthday, zoe.phones) == ("1990-02-03", {"+33 1 23 45 67 89": "mobile"})
    assert zoe.extra == {"address (work)": ";;1 rue X;Lyon;;;"}
    assert [skipped.reason for skipped in reading.skipped] == ["a mailing list, not a person"]
    assert any("never fetched" in warning for warning in reading.warnings)


def test_abook() -> None:
    reading = read(
        "# abook\n[format]\nprogram=abook\n\n[0]\nname=Zoë\nemail=a@x.example,b@x.example\nmobile=123 4567\n"
        "city=Porto\nnick=Zo\ncustom1=tea\n\n[1]\nphone=\n".encode()
    )
    (zoe,) = (candidate.contact for candidate in reading.candidates)
    assert reading.format == "abook"
    assert (zoe.name, list(zoe.emails), zoe.place, zoe.aliases) == (
        "Zoë",
        ["a@x.example", "b@x.example"],
        "Porto",
        ("Zo",),
    )
    assert zoe.extra == {"custom1": "tea"}
    assert [skipped.where for skipped in reading.skipped] == ["item 1, line 13"]


def test_mutt_aliases() -> None:
    reading = read(
        b'# mine\nalias zoe "Quinn, Zoe" <zoe@x.example> # a friend\nalias -group work sam Sam Idowu <sam@x.example>\n'
        b"alias team ann@x.example, \\\n  bob@x.example\nalias broken nobody\n"
    )
    people = {candidate.contact.name: candidate.contact for candidate in reading.candidates}
    assert list(people) == ["Quinn, Zoe", "Sam Idowu", "ann@x.example", "bob@x.example"]
    assert people["Quinn, Zoe"].aliases == ("zoe",)
    assert people["Sam Idowu"].tags == ("work",)
    assert people["bob@x.example"].tags == ("team",)
    assert len(reading.skipped) == 1


def test_friends_md() -> None:
    garden = Garden(new_uid=counting_uids())
    reading = read(
        b"### Activities:\n- 2024-01-04: Lunch with **Zoe Quinn** in _Paris_. @food\n- 2024-01-03: nobody here\n"
        b"- 2023-02-01: Called **Zoe Quinn**\n\n### Notes:\n- 2024-02-01: **Zoe Quinn** moved.\n\n"
        b"### Friends:\n- Zoe Quinn (a.k.a. Zo a.k.a. Z) [Paris] @art\n\n### Locations:\n- Paris\n"
    )
    plan = taken_in(garden, reading)
    (zoe,) = garden.contacts.values()
    assert (zoe.name, zoe.aliases, zoe.place, zoe.tags) == ("Zoe Quinn", ("Z", "Zo"), "Paris", ("art",))
    entries = [(one.on.isoformat(), one.kind, one.weight) for one in garden.interactions_of(zoe.uid)]
    assert entries == [
        ("2024-02-01", "note", "none"),
        ("2024-01-04", "met", "talk"),
        ("2023-02-01", "call", "talk"),
    ]
    assert garden.interactions_of(zoe.uid)[1].summary == "Lunch with Zoe Quinn in Paris."
    assert [outcome.reason for outcome in plan.of("skipped")] == ["nobody is named in it"]


MONICA_SQL = b"""
INSERT IGNORE INTO contact_field_types (`id`, `name`, `type`) VALUES ('1', 'Email', 'email');
INSERT INTO `contacts` (`id`, `first_name`, `last_name`, `company`, `stay_in_touch_frequency`,
 `birthday_special_date_id`, `is_partial`) VALUES (7, 'Zo\xc3\xab', 'O''Neil', 'A; (B), C', 30, 5, 0),
 (8, 'Child', NULL, NULL, NULL, NULL, 1);
INSERT INTO special_dates (`id`, `date`, `is_year_unknown`, `is_age_based`) VALUES (5, '2016-03-14', 1, 0);
INSERT INTO contact_fields (`id`, `contact_id`, `contact_field_type_id`, `data`) VALUES (1, 7, 1, 'zoe@x.example');
INSERT INTO activities (`id`, `summary`, `description`, `happened_at`) VALUES (3, 'Tea\\nand cake', NULL, '2024-02-14');
INSERT INTO activity_contact (`activity_id`, `contact_id`) VALUES (3, 7);
INSERT INTO notes (`id`, `contact_id`, `body`) VALUES (1, 7, 'likes "tea"');
"""


def test_monicas_sql() -> None:
    garden = Garden(new_uid=counting_uids())
    plan = taken_in(garden, read(MONICA_SQL))
    (zoe,) = garden.contacts.values()
    assert (zoe.name, zoe.org, zoe.cadence, zoe.birthday) == ("Zoë O'Neil", "A; (B), C", "30d", "--03-14")
    assert (zoe.emails, zoe.notes, zoe.cadence_set_on) == ({"zoe@x.example": ""}, 'likes "tea"', TODAY)
    (tea,) = garden.interactions.values()
    assert (tea.on, tea.summary, tea.people) == (date(2024, 2, 14), "Tea\nand cake", (zoe.uid,))
    assert "only mentioned there" in plan.of("skipped")[0].reason


@pytest.mark.parametrize(
    "text", ['{"app_version": "4", "account": {"data": [{"type": "contact", "values": [7, {"data": 3}]}]}}',
             '{"app_version": "4", "account": [1]}', '{"app_version": "4", "account": null}'],
)  # fmt: skip
def test_a_monica_file_of_another_shape_is_harmless(text: str) -> None:
    assert not read(text.encode()).candidates


def test_damaged_json_is_said_in_a_sentence() -> None:
    with pytest.raises(NetgardenError, match="Monica export is damaged"):
        read(b'{"app_version": "4", "account": {"data"')


def test_contacts_tui_and_other_databases() -> None:
    connection = sqlite3.connect(":memory:")
    connection.executescript(
        "create table contacts (id integer, name text, email text, relationship_type text, custom_frequency_days int);"
        "insert into contacts values (1, 'Zoe', 'zoe@x.example', 'close', 14), (2, '', '', 'work', null);"
        "create table contact_interactions (id integer, contact_id integer, interaction_type text,"
        " interaction_date text, notes text);"
        "insert into contact_interactions values (1, 1, 'call', '2024-05-06 10:00:00', 'hi'), (2, 1, 'x', 'soon', 'y');"
    )
    garden = Garden(new_uid=counting_uids())
    plan = taken_in(garden, read(connection.serialize()))
    (zoe,) = garden.contacts.values()
    assert (zoe.name, zoe.tags, zoe.cadence) == ("Zoe", ("close",), "14d")
    assert [(one.kind, one.on) for one in garden.interactions.values()] == [("call", date(2024, 5, 6))]
    assert plan.counts["skipped"] == 2
    connection.executescript("drop table contacts")
    with pytest.raises(NetgardenError, match="no table of contacts"):
        read(connection.serialize())


CALENDAR = b"""BEGIN:VCALENDAR
BEGIN:VEVENT
UID:one
DTSTART;TZID=Europe/Lisbon:20240409T093000
SUMMARY:Kick-off\\, part one
ORGANIZER;CN="Quinn, Zoe":mailto:zoe@x.example
ATTENDEE;CN=Me;PARTSTAT=ACCEPTED:MAILTO:me@x.example
ATTENDEE;PARTSTAT=DECLINED;CN=Sam:mailto:sam@x.example
ATTENDEE;CUTYPE=ROOM;CN=Room 1:mailto:room@x.example
END:VEVENT
BEGIN:VEVENT
DTSTART:20991231
SUMMARY:Later
ATTENDEE:mailto:zoe@x.example
END:VEVENT
END:VCALENDAR
"""


def test_a_calendar_gives_its_guests_and_what_has_been() -> None:
    garden = Garden({"profile": [Profile(name="Max Meier")]}, new_uid=counting_uids())
    plan = taken_in(garden, read(CALENDAR.replace(b"CN=Me", b"CN=Max Meier")))
    assert sorted(contact.name for contact in garden.contacts.values()) == ["Quinn, Zoe", "Sam"]
    (event,) = garden.interactions.values()
    zoe = next(contact for contact in garden.contacts.values() if contact.name == "Quinn, Zoe")
    assert (event.kind, event.weight, event.summary, event.people) == (
        "event",
        "light",
        "Kick-off, part one",
        (zoe.uid,),
    )
    assert {outcome.reason for outcome in plan.of("skipped")} == {
        "that is you", "Room 1 is a room, not a person", "it lies in the future",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("start", "calendar_zone", "on", "at"),
    [
        ("DTSTART;TZID=Europe/Lisbon:20240409T093000", "", date(2024, 4, 9), "2024-04-09T08:30:00Z"),
        ("DTSTART:20240408T230000Z", "Asia/Tokyo", date(2024, 4, 9), "2024-04-08T23:00:00Z"),
        ("DTSTART:20240409T020000Z", "America/New_York", date(2024, 4, 8), "2024-04-09T02:00:00Z"),
        # What has a zone of its own was on the day that is written there.
        (
            "DTSTART;TZID=Asia/Tokyo:20240409T080000",
            "America/New_York",
            date(2024, 4, 9),
            "2024-04-08T23:00:00Z",
        ),
        ("DTSTART;TZID=America/New_York:20240310T023000", "", date(2024, 3, 10), "2024-03-10T07:30:00Z"),
        ("DTSTART;TZID=W. Europe Standard Time:20240409T093000", "", date(2024, 4, 9), ""),
        ("DTSTART:20240409T093000", "Asia/Tokyo", date(2024, 4, 9), ""),
        ("DTSTART;VALUE=DATE:20240409", "Asia/Tokyo", date(2024, 4, 9), ""),
        ("DTSTART:20240409T990000Z", "Asia/Tokyo", date(2024, 4, 9), ""),
    ],
)
def test_an_event_is_on_its_day_in_the_zone_of_its_calendar(
    start: str, calendar_zone: str, on: date, at: str
) -> None:
    lines = CALENDAR.replace(b"DTSTART;TZID=Europe/Lisbon:20240409T093000", start.encode())
    lines = lines.replace(
        b"BEGIN:VEVENT\nUID:one", b"X-WR-TIMEZONE:%b\nBEGIN:VEVENT\nUID:one" % calendar_zone.encode()
    )
    first = read(lines).entries[0]
    assert (first.on, first.at) == (on, at)


def test_an_event_is_known_again_in_whatever_zone_it_is_imported() -> None:
    garden = Garden(new_uid=counting_uids())
    event = CALENDAR.replace(b";TZID=Europe/Lisbon:20240409T093000", b":20240409T020000Z")
    taken_in(garden, read(event))
    taken_in(garden, read(b"BEGIN:VCALENDAR\nX-WR-TIMEZONE:America/New_York\n" + event.partition(b"\n")[2]))
    assert len(garden.interactions) == 1


def message(sender: str, to: str, number: int, extra: str = "") -> str:
    return (
        f"From {sender} Mon Jan  1 10:00:00 2024\nFrom: {sender}\nTo: {to}\nSubject: =?utf-8?q?Caf=C3=A9?= {number}\n"
        f"Date: Mon, {number} Jan 2024 10:00:00 +0100\nMessage-ID: <{number}@x>\n{extra}\nHello\n\n"
    )


def test_a_mailbox_knows_me_by_delivery_and_logs_both_directions() -> None:
    garden = Garden(new_uid=counting_uids())
    box = (
        message("Zoe Quinn <zoe@x.example>", "me@y.example", 1, "Delivered-To: me@y.example\n")
        + message("me@y.example", "Zoe <ZOE@x.example>", 2)
        + message("no-reply@shop.example", "me@y.example", 3)
    )
    plan = taken_in(garden, read(box.encode()))
    (zoe,) = garden.contacts.values()
    assert (zoe.name, zoe.aliases) == ("Zoe Quinn", ("Zoe",))
    entries = [(one.direction, one.summary, one.at) for one in garden.interactions_of(zoe.uid)]
    assert entries == [("out", "Café 2", "2024-01-02T09:00:00Z"), ("in", "Café 1", "2024-01-01T09:00:00Z")]
    reasons = [outcome.reason for outcome in plan.of("skipped")]
    assert "no-reply@shop.example is a machine or a list, not a person" in reasons
    assert not plan_import(garden, [read(box.encode())], TODAY).change(garden)


MESSAGES = """CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER
c1,Zoe,https://www.linkedin.com/in/zoe,Me,https://www.linkedin.com/in/me,2024-05-06 10:00:00 UTC,,"Hello, you",INBOX
c1,Me,https://www.linkedin.com/in/me,Zoe,https://www.linkedin.com/in/zoe,2024-05-06 11:00:00 UTC,,<p>Hi</p>,INBOX
c1,Me,https://www.linkedin.com/in/me,Zoe,https://www.linkedin.com/in/zoe,2024-05-09 11:00:00 UTC,,Still there?,INBOX
c2,Spam,https://www.linkedin.com/in/spam,Me,https://www.linkedin.com/in/me,2024-05-06 10:00:00 UTC,,Buy,INBOX
"""


def test_linkedins_messages_become_one_entry_a_day_with_people_i_know() -> None:
    zoe = person(1, "Zoe", links={"https://www.linkedin.com/in/zoe": "linkedin"})
    garden = Garden({"contacts": [zoe]}, new_uid=counting_uids())
    plan = taken_in(garden, read(MESSAGES.encode()))
    found = [(one.on.day, one.direction, one.kind, one.raw) for one in garden.interactions_of(zoe.uid)]
    assert found == [(9, "out", "message", "Still there?"), (6, "both", "message", "Hello, you\nHi")]
    assert [outcome.reason for outcome in plan.outcomes] == ["nobody in it is in the garden"]
    assert plan.label == "import 2 entries from linkedin-messages"
    assert not plan_import(garden, [read(MESSAGES.encode())], TODAY).change(garden)


def a_garden() -> Garden:
    return Garden(
        {
            "profile": [Profile(name="Max Meier", interests=("sailing",))],
            "contacts": [
                person(1, "Zoe", emails={"z@x.example": "work"}, extra={"shoe": "38"}),
                person(2, "Sam"),
            ],
            "interactions": [
                Interaction(uid=uid(10), on=TODAY, people=(uid(1), uid(2)), summary="met\ntwice")
            ],
            "ties": [Tie(uid=uid(20), people=(uid(1), uid(2)), why="sisters")],
        }
    )


def test_our_own_json_gives_the_same_garden() -> None:
    before = a_garden()
    garden = Garden(new_uid=counting_uids())
    taken_in(garden, read(export(before, "x.json", today=TODAY)))
    assert [contact.name for contact in garden.contacts.values()] == ["Zoe", "Sam"]
    zoe, sam = garden.contacts
    (entry,) = garden.interactions.values()
    (tie,) = garden.records("ties").values()
    assert entry.people == tie.mentions() == tuple(sorted((zoe, sam)))
    assert (entry.summary, garden.profile.interests) == ("met\ntwice", ("sailing",))
    again = plan_import(garden, [read(export(before, "x.json", today=TODAY))], TODAY)
    assert not again.change(garden)


def test_a_garden_file_is_read_as_an_export() -> None:
    plain = json.loads(export(a_garden(), "x.json", today=TODAY))
    plain["contacts"][1]["_gone"] = {"k7qd": 1}
    stored = {
        "_meta": {"1": {"schema": 1}},
        "contacts": {str(n): one for n, one in enumerate(plain["contacts"])},
    }
    assert [one.contact.name for one in read(json.dumps(stored).encode()).candidates] == ["Zoe"]


def test_a_damaged_record_costs_itself_only() -> None:
    plain = json.loads(export(a_garden(), "x.json", today=TODAY))
    plain["contacts"][0]["emails"] = 7
    reading = read(json.dumps(plain).encode())
    assert [one.contact.name for one in reading.candidates] == ["Sam"]
    assert "emails" in reading.skipped[0].reason


def test_a_newer_export_and_archives_are_refused_in_a_sentence() -> None:
    with pytest.raises(NetgardenError, match="newer netgarden"):
        read(b'{"netgarden": 99}')
    with pytest.raises(UnknownFormatError, match="compressed"):
        read(b"PK\x03\x04" + bytes(100), filename="people.vcf")
