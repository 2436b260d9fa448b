"""LinkedIn's `messages.csv`: what was written to whom, as one entry for each conversation and day."""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date

from netgarden.errors import UsageError
from netgarden.formats.candidate import Entry, Reading, Skipped
from netgarden.formats.readers.tables import Row, Table
from netgarden.records.kinds import Direction
from netgarden.text.plain import clean, fold

NAME = "linkedin-messages"

WORDS = frozenset(
    {
        "conversation id", "conversation title", "from", "to", "sender profile url", "recipient profile urls", "date",
        "subject", "content", "folder",
    }
)  # fmt: skip
"""The folded headers that are known."""


def recognises(header: list[str]) -> bool:
    """Return whether a table's header is that of LinkedIn's messages."""
    return {"conversation id", "from", "to", "date", "content"} <= {fold(name) for name in header}


def read(table: Table, mapping: Mapping[str, str]) -> Reading:
    """Entries with those who are in the garden; the profile that is in most conversations is mine.

    Raises UsageError for a mapping: the columns of this file are fixed.
    """
    if mapping:
        raise UsageError("The columns of LinkedIn's messages are known: leave --map out.")
    reading = Reading(
        format=NAME,
        encoding=table.encoding,
        entries=[],
        skipped=[],
        warnings=list(table.warnings),
        mapping={},
    )
    at = {fold(name): number for number, name in enumerate(table.header)}
    rows = [_Message(row, at) for row in table.rows]
    me = _me(rows)
    reading.mine = frozenset({me} if me else ())
    days: dict[tuple[str, date], list[_Message]] = {}
    for message in rows:
        if message.on is None:
            reading.skipped.append(Skipped(message.where, "no date"))
        else:
            days.setdefault((message.conversation, message.on), []).append(message)
    for (conversation, on), messages in days.items():
        others = tuple(dict.fromkeys(one for message in messages for one in message.everybody if one != me))
        if not others:
            reading.skipped.append(Skipped(messages[0].where, "with nobody but yourself"))
            continue
        sent = {message.sender == me for message in messages}
        direction: Direction = "both" if len(sent) == 2 else "out" if sent == {True} else "in"
        text = "\n".join(dict.fromkeys(message.text for message in messages if message.text))
        reading.entries.append(
            Entry(
                on=on,
                kind="message",
                direction=direction,
                people=others,
                where=messages[0].where,
                summary=clean(text.partition("\n")[0])[:200],
                raw=text,
                ref=f"{conversation} {on}",
            )
        )
    return reading


class _Message:
    """One row."""

    def __init__(self, row: Row, at: Mapping[str, int]) -> None:
        def cell(name: str) -> str:
            number = at.get(name, -1)
            return row.cells[number].strip() if 0 <= number < len(row.cells) else ""

        self.where = f"line {row.line}"
        self.sender = cell("sender profile url") or clean(cell("from"))
        profiles = [one for one in re.split(r"[,;\s]+", cell("recipient profile urls")) if one]
        recipients = profiles or [name for name in map(clean, cell("to").split(",")) if name]
        self.everybody = [one for one in (self.sender, *recipients) if one and one != "LinkedIn Member"]
        self.conversation = clean(cell("conversation id"))[:120]
        subject = clean(cell("subject"))
        body = clean(re.sub(r"<[^<>]{1,400}>", " ", cell("content")), multiline=True).strip()
        self.text = "\n".join(part for part in (subject, body) if part)
        try:
            self.on: date | None = date.fromisoformat(cell("date")[:10])
        except ValueError:
            self.on = None


def _me(messages: list[_Message]) -> str:
    """Return the one who takes part in most conversations, where there is more than one conversation."""
    found: Counter[str] = Counter()
    for conversation, one in {
        (message.conversation, one) for message in messages for one in message.everybody
    }:
        del conversation
        found[one] += 1
    ranked = found.most_common(2)
    if len(ranked) == 2 and ranked[0][1] == ranked[1][1]:
        return ""
    return ranked[0][0] if ranked else ""
