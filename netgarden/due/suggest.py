"""“Slower?” and “closer?”: when what is done says another rhythm than what was set (`rules.md`, Putting off)."""

from datetime import date
from typing import Literal, NamedTuple

from netgarden.change.garden import Garden
from netgarden.due.capacity import closer_cadence, wider_cadence
from netgarden.due.rules import Rules
from netgarden.due.touches import RECENT_DAYS, touches_of
from netgarden.text.cadence import Cadence
from netgarden.text.plain import plural

PUT_OFF = 3
"""The third snooze or skip in a row asks whether the rhythm is too close."""
OFTEN = 2
"""So many times the cadence's touches in 90 days asks whether it is too wide …"""
MIN_TOUCHES = 3
"""… if there were at least this many: two mails in a week are one conversation."""


class Suggestion(NamedTuple):
    """Another cadence, and why."""

    kind: Literal["slower", "closer"]
    cadence: Cadence
    why: str
    """`put off 3 times in a row`."""

    @property
    def words(self) -> str:
        """The question: `slower? put off 3 times in a row: every 3 months instead`."""
        return f"{self.kind}? {self.why}: {self.cadence.words} instead"


def suggest_cadence(garden: Garden, rules: Rules, uid: str, today: date) -> Suggestion | None:
    """The rhythm that fits better what was done with a person; None where the set one fits."""
    contact = garden.contacts[uid]
    cadence = rules.cadence_of(contact)
    if cadence is None:
        return None
    touches = touches_of(garden, uid, today)
    since = touches.last.isoformat() if touches.last else ""
    put_off = sum(day > since for day in contact.put_off_on)
    if put_off >= PUT_OFF and (wider := wider_cadence(rules, cadence)):
        return Suggestion("slower", wider, f"put off {plural(put_off, 'time')} in a row")
    often = max(MIN_TOUCHES, OFTEN * RECENT_DAYS / cadence.days)
    if touches.heard >= often and (closer := closer_cadence(rules, cadence)):
        return Suggestion("closer", closer, f"in touch {plural(touches.heard, 'time')} in {RECENT_DAYS} days")
    return None
