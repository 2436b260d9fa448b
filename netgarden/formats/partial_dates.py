"""Dates as address books write them, to partial dates (`text/partial_date`)."""

import re
from datetime import date

from netgarden.text.partial_date import PartialDate, parse_partial_date
from netgarden.text.plain import fold

_NO_YEAR = 1604
"""Apple writes birthdays of unknown year in 1604; nobody in an address book was born then."""

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?\Z")
_BASIC = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T.*)?\Z")
_NO_YEAR_FORM = re.compile(r"-{1,2}(\d\d)-?(\d\d)(?:T.*)?\Z")
_MONTH_ONLY = re.compile(r"--?(\d\d)\Z")
_YEAR_MONTH = re.compile(r"(\d{4})-(\d\d)\Z")
_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d\d)\.?(?:[T ,].*)?\Z")
_WORDED = re.compile(
    r"(?:(?P<d1>\d{1,2})(?:st|nd|rd|th)?\.?[\s,/-]*(?:de\s+)?(?P<m1>[^\W\d_]{3,})\.?"
    r"|(?P<m2>[^\W\d_]{3,})\.?[\s-]*(?P<d2>\d{1,2})(?:st|nd|rd|th)?)"
    r"(?:[\s,/-]+(?:de\s+)?(?P<y>\d{4}|\d\d))?(?:[\s,T].*)?\Z"
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan ene gen", "feb fev fevr febr", "mar mrz mrt mars marz maer", "apr abr avr", "may mai mag mei maj",
            "jun giu juin", "jul lug juil", "aug ago aou aout", "sep set sept", "oct okt ott out", "nov",
            "dec dez dic des",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip


def parse_date(text: str, *, day_first: bool | None = None, pivot: int = 30) -> PartialDate | None:
    """The partial date that `text` writes, or None where it writes none.

    `day_first` settles `3/4/2020`; None takes slashes as month first and dots as day first. A year of two
    digits above `pivot` lies in the last century.
    """
    text = " ".join(text.split())
    if match := _ISO.match(text) or _BASIC.match(text):
        return _made(int(match[1]), int(match[2]), int(match[3]))
    text = text.replace(" ", "") if text.startswith("-") else text
    if match := _NO_YEAR_FORM.match(text):
        return _made(None, int(match[1]), int(match[2]))
    if match := _MONTH_ONLY.match(text):
        return parse_partial_date(f"--{match[1]}")
    if _YEAR_MONTH.match(text) or re.fullmatch(r"\d{4}", text):
        return parse_partial_date(text) if text[:4] != "0000" else None
    if match := _SLASHED.match(text):
        first, second, year = int(match[1]), int(match[2]), _year(match[3], pivot)
        if day_first is None:
            day_first = "/" not in match[0]
        if second > 12 >= first:
            day_first = False
        elif first > 12 >= second:
            day_first = True
        return _made(year, second, first) if day_first else _made(year, first, second)
    if match := _WORDED.match(text):
        month = month_number(match["m1"] or match["m2"])
        if month:
            given = _year(match["y"], pivot) if match["y"] else None
            return _made(given, month, int(match["d1"] or match["d2"]))
    return None


def month_number(word: str) -> int:
    """The month that a word names, in the larger European languages, long or short; 0 for none."""
    name = fold(word)
    return next((_MONTHS[name[:length]] for length in (4, 3) if name[:length] in _MONTHS), 0)


def _year(digits: str, pivot: int) -> int:
    year = int(digits)
    return year if len(digits) == 4 else year + (1900 if year > pivot else 2000)


def _made(year: int | None, month: int, day: int) -> PartialDate | None:
    """The date of three numbers, or None if there is none such. Year 0 and 1604 are no year, day 0 no day."""
    if year in (0, _NO_YEAR):
        year = None
    try:
        date(2000 if year is None else year, month, day or 1)
    except ValueError:
        return None
    return PartialDate(year, month, day or None)
