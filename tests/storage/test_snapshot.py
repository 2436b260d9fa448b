"""A start from a snapshot shows what a start from the file alone shows, and one that does not fit is not used."""

import shutil
from datetime import timedelta

import msgspec
import pytest

from netgarden.demo.sample_garden import sample_garden
from netgarden.due.forecast import forecast
from netgarden.due.forecasts import Forecasts
from netgarden.due.rules import Rules
from netgarden.paths import Paths
from netgarden.records.contact import Contact
from netgarden.session.session import Session
from netgarden.storage import snapshot
from tests.support.gardens import paths_in, plant
from tests.support.planting import TODAY, ago


@pytest.fixture
def paths(tmp_path):
    """The sample garden in a file, opened and left once."""
    paths = paths_in(tmp_path)
    session = Session.open(paths, TODAY)
    sample = sample_garden(TODAY)
    tables = ("contacts", "interactions", "loops", "milestones", "wants", "offers", "profile")
    plant(session, *(record for table in tables for record in sample.records(table).values()))
    leave(session)
    return paths


def start(paths, today=TODAY, rules=None):
    return Session.open(paths, today, rules=rules)


def leave(session):
    """Look at everybody, as the app does, and close."""
    session.queue()
    assert session.close() == ()


def alone(paths, today=TODAY, rules=None):
    """A start from the file alone."""
    state = paths.state.with_name("empty")
    shutil.rmtree(state, ignore_errors=True)
    session = start(Paths(paths.garden, state, paths.config), today, rules)
    assert session.garden.is_whole
    return session


def from_snapshot(paths, today=TODAY, rules=None):
    session = start(paths, today, rules)
    assert not session.garden.is_whole
    return session


def edit(session, **fields):
    """Change somebody, and save."""
    contact = next(iter(session.garden.contacts.values()))
    builder = session.garden.builder()
    builder.put(msgspec.structs.replace(contact, **fields))
    session.do(builder.build("edit"))
    session.save()


@pytest.mark.parametrize("later", [0, 1, 5, 30, 120])
def test_it_shows_the_same_on_this_and_later_days(paths, later):
    today = TODAY + timedelta(later)
    session, other = from_snapshot(paths, today), alone(paths, today)
    assert session.queue() == other.queue()
    assert session.coming_within(7) == other.coming_within(7)
    for state in ("due", "drifting", "owed", "waiting"):
        assert set(session.board.in_state(state)) == set(other.board.in_state(state))
    assert session.everybody() == other.everybody()
    assert not session.garden.is_whole, "nobody's whole history was needed"
    for uid in other.garden.contacts:
        assert session.garden.interactions_of(uid) == other.garden.interactions_of(uid)
        assert session.outlook(uid) == other.outlook(uid)
    for uid, entry in other.garden.interactions.items():
        assert session.garden.interaction(uid) == entry
    assert not session.garden.is_whole
    assert session.garden.interactions == other.garden.interactions
    assert session.garden.is_whole


def test_some_are_asked_for_and_then_all(paths):
    session = from_snapshot(paths)
    garden = session.garden
    for unknown in ("", "no uid", "0" * 12, "z" * 12):
        assert garden.interaction(unknown) is None
    assert garden.interactions_of("0" * 12) == ()
    pauses = []
    use = garden.read_on(lambda: pauses.append(1))
    assert not garden.is_whole, "what was read is not in use before it is put to use"
    use()
    assert garden.is_whole
    use()
    assert garden.interactions == alone(paths).garden.interactions


def test_whatever_was_changed_meanwhile_stays(paths):
    session = from_snapshot(paths)
    use = session.garden.read_on()
    uid, entry = next(iter(alone(paths).garden.interactions.items()))
    builder = session.garden.builder()
    builder.put(msgspec.structs.replace(entry, summary="changed while the rest was read"))
    session.do(builder.build("edit"))
    use()
    assert session.garden.interactions[uid].summary == "changed while the rest was read"
    session.save()


def test_a_change_makes_a_new_one_when_one_leaves(paths):
    session = start(paths)
    edit(session, role="Gardener")
    session.garden.read_on()()
    leave(session)
    again = from_snapshot(paths)
    assert next(iter(again.garden.contacts.values())).role == "Gardener"
    assert again.queue() == alone(paths).queue()


def test_a_file_that_was_changed_since_is_read_whole(paths):
    other = alone(paths)
    edit(other, role="Changed elsewhere")
    other.close()
    session = start(paths)
    assert session.garden.is_whole
    assert next(iter(session.garden.contacts.values())).role == "Changed elsewhere"


def the_file(paths):
    (found,) = paths.state.glob("snapshot-*")
    return found


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:-1],
        lambda data: data[: len(data) // 2],
        lambda data: data[:99] + bytes([data[99] ^ 4]) + data[100:],
        lambda data: data + b"x",
    ],
)
def test_a_damaged_one_is_not_used(paths, damage):
    file = the_file(paths)
    file.write_bytes(damage(file.read_bytes()))
    assert start(paths).garden.is_whole


def test_one_of_another_netgarden_is_not_used(paths, monkeypatch):
    monkeypatch.setattr(snapshot, "__version__", "999")
    assert start(paths).garden.is_whole


def test_forecasts_of_other_rules_and_later_days_are_not_used(paths):
    slower = Rules(tiers={**Rules().tiers, "close": Rules().tiers["yearly"]})
    assert from_snapshot(paths, rules=slower).queue() == alone(paths, rules=slower).queue()
    assert from_snapshot(paths, ago(3)).queue() == alone(paths, ago(3)).queue()


def test_a_clock_set_back_while_open_forgets_what_was_foretold(paths):
    session = from_snapshot(paths)
    session.turn_to(ago(20))
    assert session.queue().rows == alone(paths, ago(20)).queue().rows


def test_the_deleted_are_not_in_it(paths):
    session = start(paths)
    garden = session.garden
    builder = garden.builder()
    uid = next(uid for uid in garden.contacts if len(garden.interactions_of(uid)) > 2)
    gone = garden.interactions_of(uid)[1]
    builder.remove(gone)
    builder.remove(next(one for one in garden.contacts.values() if not garden.interactions_of(one.uid)))
    session.do(builder.build("delete"))
    session.save()
    leave(session)
    again = from_snapshot(paths)
    assert again.garden.interaction(gone.uid) is None
    assert gone not in again.garden.interactions_of(uid)
    assert again.queue() == alone(paths).queue()
    assert again.garden.interactions == alone(paths).garden.interactions


def test_it_is_kept_by_who_leaves_while_it_is_found_out_who_is_due(paths):
    other = Paths(paths.garden, paths.state.with_name("other"), paths.config)
    session = start(other)
    assert session.garden.is_whole
    assert not session.look_on(1)
    session.close()
    assert not start(other).garden.is_whole


def test_without_it_where_records_do_not_fit(tmp_path, paths):
    text = paths.garden.read_text("utf-8")
    paths.garden.write_text(text.replace('"kind":"call"', '"kind":["call"]', 1), "utf-8")
    session = start(paths)
    assert session.problems
    leave(session)
    assert start(paths).garden.is_whole


def test_a_quick_look_at_one_person_keeps_none(tmp_path):
    paths = paths_in(tmp_path)
    session = Session.open(paths, TODAY)
    builder = session.garden.builder()
    builder.put(Contact(uid=session.garden.new_uid(), name="Ada"))
    session.do(builder.build("add"))
    session.close()
    assert not list(paths.state.glob("snapshot-*")), "a command that adds somebody looks at nobody else"


@pytest.mark.parametrize(
    "damaged",
    [
        lambda parts: [1, *parts[1:]],
        lambda parts: parts[:-1],
        lambda parts: [*parts[:4], parts[4][:-4], *parts[5:]],
        lambda parts: [*parts[:9], parts[9] + b"\0", *parts[10:]],
        lambda parts: [*parts[:-1], b"\xff\xff\0\0" * (len(parts[-1]) // 4)],
    ],
    ids=["of another version", "cut", "a column too short", "one asked too many", "a name of nobody"],
)
def test_forecasts_of_another_shape_are_not_used(damaged):
    garden = sample_garden(TODAY)
    made = Forecasts(garden, Rules(), TODAY)
    assert made.look_on(len(garden.contacts))
    kept = made.encoder()()
    again = Forecasts(garden, Rules(), TODAY, kept)
    assert again.are_kept
    assert again.kept_on == TODAY
    again.follow(())
    assert {uid: again.of(uid) for uid in garden.contacts} == {
        uid: forecast(garden, Rules(), uid, TODAY) for uid in garden.contacts
    }
    parts = msgspec.msgpack.decode(kept)
    other = Forecasts(garden, Rules(), TODAY, msgspec.msgpack.encode(damaged(parts)))
    assert (other.are_kept, other.kept_on, other.names) == (False, None, ())
