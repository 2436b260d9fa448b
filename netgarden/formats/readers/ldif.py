"""LDIF, as Thunderbird and directories export it (RFC 2849): entries of `attribute: value`, some in base64."""

import base64
import binascii
import re
from collections.abc import Iterator

from netgarden.formats.candidate import Candidate, Draft, Reading, Skipped, address
from netgarden.formats.encoding import check, decode
from netgarden.formats.partial_dates import parse_date
from netgarden.text.plain import clean

NAME = "ldif"

_SNIFF = re.compile(rb"(?i)\A[\s\xef\xbb\xbf]*(?:#[^\n]*\n|version: *1\s*\n|\s)*dn::? ")
_PHONES = {
    "telephonenumber": "work", "homephone": "home", "mobile": "mobile", "cellphone": "mobile", "pager": "pager",
    "fax": "fax", "facsimiletelephonenumber": "fax",
}  # fmt: skip
_EMAILS = ("mail", "mozillasecondemail", "rfc822mailbox", "mailalternateaddress")
_LINKS = {"mozillaworkurl": "work", "mozillahomeurl": "home", "workurl": "work", "homeurl": "home",
          "labeleduri": "", "url": ""}  # fmt: skip
_TEXTS = {"o": "org", "organizationname": "org", "title": "role", "employeetype": "role"}
_KEPT = {
    "ou": "department",
    "department": "department",
    "departmentnumber": "department",
    "manager": "manager",
}
_WORK = ("street", "mozillaworkstreet2", "l", "st", "postalcode", "c", "co", "countryname", "postofficebox")
_HOME = (
    "mozillahomestreet", "mozillahomestreet2", "mozillahomelocalityname", "mozillahomestate",
    "mozillahomepostalcode", "mozillahomecountryname",
)  # fmt: skip
_NAMES = ("cn", "displayname", "givenname", "sn", "initials", "personaltitle", "mozillanickname", "nickname",
          "xmozillanickname", "birthyear", "birthmonth", "birthday", "description", "notes")  # fmt: skip
_PASSED_OVER = frozenset(
    (*_WORK, *_HOME, *_NAMES, "dn", "objectclass", "modifytimestamp", "createtimestamp", "mozillausehtmlmail",
     "jpegphoto", "photo", "userpassword", "usercertificate", "changetype", "entryuuid", "uid", "version",
     "xmozillausehtmlmail", "homepostaladdress", "postaladdress")
)  # fmt: skip
_GROUPS = frozenset({"groupofnames", "groupofuniquenames", "mozillaablist"})
_NOT_PEOPLE = frozenset({"organizationalunit", "dcobject", "domain"})
_SERVICES = {
    "nsaimid": "aim",
    "mozillascreenname": "aim",
    "jabberid": "xmpp",
    "skype": "skype",
    "icqid": "icq",
}


def recognises(data: bytes) -> bool:
    """Return whether the bytes begin with an entry's `dn:`."""
    return _SNIFF.match(data[:8192]) is not None


def read(data: bytes, encoding: str | None = None) -> Reading:
    """All people of a file. Raises UsageError if `encoding` is not one."""
    codec = check(encoding) if encoding else None
    reading = Reading(format=NAME, candidates=[], skipped=[], warnings=[])
    for line, entry in _entries(data, codec, reading):
        where = f"entry at line {line}"
        classes = {value.casefold() for value in entry.get("objectclass", [])}
        if classes & _GROUPS:
            reading.skipped.append(Skipped(where, "a mailing list, not a person"))
            continue
        if classes & _NOT_PEOPLE and not classes & {"person", "inetorgperson"}:
            reading.skipped.append(Skipped(where, "a part of the directory, not a person"))
            continue
        draft = _draft(entry)
        contact = draft.finish()
        if contact is None:
            reading.skipped.append(
                Skipped(where, "nothing to call it by: no name, organisation, email or phone")
            )
            continue
        for name in sorted(
            {*draft.left_out, *({"jpegphoto", "photo", "userpassword", "usercertificate"} & set(entry))}
        ):
            reading.warnings.append(f"{where}: “{name}” is not stored")
        ref = next((value for name in ("entryuuid", "uid") for value in entry.get(name, [])), "")
        reading.candidates.append(Candidate(contact=contact, where=where, ref=clean(ref)[:200]))
    return reading


def _entries(data: bytes, codec: str | None, reading: Reading) -> Iterator[tuple[int, dict[str, list[str]]]]:
    """Each entry: its first line, and attribute to values; entries stand apart by blank lines."""
    entry: dict[str, list[str]] = {}
    start = 0
    for number, line in _unfolded(data):
        if not line.strip():
            if entry:
                yield start, entry
            entry = {}
            continue
        if line.startswith(b"#"):
            continue
        name, colon, value = line.partition(b":")
        if not colon:
            reading.warnings.append(f"line {number}: no attribute, passed over")
            continue
        attribute = name.partition(b";")[0].strip().decode("ascii", "replace").lower()
        if not entry:
            start = number
        if attribute == "version" and not entry:
            continue
        if value.startswith(b"<"):
            reading.warnings.append(
                f"line {number}: “{attribute}” points to a file or address: never fetched"
            )
            continue
        if value.startswith(b":"):
            try:
                value = base64.b64decode(value[1:].strip(), validate=False)
            except (binascii.Error, ValueError):
                reading.warnings.append(f"line {number}: “{attribute}” holds damaged base64, passed over")
                continue
        text = decode(value.strip(), codec)
        if text.guessed and not attribute.endswith("photo"):
            reading.encoding = text.encoding
        entry.setdefault(attribute, []).append(text.text)
    if entry:
        yield start, entry


def _unfolded(data: bytes) -> Iterator[tuple[int, bytes]]:
    pieces: list[bytes] = []
    start = 1
    for number, line in enumerate(data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n"), 1):
        if line[:1] == b" " and pieces:
            pieces.append(line[1:])
            continue
        if pieces:
            yield start, b"".join(pieces)
        pieces, start = [line], number
    yield start, b"".join(pieces)


def _draft(entry: dict[str, list[str]]) -> Draft:
    draft = Draft()

    def first(*names: str) -> str:
        return next((value for name in names for value in entry.get(name, []) if value.strip()), "")

    draft.set("name", first("cn", "displayname") or " ".join(filter(None, (first("givenname"), first("sn")))))
    for name in ("mozillanickname", "xmozillanickname", "nickname"):
        for value in entry.get(name, []):
            draft.alias(value)
    for attribute, values in entry.items():
        for value in values:
            if attribute in _EMAILS:
                draft.email(value)
            elif attribute in _PHONES:
                draft.phone(value, _PHONES[attribute])
            elif attribute in _LINKS:
                draft.link(value, _LINKS[attribute])
            elif attribute in _SERVICES:
                draft.im(_SERVICES[attribute], value)
            elif attribute in _TEXTS:
                if not draft.set(_TEXTS[attribute], value):
                    draft.keep(_TEXTS[attribute], value)
            elif attribute in ("description", "notes"):
                draft.note(value)
            elif attribute in _KEPT:
                draft.keep(_KEPT[attribute], value)
            elif attribute not in _PASSED_OVER:
                draft.keep(attribute, value)
    year, month, day = first("birthyear"), first("birthmonth"), first("birthday")
    if month.strip().isdigit() and day.strip().isdigit():
        found = parse_date(f"{year.strip() or '-'}-{int(month):02}-{int(day):02}")
    else:
        found = parse_date(year.strip().zfill(4)) if year.strip().isdigit() else None
    if found is not None:
        draft.set("birthday", str(found))
    work = address(
        "\n".join(filter(None, (first("street"), first("mozillaworkstreet2")))),
        first("l"), first("st"), first("postalcode"), first("c", "co", "countryname"), first("postofficebox"),
    )  # fmt: skip
    home = address(
        "\n".join(filter(None, (first(_HOME[0]), first(_HOME[1])))), *(first(name) for name in _HOME[2:])
    )
    draft.set("place", first("mozillahomelocalityname", "l", "mozillahomestate", "st"))
    draft.keep("address (work)", work)
    draft.keep("address (home)", home)
    return draft
