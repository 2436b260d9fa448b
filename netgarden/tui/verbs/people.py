"""Who somebody is: adding, editing, deleting, copying, opening."""

import re
from collections.abc import Callable, Mapping

from netgarden.change.change import Change
from netgarden.errors import UsageError
from netgarden.people.brief_lines import brief_lines
from netgarden.records.record import Plain
from netgarden.session.session import Session
from netgarden.tui import screens
from netgarden.tui.verbs.context import Context
from netgarden.tui.verbs.verb import PersonVerb, Verb
from netgarden.verbs import people as actions


class Add(Verb):
    """Add a person."""

    def run(self, context: Context) -> None:
        """Ask for the fields, with none given yet."""
        add(context)


def add(context: Context, words: str = "") -> None:
    """Ask for the fields of a new person, and go to them; `words` are their name so far."""
    session = context.session
    added: list[str] = []

    def change(texts: dict[str, str]) -> Change:
        values = {"name": words, **_parsed(session, texts)}
        made, uid = actions.add_contact(session.garden, session.rules, values, session.today)
        added[:] = [uid]
        return made

    def filled_in(texts: dict[str, str] | None) -> None:
        if texts is not None and (texts or words) and context.do(lambda _: change(texts)):
            context.go_to(added[0])

    title = "A new person · the name is enough"
    context.open(screens.EditScreen(title, {"name": words}, change, rules=session.rules), filled_in)


class Card(PersonVerb):
    """Open the whole card."""

    def run(self, context: Context) -> None:
        """Open that of the person under the cursor."""
        if context.person:
            context.open_card(context.person)


class Edit(PersonVerb):
    """Edit the fields of one person."""

    def run(self, context: Context) -> None:
        """Open the form at the name."""
        edit(context, "name")


class Interests(PersonVerb):
    """Edit interests and tags; of several people add some to all."""

    def run(self, context: Context) -> None:
        """Open the form at the interests, or ask for those to add."""
        if len(context.people) < 2:
            edit(context, "interests")
            return
        garden = context.session.garden

        def wanted(text: str) -> dict[str, list[str]]:
            words = [word.strip() for word in text.split(",") if word.strip(" #")]
            if not words:
                raise UsageError("Write tags, or interests with # before them, with commas between.")
            interests = [word.strip("# ") for word in words if word.startswith("#")]
            return {"interests": interests, "tags": [word for word in words if not word.startswith("#")]}

        def said(text: str) -> str:
            named = {field: ", ".join(members) for field, members in wanted(text).items() if members}
            return " · ".join(f"{field}: {members}" for field, members in named.items())

        def add_all(people: tuple[str, ...], text: str) -> Change:
            changes = [
                actions.add_members(garden, people, field, members)
                for field, members in wanted(text).items()
                if members
            ]
            label = f"add {text.strip()} to {actions.who(garden, people)}"
            return Change(label, tuple(patch for change in changes for patch in change.patches))

        def chosen(text: str) -> None:
            context.do(lambda people: add_all(people, text))

        context.ask_text(f"Add to {context.who}", said, chosen, placeholder="board, alumni, #sailing")


def edit(context: Context, first: str) -> None:
    """Open the form of one person, at the field `first`."""
    session, uid = context.session, context.person
    if uid is None:
        return
    contact = session.garden.contacts[uid]

    def change(texts: dict[str, str]) -> Change:
        return actions.edit_contact(
            session.garden, session.rules, uid, _parsed(session, texts), session.today
        )

    def edited(texts: dict[str, str] | None) -> None:
        if texts:
            context.do(lambda _: change(texts))

    from netgarden.records.fields import EDITABLE, field_text

    values = {field.name: field_text(contact, field.name, session.garden.contacts) for field in EDITABLE}
    context.open(screens.EditScreen(contact.name, values, change, rules=session.rules, first=first), edited)


def _parsed(session: Session, texts: Mapping[str, str]) -> dict[str, Plain]:
    """Return the values that the texts of a form write."""
    from netgarden.records.fields import parse_field

    return {name: parse_field(name, text, session.garden.contacts) for name, text in texts.items()}


class Draft(PersonVerb):
    """Draft a message to one person."""

    def run(self, context: Context) -> None:
        """Open the draft; it may end with an entry to write."""
        if context.person:
            context.open_for_step(screens.DraftScreen(context.session, context.person))


class Archive(PersonVerb):
    """Put people out of sight, or bring them back."""

    def run(self, context: Context) -> None:
        """Bring them back if all of them are away; else put them away."""
        garden = context.session.garden
        away = all(garden.contacts[uid].archived for uid in context.people)
        context.do(lambda people: (actions.unarchive if away else actions.archive)(garden, people))


class Delete(PersonVerb):
    """Delete people, with what is only about them."""

    def run(self, context: Context) -> None:
        """Delete them at once; undo brings all back."""
        context.do(lambda people: actions.delete_contact(context.session.garden, people))


class Why(PersonVerb):
    """Say why a person is where they are."""

    def run(self, context: Context) -> None:
        """Show the reasons on a sheet."""
        session, uid = context.session, context.person
        if uid:
            from netgarden.due.explain import explain

            lines = explain(session.garden, session.rules, uid, session.today)
            context.open(screens.TextSheet(session, session.garden.contacts[uid].name, lines))


class Copy(PersonVerb):
    """Copy an email, a phone number or the brief."""

    def run(self, context: Context) -> None:
        """Ask which, where there are several."""
        if not context.person:
            return
        contact = context.session.garden.contacts[context.person]
        texts = {
            f"{label} {value}".strip(): value
            for value, label in (*contact.emails.items(), *contact.phones.items())
        }
        brief = context.session.brief(context.person)
        texts["the brief"] = "\n".join(
            [contact.name, *(f"{label:9}{text}" for label, text in brief_lines(brief))]
        )
        choose(context, "Copy", texts, lambda text: copy(context, text))


def copy(context: Context, text: str) -> None:
    """Copy a text, and say so."""
    context.app.copy_to_clipboard(text)
    first, _, _ = text.partition("\n")
    context.say(f"✓ copied {first}")


class OpenLink(PersonVerb):
    """Open a mail address or a link of somebody."""

    def run(self, context: Context) -> None:
        """Ask which, where there are several."""
        if not context.person:
            return
        contact = context.session.garden.contacts[context.person]
        links = link_addresses(contact.emails, contact.links)
        if not links:
            context.say(f"{contact.name} has no mail address or link yet · {context.keys['edit']} to add one")
            return
        choose(context, "Open", links, context.app.open_url)


def choose(context: Context, title: str, texts: Mapping[str, str], then: Callable[[str], None]) -> None:
    """Take the only one of some texts, or ask which of the first nine."""
    choices = list(texts.items())[:9]
    if len(choices) == 1:
        then(choices[0][1])
        return
    keys = [screens.Choice(str(place), label) for place, (label, _) in enumerate(choices, 1)]
    context.ask(title, keys, lambda key: then(choices[int(key) - 1][1]))


def link_addresses(emails: Mapping[str, str], links: Mapping[str, str]) -> dict[str, str]:
    """Return what can be opened: as it is written, to the address that a browser or mail program takes."""
    from netgarden.messages.drafts import mailto

    found = {address: mailto((address,), "", "") for address in emails}
    for link in links:
        if link.startswith(("https://", "http://")):
            found[link] = link
        elif _BARE_LINK.match(link):
            found[link] = f"https://{link}"
    return found


_BARE_LINK = re.compile(r"[\w-]+(\.[\w-]+)+(/\S*)?\Z")
"""`linkedin.com/in/ada`: a web address as it is written on a card."""

VERBS: dict[str, Verb] = {
    "add": Add(),
    "card": Card(),
    "edit": Edit(),
    "interests": Interests(),
    "draft": Draft(),
    "archive": Archive(),
    "delete": Delete(),
    "why": Why(),
    "copy": Copy(),
    "open_link": OpenLink(),
}
