"""Export: the garden as a file."""

import json

import pytest

from netgarden.domain.garden import Garden
from netgarden.domain.interaction import Interaction
from netgarden.errors import UsageError
from netgarden.services.exporting import export
from tests.conftest import TODAY, counting_uids, person, uid


def planted() -> Garden:
    return Garden(
        {
            "contacts": [person(2, "Bea", emails={"b@x.example": "", "a@x.example": ""}), person(1, "Zoë")],
            "interactions": [
                Interaction(uid=uid(10), on=TODAY, people=(uid(1),), summary="called"),
                Interaction(uid=uid(11), on=TODAY, people=(uid(1), uid(2)), summary="met"),
            ],
        },
        new_uid=counting_uids(),
    )


def test_json_holds_every_record_and_is_the_same_each_time() -> None:
    data = export(planted(), "garden.json")
    plain = json.loads(data)
    assert [contact["name"] for contact in plain["contacts"]] == ["Zoë", "Bea"]
    assert [entry["summary"] for entry in plain["interactions"]] == ["called", "met"]
    assert "Zoë".encode() in data
    assert data == export(planted(), "other.json")


def test_an_export_of_some_people_leaves_out_what_is_also_about_others() -> None:
    plain = json.loads(export(planted(), "bea.json", people=[uid(1)]))
    assert [contact["name"] for contact in plain["contacts"]] == ["Zoë"]
    assert [entry["summary"] for entry in plain["interactions"]] == ["called"]


def test_an_unknown_format_names_those_there_are() -> None:
    with pytest.raises(UsageError, match="choose from json"):
        export(planted(), "garden.xls")
