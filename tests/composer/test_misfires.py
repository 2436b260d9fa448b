"""The grammar over text that is not meant for it: docstrings of the standard library, fed line by line."""

import ast
import sysconfig
from pathlib import Path

import pytest

from netgarden.composer.known_names import NameIndex
from netgarden.composer.parse import parse
from netgarden.records.contact import Contact
from netgarden.records.entry import Entry
from tests.support.gardens import TODAY

# Names as common as any, everyday words among them.
PEOPLE = """Ada Lovelace, Zoë Quinn, Chen Wei, Sam Idowu, Bob Marsh, Grace Hopper, Łukasz Nowak, Will Carter,
Mark Stone, May Chen, Grant Miller, Hope Adler, Bill Page, Max Born, Art Key, Rob Case, Guy Best, Norm Path, Dean Link,
Frank Rose, Jack Long, Rose Young, Joy Field, Drew Barry, Pat Lane, Sue Short, Robin Light, Don Key, Joana Reis,
Peter Schmidt, Maria Garcia, John Smith, Anna Kowalska, Paul Martin, Laura Rossi, Tim Cook,
Without Boats, The 8472, A, X"""
SAMPLED = 7
"""Each so many-th line is read."""


def docstring_lines() -> list[str]:
    lines: set[str] = set()
    for path in sorted(Path(sysconfig.get_paths()["stdlib"]).rglob("*.py")):
        if {"test", "tests", "site-packages", "idlelib", "lib2to3"} & set(path.parts):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8", errors="replace"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                text = ast.get_docstring(node) or ""
                lines.update(line for line in text.splitlines() if len(line.split()) >= 2)
    return sorted(lines)


def says_anything(entry: Entry) -> bool:
    return bool(entry.people or entry.mentioned or entry.on != TODAY or entry.details or entry.event)


@pytest.fixture(scope="module")
def lines() -> list[str]:
    return docstring_lines()[::SAMPLED]


def test_docstrings_hold_practically_no_detail_name_or_date(lines: list[str]) -> None:
    # Of all 28,068 lines of CPython 3.11 seventeen are misread (0.06 %), every one of them a decorator or `@param`:
    # `@` directly before a letter names somebody, also in prose.
    names = NameIndex([Contact(uid=f"{n}", name=name.strip()) for n, name in enumerate(PEOPLE.split(","))])
    misread = [line for line in lines if any(map(says_anything, parse(line, names, TODAY)))]
    assert len(lines) > 3000
    assert len(misread) / len(lines) < 0.002, "\n".join(misread)
    assert not [line for line in misread if "@" not in line]
