"""Real system calls of the real program that fail, or are its last: below the seam, so that the seam is proved too."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.window import Window, names_in

pytestmark = pytest.mark.fault

CALLS = ("fsync", "rename", "link", "flock", "unlink", "mkdir", "fchmod", "write")
"""What a save does to files; the program does little else of it."""


def _can_trace() -> bool:
    return shutil.which("strace") is not None and not subprocess.run(["strace", "-qq", "true"]).returncode


needs_strace = pytest.mark.skipif(not _can_trace(), reason="there is no strace here, or it may not trace")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A garden with Ada and Zoë, saved a few times."""
    window = Window(tmp_path)
    for name in ("Ada", "Zoë"):
        window.add(name, notes="n" * 5000)
    window.store.close()
    return tmp_path


def adding_grace(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run `netgarden add Grace` under strace."""
    places = {"NETGARDEN_GARDEN": str(folder / "garden.json"), "NETGARDEN_STATE": str(folder / "state")}
    trace = ["strace", "-f", "-qq", "-o", str(folder / "trace"), *options] if options else []
    return subprocess.run(
        [*trace, sys.executable, "-m", "netgarden", "add", "Grace"],
        env=os.environ | places, capture_output=True, text=True, timeout=60,
    )  # fmt: skip


def check(folder: Path, done: subprocess.CompletedProcess[str], is_saved: bool | None) -> None:
    """The file is the old or the new one, as the program said; and the same can be done again."""
    found = names_in(folder / "garden.json")
    assert Window(folder).names() == found
    assert found in (["Ada", "Zoë"], ["Ada", "Grace", "Zoë"]), done
    if is_saved is not None:
        assert (done.returncode == 0) == is_saved, done
        assert "Traceback" not in done.stderr
        assert "Errno" not in done.stderr
    if done.returncode == 0:
        assert "Grace" in found
    elif "Grace" not in found:
        assert adding_grace(folder).returncode == 0
        assert "Grace" in names_in(folder / "garden.json")
        assert not list(folder.rglob("*.tmp"))


@needs_strace
@pytest.mark.parametrize(
    ("inject", "is_saved"),
    [
        ("fsync:error=EIO:when=1+", False),
        # The first two bring the number reserved for this device down, the third the new file.
        ("fsync:error=EDQUOT:when=3", False),
        ("fsync:error=EINTR:when=1", True),
        ("rename,renameat2:error=EACCES:when=1+", False),
        ("rename,renameat2:error=EROFS:when=1+", False),
        ("link,linkat:error=EPERM:when=1+", True),
        ("flock:error=ENOLCK:when=1+", True),
        ("flock:error=EINTR:when=1", True),
        ("mkdir:error=EMFILE:when=1", None),
    ],
)
def test_a_call_of_the_system_that_fails(folder: Path, inject: str, is_saved: bool | None) -> None:
    check(
        folder,
        adding_grace(folder, "-e", f"trace={inject.split(':')[0]}", "-e", f"inject={inject}"),
        is_saved,
    )


@needs_strace
@pytest.mark.long
@pytest.mark.parametrize("fault", ["signal=SIGKILL", "error=EIO", "error=ENOSPC", "error=EMFILE"])
@pytest.mark.parametrize("call", CALLS)
def test_every_call_of_the_system_may_fail_or_be_the_last(tmp_path: Path, call: str, fault: str) -> None:
    for number in range(1, 100):
        place = tmp_path / str(number)
        place.mkdir()
        window = Window(place)
        for name in ("Ada", "Zoë"):
            window.add(name)
        window.store.close()
        done = adding_grace(place, "-e", f"trace={call}", "-e", f"inject={call}:{fault}:when={number}")
        check(place, done, None)
        if not re.search("INJECTED|SIGKILL", (place / "trace").read_text()):
            break
    else:
        pytest.fail(f"it takes more than 100 calls of {call}")


@needs_strace
def test_nothing_is_ever_written_in_place(folder: Path) -> None:
    """The garden file is never opened for writing, and is replaced by one rename."""
    done = adding_grace(folder, "-e", "trace=openat,rename,renameat2")
    assert done.returncode == 0, done.stderr
    trace = (folder / "trace").read_text()
    own = [line for line in trace.splitlines() if f'"{folder}/garden.json"' in line]
    assert not [line for line in own if "openat" in line and re.search("O_WRONLY|O_RDWR|O_TRUNC", line)]
    assert len([line for line in own if "rename" in line]) == 1
