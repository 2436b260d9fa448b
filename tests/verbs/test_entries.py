"""What saving an entry does to the garden, rule by rule."""

from datetime import date

import pytest
from msgspec.structs import replace

from netgarden.change.garden import Garden
from netgarden.change.history import History
from netgarden.composer.known_names import NameIndex
from netgarden.composer.parse import parse
from netgarden.composer.reopening import reopen
from netgarden.errors import UsageError
from netgarden.records.contact import Contact
from netgarden.records.ids import derived_uid, encode
from netgarden.records.interaction import Interaction
from netgarden.records.loop import Loop
from netgarden.records.milestone import Milestone
from netgarden.records.want import Want
from netgarden.verbs.effects import next_working_day
from netgarden.verbs.entries import delete_interaction, log_entries, plan_relog, tried
from tests.support.gardens import TODAY

AT = "2026-11-22T09:00:00Z"


class Book:
    """A garden one writes in."""

    def __init__(self, *loops: Loop) -> None:
        people = ["Ada Lovelace", "Zoë Quinn", "Chen Wei", "Sam Idowu", "Bob Marsh"]
        contacts = [Contact(uid=encode(n), name=name) for n, name in enumerate(people)]
        self.garden = Garden({"contacts": contacts, "loops": loops})
        self.names = NameIndex.of(self.garden)
        self.history = History()

    def log(self, text: str, today: date = TODAY, choices: dict[str, int] | None = None) -> Interaction:
        entries = parse(text, self.names, today, choices=choices)
        change = log_entries(self.garden, entries, today, AT)
        self.label = change.label
        before = set(self.garden.interactions)
        self.names.follow(self.garden, self.garden.apply(change))
        self.history.record(change)
        new = [one for uid, one in self.garden.interactions.items() if uid not in before and not one.part_of]
        return new[0]

    def edit(self, interaction: Interaction, text: str) -> None:
        again = reopen(self.garden, self.names, interaction)
        entries = parse(text, self.names, again.today, selected=again.selected)
        change = plan_relog(self.garden, interaction, entries, TODAY, AT).change
        self.label = change.label
        self.names.follow(self.garden, self.garden.apply(change))

    def person(self, name: str) -> Contact:
        return next(one for one in self.garden.contacts.values() if one.name.startswith(name))

    def loops(self, kind: str) -> list[Loop]:
        return [loop for loop in self.garden.loops.values() if loop.kind == kind]

    def loop(self, kind: str) -> Loop:
        (loop,) = self.loops(kind)
        return loop


@pytest.fixture
def book() -> Book:
    return Book()


ADA, ZOE, CHEN = encode(0), encode(1), encode(2)


def test_a_promise_is_opened_with_its_day_and_its_entry(book: Book) -> None:
    entry = book.log("call @ada yesterday: settling in at Northwind #climate\nowe: intro her to Sam by fri")
    assert (entry.kind, entry.weight, entry.direction, entry.people) == ("call", "talk", "both", (ADA,))
    assert (entry.on, entry.at, entry.summary) == (date(2026, 11, 21), AT, "settling in at Northwind")
    assert entry.raw.endswith("owe: intro her to Sam by fri")
    promise = book.loop("owe")
    assert (promise.text, promise.people) == ("intro her to Sam", (ADA,))
    assert (promise.opened_on, promise.due_on) == (date(2026, 11, 21), date(2026, 11, 27))
    assert promise.interaction == entry.uid
    assert book.person("Ada").interests == ("climate",)
    assert book.label == "log call with Ada"


def test_a_request_keeps_its_day_and_its_first_nudge(book: Book) -> None:
    book.log("ask Ada: a reference nudge in 2w, by 12 jan")
    ask = book.loop("ask")
    assert (ask.text, ask.not_before, ask.due_on) == ("a reference", date(2026, 12, 6), date(2027, 1, 12))


def test_a_new_person_comes_with_how_we_met(book: Book) -> None:
    book.log(
        'met @"Joana Reis" (CTO at Acme, joana@acme.io, in Porto) at PyCon 2026 via Ada fri: hiring #python'
    )
    joana = book.person("Joana")
    assert (joana.org, joana.role, joana.place, joana.emails) == (
        "Acme",
        "CTO",
        "Porto",
        {"joana@acme.io": ""},
    )
    assert (joana.met_how, joana.met_via, joana.met_where) == ("introduced", ADA, "PyCon 2026")
    assert (joana.met_on, joana.added_on, joana.interests) == ("2026-11-20", TODAY, ("python",))
    assert book.garden.interactions_of(ADA) == ()


def test_through_whom_we_met_may_be_a_name_or_somebody_new(book: Book) -> None:
    book.log("met @Joana via Tom Baker: hello")
    assert book.person("Joana").met_via == "Tom Baker"
    book.log("met @Rui via @Ines: hello")
    assert book.person("Rui").met_via == book.person("Ines").uid


def test_through_whom_says_nothing_of_those_one_knows(book: Book) -> None:
    entry = book.log("call zoe via Ada: the lease")
    assert (entry.people, entry.summary) == ((ZOE,), "via Ada Lovelace · the lease")
    assert book.person("Zoë").met_via == ""
    assert book.log("call zoe via Tom Baker: the lease").summary == "via Tom Baker · the lease"
    entry = book.log("intro via @Tom")
    assert entry.people == (book.person("Tom").uid,)
    assert book.person("Tom").met_via == ""


def test_one_new_person_named_twice_is_one(book: Book) -> None:
    book.log('lunch with @"Joana Reis" yesterday: hi\nJoana wants: a flat\n--\nemail to Joana: the address')
    joana = book.person("Joana")
    assert len(book.garden.contacts) == 6
    assert [entry.kind for entry in book.garden.interactions_of(joana.uid)] == ["email", "met"]
    assert book.garden.wants_of(joana.uid)[0].text == "a flat"
    assert book.label == "log 2 entries"


# ── follow-up ───────────────────────────────────────────────────


def test_a_new_person_is_followed_up_the_next_working_day(book: Book) -> None:
    entry = book.log("met @Joana at PyCon on fri: good talk")
    loop = book.loop("follow-up")
    assert loop.uid == derived_uid(entry.uid, "follow-up", book.person("Joana").uid)
    assert (loop.opened_on, loop.due_on) == (date(2026, 11, 20), date(2026, 11, 23))


@pytest.mark.parametrize(
    "text",
    [
        "met @Joana: good talk\nowe: the slides by fri",  # a promise takes its place
        "email to @Joana: hello",  # I wrote already
        "met @Joana on 3 sep: long ago",  # routine by now
        "met @Joana tomorrow: to be",  # has not happened
    ],
)
def test_some_new_people_need_no_follow_up(book: Book, text: str) -> None:
    book.log(text)
    assert book.loops("follow-up") == []


def test_a_talk_planned_with_somebody_new_takes_the_place_of_the_follow_up(book: Book) -> None:
    book.log("met @Joana: tiles\nnext: call tomorrow")
    assert book.loops("follow-up") == []
    assert book.loop("planned").is_open


@pytest.mark.parametrize(
    ("met_on", "followed"), [("2026-11-16", True), ("2026-11-12", False), ("2026-11", False)]
)
def test_who_was_met_within_a_week_is_followed_up_once(book: Book, met_on: str, followed: bool) -> None:
    builder = book.garden.builder()
    builder.put(replace(book.person("Zoë"), met_on=met_on))
    book.garden.apply(builder.build("x"))
    book.log("met zoe: good talk")
    assert bool(book.loops("follow-up")) == followed
    book.log("met zoe: again")
    assert len(book.loops("follow-up")) == followed


@pytest.mark.parametrize(
    ("text", "closes"),
    [
        ("email to Joana: hello", True),
        ("call Joana: hello", True),
        ("liked Joana: her post", True),
        ("email from Joana: hello", False),
        ("tried Joana", False),
        ("note Joana: vegan", False),
        ("email to Joana on thu: dated before we met", False),
    ],
)
def test_any_touch_out_closes_a_follow_up(book: Book, text: str, closes: bool) -> None:
    book.log("met @Joana on fri: good talk")
    book.log(text)
    assert book.loop("follow-up").is_open != closes


# ── thanks ──────────────────────────────────────────────────────


def test_what_i_got_is_thanked_for_the_next_working_day(book: Book) -> None:
    entry = book.log("lunch with ada, zoe tue: long\ngot Zoë: a lift\ngot Zoë: a book")
    thanks = book.loop("thanks")
    assert thanks.uid == derived_uid(entry.uid, "thanks", ZOE)
    assert (thanks.people, thanks.text, thanks.due_on) == ((ZOE,), "a lift; a book", date(2026, 11, 18))


def test_got_from_all_is_thanked_each(book: Book) -> None:
    entry = book.log("lunch with ada, zoe: long\ngot: a cake")
    assert entry.got == "a cake"
    assert {loop.people for loop in book.loops("thanks")} == {(ADA,), (ZOE,)}


def test_an_entry_that_says_thanks_owes_none(book: Book) -> None:
    book.log("call ada: ok\ngot: a lift\nthanks: for the lift")
    assert book.loops("thanks") == []


def test_thanks_closes_what_was_owed(book: Book) -> None:
    book.log("call ada: ok\ngot: a lift")
    entry = book.log("thanked Ada for the lift")
    assert (book.loop("thanks").closed_on, book.loop("thanks").result) == (TODAY, "done")
    assert (entry.kind, entry.direction, entry.summary) == ("touch", "out", "thanks for the lift")


def test_what_passed_with_some_counts_for_them_only(book: Book) -> None:
    entry = book.log("dinner with ada, zoe, chen: long\ngave Chen: my bike\ngave: cake")
    assert entry.gave == "cake"
    (part,) = [one for one in book.garden.interactions.values() if one.part_of == entry.uid]
    assert (part.gave, part.people, part.weight) == ("my bike", (CHEN,), "none")


# ── done ─────────────────────────────────────────────────────────────────────


def loop(number: int, kind: str, text: str, *people: str) -> Loop:
    return Loop(
        uid=encode(100 + number), kind=kind, people=people or (ADA,), text=text, opened_on=date(2026, 11, 1)
    )


def test_done_closes_the_loop_whose_words_fit() -> None:
    book = Book(loop(0, "owe", "intro her to Sam"), loop(1, "owe", "send the deck"))
    book.log("call ada: ok\ndone: introduced to Sam, they liked each other")
    assert [one.is_open for one in book.loops("owe")] == [False, True]
    assert book.garden.loops[encode(100)].outcome == "they liked each other"


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("done: reference - yes, she sent it", "yes"),
        ("done: reference, no", "no"),
        ("done: reference: no answer", "no answer"),
        ("done: reference", "done"),
    ],
)
def test_a_request_ends_as_the_text_says(text: str, result: str) -> None:
    book = Book(loop(0, "ask", "a reference for the grant"))
    book.log(f"call ada: ok\n{text}")
    assert book.loop("ask").result == result
    assert bool(book.loops("report-back")) == (result == "yes")


def test_done_without_names_looks_at_all_loops_and_is_about_whose_it_was() -> None:
    book = Book(loop(0, "owe", "send the deck", CHEN), loop(1, "owe", "send the photos", ZOE))
    entry = book.log("done: sent the deck to Chen")
    assert not book.garden.loops[encode(100)].is_open
    assert book.garden.loops[encode(101)].is_open
    assert entry.people == (CHEN,)


def test_done_that_fits_two_loops_is_asked_and_stays_text() -> None:
    book = Book(loop(0, "owe", "send the deck"), loop(1, "ask", "comments on the deck"))
    entry = book.log("call ada: ok\ndone: the deck")
    assert all(one.is_open for one in book.garden.loops.values())
    assert entry.summary == "ok · done: the deck"
    book.log("call ada: ok\ndone: the deck", choices={"done:0.0": 2})
    assert [one.is_open for one in book.garden.loops.values()] == [True, False]


def test_done_that_fits_nothing_stays_text(book: Book) -> None:
    assert book.log("call ada: ok\ndone: the tax return").summary == "ok · done: the tax return"


# ── plans ─────────────────────────────────────────────────


def test_next_plans_a_talk(book: Book) -> None:
    book.log("call ada: ok\nnext: call on 3 dec")
    plan = book.loop("planned")
    assert (plan.channel, plan.text, plan.due_on) == ("call", "", date(2026, 12, 3))


@pytest.mark.parametrize(
    ("text", "today", "closed"),
    [
        ("call ada: ok", date(2026, 12, 3), True),
        ("lunch with ada: ok", date(2026, 12, 5), True),
        ("call ada: a day early", date(2026, 12, 2), False),
        ("email to ada: how about Monday", date(2026, 12, 3), False),
    ],
)
def test_a_talk_on_the_day_or_later_settles_the_plan(
    book: Book, text: str, today: date, closed: bool
) -> None:
    book.log("call ada: ok\nnext: call on 3 dec")
    book.log(text, today)
    assert book.loop("planned").is_open != closed


def test_an_entry_dated_after_today_is_a_plan(book: Book) -> None:
    entry = book.log("lunch with Ada on fri 27 nov: the fund")
    assert (entry.on, entry.kind, entry.weight) == (TODAY, "note", "none")
    assert entry.raw == "lunch with Ada on fri 27 nov: the fund"
    plan = book.loop("planned")
    assert (plan.due_on, plan.channel, plan.text) == (date(2026, 11, 27), "met", "the fund")


# ── news, wants, tags ────────────────────────────────────────────────────────


def test_news_of_a_job_changes_the_org(book: Book) -> None:
    book.log("Ada news: new job at Juniper as CTO on 3 dec")
    ada = book.person("Ada")
    assert (ada.org, ada.role) == ("Juniper", "CTO")
    (milestone,) = book.garden.milestones_of(ADA)
    assert (milestone.what, milestone.on, milestone.kind) == (
        "new job at Juniper as CTO",
        "2026-12-03",
        "good",
    )


@pytest.mark.parametrize(
    ("text", "kind", "on"),
    [
        ("lost job", "hard", "2026-11-22"),
        ("her father died on mon", "hard", "2026-11-23"),
        ("launched the app yesterday", "good", "2026-11-21"),
        ("baby due in may", "good", "2027-05"),
        ("raised 12m", "good", "2026-11-22"),
        ("award 2026-10-01", "good", "2026-10-01"),
    ],
)
def test_news_are_milestones_good_or_hard(book: Book, text: str, kind: str, on: str) -> None:
    book.log(f"Ada news: {text}")
    (milestone,) = book.garden.milestones_of(ADA)
    assert isinstance(milestone, Milestone)
    assert (milestone.kind, milestone.on) == (kind, on)
    assert book.person("Ada").org == ""


@pytest.mark.parametrize(
    ("text", "birthday"),
    [
        ("birthday 12 mar", "--03-12"),
        ("birthday on 12 mar 1985", "1985-03-12"),
        ("birthday in march", "--03"),
        ("birthday today", "--11-22"),
        ("born 1985-03-12", "1985-03-12"),
    ],
)
def test_news_of_a_birthday_is_a_field(book: Book, text: str, birthday: str) -> None:
    book.log(f"Ada news: {text}")
    assert book.person("Ada").birthday == birthday
    assert book.garden.milestones_of(ADA) == []


def test_a_want_said_again_is_as_new_as_today(book: Book) -> None:
    book.log("call ada on 3 nov: ok\nwants: a designer")
    book.log("call ada: ok\nwants: A designer\ncan: review code")
    (want,) = book.garden.wants_of(ADA)
    assert (want.text, want.said_on) == ("a designer", TODAY)
    assert [offer.text for offer in book.garden.offers_of(ADA)] == ["review code"]


def test_tags_and_interests_are_added_once(book: Book) -> None:
    book.log("call ada: ok #climate\ntag: vip, board")
    book.log("call ada: ok #Climate\ntag: VIP")
    assert (book.person("Ada").interests, book.person("Ada").tags) == (("climate",), ("board", "vip"))


def test_a_topic_of_several_belongs_to_the_entry(book: Book) -> None:
    assert book.log("call ada, zoe: ok #climate").topics == ("climate",)


def test_brackets_fill_what_is_empty_and_change_nothing(book: Book) -> None:
    book.log("call Ada (CTO at Acme, ada@x.org, in Porto): ok")
    book.log("call Ada (Juniper, ADA@x.org, ada@juniper.com): moved")
    ada = book.person("Ada")
    assert (ada.org, ada.role, ada.place) == ("Acme", "CTO", "Porto")
    assert set(ada.emails) == {"ada@x.org", "ada@juniper.com"}


def test_in_a_crowd_an_own_line_counts_in_full(book: Book) -> None:
    names = ", ".join(f'@"Guest {word}"' for word in ("Aa", "Bb", "Cc", "Dd", "Ee", "Ff", "Gg", "Hh"))
    entry = book.log(f"dinner with {names}, Ada: long\n@Ada wants: a flat")
    assert entry.weight_for(ADA) == "talk"
    assert entry.weight_for(book.person("Guest Aa").uid) == "light"


# ── taking back ──────────────────────────────────────────────────────────────


def test_undo_takes_back_people_loops_and_fields_as_one(book: Book) -> None:
    before = {
        table: dict(book.garden.records(table)) for table in ("contacts", "interactions", "loops", "wants")
    }
    book.log("met @Joana, Ada (Juniper): good\nowe Ada: the deck by fri\nJoana wants: a flat #sailing")
    inverse = book.history.undo(book.garden)
    assert inverse is not None
    book.garden.apply(inverse.change)
    assert {table: dict(book.garden.records(table)) for table in before} == before


def test_editing_replaces_what_the_entry_opened(book: Book) -> None:
    entry = book.log("call ada: ok\nowe: the deck by fri\nwants: a flat\ngot: a lift")
    book.edit(entry, "lunch with ada, zoe yesterday: ok\nowe Ada: the deck by 1 dec\nZoë wants: a dog")
    (edited,) = book.garden.interactions.values()
    assert (edited.uid, edited.at, edited.kind, edited.people) == (entry.uid, AT, "met", (ADA, ZOE))
    assert (book.loop("owe").due_on, book.loops("thanks")) == (date(2026, 12, 1), [])
    assert book.garden.wants_of(ADA) == []
    assert [want.text for want in book.garden.wants_of(ZOE)] == ["a dog"]
    assert book.label == "edit meeting with Ada and Zoë"


def test_editing_keeps_the_state_of_what_is_still_said(book: Book) -> None:
    entry = book.log("call ada: ok\nowe: the deck by fri\nowe: a cake")
    deck, cake = sorted(book.loops("owe"), key=lambda loop: loop.text, reverse=True)
    builder = book.garden.builder()
    builder.put(replace(deck, closed_on=TODAY, result="done"))
    builder.put(replace(cake, nudged_on=("2026-11-22",)))
    book.garden.apply(builder.build("x"))
    book.edit(entry, "call ada: better\nowe: the deck by fri")
    assert book.garden.loops[deck.uid].closed_on == TODAY
    assert cake.uid in book.garden.loops, "it was nudged since, so it is no longer as created"


def test_an_old_entry_is_read_against_the_day_it_was_written(book: Book) -> None:
    entry = book.log("call ada yesterday: ok", date(2026, 11, 22))
    again = reopen(book.garden, book.names, entry)
    assert (again.text, again.today, again.selected) == ("call ada yesterday: ok", TODAY, (ADA,))


def test_an_entry_without_text_gets_one_that_means_the_same(book: Book) -> None:
    change = tried(book.garden, [ADA], date(2026, 11, 3), AT)
    book.garden.apply(change)
    (entry,) = book.garden.interactions.values()
    again = reopen(book.garden, book.names, entry)
    (parsed,) = parse(again.text, book.names, again.today, selected=again.selected)
    assert (parsed.kind, parsed.on, parsed.people[0].uid) == ("tried", entry.on, ADA)


def test_editing_an_entry_away_deletes_it(book: Book) -> None:
    book.edit(book.log("call ada: ok\nowe: the deck"), "  ")
    assert not book.garden.interactions
    assert not book.garden.loops


def test_deleting_an_entry_keeps_what_has_a_life_of_its_own(book: Book) -> None:
    entry = book.log(
        "dinner with ada, zoe: ok\nowe Ada: the deck\nZoë wants: a flat\nZoë wants: a dog\ngave Ada: tea"
    )
    flat = next(want for want in book.garden.wants_of(ZOE) if want.text == "a flat")
    builder = book.garden.builder()
    builder.put(replace(flat, closed_on=TODAY))
    book.garden.apply(builder.build("x"))
    change = delete_interaction(book.garden, entry.uid)
    book.garden.apply(change)
    assert change.label == "delete meeting with Ada and Zoë"
    assert not book.garden.interactions
    assert not book.garden.loops
    assert [want.text for want in book.garden.wants_of(ZOE)] == ["a flat"]
    with pytest.raises(UsageError):
        delete_interaction(book.garden, entry.uid)
    with pytest.raises(UsageError):
        plan_relog(book.garden, entry, (), TODAY)


def test_tried_is_an_entry_for_each(book: Book) -> None:
    change = tried(book.garden, [ADA, ZOE, "gone"], TODAY, AT)
    book.garden.apply(change)
    assert change.label == "log a try with Ada and Zoë"
    assert [(one.kind, one.weight, one.direction) for one in book.garden.interactions.values()] == [
        ("tried", "none", "out")
    ] * 2


def test_somebody_deleted_meanwhile_is_left_out(book: Book) -> None:
    entries = parse("call ada, zoe: ok\nowe Ada: the deck", book.names, TODAY)
    builder = book.garden.builder()
    builder.remove(book.person("Ada"))
    book.garden.apply(builder.build("x"))
    book.garden.apply(log_entries(book.garden, entries, TODAY, AT))
    (entry,) = book.garden.interactions.values()
    assert entry.people == (ZOE,)
    assert not book.garden.loops


@pytest.mark.parametrize(
    ("day", "expected"),
    [(16, 17), (19, 20), (20, 23), (21, 23), (22, 23)],
)
def test_the_next_working_day(day: int, expected: int) -> None:
    assert next_working_day(date(2026, 11, day)) == date(2026, 11, expected)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("met ada tomorrow: hi", "plan meeting with Ada"),
        ("call @ada @zoë in 3 days", "plan call with Ada and Zoë"),
        ("met ada today: hi", "log meeting with Ada"),
    ],
)
def test_the_label_of_a_plan_says_what_is_planned(book: Book, text: str, label: str) -> None:
    book.log(text)
    assert book.label == label


def test_a_plan_that_is_edited_is_no_note(book: Book) -> None:
    book.edit(book.log("met ada tomorrow: hi"), "call @ada in 3 days: hi")
    assert book.label == "edit call with Ada"


def test_labels_name_few_and_count_the_rest(book: Book) -> None:
    book.log("note: buy milk")
    assert book.label == "log note"
    book.log("note Ada: vegan")
    assert book.label == "log note on Ada"
    book.log("dinner with ada, zoe, chen, sam, bob: long")
    assert book.label == "log meeting with Ada, Zoë and 3 more"


def test_wants_of_both_kinds_are_kept_apart(book: Book) -> None:
    book.log("call ada: ok\nwants: speakers\ncan: speakers")
    assert [type(one) is Want for one in book.garden.wants_of(ADA)] == [True]
    assert len(book.garden.offers_of(ADA)) == 1


def test_an_address_in_the_head_is_whose_it_is(book: Book) -> None:
    book.log("call Zoë (zoe@q.org): ok")
    entry = book.log("email to ZOE@q.org: the lease")
    assert (entry.people, entry.summary) == ((ZOE,), "the lease")
    assert book.log("email to ada@nowhere.org: hello").people == ()
