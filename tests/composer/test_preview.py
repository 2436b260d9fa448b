"""The preview in words."""

import pytest

from netgarden.change.garden import Garden
from netgarden.composer.known_names import NameIndex
from netgarden.composer.parse import parse
from netgarden.composer.preview import plain, preview
from netgarden.due.rules import Rules
from netgarden.records.contact import Contact
from netgarden.records.ids import encode
from netgarden.records.loop import Loop
from netgarden.verbs.entries import plan_log
from tests.support.gardens import TODAY

ADA, ZOE, CHEN = encode(0), encode(1), encode(2)
GARDEN = Garden(
    {
        "contacts": [
            Contact(uid=ADA, name="Ada Lovelace", tier="close", org="Acme"),
            Contact(uid=ZOE, name="Zoë Quinn"),
            Contact(uid=CHEN, name="Chen Wei"),
        ],
        "loops": [
            Loop(uid=encode(100), kind="owe", people=(ADA,), text="send the deck", opened_on=TODAY),
            Loop(uid=encode(101), kind="thanks", people=(ADA,), text="a lift", opened_on=TODAY),
        ],
    }
)
NAMES = NameIndex.of(GARDEN)


def lines(text: str, choices: dict[str, int] | None = None) -> list[str]:
    entries = parse(text, NAMES, TODAY, choices=choices)
    effects = plan_log(GARDEN, entries, TODAY).effects
    return [plain(line) for line in preview(GARDEN, Rules(), effects, TODAY)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "call @ada yesterday: settling in at Northwind #climate\nowe: intro her to Sam by fri",
            "call · Ada Lovelace · Sat 21 Nov   I promise: intro her to Sam, Fri 27 Nov"
            "   interest: climate   next 21 Dec",
        ),
        ("email from zoe: hi", "email from · Zoë Quinn · Sun 22 Nov"),
        ("note Zoë (Juniper): x", "note · Zoë Quinn · Sun 22 Nov   org: Juniper"),
        ("email Ada (Juniper): x", "email · Ada Lovelace · Sun 22 Nov   next 22 Dec"),
        ("call zoe tomorrow", "plan: call · Zoë Quinn · Mon 23 Nov   planned: call, Mon 23 Nov"),
        (
            'met @"Joana Reis" (CTO at Acme) at PyCon via Ada: x',
            "met · NEW Joana Reis · Sun 22 Nov · at PyCon   org: Acme   role: CTO   met at PyCon through Ada Lovelace"
            "   follow up, Mon 23 Nov",
        ),
        (
            "call zoe: x\ngot: a book\nwants: a flat\ncan: review\nnews: birthday 12 mar\nnext: lunch on 3 dec",
            "call · Zoë Quinn · Sun 22 Nov   thanks owed, Mon 23 Nov   planned: lunch, Thu 3 Dec   got: a book"
            "   wants: a flat   can: review   birthday: 12 Mar",
        ),
        (
            "lunch with zoe, chen: x\nowe Chen: the bill\ngave Zoë: tips\nZoë wants: a dog\nwants: a cat\n#food",
            "met · Zoë Quinn · Chen Wei · Sun 22 Nov   I promise Chen: the bill   gave Zoë: tips   Zoë wants: a dog"
            "   topic: food   wants: a cat · whose? tab",
        ),
        (
            "thanked Ada for the lift; done: the deck, she liked it",
            "touch · Ada Lovelace · Sun 22 Nov   thanked: a lift   closes: send the deck (she liked it)   next 22 Dec",
        ),
        ("call zoe: x\ndone: foo", "call · Zoë Quinn · Sun 22 Nov   done: foo · nothing open fits"),
        ("call zoe: x\nnext: whatever", "call · Zoë Quinn · Sun 22 Nov   next: whatever · when?"),
        ("met @Chenn: x", "met · NEW Chenn · Sun 22 Nov   follow up, Mon 23 Nov   or Chen Wei? tab"),
        ("call Joana: x", "call · Sun 22 Nov   Joana? tab"),
        (
            "Chen news: new job at Juniper on 3 dec",
            "note · Chen Wei · Sun 22 Nov   new job at Juniper, 3 Dec 2026   org: Juniper",
        ),
    ],
)
def test_the_preview_in_one_line(text: str, words: str) -> None:
    assert lines(text) == [words]


def test_choices_settle_doubts() -> None:
    assert lines("met @Chenn: x", {"new:chenn": 1}) == ["met · Chen Wei · Sun 22 Nov"]
    assert lines("call Joana: x", {"unknown:joana": 1})[0].startswith("call · NEW Joana")
    assert "Zoë wants: a cat" in lines("lunch with ada, zoe: x\nwants: a cat", {"whose:0.0": 2})[0]
    both = lines("lunch with ada, zoe: x\nwants: a cat", {"whose:0.0": 3})[0]
    assert "Ada wants: a cat" in both
    assert "Zoë wants: a cat" in both


def test_before_an_ask_the_ledger_is_said() -> None:
    (line,) = lines("ask Zoë: an intro to Ada")
    assert "you never spoke" in line


def test_each_entry_has_its_line() -> None:
    assert lines("call zoe\n--\nlunch with chen") == [
        "call · Zoë Quinn · Sun 22 Nov",
        "met · Chen Wei · Sun 22 Nov",
    ]
    assert lines("  ") == []
