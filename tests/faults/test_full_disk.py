"""The disk is full: people sign in and read, are told that nothing is saved, and go on as soon as there is room."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest

from departments.accounts import SignInRefused
from departments.ledger import WritingStopped
from storage import durable
from tests.building import JOBS, JUNE, a_report, draft_of, saved
from tests.faults import scene
from tests.faults.recording import Watched
from tests.faults.scene import Stage, check_sound

if TYPE_CHECKING:
    from pathlib import Path


def full(*_: object, **__: object) -> None:
    """No room for anything."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def no_room() -> Any:
    """A disk on which nothing can be written or made; what is there can be read."""
    return mock.patch.object(durable, "os", Watched({"write": full, "mkdir": full}))


@pytest.fixture
def stage(quick_path: Path) -> Stage:
    """An installation that the disk has just filled up under."""
    scene.make(quick_path / "data")
    return Stage.at(quick_path / "data")


def test_sign_in_and_reading_work(stage: Stage) -> None:
    """A clerk finds the report as it stood, a leader the overview, also after a wrong password."""
    with pytest.raises(SignInRefused):
        stage.office.sign_in("rsj", "not the password")
    with no_room():
        desk = stage.clerk
        report = desk.report(JUNE, JOBS)
        overview = stage.coordinator.overview(JUNE)

    assert report.revision == 2
    assert overview.rows


def test_what_was_typed_is_refused_and_kept_by_whoever_typed_it(stage: Stage) -> None:
    """The save and the newer draft are refused in one sentence; the older draft and the report stand."""
    desk = stage.clerk
    desk.keep_draft(JUNE, JOBS, {"progress": "older"})
    with no_room():
        with pytest.raises(WritingStopped, match="No space left"):
            saved(desk, a_report(values={"4.1-01.1": 6100}))
        with pytest.raises(WritingStopped, match="No space left"):
            desk.keep_draft(JUNE, JOBS, {"progress": "newer"})

    assert draft_of(desk, JUNE, JOBS) == {"progress": "older"}
    assert desk.report(JUNE, JOBS).revision == 2


def test_writing_resumes_by_itself(stage: Stage) -> None:
    """The same desk, the same process: the next save after there is room again is a save."""
    desk = stage.clerk
    for _ in range(3):
        with no_room(), pytest.raises(WritingStopped):
            saved(desk, a_report(values={"4.1-01.1": 6100}))

    assert saved(desk, a_report(values={"4.1-01.1": 6100})).revision == 3
    check_sound(stage.installation)
