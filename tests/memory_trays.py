"""The departments' trays in memory: what was sent in, what lies ready."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, BinaryIO

from attrs import define, field

from departments.deliveries import UNFINISHED, NameTaken, OutOfOrder
from departments.ledger import TrayFile, UnreadableFile
from departments.refusals import NotFound

if TYPE_CHECKING:
    from collections.abc import Sequence

Files = dict[tuple[str, str], tuple[bytes | None, dt.datetime]]
SOME_TIME = dt.datetime(2021, 7, 1, tzinfo=dt.UTC)


def _listed(files: Files, department: str) -> Sequence[TrayFile]:
    return [
        TrayFile(name, len(content or b""), at)
        for (of, name), (content, at) in sorted(files.items())
        if of == department
    ]


def _opened(files: Files, department: str, name: str) -> BinaryIO:
    if (department, name) not in files:
        raise NotFound(name)
    content, _ = files[department, name]
    if content is None:
        raise UnreadableFile(name, "Permission denied")
    return io.BytesIO(content)


@define
class MemoryDelivery:
    """A file that is being sent; the tray has it once it is kept."""

    _sent: Files
    _place: tuple[str, str]
    _content: bytes = b""

    @property
    def size(self) -> int:
        """Bytes that are there so far."""
        return len(self._content)

    def write(self, offset: int, content: bytes) -> None:
        """Add the next piece.

        Raises:
            OutOfOrder: it isn't the next one.
        """
        if offset != self.size:
            raise OutOfOrder(self._place[1])
        self._content += content

    def keep(self) -> None:
        """Let it be seen, in place of one of the same name."""
        self._sent[self._place] = (self._content, SOME_TIME)

    def drop(self) -> None:
        """Forget what came."""
        self._content = b""


@define
class MemoryTrays:
    """Every department's inbox and outbox."""

    _sent: Files = field(factory=dict)
    _ready: Files = field(factory=dict)

    def deliver(self, department: str, name: str, content: bytes | None, at: dt.datetime) -> None:
        """Lay a file into the inbox; one that nobody can read where the content is None."""
        self._sent[department, name] = (content, at)

    def inbox(self, department: str) -> Sequence[TrayFile]:
        """The files in the inbox that have arrived, by name."""
        return [each for each in self.sent(department) if not each.name.endswith(UNFINISHED)]

    def open_inbox(self, department: str, name: str) -> BinaryIO:
        """One of the inbox's files, for reading.

        Raises:
            NotFound: there is no such file.
            UnreadableFile: it is there and can't be read.
        """
        return _opened(self._sent, department, name)

    def sent(self, department: str) -> Sequence[TrayFile]:
        """Everything in the inbox, by name."""
        return _listed(self._sent, department)

    def begin_delivery(self, department: str, name: str, *, is_continued: bool) -> MemoryDelivery:
        """A new file for the inbox, or the rest of one that broke off."""
        so_far, _ = self._sent.get((department, name), (None, SOME_TIME))
        return MemoryDelivery(self._sent, (department, name), (so_far or b"") if is_continued else b"")

    def rename_sent(self, department: str, name: str, new_name: str, *, is_replacing: bool) -> None:
        """Give a file in the inbox another name.

        Raises:
            NotFound: there is no such file.
            NameTaken: another one has the name and is not to be replaced.
        """
        if (department, name) not in self._sent:
            raise NotFound(name)
        if (department, new_name) in self._sent and not is_replacing:
            raise NameTaken(new_name)
        self._sent[department, new_name] = self._sent.pop((department, name))

    def remove_sent(self, department: str, name: str) -> None:
        """Take a file out of the inbox.

        Raises:
            NotFound: there is no such file.
        """
        if self._sent.pop((department, name), None) is None:
            raise NotFound(name)

    def outbox(self, department: str) -> Sequence[TrayFile]:
        """The files that lie ready, by name."""
        return _listed(self._ready, department)

    def open_outbox(self, department: str, name: str) -> BinaryIO:
        """One of them, for reading.

        Raises:
            NotFound: there is no such file.
        """
        return _opened(self._ready, department, name)

    def lay_ready(self, department: str, name: str, content: bytes) -> None:
        """Put a file into the outbox, in place of one of the same name."""
        self._ready[department, name] = (content, SOME_TIME)
