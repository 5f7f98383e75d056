"""Heads recorded elsewhere find a history that was shortened or rewritten with hashes that fit."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from departments.ledger import Head
from storage import heads_of, read_heads, verify_installation, write_heads
from storage.heads import NoHeads
from storage.installation import Installation
from tests.storage.books import save

if TYPE_CHECKING:
    from pathlib import Path

    from storage.book import DiskBook


def problems(installation: Installation, recorded: tuple[Head, ...]) -> list[str | None]:
    """What a look through everything says about the heads."""
    found = verify_installation(Installation.open(installation.data), recorded=recorded)
    assert found.is_ok == all(each.problem is None for each in found.heads)
    return [None if each.problem is None else str(each.problem) for each in found.heads]


def test_books_that_grew_extend_their_heads(installation: Installation, book: DiskBook, tmp_path: Path) -> None:
    """Through a file and back."""
    save(book)
    write_heads(heads_of(installation), tmp_path / "heads.json")
    save(book, figure=2)

    recorded = read_heads(tmp_path / "heads.json")

    assert recorded == (Head("rsj", 1, next(book.events()).hash),)
    assert problems(installation, recorded) == [None]


def test_a_rewritten_history_is_found(installation: Installation, book: DiskBook) -> None:
    """Another history, whole in itself, in the place of the recorded one."""
    save(book, figure=1)
    recorded = heads_of(installation)
    shutil.rmtree(book.place.directory)
    save(Installation.open(installation.data).ledger.book("rsj"), figure=2)

    (problem,) = problems(installation, recorded)

    assert problem is not None
    assert "rewritten" in problem


def test_a_shortened_history_and_a_lost_book_are_found(installation: Installation, book: DiskBook) -> None:
    """Even where nothing else of the book tells that it had more."""
    save(book, figure=1)
    save(book, figure=2)
    recorded = heads_of(installation)
    lines = book.place.journal.read_bytes().splitlines(keepends=True)
    book.place.journal.write_bytes(lines[0])
    book.place.head.unlink()
    (shortened,) = problems(installation, recorded)
    shutil.rmtree(book.place.directory)
    (gone,) = problems(installation, recorded)

    assert shortened is not None
    assert "shortened" in shortened
    assert gone == "the book is gone"


def test_heads_are_read_from_text_as_people_copy_it(tmp_path: Path) -> None:
    """Book, number and hash on a line, whatever stands around them."""
    text = f"各账册哈希链\nrsj  12  {'ab' * 32}\n office\t3\t{'cd' * 32} 末尾\n"
    (tmp_path / "heads.txt").write_text(text, "utf-8")

    assert read_heads(tmp_path / "heads.txt") == (Head("rsj", 12, "ab" * 32), Head("office", 3, "cd" * 32))


@pytest.mark.parametrize("content", [b"", b"nothing", b"{}", b'{"heads": [1]}', b"\xff\xfe\x00"])
def test_a_file_without_heads_is_refused(tmp_path: Path, content: bytes) -> None:
    """So that a wrong file can't pass for a proof."""
    (tmp_path / "heads").write_bytes(content)

    with pytest.raises(NoHeads):
        read_heads(tmp_path / "heads")


def test_a_head_of_no_event_proves_nothing_and_is_no_problem(installation: Installation) -> None:
    """A book may have been empty when it was recorded."""
    assert problems(installation, (Head("rsj", 0, "ab" * 32),)) == [None]
