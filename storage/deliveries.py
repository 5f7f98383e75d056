"""A file on its way into an inbox: written beside it, and given its name when all of it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from departments.deliveries import InboxFull, OutOfOrder
from departments.ledger import EvidenceTooLarge, WritingStopped
from storage.durable import DiskFailure, NewFile
from storage.evidence import LIMIT_MB, MEGABYTE

if TYPE_CHECKING:
    from pathlib import Path

QUOTA_MB = 500
"""What a department's inbox may hold, in megabytes."""
MOST_FILES = 500


class DiskDelivery:
    """Fulfils :class:`departments.deliveries.Delivery`."""

    def __init__(self, path: Path, room: int, *, limit_mb: int = LIMIT_MB) -> None:
        """Begin.

        Args:
            path: the name that it gets, in a directory that is there.
            room: bytes that the inbox can still hold.
            limit_mb: what one file may have, in megabytes.

        Raises:
            WritingStopped: the disk refused.
        """
        self._path = path
        self._room = room
        self._limit_mb = limit_mb
        self._size = 0
        try:
            self._new = NewFile(path.parent)
        except DiskFailure as failure:
            raise WritingStopped(failure.reason) from failure

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
        if offset + len(content) > self._room:
            raise InboxFull(self._path.name, QUOTA_MB, MOST_FILES)
        try:
            self._size += self._new.write(content)
        except DiskFailure as failure:
            raise WritingStopped(failure.reason) from failure

    def keep(self) -> None:
        """Let it be seen, in place of one of the same name.

        Raises:
            WritingStopped: the disk refused.
        """
        try:
            with self._new as new:
                new.sync()
                new.keep_as(self._path, directories=[self._path.parent])
        except DiskFailure as failure:
            raise WritingStopped(failure.reason) from failure

    def drop(self) -> None:
        """Forget what came."""
        self._new.__exit__(None, None, None)
