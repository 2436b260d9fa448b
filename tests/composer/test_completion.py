"""Completion and ghosts in the composer."""

import pytest

from netgarden.change.garden import Garden
from netgarden.composer.completion import complete, ghost
from netgarden.composer.known_names import NameIndex
from netgarden.composer.parse import parse
from netgarden.records.contact import Contact
from netgarden.records.want import Want
from tests.support.gardens import TODAY

ADA = Contact(
    uid="1", name="Ada Lovelace", org="Northwind", interests=("climate adaptation",), tags=("vip", "board")
)
GARDEN = Garden({"contacts": [ADA, Contact(uid="2", name="Zoë Quinn"), Contact(uid="3", name="DJ 3000")]})
NAMES = NameIndex.of(GARDEN)


def offered(text: str) -> list[str]:
    """What `text` becomes with each completion at `|`, else at its end."""
    cursor = text.index("|") if "|" in text else len(text)
    text = text.replace("|", "")
    return [text[: one.start] + one.text + text[one.end :] for one in complete(text, cursor, NAMES, TODAY)]


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("@lov", "@Ada Lovelace"),
        ("met @ada lo| yesterday", "met @Ada Lovelace yesterday"),
        ('call @"zo', "call @Zoë Quinn"),
        ("call zo", "call Zoë Quinn"),
        ("coffee with zo", "coffee with Zoë Quinn"),
        ("lunch with Ada Lovelace and zo", "lunch with Ada Lovelace and Zoë Quinn"),
        ("Zo", "Zoë Quinn"),
        ("call @dj", 'call @"DJ 3000"'),
        ("ca", "call "),
        ("x: y\now", "x: y\nowe: "),
        ("- ow", "- owe: "),
        ("call ada yest", "call ada yesterday"),
        ("call ada: x\nowe: deck by f", "call ada: x\nowe: deck by fri"),
        ("call ada: x\nnext: call to", "call ada: x\nnext: call tomorrow"),
        ("call ada: likes #clim", "call ada: likes #climate-adaptation"),
        ("call ada: x\ntag: vip, bo", "call ada: x\ntag: vip, board"),
        ("call ada: x\n--\nlun", "call ada: x\n--\nlunch "),
    ],
)
def test_the_first_completion(text: str, becomes: str) -> None:
    assert offered(text)[0] == becomes


@pytest.mark.parametrize(
    "text",
    [
        "",
        "call ada: she said zo",
        "mail me at ada@lo",
        "\\ @lo",
        "call @Ada Lovelace ",
        "x C#cl",
        "call @Ada Lovelace",
    ],
)
def test_nothing_to_complete(text: str) -> None:
    assert offered(text) == []


def test_a_completed_name_means_that_person() -> None:
    for contact in GARDEN.contacts.values():
        (first, *_) = complete(f"call @{contact.name[:2]}", 7, NAMES, TODAY)
        (entry,) = parse(f"call {first.text}: x", NAMES, TODAY)
        assert entry.people[0].uid == contact.uid


def test_dates_say_which_day_they_mean() -> None:
    (first, *_) = complete("ada: x\nowe: deck by mon", 22, NAMES, TODAY)
    assert (first.text, first.hint) == ("mon", "Mon 23 Nov")


def hint(text: str, garden: Garden = GARDEN) -> str:
    found = ghost(text, len(text), parse(text, NAMES, TODAY), garden)
    return found.text if found else ""


@pytest.mark.parametrize("text", ["owe ", "call ada: x\nowe ", "call ada: x\n- owe "])
def test_a_word_without_its_colon_gets_a_ghost(text: str) -> None:
    assert hint(text) == "owe: "


@pytest.mark.parametrize("text", ["owe Chen ", "I owe ", "owe", "owe: ", "call ada: we owe "])
def test_no_ghost_within_a_sentence(text: str) -> None:
    assert hint(text) == ""


def test_after_a_talk_with_no_wants_known_there_is_a_ghost() -> None:
    assert hint("call ada: x\n") == "wants: "
    assert hint("email to ada: x\n") == ""
    assert hint("call ada, zoe: x\n") == ""
    assert hint("call ada: x\nwants: a flat\n") == ""
    known = Want(uid="9", contact="1", text="a flat", said_on=TODAY)
    assert hint("call ada: x\n", Garden({"contacts": [ADA], "wants": [known]})) == ""
