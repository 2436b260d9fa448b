"""What is recorded was said: sentences of everyday use, each with what it must become, and what it must not."""

from datetime import date, timedelta

import pytest

from netgarden.composer.happened import denied, unreached
from netgarden.composer.known_names import NameIndex
from netgarden.composer.parse import parse
from netgarden.people.news import read_news
from netgarden.records.contact import Contact
from netgarden.records.entry import Detail, Entry

TODAY = date(2026, 11, 23)  # a Monday
CONTACTS = {
    name.split(" ")[0]: Contact(uid=f"{number:012}", name=name, org=org)
    for number, (name, org) in enumerate(
        {
            "Tom Baker": "BBC",
            "Priya Raghunathan": "Infosys",
            "Sean O'Connor": "Stripe",
            "Zoë Quinn": "",
            "Ada Lovelace": "Analytical",
            "Grace Hopper": "",
            "Jürgen von der Heide": "",
            "田中 さくら": "",
        }.items()
    )
} | {
    "Kelly": Contact(uid="000000000021", name="Grace Kelly"),
    "María": Contact(uid="000000000022", name="María José Carreño"),
    "Anna": Contact(uid="000000000026", name="Dr. Anna Schmidt"),
    "José": Contact(uid="000000000023", name="José Luis García Márquez"),
    "Marsh": Contact(uid="000000000024", name="Bob Marsh"),
    "Stone": Contact(uid="000000000025", name="Bob Stone"),
}
NAMES = NameIndex(CONTACTS.values())


def read(text: str, selected: str = "") -> Entry:
    (entry,) = parse(text, NAMES, TODAY, selected=CONTACTS[selected].uid if selected else None)
    return entry


def names(entry: Entry) -> list[str]:
    return [person.name for person in entry.people]


@pytest.mark.parametrize(
    "text",
    [
        "cancelled lunch with Tom",
        "didn't call Tom",
        "Tom cancelled our lunch on Friday",
        "postponed lunch with Tom to 4 dec",
        "Reminder: email Tom the slides",
        "lunch with Tom moved to Friday",
        "TODO: email Tom",
        "Tom hasn't replied to my email",
        "forgot to call Tom",
        "need to email Tom",
        "Zoom with Tom got bumped to next week",
        "missed the call with Tom",
        "skipped the drink with Tom",
        "dinner with Tom fell through",
        "lunch with Tom?",
        "should call Tom",
        "Thanks for the call Tom",
    ],
)
@pytest.mark.parametrize("selected", ["", "Priya"])
def test_what_did_not_happen_is_a_note_about_those_it_names(text: str, selected: str) -> None:
    entry = read(text, selected)
    assert (entry.kind, entry.weight, names(entry), entry.on) == ("note", "none", ["Tom Baker"], TODAY)
    assert entry.summary == text


@pytest.mark.parametrize(
    "text",
    [
        "call with Tom: he didn't like it",
        "met Tom, he cancelled his holiday",
        "called Tom - he moved to Berlin",
        "lunch with Tom about the plan to move",
        "emailed Tom the slides",
        "met Tom who cancelled his trip",
    ],
)
def test_what_is_denied_behind_the_talk_does_not_undo_it(text: str) -> None:
    entry = read(text)
    assert entry.weight != "none"
    assert names(entry) == ["Tom Baker"]


@pytest.mark.parametrize(
    "text",
    [
        "Rang Tom twice, engaged both times",
        "called Tom, no answer",
        "Tom didn't pick up",
        "rang Tom, voicemail",
    ],
)
def test_who_could_not_be_reached_was_tried(text: str) -> None:
    assert (read(text).kind, names(read(text))) == ("tried", ["Tom Baker"])


def test_denial_and_try_are_told_by_the_first_clause_only() -> None:
    assert denied("cancelled lunch", 10, -1)
    assert not denied("lunch: cancelled the rest", 0, -1)
    assert unreached("rang, no answer.")
    assert not unreached("rang. Later no answer")


@pytest.mark.parametrize(
    ("text", "kind", "people", "days_ago"),
    [
        ("Phone call with Tom Baker yesterday about the show", "call", ["Tom Baker"], 1),
        ("coffee chat with Priya on Friday", "met", ["Priya Raghunathan"], 3),
        ("WhatsApp message from Sean yesterday", "message", ["Sean O'Connor"], 1),
        ("phone interview with Priya", "call", ["Priya Raghunathan"], 0),
        ("beers with Sean on Friday", "met", ["Sean O'Connor"], 3),
        ("visited Priya yesterday", "met", ["Priya Raghunathan"], 1),
        ("drinks w Sean Friday", "met", ["Sean O'Connor"], 3),
        ("dinner party: Sean, Zoë", "met", ["Sean O'Connor", "Zoë Quinn"], 0),
        ("call: Priya, about her move", "call", ["Priya Raghunathan"], 0),
        ("dinner with Sean (vegetarian) and Zoë (vegan)", "met", ["Sean O'Connor", "Zoë Quinn"], 0),
        ("met Sean in Berlin yesterday", "met", ["Sean O'Connor"], 1),
        ("called Sean back yesterday", "call", ["Sean O'Connor"], 1),
        ("emailed Sean the slides on Friday", "email", ["Sean O'Connor"], 3),
        ("met Tom (and his wife) yesterday", "met", ["Tom Baker"], 1),
        ("call with Tom about the trip he took last month: loved it", "call", ["Tom Baker"], 0),
        ("call Sean re invoice from 3 Nov: paid", "call", ["Sean O'Connor"], 0),
        ("met Tom, he starts a sabbatical in February", "met", ["Tom Baker"], 0),
        ("2026-11-20 14:30: Met Tom Baker", "met", ["Tom Baker"], 3),
        ("Mon 10:00: coffee with Priya", "met", ["Priya Raghunathan"], 0),
        ("20 Nov - coffee with Tom Baker", "met", ["Tom Baker"], 3),
        ("[2026-11-20] coffee with Tom Baker", "met", ["Tom Baker"], 3),
        ("Meeting with Grace K. re Q1", "met", ["Grace Kelly"], 0),
        ("call with Bob S: new job", "call", ["Bob Stone"], 0),
        ("met Grace H. and Bob M. on Friday", "met", ["Grace Hopper", "Bob Marsh"], 3),
        (
            "coffee with José Luis and María José",
            "met",
            ["José Luis García Márquez", "María José Carreño"],
            0,
        ),
        ("met von der Heide", "met", ["Jürgen von der Heide"], 0),
        ("met Garcia Marquez on Friday", "met", ["José Luis García Márquez"], 3),
        ("coffee with 田中さくら", "met", ["田中 さくら"], 0),
        ("met Bob (Stone)", "met", ["Bob Stone"], 0),
    ],
)
@pytest.mark.parametrize("selected", ["", "Ada"])
def test_everyday_sentences_are_read_as_meant(
    text: str, kind: str, people: list[str], days_ago: int, selected: str
) -> None:
    entry = read(text, selected)
    assert (entry.kind, names(entry), entry.on) == (kind, people, TODAY - timedelta(days_ago))


@pytest.mark.parametrize(
    "text",
    [
        "met Ada Lovelace's daughter",
        "called Tom's office",
        "Told Zoë about the budget",
    ],
)
def test_a_sentence_that_names_somebody_else_is_no_touch_of_the_selected_person(text: str) -> None:
    entry = read(text, "Priya")
    assert entry.weight == "none"
    assert "Priya Raghunathan" not in names(entry)


@pytest.mark.parametrize(
    "text", ["call Tom Smith", "Grace Q. for lunch", "Anna Maria, Priya and Sean for lunch"]
)
def test_a_name_that_goes_on_is_not_the_person_whose_name_it_begins_with(text: str) -> None:
    assert not {"Tom Baker", "Grace Hopper", "María José Carreño"} & set(names(read(text)))


@pytest.mark.parametrize(
    "text", ["call Sean (30 min)", "met Tom (Berlin)", "met Tom (Infosys, Rome)", "met Tom (bbc)"]
)
def test_brackets_never_change_a_filled_field(text: str) -> None:
    assert [person.facts.org or person.facts.role for person in read(text).people] == [""]


@pytest.mark.parametrize(("text", "ahead"), [("Lunch with Priya 27/11", 4), ("coffee with Tom 30/11", 7)])
def test_a_day_just_ahead_is_a_plan_and_not_a_year_old(text: str, ahead: int) -> None:
    assert read(text).on == TODAY + timedelta(ahead)


@pytest.mark.parametrize(
    ("detail", "day"),
    [
        ("next: 31 nov", None),
        ("next: 30 feb", None),
        ("next: dinner 3-5 dec", date(2026, 12, 3)),
        ("next: dinner from 3 dec to 5 dec", date(2026, 12, 3)),
        ("next: dinner 30 nov to 2 dec", date(2026, 11, 30)),
        ("next: call 3 Dec 26", date(2026, 12, 3)),
        ("next: tuesday next week", date(2026, 12, 1)),
        ("next: next week on tuesday", date(2026, 12, 1)),
        ("next: friday 27", date(2026, 11, 27)),
        ("next: call thursday 2 dec", date(2026, 12, 2)),
        ("owe: the slides by mon 24 nov", date(2026, 11, 24)),
        ("owe: send slides tomorrow", date(2026, 11, 24)),
        ("owe: slides in 2 weeks", date(2026, 12, 7)),
        ("owe: slides before christmas", date(2026, 12, 25)),
        ("owe: a plan for next week", None),
    ],
)
def test_a_date_is_read_whole_or_not_at_all(detail: str, day: date | None) -> None:
    entry = read(f"met Tom Baker\n{detail}")
    assert [one.by for one in entry.details] == ([day] if day or detail.startswith("owe") else [])


@pytest.mark.parametrize(
    ("text", "org", "role"),
    [
        ("new role as Director at ITV (remote)", "ITV", "Director"),
        ("new job at ITV, starting", "ITV", ""),
        ("new job as CTO at ITV from January", "", ""),
        ("new job at ITV since the summer", "", ""),
        ("new job at ITV", "ITV", ""),
    ],
)
def test_news_of_a_job_ends_with_the_org(text: str, org: str, role: str) -> None:
    news = read_news(Detail("news", (), text))
    assert (news.org, news.role) == (org, role)


@pytest.mark.parametrize("text", ["birthday 31 nov", "birthday 31/4/1980", "birthday soon"])
def test_a_birthday_that_is_no_day_stays_text(text: str) -> None:
    entry = read(f"call Tom Baker\nnews: {text}")
    assert entry.details == ()
    assert text in entry.summary
