"""What waits for a decision of the user: values in conflict, and news of the file. Nothing is blocked by it."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from netgarden.domain.history import invert
from netgarden.domain.tables import FIELDS
from netgarden.domain.text import plural
from netgarden.errors import GardenFileError
from netgarden.services.session import Session
from netgarden.storage.notices import Notice
from netgarden.storage.records import Conflict


class Option(NamedTuple):
    """One answer."""

    label: str
    take: Callable[[], str]
    """Carry it out; what was done, empty where all stays as it is. Raises NetgardenError if it cannot be."""


class Decision(NamedTuple):
    """A question, with what holds until it is answered as the first option."""

    title: str
    """On one line."""
    detail: str
    """A few sentences."""
    options: tuple[Option, ...]


def decisions(session: Session) -> list[Decision]:
    """Everything that waits, conflicts first."""
    found = [_about_conflict(session, conflict) for conflict in session.conflicts]
    return found + [_about_notice(session, notice) for notice in session.notices]


def conflict_words(session: Session, conflict: Conflict) -> str:
    """`Ada Lovelace · role: Partner, or CTO`."""
    values = ", or ".join(map(value_words, (conflict.shown, *conflict.others)))
    return f"{_whose(session, conflict)} · {conflict.path.replace('_', ' ').replace('/', ' ')}: {values}"


def value_words(value: object) -> str:
    """A value of a field, in words; `nothing` for none."""
    if value is None or value == "":
        return "nothing"
    return "yes" if value is True else str(value)


def _whose(session: Session, conflict: Conflict) -> str:
    record = session.garden.find(conflict.table, conflict.uid) if conflict.table in FIELDS else None
    if conflict.table == "profile":
        return "My profile"
    people = (conflict.uid,) if conflict.table == "contacts" else record.mentions() if record else ()
    names = [contact.name for uid in people if (contact := session.garden.contacts.get(uid))]
    about = "" if conflict.table == "contacts" else f" ({conflict.table.removesuffix('s')})"
    return (", ".join(names[:2]) or "Somebody") + about


def _about_conflict(session: Session, conflict: Conflict) -> Decision:
    title = conflict_words(session, conflict)
    label = f"decide {title.split(': ')[0]}"

    def take(value: object) -> str:
        session.settle(conflict, value, label)
        return f"{label}: {value_words(value)}"

    options = [
        Option(value_words(value), partial(take, value)) for value in (conflict.shown, *conflict.others)
    ]
    detail = "Two devices set this without knowing of each other. Both values are kept until you choose one."
    return Decision(title, detail, tuple(options[:9]))


_DETAIL = {
    "outside": "It is in the garden already. Taking it back is a change like any other, and can be undone.",
    "kept": "A sync or another program took them out of the file. They were kept here; removing them can be undone.",
    "older": "What netgarden holds is kept. Going to the other version is a change like any other, and can be undone.",
    "copies": "A sync program left another copy of this garden there. Joining loses nothing of either; "
    "the copy itself stays where it is.",
    "missing": "The next save writes it anew. “netgarden backups” lists the earlier versions.",
}
_DO = {
    "outside": "take it back",
    "kept": "remove them here too",
    "older": "go to the other version",
    "copies": "join them",
}


def _about_notice(session: Session, notice: Notice) -> Decision:
    def leave() -> str:
        session.notices.remove(notice)
        return ""

    def act() -> str:
        done = _acted(session, notice)
        session.notices.remove(notice)
        return done

    options = [Option("leave it as it is", leave)]
    if notice.kind in _DO and (notice.change or notice.paths):
        options.append(Option(_DO[notice.kind], act))
    size = f" ({plural(len(notice.change.patches), 'value')})" if notice.change else ""
    return Decision(notice.message + size, _DETAIL[notice.kind], tuple(options))


def _acted(session: Session, notice: Notice) -> str:
    if notice.kind == "copies" and session.store is not None:
        for path in notice.paths:
            session.store.merge_file(path)
        return f"join {', '.join(path.name for path in notice.paths)}"
    change = invert(session.garden, notice.change).change if notice.kind == "outside" else notice.change
    if not session.do(change):
        raise GardenFileError("Nothing of it can be changed any more: it was edited since.")
    return change.label
