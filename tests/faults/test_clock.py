"""The clock is wrong, jumps, or moves to another zone: nothing is lost, and today's list is today's."""

import os
from datetime import date, timedelta
from pathlib import Path
from time import tzset

import pytest

from netgarden.cli.clock import clock_of
from netgarden.demo.sample_garden import sample_garden
from netgarden.records.ids import UidSource
from netgarden.session.session import Session
from netgarden.storage import files, garden_file
from netgarden.tui import app as app_module
from netgarden.tui.app import NetgardenApp
from netgarden.tui.widgets.composer import Composer
from tests.support.gardens import SAM, TODAY, ZOE, paths_in, plant, small_garden
from tests.support.window import Window, names_in
from tests.tui.grid import grid

pytestmark = pytest.mark.fault

HOUR = 3600
TEN_YEARS = 3652 * 24 * HOUR


# ── the clock of the machine ─────────────────────────────────────────────────


class Clock:
    """Stands in for the module `time` where a file's times are judged, so many seconds off."""

    def __init__(self) -> None:
        import time

        self.off = 0
        self._time = time

    def time_ns(self) -> int:
        return self._time.time_ns() + self.off * 10**9


@pytest.mark.parametrize("jump", [-HOUR, HOUR, -TEN_YEARS, TEN_YEARS])
def test_a_clock_that_jumps_loses_and_reorders_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jump: int
) -> None:
    """Files of before and after the jump: what two windows and a device write is joined as ever."""
    now = Clock()
    monkeypatch.setattr(garden_file, "time", now)
    monkeypatch.setattr(files, "time", now)
    one, other = Window(tmp_path), Window(tmp_path)
    ada = one.add("Ada", org="Old")
    other.look()
    now.off = jump
    other.edit(ada, org="New", role="Partner")
    found = one.path.stat()
    os.utime(one.path, ns=(found.st_atime_ns, found.st_mtime_ns + jump * 10**9))
    one.look()
    assert one.garden.contacts[ada.uid].org == "New"
    one.edit(ada, org="Newest")
    other.look()
    assert other.garden.contacts[ada.uid].org == "Newest"
    now.off = 0
    one.add("Zoë")
    other.look()
    assert one.names() == other.names() == names_in(one.path) == ["Ada", "Zoë"]
    assert one.store.conflicts() == other.store.conflicts() == ()
    assert Window(tmp_path).garden.contacts == one.garden.contacts == other.garden.contacts


def test_uids_rise_when_the_clock_goes_back() -> None:
    times = iter([5000, 4000, 1, 9000, 8999])
    source = UidSource(milliseconds=lambda: next(times))
    found = [source() for _ in range(5)]
    assert found == sorted(set(found))


@pytest.mark.parametrize(
    "day",
    [
        date(1970, 1, 1),
        TODAY - timedelta(1),
        TODAY + timedelta(3652),
        date(2038, 1, 20),
        date(2100, 2, 28),
        date(9999, 12, 31),
        date(1, 1, 1),
    ],
)
def test_a_date_that_is_far_off_is_a_day_like_any_other(day: date) -> None:
    session = Session(sample_garden(TODAY), TODAY)
    before = [one.name for one in session.garden.contacts.values()]
    session.turn_to(day)
    for uid in session.garden.contacts:
        session.outlook(uid)
        assert session.brief(uid)
    session.queue()
    session.turn_to(TODAY)
    assert [one.name for one in session.garden.contacts.values()] == before
    fresh = Session(session.garden, TODAY)
    assert [row.uid for row in session.queue().rows] == [row.uid for row in fresh.queue().rows]


def test_the_local_date_is_that_of_the_zone_that_holds_now(monkeypatch: pytest.MonkeyPatch) -> None:
    """A flight: in one zone it is always a day later than in the other, 25 hours behind."""
    today = clock_of(None)
    monkeypatch.setenv("TZ", "Etc/GMT-14")
    ahead = today()
    monkeypatch.setenv("TZ", "Etc/GMT+12")
    behind = today()
    monkeypatch.undo()
    tzset()
    assert ahead - behind in (timedelta(1), timedelta(2))


# ── while the app is open ────────────────────────────────────────────────────


async def test_other_days_while_the_app_is_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Midnight, a laptop suspended for three days, one for a year, and a flight west to yesterday."""
    monkeypatch.setattr(app_module, "DAY_EVERY", 0.05)
    day = [TODAY]
    paths = paths_in(tmp_path)
    session = Session.open(paths, TODAY)
    tables = ("contacts", "interactions", "loops")
    plant(session, *(record for table in tables for record in small_garden().records(table).values()))
    app = NetgardenApp(session, lambda: day[0])
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.press("2", "l", *"call: half a thought")
        change = session.garden.builder()
        change.remove(session.garden.contacts[ZOE])
        session.do(change.build("remove Zoë"))
        for days in (1, 4, 400, -1):
            day[0] = TODAY + timedelta(days)
            await pilot.pause(0.2)
            assert f"{day[0]:%a} {day[0].day} {day[0]:%b %Y}" in grid(app), grid(app)
            assert app.screen.query_one(Composer).text == "call: half a thought"
            fresh = Session(session.garden, day[0])
            assert session.outlook(SAM) == fresh.outlook(SAM)
        await pilot.press("escape", "u")
        assert ZOE in session.garden.contacts
        assert app.screen.query_one(Composer).text == "call: half a thought"
    assert not session.close()
    assert Session.open(paths, TODAY).garden.contacts == session.garden.contacts
