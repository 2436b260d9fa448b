"""The age of a want or an offer: how long it can be taken at its word (`rules.md`, Wants and offers)."""

from datetime import date
from typing import Literal

from netgarden.records.want import Want

WantAge = Literal["fresh", "still?", "quiet", "closed"]

ASK_AGAIN = 90
QUIET = 365


def want_age(want: Want, today: date) -> WantAge:
    """Fresh for 90 days; then the question is whether it still stands; after a year it is quiet, and no longer
    matched with anything.
    """
    if want.closed_on is not None:
        return "closed"
    days = (today - want.said_on).days
    return "fresh" if days <= ASK_AGAIN else "still?" if days <= QUIET else "quiet"
