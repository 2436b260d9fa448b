"""Where a garden may lie: odd paths, no HOME, read-only places, links, leftovers; it works, or is refused in words."""

import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from netgarden.errors import GardenFileError
from netgarden.storage.database import open_garden
from tests.faults.mounts import run_mounted
from tests.support.gardens import paths_in
from tests.support.patience import PATIENCE
from tests.support.window import Window, names_in

pytestmark = pytest.mark.fault


def netgarden(*words: str | bytes, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The program as a process of its own; a variable set to nothing is not set at all."""
    variables = {name: value for name, value in {**os.environ, **environment}.items() if value}
    return subprocess.run([sys.executable, "-m", "netgarden", *words], env=variables, capture_output=True)


# ── paths and variables ──────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "name",
    [
        b"two words.json",
        "Gärtchen 🌱.json".encode(),
        b"not utf-8 \xff\xfe.json",
        b"-begins with a dash.json",
        b"new\nline.json",
        b"[glob]*?.json",
        b"no ending",
        b"n" * 250 + b".json",
        b"/".join([b"d" * 200] * 15) + b"/deep.json",
    ],
)
def test_a_garden_with_an_odd_name(tmp_path: Path, name: bytes) -> None:
    path = os.fsencode(tmp_path) + b"/" + name
    state = str(tmp_path / "state")
    for words in (
        ["add", "Ada Lovelace"],
        ["edit", "ada", "--org", "Northwind"],
        ["log", "call @ada: hello"],
    ):
        done = netgarden(b"--garden=" + path, *words, NETGARDEN_STATE=state)
        assert done.returncode == 0, done.stderr
        assert done.stderr == b""
    assert names_in(Path(os.fsdecode(path))) == ["Ada Lovelace"]
    assert (
        len(json.loads(netgarden(b"--garden=" + path, "backups", "--json", NETGARDEN_STATE=state).stdout))
        >= 2
    )


def test_a_name_that_no_file_can_have_is_refused_in_one_line(tmp_path: Path) -> None:
    done = netgarden("--garden", str(tmp_path / ("n" * 300)), "add", "Ada")
    assert done.returncode == 3
    assert b"name is too long" in done.stderr
    assert done.stderr.count(b"\n") == 1


def test_a_relative_path_stays_where_it_was_when_the_folder_is_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "there").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    window = Window(Path())
    window.add("Ada")
    monkeypatch.chdir(tmp_path / "there")
    window.add("Zoë")
    window.look()
    assert names_in(tmp_path / "here" / "garden.json") == ["Ada", "Zoë"]
    assert not list((tmp_path / "there").iterdir())


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "tr_TR.UTF-8"},
        {"TERM": "dumb"},
        {"TERM": "", "LANG": "", "PATH": ""},
    ],
)
def test_locales_and_terminals_change_nothing_in_the_file(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    places = {"NETGARDEN_GARDEN": str(tmp_path / "g.json"), "NETGARDEN_STATE": str(tmp_path / "state")}
    name = "İnci Iğdır Straße"
    done = netgarden("add", name.encode(), **places, **environment)
    assert done.returncode == 0, done.stderr
    assert name.encode() in (tmp_path / "g.json").read_bytes()
    found = netgarden("find", "inci igdir", "--json", **places, **environment)
    assert [one["name"] for one in json.loads(found.stdout)] == [name]
    assert netgarden("find", "INCI", **places, **environment).returncode == 0


def test_without_home_the_place_of_the_user_is_taken(tmp_path: Path) -> None:
    unset = dict.fromkeys(
        ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"), ""
    )
    done = netgarden("paths", **unset)
    assert done.returncode == 0, done.stderr
    assert os.fsencode(os.path.expanduser(f"~{_user()}")) in done.stdout
    done = netgarden("find", "ada", NETGARDEN_GARDEN=str(tmp_path / "g.json"), **unset)
    assert done.returncode == 4, done.stderr


def _user() -> str:
    import pwd

    return pwd.getpwuid(os.getuid()).pw_name


# ── permissions, as somebody who is not root ─────────────────────────────────


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that anybody may enter, and that belongs to nobody in particular."""
    made = Path(tempfile.mkdtemp(prefix="netgarden-faults-"))
    made.chmod(0o777)
    yield made
    shutil.rmtree(made)


def as_nobody(work: Callable[[], None]) -> None:
    """Do it in a child that is not root."""
    child = os.fork()
    if child == 0:
        try:
            if os.getuid() == 0:
                os.setgroups([])
                os.setgid(65534)
                os.setuid(65534)
            work()
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0


def refused(window: Window, words: str) -> None:
    """A change is refused with these words, is still there, and nothing is left over."""
    before = window.path.read_bytes()
    window.add("Grace", wait=False)
    assert not window.store.flush(PATIENCE)
    assert words in window.store.status.reason, window.store.status
    assert "Grace" in window.names()
    assert window.path.read_bytes() == before
    assert not list(window.path.parent.glob(".garden*"))


def test_a_folder_that_may_not_be_written_is_said(folder: Path) -> None:
    def work() -> None:
        (folder / "place").mkdir()
        window = Window(folder / "place", "../state")
        window.add("Ada")
        (folder / "place").chmod(0o555)
        refused(window, "not allowed")
        (folder / "place").chmod(0o755)
        assert window.store.flush(PATIENCE)
        assert names_in(window.path) == ["Ada", "Grace"]

    as_nobody(work)


def test_a_file_that_is_write_protected_is_left_alone(folder: Path) -> None:
    def work() -> None:
        window = Window(folder)
        window.add("Ada")
        window.path.chmod(0o444)
        refused(window, "write-protected")
        window.path.chmod(0o600)
        assert window.store.flush(PATIENCE)
        assert names_in(window.path) == ["Ada", "Grace"]

    as_nobody(work)


def test_a_file_that_may_not_be_read_is_said(folder: Path) -> None:
    def work() -> None:
        window = Window(folder)
        window.add("Ada")
        window.path.chmod(0)
        with pytest.raises(GardenFileError, match="not allowed to read"):
            open_garden(window.path, folder / "state")
        window.look()
        assert window.names() == ["Ada"]

    as_nobody(work)


def test_the_lock_and_state_of_another_user_cost_only_the_backups(folder: Path) -> None:
    window = Window(folder)
    window.add("Ada")
    window.store.close()
    window.path.chmod(0o666)
    for place in (folder / "state").rglob("*"):
        place.chmod(0o700 if place.is_dir() else 0o600)
    (folder / "state").chmod(0o755)

    def work() -> None:
        mine = Window(folder)
        mine.add("Zoë")
        assert names_in(folder / "garden.json") == ["Ada", "Zoë"]
        assert mine.store.status.state == "saved"
        if os.stat(folder / "state").st_uid != os.getuid():
            assert "could not be kept" in mine.store.status.reason

    as_nobody(work)


@pytest.mark.parametrize("umask", [0o000, 0o027, 0o077])
def test_a_new_garden_is_private_whatever_the_umask(folder: Path, umask: int) -> None:
    def work() -> None:
        os.umask(umask)
        paths = paths_in(folder)
        (folder / "state").mkdir()
        (folder / "state").chmod(0o700)
        window = Window(folder)
        window.add("Ada")
        window.add("Zoë")
        assert stat.S_IMODE(paths.garden.stat().st_mode) == 0o600
        assert Window(folder).names() == ["Ada", "Zoë"]

    as_nobody(work)


# ── links and mounts ─────────────────────────────────────────────────────────


def test_a_second_hard_link_keeps_the_version_from_before(tmp_path: Path) -> None:
    window = Window(tmp_path)
    window.add("Ada")
    os.link(window.path, tmp_path / "link.json")
    window.add("Zoë")
    assert names_in(tmp_path / "link.json") == ["Ada"]
    assert names_in(window.path) == ["Ada", "Zoë"]


def test_links_in_a_circle_and_to_nowhere(tmp_path: Path) -> None:
    (tmp_path / "garden.json").symlink_to(tmp_path / "other.json")
    (tmp_path / "other.json").symlink_to(tmp_path / "garden.json")
    with pytest.raises(GardenFileError, match="circle"):
        open_garden(tmp_path / "garden.json", tmp_path / "state")
    (tmp_path / "other.json").unlink()
    window = Window(tmp_path)
    window.add("Ada")
    assert (tmp_path / "garden.json").is_symlink()
    assert names_in(tmp_path / "other.json") == ["Ada"]


_MOUNTED_OVER = """
import sys
from pathlib import Path
from tests.support.window import Window, names_in
folder = Path(sys.argv[1])
window = Window(folder / "place", "../state")
assert window.names() == ["Ada"]
data = window.path.read_bytes()
window.add("Zoe", wait=False)
assert not window.store.flush(60)
assert sys.argv[2] in window.store.status.reason, window.store.status
assert window.path.read_bytes() == data
assert [one.name for one in window.path.parent.iterdir()] == ["garden.json"]
print("done")
"""


@pytest.mark.parametrize(
    ("mounts", "words"),
    [
        ('touch "$1/place/garden.json"; mount --bind "$1/garden.json" "$1/place/garden.json"', "cannot be replaced"),
        ('mount --bind "$1/place" "$1/place"; mount -o remount,ro,bind "$1/place"', "disk is read-only"),
    ],
    ids=["a file mounted over it", "a read-only disk"],
)  # fmt: skip
def test_a_place_where_nothing_can_be_renamed_is_said(tmp_path: Path, mounts: str, words: str) -> None:
    (tmp_path / "place").mkdir()
    Window(tmp_path).add("Ada")
    if "remount" in mounts:
        shutil.copy(tmp_path / "garden.json", tmp_path / "place")
    assert run_mounted(mounts, _MOUNTED_OVER, tmp_path, words) == "done\n"


# ── leftovers ────────────────────────────────────────────────────────────────


def test_leftovers_of_killed_processes_are_swept_and_nothing_else(tmp_path: Path) -> None:
    window = Window(tmp_path)
    window.add("Ada")
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    stale = [tmp_path / f".garden.json.{dead.pid}.{number:08x}.tmp" for number in range(100)]
    others = [
        tmp_path / f".garden.json.{os.getpid()}.00000000.tmp",
        tmp_path / ".garden.json.swp",
        tmp_path / "garden.json.tmp",
        tmp_path / f".other.json.{dead.pid}.00000000.tmp",
        tmp_path / ".garden.json.notes.12345678.tmp",
    ]
    for path in (*stale, *others):
        path.write_bytes(b"half")
    window.add("Zoë")
    assert not [path for path in stale if path.exists()]
    assert [path for path in others if not path.exists()] == []
    assert names_in(window.path) == ["Ada", "Zoë"]
