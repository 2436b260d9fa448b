"""Address books as programs really write them and as they should not: whom `import` makes of each."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from netgarden.cli.root import root


class Program:
    """The command line on a garden of its own."""

    def __init__(self, folder: Path, name: str = "garden.json") -> None:
        self.folder = folder
        self.file = folder / name

    def run(self, *words: str) -> Result:
        result = CliRunner().invoke(
            root, ["--garden", str(self.file), "--today", "2026-11-22", *words], input=""
        )
        assert isinstance(result.exception, SystemExit | None), result.exception
        assert result.exit_code in range(5), result.output
        assert "fault of netgarden" not in result.output
        return result

    def bring(self, name: str, data: bytes) -> Result:
        (self.folder / name).write_bytes(data)
        return self.run("import", str(self.folder / name), "--yes")

    @property
    def people(self) -> dict[str, dict[str, Any]]:
        if not self.file.exists():
            return {}
        contacts: dict[str, dict[str, Any]] = json.loads(self.file.read_bytes()).get("contacts", {})
        return {one["name"]: one for one in contacts.values()}


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.setenv("NETGARDEN_STATE", str(tmp_path / "state"))
    return Program(tmp_path)


def card(*lines: str, version: str = "3.0", end: str = "END:VCARD\r\n") -> bytes:
    return ("\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines]) + "\r\n" + end).encode()


ADA = {"Ada Lovelace"}

CARDS: dict[str, tuple[bytes, set[str]]] = {
    "without an end": (card("FN:Ada Lovelace", end=""), ADA),
    "two without an end": (card("FN:Ada Lovelace", end="") + card("FN:Zoë Quinn"), {*ADA, "Zoë Quinn"}),
    "only N": (card("N:Lovelace;Ada;;;"), ADA),
    "only an address": (card("EMAIL:ada@x.example"), {"ada@x.example"}),
    "only an org": (card("ORG:Northwind"), {"Northwind"}),
    "nothing": (card("REV:20260101"), set()),
    "mixed line ends": (b"BEGIN:VCARD\rVERSION:3.0\nFN:Ada Lovelace\r\nEND:VCARD\n", ADA),
    "folded in a letter": (b"BEGIN:VCARD\r\nFN:Zo\xc3\r\n \xab Quinn\r\nEND:VCARD\r\n", {"Zoë Quinn"}),
    "X-MESSAGING/XMPP-ALL": (card("FN:Ada Lovelace", "X-MESSAGING/XMPP-ALL:ada@x.example"), ADA),
    "trailing NULL": (card("FN:Ada Lovelace", "NOTE:NULL") + b"NULL", ADA),
    "Outlook's design": (card("FN:Ada Lovelace", 'X-MS-OL-DESIGN;CHARSET=utf-8:<card xmlns="http://x"/>'), ADA),
    "a property in U+2028": (card("FN:Ada\u2028EMAIL:evil@x.example"), {"Ada EMAIL:evil@x.example"}),
    "nul": (card("FN:Ada\0 Lovelace"), ADA),
    "ten thousand times one": (card("FN:Ada Lovelace", "UID:1") * 10_000, ADA),
    "one UID, two people": (card("FN:Ada Lovelace", "UID:1") + card("FN:Zoë Quinn", "UID:1"), ADA),
    "4.0 with a photo to fetch": (card("FN:Ada Lovelace", "PHOTO;VALUE=uri:http://x.example/a", version="4.0"), ADA),
    "a version nobody knows": (card("FN:Ada Lovelace", version="9.9"), ADA),
}  # fmt: skip
"""vCards, and whom they bring."""


@pytest.mark.parametrize("name", CARDS)
def test_a_card_brings_whom_it_means(program: Program, name: str) -> None:
    data, names = CARDS[name]
    result = program.bring("people.vcf", data)
    assert set(program.people) == names, result.output
    assert name != "one UID, two people" or "Zoë Quinn: the same id as Ada Lovelace" in result.output
    assert all("evil" not in str(one.get("emails")) for one in program.people.values())


TABLES: dict[str, tuple[bytes, set[str]]] = {
    "semicolons": (b"Name;Email\nAda Lovelace;ada@x.example\n", ADA),
    "tabs": (b"Name\tEmail\nAda Lovelace\tada@x.example\n", ADA),
    "a byte order mark": (b"\xef\xbb\xbfName,Email\nAda Lovelace,ada@x.example\n", ADA),
    "utf-16 of a spreadsheet": ("Name\tEmail\nZoë Quinn\tzoe@x.example\n".encode("utf-16"), {"Zoë Quinn"}),
    "cp1252": ("Name,Email\nZoë Quinn,zoe@x.example\n".encode("cp1252"), {"Zoë Quinn"}),
    "excel's sep line": (b"sep=;\r\nName;Email\r\nAda Lovelace;ada@x.example\r\n", ADA),
    "quotes and line breaks": (
        b'Name,Notes\n"Ada ""Lovelace""","one\ntwo"\nZoe,x\n',
        {'Ada "Lovelace"', "Zoe"},
    ),
    "an unbalanced quote": (b'Name,Notes\nAda Lovelace,"x\n', ADA),
    "ragged rows": (
        b"Name,Email,Company\nAda Lovelace\nZoe,zoe@x.example,Alder,more,and more\n",
        {*ADA, "Zoe"},
    ),
    "empty headers": (b"Name,,,Email\nAda Lovelace,a,b,ada@x.example\n", ADA),
    "the same header twice": (b"Name,Email,Email\nAda Lovelace,ada@x.example,ada@y.example\n", ADA),
    "rows of nothing": (b"Name,Email\n,\n,\nAda Lovelace,\n", ADA),
    "a cell of 200 kB": (b"Name,Notes\nAda Lovelace," + b"x" * 200_000 + b"\n", ADA),
    "nul": (b"Name,Email\nAda\0 Lovelace,ada@x.example\n", ADA),
    "only a header": (b"Name,Email\n", set()),
}
"""Tables, and whom they bring."""


@pytest.mark.parametrize("name", TABLES)
def test_a_table_brings_whom_it_means(program: Program, name: str) -> None:
    data, names = TABLES[name]
    result = program.bring("people.csv", data)
    assert set(program.people) == names, result.output


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("http://x")',
        "=cmd|'/c calc'!A1",
        "+33 1 23",
        "-1",
        "@ada",
        "＝1+1",
        "00123",
        "1/2/3",
        "'quoted",
        "é",
    ],
)
def test_what_a_spreadsheet_would_run_survives_the_way_there_and_back(program: Program, text: str) -> None:
    program.run("add", "--org", text, "--role", text, "--", f"x {text}")
    program.run("export", str(program.folder / "people.csv"))
    cells = (program.folder / "people.csv").read_text("utf-8-sig").replace('"', "").split(",")
    assert not [cell for cell in cells if cell[:1] in tuple("=+-@＝\t\r") and cell.strip()]
    other = Program(program.folder, "other.json")
    other.run("import", str(program.folder / "people.csv"), "--yes")
    (one,) = other.people.values()
    assert (one["org"], one["role"]) == (text, text)


DAYS: dict[str, str | None] = {
    "2025-02-29": None, "0000-01-01": "--01-01", "10000-01-01": None, "2026-02-30": None, "now": None,
    "1604-03-14": "--03-14", "--0229": "--02-29", "--02-29": "--02-29", "1985": "1985", "1985-04": "1985-04",
    "1985-04-12T23:59:60Z": "1985-04-12", "1985-04-12T00:00:00+14:00": "1985-04-12",
    "1985-04-12T23:00:00-12:00": "1985-04-12", "19850412": "1985-04-12", "9999-12-31": "9999-12-31",
}  # fmt: skip
"""Birthdays as cards have them, and what they mean; None for what is no day, which is kept beside."""


@pytest.mark.parametrize("written", DAYS)
def test_a_birthday_is_the_day_that_is_written_or_none(program: Program, written: str) -> None:
    program.bring("people.vcf", card("FN:Ada Lovelace", f"BDAY:{written}"))
    one = program.people["Ada Lovelace"]
    assert one.get("birthday") == DAYS[written]
    assert DAYS[written] is not None or written in json.dumps(one)
