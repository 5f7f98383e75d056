"""Files in and out, for a desk that has trays: who has them is the desk's own word, what is done with them is here."""

from __future__ import annotations

import re
import unicodedata
from abc import abstractmethod
from typing import TYPE_CHECKING, BinaryIO

from departments.clean_text import COMMANDING, clean_line, without_floods
from departments.deliveries import NotAFileName
from departments.wording import N_, Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from departments.deliveries import Delivery
    from departments.ledger import TrayFile, Trays

_LONGEST_NAME = 255
"""Bytes of UTF-8, as many as file systems take."""


class Fetching:
    """Fetching what lies ready."""

    __slots__ = ()

    @property
    @abstractmethod
    def tray_owner(self) -> str:
        """Whose trays they are: a department's code, or the commission's own."""

    @property
    @abstractmethod
    def _trays(self) -> Trays:
        """Where files come in and go out."""

    def outbox(self) -> Sequence[TrayFile]:
        """The files that lie ready, by name."""
        return self._trays.outbox(self.tray_owner)

    def open_outbox(self, name: str) -> BinaryIO:
        """One of them, for reading.

        Raises:
            NotFound: nothing of this name lies ready.
        """
        return self._trays.open_outbox(self.tray_owner, name)

    def lay_ready(self, name: str, content: bytes) -> None:
        """Put a file into the outbox, in place of one of the same name.

        Raises:
            NotAFileName: the name can't be a file's.
            WritingStopped: the disk refused.
        """
        self._trays.lay_ready(self.tray_owner, file_name(name), content)


class Delivering(Fetching):
    """Sending files in as well, and putting the inbox in order."""

    __slots__ = ()

    def inbox(self) -> Sequence[TrayFile]:
        """The files that were sent in, those still on their way left out."""
        return self._trays.inbox(self.tray_owner)

    def sent(self) -> Sequence[TrayFile]:
        """Everything that was sent in, files that broke off on their way too."""
        return self._trays.sent(self.tray_owner)

    def open_sent(self, name: str) -> BinaryIO:
        """One of them, for reading.

        Raises:
            NotFound: there is no such file.
            UnreadableFile: it can't be read.
        """
        return self._trays.open_inbox(self.tray_owner, self._as_sent(name))

    def begin_delivery(self, name: str, *, is_continued: bool = False) -> Delivery:
        """Send a file in, or the rest of one that broke off.

        Raises:
            NotAFileName: the name can't be a file's.
            InboxFull: there is room for no other.
        """
        return self._trays.begin_delivery(self.tray_owner, file_name(name), is_continued=is_continued)

    def rename_sent(self, name: str, new_name: str, *, is_replacing: bool = False) -> None:
        """Give a file that was sent in another name.

        Raises:
            NotFound: there is no such file.
            NotAFileName: the new name can't be a file's.
            NameTaken: another one has it.
        """
        self._trays.rename_sent(self.tray_owner, name, file_name(new_name), is_replacing=is_replacing)

    def remove_sent(self, name: str) -> None:
        """Remove a file that was sent in; what was attached to a report stays attached.

        Raises:
            NotFound: there is no such file.
        """
        self._trays.remove_sent(self.tray_owner, name)

    def _as_sent(self, name: str) -> str:
        """The name as it was sent: a Mac takes é apart into a letter and its accent, and nobody who types it does."""
        names = () if name.isascii() else [each.name for each in self.sent()]
        if name in names:
            return name
        return next((each for each in names if _composed(each) == _composed(name)), name)


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def file_name(name: str) -> str:
    """The name, if it can be a file's in a tray.

    Raises:
        NotAFileName: it can't.
    """
    what = _what_is_wrong(name)
    if what is not None:
        raise NotAFileName(clean_line(name), what)
    return name


def _what_is_wrong(name: str) -> Sentence | None:
    """Why no file in a tray can have this name; blanks of any kind and letters in any form are fine, and stay."""
    unseen = re.search(f"[{COMMANDING}\t\n]", name)
    if unseen:
        code = f"U+{ord(unseen[0]):04X}"
        return Sentence(N_("it has a character in it that can't be seen ({code})"), {"code": code})
    looks = (
        (not name.strip(), N_("there is nothing in it")),
        (name.startswith("."), N_("it begins with a dot")),
        (bool({"/", "\\"} & set(name)), N_("it has a slash or a backslash in it")),
        (without_floods(name) != name, N_("it has too many marks on one letter")),
        (len(name.encode()) > _LONGEST_NAME, N_("it is longer than 255 bytes, which are 85 Chinese characters")),
    )
    return next((Sentence(message) for is_wrong, message in looks if is_wrong), None)
