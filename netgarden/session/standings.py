"""Where everybody stands: looked up when first asked for, and anew only for those whom a change touches."""

from netgarden.people.forest import Standing, standing_of
from netgarden.session.session import Changed, Session


class Standings(dict[str, Standing]):
    """The standing of each contact of a session's garden, by uid; whoever is not known yet is looked at.

    For 50,000 people it takes half a second to find all, so whoever wants them all calls `find` again and again,
    and does other things between.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._waiting: list[str] | None = None
        session.subscribe(self._follow)

    def __missing__(self, uid: str) -> Standing:
        """Look at one contact. Raises KeyError for a uid that is no contact's."""
        session = self._session
        found = self[uid] = standing_of(session.garden, session.rules, uid, session.today)
        return found

    def find(self, people: int) -> bool:
        """Look at so many more of those not looked at yet; whether all are known now."""
        contacts = self._session.garden.contacts
        if self._waiting is None:
            self._waiting = [uid for uid in contacts if uid not in self]
        for uid in self._waiting[-people:]:
            if uid in contacts and uid not in self:
                self.__missing__(uid)
        del self._waiting[-people:]
        return not self._waiting

    def _follow(self, changed: Changed) -> None:
        if changed.cause == "day":
            self.clear()
            self._waiting = None
            return
        for uid in changed.touched:
            self.pop(uid, None)
        if self._waiting is not None:
            self._waiting.extend(changed.touched)
