"""The wheel: the documents, templates and the mark of types are in it, and mypy believes the mark."""

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from netgarden.docs import DOCUMENTS

ROOT = Path(__file__).parents[2]

SCRIPT = """\
import netgarden

database = netgarden.open("garden.json")
reveal_type(database)
reveal_type(netgarden.__version__)
netgarden.open(3)
"""


def run(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a module of this Python without the checkout on its path."""
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "MYPYPATH")}
    return subprocess.run(
        [sys.executable, "-m", *words], cwd=folder, env=kept, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel of this checkout, built without network."""
    folder = tmp_path_factory.mktemp("wheel")
    built = run("hatchling", "build", "-t", "wheel", "-d", str(folder), folder=ROOT)
    assert built.returncode == 0, built.stderr
    (file,) = folder.glob("*.whl")
    return zipfile.ZipFile(file)


def test_the_wheel_holds_the_documents_the_templates_and_the_mark_of_types(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    assert {f"netgarden/docs/{name}.md" for name in DOCUMENTS} <= names
    assert {"netgarden/py.typed", "netgarden/tui/app.tcss"} <= names
    inside = {
        str(file.relative_to(ROOT))
        for file in (ROOT / "netgarden").rglob("*")
        if file.is_file() and file.suffix != ".pyc"
    }
    assert {name for name in names if name.startswith("netgarden/")} == inside


def test_a_script_on_the_installed_wheel_is_checked_by_its_types(
    wheel: zipfile.ZipFile, tmp_path: Path
) -> None:
    # An environment with the unpacked wheel; what it depends on comes from the environment of the tests.
    made = run("venv", "--without-pip", str(tmp_path / "venv"), folder=tmp_path)
    assert made.returncode == 0, made.stderr
    (packages,) = (tmp_path / "venv").glob("lib/python*/site-packages")
    wheel.extractall(packages)
    (packages / "tests.pth").write_text(sysconfig.get_path("purelib") + "\n")
    (tmp_path / "script.py").write_text(SCRIPT)

    python = str(tmp_path / "venv" / "bin" / "python")
    checked = run(
        "mypy", "--strict", "--python-executable", python, "--cache-dir", str(tmp_path / "cache"),
        "--config-file", os.devnull, "script.py", folder=tmp_path,
    )  # fmt: skip
    said = checked.stdout.splitlines()
    assert 'Revealed type is "tinydb.database.TinyDB"' in said[0]
    assert 'Revealed type is "str"' in said[1] or 'Revealed type is "builtins.str"' in said[1]
    assert 'Argument 1 to "open" has incompatible type "int"' in said[2]
    assert said[3].startswith("Found 1 error"), checked.stdout + checked.stderr
