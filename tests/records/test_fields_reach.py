"""A field of a contact reaches every place that shows, types, finds or exchanges fields: one said nothing of, too."""

from pathlib import Path

import msgspec
import pytest

from netgarden.change.garden import Garden
from netgarden.due.rules import Rules
from netgarden.formats.registry import read
from netgarden.formats.writers import csv as csv_writer
from netgarden.formats.writers import vcard as vcard_writer
from netgarden.people.brief import make_brief
from netgarden.people.brief_lines import brief_lines
from netgarden.records.contact import ORDERS, Contact
from netgarden.records.fields import CONTACT, EDITABLE, field_text, in_order, parse_field
from netgarden.records.metadata import Field
from netgarden.records.record import Plain
from netgarden.records.tables import FIELD_TYPES, METADATA, from_plain, to_plain
from netgarden.search.index import SearchIndex
from netgarden.storage.lines import decode_line, encode_line
from netgarden.tui.views.card import field_texts, field_values
from tests.support.cli_shell import Shell
from tests.support.gardens import TODAY, person, uid

FIELDS = pytest.mark.parametrize("field", CONTACT.values(), ids=lambda field: field.name)

WRITTEN = {
    "tier": "close",
    "cadence": "2w",
    "date": "1985-04-12",
    "how met": "event",
    "time zone": "Europe/Lisbon",
    "person": "Zoltan",
    "email": "zoltan@x.example work",
    "phone": "+351 912 345 678 mobile",
    "link": "https://x.example/zoltan site",
}
"""What to write into a field, by what it has to be."""


def written(field: Field) -> str:
    return WRITTEN.get(field.check, "Zoltan")


def value(field: Field) -> Plain:
    return parse_field(field.name, written(field))


def somebody(field: Field) -> Contact:
    return msgspec.structs.replace(person(1, "Ada"), **{field.name: value(field)})


def test_every_field_says_what_it_is_or_that_it_is_bookkeeping() -> None:
    assert set(METADATA["contacts"]) == set(FIELD_TYPES["contacts"]) == set(Contact.__struct_fields__)


@pytest.mark.parametrize("place", ORDERS)
def test_an_order_names_fields_once_and_leaves_none_out(place: str) -> None:
    assert len(set(ORDERS[place])) == len(ORDERS[place])
    assert {field.name for field in in_order(place)} == set(CONTACT)


@FIELDS
def test_it_reaches_the_file(field: Field) -> None:
    contact = somebody(field)
    line = encode_line("contacts", 1, to_plain(contact))
    assert from_plain("contacts", decode_line(line)) == contact


@FIELDS
def test_it_reaches_the_form_and_the_card(field: Field) -> None:
    contact = somebody(field)
    garden = Garden({"contacts": [contact]})
    assert field in EDITABLE
    assert parse_field(field.name, field_texts(garden, contact)[field.name]) == value(field)
    assert "".join(field_values(garden, Rules(), contact)[field.name])


@FIELDS
def test_it_reaches_add_and_edit(field: Field, tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    if field.name == "name":  # the argument of `add`
        shell.run("add", "Zoltan")
        assert shell.json("find", "zoltan")[0]["name"] == "Zoltan"
        return
    assert field.option, "a field that people write has an option"
    assert field.option in shell.out("add", "--help")
    shell.run("add", "Ada", field.option, written(field))
    shell.run("add", "Bea")
    shell.run("edit", "Bea", field.option, written(field))
    export = read(shell.out("export", "-", "--format", "json").encode())
    found = {candidate.contact.name: candidate.contact for candidate in export.candidates}
    assert [getattr(found[name], field.name) for name in ("Ada", "Bea")] == [value(field)] * 2


@FIELDS
def test_it_reaches_find(field: Field) -> None:
    if field.find is None:
        return
    contact = somebody(field)
    index = SearchIndex(Garden({"contacts": [contact, person(2, "Bea")]}))
    (match,) = index.search("zoltan", today=TODAY, rules=Rules())
    assert match.uid == uid(1)
    assert [one.field for one in match.matched] == [field.name]


@FIELDS
def test_it_reaches_the_brief(field: Field) -> None:
    if field.brief is None:
        return
    contact = somebody(field)
    brief = make_brief(Garden({"contacts": [contact]}), Rules(), contact.uid, TODAY)
    text = field_text(contact, field.name)
    assert ("", f"{field.brief}: {text}") in brief_lines(brief)


@FIELDS
def test_it_reaches_a_table_in_a_column_of_its_own_and_comes_back(field: Field) -> None:
    table = csv_writer.write([somebody(field)])
    (found,) = read(table, format="csv").candidates
    assert getattr(found.contact, field.name) == value(field)
    assert not found.contact.extra
    own = str(field.column) in table.decode("utf-8-sig").split("\r\n")[0]
    assert own == (field.column is not None)


@pytest.mark.parametrize("version", vcard_writer.VERSIONS)
@FIELDS
def test_it_reaches_a_card_and_comes_back(field: Field, version: str) -> None:
    (found,) = read(vcard_writer.write([somebody(field)], version)).candidates
    assert getattr(found.contact, field.name) == value(field)


PLACES = {
    "option": {"name"},
    "column": {"talk_cadence", "meet_cadence"},
    "find": {
        "phones", "channel", "timezone", "tier", "cadence", "talk_cadence", "meet_cadence", "met_how", "met_on",
        "met_via", "birthday",
    },
}  # fmt: skip
"""Which fields are kept out of a place, on purpose: named here as well, so that none is by a slip."""


@pytest.mark.parametrize("place", PLACES)
def test_none_is_kept_out_of_a_place_by_a_slip(place: str) -> None:
    assert {name for name, field in CONTACT.items() if getattr(field, place) is None} == PLACES[place]


def test_a_field_of_which_nothing_is_said_is_in_every_place() -> None:
    assert Field().of("eye_colour", "scalar") == Field(
        name="eye_colour", label="Eye colour", option="--eye-colour", help="Eye colour.", find=0.6,
        column="Eye colour", brief="Eye colour",
    )  # fmt: skip
