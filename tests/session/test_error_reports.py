"""Where the report of an unexpected error goes."""

from pathlib import Path

import pytest

from netgarden.change.garden import Garden
from netgarden.paths import default_paths
from netgarden.session.session import Session
from tests.support.gardens import TODAY


def test_a_report_lies_beside_the_window_file(tmp_path: Path) -> None:
    report = Session(Garden(), TODAY, window_file=tmp_path / "own" / "window.json").report(ValueError())
    assert report is not None
    assert report.parent == tmp_path / "own" / "reports"
    assert "ValueError" in report.read_text("utf-8")


def test_without_a_window_file_it_lies_in_the_users_state_directory() -> None:
    report = Session(Garden(), TODAY).report(ValueError())
    assert report is not None
    assert report.parent == default_paths().state / "reports"
    assert "ValueError" in report.read_text("utf-8")


def test_where_nothing_can_be_written_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "state").write_text("a file where the directory should be", "utf-8")
    monkeypatch.setenv("NETGARDEN_STATE", str(tmp_path / "state"))
    assert Session(Garden(), TODAY).report(ValueError()) is None
