"""Decisions that wait for the user: values in conflict, and news of the file. Nothing is blocked by them."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from netgarden.change.history import belated, invert
from netgarden.errors import GardenFileError
from netgarden.records.notice_kinds import NOTICES
from netgarden.session.record_words import place_words, value_words
from netgarden.session.session import Session
from netgarden.session.unsaved import bring_in, fitting_words, throw_away
from netgarden.storage.notices import Notice
from netgarden.storage.records import Conflict
from netgarden.text.plain import plural

TOLD = 30
"""The most waiting values that are listed one by one."""


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
    return f"{about_conflict(session, conflict)}: {values}"


def about_conflict(session: Session, conflict: Conflict) -> str:
    """Return whose value it is, and which: `Ada Lovelace · role`."""
    return place_words(session.garden, conflict.table, conflict.uid, conflict.path)


def settle(session: Session, conflict: Conflict, value: object) -> str:
    """Make one of the values of a conflict the only one; what was done."""
    label = f"decide {about_conflict(session, conflict)}: {value_words(value)}"
    session.settle(conflict, value, label)
    return label


def _about_conflict(session: Session, conflict: Conflict) -> Decision:
    values = (conflict.shown, *conflict.others)
    options = [Option(value_words(value), partial(settle, session, conflict, value)) for value in values]
    detail = "Two devices set this without knowing of each other. Both values are kept until you choose one."
    return Decision(conflict_words(session, conflict), detail, tuple(options[:9]))


def _about_notice(session: Session, notice: Notice) -> Decision:
    def answer(act: Callable[[Session, Notice], str]) -> Callable[[], str]:
        def take() -> str:
            done = act(session, notice)
            session.notices.remove(notice)
            return done

        return take

    kind = NOTICES[notice.kind]
    options = [Option("leave it as it is", answer(lambda session, notice: ""))]
    if notice.change or notice.paths:
        options.append(Option(kind.offer, answer(_acted)))
    if notice.drafts:
        options.append(Option("throw it away", answer(throw_away)))
    size = f" ({plural(len(notice.change.patches), 'value')})" if notice.change else ""
    detail = kind.detail
    if notice.drafts:
        words = list(fitting_words(session.garden, belated(session.garden, notice.change)))
        more = f"\n… and {plural(len(words) - TOLD, 'more value')}" if len(words) > TOLD else ""
        detail = "\n".join([detail, "", *words[:TOLD]]) + more
    return Decision(notice.message + size, detail, tuple(options))


def _acted(session: Session, notice: Notice) -> str:
    if notice.kind == "copies" and session.store is not None:
        for path in notice.paths:
            session.store.merge_file(path)
        return f"join {', '.join(path.name for path in notice.paths)}"
    if notice.kind == "unsaved":
        return bring_in(session, notice)
    change = invert(session.garden, notice.change).change if notice.kind == "outside" else notice.change
    if not session.do(change):
        raise GardenFileError("Nothing of it can be changed any more: it was edited since.")
    return change.label
