"""The formats that are read, and which one a file is in."""

from collections.abc import Mapping

from netgarden.domain.text import fold
from netgarden.errors import NetgardenError, UsageError
from netgarden.formats import columns, linkedin, vcard
from netgarden.formats.candidate import Reading
from netgarden.formats.encoding import by_mark
from netgarden.formats.tables import read_table

MAX_BYTES = 512 * 1024 * 1024
"""Largest file that is read."""

FORMATS = {
    "vcard": "vCard 2.1, 3.0, 4.0 (.vcf)",
    "linkedin": "LinkedIn Connections.csv",
    "csv": "any table with a header row",
}
"""Names for `--format` and what they are."""


class UnknownFormatError(NetgardenError):
    """What a file holds is not recognised, or cannot hold people. Exit status 1."""


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
    or mapping that is none, UnknownFormatError if the content is not recognised. Never raises for its content.
    """
    if format is not None and format not in FORMATS:
        raise UsageError(f"“{format}” is not a format: choose from {', '.join(FORMATS)}")
    name = filename or "this file"
    if len(data) > MAX_BYTES:
        raise UnknownFormatError(
            f"{name} has {len(data) >> 20} MB: no more than {MAX_BYTES >> 20} MB are read"
        )
    if not data.strip(b"\0\r\n\t \xef\xbb\xbf"):
        raise UnknownFormatError(f"{name} is empty: there is nobody in it")
    if format == "vcard" or (format is None and vcard.recognises(data)):
        reading = vcard.read(data, encoding)
    else:
        reading = _read_table(data, name, format, encoding, mapping or {})
    reading.file = filename
    return reading


def _read_table(
    data: bytes, name: str, format: str | None, encoding: str | None, mapping: Mapping[str, str]
) -> Reading:
    if data[:8192].count(0) and not encoding and not by_mark(data):
        raise UnknownFormatError(f"{name} is no address book that netgarden knows: it holds binary data")
    named = {fold(header) for header in mapping}
    table = read_table(data, encoding, lambda header: header in named or columns.knows(header))
    if format == "linkedin" or (format is None and linkedin.recognises(table.header)):
        return linkedin.read(table, mapping)
    if not table.header and not mapping:
        found = columns.guess_columns(table.rows)
        if not found:
            raise UnknownFormatError(
                f"{name} is in no format that netgarden knows, and has no header row that says what its columns"
                " hold: name them with --map, such as --map 1=name --map 2=email"
            )
        return columns.read_rows(table, found, "csv")
    return columns.read_rows(table, columns.columns_of(table, mapping), "csv")
