"""The config file: what it may say, what is told of what it may not, and the documentation made of it."""

import contextlib
import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgarden.config import (
    ENTRIES,
    Config,
    config_help,
    current,
    line_of,
    load_config,
    parse_config,
    toml_value,
)
from netgarden.due.rules import DEFAULT_MINUTES, DEFAULT_TIERS, Rules, Tier
from netgarden.errors import UsageError


def test_without_a_file_all_is_default(tmp_path: Path) -> None:
    assert load_config(tmp_path / "config.toml") == Config()


def test_every_entry_is_read(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("""
budget = 30
review_days = ["Mon", "thursday"]
unplaced_per_day = 4
reconnects_per_day = 1
follow_ups_per_day = 3
first_weekday = "sunday"
date_order = "mdy"
theme = "nord"
glyphs = "ascii"
[tiers]
inner = "1w"
work = { cadence = "6m", weight = 2 }
[minutes]
call = 20
[keymap]
log = "l, f2"
""")
    config = load_config(file)
    assert config == Config(
        theme="nord",
        glyphs="ascii",
        keymap={"log": "l,f2"},
        rules=Rules(
            budget=30,
            review_days=(0, 3),
            unplaced_per_day=4,
            reconnects_per_day=1,
            follow_ups_per_day=3,
            first_weekday=6,
            date_order="mdy",
            tiers={"inner": Tier("1w", 1.3), "work": Tier("6m", 2.0), "none": DEFAULT_TIERS["none"]},
            minutes=DEFAULT_MINUTES | {"call": 20},
        ),
    )
    assert list(config.rules.tiers) == ["inner", "work", "none"]


WRONG = [
    ('budget = "ten"', "c.toml, line 1: budget is “ten”: it wants a whole number, 0 to 1,440."),
    ("budget = true", "c.toml, line 1: budget is true: it wants a whole number, 0 to 1,440."),
    ("\n\nbudgt = 3", "c.toml, line 3: there is no entry “budgt”; do you mean budget?"),
    ('review_days = ["mon", "funday"]', "line 1: review_days is “funday”: it wants a day of the week"),
    ("review_days = []", "line 1: review_days is []: it wants a list of days"),
    ('first_weekday = "m"', "line 1: first_weekday is “m”: it wants a day of the week"),
    ('date_order = "ymd"', 'line 1: date_order is “ymd”: it wants "dmy" or "mdy".'),
    ("theme = 3", "line 1: theme is 3: it wants a text in quotes."),
    ("theme = 1979-05-27", "line 1: theme is 1979-05-27: it wants a text in quotes."),
    ('glyphs = ["ascii"]', 'line 1: glyphs is ["ascii"]: it wants "unicode" or "ascii".'),
    ("tiers = 3", "line 1: tiers is 3: it wants a table of tiers"),
    ('[tiers]\nclose = "1m"\ninner = "soon"', "line 3: tiers.inner.cadence is “soon”: it wants a cadence"),
    ('budget = 1\n[tiers.inner]\nweight = -1', "line 3: tiers.inner.weight is -1: it wants a number above 0"),
    ('[tiers]\ninner = { cadence = "2w", wait = 2 }', "line 2: tiers.inner.wait is “wait”: it wants"),
    ('[tiers]\nmine = { weight = 2 }', "line 2: tiers.mine.cadence is missing: it wants a cadence"),
    ("[minutes]\nmet = 3\ncall = 1.5", "line 3: minutes.call is 1.5: it wants a whole number"),
    ("[minutes]\nfax = 3", "line 2: minutes.fax is “fax”: it wants one of met, call"),
    ("[keymap]\nlog = 3", "line 2: keymap.log is 3: it wants keys in quotes"),
    ('[keymap]\nlog = "l,"', "line 2: keymap.log is “l,”: it wants keys in quotes"),
    ("budget = 1\nbudget = 2", "c.toml: this is not TOML: Cannot overwrite a value (at"),
    ("budget", "c.toml: this is not TOML"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), WRONG)
def test_what_is_off_is_told_with_its_place(text: str, told: str) -> None:
    with pytest.raises(UsageError) as raised:
        parse_config(text, "c.toml")
    assert told in str(raised.value)


def test_bytes_that_are_no_text_are_told_with_their_line(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(b"budget = 3\ntheme = '\xff'\n")
    with pytest.raises(UsageError, match="line 2: this is not UTF-8"):
        load_config(file)


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        load_config(tmp_path)


@given(st.text(alphabet='abetudgimnsclokrp=[]{}".\n1# ', max_size=60))
def test_no_text_does_more_than_be_refused(text: str) -> None:
    with contextlib.suppress(UsageError):
        assert isinstance(parse_config(text, "c.toml"), Config)


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (["a"], 1),
        (["t"], 2),
        (["t", "x"], 3),
        (["t", "u", "y"], 5),
        (["t", "x", "inside"], 3),
        (["no"], None),
    ],
)
def test_the_innermost_line_is_found(path: list[str], line: int | None) -> None:
    assert line_of("a = 1\n[t]\nx = 2\n[t.u]\n'y' = 3\n", path) == line


def uncommented(lines: list[str]) -> str:
    """The documentation with its commented entries put to use."""
    return "\n".join(re.sub(r'^# (\[|"?[\w-]+"? = (?![A-Za-z]))', r"\1", line) for line in lines)


def test_the_documentation_names_every_entry_and_its_defaults_are_the_defaults() -> None:
    text = uncommented(list(config_help(Config())))
    assert set(tomllib.loads(text)) == {entry.key for entry in ENTRIES}
    assert parse_config(text, "help") == Config()


def test_the_documentation_of_a_config_is_that_config() -> None:
    config = parse_config(
        'budget = 40\nfirst_weekday = "sat"\n[tiers]\n"old friends" = "2m"\n[keymap]\nlog = "f2"', "c"
    )
    assert parse_config("\n".join(config_help(config)), "help") == config


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.key)
def test_the_default_in_the_table_is_the_one_in_use(entry) -> None:
    assert current(Config(), entry) == entry.default
    assert current(parse_config(f"{entry.key} = {toml_value(entry.default)}", "c"), entry) == entry.default


def test_every_field_of_the_rules_and_the_config_is_a_setting_or_known_not_to_be() -> None:
    fields = {*Rules.__struct_fields__, *Config.__struct_fields__}
    assert fields - {entry.key for entry in ENTRIES} == {"rules", "last_opened"}


def test_plain_entries_stand_before_tables() -> None:
    are_tables = [isinstance(entry.default, dict) for entry in ENTRIES]
    assert are_tables == sorted(are_tables)


@given(
    st.dictionaries(st.text(max_size=5), st.one_of(st.text(max_size=5), st.integers(-9, 9), st.booleans()))
)
def test_values_are_written_as_toml_reads_them(value: dict[str, object]) -> None:
    assert tomllib.loads(f"x = {toml_value(value)}")["x"] == value
