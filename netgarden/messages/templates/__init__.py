"""Templates of messages: text files with named slots and optional lines, which a person can override.

A line with a slot that has no value is left out. A line that begins with `| ` stands in for the line before it
where that one was left out. The lines of a paragraph are joined; one that ends with a comma ends there. The
first line may be `Subject: …`. A file of the same name in the person's own folder takes a template's place.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from netgarden.errors import NetgardenError
from netgarden.text.plain import clean

TEMPLATES = {
    "follow-up": "follow up",
    "check-in": "check in",
    "congratulation": "congratulate",
    "support": "support",
    "thanks": "thanks",
    "nudge": "nudge",
    "reconnect": "reconnect",
    "promise": "keep a promise",
    "report-back": "report back",
    "planned": "a planned talk",
    "ask-introduction": "ask for an introduction",
    "make-introduction": "make an introduction",
    "connect": "connect",
}
"""The templates by id, which is the name of the file without `.txt`, and what each is for."""

SLOTS = {
    "first": "their first name",
    "name": "their name",
    "org": "their organisation",
    "what": "role and organisation: Partner at Northwind",
    "me": "your name, from your profile",
    "met": "where you met: at PyCon 2024",
    "via": "who introduced you",
    "day": "the day you talked last: on Friday",
    "last": "the last words you noted",
    "silence": "how long you have not been in touch: 7 months",
    "shared": "interests you share",
    "topic": "an interest of theirs",
    "promise": "what you promised",
    "thanks": "what you thank for",
    "ask": "what you asked for",
    "asked": "when you asked: Two weeks ago",
    "result": "what their help came to",
    "plan": "the talk that is planned: call on Friday",
    "news": "their news: about your new job at Juniper",
    "birthday": "their first name, if it is their birthday",
    "want": "what they are looking for",
    "help": "what of yours, or whom you know, fits it",
    "seek": "what you are looking for, from your profile",
    "other": "somebody to introduce to them",
    "other_first": "the first name of that one",
    "other_what": "role and organisation of that one",
    "common": "what the two share",
}
"""The names that a template may hold, each in braces, as in `{first}`."""

MAX_BYTES = 64 * 1024
"""No template is longer; a longer file is another one put there by mistake."""

_SLOT = re.compile(r"\{([^{}\n]*)\}")


class TemplateError(NetgardenError):
    """A template that cannot be used; the text says which line and why."""


def read_template(name: str, folder: Path | None = None) -> tuple[str, str]:
    """The text of a template, and what is wrong with the person's own one if it could not be used.

    Raises KeyError for an id that is not in `TEMPLATES`.
    """
    if name not in TEMPLATES:
        raise KeyError(name)
    built_in = _built_in(name)
    file = folder / f"{name}.txt" if folder else None
    try:
        if file is None or not file.is_file():
            return built_in, ""
        own = _read(file)
        check(own)
    except (OSError, TemplateError) as error:
        said = error.strerror if isinstance(error, OSError) else str(error)
        return built_in, f"{file}: {said} · The built-in template is used; mend the file or remove it."
    return own, ""


def source_of(name: str, folder: Path) -> str:
    """The text of a template as one edits it: one's own, even a broken one, else the built-in one."""
    try:
        return _read(folder / f"{name}.txt")
    except (OSError, TemplateError):
        return _built_in(name)


def write_template(name: str, text: str, folder: Path) -> Path:
    """Make a text one's own template, and return its file; an empty one takes it away. Raises NetgardenError."""
    file = folder / f"{name}.txt"
    try:
        if text.strip():
            folder.mkdir(parents=True, exist_ok=True)
            file.write_text(text.rstrip("\n") + "\n", encoding="utf-8")
        else:
            file.unlink(missing_ok=True)
    except OSError as error:
        raise NetgardenError(f"{file} could not be written: {error.strerror}.") from error
    return file


def _built_in(name: str) -> str:
    from importlib.resources import files  # slow to import, and needed by drafts alone

    return files(__package__).joinpath(f"{name}.txt").read_text(encoding="utf-8")


def _read(file: Path) -> str:
    data = file.read_bytes()[: MAX_BYTES + 1]
    if len(data) > MAX_BYTES:
        raise TemplateError(f"it is longer than {MAX_BYTES // 1024} KiB")
    try:
        return clean(data.decode("utf-8-sig"), multiline=True)
    except UnicodeDecodeError as error:
        raise TemplateError("it is not UTF-8 text") from error


def check(template: str) -> None:
    """See whether a template can be filled. Raises TemplateError saying which line cannot."""
    if not template.strip():
        raise TemplateError("it is empty")
    before = ""
    for number, line in enumerate(template.split("\n"), 1):
        if line.startswith("|") and not before.strip():
            raise TemplateError(f"line {number} stands in for the line before it, but there is none")
        if stray := re.search(r"[{}]", _SLOT.sub("", line)):
            raise TemplateError(f"line {number} has a “{stray[0]}” without its other half")
        for slot in _SLOT.findall(line):
            if slot not in SLOTS:
                raise TemplateError(
                    f"line {number} has a slot {{{slot}}} that does not exist: {_meant(slot)}"
                )
        before = line


def _meant(slot: str) -> str:
    """Return the slot that may have been meant."""
    from difflib import get_close_matches

    near = get_close_matches(slot, SLOTS, 1)
    return f"do you mean {{{near[0]}}}?" if near else f"there are {', '.join(SLOTS)}"


def fill(template: str, facts: Mapping[str, str]) -> tuple[str, str]:
    """The subject and the body of a template that was checked, with the values of `facts` in its slots."""
    subject, lines = "", list(_lines(template, facts))
    if lines and lines[0].startswith("Subject:"):
        subject = lines.pop(0).removeprefix("Subject:").strip()
    paragraphs: list[str] = []
    joins = False
    for line in lines:
        if not line:
            joins = False
            continue
        if joins:
            paragraphs[-1] += ("\n" if paragraphs[-1].endswith(",") else " ") + line
        else:
            paragraphs.append(line)
        joins = True
    return subject, "\n\n".join(paragraphs)


def _lines(template: str, facts: Mapping[str, str]) -> Iterator[str]:
    """The lines that stand, filled."""
    stood = False
    for line in template.split("\n"):
        stands_in = line.startswith("|")
        if stands_in and stood:
            continue
        text = line.removeprefix("|").strip()
        stood = all(facts.get(slot) for slot in _SLOT.findall(text))
        if stood:
            yield _SLOT.sub(lambda match: facts[match[1]], text)
