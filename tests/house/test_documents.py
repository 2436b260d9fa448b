"""The documents in the package: whole, shown by `netgarden help`, and true to the tables in the code."""

import re
import tomllib
from pathlib import Path

import pytest

import netgarden
from netgarden.cli.commands.help import TOPICS
from netgarden.cli.documents import filled, listing
from netgarden.cli.placeholders import settings_in
from netgarden.composer import date_words
from netgarden.composer.grammar_sheet import grammar_sheet
from netgarden.composer.words import DETAIL_WORDS, KIND_WORDS
from netgarden.config import Config, parse_config
from netgarden.docs import DOCUMENTS, PLACEHOLDER, document, fill, first_block, section, terms
from netgarden.due import away, celebrations, drift, holds, outlook, reasons, touches
from netgarden.due.rules import DEFAULT_TIERS, NEAR_TIERS
from netgarden.people import forest, want_age
from netgarden.records import reason_kinds
from netgarden.records.interaction import CROWD
from netgarden.records.kinds import INTERACTIONS, LOOPS
from netgarden.records.reason_kinds import REASONS
from netgarden.records.tables import FIELDS
from netgarden.tui.commands import COMMANDS
from tests.support.cli_shell import Shell

PACKAGE = Path(netgarden.__file__).parent
FOLDER = PACKAGE / "docs"
CONTRIBUTING = PACKAGE.parent / ".github" / "CONTRIBUTING.md"


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


def test_every_file_is_listed_and_every_listed_document_has_its_file() -> None:
    assert {file.stem for file in FOLDER.glob("*.md")} == set(DOCUMENTS)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_has_one_title_and_whole_fences(name: str) -> None:
    text = document(name)
    prose = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    assert text.startswith("# ")
    assert len(re.findall(r"^# ", prose, re.MULTILINE)) == 1
    assert text.count("\n```") % 2 == 0
    assert max(map(len, text.splitlines())) <= 120


@pytest.mark.parametrize("name", DOCUMENTS)
def test_help_shows_every_document_to_its_last_word(name: str, shell: Shell) -> None:
    shown = shell.out("help", name)
    last = re.findall(r"\w+", document(name))[-1]
    assert shown.startswith(f"{name}: {DOCUMENTS[name]}")
    assert re.findall(r"\w+", shown)[-1] == last
    assert "{{" not in shown
    assert "```" not in shown


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_placeholder_is_a_setting_or_a_list(name: str) -> None:
    assert "{{" not in filled(name, Config())


def test_a_document_says_the_tiers_keys_and_minutes_that_are_configured(shell: Shell) -> None:
    config = parse_config(
        '[tiers]\ncore = "1w"\n[minutes]\nemail = 7\n[keymap]\nsave = "f9"\n', "config.toml"
    )
    value = settings_in(config)
    assert value("tiers") == "core: weekly"
    assert value("weights") == "core: 1"
    assert value("minutes.email") == "7"
    assert value("key.save") == "f9"
    assert "`f9` saves the entry" in fill(document("grammar"), value)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_document_names_a_key_or_a_tier_that_can_be_configured(name: str) -> None:
    text = document(name)
    keys = {key for command in COMMANDS.values() for key in command.key.split(",")}
    said = {word.strip() for word in re.findall(r"`([^`]+)`", text)}
    assert not said & (keys - {"tab", "space", "enter", "escape"})
    assert not re.search(rf"\b({'|'.join(set(DEFAULT_TIERS) - {'none', 'close', 'wide', 'yearly'})})\b", text)


def test_an_unknown_placeholder_is_refused() -> None:
    for name in ("nothing", "fields.nothing", ""):
        with pytest.raises(KeyError):
            listing(name)
    for name in ("nothing", "key.nothing", "minutes.nothing"):
        with pytest.raises(KeyError):
            settings_in(Config())(name)


def test_help_is_there_where_the_config_is_off(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "config.toml").write_text("budget = nonsense")
    monkeypatch.setenv("NETGARDEN_CONFIG", str(tmp_path / "config.toml"))
    assert shell.error("config", status=2)
    assert "ctrl+s" in shell.out("help", "grammar")


def test_a_section_ends_at_the_next_heading_of_its_level() -> None:
    text = "# T\n\n## A\n\none\n\n### B\n\ntwo\n\n## C\n\nthree\n"
    assert section(text, "A") == "one\n\n### B\n\ntwo\n"
    assert section(text, "C") == "three\n"
    with pytest.raises(ValueError, match="“D”"):
        section(text, "D")


def test_terms_and_blocks_are_found() -> None:
    assert terms("- **seed**: no talk\n- **tree**: ten\n") == {"seed": "no talk", "tree": "ten"}
    assert first_block("x\n```sh\na\nb\n```\n```\nc\n```\n") == "a\nb\n"
    with pytest.raises(ValueError, match="fences"):
        first_block("nothing")


# ── true to the code ─────────────────────────────────────────────────────────


def test_the_grammar_names_every_kind_word_at_its_kind_and_every_detail() -> None:
    rows = dict(re.findall(r"^\| (\S.*?)\s+\| (.*?)\s+\|$", document("grammar"), re.MULTILINE))
    for word, kind in KIND_WORDS.items():
        assert word in rows[kind].split(), word
    for kind in set(KIND_WORDS.values()):
        assert {*rows[kind].split()} <= {word for word, one in KIND_WORDS.items() if one == kind}
    details = {word for names in rows for word in re.findall(r"\w+", names)}
    assert set(DETAIL_WORDS) <= details


def test_the_sheet_names_every_kind_and_every_word_before_a_colon() -> None:
    sheet = "\n".join(grammar_sheet())
    for word in (
        *set(INTERACTIONS) - {"touch", "skip"},
        *(f"{word}:" for word in set(DETAIL_WORDS.values())),
    ):
        assert word in sheet


def test_the_file_format_has_every_table_in_order_with_its_fields() -> None:
    tables = section(document("file-format"), "Tables")
    assert re.findall(r"^- \*\*(\w+)\*\*: .*\{\{list\.fields\.(\w+)\}\}", tables, re.MULTILINE) == [
        (table, table) for table in FIELDS
    ]
    told = filled("file-format", Config(), "Tables")
    for fields in FIELDS.values():
        assert all(f"`{field}`" in told for field in fields)
    assert set(re.findall(r"`([a-z]\w+)`", told)) <= {field for fields in FIELDS.values() for field in fields}


def test_the_file_format_names_every_kind_of_loop_and_table_in_order() -> None:
    text = filled("file-format", Config())
    assert f"Tables: {', '.join(FIELDS)}." in text
    assert ", ".join(LOOPS) in text


def test_the_rules_list_every_kind_at_its_weight_and_every_reason_in_its_band() -> None:
    told = filled("rules", Config())
    rows = re.findall(r"^\| (\w+)\s+\| (.*?)\s+\|", section(told, "Touches"), re.MULTILINE)
    assert {kind: weight for weight, kinds in rows[1:] for kind in kinds.split(", ")} == {
        name: kind.weight for name, kind in INTERACTIONS.items()
    }
    reasons = re.findall(r"^- \*\*(.+)\*\* \((.)\): \S", section(told, "Reasons"), re.MULTILINE)
    assert dict(reasons) == {name: kind.band for name, kind in REASONS.items()}


def test_the_rules_explain_every_stage_and_health_with_the_numbers_of_the_code() -> None:
    stages = terms(section(document("rules"), "Stage"))
    assert tuple(stages) == forest.STAGES
    assert tuple(terms(section(document("rules"), "Health"))) == forest.HEALTHS
    assert stages["sapling"].startswith(f"{forest.SPROUT_TO_SAPLING} ")
    assert stages["tree"].startswith(f"{forest.SAPLING_TO_TREE} ")
    assert forest.TREE_MONTHS == 12


def test_the_rules_give_the_numbers_of_the_code() -> None:
    rules = re.sub(r"\s+", " ", document("rules"))
    for number, sentence in {
        holds.ROOM_AFTER_TWO: "Two within {} days give room for {} days",
        holds.ROOM_AFTER_THREE: "for one cadence, at least {} days",
        reason_kinds.FOLLOW_UP_DAYS: "after {} days it is left to routine",
        reasons.PATIENCE: "else after {} days or half-way",
        outlook.RECONNECT_LATE: 'more than {} days late ("reconnect")',
        drift.MIN_SPAN: "at least three gaps over {} days",
        celebrations.BELATED: 'at most {} days late ("belated")',
        touches.RECENT_DAYS: "Twice the touches of the cadence in {} days",
        want_age.ASK_AGAIN: "at its word for {} days",
    }.items():
        assert sentence.replace("{}", str(number)) in rules, sentence
    assert (reasons.PROMISE_AHEAD, reasons.UNDATED_PROMISE, reasons.MAX_NUDGES) == (2, 7, 2), "said in words"
    assert (reasons.PROMISE_LOST, NEAR_TIERS) == (3, 2), "said in words"
    assert f"at most {date_words.AHEAD} days ahead" in document("grammar")
    assert (CROWD, reason_kinds.MILESTONE_DAYS, celebrations.SEASON_MONTHS, away.UNOPENED) == (8, 7, 3, 5), (
        "said in words"
    )


@pytest.mark.parametrize(
    "text",
    [*map(document, DOCUMENTS), CONTRIBUTING.read_text(encoding="utf-8")],
    ids=[*DOCUMENTS, "CONTRIBUTING"],
)
def test_every_file_that_a_document_names_is_there(text: str) -> None:
    root = PACKAGE.parent
    for path in re.findall(r"`((?:netgarden|tests)/[\w./-]*)[` ]", text):
        assert (root / path).exists(), path
    for name in re.findall(r"`([\w-]+)\.md`", text):
        assert name in DOCUMENTS
    for name, path in re.findall(r"`(\w+)` in `((?:netgarden|tests)/[\w./-]*\.py)`", text):
        assert re.search(rf"^(class )?{name}\b", (root / path).read_text(encoding="utf-8"), re.MULTILINE), (
            name
        )


def test_the_architecture_has_every_room_in_the_order_of_the_contract() -> None:
    rows = re.findall(
        r"^\| `netgarden/(\w+)/`\s+\| ", section(document("architecture"), "The map"), re.MULTILINE
    )
    rooms = {file.parent.name for file in PACKAGE.glob("*/__init__.py")}
    assert set(rows) == rooms
    contracts = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text(encoding="utf-8"))
    layers = contracts["tool"]["importlinter"]["contracts"][0]["layers"]
    floor = {
        room.removeprefix("netgarden."): place
        for place, line in enumerate(layers)
        for room in line.split(" | ")
    }
    assert rows == sorted(rows, key=floor.__getitem__)


def test_the_glossary_is_short_enough_to_learn() -> None:
    words = terms(section(document("architecture"), "Glossary"))
    assert {"change", "touch", "loop", "reason", "outlook", "standing"} <= set(words)
    assert len(words) <= 12


def test_every_topic_of_help_is_listed_in_the_help_of_the_program(shell: Shell) -> None:
    said = shell.out("help")
    for topic, (about, _) in TOPICS.items():
        assert re.search(rf"^  {topic} +{re.escape(about)}$", said, re.MULTILINE), topic


def test_placeholders_are_found_by_their_braces() -> None:
    assert PLACEHOLDER.findall("{{budget}} {budget} {{key.undo}} {{ x }}") == ["budget", "key.undo"]


def test_the_readme_links_every_document() -> None:
    readme = (PACKAGE.parent / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"\]\(netgarden/docs/([\w-]+)\.md\)", readme)) == set(DOCUMENTS)
    assert "](.github/CONTRIBUTING.md)" in readme


PAGE = re.compile(r"\b([A-Za-z][\w-]*)\.md\b")
"""A document as a comment or docstring names it."""

OTHERS = {"friends", "README", "CONTRIBUTING"}
"""Markdown that is no document of ours: a format that is read, and what stands outside the package."""


@pytest.mark.parametrize(
    "room", sorted({file.parent for file in PACKAGE.rglob("*.py")}), ids=lambda room: room.name
)
def test_no_file_cites_a_document_that_is_not_in_the_package(room: Path) -> None:
    for file in room.glob("*.py"):
        text = file.read_text(encoding="utf-8")
        cited = set(PAGE.findall(text)) - OTHERS
        assert cited <= set(DOCUMENTS), (file, cited - set(DOCUMENTS))
        assert not re.search(r"\b(DESIGN|FAULTS|QUEUE|GIVING|HOUSE|CRAFT) \d|\bissue of\b", text), file


def test_every_section_that_is_cited_is_there() -> None:
    for file in [*PACKAGE.rglob("*.py"), *(PACKAGE.parent / "tests").rglob("*.py")]:
        for name, heading in re.findall(
            r"`([\w-]+)\.md`, ([A-Z][\w -]*)\)", file.read_text(encoding="utf-8")
        ):
            section(document(name), heading)
