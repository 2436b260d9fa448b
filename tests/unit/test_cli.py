"""The commands, run in-process: what they print, their JSON, and what stands in the file afterwards."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from netgarden.cli.away import span
from netgarden.cli.root import COMMANDS, root
from netgarden.cli.topics import TOPICS
from netgarden.services.exporting import FORMATS
from tests.conftest import CORPUS, TODAY

SMALL_VCF = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Grace Hopper\r\nORG:Navy\r\nEMAIL:grace@navy.mil\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:3.0\r\nNOTE:nobody\r\nEND:VCARD\r\n"
)

HOSTILE = {
    "markup": "Ann [/] Lee",
    "escape": "Bad\x1b[31mRed\x1b]0;title\x07 Person",
    "c1": "Csi\x9b2J Person",
    "bidi": "Right\u202eLeft Person",
    "cjk": "李小龍",
    "emoji": "Zoë 👩‍👩‍👧 Quinn",
    "long": "X" * 30_000,
}
"""Names as nobody should have them, and some as people do."""

UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
"""What no output may hold; line breaks aside."""


class Shell:
    """Runs `netgarden` on a garden of its own, on Sunday 22 November 2026."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "garden.json"

    def run(self, *words: str, input: str | bytes | None = None, status: int = 0) -> Result:
        """The result of one command, whose exit status has to be `status`."""
        result = CliRunner().invoke(
            root, ["--garden", str(self.file), "--today", "2026-11-22", *words], input=input
        )
        assert result.exit_code == status, (words, result.output, result.exception)
        return result

    def out(self, *words: str, **how: Any) -> str:
        """What one command prints."""
        return self.run(*words, **how).stdout

    def json(self, *words: str, **how: Any) -> Any:
        """What one command prints, as JSON."""
        return json.loads(self.out(*words, "--json", **how))

    def error(self, *words: str, status: int, **how: Any) -> str:
        """The one line of error of a command that ends with `status`."""
        result = self.run(*words, status=status, **how)
        lines = result.stderr.splitlines()
        assert len(lines) == 1, lines
        assert lines[0].startswith("netgarden: ")
        return lines[0].removeprefix("netgarden: ")


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


@pytest.fixture
def people(shell: Shell) -> Shell:
    """A garden of three."""
    shell.run(
        *("add", "Ada", "Lovelace", "--org", "Northwind", "--role", "Partner", "--email", "ada@x.org work"),
        *("--interest", "sailing", "--tag", "board", "--tier", "close", "--place", "Lisbon"),
    )
    shell.run("add", "Grace Hopper", "--org", "Navy")
    shell.run("add", "Grace Kelly", "--org", "Palace", "--cadence", "3m")
    return shell


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


# ── log ──────────────────────────────────────────────────────────────────────


def test_what_is_logged_shows_in_due_find_and_brief(people: Shell) -> None:
    people.run("log", 'call @"Grace Kelly" yesterday: talked about sailing #sailing')
    assert "Grace Kelly" in people.out("find", "sailing")
    assert "sailing" in people.out("brief", "grace kelly")
    assert "Sun 21 Feb" in people.out("due", "--all")


def test_log_says_what_was_understood_and_what_is_in_doubt(people: Shell) -> None:
    text = people.out("log", 'coffee with @"Joana Reis" (CTO at Acme) and grace: nice; owe: the deck by fri')
    assert "NEW Joana Reis" in text
    assert "Fri 27 Nov" in text
    assert "it might be Grace" in text


def test_log_reads_standard_input(people: Shell) -> None:
    people.run("log", "-", input="call @ada: one\n--\nemail to @ada: two\n")
    recent = people.json("brief", "ada")["recent"]
    assert {entry["text"] for entry in recent} == {"one", "two"}


def test_log_dry_run_writes_nothing(people: Shell) -> None:
    before = people.file.read_bytes()
    assert "Would save" in people.out("log", "--dry-run", "call @ada: hello")
    assert people.file.read_bytes() == before


# ── people ───────────────────────────────────────────────────────────────────


def contact(shell: Shell, name: str) -> dict[str, Any]:
    """A contact as an export writes it."""
    everything = json.loads(shell.out("export", "-", "--format", "json"))
    found: list[dict[str, Any]] = [one for one in everything["contacts"] if one["name"] == name]
    assert len(found) == 1
    return found[0]


def test_add_takes_every_field(shell: Shell) -> None:
    shell.run(
        *("add", "Zoë", "Quinn", "--org", "Indie", "--role", "Maker", "--email", "z@x.org home"),
        *(
            "--email",
            "z@y.org",
            "--phone",
            "+351 912 345 678 mobile",
            "--link",
            "https://github.com/zoe github",
        ),
        *("--place", "Porto", "--interest", "games, cycling", "--interest", "climate", "--tag", "vip"),
        *(
            "--tier",
            "inner",
            "--cadence",
            "10d",
            "--met",
            "PyCon 2024",
            "--met-on",
            "2024-05",
            "--via",
            "Sam",
        ),
        *("--birthday", "12 apr", "--alias", "Zo", "--reach", "signal", "--timezone", "Europe/Lisbon"),
    )
    found = contact(shell, "Zoë Quinn")
    expected = {
        "org": "Indie",
        "emails": {"z@x.org": "home", "z@y.org": ""},
        "interests": ["climate", "cycling", "games"],
        "tier": "inner",
        "cadence": "10d",
        "met_where": "PyCon 2024",
        "met_on": "2024-05",
        "met_via": "Sam",
        "birthday": "--04-12",
        "channel": "signal",
        "added_on": "2026-11-22",
    }
    assert found | expected == found


def test_how_one_met_is_one_of_the_ways_or_the_place(people: Shell) -> None:
    people.run("edit", "ada", "--met", "event", "--via", "grace kelly")
    found = contact(people, "Ada Lovelace")
    assert found["met_how"] == "event"
    assert found["met_via"] == people.json("find", "kelly")[0]["uid"]


def test_edit_adds_to_sets_removes_and_clears(people: Shell) -> None:
    people.run("edit", "ada", "--interest", "climate", "--remove", "board", "--place", "", "--org", "Juniper")
    found = contact(people, "Ada Lovelace")
    assert found["interests"] == ["climate", "sailing"]
    assert found["org"] == "Juniper"
    assert "tags" not in found
    assert "place" not in found
    assert "so already" in people.out("edit", "ada", "--org", "Juniper")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("tag", "ada", "#alumni", "vip"), {"tags": ["alumni", "board", "vip"]}),
        (("cadence", "ada", "6w"), {"cadence": "6w", "tier": "close"}),
        (("cadence", "ada", "yearly"), {"tier": "yearly"}),
        (("snooze", "ada", "monday"), {"snooze_until": "2026-11-23"}),
        (("snooze", "ada", "in", "2", "weeks"), {"snooze_until": "2026-12-06"}),
        (("snooze", "ada", "2026-12-24"), {"snooze_until": "2026-12-24"}),
        (("pause", "ada"), {"paused_on": "2026-11-22"}),
        (("pause", "ada", "1 mar", "--why", "leave"), {"paused_until": "2027-03-01", "paused_why": "leave"}),
        (("archive", "ada"), {"archived": True}),
    ],
)
def test_verbs_on_people(people: Shell, words: tuple[str, ...], expected: dict[str, Any]) -> None:
    assert people.out(*words).startswith("Saved: ")
    found = contact(people, "Ada Lovelace")
    assert found | expected == found


def test_a_pause_can_be_ended_and_a_tag_taken_away(people: Shell) -> None:
    people.run("pause", "ada")
    people.run("pause", "ada", "--end")
    people.run("tag", "ada", "board", "--remove")
    found = contact(people, "Ada Lovelace")
    assert found["paused_until"] == "2026-11-22"
    assert "tags" not in found


# ── import and export ────────────────────────────────────────────────────────


def test_import_counts_and_gives_a_reason_for_what_it_skips(shell: Shell) -> None:
    file = shell.folder / "small.vcf"
    file.write_text(SMALL_VCF)
    found = shell.json("import", str(file))
    counts = {kind: found[kind] for kind in ("added", "updated", "unchanged", "duplicate", "skipped")}
    assert counts == {"added": 1, "updated": 0, "unchanged": 0, "duplicate": 0, "skipped": 1}
    assert [(one["kind"], bool(one["where"]), bool(one["reason"])) for one in found["reasons"]] == [
        ("skipped", True, True)
    ]
    again = shell.out("import", str(file))
    assert again.startswith("0 added · 0 updated · 1 unchanged")
    assert "Skipped\n  small.vcf" in again
    assert len(shell.json("find", "grace")) == 1


def test_import_reads_standard_input_and_folders(shell: Shell) -> None:
    assert shell.json("import", "-", input=SMALL_VCF)["added"] == 1
    folder = shell.folder / "cards"
    folder.mkdir()
    (folder / "a.vcf").write_text(SMALL_VCF.replace("Grace Hopper", "Ada Lovelace").replace("grace@", "ada@"))
    (folder / "README.txt").write_text("name\nnobody\n")
    assert shell.json("import", str(folder))["added"] == 1


def test_a_dry_run_shows_what_would_change_and_writes_nothing(shell: Shell) -> None:
    file = shell.folder / "small.vcf"
    file.write_text(SMALL_VCF)
    text = shell.out("import", str(file), "--dry-run")
    assert text.startswith("Would be: 1 added")
    assert "Grace Hopper" in text
    assert not shell.file.exists()
    shell.run("import", str(file))
    file.write_text(SMALL_VCF.replace("ORG:Navy", "ORG:Harvard"))
    assert "org: Navy → Harvard" in shell.out("import", str(file), "--dry-run")


def test_a_table_takes_a_mapping(shell: Shell) -> None:
    file = shell.folder / "people.csv"
    file.write_text("Wer,Wo\nAda Lovelace,Northwind\n")
    assert shell.json("import", str(file), "--map", "Wer=name", "--map", "Wo=org")["added"] == 1
    assert shell.json("find", "ada")[0]["org"] == "Northwind"


def test_possible_duplicates_are_left_out_until_decided(people: Shell) -> None:
    file = people.folder / "cards.vcf"
    file.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:A. King\nEMAIL:ada@x.org\nEND:VCARD\n")
    first = people.json("import", str(file))
    assert (first["added"], first["duplicate"]) == (0, 1)
    assert "--duplicates" in people.out("import", str(file))
    assert people.json("import", str(file), "--duplicates", "separate")["added"] == 1


def test_one_unreadable_file_does_not_keep_the_others_out(shell: Shell) -> None:
    good, bad = shell.folder / "good.vcf", shell.folder / "bad.bin"
    good.write_text(SMALL_VCF)
    bad.write_bytes(bytes(range(256)) * 40)
    result = shell.run("import", str(good), str(bad), "--json", status=1)
    assert json.loads(result.stdout)["added"] == 1
    assert "bad.bin" in result.stderr


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus of real files is not beside this checkout")
@pytest.mark.parametrize(
    "name",
    [
        "csv-linkedin/constructed__Connections_500.csv",
        "vcard30/mangstadt-ez-vcard__gmail-list.vcf",
        "vcard40/thunderbird-thunderbird-desktop__export.vcf",
    ],
)
def test_real_files_come_in_whole_and_once(shell: Shell, name: str) -> None:
    expected = json.loads((CORPUS / "EXPECTED.json").read_text())[name]
    first = shell.json("import", str(CORPUS / name))
    assert first["added"] + first["duplicate"] == expected["contacts"]
    assert (
        len([one for one in first["reasons"] if one["kind"] == "skipped" and one["reason"]])
        == first["skipped"]
    )
    assert shell.json("import", str(CORPUS / name))["added"] == 0
    due = shell.json("due")
    assert {reason["kind"] for item in due["items"] for reason in item["reasons"]} == {"unplaced"}
    assert len(due["items"]) == min(2, first["added"])


def test_export_writes_a_file_or_standard_output(people: Shell) -> None:
    text = people.out("export", "-", "--format", "json")
    assert "Ada Lovelace" in text
    assert "Grace" not in people.out("export", "-", "--format", "json", "--who", "#board")
    target = people.folder / "out.json"
    assert "3 people" in people.out("export", str(target))
    assert "1 person" in people.out("export", str(target), "--who", "#board")
    assert "Grace" not in target.read_text()


@pytest.mark.parametrize("format_name", FORMATS)
def test_every_format_can_be_written(people: Shell, format_name: str) -> None:
    target = people.folder / f"out.{format_name.removesuffix('3')}"
    people.run("export", str(target), "--format", format_name)
    assert "Ada Lovelace" in target.read_text()
    if format_name != "vcf3":
        before = target.read_text()
        people.run("export", str(target))
        assert len(target.read_text()) == len(before)


def test_markdown_goes_into_a_folder_a_page_a_person(people: Shell) -> None:
    folder = people.folder / "notes"
    folder.mkdir()
    assert "3 people" in people.out("export", str(folder), "--format", "md")
    pages = {page.stem: page.read_text() for page in folder.iterdir()}
    assert len(pages) == 3
    assert any("Ada Lovelace" in text for text in pages.values())


def test_an_export_comes_in_again_as_it_was(people: Shell) -> None:
    cards = people.out("export", "-", "--format", "vcf")
    again = people.json("import", "-", input=cards)
    assert (again["added"], again["updated"], again["skipped"]) == (0, 0, 0)
    other = Shell(people.folder / "other")
    assert other.json("import", "-", input=cards)["added"] == 3
    assert contact(other, "Ada Lovelace")["interests"] == ["sailing"]


def test_export_never_touches_the_garden_itself(people: Shell) -> None:
    before = people.file.read_bytes()
    people.error("export", str(people.file), status=2)
    assert people.file.read_bytes() == before


# ── me, lists and numbers ────────────────────────────────────────────────────


def test_the_profile_is_set_shown_and_shared(people: Shell) -> None:
    assert "Nothing is known of you" in people.out("me")
    people.run(
        "me", "--name", "Sam", "--interest", "sailing, maps", "--want", "a designer", "--pitch", "hello there"
    )
    people.run("me", "--interest", "cycling", "--remove", "maps", "--pitch", "investor=we grow")
    found = people.json("me")
    assert found["interests"] == ["cycling", "sailing"]
    assert found["pitches"] == {"short": "hello there", "investor": "we grow"}
    assert "a designer" in people.out("me")
    assert [one["interest"] for one in people.json("brief", "ada")["shared"]] == ["sailing"]


def test_match_says_whom_of_a_list_i_know(people: Shell) -> None:
    file = people.folder / "attendees.txt"
    file.write_text("Ada Lovelace, Northwind\nNobody Here\n<grace@elsewhere.org>\n")
    found = people.json("match", str(file))
    assert [one["verdict"] for one in found][:2] == ["certain", "unknown"]
    assert found[0]["name"] == "Ada Lovelace"
    assert all(one["reason"] for one in found)
    assert "Nobody Here" in people.out("match", str(file))
    assert "Nobody Here" not in people.out("match", str(file), "--known")
    assert people.json("match", "-", input="Ada Lovelace\n")[0]["name"] == "Ada Lovelace"


def test_query_answers_as_mail_programs_expect(people: Shell) -> None:
    assert people.out("query", "lovelace") == "1 address\nada@x.org\tAda Lovelace\tNorthwind\n"
    people.error("query", "kelly", status=4)


def test_stats_counts_in_both_forms(people: Shell) -> None:
    people.run("log", "call @ada: hello; owe: the deck by fri")
    people.run("archive", "grace kelly")
    found = people.json("stats")
    assert found["people"] == {"alive": 2, "archived": 1, "unplaced": 1}
    assert found["stage"] == {"seed": 1, "sprout": 1, "sapling": 0, "tree": 0}
    assert found["open_loops"] == {"owe": 1}
    assert found["tiers"] == {"close": 1}
    text = people.out("stats")
    assert "2 · 1 archived · 1 unplaced" in text
    assert "a day" in text
    assert json.loads(Shell(people.folder / "other").out("stats", "--json"))["people"]["alive"] == 0


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("1-21 dec", date(2026, 12, 1), date(2026, 12, 21)),
        ("1–21 dec", date(2026, 12, 1), date(2026, 12, 21)),
        ("fri to 12 dec", date(2026, 11, 27), date(2026, 12, 12)),
        ("2026-12-01 to 2026-12-21", date(2026, 12, 1), date(2026, 12, 21)),
        ("until 12 dec", date(2026, 11, 22), date(2026, 12, 12)),
        ("10-30 nov", date(2026, 11, 22), date(2026, 11, 30)),
        ("1 dec to 3 jan", date(2026, 12, 1), date(2027, 1, 3)),
    ],
)
def test_an_absence_is_written_in_everyday_words(words: str, start: date, end: date) -> None:
    assert span(words, TODAY) == (start, end)


def test_an_absence_puts_off_what_falls_due_in_it(people: Shell) -> None:
    people.run("log", "call @ada: hello", "--today", "2026-10-25")
    assert "spread 1 person" in people.out("away", "24", "nov", "to", "12", "dec")
    found = contact(people, "Ada Lovelace")
    assert found["snooze_until"] > "2026-12-12"
    assert "so already" in people.out("away")


def test_log_takes_a_mail_message_in_or_out(people: Shell) -> None:
    message = "From: {}\nTo: {}\nSubject: the =?utf-8?q?caf=C3=A9?=\nDate: Fri, 20 Nov 2026 10:00:00 +0000\n\nbody\n"
    people.run("log", "--mail", "--me", "me@x.net", input=message.format("me@x.net", "Ada <ada@x.org>"))
    people.run("log", "--mail", "--me", "me@x.net", input=message.format("Ada <ada@x.org>", "me@x.net"))
    recent = people.json("brief", "ada")["recent"]
    assert {entry["direction"] for entry in recent} == {"in", "out"}
    assert {entry["text"] for entry in recent} == {"the café"}
    assert {entry["on"] for entry in recent} == {"2026-11-20"}


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
        *(["due"], ["find", "ada"], ["find", "-"], ["brief", "ada"], ["log", "call @ada"], ["add", "Sam"]),
        *(["import", "card.vcf"], ["export", "out.json"], ["tag", "ada", "x"], ["archive", "ada"]),
        *(
            ["edit", "ada", "--org", "X"],
            ["cadence", "ada", "1m"],
            ["snooze", "ada", "monday"],
            ["pause", "ada"],
        ),
    ],
    ids=lambda words: words[0],
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
