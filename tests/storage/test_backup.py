"""A backup is whole, consistent while clerks write, and a restore makes the same installation or nothing."""

from __future__ import annotations

import io
import json
import os
import threading
import zipfile
from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest

from departments.ledger import Draft
from departments.reports import Report
from storage import durable, restore_backup, verify_installation, write_backup
from storage.backup import MANIFEST, BackupDamaged, read_manifest
from storage.disk_refused import DiskRefused
from storage.installation import DirectoryInUse, Installation
from storage.journal import JournalDamaged
from storage.restore import TooLittleRoom
from tests.building import a_report
from tests.faults.recording import Watched
from tests.storage.books import NOW, figures, prove, save

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from storage.book import DiskBook


@pytest.fixture
def full(installation: Installation, book: DiskBook) -> Installation:
    """An installation with something of everything."""
    prove(installation, book)
    save(installation.ledger.book("office"))
    installation.credentials.set_password("rsj", "a-password", one_time=True)
    installation.drafts.keep("rsj", "rsj", "key", Draft("", NOW, {"progress": "half"}))
    installation.trays.write_outbox("rsj", "报表.xlsx", b"xlsx")
    return installation


def repacked(path: Path, change: Callable[[dict[str, bytes], dict[str, object]], None]) -> Path:
    """A backup that somebody has been at: contents by name, and the manifest, changed and packed again."""
    with zipfile.ZipFile(path) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(contents.pop(MANIFEST))
    change(contents, manifest)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
        archive.writestr(MANIFEST, json.dumps(manifest))
    return path


def test_what_is_restored_is_what_was_backed_up(full: Installation, tmp_path: Path) -> None:
    """Books, evidence, passwords, drafts, trays and the plan, sound and for one user alone."""
    backup = write_backup(full, tmp_path / "backup.zip")
    restored = restore_backup(tmp_path / "backup.zip", tmp_path / "new")
    again = Installation.open(tmp_path / "new")

    assert restored.findings.is_ok
    assert restored.backup == backup
    assert again.ledger.book("rsj").head() == full.ledger.book("rsj").head()
    assert again.ledger.book("rsj").entries(Report) == full.ledger.book("rsj").entries(Report)
    assert again.credentials.check("rsj", "a-password")
    assert again.drafts.find("rsj", "rsj", "key") == (Draft("", NOW, {"progress": "half"}),)
    assert (again.trays.outbox_path("rsj") / "报表.xlsx").read_bytes() == b"xlsx"
    assert again.plan_files() == full.plan_files()
    assert {each.stat().st_mode & 0o077 for each in (tmp_path / "new").rglob("*")} == {0}
    save(again.ledger.book("rsj"), "4.2-01", 7)
    assert verify_installation(again).is_ok


def test_a_backup_taken_while_clerks_write_is_consistent(
    installation: Installation, book: DiskBook, tmp_path: Path
) -> None:
    """Each of them a state that was, and every event's evidence is in it."""
    done = threading.Event()

    def write() -> None:
        number = 0
        while not done.is_set():
            number += 1
            kept = installation.shelf.put("rsj", "照片.jpg", io.BytesIO(str(number).encode()))
            report = a_report(values={"4.1-01.1": number}, evidence=(kept,))
            with book.transaction(by="rsj", at=NOW) as transaction:
                transaction.append("attached", report.key, report, based_on=number - 1)

    clerk = threading.Thread(target=write)
    clerk.start()
    try:
        for number in range(6):
            write_backup(installation, tmp_path / f"{number}.zip")
    finally:
        done.set()
        clerk.join()

    for number in range(6):
        restored = restore_backup(tmp_path / f"{number}.zip", tmp_path / f"restored-{number}")
        assert restored.findings.is_ok
        read = figures(Installation.open(tmp_path / f"restored-{number}").ledger.book("rsj"))
        assert read == list(range(1, len(read) + 1))


def test_what_is_half_written_is_not_backed_up(full: Installation, tmp_path: Path) -> None:
    """A torn last line is somebody's transaction on its way, or never was one."""
    with full.ledger.book("rsj").place.journal.open("ab") as stream:
        stream.write(b"torn")

    write_backup(full, tmp_path / "backup.zip")

    assert restore_backup(tmp_path / "backup.zip", tmp_path / "new").findings.books[1].notes == ()


def test_a_damaged_journal_makes_no_backup(full: Installation, tmp_path: Path) -> None:
    """And the last good one stays."""
    write_backup(full, tmp_path / "backup.zip")
    good = (tmp_path / "backup.zip").read_bytes()
    journal = full.ledger.book("rsj").place.journal
    journal.write_bytes(journal.read_bytes().replace(b"attached", b"attacked"))

    with pytest.raises(JournalDamaged):
        write_backup(Installation.open(full.data), tmp_path / "backup.zip")

    assert (tmp_path / "backup.zip").read_bytes() == good
    assert sorted(each.name for each in tmp_path.iterdir()) == ["backup.zip", "data"]


def test_missing_evidence_is_named_in_the_backup(full: Installation, tmp_path: Path) -> None:
    """What can be saved is saved, and a restore tells what it misses."""
    blob = next(each for each in (full.data / "evidence").rglob("*") if each.is_file())
    blob.unlink()

    backup = write_backup(full, tmp_path / "backup.zip")

    assert backup.missing == (f"rsj/{blob.name}",)
    assert restore_backup(tmp_path / "backup.zip", tmp_path / "new").findings.evidence.missing == backup.missing


def test_a_backup_that_reads_back_otherwise_does_not_count(full: Installation, tmp_path: Path) -> None:
    """It is read after it was written, and thrown away."""

    def spoil(fd: int) -> None:
        os.pwrite(fd, b"\xff" * 8, 80)
        os.fsync(fd)

    with mock.patch.object(durable, "os", Watched({"fsync": spoil})), pytest.raises(BackupDamaged):
        write_backup(full, tmp_path / "backup.zip")

    assert [each.name for each in tmp_path.iterdir()] == ["data"]


def test_a_backup_that_can_not_be_written_is_refused(full: Installation, tmp_path: Path) -> None:
    """With the file's name and the reason."""
    with pytest.raises(DiskRefused, match="No such file"):
        write_backup(full, tmp_path / "missing" / "backup.zip")


def test_a_used_directory_is_not_restored_into(full: Installation, tmp_path: Path) -> None:
    """Nothing is ever overwritten; an empty one is taken."""
    write_backup(full, tmp_path / "backup.zip")
    (tmp_path / "empty").mkdir()
    restore_backup(tmp_path / "backup.zip", tmp_path / "empty")

    for used in ("empty", "data", "backup.zip"):
        with pytest.raises(DirectoryInUse):
            restore_backup(tmp_path / "backup.zip", tmp_path / used)


@pytest.mark.parametrize(
    "name", ["../outside", "/nowhere/outside", "a/../../outside", "a//b", "a/./b", "..", "a\\b", "d/" * 9 + "x"]
)
def test_a_hostile_name_writes_nothing_anywhere(full: Installation, tmp_path: Path, name: str) -> None:
    """The backup is refused before the first file is made."""
    write_backup(full, tmp_path / "backup.zip")

    def plant(contents: dict[str, bytes], manifest: dict[str, Any]) -> None:
        contents[name] = b"!"
        files = manifest["files"]
        assert isinstance(files, dict)
        files[name] = {"size": 1, "sha256": "bb7208bc9b5d7c04f1236a82a0093a5e33f40423d5ba8d4266f7092c3ba43b62"}

    repacked(tmp_path / "backup.zip", plant)
    with pytest.raises(BackupDamaged):
        restore_backup(tmp_path / "backup.zip", tmp_path / "deep" / "new")

    assert sorted(each.name for each in tmp_path.iterdir()) == ["backup.zip", "data"]


def test_a_changed_backup_is_refused_and_leaves_nothing(full: Installation, tmp_path: Path) -> None:
    """A changed file, a file more, a file less, another head, a wrong size."""

    def changed(contents: dict[str, bytes], _: dict[str, Any]) -> None:
        contents["books/rsj/journal.jsonl"] = contents["books/rsj/journal.jsonl"].replace(b"attached", b"attacked")

    def more(contents: dict[str, bytes], _: dict[str, Any]) -> None:
        contents["books/rsj/state.json"] = b"{}"

    def less(contents: dict[str, bytes], _: dict[str, Any]) -> None:
        del contents["books/rsj/journal.jsonl"]

    def no_record(contents: dict[str, bytes], manifest: dict[str, Any]) -> None:
        del contents["installation.json"], manifest["files"]["installation.json"]

    def other_head(_: dict[str, bytes], manifest: dict[str, Any]) -> None:
        manifest["heads"] = [{"book": "rsj", "seq": 1, "hash": "ab" * 32}]

    def smaller(_: dict[str, bytes], manifest: dict[str, Any]) -> None:
        manifest["files"]["plan/plan.toml"]["size"] = 1

    def newer(_: dict[str, bytes], manifest: dict[str, Any]) -> None:
        manifest["format"] = 99

    for number, change in enumerate([changed, more, less, no_record, other_head, smaller, newer]):
        path = tmp_path / f"{number}.zip"
        write_backup(full, path)
        repacked(path, change)
        with pytest.raises(BackupDamaged):
            restore_backup(path, tmp_path / "new")
        assert not (tmp_path / "new").exists()
        path.unlink()

    assert [each.name for each in tmp_path.iterdir()] == ["data"]


@pytest.mark.parametrize("content", [b"", b"PK", b"not a zip" * 100])
def test_what_is_no_backup_is_refused(tmp_path: Path, content: bytes) -> None:
    """As are a missing file and a directory."""
    (tmp_path / "backup.zip").write_bytes(content)

    for name in ("backup.zip", "missing", "."):
        with pytest.raises(BackupDamaged):
            restore_backup(tmp_path / name, tmp_path / "new")


def test_too_little_room_is_told_before_anything_is_written(full: Installation, tmp_path: Path) -> None:
    """With both figures."""
    write_backup(full, tmp_path / "backup.zip")

    with (
        mock.patch("storage.restore.shutil.disk_usage", return_value=mock.Mock(free=100)),
        pytest.raises(TooLittleRoom, match="room for 0 MB"),
    ):
        restore_backup(tmp_path / "backup.zip", tmp_path / "new")

    assert not (tmp_path / "new").exists()


def test_a_backup_cut_anywhere_is_refused(full: Installation, tmp_path: Path) -> None:
    """Whatever is left of it."""
    path = tmp_path / "backup.zip"
    write_backup(full, path)
    whole = path.read_bytes()

    for length in range(0, len(whole), max(1, len(whole) // 40)):
        path.write_bytes(whole[:length])
        with pytest.raises(BackupDamaged):
            read_manifest(path)
