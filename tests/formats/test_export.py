"""Export: the garden as a file."""

import json
from datetime import date, timedelta

import icalendar
import pytest
from msgspec.structs import replace

from netgarden.change.garden import Garden
from netgarden.due.rules import Rules
from netgarden.errors import UsageError
from netgarden.formats.export import FORMATS, export, pages
from netgarden.formats.registry import read
from netgarden.importing.plan import plan_import
from netgarden.records.interaction import Interaction
from netgarden.records.loop import Loop
from tests.support.gardens import TODAY, counting_uids, garden_of, person, uid


def planted() -> Garden:
    return garden_of(
        person(2, "Bea", emails={"b@x.example": "", "a@x.example": ""}),
        person(1, "Zoë"),
        Interaction(uid=uid(10), on=TODAY, people=(uid(1),), summary="called"),
        Interaction(uid=uid(11), on=TODAY, people=(uid(1), uid(2)), summary="met"),
    )


def test_json_holds_every_record_and_is_the_same_each_time() -> None:
    data = export(planted(), "garden.json", today=TODAY)
    plain = json.loads(data)
    assert [contact["name"] for contact in plain["contacts"]] == ["Zoë", "Bea"]
    assert [entry["summary"] for entry in plain["interactions"]] == ["called", "met"]
    assert "Zoë".encode() in data
    assert data == export(planted(), "other.json", today=TODAY)


def test_an_export_of_some_people_leaves_out_what_is_also_about_others() -> None:
    plain = json.loads(export(planted(), "bea.json", today=TODAY, people=[uid(1)]))
    assert [contact["name"] for contact in plain["contacts"]] == ["Zoë"]
    assert [entry["summary"] for entry in plain["interactions"]] == ["called"]


def test_an_unknown_format_names_those_there_are() -> None:
    with pytest.raises(UsageError, match="choose from json, vcf"):
        export(planted(), "garden.xls", today=TODAY)


def full() -> Garden:
    ada = person(
        1, "Ada [/] Lee", birthday="--02-29", cadence="1m", cadence_set_on=TODAY, tags=("open source",),
        notes="- see [this](javascript:x) <b>", emails={"a@x.example": ""},
    )  # fmt: skip
    second, archived = (
        person(2, "Ada", birthday="1985-04-12"),
        person(3, "ADA", archived=True, birthday="1980-01-01"),
    )
    dated = {"kind": "owe", "opened_on": TODAY, "due_on": TODAY}
    return Garden(
        {
            "contacts": [ada, second, archived],
            "loops": [
                Loop(uid=uid(20), people=(uid(1), uid(2)), text="the book", **dated),
                Loop(uid=uid(21), people=(uid(1),), text="done", closed_on=TODAY, **dated),
            ],
            "interactions": [
                Interaction(
                    uid=uid(10), on=TODAY, people=(uid(1),), kind="call", weight="talk", summary="*hi*"
                )
            ],
        }
    )


def test_icalendar_reads_our_calendar_and_its_uids_stay() -> None:
    calendar = icalendar.Calendar.from_ical(export(full(), "x.ics", today=TODAY))
    events = {str(event["uid"]): event for event in calendar.walk("VEVENT")}
    assert set(events) == {
        f"{key}@netgarden"
        for key in (f"due-{uid(1)}", f"birthday-{uid(1)}", f"birthday-{uid(2)}", f"loop-{uid(20)}")
    }
    assert str(events[f"loop-{uid(20)}@netgarden"]["summary"]) == "I promised Ada [/] Lee, Ada: the book"
    assert events[f"birthday-{uid(1)}@netgarden"]["rrule"] == {
        "FREQ": ["YEARLY"],
        "BYMONTH": [2],
        "BYMONTHDAY": [-1],
    }
    assert events[f"due-{uid(1)}@netgarden"]["dtstart"].dt == date(2026, 12, 22)
    tomorrow = icalendar.Calendar.from_ical(export(full(), "x.ics", today=TODAY + timedelta(1)))
    assert {str(event["uid"]) for event in tomorrow.walk("VEVENT")} == set(events)


def test_markdown_is_text_and_file_names_do_not_collide() -> None:
    written = dict(pages(full(), Rules(), TODAY))
    assert list(written) == ["Ada Lee.md", "Ada.md", f"ADA {uid(3)}.md"]
    page = written["Ada Lee.md"]
    assert 'tags: ["open-source"]' in page
    assert "# Ada \\[/\\] Lee" in page
    assert "\\- see \\[this\\](javascript:x) \\<b\\>" in page
    assert "- 2026-11-22 call: \\*hi\\*" in page


@pytest.mark.parametrize("format", ["json", "vcf", "vcf3", "csv"])
def test_an_export_imported_into_the_same_garden_changes_nothing(format: str) -> None:
    garden = full()
    reading = read(export(garden, "", format=format, today=TODAY), filename="again")
    plan = plan_import(garden, [reading], TODAY)
    assert plan.counts["added"] == plan.counts["updated"] == 0
    assert [one.name for one in plan.to_decide] == []
    assert not [outcome for outcome in plan.outcomes if outcome.fields]


@pytest.mark.parametrize("format", [name for name in FORMATS if name not in ("ics", "md")])
def test_an_export_gives_the_same_people_in_another_garden(format: str) -> None:
    garden = Garden(new_uid=counting_uids())
    plan = plan_import(
        garden, [read(export(full(), "", format=format, today=TODAY))], TODAY, undecided="separate"
    )
    garden.apply(plan.change(garden))
    found = [replace(one, uid="", source={}, added_on=None) for one in garden.contacts.values()]
    assert found == [replace(one, uid="") for one in full().contacts.values()]


def test_every_format_is_written() -> None:
    assert all(export(full(), "", format=name, today=TODAY) for name in FORMATS)
