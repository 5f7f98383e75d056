"""A journal read from its end: the latest events without the year before them.

The chain is followed backwards. Each line names the hash of the one before it, so that whoever knows where the journal
ends knows of every line on the way whether it is the one that was written.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from departments.wording import N_, Sentence
from storage.journal import JournalDamaged, Misfit, Position, line_before

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from storage.journal import Line

_BLOCK = 1 << 14
"""Bytes that are read at a time: a dozen events."""


def lines_back(path: Path, end: Position, origin: Position) -> Iterator[Line]:
    """The events before a position, the latest first; what is not asked for is not read.

    Args:
        path: the journal.
        end: a place after which nothing is looked at; what stands before it never changes.
        origin: the place before the book's first event.

    Raises:
        JournalDamaged: what stands there was never written so.
        OSError: the file can't be read.
    """
    if end.seq == 0:
        return
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW), "rb") as stream:
        place = end
        for raw in _raw_lines(stream.fileno(), end.end):
            try:
                line, place = line_before(raw, place)
            except Misfit as misfit:
                raise JournalDamaged(path, place.seq, misfit.what) from None
            yield line
    if (place.seq, place.hash) != (origin.seq, origin.hash):
        raise JournalDamaged(path, place.seq + 1, Sentence(N_("the journal does not begin here")))


def _raw_lines(fd: int, end: int) -> Iterator[bytes]:
    """The file's lines up to a place, the last one first, without what ends them."""
    begins_at, held = end, b""
    while begins_at:
        size = min(_BLOCK, begins_at)
        begins_at -= size
        held = os.pread(fd, size, begins_at) + held
        first, *whole = held.removesuffix(b"\n").split(b"\n")
        if not whole and begins_at:
            continue  # a line longer than what has been read of it
        yield from reversed(whole)
        held = first + b"\n"
    if held:
        yield held.removesuffix(b"\n")
