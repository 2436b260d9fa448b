"""Garden files and imports as no program should write them: taken right, or refused in a sentence."""

import gzip
import json
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from netgarden.cli.root import root
from netgarden.errors import NotAGardenError
from netgarden.records.ids import encode
from netgarden.storage import lines, reading
from netgarden.storage.foreign import parse_foreign
from netgarden.storage.lines import Copy
from tests.support.growth import grows_evenly

pytestmark = pytest.mark.fault

ADA, ODD = 1000, 2000
"""Document ids: of somebody about whom nothing is wrong, and of the record that is odd."""

DEEP = b"[" * 100_000 + b"]" * 100_000
DIGITS = b"9" * 5_000


class Program:
    """The command line on a garden file; whatever it is asked, it ends with a status that is documented."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "garden.json"

    def run(self, *words: str) -> Result:
        result = CliRunner().invoke(
            root, ["--garden", str(self.file), "--today", "2026-11-22", *words], input=""
        )
        assert isinstance(result.exception, SystemExit | None), result.exception
        assert result.exit_code in range(5), result.output
        assert all(line.startswith("netgarden: ") for line in result.stderr.splitlines()), result.stderr
        assert all(len(line) < 600 for line in result.stderr.splitlines())
        assert "fault of netgarden" not in result.output
        return result

    def damaged(self) -> list[bytes]:
        """What was kept of damaged files."""
        return [file.read_bytes() for file in (self.file.parent / "state" / "damaged").glob("*")]

    def knows(self, name: str) -> bool:
        return self.run("find", name).exit_code == 0


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.setenv("NETGARDEN_STATE", str(tmp_path / "state"))
    monkeypatch.setattr(reading, "_TORN_WAITS", ())  # nobody is in the middle of writing these
    return Program(tmp_path)


ADA_RECORD = json.dumps({"uid": encode(ADA), "name": "Ada Lovelace"}).encode()


def rows(records: Iterable[bytes], table: str, key: bytes) -> dict[str, dict[int, bytes]]:
    """Table to lines: Ada, and each odd record under an id of its own, else under `key`."""
    tables = {"contacts": {ADA: b'"%d":%b' % (ADA, ADA_RECORD)}}
    for number, record in enumerate(records, ODD):
        tables.setdefault(table, {})[number] = b'"%b":%b' % (key or b"%d" % number, record)
    return tables


def plain(*records: bytes, table: str = "contacts", key: bytes = b"") -> bytes:
    """A file of plain TinyDB with Ada and odd records."""
    tables = rows(records, table, key).items()
    return b"{%b}" % b",".join(
        b'"%b":{%b}' % (name.encode(), b",".join(lines.values())) for name, lines in tables
    )


def sealed(*records: bytes, table: str = "contacts", key: bytes = b"") -> bytes:
    """The same in netgarden's own form, with a sum that fits."""
    return lines.encode(Copy("3f9k2m", {}, rows(records, table, key)))


def contact(field: str, value: bytes) -> bytes:
    return b'{"uid":"%b","name":"Odd One","%b":%b}' % (encode(ODD).encode(), field.encode(), value)


def interaction(field: str, value: bytes) -> bytes:
    on = b"" if field == "on" else b'"on":"2026-01-01",'
    return b'{"uid":"%b",%b"people":["%b"],"%b":%b}' % (
        encode(ODD).encode(), on, encode(ADA).encode(), field.encode(), value,
    )  # fmt: skip


NUMBERS = {
    "NaN": b"NaN", "Infinity": b"Infinity", "1e999": b"1e999", "2**70": b"1180591620717411303424", "-0.0": b"-0.0",
    "0.1+0.2": b"0.30000000000000004", "5,000 digits": DIGITS, "depth": DEEP, "null": b"null", "true": b"true",
    "list": b"[1]", "object": b'{"a":1}', "deep object": b'{"a":' * 2000 + b"1" + b"}" * 2000,
    "text": b'"x"', "half": b'"\\ud800"', "nul": b'"\\u0000"', "epoch": b"1700000000", "milliseconds": b"1700000000000",
}  # fmt: skip
"""Values that no field takes, or some."""

DATES = {
    text: json.dumps(text).encode()
    for text in (
        "now", "", "2026-02-30", "2025-02-29", "2024-02-29", "0000-01-01", "0001-01-01", "9999-12-31", "10000-01-01",
        "2026-12-31T23:59:60Z", "2026-11-22T00:00:00+14:00", "2026-11-22T00:00:00-12:00", "2026-03-29T02:30:00",
        "22.11.2026", "11/22/2026", "1604-02-03", "--02-29", "46000", "２０２６-11-22",
    )
}  # fmt: skip
"""Days as other programs write them."""


def each(make: Callable[[str, bytes], bytes], field: str, values: dict[str, bytes]) -> dict[str, bytes]:
    return {name: make(field, value) for name, value in values.items()}


ODD_RECORDS: dict[str, tuple[str, dict[str, bytes]]] = {
    **{
        field: ("contacts", each(contact, field, NUMBERS))
        for field in ("shoe size", "name", "tags", "emails", "archived", "_v", "_also", "_gone")
    },
    **{
        field: ("contacts", each(contact, field, DATES))
        for field in ("birthday", "met_on", "snooze_until", "cadence_set_on")
    },
    **{field: ("interactions", each(interaction, field, DATES | NUMBERS)) for field in ("on", "at")},
    "record": ("contacts", {"twice": contact("name", b'"Odd Two"'), "text": b'"Odd One"', "list": b"[]",
                            "null": b"null",                            "no name": b'{"uid":"x"}', "empty": b"{}"}),
    "table nobody knows": ("shoes", {"shoe": b'{"size":43}', "text": b'"x"', "number": b"43"}),
    "table of ours to be": ("plans", {"plan": b'{"uid":"x","name":"y"}'}),
}  # fmt: skip
"""By what is odd: the table, and the records by their name."""


def look_at(program: Program, data: bytes) -> None:
    """What must hold of any file: it is opened or refused, and harm is done to nobody in it."""
    program.file.write_bytes(data)
    opened = program.run("due", "--json")
    program.run("doctor")
    assert program.file.read_bytes() == data
    added = program.run("add", "Zoë Quinn")
    assert (added.exit_code == 0) == (opened.exit_code == 0), added.output
    if opened.exit_code:
        assert opened.exit_code == 3
        assert len(opened.stderr.splitlines()) == 1
        assert program.file.read_bytes() == data
        if program.run("doctor", "--repair").exit_code:  # forged, with a sum that fits
            assert program.file.read_bytes() == data
            return
        assert data in program.damaged()
    else:
        assert program.knows("Zoë Quinn")
    assert program.knows("Ada Lovelace")
    for words in (["brief", "Ada Lovelace"], ["find", "odd"], ["stats"], ["doctor"], ["conflicts"]):
        program.run(*words)
    for number in range(ODD, ODD + 40):
        program.run("brief", encode(number))
        if b'"%d":' % number not in data:
            break


@pytest.mark.parametrize("form", [plain, sealed])
@pytest.mark.parametrize("kind", ODD_RECORDS)
def test_odd_records_are_taken_or_kept_aside_and_harm_no_other(
    program: Program, kind: str, form: Callable[..., bytes]
) -> None:
    table, records = ODD_RECORDS[kind]
    # What JSON has no number for refuses the whole of a file that is not sealed.
    sound = [record for record in records.values() if form is sealed or _is_json(record)]
    look_at(program, form(*sound, table=table))


@pytest.mark.parametrize("depth", [120, 400, 700, 5_000])
def test_what_is_nested_too_deeply_is_refused_by_every_python(depth: int) -> None:
    with pytest.raises(NotAGardenError, match="nested too deeply"):
        parse_foreign(plain(contact("shoe size", b'{"a":' * depth + b"1" + b"}" * depth)))
    assert parse_foreign(plain(contact("shoe size", b"[" * 90 + b"]" * 90))).tables["contacts"]


def _is_json(record: bytes) -> bool:
    try:
        parse_foreign(plain(record))
    except NotAGardenError:
        return False
    return True


@pytest.mark.long
@pytest.mark.parametrize("form", [plain, sealed])
@pytest.mark.parametrize(
    ("kind", "name"), [(kind, name) for kind, (_, records) in ODD_RECORDS.items() for name in records]
)
def test_an_odd_record_is_taken_kept_aside_or_refused(
    program: Program, kind: str, name: str, form: Callable[..., bytes]
) -> None:
    table, records = ODD_RECORDS[kind]
    look_at(program, form(records[name], table=table))


@pytest.mark.parametrize("name", [*(NUMBERS | DATES)])
def test_control_the_odd_records_are_what_they_are_said_to_be(name: str) -> None:
    assert any(name in records for _, records in ODD_RECORDS.values())


KEYS = [
    b"1",
    b"01",
    b"-5",
    b"1.0",
    "１".encode(),
    b"",
    b" 1",
    b"1e3",
    b"99999999999999999999",
    DIGITS,
    b"1000",
]


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.decode()[:20] or "empty")
def test_a_document_id_that_is_none_loses_nobody(program: Program, key: bytes) -> None:
    data = plain(b'{"name":"Odd One"}', key=key)
    program.file.write_bytes(data)
    opened = program.run("due")
    assert opened.exit_code in (0, 3)
    if opened.exit_code == 3:
        assert program.file.read_bytes() == data
        assert program.run("doctor", "--repair").exit_code == 0
        assert data in program.damaged()
    assert b"Ada Lovelace" in program.file.read_bytes()
    assert program.knows("Ada Lovelace") or program.knows("Odd One")


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.decode()[:20] or "empty")
def test_a_document_id_that_was_forged_is_refused_and_stays(program: Program, key: bytes) -> None:
    data = sealed(b'{"name":"Odd One"}', key=key)
    program.file.write_bytes(data)
    for words in (["due"], ["doctor"], ["find", "ada"], ["brief", encode(ODD)]):
        program.run(*words)
        assert program.file.read_bytes() == data


FILES: dict[str, bytes] = {
    "trailing comma": plain(b'{"name":"Odd One"}').replace(b"}}}", b"},}}"),
    "comment": b"// people\n" + plain(b'{"name":"Odd One"}'),
    "single quotes": plain(b'{"name":"Odd One"}').replace(b'"', b"'"),
    "null": b"null", "true": b"true", "number": b"1", "text": b'"contacts"', "list": b"[]", "brace": b"{",
    "nothing": b" \n",
    "two documents": plain(b'{"name":"Odd One"}') * 2,
    "gzip": gzip.compress(plain(b'{"name":"Odd One"}')),
    "html": b"<!DOCTYPE html><html><body>502 Bad Gateway</body></html>",
    "git lfs": b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"0" * 64 + b"\nsize 12345\n",
    "depth": DEEP, "deep object": b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "digits": DIGITS,
    "table is a list": b'{"contacts":[{"name":"Ada"}]}', "table is null": b'{"contacts":null}',
    "meta is a list": b'{"_meta":[],"contacts":{}}',
    "meta of another kind": b'{"_meta":{"1":{"schema":"1"}},"contacts":{}}',
    "schema of the future": b'{"_meta":{"1":{"schema":99,"garden":"3f9k2m","seen":{}}},"contacts":{}}',
    "negative schema": b'{"_meta":{"1":{"schema":-1,"garden":"3f9k2m","seen":{}}},"contacts":{}}',
    "huge schema": b'{"_meta":{"1":{"schema":' + DIGITS + b',"garden":"3f9k2m","seen":{}}},"contacts":{}}',
    "seen is deep": b'{"_meta":{"1":{"schema":1,"garden":"3f9k2m","seen":' + DEEP + b'}},"contacts":{}}',
    "seen is negative": b'{"_meta":{"1":{"schema":1,"garden":"3f9k2m","seen":{"abcd":-5}}},"contacts":{}}',
    "seen is huge": b'{"_meta":{"1":{"schema":1,"garden":"3f9k2m","seen":{"abcd":9223372036854775807}}},"contacts":{}}',
    "garden is a path": b'{"_meta":{"1":{"schema":1,"garden":"../../x","seen":{}}},"contacts":{}}',
    "garden is empty": b'{"_meta":{"1":{"schema":1,"garden":"","seen":{}}},"contacts":{}}',
    "utf-16": plain(b'{"name":"Odd One"}').decode().encode("utf-16"),
    "latin-1": '{"contacts":{"1":{"name":"Zoë"}}}'.encode("latin-1"),
    "nul bytes": bytes(5000), "random": bytes(range(256)) * 50,
}  # fmt: skip
"""What may lie where the garden should be."""


@pytest.mark.parametrize("name", FILES)
def test_what_is_no_garden_is_refused_and_stays_as_it_is(program: Program, name: str) -> None:
    data = FILES[name]
    program.file.write_bytes(data)
    for words in (
        ["due"],
        ["add", "Zoë"],
        ["find", "ada", "--json"],
        ["doctor"],
        ["import", str(program.file)],
    ):
        result = program.run(*words)
        if result.exit_code == 0:  # nothing but blanks, or sound after all: then it goes on as a garden
            assert program.run("doctor").exit_code == 0
            return
        assert len(result.stderr.splitlines()) <= 1
        assert program.file.read_bytes() == data
    program.run("doctor", "--repair")
    assert data in [program.file.read_bytes(), *program.damaged()]


@pytest.mark.parametrize("name", FILES)
def test_what_is_no_garden_is_never_joined_or_imported_half(program: Program, name: str) -> None:
    program.run("add", "Ada Lovelace")
    before = program.file.read_bytes()
    other = program.file.with_name("garden (1).json")
    other.write_bytes(FILES[name])
    for words in (["merge", str(other)], ["import", str(other)], ["match", str(other)], ["due"]):
        program.run(*words)
    assert json.loads(program.file.read_bytes())["contacts"]
    assert program.file.read_bytes() == before


SIZES: dict[str, tuple[int, Callable[[int], dict[str, object]]]] = {
    "a name of a megabyte": (1_000_000, lambda size: {"name": "x" * size}),
    "a note of a megabyte": (80_000, lambda size: {"name": "Odd One", "notes": "word and more\n" * size}),
    "a note in one line": (45_000, lambda size: {"name": "Odd One", "notes": "sailing" * size}),
    "5,000 tags": (5_000, lambda size: {"name": "Odd One", "tags": [f"tag {one}" for one in range(size)]}),
    "5,000 addresses": (
        5_000,
        lambda size: {"name": "Odd One", "emails": {f"{one}@x.example": "work" for one in range(size)}},
    ),
}
"""How large, and the fields of that size."""


@pytest.mark.parametrize("form", [plain, sealed])
@pytest.mark.parametrize("name", SIZES)
def test_large_fields_stay_quick(program: Program, name: str, form: Callable[..., bytes]) -> None:
    size, fields = SIZES[name]

    def use(share: float) -> None:
        record = {"uid": encode(ODD), **fields(int(size * share))}
        program.file.write_bytes(form(json.dumps(record).encode()))
        for words in (
            ["find", "sailnig"],
            ["find", "y" * 300_000],
            ["find", "odd one"],
            ["find", "#tag"],
            ["stats"],
        ):
            program.run(*words)
        program.run("brief", encode(ODD))
        program.run("edit", encode(ODD), "--org", "Alder", "--tag", "new")
        program.run("export", "-", "--format", "vcf")
        assert program.run("due", "--all").exit_code == 0

    assert grows_evenly(use)
