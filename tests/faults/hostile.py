"""Hostile text, and garden files in which it stands in every field."""

import json
from collections.abc import Iterable
from typing import Any, TypeAlias

from netgarden.records.ids import decode, encode
from netgarden.records.profile import PROFILE_UID
from netgarden.storage import lines
from netgarden.storage.lines import Copy

TERMINAL = {
    "clear": "Ada\x1b[2J\x1b[66;6HLee",
    "title": "Ada\x1b]0;owned\x07Lee\x1b]2;owned\x1b\\",
    "clipboard": "Ada\x1b]52;c;b3duZWQ=\x1b\\Lee",
    "link": "Ada\x1b]8;;http://owned\x1b\\Lee\x1b]8;;\x1b\\",
    "device": "Ada\x1bPowned\x1b\\Lee\x1b_owned\x1b\\\x1b^owned\x1b\\\x1bXowned\x1b\\",
    "c1": "Ada\u009b2J\u009d0;owned\u009cLee\u0090owned\u009c\u0085\u0084",
    "lone": "Ada\x1bLee\x1b",
    "answer": "Ada\x1b[6nLee\x1b[c\x1b[>c\x1b[5n",
    "controls": "Ada\x07\x08\x08\x08\rLee\x00\x7f\x0b\x0c\x0e\x0f",
    "colour": "Ada\x1b[6;31;47mLee\x1b[8m\x1b7\x1bc",
    "replacement": "Ada\ufffdLee",
}
"""What a terminal acts on."""

MARKUP = {
    "close": "Ann [/foo] Lee [/]",
    "open": "[bold",
    "url": "[link=http://x]y[/link]",
    "click": "[@click=app.quit]x[/]",
    "red": "[red]Ann",
    "brackets": "[[ \\[Ann",
    "dollar": "$name {x} {0} %s %(x)s",
    "smile": ":smile: `Ann` **Lee** ![a](http://x) <b>x</b>",
    "grammar": "@ada owe: x; wants: y -- #z \\ call met:",
    "filter": 'org:x #tag is:due last:>3m "',
    "formula": '=HYPERLINK("http://x")',
    "shell": "'; rm -rf ~; $(id) `id` | & > < \" \\",
    "option": "--help",
}
"""What some syntax acts on."""

UNICODE = {
    "override": "evil\u202egnp.exe\u202c",
    "isolates": "\u2066a\u2069\u2067b\u2068c\u200e\u200f\u061cd",
    "tags": "Ann\U000e0001\U000e0041\U000e007f Lee",
    "breaks": "Ann\u2028Lee\u2029\u0085x\x1c\x1d",
    "joiners": "A" + "\u200d" * 300 + "B",
    "marks": "e" + "\u0301" * 500 + "Lee",
    "composed": "Zo\u00eb Quinn",
    "decomposed": "Zoe\u0308 Quinn",
    "turkish": "İlkay Işık ı",
    "sharp": "STRAẞE Weiß",
    "rtl": "سارة احمد",
    "cjk": "山田太郎" * 30,
    "odd cjk": "x" + "山田太郎" * 30,
    "family": "👩‍👩‍👧 Lee 👨‍👩‍👧‍👦",
    "variation": "☎\ufe0f❤\ufe0f\ufe0f\ufe0fa\ufe0e",
    "soft hyphen": "An\u00adn\u200bLee\u2060",
    "noncharacter": "Ann\ufdd0\uffff\ufffeLee\U0001fffe",
    "mark": "\ufeffAnn\ufeff",
    "homoglyph": "раураl",
    "null": "null",
    "nan": "NaN",
    "proto": "__proto__",
    "one": "1",
    "none": "None",
}
"""What looks like something else, or like nothing."""

SURROGATE = "Ann\ud800Lee"
"""No text at all: half of a character."""

EMPTY = ("", " ", "\u200b", "\t\n")
"""Names that are none."""

HOSTILE = TERMINAL | MARKUP | UNICODE
"""All of it by name."""

TODAY = "2026-11-22"
EARLY = "2025-01-01"

Tables: TypeAlias = dict[str, dict[int, dict[str, Any]]]
"""Table to document id to record."""


def records(texts: Iterable[str], *, malformed: bool = True) -> Tables:
    """Tables in which each of the texts stands in every field that holds text.

    Of three people a text, the first is whole: due, with a history, promises, wants and news; the second was never
    placed. The third, left out unless `malformed`, has the text also where a date, a cadence, a kind or a person's
    uid belongs.
    """
    tables: Tables = {
        table: {}
        for table in ("profile", "contacts", "interactions", "loops", "wants", "offers", "milestones", "ties")
    }
    first = ""
    for place, text in enumerate(texts):
        number = 1000 + place * 30
        _plant(tables, number, text, is_whole=True)
        unplaced = number + 10
        tables["contacts"][unplaced] = {
            "uid": encode(unplaced),
            "name": text,
            "org": text,
            "tags": [text],
            "notes": text,
        }
        if malformed:
            _plant(tables, number + 20, text, is_whole=False)
        first = first or text
    mine = dict.fromkeys(("name", "home"), first) | {
        field: [first] for field in ("interests", "offers", "wants", "places", "orgs")
    }
    pitches = {"short": first, first: first}
    tables["profile"][decode(PROFILE_UID)] = {"uid": PROFILE_UID, **mine, "pitches": pitches}
    return tables


def _plant(tables: Tables, number: int, text: str, *, is_whole: bool) -> None:
    def put(table: str, offset: int, /, **fields: Any) -> None:
        tables[table][number + offset] = {
            "uid": encode(number + offset),
            **fields,
            "extra": {"x" + text: text},
        }

    who = encode(number)
    odd = {} if is_whole else dict.fromkeys(
        ("timezone", "cadence", "talk_cadence", "meet_cadence", "birthday", "met_on", "met_how"), text
    ) | {"put_off_on": [text], "paused_on": EARLY}  # fmt: skip
    scalars = ("name", "org", "role", "channel", "place", "industry", "background", "paused_why", "met_where",
               "met_via", "met_story", "notes")  # fmt: skip
    put(
        "contacts", 0, **dict.fromkeys(scalars, text), **{field: [text] for field in ("interests", "tags", "aliases")},
        **{field: {text: text} for field in ("emails", "phones", "links", "source")},
        **{"tier": "close" if is_whole else text, "cadence_set_on": EARLY, **odd},
        _v="here.1", _also={"industry": [[f"other {text}", "else.1"]]} if is_whole else {},
    )  # fmt: skip
    said = dict.fromkeys(("summary", "raw", "event", "gave", "got"), text) | {"topics": [text]}
    people = [who] if is_whole else [who, text]
    kind = {"kind": "call", "weight": "talk"} if is_whole else {"kind": text, "at": text, "part_of": text}
    put("interactions", 1, on="2026-09-01", people=people, **said, **kind)
    for at, loop in enumerate(("owe", "ask", "planned") if is_whole else (text,), 2):
        put("loops", at, kind=loop, people=people, text=text, channel=text, opened_on="2026-11-01", due_on=TODAY,
            **({} if is_whole else {"nudged_on": [text], "interaction": text}))  # fmt: skip
    closed = {"kind": "owe", "opened_on": EARLY, "closed_on": EARLY}
    put("loops", 5, **closed, people=people, text=text, result=text, outcome=text)
    put("wants", 6, contact=who, text=text, said_on=EARLY)
    put("offers", 7, contact=who, text=text, said_on=EARLY)
    put("milestones", 8, contact=who, what=text, on="2026-11-20" if is_whole else text)
    put("ties", 9, people=people if len(people) > 1 else [who, encode(1000)], why=text)


def plain_file(tables: Tables) -> bytes:
    """The file as another program writes it: plain TinyDB, without a sum."""
    return json.dumps(
        {table: {str(number): row for number, row in rows.items()} for table, rows in tables.items()}
    ).encode()


def sealed_file(tables: Tables) -> bytes:
    """The file with a sum that fits, as who means harm writes it: nothing in it looks edited."""

    def line(number: int, record: dict[str, Any]) -> bytes:
        return b'"%d":%b' % (number, json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode())

    rows = {
        table: {number: line(number, row) for number, row in rows.items()} for table, rows in tables.items()
    }
    return lines.encode(Copy("hostil", {"here": 1, "else": 1}, rows))
