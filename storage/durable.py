"""The one door through which anything on disk is changed: append, replace, cut back, remove, and make durable.

No other module writes, syncs, renames or removes. Every function here either has made its change durable when it
returns, or raises :class:`DiskFailure`, which says how far it came; none of them retries a sync, because a page whose
sync has failed may be marked clean without being on disk.
"""

from __future__ import annotations

import errno
import fcntl
import os
from contextlib import contextmanager, suppress
from enum import StrEnum
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

DIRECTORY_MODE = 0o700
FILE_MODE = 0o600
TEMPORARY_SUFFIX = ".part"
Buffer = bytes | bytearray | memoryview
_PLAIN = os.O_CLOEXEC | os.O_NOFOLLOW
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})


class Step(StrEnum):
    """How far a change had come when the disk refused."""

    OPEN = "open"
    """Nothing had been written."""
    WRITE = "write"
    SYNC = "sync"


class DiskFailure(Exception):  # noqa: N818 - what happened, not whose fault it is
    """The disk refused a change; nothing of it counts.

    Attributes:
        step: how far the change had come.
        errno: the operating system's number for the reason.
        is_undone: whether the file is again, durably, what it was before.
    """

    def __init__(self, step: Step, failure: OSError, *, is_undone: bool = True) -> None:
        super().__init__(step, failure, is_undone)
        self.step = step
        self.errno = failure.errno or errno.EIO
        self.is_undone = is_undone

    @property
    def is_for_want_of_room(self) -> bool:
        """Whether it will pass as soon as there is room on the disk or in the quota again."""
        return self.errno in _NO_ROOM

    @property
    def reason(self) -> str:
        """The operating system's words for it."""
        return os.strerror(self.errno)


@contextmanager
def _failing_as(step: Step) -> Iterator[None]:
    try:
        yield
    except OSError as failure:
        raise DiskFailure(step, failure) from failure


def _write_all(fd: int, content: Buffer) -> None:
    rest = memoryview(content)
    while rest:
        written = os.write(fd, rest)
        if not written:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        rest = rest[written:]


def close(fd: int) -> None:
    """Give a descriptor back."""
    # Whatever close() may still say, what was synced is on disk, and what was not is not counted.
    with suppress(OSError):
        os.close(fd)


def sync_directory(path: Path) -> None:
    """Make the names in a directory durable.

    Raises:
        DiskFailure: the directory can't be opened or synced.
    """
    with _failing_as(Step.OPEN):
        fd = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        with _failing_as(Step.SYNC):
            os.fsync(fd)
    finally:
        close(fd)


def make_directories(path: Path, *, within: Path) -> None:
    """Make a directory and what is missing above it, for the owner alone, up to ``within``, which has to be there.

    Raises:
        DiskFailure: one of them can't be made.
    """
    missing: list[Path] = []
    with _failing_as(Step.OPEN):
        while path != within and not path.is_dir():
            missing.append(path)
            path = path.parent
    for each in reversed(missing):
        with _failing_as(Step.OPEN), suppress(FileExistsError):
            os.mkdir(each, DIRECTORY_MODE)  # noqa: PTH102 - the system calls of this module are counted by name
        sync_directory(each.parent)


def restrict(path: Path) -> None:
    """Take a directory from everybody but its owner.

    Raises:
        DiskFailure: it is somebody else's.
    """
    with _failing_as(Step.OPEN):
        os.chmod(path, DIRECTORY_MODE)  # noqa: PTH101 - counted by name


def create_empty(path: Path) -> None:
    """Make an empty file whose name, and whose directory's name, are durable; nothing happens to one that is there.

    A file of no length is treated as if it had just been made: whoever made it may have died before its name was
    durable.

    Raises:
        DiskFailure: it can't be made durable; it has been taken away again if it is empty.
    """
    with _failing_as(Step.OPEN):
        fd = os.open(path, os.O_WRONLY | os.O_CREAT | _PLAIN, FILE_MODE)
    try:
        sync_directory(path.parent)
        sync_directory(path.parent.parent)
    except DiskFailure as failure:
        # A new name is a new change to the directory; syncing the old one again would prove nothing.
        failure.is_undone = _is_empty(fd) and _is_removed(path)
        raise
    finally:
        close(fd)


def _is_empty(fd: int) -> bool:
    try:
        return os.fstat(fd).st_size == 0
    except OSError:
        return False


def _is_removed(path: Path) -> bool:
    try:
        os.unlink(path)  # noqa: PTH108 - counted by name
    except OSError:
        return False
    return True


def append(path: Path, content: bytes, *, at: int) -> None:
    """Add to the end of a file, in one write and one sync where the disk lets it.

    Args:
        path: the file, which has to be there.
        content: what to add.
        at: how long the file is; what is added stands there.

    Raises:
        DiskFailure: it is not durable. The file has been cut back to ``at`` where ``is_undone`` says so.
    """
    with _failing_as(Step.OPEN):
        fd = os.open(path, os.O_WRONLY | os.O_APPEND | _PLAIN)
    try:
        with _failing_as(Step.OPEN):
            if os.fstat(fd).st_size != at:
                raise OSError(errno.ESTALE, os.strerror(errno.ESTALE))
        step = Step.WRITE
        try:
            _write_all(fd, content)
            step = Step.SYNC
            os.fsync(fd)
        except OSError as failure:
            raise DiskFailure(step, failure, is_undone=_is_cut_back(fd, at)) from failure
        except BaseException:
            # An interrupt between write and sync: the person is not told that it is saved, so it must not stay.
            _is_cut_back(fd, at)
            raise
    finally:
        close(fd)


def _is_cut_back(fd: int, size: int) -> bool:
    # The sync is not the failed one over again: the pages it was about are gone, this one is about the length.
    try:
        os.ftruncate(fd, size)
        os.fsync(fd)
    except OSError:
        return False
    return True


def cut_back(path: Path, size: int) -> None:
    """Take away, durably, what a file has beyond ``size`` bytes.

    Raises:
        DiskFailure: it can't be done.
    """
    with _failing_as(Step.OPEN):
        fd = os.open(path, os.O_WRONLY | _PLAIN)
    try:
        with _failing_as(Step.WRITE):
            os.ftruncate(fd, size)
        with _failing_as(Step.SYNC):
            os.fsync(fd)
    finally:
        close(fd)


def open_for_locking(path: Path) -> int:
    """A file descriptor on a small file that is locked and overwritten in place; made if it is not there.

    Raises:
        DiskFailure: it can't be opened.
    """
    with _failing_as(Step.OPEN):
        return os.open(path, os.O_RDWR | os.O_CREAT | _PLAIN, FILE_MODE)


def overwrite(fd: int, content: bytes) -> None:
    """Put ``content`` at the beginning of an open file, without a sync: a hint that may be lost.

    Raises:
        DiskFailure: it can't be written.
    """
    with _failing_as(Step.WRITE):
        os.pwrite(fd, content, 0)


class NewFile:
    """A file in the making, seen by nobody until it is kept; gone if it is not.

    It is locked while it is being written, so that whoever clears away leftovers can tell it from one.
    """

    def __init__(self, directory: Path) -> None:
        self._path = directory / f".{os.urandom(8).hex()}{TEMPORARY_SUFFIX}"
        self._is_kept = False
        with _failing_as(Step.OPEN):
            self._fd = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _PLAIN, FILE_MODE)
        with suppress(OSError):
            fcntl.flock(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def __enter__(self) -> Self:
        """Write it inside the ``with`` block."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Take it away again if it was not kept."""
        if not self._is_kept:
            _is_removed(self._path)
        close(self._fd)

    @property
    def path(self) -> Path:
        """Where it stands until it is kept."""
        return self._path

    def write(self, content: Buffer) -> int:
        """Add to it; gives the number of bytes, as a stream does.

        Raises:
            DiskFailure: the disk refused.
        """
        with _failing_as(Step.WRITE):
            _write_all(self._fd, content)
        return memoryview(content).nbytes

    def flush(self) -> None:
        """Nothing is held back; here so that it can stand where a stream is asked for."""

    def sync(self) -> None:
        """Make its content durable; the name follows with :meth:`keep_as`.

        Raises:
            DiskFailure: the disk refused.
        """
        with _failing_as(Step.SYNC):
            os.fsync(self._fd)

    def keep_as(self, path: Path, *, directories: Sequence[Path]) -> None:
        """Give it its name, in place of whatever had it.

        Args:
            path: the name, in the same directory.
            directories: whose names to make durable; none for a file that may be lost.

        Raises:
            DiskFailure: it does not durably have that name; whether the old content stands is open.
        """
        with _failing_as(Step.WRITE):
            os.rename(self._path, path)  # noqa: PTH104 - counted by name
        self._is_kept = True
        for each in directories:
            sync_directory(each)


def replace(path: Path, content: bytes, *, is_synced: bool = True) -> None:
    """Put a new content in place of a file's old one, whole or not at all.

    Args:
        path: the file, there or not.
        content: all of it.
        is_synced: whether it has to survive a power failure; if not, it may be missing, old or empty after one.

    Raises:
        DiskFailure: it was not done; the old content stands, unless the failure came when the name was synced.
    """
    with NewFile(path.parent) as new:
        new.write(content)
        if is_synced:
            new.sync()
        new.keep_as(path, directories=[path.parent] if is_synced else [])


def remove(path: Path) -> None:
    """Take a file away, durably; nothing happens if it is not there.

    Raises:
        DiskFailure: it can't be taken away.
    """
    with _failing_as(Step.OPEN):
        try:
            os.unlink(path)  # noqa: PTH108 - counted by name
        except FileNotFoundError:
            return
    sync_directory(path.parent)


def rename(path: Path, new_path: Path) -> None:
    """Give a file another name in the same directory, durably, in place of whatever had it.

    Raises:
        DiskFailure: it doesn't durably have that name.
    """
    with _failing_as(Step.WRITE):
        os.rename(path, new_path)  # noqa: PTH104 - counted by name
    sync_directory(path.parent)


def is_abandoned(path: Path) -> bool:
    """Whether a temporary file's writer is gone; False as well where the operating system won't tell."""
    try:
        fd = os.open(path, os.O_RDONLY | _PLAIN)
    except OSError:
        return False
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    finally:
        close(fd)
    return True


def remove_leftover(path: Path) -> bool:
    """Take away a temporary file whose writer is gone.

    Returns:
        False if somebody is still writing it, or it can't be taken away.
    """
    return is_abandoned(path) and _is_removed(path)


def move_directory(source: Path, target: Path) -> None:
    """Give a finished directory its name, in place of an empty one or none.

    Raises:
        DiskFailure: there is something at the target, or the disk refused.
    """
    with _failing_as(Step.WRITE):
        os.rename(source, target)  # noqa: PTH104 - counted by name
    sync_directory(target.parent)


def remove_tree(path: Path) -> None:
    """Take away a directory of ours that has not been given its name; nothing happens if it is not there.

    What can't be taken away stays; it is in nobody's way.
    """
    import shutil  # rarely needed, and it brings every way of compressing

    shutil.rmtree(path, ignore_errors=True)
