"""Every file of the corpus, held against what an importer must get out of it."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from netgarden.change.garden import Garden
from netgarden.formats.candidate import Reading
from netgarden.formats.readers import calendar as ics
from netgarden.formats.readers import mail
from netgarden.formats.registry import read
from netgarden.importing.plan import plan_import
from netgarden.records.contact import Contact
from tests.conftest import CORPUS
from tests.support.gardens import TODAY

EXPECTED: dict[str, Any] = {}
if (CORPUS / "EXPECTED.json").exists():
    EXPECTED = json.loads((CORPUS / "EXPECTED.json").read_text("utf-8"))
PEOPLE = [name for name, facts in EXPECTED.items() if "names" in facts and "/" in name]

ACCEPTED = {
    "csv-plain/oroinc-crm__leads.csv": lambda found: found["names"][0] == "Ms. Ramona C Venters",
    # The facts name the first five organisations and no birthday; the files hold more.
    "contacts-tui/produced__contacts-tui_fixtures.db": lambda found: (
        found["orgs"][4:6] == ["Strategy Consulting", "VC Firm"]
    ),
    "ldif/thunderbird-thunderbird-desktop__basic_ldif_addressbook.ldif": lambda found: (
        found["birthdays"] == ["1900-01-02"]
    ),
}
"""Files for which another outcome than that of `EXPECTED.json` is right too, and the one that is ours."""

pytestmark = pytest.mark.skipif(not EXPECTED, reason="the corpus is not there")


def facts_of(reading: Reading) -> dict[str, Any]:
    """What `EXPECTED.json` tells of a file, as read."""
    contacts = [candidate.contact for candidate in reading.candidates]
    orgs = [org for contact in contacts for org in (contact.org, *others(contact, "org")) if org]
    born = [birthday(contact) for contact in contacts if birthday(contact)]
    return {
        "contacts": len(contacts),
        "names": [contact.name for contact in contacts[:5]],
        "emails": sum(len(contact.emails) for contact in contacts),
        "orgs": list(dict.fromkeys(orgs))[:10],
        "birthdays": born[:10],
    }


def others(contact: Contact, field: str) -> list[str]:
    return [value for key, value in contact.extra.items() if re.fullmatch(rf"{field}( \d+)?", key)]


def birthday(contact: Contact) -> str:
    if contact.birthday:
        return contact.birthday
    kept = contact.extra.get("birthday", "")
    return (f"invalid:{kept}" if kept.isdigit() else f"text:{kept}") if kept else ""


@pytest.mark.parametrize("name", PEOPLE)
def test_people_of_the_corpus_are_read_right(
    name: str, record_property: Callable[[str, object], None]
) -> None:
    wanted = EXPECTED[name]
    found = facts_of(read((CORPUS / name).read_bytes(), filename=name))
    differing = [key for key in found if found[key] != wanted.get(key, found[key])]
    # The last organisation of this card ends in broken bytes: it must only not crash.
    if name.endswith("John_Doe_ANDROID.vcf"):
        differing = [key for key in differing if key != "orgs"]
    accepted = len(differing) == 1 and name in ACCEPTED and ACCEPTED[name](found)
    record_property("corpus", f"{'accepted' if accepted else 'wrong' if differing else 'right'} {name}")
    assert accepted or not differing, {key: (found[key], wanted[key]) for key in differing}


CALENDARS = [name for name in EXPECTED if name.startswith("ics/")]
MAILS = [name for name in EXPECTED if name.startswith("mail/")]


@pytest.mark.parametrize("name", CALENDARS)
def test_guests_of_the_corpus_calendars_are_read_right(
    name: str, record_property: Callable[[str, object], None]
) -> None:
    data, wanted = (CORPUS / name).read_bytes(), EXPECTED[name]
    events, loose = ics.events(data)
    guests = [one for event in (*events, loose) for one in event.attendees if not one.organises]
    distinct = [[one.name, one.address] for one in ics.attendees(data) if not one.organises]
    hosts = {
        (one.name, one.address) for event in (*events, loose) for one in event.attendees if one.organises
    }
    found = (len(events), len(guests), len(distinct), distinct[:6], hosts)
    expected = (
        wanted["events"],
        wanted["attendee_lines"],
        wanted["distinct_attendees"],
        wanted["attendees"],
        {tuple(host) for host in wanted["organizers"]},
    )
    record_property("corpus", f"{'right' if found == expected else 'wrong'} {name}")
    assert found == expected


@pytest.mark.parametrize("name", MAILS)
def test_people_of_the_corpus_mail_are_read_right(
    name: str, record_property: Callable[[str, object], None]
) -> None:
    wanted = EXPECTED[name]
    (message,) = mail.messages((CORPUS / name).read_bytes())
    found = {field: [list(one) for one in mail.addresses(message, field)] for field in ("from", "to", "cc")}
    expected = {field: wanted.get(field, []) for field in ("from", "to", "cc")}
    sent = mail.sent_at(message)
    right = found == expected and (str(sent) if sent else None) == wanted["date"]
    record_property("corpus", f"{'right' if right else 'wrong'} {name}")
    assert right, (found, sent)


INTERACTIONS = {
    "contacts-tui/produced__contacts-tui_fixtures.db": (7, 0),
    "friends-md/JacobEvelyn-friends__friends.md": (6, 0),
    "monica/constructed__monica4_export.json": (2, 1),
}


@pytest.mark.parametrize("name", INTERACTIONS)
def test_what_happened_comes_along(name: str) -> None:
    garden = Garden()
    plan = plan_import(garden, [read((CORPUS / name).read_bytes(), filename=name)], TODAY)
    garden.apply(plan.change(garden))
    assert (len(garden.interactions), len(garden.records("ties"))) == INTERACTIONS[name]


@pytest.mark.parametrize("name", PEOPLE)
def test_importing_a_file_twice_adds_nobody(name: str) -> None:
    garden = Garden()
    data = (CORPUS / name).read_bytes()
    first = plan_import(garden, [read(data, filename=name)], TODAY)
    garden.apply(first.change(garden))
    people = len(garden.contacts)
    again = plan_import(garden, [read(data, filename=name)], TODAY)
    assert again.counts["added"] == again.counts["updated"] == 0
    assert not again.change(garden)
    assert sum(first.counts.values()) == sum(again.counts.values())
    assert people == first.counts["added"]
    assert people == EXPECTED[name].get("merged", people)
