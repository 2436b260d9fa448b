"""One page a person in Markdown, with YAML front matter: for Obsidian and the like."""

import json
import re
from collections.abc import Sequence

from netgarden.people.brief import Brief
from netgarden.people.brief_lines import brief_lines
from netgarden.records.contact import Contact
from netgarden.records.interaction import Interaction

_ACTIVE = re.compile(r"([\\`*_\[\]<>#|!~$^=])")
_LINE_START = re.compile(r"^(\s*)([-+]|\d+[.)])(\s)", re.MULTILINE)
_NO_FILE = re.compile(r'[\\/:*?"<>|#^\[\]\x00-\x1f]+')


def page(contact: Contact, brief: Brief, history: Sequence[Interaction]) -> str:
    """The page of a contact: front matter, the brief, notes as they are, and everything that happened."""
    lines = ["---", *_front(contact), "---", "", f"# {plain(contact.name)}", ""]
    for label, text in brief_lines(brief):
        lines.append(f"- **{plain(label)}** {plain(text)}" if label else f"{plain(text)}\n")
    if contact.notes:
        lines += ["", "## Notes", "", plain(contact.notes)]
    if history:
        lines += ["", "## History", ""]
        for entry in history:
            text = entry.summary or entry.raw or entry.kind
            lines.append(
                f"- {entry.on.isoformat()} {entry.kind}: {plain(text).replace(chr(10), chr(10) + '  ')}"
            )
    return "\n".join(lines).rstrip() + "\n"


def plain(text: str) -> str:
    """Text that stays text in Markdown: nothing in it is markup, a link or HTML."""
    return _LINE_START.sub(r"\1\\\2\3", _ACTIVE.sub(r"\\\1", text))


def file_name(contact: Contact, taken: set[str]) -> str:
    """A file name for a contact's page, unlike those `taken` in any case; it is added to them."""
    base = " ".join(_NO_FILE.sub(" ", contact.name).split()).strip(" .")[:80] or contact.uid
    name = base if base.casefold() not in taken else f"{base} {contact.uid}"
    taken.add(name.casefold())
    return f"{name}.md"


def _front(contact: Contact) -> list[str]:
    # JSON is YAML, and quotes whatever YAML would take for something else.
    fields: dict[str, object] = {
        "uid": contact.uid,
        "name": contact.name,
        "aliases": list(contact.aliases),
        "org": contact.org,
        "role": contact.role,
        "place": contact.place,
        "emails": list(contact.emails),
        "phones": list(contact.phones),
        "links": list(contact.links),
        "birthday": contact.birthday,
        "met": contact.met_on,
        "interests": list(contact.interests),
        "tags": [re.sub(r"\s+", "-", tag) for tag in contact.tags],
        "tier": contact.tier,
        "cadence": contact.cadence,
    }
    return [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items() if value]
