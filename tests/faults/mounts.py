"""File systems of a test's own: full, small, read-only, or mounted over a file; nobody else sees them."""

import functools
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@functools.cache
def _can_mount() -> bool:
    if shutil.which("unshare") is None:
        return False
    tried = subprocess.run(["unshare", "-Urm", "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True)
    return tried.returncode == 0


def run_mounted(mounts: str, code: str, *arguments: Path | str) -> str:
    """Run shell commands that mount, then Python code beside them; what it printed.

    Both see the arguments, as `$1` and `sys.argv[1]` onwards. Skips the test where the system allows no mounts.
    """
    if not _can_mount():
        pytest.skip("mounting needs unshare and user namespaces")
    command = ["unshare", "-Urm", "sh", "-ec", f'{mounts}\nexec "$0" -c "$CODE" "$@"', sys.executable]
    done = subprocess.run(
        [*command, *map(str, arguments)],
        cwd=ROOT,
        env={"CODE": code, "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": str(arguments[0])},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
