"""Fields as people write them: what is shown can be read again, whatever stands in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgarden.records.contact import Contact
from netgarden.records.fields import EDITABLE, field_text, parse_field
from netgarden.records.record import Plain, sorted_set
from netgarden.text.plain import clean

lines = st.one_of(
    st.text(max_size=20),
    st.from_regex(r'[a-z ,"]{0,12}', fullmatch=True),
    st.sampled_from(("ada@x.org", "+1 23")),
).map(clean)


@given(st.lists(lines, max_size=4))
def test_a_set_that_is_shown_is_read_again(members: list[str]) -> None:
    tags = sorted_set(*members)
    assert parse_field("tags", field_text(Contact(uid="x", name="X", tags=tags), "tags")) == tags


@given(st.dictionaries(lines.filter(bool), lines, max_size=4))
def test_a_map_that_is_shown_is_read_again(members: dict[str, str]) -> None:
    assert parse_field("links", field_text(Contact(uid="x", name="X", links=members), "links")) == members


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("emails", "ada@x.org work, ada@home.org", {"ada@x.org": "work", "ada@home.org": ""}),
        ("phones", "+351 912 345 678 mobile\n+1 555", {"+351 912 345 678": "mobile", "+1 555": ""}),
        ("links", '"https://x.org/a,b" site, "Ada King" ', {"https://x.org/a,b": "site", "Ada King": ""}),
        ("links", '"x.org" home fax', {"x.org": "home fax"}),
        ("interests", 'food, "wine, old", , food', ("food", "wine, old")),
        ("tags", 'the 5" disk, "open', ('"open', 'the 5" disk')),
        ("notes", "one\n\ntwo ", "one\n\ntwo"),
        ("org", "North\nwind", "North wind"),
    ],
)
def test_what_a_text_writes(name: str, text: str, value: Plain) -> None:
    assert parse_field(name, text) == value


def test_whoever_introduced_us_is_shown_and_read_by_name() -> None:
    contacts = {uid: Contact(uid=uid, name=name) for uid, name in (("b", "Bób"), ("s", "Sam"), ("t", "Sam"))}
    ada = Contact(uid="a", name="Ada", met_via="b")
    assert field_text(ada, "met_via", contacts) == "Bób"
    assert [parse_field("met_via", text, contacts) for text in ("bob", "Sam", "Nobody", "")] == [
        "b", "Sam", "Nobody", "",
    ]  # fmt: skip


def test_every_field_is_shown_and_read() -> None:
    empty = Contact(uid="x", name="")
    for field in EDITABLE:
        assert not field_text(empty, field.name)
        assert not parse_field(field.name, "")
