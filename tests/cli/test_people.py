"""Commands that change the garden: `log`, `add`, `edit` and the other verbs, `me`, `away`; `match` and `stats`."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from netgarden.cli.commands.away import span
from tests.support.cli_shell import Shell, contact, with_three_people
from tests.support.gardens import TODAY


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


@pytest.fixture
def people(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> Shell:
    return with_three_people(shell, monkeypatch)


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


# ── me, lists and numbers ────────────────────────────────────────────────────


def test_the_profile_is_set_shown_and_shared(people: Shell) -> None:
    assert "Nothing is known about you" in people.out("me")
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
        ("2026-12-20/2027-01-06", date(2026, 12, 20), date(2027, 1, 6)),
        ("2026-12-20/P2W", date(2026, 12, 20), date(2027, 1, 2)),
        ("2026-12-20/p1d", date(2026, 12, 20), date(2026, 12, 20)),
    ],
)
def test_an_absence_is_written_in_everyday_words(words: str, start: date, end: date) -> None:
    assert span(words, TODAY) == (start, end)


def test_an_absence_puts_off_what_falls_due_in_it(people: Shell) -> None:
    people.run("cadence", "grace kelly", "none")
    people.run("log", "call @ada: hello", "--today", "2026-10-25")
    assert "spread 1 person" in people.out("away", "24", "nov", "to", "12", "dec")
    found = contact(people, "Ada Lovelace")
    assert found["snooze_until"] > "2026-12-12"
    assert people.out("away") == "There is nothing to spread: what is due today fits today.\n"


def test_an_absence_in_which_nothing_falls_due_is_said_to_need_nothing(shell: Shell) -> None:
    said = shell.out("away", "24", "nov", "to", "12", "dec")
    assert said == "There is nothing to spread: nobody's routine falls due in these days.\n"


def test_log_takes_a_mail_message_in_or_out(people: Shell) -> None:
    message = "From: {}\nTo: {}\nSubject: the =?utf-8?q?caf=C3=A9?=\nDate: Fri, 20 Nov 2026 10:00:00 +0000\n\nbody\n"
    people.run("log", "--mail", "--me", "me@x.net", input=message.format("me@x.net", "Ada <ada@x.org>"))
    people.run("log", "--mail", "--me", "me@x.net", input=message.format("Ada <ada@x.org>", "me@x.net"))
    recent = people.json("brief", "ada")["recent"]
    assert {entry["direction"] for entry in recent} == {"in", "out"}
    assert {entry["text"] for entry in recent} == {"the café"}
    assert {entry["on"] for entry in recent} == {"2026-11-20"}


# ── namesakes, and nobody ────────────────────────────────────────────────────


def test_namesakes_are_told_apart_where_a_name_was_taken_for_one(shell: Shell) -> None:
    shell.run("add", "Ada Lovelace", "--place", "Lisbon")
    shell.run("add", "Ada Lovelace", "--email", "ada@x.org")
    said = shell.out("log", "call ada yesterday: hello")
    assert "Ada Lovelace, Lisbon" in said
    assert "Ada Lovelace, ada@x.org" in said


def test_namesakes_are_told_apart_in_an_answer_of_one_line(shell: Shell) -> None:
    shell.run("add", "Ada Lovelace", "--org", "Acme", "--place", "Lisbon")
    shell.run("add", "Ada Lovelace", "--org", "Acme", "--place", "Porto")
    (line,) = shell.out("find", "-", input="ada lovelace").splitlines()
    assert sorted(line.split("; ")) == ["Ada Lovelace · Lisbon", "Ada Lovelace · Porto"]


def test_an_answer_of_one_line_names_nobody_far_fetched(people: Shell) -> None:
    query = "qqada wwlov eehop zzz ttt uuu"
    far = people.json("find", query)
    assert far
    assert all(one["score"] < 10 for one in far)
    assert people.out("find", "-", input=query, status=4) == "\n"
    for query in ("ada", "quarterly report xyzzy budget plugh hopp"):
        assert people.out("find", "-", input=query).startswith(("Ada Lovelace", "Grace Hopper"))


def test_who_shares_nothing_with_an_empty_profile_is_told_to_fill_it(people: Shell) -> None:
    for words in (["find", "with:me"], ["export", "-", "--format", "csv", "--who", "with:me"]):
        said = people.error(*words, status=4)
        assert "no interests" in said
        assert "netgarden me --interest" in said
    people.run("me", "--interest", "chess")
    assert people.error("find", "with:me", status=4) == "Nobody fits “with:me”."
    people.run("me", "--interest", "sailing")
    assert "Ada Lovelace" in people.out("find", "with:me")


# ── what a newer version wrote ───────────────────────────────────────────────


def test_a_loop_of_an_unknown_kind_is_owed_by_its_own_name_in_find_due_brief_and_stats(people: Shell) -> None:
    text = people.out("log", "call @ada yesterday: hello; owe: the deck by today")
    assert "I promise" in text
    people.file.write_text(people.file.read_text().replace('"kind":"owe"', '"kind":"pledge"'))
    assert [one["name"] for one in people.json("find", "is:owed")] == ["Ada Lovelace"]
    assert people.json("find", "is:waiting", status=4) == []
    first = people.json("due")["items"][0]
    assert (first["name"], first["reasons"][0]["text"]) == ("Ada Lovelace", "pledge · 1 d: the deck")
    assert people.json("brief", "ada")["i_owe"][0] | {"uid": ""} == {
        "uid": "", "kind": "pledge", "text": "pledge: the deck", "due_on": "2026-11-22",
    }  # fmt: skip
    assert people.json("stats")["open_loops"] == {"pledge": 1}
    assert "1 pledge" in people.out("stats")
    calendar = people.out("export", "-", "--format", "ics")
    assert "SUMMARY:pledge Ada Lovelace: the deck" in calendar
