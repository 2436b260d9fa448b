"""The form of the file: exact bytes, plain TinyDB reads it, and only what we wrote counts as ours."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinydb import TinyDB

from netgarden.records.contact import Contact
from netgarden.records.ids import decode
from netgarden.records.tables import TABLES, to_plain
from netgarden.storage import lines
from netgarden.storage.lines import (
    Copy,
    decode_line,
    encode,
    encode_line,
    join_copies,
    line_number,
    parse,
    shown,
    typed,
)

ADA, ZOE = "1hpz0c8e4k2q", "1hq0c8e4k2qz"


def copy_of(*records, seen=None):
    """A copy with contacts."""
    lines = {decode(r["uid"]): encode_line("contacts", decode(r["uid"]), r) for r in records}
    return Copy(garden="3f9k2m", seen=seen or {"k7qd": 3}, tables={"contacts": lines})


def test_the_file_is_exactly_as_documented():
    copy = copy_of(
        {"name": "Zoë Quinn", "uid": ZOE, "_v": "k7qd.3"},
        {
            "_v": {"*": "k7qd.1", "tags/board": "k7qd.2"},
            "tags": ["board"],
            "shoe": 42,
            "uid": ADA,
            "name": "Ada",
        },
    )
    assert encode(copy).decode() == (
        '{"_meta":{\n'
        '"1":{"schema":1,"garden":"3f9k2m","seen":{"k7qd":3},"sum":"0581c3e7"}\n'
        "},\n"
        '"contacts":{\n'
        f'"{decode(ADA)}":{{"uid":"{ADA}","name":"Ada","tags":["board"],"shoe":42,'
        '"_v":{"*":"k7qd.1","tags/board":"k7qd.2"}}\n'
        f',"{decode(ZOE)}":{{"uid":"{ZOE}","name":"Zoë Quinn","_v":"k7qd.3"}}\n'
        "}}\n"
    )


def test_an_empty_garden_is_json_too():
    data = encode(Copy("3f9k2m", {}))
    assert json.loads(data)["_meta"]["1"]["garden"] == "3f9k2m"
    assert parse(data) == Copy("3f9k2m", {})


def test_tables_stand_in_their_order_and_unknown_ones_last():
    tables = {name: {7: encode_line(name, 7, {"uid": ADA})} for name in ("zebra", "apple", *reversed(TABLES))}
    data = encode(Copy("3f9k2m", {}, tables))
    assert list(json.loads(data)) == ["_meta", *TABLES, "apple", "zebra"]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
RECORDS = st.dictionaries(st.text(), VALUES, max_size=5)


@given(
    st.dictionaries(
        st.sampled_from([*TABLES, "unknown", 'odd "name"']),
        st.dictionaries(st.integers(0, 2**60 - 1), RECORDS, min_size=1, max_size=4),
        max_size=3,
    )
)
def test_whatever_json_holds_survives_the_round_trip(records):
    tables = {t: {n: encode_line(t, n, r) for n, r in there.items()} for t, there in records.items()}
    data = encode(Copy("3f9k2m", {"k7qd": 1}, tables))
    again = parse(data)
    assert again is not None
    assert {
        t: {n: decode_line(line) for n, line in there.items()} for t, there in again.tables.items()
    } == records
    assert encode(again) == data
    plain = json.loads(data)
    assert {t: {int(n): r for n, r in plain[t].items()} for t in records} == records


def test_plain_tinydb_reads_it(tmp_path):
    path = tmp_path / "garden.json"
    path.write_bytes(encode(copy_of({"uid": ADA, "name": "Ada", "_v": "k7qd.1"})))
    with TinyDB(path, encoding="utf-8", access_mode="r") as database:
        found = database.table("contacts").get(doc_id=decode(ADA))
    assert found["name"] == "Ada"


@pytest.mark.parametrize("cut", [0, 1, 30, 80, 120, -1, -2, -3])
def test_what_is_not_whole_is_not_ours(cut):
    data = encode(copy_of({"uid": ADA, "name": "Ada", "_v": "k7qd.1"}))
    assert parse(data) is not None
    assert parse(data[:cut]) is None


def test_a_single_changed_letter_makes_it_foreign():
    data = encode(copy_of({"uid": ADA, "name": "Ada", "_v": "k7qd.1"}))
    assert parse(data.replace(b"Ada", b"Ida")) is None


def test_unknown_fields_stay_out_of_the_record_and_in_the_line():
    line = encode_line(
        "contacts", decode(ADA), {"uid": ADA, "name": "Ada", "shoe": {"size": [42]}, "_v": "k7qd.1"}
    )
    assert typed("contacts", line) == Contact(uid=ADA, name="Ada")
    assert shown(decode_line(line))["shoe"] == {"size": [42]}


def test_a_record_keeps_all_its_fields():
    contact = Contact(
        uid=ADA,
        name="Ada “the Countess” Lovelace\u2028😀",
        emails={"ada@x.org": "work"},
        tags=("board", "émigré"),
        added_on=date(2026, 11, 22),
        archived=True,
        notes='one\ntwo\t"three"',
        extra={"X-FOO": "bar"},
    )
    line = encode_line("contacts", decode(ADA), to_plain(contact))
    assert b"\n" not in line
    assert typed("contacts", line) == contact


def test_the_line_number_of_a_record_is_that_in_the_file():
    copy = copy_of({"uid": ADA, "name": "Ada"}, {"uid": ZOE, "name": "Zoë"})
    copy.tables["interactions"] = {9: encode_line("interactions", 9, {"uid": "000000000009"})}
    text = encode(copy).decode().split("\n")
    for table, number in (("contacts", decode(ADA)), ("contacts", decode(ZOE)), ("interactions", 9)):
        assert f'"{number}":' in text[line_number(copy, table, number) - 1]


def test_copies_join_line_by_line():
    mine = copy_of({"uid": ADA, "name": "Ada", "_v": "k7qd.1"}, seen={"k7qd": 1})
    theirs = copy_of(
        {"uid": ADA, "name": "Ada", "_v": "k7qd.1"}, {"uid": ZOE, "name": "Zoë", "_v": "p2xa.1"},
        seen={"k7qd": 1, "p2xa": 1},
    )  # fmt: skip
    assert join_copies(mine, theirs) == join_copies(theirs, mine) == theirs


@given(
    st.lists(
        st.lists(
            st.tuples(st.sampled_from(["contacts", "loops", "x"]), st.integers(1, 40), st.integers(0, 9)),
            max_size=4,
        ),
        max_size=5,
    ),
    st.sampled_from([1, 2, 7, 512]),
)
def test_what_was_summed_before_need_not_be_summed_again(saves, chunk):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lines, "_CHUNK_LINES", chunk)
        patch.setattr(lines, "_CHUNK_NUMBERS", 3)
        tables = {"contacts": {n: encode_line("contacts", n, {"name": f"{n}"}) for n in range(1, 20)}}
        sums = {}
        for edits in [[], *saves]:
            for table, number, value in edits:
                there = tables.setdefault(table, {})
                if value:
                    there[number] = encode_line(table, number, {"name": f"new {value}"})
                else:
                    there.pop(number, None)
            copy = Copy("abc123", {"k7qd": 1}, tables)
            encoding = lines.Encoding(copy, sums)
            head, *body = encoding.pieces()
            assert len(encoding.head) == len(head)
            assert b"".join([encoding.head, *body]) == encode(copy)
            assert parse(encode(copy)) == Copy(
                "abc123", {"k7qd": 1}, {name: t for name, t in tables.items() if t}
            )
            read = parse(encode(copy))
            assert all(list(read.table(name)) == sorted(there) for name, there in tables.items())
            sums = encoding.sums


def test_only_what_changed_and_what_follows_is_summed(monkeypatch):
    copy = Copy(
        "abc123", {}, {"contacts": {n: encode_line("contacts", n, {"name": f"{n}"}) for n in range(5000)}}
    )
    first = lines.Encoding(copy)
    list(first.pieces())
    copy.tables["contacts"][4999] = encode_line("contacts", 4999, {"name": "changed"})
    summed = []
    crc32 = lines.zlib.crc32
    monkeypatch.setattr(
        lines.zlib, "crc32", lambda piece, *start: summed.append(len(piece)) or crc32(piece, *start)
    )
    pieces = list(lines.Encoding(copy, first.sums).pieces())
    assert sum(summed) < sum(map(len, pieces)) / 5
