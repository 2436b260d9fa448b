"""The INSERT statements of an SQL dump, to rows. Nothing is executed."""

import re
from collections.abc import Iterator

_INSERT = re.compile(r"(?i)INSERT\s+(?:IGNORE\s+)?INTO\s+[`\"]?(\w+)[`\"]?\s*\(([^()]*)\)\s*VALUES\s*")
_VALUE = re.compile(
    r"\s*(?:'((?:[^'\\]|\\.|'')*)'|\"((?:[^\"\\]|\\.|\"\")*)\"|([^\s,()'\"][^,()]*?)|)\s*([,)])", re.DOTALL
)
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "0": "", "Z": "", "b": ""}


def inserted_rows(text: str) -> Iterator[tuple[str, dict[str, str | None]]]:
    """Table and row (column to value) of each INSERT; a value is text, or None for NULL.

    A row that cannot be read ends its statement; the next statement is read again.
    """
    at = 0
    while match := _INSERT.search(text, at):
        table = match[1].lower()
        columns = [column.strip(' \n\r\t`"') for column in match[2].split(",")]
        at = match.end()
        while text[at : at + 1] == "(":
            values, at = _row(text, at + 1)
            if values is None:
                break
            if len(values) == len(columns):
                yield table, dict(zip(columns, values, strict=True))
            while text[at : at + 1].isspace() or text[at : at + 1] == ",":
                at += 1


def _row(text: str, at: int) -> tuple[list[str | None] | None, int]:
    values: list[str | None] = []
    while match := _VALUE.match(text, at):
        values.append(_value(match))
        at = match.end()
        if match[4] == ")":
            return values, at
    return None, at


def _value(match: re.Match[str]) -> str | None:
    for group, quote in ((1, "'"), (2, '"')):
        if match[group] is not None:
            plain = match[group].replace(quote * 2, quote)
            return re.sub(r"\\(.)", lambda found: _ESCAPES.get(found[1], found[1]), plain, flags=re.DOTALL)
    word = (match[3] or "").strip()
    if not word or word.upper() == "NULL":
        return None
    return word
