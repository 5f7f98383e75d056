"""What the host is like, one finding a topic, with advice where something is to be done."""

from __future__ import annotations

import datetime as dt
import errno
import os
from typing import TYPE_CHECKING
from unittest import mock

import pytest

from storage import doctor, durable, examine_host
from storage.doctor import Diagnosis, Topic, file_system
from storage.installation import Installation
from tests.faults.recording import Watched
from tests.storage.books import NOW, save

if TYPE_CHECKING:
    from pathlib import Path


def found(installation: Installation, topic: Topic, now: dt.datetime = NOW) -> Diagnosis:
    """What was found about one topic."""
    diagnosis = next(each for each in examine_host(installation, now=now) if each.topic is topic)
    assert (diagnosis.advice is None) == diagnosis.is_ok
    return diagnosis


def test_every_topic_is_looked_at_once_and_nothing_is_left_behind(installation: Installation) -> None:
    """The trial file is taken away."""
    before = sorted(installation.data.rglob("*"))

    topics = [each.topic for each in examine_host(installation, now=NOW)]

    assert topics == list(Topic)
    assert sorted(installation.data.rglob("*")) == before


@pytest.mark.parametrize(
    ("kind", "is_ok"), [("ext4", True), ("xfs", True), ("nfs4", False), ("cifs", False), ("tmpfs", False)]
)
def test_a_file_system_that_can_not_keep_the_promise_is_told(
    installation: Installation, tmp_path: Path, *, kind: str, is_ok: bool
) -> None:
    """The innermost mount counts, also one with a space in its name."""
    mounts = tmp_path / "mounts"
    point = str(installation.data).replace(" ", "\\040")
    mounts.write_text(f"/dev/a / ext4 rw 0 0\nx {point} {kind} rw 0 0\n")

    with mock.patch.object(doctor, "_MOUNTS", mounts):
        assert (kind, is_ok) == (
            found(installation, Topic.FILE_SYSTEM).value,
            found(installation, Topic.FILE_SYSTEM).is_ok,
        )


def test_an_unknown_file_system_is_called_so(tmp_path: Path) -> None:
    """Where the kernel doesn't say."""
    with mock.patch.object(doctor, "_MOUNTS", tmp_path / "missing"):
        assert file_system(tmp_path) == "unknown"


def test_a_disk_that_refuses_is_told(installation: Installation) -> None:
    """With its reason."""

    def refuse(_: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with mock.patch.object(durable, "os", Watched({"fsync": refuse})):
        diagnosis = found(installation, Topic.SYNC)

    assert (False, "Input/output error") == (diagnosis.is_ok, diagnosis.value)


def test_a_slow_disk_is_told(installation: Installation) -> None:
    """By the median of several syncs."""
    with mock.patch.object(doctor, "SLOW_SYNC_MS", 0.0):
        assert not found(installation, Topic.SYNC).is_ok


def test_little_room_is_told(installation: Installation) -> None:
    """In megabytes."""
    with mock.patch("storage.doctor.shutil.disk_usage", return_value=mock.Mock(free=5 * 2**20)):
        assert found(installation, Topic.ROOM).value == "5 MB"


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666])
def test_a_file_that_others_may_read_is_told(installation: Installation, mode: int) -> None:
    """With its path."""
    path = installation.data / "plan" / "plan.toml"
    path.chmod(mode)

    assert str(path) in str(found(installation, Topic.PERMISSIONS).value)


def test_a_link_among_the_data_is_told(installation: Installation) -> None:
    """It could lead anywhere."""
    (installation.data / "inbox" / "rsj").symlink_to("/etc")

    assert "a link" in str(found(installation, Topic.PERMISSIONS).value)


def test_a_clock_before_the_last_event_is_told(tmp_path: Path) -> None:
    """New events would seem older than old ones; a sample stands still on some day."""
    installation = Installation.create(tmp_path / "real", {})
    save(installation.ledger.book("rsj"))

    assert found(installation, Topic.CLOCK).is_ok
    assert not found(installation, Topic.CLOCK, NOW - dt.timedelta(days=1)).is_ok


def test_a_locale_that_can_not_write_chinese_is_told(installation: Installation) -> None:
    """Any encoding but UTF-8."""
    with mock.patch("storage.doctor.locale.getencoding", return_value="ANSI_X3.4-1968"):
        assert not found(installation, Topic.LOCALE).is_ok
    with mock.patch("storage.doctor.locale.getencoding", return_value="utf-8"):
        assert found(installation, Topic.LOCALE).is_ok
