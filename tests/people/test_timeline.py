"""The timeline of a person, what each event says, and its filter; the tempo beside it."""

from datetime import date

import pytest

from netgarden.people.balance import Ledger
from netgarden.people.tempo import tempo_of
from netgarden.people.timeline import GROUPS, event_text, passing, timeline
from netgarden.records.milestone import Milestone
from netgarden.records.want import Offer, Want
from tests.support.planting import RULES, TODAY, ago, contact, entry, garden, loop, milestone


def told(*records: object, line: str = "") -> list[tuple[str, str, str, str]]:
    """The timeline of Ada as (day, turn, word, text)."""
    people = garden(*records)
    events = passing(people, "ada", timeline(people, "ada", TODAY), line, TODAY)
    return [(str(one.on)[5:], one.turn, one.word, event_text(people, "ada", one, TODAY)) for one in events]


def test_everything_that_happened_newest_first_with_what_an_entry_opened_beneath_it() -> None:
    call = entry(
        ago(3), "call", uid="call", at="2026-11-20T10:00:00Z", summary="the move", topics=("sailing",)
    )
    assert told(
        contact(
            "ada", met_on="2024-05-03", met_where="PyCon", met_via="bob", added_on=date(2024, 5, 4), tier="close",
            cadence_set_on=date(2024, 6, 1), snooze_set_on=ago(1), snooze_until=date(2026, 12, 1),
            paused_on=ago(60), paused_until=ago(30), paused_why="parental leave",
        ),
        contact("bob"), contact("sam", met_via="ada", met_on="2026-11-10"),
        entry(ago(2), "email", at="2026-11-21T09:00:00Z", gave="a book", direction="in"),
        call,
        entry(ago(3), "note", uid="part", part_of="call", got="a hint"),
        entry(ago(20), "skip"),
        entry(ago(25), "intro", ("ada", "bob", "sam"), summary="the choir"),
        loop("owe", ago(3), "deck", text="the deck", due_on=date(2026, 11, 27), interaction="call"),
        loop("ask", ago(40), "rate", text="a day rate", closed_on=ago(5), result="yes", outcome="600"),
        Want(uid="w", contact="ada", text="a designer", said_on=ago(3), interaction="call", closed_on=ago(1)),
        Offer(uid="o", contact="ada", text="a room", said_on=ago(50)),
        milestone(ago(3), "new job at Juniper", interaction="call"),
        Milestone(uid="b", contact="ada", what="birthday", on="2026-11-15", marked_on=ago(8)),
        milestone(ago(30), "lost his father", uid="hard", kind="hard", marked_on=ago(29)),
    ) == [
        ("11-22", "closed", "wants", "a designer"),
        ("11-22", "", "snoozed", "until Tue 1 Dec"),
        ("11-21", "in", "email", "gave: a book"),
        ("11-20", "both", "call", "the move · #sailing"),
        ("11-20", "out", "got", "a hint"),
        ("11-20", "opened", "wants", "a designer"),
        ("11-20", "opened", "work", "new job at Juniper"),
        ("11-20", "opened", "promise", "the deck · for Fri 27 Nov"),
        ("11-18", "closed", "request", "a day rate · yes · 600"),
        ("11-15", "closed", "birthday", "answered"),
        ("11-10", "", "introduced", "Sam to you"),
        ("11-03", "", "skipped", ""),
        ("10-29", "out", "intro", "the choir · with Bob, Sam"),
        ("10-25", "closed", "hard time", "lost his father · answered"),
        ("10-24", "opened", "hard time", "lost his father"),
        ("10-24", "", "woke", ""),
        ("10-14", "opened", "request", "a day rate"),
        ("10-04", "opened", "offers", "a room"),
        ("09-24", "", "paused", "parental leave · until Sat 24 Oct"),
        ("06-01", "", "rhythm set", "close"),
        ("05-04", "", "added", ""),
        ("05-03", "", "introduced", "by Bob · at PyCon"),
    ]  # fmt: skip


def test_every_event_has_a_key_of_its_own() -> None:
    people = garden(contact("ada", added_on=ago(9), cadence_set_on=ago(9), put_off_on=(str(ago(4)), str(ago(3)))),
                    loop("owe", ago(3), closed_on=ago(3)), entry(ago(1)), entry(ago(1)))  # fmt: skip
    keys = [event.key for event in timeline(people, "ada", TODAY)]
    assert len(set(keys)) == len(keys) == 8


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("", ["call", "promise", "email", "promise"]),
        ("talks", ["call"]),
        ("talk message", ["call", "email"]),
        ("loops", ["promise", "promise"]),
        ("loops done", ["promise"]),
        ("SAÏL", ["call"]),
        ("sail talks", ["call"]),
        ("ailing", []),
        ("milestones", []),
    ],
)
def test_the_filter_takes_kinds_and_beginnings_of_words(line: str, words: list[str]) -> None:
    records = (
        contact("ada"), entry(ago(1), "call", summary="about sailing"), entry(ago(3), "email", summary="hello"),
        loop("owe", ago(4), "deck", text="the deck", closed_on=ago(2), result="done"),
    )  # fmt: skip
    assert [word for _, _, word, _ in told(*records, line=line)] == words


def test_every_group_of_the_filter_is_named_by_one_word() -> None:
    assert all(group.isalpha() for group in GROUPS)


@pytest.mark.parametrize(
    ("days", "months", "words"),
    [
        ((), {}, "no rhythm yet · cadence 1m"),
        ((3, 3, 40), {23: 1, 22: 1}, "no rhythm yet · cadence 1m"),
        ((1, 31, 61, 91, 121), {23: 1, 22: 1, 21: 1, 20: 1, 19: 1}, "every ~30 d · cadence 1m"),
        ((2, 9, 10, 19), {23: 4}, "no rhythm yet · cadence 1m"),
        ((722, 753), {0: 1}, "no rhythm yet · cadence 1m"),
    ],
)
def test_the_tempo_counts_days_in_touch_by_month(
    days: tuple[int, ...], months: dict[int, int], words: str
) -> None:
    people = garden(contact("ada", tier="close"), *(entry(ago(day)) for day in days), entry(ago(5), "tried"))
    tempo = tempo_of(people, RULES, "ada", TODAY)
    assert {place: count for place, count in enumerate(tempo.months) if count} == months
    assert (len(tempo.months), tempo.words) == (24, words)


@pytest.mark.parametrize(
    ("ledger", "lean"),
    [
        (Ledger(0, 0, 0), ""),
        (Ledger(1, 1, 1), "even"),
        (Ledger(3, 0, 0), "you ask more than you give"),
        (Ledger(0, 3, 1), "you give more"),
        (Ledger(0, 1, 3), "they give more"),
    ],
)
def test_to_which_side_the_balance_leans(ledger: Ledger, lean: str) -> None:
    assert ledger.lean == lean
