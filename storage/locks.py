"""One lock a book, and one a name, across threads and processes.

The kernel holds it (``flock``), so it ends with the process that has it, however that ends. The file that carries the
lock is never removed or replaced: two processes that held the lock of two files of one name would both write.
"""

from __future__ import annotations

import fcntl
import hashlib
import math
import os
import random
import struct
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from attrs import define, field

from departments.ledger import BookBusy
from storage import durable
from storage.durable import DiskFailure, Step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PATIENCE = 10.0
"""Seconds after which a lock that is not to be had is given up."""
_SHORTEST_PAUSE, _LONGEST_PAUSE = 0.0003, 0.01
_PLACE = struct.Struct("hhqqi")
"""The kernel's ``struct flock``: kind, whence, start, length, and a process number that has to be 0."""


@define(eq=False)
class Patience:
    """How long its holders wait for a lock; a process that is about to end has less of it, also for whoever waits."""

    seconds: float = PATIENCE
    _ends_at: float = field(default=math.inf, init=False)

    def end_within(self, seconds: float) -> None:
        """Let nobody wait for longer than so many seconds from now; who comes later finds a lock free or goes."""
        self._ends_at = time.monotonic() + seconds

    def left(self, since: float) -> float:
        """Seconds for which somebody may go on waiting who has waited since then, by the monotonic clock."""
        return min(since + self.seconds, self._ends_at) - time.monotonic()


class BookLock:
    """The right to write in one book; one holder in the whole host at a time."""

    def __init__(self, path: Path, book: str, *, patience: Patience | None = None) -> None:
        """Args: the file that carries the lock, the book's name, and how long to wait for it."""
        self._path = path
        self._book = book
        self._patience = patience or Patience()
        self._threads = threading.Lock()

    @contextmanager
    def held(self) -> Iterator[int]:
        """Hold the lock in the ``with`` block; gives a descriptor on the file that carries it.

        Raises:
            BookBusy: somebody else held it all the while.
            DiskFailure: the file that carries it can't be opened.
        """
        since = time.monotonic()
        # Whoever has it waits for the file no longer than this one does, so nobody's patience ends here much too late.
        if not self._threads.acquire(timeout=max(0.0, self._patience.left(since))):
            raise BookBusy(self._book)
        try:
            fd = self._lock_file(since)
            try:
                yield fd
            finally:
                durable.close(fd)
        finally:
            self._threads.release()

    def _lock_file(self, since: float) -> int:
        while True:
            fd = durable.open_for_locking(self._path)
            is_ours = False
            try:
                self._wait(fd, since)
                is_ours = _is_still(self._path, fd)
            finally:
                if not is_ours:
                    durable.close(fd)
            if is_ours:
                return fd

    def _wait(self, fd: int, since: float) -> None:
        _wait_for(lambda: fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB), self._patience, since, self._book)


class NameLocks:
    """The right to be the only one at work under a name, whether or not there is anything of that name.

    Each name is a place in one file, of which nothing is ever written, so that names which strangers make up leave
    nothing behind. The kernel locks such a place for whoever opened the file (``F_OFD_SETLK``), not for the process.
    """

    def __init__(self, path: Path, book: str, *, patience: Patience | None = None) -> None:
        """Args: the file that carries the locks, what the sentence calls it, and how long to wait for one."""
        self._path = path
        self._book = book
        self._patience = patience or Patience()

    @contextmanager
    def held(self, name: str) -> Iterator[None]:
        """Hold the name's lock in the ``with`` block.

        Raises:
            BookBusy: others held it all the while.
            DiskFailure: the file that carries it can't be opened.
        """
        fd = durable.open_for_locking(self._path)
        try:
            wanted = _PLACE.pack(fcntl.F_WRLCK, os.SEEK_SET, _place_of(name), 1, 0)
            since = time.monotonic()
            _wait_for(lambda: fcntl.fcntl(fd, fcntl.F_OFD_SETLK, wanted), self._patience, since, self._book)
            yield
        finally:
            durable.close(fd)


def _place_of(name: str) -> int:
    return int.from_bytes(hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()[:7], "big")


def _wait_for(take: Callable[[], object], patience: Patience, since: float, book: str) -> None:
    pause = _SHORTEST_PAUSE
    while True:
        try:
            take()
        except BlockingIOError:
            if patience.left(since) < 0:
                raise BookBusy(book) from None
            # The kernel offers no wait with an end that several threads may use; uneven pauses keep it fair.
            time.sleep(pause * (0.5 + random.random()))  # noqa: S311 - spread, not secrecy
            pause = min(pause * 1.5, _LONGEST_PAUSE)
        except OSError as failure:
            raise DiskFailure(Step.OPEN, failure) from failure
        else:
            return


def _is_still(path: Path, fd: int) -> bool:
    """Whether the name still leads to the file that was locked."""
    try:
        return os.path.samestat(path.stat(), os.fstat(fd))
    except FileNotFoundError:
        return False
    except OSError as failure:
        raise DiskFailure(Step.OPEN, failure) from failure
