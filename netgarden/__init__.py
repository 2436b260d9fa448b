"""netgarden: tend a professional network from the terminal."""

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netgarden.storage.database import GardenDatabase

__version__ = "0.1.0"


def open(path: str | os.PathLike[str]) -> "GardenDatabase":
    """Open the garden file at `path` as a TinyDB database, safe while the app and other scripts use it too.

    Records appear as they are in the file; new ones take ids that nobody else takes. Each write is on the disk when
    it returns. Raises `errors.GardenFileError` if the file is damaged or cannot be read.
    """
    from netgarden.storage.database import GardenDatabase

    return GardenDatabase(path)
