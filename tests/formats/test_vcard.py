"""The vCard reader: each way in which real programs bend the format."""

import base64
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netgarden.formats.candidate import Reading
from netgarden.formats.readers import vcard
from netgarden.records.contact import Contact
from tests.support.growth import grows_evenly

SAMPLES = Path(__file__).parents[1] / "samples"


def card(*lines: str, version: str = "3.0") -> bytes:
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""]).encode()


def one(data: bytes, encoding: str | None = None) -> Contact:
    reading = vcard.read(data, encoding)
    assert len(reading.candidates) == 1, reading
    return reading.candidates[0].contact


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["FN:Ada Lovelace", "N:Lovelace;Ada;;;"], "Ada Lovelace"),
        (["N:Lovelace;Ada;King;Countess;"], "Countess Ada King Lovelace"),
        (["FN:", "N:;;;;", "NICKNAME:Johnny"], "Johnny"),
        (["ORG:Acme;Research"], "Acme"),
        (["EMAIL:only@mail.example"], "only@mail.example"),
        (["TEL:+44 20 7946 0100"], "+44 20 7946 0100"),
        (["FN:Mr. John Richter, James Doe Sr."], "Mr. John Richter, James Doe Sr."),
        (["FN:Dummy\\, Dummy"], "Dummy, Dummy"),
        (["N:Public;John;Philip,Paul;Dr.;Jr.,M.D."], "Dr. John Philip Paul Public Jr. M.D."),
    ],
)
def test_what_somebody_is_called(lines: list[str], name: str) -> None:
    assert one(card(*lines)).name == name


def test_a_card_without_anything_to_call_it_by_is_reported_with_its_reason() -> None:
    reading = vcard.read(card("X-ANDROID-CUSTOM:custom;1") + card("FN:Ada"))
    assert [candidate.contact.name for candidate in reading.candidates] == ["Ada"]
    assert [skipped.where for skipped in reading.skipped] == ["card 1, line 1"]
    assert "nothing to call it by" in reading.skipped[0].reason


@pytest.mark.parametrize("line", ["KIND:group", "X-ADDRESSBOOKSERVER-KIND:group", "KIND:GROUP"])
def test_groups_are_not_people(line: str) -> None:
    reading = vcard.read(card("FN:Friends", line))
    assert not reading.candidates
    assert reading.skipped[0].reason == "a group, not a person"


def test_companies_are_kept_and_marked() -> None:
    assert one(card("FN:Acme AG", "ORG:Acme AG;", "X-ABShowAs:COMPANY")).extra["kind"] == "organisation"


def test_a_line_folded_inside_a_character_is_joined_before_it_is_decoded() -> None:
    line = "FN:Zoë Quinn".encode()
    at = line.index("ë".encode()) + 1
    assert (
        one(b"BEGIN:VCARD\r\n" + line[:at] + b"\r\n " + line[at:] + b"\r\nEND:VCARD\r\n").name == "Zoë Quinn"
    )


@pytest.mark.parametrize(
    "lines",
    [
        ["FN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Zo=C3=", "=AB Quinn"],
        ["FN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Zo=C3", "=AB Quinn"],
        ["FN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=", "Zo=C3=AB Quinn"],
        ["FN;QUOTED-PRINTABLE;CHARSET=UTF-8:Zo=C3=", "", "=AB Quinn"],
        ["FN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Zo=C3=AB=", " Quinn"],
    ],
)
def test_quoted_printable_goes_on_as_phones_write_it(lines: list[str]) -> None:
    contact = one(card(*lines, "TEL:+33 1 23 45 67 89", version="2.1"))
    assert contact.name == "Zoë Quinn"
    assert contact.phones == {"+33 1 23 45 67 89": ""}


def test_a_soft_break_before_the_next_property_does_not_swallow_it() -> None:
    contact = one(card("NOTE;ENCODING=QUOTED-PRINTABLE:cut=", "FN:Ada", version="2.1"))
    assert (contact.name, contact.notes) == ("Ada", "cut")


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("FN;CHARSET=SHIFT_JIS:安藤ロイド".encode("cp932"), "安藤ロイド"),
        ("FN;CHARSET=windows-1252:John Doë".encode("cp1252"), "John Doë"),
        ("FN;CHARSET=invalid-encoding:Zoë".encode(), "Zoë"),
        ("FN:Sören Nüßlebaum".encode("cp1252"), "Sören Nüßlebaum"),
        ("FN:Віталій\r\nLABEL;CHARSET=windows-1251:x".encode("cp1251"), "Віталій"),
    ],
)
def test_each_value_is_read_in_its_own_characters(raw: bytes, name: str) -> None:
    assert one(b"BEGIN:VCARD\r\nVERSION:2.1\r\n" + raw + b"\r\nEND:VCARD\r\n").name == name


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_files_are_known_by_their_mark_or_their_nulls(encoding: str) -> None:
    data = card("FN:Łukasz Nowak").decode().encode(encoding)
    assert vcard.recognises(data)
    assert one(data).name == "Łukasz Nowak"


def test_a_guess_is_said_and_can_be_overridden() -> None:
    data = "BEGIN:VCARD\nFN:Øystein Ærlig\nEND:VCARD\n".encode("cp1252")
    assert any("cp1252" in warning and "--encoding" in warning for warning in vcard.read(data).warnings)
    assert one(data, "cp1250").name == "Řystein Ćrlig"


@pytest.mark.parametrize(
    ("value", "birthday"),
    [
        ("BDAY:1985-04-12", "1985-04-12"),
        ("BDAY:19850412", "1985-04-12"),
        ("BDAY:--0203", "--02-03"),
        ("BDAY: --03-14", "--03-14"),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-14", "--03-14"),
        ("BDAY;X-APPLE-OMIT-YEAR=1900:1900-03-14", "--03-14"),
        ("BDAY:1985", "1985"),
        ("BDAY:1985-04", "1985-04"),
        ("BDAY:20190210T000033", "2019-02-10"),
        ("BDAY:1953-10-15T23:10:00Z", "1953-10-15"),
        ("BDAY:--0229", "--02-29"),
        ("BDAY:0000-00-00", ""),
    ],
)
def test_birthdays_of_every_shape(value: str, birthday: str) -> None:
    assert one(card("FN:Ada", value)).birthday == birthday


@pytest.mark.parametrize("text", ["circa 1800", "19723101", "1985-02-30"])
def test_a_birthday_that_is_no_date_is_kept_as_text_and_said(text: str) -> None:
    reading = vcard.read(card("FN:Ada", f"BDAY:{text}"))
    contact = reading.candidates[0].contact
    assert (contact.birthday, contact.extra["birthday"]) == ("", text)
    assert any(text in warning for warning in reading.warnings)


def test_labels_come_from_types_and_from_apple() -> None:
    contact = one(
        card(
            "FN:Ada",
            "EMAIL;TYPE=INTERNET,HOME:a@x.example",
            "item1.EMAIL;type=INTERNET:b@x.example",
            "item1.X-ABLabel:Sailing club",
            "EMAIL;TYPE=WORK,PREF:c@x.example",
            "TEL;TYPE=WORK,FAX:1234567",
            "TEL;TYPE=CELL:7654321",
            'TEL;VALUE=uri;TYPE="work,voice";PREF=1:tel:+1-418-656-9254;ext=102',
        )
    )
    assert list(contact.emails.items()) == [
        ("c@x.example", "work"),
        ("a@x.example", "home"),
        ("b@x.example", "Sailing club"),
    ]
    assert contact.phones == {"+1-418-656-9254 ext. 102": "work", "1234567": "work fax", "7654321": "mobile"}


def test_links_and_messengers_are_links() -> None:
    contact = one(
        card(
            "FN:Ada",
            "URL:https://www.linkedin.com/in/ada",
            "URL;TYPE=WORK:http\\://ada.example",
            "X-SOCIALPROFILE;type=twitter:https://twitter.com/ada",
            "IMPP;X-SERVICE-TYPE=Skype:skype:ada.l",
            "X-GOOGLE TALK;TYPE=WORK:ada@talk.example",
            "URL:javascript:alert(1)",
        )
    )
    assert contact.links == {
        "https://www.linkedin.com/in/ada": "linkedin",
        "http://ada.example": "work",
        "https://twitter.com/ada": "twitter",
        "skype:ada.l": "skype",
        "gtalk:ada@talk.example": "gtalk",
    }
    assert contact.extra == {"link not to be opened": "javascript:alert(1)"}


def test_what_has_no_field_is_kept_and_photos_and_secrets_are_not() -> None:
    photo = base64.b64encode(bytes(90_000)).decode()
    reading = vcard.read(
        card(
            "FN:Ada",
            "X-CUSTOM1:custom\\, 1",
            "item1.X-ABRELATEDNAMES:Jenny",
            "item1.X-ABLabel:_$!<Spouse>!$_",
            "ADR;TYPE=HOME:;;12 St James's Sq;London;;SW1;UK",
            "ANNIVERSARY:20110113",
            "X-PASSWORD:hunter2",
            f"PHOTO;ENCODING=b;TYPE=JPEG:{photo}",
        )
    )
    contact = reading.candidates[0].contact
    assert contact.place == "London"
    assert contact.extra == {
        "X-CUSTOM1": "custom, 1",
        "X-ABRELATEDNAMES (spouse)": "Jenny",
        "address (home)": ";;12 St James's Sq;London;;SW1;UK",
        "anniversary": "2011-01-13",
    }
    assert "hunter2" not in str(contact)
    assert "photos and sounds: not stored (1 card)" in reading.warnings
    assert any("X-PASSWORD" in warning for warning in reading.warnings)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("BEGIN:VCARD\nFN:Ada\nBEGIN:VCARD\nFN:Bea\nEND:VCARD\n", ["Ada", "Bea"]),
        ("BEGIN:VCARD\nFN:Ada\nAGENT:BEGIN:VCARD\nFN:Jo\nEND:VCARD\nEND:VCARD\nBEGIN:VCARD\nFN:Bea", ["Ada", "Bea"]),
        ("BEGIN:VCARD\nFN:Ada\nAGENT:\nBEGIN:VCARD\nFN:Jo\nEND:VCARD\nEND:VCARD\n", ["Ada"]),
        ("junk\nBEGIN:vCard \nFN:Ada\n# no property\nEND:vCard \n\n\nBEGIN:VCARD\nFN:Bea", ["Ada", "Bea"]),
        ("BEGIN:VCARD\rFN:Ada\rEND:VCARD\rBEGIN:VCARD\rFN:Bea\rEND:VCARD\r", ["Ada", "Bea"]),
        ("BEGIN:VCARD\r\r\nFN:Ada\r\r\nEND:VCARD\r\r\n", ["Ada"]),
    ],
)  # fmt: skip
def test_damaged_and_nested_cards_do_not_lose_their_neighbours(text: str, names: list[str]) -> None:
    assert [candidate.contact.name for candidate in vcard.read(text.encode()).candidates] == names


def test_a_nested_card_is_kept_by_its_name() -> None:
    assert one(b"BEGIN:VCARD\nFN:Ada\nAGENT:BEGIN:VCARD\nFN:Jo\nEND:VCARD\nEND:VCARD\n").extra == {
        "agent": "Jo"
    }


def test_tags_of_the_whole_address_book_are_no_tags() -> None:
    assert one(card("FN:Ada", "CATEGORIES:My Contacts,board,climate")).tags == ("board", "climate")
    assert one(card("FN:Ada", "CATEGORIES:one\\, two\\, three")).tags == ("one", "three", "two")


def test_line_separators_of_unicode_do_not_start_a_property() -> None:
    contact = one(card("FN:Ada\u2028EMAIL:evil@x.example"))
    assert contact.emails == {}
    assert contact.name == "Ada EMAIL:evil@x.example"


def test_a_photo_of_twenty_megabytes_and_an_endless_line_are_passed_quickly() -> None:
    def read(share: float) -> None:
        lines = b"\r\n ".join([b"A" * 74] * int(280_000 * share))
        note = b"x" * int(20_000_000 * share)
        contact = one(
            b"BEGIN:VCARD\r\nPHOTO;ENCODING=b:" + lines + b"\r\nFN:Ada\r\nNOTE:" + note + b"\r\nEND:VCARD"
        )
        assert contact.name == "Ada"
        assert len(contact.notes) < 1_200_000

    assert grows_evenly(read)


def test_the_sample_file() -> None:
    reading = vcard.read((SAMPLES / "family.vcf").read_bytes())
    joana, rosa = (candidate.contact for candidate in reading.candidates)
    assert (joana.name, joana.org, joana.role, joana.place) == (
        "Dr. Joana Reis", "Alder & Co, Ltd.", "Head of Research", "Lisboa",
    )  # fmt: skip
    assert joana.aliases == ("Jo", "Nana")
    assert joana.birthday == "--03-14"
    assert joana.notes == "Likes tea\nand long walks."
    assert rosa.name == "Rosa Núñez"
    assert [skipped.reason for skipped in reading.skipped] == ["a group, not a person"]


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"BEGIN:VCARD\n", b"BEGIN:VCARD\nN;ENCODING=QUOTED-PRINTABLE:"]),
)
def test_no_bytes_raise(junk: bytes, start: bytes) -> None:
    assert isinstance(vcard.read(start + junk + b"\nEND:VCARD\nBEGIN:VCARD\nFN:Last\nEND:VCARD"), Reading)
