"""Hostile files: bounded in time and memory, harmless, and said in a sentence."""

import gzip
import io
import re
import socket
import tracemalloc
import zipfile
from collections.abc import Callable
from contextlib import suppress

import pytest

from netgarden.change.garden import Garden
from netgarden.errors import NetgardenError
from netgarden.formats.candidate import MAX_VALUES
from netgarden.formats.registry import UnknownFormatError, read
from netgarden.formats.writers import csv as csv_writer
from netgarden.formats.writers import vcard as vcard_writer
from netgarden.importing.plan import plan_import
from netgarden.records.contact import Contact
from tests.support.gardens import TODAY
from tests.support.growth import grows_evenly

EVIL = [
    "\x1b[2Jclear", "\x1b]0;title\x07", "\x1b]52;c;ZXZpbA==\x1b\\", "\x9b31mred", "\u202egnp.exe", "[/red]",
    "[@click=app.quit]x[/]",
    "=HYPERLINK(\"http://x\")", "a\u2028b", "e" + "\u0301" * 500, "\ufeffbom", "javascript:alert(1)", "{x}", "%s",
    "$name", "\x00nul", "x\x07\x08\x7f", "\U000e0041tag",
]  # fmt: skip
_ACTIVE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff\U000e0000-\U000e007f]"
)


def contacts(data: bytes, **options: str) -> list[Contact]:
    garden = Garden()
    garden.apply(plan_import(garden, [read(data, **options)], TODAY, undecided="separate").change(garden))  # type: ignore[arg-type]
    return list(garden.contacts.values())


@pytest.mark.parametrize("evil", EVIL)
def test_nothing_in_a_card_or_row_reaches_the_terminal(evil: str) -> None:
    properties = (
        "FN",
        "N",
        "ORG",
        "TITLE",
        "EMAIL",
        "TEL",
        "URL",
        "NOTE",
        "CATEGORIES",
        "BDAY",
        "X-CUSTOM",
        "ADR",
        "NICKNAME",
    )
    card = "BEGIN:VCARD\n" + "".join(f"{name}:{evil}\n" for name in properties) + "END:VCARD\n"
    header = ["Name", "Company", "Title", "Email", "Phone", "Website", "Notes", "Tags", "Birthday", "Custom"]
    row = ",".join(header) + "\n" + ",".join('"x' + evil.replace('"', '""') + '"' for _ in header) + "\n"
    for data in (card.encode(), row.encode()):
        found = contacts(data)
        assert found
        for contact in found:
            for field in contact.__struct_fields__:
                value = getattr(contact, field)
                for text in (
                    (*value, *value.values())
                    if isinstance(value, dict)
                    else value
                    if isinstance(value, tuple)
                    else [value]
                ):
                    assert not isinstance(text, str) or not _ACTIVE.search(text.replace("\n", ""))
            assert not any(link.startswith("javascript:") for link in contact.links)
        assert _written_is_harmless(found)


def _written_is_harmless(found: list[Contact]) -> bool:
    data = vcard_writer.write(found) + csv_writer.write(found).removeprefix(b"\xef\xbb\xbf")
    return not _ACTIVE.search(data.decode().replace("\r\n", "").replace("\n", ""))


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("people.vcf", b"0" * 50_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [bomb(), gzip.compress(b"0" * 10_000_000), bytes(range(256)) * 1000, b"<!DOCTYPE html><html></html>",
     b"version https://git-lfs.github.com/spec/v1\noid sha256:abc\nsize 12\n", b"SQLite format 3\0" + bytes(2000),
     b"{" * 100_000, b"[" * 100_000, b'{"netgarden": 1, "contacts": ' + b"[" * 100_000, b"%PDF-1.7\n1 0 obj"],
    ids=["zip", "gzip", "binary", "html", "lfs", "sqlite", "braces", "brackets", "deep", "pdf"],
)  # fmt: skip
def test_what_is_no_address_book_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(NetgardenError) as refusal:
        read(data, filename="people.vcf")
    assert len(str(refusal.value)) < 300


@pytest.mark.parametrize(
    ("size", "data"),
    [
        (20_000, lambda n: b"BEGIN:VCARD\nFN:Ada\n" + b"AGENT:BEGIN:VCARD\n" * n + b"END:VCARD\n"),
        (10_000, lambda n: b"BEGIN:VCARD\n" * n),
        (10_000, lambda n: b"BEGIN:VCARD\nFN:Ada\n" + b"EMAIL:a@x.example\nX-A:b\n" * n + b"END:VCARD\n"),
        (100_000, lambda n: b"BEGIN:VCARD\nFN:Ada\nNOTE;ENCODING=QUOTED-PRINTABLE:" + b"=41=\n" * n + b"END:VCARD\n"),
        (300_000, lambda n: b"BEGIN:VCARD\nFN:Ada\nNOTE:x\n" + b" x\n" * n + b"END:VCARD\n"),
        (1_000_000, lambda n: b'BEGIN:VCARD\nFN;X="' + b";" * n + b":Ada\nEND:VCARD\n"),
        (10_001, lambda n: b"Name,Email\n" + b'"Ada,\n' * n),
        (20_000, lambda n: b"Name," * n + b"\n" + b"Ada," * n + b"\n"),
        (20_000_000, lambda n: b"Name,Notes\nAda," + b"x" * n + b"\n"),
        (10_000, lambda n: b"Name\n" + b"Ada\n" * n),
        (20_000, lambda n: b"From: a@x.example\nTo: " + b"b@x.example, " * n + b"\nSubject: x\n\n"),
        (100_000, lambda n: b"INSERT INTO `contacts` (`id`) VALUES " + b"('" * n + b"special_dates"),
        (30_000, lambda n: b"dn: cn=x\ncn: Ada\n" + b"mail: a@x.example\n" * n),
        (20_000, lambda n: b"### Friends:\n- " + b"(a.k.a. " * n + b"\n"),
        (10_000, lambda n: b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\n" * n),
    ],
    ids=["agents", "begins", "properties", "soft breaks", "folds", "params", "quotes", "columns", "cell", "copies",
         "mail", "sql", "ldif", "friends", "calendar"],
)  # fmt: skip
def test_large_and_crafted_files_are_bounded(size: int, data: Callable[[int], bytes]) -> None:
    def read_all(share: float) -> None:
        with suppress(NetgardenError):
            for contact in contacts(data(int(size * share))):
                assert len(contact.emails) <= MAX_VALUES
                assert len(contact.extra) <= MAX_VALUES

    assert grows_evenly(read_all)


def test_a_photo_of_twenty_megabytes_takes_a_few_times_its_size() -> None:
    data = b"BEGIN:VCARD\nFN:Ada\nPHOTO;ENCODING=b:" + b"A" * 20_000_000 + b"\nEND:VCARD\n"
    tracemalloc.start()
    (ada,) = contacts(data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert ada.name == "Ada"
    assert peak < 5 * len(data)


def test_nothing_is_ever_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    card = (
        "BEGIN:VCARD\nVERSION:4.0\nFN:Ada\nPHOTO;VALUE=uri:http://x.example/photo.jpg\nSOURCE:http://x.example/card.vcf\n"
        "URL:http://x.example\nKEY:http://x.example/key.asc\nEND:VCARD\n"
    )
    (ada,) = contacts(card.encode())
    assert list(ada.links) == ["http://x.example"]


def test_a_file_too_large_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("netgarden.formats.registry.MAX_BYTES", 1000)
    with pytest.raises(UnknownFormatError, match="no more than"):
        read(b"BEGIN:VCARD\n" * 100, filename="big.vcf")
