"""The brief as lines of label and text, for standard output and the card."""

from collections.abc import Iterable
from datetime import date

from netgarden.people.balance import LEDGER_MONTHS
from netgarden.people.brief import TOLD, Ahead, Brief, Owed, Somebody, Wish, due_words
from netgarden.text.dates_in_words import ago_words
from netgarden.text.plain import shortened

LABEL_WIDTH = 8
"""Cells that labels and the gap after them need."""

SUMMARY = 80


def brief_lines(brief: Brief) -> list[tuple[str, str]]:
    """The lines of a brief as (label, text), the most telling first. Who they are has no label; a label that
    stands for several lines is given on the first.
    """
    lines = [("", line) for line in _who(brief)]
    lines += _labelled("I owe", (_owed(one, brief) for one in brief.i_owe))
    lines += _labelled("Owes me", (_owed(one, brief) for one in brief.they_owe))
    lines += _labelled("Planned", (_owed(one, brief) for one in brief.planned))
    lines += _labelled("Ahead", (_ahead(one, brief) for one in brief.ahead))
    lines += _labelled("Wants", (_wish(one, "offer", "offers") for one in brief.wants))
    lines += _labelled("Offers", (_wish(one, "want", "wants") for one in brief.offers))
    if brief.shared:
        lines += _labelled("Shared", shared_lines(brief))
    elif brief.interests:
        lines.append(("Likes", " · ".join(brief.interests)))
    lines += _labelled("Last", _recent(brief))
    if brief.both_know:
        lines.append(("Know", _names(brief.both_know)))
    balance = brief.balance
    if balance.asked or balance.gave or balance.got:
        counts = f"gave {balance.gave} · got {balance.got} · asked {balance.asked}"
        lines.append(("Balance", f"{counts} in {LEDGER_MONTHS} months"))
    if brief.pitch:
        lines.append(("Pitch", brief.pitch))
    lines.append(("Begin", brief.opening))
    return lines


def shared_lines(brief: Brief) -> list[str]:
    """Return the shared interests: a line for each that others share too, then the rest in one."""
    lines = [f"{one.interest} · also {_names(one.others)}" for one in brief.shared if one.others]
    alone = " · ".join(one.interest for one in brief.shared if not one.others)
    return [*lines, alone] if alone else lines


def _who(brief: Brief) -> list[str]:
    lines = [
        ", ".join(part for part in (brief.role, brief.org) if part),
        " · ".join(part for part in (brief.place, brief.local_time and f"{brief.local_time} there") if part),
        brief.met,
        brief.story,
        *(f"{field.brief}: {text}" for field in TOLD if (text := " ".join(brief.facts[field.name].split()))),
        f"Resting: {brief.resting}" if brief.resting else "",
    ]
    return [line for line in lines if line]


def _labelled(label: str, texts: Iterable[str]) -> list[tuple[str, str]]:
    return [("" if place else label, text) for place, text in enumerate(texts)]


def _owed(one: Owed, brief: Brief) -> str:
    return _dated(one.text, one.due_on, brief)


def _ahead(one: Ahead, brief: Brief) -> str:
    """Return an item with its day; a day that has come already is not late but so long ago."""
    if one.on is None or one.on >= brief.today:
        return _dated(one.what, one.on, brief)
    return f"{one.what} · {ago_words((brief.today - one.on).days)}"


def _dated(text: str, day: date | None, brief: Brief) -> str:
    return f"{text} · {due_words(day, brief.today)}" if day else text


def _wish(wish: Wish, mine: str, others: str) -> str:
    notes = [
        "still?" if wish.still else "",
        f"you {mine} {wish.mine}" if wish.mine else "",
        f"{_names(wish.others)} {others if len(wish.others) == 1 else mine}" if wish.others else "",
    ]
    return " · ".join([wish.text, *(note for note in notes if note)])


def _recent(brief: Brief) -> list[str]:
    lines = []
    for entry in brief.recent:
        ago = "today" if entry.days_ago == 0 else f"{entry.days_ago} d"
        lines.append(f"{ago} · {entry.kind}" + (f" “{shortened(entry.text, SUMMARY)}”" if entry.text else ""))
    return lines


def _names(people: tuple[Somebody, ...]) -> str:
    return ", ".join(one.name for one in people)
