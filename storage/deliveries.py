"""A file on its way into an inbox: written beside it, and given its name when all of it is there."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from departments.deliveries import InboxFull, OutOfOrder
from departments.ledger import EvidenceTooLarge, WritingStopped
from storage.durable import DiskFailure, NewFile
from storage.evidence import LIMIT_MB, MEGABYTE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

QUOTA_MB = 500
"""What a department's inbox may hold, in megabytes."""
MOST_FILES = 500


def plain_files(place: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Each file in a directory with what is known of it; nothing where there is no such directory.

    One that was on its way a moment ago has its name by now, or has gone: others come all the same.

    Args:
        place: the directory.
    """
    with suppress(OSError), os.scandir(place) as files:
        for each in files:
            with suppress(FileNotFoundError):
                if each.is_file(follow_symlinks=False):
                    yield each.name, each.stat(follow_symlinks=False)


def sizes(place: Path, *, but: Collection[str] = ()) -> list[int]:
    """Bytes of each file in a directory, of those on their way too.

    Args:
        place: the directory, there or not.
        but: names that don't count.
    """
    return [about.st_size for name, about in plain_files(place) if name not in but]


class DiskDelivery:
    """Fulfils :class:`departments.deliveries.Delivery`.

    Others send into the same inbox meanwhile, from other processes too: the room is measured again with every megabyte.
    """

    def __init__(self, path: Path, *, limit_mb: int = LIMIT_MB) -> None:
        """Begin.

        Args:
            path: the name that it gets, in a directory that is there.
            limit_mb: what one file may have, in megabytes.

        Raises:
            WritingStopped: the disk refused.
        """
        self._path = path
        self._limit_mb = limit_mb
        self._size = 0
        try:
            self._new = NewFile(path.parent)
        except DiskFailure as failure:
            raise WritingStopped(failure.reason) from failure
        self._room = self._measured()

    @property
    def size(self) -> int:
        """Bytes that are there so far."""
        return self._size

    def write(self, offset: int, content: bytes) -> None:
        """Add the next piece.

        Raises:
            OutOfOrder: it isn't the next one.
            EvidenceTooLarge, InboxFull: it doesn't fit any more.
            WritingStopped: the disk refused.
        """
        if offset != self._size:
            raise OutOfOrder(self._path.name)
        if offset + len(content) > self._limit_mb * MEGABYTE:
            raise EvidenceTooLarge(self._path.name, self._limit_mb)
        if offset // MEGABYTE != (offset + len(content)) // MEGABYTE:
            self._room = self._measured()
        if offset + len(content) > self._room:
            raise InboxFull(self._path.name, QUOTA_MB, MOST_FILES)
        try:
            self._size += self._new.write(content)
        except DiskFailure as failure:
            raise WritingStopped(failure.reason) from failure

    def keep(self) -> None:
        """Let it be seen, in place of one of the same name.

        Raises:
            InboxFull: others were before it.
            WritingStopped: the disk refused.
        """
        if self._size > self._measured():
            self.drop()
            raise InboxFull(self._path.name, QUOTA_MB, MOST_FILES)
        try:
            with self._new as new:
                new.sync()
                new.keep_as(self._path, directories=[self._path.parent])
        except DiskFailure as failure:
            raise WritingStopped(failure.reason) from failure

    def drop(self) -> None:
        """Forget what came."""
        self._new.__exit__(None, None, None)

    def _measured(self) -> int:
        """Bytes that the inbox can hold of it."""
        return QUOTA_MB * MEGABYTE - sum(sizes(self._path.parent, but={self._path.name, self._new.path.name}))
