"""The one door to the disk: whole or not at all, durable when it returns, and told apart when it fails."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest

from storage import durable
from storage.durable import DiskFailure, NewFile, Step
from tests.faults.recording import Watched

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file of five bytes."""
    (tmp_path / "file").write_bytes(b"start")
    return tmp_path / "file"


def doing(**instead: Callable[..., Any]) -> Any:
    """The module ``os`` as durable sees it, with some calls done by somebody else."""
    return mock.patch.object(durable, "os", Watched(instead))


def refuse(*_: object, **__: object) -> None:
    """A call that fails for good."""
    raise OSError(errno.EIO, os.strerror(errno.EIO))


def test_an_append_is_synced_before_it_returns(path: Path) -> None:
    """The content first, then the sync."""
    calls: list[str] = []

    def write(fd: int, content: bytes) -> int:
        calls.append("write")
        return os.write(fd, content)

    def fsync(fd: int) -> None:
        calls.append("fsync")
        os.fsync(fd)

    with doing(write=write, fsync=fsync):
        durable.append(path, b" and more", at=5)

    assert path.read_bytes() == b"start and more"
    assert calls == ["write", "fsync"]


def test_a_short_write_is_gone_on_with(path: Path) -> None:
    """One byte at a time, if the system is like that."""
    with doing(write=lambda fd, content: os.write(fd, bytes(content)[:1])):
        durable.append(path, b" and more", at=5)

    assert path.read_bytes() == b"start and more"


@pytest.mark.parametrize(("call", "step"), [("write", Step.WRITE), ("fsync", Step.SYNC)])
def test_a_failed_append_is_taken_back(path: Path, call: str, step: Step) -> None:
    """The file is what it was, and the failure says how far it had come."""
    tries = 0

    def once(*arguments: Any) -> Any:
        nonlocal tries
        tries += 1
        return refuse() if tries == 1 else getattr(os, call)(*arguments)

    with doing(**{call: once}), pytest.raises(DiskFailure) as caught:
        durable.append(path, b" and more", at=5)

    assert path.read_bytes() == b"start"
    assert (step, True, errno.EIO) == (caught.value.step, caught.value.is_undone, caught.value.errno)


def test_what_could_not_be_taken_back_is_said(path: Path) -> None:
    """Then nobody knows what the disk has."""
    with doing(fsync=refuse), pytest.raises(DiskFailure) as caught:
        durable.append(path, b" and more", at=5)

    assert not caught.value.is_undone


def test_an_interrupted_append_is_taken_back(path: Path) -> None:
    """Ctrl+C between write and sync: nobody was told that it is saved."""
    with doing(fsync=mock.Mock(side_effect=[KeyboardInterrupt, None])), pytest.raises(KeyboardInterrupt):
        durable.append(path, b" and more", at=5)

    assert path.read_bytes() == b"start"


def test_an_append_to_a_file_of_another_length_is_refused(path: Path) -> None:
    """Somebody wrote who had no right to."""
    with pytest.raises(DiskFailure):
        durable.append(path, b" and more", at=4)

    assert path.read_bytes() == b"start"


def test_an_append_follows_no_link(path: Path, tmp_path: Path) -> None:
    """A link in the place of a journal is refused."""
    (tmp_path / "link").symlink_to(path)

    with pytest.raises(DiskFailure):
        durable.append(tmp_path / "link", b"!", at=5)


@pytest.mark.parametrize("call", ["write", "fsync", "rename"])
def test_a_replacement_that_fails_leaves_the_old_and_no_litter(path: Path, call: str) -> None:
    """Old content, and not one file more."""
    with doing(**{call: refuse}), pytest.raises(DiskFailure):
        durable.replace(path, b"new")

    assert path.read_bytes() == b"start"
    assert list(path.parent.iterdir()) == [path]


def test_a_replaced_file_is_the_owners_alone(path: Path) -> None:
    """Whatever mode the old one had."""
    path.chmod(0o644)
    durable.replace(path, b"new")

    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_directories_are_the_owners_alone(tmp_path: Path) -> None:
    """All that were missing on the way."""
    durable.make_directories(tmp_path / "a" / "b", within=tmp_path)

    assert [stat.S_IMODE((tmp_path / each).stat().st_mode) for each in ("a", "a/b")] == [0o700, 0o700]


def test_a_file_being_written_is_nobodys_leftover(tmp_path: Path) -> None:
    """Its writer's lock tells it from one whose writer is gone."""
    with NewFile(tmp_path) as new:
        new.write(b"half")
        assert not durable.remove_leftover(new.path)
        abandoned = tmp_path / ".dead.part"
        abandoned.write_bytes(b"half")
        assert durable.remove_leftover(abandoned)

    assert list(tmp_path.iterdir()) == []


def test_want_of_room_is_told_from_damage() -> None:
    """What passes by itself, and what does not."""
    failures = {
        number: DiskFailure(Step.WRITE, OSError(number, "")) for number in (errno.ENOSPC, errno.EDQUOT, errno.EIO)
    }

    assert [failures[each].is_for_want_of_room for each in failures] == [True, True, False]
