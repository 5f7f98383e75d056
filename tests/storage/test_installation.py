"""A data directory: made for one user alone, opened for reading by whoever may, refused in one sentence."""

from __future__ import annotations

import errno
import json
import os
import stat
from typing import TYPE_CHECKING
from unittest import mock

import pytest

from departments.ledger import Draft
from departments.refusals import NotFound
from storage.disk_refused import DiskRefused
from storage.installation import (
    DirectoryInUse,
    Installation,
    InstallationDamaged,
    InstallationUnreadable,
    NoInstallation,
    NotTheOwner,
    UnknownFormat,
)
from tests.storage.books import NOW, figures, save

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from storage.watch import DiskWatch

PLAN = {"plan.toml": b"[plan]", "source.txt": "计划".encode()}


def test_what_was_copied_in_is_there(tmp_path: Path) -> None:
    """The plan's files, the day of a sample, and nothing that others may read."""
    Installation.create(tmp_path / "data", PLAN, demo_now=NOW)
    opened = Installation.open(tmp_path / "data")

    assert opened.plan_files() == PLAN
    assert opened.demo_now == NOW
    modes = {stat.S_IMODE(each.stat().st_mode) for each in (tmp_path / "data").rglob("*") if each.is_dir()}
    files = {stat.S_IMODE(each.stat().st_mode) for each in (tmp_path / "data").rglob("*") if each.is_file()}
    assert ({0o700}, {0o600}) == (modes, files)
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


def test_a_real_installation_has_no_day_of_its_own(tmp_path: Path) -> None:
    """It lives by the host's clock."""
    assert Installation.create(tmp_path / "data", PLAN).demo_now is None


def test_an_empty_directory_is_taken_and_a_used_one_is_not(tmp_path: Path) -> None:
    """Whatever is in it."""
    (tmp_path / "empty").mkdir(mode=0o755)
    Installation.create(tmp_path / "empty", PLAN)
    assert stat.S_IMODE((tmp_path / "empty").stat().st_mode) == 0o700

    with pytest.raises(DirectoryInUse):
        Installation.create(tmp_path / "empty", PLAN)
    (tmp_path / "file").write_text("")
    with pytest.raises(DirectoryInUse):
        Installation.create(tmp_path / "file", PLAN)


def test_a_plan_file_is_a_name_and_no_path(tmp_path: Path) -> None:
    """What could not be made is no installation."""
    with pytest.raises(NotFound):
        Installation.create(tmp_path / "data", {"../plan.toml": b""})
    with pytest.raises(NoInstallation):
        Installation.open(tmp_path / "data")


def test_a_directory_that_is_none_is_refused(tmp_path: Path) -> None:
    """Missing, empty, a file, or with something else in it."""
    (tmp_path / "file").write_text("")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "installation.json").write_text("[]")

    for name in ("missing", "file", "other"):
        with pytest.raises(NoInstallation, match=name):
            Installation.open(tmp_path / name)


def test_a_newer_form_and_a_changed_record_are_refused(tmp_path: Path) -> None:
    """The record is sealed; a newer version's is left to it."""
    record = Installation.create(tmp_path / "data", PLAN).data / "installation.json"
    kept = json.loads(record.read_text())

    record.write_text(json.dumps({**kept, "format": 99}))
    with pytest.raises(UnknownFormat, match="99"):
        Installation.open(tmp_path / "data")
    record.write_text(json.dumps({**kept, "demo_now": NOW.isoformat()}))
    with pytest.raises(InstallationDamaged):
        Installation.open(tmp_path / "data")


def test_a_directory_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    """With the reason, and what to do."""
    Installation.create(tmp_path / "data", PLAN)
    denied = mock.patch("pathlib.Path.read_bytes", side_effect=PermissionError(errno.EACCES, "no"))

    with denied, pytest.raises(InstallationUnreadable, match="Permission denied"):
        Installation.open(tmp_path / "data")


def test_root_is_refused_in_another_users_directory(tmp_path: Path) -> None:
    """A file that root leaves there would lock out the user to whom the rest belongs, and everybody with it."""
    data = Installation.create(tmp_path / "data", PLAN).data
    if os.geteuid() == 0:
        os.chown(data / "installation.json", 1, -1)
    root = mock.patch("storage.installation.os.geteuid", return_value=0)

    with root, pytest.raises(NotTheOwner, match="runuser -u"):
        Installation.open(data)


def test_an_owner_without_a_name_is_run_as_by_number(tmp_path: Path) -> None:
    """As where users come from a directory that doesn't answer, or have been removed: runuser knows names alone."""
    data = Installation.create(tmp_path / "data", PLAN).data
    root = mock.patch("storage.installation.os.geteuid", return_value=0)
    nameless = mock.patch("pwd.getpwuid", side_effect=KeyError)
    if os.geteuid() == 0:
        os.chown(data / "installation.json", 54321, -1)
    owner = (data / "installation.json").stat().st_uid

    with root, nameless, pytest.raises(NotTheOwner, match=f"#{owner}.*setpriv --reuid={owner} --clear-groups -- "):
        Installation.open(data)


def test_a_place_that_can_not_be_written_is_refused(tmp_path: Path) -> None:
    """Making an installation there."""
    denied = mock.patch("storage.durable.os.mkdir", side_effect=PermissionError(errno.EACCES, "no"))

    with denied, pytest.raises(DiskRefused, match="Permission denied"):
        Installation.create(tmp_path / "data", PLAN)


def test_books_are_found_by_name_only(installation: Installation) -> None:
    """A name that could lead elsewhere is not there; those on disk are listed."""
    save(installation.ledger.book("rsj"))

    assert installation.ledger.names() == ("rsj",)
    assert installation.ledger.book("rsj") is installation.ledger.book("rsj")
    for name in ("..", "a/b", "", "RSJ", "a\n"):
        with pytest.raises(NotFound):
            installation.ledger.book(name)


def forget_marks(installation: Installation) -> None:
    """Let it be long ago that anybody wrote: the kernel's clock is too coarse for a test that does so twice."""
    for name in ("books", "drafts"):
        os.utime(installation.data / name, (0, 0))


def changed(marks: Mapping[str, object], watch: DiskWatch) -> set[str]:
    """The books whose marks are other ones now."""
    return {name for name, mark in watch.marks().items() if marks.get(name) != mark}


def test_one_look_tells_that_somebody_wrote(installation: Installation) -> None:
    """A watcher in another process asks for one mark; writing and typing make a new one, and reading makes none."""
    for name in ("jjj", "rsj"):
        save(installation.ledger.book(name))
    forget_marks(installation)
    watcher = Installation.open(installation.data).watch
    mark, marks = watcher.changed_at(), watcher.marks()
    figures(installation.ledger.book("jjj"))
    unchanged = watcher.changed_at()
    save(installation.ledger.book("rsj"))

    assert 0 == mark == unchanged
    assert watcher.changed_at() > 0
    assert {"rsj"} == changed(marks, watcher)
    marks = watcher.marks()
    forget_marks(installation)
    installation.drafts.keep("kjj", "kjj", "2021-06/4.1-01", Draft("", NOW, {"narrative": "录用"}))

    assert watcher.changed_at() > 0
    assert {"kjj"} == changed(marks, watcher)
