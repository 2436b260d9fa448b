"""A garden of a few people, small enough to say what each test expects of it."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from netgarden.change.garden import Garden
from netgarden.records.interaction import Interaction
from netgarden.records.loop import Loop
from netgarden.session.session import Session
from netgarden.tui.app import NetgardenApp
from tests.conftest import TODAY, counting_uids, person, uid

NOW = datetime(2026, 11, 22, 14, 20, tzinfo=UTC)
PLACED = date(2025, 1, 1)

ADA, GRACE, SAM, ZOE = uid(1), uid(2), uid(3), uid(4)


def call(number: int, who: str, days_ago: int, summary: str) -> Interaction:
    return Interaction(
        uid=uid(number),
        on=TODAY - timedelta(days_ago),
        kind="call",
        weight="talk",
        direction="both",
        people=(who,),
        summary=summary,
        raw=f"call: {summary}",
    )


def small_garden() -> Garden:
    """Ada is owed thanks, Grace and Sam are due, Zoë is not."""
    garden = Garden(new_uid=counting_uids())
    builder = garden.builder()
    for record in (
        person(1, "Ada Lovelace", org="Northwind", role="Partner", tier="close", interests=("climate",),
               emails={"ada@example.org": "work"}, place="Lisbon", timezone="Europe/Lisbon", cadence_set_on=PLACED),
        person(2, "Grace Hopper", org="Juniper", tier="close", interests=("climate", "sailing"), cadence_set_on=PLACED),
        person(3, "Sam Idowu", org="Alder", tier="close", cadence_set_on=PLACED),
        person(4, "Zoë Quinn", org="Alder", tier="steady", interests=("sailing",), cadence_set_on=PLACED),
        call(11, ADA, 20, "settling in at Northwind"),
        call(12, GRACE, 37, "the archive move"),
        call(13, SAM, 34, "heat pumps in terraces"),
        call(14, ZOE, 5, "a boat for spring"),
        Loop(uid=uid(21), kind="thanks", people=(ADA,), opened_on=TODAY - timedelta(2), due_on=TODAY - timedelta(1)),
    ):  # fmt: skip
        builder.put(record)
    garden.apply(builder.build("plant"))
    return garden


@pytest.fixture(autouse=True)
def _no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening a link starts no program of the machine."""
    monkeypatch.setattr("webbrowser.open", lambda *_, **__: True)


@pytest.fixture
def session() -> Session:
    """The small garden, in memory."""
    return Session(small_garden(), TODAY, now=lambda: NOW)


@pytest.fixture
def app(session: Session) -> NetgardenApp:
    """The app on the small garden."""
    return NetgardenApp(session, lambda: TODAY)


@pytest.fixture
def app_on() -> Callable[[Garden], NetgardenApp]:
    """Makes the app on a garden."""
    return lambda garden: NetgardenApp(Session(garden, TODAY, now=lambda: NOW), lambda: TODAY)
