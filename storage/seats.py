"""Seats: how many sessions and connections an account has at a time, over every process of the host.

A seat is a locked file. The kernel gives it back when its holder ends, however that ends.
"""

from __future__ import annotations

import fcntl
import os
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from departments.ledger import WritingStopped
from departments.refusals import NotFound
from storage import durable
from storage.durable import DiskFailure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SEATS, LINES = "seats", "seats/connections"
"""Of an account's sessions, and of its connections."""
_ACCOUNT = re.compile(r"[a-z][a-z0-9._-]{1,31}")


class DiskSeats:
    """The seats of an installation."""

    def __init__(self, data: Path, place: str = SEATS) -> None:
        """Args: the data directory, and where in it the locks are."""
        self._data = data
        self._place = data / place

    @contextmanager
    def taken(self, account: str, among: int) -> Iterator[bool]:
        """Hold a seat of the account in the ``with`` block; gives whether there was one.

        Args:
            account: whose.
            among: how many it has.

        Raises:
            NotFound: no account can have this name.
            WritingStopped: the disk refused.
        """
        fd = self._free(account, among)
        try:
            yield fd is not None
        finally:
            if fd is not None:
                os.close(fd)

    def _free(self, account: str, among: int) -> int | None:
        if not _ACCOUNT.fullmatch(account):
            raise NotFound(account)
        try:
            durable.make_directories(self._place, within=self._data)
            for number in range(among):
                fd = durable.open_for_locking(self._place / f"{account}.{number}")
                try:
                    fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    os.close(fd)
                else:
                    return fd
        except DiskFailure as failure:
            raise WritingStopped(failure.reason) from failure
        return None
