"""`due`, `find`, `brief`, names, and what all commands have in common."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from netgarden.cli.commands.help import TOPICS
from netgarden.cli.root import COMMANDS, root
from tests.support.cli_shell import HOSTILE, SMALL_VCF, UNSAFE, Shell, with_three_people


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


@pytest.fixture
def people(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> Shell:
    return with_three_people(shell, monkeypatch)


# ── due ──────────────────────────────────────────────────────────────────────


def test_due_on_an_empty_garden_says_how_to_begin(shell: Shell) -> None:
    assert "netgarden add NAME" in shell.out("due")
    assert shell.json("due") == {"today": "2026-11-22", "items": [], "left_for_later": 0}
    assert not shell.file.exists()


def test_due_prints_who_and_why_in_both_forms(people: Shell) -> None:
    people.run("log", "call @ada: hello; owe: the deck by 20 nov", "--today", "2026-09-03")
    found = people.json("due", "--minutes", "0")
    assert list(found) == ["today", "items", "left_for_later"]
    ada = found["items"][0]
    assert list(ada) == ["uid", "name", "reasons", "urgency", "minutes"]
    assert ada["name"] == "Ada Lovelace"
    assert [reason["kind"] for reason in ada["reasons"]] == ["promise"]
    assert ada["reasons"][0] | {"text": ""} == {"kind": "promise", "text": "", "due_on": "2026-11-20"}
    assert "the deck" in ada["reasons"][0]["text"]
    text = people.out("due", "--minutes", "0")
    assert "Ada Lovelace" in text
    assert "Northwind" in text
    assert "the deck" in text


def test_due_leaves_for_later_what_does_not_fit_the_minutes(people: Shell) -> None:
    for name in ("Ada Lovelace", "Grace Hopper", "Grace Kelly"):
        people.run("log", f'met @"{name}": hello; owe: something by 20 nov', "--today", "2026-09-01")
    found = people.json("due", "--minutes", "5")
    assert len(found["items"]) + found["left_for_later"] == 3
    assert found["left_for_later"] > 0
    assert f"{found['left_for_later']} can wait" in people.out("due", "--minutes", "5")
    everybody = people.json("due", "--minutes", "5", "--all")
    assert {item["name"] for item in everybody["items"]} == {"Ada Lovelace", "Grace Hopper", "Grace Kelly"}
    assert "Can wait" in people.out("due", "--minutes", "5", "--all")


def test_due_all_shows_what_comes_later(people: Shell) -> None:
    text = people.out("due", "--all")
    later = text.split("Later\n")[1]
    assert "Grace Kelly" in later
    assert "quarterly" in later


def test_due_quiet_says_nothing_when_nobody_is_due(shell: Shell) -> None:
    assert shell.out("due", "--quiet") == ""
    shell.run("add", "Ada Lovelace")
    assert "Ada Lovelace" in shell.out("due", "--quiet")


def test_due_explain_says_why(people: Shell) -> None:
    assert people.out("due", "--explain", "ada").startswith("Ada Lovelace is not due today.")
    found = people.json("due", "--explain", "grace hopper")
    assert found["name"] == "Grace Hopper"
    assert "unplaced" in found["why"][0]


def test_today_and_garden_may_stand_behind_the_command(people: Shell) -> None:
    result = CliRunner().invoke(
        root, ["due", "--json", "--garden", str(people.file), "--today", "2027-06-01"]
    )
    found = json.loads(result.stdout)
    assert found["today"] == "2027-06-01"
    assert "Ada Lovelace" in [item["name"] for item in found["items"]]


# ── find and brief ───────────────────────────────────────────────────────────


def test_find_prints_matches_best_first(people: Shell) -> None:
    found = people.json("find", "lovlace")
    assert list(found[0]) == ["uid", "name", "org", "score", "matched"]
    assert found[0]["name"] == "Ada Lovelace"
    assert list(found[0]["matched"][0]) == ["field", "text", "spans"]
    assert "interests: sailing" in people.out("find", "sailing")
    assert len(people.json("find", "grace", "--limit", "1")) == 1


def test_find_reads_queries_from_standard_input_one_answer_a_line(people: Shell) -> None:
    result = people.run("find", "-", "--json", input="ada\n\nxyzzy\nkelly\n")
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [[one["name"] for one in answer][:1] for answer in answers] == [
        ["Ada Lovelace"],
        [],
        [],
        ["Grace Kelly"],
    ]
    assert people.out("find", "-", input="ada\n") == "Ada Lovelace · Northwind\n"


def test_find_goes_on_after_a_query_that_is_none(people: Shell) -> None:
    result = people.run("find", "-", "--json", input=b"nosuch:filter\n\xff\xfe\nada\n", status=2)
    assert [bool(json.loads(line)) for line in result.stdout.splitlines()] == [False, False, True]
    assert result.stderr.count("\n") == 1


def test_find_that_finds_nobody_prints_an_empty_list_and_says_so(people: Shell) -> None:
    result = people.run("find", "xyzzy", "--json", status=4)
    assert json.loads(result.stdout) == []
    assert people.error("find", "xyzzy", status=4) == "Nobody fits “xyzzy”."
    assert people.run("find", "-", input="xyzzy\n", status=4).stdout == "\n"


def test_brief_says_who_and_what_to_say_first(people: Shell) -> None:
    people.run("log", "coffee with @ada yesterday: talked about sailing")
    text = people.out("brief", "ada", "lovelace")
    assert text.startswith("Ada Lovelace\n")
    assert "talked about sailing" in text
    assert "Begin" in text
    assert people.json("brief", "ada")["org"] == "Northwind"


@pytest.mark.parametrize(
    "name", ["ada", "@ada", "ADA LOVELACE", "lovlace", "ada@x.org", "northwind", "kelly palace"]
)
def test_a_name_is_found_by_whatever_is_clear(people: Shell, name: str) -> None:
    expected = "Grace Kelly" if "kelly" in name else "Ada Lovelace"
    assert people.json("brief", name)["name"] == expected


def test_a_uid_names_a_person(people: Shell) -> None:
    uid = people.json("find", "ada")[0]["uid"]
    assert people.json("brief", uid)["uid"] == uid


def test_a_name_that_fits_several_lists_them(people: Shell) -> None:
    line = people.error("brief", "grace", status=4)
    assert "Grace Hopper (Navy)" in line
    assert "Grace Kelly (Palace)" in line


def test_two_of_the_same_name_and_org_are_told_apart_by_uid(people: Shell) -> None:
    assert "2 people have this name" in people.out("add", "Grace Hopper", "--org", "Navy")
    line = people.error("brief", "Grace Hopper", status=4)
    uids = [one["uid"] for one in people.json("find", "grace hopper navy") if one["name"] == "Grace Hopper"]
    assert len(uids) == 2
    assert all(uid in line for uid in uids)
    assert people.json("brief", uids[1])["uid"] == uids[1]


def test_an_archived_person_gives_way_to_a_present_one_but_can_be_named(people: Shell) -> None:
    people.run("archive", "Grace Hopper")
    assert people.json("brief", "grace")["name"] == "Grace Kelly"
    assert people.json("brief", "grace hopper")["name"] == "Grace Hopper"
    assert "bring back" in people.out("archive", "--back", "grace hopper")
    people.error("brief", "grace", status=4)


@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_has_help(shell: Shell, topic: str) -> None:
    text = shell.out("help", topic)
    assert text.startswith(f"{topic}: ")
    assert len(text.splitlines()) > 4
    assert max(map(len, text.splitlines())) <= 120


def test_help_on_a_command_is_its_help(shell: Shell) -> None:
    assert shell.out("help", "find") == CliRunner().invoke(root, ["find", "--help"]).stdout
    assert "Every day:" in shell.out("help")


# ── the rest ─────────────────────────────────────────────────────────────────


def test_paths_prints_where_things_are(shell: Shell) -> None:
    assert str(shell.file) in shell.out("paths")
    assert set(shell.json("paths")) == {"garden", "state", "config"}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_exists_and_has_help(name: str) -> None:
    result = CliRunner().invoke(root, [name, "--help"])
    assert result.exit_code == 0
    assert result.stdout.startswith(f"Usage: netgarden {name}")
    assert name in CliRunner().invoke(root, ["--help"]).stdout


def test_the_app_needs_a_terminal(shell: Shell) -> None:
    assert "terminal" in shell.error(status=1)


def test_a_mistyped_command_names_the_nearest(shell: Shell) -> None:
    assert "do you mean due?" in shell.error("deu", status=2)


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_hostile_names_are_printed_safely_by_every_command(shell: Shell, name: str) -> None:
    card = shell.folder / "card.vcf"
    card.write_text(
        f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nORG:{name}\nEMAIL:a@x.org\nNOTE:{name}\nEND:VCARD\n"
    )
    shell.run("import", str(card))
    person = "a@x.org"
    for words in (
        *(["due"], ["due", "--all"], ["due", "--json"], ["due", "--explain", person], ["brief", person]),
        *(
            ["find", person],
            ["find", person, "--json"],
            ["brief", person, "--json"],
            ["tag", person, name[:40]],
        ),
        *(
            ["import", str(card), "--dry-run"],
            ["log", f"call @{person}: {name}"],
            ["edit", person, "--role", name],
        ),
        *(["export", "-", "--format", "json"], ["find", "-"], ["due", "--minutes", "0"], ["archive", person]),
    ):
        result = shell.run(*words, input=f"{name[:300]}\n")
        assert not UNSAFE.search(result.output.replace("\n", "")), words
    assert not UNSAFE.search(shell.error("edit", person, "--tier", name, status=2))


@pytest.mark.parametrize(
    "words",
    [
        *(
            [],
            ["due"],
            ["find", "ada"],
            ["find", "-"],
            ["brief", "ada"],
            ["log", "call @ada"],
            ["add", "Sam"],
        ),
        *(["import", "card.vcf"], ["export", "out.json"], ["tag", "ada", "x"], ["archive", "ada"]),
        *(
            ["me"],
            ["stats"],
            ["match", "-"],
            ["query", "ada"],
            ["away"],
            ["conflicts"],
            ["merge", "card.vcf"],
        ),
        *(
            ["edit", "ada", "--org", "X"],
            ["cadence", "ada", "1m"],
            ["snooze", "ada", "monday"],
            ["pause", "ada"],
        ),
    ],
    ids=lambda words: " ".join(words[:1]) or "app",
)
def test_a_damaged_garden_is_told_by_every_command_and_never_written(people: Shell, words: list[str]) -> None:
    (people.folder / "card.vcf").write_text(SMALL_VCF)
    half = people.file.read_bytes()[:-40]
    people.file.write_bytes(half)
    words = [str(people.folder / word) if "." in word else word for word in words]
    assert "garden.json" in people.error(*words, status=3)
    assert people.file.read_bytes() == half
    assert not (people.folder / "out.json").exists()


def test_a_record_that_does_not_fit_is_told_and_the_rest_works(people: Shell) -> None:
    people.file.write_text(people.file.read_text().replace('"name":"Ada Lovelace"', '"name":7'))
    result = people.run("find", "grace")
    assert "Grace Kelly" in result.stdout
    (line,) = result.stderr.splitlines()
    assert "garden.json, line" in line
    assert "name" in line
    assert "contacts" in line


@pytest.mark.parametrize(
    ("how", "styled"), [(["--color", "always"], True), (["--color", "never"], False), ([], False)]
)
def test_color_is_for_terminals_unless_asked_for(people: Shell, how: list[str], styled: bool) -> None:
    assert ("\x1b[1m" in people.out("find", "ada", *how)) is styled
    assert ("\x1b[1m" in people.out(*how, "find", "ada")) is styled


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["due", "--minutes", "x"], "due: --minutes: “x” is not a whole number from 0 on."),
        (["due", "--minutes", "-1"], "due: --minutes: “-1” is not a whole number from 0 on."),
        (["restore", "first"], "restore: NUMBER: “first” is not a whole number from 1 on."),
        (["--color", "loud", "due"], "--color: “loud” is none of auto, always and never."),
        (["--today", "soon", "due"], "--today: “soon” is not a date: write it as 2026-11-22."),
        (["due", "--nosuch"], "due: There is no option --nosuch."),
        (["due", "--minuts", "3"], "due: There is no option --minuts: did you mean --minutes?"),
        (["find"], "find: QUERY is missing."),
    ],
)
def test_a_command_line_is_refused_in_plain_words(shell: Shell, words: list[str], said: str) -> None:
    assert shell.error(*words, status=2) == said
