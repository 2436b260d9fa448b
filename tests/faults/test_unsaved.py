"""What cannot be saved when one leaves waits for the next start: brought in once, wherever anything fails or dies."""

import errno
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from netgarden.errors import GardenFileError
from netgarden.paths import Paths
from netgarden.records.contact import Contact
from netgarden.session.session import Session
from netgarden.session.unsaved import bring_in
from netgarden.storage import files, lock
from netgarden.storage.lines import Copy
from netgarden.storage.notices import Notice
from netgarden.storage.unsaved import ChangeDraft, ChangeDrafts
from netgarden.verbs import people as actions
from tests.support.gardens import TODAY, session_in

pytestmark = pytest.mark.fault

perform = files.perform


def add(session: Session, name: str) -> None:
    session.do(actions.add_contact(session.garden, session.rules, {"name": name}, TODAY)[0])


def edit(session: Session, name: str, **values: str) -> None:
    (uid,) = (one.uid for one in session.garden.contacts.values() if one.name == name)
    session.do(actions.edit_contact(session.garden, session.rules, uid, values, TODAY))


def planted(folder: Path) -> Session:
    folder.mkdir(exist_ok=True)
    session = session_in(folder)
    add(session, "Ada")
    session.save()
    return session


def saved(folder: Path, state: str = "state") -> list[str]:
    """Names and roles in the file."""
    session = session_in(folder, state)
    session.close()
    return sorted(f"{one.name} {one.role}".strip() for one in session.garden.contacts.values())


def waiting(session: Session) -> list[Notice]:
    return [notice for notice in session.notices if notice.kind == "unsaved"]


def full(folder: Path, also: Callable[[], None] = lambda: None) -> Callable[..., Any]:
    """A seam at which nothing new fits beside the garden; `also` is called before every call."""

    def seam(call: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        also()
        if call is os.open and args[1] & os.O_CREAT and Path(args[0]).parent == folder:
            raise OSError(errno.ENOSPC, "No space left on device")
        return perform(call, *args, **kwargs)

    return seam


def leave_with_unsaved(folder: Path, session: Session, seam: Callable[..., Any]) -> Session:
    """Add Zoë and make Ada a countess while the garden's disk is full, and quit."""
    assert session.store is not None
    session.store.keep_drafts()
    files.perform = seam
    try:
        add(session, "Zoë")
        edit(session, "Ada", role="Countess")
        assert [change.label for change in session.close()] == ["add Zoë", "edit Ada: role"]
    finally:
        files.perform = perform
    return session


def brought_in(folder: Path) -> None:
    """Bring in what waits, and see that nothing waits any more."""
    session = session_in(folder)
    (notice,) = waiting(session)
    bring_in(session, notice)
    session.save()
    session.close()
    assert saved(folder) == ["Ada Countess", "Zoë"]
    assert not waiting(session_in(folder))
    assert not list((folder / "state" / "unsaved").iterdir())


class CallsCounted:
    """Called before every call; does something at the n-th, once or from then on."""

    def __init__(self, number: int, act: Callable[[], None], *, forever: bool = False) -> None:
        self.number, self.act, self.forever, self.calls = number, act, forever, 0

    def __call__(self) -> None:
        self.calls += 1
        if self.calls == self.number or (self.forever and self.calls > self.number):
            self.act()

    def seam(self, call: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        self()
        return perform(call, *args, **kwargs)


def fails(code: int) -> Callable[[], None]:
    def fail() -> None:
        raise OSError(code, os.strerror(code))

    return fail


def killed(act: Callable[[], object]) -> bool:
    """Run it in a child; whether that was killed."""
    child = os.fork()
    if child == 0:
        try:
            act()
        except BaseException:
            os._exit(1)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


FAULTS = pytest.mark.parametrize(
    ("code", "forever"),
    [(errno.ENOSPC, True), (errno.EIO, False)],
    ids=["full from then on", "EIO once"],
)


@FAULTS
def test_any_call_of_keeping_it_may_fail(tmp_path: Path, code: int, forever: bool) -> None:
    for number in range(1, 200):
        folder = tmp_path / str(number)
        count = CallsCounted(number, fails(code), forever=forever)
        session = leave_with_unsaved(folder, planted(folder), full(folder, count))
        assert session.store is not None
        assert saved(folder) == ["Ada"]
        lost = session.store.lost
        notices = waiting(session_in(folder))
        if not lost:
            assert notices[0].drafts[0].changes[0].label == "add Zoë"
            brought_in(folder)
        else:
            assert session.store.not_kept in ("the disk is full", "the disk reports an error")
            assert not notices or notices[0].drafts
        if count.calls < number:
            assert not lost
            break
    else:
        pytest.fail("it takes more than 200 calls")
    assert number > 15


def test_any_call_of_keeping_it_may_be_the_last(tmp_path: Path) -> None:
    for number in range(1, 200):
        folder = tmp_path / str(number)
        planted(folder).close()
        count = CallsCounted(number, die)

        def leave(folder: Path = folder, count: CallsCounted = count) -> None:
            leave_with_unsaved(folder, session_in(folder), full(folder, count))

        was_killed = killed(leave)
        assert saved(folder) == ["Ada"]
        notices = waiting(session_in(folder))
        if not was_killed:
            break
        for notice in notices:  # it may hold the first change alone: the second was not tried yet
            assert notice.drafts[0].changes[0].label == "add Zoë"
    else:
        pytest.fail("it takes more than 200 calls")
    assert number > 15
    brought_in(folder)


def test_any_call_of_bringing_it_in_may_be_the_last_and_it_is_never_brought_in_twice(tmp_path: Path) -> None:
    for number in range(1, 200):
        folder = tmp_path / str(number)
        leave_with_unsaved(folder, planted(folder), full(folder))

        def bring(folder: Path = folder, number: int = number) -> None:
            files.perform = CallsCounted(number, die).seam
            brought_in(folder)

        was_killed = killed(bring)
        found = saved(folder)
        assert found in (["Ada"], ["Ada Countess", "Zoë"]), number
        if found == ["Ada"]:
            brought_in(folder)
        else:
            # Another device sets it back: what was brought in before must not come again.
            elsewhere = session_in(folder, "elsewhere")
            edit(elsewhere, "Ada", role="")
            elsewhere.close()
            assert not waiting(session_in(folder)), number
            assert saved(folder) == ["Ada", "Zoë"]
        if not was_killed:
            break
    else:
        pytest.fail("it takes more than 200 calls")
    assert number > 20


@FAULTS
def test_any_call_of_bringing_it_in_may_fail_and_then_it_still_waits(
    tmp_path: Path, code: int, forever: bool
) -> None:
    for number in range(1, 200):
        folder = tmp_path / str(number)
        leave_with_unsaved(folder, planted(folder), full(folder))
        session = session_in(folder)
        assert session.store is not None
        session.store.keep_drafts()
        count = CallsCounted(number, fails(code), forever=forever)
        files.perform = count.seam
        try:
            bring_in(session, waiting(session)[0])
            session.store.flush()
            unsaved = session.close()
        finally:
            files.perform = perform
        if unsaved and saved(folder) == ["Ada"]:  # a rename may have happened all the same
            brought_in(folder)
        assert saved(folder) == ["Ada Countess", "Zoë"], number
        assert not waiting(session_in(folder))
        if count.calls < number:
            break
    else:
        pytest.fail("it takes more than 200 calls")
    assert number > 15


def test_a_garden_that_was_never_saved_finds_its_draft(tmp_path: Path) -> None:
    session = session_in(tmp_path)
    assert session.store is not None
    session.store.keep_drafts()
    files.perform = full(tmp_path)
    try:
        add(session, "Ada")
        assert session.close()
    finally:
        files.perform = perform
    assert not (tmp_path / "garden.json").exists()
    again = session_in(tmp_path)
    assert bring_in(again, waiting(again)[0]) == "bring in 1 unsaved change"
    again.save()
    assert saved(tmp_path) == ["Ada"]
    assert not waiting(session_in(tmp_path))


def test_a_draft_is_offered_to_no_other_garden_and_follows_its_own(tmp_path: Path) -> None:
    home, other, moved = tmp_path / "home", tmp_path / "other", tmp_path / "moved"
    leave_with_unsaved(home, planted(home), full(home))
    planted(other)
    moved.mkdir()
    own = home / "garden.json"

    def at(place: Path) -> Session:
        return Session.open(Paths(place / "garden.json", home / "state", home / "config.toml"), TODAY)

    assert not waiting(at(other))  # another garden at another path
    (moved / "garden.json").write_bytes(own.read_bytes())
    assert not waiting(at(moved))  # a second copy, while the first is where it was
    own.write_bytes((other / "garden.json").read_bytes())
    assert not waiting(at(home))  # another garden at the path
    own.unlink()
    assert len(waiting(at(moved))) == 1  # it was moved


def test_who_has_it_open_keeps_it_and_saves_it_when_there_is_room(tmp_path: Path) -> None:
    session = planted(tmp_path)
    assert session.store is not None
    session.store.keep_drafts()
    files.perform = full(tmp_path)
    try:
        edit(session, "Ada", role="Countess")
        assert not session.store.flush()
    finally:
        files.perform = perform
    assert list((tmp_path / "state" / "unsaved").glob("*.json"))
    assert not waiting(session_in(tmp_path))
    add(session, "Zoë")
    session.save()
    assert saved(tmp_path) == ["Ada Countess", "Zoë"]
    assert not list((tmp_path / "state" / "unsaved").iterdir())
    session.close()


def test_who_is_killed_with_a_full_disk_finds_it_again(tmp_path: Path) -> None:
    planted(tmp_path).close()

    def work() -> None:
        session = session_in(tmp_path)
        assert session.store is not None
        session.store.keep_drafts()
        files.perform = full(tmp_path)
        add(session, "Zoë")
        edit(session, "Ada", role="Countess")
        session.store.flush()
        die()

    assert killed(work)
    brought_in(tmp_path)


def test_a_disk_that_does_not_answer_is_not_waited_for_for_ever(tmp_path: Path) -> None:
    session = planted(tmp_path)
    assert session.store is not None
    session.store.keep_drafts()
    read, write = os.pipe()

    def hangs(call: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if call is os.write:
            os.read(read, 1)
        return perform(call, *args, **kwargs)

    files.perform = hangs
    try:
        add(session, "Zoë")
        assert [change.label for change in session.store.stop(0.2)] == ["add Zoë"]
        assert (session.store.lost, session.store.not_kept) == (
            session.history.done[1:],
            "the disk does not answer",
        )
    finally:
        files.perform = perform
        os.write(write, b"x" * 50)


def test_a_draft_that_is_none_any_more_is_left_and_told(tmp_path: Path) -> None:
    leave_with_unsaved(tmp_path, planted(tmp_path), full(tmp_path))
    (file,) = (tmp_path / "state" / "unsaved").glob("*.json")
    whole = file.read_bytes()
    for damaged in (
        whole[:-9],
        b"",
        b"[]",
        whole.replace(b'"name"', b'"nobody"'),
        whole.replace(b"contacts", b"secrets"),
        whole.replace(b'"path":"role"', b'"path":"uid/x"'),
        whole.replace(b'"Countess"', b"7"),
    ):
        file.write_bytes(damaged)
        session = session_in(tmp_path)
        (notice,) = waiting(session)
        assert "cannot be read" in notice.message
        assert not notice.drafts
        session.close()
        assert file.read_bytes() == damaged
    file.write_bytes(whole)
    brought_in(tmp_path)


def test_what_was_changed_since_gives_way_and_stays_in_words(tmp_path: Path) -> None:
    leave_with_unsaved(tmp_path, planted(tmp_path), full(tmp_path))
    session = session_in(tmp_path)
    edit(session, "Ada", role="Queen")
    done = bring_in(session, waiting(session)[0])
    assert done == "bring in 2 unsaved changes; 1 value changed since and left as they are"
    assert sorted(one.name + one.role for one in session.garden.contacts.values()) == ["AdaQueen", "Zoë"]
    assert session.undo() is not None
    assert [(one.name, one.role) for one in contacts(session)] == [("Ada", "Queen")]
    session.close()


def contacts(session: Session) -> list[Contact]:
    return list(session.garden.contacts.values())


@pytest.mark.parametrize("is_marked", [True, False], ids=["with the mark", "control without it"])
def test_it_is_the_mark_in_the_garden_that_keeps_a_draft_from_coming_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_marked: bool
) -> None:
    leave_with_unsaved(tmp_path, planted(tmp_path), full(tmp_path))
    monkeypatch.setattr(ChangeDrafts, "drop", lambda self, draft: None)
    if not is_marked:
        monkeypatch.setattr(ChangeDraft, "mark", lambda self, garden: Copy(garden))
    session = session_in(tmp_path)
    bring_in(session, waiting(session)[0])
    session.save()
    session.undo()
    session.save()
    session.close()
    assert saved(tmp_path) == ["Ada"]
    assert bool(waiting(session_in(tmp_path))) is not is_marked


def test_two_windows_bring_it_in_once(tmp_path: Path) -> None:
    leave_with_unsaved(tmp_path, planted(tmp_path), full(tmp_path))
    one, other = session_in(tmp_path), session_in(tmp_path)
    (notice,) = waiting(other)
    bring_in(one, waiting(one)[0])
    one.save()
    one.undo()
    one.save()
    assert "another window" in bring_in(other, notice)
    other.save()
    other.close()
    one.close()
    assert saved(tmp_path) == ["Ada"]


def test_what_another_program_keeps_from_being_saved_waits_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "WAIT", 0.05)
    session = planted(tmp_path)
    (file,) = (tmp_path / "state" / "locks").glob("garden-*.lock")
    held = files.open_lock(file)
    assert files.try_lock(held)
    leave_with_unsaved(tmp_path, session, perform)
    assert session.store is not None
    assert "another netgarden is busy" in session.store.status.reason
    files.close(held)
    brought_in(tmp_path)


def test_a_file_that_was_damaged_meanwhile_gets_its_changes_once_it_is_repaired(tmp_path: Path) -> None:
    session = planted(tmp_path)
    path = tmp_path / "garden.json"
    data = path.read_bytes()
    path.write_bytes(data[:-40])
    leave_with_unsaved(tmp_path, session, perform)
    with pytest.raises(GardenFileError, match="damaged"):
        session_in(tmp_path)
    path.write_bytes(data)
    brought_in(tmp_path)
