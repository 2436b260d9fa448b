"""A change is named by what it does, `log call with Ada`; a toast says what was done: `logged call with Ada`."""

DONE = {
    "add": "added",
    "archive": "archived",
    "bring": "brought",
    "close": "closed",
    "decide": "decided",
    "delete": "deleted",
    "edit": "edited",
    "import": "imported",
    "join": "joined",
    "keep": "kept",
    "log": "logged",
    "mark": "marked",
    "merge": "merged",
    "note": "noted",
    "nudge": "nudged",
    "pause": "paused",
    "place": "placed",
    "plan": "planned",
    "remove": "removed",
    "renew": "renewed",
    "reopen": "reopened",
    "resume": "resumed",
    "set": "set",
    "skip": "skipped",
    "snooze": "snoozed",
    "spread": "spread",
    "take": "taken",
    "tie": "tied",
    "untie": "untied",
    "update": "updated",
}
"""The verb that the label of a change begins with, and its past."""


def done_words(label: str) -> str:
    """Return what was done, from the label of a change. A label that begins with no verb stays as it is."""
    verb, blank, rest = label.partition(" ")
    return f"{DONE.get(verb, verb)}{blank}{rest}"
