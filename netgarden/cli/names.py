"""Names of people on the command line: finding the person, and completing the name in the shell."""

from collections.abc import Callable, Collection

import click
from click.shell_completion import CompletionItem

from netgarden.cli.context import open_session
from netgarden.errors import NetgardenError, NothingMatchedError, UsageError
from netgarden.people.namesakes import told_apart
from netgarden.records.contact import Contact
from netgarden.session.session import Session
from netgarden.text.plain import clean, fold, shortened

CLEARLY = 10.0
"""The points by which the best match has to lead the second to be taken for the person meant."""

SHOWN = 100
"""Characters of a query that are said again."""

CANDIDATES = 6
"""The most people named where a name fits several."""


def person(session: Session, name: str) -> Contact:
    """The one person whom `name` means: a uid, a full name or alias, an email, else whatever find understands.

    Raises NothingMatchedError where nobody fits, or several do; then it lists them.
    """
    name = clean(name).removeprefix("@")
    if not fold(name):
        raise UsageError("A name is needed: there is not a letter in this one.")
    contacts = session.garden.contacts
    if name in contacts:
        return contacts[name]
    called = _called(session, name)
    if len(called) == 1:
        return called[0]
    if not called:
        found = session.find(name, limit=CANDIDATES) or session.find(f"{name} is:archived", limit=CANDIDATES)
        if found and (len(found) == 1 or found[0].score - found[1].score >= CLEARLY):
            return contacts[found[0].uid]
        called = [contacts[match.uid] for match in found]
    if not called:
        raise nobody_fits(session, name)
    raise NothingMatchedError(
        f"“{name}” fits several people: {', '.join(_named(called[:CANDIDATES]))}"
        f"{' and more' if len(called) > CANDIDATES else ''}. Add their org or place, or give an email or uid."
    )


def _called(session: Session, name: str) -> list[Contact]:
    """Return the people with this full name, alias or address; archived ones only if there is nobody else."""
    folded, address = fold(name), name.casefold()
    found = [
        contact
        for contact in session.garden.contacts.values()
        if fold(contact.name) == folded
        or any(fold(alias) == folded for alias in contact.aliases)
        or any(email.casefold() == address for email in contact.emails)
    ]
    return [contact for contact in found if not contact.archived] or found


def _named(people: list[Contact]) -> list[str]:
    """Each by name and what tells them apart."""
    told = zip(people, told_apart(people), strict=True)
    return [f"{contact.name} ({beside})" if beside else contact.name for contact, beside in told]


def nobody_fits(session: Session, query: str) -> NothingMatchedError:
    """That a query means nobody, and why where the profile is to blame."""
    from netgarden.search.filters import parse_query

    if not session.garden.profile.interests and any(one.key == "with" for one in parse_query(query).filters):
        return NothingMatchedError(
            "Your profile has no interests that anybody could share: netgarden me --interest climate adds one."
        )
    return NothingMatchedError(f"Nobody fits “{shortened(clean(query), SHOWN)}”.")


def complete_name(ctx: click.Context, param: click.Parameter, incomplete: str) -> list["CompletionItem[str]"]:
    """The names that begin as typed, else those with a later word that does; none of who is archived.

    Behind words of a name that were typed one by one only the rest of it is offered.
    """
    before = " ".join(ctx.params.get(param.name or "") or ()) if param.nargs == -1 else ""
    wanted, skipped = fold(f"{before} {incomplete}"), len(before.split())
    names = {one.name: one.org for one in _contacts(ctx) if not one.archived}
    first = sorted(name for name in names if fold(name).startswith(wanted))
    later = () if first or skipped else sorted(name for name in names if f" {wanted}" in fold(name))
    return [
        CompletionItem(" ".join(name.split()[skipped:]), help=names[name] or None)
        for name in first or later
        if len(name.split()) > skipped
    ]


def complete_member(
    field: str,
) -> Callable[[click.Context, click.Parameter, str], list["CompletionItem[str]"]]:
    """Completion of one of the tags or interests in use, or of whatever else `field` of a contact has."""

    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list["CompletionItem[str]"]:
        members: set[str] = set()
        for contact in _contacts(ctx):
            value = getattr(contact, field)
            members.update((value,) if isinstance(value, str) else value)
        return [
            CompletionItem(one) for one in sorted(members) if one and fold(one).startswith(fold(incomplete))
        ]

    return complete


def _contacts(ctx: click.Context) -> Collection[Contact]:
    """Everybody; nobody where the garden cannot be read: a completion has nowhere to complain."""
    with ctx.scope():
        try:
            return open_session().garden.contacts.values()
        except NetgardenError:
            return ()
