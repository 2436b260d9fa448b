"""No network, ever (promise 10): a whole session with every socket forbidden, and one where there is no network."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.hostile import plain_file, records
from tests.faults.terminal import Terminal, netgarden
from tests.faults.test_hostile_commands import in_a_terminal, lists_of, on, reading
from tests.faults.test_hostile_pty import HOME, SCREENS, visit

pytestmark = pytest.mark.fault

TEXTS = ["Ada Lovelace", "Zoë Quinn", "https://x.example/photo.jpg"]
BROKEN = 99

NO_SOCKETS = f"""
import os, socket, sys
def refuse(event, arguments):
    own = event == "socket.__new__" and arguments[1] == socket.AF_UNIX  # by which the event loop wakes itself
    if event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "webbrowser.")) and not own:
        os._exit({BROKEN})
sys.addaudithook(refuse)
"""
"""Ends the process at the first use of the network; the interpreter itself tells of it."""

UNSHARE = [shutil.which("unshare") or "unshare", "-Urn"]


@pytest.fixture
def garden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small garden; links to what could be fetched are in it."""
    monkeypatch.setenv("NETGARDEN_STATE", str(tmp_path / "state"))
    monkeypatch.chdir(tmp_path)
    lists_of(TEXTS)
    file = tmp_path / "garden.json"
    file.write_bytes(plain_file(records(TEXTS, malformed=False)))
    return file


def test_every_command_without_a_socket(garden: Path) -> None:
    photo = "BEGIN:VCARD\nVERSION:4.0\nFN:Photo\nPHOTO;VALUE=uri:http://x.example/p.jpg\nURL:http://x.example\nEND:VCARD\n"
    Path("photo.vcf").write_text(photo)
    commands = [
        *reading(garden),
        on(garden, "add", "Sam Idowu", "--link", "https://x.example", "--email", "sam@x.example"),
        on(garden, "log", "call @ada: https://x.example/a #sailing"),
        on(garden, "import", "photo.vcf", "cards.vcf", "--yes"),
        on(garden, "restore", "1", "--yes"),
    ]
    written, statuses = in_a_terminal(commands, patch=NO_SOCKETS)
    assert len(statuses) == len(commands)
    assert "Photo" in garden.read_text() or b"Photo" in written


def test_every_screen_without_a_socket(garden: Path) -> None:
    with Terminal(netgarden(garden, patch=NO_SOCKETS)) as app:
        app.wait_for("2 Today")
        visit(app, [(key, title, ()) for key, title, _ in SCREENS if key in "\redO/LrRCMyw?:"])
        app.press(HOME, "q")
        assert app.wait() == 0


@pytest.mark.parametrize(
    "reach", ["socket.create_connection(('127.0.0.1', 9))", "socket.gethostbyname('localhost')"]
)
def test_control_the_first_use_of_the_network_is_seen(reach: str) -> None:
    ran = subprocess.run([sys.executable, "-c", f"{NO_SOCKETS}\n{reach}"], check=False, timeout=60)
    assert ran.returncode == BROKEN


def has_user_namespaces() -> bool:
    return (
        shutil.which("unshare") is not None
        and subprocess.run([*UNSHARE, "true"], check=False).returncode == 0
    )


@pytest.mark.skipif(not has_user_namespaces(), reason="there are no user namespaces here")
def test_a_session_where_there_is_no_network_at_all(garden: Path) -> None:
    with Terminal([*UNSHARE, *netgarden(garden)]) as app:
        app.wait_for("2 Today")
        visit(app, [screen for screen in SCREENS if screen[0] in "Lr"])
        app.press(HOME, "q")
        assert app.wait() == 0
    for words in (
        ["due"],
        ["log", "call @ada: hello"],
        ["import", "cards.vcf", "--yes"],
        ["find", "ada", "--json"],
    ):
        ran = subprocess.run(
            [*UNSHARE, *netgarden(garden, *words)], capture_output=True, check=False, timeout=60
        )
        assert ran.returncode == 0, ran.stderr
