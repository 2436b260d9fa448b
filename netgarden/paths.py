"""Places on each system: the garden file, the state directory and the config.

`NETGARDEN_GARDEN`, `NETGARDEN_STATE` and `NETGARDEN_CONFIG` override the places that platformdirs gives.
"""

import os
from pathlib import Path
from typing import NamedTuple


class Paths(NamedTuple):
    """The places that netgarden reads and writes."""

    garden: Path
    """The garden file."""
    state: Path
    """Directory of device id, locks, backups, drafts and log."""
    config: Path
    """The config file, TOML."""


def default_paths(garden: str | os.PathLike[str] | None = None) -> Paths:
    """The places for this user; `garden` chooses another garden file. Nothing is created."""
    import platformdirs  # as late as it can be

    data = platformdirs.user_data_path("netgarden")
    file = garden or os.environ.get("NETGARDEN_GARDEN") or data / "garden.json"
    state = os.environ.get("NETGARDEN_STATE") or platformdirs.user_state_path("netgarden")
    config = os.environ.get("NETGARDEN_CONFIG") or platformdirs.user_config_path("netgarden") / "config.toml"
    return Paths(Path(file).expanduser(), Path(state).expanduser(), Path(config).expanduser())


def command(words: str, garden: Path) -> str:
    """What to type for a command on the file `garden`, which is named unless it is the usual one."""
    if garden == default_paths().garden:
        return f"netgarden {words}"
    import shlex

    return f"netgarden --garden {shlex.quote(str(garden))} {words}"
