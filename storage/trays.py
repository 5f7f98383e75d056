"""What a department has sent in for use, and what lies ready for it to fetch.

A name leads to a plain file in the tray or nowhere: links, devices and names with slashes answer as if nothing were
there.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from typing import TYPE_CHECKING, BinaryIO

from departments.deliveries import UNFINISHED, InboxFull, NameTaken
from departments.ledger import TrayFile, UnreadableFile, WritingStopped
from departments.refusals import NotFound
from storage import durable
from storage.deliveries import MOST_FILES, QUOTA_MB, DiskDelivery, plain_files, sizes
from storage.durable import DiskFailure, NewFile
from storage.evidence import MEGABYTE, NOT_A_FILE, plain_stream

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_DEPARTMENT = re.compile(r"[a-z0-9][a-z0-9_-]{0,31}")
_UNFINISHED = (UNFINISHED, durable.TEMPORARY_SUFFIX)
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
        return _listed(self.inbox_path(department), _UNFINISHED)

    def sent(self, department: str) -> Sequence[TrayFile]:
        """Everything in the inbox, by name, files with a provisional name too.

        Raises:
            NotFound: no department can have this code.
        """
        return _listed(self.inbox_path(department), ())

    def outbox(self, department: str) -> Sequence[TrayFile]:
        """The files that lie ready, by name.

        Raises:
            NotFound: no department can have this code.
        """
        return _listed(self.outbox_path(department), _UNFINISHED)

    def open_outbox(self, department: str, name: str) -> BinaryIO:
        """One of the outbox's files, for reading.

        Raises:
            NotFound: there is no such file, or its name leads elsewhere.
            UnreadableFile: it is there and can't be read.
        """
        return _opened(self.outbox_path(department) / _checked(name))

    def lay_ready(self, department: str, name: str, content: bytes) -> None:
        """Put a file into the outbox, in place of one of the same name.

        Raises:
            NotFound: the name can't be a file's in a tray.
            WritingStopped: the disk refused.
        """
        self.write_outbox(department, name, content)

    def begin_delivery(self, department: str, name: str, *, is_continued: bool) -> DiskDelivery:
        """A new file for the inbox, or the rest of one that broke off.

        Raises:
            NotFound: the name can't be a file's in a tray.
            InboxFull: there is room for no other.
            WritingStopped: the disk refused.
        """
        path = self.inbox_path(department) / _checked(name)
        if len(sizes(path.parent, but={name})) >= MOST_FILES:
            raise InboxFull(name, QUOTA_MB, MOST_FILES)
        try:
            durable.make_directories(path.parent, within=self._inboxes)
        except DiskFailure as failure:
            raise WritingStopped(failure.reason) from failure
        delivery = DiskDelivery(path)
        if is_continued and path.exists():
            with _opened(path) as broken_off:
                while chunk := broken_off.read(MEGABYTE):
                    delivery.write(delivery.size, chunk)
        return delivery

    def rename_sent(self, department: str, name: str, new_name: str, *, is_replacing: bool) -> None:
        """Give a file in the inbox another name.

        Raises:
            NotFound: there is no such file, or a name can't be a file's.
            NameTaken: another one has the name and is not to be replaced.
            WritingStopped: the disk refused.
        """
        place = self.inbox_path(department)
        path, new_path = self._sent_file(place, name), place / _checked(new_name)
        if new_path.exists() and not is_replacing:
            raise NameTaken(new_name)
        try:
            durable.rename(path, new_path)
        except DiskFailure as failure:
            raise WritingStopped(failure.reason) from failure

    def remove_sent(self, department: str, name: str) -> None:
        """Take a file out of the inbox; what was attached to a report stays on the shelf.

        Raises:
            NotFound: there is no such file.
            WritingStopped: the disk refused.
        """
        try:
            durable.remove(self._sent_file(self.inbox_path(department), name))
        except DiskFailure as failure:
            raise WritingStopped(failure.reason) from failure

    def _sent_file(self, place: Path, name: str) -> Path:
        path = place / _checked(name)
        if path.is_symlink() or not path.is_file():
            raise NotFound(name)
        return path

    def open_inbox(self, department: str, name: str) -> BinaryIO:
        """One of the inbox's files, for reading.

        Raises:
            NotFound: there is no such file, or its name leads elsewhere.
            UnreadableFile: it is there and can't be read.
        """
        return _opened(self.inbox_path(department) / _checked(name))

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


def _opened(path: Path) -> BinaryIO:
    # Not blocking: a named pipe in the tray must not hold up whoever opens it.
    flags = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
    try:
        fd = os.open(path, flags)
    except OSError as failure:
        if isinstance(failure, (FileNotFoundError, NotADirectoryError)) or failure.errno in NOT_A_FILE:
            raise NotFound(path.name) from None
        raise UnreadableFile(path.name, failure.strerror or "") from failure
    return plain_stream(fd, path.name)


def _listed(place: Path, but_ending: tuple[str, ...]) -> list[TrayFile]:
    files = [
        TrayFile(name, about.st_size, dt.datetime.fromtimestamp(about.st_mtime, tz=dt.UTC))
        for name, about in plain_files(place)
        if not name.startswith(".") and not name.endswith(but_ending)
    ]
    return sorted(files, key=lambda each: each.name)
