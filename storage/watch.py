"""Whether anybody writes: marks that cost next to nothing to look at, for whoever shows what others do.

Whoever writes in a book, or keeps a draft, leaves the time on a directory; one look at that tells whether a closer one
is worth it. Marks are hints: where the operating system won't have them, what others did is seen with the next reading.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from attrs import frozen

from storage.view import JOURNAL


@frozen
class DiskWatch:
    """The books and drafts of an installation, as somebody sees them who doesn't read."""

    _books: Path
    _drafts: Path

    def changed_at(self) -> int:
        """When somebody last wrote, in nanoseconds; two system calls, and as coarse as the kernel's clock."""
        return max(_mark(self._books), _mark(self._drafts))

    def marks(self) -> dict[str, tuple[int, int]]:
        """How long each book's journal is and when a draft of its department was last kept; two calls a book."""
        names = {each.name for directory in (self._books, self._drafts) for each in _entries(directory)}
        return {name: (_length(self._books / name / JOURNAL), _mark(self._drafts / name)) for name in names}


def touch(directory: Path) -> None:
    """Let the directory have been changed just now, for whoever watches it; a hint, kept at best."""
    with suppress(OSError):
        os.utime(directory)


def _entries(directory: Path) -> tuple[os.DirEntry[str], ...]:
    try:
        with os.scandir(directory) as entries:
            return tuple(entries)
    except OSError:
        return ()


def _length(journal: Path) -> int:
    try:
        return journal.stat().st_size
    except OSError:
        return 0


def _mark(directory: Path) -> int:
    try:
        return directory.stat().st_mtime_ns
    except OSError:
        return 0
