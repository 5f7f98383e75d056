"""The journal's lines are canonical, bound to each other, and damage has a line number."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pytest

from storage import journal
from storage.journal import Change, JournalDamaged, Position
from tests.storage.books import NOW

if TYPE_CHECKING:
    from pathlib import Path

START = journal.origin("rsj")


def transaction(after: Position, *keys: str) -> tuple[bytes, Position]:
    """The lines of one transaction, and where it ends."""
    changes = [Change("saved", "account", key, {"name": key}, 1) for key in keys]
    content, lines = journal.encoded(changes, after, at=NOW.isoformat(), by="operator")
    return content, lines[-1].position


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A journal of two transactions, of two events and of one."""
    first, middle = transaction(START, "rsj", "kjj")
    second, _ = transaction(middle, "wjw")
    (tmp_path / "journal.jsonl").write_bytes(first + second)
    return tmp_path / "journal.jsonl"


def test_a_line_is_what_the_documentation_says(path: Path) -> None:
    """Canonical JSON whose hash is SHA-256 over the hash before and the line without its own."""
    line = path.read_bytes().splitlines()[0]
    event = json.loads(line)

    assert list(event) == [
        "v", "seq", "at", "by", "action", "subject", "doc", "revision", "left", "prev", "hash",
    ]  # fmt: skip
    assert (1, "account:rsj", 1, 1, START.hash) == (
        event["seq"], event["subject"], event["left"], event["revision"], event["prev"],
    )  # fmt: skip
    digest = event.pop("hash")
    body = json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode()
    assert hashlib.sha256(START.hash.encode() + body).hexdigest() == digest


def test_what_was_written_is_read(path: Path) -> None:
    """From the beginning, or from any place between transactions."""
    everything = journal.read(path, START)
    assert everything is not None
    rest = journal.read(path, everything.lines[1].position)

    assert [each.key for each in everything.lines] == ["rsj", "kjj", "wjw"]
    assert rest is not None
    assert [each.key for each in rest.lines] == ["wjw"]
    assert everything.end == rest.end


def test_a_journal_that_is_not_there_is_empty(tmp_path: Path) -> None:
    """But not if something was known to stand in it."""
    missing = tmp_path / "journal.jsonl"

    assert journal.read(missing, START) == journal.Reading((), START, 0)
    assert journal.read(missing, Position(1, "ab" * 32, 0, 10)) is None


def test_any_cut_leaves_whole_transactions_only(path: Path) -> None:
    """Wherever an append stopped, what is read is none, the first or both, and never damage."""
    content = path.read_bytes()
    first = content.splitlines(keepends=True)
    end_of_first = len(first[0]) + len(first[1])

    for length in range(len(content)):
        path.write_bytes(content[:length])
        reading = journal.read(path, START)
        assert reading is not None
        assert len(reading.lines) == (2 if length >= end_of_first else 0)
        assert reading.torn == length - (end_of_first if length >= end_of_first else 0)


def test_sectors_that_never_reached_the_disk_are_no_damage(path: Path) -> None:
    """Zeros from one sector's edge to another's are what a power failure leaves of the last append."""
    whole, end = journal.read(path, START), len(path.read_bytes())
    assert whole is not None
    long, _ = transaction(whole.end, "x" * 3000)
    edge = (end // 512 + 2) * 512
    holed = bytearray(path.read_bytes() + long)
    holed[edge : edge + 512] = bytes(512)

    path.write_bytes(holed)
    reading = journal.read(path, START)

    assert reading is not None
    assert len(reading.lines) == 3
    assert reading.torn == len(long)


@pytest.mark.parametrize("line", [1, 2, 3])
def test_a_changed_byte_is_damage_with_its_line(path: Path, line: int) -> None:
    """Also where what is left is JSON, and also in the last line."""
    lines = path.read_bytes().splitlines(keepends=True)
    lines[line - 1] = lines[line - 1].replace(b"operator", b"operatpr")
    path.write_bytes(b"".join(lines))

    with pytest.raises(JournalDamaged, match=f"line {line}:") as caught:
        journal.read(path, START)
    assert caught.value.line == line


def test_lines_out_of_order_are_damage(path: Path) -> None:
    """A line fits after one other line only."""
    first, second, third = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(first + third + second)

    with pytest.raises(JournalDamaged, match="line 2:"):
        journal.read(path, START)


def test_an_event_of_a_newer_form_is_told_not_guessed(tmp_path: Path) -> None:
    """A journal that a newer version has written to is not read by an older one."""
    path = tmp_path / "journal.jsonl"
    body = b'{"v":99,"seq":1}'
    digest = hashlib.sha256(START.hash.encode() + body).hexdigest()
    path.write_bytes(body[:-1] + f',"hash":"{digest}"}}\n'.encode())

    with pytest.raises(JournalDamaged, match="line 1: the event is not of a known form"):
        journal.read(path, START)
