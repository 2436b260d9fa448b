"""netgarden: tend a professional network from the terminal."""

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tinydb import TinyDB

__version__ = "0.1.0"


def open(path: str | os.PathLike[str]) -> "TinyDB":
    """The garden file at `path` as a TinyDB for scripts, safe beside the app and other scripts.

    Records appear as they are in the file; new ones take ids that nobody else takes. Raises
    `errors.GardenFileError` if the file is damaged or cannot be read.
    """
    from netgarden.storage.garden_storage import open_database

    return open_database(path)
