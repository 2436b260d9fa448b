"""The wheel: the documents, templates and the mark of types are in it, and mypy believes the mark."""

import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from pathlib import Path

import pytest

from netgarden.docs import DOCUMENTS

ROOT = Path(__file__).parents[2]

SCRIPT = """\
import netgarden

database = netgarden.open("garden.json")
reveal_type(database)
reveal_type(database.tables())
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
    assert 'Revealed type is "netgarden.storage.database.GardenDatabase"' in said[0]
    assert re.search(r'Revealed type is "(builtins\.)?set\[(builtins\.)?str\]"', said[1]), "it is a TinyDB"
    assert 'Argument 1 to "open" has incompatible type "int"' in said[2]
    assert said[3].startswith("Found 1 error"), checked.stdout + checked.stderr


def test_continuous_integration_runs_every_python_that_the_package_names() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    workflow = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
    named = [one.rpartition(" ")[2] for one in project["classifiers"] if re.search(r"Python :: 3\.\d+$", one)]
    (matrix,) = re.findall(r"python: \[(.*)\]", workflow)
    assert re.findall(r"[\d.]+", matrix) == named
    assert project["requires-python"] == f">={named[0]}"
    assert workflow.count("run: .ci/run") == 2


def test_the_oldest_dependencies_are_those_that_pyproject_allows() -> None:
    printed = subprocess.run(
        [sys.executable, ROOT / ".ci" / "lowest"], capture_output=True, text=True, check=True
    )
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert printed.stdout.count("\n") == len(project["dependencies"])
    for line, dependency in zip(printed.stdout.splitlines(), project["dependencies"], strict=True):
        assert dependency.startswith(line.replace("==", ">=")), line
