"""Small gardens for the tests of rules: people by short names, entries by days ago."""

from datetime import date, timedelta
from typing import Any

from netgarden.due.outlook import evaluate
from netgarden.due.queue import Row
from netgarden.due.rules import Rules
from netgarden.records.contact import Contact
from netgarden.records.interaction import Interaction
from netgarden.records.kinds import INTERACTIONS
from netgarden.records.loop import Loop
from netgarden.records.milestone import Milestone
from tests.support.gardens import garden_of as garden

TODAY = date(2026, 11, 23)
"""A Monday."""
RULES = Rules()


def ago(days: int) -> date:
    return TODAY - timedelta(days)


def ahead(days: int) -> date:
    return TODAY + timedelta(days)


def contact(uid: str = "ada", **fields: Any) -> Contact:
    return Contact(uid=uid, **{"name": uid.title(), **fields})


_serial = 0


def entry(on: date, kind: str = "email", people: tuple[str, ...] = ("ada",), **fields: Any) -> Interaction:
    global _serial
    _serial += 1
    known = INTERACTIONS[kind]
    defaults = {"uid": f"entry{_serial:05}", "direction": known.direction, "weight": known.weight}
    return Interaction(on=on, kind=kind, people=tuple(sorted(people)), **{**defaults, **fields})


def loop(
    kind: str, opened_on: date, uid: str = "loop", people: tuple[str, ...] = ("ada",), **fields: Any
) -> Loop:
    return Loop(uid=uid, kind=kind, people=people, opened_on=opened_on, **fields)


def milestone(on: date | str, what: str = "new job", uid: str = "milestone", **fields: Any) -> Milestone:
    return Milestone(uid=uid, contact="ada", what=what, on=str(on), **fields)


def row(*records: Any, today: date = TODAY, rules: Rules = RULES, uid: str = "ada") -> Row | None:
    return evaluate(garden(*records), rules, uid, today)


def texts(*records: Any, today: date = TODAY, rules: Rules = RULES, uid: str = "ada") -> list[str]:
    """The reasons of a person in words, the leading one first; empty for who is not due."""
    found = row(*records, today=today, rules=rules, uid=uid)
    return [reason.text for reason in found.reasons] if found else []


def kinds(*records: Any, today: date = TODAY, rules: Rules = RULES, uid: str = "ada") -> list[str]:
    found = row(*records, today=today, rules=rules, uid=uid)
    return [reason.kind for reason in found.reasons] if found else []
