"""Lists of attendees: who is on them, whether written one per line, as a table, vCards or a calendar file."""

import re
from collections.abc import Iterable, Iterator
from email.utils import getaddresses
from typing import NamedTuple

from netgarden.errors import NetgardenError
from netgarden.formats import registry
from netgarden.formats.encoding import by_mark, decode
from netgarden.formats.readers import calendar as ics
from netgarden.formats.readers import columns, vcard
from netgarden.formats.readers.tables import read_table
from netgarden.records.contact import Contact
from netgarden.text.plain import clean, fold

MAX_LISTED = 20_000
"""People of a list that are looked up."""


class Listed(NamedTuple):
    """Somebody on a list."""

    where: str
    """For people: `line 3`, `attendee 2`."""
    text: str
    """The name in the list."""
    contact: Contact
    """What the list says of them, as a contact with an empty uid."""


def read_list(data: bytes, *, filename: str = "") -> list[Listed]:
    """Everyone on a list, each once, in its order.

    Calendar files give organisers and attendees; tables with a header, vCards and lines of `Ada Lovelace`,
    `Ada Lovelace <ada@x.org>`, `Ada Lovelace, Northwind` or `Ada Lovelace (Northwind)` give one each. Raises
    NetgardenError if the content is none of these.
    """
    if data[:8192].count(0) and not by_mark(data):
        raise NetgardenError(f"{filename or 'this file'} is no list of people: it holds no text")
    if vcard.recognises(data) or ics.recognises(data) or _has_header(data):
        reading = registry.read(data, filename=filename)
        found: Iterable[Listed] = (
            Listed(one.where, one.contact.name, one.contact) for one in reading.candidates
        )
    else:
        found = _of_lines(data)
    once: dict[tuple[object, ...], Listed] = {}
    for one in found:
        once.setdefault((one.contact.name.casefold(), *(e.casefold() for e in one.contact.emails)), one)
        if len(once) >= MAX_LISTED:
            break
    return list(once.values())


def _has_header(data: bytes) -> bool:
    table = read_table(data, None, columns.knows)
    known = sum(columns.knows(fold(name)) for name in table.header)
    return known > 1 or (known == 1 and (not table.rows or table.rows[0].line == 2))


_BULLET = re.compile(r"^\s*(?:(?:[-*•‣◦▪–—>]+|\[[ xX]?\]|\(?\d{1,4}[.)\]:])\s+)+")
_ADDRESS = re.compile(r"[^\s<>(),;:\"'|\[\]]+@[^\s<>(),;:\"'|\[\]]+")
_ORG = re.compile(
    r"\s*\(([^()]*)\)\s*$|\s*(?:[,;|\t]|\s[-–—·/]\s|\s(?:at|@|from|of)\s)\s*(.*)$", re.IGNORECASE
)


def _of_lines(data: bytes) -> Iterator[Listed]:
    for number, raw in enumerate(re.split("\r\n|\r|\n", decode(data).text), 1):
        where = f"line {number}"
        # Tabs part columns, and `clean` would make blanks of them.
        line = clean(_BULLET.sub("", raw.replace("\t", " | ")).replace("“", '"').replace("”", '"'))
        addresses = list(dict.fromkeys(_ADDRESS.findall(line)))
        if len(addresses) > 1:
            for name, address in getaddresses([line.replace(";", ",")]):
                if listed := _listed(where, clean(name), clean(address), ""):
                    yield listed
            continue
        address = addresses[0] if addresses else ""
        rest = clean(re.sub(r"[<\[(]\s*[>\])]", " ", line.replace(address, " ")) if address else line)
        rest = re.sub(r"(?:\s*[|,;]\s*)+", lambda run: " | " if "|" in run[0] else ", ", rest).strip(
            " ,;|<>\"'"
        )
        match = _ORG.search(rest)
        org = clean((match[1] or match[2] or "").strip(" ,;|()\"'")) if match else ""
        name = clean((rest[: match.start()] if match else rest).strip(" ,;|()\"'"))
        if listed := _listed(where, name or (org if not address else ""), address, org if name else ""):
            yield listed


def _listed(where: str, name: str, address: str, org: str) -> Listed | None:
    """Read one line; None where it names nobody."""
    address = address if "@" in address else ""
    if "@" in name:
        name = ""
    if not address and not any(char.isalpha() for char in name):
        return None
    contact = Contact(uid="", name=name or address, org=org, emails={address: ""} if address else {})
    return Listed(where, name or address, contact)
