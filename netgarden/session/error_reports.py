"""Reports of unexpected errors: enough to find the fault, and nothing of anybody's data."""

import contextlib
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

from netgarden import __version__

KEPT = 10
"""The most reports kept; older ones are deleted."""


def report_text(error: BaseException) -> str:
    """Versions, and where the error and its causes arose: files, lines and functions.

    Messages and the values of variables stay out: they hold names and notes.
    """
    import traceback  # only after an error

    lines = [f"netgarden {__version__} · Python {platform.python_version()} · {sys.platform}"]
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        lines.append(f"{type(one).__module__}.{type(one).__qualname__}")
        lines.extend(
            f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(one.__traceback__)
        )
        one = one.__cause__ or one.__context__
    return "\n".join(lines) + "\n"


def write_report(error: BaseException, state: Path) -> Path | None:
    """Write a report to the state directory; its place, or None where it cannot be written."""
    folder = state / "reports"
    file = folder / f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.write_text(report_text(error), encoding="utf-8")
    except OSError:
        return None
    with contextlib.suppress(OSError):
        for old in sorted(folder.glob("*.txt"))[:-KEPT]:
            old.unlink()
    return file
