"""Directories for as long as the process lives that made them; what a killed one leaves, the next one clears away.

Each is locked by whoever made it, and the kernel gives the lock back with the process. So those that nobody holds are
what killed processes have left. No other user's are touched, and nothing that a link leads to.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import define

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFIX = "tianbao-passing-"
_TRIES = 10
_DIRECTORY = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


@define(eq=False)
class PassingDirectory:
    """A directory for this process alone."""

    path: Path
    _lock: int

    def remove(self) -> None:
        """Take it away, with everything in it; nothing happens where that is done."""
        if self._lock >= 0:
            shutil.rmtree(self.path, ignore_errors=True)
            os.close(self._lock)
            self._lock = -1


def make_passing_directory() -> PassingDirectory:
    """Make one where the system has such things, and clear away what the same user's killed processes have left.

    Raises:
        OSError: there is no room for it.
    """
    place = Path(tempfile.gettempdir())
    clear_left_behind(place)
    for _ in range(_TRIES):
        path = Path(tempfile.mkdtemp(prefix=PREFIX, dir=place))
        lock = _locked(path)
        if lock is not None:
            return PassingDirectory(path, lock)
    raise BlockingIOError(None, "it was taken away again", str(place))


def clear_left_behind(place: Path) -> None:
    """Take away the directories of processes that have ended; those that somebody holds, and all others', stay."""
    for path in _named(place):
        lock = _locked(path)
        if lock is not None:
            shutil.rmtree(path, ignore_errors=True)
            os.close(lock)


def _locked(path: Path) -> int | None:
    """A descriptor that holds the directory, where it is one of this user's and nobody holds it."""
    try:
        lock = os.open(path, _DIRECTORY)
    except OSError:
        return None
    try:
        if os.fstat(lock).st_uid == os.geteuid():
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # Somebody may have cleared it away between its making and its lock; then its name leads nowhere.
            if os.path.samestat(path.lstat(), os.fstat(lock)):
                return lock
    except OSError:
        pass
    os.close(lock)
    return None


def _named(place: Path) -> Iterator[Path]:
    try:
        yield from list(place.glob(f"{PREFIX}*"))
    except OSError:
        return
