"""Tables to candidates: what each column means, by the words of its header, and one person a row.

One list of words (`header_words`) serves every program and language; what a program does differently stands
in a module of its own (`linkedin`, `google`, `outlook`, `thunderbird`).
"""

import re
from collections.abc import Mapping, Sequence

from netgarden.errors import UsageError
from netgarden.formats.candidate import Candidate, Draft, Reading, Skipped, address, is_secret
from netgarden.formats.own_words import with_own_words
from netgarden.formats.partial_dates import month_number, parse_date
from netgarden.formats.readers.header_words import WORDS, Column, column_word
from netgarden.formats.readers.tables import Row, Table, unguard
from netgarden.records.contact import HOW_MET, Contact
from netgarden.records.fields import EDITABLE
from netgarden.records.metadata import Field
from netgarden.text.plain import clean, fold

_FIELDS = {column_word(field.name): field for field in EDITABLE}
"""The fields of a contact that a column can be mapped to."""

TARGETS = (
    *dict.fromkeys(("name", "given", "middle", "family", "prefix", "suffix", *_FIELDS)), "department", "im",
    "birth year", "birth month", "birth day", "address", "street", "city", "region", "code", "country",
    "anniversary", "id", "extra", "",
)  # fmt: skip
"""The targets that a column can be mapped to by hand; `extra` keeps it as it is, empty leaves it out."""

_DATES = frozenset({word for word, field in _FIELDS.items() if field.check == "date"} | {"anniversary"})

OWN_COLUMN = "netgarden"
"""The column in which netgarden writes what the other columns do not say."""

_NUMBERED_VALUE = {"email": "email", "im": "im"} | {
    fold(field.column): word for word, field in _FIELDS.items() if field.kind == "map" and field.column
}
_NUMBERED = re.compile(
    rf"({'|'.join(_NUMBERED_VALUE)}|address|organization|relation|event|custom field) (\d+) (.+)\Z"
)
_ADDRESS_PARTS = {
    "street": "street", "extended address": "street", "city": "city", "po box": "box", "region": "region",
    "postal code": "code", "country": "country", "formatted": "address",
}  # fmt: skip
_ADDRESS = frozenset({"street", "city", "region", "code", "country", "box", "address"})
_LEFT_OUT = frozenset(
    re.split(
        r",\s+",
        """photo, picture, avatar, image, thumbnail, e mail type, e mail display name, e mail 2 display name,
        e mail 3 display name, e mail typ, e mail 2 typ, e mail 3 typ, e mail angezeigter name,
        e mail 2 angezeigter name, e mail 3 angezeigter name, file as, initials, initialen, prioritat, privat,
        vertraulichkeit, verzeichnisserver, reisekilometer,
        sensitivity, priority, private, directory server, mileage, action""",
    )
)
"""Folded headers of columns that say nothing about the person, or hold pictures."""
_NO_DATE = re.compile(r"0+([./-]0+){1,2}\Z")
_SAYS_NOTHING = frozenset({"", "n/a", "#n/a", "null", "none", "nan", "-", "unspecified"})
_HONORIFIC = re.compile(
    r"(?i)(mrs?|ms|mx|miss|dr|prof|sir|dame|herr|frau|hr|fr|mme|m|sra?|rev)\.?(\s(dr|prof)\.?)*\Z"
)
_SPLIT_ADDRESSES = re.compile(r"\s*(?:[;,|\n]|\s:::\s|\s)\s*(?=\S+@)")
_ADDRESS_ALONE = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+\Z")
_PHONE = re.compile(r"\+?[\d ()./-]{6,}\Z")


def knows(header: str) -> bool:
    """Return whether a folded header is one that tells what its column holds."""
    return (
        header in WORDS
        or header in ("title", OWN_COLUMN)
        or _NUMBERED.match(header) is not None
        or is_secret(header)
    )


def column_of(header: str) -> Column:
    """Return what a column holds, by its header; the field is `extra` for unknown words, empty if left out."""
    folded = fold(header)
    if folded == OWN_COLUMN:
        return Column(OWN_COLUMN)
    if is_secret(header) or folded in _LEFT_OUT:
        return Column("")
    if folded in WORDS:
        return WORDS[folded]
    if match := _NUMBERED.match(folded):
        return _numbered(match[1], match[2], match[3])
    return Column("extra") if folded else Column("")


def _numbered(kind: str, number: str, what: str) -> Column:
    """Google's columns: `E-mail 1 - Value`, `Phone 2 - Label`, `Address 1 - City`, `Organization 1 - Title`."""
    group = f"{kind} {number}"
    if what in ("label", "type", "service"):
        return Column("label", group=group)
    if kind == "address":
        return Column(_ADDRESS_PARTS.get(what, "extra"), group=group)
    if kind == "organization":
        return Column({"name": "org", "title": "role", "department": "department"}.get(what, "extra"))
    if what == "value" and kind in _NUMBERED_VALUE:
        return Column(_NUMBERED_VALUE[kind], group=group)
    return Column("extra", label=kind, group=group) if what == "value" else Column("extra")


def columns_of(table: Table, mapping: Mapping[str, str]) -> list[Column]:
    """Return what each column holds. `mapping` (header, or number counted from 1, to field) goes before the words.

    Raises UsageError if the mapping names a column or field that is none.
    """
    columns = [column_of(header) for header in table.header]
    _settle_title(table, columns)
    _settle_unknown(table, columns)
    numbers = {fold(header): at for at, header in enumerate(table.header)}
    width = max((len(row.cells) for row in table.rows[:50]), default=len(columns))
    columns += [Column("")] * (width - len(columns))
    for header, field in mapping.items():
        at = numbers.get(fold(header), int(header) - 1 if header.isdigit() else -1)
        if not 0 <= at < len(columns):
            raise UsageError(
                f"there is no column “{header}”: the columns are {', '.join(table.header) or width}"
            )
        if field not in TARGETS:
            raise UsageError(f"“{field}” is no field: a column can hold {', '.join(filter(None, TARGETS))}")
        columns[at] = Column(field)
    return columns


def _settle_title(table: Table, columns: list[Column]) -> None:
    """`Title` is an honorific where the row has a job title besides or its values are Ms. and Dr., else the role."""
    for at, header in enumerate(table.header):
        if fold(header) in ("title", "titel", "titre"):
            values = [row.cells[at].strip() for row in table.rows[:200] if at < len(row.cells)]
            honorific = all(_HONORIFIC.match(value) for value in values if value)
            beside = any(column.field == "role" for other, column in enumerate(columns) if other != at)
            columns[at] = Column("prefix" if honorific or beside else "role")


def _settle_unknown(table: Table, columns: list[Column]) -> None:
    """A column whose header says nothing is one of emails or links if its values are."""
    for at, column in enumerate(columns):
        if column.field != "extra" or column.label:
            continue
        values = [row.cells[at].strip() for row in table.rows[:50] if at < len(row.cells)]
        values = [value for value in values if value]
        if values and all(_ADDRESS_ALONE.match(value) for value in values):
            columns[at] = Column("email")
        elif values and all(value.startswith(("http://", "https://")) for value in values):
            columns[at] = Column("link")


def read_rows(
    table: Table, columns: Sequence[Column], format_name: str, *, day_first: bool | None = None
) -> Reading:
    """One candidate for each row; `day_first` settles dates with slashes, None looks at the whole column."""
    reading = Reading(
        format=format_name,
        encoding=table.encoding,
        candidates=[],
        skipped=[],
        warnings=list(table.warnings),
        mapping=_mapping_words(table, columns),
    )
    orders = {
        at: _day_first(table.rows, at) if day_first is None else day_first
        for at, column in enumerate(columns)
        if column.field in _DATES
    }
    left_out: set[str] = set()
    own_at = next((at for at, column in enumerate(columns) if column.field == OWN_COLUMN), None)
    for row in table.rows:
        where = f"line {row.line}"
        if not any(map(str.strip, row.cells)):
            reading.skipped.append(Skipped(where, "an empty row"))
            continue
        draft, ref = _draft(row, columns, table.header, orders)
        left_out.update(draft.left_out)
        contact = draft.finish()
        if own_at is not None and own_at < len(row.cells) and row.cells[own_at]:
            known = contact or Contact(uid="", name="")
            contact = with_own_words(known, unguard(row.cells[own_at].strip()))
        if contact is None or not contact.name:
            reading.skipped.append(
                Skipped(where, "nothing to call it by: no name, organisation, email or phone")
            )
        else:
            reading.candidates.append(Candidate(contact=contact, where=where, ref=ref))
    secrets = {header for header in table.header if is_secret(header)} | left_out
    if secrets:
        reading.warnings.append("not stored: " + ", ".join(sorted(f"“{clean(name)}”" for name in secrets)))
    return reading


def _mapping_words(table: Table, columns: Sequence[Column]) -> dict[str, str]:
    headers = table.header or [str(number) for number in range(1, len(columns) + 1)]
    return {
        clean(header): f"{column.field} ({column.label})" if column.label else column.field
        for header, column in zip(headers, columns, strict=False)
    }


def _draft(
    row: Row, columns: Sequence[Column], header: Sequence[str], orders: Mapping[int, bool | None]
) -> tuple[Draft, str]:
    draft, ref = Draft(), ""
    labels: dict[str, str] = {}
    places: dict[str, dict[str, list[str]]] = {}
    names: dict[str, str] = {}
    born: dict[str, str] = {}
    for at, cell in enumerate(row.cells[: len(columns)]):
        column = columns[at]
        field = column.field
        if not cell or field in ("", OWN_COLUMN) or _says_nothing(cell):
            continue
        value = unguard(cell.strip())
        if field == "label":
            labels[column.group] = clean(value).removeprefix("* ").strip("* ").lower()
        elif field in ("name", "given", "middle", "family", "prefix", "suffix"):
            names.setdefault(field, value)
        elif field in _ADDRESS:
            places.setdefault(column.group, {}).setdefault(field, []).append(value)
        elif field in ("birth year", "birth month", "birth day"):
            born[field] = value
        elif field == "id":
            # Short ids only number the rows of one file.
            ref = clean(value)[:200] if len(value) >= 8 else ref
        else:
            _fill(draft, column, labels.get(column.group, column.label), value, orders.get(at), header, at)
    if not draft.set("name", names.get("name", "")):
        order = ("prefix", "given", "middle", "family", "suffix")
        draft.set("name", " ".join(names[part] for part in order if part in names))
    _birth(draft, born)
    _places(draft, places, labels)
    return draft, ref


def _says_nothing(cell: str) -> bool:
    text = cell.strip().casefold()
    return text in _SAYS_NOTHING or (text[:1] == "0" and _NO_DATE.match(text) is not None)


def _fill(
    draft: Draft,
    column: Column,
    label: str,
    value: str,
    day_first: bool | None,
    header: Sequence[str],
    at: int,
) -> None:
    field = column.field
    if field == "email":
        for address_ in _SPLIT_ADDRESSES.split(value):
            draft.email(address_, label)
    elif field == "phone":
        for number in re.split(r"\s:::\s|[\n;|]", value):
            draft.phone(number, label)
    elif field == "link":
        for link in re.split(r"\s:::\s|\s+(?=https?://)", value):
            draft.link(link, "" if label in ("home page", "homepage", "website", "profile") else label)
    elif field == "im":
        draft.im(label or "im", value)
    elif field == "notes":
        draft.note(value)
    elif field == "anniversary":
        found = parse_date(value, day_first=day_first)
        draft.keep(field, str(found) if found is not None else value)
    elif field == "extra" or field == "department":
        name = (
            "department" if field == "department" else header[at] if at < len(header) else f"column {at + 1}"
        )
        draft.keep(f"{column.label} ({label})" if column.label and label != column.label else name, value)
    else:
        _fill_field(draft, _FIELDS[field], label, value, day_first)


def _fill_field(draft: Draft, field: Field, label: str, value: str, day_first: bool | None) -> None:
    """Give a field what its column says, by what the field is."""
    if field.kind == "set":
        separator = next((mark for mark in (":::", ";", "\n", ",") if mark in value), ",")
        for word in value.split(separator):
            draft.tag(word) if field.name == "tags" else draft.add(field.name, word)
    elif field.kind == "map":
        draft.put(field.name, value, label)
    elif field.check == "date":
        _date(draft, field.name, value, day_first)
    elif field.check == "how met" and fold(value) not in HOW_MET:
        draft.set("met_story", value)
    elif not draft.set(field.name, value):
        draft.keep(column_word(field.name), value)


def _date(draft: Draft, field: str, value: str, day_first: bool | None) -> None:
    found = parse_date(value, day_first=day_first, pivot=30 if field == "birthday" else 69)
    if found is not None:
        draft.set(field, str(found))
    elif not value.startswith("0"):
        draft.keep(field.replace("_", " "), value)


def _birth(draft: Draft, born: Mapping[str, str]) -> None:
    year, month, day = (clean(born.get(f"birth {part}", "")) for part in ("year", "month", "day"))
    number = month_number(month) if month and not month.isdigit() else month
    if text := (f"{year or '-'}-{int(number):02}-{int(day):02}" if number and day.isdigit() else year):
        found = parse_date(text.zfill(4) if text.isdigit() else text)
        if found is not None:
            draft.set("birthday", str(found))


def _places(draft: Draft, places: Mapping[str, Mapping[str, list[str]]], labels: Mapping[str, str]) -> None:
    for group, found in places.items():
        one = {part: "\n".join(values) for part, values in found.items()}
        whole = one.pop("address", "")
        place = one.get("city") or one.get("region") or one.get("country") or ""
        draft.has("place") or draft.set("place", place)
        kept = address(**one) if any(one.values()) else address(street=whole)
        if kept.strip(";") != clean(place):
            label = labels.get(group, "" if group[-1:].isdigit() else group)
            draft.keep(f"address ({label})" if label else "address", kept)


def _day_first(rows: Sequence[Row], at: int) -> bool | None:
    """Return whether a column writes the day first in dates with slashes; None if no value shows it."""
    for row in rows:
        if at < len(row.cells) and (match := re.match(r"\s*(\d{1,2})/(\d{1,2})/\d", row.cells[at])):
            if int(match[1]) > 12:
                return True
            if int(match[2]) > 12:
                return False
    return None


def guess_columns(rows: Sequence[Row]) -> list[Column]:
    """The columns of a table without a header, by what they hold; empty unless one holds email addresses."""
    sample = [row.cells for row in rows[:50]]
    width = max(map(len, sample), default=0)
    columns = [Column("extra")] * width
    texts = []
    for at in range(width):
        values = [cells[at].strip() for cells in sample if at < len(cells) and cells[at].strip()]
        if values and all("@" in value for value in values):
            columns[at] = Column("email")
        elif values and all(_PHONE.match(value) for value in values):
            columns[at] = Column("phone")
        elif values and not any(any(c.isdigit() for c in value) for value in values):
            texts.append(at)
    if not any(column.field == "email" for column in columns) or not texts:
        return []
    columns[texts[0]] = Column("name")
    # A whole name is often followed by its parts.
    if len(texts) >= 3 and all(
        clean(f"{cells[texts[1]]} {cells[texts[2]]}") == clean(cells[texts[0]])
        for cells in sample
        if len(cells) > texts[2]
    ):
        columns[texts[1]] = columns[texts[2]] = Column("")
    return columns
