"""The formats that are read, and which one a file is in."""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from netgarden.errors import NetgardenError, UsageError
from netgarden.formats import garden_json  # fmt: skip
from netgarden.formats.candidate import Reading
from netgarden.formats.encoding import by_mark
from netgarden.formats.readers import address_books as aliases  # fmt: skip
from netgarden.formats.readers import calendar as ics
from netgarden.formats.readers import (
    columns,
    contacts_tui,
    friends,
    ldif,
    linkedin,
    linkedin_messages,
    mail,
    monica,
    programs,
    vcard,
)
from netgarden.formats.readers.tables import read_table
from netgarden.text.plain import fold

MAX_BYTES = 512 * 1024 * 1024
"""Largest file that is read."""

_ARCHIVES = {
    b"PK\x03\x04": "zip",
    b"\x1f\x8b": "gzip",
    b"BZh": "bzip2",
    b"\xfd7zXZ": "xz",
    b"7z\xbc\xaf": "7z",
    b"\x28\xb5\x2f\xfd": "zstd",
    b"Rar!": "rar",
}
"""The first bytes of compressed files, which are never unpacked: a small one may unpack to gigabytes."""


class Format(NamedTuple):
    """One format that is no table."""

    words: str
    recognises: Callable[[bytes], bool]
    read: Callable[[bytes, str | None], Reading]


# In the order in which they are tried: a mail may hold a card, and a netgarden file anything.
_FORMATS = {
    "contacts-tui": Format("contacts-tui's database", contacts_tui.recognises, contacts_tui.read),
    "json": Format("netgarden's own JSON", garden_json.recognises, garden_json.read),
    "monica": Format(
        "Monica's JSON or SQL export",
        lambda data: monica.recognises_json(data) or monica.recognises_sql(data),
        monica.read,
    ),
    "mail": Format("a message (.eml) or mailbox (mbox)", mail.recognises, mail.read),
    "vcard": Format("vCard 2.1, 3.0, 4.0 (.vcf)", vcard.recognises, vcard.read),
    "ics": Format("a calendar's guests (.ics)", ics.recognises, ics.read),
    "ldif": Format("LDIF, from Thunderbird or a directory", ldif.recognises, ldif.read),
    "friends": Format("friends.md", friends.recognises, friends.read),
    "abook": Format("abook's addressbook", aliases.recognises_abook, aliases.read_abook),
    "mutt": Format("mutt's aliases", aliases.recognises_mutt, aliases.read_mutt),
}
_TABLES = {
    "linkedin": "LinkedIn's Connections.csv",
    "linkedin-messages": "LinkedIn's messages.csv",
    "google": "Google Contacts, old and new",
    "outlook": "Outlook",
    "thunderbird": "Thunderbird",
    "csv": "any table with a header row",
}

FORMATS = {name: one.words for name, one in _FORMATS.items()} | _TABLES
"""Names for `--format` and what they are."""


class UnknownFormatError(NetgardenError):
    """A file whose contents are not recognised, or cannot hold people. Exit status 1."""


def read(
    data: bytes,
    *,
    filename: str = "",
    format: str | None = None,
    encoding: str | None = None,
    mapping: Mapping[str, str] | None = None,
) -> Reading:
    """Everything a file gives; format and encoding are recognised from the content unless given.

    `mapping` says what the columns of a table hold (`columns.FIELDS`). Raises UsageError for a format, encoding
    or mapping that is none, UnknownFormatError if the content is not recognised, NetgardenError if it is too
    damaged to hold anybody.
    """
    if format is not None and format not in FORMATS:
        raise UsageError(f"“{format}” is not a format: choose from {', '.join(FORMATS)}.")
    name = filename or "this file"
    if len(data) > MAX_BYTES:
        raise UnknownFormatError(
            f"{name} has {len(data) >> 20} MB: no more than {MAX_BYTES >> 20} MB are read"
        )
    if not data.strip(b"\0\r\n\t \xef\xbb\xbf"):
        raise UnknownFormatError(f"{name} is empty: there is nobody in it")
    for magic, what in _ARCHIVES.items():
        if data.startswith(magic):
            raise UnknownFormatError(f"{name} is compressed ({what}): unpack it and import what is in it")
    kind = format or next((name for name, one in _FORMATS.items() if one.recognises(data)), None)
    if mapping and kind in _FORMATS:
        raise UsageError(f"{name} is no table ({FORMATS[kind]}): it has no columns to map.")
    if kind in _FORMATS:
        reading = _FORMATS[kind].read(data, encoding)
    else:
        reading = _read_table(data, name, kind, encoding, mapping or {})
    reading.file = filename
    return reading


def _read_table(
    data: bytes, name: str, kind: str | None, encoding: str | None, mapping: Mapping[str, str]
) -> Reading:
    if data[:8192].count(0) * 10 > len(data[:8192]) and not encoding and not by_mark(data):
        raise UnknownFormatError(f"{name} is no address book that netgarden knows: it holds binary data")
    named = {fold(header) for header in mapping}
    table = read_table(
        data,
        encoding,
        lambda header: header in named or header in linkedin_messages.WORDS or columns.knows(header),
    )
    if kind == "linkedin-messages" or (kind is None and linkedin_messages.recognises(table.header)):
        return linkedin_messages.read(table, mapping)
    if kind == "linkedin" or (kind is None and linkedin.recognises(table.header)):
        return linkedin.read(table, mapping)
    if not table.header and not mapping:
        found = [] if re.match(rb"\s*[<{\[]", data[:200]) else columns.guess_columns(table.rows)
        if not found:
            raise UnknownFormatError(
                f"{name} is in no format that netgarden knows, and has no header row that says what its columns"
                " hold: name them with --map, such as --map 1=name --map 2=email"
            )
        return columns.read_rows(table, found, "csv")
    program = kind or programs.program_of(table.header)
    held = programs.adjusted(program, columns.columns_of(table, mapping))
    return columns.read_rows(table, held, program)
