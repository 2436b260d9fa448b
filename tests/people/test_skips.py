"""A skip in the history: a kind of its own, an older note that is understood, and never a note of one's own."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgarden.change.join import Plain
from netgarden.composer.known_names import NameIndex
from netgarden.composer.parse import parse
from netgarden.people.brief import make_brief
from netgarden.people.timeline import event_text, timeline
from netgarden.records.interaction import Interaction
from netgarden.verbs.entries import log_entries
from netgarden.verbs.people import skip
from tests.support.planting import RULES, TODAY, ago, contact, entry, garden

AT = "2026-11-23T09:30:00Z"


def told(*records: object) -> list[tuple[date, str, str]]:
    """The interactions of Ada's timeline as (day, word, text)."""
    people = garden(*records)
    events = timeline(people, "ada", TODAY)
    return [
        (one.on, one.word, event_text(people, "ada", one, TODAY))
        for one in events
        if one.table == "interactions"
    ]


def old_skip(on: date, **fields: Plain) -> Interaction:
    """A skip as versions before 0.2 wrote it."""
    return entry(on, "note", **{"summary": "skipped", "raw": "skipped", **fields})


def test_a_skip_is_told_once_and_without_the_words_of_a_note() -> None:
    people = garden(contact("ada", cadence="1m"), contact("bob"))
    people.apply(skip(people, ["ada"], TODAY))
    assert [one.word for one in timeline(people, "ada", TODAY)] == ["skipped"]
    (record,) = people.interactions_of("ada")
    assert (record.kind, record.summary, record.raw, record.weight) == ("skip", "", "", "none")


def test_the_skips_of_older_versions_are_understood() -> None:
    ada = contact("ada", skipped_on=ago(3))
    assert told(ada, old_skip(ago(3)), old_skip(ago(40))) == [
        (ago(3), "skipped", ""),
        (ago(40), "skipped", ""),
    ]


@pytest.mark.parametrize(
    "note",
    [
        old_skip(ago(3), at=AT),
        old_skip(ago(2)),
        old_skip(ago(3), raw="note: skipped"),
        old_skip(ago(3), raw=""),
        old_skip(ago(3), people=("ada", "bob")),
    ],
    ids=["with an instant", "after the last skip", "typed otherwise", "imported", "of two people"],
)
def test_a_note_that_no_skip_wrote_is_a_note(note: Interaction) -> None:
    ((_, word, text),) = told(contact("ada", skipped_on=ago(3)), contact("bob"), note)
    assert (word, text.split(" · ")[0]) == ("note", "skipped")


@given(
    text=st.sampled_from(["note: skipped", "note skipped", "note @ada: skipped", "note yesterday: skipped"]),
    skipped_on=st.none() | st.dates(ago(30), TODAY),
)
def test_a_note_of_ones_own_is_never_taken_for_a_skip(text: str, skipped_on: date | None) -> None:
    ada = contact("ada", skipped_on=skipped_on)
    people = garden(ada)
    entries = parse(text, NameIndex([ada]), TODAY, selected="ada")
    people.apply(log_entries(people, entries, TODAY, AT))
    shown = [one for one in timeline(people, "ada", TODAY) if one.table == "interactions"]
    assert [(one.word, event_text(people, "ada", one, TODAY)) for one in shown] == [("note", "skipped")]


def test_a_brief_tells_what_happened_and_no_skip() -> None:
    people = garden(
        contact("ada", skipped_on=TODAY), entry(TODAY, "skip"), old_skip(ago(9)), entry(ago(10), summary="hi")
    )
    brief = make_brief(people, RULES, "ada", TODAY)
    assert [one.text for one in brief.recent] == ["hi"]
    assert brief.opening == "Ask what came of “hi”"
