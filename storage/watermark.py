"""A note of the last event that was acknowledged, so that a journal which has lost its end can't pass for a whole one.

The note stands in the file that carries the book's lock and is overwritten in place after every sync of the journal. It
is not synced: after a power failure it may be older than the journal, never newer. A journal that ends before it has
lost acknowledged events, and that is damage; a note that is missing or torn says nothing.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from typing import TYPE_CHECKING

from departments.wording import N_, Sentence
from storage import durable
from storage.durable import DiskFailure
from storage.journal import JournalDamaged, Position

if TYPE_CHECKING:
    from pathlib import Path

    from storage.journal import Reading

_LENGTH = 384
"""Bytes: less than a sector, so that it is written whole or not at all."""


def note(fd: int, position: Position) -> None:
    """Note that everything before the position is acknowledged.

    Args:
        fd: the book's lock file, with the lock held.
        position: the place after the last event.
    """
    # What is noted is acknowledged already; failing here would be telling a person that a saved report is not saved.
    with suppress(DiskFailure):
        durable.overwrite(fd, _written(position))


def noted(path: Path) -> Position | None:
    """The place last noted, or None if the note is missing or torn."""
    try:
        kept = json.loads(path.read_bytes())
        position = Position(kept["seq"], kept["hash"], kept["line_at"], kept["end"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return position if kept.get("check") == _check(position) else None


def check_holds(path: Path, reading: Reading, noted_at: Position | None) -> None:
    """Pass in silence if the journal still has everything that was acknowledged.

    Args:
        path: the journal, for the sentence.
        reading: what was read to the journal's end.
        noted_at: the place last noted before the journal was read.

    Raises:
        JournalDamaged: acknowledged events are gone, or others stand in their place.
    """
    if noted_at is None:
        return
    end = reading.end
    if end.seq < noted_at.seq:
        missing = N_("acknowledged events missing from here on: {count}")
        raise JournalDamaged(path, end.seq + 1, Sentence(missing, {"count": noted_at.seq - end.seq}))
    hashes = {line.seq: line.hash for line in reading.lines} | {end.seq: end.hash}
    if hashes.get(noted_at.seq, noted_at.hash) != noted_at.hash:
        another = Sentence(N_("another event stands here than the one that was acknowledged"))
        raise JournalDamaged(path, noted_at.seq, another)


def _written(position: Position) -> bytes:
    document = {
        "seq": position.seq,
        "hash": position.hash,
        "line_at": position.line_at,
        "end": position.end,
        "check": _check(position),
    }
    return json.dumps(document).encode().ljust(_LENGTH - 1) + b"\n"


def _check(position: Position) -> str:
    text = f"{position.seq} {position.hash} {position.line_at} {position.end}"
    return hashlib.sha256(text.encode()).hexdigest()
