"""Rows of columns, in cells."""

import pytest
from rich.cells import cell_len

from netgarden.tui.look.content import Cell, row


@pytest.mark.parametrize(
    "text", ["Ada Lee", "Ada\x1bLee\x1b", "Ada\x07\x08\rLee", "山田太郎", "Ad\u0301a", "x" * 99]
)
def test_a_column_is_as_wide_as_asked_for_whatever_stands_in_it(text: str) -> None:
    line = row(30, Cell(text, 12), Cell("│"))
    before, _, behind = line.plain.partition("│")
    assert (cell_len(before), cell_len(behind)) == (12, 17)
