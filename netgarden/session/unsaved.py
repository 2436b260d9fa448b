"""Changes that could not be saved: said when one leaves, offered at the next start, brought in as one change.

What the garden has by then is passed over; what was changed since gives way, as in an undo, and is said.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from netgarden.change.change import Change, net
from netgarden.change.garden import Garden
from netgarden.change.history import Belated, belated
from netgarden.errors import GardenFileError
from netgarden.session.record_words import patch_words, set_words
from netgarden.storage.notices import Notice
from netgarden.storage.store import Store, Waiting
from netgarden.text.plain import clean, plural, shortened

if TYPE_CHECKING:
    from netgarden.session.session import Session

TOLD = 3
"""The most changes named before the rest is counted."""

TOLD_LOST = 200
"""The most lost values that are printed."""


def notices_of_unsaved(garden: Garden, store: Store, waiting: Waiting) -> list[Notice]:
    """Return what earlier runs could not save, as notices; drafts that hold nothing new are removed."""
    found = [
        Notice("unsaved", f"{file} is to hold changes that could not be saved, but cannot be read.")
        for file in waiting.unreadable
    ]
    if waiting.drafts:
        changes = [change for draft in waiting.drafts for change in draft.changes]
        count = plural(len(changes), "unsaved change")
        change = Change(f"bring in {count}", net(changes))
        fitting = belated(garden, change)
        if not fitting.change and not fitting.stayed:
            store.throw_away(waiting.drafts)
            return found
        since = f"{waiting.drafts[0].made_at.astimezone():%d %b %H:%M}".lstrip("0")
        message = f"{count} of {since} waits: {labels(changes)}." if len(changes) == 1 else (
            f"{count} since {since} wait: {labels(changes)}."
        )  # fmt: skip
        found.append(Notice("unsaved", message, change, drafts=waiting.drafts))
    return found


def bring_in(session: "Session", notice: Notice) -> str:
    """Bring in what waits, as one change; what was done, and what stayed.

    Raises GardenFileError if all of it was changed since, or the garden is read-only; it waits on then.
    """
    if session.store is None or not all(map(session.store.is_waiting, notice.drafts)):
        return "nothing: another window brought it in or threw it away"
    fitting = belated(session.garden, notice.change)
    if not session.do(fitting.change, notice.drafts):
        raise GardenFileError("All of it was changed since: nothing of it can be brought in any more.")
    stayed = f"; {plural(len(fitting.stayed), 'value')} changed since and left as they are"
    return fitting.change.label + (stayed if fitting.stayed else "")


def throw_away(session: "Session", notice: Notice) -> str:
    """Remove what waits for good; what was done."""
    if session.store is not None:
        session.store.throw_away(notice.drafts)
    return f"throw away {plural(sum(len(draft.changes) for draft in notice.drafts), 'unsaved change')}"


def fitting_words(garden: Garden, fitting: Belated) -> Iterator[str]:
    """Return what bringing it in would set, a line a value, and then what would stay."""
    for patch in fitting.change.patches:
        yield patch_words(garden, patch)
    yield from stayed_words(garden, fitting)


def stayed_words(garden: Garden, fitting: Belated) -> Iterator[str]:
    """Return what gives way, a line a value, with what had not been saved."""
    for patch in fitting.stayed:
        yield f"{patch_words(garden, patch)}, but it was changed since and stays as it is"


def parting_words(store: Store, unsaved: Sequence[Change]) -> Iterator[str]:
    """Return what to say at the exit about changes that could not be saved: where they are, or what is lost."""
    yield f"NOT SAVED ({store.status.reason.rstrip('.') or 'the disk does not answer'}): {labels(unsaved)}."
    lost = store.lost
    if len(lost) < len(unsaved):
        count = plural(len(unsaved) - len(lost), "change is", "changes are")
        yield f"{count} kept, and offered at the next start."
    if lost:
        count = plural(len(lost), "change", "changes")
        yield f"{count} could not be kept either ({store.not_kept}), and would have to be made again:"
        words = [line for change in lost for line in _lost_words(change)]
        yield from words[:TOLD_LOST]
        if len(words) > TOLD_LOST:
            yield f"  and {plural(len(words) - TOLD_LOST, 'more value')}"


def labels(changes: Sequence[Change]) -> str:
    """Return the labels of changes, the first few of them."""
    named = "; ".join(shortened(change.label, 80) for change in changes[:TOLD])
    more = f" and {len(changes) - TOLD:,} more" if len(changes) > TOLD else ""
    return clean(named) + more


def _lost_words(change: Change) -> Iterable[str]:
    yield f"  {clean(change.label)}"
    for patch in change.patches:
        if patch.after is not None:
            field = patch.path.partition("/")[0].replace("_", " ") or patch.table.removesuffix("s")
            yield f"    {field}: {set_words(patch)}"
