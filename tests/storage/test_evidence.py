"""Evidence is kept once, by content, per department, and nothing but a plain file of the shelf is ever opened."""

from __future__ import annotations

import hashlib
import io
import os
from typing import TYPE_CHECKING

import pytest

from departments.ledger import EvidenceTooLarge, UnreadableFile
from departments.refusals import NotFound
from storage.evidence import DiskShelf

if TYPE_CHECKING:
    from pathlib import Path

CONTENT = b"a list of names"
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """The directory of all shelves."""
    (tmp_path / "evidence").mkdir()
    return tmp_path / "evidence"


@pytest.fixture
def shelf(place: Path) -> DiskShelf:
    """Shelves on which a file may have a megabyte."""
    return DiskShelf(place, limit_mb=1)


def test_what_is_put_is_found_by_its_content(shelf: DiskShelf) -> None:
    """Name, hash and size come back; the content is read under the hash."""
    kept = shelf.put("rsj", "名单.pdf", io.BytesIO(CONTENT))

    assert ("名单.pdf", SHA256, len(CONTENT)) == (kept.name, kept.sha256, kept.size)
    with shelf.open("rsj", SHA256) as stream:
        assert stream.read() == CONTENT


def test_the_same_content_is_kept_once_and_heals(shelf: DiskShelf, place: Path) -> None:
    """Putting it again replaces what has rotted."""
    shelf.put("rsj", "a.pdf", io.BytesIO(CONTENT))
    (place / "rsj" / SHA256[:2] / SHA256).write_bytes(b"rotten")

    shelf.put("rsj", "b.pdf", io.BytesIO(CONTENT))

    files = [each for each in place.rglob("*") if each.is_file()]
    assert [each.read_bytes() for each in files] == [CONTENT]


def test_a_department_sees_its_own_shelf_only(shelf: DiskShelf) -> None:
    """Another's content answers as if it were not there."""
    shelf.put("rsj", "a.pdf", io.BytesIO(CONTENT))

    with pytest.raises(NotFound):
        shelf.open("kjj", SHA256)
    assert (True, False) == (shelf.has("rsj", SHA256), shelf.has("kjj", SHA256))


def test_a_file_over_the_limit_is_refused_and_leaves_nothing(shelf: DiskShelf, place: Path) -> None:
    """At the limit it is taken; a byte over it is not."""
    shelf.put("rsj", "a.pdf", io.BytesIO(bytes(1024 * 1024)))

    with pytest.raises(EvidenceTooLarge, match=r"b\.pdf is larger than the 1 MB"):
        shelf.put("kjj", "b.pdf", io.BytesIO(bytes(1024 * 1024 + 1)))

    assert [each for each in (place / "kjj").rglob("*") if each.is_file()] == []


@pytest.mark.parametrize("department", ["..", "a/b", "", ".", "RSJ", "a\0", "x" * 40])
def test_a_department_is_a_code_and_no_path(shelf: DiskShelf, department: str) -> None:
    """Anything else answers as if it were not there."""
    with pytest.raises(NotFound):
        shelf.put(department, "a.pdf", io.BytesIO(CONTENT))
    with pytest.raises(NotFound):
        shelf.open(department, SHA256)


@pytest.mark.parametrize("sha256", ["..", "../../x", "", SHA256.upper(), SHA256[:-1], SHA256 + "\n"])
def test_a_content_is_a_hash_and_no_path(shelf: DiskShelf, sha256: str) -> None:
    """Anything else answers as if it were not there."""
    shelf.put("rsj", "a.pdf", io.BytesIO(CONTENT))

    with pytest.raises(NotFound):
        shelf.open("rsj", sha256)


def test_links_and_pipes_are_not_there(shelf: DiskShelf, place: Path, tmp_path: Path) -> None:
    """Whoever can write the directory can't make it lead elsewhere, or hang."""
    secret = tmp_path / "secret"
    secret.write_bytes(CONTENT)
    drawer = place / "rsj" / SHA256[:2]
    drawer.mkdir(parents=True)
    (drawer / SHA256).symlink_to(secret)
    with pytest.raises(NotFound):
        shelf.open("rsj", SHA256)
    (drawer / SHA256).unlink()
    os.mkfifo(drawer / SHA256)
    with pytest.raises(NotFound):
        shelf.open("rsj", SHA256)


def test_a_source_that_can_not_be_read_is_told_by_its_name(shelf: DiskShelf, place: Path) -> None:
    """And leaves nothing on the shelf."""

    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(5, "Input/output error")

    with pytest.raises(UnreadableFile, match=r"名单\.pdf"):
        shelf.put("rsj", "名单.pdf", Broken())
    assert [each for each in place.rglob("*") if each.is_file()] == []
