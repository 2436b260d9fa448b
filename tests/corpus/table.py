"""The table at the end of a test run: how the corpus of real files fares."""

from collections import Counter

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many files are right, accepted and wrong, and name those that are not right."""
    results = [
        str(value).partition(" ")
        for reports in terminalreporter.stats.values()
        for report in reports
        if getattr(report, "when", "") == "call"
        for key, value in report.user_properties
        if key == "corpus"
    ]
    if not results:
        return
    counted = Counter(word for word, _, _ in results)
    terminalreporter.section("corpus")
    for word in ("right", "accepted", "wrong"):
        terminalreporter.write_line(f"{counted[word]:4} {word}")
    for word, _, name in results:
        if word != "right":
            terminalreporter.write_line(f"     {word}: {name}")
