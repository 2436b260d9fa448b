"""The documents of netgarden, as Markdown files in the package: `netgarden help TOPIC` shows them offline.

`{{name}}` in a document is a placeholder for what can be configured; `fill` puts in the value of the reader.
"""

import re
from collections.abc import Callable

DOCUMENTS = {
    "grammar": "how to write what happened: the composer and netgarden log",
    "rules": "who is due, when and why: the rules of the queue",
    "file-format": "the garden file, to the byte, and how copies of it are joined",
    "command-line": "what --json prints, and what the exit statuses mean",
    "architecture": "how the program is built, and where to add to it",
    "decisions": "what was decided, why, and what would change it",
    "changes": "what is new, by version",
}
"""Name of each document, and what it is about."""

PLACEHOLDER = re.compile(r"\{\{([a-z][\w.]*)\}\}")


def document(name: str) -> str:
    """Return the text of a document. Raises KeyError for a name that is not in `DOCUMENTS`."""
    from importlib.resources import files  # slow to import, and needed by whoever reads alone

    if name not in DOCUMENTS:
        raise KeyError(name)
    return files(__package__).joinpath(f"{name}.md").read_text(encoding="utf-8")


def section(text: str, heading: str) -> str:
    """Return what stands under a heading, up to the next of its level or above. Raises ValueError without one."""
    start = re.search(rf"^(#+) {re.escape(heading)}\n+", text, re.MULTILINE)
    if start is None:
        raise ValueError(f"there is no heading “{heading}”")
    end = re.compile(rf"^#{{1,{len(start[1])}}} ", re.MULTILINE).search(text, start.end())
    return text[start.end() : end.start() if end else len(text)].rstrip() + "\n"


def first_block(text: str) -> str:
    """Return what stands between the first pair of fences. Raises ValueError without one."""
    block = re.search(r"^```\w*\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    if block is None:
        raise ValueError("there is nothing between fences")
    return block[1]


def terms(text: str) -> dict[str, str]:
    """Return the terms of a list such as `- **seed**: no talk yet`, each with its explanation, in order."""
    return dict(re.findall(r"^- \*\*(.+?)\*\*: (.+)$", text, re.MULTILINE))


def fill(text: str, value: Callable[[str], str]) -> str:
    """Return the text with each placeholder replaced by what `value` says of its name."""
    return PLACEHOLDER.sub(lambda found: value(found[1]), text)
