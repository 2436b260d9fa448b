"""Ties between two contacts, and pairs that are known not to be the same person."""

from netgarden.records.record import Record


class Tie(Record, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Two contacts who know each other. Its uid follows from the pair, so two devices that add it agree."""

    people: tuple[str, ...]
    """Exactly two uids of contacts, sorted."""
    why: str = ""

    def mentions(self) -> tuple[str, ...]:
        """The two contacts."""
        return self.people


class Distinct(Tie, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Two contacts who look alike and are not the same person."""
