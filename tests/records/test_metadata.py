"""What is said of a field at the field holds wherever its text enters: by hand, from a file, from an export."""

import pytest

from netgarden.due.rules import Rules
from netgarden.formats.own_words import cleaned
from netgarden.records.record import Plain
from netgarden.records.tables import FIELD_TYPES, METADATA, TABLES, is_multiline
from netgarden.storage.foreign import normal_record
from netgarden.verbs.values import checked

TEXT, ONE_LINE = "one\n\ntwo", "one two"

PLACES = [
    ("contacts", "notes", True),
    ("contacts", "met_story", True),
    ("contacts", "channel", False),
    ("contacts", "met_where", False),
    ("contacts", "a field of a newer version", True),
    ("interactions", "raw", True),
    ("interactions", "summary", True),
    ("interactions", "gave", False),
    ("loops", "outcome", True),
    ("loops", "text", False),
    ("a table of a newer version", "text", True),
]


@pytest.mark.parametrize(("table", "field", "keeps"), PLACES)
def test_line_breaks_stay_in_the_same_fields_of_a_hand_edited_file_and_of_an_import(
    table: str, field: str, keeps: bool
) -> None:
    expected = TEXT if keeps else ONE_LINE
    assert normal_record(table, 7, {field: TEXT})[field] == expected
    assert cleaned(table, {field: TEXT})[field] == expected


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("extra", {"address (work)": TEXT}),
        ("source", {"google": '{"notes":"two  blanks"}'}),
        ("source", {"google": f'{{"notes":"{"long " * 3_000}"}}'}),
    ],
)
def test_what_an_import_kept_is_not_changed_by_another_program_that_writes_the_file(
    field: str, value: Plain
) -> None:
    assert normal_record("contacts", 7, {field: value, "name": "Zoë"})[field] == value
    assert cleaned("contacts", {field: value})[field] == value


def test_a_pitch_keeps_its_line_breaks_however_it_is_set() -> None:
    assert checked(Rules(), {"pitches": {"short": TEXT}}, "profile") == {"pitches": {"short": TEXT}}
    assert normal_record("profile", 7, {"pitches": {"short": TEXT}})["pitches"] == {"short": TEXT}


def test_every_field_of_a_contact_says_whether_people_write_it() -> None:
    assert list(METADATA["contacts"]) == list(FIELD_TYPES["contacts"])


def test_types_are_those_of_the_records() -> None:
    for table, record in TABLES.items():
        assert set(FIELD_TYPES[table]) == set(record.__struct_fields__)
        assert not any(hasattr(type, "__metadata__") for type in FIELD_TYPES[table].values())
        assert is_multiline(table, "extra")
        assert not is_multiline(table, "uid")
