"""Each system call of a save, in turn: it fails, returns short, or is the last one before the process dies."""

import errno
import os
import signal

import pytest

from netgarden.errors import GardenFileError
from netgarden.storage import files, reading
from tests.faults.scenes import OPENINGS, REPAIRS, SCENES, good_backups, leftovers, names_of

pytestmark = pytest.mark.fault

WRITING = SCENES | REPAIRS
ALL = WRITING | OPENINGS
scenes = pytest.mark.parametrize("scene", ALL)
writing_scenes = pytest.mark.parametrize("scene", WRITING)
perform = files.perform


@pytest.fixture(autouse=True)
def _no_waits(monkeypatch):
    """Do not wait for somebody to finish writing a damaged file."""
    monkeypatch.setattr(reading, "_TORN_WAITS", (0.0,))


class FailsAt:
    """A seam at which the n-th call fails, once or from then on; counts the calls."""

    def __init__(self, number, code, *, forever):
        self.number, self.code, self.forever, self.calls = number, code, forever, 0

    def __call__(self, call, *args, **kwargs):
        self.calls += 1
        if self.calls == self.number or (self.forever and self.calls > self.number):
            raise OSError(self.code, os.strerror(self.code))
        return perform(call, *args, **kwargs)


@scenes
@pytest.mark.parametrize(
    ("code", "forever"),
    [
        ("ENOSPC", True),
        ("EIO", False),
        ("EACCES", False),
        ("EMFILE", True),
        *(
            pytest.param(code, forever, marks=pytest.mark.long)
            for code in ("ENOSPC", "EIO", "EDQUOT", "EINTR", "EACCES", "EROFS", "EMFILE")
            for forever in (False, True)
            if (code, forever) not in {("ENOSPC", True), ("EIO", False), ("EACCES", False), ("EMFILE", True)}
        ),
    ],
)
def test_any_call_may_fail(scene, code, forever, tmp_path, monkeypatch):
    for number in range(1, 200):
        directory = tmp_path / str(number)
        directory.mkdir()
        it = ALL[scene](directory)
        seam = FailsAt(number, getattr(errno, code), forever=forever)
        monkeypatch.setattr(files, "perform", seam)
        try:
            it.save()
            refusal = ""
        except GardenFileError as error:
            refusal = str(error)
        monkeypatch.setattr(files, "perform", perform)
        found = names_of(it.path)
        assert found in (it.before, it.after) if refusal else found == it.after, number
        assert "Errno" not in refusal, "the reason is in words"
        assert len(good_backups(directory)) >= it.backups, number
        it.save()
        assert names_of(it.path) == it.after
        assert leftovers(directory) == [] or forever
        if seam.calls < number:
            break
    else:
        pytest.fail("it takes more than 200 calls")
    assert number > 5


@scenes
def test_any_call_may_be_the_last(scene, tmp_path, monkeypatch):
    for number in range(1, 200):
        directory = tmp_path / str(number)
        directory.mkdir()
        it = ALL[scene](directory)
        if not (status := _die_at(number, it.save)):
            break
        assert os.WTERMSIG(status) == signal.SIGKILL
        assert names_of(it.path) in (it.before, it.after), number
        assert len(good_backups(directory)) >= it.backups, number
        it.save()
        assert names_of(it.path) == it.after
        assert leftovers(directory) == []
    else:
        pytest.fail("it takes more than 200 calls")
    assert number > 5


def _die_at(number, save):
    """Run `save` in a child that is killed right before its n-th call; its wait status."""
    child = os.fork()
    if child == 0:
        calls = 0

        def dies(call, *args, **kwargs):
            nonlocal calls
            calls += 1
            if calls == number:
                os.kill(os.getpid(), signal.SIGKILL)
            return perform(call, *args, **kwargs)

        files.perform = dies
        try:
            save()
        except BaseException:
            os._exit(1)
        os._exit(0)
    return os.waitpid(child, 0)[1]


@scenes
@pytest.mark.parametrize("size", [1, 7, 4096])
def test_writes_and_reads_may_be_short(scene, size, tmp_path, monkeypatch):
    it = ALL[scene](tmp_path)

    def short(call, *args, **kwargs):
        if call is os.write:
            return perform(call, args[0], args[1][:size])
        if call is os.read:
            return perform(call, args[0], size)
        return perform(call, *args, **kwargs)

    monkeypatch.setattr(files, "perform", short)
    it.save()
    monkeypatch.setattr(files, "perform", perform)
    assert names_of(it.path) == it.after


@writing_scenes
def test_a_failed_fsync_is_never_trusted_again(scene, tmp_path, monkeypatch):
    """After EIO the kernel may drop the pages and report success next time: only a fresh file will do."""
    it = ALL[scene](tmp_path)
    synced, failed = [], []

    def unlucky(call, *args, **kwargs):
        if call is os.fsync:
            inode = os.fstat(args[0]).st_ino
            if not failed and "garden.json" in os.readlink(f"/proc/self/fd/{args[0]}"):
                failed.append(inode)
                raise OSError(errno.EIO, "Input/output error")
            synced.append(inode)
        return perform(call, *args, **kwargs)

    monkeypatch.setattr(files, "perform", unlucky)
    with pytest.raises(GardenFileError, match="disk reports an error"):
        it.save()
    assert names_of(it.path) == it.before
    before = len(synced)
    it.save()
    assert it.path.stat().st_ino in synced[before:]
    assert names_of(it.path) == it.after
