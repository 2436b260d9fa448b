"""What each command loads, looked at in a bare interpreter: the app is the only one that may load textual."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from netgarden.cli import app_alone

HEAVY = {"textual", "rich", "pendulum", "icalendar", "charset_normalizer", "asyncio", "multiprocessing"}
"""What no command but the app needs, or only for an odd file."""

QUICK = HEAVY | {"rapidfuzz", "netgarden.composer.parse", "netgarden.search"}
"""What also only finding and writing down need."""

NOTHING = QUICK | {
    "tinydb",
    "msgspec",
    "netgarden.session",
    "netgarden.storage",
    "netgarden.change.garden",
}
"""What whatever opens no garden has no use for."""

PROBE = """
import json, sys
from netgarden.cli.root import root
try:
    root(json.loads(sys.argv[1]))
finally:
    print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""

CASES = [
    (["--help"], NOTHING | {"platformdirs"}),
    (["--version"], NOTHING | {"platformdirs"}),
    (["paths"], NOTHING),
    (["completion", "fish"], NOTHING),
    (["due", "--all", "--json"], QUICK),
    (["brief", "Ada Lovelace"], QUICK),
    (["export", "-", "--format", "json"], QUICK),
    (["find", "ada"], HEAVY),
    (["log", "call @ada yesterday: hello"], HEAVY),
    (["add", "Grace Hopper", "--tier", "close"], QUICK),
    (["snooze", "Ada Lovelace", "in 2 weeks"], HEAVY),
    (["import", "card.vcf"], HEAVY),
]


@pytest.mark.parametrize(
    ("words", "unwanted"), CASES, ids=lambda value: value[0] if isinstance(value, list) else ""
)
def test_a_command_loads_only_what_it_needs(words: list[str], unwanted: set[str], tmp_path: Path) -> None:
    (tmp_path / "card.vcf").write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Zoë Quinn\nEND:VCARD\n")
    garden = ["--garden", str(tmp_path / "garden.json")]
    loaded_modules([*garden, "add", "Ada Lovelace"], tmp_path)
    assert unwanted & loaded_modules([*garden, *words], tmp_path) == set()


def test_the_probe_sees_what_is_loaded(tmp_path: Path) -> None:
    loaded = loaded_modules(["--garden", str(tmp_path / "garden.json"), "due"], tmp_path)
    assert {"msgspec", "netgarden.session", "click"} <= loaded


@pytest.mark.parametrize(
    ("words", "opening"),
    [
        ([], (None, None)),
        (["--garden", "a b.json"], ("a b.json", None)),
        (["--today", "2026-11-22", "--garden", "x"], ("x", date(2026, 11, 22))),
        (["--garden"], None),
        (["--garden", " "], None),
        (["--garden=x"], None),
        (["--today", "fri"], None),
        (["due"], None),
        (["--garden", "x", "due"], None),
        (["--color", "never"], None),
        (["--help"], None),
    ],
)
def test_the_app_alone_is_opened_without_click(
    words: list[str], opening: tuple[str | None, date | None] | None
) -> None:
    assert app_alone(words) == opening


def test_opening_the_app_does_not_import_click() -> None:
    probe = "import sys, netgarden.cli.app; print({'click', 'textual', 'json'} & sys.modules.keys() or '')"
    ran = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, text=True, check=True, timeout=60
    )
    assert ran.stdout == "\n"


def test_nothing_below_the_app_loads_textual() -> None:
    modules = "netgarden.session.session, netgarden.importing.plan, netgarden.composer.parse"
    probe = f"import sys, {modules}; print([name for name in ('textual', 'rich') if name in sys.modules])"
    ran = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, text=True, check=True, timeout=60
    )
    assert ran.stdout == "[]\n"


def loaded_modules(words: list[str], folder: Path) -> set[str]:
    """The names of all modules after running a command."""
    ran = subprocess.run(
        [sys.executable, "-c", PROBE, json.dumps(words)],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        timeout=60,
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    modules: list[str] = json.loads(ran.stderr.splitlines()[-1])
    return set(modules)


LATER = {
    "ssl",
    "textual.widgets._text_area",
    "netgarden.composer.parse",
    "netgarden.search",
    "netgarden.session.suggestions",
    "netgarden.tui.palette",
    "netgarden.tui.screens.card",
    "netgarden.tui.overlays.strip",
    "netgarden.tui.tour",
    "netgarden.tui.verbs.people",
    "netgarden.tui.verbs.loops",
}
"""What the first screen has no use for."""


def test_the_app_loads_for_its_first_screen_only_what_that_needs() -> None:
    probe = "import json, sys, netgarden.tui.app; import ssl; print(json.dumps(sorted(sys.modules)))"
    for code, found in ((probe.replace("import ssl; ", ""), set()), (probe, {"ssl"})):
        done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
        assert LATER & set(json.loads(done.stdout)) == found
