"""Drafts: the template for each reason, its slots filled from the record, and templates of one's own."""

from datetime import date, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgarden.change.garden import Garden
from netgarden.composer.known_names import NameIndex
from netgarden.composer.parse import parse
from netgarden.demo.sample_garden import sample_garden
from netgarden.due.outlook import evaluate
from netgarden.due.rules import Rules
from netgarden.errors import NetgardenError
from netgarden.messages.drafts import Draft, mailto, make_draft, template_for
from netgarden.messages.etiquette import etiquette
from netgarden.messages.facts import addressed, facts_of, on_day
from netgarden.messages.templates import (
    SLOTS,
    TEMPLATES,
    TemplateError,
    check,
    fill,
    read_template,
    source_of,
    write_template,
)
from netgarden.records.interaction import Interaction
from netgarden.records.loop import Loop
from netgarden.records.milestone import Milestone
from netgarden.records.profile import Profile
from netgarden.records.record import Record
from netgarden.records.want import Want
from netgarden.verbs.entries import log_entries
from tests.support.gardens import TODAY, garden_of, person, uid

RULES = Rules()
ADA, SAM = uid(1), uid(2)
PLACED = date(2025, 1, 1)


WIDE = person(
    1, "Ada Lovelace", org="Northwind", tier="wide", cadence_set_on=PLACED, emails={"ada@example.org": "work"}
)
"""Ada among those whom a reconnect is for: the near ones stay in the routine, however late."""


def garden_with(*records: Record) -> Garden:
    return garden_of(
        person(1, "Ada Lovelace", org="Northwind", role="Partner", tier="close", cadence_set_on=PLACED,
               interests=("climate",), emails={"ada@example.org": "work"}, met_where="PyCon 2024"),
        person(2, "Sam Idowu", org="Alder", interests=("climate",), emails={"sam@example.org": ""}),
        Profile(name="Maya", interests=("climate",), offers=("a designer",)),
        *records,
    )  # fmt: skip


def days_ago(days: int) -> date:
    return TODAY - timedelta(days)


def talk(number: int, days: int, summary: str = "settling in at Northwind", **fields: object) -> Interaction:
    return Interaction(uid=uid(number), on=days_ago(days), kind="call", weight="talk", direction="both",
                       people=(ADA,), summary=summary, **fields)  # type: ignore[arg-type]  # fmt: skip


def loop(kind: str, text: str = "", days: int = 3, **fields: object) -> Loop:
    return Loop(uid=uid(21), kind=kind, people=(ADA,), text=text, opened_on=days_ago(days), **fields)  # type: ignore[arg-type]


def drafted(garden: Garden, template: str = "", folder: Path | None = None) -> Draft:
    row = evaluate(garden, RULES, ADA, TODAY)
    return make_draft(garden, RULES, ADA, TODAY, row, template=template, folder=folder)


BY_REASON: dict[str, tuple[tuple[Record, ...], str, str]] = {
    "a promise": (
        (talk(11, 9), loop("owe", "the deck", due_on=TODAY)),
        "promise",
        "I promised you something: the deck.",
    ),
    "a promise to introduce": (
        (talk(11, 9), loop("owe", "intro her to Sam", due_on=TODAY)),
        "make-introduction",
        "Sam Idowu is at Alder.",
    ),
    "thanks": ((talk(11, 9), loop("thanks", "the word with her partners")), "thanks", "the word with your partners"),
    "thanks for nothing named": ((talk(11, 9), loop("thanks")), "thanks", "Thank you for your help."),
    "a follow-up": (
        (talk(11, 2, event="PyData"), loop("follow-up", days=2, interaction=uid(11))),
        "follow-up",
        "Thank you for the good conversation at PyData.",
    ),
    "a request": ((talk(11, 40), loop("ask", "a day rate", days=20)), "nudge", "20 days ago I wrote to you about"),
    "news of help": ((talk(11, 40), loop("report-back", "the job", days=20)), "report-back", "came of it: the job."),
    "good news": (
        (talk(11, 9), Milestone(uid=uid(31), contact=ADA, what="launched Vela", on=TODAY.isoformat())),
        "congratulation",
        "I heard that you launched Vela",
    ),
    "hard news": (
        (talk(11, 9), Milestone(uid=uid(31), contact=ADA, what="lost her job", on=TODAY.isoformat(), kind="hard")),
        "support",
        "I heard that you lost your job, and I am sorry.",
    ),
    "a planned talk": (
        (talk(11, 9), loop("planned", "the atlas", channel="call", due_on=TODAY)),
        "planned",
        "I look forward to our call today",
    ),
    "a routine touch": ((talk(11, 40),), "check-in", "“settling in at Northwind”"),
    "a long silence": ((talk(11, 400), WIDE), "reconnect", "It has been 13 months, and I thought of you."),
    "nobody due, once in touch": ((talk(11, 2),), "check-in", "You came to my mind"),
}  # fmt: skip


@pytest.mark.parametrize("reason", BY_REASON)
def test_every_reason_has_its_template_and_says_what_it_is_about(reason: str) -> None:
    records, template, words = BY_REASON[reason]
    draft = drafted(garden_with(*records))
    assert draft.template == template
    assert words in draft.text
    assert draft.text.startswith(("Hi Ada,", "Dear Ada,", "Hi Ada, hi Sam,"))
    assert draft.text.endswith("Maya")


def test_a_birthday_is_wished() -> None:
    garden = Garden(
        {"contacts": [person(1, "Ada Lovelace", birthday="--11-22", tier="close", cadence_set_on=PLACED)]}
    )
    draft = drafted(garden)
    assert draft.subject == "Happy birthday, Ada!"
    assert "Congratulations" not in draft.text


def test_somebody_never_spoken_with_is_asked_to_connect_with_the_reason() -> None:
    garden = garden_with()
    assert template_for(garden, SAM, None, TODAY) == "connect"
    draft = make_draft(garden, RULES, SAM, TODAY)
    assert "I write because we both care about climate." in draft.text


def test_a_promised_introduction_goes_to_both_and_names_what_they_share() -> None:
    draft = drafted(garden_with(talk(11, 9), loop("owe", "intro her to Sam", due_on=TODAY)))
    assert draft.to == ("ada@example.org", "sam@example.org")
    assert draft.subject == "Ada, meet Sam"
    assert "you both care about climate" in draft.text


def test_a_want_is_answered_with_what_i_can_offer() -> None:
    garden = garden_with(
        talk(11, 40), Want(uid=uid(41), contact=ADA, text="a designer for her site", said_on=days_ago(9))
    )
    assert "looking for a designer for your site: I thought of a designer" in drafted(garden).text


def test_the_entry_that_logs_it_closes_what_it_settles() -> None:
    for kind, text in (("thanks", "the word with her partners"), ("owe", "the deck"), ("thanks", "")):
        garden = garden_with(talk(11, 9), loop(kind, text, due_on=TODAY))
        entry = drafted(garden).entry
        entries = parse(entry, NameIndex.of(garden), TODAY, selected=ADA)
        garden.apply(log_entries(garden, entries, TODAY))
        assert not garden.open_loops_of(ADA), entry
        assert garden.interactions_of(ADA)[0].kind == "email"


# ── templates ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_template_is_well_made_and_well_mannered_for_anybody(template: str) -> None:
    """With a full record, with an empty one, and for everyone of the sample garden."""
    source, problem = read_template(template)
    check(source)
    assert not problem
    sample = sample_garden(TODAY)
    rows = {one: evaluate(sample, RULES, one, TODAY) for one in sample.contacts}
    bare = Garden({"contacts": [person(1, "Bo")]})
    drafts = [
        make_draft(sample, RULES, one, TODAY, row, template=template) for one, row in list(rows.items())[::4]
    ]
    for draft in (*drafts, make_draft(bare, RULES, uid(1), TODAY, template=template)):
        assert draft.subject
        assert "{" not in draft.text
        assert "  " not in draft.text
        assert [sign.words for sign in etiquette(draft.text) if not sign.good] == []


def test_every_slot_has_a_value_for_everybody() -> None:
    garden = garden_with()
    assert facts_of(garden, RULES, ADA, TODAY, None).keys() == SLOTS.keys()


def test_lines_without_a_value_are_left_out_and_others_stand_in() -> None:
    template = (
        "Subject: About {ask}\n| Subject: Hello\n\nHi {first},\n{met} was good.\n| {day} was good.\n| It was good.\n\n"
        "{last}\n\nBye,\n{me}"
    )
    assert fill(template, {"first": "Ada", "day": "Friday", "me": "Maya"}) == (
        "Hello",
        "Hi Ada,\nFriday was good.\n\nBye,\nMaya",
    )
    assert fill(template, {"first": "Ada"}) == ("Hello", "Hi Ada,\nIt was good.\n\nBye,")
    assert fill(template, {"first": "Ada", "met": "PyCon", "day": "Friday"})[1].count("was good") == 1


def test_what_stands_in_a_slot_is_only_text() -> None:
    assert fill("Hi {first}", {"first": "{me} [/] \\1", "me": "x"})[1] == "Hi {me} [/] \\1"


def test_a_template_of_ones_own_takes_the_place(tmp_path: Path) -> None:
    (tmp_path / "check-in.txt").write_text("Subject: Moin\n\nMoin {first}!\n", encoding="utf-8")
    draft = drafted(garden_with(talk(11, 40)), folder=tmp_path)
    assert (draft.subject, draft.text, draft.problem) == ("Moin", "Moin Ada!", "")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"Hi {frist}", "line 1 has a slot {frist} that does not exist"),
        (b"Hi\n{first", "line 2 has a “{” without its other half"),
        (b"| Hi", "line 1 stands in for the line before it, but there is none"),
        (b"", "it is empty"),
        (b"\xff\xfe", "it is not UTF-8 text"),
        (b"x" * 70_000, "it is longer than 64 KiB"),
    ],
)
def test_a_broken_template_is_told_and_the_built_in_one_is_used(
    tmp_path: Path, content: bytes, words: str
) -> None:
    (tmp_path / "check-in.txt").write_bytes(content)
    draft = drafted(garden_with(talk(11, 40)), folder=tmp_path)
    assert "You came to my mind" in draft.text
    assert words in draft.problem
    assert "check-in.txt" in draft.problem
    assert "The built-in template is used" in draft.problem


def test_a_template_that_is_a_directory_or_absent_is_none(tmp_path: Path) -> None:
    (tmp_path / "check-in.txt").mkdir()
    assert read_template("check-in", tmp_path)[1] == ""
    assert read_template("thanks", tmp_path / "nowhere")[1] == ""
    with pytest.raises(KeyError):
        read_template("../secrets")


def test_a_template_becomes_ones_own_and_the_built_in_one_again(tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    built_in = source_of("thanks", folder)
    assert "Thank you for {thanks}" in built_in
    file = write_template("thanks", "Danke, {first}!", folder)
    assert source_of("thanks", folder) == "Danke, {first}!"
    assert read_template("thanks", folder) == ("Danke, {first}!", "")
    write_template("thanks", "Danke, {frist}!", folder)
    assert source_of("thanks", folder) == "Danke, {frist}!", "what is broken is there to be mended"
    write_template("thanks", " ", folder)
    assert not file.exists()
    assert source_of("thanks", folder) == built_in


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(NetgardenError, match=r"thanks\.txt could not be written"):
        write_template("thanks", "Danke", tmp_path / "file")


@given(st.text(max_size=200))
def test_any_text_is_a_template_or_refused_in_words(text: str) -> None:
    try:
        check(text)
    except TemplateError:
        return
    for facts in (dict.fromkeys(SLOTS, "x"), {}):
        subject, body = fill(text, facts)
        assert len(subject) + len(body) <= len(text)


# ── mail, words ──────────────────────────────────────────────────────────────


@given(
    st.text(st.characters(exclude_categories=("Cs",)), max_size=60),
    st.text(st.characters(exclude_categories=("Cs",)), max_size=200),
)
def test_a_mailto_carries_subject_and_body_as_they_are(subject: str, text: str) -> None:
    address = mailto(("ada+x@example.org",), subject, text)
    assert address.isascii()
    parts = urlsplit(address)
    assert (parts.scheme, parts.path) == ("mailto", "ada%2Bx@example.org")
    fields = parse_qs(parts.query, keep_blank_values=True)
    assert fields.get("subject", [""]) == [subject]
    assert fields.get("body", [""]) == [text.replace("\n", "\r\n")]


def test_an_address_cannot_add_fields_to_a_mailto() -> None:
    assert mailto(("a@b?bcc=x&y",), "", "") == "mailto:a@b%3Fbcc%3Dx%26y"


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("the word with her partners", "the word with your partners"),
        ("intro her to Sam", "intro you to Sam"),
        ("send him the deck", "send you the deck"),
        ("their new site", "your new site"),
        ("meet her", "meet you"),
        ("the theory of hers", "the theory of hers"),
    ],
)
def test_a_note_about_somebody_is_said_to_them(note: str, said: str) -> None:
    assert addressed(note) == said


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "today"), (1, "yesterday"), (-1, "tomorrow"), (2, "on Friday"), (-5, "on Friday"), (10, "on 12 November"),
     (400, "on 18 October 2025")],
)  # fmt: skip
def test_days_are_said_as_in_a_letter(days: int, words: str) -> None:
    assert on_day(days_ago(days), TODAY) == words


# ── etiquette ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("Hello Ada", ["does not say why you write", "offers nothing", "does not thank them"]),
        (
            "Thank you! I am happy to help. Could you send it? Would you call me? Please reply.",
            ["asks 3 things"],
        ),
        ("Thank you for Friday. I am happy to help. How are you? May I help?", []),
        ("I write because of X. Here is a link. Thanks. I need this ASAP.", ["presses: “ASAP”"]),
        ("Thanks, because I can help. " + "word " * 130, ["long · 135 words"]),
    ],
)
def test_etiquette_says_what_lacks(text: str, lacks: list[str]) -> None:
    signs = etiquette(text)
    assert [sign.words for sign in signs if not sign.good] == lacks
    assert all(bool(sign.hint) is not sign.good for sign in signs)
