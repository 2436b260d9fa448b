"""Tables: LinkedIn's file, header words of many programs, and tables bent out of shape."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netgarden.errors import NetgardenError, UsageError
from netgarden.formats.candidate import Reading
from netgarden.formats.registry import UnknownFormatError, read
from netgarden.records.contact import Contact

SAMPLES = Path(__file__).parents[1] / "samples"


def people(text: str, **options: object) -> list[Contact]:
    return [one.contact for one in read(text.encode(), **options).candidates]  # type: ignore[arg-type]


def test_the_linkedin_sample() -> None:
    reading = read((SAMPLES / "Connections.csv").read_bytes(), filename="Connections.csv")
    zoe, sam = (candidate.contact for candidate in reading.candidates)
    assert reading.format == "linkedin"
    assert (zoe.name, zoe.org, zoe.role) == ("Zoë Quinn", "Juniper", "Designer, Type")
    assert zoe.emails == {"zoe@quinn.example": ""}
    assert zoe.links == {"https://www.linkedin.com/in/zoe-quinn": "linkedin"}
    assert (zoe.met_how, zoe.met_on, sam.met_on) == ("online", "2022-10-04", "2024-01-15")
    assert (zoe.tier, zoe.cadence) == ("", "")


HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"


@pytest.mark.parametrize(
    "preamble", ["", "\ufeff", "Notes:\nsome words\n\n\n", 'Notes:\n"two\nlines, quoted"\n\n']
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_linkedins_header_is_found_below_any_preamble(preamble: str, end: str) -> None:
    text = (
        preamble + HEADER + 'Ada,Lovelace 🌱,https://www.linkedin.com/in/ada,,"Engines\nLtd",,14 May 2026\n'
    )
    (ada,) = people(text.replace("\n", end))
    assert (ada.name, ada.org, ada.met_on) == ("Ada Lovelace 🌱", "Engines Ltd", "2026-05-14")


def test_every_row_without_anybody_is_reported_but_blank_lines_are_no_rows() -> None:
    reading = read((HEADER + ",,,,,,\n\n,,,,,Buyer,04 Oct 2022\n   \n").encode())
    assert not reading.candidates
    assert [(skipped.where, skipped.reason.partition(":")[0]) for skipped in reading.skipped] == [
        ("line 2", "an empty row"),
        ("line 4", "nothing to call it by"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Name;E-Mail-Adresse\nAda;a@x.example\n", ("Ada", {"a@x.example": ""})),
        ("Full Name\tContact Email\nAda\ta@x.example\n", ("Ada", {"a@x.example": ""})),
        ("Vorname,Nachname,E-Mail\nAda,Lovelace,a@x.example\n", ("Ada Lovelace", {"a@x.example": ""})),
        ("Name,Emails\nAda,a@x.example; b@x.example\n", ("Ada", {"a@x.example": "", "b@x.example": ""})),
        ("Primary Email\na@x.example\n", ("a@x.example", {"a@x.example": ""})),
        ("Ada Lovelace,Ada,Lovelace,a@x.example\n", ("Ada Lovelace", {"a@x.example": ""})),
    ],
)
def test_columns_are_known_by_their_words(text: str, expected: tuple[str, dict[str, str]]) -> None:
    (ada,) = people(text)
    assert (ada.name, ada.emails) == expected


def test_title_is_a_role_or_an_honorific_as_its_values_show() -> None:
    assert people("Name,Title\nAda,CEO\n")[0].role == "CEO"
    assert people("Title,Name,Job Title\nDr.,Ada,CEO\n")[0].role == "CEO"
    assert people("Title,First Name,Last Name\nMs.,Ada,Lovelace\n")[0].name == "Ms. Ada Lovelace"


def test_dates_of_a_column_are_read_alike() -> None:
    text = "Name,Birthday\nAda,3/4/1990\nBea,25/12/1991\n"
    assert [one.birthday for one in people(text)] == ["1990-04-03", "1991-12-25"]
    assert people("Name,Birthday\nAda,3/4/1990\n")[0].birthday == "1990-03-04"


def test_secrets_are_not_stored_and_other_columns_are_kept() -> None:
    text = "Name,Password,CCNumber,Reference,Shoe size\nAda,hunter2,4539165193923664,4539165193923664,38\n"
    reading = read(text.encode())
    assert reading.candidates[0].contact.extra == {"Shoe size": "38"}
    assert reading.warnings == ["not stored: “CCNumber”, “Password”, “Reference”"]


def test_a_mapping_goes_before_the_words() -> None:
    (ada,) = people("Who,What\nAda,sailing\n", mapping={"Who": "name", "what": "interests"})
    assert (ada.name, ada.interests) == ("Ada", ("sailing",))
    with pytest.raises(UsageError, match="no column “Whom”"):
        people("Who\nAda\n", mapping={"Whom": "name"})
    with pytest.raises(UsageError, match="“nme” is no field"):
        people("Name\nAda\n", mapping={"Name": "nme"})


def test_an_open_quote_costs_one_row() -> None:
    reading = read(b'Name,Email\n"Ada,a@x.example\nBea,b@x.example\nCem,c@x.example\n')
    assert [candidate.contact.name for candidate in reading.candidates] == ["Ada", "Bea", "Cem"]
    assert reading.warnings == ["line 2: a quote is left open"]


def test_cells_guarded_against_formulas_are_freed() -> None:
    (ada,) = people("Name,Phone,Notes\n'=Ada,'+33 1 23 45 67,'-\n")
    assert (ada.name, ada.phones, ada.notes) == ("=Ada", {"+33 1 23 45 67": ""}, "-")


def test_a_cell_of_two_hundred_thousand_letters_is_read() -> None:
    (ada,) = people('Name,Notes\nAda,"' + "x" * 200_000 + '"\n')
    assert len(ada.notes) == 200_000


@pytest.mark.parametrize(
    "data", [b"", b"\n\n", b"\0\0\0", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"no table\nat all\n"]
)
def test_what_holds_nobody_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(UnknownFormatError, match=r"x\.bin"):
        read(data, filename="x.bin")


def test_unknown_formats_and_encodings_name_those_there_are() -> None:
    with pytest.raises(UsageError, match="choose from contacts-tui"):
        read(b"Name\nAda\n", format="cvs")
    with pytest.raises(UsageError, match="not an encoding"):
        read(b"Name\nAda\n", encoding="utf-9")


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([b"Name,Email\n", HEADER.encode(), b"Name;Birthday;Notes\n"]))
def test_no_bytes_raise_but_in_a_sentence(junk: bytes, header: bytes) -> None:
    with suppress(NetgardenError):
        assert isinstance(read(header + junk), Reading)


def test_a_german_outlook_table() -> None:
    text = (
        '"Anrede","Vorname","Nachname","Firma","Abteilung","Position","Straße geschäftlich","Ort geschäftlich",'
        '"Postleitzahl geschäftlich","Land/Region geschäftlich","Fax geschäftlich","Telefon geschäftlich",'
        '"Mobiltelefon","E-Mail-Adresse","E-Mail-Typ","E-Mail: Angezeigter Name",'
        '"Geburtstag","Jahrestag","Kategorien","Priorität"\r\n'
        '"","Jörg","Müller","Müller GmbH","Vertrieb","Leiter","Hauptstr. 1","Köln","50667","Deutschland","+49 221 111",'
        '"+49 221 222","+49 170 333","j@m.example","SMTP","Jörg Müller (j@m.example)","15.3.1980","0.0.00","Kunde;VIP",'
        '"Normal"\r\n'
    )
    reading = read(text.encode("cp1252"))
    (joerg,) = (candidate.contact for candidate in reading.candidates)
    assert reading.format == "outlook"
    assert (joerg.name, joerg.org, joerg.role, joerg.place) == (
        "Jörg Müller",
        "Müller GmbH",
        "Leiter",
        "Köln",
    )
    assert joerg.phones == {"+49 221 111": "work fax", "+49 221 222": "work", "+49 170 333": "mobile"}
    assert (joerg.birthday, joerg.tags, joerg.emails) == ("1980-03-15", ("Kunde", "VIP"), {"j@m.example": ""})
    assert joerg.extra == {
        "department": "Vertrieb",
        "address (work)": ";;Hauptstr. 1;Köln;;50667;Deutschland",
    }


def test_outlook_com_where_location_is_an_office() -> None:
    text = (
        "First Name,Last Name,E-mail Address,E-mail 2 Address,Business Phone,Home Street,Home City,Location,"
        "Hobby,Anniversary\n"
        "Jane,Doe,jane@x.example,,555 123 4567,1 Main,Springfield,Bldg 5,Chess;Go,3/4/2001\n"
    )
    (jane,) = people(text)
    assert (jane.place, jane.interests) == ("Springfield", ("Chess", "Go"))
    assert jane.extra["Location"] == "Bldg 5"
    assert jane.extra["anniversary"] == "2001-03-04"


def test_googles_joined_values_labels_and_numbered_columns() -> None:
    text = (
        "Name,Given Name,Family Name,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,"
        "Organization 1 - Name,Organization 1 - Title,Birthday,Relation 1 - Type,Relation 1 - Value,"
        "IM 1 - Service,IM 1 - Value\n"
        "Zoe Quinn,Zoe,Quinn,* myContacts ::: Friends ::: * starred,* Work,z@x.example ::: y@x.example,Mobile,"
        "+1 555 123 4567 ::: +1 555 765 4321,Juniper,CEO,--03-14,Spouse,Sam,Skype,zoe.q\n"
    )
    reading = read(text.encode())
    (zoe,) = (candidate.contact for candidate in reading.candidates)
    assert reading.format == "google"
    assert zoe.emails == {"z@x.example": "work", "y@x.example": "work"}
    assert zoe.phones == {"+1 555 123 4567": "mobile", "+1 555 765 4321": "mobile"}
    assert (zoe.org, zoe.role, zoe.birthday, zoe.tags) == (
        "Juniper",
        "CEO",
        "--03-14",
        ("Friends", "starred"),
    )
    assert zoe.links == {"skype:zoe.q": "skype"}
    assert zoe.extra == {"relation (spouse)": "Sam"}


def test_a_column_of_addresses_is_known_by_its_values() -> None:
    (ada,) = people("Name,Reach me,Seen at\nAda,a@x.example,https://ada.example\n")
    assert (ada.emails, ada.links) == ({"a@x.example": ""}, {"https://ada.example": ""})


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_excels_unicode_text_is_read(encoding: str) -> None:
    data = "Name\tEmail\r\nŁukasz\tl@x.example\r\n".encode(encoding)
    assert [one.contact.name for one in read(data).candidates] == ["Łukasz"]


def test_japanese_windows_text_is_guessed_and_said() -> None:
    reading = read("First Name,Display Name\n権兵衛,名無しの権兵衛\n".encode("cp932"))
    assert reading.candidates[0].contact.name == "名無しの権兵衛"
    assert reading.warnings == ["read as cp932: --encoding overrides"]


def test_a_long_text_keeps_its_lines_and_a_short_one_is_put_on_one() -> None:
    (ada,) = people('Name,Background,Story,Industry\nAda,"one\n\ntwo","three\nfour","five\nsix"\n')
    assert (ada.background, ada.met_story, ada.industry) == ("one\n\ntwo", "three\nfour", "five six")
