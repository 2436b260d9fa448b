"""What we write: every contact comes back as it was, other programs read it, and nothing in it acts."""

import csv
import io
import string
from datetime import date

import msgspec
import pytest
import vobject
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netgarden.formats.registry import read
from netgarden.formats.writers import csv as csv_writer
from netgarden.formats.writers import vcard as vcard_writer
from netgarden.records.contact import HOW_MET, Contact
from netgarden.records.record import sorted_set
from netgarden.text.plain import clean
from tests.support.gardens import TODAY, person, uid

awkward = st.sampled_from(
    ["", "=1+1", "+33 1 23 45 67", "-1", "@x", "'", "'=x", "a;b", "a,b", "a\\n", "0", "null", "None", "N/A", "-",
     "Ada [/] Lee", "安藤", "שלום", "é", "x ::: y", '"q"', "tel:1", "1985-04-12", "x" * 200, "^n", "::", " ", "http://x"]
)  # fmt: skip
texts = st.one_of(awkward, st.text(max_size=12), st.text(string.ascii_letters, min_size=1, max_size=8))
words = texts.map(clean)
notes = st.one_of(
    words, st.text(max_size=40).map(lambda text: clean(text, multiline=True)), st.just("a\n\nb\n c")
)
sets = st.lists(words, max_size=3).map(lambda values: sorted_set(*values))
maps = st.dictionaries(words.filter(bool), words, max_size=3)
birthdays = st.sampled_from(["", "1985-04-12", "--04-12", "--04", "1985-04", "1985", "--02-29"])
keys = st.one_of(
    words.filter(bool),
    st.sampled_from(["N", "address", "address (work)", "department", "kind", "X-AB", "org"]),
)

contacts = st.builds(
    Contact,
    uid=st.just(uid(7)),
    name=words.filter(bool),
    aliases=sets, org=words, role=words, emails=maps, phones=maps, links=maps, channel=words, place=words,
    timezone=st.sampled_from(["", "Europe/Lisbon", "+0100"]), industry=words, background=notes,
    interests=sets, tags=sets,
    tier=st.sampled_from(["", "close", "mine"]), cadence=st.sampled_from(["", "3m", "none"]),
    cadence_set_on=st.sampled_from([None, TODAY]), snooze_until=st.sampled_from([None, date(2027, 1, 1)]),
    met_how=st.sampled_from(["", *HOW_MET]), met_on=birthdays, met_where=words, met_via=words, met_story=notes,
    birthday=birthdays, added_on=st.sampled_from([None, date(2020, 2, 29)]), notes=notes, archived=st.booleans(),
    extra=st.dictionaries(keys, notes.filter(bool), max_size=3),
)  # fmt: skip


def stripped(contact: Contact) -> Contact:
    """A contact without what an export does not carry over: its uid and what sources said last."""
    return msgspec.structs.replace(contact, uid="", source={})


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(contacts, st.sampled_from(vcard_writer.VERSIONS))
def test_every_contact_comes_back_from_its_card(contact: Contact, version: str) -> None:
    data = vcard_writer.write([contact], version)
    (candidate,) = read(data).candidates
    assert candidate.contact == stripped(contact)
    assert candidate.ref == f"netgarden:{contact.uid}"
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(contacts, min_size=1, max_size=3))
def test_every_contact_comes_back_from_its_row(people: list[Contact]) -> None:
    found = [candidate.contact for candidate in read(csv_writer.write(people), format="csv").candidates]
    assert found == [stripped(contact) for contact in people]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(contacts, min_size=1, max_size=3))
def test_no_cell_is_a_formula(people: list[Contact]) -> None:
    for row in csv.reader(io.StringIO(csv_writer.write(people).decode("utf-8-sig"), newline="")):
        assert not any(
            cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")) for cell in row
        )


ADA = person(
    1,
    "Dr. Ada King Lovelace",
    aliases=("Ada", "Countess"),
    org="Engines & Co, Ltd.",
    role="Partner; Research",
    emails={"ada@x.example": "work", "home@x.example": "home", "club@x.example": "Sailing club"},
    phones={"+44 20 7946 0100": "mobile", "020 1": "work fax"},
    links={"https://www.linkedin.com/in/ada": "linkedin", "skype:ada.l": "skype"},
    place="London",
    birthday="--12-10",
    tags=("board", "climate, energy"),
    interests=("sailing",),
    notes="First line\nsecond, line; with \\ all",
    tier="close",
    extra={"address (home)": ";;12 St James's Sq;London;;SW1Y 4JH;UK", "X-CUSTOM": "1"},
)


@pytest.mark.parametrize("version", vcard_writer.VERSIONS)
def test_vobject_reads_our_cards(version: str) -> None:
    card = vobject.readOne(vcard_writer.write([ADA], version).decode())
    assert card.fn.value == ADA.name
    assert (card.n.value.family, card.n.value.given) == ("Lovelace", "Dr.")
    assert card.org.value == ["Engines & Co, Ltd."]
    assert card.title.value == "Partner; Research"
    assert {mail.value for mail in card.email_list} == set(ADA.emails)
    assert {phone.value for phone in card.tel_list} == set(ADA.phones)
    assert card.note.value == ADA.notes
    assert card.adr.value.city == "London"


def test_a_card_says_what_vcard_can_in_its_own_words() -> None:
    text = vcard_writer.write([ADA]).decode().replace("\r\n ", "")
    assert "BDAY:--1210\r\n" in text
    assert "CATEGORIES:board,climate\\, energy\r\n" in text
    assert "EMAIL;TYPE=work:ada@x.example\r\n" in text
    assert "item1.EMAIL:club@x.example\r\nitem1.X-ABLabel:Sailing club\r\n" in text
    assert 'TEL;TYPE="work,fax":020 1\r\n' in text
    assert "IMPP:skype:ada.l\r\n" in text
    assert "tier" in text.partition("X-NETGARDEN:")[2]
    assert "org" not in text.partition("X-NETGARDEN:")[2]


def test_a_table_has_the_last_column_only_if_somebody_needs_it() -> None:
    plain = person(
        1, "Ada", org="Engines", emails={"a@x.example": "work"}, met_on="2020-01-02", met_how="online"
    )
    header = csv_writer.write([plain]).decode("utf-8-sig").split("\r\n")[0]
    assert header.endswith("Interests,E-mail 1 - Label,E-mail 1 - Value,UID")
    assert "netgarden" in csv_writer.write([ADA]).decode("utf-8-sig").split("\r\n")[0]


@pytest.mark.parametrize(
    "words", ["{", "[1]", '{"name": 3}', '{"name": ""}', '{"uid": "x", "source": {"a": "b"}}', "7"]
)
def test_damaged_words_of_ours_are_passed_over(words: str) -> None:
    (candidate,) = read(f"BEGIN:VCARD\nFN:Ada\nX-NETGARDEN:{words}\nEND:VCARD".encode()).candidates
    assert candidate.contact == msgspec.structs.replace(person(1, "Ada"), uid="")
