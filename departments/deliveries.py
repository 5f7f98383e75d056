"""Files on their way: what a department sends into its inbox, and what lies ready for it in its outbox.

A file that is being sent is seen by nobody else until all of it is there. Clients that send under a provisional name
(``*.filepart``) and rename at the end may break off and go on later.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, ClassVar, Protocol

from attrs import define

from departments.refusals import BadInput, Refusal
from departments.wording import N_, Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from departments.ledger import TrayFile

UNFINISHED = ".filepart"
"""How WinSCP and others end the name of a file that they are still sending."""


@define
class InboxFull(Refusal):
    """The department has sent in more than it may have lying about."""

    message: ClassVar[str] = N_(
        "The inbox is full: it holds {limit_mb} MB or {most} files;"
        " remove files that are attached to a report already, then send {name} again."
    )
    name: str
    limit_mb: int
    most: int


@define
class NotAFileName(BadInput):
    """A name that no file in the inbox may have."""

    message: ClassVar[str] = N_(
        "“{value}” can't be a file's name here: {what}; give the file another name and send it again."
    )
    what: Sentence
    """Why."""


@define
class NameTaken(Refusal):
    """There is another file of the name."""

    message: ClassVar[str] = N_("There is already a file {name}; remove it first, or choose another name.")
    name: str


@define
class OutOfOrder(Refusal):
    """A piece of a file came before the one that belongs in front of it."""

    message: ClassVar[str] = N_("{name} has to be sent from its beginning to its end; send it again.")
    name: str


class Delivery(Protocol):
    """A file that is being sent."""

    @property
    def size(self) -> int:
        """Bytes that are there so far."""

    def write(self, offset: int, content: bytes) -> None:
        """Add the next piece.

        Raises:
            OutOfOrder: it isn't the next one.
            EvidenceTooLarge, InboxFull: it doesn't fit any more.
            WritingStopped: the disk refused.
        """

    def keep(self) -> None:
        """Let it be seen, in place of one of the same name; durable when this returns.

        Raises:
            WritingStopped: the disk refused.
        """

    def drop(self) -> None:
        """Forget what came."""


class Deliveries(Protocol):
    """Sending, fetching, and putting the inbox in order."""

    def sent(self, department: str) -> Sequence[TrayFile]:
        """Everything in the inbox, by name, files with a provisional name too."""

    def begin_delivery(self, department: str, name: str, *, is_continued: bool) -> Delivery:
        """A new file for the inbox, or the rest of one that broke off.

        Raises:
            NotFound: the name can't be a file's in a tray.
            InboxFull: there is room for no other.
            WritingStopped: the disk refused.
        """

    def rename_sent(self, department: str, name: str, new_name: str, *, is_replacing: bool) -> None:
        """Give a file in the inbox another name.

        Raises:
            NotFound: there is no such file, or a name can't be a file's.
            NameTaken: another one has the name and is not to be replaced.
            WritingStopped: the disk refused.
        """

    def remove_sent(self, department: str, name: str) -> None:
        """Take a file out of the inbox; what was attached to a report stays on the shelf.

        Raises:
            NotFound: there is no such file.
            WritingStopped: the disk refused.
        """

    def outbox(self, department: str) -> Sequence[TrayFile]:
        """The files that lie ready, by name."""

    def open_outbox(self, department: str, name: str) -> BinaryIO:
        """One of them, for reading.

        Raises:
            NotFound: there is no such file.
        """

    def lay_ready(self, department: str, name: str, content: bytes) -> None:
        """Put a file into the outbox, in place of one of the same name.

        Raises:
            WritingStopped: the disk refused.
        """
