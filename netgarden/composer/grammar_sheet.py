"""The grammar of entries on one sheet, as `grammar.md` begins with it."""

from netgarden.docs import document, first_block

LABELS = 13
"""Cells of its first column."""


def grammar_sheet() -> list[str]:
    """Return the lines of the sheet."""
    return first_block(document("grammar")).splitlines()
