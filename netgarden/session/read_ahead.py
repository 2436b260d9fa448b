"""The garden file is read while what is needed to understand it is imported."""

import os
from pathlib import Path

from netgarden.storage import files


def read_ahead(garden: Path) -> None:
    """Begin to read a garden file that is about to be opened; returns at once."""
    files.read_ahead(Path(os.path.realpath(garden)))
