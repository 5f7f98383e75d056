"""A journal read from its end gives the events that reading it from its beginning gives, and believes no line."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import pytest

from storage import journal
from storage.journal import Change, JournalDamaged, Position
from storage.journal_back import lines_back
from tests.storage.books import NOW

if TYPE_CHECKING:
    from pathlib import Path

    from storage.journal import Line

START = journal.origin("rsj")
LONG = "长" * 40_000
"""A text of more bytes than are read at a time."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A journal of forty short events, one that is longer than a block, and two more."""
    names = [*(f"clerk{number}" for number in range(40)), LONG, "kjj", "wjw"]
    content, position = b"", START
    for name in names:
        change = Change("saved", "account", name[:9], {"name": name}, 1)
        written, lines = journal.encoded([change], position, at=NOW.isoformat(), by="operator")
        content, position = content + written, lines[-1].position
    (tmp_path / "journal.jsonl").write_bytes(content)
    return tmp_path / "journal.jsonl"


def everything(path: Path) -> tuple[Line, ...]:
    """The journal's events from the first on."""
    reading = journal.read(path, START)
    assert reading is not None
    return reading.lines


def test_the_events_are_the_same_the_latest_first(path: Path) -> None:
    """Short lines, lines over the edge of a block, and one longer than a block."""
    lines = everything(path)

    assert list(reversed(lines)) == list(lines_back(path, lines[-1].position, START))
    assert [lines[1], lines[0]] == list(lines_back(path, lines[1].position, START))
    assert [] == list(lines_back(path, START, START))


def test_only_what_is_asked_for_is_read(path: Path) -> None:
    """The latest two are told although the year before them can't be."""
    lines = everything(path)
    content = path.read_bytes()
    path.write_bytes(b"?" * (lines[-2].line_at - 1) + b"\n" + content[lines[-2].line_at :])

    assert [lines[-1], lines[-2]] == list(islice(lines_back(path, lines[-1].position, START), 2))


@pytest.mark.parametrize("event", [1, 20, 41, 43])
def test_a_changed_line_is_named(path: Path, event: int) -> None:
    """Whichever it is, and although it stands there with a hash of its own that fits it."""
    lines = everything(path)
    changed, before = lines[event - 1], lines[event - 2].position if event > 1 else START
    document = changed.document | {"name": "x" * len(str(changed.document["name"]).encode())}
    change = Change(changed.action, changed.kind, changed.key, document, changed.revision)
    forged, _ = journal.encoded([change], before, at=changed.at, by=changed.by)
    content = path.read_bytes()
    path.write_bytes(content[: changed.line_at] + forged + content[changed.end :])

    with pytest.raises(JournalDamaged, match=f"line {event}:"):
        list(lines_back(path, lines[-1].position, START))


def test_another_books_journal_is_not_taken_for_this_one(path: Path) -> None:
    """The first line is bound to the book's name."""
    end = everything(path)[-1].position

    with pytest.raises(JournalDamaged, match="line 1: the journal does not begin here"):
        list(lines_back(path, end, journal.origin("kjj")))


def test_a_journal_of_fewer_or_more_events_than_it_should_have_is_damaged(path: Path) -> None:
    """The place where it ends says how many stand before it."""
    end = everything(path)[-1].position

    for wrong in (end.seq - 30, end.seq + 1):
        with pytest.raises(JournalDamaged):
            list(lines_back(path, Position(wrong, end.hash, end.line_at, end.end), START))
