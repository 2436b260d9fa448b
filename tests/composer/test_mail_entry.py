"""One mail message as an entry."""

from datetime import UTC, date, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgarden.composer.known_names import NameIndex
from netgarden.composer.mail_entry import read_mail
from netgarden.errors import UsageError
from netgarden.records.contact import Contact
from netgarden.records.entry import Entry
from tests.support.gardens import TODAY

ME = ("me@home.org",)
NAMES = NameIndex(
    [
        Contact(uid="1", name="Ada Lovelace", emails={"Ada@x.org": "work"}),
        Contact(uid="2", name="John Smith", emails={"john@a.org": ""}),
        Contact(uid="3", name="John Smith", emails={"john@b.org": ""}),
    ],
    closeness=int,
)
CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus" / "mail"


def read(*headers: str, mine: tuple[str, ...] = ME) -> Entry:
    (entry,) = read_mail(("\n".join(headers) + "\n\nBody @bob #x\n").encode(), NAMES, TODAY, mine, zone=UTC)
    return entry


def test_a_message_to_me_is_in_and_about_its_sender() -> None:
    entry = read(
        "From: Ada <ada@X.org>", "To: me@home.org, other@y.org", "Date: Fri, 20 Nov 2026 10:00:00 +0000",
        "Subject: Re: the #deck @home: owe: nothing",
    )  # fmt: skip
    assert (entry.kind, entry.direction, entry.weight) == ("email", "in", "word")
    assert (entry.on, entry.summary) == (date(2026, 11, 20), "Re: the #deck @home: owe: nothing")
    assert [person.uid for person in entry.people] == ["1"]
    assert not entry.details
    assert not entry.topics


def test_a_message_of_mine_is_out_and_about_all_it_went_to() -> None:
    entry = read(
        "From: Me <ME@home.org>", "To: Ada <ada@x.org>", 'Cc: "Reis, Joana" <joana@acme.io>, me@home.org'
    )
    assert entry.direction == "out"
    assert [(person.name, person.uid, person.facts.emails) for person in entry.people] == [
        ("Ada Lovelace", "1", ()),
        ("Joana Reis", "", ("joana@acme.io",)),
    ]


def test_without_my_addresses_who_is_known_decides() -> None:
    assert read("From: x@y.org", "To: ada@x.org", mine=()).direction == "out"
    assert read("From: ada@x.org", "To: x@y.org", mine=()).direction == "in"
    assert read("From: x@y.org", "To: z@y.org", mine=()).direction == "in"


def test_the_address_tells_namesakes_apart() -> None:
    assert [person.uid for person in read("From: J <john@a.org>", "To: me@home.org").people] == ["2"]
    assert [person.uid for person in read("From: J <john@b.org>", "To: me@home.org").people] == ["3"]


@pytest.mark.parametrize(
    ("sender", "name"),
    [
        ("joana.reis@acme.io", "Joana Reis"),
        ('"joana.reis@acme.io" <joana.reis@acme.io>', "Joana Reis"),
        ("=?utf-8?q?Zo=C3=AB_Quinn?= <z@q.org>", "Zoë Quinn"),
        ("=?iso-8859-1?q?Quinn=2C_Zo=EB?= <z@q.org>", "Zoë Quinn"),
        ("=?no-such-charset?q?Zoe?= <z@q.org>", "Zoe"),
        ('"The \\"Doc\\" Quinn" <z@q.org>', "The Doc Quinn"),
        ("Zoë Quinn <z@q.org>", "Zoë Quinn"),
    ],
)
def test_names_of_new_people(sender: str, name: str) -> None:
    assert [person.name for person in read(f"From: {sender}", "To: me@home.org").people] == [name]


def test_the_date_is_mine_and_never_to_come() -> None:
    message = b"From: ada@x.org\nDate: Fri, 20 Nov 2026 23:30:00 -0500\n\n"
    assert read_mail(message, NAMES, TODAY, ME, zone=UTC)[0].on == date(2026, 11, 21)
    assert read_mail(message, NAMES, TODAY, ME, zone=timezone(timedelta(hours=-8)))[0].on == date(
        2026, 11, 20
    )
    assert read("From: ada@x.org", "Date: Fri, 20 Nov 2099 10:00:00 +0000").on == TODAY
    assert read("From: ada@x.org", "Date: soon").on == TODAY
    assert read("From: ada@x.org").on == TODAY


@pytest.mark.parametrize(
    "message", [b"", b"hello", b"Subject: x\n\n", b"From: nobody\n\n", b"From: me@home.org\n\n"]
)
def test_a_message_that_names_nobody_else_is_refused(message: bytes) -> None:
    with pytest.raises(UsageError):
        read_mail(message, NAMES, TODAY, ME, zone=UTC)


@given(st.binary(max_size=300), st.binary(max_size=40))
def test_no_message_fails_otherwise(data: bytes, name: bytes) -> None:
    for message in (data, b"From: " + name + b" <ada@x.org>\nSubject: " + data):
        try:
            entries = read_mail(message, NAMES, TODAY, ME, zone=UTC)
        except UsageError:
            continue
        assert len(entries) == 1
        assert entries[0].people


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real mail is not beside this checkout")
def test_real_messages_name_their_sender() -> None:
    for path in sorted(CORPUS.glob("*.eml")):
        (entry,) = read_mail(path.read_bytes(), NAMES, TODAY, ME, zone=UTC)
        assert entry.direction == "in"
        assert entry.people[0].facts.emails
