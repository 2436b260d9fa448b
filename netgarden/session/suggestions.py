"""Suggestions of another rhythm, after a change (`rules.md`, Putting off)."""

from collections.abc import Iterable
from datetime import date

from netgarden.change.change import Change
from netgarden.change.garden import Garden
from netgarden.due.rules import Rules
from netgarden.due.suggest import Suggestion, suggest_cadence
from netgarden.records.interaction import CROWD


def suggestions(garden: Garden, rules: Rules, uids: Iterable[str], today: date) -> dict[str, Suggestion]:
    """The people of `uids` whom another rhythm would fit better."""
    found = {uid: suggest_cadence(garden, rules, uid, today) for uid in uids if uid in garden.contacts}
    return {uid: suggestion for uid, suggestion in found.items() if suggestion}


def first_new(before: dict[str, Suggestion], after: dict[str, Suggestion]) -> tuple[str, Suggestion] | None:
    """The first suggestion that was not there before a change; None where it brought up none."""
    news = (item for item in after.items() if item[0] not in before or before[item[0]].kind != item[1].kind)
    return next(news, None)


def touched_or_put_off(change: Change) -> frozenset[str]:
    """The people of a change who were put off or of whom something was logged; nobody where they are many."""
    people: set[str] = set()
    for patch in change.patches:
        if patch.table == "contacts" and patch.path.startswith("put_off_on"):
            people.add(patch.uid)
        elif patch.table == "interactions" and isinstance(patch.after, dict):
            people.update(patch.after.get("people", ()))
        if len(people) > CROWD:
            return frozenset()
    return frozenset(people)
