"""What a department has sent in for use, and what lies ready for it to fetch.

A name leads to a plain file in the tray or nowhere: links, devices and names with slashes answer as if nothing were
there.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from typing import TYPE_CHECKING, BinaryIO

from departments.ledger import TrayFile, UnreadableFile, WritingStopped
from departments.refusals import NotFound
from storage import durable
from storage.durable import DiskFailure, NewFile
from storage.evidence import NOT_A_FILE, plain_stream

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_DEPARTMENT = re.compile(r"[a-z0-9][a-z0-9_-]{0,31}")
_UNFINISHED = (".filepart", durable.TEMPORARY_SUFFIX)
_LONGEST_NAME = 255


class DiskTrays:
    """Inboxes and outboxes on disk; fulfils :class:`departments.ledger.Trays`."""

    def __init__(self, inboxes: Path, outboxes: Path) -> None:
        """Args: the directories of all inboxes and of all outboxes, which have to be there."""
        self._inboxes = inboxes
        self._outboxes = outboxes

    def inbox(self, department: str) -> Sequence[TrayFile]:
        """The files in the inbox, by name; those still on their way and hidden ones left out.

        Raises:
            NotFound: no department can have this code.
        """
        place = self.inbox_path(department)
        try:
            with os.scandir(place) as found:
                files = [_tray_file(each) for each in found if _is_shown(each)]
        except OSError:
            return []
        return sorted(files, key=lambda each: each.name)

    def open_inbox(self, department: str, name: str) -> BinaryIO:
        """One of the inbox's files, for reading.

        Raises:
            NotFound: there is no such file, or its name leads elsewhere.
            UnreadableFile: it is there and can't be read.
        """
        path = self.inbox_path(department) / _checked(name)
        # Not blocking: a named pipe in the tray must not hold up whoever opens it.
        flags = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
        try:
            fd = os.open(path, flags)
        except OSError as failure:
            if isinstance(failure, (FileNotFoundError, NotADirectoryError)) or failure.errno in NOT_A_FILE:
                raise NotFound(name) from None
            raise UnreadableFile(name, failure.strerror or "") from failure
        return plain_stream(fd, name)

    def inbox_path(self, department: str) -> Path:
        """The directory of the department's inbox, there or not.

        Raises:
            NotFound: no department can have this code.
        """
        return _tray(self._inboxes, department)

    def outbox_path(self, department: str) -> Path:
        """The directory of the department's outbox, there or not.

        Raises:
            NotFound: no department can have this code.
        """
        return _tray(self._outboxes, department)

    def write_inbox(self, department: str, name: str, content: BinaryIO) -> Path:
        """Put a file into the department's inbox, whole or not at all, in place of one of the same name.

        Raises:
            NotFound: the name can't be a file's in a tray.
            WritingStopped: the disk refused.
        """
        path = self.inbox_path(department) / _checked(name)
        try:
            durable.make_directories(path.parent, within=self._inboxes)
            with NewFile(path.parent) as new:
                while chunk := content.read(1024 * 1024):
                    new.write(chunk)
                new.sync()
                new.keep_as(path, directories=[path.parent])
        except DiskFailure as failure:
            raise WritingStopped(failure.reason) from failure
        return path

    def write_outbox(self, department: str, name: str, content: bytes) -> Path:
        """Lay a file ready for the department, whole or not at all, in place of one of the same name.

        Raises:
            NotFound: the name can't be a file's in a tray.
            WritingStopped: the disk refused.
        """
        path = self.outbox_path(department) / _checked(name)
        try:
            durable.make_directories(path.parent, within=self._outboxes)
            durable.replace(path, content)
        except DiskFailure as failure:
            raise WritingStopped(failure.reason) from failure
        return path


def _tray(place: Path, department: str) -> Path:
    if not _DEPARTMENT.fullmatch(department):
        raise NotFound(department)
    return place / department


def _checked(name: str) -> str:
    is_plain = name not in ("", ".", "..") and not {"/", "\\", "\0"} & set(name)
    if not is_plain or len(os.fsencode(name)) > _LONGEST_NAME:
        raise NotFound(name)
    return name


def _is_shown(found: os.DirEntry[str]) -> bool:
    is_whole = not found.name.startswith(".") and not found.name.endswith(_UNFINISHED)
    return is_whole and found.is_file(follow_symlinks=False)


def _tray_file(found: os.DirEntry[str]) -> TrayFile:
    about = found.stat(follow_symlinks=False)
    return TrayFile(found.name, about.st_size, dt.datetime.fromtimestamp(about.st_mtime, tz=dt.UTC))
