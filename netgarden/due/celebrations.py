"""Milestones and birthdays in the queue, and the three months of a closer rhythm that big news opens."""

import re
from collections.abc import Iterable
from datetime import date

from netgarden.change.garden import Garden
from netgarden.due.reasons import FIXED, Reason, reason_of
from netgarden.due.rhythm import Season
from netgarden.due.rules import Rules
from netgarden.due.touches import Touches
from netgarden.records.contact import Contact
from netgarden.records.ids import derived_uid
from netgarden.records.kinds import milestone_kind
from netgarden.records.loop import Loop
from netgarden.records.milestone import Milestone
from netgarden.records.reason_kinds import MILESTONE_DAYS, Band, ReasonName
from netgarden.text.cadence import add_months, plus_days
from netgarden.text.dates_in_words import ago_words
from netgarden.text.partial_date import PartialDate, parse_partial_date
from netgarden.text.plain import fold

BELATED = 30
"""What fell into days away shows at the first review after it, at most this many days late."""
LAST_DAYS = 2
"""In its last days a milestone is as good as lost: band A."""
SEASON_MONTHS = 3
"""How long a season of more lasts."""
SEASON_DAYS = 92
"""Three months have at most so many days."""
BIRTHDAY_TAG = "birthday"
"""Marks a person without a tier whose birthday shall show."""

_BIG_NEWS = (
    r"\b(new (job|role|position)|join(s|ed|ing)|start(s|ed|ing) (work )?(at|with)|(lost|losing) (\w+ )?job|laid off"
    r"|made redundant|let go|fired|moved|moving|relocat\w+|(co ?)?found(ed|ing|s)"
    r"|start(s|ed|ing) (a|an|her|his|their|own|my) (own )?(company|startup|business|firm))\b"
)


def is_big_news(what: str) -> bool:
    """Return whether it opens a season of more: a new or lost job, a move, a founding."""
    return re.search(_BIG_NEWS, fold(what)) is not None


def birthday_mark(uid: str, day: date) -> str:
    """Return the uid of the milestone that notes a birthday as congratulated: the same on every device."""
    return derived_uid("birthday", uid, day.isoformat())


def shows_birthday(rules: Rules, contact: Contact) -> bool:
    """Return whether a birthday stands in the queue: for people one keeps in touch with, and those tagged for it."""
    talks = contact.talk_cadence or contact.meet_cadence
    return bool(talks) or rules.cadence_of(contact) is not None or BIRTHDAY_TAG in contact.tags


def news_day(garden: Garden, milestone: Milestone, today: date, *, days_back: int = BELATED) -> date | None:
    """Return the day from which a milestone counts: when it happens, or when it was told if that was later.

    One without a year comes every year: its last day that is at most `days_back` days ago, else the next.
    None for one without a month, which never shows.
    """
    partial = parse_partial_date(milestone.on)
    if partial is None or partial.month is None:
        return None
    if partial.year is None:
        return nearest_day(partial, today, days_back=days_back)
    day = partial.in_year(partial.year)
    told = garden.interaction(milestone.interaction)
    return max(day, told.on) if day and told else day


def nearest_day(partial: PartialDate, today: date, *, days_back: int = BELATED) -> date | None:
    """Return the last day it fell on that is at most `days_back` days ago, else the next one to come."""
    for year in range(max(1, today.year - 1), min(today.year + 9, 9999)):
        day = partial.in_year(year)
        if day and (today - day).days <= days_back:
            return day
    return None


def last_day(day: date, rules: Rules, today: date, *, has_day: bool = True) -> date:
    """Return the last day on which a milestone of `day` shows.

    Seven days after, the first week of the month where no day is known, or today where the garden was not
    opened since, at most 30 days after.
    """
    end = plus_days(day, MILESTONE_DAYS if has_day else MILESTONE_DAYS - 1)
    if rules.last_opened is not None and rules.last_opened < day and end < today <= plus_days(day, BELATED):
        return today
    return end


def milestone_reasons(
    garden: Garden, rules: Rules, contact: Contact, touches: Touches, loops: Iterable[Loop], today: date
) -> list[Reason]:
    """Return a person's milestones and birthday that show today or later, and the talk that big news offers.

    A touch out on the day or after it has congratulated already; a mark settles the offer of a talk as well.
    """
    found: list[Reason] = []
    milestones = garden.milestones_of(contact.uid)
    for milestone in milestones:
        if milestone.marked_on is not None:
            continue
        day = news_day(garden, milestone, today)
        if day is None or (touches.last_out is not None and touches.last_out >= day):
            continue
        kind = milestone_kind(milestone.kind).reason
        if reason := _reason(rules, kind, milestone.what or "news", milestone.uid, day, today):
            found.append(reason)
    if contact.birthday and shows_birthday(rules, contact):
        found += _birthday(rules, contact, touches, {milestone.uid for milestone in milestones}, today)
    season = season_of(garden, milestones, today)
    if (
        season
        and (today - season.start).days <= MILESTONE_DAYS
        and not any(one.uid == season.milestone and one.marked_on for one in milestones)
        and not _talk_in_sight(season, touches, loops)
    ):
        text = f"offer a talk · {season.what}"
        urgency = (today - season.start).days / MILESTONE_DAYS
        found.append(reason_of(rules, "season", text, season.start, today, urgency, subject=season.milestone))
    return found


def season_of(garden: Garden, milestones: Iterable[Milestone], today: date) -> Season | None:
    """Return the season of more that lasts today, the latest if there are several; None without one."""
    seasons: list[Season] = []
    for milestone in milestones:
        if not is_big_news(milestone.what):
            continue
        start = news_day(garden, milestone, today, days_back=SEASON_DAYS)
        if start and start <= today <= (end := add_months(start, SEASON_MONTHS)):
            seasons.append(Season(start, end, milestone.what, milestone.uid))
    return max(seasons, default=None)


def _birthday(rules: Rules, contact: Contact, touches: Touches, marks: set[str], today: date) -> list[Reason]:
    partial = parse_partial_date(contact.birthday)
    day = nearest_day(partial, today) if partial else None
    if partial is None or day is None:
        return []
    has_day = partial.day is not None
    congratulated = touches.last_out is not None and touches.last_out >= day
    if (
        congratulated
        or birthday_mark(contact.uid, day) in marks
        or today > last_day(day, rules, today, has_day=has_day)
    ):
        day = nearest_day(partial, plus_days(day, BELATED + 1))
    reason = day and _reason(rules, "milestone", "birthday", "", day, today, has_day=has_day)
    return [reason] if reason else []


def _reason(
    rules: Rules, kind: ReasonName, what: str, subject: str, day: date, today: date, *, has_day: bool = True
) -> Reason | None:
    late = (today - day).days
    end = last_day(day, rules, today, has_day=has_day)
    if today > end:
        return None
    words = f"support · {what}" if kind == "support" else f"belated {what}" if late > MILESTONE_DAYS else what
    if has_day:
        text = f"{words} · {ago_words(late)}"
    else:
        text = f"{words} this month" if late >= 0 else f"{words} · {ago_words(late)}"
    is_today = late == 0 and has_day
    band: Band = "A" if is_today or (late > 0 and (end - today).days < LAST_DAYS) else "B"
    urgency = late / MILESTONE_DAYS + (FIXED if kind == "support" else 0)
    return reason_of(
        rules,
        kind,
        text,
        day,
        today,
        urgency,
        subject=subject,
        band=band,
        only_today=is_today or today == end,
    )


def _talk_in_sight(season: Season, touches: Touches, loops: Iterable[Loop]) -> bool:
    return (
        (touches.last_talk is not None and touches.last_talk >= season.start)
        or touches.planned is not None
        or any(loop.kind == "planned" for loop in loops)
    )
