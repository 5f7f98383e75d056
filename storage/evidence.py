"""Evidence: files by the hash of their content, per department, durable before any event names them."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
from typing import TYPE_CHECKING, BinaryIO

from departments.ledger import EvidenceTooLarge, UnreadableFile, WritingStopped
from departments.refusals import NotFound
from departments.reports import Evidence
from storage import durable
from storage.durable import DiskFailure, NewFile, Step

if TYPE_CHECKING:
    from pathlib import Path

MEGABYTE = 1024 * 1024
LIMIT_MB = 50
"""What one file may have, in megabytes."""
_CHUNK = MEGABYTE
_SHA256 = re.compile(r"[0-9a-f]{64}")
NOT_A_FILE = (errno.ELOOP, errno.ENXIO, errno.EISDIR, errno.ENAMETOOLONG)
"""What opening a link, a pipe without a writer, a directory or an impossible name says."""
_DEPARTMENT = re.compile(r"[a-z0-9][a-z0-9_-]{0,31}")


class DiskShelf:
    """The departments' shelves on disk; fulfils :class:`departments.ledger.EvidenceShelf`."""

    def __init__(self, place: Path, *, limit_mb: int = LIMIT_MB) -> None:
        """Args: the directory of all shelves, which has to be there, and the megabytes that one file may have."""
        self._place = place
        self._limit_mb = limit_mb

    def put(self, department: str, name: str, content: BinaryIO) -> Evidence:
        """Keep the content durably, once, however often it is put.

        It is written even where it is there already: that heals a damaged one, and nobody has to trust that whoever
        put it before came to the end.

        Raises:
            WritingStopped: the disk refused.
            EvidenceTooLarge: it is over the limit for one file.
            NotFound: no department can have this code.
        """
        shelf = self._shelf(department)
        try:
            durable.make_directories(shelf, within=self._place)
            with NewFile(shelf) as new:
                sha256, size = self._copied(name, content, new)
                new.sync()
                drawer = shelf / sha256[:2]
                durable.make_directories(drawer, within=shelf)
                new.keep_as(drawer / sha256, directories=[drawer, shelf, self._place])
        except DiskFailure as failure:
            raise WritingStopped(failure.reason) from failure
        return Evidence(name=name, sha256=sha256, size=size)

    def _copied(self, name: str, content: BinaryIO, new: NewFile) -> tuple[str, int]:
        digest = hashlib.sha256()
        size = 0
        while chunk := _chunk(name, content):
            size += len(chunk)
            if size > self._limit_mb * MEGABYTE:
                raise EvidenceTooLarge(name, self._limit_mb)
            digest.update(chunk)
            new.write(chunk)
        return digest.hexdigest(), size

    def open(self, department: str, sha256: str) -> BinaryIO:
        """The content, for reading.

        Raises:
            NotFound: the department's shelf has no such content.
            UnreadableFile: it is there and the operating system won't let it be read.
        """
        shelf = self._shelf(department)
        if not _SHA256.fullmatch(sha256):
            raise NotFound(sha256)
        try:
            fd = os.open(shelf / sha256[:2] / sha256, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
        except OSError as failure:
            if isinstance(failure, (FileNotFoundError, NotADirectoryError)) or failure.errno in NOT_A_FILE:
                raise NotFound(sha256) from None
            raise UnreadableFile(sha256, failure.strerror or "") from failure
        return plain_stream(fd, sha256)

    def has(self, department: str, sha256: str) -> bool:
        """Whether the content is on the department's shelf.

        Raises:
            DiskFailure: the operating system won't tell.
        """
        try:
            return bool(_SHA256.fullmatch(sha256)) and (self._shelf(department) / sha256[:2] / sha256).is_file()
        except OSError as failure:
            raise DiskFailure(Step.OPEN, failure) from failure

    def _shelf(self, department: str) -> Path:
        if not _DEPARTMENT.fullmatch(department):
            raise NotFound(department)
        return self._place / department


def _chunk(name: str, content: BinaryIO) -> bytes:
    try:
        return content.read(_CHUNK)
    except OSError as failure:
        raise UnreadableFile(name, failure.strerror or "") from failure


def plain_stream(fd: int, name: str) -> BinaryIO:
    """The stream of an open file, if it is a plain one.

    Raises:
        NotFound: it is a pipe, a device or a directory.
        UnreadableFile: the operating system won't tell.
    """
    try:
        is_plain = stat.S_ISREG(os.fstat(fd).st_mode)
    except OSError as failure:
        durable.close(fd)
        raise UnreadableFile(name, failure.strerror or "") from failure
    if not is_plain:
        durable.close(fd)
        raise NotFound(name)
    return os.fdopen(fd, "rb")
