"""A tray shows plain files that are whole, and a name leads to one of them or nowhere."""

from __future__ import annotations

import io
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from departments.refusals import NotFound

if TYPE_CHECKING:
    from pathlib import Path

    from storage.installation import Installation
    from storage.trays import DiskTrays

HOSTILE = ["..", ".", "", "a/b", "../secret", "/etc/passwd", "a\0b", "a\\b", "长" * 200]


@pytest.fixture
def trays(installation: Installation) -> DiskTrays:
    """The trays of a new installation."""
    return installation.trays


@pytest.fixture
def inbox(trays: DiskTrays) -> Path:
    """The inbox of ``rsj``."""
    path = trays.inbox_path("rsj")
    path.mkdir()
    return path


def test_an_inbox_that_is_not_there_is_empty(trays: DiskTrays) -> None:
    """Nobody has sent anything yet."""
    assert list(trays.inbox("rsj")) == []


def test_whole_files_are_shown_by_name(trays: DiskTrays, inbox: Path) -> None:
    """Not those on their way, not hidden ones, not directories, links or pipes."""
    for name in ("b.xlsx", "a.pdf", "c.pdf.filepart", ".hidden"):
        (inbox / name).write_bytes(b"abc")
    (inbox / "directory").mkdir()
    (inbox / "link").symlink_to(inbox / "a.pdf")
    os.mkfifo(inbox / "pipe")

    assert [(each.name, each.size) for each in trays.inbox("rsj")] == [("a.pdf", 3), ("b.xlsx", 3)]
    with trays.open_inbox("rsj", "a.pdf") as stream:
        assert stream.read() == b"abc"
    for name in ("directory", "link", "pipe", "missing"):
        with pytest.raises(NotFound):
            trays.open_inbox("rsj", name)


def test_a_file_that_goes_meanwhile_hides_no_other(trays: DiskTrays, inbox: Path) -> None:
    """Somebody sends and removes files while the tray is listed; what stays is in every list."""
    (inbox / "stays.pdf").touch()
    is_enough = threading.Event()

    def come_and_go() -> None:
        passing = [inbox / f"{n}.pdf" for n in range(40)]
        while not is_enough.is_set():
            for each in passing:
                each.touch()
            for each in passing:
                each.unlink()

    with ThreadPoolExecutor(1) as other:
        other.submit(come_and_go)
        lists = [{each.name for each in trays.inbox("rsj")} for _ in range(500)]
        is_enough.set()

    assert all("stays.pdf" in each for each in lists)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_not_there(trays: DiskTrays, inbox: Path, name: str) -> None:
    """Neither to read nor to write, and nothing appears outside."""
    (inbox.parent / "secret").write_bytes(b"!")
    before = sorted(inbox.parent.parent.rglob("*"))

    with pytest.raises(NotFound):
        trays.open_inbox("rsj", name)
    with pytest.raises(NotFound):
        trays.write_outbox("rsj", name, b"x")

    assert [each for each in sorted(inbox.parent.parent.rglob("*")) if each not in before] == []


@pytest.mark.parametrize("department", ["..", "a/b", "", "RSJ"])
def test_a_department_is_a_code(trays: DiskTrays, department: str) -> None:
    """Anything else answers as if it were not there."""
    with pytest.raises(NotFound):
        trays.inbox(department)
    with pytest.raises(NotFound):
        trays.write_outbox(department, "a.xlsx", b"x")


def test_what_is_laid_out_is_there_whole(trays: DiskTrays) -> None:
    """In place of one of the same name."""
    trays.write_outbox("rsj", "报表.xlsx", b"old")
    path = trays.write_outbox("rsj", "报表.xlsx", b"new")

    assert path == trays.outbox_path("rsj") / "报表.xlsx"
    assert path.read_bytes() == b"new"


def test_what_is_sent_in_is_there_whole(trays: DiskTrays) -> None:
    """As the department finds it."""
    trays.write_inbox("rsj", "名单.pdf", io.BytesIO(b"abc"))

    assert [each.name for each in trays.inbox("rsj")] == ["名单.pdf"]
