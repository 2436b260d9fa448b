"""The everyday English date words (`grammar.md`), as local calendar dates.

A phrase that leaves something open (`fri`, `12 mar`) is read *toward* the past (what happened: the latest such
day not after today), the future (what is promised: the earliest not before today) or whichever is nearest. What
stands in the head of an entry `happened`, unless the day lies just ahead: then it is a plan, not a year old.
"""

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal, NamedTuple

from netgarden.due.rules import DEFAULT_DATES, DateStyle
from netgarden.text.cadence import add_months, plus_days
from netgarden.text.partial_date import PartialDate

Toward = Literal["past", "happened", "future", "nearest"]


class When(NamedTuple):
    """A date phrase in a text."""

    start: int
    end: int
    day: date
    written: PartialDate
    """The parts of the date that the text itself gives; relative words (`today`) give month and day."""


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "couple": 2, "three": 3, "few": 3, "four": 4, "five": 5}
_NUMBERS |= {"six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12}

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = (
    r"(?:mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?"
    r"|sun(?:day)?)\.?"
)
_NUMBER = r"(?:\d{1,3}|(?:an?\s+)?(?:couple|few)(?:\s+of)?|" + "|".join(sorted(_NUMBERS, key=len)[::-1]) + ")"
_UNIT = r"(?:days?|d|weeks?|wks?|w|months?|mo|m|years?|yrs?|y)"
_NTH = r"(?:st|nd|rd|th)?"

_UNTIL = r"\s*(?:[-–—]|to|until|till)\s*"
_PHRASES = {
    "range": rf"(?:from\s+)?(?P<r_d>\d{{1,2}}){_NTH}(?:\s+(?P<r_n>{_MONTH}))?{_UNTIL}"
    rf"(?P<r_e>\d{{1,2}}){_NTH}\s+(?:of\s+)?(?P<r_m>{_MONTH})(?:,?\s+(?P<r_y>\d{{4}}))?",
    "week_day": rf"(?P<wk_d>{_DAY})\s+(?P<wk_w>next|this|last)\s+week"
    rf"|(?P<wk_w2>next|this|last)\s+week(?:\s+on)?,?\s+(?P<wk_d2>{_DAY})",
    "iso": r"(?P<iso_y>\d{4})[-/.](?P<iso_m>\d{1,2})[-/.](?P<iso_d>\d{1,2})",
    "slash": r"(?P<s_a>\d{1,2})(?P<s_sep>[/.-])(?P<s_b>\d{1,2})(?P=s_sep)(?P<s_y>\d{4}|\d\d)",
    "short": r"(?P<sh_a>\d{1,2})(?:/(?P<sh_b>\d{1,2})|\.(?P<sh_c>\d{1,2})\.)",
    "day_month": rf"(?:(?P<dm_w>{_DAY}),?\s+)?(?:the\s+)?(?P<dm_d>\d{{1,2}}){_NTH}[\s-](?:of\s+)?(?P<dm_m>{_MONTH})"
    r"(?:(?:[\s-]|,\s*)(?:(?P<dm_y>\d{4})|['’]?(?P<dm_yy>[23]\d)(?=\s*(?:[.,;!)]|\Z))))?",
    "month_day": rf"(?:(?P<md_w>{_DAY}),?\s+)?(?P<md_m>{_MONTH})\s+(?:the\s+)?(?P<md_d>\d{{1,2}}){_NTH}(?!\d)"
    r"(?:,?\s+(?P<md_y>\d{4}))?",
    "month_year": rf"(?:in\s+)?(?P<my_m>{_MONTH})\s+(?P<my_y>\d{{4}})",
    "day_nth": rf"(?P<dn_w>{_DAY}),?\s+(?:the\s+)?(?P<dn_d>\d{{1,2}}){_NTH}(?!\s*(?:[ap]m\b|o['’]clock|[:/.]\d))",
    "nth": r"the\s+(?P<nth_d>\d{1,2})(?:st|nd|rd|th)",
    "before": r"(?:the\s+)?day\s+before\s+yesterday",
    "after": r"(?:the\s+)?day\s+after\s+tomorrow",
    "today": r"today|tonight|this\s+(?:morning|afternoon|evening)",
    "yesterday": r"yesterday(?:\s+(?:morning|afternoon|evening|night))?|last\s+(?:night|evening)",
    "tomorrow": r"(?:tomorrow|tmrw?)(?:\s+(?:morning|afternoon|evening|night))?",
    "ago": rf"(?P<ago_n>{_NUMBER})\s*(?P<ago_u>{_UNIT})\s+ago",
    "hence": rf"(?:(?:with)?in\s+)(?P<in_n>{_NUMBER})\s*(?P<in_u>{_UNIT})(?:['’]?s?\s+time)?"
    rf"|(?P<from_n>{_NUMBER})\s*(?P<from_u>{_UNIT})\s+from\s+(?:now|today)",
    "feast": r"(?P<fst>christmas(?:\s+(?:eve|day))?|x-?mas|new\s+year(?:['’]s)?(?:\s+(?:eve|day))?)",
    "ending": r"(?:the\s+)?end\s+of\s+(?:the\s+)?(?:(?P<end_which>this|next|last)\s+)?"
    rf"(?P<end_u>week|month|quarter|year|{_MONTH})|(?P<end_short>eow|eom|eoq|eoy)",
    "which": rf"(?P<which_one>last|past|this|next|coming)\s+(?P<of>{_DAY}|weekend|week|month|year)",
    "length": rf"(?P<len_n>\d{{1,3}})\s*(?P<len_u>{_UNIT})",
    "month": rf"(?:in\s+)?(?P<month_alone>{_MONTH})",
    "day": rf"(?P<day_alone>{_DAY})",
}
_SLOT_ONLY = {"length", "month"}
_NO_DAY = {"month", "month_year"}
_HAS_YEAR = re.compile(r"\d{4}")
_BEFORE = r"(?<![\w@#$€£'’/.:-])"
_AFTER = r"(?!\w|['’]\w|[-/]\w|\.\d)"
_PHRASE = re.compile(
    "(?:" + "|".join(f"(?P<{name}>{form})" for name, form in _PHRASES.items()) + ")" + _AFTER, re.IGNORECASE
)
_START = re.compile(_BEFORE + r"\b(?=[\da-z])", re.IGNORECASE)
_TIME = r"(?:,?\s+(?:at\s+)?(?:\d{1,2}[:.]\d\d(?:\s*[ap]m)?|\d{1,2}\s*[ap]m|noon))"
_TAIL = re.compile(rf"(?P<time>{_TIME})?\s*[.!,;|]?\s*\Z", re.IGNORECASE)
_LEAD = re.compile(
    r"(?P<lead>by|before|until|nudge|due|on)\s+(?:(?<=nudge\s)(?:me\s+)?(?:on|by|from)\s+|(?<=due\s)(?:on|by)\s+)?",
    re.IGNORECASE,
)
_ON = re.compile(r"(?P<lead>on|by)\s+", re.IGNORECASE)
_IN_A_LARGER_PHRASE = re.compile(
    r"\d(?:st|nd|rd|th)?(?:\s+(?:of\s+)?|\s*[-–—/.]\s*)\Z|\d\s+to\s+\Z", re.IGNORECASE
)
"""Directly before a date these make it a part of one that is not understood: `31 nov`, `3 to 5 dec`."""

_OF_SOMETHING = re.compile(
    r"\b(?:from|of|since|about|re|for|until|till|on|at|with|the|his|her|their|my)\s+\Z", re.IGNORECASE
)
"""Directly before a date that ends a sentence these make it part of what is spoken of: the invoice of last week."""

PLAIN_ENDS = frozenset({"today", "tomorrow", "after", "hence", "week_day", "which", "ending"})
"""The phrases that say when something is due even without `by`."""

AHEAD = 60
"""A day and month without a year that lie so few days ahead, and nearly a year back, are not last year's."""

SLIP = 21
"""A day so near is meant in spite of a weekday that does not fit it: the weekday is a slip."""

_ALSO_WORDS = frozenset({"may", "march", "sun", "sat"})
_TAIL_LENGTH = 60
"""A date at the end of a detail is looked for in this many last characters."""


def date_at(
    text: str,
    start: int,
    today: date,
    toward: Toward,
    *,
    style: DateStyle = DEFAULT_DATES,
    slot: bool = False,
) -> When | None:
    """The date phrase that begins at `start`, or None; an impossible date (31 feb) is none.

    `slot` says that a date is expected there (after by, on, next:): then a month or a length alone (`3w`) and
    the words may, march, sun and sat are taken for dates too.
    """
    match = _PHRASE.match(text, start)
    if match is None:
        return None
    form = match.lastgroup or ""
    words = match[0].lower().rstrip(".")
    if _IN_A_LARGER_PHRASE.search(text, max(0, start - 12), start):
        return None
    if not slot and (words in _ALSO_WORDS or (form in _SLOT_ONLY and not words.startswith("in "))):
        return None
    try:
        day = _RESOLVE[form](match.groupdict(), today, toward, style)
    except (ValueError, OverflowError):
        return None
    year = day.year if _HAS_YEAR.search(match[0]) else None
    return When(start, match.end(), day, PartialDate(year, day.month, None if form in _NO_DAY else day.day))


class Tail(NamedTuple):
    """A date at the end of a text."""

    lead: str
    """The word before the date: `by`, `nudge`, `on` and the like; empty if there is none."""
    day: date
    start: int
    """The offset at which the word or the date begins."""
    end: int
    written: PartialDate
    time: str
    """A time of day behind it (`at 10:00`), or empty."""


def trailing_date(
    text: str,
    today: date,
    toward: Toward,
    *,
    style: DateStyle = DEFAULT_DATES,
    bare: bool = False,
    slot: bool = False,
    plain: bool = False,
) -> Tail | None:
    """The date that ends `text`, after by, nudge, on and the like; with `bare` also without such a word, and with
    `plain` where it is one of `PLAIN_ENDS` that belongs to no other words.

    `slot` says that a date is expected there even without such a word, see `date_at`.
    """
    first = max(0, len(text) - _TAIL_LENGTH)
    for start in _START.finditer(text, first):
        at = start.start()
        lead = (_ON if bare else _LEAD).match(text, at)
        if not lead and not bare and not (plain and _is_plain_end(text, at)):
            continue
        when = date_at(
            text, lead.end() if lead else at, today, toward, style=style, slot=slot or lead is not None
        )
        if when and (tail := _TAIL.match(text, when.end)):
            word = lead["lead"].lower() if lead else ""
            return Tail(word, when.day, at, when.end, when.written, (tail["time"] or "").strip(" ,"))
    return None


def ending_date(text: str, today: date, style: DateStyle = DEFAULT_DATES) -> Tail | None:
    """The past or present day that ends a sentence and says when it happened; None where it may belong to its words.

    `met Sean in Berlin yesterday` has one, `the invoice from 3 Nov` has none.
    """
    tail = trailing_date(text, today, "past", style=style, bare=True)
    if tail is None or tail.written.day is None or tail.day > today:
        return None
    belongs = not tail.lead and _OF_SOMETHING.search(text, 0, tail.start)
    return None if belongs else tail


def _is_plain_end(text: str, at: int) -> bool:
    match = _PHRASE.match(text, at)
    return match is not None and match.lastgroup in PLAIN_ENDS and not _OF_SOMETHING.search(text, 0, at)


def day_in(text: str, today: date, style: DateStyle = DEFAULT_DATES) -> PartialDate | None:
    """The first date that a text names, as far as it says it: `12 mar`, `12 mar 1985`, `in march`."""
    at = 0
    while start := _START.search(text, at):
        if when := date_at(text, start.start(), today, "nearest", style=style, slot=True):
            return when.written
        at = start.end() + 1
    return None


# ── what each phrase means ───────────────────────────────────────────────────

_Groups = dict[str, str | None]


def _number(text: str | None) -> int:
    words = (text or "").lower().split()
    if words and words[0].isdigit():
        return int(words[0])
    return _NUMBERS[next((word for word in words if word in ("couple", "few")), words[0])]


def _month_number(text: str | None) -> int:
    return _MONTHS.index((text or "").lower()[:3]) + 1


def _nearest(days: list[date], today: date, toward: Toward) -> date:
    """The one of some sorted days that is meant; ValueError if none is."""
    if toward in ("past", "happened"):
        soon = [day for day in days if 0 < (day - today).days <= AHEAD]
        days = [day for day in days if day <= today][-1:]
        if toward == "happened" and soon and days and (today - days[0]).days > 365 - AHEAD - 1:
            return soon[0]
    elif toward == "future":
        days = [day for day in days if day >= today][:1]
    return min(days, key=lambda day: abs(day - today))


def _in_some_year(month: int, day: int, today: date, toward: Toward) -> date:
    """The day and month in the year that is meant; 29 Feb only in leap years, which may lie eight apart."""
    years = range(max(1, today.year - 8), min(9999, today.year + 8) + 1)
    days = [date(year, month, day) for year in years if day <= calendar.monthrange(year, month)[1]]
    return _nearest(days, today, toward)


def _moved(today: date, number: int, unit: str | None) -> date:
    letter = (unit or "d")[0].lower()
    if letter in "dw":
        return plus_days(today, number * (7 if letter == "w" else 1))
    return add_months(today, number * (12 if letter == "y" else 1))


def _year_month_day(year: int, month: int, day: int) -> date:
    return date(year + 2000 if year < 100 else year, month, day)


def _ordered(first: str | None, second: str | None, order: Literal["dmy", "mdy"]) -> tuple[int, int]:
    """Month and day; an order that cannot be is turned round (13/12 with the month first)."""
    a, b = int(first or 0), int(second or 0)
    month, day = (a, b) if order == "mdy" else (b, a)
    return (day, month) if month > 12 >= day else (month, day)


def _iso(found: _Groups, today: date, toward: Toward, style: DateStyle) -> date:
    return date(int(found["iso_y"] or 0), int(found["iso_m"] or 0), int(found["iso_d"] or 0))


def _slash(found: _Groups, today: date, toward: Toward, style: DateStyle) -> date:
    dotted = found["s_sep"] == "."
    return _year_month_day(
        int(found["s_y"] or 0), *_ordered(found["s_a"], found["s_b"], "dmy" if dotted else style.order)
    )


def _short(found: _Groups, today: date, toward: Toward, style: DateStyle) -> date:
    if found["sh_c"]:
        return _in_some_year(int(found["sh_c"]), int(found["sh_a"] or 0), today, toward)
    return _in_some_year(*_ordered(found["sh_a"], found["sh_b"], style.order), today, toward)


def _day_month(found: _Groups, today: date, toward: Toward, style: DateStyle) -> date:
    prefix = "dm" if found["dm_m"] else "md"
    month, day = _month_number(found[f"{prefix}_m"]), int(found[f"{prefix}_d"] or 0)
    if year := found[f"{prefix}_y"]:
        return date(int(year), month, day)
    if prefix == "dm" and (short := found["dm_yy"]):
        return date(2000 + int(short), month, day)
    usual = _in_some_year(month, day, today, toward)
    if (weekday := found[f"{prefix}_w"]) and abs((usual - today).days) > SLIP:
        near = [date(today.year + years, month, day) for years in (-1, 0, 1) if (month, day) != (2, 29)]
        fits = [one for one in near if one.weekday() == _DAYS.index(weekday.lower()[:3])]
        if fits:
            return min(fits, key=lambda one: abs(one - today))
    return usual


def _month_year(found: _Groups, today: date, toward: Toward, style: DateStyle) -> date:
    return date(int(found["my_y"] or 0), _month_number(found["my_m"]), 1)


def _month(found: _Groups, today: date, toward: Toward, style: DateStyle) -> date:
    return _in_some_year(_month_number(found["month_alone"]), 1, today, toward)


def _nth(found: _Groups, today: date, toward: Toward, style: DateStyle) -> date:
    nth, first = int(found["nth_d"] or 0), today.replace(day=1)
    months = (add_months(first, ahead) for ahead in range(-2, 3))
    days = [m.replace(day=nth) for m in months if nth <= calendar.monthrange(m.year, m.month)[1]]
    return _nearest(days, today, toward)


def _weekday(text: str | None, today: date, toward: Toward) -> date:
    ahead = (_DAYS.index((text or "").lower()[:3]) - today.weekday()) % 7
    return _nearest([today + timedelta(ahead - 7), today + timedelta(ahead)], today, toward)


def _range(found: _Groups, today: date, toward: Toward, style: DateStyle) -> date:
    """The first day of several: `3-5 dec`, `30 nov to 2 dec`. The last one has to be a day, too."""
    last_month = _month_number(found["r_m"])
    month = _month_number(found["r_n"]) if found["r_n"] else last_month
    day, last = int(found["r_d"] or 0), int(found["r_e"] or 0)
    if year := found["r_y"]:
        date(int(year), last_month, last)
        return date(int(year) - (month > last_month), month, day)
    _in_some_year(last_month, last, today, toward)
    if month == last_month and last <= day:
        raise ValueError("no range")
    return _in_some_year(month, day, today, toward)


def _week_day(found: _Groups, today: date, toward: Toward, style: DateStyle) -> date:
    which = (found["wk_w"] or found["wk_w2"] or "").lower()
    weekday = _DAYS.index((found["wk_d"] or found["wk_d2"] or "").lower()[:3])
    first = _week(today, style) + timedelta({"last": -7, "this": 0}.get(which, 7))
    return first + timedelta((weekday - style.first_weekday) % 7)


def _day_nth(found: _Groups, today: date, toward: Toward, style: DateStyle) -> date:
    """`friday 27`: the day of a month near today that is such a weekday."""
    nth, weekday = int(found["dn_d"] or 0), _DAYS.index((found["dn_w"] or "").lower()[:3])
    months = (add_months(today.replace(day=1), ahead) for ahead in range(-2, 3))
    days = [m.replace(day=nth) for m in months if 1 <= nth <= calendar.monthrange(m.year, m.month)[1]]
    return _nearest([day for day in days if day.weekday() == weekday], today, toward)


def _feast(found: _Groups, today: date, toward: Toward, style: DateStyle) -> date:
    words = (found["fst"] or "").lower()
    if words.startswith("new"):
        return _in_some_year(12, 31, today, toward) if "eve" in words else _in_some_year(1, 1, today, toward)
    return _in_some_year(12, 24 if "eve" in words else 25, today, toward)


def _week(today: date, style: DateStyle) -> date:
    """The first day of the week of `today`."""
    return today - timedelta((today.weekday() - style.first_weekday) % 7)


def _which(found: _Groups, today: date, toward: Toward, style: DateStyle) -> date:
    which, of = (found["which_one"] or "").lower(), (found["of"] or "").lower()
    if of in ("week", "month", "year"):
        if which in ("last", "past"):
            return _moved(today, -1, of)
        if which == "this":
            return today if toward == "past" else _end(found | {"end_u": of}, today, toward, style)
        if of == "week":
            return _week(today, style) + timedelta(7)
        return add_months(today.replace(day=1), 1) if of == "month" else date(today.year + 1, 1, 1)
    day = "sat" if of == "weekend" else of
    if which == "this":
        return _weekday(day, today, toward)
    if which in ("last", "past"):
        return _weekday(day, today - timedelta(1), "past")
    return _weekday(day, today + timedelta(1), "future")


def _end(found: _Groups, today: date, toward: Toward, style: DateStyle) -> date:
    """The Friday of a week, once that is past its last day; the last day of all else."""
    short = {"eow": "week", "eom": "month", "eoq": "quarter", "eoy": "year"}
    unit = short.get((found.get("end_short") or "").lower()) or (found["end_u"] or "").lower()
    step = {"next": 1, "last": -1}.get((found.get("end_which") or "").lower(), 0)
    if unit == "week":
        first = _week(today, style) + timedelta(7 * step)
        friday = first + timedelta((4 - style.first_weekday) % 7)
        return first + timedelta(6) if step == 0 and friday < today else friday
    if unit == "month":
        return _month_end(add_months(today, step))
    if unit == "quarter":
        return _month_end(add_months(today.replace(day=1), (3 - today.month) % 3 + 3 * step))
    if unit == "year":
        return date(today.year + step, 12, 31)
    first = _in_some_year(_month_number(unit), 1, today, "nearest")
    ends = [_month_end(add_months(first, 12 * years)) for years in (-1, 0, 1)]
    return _nearest(ends, today, toward)


def _month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


_RESOLVE: dict[str, Callable[[_Groups, date, Toward, DateStyle], date]] = {
    "iso": _iso,
    "range": _range,
    "week_day": _week_day,
    "day_nth": _day_nth,
    "feast": _feast,
    "slash": _slash,
    "short": _short,
    "day_month": _day_month,
    "month_day": _day_month,
    "month_year": _month_year,
    "month": _month,
    "nth": _nth,
    "before": lambda found, today, toward, style: today - timedelta(2),
    "after": lambda found, today, toward, style: today + timedelta(2),
    "today": lambda found, today, toward, style: today,
    "yesterday": lambda found, today, toward, style: today - timedelta(1),
    "tomorrow": lambda found, today, toward, style: today + timedelta(1),
    "ago": lambda found, today, toward, style: _moved(today, -_number(found["ago_n"]), found["ago_u"]),
    "hence": lambda found, today, toward, style: _moved(
        today, _number(found["in_n"] or found["from_n"]), found["in_u"] or found["from_u"]
    ),
    "length": lambda found, today, toward, style: _moved(today, _number(found["len_n"]), found["len_u"]),
    "ending": _end,
    "which": _which,
    "day": lambda found, today, toward, style: _weekday(found["day_alone"], today, toward),
}
