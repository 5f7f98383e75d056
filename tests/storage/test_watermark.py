"""The noted head raises an alarm where acknowledged events are gone, and none where it is missing, torn or old."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from storage import watermark
from storage.journal import JournalDamaged, Line, Position, Reading

JOURNAL = Path("journal.jsonl")
PLACES = [Position(0, "00", 0, 0), Position(1, "11", 0, 10), Position(2, "22", 10, 20)]


def reading(upto: int) -> Reading:
    """What a journal of so many events holds."""
    lines = [
        Line(1, each.seq, "", "", "", "", "", {}, 1, 0, each.hash, each.line_at, each.end)
        for each in PLACES[1 : upto + 1]
    ]
    return Reading(tuple(lines), PLACES[upto], 0)


def noted(path: Path, position: Position) -> bytes:
    """What stands in the file after it was noted."""
    fd = os.open(path, os.O_RDWR | os.O_CREAT)
    watermark.note(fd, position)
    os.close(fd)
    return path.read_bytes()


def test_what_was_noted_last_is_read(tmp_path: Path) -> None:
    """In place of what was noted before, in less than a sector."""
    noted(tmp_path / "head", PLACES[2])
    content = noted(tmp_path / "head", PLACES[1])

    assert watermark.noted(tmp_path / "head") == PLACES[1]
    assert len(content) < 512


def test_a_missing_or_torn_note_says_nothing(tmp_path: Path) -> None:
    """Whatever byte is another."""
    path = tmp_path / "head"
    assert watermark.noted(path) is None
    content = noted(path, PLACES[1])
    meaning = content.rstrip()
    for at in range(len(meaning)):
        path.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        assert watermark.noted(path) in (None, PLACES[1])
        path.write_bytes(content[:at])
        assert watermark.noted(path) is None


@pytest.mark.parametrize("upto", [0, 1, 2])
def test_an_older_note_or_none_alarms_nobody(upto: int) -> None:
    """After a power failure it may be older than the journal."""
    for position in (None, *PLACES[: upto + 1]):
        watermark.check_holds(JOURNAL, reading(upto), position)


def test_a_journal_that_ends_before_it_has_lost_events() -> None:
    """The line from which they are missing is told."""
    with pytest.raises(JournalDamaged, match="line 2: acknowledged events missing from here on: 1"):
        watermark.check_holds(JOURNAL, reading(1), PLACES[2])


def test_another_event_in_the_place_of_the_noted_one_is_damage() -> None:
    """At the end, or further up."""
    for position in (Position(2, "ff", 10, 20), Position(1, "ff", 0, 10)):
        with pytest.raises(JournalDamaged, match=f"line {position.seq}: another"):
            watermark.check_holds(JOURNAL, reading(2), position)
