"""Recovery of a garden file that is damaged, gone, old or in two copies.

The functions are storage's own; they stand here because screens and commands never touch the file.
"""

from netgarden.storage.recovery import (
    Diagnosis,
    Repaired,
    Version,
    diagnose,
    merge_driver,
    put_back,
    read_version,
    repair,
    restoring,
    versions_of,
)

__all__ = [
    "Diagnosis",
    "Repaired",
    "Version",
    "diagnose",
    "merge_driver",
    "put_back",
    "read_version",
    "repair",
    "restoring",
    "versions_of",
]
