"""`netgarden unsaved`: changes that an earlier run could not save, brought in or thrown away."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import click

from netgarden.change.history import belated
from netgarden.cli.context import Command, open_session
from netgarden.cli.output import Line, say, show
from netgarden.errors import NothingMatchedError, UsageError
from netgarden.session.session import Session
from netgarden.session.unsaved import bring_in, fitting_words, stayed_words, throw_away

NOTHING = "Nothing waits: everything was saved."


@click.command("unsaved", cls=Command, examples=("netgarden unsaved", "netgarden unsaved --save"))
@click.option("--save", "saves", is_flag=True, help="Bring it in.")
@click.option("--throw-away", "throws", is_flag=True, help="Remove it for good.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def unsaved_command(saves: bool, throws: bool, as_json: bool) -> None:
    """Show the changes that could not be saved when netgarden was left: the disk was full, or the file locked.

    They wait until they are brought in or thrown away. A value that was changed since stays as it is.
    """
    if saves and throws:
        raise UsageError("Give either --save or --throw-away.")
    session = open_session(tells=False)
    view = UnsavedView(session)
    if not (saves or throws):
        show(view, as_json)
        return
    waiting = [notice for notice in view.notices if notice.drafts]
    if not waiting:
        raise NothingMatchedError(NOTHING)
    for notice in waiting:
        if saves:
            stayed = list(stayed_words(session.garden, belated(session.garden, notice.change)))
            done = bring_in(session, notice)
            session.save()
            say(f"Saved: {done}.")
            for line in stayed:
                say(f"  {line}")
        else:
            say(f"Done: {throw_away(session, notice)}.")


class UnsavedView(NamedTuple):
    """The unsaved changes that wait to be brought in."""

    session: Session

    @property
    def notices(self) -> list[Any]:
        """The notices about it."""
        return [notice for notice in self.session.notices if notice.kind == "unsaved"]

    def lines(self) -> Iterator[Line]:
        """Yield a heading, then a line for each value that would be set, or would stay."""
        if not self.notices:
            yield NOTHING
        for notice in self.notices:
            yield [(notice.message, "bold")]
            for line in fitting_words(self.session.garden, belated(self.session.garden, notice.change)):
                yield f"  {line}"

    def plain(self) -> list[dict[str, Any]]:
        """The changes in the order in which they were made."""
        return [
            {
                "label": change.label,
                "values": [
                    {field: getattr(patch, field) for field in ("table", "uid", "path", "before", "after")}
                    for patch in change.patches
                ],
            }
            for notice in self.notices
            for draft in notice.drafts
            for change in draft.changes
        ]
